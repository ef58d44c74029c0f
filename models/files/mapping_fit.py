"""A mapping laid upon the columns of a table that was read."""

from __future__ import annotations

from collections.abc import Mapping as ByPlace
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from models.errors import UsageProblem
from models.files.mapping import (
    ANSWERED_ROLES,
    SINGLE_ROLES,
    ColumnMapping,
    Mapping,
    Role,
    column_key,
)
from models.files.table import TableColumn

Told = ByPlace[int, ColumnMapping]
"""What is told of columns, by their places."""

NOTHING_TOLD: Told = MappingProxyType({})


def told_columns(columns: Sequence[TableColumn], mapping: Mapping) -> Told:
    """Return what a mapping tells of each column; the best answers of its measures included.

    Columns told to hold answers are marked as asked. Raises UsageProblem when two measures name
    different best answers for one column.
    """
    told: dict[int, ColumnMapping] = {}
    for column in columns:
        bests = _bests_of_measures(column.name, mapping)
        said = mapping.column(column.name)
        if said is None and bests is not None:
            said = ColumnMapping(column.name, Role.ITEM)
        if said is not None:
            told[column.place] = _with_best(said, bests or [])
            column.asked = column.asked or said.role in ANSWERED_ROLES
    return told


def _bests_of_measures(name: str, mapping: Mapping) -> list[tuple[str, ...]] | None:
    """Return the best answers that measures name for a column; None when it is in no measure."""
    key = column_key(name)
    found = [m.best for m in mapping.measures if key in map(column_key, m.columns)]
    return [best for best in found if best] if found else None


def _with_best(said: ColumnMapping, bests: Sequence[tuple[str, ...]]) -> ColumnMapping:
    wanted = [best for best in (said.best, *bests) if best]
    if len({frozenset(best) for best in wanted}) > 1:
        raise UsageProblem(
            "mapping",
            "Different best answers are named for one question.",
            where=f"column “{said.name}”",
            hint="An answer cannot be best in one measure and not in another. Name the same ones.",
        )
    return replace(said, best=wanted[0]) if wanted else said


def refuse_missing(mapping: Mapping, names: Sequence[str], where: str) -> None:
    """Raise UsageProblem when a mapping given by hand tells of columns a file does not have, and
    without which it cannot be read as told: the unit, a date, the survey id."""
    there = {column_key(name) for name in names}
    for column in mapping.columns:
        if column.role in SINGLE_ROLES and column_key(column.name) not in there:
            raise UsageProblem(
                "unknown_column",
                f"There is no column named {column.name}, which the mapping says is the "
                f"{column.role.value}.",
                where=where,
                hint=f"Columns: {', '.join(names[:60])}{' …' if len(names) > 60 else ''}",
            )
