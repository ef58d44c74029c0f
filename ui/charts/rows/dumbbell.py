"""All measures of a unit against the others: a row each, value, interval, gap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from models.analysis.estimates import Comparison, MeasureComparison
from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance
from ui.base.words import percent
from ui.charts.canvas import (
    CardText,
    ChartWidget,
    Hotspot,
    LegendEntry,
    Style,
    draw_bar,
    draw_diamond,
    draw_dot,
    draw_goal,
    draw_tick,
    legend_height,
    measure_rows,
    other_name,
    paint_legend,
)
from ui.charts.rows.dumbbell_layout import (
    INSET_PX,
    ROW_PX,
    SIGNAL_GAP_PX,
    DumbbellLayout,
    Row,
    dumbbell_height,
    is_signal,
    lay_out_dumbbell,
    n_text,
    row_anchor,
)
from ui.text.language import _

TICK_HALF_PX = 13.0
COMFORTABLE_ROW_PX = 44
LEGEND_SIZE = 0.75


class DumbbellChart(ChartWidget):
    """Draws a `Comparison`. Up and Down choose a measure, P shows p-values in the card."""

    measure_chosen = Signal(str)
    inset_px = INSET_PX

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._comparison: Comparison | None = None
        self._layout: DumbbellLayout | None = None
        self._with_p = False
        self.setObjectName("dumbbell")
        self.stop_reached.connect(self.measure_chosen)

    @property
    def comparison(self) -> Comparison | None:
        return self._comparison

    def show_comparison(self, comparison: Comparison | None, measure: str = "") -> None:
        """Draw a comparison with `measure` chosen; None draws nothing."""
        self._comparison = comparison
        self.renew()
        self.go_to(measure)

    def finding(self) -> str:
        if self._comparison is None:
            return ""
        return f"{self._comparison.unit}: {self._comparison.verdict}"

    def height_for(self, _width: float, style: Style) -> float:
        if self._comparison is None:
            return 0.0
        legend = legend_height(_legend(self._comparison), _width - 2 * INSET_PX, style)
        return dumbbell_height(len(self._comparison.measures), legend, COMFORTABLE_ROW_PX, style)

    def minimumSizeHint(self) -> QSize:
        if self._comparison is None:
            return QSize(320, 120)
        style = self.style_now()
        legend = legend_height(_legend(self._comparison), self.width() - 2 * INSET_PX, style)
        rows = len(self._comparison.measures)
        return QSize(320, round(dumbbell_height(rows, legend, ROW_PX[0], style)))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        if self._comparison is not None:
            _paint(painter, self._comparison, _laid_out(self._comparison, box, style), style)

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P and not event.modifiers():
            self._with_p = not self._with_p
            self.renew()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        comparison = self._comparison
        if comparison is None:
            self._layout = None
            return ()
        self._layout = _laid_out(comparison, box, style)
        return [
            Hotspot(row.measure.measure, row.area, row_anchor(row), self._card_of(row.measure))
            for row in self._layout.rows
        ]

    def _card_of(self, measure: MeasureComparison) -> CardText:
        assert self._comparison is not None
        rows = measure_rows(self._comparison, measure, with_p=self._with_p)
        return CardText(measure.label, rows, measure.verdict)

    def _draw(self, painter: QPainter, style: Style) -> None:
        if self._comparison is None or self._layout is None:
            return
        for row in self._layout.rows:
            self._draw_band(painter, row, style)
        _paint(painter, self._comparison, self._layout, style)

    def _draw_band(self, painter: QPainter, row: Row, style: Style) -> None:
        key = row.measure.measure
        chosen = key == self.current_key
        if not chosen and key != self.hovered_key:
            return
        painter.setBrush(style.theme.tint if chosen else style.theme.hover)
        focused = chosen and self.hasFocus()
        painter.setPen(QPen(style.theme.unit, 1.5) if focused else QPen(Qt.PenStyle.NoPen))
        band = row.area.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(band, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)


def _laid_out(comparison: Comparison, box: QRectF, style: Style) -> DumbbellLayout:
    legend = legend_height(_legend(comparison), box.width() - 2 * INSET_PX, style)
    return lay_out_dumbbell(comparison, box, legend, style)


def _paint(painter: QPainter, comparison: Comparison, layout: DumbbellLayout, style: Style) -> None:
    paint_legend(painter, _legend(comparison), layout.legend, style)
    _paint_axis(painter, layout, style)
    for row in layout.rows:
        _paint_label(painter, row, layout, style)
        if row.unit is not None:
            _paint_marks(painter, row, style)
        _paint_text(painter, row, style)


def _paint_axis(painter: QPainter, layout: DumbbellLayout, style: Style) -> None:
    metrics = style.metrics("secondary")
    painter.setFont(style.font("secondary"))
    for share in layout.ticks:
        x = layout.scale.at(share)
        painter.setPen(QPen(style.theme.line, 1))
        painter.drawLine(QLineF(x, layout.plot.top(), x, layout.plot.bottom() + 2))
        words = percent(share)
        painter.setPen(style.theme.mute)
        width = metrics.horizontalAdvance(words)
        left, below = x - width / 2, layout.plot.bottom() + 6 + metrics.ascent()
        painter.drawText(QPointF(left, below), words)
        if layout.axis_above:
            painter.drawText(QPointF(left, layout.plot.top() - 6 - metrics.descent()), words)


def _paint_label(painter: QPainter, row: Row, layout: DumbbellLayout, style: Style) -> None:
    signal, grey = _signal_color(row, style), row.unit is None
    role = "strong" if signal else "body"
    metrics = style.metrics(role)
    baseline = row.y + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(style.font(role))
    painter.setPen(style.theme.mute if grey else style.theme.ink)
    name = row.measure.short or row.measure.label
    name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, layout.label_width)
    painter.drawText(QPointF(layout.label_left, baseline), name)
    painter.setFont(style.font("body"))
    painter.setPen(style.theme.mute)
    words = n_text(row.measure)
    width = style.metrics("body").horizontalAdvance(words)
    painter.drawText(QPointF(layout.n_right - width, baseline), words)


def _paint_marks(painter: QPainter, row: Row, style: Style) -> None:
    theme = style.theme
    signal = _signal_color(row, style)
    if row.low is not None and row.high is not None:
        draw_bar(painter, row.low, row.high, row.y, signal or theme.unit_soft)
    for x in row.marks:
        draw_tick(painter, x, row.y, TICK_HALF_PX, theme.organization)
    if row.goal is not None:
        draw_goal(painter, row.goal, row.y, TICK_HALF_PX, theme.ink)
    if row.other is not None:
        at = QPointF(row.other, row.y)
        hollow = row.measure.fair.failed
        draw_diamond(painter, at, theme.organization, theme.card, hollow=hollow)
    if row.unit is not None:
        draw_dot(painter, QPointF(row.unit, row.y), signal or theme.unit, theme.card)


def _paint_text(painter: QPainter, row: Row, style: Style) -> None:
    signal = _signal_color(row, style)
    role = "strong" if signal else "body"
    metrics = style.metrics(role)
    baseline = row.y + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(style.font(role))
    painter.setPen(signal or style.theme.mute)
    painter.drawText(QPointF(row.text_left, baseline), row.text)
    if row.words:
        left = row.text_left
        if row.text:
            left += metrics.horizontalAdvance(row.text) + SIGNAL_GAP_PX
        painter.drawText(QPointF(left, baseline), row.words)


def _signal_color(row: Row, style: Style) -> QColor | None:
    if row.unit is None or not is_signal(row.measure):
        return None
    return style.theme.color(row.measure.difference.signal)


def _legend(comparison: Comparison) -> list[LegendEntry]:
    """Return the marks that this comparison really shows, with their words."""
    shown = [m for m in comparison.measures if m.unit.top_box is not None]
    unit = _("{unit}, with 95% interval").format(unit=comparison.unit)
    entries = [LegendEntry(unit, _draw_unit)]
    if any(m.other.top_box is not None and not m.fair.failed for m in shown):
        entries.append(LegendEntry(comparison.other_label, _draw_other))
    if any(m.other.top_box is not None and m.fair.failed for m in shown):
        words = _("not a fair comparison")
        if len(entries) == 1:
            words = f"{comparison.other_label}: {words}"
        entries.append(LegendEntry(words, _draw_unfair))
    name = other_name(comparison.against, comparison.other_label)
    labels = dict.fromkeys(mark.label for m in shown for mark in m.marks if mark.label != name)
    if labels:
        entries.append(LegendEntry(", ".join(labels), _draw_benchmark))
    if any(m.goal is not None for m in shown):
        entries.append(LegendEntry(_("goal"), _draw_goal))
    return entries


def _draw_unit(painter: QPainter, at: QPointF, style: Style) -> None:
    draw_bar(painter, at.x() - 10, at.x() + 10, at.y(), style.theme.unit_soft)
    draw_dot(painter, at, style.theme.unit, style.theme.card, 4.5)


def _draw_other(painter: QPainter, at: QPointF, style: Style) -> None:
    draw_diamond(painter, at, style.theme.organization, style.theme.card, size=LEGEND_SIZE)


def _draw_unfair(painter: QPainter, at: QPointF, style: Style) -> None:
    theme = style.theme
    draw_diamond(painter, at, theme.organization, theme.card, hollow=True, size=LEGEND_SIZE)


def _draw_benchmark(painter: QPainter, at: QPointF, style: Style) -> None:
    draw_tick(painter, at.x(), at.y(), 8, style.theme.organization)


def _draw_goal(painter: QPainter, at: QPointF, style: Style) -> None:
    draw_goal(painter, at.x() - 2, at.y(), 8, style.theme.ink)
