"""Shrunken shares: each unit's share drawn toward the common one, the more the fewer answers.

A small unit at either end is mostly luck. Their uncertainty: `hierarchical`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.statistics.exact_tests import check_counts


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """Random effects of units on the logit scale.

    Per unit, None without answers: `logits`, their `variances`, the shrunken `blups` and, as
    shares 0-1, `shares`. `mu` and `se` are the common logit and its error, `tau2` the variance
    between units; `q` tests it (`q_p`, None with fewer than two units); `i2` is the percentage
    of the spread, 0-100, that is not chance.
    """

    logits: tuple[float | None, ...]
    variances: tuple[float | None, ...]
    blups: tuple[float | None, ...]
    shares: tuple[float | None, ...]
    mu: float
    se: float
    tau2: float
    q: float
    q_p: float | None
    i2: float


def shrink_shares(x: Sequence[float], n: Sequence[float]) -> Shrinkage | None:
    """Return every unit's share drawn toward the common share.

    A unit where all or none are in the top box counts half an answer more on both sides. Units
    without answers stay None; None when no unit has any. Raises ValueError for impossible
    counts. Source: DerSimonian & Laird 1986, Control Clin Trials 7:177; best linear unbiased
    predictions as in R's metafor.

    >>> found = shrink_shares([78, 45, 132, 60], [104, 60, 170, 92])
    >>> [round(share, 3) for share in found.shares]
    [0.741, 0.739, 0.756, 0.704]
    """
    for successes, answers in zip(x, n, strict=True):
        check_counts(successes, answers)
    top, total = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    used = total > 0
    if not used.any():
        return None
    top, rest = top[used], (total - top)[used]
    half = np.where((top == 0) | (rest == 0), 0.5, 0.0)
    top, rest = top + half, rest + half
    logit, variance = np.log(top / rest), 1 / top + 1 / rest
    q, tau2 = _between(logit, variance)
    weight = 1 / (variance + tau2)
    mu = float((weight * logit).sum() / weight.sum())
    keep = tau2 / (tau2 + variance)
    blup = keep * logit + (1 - keep) * mu

    def spread(values: np.ndarray) -> tuple[float | None, ...]:
        each = iter(values.tolist())
        return tuple(next(each) if there else None for there in used)

    units = len(logit)
    return Shrinkage(
        spread(logit),
        spread(variance),
        spread(blup),
        spread(1 / (1 + np.exp(-blup))),
        mu,
        1 / math.sqrt(float(weight.sum())),
        tau2,
        q,
        _chi_square_p(q, units - 1),
        max(0.0, 100 * (q - (units - 1)) / q) if q > 0 else 0.0,
    )


def _between(logit: np.ndarray, variance: np.ndarray) -> tuple[float, float]:
    weight = 1 / variance
    mean = (weight * logit).sum() / weight.sum()
    q = float((weight * (logit - mean) ** 2).sum())
    if len(logit) < 2:
        return q, 0.0
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    return q, max(0.0, float((q - (len(logit) - 1)) / spread))


def _chi_square_p(q: float, df: int) -> float | None:
    if df < 1:
        return None
    from scipy.special import gammaincc

    return float(gammaincc(df / 2, q / 2))
