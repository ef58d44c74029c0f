"""The seals of imports: digests and counts, made anew when rows are moved on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import DatabaseProblem
from models.store.imports.digest import NO_IDS, batch_digest, response_ids
from models.store.tables import BatchRow, ResponseRow, TallyRow


def refuse_damaged(c: Connection, batches: Iterable[int]) -> None:
    """Refuse to seal rows anew that are not what was imported: that would hide the damage.

    Raises DatabaseProblem.
    """
    ids = response_ids(c)
    for batch in batches:
        kept = c.scalar(sa.select(BatchRow.rows_sha256).where(BatchRow.id == batch))
        if kept is not None and kept != batch_digest(c, batch, ids.get(batch, NO_IDS)):
            raise DatabaseProblem("damaged-import", batch=batch)


def update_checksums(c: Connection, batches: Iterable[int]) -> None:
    """Write the digests and numbers of rows of imports whose rows were moved."""
    ids = response_ids(c)
    for batch in batches:
        first, last = ids.get(batch, NO_IDS)
        numbers: dict[str, Any] = {
            "tallies_added": _rows(TallyRow.batch_id == batch),
            "responses_added": _rows(
                ResponseRow.batch_id == batch, ResponseRow.id.between(first, last)
            ),
        }
        if c.scalar(sa.select(BatchRow.rows_sha256).where(BatchRow.id == batch)) is not None:
            numbers["rows_sha256"] = batch_digest(c, batch, (first, last))
        c.execute(sa.update(BatchRow).where(BatchRow.id == batch).values(**numbers))


def _rows(*conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).where(*conditions).scalar_subquery()
