"""Covers the window while files are dragged over it, and takes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from ui.base.events import report_exceptions
from ui.base.theme import CARD_RADIUS_PX, XL, Appearance, paint_icon
from ui.text.language import _

ICON_PX = 40


def dropped_files(content: QMimeData) -> list[Path]:
    """Return the local files of a drag, in their order."""
    return [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]


class DropOverlay(QWidget):
    """Says "Drop to open". Shown by the window when a drag with files enters it."""

    files_dropped = Signal(list)
    """The local files as `Path`s."""

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self.setAcceptDrops(True)
        self.setObjectName("drop_overlay")
        self.setAccessibleName(_("Drop to open"))
        self.hide()

    def cover(self) -> None:
        """Cover the whole window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    @report_exceptions
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    @report_exceptions
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()
        event.accept()

    @report_exceptions
    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        files = dropped_files(event.mimeData())
        event.acceptProposedAction()
        if files:
            self.files_dropped.emit(files)

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.page)
        veil.setAlphaF(0.88)
        painter.fillRect(self.rect(), veil)
        frame = QRectF(self.rect()).adjusted(XL, XL, -XL, -XL)
        pen = QPen(theme.unit, 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, CARD_RADIUS_PX, CARD_RADIUS_PX)
        center = frame.center()
        size = self._look.px(ICON_PX)
        icon = QRectF(center.x() - size / 2, center.y() - size - 6, size, size)
        paint_icon(painter, "drop", icon, theme.unit)
        painter.setFont(self._look.font("title"))
        painter.setPen(theme.ink)
        words = QRectF(frame.left(), center.y() + 6, frame.width(), 60)
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, int(align), _("Drop to open"))
        painter.end()
