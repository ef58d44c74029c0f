"""The small trend behind T: one question, in spans as long as the one the huddle is about."""

from __future__ import annotations

from models.analysis.estimates import (
    MeasureCounts,
    Question,
    known_questions,
    measure_counts,
    monthly,
    plausible_counts,
)
from models.huddle.agenda.plan import MeasurePlan, TrendPoint
from models.store.database import Connection, small_cell_floor
from models.store.tallies import UnitSelection, stored_instruments
from models.survey import UNDATED, Unit, month_label

MOST_POINTS = 8


def item_trend(c: Connection, unit: Unit, plan: MeasurePlan) -> tuple[TrendPoint, ...]:
    """Return the question's shares over spans of equal length, oldest first.

    The last one is the very number of the headline. Empty without dates, and where there is
    nothing before.
    """
    first, last = plan.first_month, plan.last_month
    question = _question(c, plan)
    if first is None or last is None or question is None or not plan.of or plan.top is None:
        return ()
    with plausible_counts():
        counts = monthly.gather_by_month(c, UnitSelection.of(unit.id), [question], with_pairs=False)
        dated = [month for month in counts.answers if month != UNDATED]
        length, floor = last - first + 1, small_cell_floor(c)
        points: list[TrendPoint] = []
        start = first - length
        while dated and start + length > min(dated) and len(points) < MOST_POINTS - 1:
            months = range(start, start + length)
            of_span = measure_counts(question, counts.over(months))
            points.append(_point(of_span, plan.item, start, start + length - 1, floor))
            start -= length
    while points and points[-1].top_box is None:
        points.pop()
    if not points:
        return ()
    now = TrendPoint(_span(first, last), plan.of, plan.top / plan.of)
    return (*reversed(points), now)


def _question(c: Connection, plan: MeasurePlan) -> Question | None:
    """Return the definition of the measure that asks its question."""
    found = known_questions(stored_instruments(c)).get(plan.measure, [])
    return next((q for q in found if any(item.key == plan.item for item in q.items)), None)


def _point(counts: MeasureCounts, item: str, first: int, last: int, floor: int) -> TrendPoint:
    asked = next(each for each in counts.items if each.item.key == item)
    share = asked.top / asked.n if asked.n >= floor else None
    return TrendPoint(_span(first, last), asked.n, share)


def _span(first: int, last: int) -> str:
    """Return a span of months as a key: 2026-07, 2026-Q3 or 2026-02..2026-05."""
    if first == last:
        return month_label(first)
    if last - first == 2 and first % 3 == 0:
        return f"{first // 12}-Q{first % 12 // 3 + 1}"
    return f"{month_label(first)}..{month_label(last)}"
