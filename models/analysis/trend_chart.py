"""Which chart suits a stretch of points, with its line, its limits and what breaks its rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from models.analysis.trend_results import TrendPoint, TrendSignal
from models.analysis.trend_series import MEAN, Stretch
from models.analysis.trend_words import signal_words
from models.statistics.control_charts import (
    ControlChart,
    limits_stay_inside,
    p_chart,
    p_prime_chart,
)
from models.statistics.making_data_count import MdcPoint, making_data_count
from models.statistics.run_chart import RunChart, run_chart

FEWEST_USEFUL = 10
"""Points off the line below which no rule is applied."""
FEWEST_FOR_LIMITS = 12

RUN, P, P_PRIME, XMR, NONE = "run", "p", "p_prime", "xmr", "none"
_CAUSES = {
    "Above UCL": ("above_limit", "outside_limits", "above"),
    "Below LCL": ("below_limit", "outside_limits", "below"),
    "7 Point Trend (Increasing)": ("rising", "trend", "above"),
    "7 Point Trend (Decreasing)": ("falling", "trend", "below"),
    "2 in 3 Above CL": ("close_above", "close_to_limit", "above"),
    "2 in 3 Below CL": ("close_below", "close_to_limit", "below"),
    "7 Points Above CL": ("seven_above", "one_side", "above"),
    "7 Points Below CL": ("seven_below", "one_side", "below"),
}


@dataclass(frozen=True)
class Judged:
    """A stretch with its chart: points with line, limits and flags, and the signals.

    `smallest` is the number of answers needed in every month for limits inside 0-1, None where
    no number suffices; `sigma_z` the overdispersion, `useful` the points that rules used.
    """

    chart: str
    points: tuple[TrendPoint, ...]
    signals: tuple[TrendSignal, ...]
    useful: int
    center: float | None
    smallest: int | None = None
    sigma_z: float | None = None
    runs: RunChart | None = None


def judge(stretch: Stretch, of: str, wanted: str | None = None) -> Judged:
    """Return a stretch with the chart that suits it; `wanted` keeps to the kind of a later one.

    A stretch with too few points for the wanted chart has a line but no rules.
    """
    if of == MEAN:
        return _xmr(stretch)
    chart = _share_chart(stretch, wanted)
    if chart is not None:
        return chart
    return _run(stretch)


def _share_chart(stretch: Stretch, wanted: str | None) -> Judged | None:
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
) -> Judged:
    judged = set(stretch.judged)
    outside = chart.outside([p.value for p in stretch.points])
    runs = _runs(stretch, center)
    points, signals = [], []
    for i, point in enumerate(stretch.points):
        flags = point.flags
        if outside[i] and i in judged:
            side = "above" if (point.value or 0) > center else "below"
            flags = (*flags, f"{side}_limit")
            signals.append(_signal("outside_limits", side, stretch.points, [i]))
        points.append(
            replace(
                point,
                center=center,
                lower_limit=chart.lower[i],
                upper_limit=chart.upper[i],
                flags=flags,
            )
        )
    found, run_signals = _with_runs(points, stretch, runs)
    return Judged(
        kind, found, (*run_signals, *signals), runs.n_useful, center, sigma_z=sigma_z, runs=runs
    )


def _run(stretch: Stretch) -> Judged:
    lined = [stretch.points[i].value for i in stretch.lined]
    values = [value for value in lined if value is not None]
    center = float(median(values)) if values else None
    runs = _runs(stretch, center)
    smallest = _smallest(stretch)
    if center is None or runs.n_useful < FEWEST_USEFUL:
        points = tuple(replace(p, center=None) for p in stretch.points)
        return Judged(NONE, points, (), runs.n_useful, center, smallest, runs=runs)
    drawn = [replace(p, center=center) for p in stretch.points]
    points, signals = _with_runs(drawn, stretch, runs)
    return Judged(RUN, points, signals, runs.n_useful, center, smallest, runs=runs)


def _runs(stretch: Stretch, center: float | None) -> RunChart:
    judged = set(stretch.judged)
    values = [p.value if i in judged else None for i, p in enumerate(stretch.points)]
    return run_chart(values, center)


def _with_runs(
    points: list[TrendPoint], stretch: Stretch, runs: RunChart
) -> tuple[tuple[TrendPoint, ...], tuple[TrendSignal, ...]]:
    """Flag a run that is too long, and tell of too few crossings; nothing below ten points."""
    if runs.n_useful < FEWEST_USEFUL:
        return tuple(points), ()
    signals = []
    found = list(points)
    if runs.long_run and runs.run_start is not None and runs.run_end is not None:
        side = "above" if runs.run_side > 0 else "below"
        members = [
            i
            for i in stretch.judged
            if runs.run_start <= i <= runs.run_end and points[i].value != runs.center
        ]
        for i in members:
            found[i] = replace(found[i], flags=(*found[i].flags, f"long_run_{side}"))
        signals.append(_signal("long_run", side, stretch.points, members))
    if runs.few_crossings:
        signals.append(
            _signal("few_crossings", "none", stretch.points, stretch.judged, runs.crossings or 0)
        )
    return tuple(found), tuple(signals)


def _xmr(stretch: Stretch) -> Judged:
    judged = stretch.judged
    values = [stretch.points[i].value for i in judged]
    fix = len(stretch.lined) if stretch.frozen is not None else None
    if len(judged) < FEWEST_USEFUL:
        return Judged(NONE, stretch.points, (), len(judged), None)
    chart = making_data_count(values, fix_after=fix)
    at = dict(zip(judged, chart.points, strict=True))
    line = chart.points[0]
    points = tuple(_mean_point(p, at.get(i), line) for i, p in enumerate(stretch.points))
    return Judged(XMR, points, _mean_signals(stretch, at), len(judged), line.mean)


def _mean_point(point: TrendPoint, found: MdcPoint | None, line: MdcPoint) -> TrendPoint:
    cause = _CAUSES.get(found.cause or "") if found is not None else None
    low, high = line.lower, line.upper
    return replace(
        point,
        center=line.mean,
        lower_limit=None if low is None else max(0.0, low),
        upper_limit=None if high is None else min(100.0, high),
        flags=(*point.flags, cause[0]) if cause else point.flags,
    )


def _mean_signals(stretch: Stretch, at: dict[int, MdcPoint]) -> tuple[TrendSignal, ...]:
    """Return one signal for each row of neighbors with the same cause.

    A row on one side of the average is told whole, also where single points of it stand out.
    """
    signals: list[TrendSignal] = []
    group: list[int] = []
    cause = ""
    for i in [*sorted(at), None]:
        here = at[i].cause or "" if i is not None else ""
        if group and here != cause:
            _flag, rule, side = _CAUSES[cause]
            members = _whole_row(group, at) if rule == "one_side" else group
            found = _signal(rule, side, stretch.points, members)
            if found not in signals:
                signals.append(found)
            group = []
        if i is not None and here in _CAUSES:
            group.append(i)
        cause = here
    return tuple(signals)


def _whole_row(group: list[int], at: dict[int, MdcPoint]) -> list[int]:
    """Return the row of neighbors on one side of the average that holds a group."""
    order = sorted(at)
    first, last = order.index(group[0]), order.index(group[-1])
    side = at[group[0]].side
    while first > 0 and at[order[first - 1]].side == side:
        first -= 1
    while last + 1 < len(order) and at[order[last + 1]].side == side:
        last += 1
    return order[first : last + 1]


def _signal(
    rule: str,
    side: str,
    points: tuple[TrendPoint, ...],
    members: list[int],
    crossings: int = 0,
) -> TrendSignal:
    inside = [points[i] for i in members]
    return TrendSignal(
        rule,
        side,
        inside[0].period,
        inside[-1].period,
        len(inside),
        signal_words(rule, side, inside, crossings),
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
