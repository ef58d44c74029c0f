"""The band below a chart that says what its figures are: raw or adjusted, and of whom."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.base.theme import M
from ui.widgets.basics import Surface, label


class ShownStrip(Surface):
    """One line or two in a quiet band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("strip", parent)
        self.setObjectName("shown_strip")
        self._text = label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, 6, M, 6)
        column.addWidget(self._text)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, words: str) -> None:
        """Show what the figures are."""
        self._text.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
