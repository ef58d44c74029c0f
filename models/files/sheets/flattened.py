"""The export of a survey tool as a plain table: one header row, one row per response."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from models.files.content import Progress
from models.files.sheets.frame import frame_of_rows
from models.files.sheets.rows import Row, SheetFrame
from models.files.sheets.sheet import Sheet
from models.language import _, ngettext, number

LeaveOut = Callable[[Sequence[str]], str | None]
"""Says of a row's cells what kind of row it is that stays out ("unfinished"), else None."""

_TAG = re.compile(r"<[^<>]{1,200}>")


@dataclass(frozen=True, slots=True)
class ToolColumn:
    """A column of an export.

    `places` are the columns of the file whose cells make it up; several are joined, blank ones
    left out. `also` are other names it has in the file. `bookkeeping` columns stay out unless
    somebody asks for them.
    """

    name: str
    places: tuple[int, ...]
    also: tuple[str, ...] = ()
    bookkeeping: bool = False

    def is_called(self, name: str) -> bool:
        return plain_name(name) in {plain_name(own) for own in (self.name, *self.also)}


def keep_all(cells: Sequence[str]) -> str | None:
    """Leave no row out."""
    del cells
    return None


class FlattenedSheet(Sheet):
    """A sheet whose header rows were made one, and whose bookkeeping was left out.

    `tool` is the name of the survey tool as it stands in a format, such as "qualtrics". The
    header keeps the number of the last header row of the file, and every row its own. `assumed`
    are sentences for the user about the export as a whole.
    """

    def __init__(
        self,
        base: Sheet,
        tool: str,
        header_row: int,
        columns: Sequence[ToolColumn],
        leave_out: LeaveOut = keep_all,
        assumed: Sequence[str] = (),
    ) -> None:
        self.name = base.name
        self.hidden = base.hidden
        self.tool = tool
        self.complete = base.complete
        self._base = base
        self._columns = columns
        self._kept_columns = [column for column in columns if not column.bookkeeping]
        names = distinct_names([column.name for column in self._kept_columns])
        self._header: Row = (header_row, names)
        self.codes = {
            name: column.also[0]
            for name, column in zip(names, self._kept_columns, strict=True)
            if column.also and plain_name(column.also[0]) != plain_name(name)
        }
        self._leave_out = leave_out
        self._assumed = assumed
        self._left_out: Counter[str] = Counter()
        self.head = [self._header, *self._kept(base.head)]

    def rows(self, progress: Progress) -> Iterator[Row]:
        self._left_out.clear()
        yield self._header
        yield from self._kept(self._base.rows(progress))

    def frame(
        self, after: int, width: int, plain: Collection[int], progress: Progress
    ) -> SheetFrame:
        below = (row for row in self.rows(progress) if row[0] > after)
        return frame_of_rows(below, width, plain)

    @property
    def places(self) -> dict[int, str]:
        """The names of the columns kept, by the places of the file's columns they are made of."""
        return {
            place: name
            for name, column in zip(self._header[1], self._kept_columns, strict=True)
            for place in column.places
        }

    @property
    def left_out_columns(self) -> dict[int, str]:
        """The names of the tool's own columns, by their places in the file."""
        return {
            place: column.name
            for column in self._columns
            if column.bookkeeping
            for place in column.places
        }

    def why_left_out(self, cells: Sequence[str]) -> str:
        """Return why a row of the file stays out, "" when it is kept."""
        kind = self._leave_out(cells)
        return "" if kind is None else _why_left_out(kind)

    @property
    def notes(self) -> list[str]:
        """What was assumed and left out, in sentences; complete once all rows were read."""
        return [
            *self._assumed,
            *(_left_out_words(kind, count) for kind, count in sorted(self._left_out.items())),
        ]

    def including(self, names: Collection[str]) -> FlattenedSheet:
        """Return this sheet with those bookkeeping columns that are called one of `names`."""
        columns = [
            replace(column, bookkeeping=False) if any(map(column.is_called, names)) else column
            for column in self._columns
        ]
        header_row, _ = self._header
        return FlattenedSheet(
            self._base, self.tool, header_row, columns, self._leave_out, self._assumed
        )

    def name_here(self, name: str) -> str:
        """Return the name a column has here, whichever of its names is given."""
        for own, column in zip(self._header[1], self._kept_columns, strict=True):
            if column.is_called(name):
                return own
        return name

    def _kept(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row, cells in rows:
            if row <= self._header[0]:
                continue
            kind = self._leave_out(cells)
            if kind is not None:
                self._left_out[kind] += 1
                continue
            yield row, [_joined(cells, column.places) for column in self._kept_columns]


def _why_left_out(kind: str) -> str:
    return {
        "preview": _("preview response"),
        "spam": _("spam response"),
        "test": _("test response"),
        "unfinished": _("unfinished response"),
    }[kind]


def _left_out_words(kind: str, n: int) -> str:
    words = {
        "preview": ngettext(
            "{n} preview response was left out.", "{n} preview responses were left out.", n
        ),
        "spam": ngettext("{n} spam response was left out.", "{n} spam responses were left out.", n),
        "test": ngettext("{n} test response was left out.", "{n} test responses were left out.", n),
        "unfinished": ngettext(
            "{n} unfinished response was left out.", "{n} unfinished responses were left out.", n
        ),
    }
    return words[kind].format(n=number(n))


def _joined(cells: Sequence[str], places: tuple[int, ...]) -> str:
    if len(places) == 1:
        return cells[places[0]] if places[0] < len(cells) else ""
    texts = (cells[place].strip() for place in places if place < len(cells))
    return " / ".join(text for text in texts if text)


def cell_at(cells: Sequence[str], place: int | None) -> str:
    """Return a cell as it is compared: trimmed, lower case; empty where there is none."""
    if place is None or place >= len(cells):
        return ""
    return cells[place].strip().casefold()


def plain_name(text: str) -> str:
    """Return a column's name with nothing but its lower-case letters and digits.

    >>> plain_name("Respondent ID"), plain_name("Duration (in seconds)")
    ('respondentid', 'durationinseconds')
    """
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def question_text(text: str) -> str:
    """Return a question without markup and in single spaces.

    >>> question_text("How <b>clean</b>  was it?&nbsp;")
    'How clean was it?'
    """
    return " ".join(_TAG.sub(" ", text).replace("&nbsp;", " ").replace("&amp;", "&").split())


def distinct_names(names: Sequence[str]) -> list[str]:
    """Return the names with a count behind those that stood before.

    >>> distinct_names(["Age", "Clean", "Clean"])
    ['Age', 'Clean', 'Clean (2)']
    """
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return found
