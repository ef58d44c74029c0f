"""Passing a promise on to somebody above the team, and making promises of ideas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.errors import UsageProblem
from models.store.actions import (
    ActionItem,
    ActionLink,
    NewAction,
    action_links,
    escalate_action,
    get_action,
    insert_action,
    link_action,
)
from models.store.database import Connection, Database
from models.store.huddles import OPEN, USED, list_ideas, mission, set_idea_state
from models.survey import Unit

DAYS_TO_REPLY = 14


@dataclass(frozen=True, slots=True)
class EscalationNote:
    """The half page for the director. `promise` is "" when none is linked."""

    action: ActionItem
    to: str
    obstacle: str
    reply_by: date | None
    promise: str
    theirs: bool


def escalate(
    db: Database, action_id: int, to: str, why: str, reply_by: date | None = None, *, now: datetime
) -> ActionItem:
    """Pass an action on to somebody, and keep by when an answer is awaited (default: two weeks).

    Raises UsageProblem when nobody is named, or there is no such action.
    """
    if not to.strip():
        raise UsageProblem("nobody-named")
    due = reply_by or now.date() + timedelta(days=DAYS_TO_REPLY)
    return escalate_action(db, action_id, why, now=now, to=to, reply_due=due)


def escalation_note(c: Connection, action_id: int) -> EscalationNote:
    """Return the half page for an action. Raises UsageProblem when there is no such action."""
    action = get_action(c, action_id)
    link = action_links(c, [action_id]).get(action_id, ActionLink(action_id))
    promise = next((p.text for p in mission(c).promises if p.id == link.promise_id), "")
    return EscalationNote(
        action, link.escalated_to, action.why, link.reply_due, promise, link.theirs
    )


def act_on_idea(
    db: Database,
    unit: Unit,
    idea_id: int,
    *,
    now: datetime,
    owner: str = "",
    due: date | None = None,
) -> ActionItem:
    """Make a promise of an idea; the idea counts as used. UsageProblem when it is not open."""
    with db.write() as c:
        idea = next((i for i in list_ideas(c, unit.id, state=OPEN) if i.id == idea_id), None)
        if idea is None:
            raise UsageProblem("idea-not-open")
        action = insert_action(
            c, NewAction(unit.id, idea.text, owner=owner, due=due, measure=idea.measure), now=now
        )
        shown = mission(c).promise_for(idea.measure) if idea.measure else None
        link_action(
            c,
            ActionLink(action.id, line_id=idea.line_id, promise_id=shown.id if shown else None),
        )
        set_idea_state(c, idea_id, USED, now=now)
    return action
