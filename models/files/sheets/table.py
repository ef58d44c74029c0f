"""A whole respondent table in memory, column by column and small.

Cells of a column with few different ones are kept as codes into its words, a byte or two each.
So every decision about a column can rest on all of its cells, and the file is read once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import FileRefused
from models.files.cells import INVISIBLE
from models.files.content import Progress
from models.files.sheets.header import header_of
from models.files.sheets.sheet import Header, Row, Sheet, refuse_too_wide

PLAIN_FROM_ROWS = 50
PLAIN_SHARE = 0.95
PLAIN_SHARE_LONG = 0.3
LONG_CELLS = 40
"""A column is kept as plain text when nearly all its first cells differ, or when they are long
and many differ."""


class WordIndex(dict[str, int]):
    """Gives each new word the next number."""

    def __missing__(self, word: str) -> int:
        number = len(self)
        self[word] = number
        return number


class TableColumn:
    """One column: its name, its place (0 is the first), and its cells, with spaces as typed.

    `label` is a longer text for its name where the file has one, else the name. `asked` tells
    that it is known to be a question, whatever its name looks like. `code` is the question's
    number or code where its name is the question itself.
    """

    asked = False
    code = ""

    def __init__(self, name: str, place: int, label: str = "") -> None:
        self.name = name
        self.place = place
        self.label = label or name

    @property
    def words(self) -> Sequence[str]:
        """The different cells, in the order in which they first occur."""
        raise NotImplementedError

    @property
    def counts(self) -> NDArray[np.int64]:
        """How often each of `words` occurs."""
        raise NotImplementedError

    def mapped(self, values: Sequence[int], dtype: type[np.generic]) -> NDArray[Any]:
        """Return, for each cell, the value that stands at its word's place in `values`."""
        raise NotImplementedError

    def text(self, row: int) -> str:
        """Return one cell, without spaces around it."""
        raise NotImplementedError

    def texts(self, rows: Sequence[int]) -> list[str]:
        """Return the cells of some rows, without spaces around them."""
        raise NotImplementedError

    def all_different(self) -> bool:
        """Return whether no cell occurs twice."""
        return bool((self.counts <= 1).all())

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
        return sum(self.profile.values())


class CodedTableColumn(TableColumn):
    """A column kept as codes into its words."""

    def __init__(self, name: str, place: int, label: str = "") -> None:
        super().__init__(name, place, label)
        self._index = WordIndex()
        self._parts: list[NDArray[Any]] = []

    def add(self, codes: NDArray[Any]) -> None:
        self._parts.append(codes.astype(np.min_scalar_type(len(self._index)), copy=False))

    @property
    def index(self) -> WordIndex:
        return self._index

    @cached_property
    def codes(self) -> NDArray[Any]:
        parts, self._parts = self._parts, []
        smallest = np.min_scalar_type(len(self._index))
        return np.concatenate(parts, dtype=smallest) if parts else np.empty(0, np.uint8)

    @cached_property
    def words(self) -> Sequence[str]:
        return list(self._index)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        return np.bincount(self.codes, minlength=len(self._index)).astype(np.int64)

    def mapped(self, values: Sequence[int], dtype: type[np.generic]) -> NDArray[Any]:
        return np.asarray(values, dtype)[self.codes] if len(values) else np.empty(0, dtype)

    def text(self, row: int) -> str:
        return self.words[int(self.codes[row])].strip()

    def texts(self, rows: Sequence[int]) -> list[str]:
        stripped = [word.strip() for word in self.words]
        return list(map(stripped.__getitem__, self.codes[list(rows)].tolist()))


