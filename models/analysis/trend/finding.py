"""What a line says, as one finding without words; and what it means for a goal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist, median

from models.analysis.trend.results import (
    ALL_EQUAL,
    DRIFT,
    FEW_POINTS,
    NOT_LASTING,
    ODD_MONTH,
    ON_THE_LINE,
    ONE_POINT,
    SHIFT,
    SLOPE,
    STEADY,
    TOO_FEW,
    WATCHED,
    Assurance,
    TrendFinding,
    TrendPoint,
    TrendSignal,
)
from models.analysis.trend.signals import FEWEST_USEFUL, NONE, AssessedStretch

LASTING = frozenset({SHIFT, SLOPE, DRIFT, WATCHED})
BETTER, WORSE, STEADY_STATE, UNCLEAR = "better", "worse", "steady", "unclear"
NEARLY_ALL = 0.99
"""Share of months from which a goal is said to be met by the care as it is."""
RECENT = 12
OF_LATE = 6
"""The newest points of which two beyond a limit, on one side, are no single months any more."""


def finding_of(assessed: AssessedStretch, since: int | None) -> TrendFinding:
    """Return the finding of the newest stretch, which began in month `since`."""
    shown = [p for p in assessed.points if p.value is not None]
    if not shown or since is None:
        return TrendFinding(TOO_FEW)
    if assessed.chart == NONE:
        return TrendFinding(_why_none(shown), since=since)
    odd = tuple(s for s in assessed.signals if s.rule == "outside_limits")
    for kind in (_watched, _shift, _slope, _drift):
        found = kind(assessed, odd)
        if found is not None:
            return found
    rest = [s for s in assessed.signals if s.rule != "outside_limits"]
    if not odd and not rest:
        return TrendFinding(STEADY, since=since)
    signal = (odd or tuple(rest))[-1]
    newest = [p for p in assessed.points if p.complete and p.value is not None][-OF_LATE:]
    of_late = {p.period for p in newest}
    lasts = sum(s.side == signal.side and s.last in of_late for s in odd) > 1
    return TrendFinding(
        ODD_MONTH,
        signal.side,
        since,
        signal,
        latest=lasts or newest[-1].period == signal.last,
        odd=tuple(s for s in odd if s is not signal),
    )


def variation_of(finding: TrendFinding, *, unclear: bool) -> str:
    """Return better, worse or steady, "" without rules; unclear where a pattern makes rows."""
    if finding.kind in LASTING:
        if unclear:
            return UNCLEAR
        return BETTER if finding.side == "above" else WORSE
    if finding.kind == ODD_MONTH and finding.latest:
        return BETTER if finding.side == "above" else WORSE
    return STEADY_STATE if finding.kind in (STEADY, ODD_MONTH, NOT_LASTING) else ""


def assurance_of(
    assessed: AssessedStretch, finding: TrendFinding, goal: float | None, design: float
) -> Assurance | None:
    """Return whether months as the latest ones meet a goal, or would by chance alone.

    From the months since a lasting change, else all. Binomial chance with the spread between
    months that was found; None without a goal or a chart.
    """
    usable = [p for p in assessed.points if p.complete and p.value is not None]
    if goal is None or assessed.chart == NONE or not usable:
        return None
    if finding.kind in LASTING and finding.since is not None:
        usable = [p for p in usable if p.first_month >= finding.since] or usable
    answers = sum(p.n for p in usable)
    level = sum((p.value or 0.0) * p.n for p in usable) / answers
    typical = round(median(p.n for p in usable[-RECENT:]))
    chance = _chance_to_meet(level, typical / design, goal, assessed.method.sigma_z)
    kind = "by_chance"
    if chance >= NEARLY_ALL:
        kind = "met"
    elif chance <= 1 - NEARLY_ALL:
        kind = "missed"
    return Assurance(kind, goal, chance, typical)


def _chance_to_meet(level: float, n: float, goal: float, sigma_z: float) -> float:
    if level in (0.0, 1.0):
        return float(level >= goal)
    error = math.sqrt(level * (1 - level) / n) * sigma_z
    half = 0.5 / n  # continuity: a share is a count over n
    return 1 - NormalDist().cdf((goal - half - level) / error)


def _why_none(shown: Sequence[TrendPoint]) -> str:
    whole = [p for p in shown if p.complete] or list(shown)
    if len(whole) >= FEWEST_USEFUL and len({p.value for p in whole}) == 1:
        return ALL_EQUAL
    if len(whole) == 1:
        return ONE_POINT
    return ON_THE_LINE if len(whole) >= FEWEST_USEFUL else FEW_POINTS


def _watched(assessed: AssessedStretch, odd: tuple[TrendSignal, ...]) -> TrendFinding | None:
    signal = next((s for s in assessed.signals if s.rule == "watch"), None)
    if signal is None:
        return None
    inside = _inside(assessed, signal)
    usable = [p for p in assessed.points if p.complete and p.value is not None]
    lasts = usable[-1].period == signal.last or _still_there(assessed, signal)
    if not lasts:
        return TrendFinding(NOT_LASTING, signal.side, inside[0].first_month, signal, odd=odd)
    return TrendFinding(WATCHED, signal.side, inside[0].first_month, signal, odd=odd)


def _still_there(assessed: AssessedStretch, signal: TrendSignal) -> bool:
    """Say whether the average is still on the signal's side of its line."""
    newest = [p for p in assessed.points if p.ewma is not None][-1]
    off = (newest.ewma or 0.0) - (assessed.share or 0.0)
    return off > 0 if signal.side == "above" else off < 0


