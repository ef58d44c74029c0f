"""Ideas that nobody acts on yet. They wear their age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import local_day, one_line, upsert, utc_text
from models.store.tables import ActionLinkRow, HuddleLineRow, IdeaRow

OPEN = "open"
USED = "used"
DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea of a unit's team. `parked`: its huddle ran out of time. `created` is UTC text."""

    id: int
    unit_id: int
    text: str
    measure: str
    line_id: int | None
    parked: bool
    created: str
    state: str

    def age_days(self, today: date) -> int:
        """Return how many days ago it was had, 0 or more."""
        return max(0, (today - local_day(self.created)).days)


def add_idea(c: Connection, unit_id: int, text: str, *, now: datetime, measure: str = "") -> int:
    """Keep an idea and return its id. Raises UsageProblem for no words."""
    words = one_line(text)
    if not words:
        raise UsageProblem("empty-idea")
    at = utc_text(now)
    insert = sa.insert(IdeaRow).values(
        unit_id=unit_id, text=words, measure=measure, created=at, changed=at
    )
    return int(c.execute(insert.returning(IdeaRow.id)).scalar_one())


def keep_line_as_idea(
    c: Connection,
    huddle_id: int,
    number: int,
    unit_id: int,
    measure: str,
    *,
    parked: bool,
    now: datetime,
) -> None:
    """Make an idea of a huddle's line, once. An empty line makes none, and neither does one
    that became an action."""
    row = HuddleLineRow
    line = c.execute(
        sa.select(row.id, row.text).where(
            row.huddle_id == huddle_id,
            row.number == number,
            row.id.not_in(
                sa.select(ActionLinkRow.line_id).where(ActionLinkRow.line_id.is_not(None))
            ),
        )
    ).first()
    if line is None or not one_line(line.text):
        return
    at = utc_text(now)
    statement = upsert(c, IdeaRow).values(
        unit_id=unit_id,
        text=one_line(line.text),
        measure=measure,
        line_id=line.id,
        parked=int(parked),
        created=at,
        changed=at,
        state=OPEN,
    )
    c.execute(statement.on_conflict_do_nothing(index_elements=["line_id"]))


def set_idea_state(c: Connection, idea_id: int, state: str, *, now: datetime) -> None:
    """Mark an idea as open, used or dropped. UsageProblem when it is gone, ValueError for
    another state."""
    if state not in (OPEN, USED, DROPPED):
        raise ValueError("unknown state of an idea")
    changed = c.execute(
        sa.update(IdeaRow).where(IdeaRow.id == idea_id).values(state=state, changed=utc_text(now))
    )
    if changed.rowcount == 0:
        raise UsageProblem("unknown-idea")


def list_ideas(c: Connection, unit_id: int, *, state: str | None = OPEN) -> list[Idea]:
    """Return a unit's ideas in a state (None: all), the oldest first, parked ones before."""
    query = sa.select(IdeaRow).where(IdeaRow.unit_id == unit_id)
    if state is not None:
        query = query.where(IdeaRow.state == state)
    rows = c.execute(query.order_by(IdeaRow.parked.desc(), IdeaRow.created, IdeaRow.id))
    return [_idea(row) for row in rows]


def _idea(row: sa.Row[Any]) -> Idea:
    return Idea(
        row.id,
        row.unit_id,
        row.text,
        row.measure,
        row.line_id,
        bool(row.parked),
        row.created,
        row.state,
    )
