"""The sentences around a measure over time: decisions about its line, actions, the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text import charts_trend as chart_words
from ui.text.expert import interval_head
from ui.text.formats import day_field, month_name, months_name, number, sentence_start
from ui.text.language import _
from ui.widgets.options import Option
from ui.widgets.text_table import TextRow, TextTable

if TYPE_CHECKING:
    from models.analysis.trend import Trend, TrendBaseline, TrendPoint

KINDS = ("rebase", "freeze", "exclude")


def offer_words(kind: str, point: TrendPoint) -> str:
    """Return what a decision at a point is called on its button."""
    words = {
        "rebase": _("New baseline from {month}…").format(month=month_name(point.first_month)),
        "freeze": _("Freeze baseline at {month}…").format(month=month_name(point.last_month)),
        "exclude": _("Exclude {months}…").format(
            months=months_name(point.first_month, point.last_month)
        ),
    }
    return words[kind]


def offer_meaning(kind: str) -> str:
    """Return what a decision does, for the button's tooltip."""
    return {
        "rebase": _("Starts a new baseline and new limits in this month."),
        "freeze": _("Later months are compared with the months up to this one."),
        "exclude": _("Keeps the month on the chart but out of the baseline."),
    }[kind]


def why_words(kind: str, point: TrendPoint) -> tuple[str, str]:
    """Return the question for a decision's reason, and the word that agrees."""
    month = months_name(point.first_month, point.last_month)
    return {
        "rebase": (
            _("Why does a new baseline start in {month}?").format(
                month=month_name(point.first_month)
            ),
            _("Start new baseline"),
        ),
        "freeze": (
            _("Why freeze the baseline at {month}?").format(month=month_name(point.last_month)),
            _("Freeze baseline"),
        ),
        "exclude": (
            _("Why exclude {month}?").format(month=month),
            _("Exclude month"),
        ),
    }[kind]


def decision_months(kind: str, point: TrendPoint) -> tuple[int, ...]:
    """Return the months a decision at a point is kept under: all of them where it leaves out."""
    if kind == "exclude":
        return tuple(range(point.first_month, point.last_month + 1))
    return (point.last_month if kind == "freeze" else point.first_month,)


def decided_words(decided: TrendBaseline) -> str:
    """Return a decision in one sentence, with the day it was made."""
    month = month_name(decided.month)
    words = {
        "rebase": _("New baseline from {month}: {reason}"),
        "freeze": _("Baseline frozen at {month}: {reason}"),
        "exclude": _("{month} excluded: {reason}"),
    }[decided.kind]
    day = day_field(decided.decided)
    return f"{words.format(month=month, reason=decided.reason)} · {day}"


def rule_options() -> list[Option]:
    """Return the rules that tell a change in mean scores from chance."""
    return [
        Option("mdc", _("Making Data Count"), _("seven in a row, seven rising")),
        Option("six", _("Six in a row"), _("six in a row, six rising: more false alarms")),
        Option("eight", _("Eight in a row"), _("eight in a row, six rising")),
        Option("anhoej", _("Limits and runs"), _("Anhøj rules: fewest false alarms")),
    ]


def trend_table(trend: Trend) -> TextTable:
    """Return the points as a table."""
    value = _("% best answer") if trend.of == "top_box" else _("Average (0–100)")
    center = sentence_start(chart_words.center_name(trend))
    heads = (
        _("Months"),
        _("Surveys"),
        value,
        interval_head(),
        center,
        _("Limits"),
        _("Finding"),
    )
    rows = tuple(_row(trend, point) for point in trend.points)
    return TextTable(heads, rows, frozenset(range(1, 6)), expert=frozenset((5,)))


def _row(trend: Trend, point: TrendPoint) -> TextRow:
    if point.value is None:
        words = _("too few to show") if point.n else _("no answers")
        cells = (number(point.n), "–", "–", "–", "–", sentence_start(words))
        return TextRow(point.period, (chart_words.point_name(point), *cells), "mute")
    return TextRow(
        point.period,
        (
            chart_words.point_name(point),
            number(point.n),
            chart_words.value_text(trend, point.value),
            chart_words.span_text(trend, point.low, point.high) or "–",
            chart_words.value_text(trend, point.center),
            chart_words.span_text(trend, point.lower_limit, point.upper_limit) or "–",
            chart_words.point_foot(trend, point),
        ),
        chart_words.point_side(point),
    )


def raw_words(trend: Trend) -> str:
    """Return what the figures are, for the band below the chart."""
    shown = _("% best answer") if trend.of == "top_box" else _("average scores, 0–100")
    return _(
        "{unit}, {shown}. Not adjusted: units care for different patients. CMS scores are "
        "adjusted, so they are not shown here."
    ).format(unit=trend.unit, shown=shown)


def action_status(status: str) -> str:
    """Return how an action stands, in a word or two."""
    return {
        "open": _("open"),
        "done": _("done"),
        "stopped": _("stopped"),
        "not_now": _("not now"),
        "escalated": _("escalated"),
    }.get(status, status)
