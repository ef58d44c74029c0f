"""The priority matrix: importance against performance, split in four."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Quadrant(StrEnum):
    """Important or not, performing or not."""

    FIX_FIRST = "fix first"
    KEEP_UP = "keep up"
    MAINTAIN = "maintain"
    MONITOR = "monitor"


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Where every item stands (None where a value is missing), and the lines that split them."""

    places: tuple[Quadrant | None, ...]
    performance_cut: float | None
    importance_cut: float | None
    importance_mean: float | None


def priority_quadrants(
    performance: Sequence[float | None],
    importance: Sequence[float | None],
    performance_cut: float | None = None,
    importance_cut: float | None = None,
) -> Quadrants:
    """Return the quadrant of every item; a value on a line counts as above it.

    Without a cut, performance is split at the median of the items and importance at their mean.
    Missing values take no part. Raises ValueError for unequal lengths.

    >>> found = priority_quadrants([62, 81, 74], [0.6, 0.5, 0.1], 70)
    >>> [str(place) for place in found.places]
    ['fix first', 'keep up', 'maintain']
    """
    if len(performance) != len(importance):
        raise ValueError("every item needs a performance and an importance")
    weights = [value for value in importance if value is not None]
    scores = [value for value in performance if value is not None]
    mean = math.fsum(weights) / len(weights) if weights else None
    if performance_cut is None and scores:
        performance_cut = float(median(scores))
    if importance_cut is None:
        importance_cut = mean
    places = tuple(
        _place(p, i, performance_cut, importance_cut)
        for p, i in zip(performance, importance, strict=True)
    )
    return Quadrants(places, performance_cut, importance_cut, mean)


def _place(
    performance: float | None,
    importance: float | None,
    performance_cut: float | None,
    importance_cut: float | None,
) -> Quadrant | None:
    if performance is None or importance is None:
        return None
    if performance_cut is None or importance_cut is None:
        return None
    performs = _reaches(performance, performance_cut)
    if _reaches(importance, importance_cut):
        return Quadrant.KEEP_UP if performs else Quadrant.FIX_FIRST
    return Quadrant.MAINTAIN if performs else Quadrant.MONITOR


def _reaches(value: float, cut: float) -> bool:
    return value >= cut or math.isclose(value, cut, rel_tol=1e-12, abs_tol=1e-12)
