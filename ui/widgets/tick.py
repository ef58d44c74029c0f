"""A box to tick, without words of its own; its name is read out and shown as a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.base.events import report_exceptions
from ui.base.plain_text import plain_tip
from ui.base.theme import Appearance
from ui.widgets.marks import draw_mark

BOX_PX = 18
FRAME_PX = 4
RADIUS_PX = 4


class Tick(QCheckBox):
    """Space or a click tick it. Emits `clicked` with whether it is on."""

    def __init__(self, look: Appearance, name: str, *, on: bool) -> None:
        super().__init__()
        self._look = look
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        side = self._look.px(BOX_PX) + 2 * FRAME_PX
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, side = self._look.theme, self._look.px(BOX_PX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        if self.hasFocus():
            painter.setPen(QPen(theme.unit, 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), RADIUS_PX + 2, RADIUS_PX + 2)
        on = self.isChecked()
        painter.setPen(QPen(theme.unit if on else theme.field_edge, 1.2))
        painter.setBrush(theme.unit if on else theme.field)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)
        if on:
            inset = side * 0.22
            draw_mark(painter, box.adjusted(inset, inset, -inset, -inset), True, theme.on_unit)
        painter.end()

    def hitButton(self, _pos: object) -> bool:
        """Take a click anywhere on the widget."""
        return True
