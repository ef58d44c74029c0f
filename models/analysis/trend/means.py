"""Mean scores over time: limits from how the points move, judged by the rules a person chose."""

from __future__ import annotations

import re
from dataclasses import replace

from models.analysis.trend.results import TrendMethod, TrendPoint, TrendSignal
from models.analysis.trend.rules import RuleSet
from models.analysis.trend.series import Stretch
from models.analysis.trend.signals import (
    FEWEST_USEFUL,
    NONE,
    XMR,
    AssessedStretch,
    runs_of,
    signal_of,
    with_runs,
)
from models.statistics.making_data_count import MdcChart, MdcPoint, making_data_count

_COUNT = re.compile(r"^\d+ (?=Point)")
_CAUSES = {
    "Above UCL": ("above_limit", "outside_limits", "above"),
    "Below LCL": ("below_limit", "outside_limits", "below"),
    "Point Trend (Increasing)": ("rising", "trend", "above"),
    "Point Trend (Decreasing)": ("falling", "trend", "below"),
    "2 in 3 Above CL": ("close_above", "close_to_limit", "above"),
    "2 in 3 Below CL": ("close_below", "close_to_limit", "below"),
    "Points Above CL": ("seven_above", "one_side", "above"),
    "Points Below CL": ("seven_below", "one_side", "below"),
}


def xmr(stretch: Stretch, rules: RuleSet) -> AssessedStretch:
    """Return a stretch of means on an XmR chart, a line without rules below ten points."""
    judged = stretch.judged
    values = [stretch.points[i].value for i in judged]
    fix = len(stretch.lined) if stretch.frozen is not None else None
    if len(judged) < FEWEST_USEFUL:
        return AssessedStretch(NONE, stretch.points, (), _method(stretch, len(judged)))
    if rules.counts_rows:
        chart = making_data_count(values, fix_after=fix, shift=rules.shift, rise=rules.rise)
        return _by_rows(stretch, chart, rules)
    return _by_runs(stretch, making_data_count(values, fix_after=fix), rules)


def _by_rows(stretch: Stretch, chart: MdcChart, rules: RuleSet) -> AssessedStretch:
    at = dict(zip(stretch.judged, chart.points, strict=True))
    line = chart.points[0]
    points = tuple(_mean_point(p, line, _cause(at.get(i))) for i, p in enumerate(stretch.points))
    signals = _mean_signals(stretch, at)
    return AssessedStretch(
        XMR,
        points,
        signals,
        _method(stretch, len(at)),
        line.mean,
        answers=_answers(stretch),
        mix=stretch.mix,
        lined=len(stretch.lined),
        rule_set=rules.key,
    )


def _by_runs(stretch: Stretch, chart: MdcChart, rules: RuleSet) -> AssessedStretch:
    """Judge by the limits and the two Anhøj rules around the average."""
    at = dict(zip(stretch.judged, chart.points, strict=True))
    line = chart.points[0]
    outside = {i: p for i, p in at.items() if p.outside}
    points = [_mean_point(p, line, _cause(outside.get(i))) for i, p in enumerate(stretch.points)]
    signals = tuple(
        signal_of("outside_limits", "above" if p.side == 1 else "below", stretch.points, [i])
        for i, p in outside.items()
    )
    runs = runs_of(stretch, line.mean)
    found, of_runs = with_runs(points, stretch, runs)
    in_use = runs.n_useful >= FEWEST_USEFUL
    method = replace(
        _method(stretch, len(at)),
        longest=runs.longest_run_max if in_use else None,
        fewest=runs.crossings_min if in_use else None,
    )
    return AssessedStretch(
        XMR,
        found,
        (*of_runs, *signals),
        method,
        line.mean,
        answers=_answers(stretch),
        mix=stretch.mix,
        lined=len(stretch.lined),
        rule_set=rules.key,
    )


def _method(stretch: Stretch, useful: int) -> TrendMethod:
    shown = [p for p in stretch.points if p.value is not None and p.complete]
    return TrendMethod(useful=useful, usable=len(shown))


def _answers(stretch: Stretch) -> tuple[float, ...]:
    """Return the answers behind each judged point, as an item with the same variance has them."""
    return tuple(stretch.points[i].n / stretch.design for i in stretch.judged)


def _cause(point: MdcPoint | None) -> tuple[str, str, str] | None:
    """Return flag, rule and side of what makes a point special, None where nothing does."""
    if point is None or point.cause is None:
        return None
    return _CAUSES.get(_COUNT.sub("", point.cause))


def _mean_point(
    point: TrendPoint, line: MdcPoint, cause: tuple[str, str, str] | None
) -> TrendPoint:
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
    cause = None
    for i in [*sorted(at), None]:
        here = _cause(at[i]) if i is not None else None
        if group and cause is not None and here != cause:
            _flag, rule, side = cause
            members = _whole_row(group, at) if rule == "one_side" else group
            found = signal_of(rule, side, stretch.points, members)
            if found not in signals:
                signals.append(found)
            group = []
        if i is not None and here is not None:
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
