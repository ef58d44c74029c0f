"""Is one month odd? Exact binomial limits for single months, and how much months differ.

Every function works on many series at once (rows), so that the same code that judges a chart
also counts how often it would judge a steady one wrongly. Shares are fractions 0-1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.statistics.control_charts import D2
from models.statistics.homogeneity import chi_square_tail

THREE_SIGMA = 0.00135
"""Chance beyond a limit on either side: that of three standard errors."""
SUPPORTED = 0.05
"""Months differ more than chance where equal months would differ so much less often than this."""
MOST_EXACT = 3000
"""Answers up to which limits are exact; above, the normal approximation is as good."""
MOST_ODD = 4
"""Single months that may stand out before all of them are simply different."""
_GRID = 9

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class OddMonths:
    """Which months stand out, by row.

    `outside`: months beyond the limits that the other months set; `share` and `sigma_z` of
    those others, `sigma_z` 1 where they differ no more than chance (`supported` False).
    """

    outside: Bools
    share: Floats
    sigma_z: Floats
    supported: Bools


@lru_cache(maxsize=4096)
def exact_limits(p: float, n: int, tail: float = THREE_SIGMA) -> tuple[float | None, float | None]:
    """Return the lowest and the highest share of n answers that chance explains at share p.

    A share below the first, or above the second, has a chance of less than `tail`. None where
    even 0 % or 100 % is no surprise: there is no such limit. Raises ValueError for p outside
    0-1. Source: exact binomial tail, as in Duncan, Quality Control and Industrial Statistics.

    >>> exact_limits(0.9, 60), exact_limits(0.9, 15)
    ((0.7666666666666667, None), (0.6, None))
    """
    if not 0 <= p <= 1:
        raise ValueError("a share lies between 0 and 1")
    if n < 1 or p in (0.0, 1.0):
        return None, None
    if n > MOST_EXACT:
        reach = 3 * math.sqrt(p * (1 - p) / n)
        return p - reach if p > reach else None, p + reach if p + reach < 1 else None
    below = np.cumsum(_binomial(n, p))
    above = np.cumsum(_binomial(n, p)[::-1])[::-1]
    lowest = int(np.searchsorted(below, tail))
    highest = n - int(np.searchsorted(above[::-1], tail))
    return lowest / n if lowest > 0 else None, highest / n if highest < n else None


def limits_of_months(
    share: float, n: Floats, sigma_z: float = 1.0, tail: float = THREE_SIGMA
) -> tuple[list[float | None], list[float | None]]:
    """Return the limits of single months, `sigma_z` times as far from the share as exact ones.

    >>> limits_of_months(0.5, np.array([20.0, 100.0]))
    ([0.2, 0.35], [0.8, 0.65])
    """
    lower, upper = [], []
    for answers in n:
        low, high = exact_limits(share, max(1, round(float(answers))), tail)
        low = None if low is None else share - (share - low) * sigma_z
        high = None if high is None else share + (high - share) * sigma_z
        lower.append(low if low is not None and low > 0 else None)
        upper.append(high if high is not None and high < 1 else None)
    return lower, upper


def odd_months(x: Floats, n: Floats) -> OddMonths:
    """Return which months stand out from the others of their row.

    `x` of `n` answers were top boxes, rows by months and months. The month farthest off is
    judged by all others: by their share and, where they differ more than chance (chi-square
    test), by Laney's sigma-z of theirs; then the next, while one stands out.

    >>> x = np.array([[54.0, 55, 53, 54, 30, 56, 54, 52, 55, 53, 54, 55]])
    >>> odd_months(x, np.full(12, 60.0)).outside[0].nonzero()[0].tolist()
    [4]
    """
    kept = np.ones(x.shape, dtype=bool)
    active = np.ones(len(x), dtype=bool)
    for _ in range(MOST_ODD):
        place, out = _farthest(x, n, kept)
        active &= out
        if not active.any():
            break
        kept[active, place[active]] = False
    share, sigma, supported = common(x, n, kept)
    return OddMonths(~kept, share, sigma, supported)


def any_odd_month(x: Floats, n: Floats) -> Bools:
    """Return which rows have a month that stands out, quicker than `odd_months`.

    >>> any_odd_month(np.array([[54.0, 55, 30, 54], [54, 55, 53, 54]]), np.full(4, 60.0)).tolist()
    [True, False]
    """
    return _farthest(x, n, np.ones(x.shape, dtype=bool))[1]


def _farthest(x: Floats, n: Floats, kept: Bools) -> tuple[NDArray[np.intp], Bools]:
    """Return the month of each row that lies farthest off, and whether it stands out."""
    rows = np.arange(len(x))
    answers = (kept * n).sum(axis=1)
    z = np.abs(_z(x, n, np.where(kept, x, 0).sum(axis=1) / answers))
    z[~kept] = -1
    place = z.argmax(axis=1)
    others = kept.copy()
    others[rows, place] = False
    share, sigma, _supported = common(x, n, others)
    return place, _is_outside(x[rows, place], n[place], share, sigma)


def outside_limits(
    x: Floats, n: Floats, share: Floats, sigma: Floats, tail: float = THREE_SIGMA
) -> Bools:
    """Return which months lie beyond limits around a share given by row, `sigma` times as far.

    >>> share, sigma = np.array([0.9]), np.array([1.0])
    >>> outside_limits(np.array([[54.0, 30.0]]), np.full(2, 60.0), share, sigma).tolist()
    [[False, True]]
    """
    found = np.zeros(x.shape, dtype=bool)
    for month in range(x.shape[1]):
        at = np.full(len(x), n[month])
        widened = sigma[:, month] if sigma.ndim == 2 else sigma
        found[:, month] = _is_outside(x[:, month], at, share, widened, tail)
    return found


def _is_outside(
    x: Floats, n: Floats, share: Floats, sigma: Floats, tail: float = THREE_SIGMA
) -> Bools:
    """Return whether single months, one by row, lie beyond their limits."""
    low_by, high_by = _limit_grid(share, n, tail)
    value = x / n
    below = value < share - (share - low_by) * sigma - 1e-12
    above = value > share + (high_by - share) * sigma + 1e-12
    return np.asarray(below | above)


def _limit_grid(share: Floats, n: Floats, tail: float) -> tuple[Floats, Floats]:
    """Return exact limits for shares and answers, -1 and 2 where there is none. Many different
    shares are rounded to a grid: an estimate is not exact to its fourth digit."""
    known, place = np.unique(share, return_inverse=True)
    if len(known) > _GRID:
        known = np.linspace(known[0], known[-1], _GRID)
        step = known[1] - known[0]
        place = np.rint((share - known[0]) / step).astype(int)
    low, high = np.empty(len(share)), np.empty(len(share))
    for answers in np.unique(n):
        of_n = n == answers
        table = [exact_limits(float(p), max(1, round(float(answers))), tail) for p in known]
        lows = np.array([-1.0 if a is None else a for a, _b in table])
        highs = np.array([2.0 if b is None else b for _a, b in table])
        low[of_n], high[of_n] = lows[place[of_n]], highs[place[of_n]]
    return low, high


def common(x: Floats, n: Floats, kept: Bools) -> tuple[Floats, Floats, Bools]:
    """Return the share of the kept months of each row, how much they differ, and whether a test
    supports that.

    >>> x, n = np.array([[30.0, 60, 30, 60]]), np.full(4, 75.0)
    >>> share, sigma, supported = common(x, n, np.ones((1, 4), dtype=bool))
    >>> float(share[0]), round(float(sigma[0]), 2), bool(supported[0])
    (0.6, 6.27, True)
    """
    answers = (kept * n).sum(axis=1)
    share = np.where(kept, x, 0).sum(axis=1) / answers
    z = _z(x, n, share)
    z[~kept] = np.nan
    squares = np.nansum(z**2, axis=1)
    months = kept.sum(axis=1)
    supported = np.zeros(len(x), dtype=bool)
    for count in np.unique(months):
        limit = _chi_square_limit(int(count) - 1) if count > 1 else math.inf
        supported[months == count] = squares[months == count] > limit
    sigma = np.ones(len(x))
    if supported.any():
        ranges = np.abs(np.diff(z[supported], axis=1))
        there = np.isfinite(ranges)
        total = np.where(there, ranges, 0).sum(axis=1)
        sigma[supported] = np.maximum(1.0, total / np.maximum(1, there.sum(axis=1)) / D2)
    return share, sigma, supported


def _z(x: Floats, n: Floats, share: Floats) -> Floats:
    at = share[:, None]
    spread = np.sqrt(np.maximum(at * (1 - at), 1e-9) * n)
    return np.asarray((x - n * at) / spread)


@lru_cache(maxsize=512)
def _chi_square_limit(df: int) -> float:
    low, high = 0.0, 10.0 * df + 20
    for _ in range(60):
        half = (low + high) / 2
        low, high = (half, high) if chi_square_tail(half, df) > SUPPORTED else (low, half)
    return high


def _binomial(n: int, p: float) -> Floats:
    steps = np.log(np.arange(n, 0, -1) / np.arange(1, n + 1)) + math.log(p / (1 - p))
    logs = np.concatenate([[0.0], np.cumsum(steps)]) + n * math.log1p(-p)
    return np.asarray(np.exp(logs))
