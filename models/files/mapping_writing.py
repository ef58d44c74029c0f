"""Mappings written as TOML text that a person can read and change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.files.mapping import Mapping

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
