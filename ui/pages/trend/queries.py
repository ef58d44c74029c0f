"""What the page of a measure over time asks of the data and writes to them, each one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.survey import Unit
from ui.pages.base import MeasureName, chosen_measure, measures_of

if TYPE_CHECKING:
    from models.analysis.trend import RestPoint, Trend
    from models.store.database import Database
    from ui.base.jobs import Progress


@dataclass(frozen=True)
class TrendView:
    """A unit's measure over time, with the measures it could be shown for. Without any answer
    from the unit there is no trend."""

    unit: Unit
    measures: Sequence[MeasureName]
    trend: Trend | None
    rest: tuple[RestPoint, ...] = ()
    """The rest of the hospital in the months of each point."""
    shared: Trend | None = None
    """The same as it may leave the desk, with the rest of the hospital."""
    shared_rest: tuple[RestPoint, ...] = ()

    @property
    def short(self) -> str:
        """The measure's name for places with little room."""
        key = self.trend.measure if self.trend is not None else ""
        return next((m.short for m in self.measures if m.key == key), key)


@dataclass(frozen=True)
class Decision:
    """What a person decides about a line: one of rebase, freeze, exclude, at which months (more
    than one only to leave them out), and why."""

    kind: str
    months: tuple[int, ...]
    reason: str = ""


def read_trend(
    db: Database,
    _progress: Progress,
    *,
    unit: Unit,
    measure: str,
    of: str,
    step: str,
    today: date,
    rules: str = "",
) -> TrendView:
    """Read a measure over time; `measure` may be empty or unknown to the unit."""
    from models.analysis.trend import rest_line, trend

    there = measures_of(db, unit)
    key = chosen_measure(db, unit, there, measure, today)
    found = trend(db, unit, key, of=of, step=step, today=today, rules=rules) if key else None
    if found is None:
        return TrendView(unit, there, None)
    shared = trend(db, unit, key, of=of, step=step, today=today, rules=rules, shared=True)
    return TrendView(
        unit,
        there,
        found,
        rest_line(db, unit, found),
        shared,
        rest_line(db, unit, shared, shared_on=today),
    )


def write_decisions(
    db: Database,
    _progress: Progress,
    *,
    unit_id: int,
    measure: str,
    decisions: Sequence[Decision],
    day: date,
) -> None:
    """Keep decisions with the day they were made. Raises UsageProblem without a reason."""
    from models.store.tallies import BaselineChange, BaselineKind, decide_baseline

    with db.write() as c:
        for decision in decisions:
            for month in decision.months:
                kind = BaselineKind(decision.kind)
                change = BaselineChange(kind, month, decision.reason, day)
                decide_baseline(c, unit_id, measure, change)


def take_back(
    db: Database, _progress: Progress, *, unit_id: int, measure: str, decision: Decision
) -> None:
    """Forget a decision; its kind and months name it."""
    from models.store.tallies import BaselineKind, forget_baseline

    with db.write() as c:
        for month in decision.months:
            forget_baseline(c, unit_id, measure, BaselineKind(decision.kind), month)
