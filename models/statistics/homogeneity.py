"""Do two groups have the same mix of categories? Pearson's chi-square."""

from __future__ import annotations

from collections.abc import Mapping
from math import erfc, exp, lgamma, log, sqrt


def homogeneity_p(a: Mapping[str, int], b: Mapping[str, int]) -> float | None:
    """Return the p-value that two mixes of categories (name to count) come from the same one.

    Between 0 and 1; None when a group is empty or there is only one category. Approximate
    where expected counts are small; not meant for those alone. Source: Pearson 1900, with k - 1
    degrees of freedom for k categories.

    >>> round(homogeneity_p({"mail": 10, "phone": 20}, {"mail": 30, "phone": 30}), 4)
    0.1336
    """
    names = [name for name in sorted({*a, *b}) if a.get(name, 0) + b.get(name, 0) > 0]
    of_a, of_b = sum(a.values()), sum(b.values())
    if of_a <= 0 or of_b <= 0 or len(names) < 2:
        return None
    statistic = 0.0
    for name in names:
        share = (a.get(name, 0) + b.get(name, 0)) / (of_a + of_b)
        for count, total in ((a.get(name, 0), of_a), (b.get(name, 0), of_b)):
            statistic += (count - total * share) ** 2 / (total * share)
    return chi_square_tail(statistic, len(names) - 1)


def chi_square_tail(statistic: float, df: int) -> float:
    """Return the chance that a chi-square of `df` degrees of freedom (1 or more) reaches
    `statistic` (0 or more).

    Exact for whole degrees of freedom. Source: Abramowitz and Stegun 26.4.4 and 26.4.5.

    >>> round(chi_square_tail(3.841458821, 1), 6)
    0.05
    """
    if df < 1 or statistic < 0:
        raise ValueError("a chi-square needs 1 or more degrees of freedom and is never negative")
    half = statistic / 2
    if half == 0:
        return 1.0
    tail = erfc(sqrt(half)) if df % 2 else exp(-half)
    # The recurrence Q(x; k + 2) = Q(x; k) + (x/2)^(k/2) e^(-x/2) / Gamma(k/2 + 1).
    for k in range(2 - df % 2, df, 2):
        tail += exp(k / 2 * log(half) - half - lgamma(k / 2 + 1))
    return min(1.0, tail)
