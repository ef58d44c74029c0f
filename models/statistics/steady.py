"""How often a chart would find a change in a unit that is steady: counted, not assumed.

The chart's own months and answers are drawn again and again around one share or one mix of
answers, and the chart's own rules are applied to each draw. So ties, few answers, skewed scores
and frozen lines are in the figure.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.statistics.month_limits import any_odd_month
from models.statistics.run_chart import fewest_crossings, longest_run_limit
from models.statistics.watch import drawn_months, rounded

REPETITIONS = 3000
SEED = 20261124
FEWEST_USEFUL = 10
MOST_DRAWN = 25
"""Answers up to which a mean score is drawn answer by answer; above it is as good as normal."""
_LIMIT, _D_SCREEN = 2.66, 3.267

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def share_false_alarms(
    share: float, n: Floats, *, median_line: bool, sigma_z: float = 1.0
) -> float:
    """Return the chance, 0-1, that a steady share of so many answers a month breaks a rule: one
    month outside the limits, or the run rules around the median or the average.

    >>> alarms = share_false_alarms(0.7, np.full(24, 60.0), median_line=True)
    >>> 0.03 < alarms < 0.08
    True
    """
    return _share_alarms(round(share, 2), rounded(n), median_line, round(max(1.0, sigma_z), 1))


@lru_cache(maxsize=256)
def _share_alarms(share: float, n: tuple[int, ...], median_line: bool, sigma_z: float) -> float:
    if not 0 < share < 1 or not n:
        return 0.0
    answers = np.array(n, dtype=float)
    x = drawn_months(np.random.default_rng(SEED), share, answers, sigma_z)[:REPETITIONS]
    values = x / answers
    line = np.median(values, axis=1) if median_line else x.sum(axis=1) / answers.sum()
    return float((any_odd_month(x, answers) | runs_signal(values, line)).mean())


def mean_false_alarms(
    worths: tuple[float, ...],
    chances: tuple[float, ...],
    n: Floats,
    *,
    shift: int,
    rise: int,
    lined: int | None = None,
) -> float:
    """Return the same for mean scores on an XmR chart. `worths` (0-100) are given with `chances`
    that add to 1; `shift` 0 means the run rules; the line is made by the first `lined` months.

    >>> alarms = mean_false_alarms((0.0, 100.0), (0.3, 0.7), np.full(24, 40.0), shift=7, rise=7)
    >>> 0.15 < alarms < 0.25
    True
    """
    key = tuple(round(chance, 2) for chance in chances)
    return _mean_alarms(worths, key, rounded(n), shift, rise, lined)


@lru_cache(maxsize=256)
def _mean_alarms(
    worths: tuple[float, ...],
    chances: tuple[float, ...],
    n: tuple[int, ...],
    shift: int,
    rise: int,
    lined: int | None,
) -> float:
    values = _drawn_means(np.array(worths), np.array(chances) / sum(chances), n)
    line = values[:, :lined].mean(axis=1)
    reach = _LIMIT * _mean_ranges(values[:, :lined])
    off = values - line[:, None]
    outside = (np.abs(off) > reach[:, None]) & (reach[:, None] > 0)
    if not shift:
        return float((outside.any(axis=1) | runs_signal(values, line)).mean())
    close = ~outside & (np.abs(off) > reach[:, None] * 2 / 3)
    side = np.sign(off)
    found = outside.any(axis=1) | in_row(side, shift)
    found |= in_row(np.sign(np.diff(values, axis=1)), rise - 1)
    for start in range(values.shape[1] - 2):
        window = slice(start, start + 3)
        alike = np.abs(side[:, window].sum(axis=1)) == 3
        found |= alike & (close[:, window].sum(axis=1) >= 2)
    return float(found.mean())


def runs_signal(values: Floats, line: Floats) -> Bools:
    """Return which rows break one of the two run rules; values on the line do not count, and
    rows with fewer than ten others break none. As `models.statistics.run_chart`, by row.

    >>> runs_signal(np.array([[1.0] * 10 + [3.0] * 10]), np.array([2.0])).tolist()
    [True]
    """
    side = np.sign(values - line[:, None]).astype(int)
    last = np.zeros(len(side), dtype=int)
    run, longest, crossings = last.copy(), last.copy(), last.copy()
    for month in range(side.shape[1]):
        here = side[:, month]
        off = here != 0
        turned = off & (here != last)
        crossings += turned & (last != 0)
        run = np.where(turned, 1, run + off)
        longest = np.maximum(longest, run)
        last = np.where(off, here, last)
    useful = np.abs(side).sum(axis=1)
    most = np.array([longest_run_limit(k) or 0 for k in range(side.shape[1] + 1)])
    fewest = np.array([fewest_crossings(k) or 0 for k in range(side.shape[1] + 1)])
    broken = (longest > most[useful]) | (crossings < fewest[useful])
    return np.asarray(broken & (useful >= FEWEST_USEFUL))


def in_row(side: Floats, length: int) -> Bools:
    """Return which rows have so many neighbors of one sign.

    >>> in_row(np.array([[1.0, 1.0, 1.0], [1.0, -1.0, 1.0]]), 3).tolist()
    [True, False]
    """
    found = np.zeros(len(side), dtype=bool)
    for start in range(side.shape[1] - length + 1):
        found |= np.abs(side[:, start : start + length].sum(axis=1)) == length
    return found


def _mean_ranges(values: Floats) -> Floats:
    """Return the mean moving range of each row, ranges of 3.267 times it or more left out once."""
    ranges = np.abs(np.diff(values, axis=1))
    kept = ranges < _D_SCREEN * ranges.mean(axis=1, keepdims=True)
    return np.asarray((ranges * kept).sum(axis=1) / np.maximum(1, kept.sum(axis=1)))


def _drawn_means(worths: Floats, chances: Floats, n: tuple[int, ...]) -> Floats:
    """Return rows of steady mean scores."""
    random = np.random.default_rng(SEED)
    middle = float(worths @ chances)
    spread = math.sqrt(max(0.0, float(worths**2 @ chances) - middle**2))
    means = np.empty((REPETITIONS, len(n)))
    for month, answers in enumerate(n):
        if answers > MOST_DRAWN:
            means[:, month] = random.normal(middle, spread / math.sqrt(answers), REPETITIONS)
        else:
            counts = random.multinomial(answers, chances, REPETITIONS)
            means[:, month] = counts @ worths / answers
    return means
