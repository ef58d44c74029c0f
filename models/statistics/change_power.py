"""How surely a change will be seen, and after how many answers. Shares are fractions 0-1."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from models.statistics.exact_tests import check_share
from models.statistics.proportions import normal_quantile

MOST_PAIRS = 150_000
"""Pairs of counts that are gone through one by one; above, the normal approximation is close."""


def chance_to_see(p1: float, n1: float, p2: float, n2: float) -> float:
    """Return the chance, 0-1, that a rise from p1 to p2 is seen: that the 95 % Newcombe interval
    of second minus first lies above 0.

    `n1` and `n2` are answers, at least 1 each; fractions (of a composite's effective answers) are
    rounded. Exact over every pair of counts, approximate above MOST_PAIRS pairs. Raises
    ValueError for shares outside 0-1.

    >>> round(chance_to_see(0.70, 180, 0.85, 140), 2)
    0.9
    """
    check_share(p1)
    check_share(p2)
    first, second = max(1, round(n1)), max(1, round(n2))
    if (first + 1) * (second + 1) > MOST_PAIRS:
        pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
        null = math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
        real = math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
        if real == 0:
            return float(p2 - p1 > normal_quantile() * null)
        return NormalDist().cdf((p2 - p1 - normal_quantile() * null) / real)
    share_1, reach_1 = _upper_reach(first)
    share_2, reach_2 = _lower_reach(second)
    gap = share_2[None, :] - share_1[:, None]
    seen = (gap > 0) & (gap**2 > reach_1[:, None] ** 2 + reach_2[None, :] ** 2)
    return float(_binomial(first, p1) @ seen @ _binomial(second, p2))


def answers_to_see(p1: float, n1: float, p2: float, power: float = 0.8) -> float | None:
    """Return the later answers from which a rise from p1, over n1 answers, to p2 is seen with a
    chance of `power`.

    None when no number of answers suffices, because the n1 before are too few. Raises ValueError
    as `chance_to_see` does.

    >>> round(answers_to_see(0.70, 180, 0.85)), answers_to_see(0.70, 20, 0.75)
    (94, None)
    """
    if p2 <= p1 or n1 < 1:
        return None
    most = 1e7
    if chance_to_see(p1, n1, p2, most) < power:
        return None
    z_alpha, z_power = normal_quantile(), NormalDist().inv_cdf(power)
    high = _normal_answers(p1, n1, p2, z_alpha, z_power, most)
    while high < most and chance_to_see(p1, n1, p2, high) < power:
        high = min(most, 1.3 * high)
    low = high / 1.3
    while low > 2 and chance_to_see(p1, n1, p2, low) >= power:
        low, high = low / 1.3, low
    for _ in range(5):
        half = (low + high) / 2
        low, high = (low, half) if chance_to_see(p1, n1, p2, half) >= power else (half, high)
    return high


def _normal_answers(
    p1: float, n1: float, p2: float, z_alpha: float, z_power: float, most: float
) -> float:
    """Return the answers that the normal approximation asks for, `most` when none suffice."""
    wished = ((p2 - p1) / (z_alpha + z_power)) ** 2 - p1 * (1 - p1) / n1
    return most if wished <= 0 else min(most, max(2.0, max(p2 * (1 - p2), 0.01) / wished))


def _upper_reach(n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return every share of n answers and how far the Wilson limit lies above it."""
    share, middle, half = _wilson(n)
    return share, np.maximum(0.0, middle + half - share)


def _lower_reach(n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    share, middle, half = _wilson(n)
    return share, np.maximum(0.0, share - (middle - half))


def _wilson(n: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    z = normal_quantile()
    share = np.arange(n + 1) / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return share, middle, half


def _binomial(n: int, p: float) -> NDArray[np.float64]:
    """Return the chance of each count from 0 to n."""
    if p in (0.0, 1.0):
        sure = np.zeros(n + 1)
        sure[0 if p == 0.0 else n] = 1.0
        return sure
    steps = np.log(np.arange(n, 0, -1) / np.arange(1, n + 1)) + math.log(p / (1 - p))
    logs = np.concatenate([[0.0], np.cumsum(steps)]) + n * math.log1p(-p)
    return np.exp(logs)
