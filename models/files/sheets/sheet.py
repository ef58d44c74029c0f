"""A table as it stands in a file: rows of text, before anybody knows what they mean."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from models.errors import FileRefused, Where
from models.files.content import Progress
from models.files.sheets.rows import Row, SheetFrame
from models.files.source import MAX_COLUMNS
from models.language import _

NO_LABELS: Mapping[str, str] = MappingProxyType({})

HEAD_ROWS = 400
"""Rows of a sheet that are looked at before its meaning is decided."""


def refuse_too_wide(width: int, where: Where) -> None:
    """Raise FileRefused for a table of more columns than any survey has."""
    if width > MAX_COLUMNS:
        raise FileRefused("too_wide", where=where, columns=width, limit=MAX_COLUMNS)


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
    be answers to questions, whatever their names look like. `guessed` is the encoding of a text
    file where that is a guess.
    """

    name: str | None
    hidden: bool
    labels: Mapping[str, str] = NO_LABELS
    codes: Mapping[str, str] = NO_LABELS
    header_row: int | None = None
    asked: Collection[str] = ()
    guessed: str = ""
    head: list[Row]
    complete: bool
    found_header: Header | None = None
    """Kept by `models.files.sheets.header_of`."""

    @abstractmethod
    def rows(self, progress: Progress) -> Iterator[Row]:
        """Yield every row that is not empty, from the top. Raises FileRefused for damage."""

    @abstractmethod
    def frame(
        self, after: int, width: int, plain: Collection[int], progress: Progress
    ) -> SheetFrame:
        """Return the rows below source row `after`, of which `width` columns are expected.

        `plain` are the columns with many different cells (ids, comments), kept as text; the others
        become Categorical. Raises FileRefused for damage.
        """


@dataclass(slots=True)
class OpenedFile:
    """A file whose tables can be read: not damaged, not locked, not something else.

    `notes` are sentences for the user about what was assumed (the encoding, the delimiter).
    `beside` are the first rows of further sheets, where one was named: it may need what they say.
    """

    path: Path
    name: str
    sha256: str
    sheets: list[Sheet]
    notes: list[str] = field(default_factory=list)
    beside: list[Sheet] = field(default_factory=list)


class MemorySheet(Sheet):
    """A sheet of a workbook. `cut` tells that it has more rows than these; `strict` is that of
    `FrameBuilder.add_rows`."""

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
            progress(_("Reading rows"), done / len(self._rows))
            yield from self._rows[done : done + 1_000]

    def frame(
        self, after: int, width: int, plain: Collection[int], progress: Progress
    ) -> SheetFrame:
        from models.files.sheets.frame import frame_of_rows  # pandas takes a moment to load

        below = (row for row in self.rows(progress) if row[0] > after)
        return frame_of_rows(below, width, plain, strict=self._strict)
