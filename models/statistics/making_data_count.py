"""The Making Data Count rules of NHS England, read off an individuals chart.

A point is special when it lies outside the limits, belongs to seven points rising or falling in
a row, is one of two close to a limit among three on the same side of the mean, or belongs to
seven on one side of the mean; the first that holds names it. The rules start afresh after
every re-basing, and assurance is told from the last stretch.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from models.statistics.control_charts import mean_moving_range

_LIMIT = 2.66
"""3 / 1.128 as the guidance rounds it: limits lie this many mean moving ranges from the mean."""
_CLOSE = 2 * _LIMIT / 3
ROW = 7
"""Points in a row that make a shift or a trend, as the guidance counts."""
FEWEST_IN_ROW = 3
COMMON = "Common Cause"


class Improvement(StrEnum):
    """Which way is better. Neutral: neither."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class MdcPoint:
    """One point of the chart. All but the text fields are None where a value is missing; limits
    and what follows from them are None too where a stretch has no moving range."""

    mean: float | None
    lower: float | None
    upper: float | None
    outside: bool | None
    side: int | None
    """1 above the mean, -1 below, 0 on it."""
    close: bool | None
    """Between two thirds of the way to a limit and the limit."""
    cause: str | None
    """Common Cause, Above UCL, 7 Point Trend (Increasing), 2 in 3 Above CL, 7 Points Below CL..."""
    kind: str | None
    """common_cause, special_cause_improvement, _concern, _neutral_high or _neutral_low."""


@dataclass(frozen=True, slots=True)
class MdcChart:
    """All points, the last point's kind, and whether the process can be relied on to meet the
    target: consistent_pass, consistent_fail, inconsistent, or None without a target."""

    points: tuple[MdcPoint, ...]
    variation: str | None
    assurance: str | None


def making_data_count(
    values: Sequence[float | None],
    *,
    improvement: str = Improvement.INCREASE,
    screen_outliers: bool = True,
    fix_after: int | None = None,
    rebase_at: Sequence[int] | int | None = None,
    target: float | None = None,
    shift: int = ROW,
    rise: int = ROW,
) -> MdcChart:
    """Return an individuals chart with the rules applied.

    `fix_after` computes every stretch from its first points, `rebase_at` are the points, counted
    from 1, at which a new stretch begins. Screening leaves out moving ranges of 3.267 times their
    mean or more. `shift` points on one side of the mean, or `rise` points rising or falling, are
    special: other tools take 6 or 8, and 6. Raises ValueError for an unknown direction, and for
    rows below three. Source: NHS England,
    Making Data Count; definitions as in NHSRplotthedots 0.2.2.

    >>> chart = making_data_count([80, 82, 79, 81, 80, 83, 79, 80, 81, 82, 79, 55], target=75)
    >>> chart.variation, chart.assurance, chart.points[0].cause
    ('special_cause_concern', 'inconsistent', '7 Points Above CL')
    """
    direction = Improvement(improvement)
    if min(shift, rise) < FEWEST_IN_ROW:
        raise ValueError("a row holds at least three points")
    given = [rebase_at] if isinstance(rebase_at, int) else list(rebase_at or ())
    cuts = sorted({at - 1 for at in given if 1 < at <= len(values)})
    points: list[MdcPoint] = []
    for start, end in zip([0, *cuts], [*cuts, len(values)], strict=True):
        points += _stretch(values[start:end], direction, screen_outliers, fix_after, (shift, rise))
    last = next((p for p in reversed(points) if p.kind is not None), None)
    return MdcChart(
        tuple(points), last.kind if last else None, _assurance(points, target, direction)
    )


