"""Every failure that is raised has words, and its facts fill them."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from models.errors import FileRefused, Location, UsageProblem
from ui.text.errors import SPECIAL, WORDS, hint, sentence, what

ROOT = Path(__file__).resolve().parents[3]
KINDS = {"UserError", "UsageProblem", "FileRefused", "DatabaseProblem", "QuestionsOpen"}
HELPERS = {"_problem": 1, "error": 0}
"""Functions that make failures, with the place of the code among their arguments."""


@dataclass(frozen=True)
class Raised:
    """A place in the program where a failure is made."""

    place: str
    code: str
    why: str
    facts: frozenset[str]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for top in ("models", "ui"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if path.parent.name != "errors":
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def raised() -> Iterator[Raised]:
    """Give the failures whose code is written where they are made."""
    for path, tree in trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            owner = getattr(getattr(call.func, "value", None), "id", "")
            if name not in KINDS and (name not in HELPERS or owner == "log"):
                continue
            at = HELPERS.get(name, 0)
            code = call.args[at] if len(call.args) > at else None
            if not isinstance(code, ast.Constant) or not isinstance(code.value, str):
                continue
            given = {k.arg: k.value for k in call.keywords if k.arg is not None}
            why = given.pop("why", None)
            if any(k.arg is None for k in call.keywords) or (
                why is not None and not isinstance(why, ast.Constant)
            ):
                continue
            told = str(why.value) if isinstance(why, ast.Constant) else ""
            place = f"{path.relative_to(ROOT)}:{call.lineno}"
            yield Raised(place, code.value, told, frozenset(given) - {"where"})


ALL = sorted(raised(), key=lambda one: one.place)


def fields(template: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(template) if name}


def test_that_the_failures_are_found() -> None:
    assert len(ALL) > 180
    assert sum(one.place.startswith("models") for one in ALL) > 140


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.place} {one.code}")
def test_that_every_failure_has_words_and_the_facts_for_them(one: Raised) -> None:
    key = f"{one.code}/{one.why}" if one.why else one.code
    if key in SPECIAL:
        inspect.signature(SPECIAL[key]).bind(**dict.fromkeys(one.facts))
        return
    assert key in WORDS
    needed = set().union(*map(fields, WORDS[key]))
    assert needed <= one.facts, f"{one.place} does not say {needed - one.facts}"
    assert one.facts <= needed, f"{one.place} says what nobody reads"


def test_that_every_entry_is_of_a_failure_that_can_happen() -> None:
    constants, beginnings = set(), set()
    for _path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))

    def is_made(code: str) -> bool:
        return code in constants or any(
            code.startswith(start) and code.removeprefix(start) in constants
            for start in beginnings
            if re.fullmatch(r"[a-z-]+[-_]", start)
        )

    dead = [key for key in (*WORDS, *SPECIAL) if not all(map(is_made, key.split("/")))]
    assert not dead


def test_that_every_workbook_the_child_refuses_has_words() -> None:
    from models.files.sheets.workbook import REFUSALS

    assert all(f"workbook_{code}" in WORDS for code in REFUSALS)


def test_that_every_file_that_is_no_table_has_words() -> None:
    from models.files.source.inspect import _NO_TABLES

    assert all(f"not_a_table/{kind}" in WORDS for _is_it, kind in _NO_TABLES)


def test_that_every_failure_of_a_database_has_words() -> None:
    from models.store.database import failures

    codes = {*failures._SQLITE.values(), *failures._WITHIN_A_FUNCTION.values()}
    codes |= {code for _start, code in failures._POSTGRES}
    assert all(code in WORDS for code in codes)


def test_that_every_entry_says_what_is_wrong_and_what_to_do() -> None:
    for key, (wrong, to_do) in WORDS.items():
        assert wrong == "{asked}" or " " in wrong, key
        assert len(to_do) > 3, key


def test_that_a_place_is_said_from_the_outside_in() -> None:
    place = Location("wards.xlsx", sheet="Wards", column="Q1")
    error = FileRefused("no_rows", where=place)
    assert sentence(error) == (
        "wards.xlsx, sheet Wards, column “Q1”: This table has column names but no rows."
    )
    assert sentence(FileRefused("no_rows")) == what(error)
    as_list = FileRefused("empty_file", where=Location("units.csv", as_unit_list=True))
    assert sentence(as_list).startswith("units.csv, named as the list of units: ")


def test_that_counts_have_the_locales_marks_and_numbers_of_things_do_not() -> None:
    error = FileRefused("too_wide", columns=100_000, limit=2_000)
    assert what(error) == "This table has 100,000 columns. The limit is 2,000."
    assert what(UsageProblem("unknown-huddle", huddle=1234)) == "There is no huddle 1234."


def test_that_names_are_listed() -> None:
    error = UsageProblem("unknown-shift", shifts=("day", "evening", "night"))
    assert hint(error) == "Shifts are: day, evening, night."
