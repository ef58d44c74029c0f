"""Pale bars in the place of what is still loading. Shown only when loading takes a while."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.base.events import report_exceptions
from ui.base.theme import Appearance
from ui.text.language import _

PATIENCE_MS = 300
"""Loading that takes less than this shows nothing at all."""

ROW_PX = 44
BAR_PX = 12
_SHARES = (0.72, 0.5, 0.62, 0.4, 0.8, 0.55, 0.66, 0.45)


class Skeleton(QWidget):
    """Stands empty for `PATIENCE_MS` after each `begin`, then shows its bars."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._visible_bars = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._show_bars)
        self.setObjectName("skeleton")
        self.setAccessibleName(_("Loading"))

    @property
    def shows_bars(self) -> bool:
        return self._visible_bars

    def begin(self) -> None:
        """Wait for `PATIENCE_MS`, then show the bars until `end`."""
        self._visible_bars = False
        self._timer.start()
        self.update()

    def end(self) -> None:
        self._timer.stop()

    def _show_bars(self) -> None:
        self._visible_bars = True
        self.update()

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._visible_bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.strip)
        row, bar = self._look.px(ROW_PX), self._look.px(BAR_PX)
        label = self.width() * 0.18
        for place in range(max(1, self.height() // row)):
            y = place * row + (row - bar) / 2
            share = _SHARES[place % len(_SHARES)]
            for left, width in ((0.0, label), (label * 1.3, (self.width() - label * 1.3) * share)):
                painter.drawRoundedRect(QRectF(left, y, width, bar), bar / 2, bar / 2)
        painter.end()
