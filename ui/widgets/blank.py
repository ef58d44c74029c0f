"""What a page shows instead of its content: nothing yet, nothing found, or a failure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.errors import UserError
from ui.base.events import report_exceptions
from ui.base.theme import Appearance, L, M, S, paint_icon
from ui.text.errors import hint, sentence
from ui.widgets.basics import button, label

PICTURE_PX = 64
TEXT_WIDTH_PX = 460


@dataclass(frozen=True)
class EmptyStateAction:
    """A button: its words and what it does. The first offer of a state is the primary one."""

    words: str
    act: Callable[[], object]


class Picture(QWidget):
    """An icon on a round tint."""

    def __init__(self, look: Appearance, icon: str) -> None:
        super().__init__()
        self._look = look
        self.icon = icon
        self.setFixedSize(look.px(PICTURE_PX), look.px(PICTURE_PX))
        look.changed.connect(self.update)

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint)
        box = QRectF(self.rect())
        painter.drawEllipse(box)
        inset = box.width() * 0.27
        paint_icon(painter, self.icon, box.adjusted(inset, inset, -inset, -inset), theme.unit)
        painter.end()


class EmptyState(QWidget):
    """A drawing, one sentence, what to do next, and the buttons that do it."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("blank")
        self._picture = Picture(look, "files")
        self._title = label("", "verdict", wrap=True)
        self._text = label("", "body", tone="mute", wrap=True)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setFixedWidth(look.px(TEXT_WIDTH_PX))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(S)
        self._build()

    def say(
        self, icon: str, title: str, text: str, offers: Sequence[EmptyStateAction] = ()
    ) -> None:
        """Show a state."""
        self._picture.icon = icon
        self._picture.update()
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._fit(self._title, "verdict")
        self._fit(self._text, "body")
        self.setAccessibleName(f"{title} {text}".strip())
        while self._buttons.count() > 0:
            item = self._buttons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.addStretch(1)
        for place, offer in enumerate(offers):
            made = button(offer.words, offer.act, kind="plain" if place else "primary")
            self._buttons.addWidget(made)
        self._buttons.addStretch(1)

    def say_failure(self, error: UserError, offers: Sequence[EmptyStateAction] = ()) -> None:
        """Show why something could not be done, and what to do next."""
        self.say("warning", sentence(error), hint(error), offers)

    def _fit(self, words: QLabel, role: str) -> None:
        """Reserve the height of the wrapped words: a centered layout would cut them."""
        room = QRect(0, 0, words.width(), 1000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        metrics = QFontMetrics(self._look.font(role))
        words.setFixedHeight(metrics.boundingRect(room, wrap, words.text()).height() + 2)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(self._picture, 0, center)
        column.addWidget(self._title, 0, center)
        column.addWidget(self._text, 0, center)
        column.addSpacing(S)
        column.addLayout(self._buttons)
        column.addStretch(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(TEXT_WIDTH_PX) + 2 * L, 240)
