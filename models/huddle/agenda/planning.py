"""From an agenda to the plan of one huddle: the numbers its screens will need, fixed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from models.analysis.comparison import measure_detail
from models.analysis.estimates import Comparison, ItemDistribution, MeasureDetail, period_words
from models.analysis.evidence import evidence_plans
from models.huddle.agenda.agenda import Agenda
from models.huddle.agenda.choices import MeasureChoice
from models.huddle.agenda.due import DAYS_TO_DO
from models.huddle.agenda.plan import FairMark, MeasurePlan, Outlook, Plan, TrendPoint
from models.store.database import Connection, Database
from models.store.huddles import Mission, behavior_of_week, mission
from models.store.tallies import stored_instruments
from models.survey import WISHES, Box, Item

MOST_POINTS = 12
"""Points of the small trend behind T."""


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
        measure = _measure_plan(db, comparison, choice, agenda)
    with db.read() as c:
        shown = mission(c, agenda.unit.id)
        promise = _promise(shown, measure, agenda)
        week = behavior_of_week(c, agenda.unit.id, agenda.day)
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
        praise=agenda.praise.comment_id if agenda.praise else None,
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


def _measure_plan(
    db: Database, comparison: Comparison, choice: MeasureChoice, agenda: Agenda
) -> MeasurePlan:
    detail = measure_detail(db, comparison, choice.measure, today=agenda.day)
    plans = evidence_plans(
        db,
        agenda.unit,
        choice.measure,
        [points / 100 for points in WISHES],
        started=agenda.day + timedelta(days=DAYS_TO_DO),
        today=agenda.day,
    )
    with db.read() as c:
        plan = _with_patients(_bare(comparison, choice, detail), detail, c)
    outlooks = zip(WISHES, plans, strict=True)
    return replace(
        plan,
        per_month=plans[0].per_month,
        outlooks=tuple(
            Outlook(n, found.months, found.has_room, found.reason) for n, found in outlooks
        ),
    )


def _bare(comparison: Comparison, choice: MeasureChoice, detail: MeasureDetail) -> MeasurePlan:
    compared = detail.comparison
    return MeasurePlan(
        measure=choice.measure,
        label=compared.label,
        item="",
        item_label=compared.label,
        wording="",
        answer="",
        of=None,
        top=None,
        at_other_rate=None,
        unit_top_box=compared.unit.top_box,
        other_top_box=compared.other.top_box,
        other_label=comparison.other_label,
        unit_n=compared.unit.n,
        other_n=compared.other.n,
        period=period_words(comparison.period),
        verdict=compared.verdict,
        fair=tuple(
            FairMark(name, holds, compared.fair.reason(name)) for name, holds in compared.fair.marks
        ),
        trend=tuple(
            TrendPoint(p.period, p.n, p.top_box, p.complete) for p in detail.line[-MOST_POINTS:]
        ),
        bright=choice.bright,
        too_few=choice.too_few,
        told=detail.aside,
        shown_on=choice.shown_on,
    )


def _with_patients(plan: MeasurePlan, detail: MeasureDetail, c: Connection) -> MeasurePlan:
    """Add the item that shows the measure, and its patients when they may be shown."""
    gap = detail.comparison.patients or detail.comparison.item_gap
    if gap is not None and not plan.too_few:
        item = _item(c, gap.item)
        return replace(
            plan,
            item=gap.item,
            item_label=gap.item_label,
            wording=item.wording if item else "",
            answer=gap.answer,
            of=gap.of,
            top=gap.top,
            at_other_rate=gap.at_other_rate,
        )
    own = _own_item(detail.distributions)
    item = _item(c, own.item) if own is not None else None
    if own is None or item is None:
        return replace(plan, too_few=True)
    plan = replace(
        plan, item=own.item, item_label=own.label, wording=own.wording, answer=item.scale.top_words
    )
    if plan.too_few or own.too_few:
        return replace(plan, too_few=True)
    return replace(plan, of=own.n_unit, top=round(own.n_unit * _top_share(own)))


def _own_item(distributions: Sequence[ItemDistribution]) -> ItemDistribution | None:
    """Return the item with the lowest share of best answers, one that may be shown if any."""
    answered = [d for d in distributions if d.n_unit]
    shown = [d for d in answered if not d.too_few]
    if shown:
        return min(shown, key=_top_share)
    return max(answered, key=lambda d: d.n_unit) if answered else None


def _top_share(item: ItemDistribution) -> float:
    return sum(a.unit or 0.0 for a in item.answers if a.box == Box.TOP)


def _item(c: Connection, key: str) -> Item | None:
    """Return a question by its key, from the newest questionnaire that asks it."""
    for stored in reversed(stored_instruments(c)):
        if key in stored.instrument.position:
            return stored.instrument.item(key)
    return None
