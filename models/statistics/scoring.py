"""From answers to scores: boxes, linear means, and composites of several items.

Scales run from worst to best; an answer is its place on the scale, 0 for the worst. Missing
answers are None and leave the denominator.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of the boxes, 0-1, and the linear mean, 0-100. All None without answers."""

    n: int
    top: float | None
    middle: float | None
    bottom: float | None
    linear: float | None


def linear_scale(scale: Sequence[object]) -> list[float | None]:
    """Return what each answer of a scale is worth, 0 for the worst to 100 for the best.

    Words stand at equal distances; on a scale of numbers each number X is worth
    100 (X - worst) / (best - worst). A scale of one answer has no worth (None); an empty scale
    gives an empty list. Source: HCAHPS star rating linear scores.

    >>> linear_scale(["Never", "Sometimes", "Usually", "Always"])
    [0.0, 33.333333333333336, 66.66666666666667, 100.0]
    >>> linear_scale([1, 2, 5])
    [0.0, 25.0, 100.0]
    """
    if not scale:
        return []
    numbers = [
        float(answer)
        for answer in scale
        if isinstance(answer, int | float) and not isinstance(answer, bool)
    ]
    if len(numbers) != len(scale):
        numbers = [float(place) for place in range(len(scale))]
    worst, best = numbers[0], numbers[-1]
    if best == worst:
        return [None] * len(numbers)
    return [100 * (number - worst) / (best - worst) for number in numbers]


def item_score(
    places: Sequence[int | None], answers: int, *, top: int = 1, bottom: int | None = None
) -> Score:
    """Return one item's boxes and linear mean.

    `answers` is the length of the scale; its `top` best answers are the top box, its `bottom`
    worst the bottom box (default: the worst half of four or more, the worst one of three, the
    other one of two), the rest the middle. Raises ValueError for a place off the scale.

    >>> item_score([3, 3, 2, None, 0], 4)
    Score(n=4, top=0.5, middle=0.25, bottom=0.25, linear=66.66666666666667)
    """
    if bottom is None:
        bottom = min(answers - top, answers // 2 if answers >= 4 else 1)
    there = [place for place in places if place is not None]
    if any(not 0 <= place < answers for place in there):
        raise ValueError("an answer lies outside its scale")
    n = len(there)
    if n == 0:
        return Score(0, None, None, None, None)
    in_top = sum(place >= answers - top for place in there)
    in_bottom = sum(place < bottom for place in there)
    worth = linear_scale(range(answers))
    known = [w for w in (worth[place] for place in there) if w is not None]
    linear = math.fsum(known) / n if known else None
    return Score(n, in_top / n, (n - in_top - in_bottom) / n, in_bottom / n, linear)


def rating_score(ratings: Sequence[float | None]) -> Score:
    """Return boxes and linear mean of ratings 0-10: 9-10 top, 7-8 middle, 0-6 bottom, x 10.

    Anything else than a whole number 0-10 (99, None) is no answer. Source: HCAHPS.

    >>> rating_score([10, 9, 7, 3, 99])
    Score(n=4, top=0.5, middle=0.25, bottom=0.25, linear=72.5)
    """
    places = [
        int(rating) if rating is not None and rating in range(11) else None for rating in ratings
    ]
    return item_score(places, 11, top=2, bottom=7)


def composite_score(items: Sequence[Score]) -> Score:
    """Return the unweighted mean of the items' scores, each over its own answers.

    An item without answers is dropped and the divisor shrinks. `n` is the largest n of an item:
    at least so many surveys took part. Source: AHRQ CAHPS, preparing data for analysis.

    >>> composite_score([Score(80, 0.75, 0.2, 0.05, 90.0), Score(40, 0.25, 0.5, 0.25, 60.0)])
    Score(n=80, top=0.5, middle=0.35, bottom=0.15, linear=75.0)
    """
    used = [item for item in items if item.n]

    def mean(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return math.fsum(known) / len(known) if known else None

    return Score(
        max((item.n for item in used), default=0),
        mean([item.top for item in used]),
        mean([item.middle for item in used]),
        mean([item.bottom for item in used]),
        mean([item.linear for item in used]),
    )
