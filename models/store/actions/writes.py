"""Write action items on an open connection, so that what belongs together is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.actions.items import ESCALATED, OPEN, ActionItem, get_action
from models.store.actions.links import ActionLink, action_links, link_action
from models.store.actions.new_action import NewAction
from models.store.database import one_line, record
from models.store.tables import (
    ActionChangeRow,
    ActionLinkRow,
    ActionOutcomeRow,
    ActionRow,
    Base,
    DoingRow,
    ThreadTickRow,
)
from models.store.units import get_unit
from models.survey import DEFAULT_TARGET, LARGEST_TARGET

DAYS_TO_DO = 14
"""Days from the day an action is born to its due day, unless somebody says otherwise."""

Value = str | int | None

_FREE_TEXT = ("what", "why")


def insert_action(c: Connection, new: NewAction, *, now: datetime) -> ActionItem:
    """Keep a new action item; without a due day it is due fourteen days after `now`.

    Raises UsageProblem for no words, a unit that is not there, and a target that is not 1 to
    100 points.
    """
    at = _stamp(now)
    due = new.due or now.date() + timedelta(days=DAYS_TO_DO)
    values = {
        "unit_id": new.unit_id,
        "what": said_what(new.what),
        "owner": one_line(new.owner),
        "due": due.isoformat(),
        "measure": new.measure,
        "evidence_due": new.evidence_due.isoformat() if new.evidence_due else None,
        "huddle_id": new.huddle_id,
        "wish": checked_target(new.target),
        "status": OPEN,
        "why": "",
        "created": at,
        "changed": at,
    }
    get_unit(c, new.unit_id)  # refuses an unknown one
    action_id = c.execute(
        sa.insert(ActionRow).values(**values).returning(ActionRow.id)
    ).scalar_one()
    _note(c, action_id, at, {"status": (None, OPEN)})
    facts = ("unit_id", "owner", "due", "measure", "wish", "huddle_id")
    record(c, "action.added", {"action": action_id, **{name: values[name] for name in facts}}, now)
    return get_action(c, action_id)


def update_action(
    c: Connection,
    action_id: int,
    now: datetime,
    values: Mapping[str, Value],
    *,
    noted: Mapping[str, tuple[Value, Value]] | None = None,
) -> ActionItem:
    """Set columns of an action item; what really changed goes into its history, and with it
    what is `noted` besides. UsageProblem when there is no such action."""
    at = _stamp(now)
    get_action(c, action_id)  # refuses an unknown one
    fields = [ActionRow.__table__.c[name] for name in values]
    before = (
        c.execute(sa.select(*fields).where(ActionRow.id == action_id)).one()._mapping
        if fields
        else {}
    )
    changes = {n: (before[n], v) for n, v in values.items() if before[n] != v}
    if changes or noted:
        new = {name: after for name, (_before, after) in changes.items()}
        c.execute(sa.update(ActionRow).where(ActionRow.id == action_id).values(**new, changed=at))
        _note(c, action_id, at, {**changes, **(noted or {})})
        fields_changed = _without_words({**changes, **(noted or {})})
        record(c, "action.changed", {"action": action_id, "fields": fields_changed}, now)
    return get_action(c, action_id)


def delete_action(c: Connection, action_id: int, *, now: datetime) -> None:
    """Delete an action item with its history, what it was born from, its tally and its outcomes.

    The audit trail keeps that it was deleted. Raises UsageProblem when there is no such action.
    """
    item = get_action(c, action_id)  # refuses an unknown one
    for row in (ActionChangeRow, ActionLinkRow, ActionOutcomeRow, ThreadTickRow, DoingRow):
        column = Base.metadata.tables[row.__tablename__].c.action_id
        c.execute(sa.delete(row).where(column == action_id))
    c.execute(sa.delete(ActionRow).where(ActionRow.id == action_id))
    record(c, "action.deleted", {"action": action_id, "unit_id": item.unit_id}, now)


def escalate(
    c: Connection,
    action_id: int,
    why: str,
    *,
    now: datetime,
    to: str = "",
    reply_due: date | None = None,
) -> ActionItem:
    """Pass an action item on: why, to whom and by when an answer is awaited, in its history too.

    Nobody named: whoever has it already keeps it, with the day of the answer. An earlier round,
    after which the team took it back, is over.
    """
    before = action_links(c, [action_id]).get(action_id, ActionLink(action_id))
    again = get_action(c, action_id).status == ESCALATED
    if not to.strip() and again:
        to, reply_due = before.escalated_to, reply_due or before.reply_due
    after = replace(before, escalated_to=one_line(to), reply_due=reply_due)
    days = [link.reply_due.isoformat() if link.reply_due else None for link in (before, after)]
    noted: dict[str, tuple[Value, Value]] = {
        "escalated_to": (before.escalated_to, after.escalated_to),
        "reply_due": (days[0], days[1]),
    }
    if after != before:
        link_action(c, after)
    values = {"status": ESCALATED, "why": one_line(why), "until": None}
    really = {name: (old, new) for name, (old, new) in noted.items() if old != new}
    return update_action(c, action_id, now, values, noted=really)


def keep(c: Connection, action_id: int, *, now: datetime, due: date | None = None) -> ActionItem:
    """Note that an action item was looked at and goes on, until another day when one is given.

    What was passed on stays so: the team goes on waiting, and the day is that of the answer.
    """
    noted: dict[str, tuple[Value, Value]] = {"kept": (None, None)}
    item = get_action(c, action_id)
    values: dict[str, Value] = {} if due is None else {"due": due.isoformat()}
    if item.status != ESCALATED:
        return update_action(
            c, action_id, now, {"status": OPEN, "why": "", "until": None, **values}, noted=noted
        )
    if due is not None and item.reply_due is not None:
        link = action_links(c, [action_id])[action_id]
        link_action(c, replace(link, reply_due=due))
        noted["reply_due"] = (item.reply_due.isoformat(), due.isoformat())
        values = {}
    return update_action(c, action_id, now, values, noted=noted)


def said_what(text: str) -> str:
    """Return what will be done, in one line. UsageProblem when that is nothing."""
    what = one_line(text)
    if not what:
        raise UsageProblem("empty-action")
    return what


def checked_target(points: int) -> int:
    """Return the rise wished for. UsageProblem unless it is 1 to 100 points."""
    if not 1 <= points <= LARGEST_TARGET:
        raise UsageProblem("impossible-change", limit=LARGEST_TARGET, usual=DEFAULT_TARGET)
    return points


def _note(
    c: Connection, action_id: int, at: str, changes: Mapping[str, tuple[Value, Value]]
) -> None:
    c.execute(
        sa.insert(ActionChangeRow),
        [
            {
                "action_id": action_id,
                "at": at,
                "field": field,
                "before": _as_text(before),
                "after": _as_text(after),
            }
            for field, (before, after) in changes.items()
        ],
    )


def _without_words(changes: Mapping[str, tuple[Value, Value]]) -> dict[str, list[Value]]:
    """Return fields before and after; of free text only that it changed."""
    return {
        field: [] if field in _FREE_TEXT else [before, after]
        for field, (before, after) in changes.items()
    }


def _as_text(value: Value) -> str | None:
    return None if value is None else str(value)


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
