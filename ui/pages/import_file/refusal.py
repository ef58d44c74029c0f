"""A file that cannot be shown: why, what to do, and where only a password is missing, a field."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.errors import UserError
from ui.base.theme import Appearance, L, M, S
from ui.pages.import_file.side_card import FOUND, encoding_options
from ui.pages.import_file.words import refusal_hint, refusal_words
from ui.text.errors import what
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.blank import Picture
from ui.widgets.chooser import Chooser
from ui.widgets.password_field import PasswordField

TEXT_PX = 460
LETTERS = frozenset(["encoding_unclear", "other_encoding"])
"""Codes of refusals that are answered by saying how letters are written."""


class RefusalPanel(Surface):
    """Says what is wrong with a file and what to do about it."""

    password_given = Signal(str)
    encoding_chosen = Signal(object)
    """The name of the encoding of a text file, None to have it found."""
    closed = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self._picture = Picture(look, "warning")
        self._title = label("", "verdict", wrap=True)
        self._title.setObjectName("refusal_title")
        self._hint = label("", "body", tone="mute", wrap=True)
        self._hint.setObjectName("refusal_hint")
        self.password = PasswordField(look)
        self.encoding = Chooser(look, _("Text encoding"), max_width_px=340)
        self.encoding.setObjectName("refusal_encoding")
        self.encoding.hide()
        self.leave = button(_("Close"), self.closed.emit)
        self.leave.setObjectName("refusal_close")
        self._build()
        self.password.given.connect(self.password_given)
        self.encoding.chosen.connect(lambda key: self.encoding_chosen.emit(key or None))

    @property
    def text(self) -> str:
        return self._title.text()

    def show_refusal(self, error: UserError, file: str) -> None:
        """Show why a file cannot be used."""
        self._show("warning", refusal_words(error, file), refusal_hint(error))
        self.password.hide()
        letters = error.code in LETTERS
        if letters:
            self.encoding.set_options(encoding_options(), FOUND)
        self.encoding.setVisible(letters)

    def ask_password(self, error: UserError) -> None:
        """Ask for the password of a locked workbook."""
        wrong = what(error) if error.code == "workbook_wrong_password" else ""
        title = _("This workbook has a password.")
        self._show("lock", title, _("Enter it to read the workbook."))
        self.encoding.hide()
        self.password.ask(wrong)
        self.password.show()

    def focus_next_step(self) -> None:
        """Put the keyboard on what is to be done next."""
        asked = (self.password.line, self.encoding)
        next((part for part in asked if part.isVisibleTo(self)), self.leave).setFocus()

    def _show(self, icon: str, title: str, hint: str) -> None:
        self._picture.icon = icon
        self._picture.update()
        for words, text, role in ((self._title, title, "verdict"), (self._hint, hint, "body")):
            words.setText(text)
            self._fit(words, role)
        self.setAccessibleName(f"{title} {hint}".strip())

    def _fit(self, words: QLabel, role: str) -> None:
        """Reserve the height of the wrapped words: a centered layout would cut them."""
        room = QRect(0, 0, words.width(), 1000)
        metrics = QFontMetrics(self._look.font(role))
        wrap = int(Qt.TextFlag.TextWordWrap)
        words.setFixedHeight(metrics.boundingRect(room, wrap, words.text()).height() + 2)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(self._picture, 0, center)
        for words in (self._title, self._hint):
            words.setFixedWidth(self._look.px(TEXT_PX))
            words.setAlignment(center)
            column.addWidget(words, 0, center)
        column.addSpacing(S)
        column.addWidget(self.password, 0, center)
        column.addWidget(self.encoding, 0, center)
        column.addSpacing(S)
        column.addWidget(self.leave, 0, center)
        column.addStretch(3)
