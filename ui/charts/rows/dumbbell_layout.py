"""Where everything in the dumbbell chart stands. Numbers only, so that it can be tested."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from models.analysis.estimates import Comparison, Fairness, MeasureComparison
from ui.base.words import number
from ui.charts.canvas import (
    DOT_PX,
    ShareScale,
    Style,
    share_range,
    signal_text,
    too_few_text,
    unfair_text,
    value_text,
)

ROW_PX = (28, 68)
"""Lowest and greatest height of a row."""

INSET_PX = 12
COLUMN_GAP_PX = 16
AWAY_PX = DOT_PX + 12
"""From the last mark to the direct label."""
SIGNAL_GAP_PX = 10
TICK_GAP_PX = 46
AXIS_PX = 26
LEGEND_GAP_PX = 10
LONG_LIST = 16
MAX_LABEL_SHARE = 0.32
COMFORTABLE_PLOT_SHARE = 0.7
MIN_PLOT_SHARE = 0.6


@dataclass(frozen=True)
class Row:
    """One measure's row. Places are pixels; None where there is nothing to draw."""

    measure: MeasureComparison
    area: QRectF
    y: float
    low: float | None
    high: float | None
    unit: float | None
    other: float | None
    marks: tuple[float, ...]
    goal: float | None
    text: str
    words: str
    text_left: float


@dataclass(frozen=True)
class DumbbellLayout:
    box: QRectF
    legend: QRectF
    plot: QRectF
    label_left: float
    label_width: float
    n_right: float
    scale: ShareScale
    ticks: tuple[float, ...]
    axis_above: bool
    """Whether the axis is written above the rows too: the list is long and will be scrolled."""
    rows: tuple[Row, ...]


def shown_values(measure: MeasureComparison) -> list[float | None]:
    """Return every share a row draws; none of them when there are too few answers."""
    if measure.unit.too_few or measure.unit.top_box is None:
        return []
    unit = measure.unit
    marks = [mark.top_box for mark in measure.marks]
    return [unit.top_box, unit.low, unit.high, measure.other.top_box, measure.goal, *marks]


def row_text(measure: MeasureComparison, page: Fairness) -> tuple[str, str]:
    """Return the direct label of a row, and the words of its signal or of its own unfairness.

    What makes the whole page unfair stands in the strip below, not in every row.
    """
    if measure.unit.too_few or measure.unit.top_box is None:
        return too_few_text(measure.unit), ""
    return value_text(measure), signal_text(measure) or unfair_text(measure.fair, page)


def lay_out_dumbbell(
    comparison: Comparison, box: QRectF, legend_px: float, style: Style
) -> DumbbellLayout:
    """Place the chart of all measures in `box`, under a legend of the height given."""
    body, bold = style.metrics("body"), style.metrics("strong")
    measures = comparison.measures
    labels = max((bold.horizontalAdvance(m.short or m.label) for m in measures), default=0.0)
    label_width = min(labels + 2, box.width() * MAX_LABEL_SHARE)
    numbers = max((body.horizontalAdvance(n_text(m)) for m in measures), default=0.0)
    label_left = box.left() + INSET_PX
    n_right = label_left + label_width + COLUMN_GAP_PX + numbers
    left = n_right + COLUMN_GAP_PX + DOT_PX
    room = box.right() - INSET_PX - left
    texts = [row_text(m, comparison.fair) for m in measures]
    needed = [_needed(m, *text, style) for m, text in zip(measures, texts, strict=True)]
    least = [
        _needed(m, "", t[1], style) if t[1] else n
        for m, t, n in zip(measures, texts, needed, strict=True)
    ]
    scale = _scale(measures, needed, least, left, room)
    legend = QRectF(label_left, box.top(), box.width() - 2 * INSET_PX, legend_px)
    top = legend.bottom() + (LEGEND_GAP_PX if legend_px else 0)
    axis_above = len(measures) > LONG_LIST
    top += style.px(AXIS_PX) if axis_above else 0
    height = _row_height(box.bottom() - top - style.px(AXIS_PX), len(measures), style)
    plot = QRectF(left, top, scale.end - left, height * len(measures))
    rows = tuple(
        _row(
            m,
            QRectF(box.left(), top + k * height, box.width(), height),
            scale,
            texts[k],
            needed[k],
            least[k],
        )
        for k, m in enumerate(measures)
    )
    anything = any(row.unit is not None for row in rows)
    ticks = tuple(scale.ticks(style.px(TICK_GAP_PX))) if anything else ()
    return DumbbellLayout(
        box, legend, plot, label_left, label_width, n_right, scale, ticks, axis_above, rows
    )


