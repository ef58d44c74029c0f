"""Which chart suits a stretch of points, with its line, its limits and what breaks its rules."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from models.analysis.trend.means import xmr
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
from models.statistics.control_charts import (
    ControlChart,
    limits_stay_inside,
    p_chart,
    p_prime_chart,
)

FEWEST_FOR_LIMITS = 12


def assess(
    stretch: Stretch, of: str, wanted: str | None = None, rules: RuleSet = RULE_SETS[0]
) -> AssessedStretch:
    """Return a stretch with the chart that suits it; `wanted` keeps to the kind of a later one,
    `rules` are those for mean scores.

    A stretch with too few points for the wanted chart has a line but no rules.
    """
    if of == MEAN:
        return xmr(stretch, rules)
    chart = _share_chart(stretch, wanted)
    if chart is not None:
        return chart
    return _run(stretch)


def _share_chart(stretch: Stretch, wanted: str | None) -> AssessedStretch | None:
    """Return a p or p-prime chart, None where the answers do not carry one."""
    judged = stretch.judged
    if len(judged) < FEWEST_FOR_LIMITS or wanted in (RUN, NONE):
        return None
    points = stretch.points
    n = [p.n / stretch.design if p.value is not None else None for p in points]
    x = [
        p.value * weight if p.value is not None and weight is not None else None
        for p, weight in zip(points, n, strict=True)
    ]
    lined = set(stretch.lined)
    exclude = [i + 1 for i in range(len(points)) if i not in lined]
    prime = p_prime_chart(x, n, exclude=exclude)
    center = next((c for c in prime.center if c is not None), None)
    if center is None or not all(limits_stay_inside(center, n[i] or 0) for i in judged):
        return None
    sigma_z = prime.sigma_z[0]
    overdispersed = sigma_z is not None and sigma_z > 1
    chart = prime if overdispersed else p_chart(x, n, exclude=exclude)
    return _with_limits(stretch, chart, P_PRIME if overdispersed else P, center, sigma_z)


def _with_limits(
    stretch: Stretch, chart: ControlChart, kind: str, center: float, sigma_z: float | None
) -> AssessedStretch:
    judged = set(stretch.judged)
    outside = chart.outside([p.value for p in stretch.points])
    runs = runs_of(stretch, center)
    points, signals = [], []
    for i, point in enumerate(stretch.points):
        flags = point.flags
        if outside[i] and i in judged:
            side = "above" if (point.value or 0) > center else "below"
            flags = (*flags, f"{side}_limit")
            signals.append(signal_of("outside_limits", side, stretch.points, [i]))
        points.append(
            replace(
                point,
                center=center,
                lower_limit=chart.lower[i],
                upper_limit=chart.upper[i],
                flags=flags,
            )
        )
    found, run_signals = with_runs(points, stretch, runs)
    return AssessedStretch(
        kind, found, (*run_signals, *signals), runs.n_useful, center, sigma_z=sigma_z, runs=runs
    )


def _run(stretch: Stretch) -> AssessedStretch:
    lined = [stretch.points[i].value for i in stretch.lined]
    values = [value for value in lined if value is not None]
    center = float(median(values)) if values else None
    runs = runs_of(stretch, center)
    smallest = _smallest(stretch)
    if center is None or runs.n_useful < FEWEST_USEFUL:
        points = tuple(replace(p, center=None) for p in stretch.points)
        return AssessedStretch(NONE, points, (), runs.n_useful, center, smallest, runs=runs)
    drawn = [replace(p, center=center) for p in stretch.points]
    points, signals = with_runs(drawn, stretch, runs)
    return AssessedStretch(RUN, points, signals, runs.n_useful, center, smallest, runs=runs)


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
