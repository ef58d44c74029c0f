"""A password: hidden while it is typed, shown on demand, and forgotten at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.base.theme import Appearance, S
from ui.text.language import _
from ui.widgets.basics import IconButton, button, label

FIELD_PX = 260


class PasswordField(QWidget):
    """A line for a password, a button that shows it, and one that hands it over.

    The line is emptied as soon as its password is handed over.
    """

    given = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setObjectName("password")
        self.line.setAccessibleName(_("Workbook password"))
        self.line.setPlaceholderText(_("Password"))
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.setFixedWidth(look.px(FIELD_PX))
        self.shown = IconButton(look, "eye", _("Show password"))
        self.shown.setObjectName("show_password")
        self.shown.setCheckable(True)
        self.agree = button(_("Open"), self._give, kind="primary")
        self.agree.setObjectName("give_password")
        self._wrong = label("", "body", tone="below", wrap=True)
        self._wrong.setObjectName("password_wrong")
        self._build()
        self._hide(hidden=True)
        self.line.textChanged.connect(self._follow)
        self.line.returnPressed.connect(self._give)
        self.shown.toggled.connect(lambda on: self._hide(hidden=not on))
        self._follow()

    def ask(self, wrong: str = "") -> None:
        """Ask for a password; `wrong` says what was wrong with the last one."""
        self.line.clear()
        self.shown.setChecked(False)
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.line.setAccessibleDescription(wrong)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(S)
        for part in (self.line, self.shown, self.agree):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._wrong)
        column.addLayout(row)
        column.addWidget(
            label(_("We use it once to open the file. It is never saved."), "secondary")
        )
        self._wrong.hide()

    def _hide(self, *, hidden: bool) -> None:
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        self.line.setEchoMode(mode)

    def _follow(self) -> None:
        self.agree.setEnabled(bool(self.line.text()))

    def _give(self) -> None:
        password = self.line.text()
        if password:
            self.line.clear()
            self.given.emit(password)
