"""Labels, buttons, cards and lines in the roles that the style sheet knows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from ui.base.events import report_exceptions
from ui.base.plain_text import plain_tip, without_mnemonic
from ui.base.theme import Appearance
from ui.text.glossary import explanation


def label(text: str = "", role: str = "body", *, tone: str = "", wrap: bool = False) -> QLabel:
    """Return a label. `role` sets size and weight, `tone` the color (mute, below, above, unit)."""
    made = ExplainedLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class ExplainedLabel(QLabel):
    """A label whose tip explains the terms in its text, unless it has a tip of its own."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._explain(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain(text)

    def _explain(self, text: str) -> None:
        if not self.toolTip() or self.property("explained"):
            tip = explanation(text)
            self.setToolTip(plain_tip(tip))
            self.setProperty("explained", bool(tip))


class ElidedLabel(QLabel):
    """A one-line label that ends in an ellipsis where it has no room; the tooltip has it all.

    `fills` takes all the room there is; without it no more than the text needs.
    """

    elides = True

    def __init__(self, text: str = "", role: str = "body", *, fills: bool = True) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        across = QSizePolicy.Policy.Ignored if fills else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        self.setToolTip(plain_tip(self.text()) if text != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(flags), text)
        painter.end()


LEAST_BUTTON_PX = 96
"""A button gives way to this width before its row is cut off."""


class TextButton(QPushButton):
    """A button whose words end in an ellipsis where it has no room; the tooltip has them all."""

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), LEAST_BUTTON_PX), hint.height())

    @report_exceptions
    def paintEvent(self, event: QPaintEvent) -> None:
        missing = self.sizeHint().width() - self.width()
        if missing <= 0:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        metrics = QFontMetrics(self.font())
        room = metrics.horizontalAdvance(option.text) - missing
        option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        if not self.toolTip():
            self.setToolTip(plain_tip(self.text().replace("&&", "&")))
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


def button(
    text: str, clicked: Callable[[], object] | None = None, *, kind: str = "plain"
) -> QPushButton:
    """Return a push button. `kind` is plain, primary, quiet, nav or row."""
    made = TextButton(without_mnemonic(text))
    made.setProperty("kind", kind)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked is not None:
        made.clicked.connect(lambda: clicked())
    return made


class IconButton(QToolButton):
    """A square button with a drawing; its name is read out and shown as a tooltip."""

    def __init__(self, look: Appearance, icon: str, name: str, *, kind: str = "icon") -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setProperty("kind", kind)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setIconSize(QSize(20, 20))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._renew()
        look.changed.connect(self._renew)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self._renew()

    def _renew(self) -> None:
        self.setIcon(self._look.icon(self._icon))


class Surface(QFrame):
    """A frame that the style sheet paints: card, sidebar, strip, page or clear."""

    def __init__(self, surface: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
