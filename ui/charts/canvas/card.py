"""The card that pointer and arrow keys show at a mark: its value, its n, its interval."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance
from ui.text.charts_card import CardText

PADDING_PX = 12
SHADE_PX = 8
COLUMN_GAP_PX = 16
LINE_GAP_PX = 3
AWAY_PX = 12
MAX_FOOT_PX = 300
MIN_WIDTH_PX = 120

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class HoverCard(QWidget):
    """Floats over the whole window, takes no pointer and no focus."""

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._text = CardText("")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def text(self) -> CardText:
        return self._text

    def show_at(self, text: CardText, anchor: QPoint) -> None:
        """Show `text` beside a point of the window, moved so that it stays inside."""
        self._text = text
        self._measure()
        above = self.parentWidget()
        window = (above if above is not None else self).rect().adjusted(4, 4, -4, -4)
        left = anchor.x() + AWAY_PX
        if left + self.width() > window.right():
            left = anchor.x() - AWAY_PX - self.width()
        top = anchor.y() + AWAY_PX
        if top + self.height() > window.bottom():
            top = anchor.y() - AWAY_PX - self.height()
        self.move(max(left, window.left()), max(top, window.top()))
        self.raise_()
        self.show()
        self.update()

    def _measure(self) -> None:
        words, title = self._metrics("secondary"), self._metrics("strong")
        first = max((words.horizontalAdvance(w) for w, _v in self._text.rows), default=0.0)
        second = max((words.horizontalAdvance(v) for _w, v in self._text.rows), default=0.0)
        self._column = first + COLUMN_GAP_PX if first else 0.0
        inner = max(title.horizontalAdvance(self._text.title), self._column + second, MIN_WIDTH_PX)
        foot = self._text.foot
        if foot:
            inner = max(inner, min(words.horizontalAdvance(foot) + 2, MAX_FOOT_PX))
        height = title.height()
        if self._text.rows:
            height += LINE_GAP_PX + len(self._text.rows) * (words.height() + LINE_GAP_PX)
        if foot:
            wrapped = words.boundingRect(
                QRectF(0, 0, inner, 1000), int(Qt.TextFlag.TextWordWrap), foot
            )
            height += wrapped.height() + 2 * LINE_GAP_PX
        around = 2 * (PADDING_PX + SHADE_PX)
        self.resize(round(inner + 2 + around), round(height + around))

    def _metrics(self, role: str) -> QFontMetricsF:
        return QFontMetricsF(self._look.font(role))

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = float(SHADE_PX)
        box = QRectF(self.rect()).adjusted(shade, shade, -shade, -shade)
        self._paint_box(painter, box)
        pad = float(PADDING_PX)
        self._paint_text(painter, box.adjusted(pad, pad, -pad, -pad))
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(theme.shadow)
        for grow, opacity in ((6, 0.03), (4, 0.05), (2, 0.07)):
            shade.setAlphaF(opacity)
            painter.setBrush(shade)
            spread = box.adjusted(-grow, 2 - grow, grow, grow + 2)
            painter.drawRoundedRect(spread, CONTROL_RADIUS_PX + grow, CONTROL_RADIUS_PX + grow)
        painter.setPen(QPen(theme.edge, 1))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)

    def _paint_text(self, painter: QPainter, inner: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(theme.ink)
        painter.setFont(self._look.font("strong"))
        painter.drawText(inner, _LEFT, self._text.title)
        words = self._metrics("secondary")
        painter.setFont(self._look.font("secondary"))
        y = inner.top() + self._metrics("strong").height() + LINE_GAP_PX
        for word, value in self._text.rows:
            row = QRectF(inner.left(), y, inner.width(), words.height())
            painter.setPen(theme.mute)
            painter.drawText(row, _LEFT, word)
            painter.setPen(theme.ink)
            painter.drawText(row.adjusted(self._column, 0, 0, 0), _LEFT, value)
            y += words.height() + LINE_GAP_PX
        if self._text.foot:
            rest = QRectF(inner.left(), y + LINE_GAP_PX, inner.width(), inner.bottom() - y)
            painter.drawText(rest, _LEFT | int(Qt.TextFlag.TextWordWrap), self._text.foot)
