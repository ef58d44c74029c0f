"""The sentences of a trend: why this chart, which rules, what was found."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis.estimates import counted, month_words, number_words, percent, sentence_start
from models.analysis.trend.results import TrendPoint, TrendSignal
from models.analysis.trend.rules import RULE_SETS, rule_set
from models.analysis.trend.signals import (
    AssessedStretch,
    crossed_words,
    many_points,
    point_noun,
    span_words,
)
from models.statistics.run_chart import false_alarm_chance

_XMR_LIMITS = "average ± 2.66 mean moving ranges, ranges above 3.267 times their mean left out"
_NORMAL_TAIL = 0.0027
"""Chance that a steady process lies beyond three standard errors at one point."""


def why_chart(judged: AssessedStretch, points: int, of: str) -> str:
    """Return why the chart was chosen for the newest stretch of points."""
    if judged.chart == "xmr":
        return "XmR chart: the points are mean scores, so limits come from how they move."
    if judged.chart == "p":
        noun = point_noun(judged.points)
        return f"p-chart: every {noun} has enough answers for limits inside 0 and 100%."
    if judged.chart == "p_prime":
        noun = point_noun(judged.points)
        return (
            f"p′-chart: every {noun} has enough answers for limits inside 0 and 100%, and {noun}s "
            f"differ {_how_much(judged.sigma_z or 1.0)} more than chance alone makes them (σz = "
            f"{_sigma_words(judged.sigma_z or 1.0)}), so the limits are that much wider."
        )
    if judged.chart == "run":
        return f"Run chart: {_too_small(judged)}"
    if points == 0:
        return f"No chart: no {point_noun(judged.points)} has enough answers."
    if of == "mean" or points < 10:
        return f"A line with intervals: {_points(points)} so far; rules need ten."
    return (
        f"A line with intervals: only {number_words(judged.useful)} of {_points(points)} differ "
        "from the median; rules need ten."
    )


def rules_text(judged: AssessedStretch) -> str:
    """Return the rules in use, and how often a steady unit breaks them."""
    if judged.chart == "none":
        return "No rules: too few points to tell a change from chance."
    alarms = false_alarms(judged)
    often = f"A steady unit breaks them on about {_in_hundred(alarms)} such charts."
    rules = rule_set(judged.rule_set)
    if judged.chart == "xmr" and rules.counts_rows:
        name = "Making Data Count: a" if rules is RULE_SETS[0] else "A"
        return (
            f"{name} point outside the limits ({_XMR_LIMITS}), {number_words(rules.rise)} points "
            "rising or falling, two of three close to a limit on one side, "
            f"{number_words(rules.shift)} on one side. {often}"
        )
    line = "median" if judged.chart == "run" else "average"
    runs = ""
    if judged.useful >= 10 and judged.runs is not None:
        runs = (
            f"a run of more than {judged.runs.longest_run_max} points on one side of the {line}, "
            f"or fewer than {judged.runs.crossings_min} crossings of it (Anhøj rules on "
            f"{judged.useful} points; points on the line do not count)"
        )
    if judged.chart == "run":
        return f"{sentence_start(runs)}. {often}"
    if judged.chart == "xmr":
        start = f"A point outside the limits ({_XMR_LIMITS})"
        return f"{start}{', ' if runs else ''}{runs}. {often}"
    width = "3 standard errors"
    if judged.chart == "p_prime":
        width += f" × {_sigma_words(judged.sigma_z or 1.0)}"
    limits = f"A point outside the limits (average ± {width})"
    return f"{limits}{', ' if runs else ''}{runs}. {often}"


def false_alarms(judged: AssessedStretch) -> float | None:
    """Return the chance, 0-1, that a steady unit breaks a rule on such a chart."""
    if judged.chart == "none":
        return None
    if judged.chart == "xmr":
        return rule_set(judged.rule_set).false_alarms(judged.useful)
    runs = false_alarm_chance(judged.useful) or 0.0
    if judged.chart == "run":
        return runs
    points = sum(p.value is not None for p in judged.points)
    return float(1 - (1 - runs) * (1 - _NORMAL_TAIL) ** points)


def trend_verdict(judged: AssessedStretch, since: int | None, of: str) -> str:
    """Return the finding of the newest stretch, which began in month `since`."""
    shown = [p for p in judged.points if p.value is not None]
    if not shown or since is None:
        noun = point_noun(judged.points)
        return f"Too few answers to show a {noun}: nothing can be said yet."
    if judged.chart == "none":
        if judged.useful == 0 and len(shown) >= 10:
            every = point_noun(shown)
            return f"No change since {month_words(since)}: every {every} has the same value."
        whole = [p for p in shown if p.complete]
        why = "One point only, so" if len(whole or shown) == 1 else "Too few points, so"
        if len(whole) >= 10:
            why = "Too many points on the line itself, so"
        latest = _latest((whole or shown)[-1], of)
        return f"{why} a change cannot be told from chance yet. {latest}"
    if not judged.signals:
        return f"No real change since {month_words(since)}."
    return _changed(judged)


def _latest(point: TrendPoint, of: str) -> str:
    when = (
        span_words([point]) if point.complete else f"{span_words([point])}, which can still fill up"
    )
    if of == "top_box":
        return f"{when}: {percent(point.value or 0.0)} of {point.n:,} answers."
    return f"{when}: {point.value:.0f} of 100, from {point.n:,} answers."


def _changed(judged: AssessedStretch) -> str:
    for signal in judged.signals:
        if signal.rule in ("long_run", "one_side"):
            return _shifted(judged, signal)
    by_rule = {signal.rule: signal for signal in judged.signals}
    if "trend" in by_rule:
        signal = by_rule["trend"]
        way = "rising" if signal.side == "above" else "falling"
        return f"{sentence_start(way)}: {_lower_first(signal.words)}"
    if "few_crossings" in by_rule:
        return _drifted(judged)
    signal = judged.signals[-1]
    inside = [p for p in judged.points if signal.first <= p.period <= signal.last]
    latest = [p for p in judged.points if p.complete and p.value is not None][-1]
    word = "higher" if signal.side == "above" else "lower"
    if latest.period == signal.last:
        return f"{span_words(inside)} is {word} than chance would explain."
    return f"{span_words(inside)} was {word} than chance would explain; not a lasting change."


def _shifted(judged: AssessedStretch, signal: TrendSignal) -> str:
    line = "median" if judged.chart == "run" else "average"
    usable = [p for p in judged.points if p.complete and p.value is not None]
    inside = [p for p in usable if signal.first <= p.period <= signal.last]
    members = [p for p in inside if f"long_run_{signal.side}" in p.flags] or inside
    row = f"{_lower_first(many_points(members))} in a row {signal.side} the {line}"
    after = [p for p in usable if p.first_month > inside[-1].last_month]
    better = signal.side == "above"
    if not _mostly(after, judged.center, better):
        word = "Better" if better else "Lower"
        return f"{word} since {month_words(inside[0].first_month)}: {row}."
    before = [p for p in usable if p.first_month < inside[0].first_month]
    if not before or not _mostly(before, judged.center, better):
        word = "Lower" if better else "Better"
        return f"{word} since {month_words(after[0].first_month)}: before, {row}."
    return f"A change that did not last: {row}, {span_words(inside)}."


def _mostly(points: Sequence[TrendPoint], center: float | None, better: bool) -> bool:
    """Say whether there are points and most of them lie on the other side of the line."""
    if not points or center is None:
        return False
    across = sum((p.value or 0.0) < center if better else (p.value or 0.0) > center for p in points)
    return across > len(points) / 2


def _drifted(judged: AssessedStretch) -> str:
    usable = [p.value for p in judged.points if p.complete and p.value is not None]
    half = len(usable) // 2
    rises = sum(usable[-half:]) > sum(usable[:half])
    crossings = judged.runs.crossings if judged.runs else 0
    fewest = judged.runs.crossings_min if judged.runs else 0
    line = "median" if judged.chart == "run" else "average"
    return (
        f"A slow change: the later {point_noun(judged.points)}s lie "
        f"{'higher' if rises else 'lower'}. The {line} {crossed_words(crossings or 0)}, "
        f"at least {number_words(fewest or 0)} would be expected."
    )


def _too_small(judged: AssessedStretch) -> str:
    noun = point_noun(judged.points)
    shown = [p.n for p in judged.points if p.value is not None and p.complete]
    if len(shown) < 12:
        return f"{_points(len(shown))} so far; a control chart needs 12."
    if judged.smallest is None:
        return f"every {noun} has the same share, so limits cannot be drawn."
    if min(shown) >= judged.smallest:
        return f"the {noun}s do not carry limits inside 0 and 100%."
    return (
        f"{min(shown):,} to {max(shown):,} answers a {noun}; limits inside 0 and 100% would need "
        f"{judged.smallest:,} in every {noun}."
    )


def _sigma_words(sigma_z: float) -> str:
    """Return σz to two digits, to three where two would read 1.00."""
    return f"{sigma_z:.2f}" if sigma_z >= 1.005 else f"{sigma_z:.3f}"


def _how_much(sigma_z: float) -> str:
    if sigma_z < 1.05:
        return "hardly"
    return "a little" if sigma_z < 1.2 else "clearly" if sigma_z < 2 else "much"


def _points(n: int) -> str:
    return counted(n, "point")


def _in_hundred(chance: float | None) -> str:
    return f"{max(1, round(100 * (chance or 0)))} in 100"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
