"""Which chart suits a stretch of points, with its line, its limits and what breaks its rules.

Every chart of shares has exact limits for single months, on one side where the other does not
exist. Without a frozen baseline the run rules look for lasting changes; after one an EWMA does.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from models.analysis.trend.means import xmr
from models.analysis.trend.results import TrendMethod, TrendPoint, TrendSignal
from models.analysis.trend.rules import RULE_SETS, RuleSet
from models.analysis.trend.series import MEAN, Stretch
from models.analysis.trend.signals import (
    FEWEST_USEFUL,
    NONE,
    P_PRIME,
    RUN,
    AssessedStretch,
    P,
    runs_of,
    signal_of,
    with_runs,
)
from models.analysis.trend.watching import FEWEST_FOR_WATCH, watched
from models.statistics.control_charts import limits_stay_inside
from models.statistics.month_limits import OddMonths, limits_of_months, odd_months
from models.statistics.month_patterns import month_patterns

FEWEST_FOR_LIMITS = 12

Floats = NDArray[np.float64]


def assess(
    stretch: Stretch, of: str, wanted: str | None = None, rules: RuleSet = RULE_SETS[0]
) -> AssessedStretch:
    """Return a stretch with the chart that suits it; `wanted` keeps to the kind of a later one,
    `rules` are those for mean scores.

    A stretch with too few points for the wanted chart has a line but no rules.
    """
    if of == MEAN:
        return xmr(stretch, rules)
    if len(stretch.judged) < FEWEST_USEFUL or _all_equal(stretch):
        return _without_rules(stretch)
    if stretch.frozen is None or stretch.lined[-1] == stretch.judged[-1]:
        return _of_shares(stretch, wanted)
    if len(stretch.lined) < FEWEST_FOR_WATCH:
        short = _without_rules(stretch)
        return replace(short, method=replace(short.method, short_baseline=True))
    return _after_baseline(stretch, wanted)


def _all_equal(stretch: Stretch) -> bool:
    return len({stretch.points[i].value for i in stretch.judged}) < 2


def _without_rules(stretch: Stretch) -> AssessedStretch:
    points = tuple(replace(p, center=None) for p in stretch.points)
    return AssessedStretch(NONE, points, (), _method(stretch))


def _of_shares(stretch: Stretch, wanted: str | None) -> AssessedStretch:
    """Judge points by exact limits and by the run rules around their line."""
    x, n = _counts(stretch, stretch.judged)
    odd = odd_months(x[None, :], n)
    chart = _kind(stretch, wanted, supported=bool(odd.supported[0]))
    center = _center(stretch, chart)
    runs = runs_of(stretch, center)
    points = _with_limits(stretch, center, odd)
    signals = _odd_signals(stretch, points, odd, stretch.judged)
    found, of_runs = with_runs(points, stretch, runs)
    in_use = runs.n_useful >= FEWEST_USEFUL
    scores = _scores(stretch, float(odd.share[0]))
    patterns = month_patterns(*scores, in_doubt=bool(of_runs or signals))
    method = replace(
        _method(stretch),
        useful=runs.n_useful,
        longest=runs.longest_run_max if in_use else None,
        fewest=runs.crossings_min if in_use else None,
        sigma_z=float(odd.sigma_z[0]) if odd.supported[0] else 1.0,
        high_month=patterns.high_month if patterns.season else None,
        alike=patterns.alike,
    )
    return AssessedStretch(
        chart,
        found,
        (*of_runs, *signals),
        method,
        center,
        share=float(x.sum() / n.sum()),
        answers=tuple(map(float, n)),
    )


def _after_baseline(stretch: Stretch, wanted: str | None) -> AssessedStretch:
    """Judge points by the line and limits of a frozen baseline, and watch those after it."""
    x, n = _counts(stretch, stretch.lined)
    odd = odd_months(x[None, :], n)
    sigma = float(odd.sigma_z[0]) if odd.supported[0] else 1.0
    chart = _kind(stretch, wanted, supported=bool(odd.supported[0]))
    center = _center(stretch, chart)
    points = _with_limits(stretch, center, odd)
    signals = _odd_signals(stretch, points, odd, stretch.lined)
    after = [i for i in stretch.judged if i not in set(stretch.lined)]
    later_x, later_n = _counts(stretch, after)
    seen = watched(stretch, points, after, (x, n), (later_x, later_n), sigma)
    method = replace(
        _method(stretch),
        sigma_z=sigma,
        watched_from=stretch.points[after[0]].first_month,
        baseline_points=len(stretch.lined),
    )
    return AssessedStretch(
        chart,
        seen.points,
        (*seen.signals, *signals),
        method,
        center,
        share=float(x.sum() / n.sum()),
        answers=tuple(map(float, later_n)),
        base=tuple(map(float, n)),
        false_alarms=seen.false_alarms,
    )


def _counts(stretch: Stretch, places: list[int]) -> tuple[Floats, Floats]:
    """Return top boxes and answers of points, as an item with the same variance would have."""
    points = [stretch.points[i] for i in places]
    n = np.array([p.n / stretch.design for p in points])
    return np.array([p.value or 0.0 for p in points]) * n, n


def _kind(stretch: Stretch, wanted: str | None, *, supported: bool) -> str:
    """Return the kind of chart: with the average where both limits exist in every point."""
    x, n = _counts(stretch, stretch.lined)
    share = float(x.sum() / n.sum())
    whole = all(
        limits_stay_inside(share, stretch.points[i].n / stretch.design) for i in stretch.judged
    )
    if len(stretch.judged) < FEWEST_FOR_LIMITS or wanted in (RUN, NONE) or not whole:
        return RUN
    return P_PRIME if supported else P


def _center(stretch: Stretch, chart: str) -> float:
    if chart == RUN:
        return float(median(stretch.points[i].value or 0.0 for i in stretch.lined))
    x, n = _counts(stretch, stretch.lined)
    return float(x.sum() / n.sum())


def _with_limits(stretch: Stretch, center: float, odd: OddMonths) -> list[TrendPoint]:
    n = np.array([p.n / stretch.design for p in stretch.points])
    sigma = float(odd.sigma_z[0]) if odd.supported[0] else 1.0
    lower, upper = limits_of_months(float(odd.share[0]), n, sigma)
    return [
        replace(p, center=center)
        if p.value is None
        else replace(p, center=center, lower_limit=low, upper_limit=high)
        for p, low, high in zip(stretch.points, lower, upper, strict=True)
    ]


def _odd_signals(
    stretch: Stretch, points: list[TrendPoint], odd: OddMonths, places: list[int]
) -> list[TrendSignal]:
    """Flag the single months that stand out, and return a signal for each."""
    found = []
    for at, out in zip(places, odd.outside[0], strict=True):
        if out:
            side = "above" if (points[at].value or 0.0) > float(odd.share[0]) else "below"
            points[at] = replace(points[at], flags=(*points[at].flags, f"{side}_limit"))
            found.append(signal_of("outside_limits", side, stretch.points, [at]))
    return found


def _scores(stretch: Stretch, share: float) -> tuple[list[float], list[int]]:
    """Return standard scores of single months, none where points are longer than months."""
    points = [stretch.points[i] for i in stretch.judged]
    if any(p.last_month > p.first_month for p in points) or not 0 < share < 1:
        return [], []
    spread = (share * (1 - share)) ** 0.5
    scores = [((p.value or 0.0) - share) / spread * (p.n / stretch.design) ** 0.5 for p in points]
    return scores, [p.first_month for p in points]


def _method(stretch: Stretch) -> TrendMethod:
    shown = [p for p in stretch.points if p.value is not None and p.complete]
    return TrendMethod(
        usable=len(shown),
        smallest=_smallest(stretch),
        smallest_n=min((p.n for p in shown), default=0),
        largest_n=max((p.n for p in shown), default=0),
    )


def _smallest(stretch: Stretch) -> int | None:
    """Return the answers needed in every month for limits inside 0-1."""
    shown = [p for p in (stretch.points[i] for i in stretch.lined) if p.value is not None]
    answers = sum(p.n for p in shown)
    if not answers:
        return None
    share = sum((p.value or 0.0) * p.n for p in shown) / answers
    if not 0 < share < 1:
        return None
    odds = share / (1 - share)
    return int(9 * max(odds, 1 / odds) * stretch.design) + 1
