"""Add up respondents into tallies, so that nothing later reads responses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.store.database import nothing_between
from models.survey import BLANK, NO_ANSWER, NOT_APPLICABLE, Instrument, Item

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

CELL_MONTHS = 1_000_000
"""A unit's month has the code unit id * CELL_MONTHS + month number."""

_KINDS = 3
"""Of a survey and an item: not answered, answered, answered best."""


class Cells(NamedTuple):
    """Where some surveys belong: the different `codes`, and each survey's place among them."""

    codes: Ints
    places: Ints

    @classmethod
    def of(cls, units: Ints, months: Ints) -> Cells:
        """Return the cells of surveys by their unit ids and month numbers."""
        return cls(*np.unique(units * CELL_MONTHS + months, return_inverse=True))

    def only(self, kept: NDArray[np.bool_]) -> Cells:
        """Return the cells of some of the surveys."""
        return self if kept.all() else Cells(self.codes, self.places[kept])


class Counts:
    """Adds up the surveys of one questionnaire in one batch, block by block."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._cells: dict[int, int] = {}
        self._mode_names: dict[str, int] = {"": 0}
        self._modes = _Table(1)
        self._answers = [_AnswerTable(item) for item in instrument.items]
        position = instrument.position
        self._composites = {
            measure.key: (sorted(position[key] for key in measure.items), _Table(2))
            for measure in instrument.measures
            if measure.kind == "composite"
        }
        pairs = {
            pair
            for measure in instrument.measures
            for pair in combinations(sorted(position[key] for key in measure.items), 2)
        }
        self._pairs = {pair: _Table(_KINDS * _KINDS) for pair in sorted(pairs)}

    def add(
        self, cells: Cells, modes: NDArray[np.int32], mode_names: Sequence[str], answers: Bytes
    ) -> None:
        """Take surveys: where they belong, how they were asked as places in `mode_names` (-1
        unknown), and their answers, surveys x items."""
        if not len(answers):
            return
        rows = self._rows(cells.codes)
        block = _Block(rows, cells.places)
        numbers = [self._mode_names.setdefault(name, len(self._mode_names)) for name in mode_names]
        self._modes.widen(len(self._mode_names))
        block.count(self._modes, np.array([*numbers, 0], np.int64)[modes])
        by_item = np.ascontiguousarray(answers.T)
        for item, values in zip(self._answers, by_item, strict=True):
            item.add(block, values)
        needed = {place for places, _table in self._composites.values() for place in places}
        needed.update(place for pair in self._pairs for place in pair)
        kinds = {place: self._answers[place].kinds[by_item[place]] for place in sorted(needed)}
        for places, table in self._composites.values():
            answered = np.logical_or.reduce([kinds[place] > 0 for place in places])
            block.count(table, answered)
        for (a, b), table in self._pairs.items():
            block.count(table, kinds[a] * np.uint8(_KINDS) + kinds[b])

    def _rows(self, codes: Ints) -> Ints:
        """Return the rows of cells in the tables, with new ones for new cells."""
        known = self._cells
        return np.array([known.setdefault(code, len(known)) for code in codes.tolist()], np.int64)

    def _sorted_cells(self) -> tuple[Ints, Ints, Ints]:
        """Return the units, months and rows in the tables of all cells, by unit and month."""
        codes = np.array(list(self._cells), np.int64)
        rows = np.argsort(codes)
        return codes[rows] // CELL_MONTHS, codes[rows] % CELL_MONTHS, rows

    def tallies(self, between: Callable[[], None] = nothing_between) -> Ints:
        """Return five rows of numbers: unit, item's place, month, value, count; no blanks.

        `between` is called several times a second, here and below, and may raise to stop.
        """
        units, months, rows = self._sorted_cells()
        found = [np.empty((5, 0), np.int64)]
        for place, item in enumerate(self._answers):
            between()
            counts = item.table.of(rows)
            cells, columns = np.nonzero(counts)
            values, n = np.array(item.values)[columns], counts[cells, columns]
            answered = values != BLANK
            each = (units[cells], np.full(len(cells), place), months[cells], values, n)
            found.append(np.stack(each)[:, answered])
        return np.concatenate(found, axis=1)

    def surveys(self) -> Iterator[tuple[int, int, str, int]]:
        """Give (unit, month, mode, count)."""
        units, months, rows = self._sorted_cells()
        table = self._modes.of(rows).tolist()
        for unit, month, counts in zip(units.tolist(), months.tolist(), table, strict=True):
            for mode, count in zip(self._mode_names, counts, strict=False):
                if count:
                    yield unit, month, mode, count

    def composites(
        self, between: Callable[[], None] = nothing_between
    ) -> Iterator[tuple[int, str, int, int]]:
        """Give (unit, measure, month, surveys that answered at least one of its items)."""
        units, months, rows = self._sorted_cells()
        for key, (_places, table) in self._composites.items():
            between()
            sums = table.of(rows)[:, 1].tolist()
            for unit, month, n in zip(units.tolist(), months.tolist(), sums, strict=True):
                if n:
                    yield unit, key, month, n

    def pairs(
        self, between: Callable[[], None] = nothing_between
    ) -> Iterator[tuple[int, int, int, int, int, int, int, int]]:
        """Give (unit, place a, place b, month, answered both, both top, a top, b top) for every
        two items of a composite; the last three among those who answered both."""
        units, months, rows = self._sorted_cells()
        for (a, b), table in self._pairs.items():
            between()
            both = table.of(rows).reshape(-1, _KINDS, _KINDS)[:, 1:, 1:]
            sums = np.stack(
                [
                    both.sum(axis=(1, 2)),
                    both[:, 1, 1],
                    both[:, 1].sum(axis=1),
                    both[:, :, 1].sum(axis=1),
                ],
                axis=1,
            )
            for unit, month, found in zip(
                units.tolist(), months.tolist(), sums.tolist(), strict=True
            ):
                if found[0]:
                    yield unit, a, b, month, *found


class _Table:
    """Sums by cell; a row for each, `width` columns."""

    def __init__(self, width: int) -> None:
        self._sums = np.zeros((0, width), np.int64)

    @property
    def width(self) -> int:
        return self._sums.shape[1]

    def widen(self, width: int) -> None:
        """Make room for more columns."""
        self._sums = np.pad(self._sums, ((0, 0), (0, max(0, width - self.width))))

    def add(self, rows: Ints, counts: Ints) -> None:
        """Add the counts of different cells."""
        more = int(rows.max()) + 1 - len(self._sums)
        if more > 0:  # twice the room, so that growing costs little
            self._sums = np.pad(self._sums, ((0, more + len(self._sums)), (0, 0)))
        self._sums[rows] += counts

    def of(self, rows: Ints) -> Ints:
        """Return the sums of cells."""
        return self._sums[rows]


class _AnswerTable:
    """How often each value was answered to an item. `values` are those of the table's columns;
    `kinds` gives the kind of each stored value."""

    def __init__(self, item: Item) -> None:
        known = {answer.value for answer in item.scale.answers}
        self.values = sorted(known | {BLANK, NOT_APPLICABLE, NO_ANSWER})
        self.table = _Table(len(self.values))
        self._column = self._columns()
        self.kinds = np.zeros(256, np.uint8)
        self.kinds[:NOT_APPLICABLE] = 1
        self.kinds[BLANK] = 0
        top = [value for value in item.scale.top_values if self.kinds[value]]
        self.kinds[top] = 2

    def add(self, block: _Block, values: Bytes) -> None:
        """Add the answers of a block."""
        columns = self._column[values]
        if columns.max() == len(self.values):
            self.values += sorted(set(np.unique(values).tolist()) - set(self.values))
            self.table.widen(len(self.values))
            self._column = self._columns()
            columns = self._column[values]
        block.count(self.table, columns)

    def _columns(self) -> Bytes:
        """Return the column of each stored value, one behind the last for those without."""
        columns = np.full(256, min(len(self.values), 255), np.uint8)
        columns[self.values] = np.arange(len(self.values))
        return columns


class _Block:
    """The surveys of a block by cell: `rows` are the cells' rows in all tables."""

    def __init__(self, rows: Ints, places: Ints) -> None:
        self._rows = rows
        self._places = places
        self._starts: dict[int, Ints] = {}

    def count(self, table: _Table, columns: NDArray[np.integer[Any] | np.bool_]) -> None:
        """Add how often each column occurs in each cell."""
        width = table.width
        if width not in self._starts:
            self._starts[width] = self._places * width
        counts = np.bincount(self._starts[width] + columns, minlength=len(self._rows) * width)
        table.add(self._rows, counts.reshape(-1, width))
