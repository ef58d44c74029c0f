"""A stretch of points with its chart, and the two Anhøj rules that every chart may use."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.analysis.trend_results import TrendPoint, TrendSignal
from models.analysis.trend_series import Stretch
from models.analysis.trend_signal_words import signal_words
from models.statistics.run_chart import RunChart, run_chart

FEWEST_USEFUL = 10
"""Points off the line below which no rule is applied."""

RUN, P, P_PRIME, XMR, NONE = "run", "p", "p_prime", "xmr", "none"


@dataclass(frozen=True)
class Judged:
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
