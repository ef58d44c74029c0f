"""How a finding was computed, behind a question that opens it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.text.language import _
from ui.widgets.basics import button, label


class MethodNote(QWidget):
    """The button "How is this calculated?" with its answer below it, closed at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("method_note")
        self.open = button(_("How is this calculated?"), self._toggle, kind="quiet")
        self.open.setCheckable(True)
        self.open.setObjectName("method_button")
        self._words = label("", "secondary", wrap=True)
        self._words.setObjectName("method")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._words)
        self.show_method("")

    @property
    def text(self) -> str:
        return self._words.text()

    def show_method(self, words: str) -> None:
        """Offer these words; without any there is nothing to ask."""
        self._words.setText(words)
        self.setVisible(bool(words))
        self._words.setVisible(bool(words) and self.open.isChecked())

    def _toggle(self) -> None:
        self._words.setVisible(self.open.isChecked())
