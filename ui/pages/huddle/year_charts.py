"""Two small drawings of the year: weeks with a huddle, and how far off the guesses were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import Appearance
from ui.pages.huddle.words import short_day
from ui.report.year_words import misjudged_words, signed_points
from ui.text.formats import counted
from ui.text.language import _

if TYPE_CHECKING:
    from models.huddle.reports import Misjudged, YearPage

DOT_PX = 12
ROW_PX = 30
MOST_ROWS = 6
LABEL_SHARE = 0.42
LEAST_SPAN = 10.0


class WeekStrip(QWidget):
    """One mark a week, from the first huddle's week on: full when the team met."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._weeks: Sequence[tuple[date, bool]] = ()
        self.setObjectName("year_weeks")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_page(self, page: YearPage) -> None:
        """Show a year's weeks."""
        self._weeks = page.each_week
        words = counted(page.weeks_with, "week with a huddle", "weeks with a huddle")
        self.setAccessibleName(_("{words} of {all}").format(words=words, all=len(self._weeks)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self._look.px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._look.px(38))

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._weeks:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = min(self.width() / len(self._weeks), self._look.px(DOT_PX + 6))
        size = min(self._look.px(DOT_PX), step - 2)
        for place, (_week, held) in enumerate(self._weeks):
            box = QRectF(place * step + 1, 2, size, size)
            if held:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.unit)
            else:
                painter.setPen(QPen(theme.edge, 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        self._paint_ends(painter, step * len(self._weeks))
        painter.end()

    def _paint_ends(self, painter: QPainter, width: float) -> None:
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.theme.mute)
        box = QRectF(0, self._look.px(DOT_PX) + 6, max(width, 130), self._look.px(16))
        middle = Qt.AlignmentFlag.AlignVCenter
        first, last = self._weeks[0][0], self._weeks[-1][0]
        painter.drawText(box, int(middle | Qt.AlignmentFlag.AlignLeft), short_day(first))
        painter.drawText(box, int(middle | Qt.AlignmentFlag.AlignRight), short_day(last))


class MisjudgedBars(QWidget):
    """Guess minus truth by item, in points of a hundred patients: to the right the room thought
    better of it than patients do, to the left worse."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._items: Sequence[Misjudged] = ()
        self.setObjectName("year_misjudged")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_items(self, items: Sequence[Misjudged]) -> None:
        """Show the items the room guesses worst."""
        self._items = items[:MOST_ROWS]
        self.setAccessibleName(". ".join(misjudged_words(item) for item in self._items))
        self.setVisible(bool(self._items))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, self._look.px(ROW_PX) * max(1, len(self._items)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        span = max([LEAST_SPAN, *(abs(item.points) for item in self._items)])
        left = self.width() * LABEL_SHARE
        room = self.width() - left - self._look.px(70)
        middle = left + self._look.px(34) + room / 2
        painter.setPen(QPen(self._look.theme.edge, 1))
        painter.drawLine(round(middle), 2, round(middle), self.height() - 2)
        for place, item in enumerate(self._items):
            self._paint_row(painter, item, place, middle, room / 2 / span)
        painter.end()

    def _paint_row(
        self, painter: QPainter, item: Misjudged, place: int, middle: float, scale: float
    ) -> None:
        theme, height = self._look.theme, self._look.px(ROW_PX)
        top = place * height
        font = self._look.font("body")
        painter.setFont(font)
        painter.setPen(theme.ink)
        room = self.width() * LABEL_SHARE - 8
        text = QFontMetricsF(font).elidedText(item.label, Qt.TextElideMode.ElideRight, room)
        center = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(0, top, room, height), center, text)
        length = item.points * scale
        bar = QRectF(min(middle, middle + length), top + height * 0.3, abs(length), height * 0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.unit)
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(theme.ink)
        words = signed_points(item.points)
        width = self._look.px(34)
        if item.points >= 0:
            painter.drawText(QRectF(bar.right() + 6, top, width, height), center, words)
        else:
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(QRectF(bar.left() - width - 6, top, width, height), right, words)
