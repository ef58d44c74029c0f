"""Marks of a real signal and of what is left out: a shape each, so that color only helps."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

TRIANGLE_PX = 5.5
"""Half the width of a triangle."""

CROSS_PX = 4.0
RIM_PX = 1.5


def draw_triangle(
    painter: QPainter,
    at: QPointF,
    color: QColor,
    around: QColor,
    *,
    up: bool,
    size: float = TRIANGLE_PX,
) -> None:
    """Draw a signal: a triangle that points up where it is better, down where it is lower."""
    tip = -size * 1.05 if up else size * 1.05
    shape = QPolygonF(
        [
            QPointF(at.x(), at.y() + tip),
            QPointF(at.x() + size, at.y() - tip * 0.8),
            QPointF(at.x() - size, at.y() - tip * 0.8),
        ]
    )
    rim = QPen(around, 2 * RIM_PX)
    rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(rim)
    painter.setBrush(around)
    painter.drawPolygon(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(shape)


def draw_cross(
    painter: QPainter, at: QPointF, color: QColor, around: QColor, size: float = CROSS_PX
) -> None:
    """Draw a point that was left out: a slanted cross."""
    first = QLineF(at.x() - size, at.y() - size, at.x() + size, at.y() + size)
    second = QLineF(at.x() - size, at.y() + size, at.x() + size, at.y() - size)
    for ink, width in ((around, 4.5), (color, 1.75)):
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLines([first, second])
