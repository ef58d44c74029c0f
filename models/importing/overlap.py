"""What the database holds of the units and months of a file, counted before it is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from models.importing.counting import CELL_MONTHS, Cells
from models.store.database import Connection
from models.store.imports import Cell, Replaced, stored_by_cell
from models.store.tallies import StoredInstrument, facilities_of_units
from models.survey import UNDATED, month_label


class Rows(NamedTuple):
    """The rows of a file that are stored already, those of them that differ, and the new ones."""

    known: int
    changed: int
    new: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """How a file meets what earlier imports brought.

    `rows_known` are stored already, by id or by unit, date and answers; `rows_changed` are those
    of them that came with other answers; `rows_new` are the others that can be used. `months` are
    the file's months (month numbers) of which some of its units have surveys, `stored` those
    surveys, or rows of count tables: a replacement takes them out. `standing` are those of the
    file's months in units that it does not name in that month: they stay either way.
    """

    rows_known: int = 0
    rows_changed: int = 0
    rows_new: int = 0
    months: tuple[int, ...] = ()
    units: int = 0
    stored: int = 0
    standing: int = 0

    @property
    def brings_nothing(self) -> bool:
        """Whether the file holds exactly what is stored of its units and months."""
        return not (self.rows_new or self.rows_changed) and self.stored == self.rows_known

    def to_json(self) -> dict[str, object]:
        return {
            "rows_known": self.rows_known,
            "rows_changed": self.rows_changed,
            "rows_new": self.rows_new,
            "months": [month_label(month) for month in self.months],
            "units": self.units,
            "stored": self.stored,
            "standing": self.standing,
        }


@dataclass
class FileCells:
    """Collects the units and months of a file by questionnaire. Rows without a date are in none:
    they are added, never replaced."""

    _stored: dict[int, StoredInstrument] = field(default_factory=dict)
    _cells: dict[int, set[int]] = field(default_factory=dict)

    def rows(self, stored: StoredInstrument, cells: Cells) -> None:
        """Note where rows belong."""
        self._stored[stored.id] = stored
        self._cells.setdefault(stored.id, set()).update(cells.codes.tolist())

    def row(self, stored: StoredInstrument, unit: int, month: int) -> None:
        """Note where one row belongs."""
        self._stored[stored.id] = stored
        self._cells.setdefault(stored.id, set()).add(unit * CELL_MONTHS + month)

    def replaced(self) -> list[Replaced]:
        """Return the units and months by questionnaire."""
        return [
            Replaced(self._stored[i], frozenset(_dated(codes))) for i, codes in self._cells.items()
        ]

    def overlap(self, c: Connection, batch: int, rows: Rows) -> Overlap:
        """Return how the file meets what other imports brought."""
        facility_of = facilities_of_units(c)
        months: set[int] = set()
        units: set[int] = set()
        stored = standing = 0
        for one in self.replaced():
            there = stored_by_cell(c, one.stored.id, one.months, without=batch)
            facilities = {facility_of[unit] for unit, _month in one.cells if unit in facility_of}
            for (unit, month), n in there.items():
                if (unit, month) in one.cells:
                    months.add(month)
                    units.add(unit)
                    stored += n
                elif facility_of.get(unit) in facilities:
                    standing += n
        return Overlap(
            *rows,
            months=tuple(sorted(months)),
            units=len(units),
            stored=stored,
            standing=standing,
        )


def _dated(codes: Collection[int]) -> Iterable[Cell]:
    for code in codes:
        unit, month = divmod(code, CELL_MONTHS)
        if month != UNDATED:
            yield unit, month
