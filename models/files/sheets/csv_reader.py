"""The fast way through the plain stretches of a large text file.

A stretch is some megabytes of whole rows. It is plain when it holds no quotation mark and every
row has as many cells as the table is wide; then cutting it at every delimiter and line end gives
exactly the cells that the csv module would, several times faster. Any other stretch is read by
the csv module.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import FileRefused
from models.files.content import Progress
from models.files.sheets.csv_splitter import SplitBlock, cut_stretch
from models.files.sheets.sheet import CHUNK_ROWS, Chunk, Column, chunk_of_rows
from models.files.source import Encoding, FileFacts

FIRST_BYTES = 128 * 1024
STRETCH_BYTES = 2 * 1024 * 1024
"""Long enough to be fast, short enough to report and to stop many times a second."""

_END_OF_STRETCH = "\x1c"


class PlainBlocks:
    """Reads the chunks of a large text file whose codec keeps ASCII characters as single bytes."""

    def __init__(self, facts: FileFacts, encoding: Encoding, delimiter: str) -> None:
        self._facts = facts
        self._encoding = encoding
        self._delimiter = delimiter
        self._unfinished = b""

    def chunks(
        self,
        after: int,
        skip: int,
        width: int,
        coded: Collection[int],
        plain: Collection[int],
        progress: Progress,
    ) -> Iterator[Chunk]:
        """Yield the rows below row `after`, `skip` of which lie before the table."""
        wanted = {*coded, *plain}
        number = 0
        for stretch, last, share in self._stretches():
            progress("Reading rows", share)
            if number >= max(after, skip):
                chunk = self._fast_chunk(stretch, number, width, coded, plain, share)
                if chunk is not None:
                    yield chunk
                    number += len(chunk)
                    continue
            found = self._exact_rows(stretch, last)
            numbered = [
                (n, row)
                for n, row in enumerate(found, number + 1)
                if n > after and any(cell.strip() for cell in row)
            ]
            number += len(found)
            if last and found and self._encoding.odd_quotes:
                self.refuse_unclosed(found[-1], number)
            for start in range(0, len(numbered), CHUNK_ROWS):
                batch = numbered[start : start + CHUNK_ROWS]
                yield chunk_of_rows(batch, width, wanted, share, strict=True)
                progress("Reading rows", share)

    def _stretches(self) -> Iterator[tuple[bytes, bool, float]]:
        """Yield stretches that end with a line, whether each is the last, and the share read.

        What `_exact_rows` finds unfinished at the end of one comes again with the next.
        """
        done = 0
        carry = b""
        with self._facts.open() as stream:
            while True:
                size = STRETCH_BYTES if done else min(FIRST_BYTES, STRETCH_BYTES)
                block = stream.read(size)
                done += len(block)
                last = len(block) < size
                text = carry + block
                cut = len(text) if last else _last_line_end(text)
                carry = text[cut:]
                self._unfinished = b""
                if cut:
                    yield text[:cut], last, min(1.0, done / max(1, self._facts.size))
                carry = self._unfinished + carry
                if last:
                    return

    def _exact_rows(self, stretch: bytes, last: bool) -> list[list[str]]:
        """Read a stretch by the csv module; keep the row that is unfinished at its end.

        A stretch that is not the last may end within a quotation. Whether it does is told by
        one more line put after it, which is a row of its own only outside of quotations.
        """
        lines = stretch.splitlines(keepends=True)
        codec, errors = self._encoding.codec, self._encoding.errors
        texts = (line.decode(codec, errors).replace("\0", "") for line in lines)
        reader = csv.reader(
            texts if last else chain(texts, (_END_OF_STRETCH,)), delimiter=self._delimiter
        )
        rows: list[list[str]] = []
        ends: list[int] = []
        try:
            for row in reader:
                rows.append(row)
                ends.append(reader.line_num)
        except csv.Error as error:
            raise self._too_long_cell() from error
        if not last and rows.pop() != [_END_OF_STRETCH]:
            self._unfinished = b"".join(lines[ends[-2] if rows else 0 :])
        return rows

    def refuse_unclosed(self, row: Sequence[str], number: int) -> None:
        """Raise FileRefused when the last row of a file with an odd number of quotation marks
        seems to have swallowed the rows after it."""
        if row and any(mark in row[-1] for mark in (self._delimiter, "\n", "\r")):
            raise FileRefused(
                "unclosed_quote",
                f"A quotation mark opened in row {number:,} is never closed.",
                where=self._facts.name,
                hint="Close it, or export the file again.",
            )

    def _too_long_cell(self) -> FileRefused:
        return FileRefused(
            "cell_too_long",
            f"A cell is longer than {csv.field_size_limit():,} characters.",
            where=self._facts.name,
            hint='A quotation mark (") may be opened and never closed. Export the file again.',
        )

    def _fast_chunk(
        self,
        stretch: bytes,
        number: int,
        width: int,
        coded: Collection[int],
        plain: Collection[int],
        share: float,
    ) -> Chunk | None:
        """Cut a stretch below row `number`; None when it is not plain or a row of it is blank."""
        cut = self._cut(stretch, width)
        if cut is None:
            return None
        columns = {place: cut.coded(place) for place in coded}
        columns |= {place: cut.plain(place) for place in plain}
        if not cut.has_no_blank_row() and _has_blank_row(columns.values()):
            return None
        rows = np.arange(number + 1, number + 1 + len(cut), dtype=np.int64)
        return Chunk(rows, columns, share)

    def _cut(self, stretch: bytes, width: int) -> SplitBlock | None:
        if b'"' in stretch or b"\0" in stretch or not self._delimiter.isascii():
            return None
        if b"\r" in stretch and stretch.count(b"\r") != stretch.count(b"\r\n"):
            return None
        text = stretch if stretch.endswith(b"\n") else stretch + b"\n"
        cut = cut_stretch(text, self._delimiter, width, self._encoding)
        too_long = cut is not None and cut.longest > csv.field_size_limit()
        return None if too_long else cut


def _has_blank_row(columns: Iterable[Column]) -> bool:
    """Whether some row is blank in all columns. Mostly the first column rules it out."""
    blank: NDArray[Any] | None = None
    for column in columns:
        here: NDArray[Any] = column.mapped(_Blank(), np.bool_)
        blank = here if blank is None else blank & here
        if not blank.any():
            return False
    return blank is not None


class _Blank(dict[str, int]):
    """Maps every word to whether it is blank."""

    def __missing__(self, word: str) -> int:
        self[word] = blank = not word.strip()
        return blank


def _last_line_end(text: bytes) -> int:
    """Return the place after the last line end, 0 when none is sure.

    A carriage return at the very end may be half of a line end, so it does not count.
    """
    return (text.rfind(b"\n") if b"\n" in text else text.rfind(b"\r", 0, len(text) - 1)) + 1
