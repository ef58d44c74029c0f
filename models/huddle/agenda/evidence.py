"""The evidence date of a promise, and the survey's answer when it has come.

When a change could show at all comes from the unit's own volume
(`models.analysis.evidence.evidence`);
here it is applied to a day that is typed while the room stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from models.analysis.evidence import Evidence, EvidencePlan, evidence, evidence_plan, known_by
from models.errors import UsageProblem
from models.huddle.agenda.plan import Outlook
from models.huddle.agenda.promises import answer_is_due
from models.store.actions import (
    DONE,
    ActionItem,
    ActionOutcome,
    action_history,
    add_outcome,
    get_action,
    last_outcomes,
    list_actions,
)
from models.store.database import Connection, Database, local_day
from models.store.units import get_unit
from models.survey import DEFAULT_TARGET, Unit


def evidence_due(start: date, months: int | None) -> date | None:
    """Return the day on which so many months of answers after `start` are all in.

    None for None: the change cannot be seen from this survey alone.
    """
    return None if months is None else known_by(start, months)


def outlook_sentence(start: date, found: Outlook, per_month: float) -> str:
    """Say when the survey could show a rise that takes hold on a day, in one sentence that can
    be read aloud."""
    rise = f"{found.points} points up"
    if not found.room:
        return f"{rise}: there is no room for that. Aim at less, and count the doing."
    pace = f"about {round(per_month)} answers a month" if per_month >= 1 else "so few answers"
    due = evidence_due(start, found.months)
    if due is None:
        return f"{rise}: with {pace}, the survey alone cannot show it. Count the doing."
    return f"{rise}: with {pace}, the survey can answer by {due:%B %Y}."


def day_begun(c: Connection, action: ActionItem) -> date:
    """Return the day an action took hold: the day it was first done, else its due day."""
    for change in action_history(c, action.id):
        if change.field == "status" and change.after == DONE:
            return local_day(change.at)
    return action.due


def outlook(
    db: Database,
    unit: Unit,
    measure: str,
    start: date,
    today: date,
    *,
    wish: int = DEFAULT_TARGET,
) -> EvidencePlan | None:
    """Return when a rise of `wish` points that takes hold on the day `start` could be known, None
    without a measure, or with one that no questionnaire in the store asks."""
    if not measure:
        return None
    try:
        return evidence_plan(db, unit, measure, change=wish / 100, started=start, today=today)
    except UsageProblem:
        return None


def survey_answer(db: Database, action: ActionItem, today: date) -> Evidence | None:
    """Return what the survey says about an action now, None when it has no measure, or one
    that no questionnaire in the store asks."""
    if not action.measure:
        return None
    with db.read() as c:
        unit = get_unit(c, action.unit_id)
        begun = day_begun(c, action)
    try:
        return evidence(db, unit, action.measure, begun, change=action.wish / 100, today=today)
    except UsageProblem:
        return None


def ask_survey_where_due(
    db: Database, unit: Unit, *, today: date, now: datetime
) -> tuple[ActionOutcome, ...]:
    """Ask the survey about every promise of a unit whose day of evidence has come, and keep what
    it answers; the next huddle tells it. Returns the new answers."""
    with db.read() as c:
        items = list_actions(c, unit_id=unit.id)
        outcomes = last_outcomes(c, [item.id for item in items])
    asked = [item for item in items if answer_is_due(item, outcomes.get(item.id), today)]
    found = [(item.id, answer) for item in asked if (answer := survey_answer(db, item, today))]
    return _kept(db, found, now)


def _kept(
    db: Database, found: Sequence[tuple[int, Evidence]], now: datetime
) -> tuple[ActionOutcome, ...]:
    if not found:
        return ()
    with db.write() as c:
        for action_id, answer in found:
            get_action(c, action_id)
            add_outcome(
                c, action_id, answer.status, answer.verdict, now=now, know_by=answer.known_by
            )
        outcomes = last_outcomes(c, [action_id for action_id, _answer in found])
    return tuple(outcomes.values())
