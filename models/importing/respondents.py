"""Store respondents: every survey once, and the tallies of those that were new."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from operator import le

import numpy as np
from numpy.typing import NDArray

from models.files.cells import NO_DAY
from models.files.content import Problem, Progress, RespondentBlock, SurveyFile, no_progress
from models.importing.counting import Counts, Sums
from models.importing.keys import CONTENT, SurveyKeys
from models.importing.overlap import FileCells
from models.importing.unit_resolver import UnitResolver
from models.store.database import Connection, insert_ignoring, survey_id_secret
from models.store.imports import NO_VALUE, BatchDigest, ResponseColumns, ensure_for_batch, writes
from models.store.retention import forgotten_mark, forgotten_surveys
from models.store.tables import CompositeTallyRow, PairTallyRow, SurveyTallyRow
from models.store.tallies import StoredInstrument
from models.survey import BLANK, UNDATED, group_trait_of

Ints = NDArray[np.int64]

SORTED_FROM = 5_000
"""From so many rows on, rows are stored by their keys."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where the rows of a block belong, and the keys by which they are known again."""

    stored: StoredInstrument
    counts: Counts
    facilities: Ints
    units: Ints
    months: Ints
    keys: list[str]


@dataclass
class RespondentIntake:
    """Takes the respondent blocks of one file into one batch."""

    c: Connection
    batch: int
    file: SurveyFile
    places: UnitResolver
    digest: BatchDigest
    progress: Progress = no_progress
    added: int = 0
    duplicates: int = 0
    changed: int = 0
    met: FileCells = field(default_factory=FileCells)
    _counts: dict[str, tuple[StoredInstrument, Counts]] = field(default_factory=dict)
    _next_id: int = 0

    def __post_init__(self) -> None:
        self._keys = SurveyKeys(lambda: survey_id_secret(self.c))

    def locate(self, block: RespondentBlock) -> Located:
        """Find where the rows of a block belong; each block is located once."""
        stored, counts = self._questionnaire(block)
        months = _months(block.discharged, block.received)
        facilities, units = self.places.of_block(block, months)
        self.met.rows(stored, units, months)
        return Located(stored, counts, facilities, units, months, self._keys.of(block))

    def take(self, block: RespondentBlock, located: Located | None = None) -> None:
        """Store the new surveys of a block and count them."""
        if not len(block):
            return
        at = located or self.locate(block)
        self._keep_going()
        first = self._next_id or writes.next_response_id(self.c)
        self._next_id = first + len(block)
        order = _order_by_key(at)
        columns = _columns(block, at, first, self.batch, order)
        some = writes.add_responses(self.c, columns, self._keep_going)
        if self._forgotten:
            some = self._drop_forgotten(columns, some)
        self.digest.add_response_columns(columns if some is None else columns.only(some))
        kept = np.ones(len(block), np.bool_)  # in the block's order; `some` is in the stored one
        if some is not None:
            kept[order] = some
            self.duplicates += int((~kept).sum())
            self.changed += self._report_changed(block, at, kept)
        self.added += int(kept.sum())
        at.counts.add(
            at.units[kept],
            at.months[kept],
            block.modes[kept],
            list(block.mode_names),
            block.answers[kept],
        )
        if block.comments:
            numbers = np.empty(len(block), np.int64)
            numbers[order] = columns.ids
            self._add_comments(block, numbers.tolist(), kept, at)

    @cached_property
    def _forgotten(self) -> frozenset[str]:
        return forgotten_surveys(self.c)

    def _drop_forgotten(
        self, columns: ResponseColumns, some: NDArray[np.bool_] | None
    ) -> NDArray[np.bool_] | None:
        """Take out again the surveys that somebody deleted for good; return which are in."""
        secret = survey_id_secret(self.c)
        gone = np.array(
            [
                forgotten_mark(secret, facility, columns.instrument, key) in self._forgotten
                for facility, key in zip(columns.facilities.tolist(), columns.keys, strict=True)
            ]
        )
        if not gone.any():
            return some
        writes.remove_responses(self.c, columns.ids[gone].tolist())
        return ~gone if some is None else some & ~gone

    def known(self, block: RespondentBlock, at: Located) -> tuple[int, int]:
        """Return how many rows of a block are stored already, and how many of them otherwise."""
        known = changed = 0
        for facility in np.unique(at.facilities).tolist():
            rows = np.flatnonzero(at.facilities == facility).tolist()
            stored = self._stored_answers(facility, at, rows)
            there = [i for i in rows if at.keys[i] in stored]
            known += len(there)
            changed += sum(_answered_otherwise(stored[at.keys[i]], block, i) for i in there)
        return known, changed

    def _stored_answers(self, facility: int, at: Located, rows: list[int]) -> dict[str, bytes]:
        keys = [at.keys[i] for i in rows]
        return writes.stored_answers(self.c, facility, at.stored.id, keys)

    def _keep_going(self) -> None:
        self.progress(f"Storing surveys: {self.added:,} so far", None)

    def _adding_up(self) -> None:
        self.progress("Adding up the answers", None)

    def write_tallies(self) -> None:
        """Write what was counted; the end of a file."""
        found = []
        for stored, counts in self._counts.values():
            sums = counts.add_up(self._adding_up)
            if sums is None:
                continue
            ids = [stored.item_ids[item.key] for item in counts.instrument.items]
            tallies = sums.tallies(self._adding_up)
            tallies[1] = np.array(ids)[tallies[1]]
            found.append(tallies)
            self._write_pairs(sums, ids)
            self._write_surveys(sums, stored.id)
        if found:
            self._adding_up()
            whole = np.concatenate(found, axis=1)
            whole = whole[:, np.lexsort(whole[3::-1])]
            self._adding_up()
            writes.add_tallies(self.c, self.batch, whole, self._adding_up)
            self.digest.add_tallies(whole)

    def _questionnaire(self, block: RespondentBlock) -> tuple[StoredInstrument, Counts]:
        key = block.instrument.key
        if key not in self._counts:
            stored = ensure_for_batch(self.c, self.batch, block.instrument)
            self._counts[key] = (stored, Counts(block.instrument))
        return self._counts[key]

    def _report_changed(self, block: RespondentBlock, at: Located, kept: NDArray[np.bool_]) -> int:
        """Name the surveys that came again with other answers: the stored ones stay."""
        again = np.flatnonzero(~kept)
        changed = 0
        for facility in np.unique(at.facilities[again]).tolist():
            rows = again[at.facilities[again] == facility].tolist()
            of_it = [i for i in rows if at.keys[i][0] != CONTENT]
            keys = [at.keys[i] for i in of_it]
            given = block.answers[of_it]
            others = writes.other_answers(self.c, facility, at.stored.id, keys, given)
            for i, stored in sorted((of_it[n], answers) for n, answers in others.items()):
                if _answered_otherwise(stored, block, i):
                    changed += 1
                    self.file.note_problem(
                        Problem(
                            row=int(block.rows[i]),
                            column=None,
                            value=None if block.ids_identify else at.keys[i],
                            reason="this survey id is stored already with other answers; "
                            "the stored ones were kept",
                            sheet=self.file.sheet,
                        )
                    )
        return changed

    def _add_comments(
        self, block: RespondentBlock, numbers: list[int], kept: NDArray[np.bool_], at: Located
    ) -> None:
        writes.add_comments(
            self.c,
            [
                {
                    "batch_id": self.batch,
                    "response_id": numbers[index],
                    "unit_id": int(at.units[index]),
                    "month": int(at.months[index]),
                    "question": header,
                    "text": text,
                }
                for index, header, text in block.comments
                if kept[index]
            ],
        )

    def _write_pairs(self, sums: Sums, ids: list[int]) -> None:
        rows = []
        for unit, a, b, month, both, both_top, a_top, b_top in sums.pairs(self._adding_up):
            first, second = ids[a], ids[b]
            if first > second:
                first, second, a_top, b_top = second, first, b_top, a_top
            rows.append((unit, first, second, month, self.batch, both, both_top, a_top, b_top))
        insert_ignoring(self.c, PairTallyRow, sorted(rows), self._adding_up)

    def _write_surveys(self, sums: Sums, instrument_id: int) -> None:
        composites = [
            (unit, instrument_id, measure, month, self.batch, n)
            for unit, measure, month, n in sums.composites(self._adding_up)
        ]
        insert_ignoring(self.c, CompositeTallyRow, sorted(composites), self._adding_up)
        surveys = [
            (unit, instrument_id, month, mode, self.batch, n)
            for unit, month, mode, n in sums.surveys()
        ]
        insert_ignoring(self.c, SurveyTallyRow, sorted(surveys), self._adding_up)


