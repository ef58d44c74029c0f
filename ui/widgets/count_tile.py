"""A count with its word, as a button that shows what is counted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance, S
from ui.text.formats import number

HEIGHT_PX = 58


class CountTile(QPushButton):
    """Shows "3" over "warnings"; chosen, it is tinted. A count of nothing cannot be pressed."""

    def __init__(self, look: Appearance, name: str, tone: str = "ink") -> None:
        super().__init__()
        self._look = look
        self._tone = tone
        self._word = ""
        self.count = 0
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, word: str) -> None:
        self.count, self._word = count, word
        self.setEnabled(count > 0)
        self.setAccessibleName(f"{number(count)} {word}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        small = QFontMetricsF(self._look.font("secondary"))
        large = QFontMetricsF(self._look.font("verdict"))
        words = small.horizontalAdvance(self._word), large.horizontalAdvance(number(self.count))
        return QSize(round(max(words)) + 2 * S + 4, self._look.px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked() and self.isEnabled()
        edge = theme.unit if self.hasFocus() or chosen else theme.line
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        ground = theme.tint if chosen else theme.hover if self.underMouse() else theme.card
        painter.setBrush(ground)
        painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        front = theme.color(self._tone) if self.isEnabled() else theme.mute
        inner = box.adjusted(0, S, 0, -S)
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * 0.56)
        lower = QRectF(inner.left(), upper.bottom(), inner.width(), inner.height() * 0.44)
        center = int(Qt.AlignmentFlag.AlignCenter)
        painter.setFont(self._look.font("verdict"))
        painter.setPen(front)
        painter.drawText(upper, center, number(self.count))
        painter.setFont(self._look.font("secondary"))
        painter.setPen(theme.mute)
        painter.drawText(lower, center, self._word)
        painter.end()
