"""Store the rows of count tables: each unit's month once."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass, field
from hashlib import blake2b

import numpy as np

from models.files.content import CountRow, Problem, PublishedFigure, SurveyFile
from models.importing.overlap import FileCells
from models.importing.unit_resolver import UnitResolver
from models.language import _
from models.store.database import Connection, insert_ignoring
from models.store.imports import ensure_for_batch, writes
from models.store.tables import BenchmarkRow, CountSourceRow, SurveyTallyRow
from models.store.tallies import StoredInstrument


@dataclass(frozen=True, slots=True)
class LocatedRow:
    """The questionnaire and unit of a row, its place among the rows of that unit and month, and
    its digest."""

    stored: StoredInstrument
    unit: int
    occurrence: int
    digest: str


@dataclass
class CountIntake:
    """Takes the count rows of one file into one batch."""

    c: Connection
    batch: int
    file: SurveyFile
    places: UnitResolver
    added: int = 0
    duplicates: int = 0
    known_rows: int = 0
    changed: int = 0
    met: FileCells = field(default_factory=FileCells)
    _stored: dict[str, StoredInstrument] = field(default_factory=dict)
    _known: dict[tuple[int, int], dict[tuple[int, int], str]] = field(default_factory=dict)
    _occurrences: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    _tallies: Counter[tuple[int, int, int, int]] = field(default_factory=Counter)
    _surveys: Counter[tuple[int, int, int]] = field(default_factory=Counter)

    def locate(self, rows: list[CountRow]) -> list[LocatedRow]:
        """Find where rows belong; each row is located once."""
        found = []
        for row in rows:
            stored = self._questionnaire(row)
            _facility, unit = self.places.find(
                row.facility, row.site, row.unit, row.unit_type, row.month
            )
            self.places.count(unit)
            self.met.row(stored, unit, row.month)
            self._occurrences[unit, row.month, stored.id] += 1
            occurrence = self._occurrences[unit, row.month, stored.id]
            found.append(LocatedRow(stored, unit, occurrence, _digest(row)))
        return found

    def take(self, rows: list[CountRow], located: list[LocatedRow] | None = None) -> None:
        """Store those rows whose unit and month have no counts yet."""
        sources = []
        for row, at in zip(rows, located or self.locate(rows), strict=True):
            before = self._before(row, at)
            if before is not None:
                self._seen_again(row, same=before == at.digest)
                continue
            sources.append(
                (
                    self.batch,
                    at.unit,
                    at.stored.id,
                    row.month,
                    at.occurrence,
                    at.digest,
                    row.responses,
                )
            )
            self._count(at.stored, at.unit, row)
        insert_ignoring(self.c, CountSourceRow, sources)
        self.added += len(sources)

    def known(self, rows: list[CountRow], located: list[LocatedRow]) -> tuple[int, int]:
        """Return how many rows are stored already, and how many of them with other counts."""
        before = [self._before(row, at) for row, at in zip(rows, located, strict=True)]
        differ = [b not in (None, at.digest) for b, at in zip(before, located, strict=True)]
        return sum(b is not None for b in before), sum(differ)

    def forget(self) -> None:
        """Look again at what is stored: some of it was taken out."""
        self._known.clear()

    def write_tallies(self) -> None:
        """Write what was counted; the end of a file."""
        if self._tallies:
            tallies = np.array([(*key, n) for key, n in sorted(self._tallies.items())], np.int64)
            writes.add_tallies(self.c, self.batch, tallies.T)
        surveys = [
            (unit, instrument, month, "", self.batch, n)
            for (unit, instrument, month), n in sorted(self._surveys.items())
        ]
        insert_ignoring(self.c, SurveyTallyRow, surveys)

    def _questionnaire(self, row: CountRow) -> StoredInstrument:
        instrument = row.instrument or self.file.instrument
        if instrument is None:
            raise ValueError("a count table needs its questionnaire")
        if instrument.key not in self._stored:
            self._stored[instrument.key] = ensure_for_batch(self.c, self.batch, instrument)
        return self._stored[instrument.key]

    def _of_month(self, instrument_id: int, month: int) -> dict[tuple[int, int], str]:
        at = instrument_id, month
        if at not in self._known:
            self._known[at] = writes.known_count_rows(self.c, *at)
        return self._known[at]

    def _count(self, stored: StoredInstrument, unit: int, row: CountRow) -> None:
        for (item, value), count in row.counts.items():
            if count:
                self._tallies[unit, stored.item_ids[item], row.month, value] += count
        if row.responses:
            self._surveys[unit, stored.id, row.month] += row.responses

    def _before(self, row: CountRow, at: LocatedRow) -> str | None:
        return self._of_month(at.stored.id, row.month).get((at.unit, at.occurrence))

    def _seen_again(self, row: CountRow, *, same: bool) -> None:
        self.known_rows += 1
        if same:
            self.duplicates += row.source_rows
            return
        self.changed += 1
        self.file.note_problem(
            Problem(
                row=row.row,
                column=None,
                value=row.unit,
                reason=_(
                    "this unit's month is already stored with different counts; replace the "
                    "month, or undo the earlier import"
                ),
                sheet=self.file.sheet,
                rejects_row=True,
            )
        )


def _digest(row: CountRow) -> str:
    counts = sorted(row.counts.items())
    content = repr((row.responses, row.suppressed, counts)).encode()
    return blake2b(content, digest_size=12).hexdigest()


@dataclass
class PublishedIntake:
    """Takes the published figures of one file into one batch."""

    c: Connection
    batch: int
    added: int = 0
    duplicates: int = 0

    def take(self, figures: list[PublishedFigure]) -> None:
        """Store those figures that are not there yet."""
        # After its row number, a figure's fields are the table's columns after its batch.
        insert_ignoring(self.c, BenchmarkRow, [(self.batch, *astuple(f)[1:]) for f in figures])
        stored = writes.count_rows_of_batch(self.c, BenchmarkRow, self.batch)
        new = stored - self.added
        self.duplicates += len(figures) - new
        self.added = stored
