"""Months put together: numerators and denominators are added, rates are never averaged."""

from __future__ import annotations

from collections.abc import Sequence

from models.statistics.exact_tests import check_counts


def pooled_share(x: Sequence[float | None], n: Sequence[float | None]) -> float | None:
    """Return the sum of successes over the sum of answers, 0-1.

    A month with either count missing is left out. None without answers. Raises ValueError for
    impossible counts or unequal lengths.

    >>> pooled_share([9, 1, None], [10, 10, 10])
    0.5
    """
    top, total = pooled_counts(x, n)
    return top / total if total else None


def pooled_counts(x: Sequence[float | None], n: Sequence[float | None]) -> tuple[float, float]:
    """Return the sums of successes and of answers over the months that have both.

    Raises ValueError for impossible counts or unequal lengths.

    >>> pooled_counts([9, 1, None], [10, 10, 10])
    (10, 20)
    """
    top: float = 0
    total: float = 0
    for successes, answers in zip(x, n, strict=True):
        if successes is None or answers is None:
            continue
        check_counts(successes, answers)
        top += successes
        total += answers
    return top, total


def rolling_pooled(
    x: Sequence[float | None], n: Sequence[float | None], window: int
) -> list[float | None]:
    """Return the pooled share of every `window` neighboring months, oldest first.

    One value per full window, so a series shorter than the window gives an empty list. None for
    a window without answers. Never apply chart rules to these: neighbors share their data.
    Raises ValueError for a window below 1, impossible counts or unequal lengths.

    >>> rolling_pooled([1, 3, 4], [4, 4, 4], 2)
    [0.5, 0.875]
    """
    if window < 1:
        raise ValueError("a window holds at least one month")
    if len(x) != len(n):
        raise ValueError("every month needs successes and answers")
    return [
        pooled_share(x[start : start + window], n[start : start + window])
        for start in range(len(x) - window + 1)
    ]
