"""A row of names, one of them in force: the parts of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.base.theme import XS, Appearance
from ui.widgets.basics import button

SIDE_PX = 14


class Tabs(QWidget):
    """Left and Right move among the names; the one with the keyboard is in force."""

    turned = Signal(str)
    """The key of the part the user turned to."""

    def __init__(self, look: Appearance, name: str, parts: Sequence[tuple[str, str]]) -> None:
        """`parts` are (key, words), the first of them in force."""
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        bold = QFontMetrics(look.font("strong"))  # a name in force must not move the others
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        for key, words in parts:
            made = button(words, kind="tab")
            made.setCheckable(True)
            made.setObjectName(f"tab_{key}")
            made.setMinimumWidth(bold.horizontalAdvance(words) + 2 * SIDE_PX)
            made.toggled.connect(lambda on, key=key: self._tell(key, on))
            self._group.addButton(made)
            self._buttons[key] = made
            row.addWidget(made)
        row.addStretch(1)
        self.turn_to(parts[0][0])

    @property
    def current(self) -> str:
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def turn_to(self, key: str) -> None:
        """Put a part in force. KeyError for an unknown one."""
        self._buttons[key].setChecked(True)

    def _tell(self, key: str, on: bool) -> None:
        if on:
            self.turned.emit(key)
