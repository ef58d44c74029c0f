"""A sheet with one more column that names the unit, for files that name none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from models.errors import FileRefused, UsageProblem
from models.files.columns.unit_list import UnitList, id_key, read_unit_list
from models.files.content import Progress, ReadOptions
from models.files.sheets import Header, Row, Sheet, SheetFrame, header_of
from models.language import _, number

UNIT_COLUMN = "Unit"

UnitOf = Callable[[str], str]


class UnitSheet(Sheet):
    """A sheet with the unit of each row in a column after its last.

    `id_place` is the column by which units are looked up, None when all rows have one. `rest`
    counts the rows without a unit once the rows were read.
    """

    def __init__(self, base: Sheet, header: Header, unit_of: UnitOf, id_place: int | None) -> None:
        self.name = base.name
        self.hidden = base.hidden
        self.labels = base.labels
        self.codes = base.codes
        self.asked = base.asked
        self.complete = base.complete
        self.header_row = header.row
        self.column = UNIT_COLUMN
        while self.column.casefold() in {name.casefold() for name in header.names}:
            self.column += " of the survey"
        self.rest = 0
        self._base = base
        self._header = header
        self._unit_of = unit_of
        self._id_place = id_place
        self.head = [self._longer(row) for row in base.head]

    def rows(self, progress: Progress) -> Iterator[Row]:
        return map(self._longer, self._base.rows(progress))

    def frame(
        self, after: int, width: int, plain: Collection[int], progress: Progress
    ) -> SheetFrame:
        last, place = width - 1, self._id_place
        kept = set(plain) - {last} | (set() if place is None else {place})
        base = self._base.frame(after, last, kept, progress)
        if place is None:
            units = [self._unit_of("")] * len(base.cells)
        else:
            units = [self._unit_of(cell) for cell in base.cells[place]]
        self.rest = units.count("")
        named = base.cells.assign(
            **{self.column: pd.Categorical(units, pd.Index(dict.fromkeys(units), dtype="str"))}
        )
        return replace(base, cells=named.set_axis(range(width), axis=1))

    def _longer(self, row: Row) -> Row:
        number, cells = row
        width = self._header.width
        if number < self._header.row:
            return row
        if number == self._header.row:
            return number, [*_padded(cells, width), self.column]
        place = self._id_place
        return number, [
            *_padded(cells, width),
            self._unit_of("" if place is None or place >= len(cells) else cells[place]),
        ]


def with_units(
    sheet: Sheet, options: ReadOptions, progress: Progress
) -> tuple[Sheet, ReadOptions, UnitNotes]:
    """Return a sheet and options in which the unit is what `options` say it is.

    Without `unit` and `units_from` they stay as they are. Raises UsageProblem when more than
    one way of naming the unit was chosen, FileRefused when the second file cannot be used.
    """
    ways = [options.unit_column, options.unit, options.units_from]
    if sum(way is not None for way in ways) > 1:
        raise UsageProblem("unit_named_twice")
    header = header_of(sheet)
    if header is None or (options.unit is None and options.units_from is None):
        return sheet, options, UnitNotes()
    if options.units_from is None:
        name = " ".join(str(options.unit).split())
        joined = UnitSheet(sheet, header, lambda _: name, None)
        notes = UnitNotes(joined, None, name)
    else:
        joined, notes = _looked_up(sheet, header, Path(options.units_from), progress)
    own = replace(options, unit=None, units_from=None, unit_column=joined.column)
    return joined, own, notes


def _looked_up(
    sheet: Sheet, header: Header, path: Path, progress: Progress
) -> tuple[UnitSheet, UnitNotes]:
    ids = _first_cells(sheet, header)
    try:
        units = read_unit_list(path, ids, progress)
    except FileRefused as refused:
        where = replace(refused.where, as_unit_list=True)
        raise FileRefused(refused.code, where=where, **refused.facts) from refused
    place = max(ids, key=lambda p: (len(units.units.keys() & ids[p]), -p))
    joined = UnitSheet(sheet, header, units.unit_of, place)
    return joined, UnitNotes(joined, units, header.names[place])


def _first_cells(sheet: Sheet, header: Header) -> dict[int, set[str]]:
    below = [cells for number, cells in sheet.head if number > header.row]
    return {
        place: {id_key(cells[place]) for cells in below if place < len(cells) and cells[place]}
        for place, name in enumerate(header.names)
        if name
    }


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *([""] * (width - len(cells)))]


class UnitNotes:
    """What there is to say about units that the file itself does not name."""

    def __init__(
        self, sheet: UnitSheet | None = None, units: UnitList | None = None, name: str = ""
    ) -> None:
        self._sheet = sheet
        self._units = units
        self._name = name

    @property
    def names_units(self) -> bool:
        """Whether the units are those that were named beside the file."""
        return self._sheet is not None

    def sentences(self) -> list[str]:
        """Return the notes; complete once the sheet's rows were read."""
        if self._sheet is None:
            return []
        if self._units is None:
            return [_("All rows are for {name}, as you said.").format(name=self._name)]
        units = self._units
        said = [
            _("Units come from {unit_column} in {name}, matched by {name2}.").format(
                unit_column=units.unit_column, name=units.name, name2=self._name
            )
        ]
        if self._sheet.rest:
            said.append(
                _("{rest} rows aren't in that list, so they have no unit.").format(
                    rest=number(self._sheet.rest)
                )
            )
        if units.conflicting:
            said.append(
                _(
                    "{conflicting} IDs have more than one unit in that list, so they have no unit."
                ).format(conflicting=number(len(units.conflicting)))
            )
        return said
