"""Watch what follows a frozen baseline: an EWMA for lasting changes, limits for single months.

The exponentially weighted moving average remembers a little of every month, so that a lasting
change adds up. Its limit allows for the baseline being an estimate itself, and is found by
simulating steady months around this very baseline. Source: Roberts 1959, Technometrics 1:239;
Lucas & Saccucci 1990, Technometrics 32:1; Jones, Champ & Rigdon 2001, Technometrics 43:156, on
estimated baselines.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.statistics.month_limits import outside_limits

WEIGHT = 0.15
"""What the newest month counts in the average."""
YEAR = 12
FALSE_ALARMS_EWMA = 0.038
"""Steady units that the average may call changed within a year."""
TAIL = 0.0002
"""Chance beyond a limit for single months on either side."""
REPETITIONS = 10000
"""Steady units drawn for a limit: with far fewer, the limit itself would be off by a tenth."""
REPETITIONS_ODD = 2000
"""Of these, those whose single months are looked at: they hardly ever lie outside."""
SEED = 20261124

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Watched:
    """Months after a baseline. `scores` are the EWMA in its standard errors, by month; beyond
    `limit` on either side the measure changed. `errors` are the standard errors of the EWMA in
    those of a single month of average size."""

    scores: tuple[float, ...]
    errors: tuple[float, ...]
    limit: float
    false_alarms: float
    """Chance, 0-1, that a steady unit is called changed within a year, or within as many months
    as are watched if these are more."""


def watch(base_x: Floats, base_n: Floats, x: Floats, n: Floats, sigma_z: float = 1.0) -> Watched:
    """Return what months say after a baseline: `x` of `n` best answers each, after `base_x` of
    `base_n`. `sigma_z` is how much more than chance the months of the baseline differ.

    Raises ValueError for an empty baseline.

    >>> base = np.full(12, 30.0)
    >>> found = watch(0.8 * base, base, np.array([20.0] * 6), np.full(6, 30.0))
    >>> [abs(score) > found.limit for score in found.scores]
    [False, False, True, True, True, True]
    """
    if not len(base_n) or base_n.sum() <= 0:
        raise ValueError("a baseline has answers")
    share = float(_share(base_x.sum(), base_n.sum()))
    scores, errors = ewma_scores(x[None, :], n, np.array([share]), base_n.sum(), sigma_z)
    months = max(YEAR, len(n))
    mean = float(n.mean()) if len(n) else float(base_n.mean())
    ahead = np.concatenate([n, np.full(months - len(n), mean)])
    limit, alarms = _calibrated(
        round(share, 3), rounded(base_n), rounded(ahead), round(max(1.0, sigma_z), 2)
    )
    return Watched(tuple(map(float, scores[0])), tuple(map(float, errors)), limit, alarms)


def ewma_scores(
    x: Floats, n: Floats, share: Floats, base: float, sigma_z: float | Floats = 1.0
) -> tuple[Floats, Floats]:
    """Return the EWMA of each row over its months in its standard errors, and these errors, in
    standard errors of single months. `share` by row comes from `base` answers.

    >>> x, n, share = np.array([[20.0] * 3]), np.full(3, 30.0), np.array([0.8])
    >>> scores, _errors = ewma_scores(x, n, share, 360)
    >>> [round(float(score), 2) for score in scores[0]]
    [-1.75, -2.38, -2.81]
    """
    at = share[:, None]
    z = (x - n * at) / np.sqrt(n * at * (1 - at)) / np.asarray(sigma_z).reshape(-1, 1)
    scores = np.empty(z.shape)
    average, from_base, own = np.zeros(len(z)), 0.0, 0.0
    errors = np.empty(len(n))
    for month in range(len(n)):
        average = WEIGHT * z[:, month] + (1 - WEIGHT) * average
        from_base = WEIGHT * float(np.sqrt(n[month] / base)) + (1 - WEIGHT) * from_base
        own = WEIGHT**2 + (1 - WEIGHT) ** 2 * own
        errors[month] = np.sqrt(own + from_base**2)
        scores[:, month] = average / errors[month]
    return scores, errors


def month_reach(n: Floats, base: float, sigma_z: float = 1.0) -> Floats:
    """Return how many times farther than exact limits those of single months lie, as their
    baseline of `base` answers is an estimate.

    >>> month_reach(np.array([30.0]), 360).round(3).tolist()
    [1.041]
    """
    return np.asarray(sigma_z * np.sqrt(1 + n / base))


@lru_cache(maxsize=256)
def _calibrated(
    share: float, base_n: tuple[int, ...], n: tuple[int, ...], sigma_z: float
) -> tuple[float, float]:
    """Return the limit of the EWMA, and the false alarms of the chart with it, by simulation."""
    random = np.random.default_rng(SEED)
    baseline, months = np.array(base_n, dtype=float), np.array(n, dtype=float)
    # The baseline is an estimate itself: each steady unit draws its own.
    answers = max(1, round(baseline.sum() / sigma_z**2))
    shares = _share(random.binomial(answers, share, REPETITIONS).astype(float), answers)
    x = drawn_months(random, share, months, sigma_z)
    sigma = np.full(REPETITIONS, sigma_z)
    scores, _errors = ewma_scores(x, months, shares, baseline.sum(), sigma)
    highest = np.abs(scores[:, :YEAR]).max(axis=1)
    limit = float(np.quantile(highest, 1 - FALSE_ALARMS_EWMA))
    lasting = np.asarray((np.abs(scores) > limit).any(axis=1))
    some = slice(0, REPETITIONS_ODD)
    reach = sigma[some, None] * month_reach(months, baseline.sum())
    odd = np.asarray(outside_limits(x[some], months, shares[some], reach, TAIL).any(axis=1))
    return limit, float(lasting.mean() + (odd & ~lasting[some]).mean())


def drawn_months(
    random: np.random.Generator,
    share: float | Floats,
    n: Floats,
    sigma_z: float,
    repetitions: int = REPETITIONS,
) -> Floats:
    """Return rows of months around a share, or around one for each of them, that differ `sigma_z`
    times as much as chance makes them.

    >>> drawn_months(np.random.default_rng(1), 0.5, np.array([20.0, 30.0]), 1.0).shape
    (10000, 2)
    """
    whole = np.maximum(1, np.rint(n)).astype(int)
    size = (repetitions, len(n))
    if sigma_z <= 1:
        return random.binomial(whole, share, size=size).astype(float)
    extra = np.sqrt((sigma_z**2 - 1) * share * (1 - share) / n)
    shares = np.clip(share + extra * random.normal(size=size), 0.001, 0.999)
    return random.binomial(whole, shares).astype(float)


def _share(top: Floats | float, n: float) -> Floats:
    """Return shares kept off 0 and 1, where nothing would vary."""
    return np.asarray(np.clip(np.asarray(top / n), 0.5 / n, 1 - 0.5 / n))


def rounded(n: Floats) -> tuple[int, ...]:
    """Return answers to about two digits: a limit does not hang on the third.

    >>> rounded(np.array([8.0, 57.0, 412.0]))
    (8, 57, 410)
    """
    steps = 10 ** np.maximum(0, np.floor(np.log10(np.maximum(n, 1))) - 1)
    return tuple(int(v) for v in np.maximum(1, np.rint(n / steps) * steps))
