"""Tables in text files: comma, semicolon, tab or bar between the cells.

The csv module tells what a cell is. Blocks of a large file for which it is sure that pyarrow
gives the same cells are read by pyarrow; see `models.files.sheets.csv_reader`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from models.errors import FileRefused
from models.files.content import Progress
from models.files.sheets.csv_reader import CsvBlocks
from models.files.sheets.frame import FrameBuilder, frame_of_rows
from models.files.sheets.rows import Row, SheetFrame
from models.files.sheets.sheet import HEAD_ROWS, Sheet, refuse_too_wide
from models.files.source import Encoding, FileFacts, find_encoding
from models.language import _

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_CHARS = 256 * 1024
FAST_FROM_BYTES = 4 * 1024 * 1024
"""Files smaller than this are read by the csv module alone."""


@dataclass(frozen=True, slots=True)
class TextForm:
    """How the rows of a text file are written. `skip` lines (`sep=;`) come before the table."""

    encoding: Encoding
    delimiter: str
    skip: int = 0


def read_text(
    facts: FileFacts, progress: Progress, wanted: str | None = None
) -> tuple[Sheet, list[str]]:
    """Return the one table of a text file, and notes for the user.

    `wanted` is the name of its encoding where the user said it. Raises FileRefused when the file
    is damaged, not written in that encoding or in none that can be told, or holds no row.
    """
    encoding = find_encoding(facts, progress, wanted)
    with _open(facts, encoding) as lines:
        sample = lines.read(SAMPLE_CHARS)
    form = text_form(sample, encoding)
    sheet = TextSheet(facts, form)
    if not sheet.head:
        raise FileRefused("empty_table", where=facts.name)
    refuse_too_wide(max(map(_width, sheet.head)), facts.name)
    return sheet, [note for note in (encoding.note,) if note]


def _width(row: Row) -> int:
    cells = row[1]
    return next((n for n in range(len(cells), 0, -1) if cells[n - 1].strip()), 0)


def _open(facts: FileFacts, encoding: Encoding) -> io.TextIOWrapper:
    return _decoded(facts.open(), encoding)


def _decoded(stream: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    return io.TextIOWrapper(stream, encoding.codec, encoding.errors, newline="")


def text_form(sample: str, encoding: Encoding) -> TextForm:
    """Find the delimiter: a `sep=` line, or the one that cuts most rows into equally many cells."""
    first = sample.split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == 5:
        return TextForm(encoding, first[4], skip=1)
    return TextForm(encoding, max(DELIMITERS, key=lambda mark: delimiter_score(sample, mark)))


def delimiter_score(sample: str, delimiter: str) -> float:
    """Rate a delimiter: how regular its rows are, and how much it cuts.

    0 when it never occurs. A table of n rows with k equal cells each scores k - 1 at least
    twice as high as one in which half the rows differ.
    """
    counts: dict[int, int] = {}
    total = 0
    try:
        for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), 500):
            if any(cell.strip() for cell in row):
                counts[len(row)] = counts.get(len(row), 0) + 1
                total += 1
    except csv.Error:
        return 0.0
    best = max((width for width in counts if width > 1), key=lambda w: counts[w], default=0)
    if not best:
        return 0.0
    share = counts[best] / total
    return share * share * min(best - 1, 8)


class TextSheet(Sheet):
    """The table of a text file."""

    name = None
    hidden = False

    def __init__(self, facts: FileFacts, form: TextForm) -> None:
        self.guessed = form.encoding.codec if form.encoding.guessed else ""
        self._facts = facts
        self._form = form
        self.head = list(islice(self._numbered(_silent), HEAD_ROWS + 1))
        self.complete = len(self.head) <= HEAD_ROWS
        self.head = self.head[:HEAD_ROWS]

    def rows(self, progress: Progress) -> Iterator[Row]:
        yield from self._numbered(progress)
        self._facts.refuse_if_changed()

    def frame(
        self, after: int, width: int, plain: Collection[int], progress: Progress
    ) -> SheetFrame:
        if self._facts.size >= FAST_FROM_BYTES and self._form.encoding.keeps_ascii:
            builder = FrameBuilder(width, plain)
            self._blocks().read(builder, after, self._form.skip, progress)
            found = builder.frame()
        else:
            below = (row for row in self._numbered(progress) if row[0] > after)
            found = frame_of_rows(below, width, plain, strict=True)
        self._facts.refuse_if_changed()
        return found

    def _numbered(self, progress: Progress) -> Iterator[Row]:
        """Yield the rows that are not empty, by the exact parser."""
        with self._facts.open() as stream:
            lines = _decoded(stream, self._form.encoding)
            number = 0
            row: list[str] = []
            reader = csv.reader(self._lines(lines), delimiter=self._form.delimiter)
            try:
                for number, row in enumerate(islice(reader, self._form.skip, None), 1):
                    if number % 2_000 == 1:
                        done = stream.tell() / max(1, self._facts.size)
                        progress(_("Reading rows"), min(1.0, done))
                    if any(row) and any(cell.strip() for cell in row):
                        yield number + self._form.skip, row
            except csv.Error as error:
                raise self._too_long_cell(number + self._form.skip + 1) from error
            if self._form.encoding.odd_quotes:
                self._blocks().refuse_unclosed(row, number + self._form.skip)

    def _blocks(self) -> CsvBlocks:
        return CsvBlocks(self._facts, self._form.encoding, self._form.delimiter)

    def _lines(self, lines: io.TextIOWrapper) -> Iterator[str]:
        if not self._form.encoding.has_nul:
            return lines
        return (line.replace("\0", "") for line in lines)

    def _too_long_cell(self, row: int) -> FileRefused:
        return FileRefused(
            "cell_too_long",
            why="row",
            where=self._facts.name,
            row=row,
            limit=csv.field_size_limit(),
        )


def _silent(message: str, fraction: float | None) -> None:
    """Report nothing while the first rows are read."""
