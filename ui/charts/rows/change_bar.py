"""A change with its interval on a line of points, zero in the middle: better right, worse left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.base.theme import Appearance
from ui.base.words import points
from ui.charts.canvas import CardText, ChartWidget, Hotspot, Style, draw_bar, draw_dot
from ui.text.language import _

ROW_PX = 30
NAME_SHARE = 0.37
LEAST_END = 0.1
STEP = 0.1
DOT_PX = 5.5


@dataclass(frozen=True)
class Change:
    """A change of a share, -1 to 1, with its interval; `signal` above, below or nothing."""

    name: str
    value: float
    low: float
    high: float
    signal: str = ""


class ChangeBar(ChartWidget):
    """Draws `Change`s one below the other on one axis."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._changes: Sequence[Change] = ()
        self._finding = ""
        self.setObjectName("change_bar")

    def show_changes(self, changes: Sequence[Change], finding: str) -> None:
        """Draw changes; `finding` is what they say."""
        self._changes, self._finding = changes, finding
        self.setFixedHeight(round(self.height_for(self.width(), self.style_now())))
        self.renew()

    def finding(self) -> str:
        return self._finding

    def height_for(self, _width: float, style: Style) -> float:
        if not self._changes:
            return 0.0
        return len(self._changes) * style.px(ROW_PX) + style.metrics("small").height() + 4

    def minimumSizeHint(self) -> QSize:
        return QSize(180, round(self.height_for(180, self.style_now())))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        self._paint(painter, box, style)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        height = style.px(ROW_PX)
        return [
            Hotspot(
                change.name,
                QRectF(box.left(), box.top() + k * height, box.width(), height),
                QPointF(self._x(change.value, box), box.top() + (k + 0.5) * height),
                _card(change),
            )
            for k, change in enumerate(self._changes)
        ]

    def _draw(self, painter: QPainter, style: Style) -> None:
        for stop in self._stops:
            if stop.key == self.current_key and self.hasFocus():
                painter.setPen(QPen(style.theme.unit, 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(stop.area.adjusted(1, 1, -1, -1), 6, 6)
        self._paint(painter, QRectF(self.rect()), style)

    def _end(self) -> float:
        """Return the end of the axis on both sides: whole tenths around every interval."""
        widest = max((max(abs(c.low), abs(c.high)) for c in self._changes), default=LEAST_END)
        return min(1.0, max(LEAST_END, ceil(widest / STEP - 1e-9) * STEP))

    def _x(self, value: float, box: QRectF) -> float:
        left = box.left() + box.width() * NAME_SHARE
        width = box.width() * (1 - NAME_SHARE) - 12
        return left + (value / self._end() + 1) / 2 * width

    def _paint(self, painter: QPainter, box: QRectF, style: Style) -> None:
        if not self._changes:
            return
        theme, metrics, height = style.theme, style.metrics("small"), style.px(ROW_PX)
        bottom = box.top() + len(self._changes) * height
        painter.setFont(style.font("small"))
        for value in (-self._end(), 0.0, self._end()):
            x = self._x(value, box)
            painter.setPen(QPen(theme.field_edge if value == 0 else theme.line, 1))
            painter.drawLine(QLineF(x, box.top() + 2, x, bottom))
            words = points(value) if value else _("no change")
            left = min(x - metrics.horizontalAdvance(words) / 2, box.right() - 30)
            painter.setPen(theme.mute)
            painter.drawText(QPointF(left, bottom + 2 + metrics.ascent()), words)
        for k, change in enumerate(self._changes):
            self._paint_change(painter, change, box, box.top() + (k + 0.5) * height, style)

    def _paint_change(
        self, painter: QPainter, change: Change, box: QRectF, y: float, style: Style
    ) -> None:
        theme, metrics = style.theme, style.metrics("secondary")
        real = change.signal in ("above", "below")
        name = metrics.elidedText(
            change.name, Qt.TextElideMode.ElideRight, box.width() * NAME_SHARE - 12
        )
        painter.setFont(style.font("secondary"))
        painter.setPen(theme.mute)
        base = y + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(box.left(), base), name)
        soft = theme.color(f"{change.signal}_soft") if real else theme.unit_soft
        draw_bar(painter, self._x(change.low, box), self._x(change.high, box), y, soft)
        at = QPointF(self._x(change.value, box), y)
        draw_dot(
            painter, at, theme.color(change.signal) if real else theme.unit, theme.card, DOT_PX
        )


def _card(change: Change) -> CardText:
    span = _("{low} to {high}").format(low=points(change.low), high=points(change.high))
    value = _("{points} points ({span})").format(points=points(change.value), span=span)
    return CardText(change.name, ((_("Change"), value),))
