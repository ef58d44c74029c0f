"""Funnel plots: how far units may lie from a common share before chance stops explaining it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from models.statistics.exact_tests import check_counts, check_share


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Limits at one number of answers, shares 0-1: at most about 1 unit in 40 lies beyond each
    95 % limit by chance, 1 in 1,000 beyond each 99.8 % limit. A limit of 0 or 1 stands where
    none exists: nothing lies beyond it."""

    low95: float
    high95: float
    low998: float
    high998: float


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """`target` pooled share; `phi` the dispersion found (1 when chance explains everything);
    `tau2` the variance between units on the arcsine scale; `z` per unit, None without answers."""

    target: float
    phi: float
    tau2: float
    z: tuple[float | None, ...]


def exact_limits(target: float, n: int) -> FunnelLimits | None:
    """Return interpolated exact binomial limits around a target share.

    None when n is 0. Limits lie in 0-1. Raises ValueError for a negative n or a target outside
    0-1. Source: Spiegelhalter 2005, Stat Med 24:1185, appendix A.1.1.

    >>> found = exact_limits(0.75, 60)
    >>> round(found.low95, 4), round(found.high95, 4), round(found.low998, 4)
    (0.6278, 0.8474, 0.5577)
    """
    check_share(target)
    if n < 0:
        raise ValueError("a number of answers is not negative")
    if n == 0:
        return None
    low95, high95, low998, high998 = (
        _interpolated_quantile(target, n, p) for p in (0.025, 0.975, 0.001, 0.999)
    )
    return FunnelLimits(low95, high95, low998, high998)


def mid_p_limits(target: float, n: float) -> FunnelLimits | None:
    """Return binomial limits around a target share by the mid-p tail chance.

    A share lies beyond a limit exactly when its mid-p tail chance is below 2.5 or 0.1 %, which
    in small units interpolated exact limits get wrong: 13 of 13 passes for unusual there.
    `n` may be an effective number of answers. None when n is 0. Raises ValueError for a negative
    n or a target outside 0-1. Source: Lancaster 1961, JASA 56:223, for the mid-p; checked by
    simulation (0.1 % of units beyond the 99.8 % limits at 11 to 30 answers).

    >>> found = mid_p_limits(0.85, 13)
    >>> found.high998, round(found.low998, 3), round(found.low95, 3)
    (1.0, 0.467, 0.621)
    """
    check_share(target)
    if n < 0:
        raise ValueError("a number of answers is not negative")
    if n == 0:
        return None
    if target in (0.0, 1.0):
        return FunnelLimits(target, target, target, target)
    whole = max(1, round(n))
    low95, high95, low998, high998 = (
        _mid_p_quantile(target, whole, p) for p in (0.025, 0.975, 0.001, 0.999)
    )
    return FunnelLimits(low95, high95, low998, high998)


def mid_p_chance(share: float, target: float, n: float) -> float:
    """Return the two-sided mid-p chance, 0-1, of a unit's share around a target.

    Twice the smaller tail, half of the share's own chance counted. Between two counts, where an
    effective number of answers can put a share, chances are interpolated. Raises ValueError
    for a share or target outside 0-1 and for n below 1. Source: Lancaster 1961, JASA 56:223.

    >>> round(mid_p_chance(1.0, 0.85, 13), 3), round(mid_p_chance(0.5, 0.85, 30), 6)
    (0.121, 8e-06)
    """
    check_share(target)
    check_share(share)
    if n < 1:
        raise ValueError("a unit has at least one answer")
    whole = round(n)
    x = share * whole
    below = _mid_p_below(math.floor(x), whole, target)
    part = x - math.floor(x)
    if part > 0:
        below += part * (_mid_p_below(math.ceil(x), whole, target) - below)
    return min(1.0, 2 * min(below, 1 - below))


def _mid_p_below(x: int, n: int, target: float) -> float:
    """Return the chance of fewer than x of n, and half that of x."""
    from scipy.special import bdtr

    before = float(bdtr(x - 1, n, target)) if x > 0 else 0.0
    return (before + float(bdtr(x, n, target))) / 2


def _mid_p_quantile(target: float, n: int, p: float) -> float:
    """Return the share at which the mid-p chance, drawn as a line over counts, reaches p; 0 or
    1 where no count does."""
    x = min(n, max(0, round(n * target + NormalDist().inv_cdf(p) * _deviation(n, target))))
    while x > 0 and _mid_p_below(x, n, target) >= p:
        x -= 1
    while x < n and _mid_p_below(x + 1, n, target) < p:
        x += 1
    before = _mid_p_below(x, n, target)
    if x == n or (x == 0 and before >= p):
        return float(x == n)
    after = _mid_p_below(x + 1, n, target)
    return min(1.0, (x + (p - before) / (after - before)) / n)


