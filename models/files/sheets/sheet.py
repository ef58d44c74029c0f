"""A table as it stands in a file: rows of text, before anybody knows what they mean."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.errors import FileRefused
from models.files.content import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Row = tuple[int, list[str]]
"""A row's number as a spreadsheet counts it (the first row of the sheet is 1), and its cells.

Cells are text as typed, without the spaces around them kept or dropped by anybody: trimming is
the reader's work. Numbers of a workbook are written plainly ("7", "7.5"), its dates as ISO text
("2026-09-30" or "2026-09-30T14:05:00"); an empty cell is "". Rows may differ in length; a row
that is wholly empty is left out, and the numbers of the others stay right.
"""

NO_LABELS: Mapping[str, str] = MappingProxyType({})

HEAD_ROWS = 400
"""Rows of a sheet that are looked at before its meaning is decided."""

MAX_COLUMNS = 2_000


def refuse_too_wide(width: int, where: str) -> None:
    """Raise FileRefused for a table of more columns than any survey has."""
    if width > MAX_COLUMNS:
        raise FileRefused(
            "too_wide",
            f"This table has {width:,} columns; {MAX_COLUMNS:,} are the most.",
            where=where,
            hint="Export fewer columns.",
        )


class Column(ABC):
    """One column of a chunk."""

    @abstractmethod
    def mapped(self, table: dict[str, int], dtype: type[np.generic]) -> NDArray[np.generic]:
        """Return `table[cell]` for each cell; a table with `__missing__` sees each word once."""

    @abstractmethod
    def cells(self) -> Sequence[str]:
        """Return the cells as text."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Successive rows of a sheet, column by column.

    `rows` are their source row numbers. `columns` holds the columns asked for by their place
    (0 is the first of the sheet). `too_long` lists rows left out of the chunk because they have
    filled cells beyond the sheet's width: their columns cannot be trusted. `too_short` lists
    rows kept although they end early; their missing cells are empty. `share` is the part of the
    file read so far, 0-1.
    """

    rows: NDArray[np.int64]
    columns: dict[int, Column]
    share: float
    too_long: tuple[int, ...] = ()
    too_short: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Header:
    """The row of column names. `row` is its source number, `names` one name for each column.

    An empty name with cells below it becomes "Column E"; a name that occurs more than once gets
    its letter, "Q1 (D)". A column without name and cells has the name "".
    """

    row: int
    names: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.names)


class Sheet(ABC):
    """One table of a file. May be read from the top as often as needed.

    `name` is None for a text file. `head` holds the first rows that are not empty, at most
    HEAD_ROWS; `complete` tells that they are all there is. `labels` are longer texts for some
    of its header's names, where the file has both (SPSS); `codes` are the questions' codes where
    the names are the questions themselves. `header_row` is the source row of the
    column names where that is known and need not be found. `asked` are columns that are known to
    be answers to questions, whatever their names look like.
    """

    name: str | None
    hidden: bool
    labels: Mapping[str, str] = NO_LABELS
    codes: Mapping[str, str] = NO_LABELS
    header_row: int | None = None
    asked: Collection[str] = ()
    head: list[Row]
    complete: bool
    found_header: Header | None = None
    """Kept by `models.files.sheets.header_of`."""

    @abstractmethod
    def rows(self, progress: Progress) -> Iterator[Row]:
        """Yield every row that is not empty, from the top. Raises FileRefused for damage."""

    @abstractmethod
    def chunks(
        self,
        after: int,
        width: int,
        coded: Collection[int],
        plain: Collection[int],
        progress: Progress,
    ) -> Iterator[Chunk]:
        """Yield the rows below source row `after`, of which `width` columns are expected.

        `coded` are the columns with few different cells, `plain` those with many (ids,
        comments). Raises FileRefused for damage.
        """


@dataclass(slots=True)
class OpenedFile:
    """A file whose tables can be read: not damaged, not locked, not something else.

    `notes` are sentences for the user about what was assumed (the encoding, the delimiter).
    """

    path: Path
    name: str
    sha256: str
    sheets: list[Sheet]
    notes: list[str] = field(default_factory=list)


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
