"""Exact tests of shares, summed over every outcome that was possible.

Nothing here imports scipy: the first comparison on screen must not wait for it. Impossible
counts (negative, or more successes than answers) raise ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Callable

_TIE = 1 + 1e-7
"""Tables whose probability exceeds the observed one by less than this factor count as equal."""


class ImpossibleCounts(ValueError):
    """Counts that no survey can give: negative ones, or more successes than answers."""


def check_counts(x: float, n: float) -> None:
    """Raise ImpossibleCounts, a ValueError, unless x successes in n answers are possible.

    >>> check_counts(3, 10)
    """
    if not (math.isfinite(n) and 0 <= x <= n):
        raise ImpossibleCounts("successes must lie between 0 and the number of answers")


def check_share(p: float) -> None:
    """Raise ValueError unless p lies between 0 and 1.

    >>> check_share(0.5)
    """
    if not 0 <= p <= 1:
        raise ValueError("a share lies between 0 and 1")


def fisher_exact_p(x1: int, n1: int, x2: int, n2: int) -> float | None:
    """Return the two-sided p of Fisher's exact test: all tables no likelier than this one.

    1 when all answers are alike. None when either n is 0. Raises ValueError for impossible
    counts. Source: Fisher 1935; two-sided by likelihood as in R's fisher.test.

    >>> round(fisher_exact_p(5, 9, 2, 9), 6)
    0.334842
    """
    check_counts(x1, n1)
    check_counts(x2, n2)
    if n1 == 0 or n2 == 0:
        return None
    top = x1 + x2

    def ratio(k: int) -> float:
        return (top - k) * (n1 - k) / ((k + 1) * (n2 - top + k + 1))

    lowest, highest = max(0, top - n2), min(top, n1)
    mode = (top + 1) * (n1 + 1) // (n1 + n2 + 2)
    weights = _weights(lowest, highest, min(max(mode, lowest), highest), ratio)
    return _share_no_likelier(weights, x1)


def one_sample_p(x: int, n: int, p0: float) -> float | None:
    """Return the two-sided exact binomial p of x in n against a fixed share p0.

    All outcomes no likelier than the observed one count. None when n is 0. Raises ValueError
    for impossible counts or p0 outside 0-1. Source: as in R's binom.test.

    >>> round(one_sample_p(3, 10, 0.7), 6)
    0.010592
    """
    check_counts(x, n)
    check_share(p0)
    if n == 0:
        return None
    if p0 in (0.0, 1.0):
        return 1.0 if x == n * p0 else 0.0
    return _share_no_likelier(_binomial_weights(n, p0), x)


def one_sided_p(x: int, n: int, p0: float) -> tuple[float, float] | None:
    """Return the exact binomial chances of x or fewer and of x or more at share p0.

    The first is small when the share is below p0, the second when above; they add up to more
    than 1, as both hold x itself. None when n is 0. Raises ValueError for impossible counts.

    >>> low, high = one_sided_p(8, 10, 0.5)
    >>> round(low, 4), round(high, 4)
    (0.9893, 0.0547)
    """
    check_counts(x, n)
    check_share(p0)
    if n == 0:
        return None
    if p0 in (0.0, 1.0):
        return float(x >= n * p0), float(x <= n * p0)
    weights = _binomial_weights(n, p0)
    total = math.fsum(weights.values())
    fewer = math.fsum(w for k, w in weights.items() if k <= x) / total
    more = math.fsum(w for k, w in weights.items() if k >= x) / total
    return min(1.0, fewer), min(1.0, more)


def _binomial_weights(n: int, p: float) -> dict[int, float]:
    odds = p / (1 - p)
    mode = min(n, int((n + 1) * p))
    return _weights(0, n, mode, lambda k: (n - k) / (k + 1) * odds)


def _weights(
    lowest: int, highest: int, mode: int, ratio: Callable[[int], float]
) -> dict[int, float]:
    """Return the probabilities relative to the mode's, walking outward until they vanish.

    `ratio(k)` is the probability of k + 1 over that of k. Ratios keep full precision where
    logarithms of factorials would lose it.
    """
    weights = {mode: 1.0}
    weight = 1.0
    for k in range(mode, highest):
        weight *= ratio(k)
        if weight == 0.0:
            break
        weights[k + 1] = weight
    weight = 1.0
    for k in range(mode - 1, lowest - 1, -1):
        weight /= ratio(k)
        if weight == 0.0:
            break
        weights[k] = weight
    return weights


def _share_no_likelier(weights: dict[int, float], observed: int) -> float:
    here = weights.get(observed, 0.0) * _TIE
    return min(
        1.0, math.fsum(w for w in weights.values() if w <= here) / math.fsum(weights.values())
    )
