"""Did it work? Before against after, and against what happened elsewhere in the same months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.statistics.pooling import pooled_counts
from models.statistics.proportions import (
    DifferenceInterval,
    newcombe_difference,
    square_and_add,
)


@dataclass(frozen=True, slots=True)
class PrePost:
    """Pooled counts before and after, and after minus before (None when either has none)."""

    pre_top: float
    pre_n: float
    post_top: float
    post_n: float
    difference: DifferenceInterval | None


def pre_post(
    x: Sequence[float | None],
    n: Sequence[float | None],
    first_post: int,
    confidence: float = 0.95,
) -> PrePost:
    """Return the change from the points before to the points from `first_post` (from 1) on.

    Points with a missing count are left out. Remember that a baseline picked for being bad
    improves by itself. Raises ValueError for impossible counts or a place below 1. Source:
    Newcombe 1998, Stat Med 17:873, method 10, on pooled counts.

    >>> found = pre_post([10, 12, 18, 17], [20, 20, 20, 20], 3)
    >>> round(found.difference.estimate, 3), round(found.difference.lower, 3)
    (0.325, 0.128)
    """
    if first_post < 1:
        raise ValueError("points are counted from 1")
    pre_top, pre_n = pooled_counts(x[: first_post - 1], n[: first_post - 1])
    post_top, post_n = pooled_counts(x[first_post - 1 :], n[first_post - 1 :])
    return PrePost(
        pre_top,
        pre_n,
        post_top,
        post_n,
        newcombe_difference(post_top, post_n, pre_top, pre_n, confidence),
    )


def difference_in_differences(
    post_unit: tuple[float, float],
    pre_unit: tuple[float, float],
    post_rest: tuple[float, float],
    pre_rest: tuple[float, float],
    confidence: float = 0.95,
) -> DifferenceInterval | None:
    """Return the unit's change minus the rest's change over the same months, -2 to 2.

    Each argument is (top box, answers). None when one of the four has no answers. Raises
    ValueError for impossible counts. Source: Newcombe 2001, Stat Med 20:2889 (squares of the
    distances of two Newcombe intervals are added).

    >>> d = difference_in_differences((14, 20), (9, 18), (400, 610), (395, 600))
    >>> round(d.estimate, 3), round(d.lower, 3), round(d.upper, 3)
    (0.203, -0.105, 0.468)
    """
    unit = newcombe_difference(*post_unit, *pre_unit, confidence)
    rest = newcombe_difference(*post_rest, *pre_rest, confidence)
    if unit is None or rest is None:
        return None
    return square_and_add(
        unit.estimate, (unit.lower, unit.upper), rest.estimate, (rest.lower, rest.upper)
    )
