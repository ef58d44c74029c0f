"""A line of marks with their words, for what a chart cannot label at the marks themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.charts.canvas.style import Style

MARK_PX = 20
MARK_GAP_PX = 4
ENTRY_GAP_PX = 18
LINE_GAP_PX = 4


@dataclass(frozen=True)
class LegendEntry:
    """A word and how to draw its mark at a point; `around` is the color behind."""

    words: str
    draw: Callable[[QPainter, QPointF, Style], None]


def legend_height(entries: list[LegendEntry], width: float, style: Style) -> float:
    """Return the height of the entries wrapped to a width."""
    if not entries:
        return 0.0
    return max(box.bottom() for box in _boxes(entries, QRectF(0, 0, width, 0), style))


def paint_legend(
    painter: QPainter, entries: list[LegendEntry], where: QRectF, style: Style
) -> None:
    """Paint the entries from left to right, wrapped."""
    painter.setFont(style.font("secondary"))
    for entry, box in zip(entries, _boxes(entries, where, style), strict=True):
        entry.draw(painter, QPointF(box.left() + MARK_PX / 2, box.center().y()), style)
        painter.setPen(QColor(style.theme.mute))
        text = box.adjusted(MARK_PX + MARK_GAP_PX, 0, 4, 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), entry.words)


def _boxes(entries: list[LegendEntry], where: QRectF, style: Style) -> list[QRectF]:
    metrics = style.metrics("secondary")
    height = max(metrics.height(), 18.0)
    x, y = where.left(), where.top()
    boxes = []
    for entry in entries:
        width = MARK_PX + MARK_GAP_PX + metrics.horizontalAdvance(entry.words)
        if x > where.left() and x + width > where.left() + where.width():
            x, y = where.left(), y + height + LINE_GAP_PX
        boxes.append(QRectF(x, y, width, height))
        x += width + ENTRY_GAP_PX
    return boxes
