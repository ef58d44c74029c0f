"""The fast way through the plain stretches of a large text file.

A stretch is some megabytes of whole rows. It is plain when it holds no quotation mark and every
row has as many cells as the table is wide; then the pandas parser gives exactly the cells that
the csv module would, several times faster. Any other stretch is read by the csv module.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models.errors import FileRefused
from models.files.content import Progress
from models.files.encoding import Encoding
from models.files.memory_sheet import CHUNK_ROWS, CellColumn, chunk_of_rows
from models.files.preflight import FileFacts
from models.files.sheet import Chunk, Column

if TYPE_CHECKING:
    import pandas as pd

FIRST_BYTES = 128 * 1024
STRETCH_BYTES = 4 * 1024 * 1024
"""Long enough to be fast, short enough to report and to stop several times a second."""

_END_OF_STRETCH = "\x1c"


class CodedColumn(Column):
    """A column as codes into its few different words."""

    def __init__(self, codes: NDArray[np.integer[Any]], words: Sequence[str]) -> None:
        self._codes = codes
        self._words = words

    def mapped(self, table: dict[str, int], dtype: type[np.generic]) -> NDArray[np.generic]:
        values = np.fromiter((table[word] for word in self._words), dtype, len(self._words))
        mapped: NDArray[np.generic] = values[self._codes]
        return mapped

    def cells(self) -> Sequence[str]:
        return [self._words[code] for code in self._codes]


class PlainStretches:
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
            lines = _count(stretch, "\n") + (not stretch.endswith(b"\n"))
            if number >= max(after, skip) and self._is_plain(stretch, lines, width):
                chunk = self._fast_chunk(stretch, number, lines, width, coded, plain, share)
                if chunk is not None:
                    yield chunk
                    number += lines
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

    def _is_plain(self, stretch: bytes, lines: int, width: int) -> bool:
        if b'"' in stretch or b"\0" in stretch:
            return False
        if b"\r" in stretch and stretch.count(b"\r") != stretch.count(b"\r\n"):
            return False
        return _count(stretch, self._delimiter) == lines * (width - 1)

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
        lines: int,
        width: int,
        coded: Collection[int],
        plain: Collection[int],
        share: float,
    ) -> Chunk | None:
        """Parse a plain stretch; None when a row turns out to be longer, or to be blank.

        One more row of words is parsed below it and dropped: in a column of nothing but numbers
        pandas would make numbers of the cells, and "01" would be "1".
        """
        import pandas as pd

        words = self._delimiter.join([_END_OF_STRETCH] * width).encode()
        text = stretch if stretch.endswith(b"\n") else stretch + b"\n"
        kinds: dict[int, Any] = dict.fromkeys(coded, "category")
        kinds |= dict.fromkeys(plain, object)
        try:
            frame = pd.read_csv(
                io.BytesIO(text + words),
                sep=self._delimiter,
                header=None,
                names=range(width),
                usecols=sorted(kinds),
                dtype=kinds,
                na_filter=False,
                quoting=csv.QUOTE_NONE,
                encoding=self._encoding.codec,
                encoding_errors=self._encoding.errors,
                skip_blank_lines=False,
                low_memory=False,
            )
        except pd.errors.ParserError:
            return None
        if len(frame) != lines + 1:
            return None
        frame = frame.iloc[:-1]
        columns = {place: _column(frame, place) for place in kinds}
        if _has_blank_row(columns.values()):
            return None
        rows = np.arange(number + 1, number + 1 + lines, dtype=np.int64)
        return Chunk(rows, columns, share)


def _column(frame: pd.DataFrame, place: int) -> Column:
    series = frame[place]
    if series.dtype == "category":
        words = [str(word) for word in series.cat.categories]
        words = ["" if word == _END_OF_STRETCH else word for word in words]
        return CodedColumn(series.cat.codes.to_numpy(), words)
    return CellColumn(series.to_list())


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


def _count(text: bytes, character: str) -> int:
    """Count an ASCII character; bytes.count is slow where hits are many."""
    return int(np.count_nonzero(np.frombuffer(text, np.uint8) == ord(character)))
