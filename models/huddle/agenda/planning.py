"""From an agenda to the plan of one huddle: the numbers its screens will need, fixed."""

from __future__ import annotations

import secrets

from models.analysis.estimates import Comparison
from models.analysis.evidence import BETTER, Evidence
from models.huddle.agenda.agenda import Agenda
from models.huddle.agenda.evidence import survey_answer
from models.huddle.agenda.plan import MeasurePlan, Plan, Worked
from models.huddle.agenda.planned_measure import measure_plan
from models.huddle.agenda.promises import ANSWER_DUE
from models.huddle.agenda.rhythm import weeks_in_a_row
from models.store.database import Database
from models.store.huddles import CARD, Mission, behavior_of_week, list_huddles, mission

GUIDED_HUDDLES = 3
"""In so many huddles of a unit the lead is told the next key."""


def make_plan(
    db: Database,
    agenda: Agenda,
    comparison: Comparison | None,
    *,
    kind: str = "full",
    shift: str = "",
    leader: str | None = None,
    rehearsal: bool = False,
    seed: int | None = None,
) -> Plan:
    """Return the plan of a huddle with what the agenda has chosen.

    `kind` is full or short (five minutes), `shift` a word for the time of day. `seed` shuffles
    the lines (default: a random one). Raises UsageProblem when the unit is gone.
    """
    choice = agenda.measure
    measure = None
    if choice is not None and comparison is not None:
        measure = measure_plan(db, comparison, choice, agenda)
    with db.read() as c:
        shown = mission(c, agenda.unit.id)
        promise = _promise(shown, measure, agenda)
        week = behavior_of_week(c, agenda.unit.id, agenda.day)
        held = [h for h in list_huddles(c, agenda.unit.id) if h.kind != CARD]
    weeks, held_before = weeks_in_a_row(held, agenda.day)
    behavior = week.id if week is not None else _first_behavior(shown, promise)
    if week is not None and promise is None:
        promise = week.promise_id
    return Plan(
        unit_id=agenda.unit.id,
        unit=agenda.unit.name,
        day=agenda.day,
        seed=secrets.randbelow(2**31) if seed is None else seed,
        kind=kind,
        measure=measure,
        no_measure="" if measure else agenda.no_measure,
        praise=agenda.confirmed_praise.comment_id if agenda.confirmed_praise else None,
        praise_waits=agenda.praise is not None and not agenda.praise.confirmed,
        said=agenda.said(),
        instead=agenda.instead() if measure is not None and measure.too_few else None,
        question=agenda.question,
        actions=tuple(found.action.id for found in agenda.looked_at),
        ideas=tuple(idea.id for idea in agenda.ideas),
        promise=promise,
        behavior=behavior,
        leader=agenda.leader if leader is None else leader,
        shift=shift,
        rehearsal=rehearsal,
        worked=_worked(db, agenda),
        guided=sum(h.ended is not None for h in held) < GUIDED_HUDDLES,
        weeks=weeks,
        held_before=held_before,
    )


def _worked(db: Database, agenda: Agenda) -> tuple[Worked, ...]:
    """Return the promises that the survey has found to have helped since the last huddle."""
    found = []
    for each in agenda.actions:
        told = each.outcome is not None and each.outcome.end == BETTER
        if told and each.why == ANSWER_DUE:
            answer = survey_answer(db, each.action, agenda.day)
            if answer is not None and answer.status == BETTER:
                found.append(_better(agenda, each.action.id, answer))
    return tuple(found)


def _better(agenda: Agenda, action_id: int, answer: Evidence) -> Worked:
    after = answer.after
    praised = {praise.comment_id for praise in agenda.praises if praise.confirmed}
    about = [
        comment.comment_id
        for comment in agenda.comments
        if answer.measure in comment.measures and comment.comment_id in praised
    ]
    return Worked(
        action_id,
        answer.label,
        answer.before.top_box or 0.0,
        after.top_box or 0.0,
        (after.period.first or 0, after.period.last or 0),
        about[0] if about else None,
    )


def _promise(shown: Mission, measure: MeasurePlan | None, agenda: Agenda) -> int | None:
    """Return the promise the measure shows; without a measure the promises take turns by week."""
    if measure is not None:
        mapped = shown.promise_for(measure.measure)
        return mapped.id if mapped else None
    if not shown.promises:
        return None
    week = agenda.day.isocalendar().week
    return shown.promises[week % len(shown.promises)].id


def _first_behavior(shown: Mission, promise_id: int | None) -> int | None:
    promise = next((p for p in shown.promises if p.id == promise_id), None)
    return promise.behaviors[0].id if promise and promise.behaviors else None