def _shift(assessed: AssessedStretch, odd: tuple[TrendSignal, ...]) -> TrendFinding | None:
    signal = next((s for s in assessed.signals if s.rule in ("long_run", "one_side")), None)
    if signal is None:
        return None
    usable = [p for p in assessed.points if p.complete and p.value is not None]
    inside = _inside(assessed, signal)
    after = [p for p in usable if p.first_month > inside[-1].last_month]
    above = signal.side == "above"
    if not _mostly_across(after, assessed.center, above=above):
        return TrendFinding(SHIFT, signal.side, inside[0].first_month, signal, odd=odd)
    before = [p for p in usable if p.first_month < inside[0].first_month]
    if not before or not _mostly_across(before, assessed.center, above=above):
        other = "below" if above else "above"
        return TrendFinding(SHIFT, other, after[0].first_month, signal, before=True, odd=odd)
    return TrendFinding(NOT_LASTING, signal.side, inside[0].first_month, signal, odd=odd)


def _slope(assessed: AssessedStretch, odd: tuple[TrendSignal, ...]) -> TrendFinding | None:
    signal = next((s for s in assessed.signals if s.rule == "trend"), None)
    if signal is None:
        return None
    since = _inside(assessed, signal)[0].first_month
    return TrendFinding(SLOPE, signal.side, since, signal, odd=odd)


def _drift(assessed: AssessedStretch, odd: tuple[TrendSignal, ...]) -> TrendFinding | None:
    signal = next((s for s in assessed.signals if s.rule == "few_crossings"), None)
    if signal is None:
        return None
    usable = [p for p in assessed.points if p.complete and p.value is not None]
    half = len(usable) // 2
    rises = sum(p.value or 0.0 for p in usable[-half:]) > sum(p.value or 0.0 for p in usable[:half])
    since = usable[-half].first_month
    return TrendFinding(DRIFT, "above" if rises else "below", since, signal, odd=odd)


def _inside(assessed: AssessedStretch, signal: TrendSignal) -> list[TrendPoint]:
    """Return the points of a signal."""
    usable = [p for p in assessed.points if p.complete and p.value is not None]
    return [p for p in usable if signal.first <= p.period <= signal.last]


def _mostly_across(points: Sequence[TrendPoint], center: float | None, *, above: bool) -> bool:
    """Say whether there are points and most of them lie on the other side of the line."""
    if not points or center is None:
        return False
    across = sum((p.value or 0.0) < center if above else (p.value or 0.0) > center for p in points)
    return across > len(points) / 2
