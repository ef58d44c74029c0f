"""Asks for one line of words: why something was stopped or passed on, or a new name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import L, Look, M, S
from ui.widgets.basics import button, label


class ReasonDialog(QDialog):
    """A question and a line to answer it. Enter agrees, Escape closes; empty does not count."""

    answered = Signal(str)

    def __init__(
        self, look: Look, question: str, agree: str, parent: QWidget, *, text: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setObjectName("reason_dialog")
        self.line = QLineEdit(text)
        self.line.setObjectName("reason")
        self.line.setAccessibleName(question)
        self.line.setMinimumWidth(look.px(380))
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(label(question, "card"))
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.reject))
        self._agree = button(agree, self._take, kind="primary")
        self._agree.setDefault(True)
        row.addWidget(self._agree)
        column.addLayout(row)
        self.line.textChanged.connect(self._enable)
        self._enable()
        self.line.selectAll()

    def _enable(self) -> None:
        self._agree.setEnabled(bool(self.line.text().strip()))

    def _take(self) -> None:
        self.answered.emit(self.line.text().strip())
        self.accept()
