"""A whole respondent table in memory, column by column and small (a pandas DataFrame of text).

Cells of a column with few different ones are kept as codes into its words, a byte or two each.
So every decision about a column can rest on all of its cells, and the file is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.errors import FileRefused, Where
from models.files.cells import INVISIBLE
from models.files.content import Progress
from models.files.sheets.header import header_of
from models.files.sheets.rows import Row, SheetFrame
from models.files.sheets.sheet import Header, Sheet, refuse_too_wide
from models.language import _, number

PLAIN_FROM_ROWS = 50
PLAIN_SHARE = 0.95
PLAIN_SHARE_LONG = 0.3
LONG_CELLS = 40
"""A column is kept as plain text when nearly all its first cells differ, or when they are long
and many differ."""

_CELLS_AT_ONCE = 50_000


class TableColumn:
    """One column: its name, its place (0 is the first), and its cells, with spaces as typed.

    `label` is a longer text for its name where the file has one, else the name. `asked` tells
    that it is known to be a question, whatever its name looks like. `code` is the question's
    number or code where its name is the question itself. `part_of` names the column that one
    without a name was joined to. `cells` is a column of a `SheetFrame`.
    """

    asked = False
    code = ""
    part_of = ""

    def __init__(self, name: str, place: int, cells: pd.Series[str], label: str = "") -> None:
        self.name = name
        self.place = place
        self.label = label or name
        self.cells = cells

    @cached_property
    def _is_coded(self) -> bool:
        return isinstance(self.cells.dtype, pd.CategoricalDtype)

    @cached_property
    def _coded(self) -> tuple[NDArray[np.integer[Any]], list[str]]:
        if self._is_coded:
            return self.cells.cat.codes.to_numpy(), self.cells.cat.categories.tolist()
        codes, words = pd.factorize(self.cells)
        return codes, words.tolist()

    @property
    def words(self) -> Sequence[str]:
        """The different cells, in the order in which they first occur."""
        return self._coded[1]

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How often each of `words` occurs."""
        codes, words = self._coded
        return np.bincount(codes, minlength=len(words)).astype(np.int64)

    def mapped(self, values: Sequence[int], dtype: type[np.generic]) -> NDArray[Any]:
        """Return, for each cell, the value that stands at its word's place in `values`."""
        codes, _ = self._coded
        return np.asarray(values, dtype)[codes] if len(values) else np.empty(0, dtype)

    def keep(self, rows: NDArray[np.intp]) -> None:
        """Keep nothing but the cells of some rows, in this order."""
        self.cells = self.cells.iloc[rows]
        for known in ("_coded", "counts", "profile", "filled"):
            self.__dict__.pop(known, None)

    def text(self, row: int) -> str:
        """Return one cell, without spaces around it."""
        return str(self.cells.iat[row]).strip()

    def texts(self, rows: Sequence[int]) -> list[str]:
        """Return the cells of some rows, without spaces around them."""
        if not self._is_coded:
            return list(map(str.strip, self.cells.array.take(rows).tolist()))
        codes, words = self._coded
        stripped = [word.strip() for word in words]
        return list(map(stripped.__getitem__, codes[list(rows)].tolist()))

    def all_different(self) -> bool:
        """Return whether no cell occurs twice."""
        if not self._is_coded:
            parts = [np.fromiter(map(hash, texts), np.int64) for texts in self._texts()]
            hashes = np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)
            if (hashes[1:] != hashes[:-1]).all():  # a table of all texts takes ten times the room
                return True
        return bool(self.cells.is_unique)

    @cached_property
    def profile(self) -> dict[str, int]:
        """The different cells without spaces around them, and how often each occurs; no blanks."""
        found: dict[str, int] = {}
        for word, count in zip(self.words, self.counts.tolist(), strict=True):
            if text := word.strip():
                found[text] = found.get(text, 0) + count
        return found

    @cached_property
    def filled(self) -> int:
        """How many cells are not blank."""
        if self._is_coded:
            return sum(self.profile.values())
        return sum(bool(cell.strip()) for texts in self._texts() for cell in texts)

    def _texts(self) -> Iterator[list[str]]:
        """Give the cells of a column that is kept as text, some at a time."""
        for start in range(0, len(self.cells), _CELLS_AT_ONCE):
            yield list(self.cells.array[start : start + _CELLS_AT_ONCE].tolist())


class Table:
    """All rows below the header. `too_long` are source rows left out: their cells have shifted;
    `too_short` are rows kept whose last cells are missing."""

    def __init__(self, header: Header, frame: SheetFrame, columns: list[TableColumn]) -> None:
        self.header = header
        self.columns = columns
        self.rows: NDArray[np.int64] = frame.cells.index.to_numpy()
        self.too_long = frame.too_long
        self.too_short = frame.too_short

    def __len__(self) -> int:
        return len(self.rows)

    def named(self) -> list[TableColumn]:
        """Return the columns that have a name."""
        return [column for column in self.columns if column.name]


def read_table(sheet: Sheet, where: Where, progress: Progress) -> Table:
    """Read a sheet below its header.

    Raises FileRefused when it has no rows below the header, or too many columns.
    """
    header = header_of(sheet)
    if header is None or (sheet.complete and sheet.head[-1][0] <= header.row):
        raise FileRefused("no_rows", where=where)
    refuse_too_wide(header.width, where)
    below = [row for row in sheet.head if row[0] > header.row]
    plain = set() if sheet.complete else _plain_places(below, header.width)
    frame = sheet.frame(header.row, header.width, plain, progress)
    columns = []
    for place, name in enumerate(header.names):
        column = TableColumn(name, place, frame.cells[place], sheet.labels.get(name, ""))
        column.asked = name in sheet.asked
        column.code = sheet.codes.get(name, "")
        columns.append(column)
    return Table(header, frame, columns)


def _plain_places(rows: Sequence[Row], width: int) -> set[int]:
    found: set[int] = set()
    if len(rows) < PLAIN_FROM_ROWS:
        return found
    for place in range(width):
        filled = [cells[place] for _, cells in rows if place < len(cells) and cells[place]]
        if len(filled) > 10:
            is_long = sum(map(len, filled)) > LONG_CELLS * len(filled)
            share = PLAIN_SHARE_LONG if is_long else PLAIN_SHARE
            if len(set(filled)) > share * len(filled):
                found.add(place)
    return found


MOST_NAMED = 5


def invisible_notes(columns: Iterable[TableColumn]) -> list[str]:
    """Return a sentence that says in how many cells such characters stand, none without any."""
    found = {}
    for column in columns:
        words = zip(column.words, column.counts.tolist(), strict=True)
        count = sum(count for word, count in words if INVISIBLE.search(word))
        if count:
            found[column.name] = count
    if not found:
        return []
    named = ", ".join(list(found)[:MOST_NAMED]) + (" …" if len(found) > MOST_NAMED else "")
    return [
        _(
            "{values} cells have invisible characters ({named}). We ignore them in names "
            "and answers."
        ).format(values=number(sum(found.values())), named=named)
    ]


_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 1_000


def refuse_mixed_delimiters(table: Table, where: Where) -> None:
    """Raise FileRefused when a row that is too short would be whole with another delimiter."""
    if table.header.width < 3:
        return
    numbers = table.too_short[:_LOOKED_AT]
    for row, place in zip(numbers, np.searchsorted(table.rows, numbers).tolist(), strict=True):
        cells = [column.text(place) for column in table.columns]
        for mark in _DELIMITERS:
            if mark in cells[0] and sum(c.count(mark) for c in cells) >= table.header.width - 1:
                raise FileRefused("mixed_delimiters", where=where, row=row, delimiter=mark)
