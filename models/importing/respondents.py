"""Store respondents: every survey once, and the tallies of those that were new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from operator import le

import numpy as np
from numpy.typing import NDArray

from models.files.cells import NO_DAY
from models.files.content import Problem, Progress, RespondentBlock, SurveyFile, no_progress
from models.importing.counting import Cells, Counts
from models.importing.keys import CONTENT, SurveyKeys
from models.importing.overlap import FileCells
from models.importing.storing import StoringThread
from models.importing.unit_resolver import UnitResolver
from models.language import _, number
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
    cells: Cells
    keys: list[str]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block on its way into the store, its rows in the order in which they are stored."""

    block: RespondentBlock
    at: Located
    order: Ints
    columns: ResponseColumns


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stored block. `some` tells which of its rows went in, in their stored order, None: all;
    `kept` the same in the block's order. `others` are stored answers that differ, by the row
    that came again."""

    of: _Block
    some: NDArray[np.bool_] | None
    kept: NDArray[np.bool_]
    others: dict[int, bytes]


@dataclass
class RespondentIntake:
    """Takes the respondent blocks of one file into one batch.

    Large blocks are stored in a thread, while the one before is counted and the next prepared.
    Whoever needs the connection calls `settle` first, `finish` at the end, and `close` always.
    """

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
        self._keys = SurveyKeys(self._secret)
        self._beside: StoringThread[_Stored] = StoringThread(self._keep_going)
        self._stored: _Stored | None = None

    def _secret(self) -> bytes:
        self.settle()
        return survey_id_secret(self.c)

    def locate(self, block: RespondentBlock) -> Located:
        """Find where the rows of a block belong; each block is located once."""
        months = _months(block.discharged, block.received)
        keys = self._keys.of(block)
        self.settle()
        stored, counts = self._questionnaire(block)
        facilities, units = self.places.of_block(block, months)
        cells = Cells.of(units, months)
        self.met.rows(stored, cells)
        return Located(stored, counts, facilities, units, months, cells, keys)

    def take(self, block: RespondentBlock, located: Located | None = None) -> None:
        """Store the new surveys of a block and count them."""
        if not len(block):
            return
        at = located or self.locate(block)
        self._keep_going()
        order = _order_by_key(at)
        self.settle()
        first = self._next_id or writes.next_response_id(self.c)
        self._next_id = first + len(block)
        new = _Block(block, at, order, _columns(block, at, first, self.batch, order))
        before, self._stored = self._stored, None
        if len(block) < SORTED_FROM:
            self._take_over(self._store(new, self._keep_going))
        else:
            self._beside.start(lambda: self._store(new, self._beside.refuse_stopped))
        self._count(before)

    def settle(self) -> None:
        """Wait until nothing uses the connection any more."""
        stored = self._beside.settle()
        if stored is not None:
            self._take_over(stored)

    def _take_over(self, stored: _Stored) -> None:
        """Add the comments of a block that was stored; it is counted later.

        Not in the thread: each comment's digest is a call of Python, for which the thread would
        have to wait in turn with this one.
        """
        self._add_comments(stored.of, stored.kept)
        self._stored = stored

    def finish(self) -> None:
        """Wait until all blocks are stored and counted."""
        self.settle()
        before, self._stored = self._stored, None
        self._count(before)

    def close(self) -> None:
        """End what still runs, at once."""
        self._beside.close()

    def _store(self, new: _Block, between: Callable[[], None]) -> _Stored:
        """Store the surveys of a block that are new."""
        kept = np.ones(len(new.block), np.bool_)
        others: dict[int, bytes] = {}
        some = writes.add_responses(self.c, new.columns, between)
        if self._forgotten:
            some = self._drop_forgotten(new.columns, some)
        if some is not None:
            kept[new.order] = some
            others = self._other_answers(new, np.flatnonzero(~kept), between)
        return _Stored(new, some, kept, others)

    def _count(self, stored: _Stored | None) -> None:
        """Digest and count the surveys of a block that was stored."""
        if stored is None:
            return
        new, kept = stored.of, stored.kept
        columns = new.columns if stored.some is None else new.columns.only(stored.some)
        self.digest.add_response_columns(columns)
        self._keep_going()
        self.duplicates += int((~kept).sum())
        self._report_changed(new, stored.others)
        self.added += int(kept.sum())
        block, at = new.block, new.at
        modes, answers = block.modes, block.answers
        if stored.some is not None:
            modes, answers = modes[kept], answers[kept]
        at.counts.add(at.cells.only(kept), modes, block.mode_names, answers)

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
        self.progress(_("Storing surveys: {added} so far").format(added=number(self.added)), None)

    def _adding_up(self) -> None:
        self.progress(_("Adding up the answers"), None)

    def write_tallies(self) -> None:
        """Write what was counted; the end of a file."""
        found = []
        for stored, counts in self._counts.values():
            ids = [stored.item_ids[item.key] for item in counts.instrument.items]
            tallies = counts.tallies(self._adding_up)
            tallies[1] = np.array(ids)[tallies[1]]
            found.append(tallies)
            self._write_pairs(counts, ids)
            self._write_surveys(counts, stored.id)
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

    def _other_answers(
        self, new: _Block, again: Ints, between: Callable[[], None]
    ) -> dict[int, bytes]:
        """Return the stored answers of surveys that came again with others, by their row."""
        at, found = new.at, {}
        for facility in np.unique(at.facilities[again]).tolist():
            rows = again[at.facilities[again] == facility].tolist()
            of_it = [i for i in rows if at.keys[i][0] != CONTENT]
            keys = [at.keys[i] for i in of_it]
            given = new.block.answers[of_it]
            others = writes.other_answers(self.c, facility, at.stored.id, keys, given, between)
            found.update({of_it[place]: answers for place, answers in others.items()})
        return found

    def _report_changed(self, new: _Block, others: dict[int, bytes]) -> None:
        """Name the surveys that came again with other answers: the stored ones stay."""
        block = new.block
        for row, stored in sorted(others.items()):
            if _answered_otherwise(stored, block, row):
                self.changed += 1
                self.file.note_problem(
                    Problem(
                        row=int(block.rows[row]),
                        column=None,
                        value=None if block.ids_identify else new.at.keys[row],
                        reason=_(
                            "this survey ID is already stored with different answers; we "
                            "kept the stored ones"
                        ),
                        sheet=self.file.sheet,
                    )
                )

    def _add_comments(self, new: _Block, kept: NDArray[np.bool_]) -> None:
        if not new.block.comments:
            return
        numbers = np.empty(len(kept), np.int64)
        numbers[new.order] = new.columns.ids
        writes.add_comments(
            self.c,
            [
                {
                    "batch_id": self.batch,
                    "response_id": int(numbers[index]),
                    "unit_id": int(new.at.units[index]),
                    "month": int(new.at.months[index]),
                    "question": header,
                    "text": text,
                }
                for index, header, text in new.block.comments
                if kept[index]
            ],
        )

    def _write_pairs(self, sums: Counts, ids: list[int]) -> None:
        rows = []
        for unit, a, b, month, both, both_top, a_top, b_top in sums.pairs(self._adding_up):
            first, second = ids[a], ids[b]
            if first > second:
                first, second, a_top, b_top = second, first, b_top, a_top
            rows.append((unit, first, second, month, self.batch, both, both_top, a_top, b_top))
        insert_ignoring(self.c, PairTallyRow, sorted(rows), self._adding_up)

    def _write_surveys(self, sums: Counts, instrument_id: int) -> None:
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
