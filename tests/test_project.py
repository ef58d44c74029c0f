"""The project itself: its files, its promises to a newcomer, and what a start may cost."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ui.base.version import VERSION

ROOT = Path(__file__).resolve().parents[1]

TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "docs",
    "main.py",
    "mkdocs.yml",
    "models",
    "packaging",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
    "resources",
    "screenshot.png",
    "tests",
    "ui",
}

HEAVY = ("PySide6", "pyqtgraph", "numpy", "pandas", "scipy", "sqlalchemy", "alembic", "lxml")

PINS = ("requirements.txt", "requirements-dev.txt")


def tracked_files() -> list[Path]:
    """Return the files under version control, or those of an unpacked copy without it."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a git checkout: there is no list of the project's files")
    return [ROOT / name for name in done.stdout.split("\0") if name]


def loaded_modules(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after running `code`."""
    script = f"{code}\nimport sys\nprint(*{{n.partition('.')[0] for n in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_that_the_top_level_holds_only_what_every_project_has() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert found <= TOP_LEVEL


def test_that_the_commands_of_the_readme_are_in_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    commands = set(re.findall(r"\bmake (\w+)", readme))
    assert {"run", "test"} <= commands <= targets


def test_that_the_readme_names_only_commands_the_program_has() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```\w*\n(.*?)^```", readme, re.M | re.S))
    named = set(re.findall(r"main\.py ([a-z][a-z-]+)(?=\s|$)", code))
    done = subprocess.run(
        [sys.executable, "main.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    offered = set(re.findall(r"^    ([a-z][a-z-]+) ", done.stdout, re.M))
    assert named
    assert named <= offered


@pytest.mark.parametrize("name", PINS)
def test_that_every_package_is_pinned_by_hash_without_an_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.M)[1:]
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==[\w.]+( ;| \\)", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.M)


@pytest.mark.parametrize("name", PINS)
def test_that_the_qt_that_loses_references_is_not_chosen(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    chosen = re.search(r"^pyside6-essentials==(\S+)", text, re.M)
    assert chosen is not None
    assert chosen[1] != "6.12.0"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    qt = next(d for d in project["dependencies"] if d.startswith("PySide6"))
    assert "!=6.12.0" in qt


def test_that_tests_run_with_the_packages_that_users_get() -> None:
    run, test = (
        set(re.findall(r"^([a-z0-9.-]+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M))
        for name in PINS
    )
    assert run < test


def test_that_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.match(r"[\w.-]+", d)[0].lower() for d in wanted}  # type: ignore[index]
    pinned = re.findall(r"^([a-z0-9.-]+)==", (ROOT / PINS[1]).read_text(encoding="utf-8"), re.M)
    assert names <= set(pinned)


def test_that_main_is_short() -> None:
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) < 60


def test_that_a_worker_process_starts_without_loading_the_program() -> None:
    assert not loaded_modules("import main") & {"ui", "models", *HEAVY}


def test_that_reading_the_command_line_loads_nothing_heavy() -> None:
    code = "import main, io\nfrom ui.cli.commands import run\nrun(['nonsense'], err=io.StringIO())"
    assert not loaded_modules(code) & set(HEAVY)


def test_that_the_window_appears_before_pandas_scipy_and_alembic_are_loaded() -> None:
    assert not loaded_modules("import ui.app.app") & {"pandas", "scipy", "alembic", "lxml"}


def test_that_the_project_speaks_of_itself_alone() -> None:
    """No folder of a machine it was made on, and no address of a package index."""
    foreign = re.compile(rb"/(?:work|root)/|/opt/|pypi\.org|pythonhosted")
    here = Path(__file__)
    for path in tracked_files():
        if path == here or path.suffix in (".png", ".xlsx", ".xlsm") or not path.is_file():
            continue
        found = foreign.search(path.read_bytes())
        assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]!r}"


def test_that_the_program_names_the_version_of_its_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION
