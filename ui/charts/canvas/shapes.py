"""The shapes of the chart grammar. Shape carries the meaning, color helps.

Unit = filled circle, others = diamond, benchmark = thin tick, interval = soft thick bar.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

DOT_PX = 6.5
"""Radius of the unit's circle."""

DIAMOND_PX = (5.5, 11.5)
"""Half width and half height of the others' diamond: taller than the circle, so that its tips
stay visible when both have the same value."""

BAR_PX = 6.0
HATCH_PX = 3.5
RING_PX = 1.75
RIM_SHARE = 0.3
"""Small dots have a thinner rim, or the line between them looks dashed."""


def draw_bar(painter: QPainter, left: float, right: float, y: float, color: QColor) -> None:
    """Draw an interval: a bar with round ends."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    box = QRectF(left, y - BAR_PX / 2, max(right - left, BAR_PX), BAR_PX)
    painter.drawRoundedRect(box, BAR_PX / 2, BAR_PX / 2)


def draw_dot(
    painter: QPainter, at: QPointF, color: QColor, around: QColor, radius: float = DOT_PX
) -> None:
    """Draw the unit's circle with a rim that sets it off from what lies behind."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(around)
    rim = min(RING_PX, radius * RIM_SHARE)
    painter.drawEllipse(at, radius + rim, radius + rim)
    painter.setBrush(color)
    painter.drawEllipse(at, radius, radius)


def draw_ring(
    painter: QPainter, at: QPointF, color: QColor, inside: QColor, radius: float = DOT_PX
) -> None:
    """Draw a hollow circle: a month that can still fill up."""
    painter.setBrush(inside)
    painter.setPen(QPen(color, RING_PX))
    painter.drawEllipse(at, radius, radius)


def draw_diamond(
    painter: QPainter,
    at: QPointF,
    color: QColor,
    around: QColor,
    *,
    hollow: bool = False,
    size: float = 1.0,
) -> None:
    """Draw the others' diamond; hollow and hatched where the comparison is not fair."""
    half_width, half_height = DIAMOND_PX[0] * size, DIAMOND_PX[1] * size
    shape = QPolygonF(
        [
            QPointF(at.x(), at.y() - half_height),
            QPointF(at.x() + half_width, at.y()),
            QPointF(at.x(), at.y() + half_height),
            QPointF(at.x() - half_width, at.y()),
        ]
    )
    painter.setPen(QPen(around, 2 * RING_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(around)
    painter.drawPolygon(shape)
    if not hollow:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(shape)
        return
    draw_hatch(painter, shape, color)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolygon(shape)


def draw_hatch(painter: QPainter, shape: QPolygonF, color: QColor) -> None:
    """Fill a convex shape with slanted lines.

    Lines, not a pattern and not a clip: both are lost in SVG.
    """
    painter.setPen(QPen(color, 0.9))
    box = shape.boundingRect()
    offset = box.left() - box.height() + HATCH_PX
    while offset < box.right():
        line = QLineF(offset, box.bottom(), offset + box.height(), box.top())
        crossings = _crossings(line, shape)
        if len(crossings) > 1:
            painter.drawLine(crossings[0], crossings[-1])
        offset += HATCH_PX


def _crossings(line: QLineF, shape: QPolygonF) -> list[QPointF]:
    """Return where a line enters and leaves a convex shape, from left to right."""
    corners = [shape.at(k) for k in range(shape.count())]
    found = []
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        kind, point = line.intersects(QLineF(here, there))
        if kind == QLineF.IntersectionType.BoundedIntersection:
            found.append(point)
    return sorted(found, key=lambda p: p.x())


def draw_tick(painter: QPainter, x: float, y: float, half: float, color: QColor) -> None:
    """Draw a published figure: a thin upright tick."""
    painter.setPen(QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QLineF(x, y - half, x, y + half))


def draw_goal(painter: QPainter, x: float, y: float, half: float, color: QColor) -> None:
    """Draw a goal: a dashed line under a small flag."""
    pen = QPen(color, 1.5, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.0, 1.6])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, y - half, x, y + half))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(color))
    top = y - half
    painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x + 7, top + 3), QPointF(x, top + 6)]))


def draw_mark(painter: QPainter, box: QRectF, holds: bool | None, color: QColor) -> None:
    """Draw a fairness mark into a square: a check, a cross, or a question mark for unknown."""
    pen = QPen(color, box.width() / 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + box.width() * x, box.top() + box.height() * y)

    if holds:
        painter.drawPolyline(QPolygonF([at(0.16, 0.54), at(0.40, 0.78), at(0.86, 0.24)]))
    elif holds is False:
        painter.drawLine(at(0.22, 0.22), at(0.78, 0.78))
        painter.drawLine(at(0.78, 0.22), at(0.22, 0.78))
    else:
        path = QPainterPath(at(0.30, 0.30))
        path.cubicTo(at(0.32, 0.02), at(0.76, 0.04), at(0.72, 0.32))
        path.cubicTo(at(0.70, 0.50), at(0.50, 0.46), at(0.50, 0.64))
        painter.drawPath(path)
        painter.drawPoint(at(0.50, 0.88))
