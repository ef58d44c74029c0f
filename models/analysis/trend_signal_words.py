"""A broken rule in words, and the words for points that it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis.trend_results import TrendPoint
from models.analysis.words import counted, number_words, period_words, sentence_start
from models.survey import Period


def signal_words(rule: str, side: str, points: Sequence[TrendPoint], crossings: int = 0) -> str:
    """Return a broken rule in words."""
    many = many_points(points)
    span = span_words(points)
    return {
        "long_run": f"{many} in a row {side} the line, {span}.",
        "few_crossings": f"Over {span} the line {crossed_words(crossings)}.",
        "outside_limits": f"{span} {'lie' if len(points) > 1 else 'lies'} {side} the limits.",
        "trend": f"{many} in a row {'rising' if side == 'above' else 'falling'}, {span}.",
        "close_to_limit": f"Two of three points close to the limit {side}, {span}.",
        "one_side": f"{many} in a row {side} the average, {span}.",
    }[rule]


def many_points(points: Sequence[TrendPoint]) -> str:
    """Return how many points there are, as a sentence begins: "Eight months"."""
    return sentence_start(counted(len(points), point_noun(points)))


def point_noun(points: Sequence[TrendPoint]) -> str:
    """Return what each of the points is: a month, a quarter, or a point of mixed length."""
    lengths = {p.last_month - p.first_month for p in points}
    return "month" if lengths == {0} else "quarter" if lengths == {2} else "point"


def span_words(points: Sequence[TrendPoint]) -> str:
    """Return the months from the first to the last of the points."""
    return period_words(Period(points[0].first_month, points[-1].last_month))


def crossed_words(n: int) -> str:
    """Return how seldom a line is crossed.

    >>> crossed_words(0), crossed_words(2), crossed_words(5)
    ('is never crossed', 'is crossed only twice', 'is crossed only five times')
    """
    if n == 0:
        return "is never crossed"
    often = {1: "once", 2: "twice"}.get(n, f"{number_words(n)} times")
    return f"is crossed only {often}"
