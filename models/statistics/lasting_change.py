"""How large a lasting change a chart would tell: the chart's own lasting rules, on drawn months.

The chart's own months and answers are drawn around one share, with a change toward the middle
of the scale from one month to the last, and it is counted how often the rules find it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.statistics.steady import in_row, runs_signal
from models.statistics.watch import drawn_months, ewma_scores, rounded, watch

REPETITIONS = 400
"""Units drawn for one size: the share that is told is then off by 2 points."""
SEED = 20261125
POWER = 0.8
LARGEST = 40
"""Points beyond which no size is looked for: such a change needs no chart."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def change_by_runs(
    share: float, n: Floats, begins: int, *, median_line: bool, sigma_z: float = 1.0
) -> float | None:
    """Return the lasting change of a share, 0-1, that the run rules tell in 4 of 5 cases.

    `n` are the answers of each month, `begins` the place of the first changed one. None where no
    change of up to 40 points would be told so often.

    >>> change_by_runs(0.7, np.full(24, 30.0), 12, median_line=True)
    0.2
    """
    return _by_runs(round(share, 2), rounded(n), begins, median_line, round(max(1.0, sigma_z), 1))


@lru_cache(maxsize=256)
def _by_runs(
    share: float, n: tuple[int, ...], begins: int, median_line: bool, sigma_z: float
) -> float | None:
    answers = np.array(n, dtype=float)

    def told(points: int) -> Bools:
        x = _drawn(share, answers, begins, points, sigma_z)
        values = x / answers
        line = np.median(values, axis=1) if median_line else x.sum(axis=1) / answers.sum()
        return runs_signal(values, line)

    return _in_shares(_smallest(told))


def change_after_baseline(
    share: float, base_n: Floats, n: Floats, begins: int, sigma_z: float = 1.0
) -> float | None:
    """Return the same for the average that watches months of `n` answers after a frozen baseline
    of `base_n`. Raises ValueError for an empty baseline.

    >>> change_after_baseline(0.8, np.full(12, 30.0), np.full(12, 30.0), 0)
    0.1
    """
    return _after_baseline(
        round(share, 2), rounded(base_n), rounded(n), begins, round(max(1.0, sigma_z), 1)
    )


@lru_cache(maxsize=256)
def _after_baseline(
    share: float, base_n: tuple[int, ...], n: tuple[int, ...], begins: int, sigma_z: float
) -> float | None:
    base, answers = np.array(base_n, dtype=float), np.array(n, dtype=float)
    limit = watch(share * base, base, share * answers, answers, sigma_z).limit
    total = max(1, round(base.sum() / sigma_z**2))
    lines = np.random.default_rng(SEED).binomial(total, share, REPETITIONS) / total
    lines = np.clip(lines, 0.5 / total, 1 - 0.5 / total)
    down = share >= 0.5

    def told(points: int) -> Bools:
        x = _drawn(share, answers, begins, points, sigma_z)
        scores, _errors = ewma_scores(x, answers, lines, base.sum(), sigma_z)
        return np.asarray(((-scores if down else scores) > limit).any(axis=1))

    return _in_shares(_smallest(told))


def change_of_means(
    spread: float, n: Floats, begins: int, *, shift: int, rise: int, lined: int | None = None
) -> float | None:
    """Return the same for mean scores, in their points. `spread` is the standard deviation of
    single answers; `shift` points on one side of the average or `rise` in one direction are a
    change, the run rules where `shift` is 0; the first `lined` months make the average.

    >>> change_of_means(30.0, np.full(24, 30.0), 12, shift=7, rise=7)
    12.0
    """
    return _of_means(round(spread), rounded(n), begins, shift, rise, lined)


@lru_cache(maxsize=256)
def _of_means(
    spread: int, n: tuple[int, ...], begins: int, shift: int, rise: int, lined: int | None
) -> float | None:
    noise = np.random.default_rng(SEED).normal(size=(REPETITIONS, len(n)))
    steady = noise * spread / np.sqrt(np.array(n, dtype=float))

    def told(points: int) -> Bools:
        values = steady - points * (np.arange(len(n)) >= begins)
        line = values[:, :lined].mean(axis=1)
        if not shift:
            return runs_signal(values, line)
        in_rows = in_row(np.sign(values - line[:, None]), shift)
        return in_rows | in_row(np.sign(np.diff(values, axis=1)), rise - 1)

    points = _smallest(told)
    return None if points is None else float(points)


def _drawn(share: float, n: Floats, begins: int, points: int, sigma_z: float) -> Floats:
    """Return rows of months that change by so many points, away from the nearer end."""
    to = share - points / 100 if share >= 0.5 else share + points / 100
    shares = np.where(np.arange(len(n)) >= begins, to, share)
    random = np.random.default_rng(SEED)
    return drawn_months(random, shares, n, sigma_z, REPETITIONS)


def _smallest(told: Callable[[int], Bools]) -> int | None:
    """Return the fewest points that are told often enough, by halving."""
    low, high = 0, LARGEST
    if told(high).mean() < POWER:
        return None
    while high - low > 1:
        half = (low + high) // 2
        low, high = (low, half) if told(half).mean() >= POWER else (half, high)
    return high


def _in_shares(points: int | None) -> float | None:
    return None if points is None else points / 100
