"""The rest of the unit's hospital beside a trend: its share over the months of each point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.analysis.estimates import measure_counts, measured, monthly, plausible_counts
from models.analysis.sharing import shared_counts
from models.analysis.trend.results import Trend
from models.analysis.trend.series import TOP_BOX
from models.analysis.trend.unit_trend import measure_questions
from models.store.database import Database, small_cell_floor
from models.store.tallies import UnitSelection, unit_ids
from models.survey import Period, Unit


@dataclass(frozen=True, slots=True)
class RestPoint:
    """The other units of the hospital in the months of one point; `share` is 0-1."""

    first_month: int
    last_month: int
    n: int
    share: float


def rest_line(
    db: Database, unit: Unit, trend: Trend, *, shared_on: date | None = None
) -> tuple[RestPoint, ...]:
    """Return the rest of the hospital for each point of a unit's trend.

    Points where the rest has fewer answers than the floor are left out; so is everything of mean
    scores and of a hospital with one unit. The rest is counted by the definition that the unit
    was asked. `shared_on` is the day on which the line leaves the desk: then points are left out
    where other units' small cells would be counted. Raises UsageProblem for an unknown measure,
    DatabaseProblem for counts that contradict each other.
    """
    if trend.of != TOP_BOX or not trend.points:
        return ()
    with plausible_counts(), db.read() as c:
        floor = small_cell_floor(c)
        questions = measure_questions(c, trend.measure)
        own, rest = (
            monthly.gather_by_month(c, crowd, questions, with_pairs=False)
            for crowd in (UnitSelection.of(unit.id), UnitSelection.rest_of_facility(unit))
        )
        known = None
        if shared_on is not None:
            others = unit_ids(c, UnitSelection.rest_of_facility(unit))
            known = shared_counts(c, others, shared_on)
    found = []
    for point in trend.points:
        months = range(point.first_month, point.last_month + 1)
        asked = own.over(months)
        question = max(questions, key=lambda each: measure_counts(each, asked).n)
        if known is not None and not known.all_show(
            question, Period(point.first_month, point.last_month)
        ):
            continue
        counts = measure_counts(question, rest.over(months))
        share = measured(counts)
        if share is not None and counts.n >= floor:
            found.append(RestPoint(point.first_month, point.last_month, counts.n, share.share))
    return tuple(found)
