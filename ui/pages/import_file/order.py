"""Answers put in order by pressing them, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, XS, Appearance, S
from ui.text.formats import number
from ui.text.language import _
from ui.widgets.basics import button, label

ROW_PX = 34
BADGE_PX = 20
LEAST_ANSWERS = 2


class OrderButton(QPushButton):
    """An answer with its place in the order, 0 while it has none. Up and Down go to the next."""

    def __init__(self, look: Appearance, key: str, words: str, note: str) -> None:
        super().__init__()
        self._look = look
        self.key = key
        self._words = words
        self._note = note
        self.place = 0
        self.setObjectName(f"order_{key}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.put(0)

    def put(self, place: int) -> None:
        """Give the answer its place, 1 for the worst."""
        self.place = place
        told = _("number {n}").format(n=number(place)) if place else _("not placed yet")
        self.setAccessibleName(f"{self._words}, {told}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._look.px(ROW_PX))

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(
            QPen(theme.unit if self.hasFocus() else theme.line, 2 if self.hasFocus() else 1)
        )
        painter.setBrush(
            theme.tint if self.place else theme.hover if self.underMouse() else theme.card
        )
        painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        badge = QRectF(box.left() + S, box.center().y() - BADGE_PX / 2, BADGE_PX, BADGE_PX)
        self._paint_badge(painter, badge)
        middle = Qt.AlignmentFlag.AlignVCenter
        inner = box.adjusted(S + BADGE_PX + S, 0, -S, 0)
        small = self._look.font("secondary")
        painter.setFont(small)
        painter.setPen(theme.mute)
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), self._note)
        room = inner.width() - QFontMetricsF(small).horizontalAdvance(self._note) - S
        body = self._look.font("body")
        painter.setFont(body)
        painter.setPen(theme.ink)
        shown = QFontMetricsF(body).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()

    def _paint_badge(self, painter: QPainter, badge: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen if self.place else QPen(theme.field_edge, 1))
        painter.setBrush(theme.unit if self.place else theme.field)
        painter.drawEllipse(badge)
        if self.place:
            painter.setFont(self._look.font("strong"))
            painter.setPen(theme.on_unit)
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), number(self.place))


class OrderField(QWidget):
    """The answers of a column, to be pressed from the worst to the best. One that is left out is
    no answer; pressed again it loses its place."""

    ordered = Signal(list)
    """The keys, worst first."""
    refused = Signal()
    """These are no answers of a question about care."""

    def __init__(
        self,
        look: Appearance,
        choices: Sequence[tuple[str, str, str]],
        chosen: Sequence[str] = (),
        *,
        none: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chosen = list(chosen)
        self.buttons = [OrderButton(look, *choice) for choice in choices]
        self._agree = button(_("Use this order"), self._tell, kind="primary")
        self._agree.setObjectName("use_order")
        self._none = button(_("Not a survey question"), self.refused.emit, kind="quiet")
        self._none.setObjectName("no_question")
        self._none.setEnabled(not none)
        self._build()
        self._number()

    @property
    def first(self) -> QWidget:
        """The part that takes the keyboard."""
        return self.buttons[0] if self.buttons else self._none

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        told = _("Click from worst to best; skip what isn’t an answer.")
        column.addWidget(label(told, "secondary", wrap=True))
        column.addSpacing(XS)
        for answer in self.buttons:
            answer.clicked.connect(lambda _on=False, pressed=answer: self._press(pressed))
            column.addWidget(answer)
        column.addSpacing(XS)
        for act in (self._agree, self._none):
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)

    def _press(self, pressed: OrderButton) -> None:
        if pressed.key in self._chosen:
            self._chosen.remove(pressed.key)
        else:
            self._chosen.append(pressed.key)
        self._number()

    def _number(self) -> None:
        for answer in self.buttons:
            there = answer.key in self._chosen
            answer.put(self._chosen.index(answer.key) + 1 if there else 0)
        self._agree.setEnabled(len(self._chosen) >= LEAST_ANSWERS)

    def _tell(self) -> None:
        self.ordered.emit(list(self._chosen))
