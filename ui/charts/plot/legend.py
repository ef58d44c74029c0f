"""A line of marks with their words, for what a chart cannot label at the marks themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.charts.canvas import Style
from ui.charts.plot.symbols import BAR_PX, draw_symbol

MARK_PX = 20
MARK_GAP_PX = 4
ENTRY_GAP_PX = 18
LINE_GAP_PX = 4
DASH = (3.0, 2.5)
LINE = "line"
"""Instead of a shape: a dashed upright line."""


@dataclass(frozen=True)
class LegendEntry:
    """A word and its mark: a shape in the color `tone`, on an interval where `with_span`."""

    words: str
    shape: str
    tone: str
    size: float
    with_span: bool = False


def legend_height(entries: Sequence[LegendEntry], width: float, style: Style) -> float:
    """Return the height of the entries wrapped to a width."""
    if not entries:
        return 0.0
    return max(box.bottom() for box in _boxes(entries, QRectF(0, 0, width, 0), style))


def draw_legend(
    entries: Sequence[LegendEntry], where: QRectF, painter: QPainter, style: Style
) -> None:
    """Draw the entries from left to right, wrapped."""
    for entry, box in zip(entries, _boxes(entries, where, style), strict=True):
        _draw_mark(painter, entry, QPointF(box.left() + MARK_PX / 2, box.center().y()), style)
        painter.setFont(style.font("secondary"))
        painter.setPen(style.theme.mute)
        text = box.adjusted(MARK_PX + MARK_GAP_PX, 0, 4, 0)
        words = style.metrics("secondary").elidedText(
            entry.words, Qt.TextElideMode.ElideMiddle, text.width()
        )
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), words)


def _draw_mark(painter: QPainter, entry: LegendEntry, at: QPointF, style: Style) -> None:
    color = style.theme.color(entry.tone)
    if entry.with_span:
        soft = style.theme.color(f"{entry.tone}_soft")
        painter.setPen(style.pen(soft, BAR_PX, cap=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QLineF(at.x() - 7, at.y(), at.x() + 7, at.y()))
    if entry.shape == LINE:
        painter.setPen(style.pen(color, 1.5, DASH))
        painter.drawLine(QLineF(at.x(), at.y() - entry.size / 2, at.x(), at.y() + entry.size / 2))
    else:
        draw_symbol(painter, at, entry.shape, color, entry.size, style)


def _boxes(entries: Sequence[LegendEntry], where: QRectF, style: Style) -> list[QRectF]:
    metrics = style.metrics("secondary")
    height = max(metrics.height(), 18.0)
    x, y = where.left(), where.top()
    boxes = []
    for entry in entries:
        width = MARK_PX + MARK_GAP_PX + metrics.horizontalAdvance(entry.words)
        width = min(width, where.width())
        if x > where.left() and x + width > where.left() + where.width():
            x, y = where.left(), y + height + LINE_GAP_PX
        boxes.append(QRectF(x, y, width, height))
        x += width + ENTRY_GAP_PX
    return boxes
