"""Small painted marks: the circle of a unit, and what holds, fails or is not known."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

RING_PX = 1.75
RIM_SHARE = 0.3
"""Small dots have a thinner rim, or the line between them looks dashed."""


def draw_dot(painter: QPainter, at: QPointF, color: QColor, around: QColor, radius: float) -> None:
    """Draw the unit's circle with a rim that sets it off from what lies behind."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(around)
    rim = min(RING_PX, radius * RIM_SHARE)
    painter.drawEllipse(at, radius + rim, radius + rim)
    painter.setBrush(color)
    painter.drawEllipse(at, radius, radius)


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
