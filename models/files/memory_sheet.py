"""A sheet whose rows are in memory already, as those of a workbook are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from models.files.content import Progress
from models.files.sheet import HEAD_ROWS, NO_LABELS, Chunk, Column, Row, Sheet

CHUNK_ROWS = 5_000


class CellColumn(Column):
    """A column as a sequence of cells."""

    def __init__(self, cells: Sequence[str]) -> None:
        self._cells = cells

    def mapped(self, table: dict[str, int], dtype: type[np.generic]) -> NDArray[np.generic]:
        return np.fromiter(map(table.__getitem__, self._cells), dtype, len(self._cells))

    def cells(self) -> Sequence[str]:
        return self._cells


def chunk_of_rows(
    rows: list[Row], width: int, wanted: Collection[int], share: float, *, strict: bool
) -> Chunk:
    """Turn rows into columns.

    Shorter rows get empty cells, and what lies beyond `width` is cut off. With `strict` (text
    files, where a missing or stray delimiter shifts all cells after it) rows with filled cells
    beyond `width` are left out and listed as too long, and shorter ones listed as too short.
    """
    too_long: list[int] = []
    too_short: list[int] = []
    if any(len(cells) != width for _, cells in rows):
        fitting = []
        for number, cells in rows:
            if strict and any(cell.strip() for cell in cells[width:]):
                too_long.append(number)
                continue
            if strict and len(cells) < width:
                too_short.append(number)
            fitting.append((number, cells[:width] + [""] * (width - len(cells))))
        rows = fitting
    turned: list[Sequence[str]] = list(zip(*(cells for _, cells in rows), strict=True))
    columns: dict[int, Column] = {
        place: CellColumn(turned[place] if turned else ()) for place in wanted
    }
    numbers = np.fromiter((number for number, _ in rows), np.int64, len(rows))
    return Chunk(numbers, columns, share, tuple(too_long), tuple(too_short))


class MemorySheet(Sheet):
    """A sheet of a workbook. `cut` tells that it has more rows than these; `strict` is that of
    `chunk_of_rows`."""

    def __init__(
        self,
        name: str | None,
        hidden: bool,
        rows: list[Row],
        labels: Mapping[str, str] = NO_LABELS,
        *,
        cut: bool = False,
        strict: bool = False,
    ) -> None:
        self.name = name
        self.labels = labels
        self.hidden = hidden
        self.head = rows[:HEAD_ROWS]
        self.complete = len(rows) <= HEAD_ROWS and not cut
        self.cut = cut
        self._strict = strict
        self._rows = rows

    def rows(self, progress: Progress) -> Iterator[Row]:
        for done in range(0, len(self._rows), 1_000):
            progress("Reading rows", done / len(self._rows))
            yield from self._rows[done : done + 1_000]

    def chunks(
        self,
        after: int,
        width: int,
        coded: Collection[int],
        plain: Collection[int],
        progress: Progress,
    ) -> Iterator[Chunk]:
        rows = (row for row in self._rows if row[0] > after)
        wanted = {*coded, *plain}
        done = 0
        while batch := list(islice(rows, CHUNK_ROWS)):
            done += len(batch)
            share = done / len(self._rows)
            progress("Reading rows", share)
            yield chunk_of_rows(batch, width, wanted, share, strict=self._strict)
