"""Tables of text put together from rows or columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from models.files.sheets.rows import Row, SheetFrame

BATCH_ROWS = 5_000

CodedCells = tuple[NDArray[np.integer[Any]], list[str]]
"""Cells as places in a list of their different words."""

Cells: TypeAlias = list[str] | pa.StringArray | CodedCells


class FrameBuilder:
    """Puts a `SheetFrame` together, some rows at a time; `plain` is that of `Sheet.frame`."""

    def __init__(self, width: int, plain: Collection[int]) -> None:
        self.width = width
        self.plain = frozenset(plain)
        self._columns = [
            _TextColumn() if place in plain else _WordColumn() for place in range(width)
        ]
        self._rows: list[NDArray[np.int64]] = []
        self._too_long: list[int] = []
        self._too_short: list[int] = []

    def add_rows(self, rows: list[Row], *, strict: bool) -> None:
        """Take rows. Shorter ones get empty cells, and what lies beyond the width is cut off.

        With `strict` (text files, where a missing or stray delimiter shifts all cells after it)
        rows with filled cells beyond the width are left out and listed as too long, and shorter
        ones listed as too short.
        """
        width = self.width
        if any(len(cells) != width for _, cells in rows):
            rows = list(self._fitting(rows, strict))
        columns = list(map(list, zip(*(cells for _, cells in rows), strict=True)))
        if rows:
            numbers = np.fromiter((number for number, _ in rows), np.int64, len(rows))
            self.add_columns(numbers, columns)

    def _fitting(self, rows: Iterable[Row], strict: bool) -> Iterator[Row]:
        width = self.width
        for number, cells in rows:
            if strict and any(cell.strip() for cell in cells[width:]):
                self._too_long.append(number)
                continue
            if strict and len(cells) < width:
                self._too_short.append(number)
            yield number, cells[:width] + [""] * (width - len(cells))

    def add_columns(self, rows: NDArray[np.int64], columns: Sequence[Cells]) -> None:
        """Take the cells of rows column by column."""
        self._rows.append(rows)
        for column, cells in zip(self._columns, columns, strict=True):
            column.add(cells)

    def add_filled(self, first: int, columns: Sequence[pa.StringArray | CodedCells]) -> int:
        """Take successive rows from source row `first` on, but for wholly blank ones; return how
        many there were."""
        count = len(columns[0][0] if isinstance(columns[0], tuple) else columns[0])
        rows = np.arange(first, first + count, dtype=np.int64)
        blank = _blank_rows(columns)
        if blank.any():
            rows, columns = rows[~blank], [_where(cells, ~blank) for cells in columns]
        self.add_columns(rows, columns)
        return count

    def frame(self) -> SheetFrame:
        """Return all rows taken; the end."""
        rows = np.concatenate(self._rows) if self._rows else np.empty(0, np.int64)
        columns = {place: column.array() for place, column in enumerate(self._columns)}
        cells = pd.DataFrame(columns, index=pd.Index(rows), copy=False)
        return SheetFrame(cells, tuple(self._too_long), tuple(self._too_short))


class _WordColumn:
    """Collects a column of few different words."""

    def __init__(self) -> None:
        self._words = _WordIndex()
        self._parts: list[NDArray[Any]] = []

    def add(self, cells: Cells) -> None:
        if isinstance(cells, tuple):
            places, words = cells
            codes = np.fromiter(map(self._words.__getitem__, words), np.int32, len(words))
            self._parts.append(codes.astype(self._smallest)[places])
            return
        texts = cells.to_pylist() if isinstance(cells, pa.Array) else cells
        codes = np.fromiter(map(self._words.__getitem__, texts), np.int32, len(texts))
        self._parts.append(codes.astype(self._smallest))

    @property
    def _smallest(self) -> np.dtype[Any]:
        return np.min_scalar_type(-max(1, len(self._words)))

    def array(self) -> pd.Categorical:
        codes = np.concatenate(self._parts) if self._parts else np.empty(0, np.int8)
        self._parts = []
        words = pd.Index(list(self._words), dtype="str")
        return pd.Categorical.from_codes(codes, words, validate=False)


class _WordIndex(dict[str, int]):
    """Gives each new word the next number."""

    def __missing__(self, word: str) -> int:
        number = len(self)
        self[word] = number
        return number


class _TextColumn:
    """Collects a column of mostly different texts."""

    def __init__(self) -> None:
        self._parts: list[pa.Array] = []

    def add(self, cells: Cells) -> None:
        if not isinstance(cells, pa.Array):
            cells = pa.array(cells, pa.large_string())
        self._parts.append(cells.cast(pa.large_string()))

    def array(self) -> pd.api.extensions.ExtensionArray:
        whole = pa.chunked_array(self._parts, pa.large_string())
        self._parts = []
        return pd.array(whole, dtype="str")


def _blank_rows(columns: Sequence[pa.StringArray | CodedCells]) -> NDArray[np.bool_]:
    """Return which rows are blank in all columns. Mostly the first column rules it out; those of
    few words tell soonest."""
    blank: NDArray[np.bool_] | None = None
    for cells in sorted(columns, key=_words_in):
        if isinstance(cells, tuple):
            here = np.array([not word.strip() for word in cells[1]], np.bool_)[cells[0]]
        else:
            texts = cells.to_pylist()
            here = np.fromiter((not text.strip() for text in texts), np.bool_, len(texts))
        blank = here if blank is None else blank & here
        if not blank.any():
            break
    return np.zeros(0, np.bool_) if blank is None else blank


def _words_in(cells: pa.StringArray | CodedCells) -> int:
    return len(cells[1]) if isinstance(cells, tuple) else len(cells)


def _where(cells: pa.StringArray | CodedCells, kept: NDArray[np.bool_]) -> Cells:
    return (cells[0][kept], cells[1]) if isinstance(cells, tuple) else cells.filter(kept)


def frame_of_rows(
    rows: Iterable[Row], width: int, plain: Collection[int], *, strict: bool = False
) -> SheetFrame:
    """Return rows as a table; see `FrameBuilder.add_rows`."""
    builder = FrameBuilder(width, plain)
    source = iter(rows)
    while batch := list(islice(source, BATCH_ROWS)):
        builder.add_rows(batch, strict=strict)
    return builder.frame()
