"""Who may see the lines of threads, and bright spots taken in from other units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import insert_or_update, upsert, utc_text
from models.store.tables import BrightSpotRow, ThreadTickRow

WALL_SETTING = "wall_threads:{unit}"
"""The setting that keeps which threads somebody chose for a unit's wall."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Who may see one line of a thread."""

    room: bool
    public: bool


def thread_ticks(c: Connection, action_id: int) -> dict[tuple[str, int], Ticks]:
    """Return (part, line) -> ticks, for the lines somebody ticked or unticked."""
    row = ThreadTickRow
    rows = c.execute(
        sa.select(row.part, row.line, row.room, row.public).where(row.action_id == action_id)
    )
    return {(part, line): Ticks(bool(room), bool(public)) for part, line, room, public in rows}


def set_thread_ticks(c: Connection, action_id: int, part: str, line: int, ticks: Ticks) -> None:
    """Say who may see one line of a thread."""
    insert_or_update(
        c,
        ThreadTickRow,
        {
            "action_id": action_id,
            "part": part,
            "line": line,
            "room": int(ticks.room),
            "public": int(ticks.public),
        },
    )


def take_in_card(c: Connection, unit_id: int, card: str, *, now: datetime) -> None:
    """Keep another unit's bright spot card (JSON text), once."""
    statement = upsert(c, BrightSpotRow).values(
        unit_id=unit_id,
        digest=sha256(card.encode()).hexdigest(),
        card=card,
        taken_in=utc_text(now),
    )
    c.execute(statement.on_conflict_do_nothing(index_elements=["unit_id", "digest"]))


def cards_taken_in(c: Connection, unit_id: int) -> list[str]:
    """Return the cards a unit took in, the latest first, as JSON text."""
    row = BrightSpotRow
    query = sa.select(row.card).where(row.unit_id == unit_id)
    return list(c.scalars(query.order_by(row.taken_in.desc(), row.id.desc())))
