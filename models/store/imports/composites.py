"""The tallies of composites of earlier imports, counted anew when a composite is added."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import insert_ignoring
from models.store.imports.digest import batch_digest, response_ids, rows_in_chunks
from models.store.imports.recount import Recount
from models.store.tables import core as t
from models.store.tallies import StoredInstrument
from models.survey import Instrument, instrument_from_json

_SUMS = 4
"""Sums of a pair: both, both top, first top, second top."""

Row = tuple[int | str, ...]


def have_other_composites(before: str, after: str) -> bool:
    """Whether two definitions (JSON) of a questionnaire differ in their composites."""
    return _composites(instrument_from_json(before)) != _composites(instrument_from_json(after))


def _composites(instrument: Instrument) -> set[tuple[str, tuple[str, ...]]]:
    return {(m.key, m.items) for m in instrument.measures if m.kind == "composite"}


def count_composites_anew(c: Connection, stored: StoredInstrument, *, but: int | None) -> None:
    """Replace the sizes of composites and the sums of pairs of all imports but one, whose own
    are not written yet.

    The digest of an import is renewed where it was right before; damage stays to be found.
    """
    for batch, ids in response_ids(c).items():
        if batch == but:
            continue
        recount = _counted(c, stored, batch, ids)
        if recount is None:
            continue
        kept = c.scalar(sa.select(t.BatchRow.rows_sha256).where(t.BatchRow.id == batch))
        is_whole = kept is not None and kept == batch_digest(c, batch, ids)
        _replace(c, stored, batch, recount)
        if is_whole:
            digest = batch_digest(c, batch, ids)
            c.execute(
                sa.update(t.BatchRow).where(t.BatchRow.id == batch).values(rows_sha256=digest)
            )


def _replace(c: Connection, stored: StoredInstrument, batch: int, recount: Recount) -> None:
    composite, pair = t.CompositeTallyRow, t.PairTallyRow
    items = list(stored.item_ids.values())
    c.execute(
        sa.delete(composite).where(
            composite.batch_id == batch, composite.instrument_id == stored.id
        )
    )
    c.execute(sa.delete(pair).where(pair.batch_id == batch, pair.item_a.in_(items)))
    sizes = [(*key, batch, n) for key, n in recount.composites.items()]
    insert_ignoring(c, composite, sorted(sizes))
    insert_ignoring(c, pair, sorted(_pair_rows(recount, batch)))


def _counted(
    c: Connection, stored: StoredInstrument, batch: int, ids: tuple[int, int]
) -> Recount | None:
    """Count the responses of one import; None when it has none of this questionnaire."""
    table = t.Base.metadata.tables[t.ResponseRow.__tablename__].c
    query = sa.select(table.unit_id, table.month, table.mode, table.answers).where(
        table.batch_id == batch, table.instrument_id == stored.id, table.id.between(*ids)
    )
    recount = None
    for rows in rows_in_chunks(c, query):
        recount = recount or Recount(stored)
        units, months, modes, answers = zip(*rows, strict=True)
        recount.add(units, months, modes, answers)
    if recount is not None:
        recount.tallies()  # counts what waits
    return recount


def _pair_rows(recount: Recount, batch: int) -> Iterator[Row]:
    for *key, place in recount.pairs:
        if place == 0:
            sums = [recount.pairs[(*key, n)] for n in range(_SUMS)]
            yield (*key, batch, *sums)
