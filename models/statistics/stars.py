"""HCAHPS stars: a linear mean placed on a published table, and the summary star.

The published cut points are used as they are; recomputing the clusters from public data does
not reproduce them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SIX_PARTS = (
    ("nurses",),
    ("doctors",),
    ("medicines",),
    ("discharge",),
    ("cleanliness", "quietness"),
    ("rating", "recommend"),
)
"""What the summary star averages since 2026; measures in one part count half each."""
EIGHT_PARTS = (*SIX_PARTS, ("responsiveness",), ("care_transition",))
"""What it averaged in the editions of 2025."""


@dataclass(frozen=True, slots=True)
class SummaryStar:
    """The mean of the parts, 1-5, and the star it rounds to."""

    mean: float
    star: int


def round_half_up(value: float) -> int:
    """Return the nearest whole number, halves up as CMS rounds.

    >>> round_half_up(2.5), round_half_up(86.49)
    (3, 86)
    """
    return math.floor(value + 0.5)


def star_of(linear_mean: float, cuts: Sequence[int]) -> int:
    """Return the star, 1-5, of a linear mean (0-100) on a table of four rising cut points.

    The mean is rounded to a whole number first. Raises ValueError for a mean outside 0-100 or
    cuts that are not four rising ones. Source: HCAHPS Star Ratings, Technical Notes.

    >>> star_of(91.6, [87, 90, 92, 94]), star_of(86.4, [87, 90, 92, 94])
    (4, 1)
    """
    if not 0 <= linear_mean <= 100:
        raise ValueError("a linear mean lies between 0 and 100")
    if len(cuts) != 4 or list(cuts) != sorted(set(cuts)):
        raise ValueError("a table has four rising cut points between 0 and 100")
    return 1 + sum(round_half_up(linear_mean) >= cut for cut in cuts)


def summary_star(
    stars: Mapping[str, int], parts: Sequence[Sequence[str]] = SIX_PARTS
) -> SummaryStar | None:
    """Return the summary star of measures' stars.

    Every part counts alike; a part of two measures is their mean. None when a measure of a part
    has no star. Raises ValueError for a star outside 1-5. Source: HCAHPS Star Ratings,
    Technical Notes.

    >>> stars = {"nurses": 3, "doctors": 4, "medicines": 3, "discharge": 4, "cleanliness": 3}
    >>> stars |= {"quietness": 4, "rating": 4, "recommend": 5}
    >>> found = summary_star(stars)
    >>> round(found.mean, 2), found.star
    (3.67, 4)
    """
    if any(not 1 <= star <= 5 for star in stars.values()):
        raise ValueError("a star lies between 1 and 5")
    if any(measure not in stars for part in parts for measure in part):
        return None
    means = [sum(stars[measure] for measure in part) / len(part) for part in parts]
    mean = math.fsum(means) / len(means)
    return SummaryStar(mean, round_half_up(mean))
