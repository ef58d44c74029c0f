"""Large text files, read by pyarrow block by block; by the csv module where pyarrow may differ.

A block is some megabytes of whole rows. The rule by which pyarrow reads it: no NUL; every carriage
return belongs to a line end; a delimiter that is one ASCII character; quotation marks only around
whole cells, doubled within; and every row as many cells as the table is wide. Then both give the
same cells. Any other block is read by the csv module.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from models.errors import FileRefused
from models.files.content import Progress
from models.files.sheets.frame import Cells, FrameBuilder
from models.files.source import Encoding, FileFacts
from models.language import _

FIRST_BYTES = 128 * 1024
BLOCK_BYTES = 4 * 1024 * 1024
"""Long enough to be fast, short enough to report and to stop many times a second."""

BESIDE = 2
"""Blocks that are parsed at once, each in a thread of its own."""

_END_OF_BLOCK = "\x1c"
_MARK = ord('"')
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Block:
    """Whole rows of the file; `rows` where the csv module has read them already."""

    text: bytes
    rows: list[list[str]] | None
    last: bool
    share: float


class CsvBlocks:
    """Reads the rows of a large text file whose codec keeps ASCII characters as single bytes."""

    def __init__(self, facts: FileFacts, encoding: Encoding, delimiter: str) -> None:
        self._facts = facts
        self._encoding = encoding
        self._delimiter = delimiter

    def read(self, builder: FrameBuilder, after: int, skip: int, progress: Progress) -> None:
        """Give `builder` the rows below row `after`, `skip` of which lie before the table."""
        number = 0
        with ThreadPoolExecutor(BESIDE, "csv") as beside:
            ahead: deque[tuple[_Block, Future[list[Cells] | None] | None]] = deque()
            try:
                for block in chain(self._blocks(), (None,)):
                    if block is not None:
                        below = bool(ahead) or number >= max(after, skip)
                        sure = below and block.rows is None
                        parsing = beside.submit(self._parse, block.text, builder) if sure else None
                        ahead.append((block, parsing))
                    while ahead and (block is None or len(ahead) > BESIDE or not ahead[0][1]):
                        first, parsing = ahead.popleft()
                        columns = parsing.result() if parsing is not None else None
                        progress(_("Reading rows"), first.share)
                        if columns is not None:
                            number += builder.add_filled(number + 1, columns)
                        else:
                            number += self._add_exact(builder, first, number, after)
            finally:
                beside.shutdown(wait=False, cancel_futures=True)

    def _add_exact(self, builder: FrameBuilder, block: _Block, number: int, after: int) -> int:
        """Give the builder the rows of a block that the csv module reads; return their number."""
        found = block.rows if block.rows is not None else self._exact_rows(block.text)[0]
        numbered = [
            (n, row)
            for n, row in enumerate(found, number + 1)
            if n > after and any(cell.strip() for cell in row)
        ]
        builder.add_rows(numbered, strict=True)
        if block.last and found and self._encoding.odd_quotes:
            self.refuse_unclosed(found[-1], number + len(found))
        return len(found)

    def _blocks(self) -> Iterator[_Block]:
        """Yield the file in blocks that begin and end with a row."""
        done = 0
        carry = b""
        with self._facts.open() as stream:
            while True:
                size = BLOCK_BYTES if done else min(FIRST_BYTES, BLOCK_BYTES)
                read = stream.read(size)
                last = len(read) < size
                if not done and self._encoding.codec == "utf-8-sig":
                    read = read.removeprefix(_BOM)
                done += len(read)
                share = min(1.0, done / max(1, self._facts.size))
                text = carry + read
                end = _end_of_rows(text, self._delimiter, last)
                rows = None
                if end is None:
                    end = len(text) if last else _last_line_end(text)
                    rows, unfinished = self._exact_rows(text[:end], last)
                    end -= unfinished
                carry = text[end:]
                if end:
                    yield _Block(text[:end], rows, last, share)
                if last:
                    return

    def _exact_rows(self, text: bytes, last: bool = True) -> tuple[list[list[str]], int]:
        """Read text by the csv module; return its rows, and the bytes of an unfinished one.

        Text that is not the last may end within a quotation. Whether it does is told by one more
        line put after it, which is a row of its own only outside of quotations.
        """
        lines = text.splitlines(keepends=True)
        errors = self._encoding.errors
        texts = (line.decode(self._codec, errors).replace("\0", "") for line in lines)
        reader = csv.reader(
            texts if last else chain(texts, (_END_OF_BLOCK,)), delimiter=self._delimiter
        )
        rows: list[list[str]] = []
        ends: list[int] = []
        try:
            for row in reader:
                rows.append(row)
                ends.append(reader.line_num)
        except csv.Error as error:
            raise self._too_long_cell() from error
        if last or rows.pop() == [_END_OF_BLOCK]:
            return rows, 0
        return rows, sum(map(len, lines[ends[-2] if rows else 0 :]))

    @property
    def _codec(self) -> str:
        """The codec of what does not begin a file; there, "utf-8-sig" would swallow a character."""
        return "utf-8" if self._encoding.codec == "utf-8-sig" else self._encoding.codec

    def refuse_unclosed(self, row: Sequence[str], number: int) -> None:
        """Raise FileRefused when the last row of a file with an odd number of quotation marks
        seems to have swallowed the rows after it."""
        if row and any(mark in row[-1] for mark in (self._delimiter, "\n", "\r")):
            raise FileRefused("unclosed_quote", where=self._facts.name, row=number)

    def _too_long_cell(self) -> FileRefused:
        return FileRefused("cell_too_long", where=self._facts.name, limit=csv.field_size_limit())

    def _parse(self, text: bytes, builder: FrameBuilder) -> list[Cells] | None:
        """Return the columns of a block as pyarrow reads it, None where it may be wrong."""
        if b"\0" in text or not self._delimiter.isascii() or builder.width < 2:
            return None
        if b"\r" in text and text.count(b"\r") != text.count(b"\r\n"):
            return None
        if not text.isascii():
            text = text.decode(self._codec, self._encoding.errors).encode()
        if text.startswith(_BOM):  # pyarrow would leave it out
            return None
        quoted = b'"' in text
        names = [str(place) for place in range(builder.width)]
        try:
            table = arrow_csv.read_csv(
                pa.BufferReader(text),
                arrow_csv.ReadOptions(
                    use_threads=False, block_size=len(text) + 1, column_names=names
                ),
                arrow_csv.ParseOptions(
                    delimiter=self._delimiter,
                    quote_char='"' if quoted else False,
                    newlines_in_values=quoted,
                    ignore_empty_lines=False,
                ),
                arrow_csv.ConvertOptions(
                    check_utf8=False,
                    null_values=[],
                    column_types={
                        name: pa.string() if place in builder.plain else _WORDS
                        for place, name in enumerate(names)
                    },
                ),
            )
        except pa.ArrowInvalid:  # a row has more cells than another
            return None
        columns = [_cells(column.combine_chunks()) for column in table.columns]
        return None if max(map(_longest, columns)) > csv.field_size_limit() else columns


_WORDS = pa.dictionary(pa.int32(), pa.string())


def _cells(column: Any) -> Cells:
    whole = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    if not isinstance(whole, pa.DictionaryArray):
        return whole
    words = whole.dictionary.to_pylist()
    places = whole.indices.to_numpy(zero_copy_only=False)
    return places.astype(np.min_scalar_type(max(1, len(words)))), words


def _longest(cells: Cells) -> int:
    """Return at least the number of characters of the longest cell."""
    if isinstance(cells, pa.Array):
        return int(pc.max(pc.binary_length(cells)).as_py() or 0)
    return max(map(len, cells[1]), default=0)


def _end_of_rows(text: bytes, delimiter: str, last: bool) -> int | None:
    """Return where the last whole row ends, None where only the csv module can tell.

    It can be told where quotation marks stand around whole cells only, doubled within: then
    every other mark opens a cell.
    """
    if b'"' not in text:
        return len(text) if last else text.rfind(b"\n") + 1 or None
    end = len(text) if last else text.rfind(b"\n") + 1
    if end and _all_cells_quoted(text[:end], delimiter.encode()):
        return end
    bytes_ = np.frombuffer(text, np.uint8)
    marks = np.flatnonzero(bytes_ == _MARK)
    end = len(text) if last else _end_outside(text, marks)
    marks = marks[: np.searchsorted(marks, end)]
    sound = end and len(marks) % 2 == 0 and _around_cells(bytes_, marks, delimiter)
    return end if sound else None


def _all_cells_quoted(text: bytes, delimiter: bytes) -> bool:
    """Whether every mark stands in a pair with a delimiter or line end between, or at an end."""
    if not (text.startswith(b'"') and text.endswith((b'"\n', b'"\r\n'))):
        return False
    between = (b'"%b"' % delimiter, b'"\n"', b'"\r\n"')
    return text.count(b'"') == 2 + 2 * sum(map(text.count, between))


def _end_outside(text: bytes, marks: NDArray[np.int64]) -> int:
    """Return where the last line ends that has an even number of marks before its end; 0: none."""
    place = len(marks)
    stop = len(text)
    if place % 2:
        place -= 1
        stop = int(marks[place])
    while True:
        start = int(marks[place - 1]) + 1 if place else 0
        found = text.rfind(b"\n", start, stop)
        if found >= 0 or not place:
            return found + 1
        place -= 2
        stop = int(marks[place])


def _around_cells(text: NDArray[np.uint8], marks: NDArray[np.int64], delimiter: str) -> bool:
    """Whether every other mark begins a cell and the next one ends it, or both are one doubled."""
    opening, closing = marks[::2], marks[1::2]
    doubled = np.zeros(len(closing) + 1, np.bool_)
    doubled[1:-1] = opening[1:] == closing[:-1] + 1
    before = text[np.maximum(opening - 1, 0)]
    begins = (before == ord(delimiter)) | (before == 0x0A) | (opening == 0)
    after = text[np.minimum(closing + 1, len(text) - 1)]
    ends = (
        (after == ord(delimiter)) | (after == 0x0A) | (after == 0x0D) | (closing == len(text) - 1)
    )
    return bool((begins | doubled[:-1]).all() and (ends | doubled[1:]).all())


def _last_line_end(text: bytes) -> int:
    """Return the place after the last line end, 0 when none is sure.

    A carriage return at the very end may be half of a line end, so it does not count.
    """
    return (text.rfind(b"\n") if b"\n" in text else text.rfind(b"\r", 0, len(text) - 1)) + 1
