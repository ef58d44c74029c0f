"""Mappings read from TOML text, with clear words for what is wrong in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from models.errors import Fact, Location, UsageProblem
from models.files.cells import Order
from models.files.mapping.value import (
    SINGLE_ROLES,
    ColumnMapping,
    Direction,
    Mapping,
    MeasureMapping,
    Role,
)
from models.survey import plain

_HEAD = (
    "# How a survey file is read. Change what is wrong and give it with --mapping.\n"
    "# Answers stand worst first, each with its other spellings; best names the best of them.\n"
)
TOP = ("sheet", "header_rows", "date_order", "unit", "facility", "instrument", "period")
COLUMN = ("role", "item", "label", "direction", "answers", "best", "no_answers")
MEASURE = ("key", "label", "columns", "best")
"""The names of the values of a mapping, a column and a measure, in the order they are written."""


def write_mapping(mapping: Mapping) -> str:
    """Return a mapping as TOML text that `read_mapping` reads back equal; what it does not say is
    left out."""
    lines = [_HEAD]
    order = mapping.date_order.value if mapping.date_order else None
    values: tuple[Any, ...] = (
        mapping.sheet,
        mapping.header_rows,
        order,
        mapping.unit,
        mapping.facility,
        mapping.instrument,
        mapping.period,
    )
    lines += _pairs(zip(TOP, values, strict=True))
    for column in mapping.columns:
        lines += ["", f"[columns.{_quoted(column.name)}]"]
        values = (
            column.role.value,
            column.item,
            column.label,
            column.direction.value if column.direction else None,
            [list(spellings) for spellings in column.answers],
            column.best,
            column.no_answers,
        )
        lines += _pairs(zip(COLUMN, values, strict=True))
    for measure in mapping.measures:
        lines += ["", "[[measures]]"]
        values = (measure.key, measure.label, measure.columns, measure.best)
        lines += _pairs(zip(MEASURE, values, strict=True))
    if mapping.units:
        lines += ["", "[units]"]
        lines += [f"{_quoted(name)} = {_quoted(unit)}" for name, unit in mapping.units.items()]
    return "\n".join(lines) + "\n"


def _pairs(pairs: Iterable[tuple[str, Any]]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in pairs if value not in (None, "", (), [])]


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int):
        return str(value)
    return f"[{', '.join(map(_value, value))}]"


def _quoted(text: str) -> str:
    """Return a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else _escape(c) for c in escaped) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


Word = TypeVar("Word", Order, Direction, Role)


class _Table:
    """A table of the file. Every error says where in the file it is."""

    def __init__(self, values: object, where: Location) -> None:
        self.where = where
        self.values: dict[str, Any] = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            raise self.error("mapping", why="no-table")

    def error(self, code: str, **facts: Fact) -> UsageProblem:
        return UsageProblem(code, where=self.where, **facts)

    def allow(self, names: Sequence[str]) -> None:
        for name in self.values:
            if name not in names:
                raise self.error("mapping", why="unknown-name", name=name, names=tuple(names))

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise self.error("mapping", why="not-text", name=name)
        return value

    def maybe(self, name: str) -> str | None:
        return self.text(name) or None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.error("mapping", why="not-texts", name=name)
        return tuple(value)

    def word(self, name: str, kind: type[Word]) -> Word | None:
        text = self.text(name)
        for word in kind:
            if word.value == text:
                return word
        if name not in self.values:
            return None
        known = tuple(f'"{word.value}"' for word in kind)
        raise self.error("mapping", why="unknown-word", name=name, known=known)


