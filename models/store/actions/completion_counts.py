"""The weekly tally of the doing: how often what was promised was done."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import utc_text
from models.store.huddles import week_of
from models.store.tables import DoingRow


def record_completion(
    c: Connection,
    unit_id: int,
    day: date,
    count: int = 1,
    *,
    now: datetime,
    action_id: int | None = None,
    behavior_id: int | None = None,
) -> int:
    """Add to the week's tally of an action or a behavior, and return the week's sum.

    A negative count corrects. Raises UsageProblem unless exactly one of the two is named, and
    when the week's sum would fall below 0.
    """
    if (action_id is None) == (behavior_id is None):
        raise UsageProblem("nothing-counted")
    week = week_of(day).isoformat()
    before = _sum(c, unit_id, week, action_id, behavior_id)
    if before + count < 0:
        raise UsageProblem("below-zero")
    c.execute(
        sa.insert(DoingRow).values(
            unit_id=unit_id,
            week=week,
            action_id=action_id,
            behavior_id=behavior_id,
            at=utc_text(now),
            count=count,
        )
    )
    return before + count


def doing_by_week(
    c: Connection,
    unit_id: int,
    *,
    action_id: int | None = None,
    behavior_id: int | None = None,
) -> dict[date, int]:
    """Return Monday -> times done, oldest first, for one action or one behavior."""
    row = DoingRow
    rows = c.execute(
        sa.select(row.week, sa.func.sum(row.count))
        .where(row.unit_id == unit_id, _which(action_id, behavior_id))
        .group_by(row.week)
        .order_by(row.week)
    )
    return {date.fromisoformat(week): int(done) for week, done in rows}


def _sum(
    c: Connection, unit_id: int, week: str, action_id: int | None, behavior_id: int | None
) -> int:
    query = sa.select(sa.func.sum(DoingRow.count)).where(
        DoingRow.unit_id == unit_id, DoingRow.week == week, _which(action_id, behavior_id)
    )
    return int(c.scalar(query) or 0)


def _which(action_id: int | None, behavior_id: int | None) -> sa.ColumnElement[bool]:
    if action_id is not None:
        return DoingRow.action_id == action_id
    return DoingRow.behavior_id == behavior_id