def n_text(measure: MeasureComparison) -> str:
    """Return "n 62", empty when the number of answers is not known."""
    return f"n {number(measure.unit.n)}" if measure.unit.n is not None else ""


def dumbbell_height(count: int, legend_px: float, row_px: float, style: Style) -> float:
    """Return the chart's height for `count` rows of `row_px` each (at 100 %)."""
    axes = 2 if count > LONG_LIST else 1
    return legend_px + LEGEND_GAP_PX + count * style.px(row_px) + axes * style.px(AXIS_PX)


def _row_height(room: float, count: int, style: Style) -> float:
    least, most = (style.px(px) for px in ROW_PX)
    return min(most, max(least, room / max(count, 1)))


def is_signal(measure: MeasureComparison) -> bool:
    """Tell whether a row is drawn solid and bold: a real difference that may be shown."""
    return not measure.unit.too_few and measure.difference.signal in ("above", "below")


def _needed(measure: MeasureComparison, text: str, words: str, style: Style) -> float:
    """Return the width of a row's direct label."""
    metrics = style.metrics("strong" if is_signal(measure) else "body")
    parts = [metrics.horizontalAdvance(part) for part in (text, words) if part]
    return sum(parts) + SIGNAL_GAP_PX * (len(parts) - 1)


def _scale(
    measures: tuple[MeasureComparison, ...],
    needed: list[float],
    least: list[float],
    left: float,
    room: float,
) -> ShareScale:
    """Return the widest scale on which each row's direct label fits.

    `needed` are the labels' widths, `least` those with the words of a signal alone. Labels stand
    to the right of the marks; where that would squeeze the whole chart, some stand to their
    left, and where that is not enough, signals give their words without their numbers.
    """
    low, high = share_range([value for m in measures for value in shown_values(m)])

    def reaches(labels: list[float]) -> list[Reach]:
        made = []
        for measure, label in zip(measures, labels, strict=True):
            values = [(v - low) / (high - low) for v in shown_values(measure) if v is not None]
            if values:
                made.append((min(values), max(values), label + AWAY_PX))
        return made

    full = reaches(needed)
    width = min((_right_width(room, reach) for reach in full), default=room - DOT_PX)
    if width < room * COMFORTABLE_PLOT_SHARE:
        width = _either_side_width(room, full)
    if width < room * MIN_PLOT_SHARE:
        width = _either_side_width(room, reaches(least))
    return ShareScale(low, high, left, left + width)


Reach = tuple[float, float, float]
"""Where a row's marks begin and end (0-1 of the plot), and the room its label takes."""


def _right_width(room: float, reach: Reach) -> float:
    """Return how wide the plot may be for a row with its label to the right."""
    _start, end, label = reach
    return min(room - DOT_PX, (room - label) / end) if end > 0 else room - DOT_PX


def _either_side_width(room: float, reaches: list[Reach]) -> float:
    """Return the greatest width at which each label fits to the right or to the left."""
    for width in sorted({room - DOT_PX, *(_right_width(room, r) for r in reaches)}, reverse=True):
        if all(width <= _right_width(room, r) or r[0] * width >= r[2] for r in reaches):
            return width
    return room - DOT_PX


def _row(
    measure: MeasureComparison,
    area: QRectF,
    scale: ShareScale,
    text: tuple[str, str],
    needed: float,
    least: float,
) -> Row:
    values = [v for v in shown_values(measure) if v is not None]

    def at(share: float | None) -> float | None:
        return scale.at(share) if share is not None and values else None

    text_left = scale.start
    if values:
        text_left = scale.at(max(values)) + AWAY_PX
        if text_left + needed > area.right() - INSET_PX + 1:
            before = scale.at(min(values)) - AWAY_PX
            if before - needed >= scale.start:
                text_left = before - needed
            elif text[1]:
                text = ("", text[1])  # the signal's words matter more than its two numbers
                if text_left + least > area.right() - INSET_PX + 1:
                    text_left = before - least
    return Row(
        measure,
        area,
        area.center().y(),
        at(measure.unit.low),
        at(measure.unit.high),
        at(measure.unit.top_box),
        at(measure.other.top_box),
        tuple(scale.at(mark.top_box) for mark in measure.marks) if values else (),
        at(measure.goal),
        *text,
        text_left,
    )


def row_anchor(row: Row) -> QPointF:
    """Return where a row's card points to."""
    return QPointF(row.unit if row.unit is not None else row.text_left, row.y)
