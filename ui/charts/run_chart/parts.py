"""The parts of a trend: the band of the limits, the lines, the points, the flags, the words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from models.analysis.trend import Trend, TrendPoint
from ui.base.theme import blend
from ui.charts.canvas import Style, draw_cross, draw_dot, draw_ring, draw_triangle
from ui.charts.run_chart.flags import PlacedFlag
from ui.charts.run_chart.ground import with_intervals
from ui.charts.run_chart.layout import RunLayout
from ui.charts.run_chart.trend_words import point_side

DOT_PX = 3.5
LINE_PX = 1.5
TICK_GAP_PX = 30
INTERVAL_PX = 5.0
DASH = [5.0, 3.5]
DOTS = [1.5, 3.0]


def paint_grid(painter: QPainter, layout: RunLayout, style: Style) -> None:
    """Paint the value axis: light lines with their values at the left."""
    metrics = style.metrics("small")
    painter.setFont(style.font("small"))
    sign = "%" if layout.unit == 1 else ""
    for share in layout.ticks(style.px(TICK_GAP_PX)):
        y = layout.shares.at(share)
        painter.setPen(QPen(style.theme.line, 1))
        painter.drawLine(QLineF(layout.plot.left(), y, layout.plot.right(), y))
        painter.setPen(style.theme.mute)
        words = f"{round(100 * share)}{sign}"
        left = layout.plot.left() - 8 - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left, y + (metrics.ascent() - metrics.descent()) / 2), words)


def paint_band(painter: QPainter, trend: Trend, layout: RunLayout, style: Style) -> None:
    """Paint the limits as a pale band with steps: they are wider where fewer answered."""
    edges = layout.edges(trend.points)
    for first, last in _stretches(trend, lambda p: p.upper_limit is not None):
        upper, lower = [], []
        for k in range(first, last + 1):
            point = trend.points[k]
            for x in (edges[k], edges[k + 1]):
                upper.append(QPointF(x, layout.y(point.upper_limit or 0.0)))
                lower.append(QPointF(x, layout.y(point.lower_limit or 0.0)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.theme.strip)
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(style.theme.edge, 1))
        painter.drawPolyline(QPolygonF(upper))
        painter.drawPolyline(QPolygonF(lower))


def paint_center(painter: QPainter, trend: Trend, layout: RunLayout, style: Style) -> None:
    """Paint the center line of each stretch, dashed, and the goal."""
    edges = layout.edges(trend.points)
    for first, last in _stretches(trend, lambda p: p.center is not None):
        y = layout.y(trend.points[first].center or 0.0)
        painter.setPen(_dashed(style.theme.organization, 1.5, DASH))
        painter.drawLine(QLineF(edges[first], y, edges[last + 1], y))
    if trend.goal is not None:
        y = layout.y(trend.goal)
        painter.setPen(_dashed(style.theme.ink, 1.25, DOTS))
        painter.drawLine(QLineF(layout.plot.left(), y, layout.plot.right(), y))


def paint_line(painter: QPainter, trend: Trend, layout: RunLayout, style: Style) -> None:
    """Paint the thin line; dotted where months can still fill up, open where nothing is shown."""
    for first, last in _stretches(trend, lambda p: p.value is not None):
        for k in range(first, last):
            here, there = trend.points[k], trend.points[k + 1]
            solid = here.complete and there.complete
            pen = QPen(style.theme.unit, LINE_PX)
            painter.setPen(pen if solid else _dashed(style.theme.unit, LINE_PX, DOTS))
            painter.drawLine(QLineF(layout.at(here), layout.at(there)))


def paint_intervals(painter: QPainter, trend: Trend, layout: RunLayout, style: Style) -> None:
    """Paint every point's interval where there are no rules to judge by."""
    if with_intervals(trend):
        for point in trend.points:
            paint_interval(painter, point, layout, style)


