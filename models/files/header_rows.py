"""A sheet whose column names stand in rows that are known, one or several."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from models.errors import UsageProblem
from models.files.content import Progress
from models.files.sheet import Chunk, Row, Sheet

JOINED = " – "
"""Stands between the parts of a name that is written in several rows."""


def joined_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one name for each column of several header rows, the upper ones first.

    A blank cell in a row above the last continues the cell to its left, as merged cells do,
    where the column has a name below it. Parts that repeat are named once.
    """
    width = max((len(cells) for cells in rows), default=0)
    padded = [[" ".join(cell.split()) for cell in cells] for cells in rows]
    padded = [cells + [""] * (width - len(cells)) for cells in padded]
    names = []
    above = [""] * (len(rows) - 1)
    for place in range(width):
        last = padded[-1][place]
        parts = []
        for level, cells in enumerate(padded[:-1]):
            if cells[place]:
                above[level] = cells[place]
                above[level + 1 :] = [""] * (len(above) - level - 1)
            if cells[place] or last:
                parts.append(above[level])
        found = dict.fromkeys(part for part in (*parts, last) if part)
        names.append(JOINED.join(found))
    return names


def with_header_rows(sheet: Sheet, rows: Sequence[int], where: str) -> Sheet:
    """Return a sheet whose column names stand in these source rows, which follow each other.

    Raises UsageProblem when the sheet has no such rows among its first.
    """
    there = dict(sheet.head)
    if any(row not in there for row in rows):
        listed = ", ".join(map(str, rows))
        raise UsageProblem(
            "mapping",
            f"There are no column names in row {listed}.",
            where=where,
            hint="Count rows as a spreadsheet does; the first is 1.",
        )
    return NamedSheet(sheet, rows[-1], joined_names([there[row] for row in rows]))


class NamedSheet(Sheet):
    """A sheet that begins with the row of its column names; what stands above is left out."""

    def __init__(self, base: Sheet, header_row: int, names: Sequence[str]) -> None:
        self.name = base.name
        self.hidden = base.hidden
        self.labels = base.labels
        self.codes = base.codes
        self.asked = base.asked
        self.complete = base.complete
        self.header_row = header_row
        self._base = base
        self._header: Row = (header_row, list(names))
        self.head = [self._header, *(row for row in base.head if row[0] > header_row)]

    def rows(self, progress: Progress) -> Iterator[Row]:
        yield self._header
        for row in self._base.rows(progress):
            if row[0] > self._header[0]:
                yield row

    def chunks(
        self,
        after: int,
        width: int,
        coded: Collection[int],
        plain: Collection[int],
        progress: Progress,
    ) -> Iterator[Chunk]:
        return self._base.chunks(after, width, coded, plain, progress)
