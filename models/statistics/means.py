"""Means of scores: their intervals, and the difference between two groups.

Missing scores (None or NaN) are left out. Everything rests on three moments, so that counts
of answers serve as well as the answers themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moments:
    """Number of scores, their mean (None without any), and their variance (None below two)."""

    n: int
    mean: float | None
    variance: float | None


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean with its interval; limits are None where the scores show no spread."""

    mean: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class MeanDifference:
    """First mean minus second; t, its degrees of freedom, two-sided p, and the interval."""

    estimate: float
    t: float
    df: float
    p: float
    lower: float
    upper: float


def moments(scores: Sequence[float | None]) -> Moments:
    """Return number, mean and sample variance of the scores that are there.

    >>> moments([1, 2, None, 3])
    Moments(n=3, mean=2.0, variance=1.0)
    """
    there = [float(x) for x in scores if x is not None and x == x]
    if not there:
        return Moments(0, None, None)
    mean = math.fsum(there) / len(there)
    if len(there) == 1:
        return Moments(1, mean, None)
    return Moments(len(there), mean, math.fsum((x - mean) ** 2 for x in there) / (len(there) - 1))


def moments_from_counts(counts: Mapping[float, int]) -> Moments:
    """Return number, mean and sample variance from counts keyed by score.

    Raises ValueError for a negative count.

    >>> moments_from_counts({0.0: 1, 100.0: 3})
    Moments(n=4, mean=75.0, variance=2500.0)
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count is not negative")
    n = sum(counts.values())
    if n == 0:
        return Moments(0, None, None)
    mean = math.fsum(score * count for score, count in counts.items()) / n
    if n == 1:
        return Moments(1, mean, None)
    square = math.fsum(count * (score - mean) ** 2 for score, count in counts.items())
    return Moments(n, mean, square / (n - 1))


def mean_interval(
    scores: Sequence[float | None] | Moments, confidence: float = 0.95
) -> MeanInterval | None:
    """Return the mean with Student's t interval.

    The limits are None when there is one score, or when all are equal: no spread was seen, and
    an interval of no width would claim certainty. None without scores. Raises ValueError for a
    confidence outside 0-1. Source: Student 1908; as R's t.test.

    >>> found = mean_interval([43, 63, 71, 61, 81])
    >>> round(found.mean, 2), round(found.lower, 2), round(found.upper, 2)
    (63.8, 46.36, 81.24)
    """
    _check_confidence(confidence)
    m = scores if isinstance(scores, Moments) else moments(scores)
    if m.mean is None:
        return None
    if not m.variance:
        return MeanInterval(m.mean, None, None)
    reach = _t_quantile(m.n - 1, confidence) * math.sqrt(m.variance / m.n)
    return MeanInterval(m.mean, m.mean - reach, m.mean + reach)


def welch(
    first: Sequence[float | None] | Moments,
    second: Sequence[float | None] | Moments,
    confidence: float = 0.95,
) -> MeanDifference | None:
    """Return the difference of two means by Welch's test, variances not taken as equal.

    None when either side has fewer than two scores or neither shows any spread. Raises
    ValueError for a confidence outside 0-1. Source: Welch 1947; as R's t.test.

    >>> found = welch([0.7, -1.6, -0.2, -1.2], [1.9, 0.8, 1.1, 0.1])
    >>> round(found.t, 3), round(found.df, 3), round(found.p, 3)
    (-2.432, 5.456, 0.055)
    """
    _check_confidence(confidence)
    a = first if isinstance(first, Moments) else moments(first)
    b = second if isinstance(second, Moments) else moments(second)
    if a.mean is None or b.mean is None or a.variance is None or b.variance is None:
        return None
    part_a, part_b = a.variance / a.n, b.variance / b.n
    variance = part_a + part_b
    if variance == 0:
        return None
    from scipy.special import stdtr

    df = variance**2 / (part_a**2 / (a.n - 1) + part_b**2 / (b.n - 1))
    estimate = a.mean - b.mean
    t = estimate / math.sqrt(variance)
    reach = _t_quantile(df, confidence) * math.sqrt(variance)
    p = float(2 * stdtr(df, -abs(t)))
    return MeanDifference(estimate, t, df, p, estimate - reach, estimate + reach)


def weighted_mean(scores: Sequence[float | None], weights: Sequence[float | None]) -> float | None:
    """Return the sum of weight x score over the sum of weights.

    A score or weight that is missing leaves the pair out. None when nothing has weight. Raises
    ValueError for a negative weight or unequal lengths.

    >>> weighted_mean([80.0, 90.0, None], [3, 1, 5])
    82.5
    """
    pairs = [
        (x, w)
        for x, w in zip(scores, weights, strict=True)
        if x is not None and w is not None and x == x and w == w
    ]
    if any(w < 0 for _x, w in pairs):
        raise ValueError("a weight is not negative")
    total = math.fsum(w for _x, w in pairs)
    return math.fsum(x * w for x, w in pairs) / total if total else None


def _t_quantile(df: float, confidence: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + confidence / 2))


def _check_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError("a confidence lies between 0 and 1")
