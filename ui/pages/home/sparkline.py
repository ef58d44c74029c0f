"""A line of a measure's last months, without axes: only where it is going."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import Appearance, S

HEIGHT_PX, LEAST_WIDTH_PX = 56, 140
DOT_PX = 4.0
LEAST_SPAN = 0.2
"""A steady line is not drawn as if it swung: it has at least so much of the share's range."""


class Sparkline(QWidget):
    """Draws the unit's line, the goal dashed, and the last point as a dot."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._shares: Sequence[float] = ()
        self._goal: float | None = None
        self._tone = "unit"
        self.setObjectName("sparkline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_line(self, shares: Sequence[float], goal: float | None, tone: str, name: str) -> None:
        """Show shares (0-1), the oldest first. `tone` is a color of the theme, `name` what a
        screen reader says."""
        self._shares, self._goal, self._tone = shares, goal, tone
        self.setAccessibleName(name)
        self.setVisible(len(shares) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(LEAST_WIDTH_PX), self._look.px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        if len(self._shares) < 2:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(S, S, -S, -S)
        low, high = self._span()
        points = [
            QPointF(
                box.left() + box.width() * place / (len(self._shares) - 1),
                box.bottom() - box.height() * (share - low) / (high - low),
            )
            for place, share in enumerate(self._shares)
        ]
        if self._goal is not None:
            y = box.bottom() - box.height() * (self._goal - low) / (high - low)
            painter.setPen(QPen(theme.mute, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        color = theme.color(self._tone)
        painter.setPen(QPen(color, 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(points[-1], DOT_PX, DOT_PX)
        painter.end()

    def _span(self) -> tuple[float, float]:
        shown = [*self._shares, *([self._goal] if self._goal is not None else [])]
        low, high = min(shown), max(shown)
        lack = max(LEAST_SPAN - (high - low), 0.0) / 2
        return low - lack, high + lack
