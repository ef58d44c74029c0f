"""A field for one sentence that grows with it, with places underlined and advice beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from ui.base.events import report_exceptions
from ui.base.theme import Appearance

TYPING_MS = 250
"""How long typing pauses before what was typed is handed on."""

PADDING_PX = 8


@dataclass(frozen=True)
class Underline:
    """A place in the text, from `start` to before `end`, and what to do about it in words.

    Where the advice does not name the words itself they are `quoted` before it.
    """

    start: int
    end: int
    advice: str
    quoted: bool = False


def told(words: str, places: Sequence[Underline]) -> list[str]:
    """Return the advice about places of a text, each once, after the words it is about."""
    quotes: dict[str, list[str]] = {}
    for place in places:
        quoted = quotes.setdefault(place.advice, [])
        if place.quoted:
            quoted.append(f"“{words[place.start : place.end]}”")
    return [f"{', '.join(q)}: {advice}" if q else advice for advice, q in quotes.items()]


class _Underliner(QSyntaxHighlighter):
    """Draws a soft wave below places of a text."""

    def __init__(self, look: Appearance, document: QTextDocument) -> None:
        super().__init__(document)
        self._look = look
        self.places: Sequence[Underline] = ()

    def highlightBlock(self, text: str) -> None:
        drawn = QTextCharFormat()
        drawn.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        drawn.setUnderlineColor(self._look.theme.unit)
        start = self.currentBlock().position()
        for place in self.places:
            first = max(place.start - start, 0)
            last = min(place.end - start, len(text))
            if first < last:
                self.setFormat(first, last - first, drawn)


class SafeWords(QPlainTextEdit):
    """Hands on what is typed after a short pause and at the latest when it is left.

    Words that were handed on are shown until the store has them, whatever it had before. A
    `required` field hands on no empty words; left empty it shows what was stored again. Enter
    asks for the next field, Ctrl+Up and Ctrl+Down move the line, where its place allows.
    """

    typed = Signal(str)
    """The words, one line, spaces at the ends gone."""
    entered = Signal()
    left = Signal()
    """The keyboard went elsewhere in the window."""
    move_requested = Signal(int)
    """-1: before the one above, 1: behind the one below."""

    def __init__(
        self,
        look: Appearance,
        name: str,
        *,
        role: str = "body",
        hint: str = "",
        required: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self._role = role
        self._required = required
        self._handed_on = ""
        self._waiting = False
        self._underliner = _Underliner(look, self.document())
        self._timer = QTimer(self)
        self.setProperty("kind", "words")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFont(look.font(role))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._take_typing)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        look.changed.connect(self._underliner.rehighlight)
        self._fit()

    @property
    def words(self) -> str:
        """What is typed as one line."""
        return " ".join(self.toPlainText().split())

    def show_words(self, words: str) -> None:
        """Show words from the store, unless others are being typed or on their way there."""
        if self._waiting and words != self._handed_on:
            return
        self._waiting = False
        if self.hasFocus() and self.words != self._handed_on:
            return
        self._handed_on = words
        if self.words != words:
            self.setPlainText(words)
            self._timer.stop()

    def give_up(self) -> None:
        """What was handed on was not stored: show what is, next time it is read."""
        self._waiting = False

    def forget(self) -> None:
        """Empty the field without telling anyone."""
        self._handed_on = ""
        self._waiting = False
        self.setPlainText("")
        self._timer.stop()

    def show_underlines(self, words: str, places: Sequence[Underline]) -> None:
        """Underline places of `words`, if these still stand here; a reader is told the advice."""
        if self.words != words:
            return
        before = self._underliner.places
        shift = len(self.toPlainText()) - len(self.toPlainText().lstrip())
        self._underliner.places = [
            replace(place, start=place.start + shift, end=place.end + shift) for place in places
        ]
        if self._underliner.places != before:
            self._underliner.rehighlight()
        advice = " ".join(told(words, places))
        if advice != self.accessibleDescription():
            self.setAccessibleDescription(advice)
            if advice and self.hasFocus() and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, advice))

    @property
    def underlined(self) -> list[str]:
        """The words that are underlined."""
        text = self.toPlainText()
        return [text[place.start : place.end] for place in self._underliner.places]

    def flush(self) -> None:
        """Hand on what was typed now, once."""
        self._timer.stop()
        if self.words == self._handed_on:
            return
        if self.words or not self._required:
            self._handed_on = self.words
            self._waiting = True
            self.typed.emit(self.words)
        elif not self.hasFocus():
            self.setPlainText(self._handed_on)

    def _take_typing(self) -> None:
        if self.words != self._handed_on:
            self._timer.start()

    def _fit(self, *_size: object) -> None:
        words = self.blockBoundingRect(self.document().firstBlock()).height()
        line = QFontMetrics(self._look.font(self._role)).lineSpacing()
        self.setFixedHeight(ceil(max(words, line)) + 2 * PADDING_PX)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @report_exceptions
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
        elsewhere = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in elsewhere:
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes part of the one line."""
        self.insertPlainText(" ".join(source.text().split()))

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
            self.entered.emit()
        elif event.modifiers() & control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_requested.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