class PlainTableColumn(TableColumn):
    """A column whose cells are mostly different, kept as text."""

    def __init__(self, name: str, place: int, label: str = "") -> None:
        super().__init__(name, place, label)
        self.cells: list[str] = []

    def all_different(self) -> bool:
        hashes = np.sort(np.fromiter(map(hash, self.cells), np.int64, len(self.cells)))
        return bool((hashes[1:] != hashes[:-1]).all()) or len(set(self.cells)) == len(self.cells)

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(self.cells)

    @cached_property
    def words(self) -> Sequence[str]:
        return list(self._counted)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        return np.fromiter(self._counted.values(), np.int64, len(self._counted))

    def mapped(self, values: Sequence[int], dtype: type[np.generic]) -> NDArray[Any]:
        by_word = dict(zip(self.words, values, strict=True))
        return np.fromiter((by_word[cell] for cell in self.cells), dtype, len(self.cells))

    def text(self, row: int) -> str:
        return self.cells[row].strip()

    def texts(self, rows: Sequence[int]) -> list[str]:
        return list(map(str.strip, map(self.cells.__getitem__, rows)))


class Table:
    """All rows below the header. `too_long` are source rows left out: their cells have shifted;
    `too_short` are rows kept whose last cells are missing."""

    def __init__(self, header: Header, columns: list[TableColumn]) -> None:
        self.header = header
        self.columns = columns
        self.rows: NDArray[np.int64] = np.empty(0, np.int64)
        self.too_long: list[int] = []
        self.too_short: list[int] = []

    def __len__(self) -> int:
        return len(self.rows)

    def named(self) -> list[TableColumn]:
        """Return the columns that have a name."""
        return [column for column in self.columns if column.name]


def read_table(sheet: Sheet, where: str, progress: Progress) -> Table:
    """Read a sheet below its header.

    Raises FileRefused when it has no rows below the header, or too many columns.
    """
    header = header_of(sheet)
    if header is None or (sheet.complete and sheet.head[-1][0] <= header.row):
        raise FileRefused(
            "no_rows",
            "This table has column names but no rows.",
            where=where,
            hint="Export it again with the answers.",
        )
    refuse_too_wide(header.width, where)
    below = [row for row in sheet.head if row[0] > header.row]
    plain = set() if sheet.complete else _plain_places(below, header.width)
    table = Table(header, _empty_columns(header, plain, sheet.labels))
    for column in table.columns:
        column.asked = column.name in sheet.asked
        column.code = sheet.codes.get(column.name, "")
    _fill(table, sheet, plain, progress)
    return table


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


def _empty_columns(header: Header, plain: set[int], labels: Mapping[str, str]) -> list[TableColumn]:
    return [
        (PlainTableColumn if place in plain else CodedTableColumn)(
            name, place, labels.get(name, "")
        )
        for place, name in enumerate(header.names)
    ]


def _fill(table: Table, sheet: Sheet, plain: set[int], progress: Progress) -> None:
    width = table.header.width
    coded = [place for place in range(width) if place not in plain]
    numbers: list[NDArray[np.int64]] = []
    for chunk in sheet.chunks(table.header.row, width, coded, sorted(plain), progress):
        numbers.append(chunk.rows)
        table.too_long.extend(chunk.too_long)
        table.too_short.extend(chunk.too_short)
        for column in table.columns:
            cells = chunk.columns[column.place]
            if isinstance(column, CodedTableColumn):
                column.add(cells.mapped(column.index, np.int32))
            elif isinstance(column, PlainTableColumn):
                column.cells.extend(cells.cells())
    if numbers:
        table.rows = np.concatenate(numbers)


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
        f"Invisible characters stand in {sum(found.values()):,} cells ({named}). Names and answers "
        "are read without them; comments are kept as they are."
    ]


_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOKED_AT = 1_000


def refuse_mixed_delimiters(table: Table, where: str) -> None:
    """Raise FileRefused when a row that is too short would be whole with another delimiter."""
    if table.header.width < 3:
        return
    numbers = table.too_short[:_LOOKED_AT]
    for number, place in zip(numbers, np.searchsorted(table.rows, numbers).tolist(), strict=True):
        cells = [column.text(place) for column in table.columns]
        for mark, name in _NAMES.items():
            if mark in cells[0] and sum(c.count(mark) for c in cells) >= table.header.width - 1:
                raise FileRefused(
                    "mixed_delimiters",
                    f"Row {number:,} is cut by {name}, the header by something else.",
                    where=where,
                    hint="Export the file again, or give all its rows the same delimiter.",
                )
