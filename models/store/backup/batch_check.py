"""Check one import: its rows against its counts, its digest, and a new count of its responses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection

from models.language import _, number
from models.store.imports import BatchDigest, IdRange, Key, Recount, responses_of, rows_in_chunks
from models.store.tables import (
    Base,
    BenchmarkRow,
    CompositeTallyRow,
    ItemRow,
    PairTallyRow,
    ResponseRow,
    SurveyTallyRow,
    TallyRow,
    UnitRow,
)
from models.store.tallies import StoredInstrument
from models.survey import UNDATED, month_label

_RESPONSE = Base.metadata.tables[ResponseRow.__tablename__]
_PLACE = {column.name: place for place, column in enumerate(_RESPONSE.columns)}


class BatchCheck:
    """Reads one import's rows once, and says what is not as it should be."""

    def __init__(
        self,
        c: Connection,
        batch: sa.Row[*tuple[Any, ...]],
        instruments: dict[int, StoredInstrument],
        ids: IdRange,
        *,
        recount: bool = True,
    ) -> None:
        self._c = c
        self._batch = batch
        self._instruments = instruments
        self._ids = ids
        # Tallies that equal their digest need no new count to be what was stored.
        self._counts_again = recount or batch.rows_sha256 is None
        self._recounts: dict[int, Recount] = {}
        self.responses = 0
        self.tallies = self._count(TallyRow)
        self.benchmarks = self._count(BenchmarkRow)

    def run(self) -> Iterator[tuple[str, str]]:
        """Give (name of the check, what is wrong) for everything that is."""
        digest = BatchDigest(self._batch.id)
        yield from self._read_responses(digest)
        yield from self._counts()
        kept = self._batch.rows_sha256 if self._batch.undone is None else None
        if kept is not None and digest.finish(self._c) != kept:
            yield "digest", _("The stored rows don't match the import.")
        for recount in self._recounts.values():
            yield from self._compare(recount)

    def _read_responses(self, digest: BatchDigest) -> Iterator[tuple[str, str]]:
        unknown = 0
        for rows in rows_in_chunks(self._c, responses_of(self._batch.id, self._ids)):
            digest.add_responses(rows)
            self.responses += len(rows)
            if not self._counts_again:
                continue
            for instrument_id in {row[_PLACE["instrument_id"]] for row in rows}:
                of_it = [row for row in rows if row[_PLACE["instrument_id"]] == instrument_id]
                if instrument_id in self._instruments:
                    self._recount(instrument_id, of_it)
                else:
                    unknown += len(of_it)
        if unknown:
            yield (
                "responses",
                _("{unknown} surveys have an unknown questionnaire.").format(
                    unknown=number(unknown)
                ),
            )

    def _recount(self, instrument_id: int, rows: Sequence[Sequence[Any]]) -> None:
        if instrument_id not in self._recounts:
            self._recounts[instrument_id] = Recount(self._instruments[instrument_id])
        columns = list(zip(*rows, strict=True))
        self._recounts[instrument_id].add(
            *(columns[_PLACE[name]] for name in ("unit_id", "month", "mode", "answers"))
        )

    def _count(self, table: type[Base]) -> int:
        batch_id = Base.metadata.tables[table.__tablename__].c.batch_id
        query = sa.select(sa.func.count()).where(batch_id == self._batch.id)
        return int(self._c.execute(query).scalar_one())

    def _counts(self) -> Iterator[tuple[str, str]]:
        """Compare numbers of rows with what the import counted; an undone one has none."""
        batch = self._batch
        for words, stored, counted in (
            (
                _("{stored} surveys are stored, but there should be {expected}."),
                self.responses,
                batch.responses_added,
            ),
            (
                _("{stored} counts are stored, but there should be {expected}."),
                self.tallies,
                batch.tallies_added,
            ),
            (
                _("{stored} published scores are stored, but there should be {expected}."),
                self.benchmarks,
                batch.benchmarks_added,
            ),
        ):
            expected = counted if batch.undone is None else 0
            if stored != expected:
                yield "counts", words.format(stored=number(stored), expected=number(expected))

    def _compare(self, recount: Recount) -> Iterator[tuple[str, str]]:
        """Compare the stored tallies of one questionnaire with a new count of its responses."""
        yield from self._compare_answers(recount)
        for words, found, stored in (
            (_("{n} survey counts are wrong."), recount.surveys, self._surveys(recount)),
            (
                _("{n} answer counts of measures with several questions are wrong."),
                recount.composites,
                self._composites(recount),
            ),
            (_("{n} sums of two questions are wrong."), recount.pairs, self._pairs(recount)),
        ):
            differing = sum(found[key] != stored[key] for key in found.keys() | stored.keys())
            if differing:
                yield "tallies", words.format(n=number(differing))

    def _compare_answers(self, recount: Recount) -> Iterator[tuple[str, str]]:
        row = TallyRow
        query = (
            sa.select(row.unit_id, row.item_id, row.month, row.value, row.count)
            .where(row.batch_id == self._batch.id, row.item_id.in_(recount.item_ids))
            .order_by(row.unit_id, row.item_id, row.month, row.value)
        )
        parts = [np.array(rows, dtype=np.int64) for rows in rows_in_chunks(self._c, query)]
        stored = np.concatenate(parts) if parts else np.empty((0, 5), dtype=np.int64)
        counted = recount.tallies()
        if np.array_equal(stored, counted):
            return
        one, other = ({tuple(r) for r in rows.tolist()} for rows in (stored, counted))
        differing = sorted({r[:4] for r in one ^ other})
        yield (
            "tallies",
            _("{differing} counts don't match the surveys; the first is {name}.").format(
                differing=number(len(differing)), name=self._name(differing[0])
            ),
        )

    def _name(self, key: tuple[int, ...]) -> str:
        unit_id, item_id, month, _value = key
        unit = self._c.scalar(sa.select(UnitRow.name).where(UnitRow.id == unit_id))
        item = self._c.scalar(sa.select(ItemRow.key).where(ItemRow.id == item_id))
        when = "undated" if month == UNDATED else month_label(month)
        return f"unit {unit}, item {item}, {when}"

    def _surveys(self, recount: Recount) -> Counter[Key]:
        row = SurveyTallyRow
        return self._sums(
            sa.select(row.unit_id, row.instrument_id, row.month, row.mode, row.count).where(
                row.batch_id == self._batch.id, row.instrument_id == recount.instrument_id
            )
        )

    def _composites(self, recount: Recount) -> Counter[Key]:
        row = CompositeTallyRow
        return self._sums(
            sa.select(row.unit_id, row.instrument_id, row.measure, row.month, row.answered).where(
                row.batch_id == self._batch.id, row.instrument_id == recount.instrument_id
            )
        )

    def _pairs(self, recount: Recount) -> Counter[Key]:
        row = PairTallyRow
        rows = self._c.execute(
            sa.select(
                row.unit_id,
                row.item_a,
                row.item_b,
                row.month,
                row.both,
                row.both_top,
                row.a_top,
                row.b_top,
            ).where(row.batch_id == self._batch.id, row.item_a.in_(recount.item_ids))
        )
        found: Counter[Key] = Counter()
        for *key, both, both_top, a_top, b_top in rows:
            found.update({(*key, n): x for n, x in enumerate((both, both_top, a_top, b_top))})
        return found

    def _sums(self, query: sa.Select[*tuple[Any, ...]]) -> Counter[Key]:
        return Counter({tuple(key): count for *key, count in self._c.execute(query)})
