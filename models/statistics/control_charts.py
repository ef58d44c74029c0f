"""Control charts: limits of three standard errors around a centre line, point by point.

Only a person freezes or re-bases a chart: `freeze_at` computes the first stretch's line from its
first k points, `rebase_after` starts a new stretch after point k (one or several). Excluded
points (counted from 1) are drawn but take no part in the line. A value that is missing takes
no part either, and no moving range spans it. None stands where there is no line or limit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.statistics.exact_tests import check_counts

D2 = 1.128
"""Mean moving range of two normal values, in standard deviations, as printed in the textbooks."""
_SCREEN = 3.267
"""A moving range beyond this many mean moving ranges is the work of a single odd point."""


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Line and limits per point. `sigma_z` is the overdispersion found, `sigma_z_used` the one
    in the limits; both are empty but for p-prime charts."""

    center: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    sigma_z: tuple[float | None, ...] = ()
    sigma_z_used: tuple[float | None, ...] = ()

    def outside(self, values: Sequence[float | None]) -> list[bool]:
        """Return for every value whether it lies beyond a limit; False where either is missing."""
        return [
            value is not None
            and ((low is not None and value < low) or (high is not None and value > high))
            for value, low, high in zip(values, self.lower, self.upper, strict=True)
        ]


Rebase = int | Sequence[int] | None


def p_chart(
    x: Sequence[float | None],
    n: Sequence[float | None],
    *,
    freeze_at: int | None = None,
    rebase_after: Rebase = None,
    exclude: Sequence[int] | None = None,
) -> ControlChart:
    """Return a p-chart of x successes in n answers, limits clamped to 0-1.

    Centre = pooled share; limits = centre -/+ 3 sqrt(p (1 - p) / n), so they wobble with n. A
    point without answers has a line but no limits. Raises ValueError for impossible counts.
    Source: Montgomery, Introduction to Statistical Quality Control, chapter 7.

    >>> chart = p_chart([21, 25, 19], [34, 38, 31])
    >>> round(chart.center[0], 4), round(chart.lower[0], 4), round(chart.upper[0], 4)
    (0.6311, 0.3828, 0.8793)
    """
    return _share_chart(x, n, freeze_at, rebase_after, exclude, lambda _z: (None, 1.0))


def p_prime_chart(
    x: Sequence[float | None],
    n: Sequence[float | None],
    *,
    floor_sigma_z: bool = True,
    freeze_at: int | None = None,
    rebase_after: Rebase = None,
    exclude: Sequence[int] | None = None,
) -> ControlChart:
    """Return Laney's p-prime chart: a p-chart whose limits allow for overdispersion.

    sigma_z = mean moving range of the points' z scores / 1.128 multiplies the limits, as
    max(1, sigma_z) when floored (below 1 it would invent signals). Limits are clamped to 0-1.
    sigma_z is None when no two neighbors can be compared; then 1 is used when floored, and
    there are no limits otherwise. Raises ValueError for impossible counts. Source: Laney 2002,
    Qual Eng 14:531; Mohammed et al. 2013, BMJ Qual Saf 22:362.

    >>> chart = p_prime_chart([4210, 4302, 3988, 4475], [5600, 5710, 5420, 5880])
    >>> round(chart.sigma_z[0], 3), round(chart.upper[0], 4)
    (2.266, 0.7901)
    """

    def spread(z: list[float | None]) -> tuple[float | None, float | None]:
        ranges = _moving_ranges(z)
        found = math.fsum(ranges) / len(ranges) / D2 if ranges else None
        if not floor_sigma_z:
            return found, found
        return found, max(1.0, found) if found is not None else 1.0

    return _share_chart(x, n, freeze_at, rebase_after, exclude, spread)