def read_mapping(text: str, file: str = "") -> Mapping:
    """Read a mapping from TOML text. `file` names it in errors.

    Raises UsageProblem, with the place, for text that is no TOML or no
    mapping.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(
            "mapping", why="no-toml", where=Location(file), detail=str(error)
        ) from error
    place = Location(file)
    table = _Table(values, place)
    table.allow([*TOP, "columns", "measures", "units"])
    columns = _Table(values.get("columns", {}), replace(place, table="columns"))
    mapping = Mapping(
        sheet=table.maybe("sheet"),
        header_rows=_header_rows(table),
        columns=tuple(_column(columns, name) for name in columns.values),
        date_order=table.word("date_order", Order),
        measures=_measures(table),
        unit=table.maybe("unit"),
        facility=table.maybe("facility"),
        units=_units(_Table(values.get("units", {}), replace(place, table="units"))),
        instrument=table.maybe("instrument"),
        period=table.maybe("period"),
    )
    _check(mapping, table)
    return mapping


def _header_rows(table: _Table) -> tuple[int, ...]:
    rows = table.values.get("header_rows", [])
    if not isinstance(rows, list) or not all(type(row) is int and row > 0 for row in rows):
        raise table.error("mapping", why="header-rows")
    if any(below != row + 1 for row, below in pairwise(rows)):
        raise table.error("mapping", why="header-rows-apart")
    return tuple(rows)


def _column(columns: _Table, name: str) -> ColumnMapping:
    table = _Table(columns.values[name], Location(columns.where.file, column=name))
    table.allow(COLUMN)
    role = table.word("role", Role)
    if role is None:
        raise table.error("mapping", why="no-role", known=tuple(f'"{role.value}"' for role in Role))
    column = ColumnMapping(
        name=name,
        role=role,
        item=table.text("item"),
        label=table.text("label"),
        direction=table.word("direction", Direction),
        answers=_answers(table),
        best=table.texts("best"),
        no_answers=table.texts("no_answers"),
    )
    _check_answers(column, table)
    return column


def _answers(table: _Table) -> tuple[tuple[str, ...], ...]:
    """Read answers, each a text or a list of its spellings."""
    value = table.values.get("answers", [])
    lists: list[Any] = [[a] if isinstance(a, str) else a for a in _list(value)]
    if not all(
        isinstance(one, list)
        and one
        and all(isinstance(text, str) and text.strip() for text in one)
        for one in lists
    ):
        raise table.error("mapping", why="answers")
    return tuple(tuple(one) for one in lists)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [None]


def _check_answers(column: ColumnMapping, table: _Table) -> None:
    fewest = 1 if column.role is Role.GROUP else 2
    if 0 < len(column.answers) < fewest or len(column.answers) > 100:
        raise table.error("mapping", why="scale-size")
    keys = [plain(text) for spellings in column.answers for text in set(map(plain, spellings))]
    if len(keys) != len(set(keys)):
        raise table.error("mapping", why="answer-twice")
    labels = {spellings[0] for spellings in column.answers}
    if column.answers and not labels.issuperset(column.best):
        raise table.error("mapping", why="best-unknown", labels=tuple(sorted(labels)))
    if column.answers and labels == set(column.best):
        raise table.error("mapping", why="all-best")


def _measures(table: _Table) -> tuple[MeasureMapping, ...]:
    value = table.values.get("measures", [])
    if not isinstance(value, list):
        raise table.error("mapping", why="measures")
    found = []
    for number, values in enumerate(value, 1):
        one = _Table(values, Location(table.where.file, measure=str(number)))
        one.allow(MEASURE)
        measure = MeasureMapping(
            one.text("key"), one.text("label"), one.texts("columns"), one.texts("best")
        )
        if not (measure.key and measure.label and measure.columns):
            raise one.error("mapping", why="measure-parts")
        found.append(measure)
    return tuple(found)


def _units(table: _Table) -> dict[str, str]:
    return {name: table.text(name) for name in table.values}


def _check(mapping: Mapping, table: _Table) -> None:
    """Refuse what contradicts itself: one role or measure twice."""
    for role in SINGLE_ROLES:
        names = [column.name for column in mapping.columns if column.role is role]
        if len(names) > 1:
            raise table.error(
                "mapping", why="role-twice", role=role.value, one=names[0], other=names[1]
            )
    measures = [measure.key for measure in mapping.measures]
    if len(measures) != len(set(measures)):
        raise table.error("mapping", why="measure-twice")
