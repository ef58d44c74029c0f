"""The words of a trend: direct labels, cards, and what a point's flags mean."""

from __future__ import annotations

from models.analysis.trend import Trend, TrendPoint, TrendSignal
from ui.text.formats import (
    counted,
    month_name,
    months_name,
    number,
    percent,
    percent_span,
    sentence_start,
)
from ui.text.language import _
from ui.text.trend import break_sentence, chart_reason, chart_rules, trend_notes

ABOVE = frozenset(
    {"above_limit", "long_run_above", "rising", "close_above", "seven_above", "watch_above"}
)
BELOW = frozenset(
    {"below_limit", "long_run_below", "falling", "close_below", "seven_below", "watch_below"}
)


def point_side(point: TrendPoint) -> str:
    """Return above or below for a point that is part of a signal, else nothing."""
    if ABOVE.intersection(point.flags):
        return "above"
    return "below" if BELOW.intersection(point.flags) else ""


def value_text(trend: Trend, value: float | None) -> str:
    """Return a share as "52%", a mean score as "87.2"."""
    if value is None:
        return "–"
    return percent(value) if trend.of == "top_box" else f"{value:.1f}"


def span_text(trend: Trend, low: float | None, high: float | None) -> str:
    """Return an interval as "41–64%" or "81.2–93.0", empty when it has no ends."""
    if low is None or high is None:
        return ""
    return percent_span(low, high) if trend.of == "top_box" else f"{low:.1f}–{high:.1f}"


def point_name(point: TrendPoint) -> str:
    """Return a point as "Jul 2026" or "Jul–Sep 2026"."""
    return months_name(point.first_month, point.last_month)


def center_name(trend: Trend) -> str:
    """Return what the line is called."""
    return _("median") if trend.center_word == "median" else _("average")


def flag_words(trend: Trend, point: TrendPoint) -> list[str]:
    """Return what is to be said of a point beside its value, in a few words each."""
    known = {
        "still_filling": _("surveys can still arrive, so not judged"),
        "joined": _("combined to have enough answers"),
        "excluded": _("excluded from the baseline"),
        "above_limit": _("above the limits"),
        "below_limit": _("below the limits"),
        "long_run_above": _("part of a long run above the line"),
        "long_run_below": _("part of a long run below the line"),
        "rising": _("part of a steady rise"),
        "falling": _("part of a steady fall"),
        "close_above": _("close to the upper limit"),
        "close_below": _("close to the lower limit"),
        "seven_above": _("part of a long run above the line"),
        "seven_below": _("part of a long run below the line"),
        "watch_above": _("part of a lasting rise above the frozen baseline"),
        "watch_below": _("part of a lasting fall below the frozen baseline"),
    }
    found = [known[flag] for flag in point.flags if flag in known]
    reasons = [
        _("excluded: {reason}").format(reason=each.reason)
        for each in trend.baseline
        if each.kind == "exclude" and point.first_month <= each.month <= point.last_month
    ]
    if reasons and known["excluded"] in found:
        found.remove(known["excluded"])
    return [*found, *reasons]


def signal_label(signal: TrendSignal) -> str:
    """Return a signal in the few words that stand at its points."""
    above = signal.side == "above"
    if signal.rule in ("long_run", "one_side"):
        words = _("{n} in a row above") if above else _("{n} in a row below")
    elif signal.rule == "trend":
        words = _("{n} in a row rising") if above else _("{n} in a row falling")
    elif signal.rule == "outside_limits":
        words = _("above the limits") if above else _("below the limits")
    elif signal.rule == "watch":
        words = _("{n} above the baseline") if above else _("{n} below the baseline")
    elif signal.rule == "close_to_limit":
        words = _("two of three close to the limit")
    else:
        words = _("too few crossings of the line")
    return words.format(n=number(signal.points))


def point_rows(trend: Trend, point: TrendPoint) -> list[tuple[str, str]]:
    """Return the rows of a point's card."""
    if point.value is None:
        words = _("too few to show") if point.n else _("no answers")
        return [(_("Answers"), f"{number(point.n)} · {words}" if point.n else words)]
    span = span_text(trend, point.low, point.high)
    value = value_text(trend, point.value) + (f" ({span})" if span else "")
    name = _("Best answer") if trend.of == "top_box" else _("Mean, 0–100")
    rows = [(name, value), (_("Answers"), counted(point.n, "answer", "answers"))]
    if point.center is not None:
        rows.append((sentence_start(center_name(trend)), value_text(trend, point.center)))
    limits = span_text(trend, point.lower_limit, point.upper_limit)
    if limits:
        rows.append((_("Limits"), limits))
    return rows


def point_foot(trend: Trend, point: TrendPoint) -> str:
    """Return a card's closing line: flags, what was done, where the line begins anew."""
    first, last = point.first_month, point.last_month
    parts = flag_words(trend, point)
    parts += [action.what for action in trend.actions if first <= action.month <= last]
    parts += [break_sentence(each) for each in trend.breaks if first <= each.month <= last]
    return " · ".join(sentence_start(part) for part in parts)


def trend_detail(trend: Trend) -> str:
    """Return "Restfulness · Jan 2025 – Sep 2026 · 488 answers" for captions."""
    parts = [trend.label]
    if trend.points:
        parts.append(months_name(trend.points[0].first_month, trend.points[-1].last_month))
        answers = sum(point.n for point in trend.points)
        parts.append(counted(answers, "answer", "answers"))
    return " · ".join(parts)


def below_text(trend: Trend) -> str:
    """Return what goes with the chart on paper: why this chart, its rules, its notes."""
    parts = [chart_reason(trend), chart_rules(trend), " ".join(trend_notes(trend))]
    return "\n".join(part for part in parts if part)


def break_words(trend: Trend, month: int) -> str:
    """Return a break's words for the axis, short: the month stands below it already."""
    for each in trend.baseline:
        if each.kind == "rebase" and each.month == month:
            return _("new baseline: {reason}").format(reason=each.reason)
    return _("question changed, {month}").format(month=month_name(month))
