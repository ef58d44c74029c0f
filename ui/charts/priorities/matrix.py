"""What counts against where the unit stands, each with its interval: four fields, no ranks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from models.analysis.priorities import Priorities
from ui.base.theme import Appearance, blend
from ui.base.words import points
from ui.charts.canvas import (
    ChartWidget,
    Hotspot,
    LegendEntry,
    Style,
    draw_dot,
    draw_ring,
    legend_height,
    paint_legend,
)
from ui.charts.priorities.layout import (
    AXIS_GAP_PX,
    BRACKET_PX,
    MOST_NAMED,
    Bracket,
    Mark,
    MatrixLayout,
    corner_boxes,
    lay_out_matrix,
)
from ui.charts.priorities.words import field_words, item_card
from ui.text.language import _

COMFORTABLE_HEIGHT_PX = 400
LEAST_HEIGHT_PX = 240
DOT_PX = 5.0
REAL_PX = 6.5
BAR_PX = 3.0
NEAR_PX = 13.0
LEGEND_GAP_PX = 8
CORNERS = ("fix first", "keep up", "monitor", "maintain")


class PriorityMatrix(ChartWidget):
    """Draws `Priorities`. Arrow keys walk through the measures by their importance."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._found: Priorities | None = None
        self._layout: MatrixLayout | None = None
        self.setObjectName("priority_matrix")

    def show_priorities(self, found: Priorities | None) -> None:
        """Draw priorities; None draws nothing."""
        self._found = found
        self.renew()

    def finding(self) -> str:
        if self._found is None:
            return ""
        return f"{self._found.unit}: {self._found.verdict}"

    def height_for(self, _width: float, style: Style) -> float:
        return style.px(COMFORTABLE_HEIGHT_PX) if self._found is not None else 0.0

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self._look.px(LEAST_HEIGHT_PX))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        if self._found is None:
            return
        layout = lay_out_matrix(self._found, _below_legend(box, style), style)
        if layout is not None:
            _paint(painter, self._found, layout, box, style)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        self._layout = None
        if self._found is not None:
            self._layout = lay_out_matrix(self._found, _below_legend(box, style), style)
        if self._layout is None or self._found is None:
            return ()
        return [
            Hotspot(
                mark.item.measure,
                QRectF(mark.at.x() - NEAR_PX, mark.at.y() - NEAR_PX, 2 * NEAR_PX, 2 * NEAR_PX),
                mark.at,
                item_card(mark.item, self._found),
            )
            for mark in self._layout.marks
        ]

    def _draw(self, painter: QPainter, style: Style) -> None:
        if self._found is None or self._layout is None:
            return
        keys = (self.hovered_key, self.current_key)
        marked = [mark for mark in self._layout.marks if mark.item.measure in keys]
        _paint(painter, self._found, self._layout, QRectF(self.rect()), style, marked)
        for mark in marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.theme.unit, 2))
            painter.drawEllipse(mark.at, REAL_PX + 4, REAL_PX + 4)


def _below_legend(box: QRectF, style: Style) -> QRectF:
    return box.adjusted(0, legend_height(_legend(), box.width(), style) + LEGEND_GAP_PX, 0, 0)


def _legend() -> list[LegendEntry]:
    return [
        LegendEntry(_("belongs to its field, with 95% intervals"), _draw_clear),
        LegendEntry(_("could belong to the field beside it"), _draw_open),
    ]


def _draw_clear(painter: QPainter, at: QPointF, style: Style) -> None:
    draw_dot(painter, at, style.theme.unit, style.theme.card, DOT_PX)


def _draw_open(painter: QPainter, at: QPointF, style: Style) -> None:
    draw_ring(painter, at, style.theme.unit, style.theme.card, DOT_PX)


def _paint(
    painter: QPainter,
    found: Priorities,
    layout: MatrixLayout,
    box: QRectF,
    style: Style,
    marked: Sequence[Mark] = (),
) -> None:
    head = QRectF(box.left(), box.top(), box.width(), legend_height(_legend(), box.width(), style))
    paint_legend(painter, _legend(), head, style)
    _paint_fields(painter, layout, style)
    _paint_axes(painter, found, layout, style)
    _paint_field_names(painter, layout, style)
    named = {name.measure for name in layout.names}
    for mark in layout.marks:
        if len(layout.marks) > MOST_NAMED and mark.item.measure not in named:
            continue  # the intervals of all would hide each other
        tone = mark.item.signal if mark.item.signal in ("above", "below") else "unit"
        _paint_whiskers(painter, mark, style.theme.color(f"{tone}_soft"))
    for mark in marked:
        tone = mark.item.signal if mark.item.signal in ("above", "below") else "unit"
        _paint_whiskers(painter, mark, style.theme.color(tone))
    for mark in layout.marks:
        _paint_mark(painter, mark, style)
    for name in layout.names:
        _paint_ground(painter, name.box, style)
        painter.setFont(style.font("strong" if name.strong else "small"))
        painter.setPen(style.theme.color(name.tone))
        painter.drawText(name.box, int(Qt.AlignmentFlag.AlignVCenter), name.words)
    for bracket in layout.brackets:
        _paint_bracket(painter, bracket, style)