def overdispersion(
    x: Sequence[float], n: Sequence[float], trim_by: float = 0.1
) -> Overdispersion | None:
    """Return how much more the units' shares differ than chance would have it.

    Shares are taken to the arcsine scale; z scores beyond the `trim_by` quantile at either end
    are pulled in to it (winsorised), so that one odd unit cannot widen the funnel. tau2 is 0
    when phi does not exceed its expectation. Units without answers are left out; None when none
    has any. Raises ValueError for impossible counts or trim_by outside 0-0.5. Source:
    Spiegelhalter 2005, Qual Saf Health Care 14:347; additive form of DerSimonian & Laird 1986.

    >>> found = overdispersion([60, 52, 150, 70], [104, 60, 170, 121])
    >>> round(found.target, 4), round(found.phi, 2), round(found.tau2, 4)
    (0.7297, 12.3, 0.0353)
    """
    if not 0 <= trim_by < 0.5:
        raise ValueError("the share to trim lies between 0 and one half")
    for successes, answers in zip(x, n, strict=True):
        check_counts(successes, answers)
    top, total = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    used = total > 0
    if not used.any():
        return None
    target = float(top.sum() / total.sum())
    precision = 4 * total[used]
    z = (np.arcsin(np.sqrt(top[used] / total[used])) - math.asin(math.sqrt(target))) * np.sqrt(
        precision
    )
    pulled = np.clip(z, *np.quantile(z, [trim_by, 1 - trim_by]))
    phi = float(np.mean(pulled**2))
    spread = precision.sum() - (precision**2).sum() / precision.sum()
    excess = len(z) * phi - (len(z) - 1)
    tau2 = max(0.0, float(excess / spread)) if len(z) > 1 else 0.0
    each = iter(z.tolist())
    return Overdispersion(target, phi, tau2, tuple(next(each) if u else None for u in used))


def overdispersed_limits(target: float, n: int, tau2: float) -> FunnelLimits | None:
    """Return limits around a target that allow for a variance tau2 between units.

    Computed on the arcsine scale and taken back to shares, 0-1. None when n is 0. Raises
    ValueError for a target outside 0-1, a negative n or tau2. Source: Spiegelhalter 2005, Qual
    Saf Health Care 14:347.

    >>> found = overdispersed_limits(0.75, 60, 0.002)
    >>> round(found.low95, 4), round(found.high95, 4)
    (0.6071, 0.8694)
    """
    check_share(target)
    if n < 0 or tau2 < 0:
        raise ValueError("neither a number of answers nor a variance is negative")
    if n == 0:
        return None
    middle, error = math.asin(math.sqrt(target)), math.sqrt(1 / (4 * n) + tau2)

    def limit(p: float) -> float:
        angle = middle + NormalDist().inv_cdf(p) * error
        return math.sin(min(max(angle, 0.0), math.pi / 2)) ** 2

    return FunnelLimits(limit(0.025), limit(0.975), limit(0.001), limit(0.999))


def overdispersed_chance(share: float, target: float, n: float, tau2: float) -> float:
    """Return the two-sided chance, 0-1, of a unit's share where units differ by tau2.

    On the arcsine scale, as `overdispersed_limits`. Raises ValueError for shares outside 0-1, n
    not above 0 or a negative tau2. Source: Spiegelhalter 2005, Qual Saf Health Care 14:347.

    >>> round(overdispersed_chance(0.5, 0.85, 30, 0.01), 3)
    0.004
    """
    check_share(target)
    check_share(share)
    if n <= 0 or tau2 < 0:
        raise ValueError("answers are above 0, and a variance is not negative")
    apart = math.asin(math.sqrt(share)) - math.asin(math.sqrt(target))
    return math.erfc(abs(apart) / math.sqrt(2 * (1 / (4 * n) + tau2)))


def dispersion_test(x: Sequence[float], n: Sequence[float]) -> float | None:
    """Return the p of "all units have the same share": are the units different at all?

    Chi-square over units with answers. None with fewer than two such units, or when all
    answers are alike. Raises ValueError for impossible counts. Source: Pearson 1900.

    >>> round(dispersion_test([60, 52, 150, 70], [104, 60, 170, 121]), 9)
    0.0
    >>> round(dispersion_test([30, 31, 29], [40, 40, 40]), 2)
    0.88
    """
    for successes, answers in zip(x, n, strict=True):
        check_counts(successes, answers)
    pairs = [(a, b) for a, b in zip(x, n, strict=True) if b > 0]
    total, top = sum(b for _a, b in pairs), sum(a for a, _b in pairs)
    if len(pairs) < 2 or top in (0, total):
        return None
    from scipy.special import gammaincc

    p = top / total
    chi_square = math.fsum((a - b * p) ** 2 / (b * p * (1 - p)) for a, b in pairs)
    return float(gammaincc((len(pairs) - 1) / 2, chi_square / 2))


def _interpolated_quantile(target: float, n: int, p: float) -> float:
    """Return the share at which the binomial's distribution, drawn as a line, reaches p."""
    from scipy.special import bdtr

    r = min(n, max(0, round(n * target + NormalDist().inv_cdf(p) * _deviation(n, target))))
    while r > 0 and bdtr(r - 1, n, target) >= p:
        r -= 1
    while r < n and bdtr(r, n, target) < p:
        r += 1
    reached = float(bdtr(r, n, target))
    before = float(bdtr(r - 1, n, target)) if r > 0 else 0.0
    step = reached - before
    part = (reached - p) / step if step > 0 else 0.0
    return min(1.0, max(0.0, (r - part) / n))


def _deviation(n: int, p: float) -> float:
    return math.sqrt(n * p * (1 - p))
