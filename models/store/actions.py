"""Write action items. Every write is its own transaction, committed before it returns."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.action_items import (
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
from models.store.database import Database
from models.store.tables import ActionChangeRow, ActionRow
from models.store.text import one_line
from models.store.units import get_unit

__all__ = [
    "DAYS_TO_DO",
    "DONE",
    "ESCALATED",
    "NOT_NOW",
    "OPEN",
    "STATUSES",
    "STOPPED",
    "ActionChange",
    "ActionItem",
    "action_history",
    "add_action",
    "change_action",
    "escalate_action",
    "finish_action",
    "get_action",
    "keep_action",
    "list_actions",
    "put_off_action",
    "reopen_action",
    "stop_action",
]

DAYS_TO_DO = 14
"""Days from the day an action is born to its due day, unless somebody says otherwise."""


def add_action(
    db: Database,
    unit_id: int,
    what: str,
    *,
    now: datetime,
    owner: str = "",
    due: date | None = None,
    measure: str = "",
    evidence_due: date | None = None,
    huddle: int | None = None,
) -> ActionItem:
    """Keep a new action item; without a due day it is due fourteen days after `now`.

    Raises UsageProblem for an empty `what` and for a unit that is not there.
    """
    at = _stamp(now)
    values = {
        "unit_id": unit_id,
        "what": _what(what),
        "owner": one_line(owner),
        "due": (due or now.date() + timedelta(days=DAYS_TO_DO)).isoformat(),
        "measure": measure,
        "evidence_due": _iso(evidence_due),
        "huddle_id": huddle,
        "status": OPEN,
        "why": "",
        "created": at,
        "changed": at,
    }
    with db.write() as c:
        get_unit(c, unit_id)  # refuses an unknown one
        action_id = c.execute(
            sa.insert(ActionRow).values(**values).returning(ActionRow.id)
        ).scalar_one()
        _note(c, action_id, at, {"status": (None, OPEN)})
        return get_action(c, action_id)


def change_action(
    db: Database,
    action_id: int,
    *,
    now: datetime,
    what: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    measure: str | None = None,
    evidence_due: date | None = None,
) -> ActionItem:
    """Change what is given of an action item, and leave the rest. UsageProblem as in `add`."""
    values: dict[str, str | None] = {}
    if what is not None:
        values["what"] = _what(what)
    if owner is not None:
        values["owner"] = one_line(owner)
    if due is not None:
        values["due"] = due.isoformat()
    if measure is not None:
        values["measure"] = measure
    if evidence_due is not None:
        values["evidence_due"] = evidence_due.isoformat()
    return _write(db, action_id, now, values)


def finish_action(db: Database, action_id: int, *, now: datetime) -> ActionItem:
    """Mark an action item as done."""
    return _write(db, action_id, now, {"status": DONE, "why": "", "until": None})


def reopen_action(db: Database, action_id: int, *, now: datetime) -> ActionItem:
    """Open an action item again, whatever it had become."""
    return _write(db, action_id, now, {"status": OPEN, "why": "", "until": None})


def keep_action(
    db: Database, action_id: int, *, now: datetime, due: date | None = None
) -> ActionItem:
    """Note that an action item was looked at and goes on, until another day when one is given."""
    values: dict[str, str | None] = {"status": OPEN, "why": "", "until": None}
    if due is not None:
        values["due"] = due.isoformat()
    return _write(db, action_id, now, values, kept=True)


def stop_action(db: Database, action_id: int, why: str, *, now: datetime) -> ActionItem:
    """Stop an action item, because. Raises UsageProblem without a reason."""
    return _write(
        db, action_id, now, {"status": STOPPED, "why": _reason(why, "stopped"), "until": None}
    )


def put_off_action(
    db: Database, action_id: int, why: str, until: date, *, now: datetime
) -> ActionItem:
    """Put an action item off until a day, because. Raises UsageProblem without a reason, and
    for a day that is not after today."""
    reason = _reason(why, "put off")
    if until <= now.date():
        raise UsageProblem(
            "until-not-ahead",
            f"The day to look again, {until.isoformat()}, is not after today.",
            hint="Give a later day.",
        )
    return _write(
        db, action_id, now, {"status": NOT_NOW, "why": reason, "until": until.isoformat()}
    )


def escalate_action(db: Database, action_id: int, why: str = "", *, now: datetime) -> ActionItem:
    """Pass an action item on to somebody above the team."""
    return _write(db, action_id, now, {"status": ESCALATED, "why": one_line(why), "until": None})


def _write(
    db: Database,
    action_id: int,
    now: datetime,
    values: dict[str, str | None],
    *,
    kept: bool = False,
) -> ActionItem:
    at = _stamp(now)
    with db.write() as c:
        get_action(c, action_id)  # refuses an unknown one
        fields = [ActionRow.__table__.c[name] for name in values]
        before = (
            c.execute(sa.select(*fields).where(ActionRow.id == action_id)).one()._mapping
            if fields
            else {}
        )
        changes = {n: (before[n], v) for n, v in values.items() if before[n] != v}
        if kept:
            changes["kept"] = (None, None)
        if changes:
            new = {name: after for name, (_before, after) in changes.items() if name != "kept"}
            c.execute(
                sa.update(ActionRow).where(ActionRow.id == action_id).values(**new, changed=at)
            )
            _note(c, action_id, at, changes)
        return get_action(c, action_id)


def _note(
    c: Connection, action_id: int, at: str, changes: dict[str, tuple[str | None, str | None]]
) -> None:
    c.execute(
        sa.insert(ActionChangeRow),
        [
            {"action_id": action_id, "at": at, "field": field, "before": before, "after": after}
            for field, (before, after) in changes.items()
        ],
    )


def _what(text: str) -> str:
    what = one_line(text)
    if not what:
        raise UsageProblem(
            "empty-action",
            "An action item says what will be done.",
            hint="Type what will be done, in one line.",
        )
    return what


def _reason(text: str, verb: str) -> str:
    why = one_line(text)
    if not why:
        raise UsageProblem(
            "no-reason",
            f"An action item is {verb} for a reason.",
            hint="Say why, in one line.",
        )
    return why


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
