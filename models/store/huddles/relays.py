"""Shift relays: one topic, and the sittings in which each shift answered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import utc_text
from models.store.tables import HuddleLineRow, HuddleRow, RelayRow

SHIFTS = ("day", "evening", "night")


@dataclass(frozen=True, slots=True)
class Relay:
    """One topic asked of every shift. `answered` are the shifts that have; `closed` is UTC text,
    None while one is missing."""

    id: int
    unit_id: int
    measure: str
    item: str
    question: str
    opened: str
    closed: str | None
    answered: frozenset[str]

    @property
    def waiting(self) -> tuple[str, ...]:
        """The shifts that have not answered yet, in the order of the day."""
        return tuple(shift for shift in SHIFTS if shift not in self.answered)


def open_relay(
    c: Connection, unit_id: int, measure: str, item: str, question: str, *, now: datetime
) -> int:
    """Keep a new relay and return its id."""
    insert = sa.insert(RelayRow).values(
        unit_id=unit_id, measure=measure, item=item, question=question, opened=utc_text(now)
    )
    return int(c.execute(insert.returning(RelayRow.id)).scalar_one())


def get_relay(c: Connection, relay_id: int) -> Relay:
    """Return one relay. Raises UsageProblem when it is not there."""
    row = c.execute(sa.select(RelayRow).where(RelayRow.id == relay_id)).one_or_none()
    if row is None:
        raise UsageProblem("unknown-relay")
    return _relay(row, _answered(c, relay_id))


def list_relays(c: Connection, unit_id: int) -> list[Relay]:
    """Return a unit's relays, those that wait for a shift first, then the latest."""
    rows = c.execute(
        sa.select(RelayRow)
        .where(RelayRow.unit_id == unit_id)
        .order_by(sa.case((RelayRow.closed.is_(None), 0), else_=1), RelayRow.id.desc())
    ).all()
    return [_relay(row, _answered(c, row.id)) for row in rows]


def close_answered_relay(c: Connection, relay_id: int, *, now: datetime) -> bool:
    """Close a relay when every shift has answered. Tells whether it is closed."""
    relay = get_relay(c, relay_id)
    if relay.closed is None and not relay.waiting:
        c.execute(sa.update(RelayRow).where(RelayRow.id == relay_id).values(closed=utc_text(now)))
    return not relay.waiting


def relay_line_ids(c: Connection, relay_id: int) -> list[tuple[int, int]]:
    """Return (line id, votes) of every line of a relay, without telling whose it is."""
    row = HuddleLineRow
    rows = c.execute(
        sa.select(row.id, row.votes)
        .join(HuddleRow, HuddleRow.id == row.huddle_id)
        .where(HuddleRow.relay_id == relay_id, row.text != "")
        .order_by(row.id)
    )
    return [(line, votes) for line, votes in rows]


def _answered(c: Connection, relay_id: int) -> frozenset[str]:
    """A shift has answered when a sitting of it has ended."""
    return frozenset(
        c.scalars(
            sa.select(HuddleRow.shift).where(
                HuddleRow.relay_id == relay_id, HuddleRow.ended.is_not(None)
            )
        )
    )


def _relay(row: sa.Row[Any], answered: frozenset[str]) -> Relay:
    return Relay(
        row.id,
        row.unit_id,
        row.measure,
        row.item,
        row.question,
        row.opened,
        row.closed,
        answered,
    )
