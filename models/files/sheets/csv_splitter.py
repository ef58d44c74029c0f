"""Cut a plain stretch of a text file into columns, with a few passes over all of its bytes.

Nothing is done cell by cell: where the delimiters and line ends stand tells where each cell
begins and how long it is, and the few different words of a column are found by gathering the
bytes of all its cells at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.files.sheets.sheet import CellColumn, Column
from models.files.source import Encoding

CODED_BYTES = 32
"""Longer cells are kept as text, one by one."""

CODED_WORDS = 4_096
"""A column with more different words in a stretch is no column of few words."""

_SLOTS = 1 << 16
_MIXERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
"""Odd numbers without a pattern in their bits, by which words are spread over slots."""

_KEPT = np.array([(1 << 8 * kept) - 1 for kept in range(9)], np.uint64)
"""What is kept of a number of eight bytes when so many of them belong to a cell."""

_LINE_END, _RETURN, _FIRST_SEEN, _LAST_SEEN = 0x0A, 0x0D, 0x21, 0x7E

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]


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


@dataclass(frozen=True, eq=False)
class SplitBlock:
    """A stretch of n rows: where each cell starts and its length in bytes, both columns x n.

    The encoding keeps ASCII characters as single bytes.
    """

    text: bytes
    starts: Ints
    lengths: Ints
    encoding: Encoding

    def __len__(self) -> int:
        return int(self.starts.shape[1])

    @property
    def longest(self) -> int:
        """The most bytes in a cell."""
        return int(self.lengths.max(initial=0))

    @property
    def _codec(self) -> str:
        """The codec of what does not begin a file; there, "utf-8-sig" would swallow a character."""
        return "utf-8" if self.encoding.codec == "utf-8-sig" else self.encoding.codec

    def has_no_blank_row(self) -> bool:
        """Whether every first cell begins with a character that can be seen; mostly so."""
        if not self.lengths[0].all():
            return False
        first = self._bytes[self.starts[0]]
        return bool(((first >= _FIRST_SEEN) & (first <= _LAST_SEEN)).all())

    def coded(self, place: int) -> Column:
        """Return a column as codes into its words, in the order in which they first occur.

        One of long cells, or of very many different ones, is given cell by cell.
        """
        starts, lengths = self.starts[place], self.lengths[place]
        longest = int(lengths.max(initial=0))
        if longest > CODED_BYTES:
            return self.plain(place)
        if longest <= 1:
            return self._of_characters(starts, lengths)
        found = _numbered(self._numbers(starts, lengths, longest))
        if found is None:
            return self.plain(place)
        codes, rows = found
        return CodedColumn(codes, self._decoded(starts[rows], lengths[rows]))

    def plain(self, place: int) -> Column:
        """Return a column cell by cell."""
        return CellColumn(self._decoded(self.starts[place], self.lengths[place]))

    def _of_characters(self, starts: Ints, lengths: Ints) -> Column:
        """Return a column whose cells are single bytes or empty, as most answers are."""
        byte = self._bytes[starts]
        byte[lengths == 0] = 0
        there = np.flatnonzero(np.bincount(byte, minlength=256))
        code_of = np.zeros(256, np.uint8)
        code_of[there] = np.arange(len(there))
        return CodedColumn(code_of[byte], [self._text(bytes([n])) if n else "" for n in there])

    @property
    def _bytes(self) -> Bytes:
        return np.frombuffer(self.text, np.uint8)

    @cached_property
    def _eights(self) -> NDArray[np.uint64]:
        """The text's bytes by eights, with room to look past the end of any coded cell."""
        padding = CODED_BYTES + 16 - len(self.text) % 8
        return np.frombuffer(self.text + bytes(padding), "<u8")

    def _numbers(self, starts: Ints, lengths: Ints, longest: int) -> list[NDArray[np.uint64]]:
        """Return the bytes of cells as numbers of eight bytes each, the first byte lowest.

        No byte of a plain stretch is 0, so that different cells have different numbers.
        """
        eights, place = self._eights, starts >> 3
        shift = ((starts & 7) << 3).astype(np.uint64)
        back = np.uint64(63) - shift  # and one more: a shift by 64 is no shift at all
        found = []
        low = eights[place]
        for done in range(0, longest, 8):
            place = place + 1
            high = eights[place]
            number = (low >> shift) | ((high << back) << np.uint64(1))
            found.append(number & _KEPT[np.clip(lengths - done, 0, 8)])
            low = high
        return found

    def _decoded(self, starts: Ints, lengths: Ints) -> list[str]:
        ends = (starts + lengths).tolist()
        parts = [self.text[a:b] for a, b in zip(starts.tolist(), ends, strict=True)]
        if not parts:
            return []
        return self._text(b"\n".join(parts)).split("\n")

    def _text(self, part: bytes) -> str:
        return part.decode(self._codec, self.encoding.errors)


def cut_stretch(text: bytes, delimiter: str, width: int, encoding: Encoding) -> SplitBlock | None:
    """Cut whole rows without quotation marks; None when a row has more or fewer cells.

    `text` ends with a line end, either "\\n" or "\\r\\n".
    """
    whole = np.frombuffer(text, np.uint8)
    line_ends = whole == _LINE_END
    marks = np.flatnonzero(line_ends | (whole == ord(delimiter)))
    rows = int(np.count_nonzero(line_ends))
    if len(marks) != rows * width:
        return None
    ends = np.ascontiguousarray(marks.reshape(rows, width).T)
    if not line_ends[ends[-1]].all():
        return None
    starts = np.empty_like(ends)
    starts[0, :1] = 0
    starts[0, 1:] = ends[-1, :-1] + 1
    starts[1:] = ends[:-1] + 1
    lengths = ends - starts
    lengths[-1] -= (lengths[-1] > 0) & (whole[ends[-1] - 1] == _RETURN)
    return SplitBlock(text, starts, lengths, encoding)


def _numbered(
    numbers: Sequence[NDArray[np.uint64]],
) -> tuple[NDArray[np.integer[Any]], Ints] | None:
    """Number equal rows alike, in the order in which they first occur; None for too many kinds.

    Returns each row's number, and the first row of each number. Rows are thrown into slots; in
    every slot the first one stands for all that are equal to it, and the others go another round.
    """
    n = len(numbers[0])
    standing = np.arange(n)
    left, round_ = standing, 0
    while len(left):
        mine = [number[left] for number in numbers] if round_ else list(numbers)
        slots = _slots(mine, round_)
        first = np.empty(_SLOTS, np.int64)
        first[slots[::-1]] = left[::-1]  # of several rows the last one written stays
        stands = first[slots]
        same = np.logical_and.reduce(
            [own == whole[stands] for own, whole in zip(mine, numbers, strict=True)]
        )
        standing[left[same]] = stands[same]
        left, round_ = left[~same], round_ + 1
        if round_ > len(_MIXERS):
            return None
    firsts = np.flatnonzero(standing == np.arange(n))
    if len(firsts) > CODED_WORDS:
        return None
    number_of = np.empty(n, np.min_scalar_type(max(0, len(firsts) - 1)))
    number_of[firsts] = np.arange(len(firsts))
    return number_of[standing], firsts


def _slots(numbers: Sequence[NDArray[np.uint64]], round_: int) -> NDArray[np.uint64]:
    mixed = np.zeros_like(numbers[0])
    for place, number in enumerate(numbers):
        mixer = np.uint64(_MIXERS[(place + round_) % len(_MIXERS)])
        mixed = (mixed ^ number) * mixer
        mixed ^= mixed >> np.uint64(29)
    return mixed >> np.uint64(48)
