"""A second file that names the unit of each survey, for files that do not (`--units-from`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import FileRefused, Where
from models.files.cells import header_words as words
from models.files.columns.assigner import column_list
from models.files.columns.content import are_places
from models.files.columns.row_dates import place_name
from models.files.content import Progress, ReadOptions
from models.files.sheets import Table, TableColumn, open_sheets, read_table


@dataclass(frozen=True, slots=True)
class UnitList:
    """Which unit each id belongs to.

    `unit_column` is the header used. `conflicting` are ids that the list gives
    to more than one unit: they have none.
    """

    name: str
    unit_column: str
    units: Mapping[str, str]
    conflicting: frozenset[str]

    def unit_of(self, survey_id: str) -> str:
        """Return the unit of an id, "" when the list does not name one.

        An id counts as the same with and without leading zeros, which spreadsheets drop.
        """
        return self.units.get(id_key(survey_id), "")


def id_key(text: str) -> str:
    """Return an id as ids are compared.

    >>> id_key(" 00123 "), id_key("123.0"), id_key("a-7"), id_key("000")
    ('123', '123', 'A-7', '0')
    """
    text = text.strip().upper()
    if text.endswith(".0") and text[:-2].isdecimal():
        text = text[:-2]
    return text.lstrip("0") or text[-1:]


def read_unit_list(path: Path, ids: Mapping[int, Collection[str]], progress: Progress) -> UnitList:
    """Read the file that names the units.

    `ids` are the first cells of each column of the survey file, by place, as `id_key` gives
    them: the list's id column is the one that shares most with one of them. Raises FileRefused
    when no column shares any, or none can be the unit.
    """
    opened = open_sheets(path, ReadOptions(), progress)
    found: tuple[int, Table, TableColumn] | None = None
    for sheet in opened.sheets:
        try:
            table = read_table(sheet, opened.name, progress)
        except FileRefused:
            continue
        for column in table.named():
            shared = shared_ids(column, ids)
            if shared and (found is None or shared > found[0]):
                found = (shared, table, column)
    if found is None:
        raise FileRefused("no_common_ids", where=opened.name)
    _, table, column = found
    return _as_list(opened.name, table, column, _unit_column(table, column, opened.name))


def shared_ids(column: TableColumn, ids: Mapping[int, Collection[str]]) -> int:
    """Return how many different ids a column shares with the best of some others."""
    own = {id_key(text) for text in column.profile}
    return max((len(own.intersection(others)) for others in ids.values()), default=0)


def _unit_column(table: Table, ids: TableColumn, where: Where) -> TableColumn:
    others = [c for c in table.named() if c is not ids and c.filled]
    ranked = sorted(
        (rank, column.place, column)
        for column in others
        if (rank := words.rank_in(words.UNIT, column.name)) is not None and are_places(column)
    )
    if ranked:
        return ranked[0][2]
    if len(others) == 1:
        return others[0]
    raise FileRefused("no_unit", where=where, why="list", columns=column_list(table))


def _as_list(name: str, table: Table, ids: TableColumn, units: TableColumn) -> UnitList:
    found: dict[str, str] = {}
    conflicting = set()
    rows = range(len(table))
    for survey_id, unit in zip(ids.texts(rows), units.texts(rows), strict=True):
        key, unit = id_key(survey_id), place_name(unit)
        if not key or not unit:
            continue
        if found.setdefault(key, unit).casefold() != unit.casefold():
            conflicting.add(key)
    for key in conflicting:
        del found[key]
    return UnitList(name, units.name, found, frozenset(conflicting))
