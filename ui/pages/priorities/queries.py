"""What the page of priorities asks of the data, each one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from models.survey import Period, Unit
from ui.pages.base import MeasureName

if TYPE_CHECKING:
    from models.analysis.estimates import PeriodChoice
    from models.analysis.priorities import Priorities
    from models.store.database import Database
    from ui.base.jobs import Progress

FIRST_PERIOD = "12-months"
"""Shown first: a quarter has too few surveys to weigh measures against each other."""


@dataclass(frozen=True)
class PrioritiesView:
    """A unit's priorities, with the periods they could be shown for."""

    unit: Unit
    periods: Sequence[PeriodChoice]
    period: PeriodChoice
    found: Priorities
    outcomes: Sequence[MeasureName] = ()
    """What could be explained: the measures that judge the whole stay."""
    shared: Priorities | None = None
    """The same as it may leave the desk, None where that is what is shown; and its months."""
    shared_period: Period | None = None


def read_priorities(
    db: Database,
    progress: Progress,
    *,
    unit: Unit,
    period_key: str,
    today: date,
    outcome: str = "",
) -> PrioritiesView:
    """Weigh a unit's measures over the period called `period_key` (empty or gone: a year), for
    an `outcome` (empty or gone: the overall one)."""
    from models.analysis.comparison import compare
    from models.analysis.estimates import period_choices
    from models.analysis.priorities import possible_outcomes, priorities

    periods = period_choices(db, unit, today)
    known = {period.key: period for period in periods}
    period = known.get(period_key) or known.get(FIRST_PERIOD) or periods[0]
    with db.read() as c:
        measures = possible_outcomes(c, unit, period.period)
    outcomes = [MeasureName(m.key, m.label, m.short_label) for m in measures]
    wanted = outcome if outcome in [each.key for each in outcomes] else None
    found = priorities(db, unit, outcome=wanted, period=period.period, progress=progress)
    desk = compare(db, unit, "rest", period.period)
    leaving = compare(db, unit, "rest", period.period, shared_on=today)
    if replace(leaving, shared=None) == desk:
        return PrioritiesView(unit, periods, period, found, outcomes)
    shared = priorities(
        db, unit, outcome=wanted, period=period.period, progress=progress, shared_on=today
    )
    return PrioritiesView(unit, periods, period, found, outcomes, shared, leaving.period)
