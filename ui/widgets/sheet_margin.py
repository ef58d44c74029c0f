"""The margin of a file's rows: their numbers, and in a word why a row stays out."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import Appearance, M

ROW_PX = 32


class SheetMargin(QHeaderView):
    """Painted as the cells beside it are: the same ground, the same line below, the words on one
    base line with theirs. A style's header section would draw each of these a little otherwise."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look = look
        self._width = 0
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setDefaultSectionSize(look.px(ROW_PX))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self) -> None:
        """Become as wide as the widest of the words, once for all rows: a view asks often."""
        longest: dict[str, str] = {}
        for words in map(self._words, range(self.count())):
            reason = words.lstrip("0123456789")
            longest[reason] = max(longest.get(reason, ""), words, key=len)
        metrics = QFontMetricsF(self._look.font("secondary"))
        widest = max(map(metrics.horizontalAdvance, longest.values()), default=0.0)
        self._width = ceil(widest) + 2 * M
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._width, self.defaultSectionSize())

    @report_exceptions
    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        theme, box = self._look.theme, QRectF(rect)
        painter.save()
        ground = self._data(place, Qt.ItemDataRole.BackgroundRole)
        painter.fillRect(box, ground if isinstance(ground, QColor) else theme.card)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.line)
        font, words = self._look.font("secondary"), self._words(place)
        painter.setFont(font)
        painter.setPen(theme.mute)
        cells = QFontMetricsF(self._look.font("body"))
        # On the base line of a cell's words, which Qt lays out on whole points.
        base = rect.top() + (rect.height() - 1 - ceil(cells.height())) // 2 + int(cells.ascent())
        width = QFontMetricsF(font).horizontalAdvance(words)
        painter.drawText(QPointF(box.right() - M - width, base), words)
        painter.restore()

    def _words(self, place: int) -> str:
        return str(self._data(place, Qt.ItemDataRole.DisplayRole) or "")

    def _data(self, place: int, role: Qt.ItemDataRole) -> object:
        return self.model().headerData(place, Qt.Orientation.Vertical, role)
