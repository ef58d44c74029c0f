"""Handmade values for the charts over time, of all units, and of priorities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.analysis.funnel.unit_funnel import Funnel, FunnelUnit
from models.analysis.priorities.results import Priorities, PriorityItem
from models.analysis.trend.results import (
    Trend,
    TrendAction,
    TrendBaseline,
    TrendBreak,
    TrendFinding,
    TrendMethod,
    TrendPoint,
    TrendSignal,
)
from models.statistics.funnel import exact_limits
from models.survey import Period, month_label, parse_month

FIRST = parse_month("2025-01")


def point(
    place: int, value: float | None, *flags: str, n: int = 20, **changes: object
) -> TrendPoint:
    """Return the point of the month `place` months after January 2025, with limits 40-80 %."""
    month = FIRST + place
    shown = value is not None
    made = TrendPoint(
        month_label(month),
        month,
        month,
        n,
        round(n * value) if value is not None else None,
        value,
        value - 0.2 if value is not None else None,
        value + 0.2 if value is not None else None,
        0.6 if shown else None,
        0.4 if shown else None,
        0.8 if shown else None,
        flags,
    )
    return replace(made, **changes)


def trend(**changes: object) -> Trend:
    """Return a year and a half: a long row below the line, one month still filling up."""
    values = [0.62, 0.66, 0.58, 0.63, 0.61, 0.65]
    points = [point(k, value) for k, value in enumerate(values)]
    points += [point(k, 0.5, "long_run_below") for k in range(6, 16)]
    points.append(point(16, 0.55, "still_filling"))
    signal = TrendSignal("long_run", "below", "2025-07", "2026-04", 10)
    made = Trend(
        unit="4 West",
        facility="Riverside Hospital",
        measure="quietness",
        label="Quietness",
        of="top_box",
        chart="p",
        points=tuple(points),
        signals=(signal,),
        finding=TrendFinding("shift", "below", FIRST + 6, signal),
        floor=11,
        method=TrendMethod(useful=16, usable=16, longest=7, fewest=5),
        center_word="average",
        false_alarms=0.03,
    )
    return replace(made, **changes)


def eventful_trend() -> Trend:
    """Return a trend with everything: a break, a left-out month, a freeze, actions, a goal."""
    points = list(trend().points)
    points[3] = replace(points[3], flags=("excluded",))
    points[4] = point(4, None, "too_few", n=5)
    rebased = FIRST + 6
    return trend(
        points=tuple(points),
        goal=0.75,
        breaks=(TrendBreak(rebased, by_person=True, reason="Rounding"),),
        baseline=(
            TrendBaseline("rebase", rebased, "Rounding", date(2025, 8, 1)),
            TrendBaseline("exclude", FIRST + 3, "Ward moved", date(2025, 8, 1)),
            TrendBaseline("freeze", FIRST + 12, "Enough", date(2026, 2, 1)),
        ),
        actions=tuple(
            TrendAction(k, FIRST + 9, f"Action number {k} with some words", "open")
            for k in range(1, 6)
        ),
    )


def unit(
    number: int, n: int, share: float | None, signal: str = "none", **more: object
) -> FunnelUnit:
    """Return a unit of the funnel around 60 %."""
    if share is None:
        made = FunnelUnit(
            number, f"Ward {number}", "Here", n, None, None, None, None, None, "too_few"
        )
        return replace(made, name=f"Ward {number}", **more)
    made = FunnelUnit(
        number,
        f"Ward {number}",
        "Here",
        n,
        share,
        max(0.0, share - 0.1),
        min(1.0, share + 0.1),
        exact_limits(0.6, n),
        (share + 0.6) / 2,
        signal,
        name=f"Ward {number}",
        shrunken_low=(share + 0.6) / 2 - 0.05,
        shrunken_high=(share + 0.6) / 2 + 0.05,
        ranks=(1, 4),
    )
    return replace(made, **more)


def funnel(**changes: object) -> Funnel:
    """Return six units: one far below, one far above, one too small to show."""
    units = (
        unit(1, 240, 0.61),
        unit(2, 200, 0.38, "below", ranks=(5, 5)),
        unit(3, 180, 0.8, "above", ranks=(1, 1)),
        unit(4, 90, 0.66),
        unit(5, 40, 0.7, warning=True),
        unit(6, 6, None),
    )
    made = Funnel(
        measure="quietness",
        label="Quietness",
        period=Period(FIRST, FIRST + 2),
        target=0.6,
        tau2=0.0,
        phi=1.0,
        p=0.001,
        units=units,
        floor=11,
    )
    return replace(made, **changes)


def item(
    key: str,
    importance: float | None,
    gap: float | None,
    signal: str = "none",
    quadrant: str | None = "monitor",
    *,
    clear: bool = False,
    tied: tuple[str, ...] = (),
) -> PriorityItem:
    """Return a measure of the matrix with intervals of a few points on both sides."""
    known = importance is not None
    return PriorityItem(
        measure=key,
        label=f"The {key}",
        importance=importance,
        low=importance * 0.6 if importance is not None else None,
        high=importance * 1.5 if importance is not None else None,
        performance=0.7 + (gap or 0.0),
        gap=gap,
        gap_low=gap - 0.04 if gap is not None else None,
        gap_high=gap + 0.04 if gap is not None else None,
        signal=signal,
        quadrant=quadrant if known else None,
        clear=clear,
        tied_with=tied,
        rank_correlation=0.4 if known else None,
        short=key.title(),
    )


def priorities(**changes: object) -> Priorities:
    """Return four measures: one to fix first, two that cannot be told apart, one without weight."""
    items = (
        item("rest", 0.2, -0.15, "below", "fix first", clear=True),
        item("nurses", 0.08, 0.02, quadrant="maintain", tied=("doctors",)),
        item("doctors", 0.07, 0.1, "above", "maintain", tied=("nurses",)),
        item("food", None, -0.01, quadrant=None),
    )
    made = Priorities(
        unit="4 West",
        facility="Riverside Hospital",
        outcome="rating",
        outcome_label="Overall rating",
        source="unit",
        n=240,
        r_squared=0.35,
        items=items,
        importance_cut=0.12,
        biggest_gap="rest",
        bright_spot="doctors",
        floor=11,
        other_label="the rest of Riverside Hospital",
    )
    return replace(made, **changes)