def _paint_field_names(painter: QPainter, layout: MatrixLayout, style: Style) -> None:
    metrics = style.metrics("strong")
    for corner, where in zip(CORNERS, corner_boxes(layout, style), strict=True):
        words = field_words(corner)
        box = QRectF(where)
        box.setWidth(metrics.horizontalAdvance(words))
        if corner in ("keep up", "maintain"):
            box.moveRight(where.right())
        _paint_ground(painter, box, style)
        painter.setFont(style.font("strong"))
        painter.setPen(style.theme.mute)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)


def _paint_ground(painter: QPainter, box: QRectF, style: Style) -> None:
    """Lighten what lies behind a name."""
    behind = QColor(style.theme.card)
    behind.setAlphaF(0.75)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(behind)
    painter.drawRoundedRect(box.adjusted(-1, 1, 1, -1), 3, 3)


def _paint_fields(painter: QPainter, layout: MatrixLayout, style: Style) -> None:
    """Paint the field to fix first a little deeper, the lines between the fields, their names."""
    theme, plot = style.theme, layout.plot
    x, y = layout.x(layout.x_cut), layout.y(layout.y_cut)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blend(theme.strip, theme.card, 0.55))
    painter.drawRect(QRectF(plot.left(), plot.top(), x - plot.left(), y - plot.top()))


def importance_tick(value: float, ticks: Sequence[float]) -> str:
    """Return a tick of the axis of importance, with a decimal where whole percents repeat."""
    step = ticks[1] - ticks[0] if len(ticks) > 1 else value
    whole = abs(100 * step - round(100 * step)) < 1e-6
    return f"{100 * value:.0f}%" if whole else f"{100 * value:.1f}%"


def _paint_axes(painter: QPainter, found: Priorities, layout: MatrixLayout, style: Style) -> None:
    theme, metrics, plot = style.theme, style.metrics("small"), layout.plot
    painter.setFont(style.font("small"))
    for value in layout.y_ticks:
        y = layout.y(value)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        words = importance_tick(value, layout.y_ticks)
        painter.setPen(theme.mute)
        left = plot.left() - AXIS_GAP_PX - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left, y + (metrics.ascent() - metrics.descent()) / 2), words)
    baseline = plot.bottom() + 4 + metrics.ascent()
    for value in layout.x_ticks:
        x = layout.x(value)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
        words = points(value) if layout.of_gaps else f"{100 * value:.0f}%"
        painter.setPen(theme.mute)
        painter.drawText(QPointF(x - metrics.horizontalAdvance(words) / 2, baseline), words)
    below = baseline + metrics.height() + 2
    title = _("points to the rest: behind left, ahead right")
    if not layout.of_gaps:
        title = _("the unit’s share of best answers")
    painter.drawText(QPointF(plot.right() - metrics.horizontalAdvance(title), below), title)
    upward = _("up: counts more for {outcome}").format(outcome=found.outcome_label)
    room = plot.width() - metrics.horizontalAdvance(title) - 24
    upward = metrics.elidedText(upward, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QPointF(plot.left(), below), upward)
    painter.setPen(_dashed(theme.organization))
    x, y = layout.x(layout.x_cut), layout.y(layout.y_cut)
    painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
    painter.drawLine(QLineF(plot.left(), y, plot.right(), y))


def _paint_whiskers(painter: QPainter, mark: Mark, color: QColor) -> None:
    painter.setPen(QPen(color, BAR_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if mark.left is not None and mark.right is not None:
        painter.drawLine(QLineF(mark.left, mark.at.y(), mark.right, mark.at.y()))
    if mark.top is not None and mark.bottom is not None:
        painter.drawLine(QLineF(mark.at.x(), mark.top, mark.at.x(), mark.bottom))


def _paint_mark(painter: QPainter, mark: Mark, style: Style) -> None:
    theme, item = style.theme, mark.item
    real = item.signal in ("above", "below")
    color = theme.color(item.signal) if real else theme.unit
    draw = draw_dot if item.clear else draw_ring
    draw(painter, mark.at, color, theme.card, REAL_PX if real else DOT_PX)


def _paint_bracket(painter: QPainter, bracket: Bracket, style: Style) -> None:
    """Paint a bracket with its words beside it, upright along it."""
    painter.setPen(QPen(style.theme.field_edge, 1.25))
    end = bracket.x + BRACKET_PX / 2
    painter.drawLine(QLineF(end, bracket.top, end, bracket.bottom))
    for y in (bracket.top, bracket.bottom):
        painter.drawLine(QLineF(bracket.x, y, end, y))
    painter.save()
    painter.translate(bracket.box.left(), bracket.box.bottom())
    painter.rotate(-90)
    painter.setFont(style.font("small"))
    painter.setPen(style.theme.mute)
    where = QRectF(0, 0, bracket.box.height(), bracket.box.width())
    painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), bracket.words)
    painter.restore()


def _dashed(color: QColor) -> QPen:
    pen = QPen(color, 1.5)
    pen.setDashPattern([4.0, 3.0])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
