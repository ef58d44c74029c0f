"""The house: each feature has a room, rooms are small, and only a room's public names leave it."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOPS = ("models", "ui")
MOST_MODULES = 30


def modules() -> dict[str, Path]:
    """Return the modules of the program by dotted name; packages are left out."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path
        for top in TOPS
        for path in (ROOT / top).rglob("*.py")
        if path.name != "__init__.py"
    }


def rooms() -> dict[str, Path]:
    """Return the packages that say in a stub what others may use, by dotted name."""
    return {
        ".".join(stub.parent.relative_to(ROOT).parts): stub
        for top in TOPS
        for stub in (ROOT / top).rglob("__init__.pyi")
    }


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Give (module, name) of every import of our own, type-only and local ones included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.module or node.level:
            continue
        if node.module.split(".")[0] in TOPS:
            yield from ((node.module, alias.name) for alias in node.names)


def test_that_no_folder_holds_more_modules_than_a_look_takes_in() -> None:
    counted: dict[Path, int] = defaultdict(int)
    for path in modules().values():
        counted[path.parent] += 1
    crowded = {
        str(folder.relative_to(ROOT)): n for folder, n in counted.items() if n > MOST_MODULES
    }
    assert not crowded


def test_that_every_package_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for top in TOPS
        for path in (ROOT / top).rglob("__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_that_only_the_public_names_of_a_room_are_used_outside_it() -> None:
    inner, halls = modules(), rooms()
    wrong = [
        f"{user} takes {name} from {module}, not from its room"
        for user, path in inner.items()
        for module, name in imported(path)
        if module in inner
        and (room := module.rpartition(".")[0]) in halls
        and user.rpartition(".")[0] != room
    ]
    assert not wrong


def test_that_no_module_bears_the_name_of_what_its_room_hands_out() -> None:
    """A loaded module would stand in the place of the function."""
    for room, stub in rooms().items():
        names = {
            alias.name
            for node in ast.parse(stub.read_text(encoding="utf-8")).body
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        files = {path.stem for path in stub.parent.glob("*.py")}
        assert not names & files, f"{room}: {names & files}"


def test_that_modules_import_each_other_in_no_circle() -> None:
    inner = modules()
    arrows = {
        user: {
            found
            for module, name in imported(path)
            for found in (f"{module}.{name}", module)
            if found in inner and found != user
        }
        for user, path in inner.items()
    }
    assert not circles(arrows)


def test_that_rooms_import_each_other_in_no_circle() -> None:
    """A package that holds rooms is no room itself: its own modules stand for themselves."""
    inner, halls = modules(), rooms()

    def room_of(module: str) -> str:
        package = module.rpartition(".")[0]
        return package if package in halls else module

    arrows: dict[str, set[str]] = defaultdict(set)
    for user, path in inner.items():
        for module, name in imported(path):
            if module in halls:
                found = module
            elif module in inner:
                found = room_of(module)
            elif f"{module}.{name}" in inner:
                found = room_of(f"{module}.{name}")
            else:
                continue
            if found != room_of(user):
                arrows[room_of(user)].add(found)
    assert not circles(arrows)


def test_that_pages_do_not_import_each_other() -> None:
    """`base` is what pages share; the page of files holds the screen that opens one."""
    allowed = {("files", "import_file")}
    wrong = set()
    for user, path in modules().items():
        parts = user.split(".")
        if parts[:2] != ["ui", "pages"]:
            continue
        for module, _name in imported(path):
            other = module.split(".")
            if other[:2] != ["ui", "pages"] or other[2:3] in (parts[2:3], ["base"], []):
                continue
            if (parts[2], other[2]) not in allowed:
                wrong.add(f"{user} imports {module}")
    assert not wrong


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of nodes that reach each other (Tarjan's strongly connected parts)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in arrows.get(node, ()):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            part = [stack.pop()]
            while part[-1] != node:
                part.append(stack.pop())
            if len(part) > 1:
                found.append(sorted(part))

    for node in arrows:
        if node not in index:
            visit(node)
    return found
