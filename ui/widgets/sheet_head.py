"""The heads of a file's columns: what each is thought to be, and a way to say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance, M, S, blend, paint_icon
from ui.text.language import _
from ui.widgets.sheet_rows import HEAD_ROLE, SheetHead, SheetRowsModel, Sureness

LINE_PX = 18
ICON_PX = 14
NARROWEST_PX, WIDEST_PX = 96, 260
UNSURE_SHARE = 0.45
"""How strongly a head that somebody should look at is tinted."""


class SheetHeader(QHeaderView):
    """A head in three lines: what the column is, its name in the file, how sure that is.

    A click, Enter, Space or Down on a head asks to change it; Left and Right go to the next one.
    """

    head_opened = Signal(int)
    """The place of the column the user wants to change."""
    head_reached = Signal(int)
    """The place of the column the keyboard is on."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.current = 0
        self.open_place = -1
        """The column that is being changed, -1 for none."""
        self.setObjectName("sheet_heads")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(look.px(48))
        self._anchor = QWidget(self.viewport())
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._anchor.hide()
        self.sectionClicked.connect(self._open)
        self._name_it()

    def show_open(self, place: int) -> None:
        """Mark the column that is being changed, -1 for none."""
        self.open_place = place
        if place >= 0:
            self.current = place
        self.viewport().update()

    def anchor_at(self, place: int) -> QWidget:
        """Return a part of the window where a head stands, to open a list below."""
        left, width = self.sectionViewportPosition(place), self.sectionSize(place)
        self._anchor.setGeometry(left, 0, width, self.viewport().height())
        return self._anchor

    def go_to(self, place: int) -> None:
        """Put the keyboard on a head."""
        if not 0 <= place < self.count():
            return
        self.current = place
        self._name_it()
        self.head_reached.emit(place)
        self.viewport().update()

    def head(self, place: int) -> SheetHead | None:
        """Return what stands over a column, None outside the table."""
        model = self.model()
        found = model.headerData(place, Qt.Orientation.Horizontal, HEAD_ROLE) if model else None
        return found if isinstance(found, SheetHead) else None

    def widths_for(self, heads: Sequence[SheetHead]) -> list[int]:
        """Return the widths in pixels that the words of heads need, within limits."""
        strong = QFontMetricsF(self._look.font("strong"))
        small = QFontMetricsF(self._look.font("secondary"))
        least, most = self._look.px(NARROWEST_PX), self._look.px(WIDEST_PX)
        told: dict[str, float] = {}
        widths = []
        for head in heads:
            words = head.sureness_words()
            if words not in told:
                told[words] = small.horizontalAdvance(words) + ICON_PX + 4
            name = strong if head.fixed else small
            wanted = max(
                strong.horizontalAdvance(head.role),
                name.horizontalAdvance(head.name),
                told[words],
            )
            widths.append(min(max(ceil(wanted) + 2 * M + 2, least), most))
        return widths

    def sizeHint(self) -> QSize:
        model = self.model()
        lines = 1 if isinstance(model, SheetRowsModel) and model.is_fixed else 3
        return QSize(super().sizeHint().width(), lines * self._look.px(LINE_PX) + 2 * S)

    def _open(self, place: int) -> None:
        head = self.head(place)
        if head is not None:
            self.go_to(place)
            if not head.fixed:
                self.head_opened.emit(place)

    def _name_it(self) -> None:
        """Have the head that the keyboard is on read out."""
        head = self.head(self.current)
        words = head.read_out() if head is not None else ""
        name = _("File columns")
        self.setAccessibleName(f"{name}. {words}" if words else name)
        self.setAccessibleDescription(_("Press Enter to change what a column is."))

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), self.count() - 1
        steps = {
            Qt.Key.Key_Left: self.current - 1,
            Qt.Key.Key_Right: self.current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in steps:
            self.go_to(min(max(steps[Qt.Key(key)], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Down):
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    @report_exceptions
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(min(self.current, max(0, self.count() - 1)))

    @report_exceptions
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @report_exceptions
    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        head = self.head(place)
        if head is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect)
        ground, front = self._colors(head)
        painter.fillRect(box, ground)
        painter.setPen(QPen(self._look.theme.card, 2))
        painter.drawLine(box.topRight(), box.bottomRight())
        self._paint_words(painter, box.adjusted(M, S, -M, -S), head, front)
        if place == self.open_place:
            painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 3), front)
        if self.hasFocus() and place == self.current:
            painter.setPen(QPen(self._look.theme.ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = box.adjusted(2, 2, -3, -2)
            painter.drawRoundedRect(ring, CONTROL_RADIUS_PX - 4, CONTROL_RADIUS_PX - 4)
        painter.restore()

    def _colors(self, head: SheetHead) -> tuple[QColor, QColor]:
        theme = self._look.theme
        if head.fixed:
            return theme.card, theme.ink
        if head.sureness is Sureness.UNSURE or head.is_new:
            return blend(theme.below_soft, theme.card, UNSURE_SHARE), theme.below
        return (theme.tint, theme.unit) if head.used else (theme.strip, theme.mute)

    def _paint_words(self, painter: QPainter, box: QRectF, head: SheetHead, front: QColor) -> None:
        if head.fixed:
            self._line(painter, box, head.name, "strong", front)
            return
        step = box.height() / 3
        lines = [QRectF(box.left(), box.top() + k * step, box.width(), step) for k in range(3)]
        self._line(painter, lines[0], head.role, "strong", front)
        self._line(painter, lines[1], head.name, "secondary", self._look.theme.ink)
        icon = QRectF(lines[2].left(), lines[2].center().y() - ICON_PX / 2, ICON_PX, ICON_PX)
        if drawing := _icon(head):
            paint_icon(painter, drawing, icon, front)
        words = lines[2].adjusted(ICON_PX + 4 if drawing else 0, 0, 0, 0)
        self._line(painter, words, head.sureness_words(), "secondary", front)

    def _line(self, painter: QPainter, box: QRectF, text: str, role: str, color: QColor) -> None:
        font = self._look.font(role)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _icon(head: SheetHead) -> str:
    if head.sureness is Sureness.UNSURE or head.is_new:
        return "question"
    return "check" if head.used and head.sureness is not Sureness.LIKELY else ""
