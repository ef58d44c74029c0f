"""Shares of answers: intervals, differences and tests.

Nothing here imports scipy: the first comparison on screen must not wait for it. Shares are
fractions 0-1; `x` of `n` answers are in the top box. Counts may be fractional (weighted).
Impossible counts (negative, or more successes than answers) raise ValueError.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from models.statistics.exact_tests import (
    check_counts,
    fisher_exact_p,
    one_sample_p,
    one_sided_p,
)

__all__ = [
    "DifferenceInterval",
    "fisher_exact_p",
    "n_minus_1_chi_square_p",
    "newcombe_difference",
    "normal_quantile",
    "one_sample_p",
    "one_sided_p",
    "square_and_add",
    "two_proportion_p",
    "wilson_interval",
]

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class DifferenceInterval:
    """First share minus second, -1 to 1, with its interval."""

    estimate: float
    lower: float
    upper: float


def normal_quantile(confidence: float = 0.95) -> float:
    """Return the two-sided normal quantile of a confidence between 0 and 1.

    Raises ValueError outside that range.

    >>> round(normal_quantile(0.95), 6)
    1.959964
    """
    if not 0 < confidence < 1:
        raise ValueError("a confidence lies between 0 and 1")
    return _NORMAL.inv_cdf(0.5 + confidence / 2)


def wilson_interval(x: float, n: float, confidence: float = 0.95) -> tuple[float, float] | None:
    """Return the Wilson score interval of x successes in n answers, without correction.

    Both limits lie in 0-1 and enclose x / n. None when n is 0. Raises ValueError for
    impossible counts. Source: Wilson 1927; Newcombe 1998, Stat Med 17:857, method 3.

    >>> low, high = wilson_interval(22, 30)
    >>> round(low, 4), round(high, 4)
    (0.5555, 0.8582)
    >>> wilson_interval(0, 0) is None
    True
    """
    check_counts(x, n)
    if n == 0:
        return None
    z = normal_quantile(confidence)
    share = x / n
    middle = 2 * x + z * z
    spread = z * math.sqrt(z * z + 4 * x * (1 - share))
    below = 2 * (n + z * z)
    low = 0.0 if x == 0 else max(0.0, (middle - spread) / below)
    high = 1.0 if x == n else min(1.0, (middle + spread) / below)
    return min(low, share), max(high, share)


def square_and_add(
    first: float,
    first_interval: tuple[float, float],
    second: float,
    second_interval: tuple[float, float],
) -> DifferenceInterval:
    """Return first minus second with an interval from the two intervals (MOVER).

    The distances from each estimate to its limits are squared and added, so asymmetric
    intervals stay asymmetric. Source: Newcombe 1998, Stat Med 17:873, method 10;
    Newcombe 2001, Stat Med 20:2889.

    >>> d = square_and_add(0.8, (0.7, 0.9), 0.5, (0.4, 0.6))
    >>> round(d.estimate, 3), round(d.lower, 3), round(d.upper, 3)
    (0.3, 0.159, 0.441)
    """
    estimate = first - second
    down = math.hypot(first - first_interval[0], second_interval[1] - second)
    up = math.hypot(first_interval[1] - first, second - second_interval[0])
    return DifferenceInterval(estimate, estimate - down, estimate + up)


def newcombe_difference(
    x1: float, n1: float, x2: float, n2: float, confidence: float = 0.95
) -> DifferenceInterval | None:
    """Return x1/n1 - x2/n2 with Newcombe's hybrid score interval (method 10).

    Limits lie in -1 to 1. None when either n is 0. Raises ValueError for impossible counts.
    Source: Newcombe 1998, Stat Med 17:873.

    >>> d = newcombe_difference(56, 70, 48, 80)
    >>> round(d.estimate, 4), round(d.lower, 4), round(d.upper, 4)
    (0.2, 0.0524, 0.3339)
    """
    first = wilson_interval(x1, n1, confidence)
    second = wilson_interval(x2, n2, confidence)
    if first is None or second is None:
        return None
    found = square_and_add(x1 / n1, first, x2 / n2, second)
    return DifferenceInterval(found.estimate, max(-1.0, found.lower), min(1.0, found.upper))


def n_minus_1_chi_square_p(x1: float, n1: float, x2: float, n2: float) -> float | None:
    """Return the two-sided p of the N-1 chi-square test of two shares.

    None when either n is 0 or when all answers are alike (no test is possible). Raises
    ValueError for impossible counts. Source: Campbell 2007, Stat Med 26:3661.

    >>> round(n_minus_1_chi_square_p(56, 70, 48, 80), 6)
    0.008258
    """
    check_counts(x1, n1)
    check_counts(x2, n2)
    total, top = n1 + n2, x1 + x2
    if n1 == 0 or n2 == 0 or top == 0 or top == total:
        return None
    cross = x1 * (n2 - x2) - x2 * (n1 - x1)
    chi_square = (total - 1) * cross * cross / (n1 * n2 * top * (total - top))
    return math.erfc(math.sqrt(chi_square / 2))


def two_proportion_p(x1: int, n1: int, x2: int, n2: int) -> float | None:
    """Return the p of the test that suits the counts.

    N-1 chi-square when every expected count is at least 1, else Fisher. None when either n is
    0. Raises ValueError for impossible counts. Source: Campbell 2007, Stat Med 26:3661.

    >>> round(two_proportion_p(56, 70, 48, 80), 4), round(two_proportion_p(1, 5, 0, 40), 4)
    (0.0083, 0.1111)
    """
    check_counts(x1, n1)
    check_counts(x2, n2)
    if n1 == 0 or n2 == 0:
        return None
    top = x1 + x2
    smallest = min(n1, n2) * min(top, n1 + n2 - top) / (n1 + n2)
    if smallest < 1:
        return fisher_exact_p(x1, n1, x2, n2)
    return n_minus_1_chi_square_p(x1, n1, x2, n2)