def xmr_chart(
    y: Sequence[float | None],
    *,
    freeze_at: int | None = None,
    rebase_after: Rebase = None,
    exclude: Sequence[int] | None = None,
    screen_mr: bool = False,
) -> ControlChart:
    """Return the individuals chart: mean -/+ 3 x mean moving range / 1.128.

    With `screen_mr` moving ranges of 3.267 times their mean or more are left out, once. No
    limits with fewer than two comparable points, or when screening leaves no moving range (a
    constant series). Source: Montgomery, chapter 6; Nelson 1982 for screening.

    >>> chart = xmr_chart([310, 288, 297, 298, 307])
    >>> chart.center[0], round(chart.lower[0], 2), round(chart.upper[0], 2)
    (300.0, 272.74, 327.26)
    """
    values = [None if v is None or v != v else float(v) for v in y]
    center: list[float | None] = []
    reach: list[float | None] = []
    for start, end, base in _segments(len(values), freeze_at, rebase_after, exclude):
        there = [v for v in (values[i] for i in base) if v is not None]
        mean = math.fsum(there) / len(there) if there else None
        mean_range = mean_moving_range([values[i] for i in base], screen=screen_mr)
        center += [mean] * (end - start)
        reach += [None if mean_range is None else 3 * mean_range / D2] * (end - start)
    pairs = list(zip(center, reach, strict=True))
    return ControlChart(
        tuple(center),
        tuple(None if c is None or r is None else c - r for c, r in pairs),
        tuple(None if c is None or r is None else c + r for c, r in pairs),
    )


def mean_moving_range(values: Sequence[float | None], *, screen: bool = False) -> float | None:
    """Return the mean absolute difference of neighbors; pairs with a missing value are left out.

    With `screen`, ranges of 3.267 times the mean or more are left out once. None when no range
    remains. Source: Nelson 1982, J Qual Technol 14:172.

    >>> mean_moving_range([1.0, 2.0, None, 4.0, 6.0])
    1.5
    """
    ranges = _moving_ranges(values)
    if screen and ranges:
        limit = _SCREEN * math.fsum(ranges) / len(ranges)
        ranges = [r for r in ranges if r < limit]
    return math.fsum(ranges) / len(ranges) if ranges else None


def limits_stay_inside(p: float, n: float) -> bool:
    """Return whether both limits of a p-chart at share p and n answers lie inside 0-1.

    Below this a chart can signal in one direction only. Raises ValueError for p outside 0-1.

    >>> limits_stay_inside(0.8, 37), limits_stay_inside(0.8, 36)
    (True, False)
    """
    if not 0 <= p <= 1:
        raise ValueError("a share lies between 0 and 1")
    return 0 < p < 1 and n * p > 9 * (1 - p) and n * (1 - p) > 9 * p


def _share_chart(
    x: Sequence[float | None],
    n: Sequence[float | None],
    freeze_at: int | None,
    rebase_after: Rebase,
    exclude: Sequence[int] | None,
    spread: Callable[[list[float | None]], tuple[float | None, float | None]],
) -> ControlChart:
    counts = [_counts(a, b) for a, b in zip(x, n, strict=True)]
    rows: list[tuple[float | None, float | None, float | None, float | None, float | None]] = []
    for start, end, base in _segments(len(counts), freeze_at, rebase_after, exclude):
        answers = math.fsum(counts[i][1] for i in base)
        if answers == 0:
            rows += [(None, None, None, None, None)] * (end - start)
            continue
        p = math.fsum(counts[i][0] for i in base) / answers
        found, used = spread([_z_score(*counts[i], p) for i in base])
        for _x, answers in counts[start:end]:
            if answers == 0 or used is None:
                rows.append((p, None, None, found, used))
                continue
            reach = 3 * math.sqrt(p * (1 - p) / answers) * used
            rows.append((p, max(0.0, p - reach), min(1.0, p + reach), found, used))
    columns = [tuple(row[i] for row in rows) for i in range(5)]
    return ControlChart(*columns)


def _counts(x: float | None, n: float | None) -> tuple[float, float]:
    if x is None or n is None or x != x or n != n:
        return 0, 0
    check_counts(x, n)
    return x, n


def _z_score(x: float, n: float, p: float) -> float | None:
    if n == 0 or p in (0.0, 1.0):
        return None
    return (x / n - p) / math.sqrt(p * (1 - p) / n)


def _moving_ranges(values: Sequence[float | None]) -> list[float]:
    return [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]


def _segments(
    length: int,
    freeze_at: int | None,
    rebase_after: Rebase,
    exclude: Sequence[int] | None,
) -> Iterator[tuple[int, int, list[int]]]:
    """Give each stretch as start, end and the places that make its line."""
    given = [rebase_after] if isinstance(rebase_after, int) else list(rebase_after or ())
    cuts = sorted({cut for cut in given if 0 < cut < length})
    left_out = set(exclude or ())
    for start, end in zip([0, *cuts], [*cuts, length], strict=True):
        until = end if freeze_at is None or start > 0 else min(end, freeze_at)
        yield start, end, [i for i in range(start, until) if i + 1 not in left_out]