def paint_interval(painter: QPainter, point: TrendPoint, layout: RunLayout, style: Style) -> None:
    """Paint a point's interval as a soft bar, if it has one."""
    if point.value is None or point.low is None or point.high is None:
        return
    x, top, bottom = layout.at(point).x(), layout.y(point.high), layout.y(point.low)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blend(style.theme.unit_soft, style.theme.card, 0.7))
    box = QRectF(x - INTERVAL_PX / 2, top, INTERVAL_PX, max(bottom - top, INTERVAL_PX))
    painter.drawRoundedRect(box, INTERVAL_PX / 2, INTERVAL_PX / 2)


def paint_points(painter: QPainter, trend: Trend, layout: RunLayout, style: Style) -> None:
    """Paint the points: hollow while they can fill up, a cross where left out, a triangle where
    they are part of a signal."""
    theme = style.theme
    for point in trend.points:
        if point.value is None:
            continue
        at, side = layout.at(point), point_side(point)
        if "excluded" in point.flags:
            draw_cross(painter, at, theme.mute, theme.card)
        elif not point.complete:
            draw_ring(painter, at, theme.unit, theme.card, DOT_PX)
        elif side:
            draw_triangle(painter, at, theme.color(side), theme.card, up=side == "above")
        else:
            draw_dot(painter, at, theme.unit, theme.card, DOT_PX)


def paint_names(painter: QPainter, layout: RunLayout, style: Style) -> None:
    """Write the lines' names where they end."""
    metrics = style.metrics("small")
    painter.setFont(style.font("small"))
    for name in layout.names:
        painter.setPen(style.theme.ink if name.strong else style.theme.mute)
        painter.drawText(QPointF(name.left, name.top + metrics.ascent()), name.words)


def paint_flag(painter: QPainter, flag: PlacedFlag, layout: RunLayout, style: Style) -> None:
    """Paint an action as a little flag on its pole, a break as a dashed line; words beside it."""
    theme, metrics = style.theme, style.metrics("small")
    color = theme.mute if flag.is_break else theme.ink
    top = flag.top + 2
    pattern = DASH if flag.is_break else DOTS
    painter.setPen(_dashed(theme.mute, 1.0, pattern))
    painter.drawLine(QLineF(flag.x, top, flag.x, layout.plot.bottom()))
    if not flag.is_break:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.unit)
        corners = [(0, 0), (8, 3.5), (0, 7)]
        painter.drawPolygon(QPolygonF([QPointF(flag.x + dx, top + dy) for dx, dy in corners]))
    painter.setFont(style.font("small"))
    painter.setPen(color)
    painter.drawText(QPointF(flag.left, flag.top + metrics.ascent()), flag.words)


def paint_signals(painter: QPainter, layout: RunLayout, style: Style) -> None:
    """Write each signal's words at its points."""
    for written in layout.words:
        painter.setFont(signal_font(style) if written.side else style.font("small"))
        is_signal = written.side in ("above", "below")
        tone = written.side if is_signal else "ink" if written.side else "mute"
        painter.setPen(style.theme.color(tone))
        painter.drawText(written.box, int(Qt.AlignmentFlag.AlignCenter), written.words)


def signal_font(style: Style) -> QFont:
    """Return the font of a signal's words: small and strong."""
    font = style.font("small")
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _stretches(trend: Trend, holds: Callable[[TrendPoint], bool]) -> list[tuple[int, int]]:
    """Return (first, last) places of neighbors for which something holds, no break between."""
    breaks = [each.month for each in trend.breaks]
    found: list[tuple[int, int]] = []
    previous: TrendPoint | None = None
    for place, point in enumerate(trend.points):
        if not holds(point):
            previous = None
            continue
        broken = previous is not None and any(
            previous.first_month < month <= point.first_month for month in breaks
        )
        if previous is None or broken:
            found.append((place, place))
        else:
            found[-1] = (found[-1][0], place)
        previous = point
    return found


def _dashed(color: QColor, width: float, pattern: list[float]) -> QPen:
    pen = QPen(color, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(pattern)
    return pen
