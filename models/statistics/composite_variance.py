"""How uncertain a composite is: the mean of items' top-box shares, answered by the same people.

A composite's items are correlated, since one patient answers several of them; adding their
variances would be wrong. Pair sums give the exact linearised variance; counts alone give a
bound. Items that nobody answered are dropped and the divisor shrinks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.statistics.exact_tests import check_counts
from models.statistics.proportions import (
    DifferenceInterval,
    normal_quantile,
    square_and_add,
    wilson_interval,
)


@dataclass(frozen=True, slots=True)
class PairSums:
    """Counts of surveys for two items i and j of a composite.

    `both` answered both; among these `both_top` gave the top box on both, `i_top` on i, `j_top`
    on j. They add up over units and months.
    """

    both: int
    both_top: int
    i_top: int
    j_top: int


def composite_share(answered: Sequence[int], top: Sequence[int]) -> float | None:
    """Return the unweighted mean of the items' top-box shares, 0-1.

    None when no item has an answer. Raises ValueError for impossible counts. Source: AHRQ
    CAHPS, preparing data for analysis.

    >>> composite_share([10, 20, 0], [5, 20, 0])
    0.75
    """
    shares = [t / n for n, t in _used(answered, top).values()]
    return sum(shares) / len(shares) if shares else None


def linearised_variance(
    answered: Sequence[int],
    top: Sequence[int],
    pairs: Mapping[tuple[int, int], PairSums],
) -> float | None:
    """Return the variance of a composite's share, from item counts and pair sums.

    `answered` and `top` go item by item; `pairs` is keyed by places (i, j) with i < j, an
    absent pair means that no survey answered both. The value equals the sum over surveys of
    the squared mean of (answer - item share) / item n. None when no item has an answer. Raises
    ValueError for impossible counts. Source: Taylor linearisation as in the AHRQ CAHPS
    Analysis Program 4.1.

    >>> linearised_variance([2, 2], [1, 1], {(0, 1): PairSums(2, 1, 1, 1)})
    0.125
    >>> linearised_variance([2, 2], [1, 1], {(0, 1): PairSums(2, 0, 1, 1)})
    0.0
    """
    used = _used(answered, top)
    if not used:
        return None
    total = math.fsum(t * (n - t) / n**3 for n, t in used.values())
    for (i, j), sums in pairs.items():
        if i not in used or j not in used:
            continue
        (n_i, top_i), (n_j, top_j) = used[i], used[j]
        p_i, p_j = top_i / n_i, top_j / n_j
        product = sums.both_top - p_j * sums.i_top - p_i * sums.j_top + sums.both * p_i * p_j
        total += 2 * product / (n_i * n_j)
    return max(0.0, total) / len(used) ** 2


def variance_bound(answered: Sequence[int], top: Sequence[int]) -> float | None:
    """Return the largest variance a composite's share can have, from item counts alone.

    The standard error of a mean is at most the mean of the standard errors, however the
    answers of one patient go together. None when no item has an answer. Raises ValueError for
    impossible counts. Source: triangle inequality on the linearised variance.

    >>> round(variance_bound([2, 2], [1, 1]), 6)
    0.125
    """
    used = _used(answered, top)
    if not used:
        return None
    errors = [math.sqrt(t * (n - t) / n**3) for n, t in used.values()]
    return (math.fsum(errors) / len(errors)) ** 2


def composite_interval(
    share: float, variance: float, answered: Sequence[int], confidence: float = 0.95
) -> tuple[float, float] | None:
    """Return the interval of a composite's share, within 0-1.

    share -/+ z x standard error. Where the variance is 0 (everybody or nobody in the top box)
    that would claim certainty: then the Wilson interval of the item with the most answers. None
    when no item has an answer. Raises ValueError for a negative variance.

    >>> low, high = composite_interval(0.8, 0.0025, [60, 62])
    >>> round(low, 3), round(high, 3)
    (0.702, 0.898)
    """
    most = max(answered, default=0)
    if most == 0:
        return None
    if variance < 0:
        raise ValueError("a variance is not negative")
    if variance == 0:
        return wilson_interval(share * most, most, confidence)
    reach = normal_quantile(confidence) * math.sqrt(variance)
    return max(0.0, share - reach), min(1.0, share + reach)


def composite_difference(
    share_1: float,
    interval_1: tuple[float, float],
    share_2: float,
    interval_2: tuple[float, float],
) -> DifferenceInterval:
    """Return the first composite's share minus the second's, -1 to 1, with its interval.

    The two come from different patients. Distances to the limits are squared and added, which
    for untrimmed intervals is the usual sum of variances. Source: Newcombe 2001.

    >>> d = composite_difference(0.8, (0.7, 0.9), 0.7, (0.65, 0.75))
    >>> round(d.estimate, 3), round(d.lower, 3), round(d.upper, 3)
    (0.1, -0.012, 0.212)
    """
    found = square_and_add(share_1, interval_1, share_2, interval_2)
    return DifferenceInterval(found.estimate, max(-1.0, found.lower), min(1.0, found.upper))


def composite_difference_p(
    share_1: float, variance_1: float, share_2: float, variance_2: float
) -> float | None:
    """Return the two-sided normal p of the difference between two composites' shares.

    None when both variances are 0: there is nothing to judge the difference by. Raises
    ValueError for a negative variance.

    >>> round(composite_difference_p(0.8, 0.0025, 0.7, 0.0016), 3)
    0.118
    """
    if variance_1 < 0 or variance_2 < 0:
        raise ValueError("a variance is not negative")
    if variance_1 + variance_2 == 0:
        return None
    z = abs(share_1 - share_2) / math.sqrt(variance_1 + variance_2)
    return math.erfc(z / math.sqrt(2))


def _used(answered: Sequence[int], top: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return the items with answers: place -> (answered, top)."""
    if len(answered) != len(top):
        raise ValueError("every item needs a number of answers and a number of top boxes")
    used = {}
    for place, (n, t) in enumerate(zip(answered, top, strict=True)):
        check_counts(t, n)
        if n:
            used[place] = (n, t)
    return used
