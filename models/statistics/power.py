"""How many answers a change needs before it can be seen. Shares are fractions 0-1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist, median

from models.statistics.exact_tests import check_share
from models.statistics.proportions import normal_quantile


def sample_size(p1: float, p2: float, power: float = 0.8, alpha: float = 0.05) -> float | None:
    """Return the answers needed in each of two groups to see p1 become p2, not rounded.

    Two-sided normal approximation. None when the shares are equal: no number suffices. Raises
    ValueError for shares, power or alpha outside 0-1. Source: Fleiss 1981; as R's
    power.prop.test.

    >>> round(sample_size(0.65, 0.80), 2)
    137.91
    """
    check_share(p1)
    check_share(p2)
    if p1 == p2:
        return None
    if not 0 < power < 1:
        raise ValueError("a power lies between 0 and 1")
    both = p1 + p2
    pooled = normal_quantile(1 - alpha) * math.sqrt(both * (1 - both / 2))
    apart = NormalDist().inv_cdf(power) * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return (max(0.0, pooled + apart) / (p1 - p2)) ** 2


def detectable_change(
    p1: float, n1: float, n2: float, power: float = 0.8, alpha: float = 0.05
) -> float | None:
    """Return the smallest rise from p1, over n1 answers, that n2 later answers would show.

    A share to add to p1, with the given power at two-sided level alpha. None when not even
    100 % could be seen, or when either n is 0. Raises ValueError for shares outside 0-1.
    Source: normal approximation to the difference of two shares with unequal n.

    >>> round(detectable_change(0.70, 62, 62), 2)
    0.2
    """
    check_share(p1)
    if n1 <= 0 or n2 <= 0:
        return None
    z_alpha, z_power = normal_quantile(1 - alpha), NormalDist().inv_cdf(power)

    def seen(p2: float) -> bool:
        pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
        null = math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
        real = math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
        return p2 - p1 >= z_alpha * null + z_power * real

    if p1 == 1 or not seen(1.0):
        return None
    low, high = p1, 1.0
    for _ in range(50):
        half = (low + high) / 2
        low, high = (low, half) if seen(half) else (half, high)
    return high - p1


def noticeable_gap(
    share: float, n: float, other_n: float, *, power: float = 0.8, level: float = 0.05
) -> float | None:
    """Return the smallest gap to a share that n answers against other_n would show.

    A share, 0-1, below the other side's `share`; above it where no gap below could be seen. The
    two-sided test at `level` finds it with the given power. None when no gap could be seen.
    Raises ValueError for a share, power or level outside 0-1. Source: normal approximation to
    the pooled test of two shares; Fleiss 1981.

    >>> round(noticeable_gap(0.7, 63, 600), 3)
    0.176
    >>> noticeable_gap(0.7, 63, 600, level=0.005) > noticeable_gap(0.7, 63, 600)
    True
    """
    below = detectable_change(1 - share, other_n, n, power, level)
    return below if below is not None else detectable_change(share, other_n, n, power, level)


def noticeable_among(errors: Sequence[float], *, power: float = 0.8, level: float = 0.05) -> float:
    """Return how far one of several groups must lie from the others for their test to show it.

    `errors` are the standard errors of the groups' differences from all; the group is one of the
    usual size. In the unit of the errors. The chi-square test of "all alike" at `level` finds it
    with the given power. Raises ValueError with fewer than two groups. Source: noncentral
    chi-square; Cohen 1988, Statistical Power Analysis, chapter 7.

    >>> round(noticeable_among([0.05, 0.05]), 2)
    0.14
    """
    from scipy import special

    if len(errors) < 2:
        raise ValueError("a difference needs two groups")
    freedom = len(errors) - 1
    edge = special.chdtri(freedom, level)
    return float(median(errors) * math.sqrt(special.chndtrinc(edge, freedom, 1 - power)))
