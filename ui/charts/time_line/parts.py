"""The parts of the monthly line: its scales, its grid, its points, its flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from models.analysis.estimates import MonthPoint
from ui.base.words import percent
from ui.charts.canvas import ShareScale, Style, axis_month, draw_dot, draw_ring

DOT_PX = 3.5
FLAG_PX = 18
AXIS_GAP_PX = 8
TICK_GAP_PX = 28
MONTH_GAP_PX = 46
LABEL_GAP_PX = 10
INTERVAL_PX = 5.0
COMFORTABLE_HEIGHT_PX = 210
LEAST_HEIGHT_PX = 130
EDGE_PX = 10
NAME_GAP_PX = 6
MOST_NAME_PX = 84


@dataclass(frozen=True)
class Flag:
    """Words at a month: an action, or a change of the question (`is_break`)."""

    month: int
    words: str
    is_break: bool = False


class MonthAxis(Protocol):
    """Whatever has months from left to right: `months` are the first and the last."""

    @property
    def plot(self) -> QRectF: ...

    @property
    def months(self) -> tuple[float, float]: ...

    def x(self, month: float) -> float: ...


@dataclass(frozen=True)
class TimeLayout:
    plot: QRectF
    shares: ShareScale
    months: tuple[float, float]
    """First and last month of the axis; a point stands in the middle of its months."""
    flag_px: float
    name: QRectF | None = None
    """Where the name of the others stands."""

    def x(self, month: float) -> float:
        first, last = self.months
        span = max(last - first, 1.0)
        return (
            self.plot.left() + EDGE_PX + (month - first) / span * (self.plot.width() - 2 * EDGE_PX)
        )

    def at(self, point: MonthPoint, share: float) -> QPointF:
        return QPointF(self.x(middle(point)), self.shares.at(share))


def middle(point: MonthPoint) -> float:
    """Return the month number in the middle of a point's months."""
    return (point.first_month + point.last_month) / 2


def runs(
    points: Sequence[MonthPoint], flags: Sequence[Flag], *, of_others: bool = False
) -> list[list[MonthPoint]]:
    """Return the stretches to draw as one line: no gap inside, no change of the question."""
    breaks = [flag.month for flag in flags if flag.is_break]
    runs: list[list[MonthPoint]] = [[]]
    for point in points:
        value = point.other if of_others else point.top_box
        if value is None:
            runs.append([])
            continue
        last = runs[-1][-1] if runs[-1] else None
        if last is not None and any(last.first_month < b <= point.first_month for b in breaks):
            runs.append([])
        runs[-1].append(point)
    return [run for run in runs if run]


def name_width(words: str, points: Sequence[MonthPoint], style: Style) -> float:
    """Return the room right of the plot for the others' name; 0 where they have no line."""
    if not words or sum(point.other is not None for point in points) < 2:
        return 0.0
    return min(style.metrics("small").horizontalAdvance(words) + 1, style.px(MOST_NAME_PX))


def place_name(
    words: str, points: Sequence[MonthPoint], layout: TimeLayout, style: Style
) -> QRectF | None:
    """Return where the others' line is named: right of its end. None where it is no line."""
    width = name_width(words, points, style)
    if not width:
        return None
    last = next(point for point in reversed(points) if point.other is not None)
    height = style.metrics("small").height()
    y = layout.at(last, last.other or 0.0).y() - height / 2
    y = max(layout.plot.top() - height / 2, min(y, layout.plot.bottom() - height / 2))
    return QRectF(layout.plot.right() + NAME_GAP_PX, y, width, height)


def paint_grid(painter: QPainter, layout: TimeLayout, style: Style) -> None:
    """Paint the lines and words of both axes."""
    metrics = style.metrics("small")
    painter.setFont(style.font("small"))
    plot = layout.plot
    for share in layout.shares.ticks(style.px(TICK_GAP_PX)):
        y = layout.shares.at(share)
        painter.setPen(QPen(style.theme.line, 1))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        painter.setPen(style.theme.mute)
        words = percent(share)
        left = plot.left() - AXIS_GAP_PX - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left, y + (metrics.ascent() - metrics.descent()) / 2), words)
    paint_months(painter, layout, style)


def paint_months(painter: QPainter, layout: MonthAxis, style: Style) -> None:
    """Write as many months as have room: Januaries first, then quarters, then every month."""
    metrics = style.metrics("small")
    first, last = round(layout.months[0]), round(layout.months[1])
    per_month = layout.x(1) - layout.x(0)
    step = next((s for s in (1, 3, 6, 12, 24, 60) if s * per_month >= MONTH_GAP_PX), 120)
    months = [m for m in range(first, last + 1) if m % step == 0] or [first]
    baseline = layout.plot.bottom() + 6 + metrics.ascent()
    painter.setPen(style.theme.mute)
    taken: list[tuple[float, float]] = []
    for month in sorted(months, key=lambda m: (m % 12 != 0, m)):  # Januaries have the years
        words = axis_month(month, first=month == months[0])
        width = metrics.horizontalAdvance(words)
        left = layout.x(month) - width / 2
        left = min(max(left, layout.plot.left()), layout.plot.right() - width)
        if all(left + width + LABEL_GAP_PX <= a or left >= b + LABEL_GAP_PX for a, b in taken):
            painter.drawText(QPointF(left, baseline), words)
            taken.append((left, left + width))


def paint_interval(painter: QPainter, point: MonthPoint, layout: TimeLayout, style: Style) -> None:
    """Paint a point's interval as a soft bar. The point has one."""
    low, high = layout.at(point, point.low or 0.0), layout.at(point, point.high or 0.0)
    color = QColor(style.theme.unit_soft)
    color.setAlphaF(0.55)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    box = QRectF(high.x() - INTERVAL_PX / 2, high.y(), INTERVAL_PX, low.y() - high.y())
    painter.drawRoundedRect(box, INTERVAL_PX / 2, INTERVAL_PX / 2)


def paint_point(painter: QPainter, at: QPointF, point: MonthPoint, style: Style) -> None:
    """Paint a point, hollow while its months can still fill up."""
    theme = style.theme
    if point.complete:
        draw_dot(painter, at, theme.unit, theme.card, DOT_PX)
    else:
        draw_ring(painter, at, theme.unit, theme.card, DOT_PX)


def paint_flag(painter: QPainter, flag: Flag, level: int, layout: TimeLayout, style: Style) -> None:
    """Paint a flag's line and its words on one of two levels above the plot."""
    metrics = style.metrics("small")
    color = style.theme.mute if flag.is_break else style.theme.above
    x = layout.x(flag.month - 0.5 if flag.is_break else flag.month)
    if not layout.plot.left() <= x <= layout.plot.right():
        return
    top = layout.plot.top() - layout.flag_px + level * style.px(FLAG_PX)
    pen = QPen(color, 1.25, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.0, 2.5])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, top + 2, x, layout.plot.bottom()))
    painter.setFont(style.font("small"))
    room = max(layout.plot.right() - x, x - layout.plot.left()) - 8
    words = metrics.elidedText(flag.words, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(words)
    left = x + 5 if x + 5 + width <= layout.plot.right() else x - 5 - width
    painter.setPen(color)
    painter.drawText(QPointF(left, top + metrics.ascent()), words)
