"""Action items as they stand, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import local_day, one_line
from models.store.tables import (
    LARGEST_ID,
    ActionChangeRow,
    ActionLinkRow,
    ActionRow,
    FacilityRow,
    UnitRow,
)
from models.survey import DEFAULT_TARGET

OPEN = "open"
DONE = "done"
STOPPED = "stopped"
NOT_NOW = "not_now"
ESCALATED = "escalated"
STATUSES = (OPEN, DONE, STOPPED, NOT_NOW, ESCALATED)


@dataclass(frozen=True, slots=True)
class ActionItem:
    """One promise. `measure` is a measure's key or empty, `until` the day to look again at
    something put off, `evidence_due` the day its effect could show in the data (None: unknown),
    `target` the rise it is to bring in points, 1 to 100. `escalated_to` and `reply_due`: to whom
    it was passed on last, "" for nobody named, and by when an answer is awaited.
    `created` and `changed` are UTC, ISO 8601. `why` says why it was stopped, put off or
    passed on.
    """

    id: int
    unit_id: int
    unit: str
    facility: str
    what: str
    owner: str
    due: date
    status: str
    why: str
    until: date | None
    measure: str
    huddle: int | None
    created: str
    changed: str
    evidence_due: date | None
    target: int = DEFAULT_TARGET
    escalated_to: str = ""
    reply_due: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Tell whether it waits for somebody after its day: open past the due day, escalated
        past the day of the answer (the due day where none is awaited), or put off until a day
        that has come."""
        if self.status == NOT_NOW:
            return self.until is not None and self.until <= today
        return self.status in (OPEN, ESCALATED) and self.awaited < today

    @property
    def awaited(self) -> date:
        """The day on which somebody waits for it: of the answer once it was passed on."""
        return self.reply_due or self.due if self.status == ESCALATED else self.due


_ACTION = (
    sa.select(
        ActionRow,
        UnitRow.name.label("unit"),
        FacilityRow.name.label("facility"),
        ActionLinkRow.escalated_to,
        ActionLinkRow.reply_due,
    )
    .join(UnitRow, UnitRow.id == ActionRow.unit_id)
    .join(FacilityRow, FacilityRow.id == UnitRow.facility_id)
    .outerjoin(ActionLinkRow, ActionLinkRow.action_id == ActionRow.id)
)


def list_actions(
    c: Connection,
    *,
    unit_id: int | None = None,
    status: str | None = None,
    today: date | None = None,
) -> list[ActionItem]:
    """Return action items, of one unit and status when these are given.

    First what waits (open, escalated) by the day it is awaited, the longest overdue on top;
    then what was put off, by the day to look again; then what ended, the latest first. With
    `today`, what was put off until a day that has come waits as well. Raises UsageProblem for
    an unknown status.
    """
    if status is not None and status not in STATUSES:
        raise UsageProblem("unknown-status", status=one_line(status), statuses=tuple(STATUSES))
    query = _ACTION
    if unit_id is not None:
        query = query.where(ActionRow.unit_id == unit_id)
    if status is not None:
        query = query.where(ActionRow.status == status)
    back = sa.and_(
        ActionRow.status == NOT_NOW, ActionRow.until <= (today.isoformat() if today else "")
    )
    waits = sa.or_(ActionRow.status.in_([OPEN, ESCALATED]), back)
    put_off = ActionRow.status == NOT_NOW
    reply = sa.and_(ActionRow.status == ESCALATED, ActionLinkRow.reply_due.is_not(None))
    query = query.order_by(
        sa.case((waits, 0), (put_off, 1), else_=2),
        sa.case(
            (put_off, ActionRow.until),
            (reply, ActionLinkRow.reply_due),
            (waits, ActionRow.due),
            else_="",
        ),
        ActionRow.changed.desc(),
        ActionRow.id.desc(),
    )
    return [_item(row) for row in c.execute(query)]


def action_owners(c: Connection) -> tuple[str, ...]:
    """Return whoever an action of any unit names as seeing to it, the team's own and those it was
    passed on to, each once."""
    owners = sa.select(ActionRow.owner).where(ActionRow.owner != "")
    above = sa.select(ActionLinkRow.escalated_to).where(ActionLinkRow.escalated_to != "")
    return tuple(sorted(c.scalars(owners.union(above))))


def get_action(c: Connection, action_id: int) -> ActionItem:
    """Return one action item. Raises UsageProblem when there is none with that id."""
    known = 0 < action_id <= LARGEST_ID
    row = c.execute(_ACTION.where(ActionRow.id == action_id)).one_or_none() if known else None
    if row is None:
        raise UsageProblem("unknown-action", action=action_id)
    return _item(row)


@dataclass(frozen=True, slots=True)
class ActionChange:
    """One change of an action item, at a UTC time: a field's value before and after."""

    at: str
    field: str
    before: str | None
    after: str | None


def action_history(c: Connection, action_id: int) -> list[ActionChange]:
    """Return every change of an action item, the oldest first."""
    row = ActionChangeRow
    return [
        ActionChange(*change)
        for change in c.execute(
            sa.select(row.at, row.field, row.before, row.after)
            .where(row.action_id == action_id)
            .order_by(row.id)
        )
    ]


def day_begun(c: Connection, action: ActionItem) -> date:
    """Return the day an action took hold: the day it was first done, else its due day."""
    for change in action_history(c, action.id):
        if change.field == "status" and change.after == DONE:
            return local_day(change.at)
    return action.due


def _item(row: sa.Row[*tuple[Any, ...]]) -> ActionItem:
    return ActionItem(
        id=row.id,
        unit_id=row.unit_id,
        unit=row.unit,
        facility=row.facility,
        what=row.what,
        owner=row.owner,
        due=date.fromisoformat(row.due),
        status=row.status,
        why=row.why,
        until=date.fromisoformat(row.until) if row.until else None,
        measure=row.measure,
        huddle=row.huddle_id,
        created=row.created,
        changed=row.changed,
        evidence_due=date.fromisoformat(row.evidence_due) if row.evidence_due else None,
        target=row.wish,
        escalated_to=row.escalated_to or "",
        reply_due=date.fromisoformat(row.reply_due) if row.reply_due else None,
    )
