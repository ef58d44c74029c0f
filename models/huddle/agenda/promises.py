"""Which promises return to the next huddle, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.store.actions import (
    ESCALATED,
    NOT_NOW,
    OPEN,
    ActionItem,
    ActionOutcome,
    last_outcomes,
    list_actions,
)
from models.store.database import Connection, local_day
from models.store.huddles import actions_looked_at
from models.survey import Unit

OVERDUE = "overdue"
ANSWER_DUE = "answer_due"
REPLY_DUE = "reply_due"
LOOK_AGAIN = "look_again"
WAITING = "open"

SOFT_LIMIT = 5
"""So many open promises are enough for a unit; more is advised against, never refused."""


@dataclass(frozen=True, slots=True)
class AgendaAction:
    """A promise that returns. `why` is overdue, answer_due, reply_due, look_again or open.

    `outcome` is what the survey answered last, None when it was never asked. answer_due: an
    answer that no huddle has heard yet, or a day of evidence on which it was not asked.
    """

    action: ActionItem
    why: str
    outcome: ActionOutcome | None = None


def actions_for_huddle(c: Connection, unit: Unit, today: date) -> tuple[AgendaAction, ...]:
    """Return a unit's promises for its next huddle: overdue ones, longest overdue first; those
    whose day of evidence or of reply has come; then the others, oldest first."""
    items = list_actions(c, unit_id=unit.id, today=today)
    told = actions_looked_at(c, unit.id)
    outcomes = last_outcomes(c, [item.id for item in items])
    found = [
        AgendaAction(item, why, outcomes.get(item.id))
        for item in items
        if (why := _why(item, outcomes.get(item.id), today, told))
    ]
    return tuple(sorted(found, key=_order))


def _why(
    item: ActionItem,
    outcome: ActionOutcome | None,
    today: date,
    told: Mapping[int, str],
) -> str:
    if answer_waits(item, outcome, today, told.get(item.id, "")):
        return ANSWER_DUE
    if item.status == NOT_NOW:
        return LOOK_AGAIN if item.is_overdue(today) else ""
    if item.status == ESCALATED:
        if item.reply_due is not None:
            return REPLY_DUE if item.reply_due <= today else ""
        return OVERDUE if item.is_overdue(today) else WAITING
    if item.status == OPEN:
        return OVERDUE if item.is_overdue(today) else WAITING
    return ""


def answer_waits(item: ActionItem, outcome: ActionOutcome | None, today: date, told: str) -> bool:
    """Tell whether the survey's answer about a promise is still to be heard: it was given after
    the last huddle that had it on its agenda (`told`: its UTC time, "" for none), or is due."""
    untold = outcome is not None and outcome.at > told
    return untold or answer_is_due(item, outcome, today)


def answer_is_due(item: ActionItem, outcome: ActionOutcome | None, today: date) -> bool:
    """Tell whether the survey should be asked now: the day of evidence has come, and it was not
    asked since, or said then that it was too early until a day that has come."""
    if item.evidence_due is None or item.evidence_due > today or item.status == NOT_NOW:
        return False
    if outcome is None or local_day(outcome.at) < item.evidence_due:
        return True
    return outcome.know_by is not None and outcome.know_by <= today


_RANK = {OVERDUE: 0, LOOK_AGAIN: 0, REPLY_DUE: 1, ANSWER_DUE: 1, WAITING: 2}


def _order(found: AgendaAction) -> tuple[int, str, int]:
    item = found.action
    if found.why == LOOK_AGAIN and item.until is not None:
        day = item.until.isoformat()
    elif found.why == ANSWER_DUE and item.evidence_due is not None:
        day = item.evidence_due.isoformat()
    elif found.why == WAITING:
        day = item.created
    else:
        day = item.awaited.isoformat()
    return _RANK[found.why], day, item.id


def promises_over_limit(c: Connection, unit_id: int) -> int:
    """Return how many promises of a unit are open once they are as many as it can keep, else 0."""
    count = sum(item.status == OPEN for item in list_actions(c, unit_id=unit_id))
    return count if count >= SOFT_LIMIT else 0
