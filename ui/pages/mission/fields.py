"""The mission page's fields: words with the advice below them, and the lines of a promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui.base.theme import XS, Appearance, S
from ui.text.language import _
from ui.widgets.basics import IconButton, label
from ui.widgets.safe_words import SafeWords, Underline, told


class AdvisedWords(QWidget):
    """A field, and in words what its underlined places are about."""

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
        self.field = SafeWords(look, name, role=role, hint=hint, required=required)
        self._advice = label("", "secondary", wrap=True)
        self._advice.setObjectName("advice")
        self._advice.setContentsMargins(10, 0, 0, 0)
        self._advice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self._advice)
        self.field.textChanged.connect(self._forget_stale)

    @property
    def advice(self) -> str:
        """What is said below the field, empty when there is nothing to say."""
        return self._advice.text()

    def show_words(self, words: str, underlines: Mapping[str, Sequence[Underline]]) -> None:
        """Show words from the store, unless the user is typing others, and their underlines."""
        self.field.show_words(words)
        self.show_underlines(words, underlines.get(words, ()))

    def show_underlines(self, words: str, places: Sequence[Underline]) -> None:
        if self.field.words != words:
            return
        self.field.show_underlines(words, places)
        advice = "\n".join(told(words, places))
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))

    def _forget_stale(self) -> None:
        """An empty field needs no advice; otherwise it stays until the new words are checked."""
        if not self.field.words:
            self._advice.hide()
            self._advice.setText("")


class BehaviorLine(QWidget):
    """What a unit does for a promise: the words, whether it is this week's, and a way to take
    it away."""

    week_chosen = Signal(int)
    reworded = Signal(int, str)
    removed = Signal(int)

    def __init__(self, look: Appearance, behavior_id: int) -> None:
        super().__init__()
        self.behavior_id = behavior_id
        self.words = AdvisedWords(look, _("What we do"), required=True)
        self.week = QRadioButton(_("this week"))
        self.week.setAutoExclusive(False)
        self.week.setAccessibleName(_("Our focus this week"))
        self.remove = IconButton(look, "cross", _("Remove"), kind="quiet")
        self.words.field.typed.connect(lambda text: self.reworded.emit(behavior_id, text))
        self.week.clicked.connect(self._choose)
        self.remove.clicked.connect(lambda: self.removed.emit(behavior_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.words, 1)
        row.addWidget(self.week, 0, top)
        row.addWidget(self.remove, 0, top)

    def _choose(self, _checked: bool) -> None:
        self.week.setChecked(True)  # another is chosen, not none
        self.week_chosen.emit(self.behavior_id)


class NewLine(AdvisedWords):
    """An empty field in which something is added: by Enter, or when it is left."""

    added = Signal(str)

    def __init__(self, look: Appearance, name: str, hint: str, *, role: str = "body") -> None:
        super().__init__(look, name, role=role, hint=hint)
        self.field.entered.connect(self.add)
        self.field.left.connect(self.add)

    def add(self) -> None:
        """Add what stands in the field, if anything does."""
        words = self.field.words
        if words:
            self.field.forget()
            self.added.emit(words)


def spaced(widgets: Sequence[QWidget]) -> QVBoxLayout:
    """Return a column of widgets."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(S)
    for widget in widgets:
        column.addWidget(widget)
    return column
