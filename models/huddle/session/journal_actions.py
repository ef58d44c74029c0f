"""What a huddle does to action items, at once: decide about promises, and make the new one.

Each is one transaction, and safe to do twice: a kill between an action and the journal leaves
an action that the same key finds again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from models.analysis.trend import freeze_reason
from models.huddle.agenda import Plan, evidence_due
from models.huddle.session.state import DONE, KEPT, OBSTACLE
from models.huddle.session.transaction import (
    Effect,
    FreezeBaseline,
    MarkAction,
    SaveAction,
    ShowOwners,
)
from models.huddle.wording import blames
from models.store.actions import (
    ESCALATED,
    ActionItem,
    ActionLink,
    NewAction,
    Value,
    action_links,
    action_of_huddle,
    changed_values,
    escalate_action,
    finish_action,
    forget_wordings,
    get_action,
    insert_action,
    keep_action,
    link_action,
    stop_action,
    update_action,
    waiting_action_of_line,
)
from models.store.comments import comments_by_id
from models.store.database import Connection, Database, put_setting
from models.store.huddles import huddle_lines, mission
from models.store.tallies import (
    BaselineChange,
    BaselineKind,
    decide_baseline,
    forget_baseline,
)

OWNER_STYLE = "owner_style"
"""Setting: how owners of promises are shown in the room, one of `OWNER_STYLES`."""

KEEP_DAYS = 14
"""A promise that is kept and was overdue, or its reply, is due this many days from today."""


def apply_effect(db: Database, huddle_id: int, plan: Plan, effect: Effect, now: datetime) -> None:
    """Do to action items what a key asked for. Raises UserError."""
    if isinstance(effect, MarkAction):
        _mark(db, plan, effect, now)
    elif isinstance(effect, ShowOwners):
        with db.write() as c:
            put_setting(c, OWNER_STYLE, effect.style)
    elif isinstance(effect, FreezeBaseline):
        _freeze(db, plan, effect)
    else:
        _save(db, huddle_id, plan, effect, now)


def _freeze(db: Database, plan: Plan, effect: FreezeBaseline) -> None:
    measure = plan.measure
    if measure is None or measure.freezable is None:
        return
    kind, month = BaselineKind.FREEZE, measure.freezable
    with db.write() as c:
        if effect.on:
            change = BaselineChange(kind, month, freeze_reason(effect.what), plan.day)
            decide_baseline(c, plan.unit_id, measure.measure, change)
        else:
            forget_baseline(c, plan.unit_id, measure.measure, kind, month)


def _mark(db: Database, plan: Plan, effect: MarkAction, now: datetime) -> None:
    if effect.mark == DONE:
        finish_action(db, effect.action_id, now=now)
    elif effect.mark == KEPT:
        with db.read() as c:
            late = _is_late(get_action(c, effect.action_id), plan.day)
        due = plan.day + timedelta(days=KEEP_DAYS) if late else None
        keep_action(db, effect.action_id, now=now, due=due)
    elif effect.mark == OBSTACLE:
        escalate_action(db, effect.action_id, effect.why, now=now)
    else:
        stop_action(db, effect.action_id, effect.why, now=now)


def _is_late(item: ActionItem, day: date) -> bool:
    """Tell whether keeping a promise needs another day: of a reply that is due, or of its own."""
    if item.status == ESCALATED and item.reply_due is not None:
        return item.reply_due <= day
    return item.due < day


def _save(db: Database, huddle_id: int, plan: Plan, effect: SaveAction, now: datetime) -> None:
    measure = plan.measure
    show = evidence_due(effect.due, measure.outlook(effect.wish).months) if measure else None
    new = NewAction(
        plan.unit_id,
        effect.what,
        owner=effect.who,
        due=effect.due,
        measure=measure.measure if measure else "",
        evidence_due=show,
        target=effect.wish,
        huddle_id=huddle_id,
    )
    with db.write() as c:
        action_id = action_of_huddle(c, huddle_id)
        if action_id is None and (shared := _promised_before(c, effect.line)) is not None:
            action_id = shared
            new = replace(new, owner=effect.who or get_action(c, shared).owner)
        if action_id is None:
            action_id = insert_action(c, new, now=now).id
        else:
            before = get_action(c, action_id).what
            update_action(c, action_id, now, _values(new))
            if before != effect.what and blames(before):
                forget_wordings(c, action_id)
        link_action(c, _link(c, huddle_id, plan, action_id, effect))


def _values(new: NewAction) -> Mapping[str, Value]:
    """Return what a second sentence in the same huddle changes of the action of the first."""
    return changed_values(
        what=new.what,
        owner=new.owner,
        due=new.due,
        evidence_due=new.evidence_due,
        target=new.target,
    )


def _link(
    c: Connection, huddle_id: int, plan: Plan, action_id: int, effect: SaveAction
) -> ActionLink:
    link = action_links(c, [action_id]).get(action_id, ActionLink(action_id))
    shown = mission(c).promise_for(plan.measure.measure) if plan.measure else None
    heard = plan.said[0] if plan.said else plan.instead
    return replace(
        link,
        promise_id=shown.id if shown else plan.promise,
        comment_id=existing_comment(c, heard),
        line_id=_line_id(c, huddle_id, effect.line) or link.line_id,
        item=plan.measure.item if plan.measure else "",
        question=plan.question,
        lens=effect.lens,
        theirs=effect.theirs,
        bright=bool(plan.measure and plan.measure.bright),
    )


def _promised_before(c: Connection, line: str) -> int | None:
    """Return what an earlier shift of a relay promised of the same line: it is one promise."""
    if not line.startswith("earlier:"):
        return None
    return waiting_action_of_line(c, int(line.removeprefix("earlier:")))


def existing_comment(c: Connection, comment_id: int | None) -> int | None:
    """Return a comment's id while it is there: its import may have been taken back meanwhile."""
    if comment_id is None or comment_id not in comments_by_id(c, [comment_id]):
        return None
    return comment_id


def _line_id(c: Connection, huddle_id: int, key: str) -> int | None:
    if key.startswith("earlier:"):
        return int(key.removeprefix("earlier:"))
    number = int(key.removeprefix("line:")) if key else 0
    return next((x.id for x in huddle_lines(c, [huddle_id]) if x.number == number), None)
