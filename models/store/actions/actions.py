"""Write action items. Every write is its own transaction, committed before it returns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from models.errors import UsageProblem
from models.store.actions import NewAction
from models.store.actions.items import (
    DONE,
    ESCALATED,
    NOT_NOW,
    OPEN,
    STATUSES,
    STOPPED,
    ActionChange,
    ActionItem,
    action_history,
    get_action,
    list_actions,
)
from models.store.actions.writes import (
    DAYS_TO_DO,
    Value,
    checked_target,
    escalate,
    insert_action,
    keep,
    said_what,
    update_action,
)
from models.store.database import Database, one_line

__all__ = [
    "DAYS_TO_DO",
    "DONE",
    "ESCALATED",
    "NOT_NOW",
    "OPEN",
    "STATUSES",
    "STOPPED",
    "UNCHANGED",
    "ActionChange",
    "ActionItem",
    "action_history",
    "add_action",
    "change_action",
    "changed_values",
    "escalate_action",
    "finish_action",
    "get_action",
    "keep_action",
    "list_actions",
    "put_off_action",
    "reopen_action",
    "stop_action",
]


class Unchanged(Enum):
    """For a value that may be taken away: None takes it away, this leaves it."""

    UNCHANGED = "unchanged"


UNCHANGED = Unchanged.UNCHANGED


def add_action(db: Database, new: NewAction, *, now: datetime) -> ActionItem:
    """Keep a new action item. Committed when this returns.

    Raises UsageProblem as `insert_action` does.
    """
    with db.write() as c:
        return insert_action(c, new, now=now)


def change_action(
    db: Database,
    action_id: int,
    *,
    now: datetime,
    what: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    measure: str | None = None,
    evidence_due: date | Unchanged | None = UNCHANGED,
    target: int | None = None,
) -> ActionItem:
    """Change what is given of an action item, and leave the rest; `evidence_due` None takes that
    day away. UsageProblem as in `add`."""
    values = changed_values(
        what=what, owner=owner, due=due, measure=measure, evidence_due=evidence_due, target=target
    )
    return _write(db, action_id, now, values)


def changed_values(
    *,
    what: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    measure: str | None = None,
    evidence_due: date | Unchanged | None = UNCHANGED,
    target: int | None = None,
) -> dict[str, Value]:
    """Return the columns that `change_action` sets. UsageProblem as there."""
    values: dict[str, Value] = {}
    if what is not None:
        values["what"] = said_what(what)
    if owner is not None:
        values["owner"] = one_line(owner)
    if due is not None:
        values["due"] = due.isoformat()
    if measure is not None:
        values["measure"] = measure
    if not isinstance(evidence_due, Unchanged):
        values["evidence_due"] = evidence_due.isoformat() if evidence_due else None
    if target is not None:
        values["wish"] = checked_target(target)
    return values


def finish_action(db: Database, action_id: int, *, now: datetime) -> ActionItem:
    """Mark an action item as done."""
    return _write(db, action_id, now, {"status": DONE, "why": "", "until": None})


def reopen_action(db: Database, action_id: int, *, now: datetime) -> ActionItem:
    """Open an action item again, whatever it had become."""
    return _write(db, action_id, now, {"status": OPEN, "why": "", "until": None})


def keep_action(
    db: Database, action_id: int, *, now: datetime, due: date | None = None
) -> ActionItem:
    """Note that an action item was looked at and goes on, until another day when one is given.

    What was passed on stays so: the team goes on waiting, and the day is that of the answer.
    """
    with db.write() as c:
        return keep(c, action_id, now=now, due=due)


def stop_action(db: Database, action_id: int, why: str, *, now: datetime) -> ActionItem:
    """Stop an action item, because. Raises UsageProblem without a reason."""
    return _write(
        db, action_id, now, {"status": STOPPED, "why": _reason(why, STOPPED), "until": None}
    )


def put_off_action(
    db: Database, action_id: int, why: str, until: date, *, now: datetime
) -> ActionItem:
    """Put an action item off until a day, because. Raises UsageProblem without a reason, and
    for a day that is not after today."""
    reason = _reason(why, NOT_NOW)
    if until <= now.date():
        raise UsageProblem("until-not-ahead", until=until.isoformat())
    return _write(
        db, action_id, now, {"status": NOT_NOW, "why": reason, "until": until.isoformat()}
    )


def escalate_action(
    db: Database,
    action_id: int,
    why: str = "",
    *,
    now: datetime,
    to: str = "",
    reply_due: date | None = None,
) -> ActionItem:
    """Pass an action item on to somebody above the team, who answers by a day; both may be open
    yet. In one transaction with whom and when, and with its history."""
    with db.write() as c:
        return escalate(c, action_id, why, now=now, to=to, reply_due=reply_due)


def _write(db: Database, action_id: int, now: datetime, values: Mapping[str, Value]) -> ActionItem:
    with db.write() as c:
        return update_action(c, action_id, now, values)


def _reason(text: str, status: str) -> str:
    why = one_line(text)
    if not why:
        raise UsageProblem("no-reason", status=status)
    return why