def _answered_otherwise(stored: bytes, block: RespondentBlock, row: int) -> bool:
    """Whether a row's answers differ from those stored. What was not asked yet when they were
    stored was left blank; the groups that a patient belongs to are no answers."""
    given = block.answers[row]
    if given.tobytes() == stored:
        return False
    before = np.full(max(len(given), len(stored)), BLANK, np.uint8)
    before[: len(stored)] = np.frombuffer(stored, np.uint8)
    differing = np.flatnonzero(before[: len(given)] != given).tolist()
    items = block.instrument.items
    return any(group_trait_of(items[place].scale) is None for place in differing)


def _months(discharged: NDArray[np.int32], received: NDArray[np.int32]) -> Ints:
    """Return month numbers: of the discharge, else of the receipt, else undated."""
    days = np.where(discharged != NO_DAY, discharged, received)
    dated = days != NO_DAY
    since_1970 = (
        np.where(dated, days, 0).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    )
    return np.where(dated, since_1970 + 1970 * 12, UNDATED)


def _order_by_key(at: Located) -> Ints:
    """Return the order in which rows are stored: very many by their keys, since an index in random
    order takes twice as long to write as everything else; of equal keys the first stays first."""
    count = len(at.keys)
    if count < SORTED_FROM or all(map(le, at.keys, at.keys[1:])):
        return np.arange(count)
    if max(map(len, at.keys)) > 64:  # an array of texts gives all the room of the longest
        return np.array(sorted(range(count), key=at.keys.__getitem__))
    by_key = np.argsort(np.array(at.keys), kind="stable")
    return by_key[np.argsort(at.facilities[by_key], kind="stable")]


def _columns(
    block: RespondentBlock, at: Located, first: int, batch: int, order: Ints
) -> ResponseColumns:
    return ResponseColumns(
        ids=np.arange(first, first + len(block), dtype=np.int64),
        batch=batch,
        facilities=at.facilities[order],
        units=at.units[order],
        instrument=at.stored.id,
        keys=list(map(at.keys.__getitem__, order.tolist())),
        months=at.months[order],
        discharged=_days(block.discharged)[order],
        received=_days(block.received)[order],
        modes=block.modes[order],
        mode_names=block.mode_names,
        answers=block.answers[order],
    )


def _days(days: NDArray[np.int32]) -> Ints:
    return np.where(days == NO_DAY, NO_VALUE, days.astype(np.int64))
