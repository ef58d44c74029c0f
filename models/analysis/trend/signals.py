"""A stretch of points with its chart, and the two Anhøj rules that every chart may use."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.analysis.trend.results import TrendMethod, TrendPoint, TrendSignal
from models.analysis.trend.series import Stretch
from models.statistics.run_chart import RunChart, run_chart

FEWEST_USEFUL = 10
"""Points off the line below which no rule is applied."""

RUN, P, P_PRIME, XMR, NONE = "run", "p", "p_prime", "xmr", "none"


@dataclass(frozen=True)
class AssessedStretch:
    """A stretch with its chart: points with line, limits and flags, and the signals.

    `method` says how it was judged; `share` and `answers` (effective, by judged point) are what a
    steady unit would be simulated with, `false_alarms` what is known of it already.
    """

    chart: str
    points: tuple[TrendPoint, ...]
    signals: tuple[TrendSignal, ...]
    method: TrendMethod
    center: float | None = None
    share: float | None = None
    answers: tuple[float, ...] = ()
    base: tuple[float, ...] = ()
    """The answers of each point of a frozen baseline, those in `answers` follow."""
    false_alarms: float | None = None
    mix: tuple[tuple[float, int], ...] = ()
    lined: int | None = None
    """Of mean scores: how often each worth (0-100) was given, and how many points make the line."""
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
        crossings,
    )
