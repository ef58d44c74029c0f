"""What an import added to a questionnaire, taken back with it."""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.imports.composites import count_composites_anew, have_other_composites
from models.store.tables import core as t
from models.store.tallies import (
    StoredInstrument,
    ensure_instrument,
    shrink_instrument,
    stored_definition,
    stored_instruments,
)
from models.survey import Instrument


def ensure_for_batch(c: Connection, batch: int, instrument: Instrument) -> StoredInstrument:
    """Store a questionnaire, or what was added to it, on behalf of an import.

    The definition it had before is kept until the import is taken back.
    """
    before = stored_definition(c, instrument.key)
    stored = ensure_instrument(c, instrument)
    after = stored_definition(c, instrument.key)
    if before is not None and after is not None and before != after:
        _keep(c, batch, stored.id, before[1], after[1])
        if have_other_composites(before[1], after[1]):
            count_composites_anew(c, stored, but=batch)
    return stored


def _keep(c: Connection, batch: int, instrument_id: int, before: str, after: str) -> None:
    content = json.dumps({"before": before, "after": after}, ensure_ascii=False)
    c.execute(
        sa.insert(t.SetAsideRow).values(
            batch_id=batch,
            from_batch=batch,
            table="instrument",
            row_id=instrument_id,
            content=content,
        )
    )


def undo_extensions(c: Connection, batch: int) -> None:
    """Give questionnaires back the definitions that an import added to, unless later imports use
    what was added. The import's own rows must be gone."""
    row = t.SetAsideRow
    query = sa.select(row).where(row.batch_id == batch, row.table == "instrument")
    for found in c.execute(query.order_by(row.id.desc())).all():
        content = json.loads(found.content)
        if not _is_used_after(c, int(found.row_id), batch):
            shrink_instrument(c, int(found.row_id), content["after"], content["before"])
            if have_other_composites(content["before"], content["after"]):
                _count_anew(c, int(found.row_id))
    c.execute(sa.delete(row).where(row.batch_id == batch, row.table == "instrument"))


def _count_anew(c: Connection, instrument_id: int) -> None:
    for stored in stored_instruments(c):
        if stored.id == instrument_id:
            count_composites_anew(c, stored, but=None)


def _is_used_after(c: Connection, instrument_id: int, batch: int) -> bool:
    return any(
        c.scalar(
            sa.select(sa.func.count()).where(
                table.instrument_id == instrument_id, table.batch_id > batch
            )
        )
        for table in (t.SurveyTallyRow, t.CountSourceRow)
    )
