"""A sheet made of lists, for tests of what reads sheets."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from models.files.content import Block, Progress, Recognition, SurveyFile, no_progress
from models.files.sheets.sheet import HEAD_ROWS, Row, Sheet, SheetFrame


class ListedSheet(Sheet):
    """Rows numbered from 1 as given; wholly empty ones are left out but counted."""

    def __init__(self, rows: Sequence[Sequence[str]], name: str | None = None) -> None:
        self.name = name
        self.hidden = False
        self._rows: list[Row] = [(n, list(r)) for n, r in enumerate(rows, 1) if any(r)]
        self.head = self._rows[:HEAD_ROWS]
        self.complete = len(self._rows) <= HEAD_ROWS

    def rows(self, progress: Progress) -> Iterator[Row]:
        yield from self._rows

    def frame(
        self, after: int, width: int, plain: Collection[int], progress: Progress
    ) -> SheetFrame:
        raise NotImplementedError


def csv_sheet(path: Path) -> ListedSheet:
    """Return a CSV file's records as a sheet."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return ListedSheet(list(csv.reader(lines)))


def read_all(reading: Recognition, name: str = "file.csv") -> tuple[SurveyFile, list[Block]]:
    """Read a recognised sheet to its end; return the file's counts and its blocks."""
    file = SurveyFile(name, "", reading.format, reading.instrument, iter(()))
    return file, list(reading.read(file, no_progress))
