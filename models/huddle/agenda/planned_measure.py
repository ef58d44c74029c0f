"""The measure of one huddle: the numbers that its screens will need, fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from models.analysis.comparison import measure_detail
from models.analysis.estimates import Comparison, ItemDistribution, MeasureDetail, period_words
from models.analysis.evidence import evidence_plans
from models.analysis.trend import freezable_month
from models.huddle.agenda.agenda import Agenda
from models.huddle.agenda.choices import MeasureChoice
from models.huddle.agenda.plan import FairMark, MeasurePlan, Outlook
from models.huddle.agenda.question_words import as_spoken, item_words
from models.huddle.agenda.trend_points import item_trend
from models.store.actions import DAYS_TO_DO
from models.store.database import Connection, Database
from models.store.tallies import stored_instruments
from models.survey import WISHES, Box, Item


def measure_plan(
    db: Database, comparison: Comparison, choice: MeasureChoice, agenda: Agenda
) -> MeasurePlan:
    """Return what a huddle shows of the measure chosen."""
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
        plan = _in_words(replace(plan, trend=item_trend(c, agenda.unit, plan)), c)
    outlooks = zip(WISHES, plans, strict=True)
    return replace(
        plan,
        per_month=plans[0].per_month,
        freezable=freezable_month(db, agenda.unit, choice.measure, today=agenda.day),
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
        bright=choice.bright,
        too_few=choice.too_few,
        signal=compared.difference.signal,
        questions=max(1, len(detail.distributions)),
        noticeable=compared.difference.noticeable,
        first_month=comparison.period.first,
        last_month=comparison.period.last,
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


def _in_words(plan: MeasurePlan, c: Connection) -> MeasurePlan:
    """Put the words that a lead gave a question whose name is a code in place of the code; until
    then a column's name is read without its underscores."""
    words = item_words(c, plan.item) or as_spoken(plan.item_label)
    if words == plan.item_label:
        return plan
    label = words if plan.label == plan.item_label else plan.label
    return replace(plan, label=label, item_label=words, wording=plan.wording or words)
