"""A stretch of points with its chart, and the two Anhøj rules that every chart may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.analysis.estimates import counted, number_words, period_words, sentence_start
from models.analysis.trend.results import TrendPoint, TrendSignal
from models.analysis.trend.series import Stretch
from models.statistics.run_chart import RunChart, run_chart
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


FEWEST_USEFUL = 10
"""Points off the line below which no rule is applied."""

RUN, P, P_PRIME, XMR, NONE = "run", "p", "p_prime", "xmr", "none"


@dataclass(frozen=True)
class AssessedStretch:
    """A stretch with its chart: points with line, limits and flags, and the signals.

    `smallest` is the number of answers needed in every month for limits inside 0-1, None where
    no number suffices; `sigma_z` the overdispersion, `useful` the points that rules used.
    """

    chart: str
    points: tuple[TrendPoint, ...]
    signals: tuple[TrendSignal, ...]
    useful: int
    center: float | None
    smallest: int | None = None
    sigma_z: float | None = None
    runs: RunChart | None = None
    rule_set: str = ""
    """Of mean scores: the key of the rules in use."""


def runs_of(stretch: Stretch, center: float | None) -> RunChart:
    judged = set(stretch.judged)
    values = [p.value if i in judged else None for i, p in enumerate(stretch.points)]
    return run_chart(values, center)


def with_runs(
    points: list[TrendPoint], stretch: Stretch, runs: RunChart
) -> tuple[tuple[TrendPoint, ...], tuple[TrendSignal, ...]]:
    """Flag a run that is too long, and tell of too few crossings; nothing below ten points."""
    if runs.n_useful < FEWEST_USEFUL:
        return tuple(points), ()
    signals = []
    found = list(points)
    if runs.long_run and runs.run_start is not None and runs.run_end is not None:
        side = "above" if runs.run_side > 0 else "below"
        members = [
            i
            for i in stretch.judged
            if runs.run_start <= i <= runs.run_end and points[i].value != runs.center
        ]
        for i in members:
            found[i] = replace(found[i], flags=(*found[i].flags, f"long_run_{side}"))
        signals.append(signal_of("long_run", side, stretch.points, members))
    if runs.few_crossings:
        signals.append(
            signal_of("few_crossings", "none", stretch.points, stretch.judged, runs.crossings or 0)
        )
    return tuple(found), tuple(signals)


def signal_of(
    rule: str,
    side: str,
    points: tuple[TrendPoint, ...],
    members: list[int],
    crossings: int = 0,
) -> TrendSignal:
    inside = [points[i] for i in members]
    return TrendSignal(
        rule,
        side,
        inside[0].period,
        inside[-1].period,
        len(inside),
        signal_words(rule, side, inside, crossings),
    )
