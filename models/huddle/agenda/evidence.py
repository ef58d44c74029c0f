"""The evidence date of a promise, and the survey's answer when it has come.

When a change could show at all comes from the unit's own volume (`models.analysis.evidence`);
here it is applied to a day that is typed while the room stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from models.analysis.evidence import (
    BETTER,
    WORSE,
    Evidence,
    EvidencePlan,
    evidence,
    evidence_plan,
    first_look,
    known_by,
)
from models.errors import UsageProblem
from models.huddle.agenda.promises import answer_is_due
from models.store.actions import (
    NOT_NOW,
    ActionItem,
    ActionOutcome,
    add_outcome,
    day_begun,
    get_action,
    last_outcomes,
    list_actions,
)
from models.store.database import Database
from models.store.units import get_unit
from models.survey import DEFAULT_TARGET, Unit


def evidence_due(start: date, months: int | None) -> date | None:
    """Return the day on which so many months of answers after `start` are all in.

    None for None: the change cannot be seen from this survey alone.
    """
    return None if months is None else known_by(start, months)


def outlook(
    db: Database,
    unit: Unit,
    measure: str,
    start: date,
    today: date,
    *,
    target: int = DEFAULT_TARGET,
) -> EvidencePlan | None:
    """Return when a rise of `target` points that takes hold on the day `start` could be known, None
    without a measure, or with one that no questionnaire in the store asks."""
    if not measure:
        return None
    try:
        return evidence_plan(db, unit, measure, change=target / 100, started=start, today=today)
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
        return evidence(db, unit, action.measure, begun, change=action.target / 100, today=today)
    except UsageProblem:
        return None


def ask_survey_where_due(
    db: Database, unit: Unit, *, today: date, now: datetime, sentence: Callable[[Evidence], str]
) -> tuple[ActionOutcome, ...]:
    """Ask the survey about every promise of a unit whose day of evidence has come, and keep what
    it answers, put in words by `sentence`; the next huddle tells it. Before that day only what
    is clear beyond doubt counts as an answer. Returns the new answers."""
    with db.read() as c:
        items = list_actions(c, unit_id=unit.id)
        outcomes = last_outcomes(c, [item.id for item in items])
    found = []
    for item in items:
        due = answer_is_due(item, outcomes.get(item.id), today)
        if not due and not _may_be_clear(item, outcomes.get(item.id), today):
            continue
        answer = survey_answer(db, item, today)
        if answer is not None and (due or answer.status in (BETTER, WORSE)):
            found.append((item.id, answer))
    return _kept(db, found, now, sentence)


def _may_be_clear(item: ActionItem, outcome: ActionOutcome | None, today: date) -> bool:
    """Tell whether an early answer can have come: after the first look, when none was given."""
    if outcome is not None or not item.measure or item.status == NOT_NOW:
        return False
    waits = item.evidence_due is None or item.evidence_due > today
    return waits and first_look(item.due) <= today


def _kept(
    db: Database,
    found: Sequence[tuple[int, Evidence]],
    now: datetime,
    sentence: Callable[[Evidence], str],
) -> tuple[ActionOutcome, ...]:
    if not found:
        return ()
    with db.write() as c:
        for action_id, answer in found:
            get_action(c, action_id)
            add_outcome(
                c, action_id, answer.status, sentence(answer), now=now, know_by=answer.known_by
            )
        outcomes = last_outcomes(c, [action_id for action_id, _answer in found])
    return tuple(outcomes.values())
