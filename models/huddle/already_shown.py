"""What the room has seen already: numbers that are no news are not guessed a second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.analysis.results import Comparison, MeasureComparison
from models.analysis.words import period_words
from models.huddle.choices import MeasureChoice
from models.huddle.plan import MeasurePlan, plan_from_json
from models.store.database import Connection
from models.store.huddles import plans_shown


def with_days_shown(
    c: Connection,
    unit_id: int,
    choices: Sequence[MeasureChoice],
    comparison: Comparison | None,
) -> tuple[MeasureChoice, ...]:
    """Return the choices, each with the day a huddle of the unit showed its very numbers.

    They are the same when the last huddle that came as far as See had as many answers of the
    same months with the same share: no survey about the measure has come in since.
    """
    if comparison is None or not choices:
        return tuple(choices)
    shown = {measure: plan_from_json(stored) for measure, stored in plans_shown(c, unit_id).items()}
    period = period_words(comparison.period)
    days = {
        m.measure: shown[m.measure].day.isoformat()
        for m in comparison.measures
        if m.measure in shown and _is_same(shown[m.measure].measure, m, period)
    }
    return tuple(replace(choice, shown_on=days.get(choice.measure, "")) for choice in choices)


def _is_same(plan: MeasurePlan | None, now: MeasureComparison, period: str) -> bool:
    return plan is not None and (plan.period, plan.unit_n, plan.unit_top_box) == (
        period,
        now.unit.n,
        now.unit.top_box,
    )
