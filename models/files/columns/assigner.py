"""Hands out the columns of a table by name, by what is told of them, and by their content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from collections.abc import Mapping as ByPlace
from dataclasses import replace
from types import MappingProxyType

from models.errors import Location, UsageProblem, Where
from models.files.cells import header_words as words
from models.files.mapping import (
    ANSWERED_ROLES,
    SINGLE_ROLES,
    ColumnMapping,
    Mapping,
    Role,
    column_key,
)
from models.files.sheets import Table, TableColumn

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
        raise UsageProblem("mapping", why="best-differs", where=Location(column=said.name))
    return replace(said, best=wanted[0]) if wanted else said


def refuse_missing(mapping: Mapping, names: Sequence[str], where: Where) -> None:
    """Raise UsageProblem when a mapping given by hand tells of columns a file does not have, and
    without which it cannot be read as told: the unit, a date, the survey id."""
    there = {column_key(name) for name in names}
    for column in mapping.columns:
        if column.role in SINGLE_ROLES and column_key(column.name) not in there:
            raise UsageProblem(
                "unknown_column",
                why="mapping",
                where=where,
                column=column.name,
                role=column.role.value,
                columns=shortened(names),
            )


MAX_LISTED = 60


class ColumnAssigner:
    """Hands out the columns of a table, each at most once."""

    def __init__(self, table: Table, where: Where, taken: Collection[int]) -> None:
        self.table = table
        self.where = where
        self.free = [column for column in table.named() if column.place not in taken]

    def by_name(self, name: str | None, option: str) -> TableColumn | None:
        """Return the column the user named. Raises UsageProblem when there is none."""
        if name is None:
            return None
        key = words.header_key(name)
        for column in self.table.named():
            if column.name == name or words.header_key(column.name) == key:
                self._take(column)
                return column
        raise UsageProblem(
            "unknown_column",
            why="option",
            where=self.where,
            column=name,
            option=option,
            columns=column_list(self.table),
        )

    def best(
        self, names: tuple[str, ...], fits: Callable[[TableColumn], bool]
    ) -> TableColumn | None:
        """Return the free column with the most telling header whose content fits."""
        ranked = [(words.rank_in(names, column.name), column) for column in self.free]
        for _, column in sorted(
            ((rank, column) for rank, column in ranked if rank is not None),
            key=lambda pair: (pair[0], pair[1].place),
        ):
            if fits(column):
                self._take(column)
                return column
        return None

    def told(self, told: Told) -> dict[Role, list[TableColumn]]:
        """Take the free columns that something is told of; return them by what they are."""
        found: dict[Role, list[TableColumn]] = {role: [] for role in Role}
        for column in self.free:
            if column.place in told:
                found[told[column.place].role].append(column)
        self.free = [column for column in self.free if column.place not in told]
        return found

    def all_that(self, fits: Callable[[TableColumn], bool]) -> list[TableColumn]:
        found = [column for column in self.free if fits(column)]
        for column in found:
            self._take(column)
        return found

    def _take(self, column: TableColumn) -> None:
        self.free = [other for other in self.free if other is not column]


def column_list(table: Table) -> tuple[str, ...]:
    """Return the names of the columns to list, the first of very many."""
    return shortened([column.name for column in table.named()])


def shortened(names: Sequence[str]) -> tuple[str, ...]:
    """Return the first names of very many, and then an ellipsis."""
    return (*names[:MAX_LISTED], *(("…",) if len(names) > MAX_LISTED else ()))