def _stretch(
    values: Sequence[float | None],
    direction: Improvement,
    screen: bool,
    fix_after: int | None,
    rows: tuple[int, int],
) -> list[MdcPoint]:
    clean = [None if v is None or v != v else float(v) for v in values]
    base = clean if fix_after is None else clean[:fix_after]
    known = [v for v in base if v is not None]
    if not known:
        return [MdcPoint(None, None, None, None, None, None, None, None)] * len(clean)
    mean = math.fsum(known) / len(known)
    mean_range = mean_moving_range(base, screen=screen)
    places = [i for i, v in enumerate(clean) if v is not None]
    there = [v for v in clean if v is not None]
    sides = [(v > mean) - (v < mean) for v in there]
    outside, close = _zones(there, mean, mean_range)
    causes = _causes(there, sides, outside, close, rows)
    lower = None if mean_range is None else mean - _LIMIT * mean_range
    upper = None if mean_range is None else mean + _LIMIT * mean_range
    points = [MdcPoint(mean, lower, upper, None, None, None, None, None)] * len(clean)
    for i, place in enumerate(places):
        points[place] = MdcPoint(
            mean,
            lower,
            upper,
            outside[i] if mean_range is not None else None,
            sides[i],
            close[i] if mean_range is not None else None,
            causes[i],
            _kind(causes[i], direction),
        )
    return points


def _zones(
    values: list[float], mean: float, mean_range: float | None
) -> tuple[list[bool], list[bool]]:
    if mean_range is None:
        return [False] * len(values), [False] * len(values)
    far, near = _LIMIT * mean_range, _CLOSE * mean_range
    outside = [v > mean + far or v < mean - far for v in values]
    close = [
        not out and (v > mean + near or v < mean - near)
        for v, out in zip(values, outside, strict=True)
    ]
    return outside, close


def _causes(
    values: list[float],
    sides: list[int],
    outside: list[bool],
    close: list[bool],
    rows: tuple[int, int],
) -> list[str]:
    shift, rise = rows
    trend = _trend(values, rise)
    pairs = _two_in_three(sides, close)
    row = _one_side(sides, shift)
    causes = []
    for i, side in enumerate(sides):
        where = "Above" if side > 0 else "Below"
        if outside[i]:
            causes.append("Above UCL" if side == 1 else "Below LCL")
        elif trend[i]:
            causes.append(f"{rise} Point Trend ({_slope(values, trend, i)})")
        elif pairs[i]:
            causes.append(f"2 in 3 {where} CL")
        elif row[i]:
            causes.append(f"{shift} Points {where} CL")
        else:
            causes.append(COMMON)
    return causes


def _trend(values: list[float], row: int) -> list[bool]:
    """Tell which points belong to a whole row, each above (or each below) the one before."""
    steps = [(b > a) - (b < a) for a, b in pairwise(values)]
    member = [False] * len(values)
    for start in range(len(values) - row + 1):
        window = steps[start : start + row - 1]
        if window[0] != 0 and all(step == window[0] for step in window):
            member[start : start + row] = [True] * row
    return member


def _slope(values: list[float], trend: list[bool], i: int) -> str:
    """Name a trend point's direction: toward the next trend point, else from the one before."""
    if i + 1 < len(values) and trend[i + 1]:
        rises = values[i + 1] > values[i]
    else:
        rises = i > 0 and values[i] > values[i - 1]
    return "Increasing" if rises else "Decreasing"


def _two_in_three(sides: list[int], close: list[bool]) -> list[bool]:
    member = [False] * len(sides)
    for start in range(len(sides) - 2):
        window = range(start, start + 3)
        if abs(sum(sides[i] for i in window)) == 3 and sum(close[i] for i in window) >= 2:
            for i in window:
                member[i] = member[i] or close[i]
    return member


def _one_side(sides: list[int], row: int) -> list[bool]:
    member = [False] * len(sides)
    for start in range(len(sides) - row + 1):
        if abs(sum(sides[start : start + row])) == row:
            member[start : start + row] = [True] * row
    return member


def _kind(cause: str, direction: Improvement) -> str:
    if cause == COMMON:
        return "common_cause"
    high = "Above" in cause or "Increasing" in cause
    if direction is Improvement.NEUTRAL:
        return f"special_cause_neutral_{'high' if high else 'low'}"
    better = high == (direction is Improvement.INCREASE)
    return f"special_cause_{'improvement' if better else 'concern'}"


def _assurance(
    points: Sequence[MdcPoint], target: float | None, direction: Improvement
) -> str | None:
    if target is None or not points or direction is Improvement.NEUTRAL:
        return None
    last = points[-1]
    if last.lower is None or last.upper is None:
        return None
    rising = direction is Improvement.INCREASE
    if target > last.upper:
        return "consistent_fail" if rising else "consistent_pass"
    if target < last.lower:
        return "consistent_pass" if rising else "consistent_fail"
    return "inconsistent"
