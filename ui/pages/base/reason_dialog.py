"""Asks for one line of words, and for a day where one is needed: why something was stopped,
until when it waits, a new name."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.base.theme import XL, Appearance, L, M, S
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.day_field import DayField

WIDTH_PX = 400


class ReasonDialog(QDialog):
    """A question and a line to answer it. Enter agrees, Escape closes; an empty line does not
    count unless `may_be_empty`. With `day`, the day asked for as well, `day_name` its name."""

    answered = Signal(str)
    answered_with_day = Signal(str, object)
    """The line and the `date`; only when a day was asked for."""

    def __init__(
        self,
        look: Appearance,
        question: str,
        agree: str,
        parent: QWidget,
        *,
        text: str = "",
        hint: str = "",
        may_be_empty: bool = False,
        day: date | None = None,
        day_name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setObjectName("reason_dialog")
        self._may_be_empty = may_be_empty
        self.line = QLineEdit(text)
        self.line.setObjectName("reason")
        self.line.setAccessibleName(question)
        self.line.setPlaceholderText(hint)
        self.line.setFixedWidth(look.px(WIDTH_PX))
        self.day = DayField(look, day_name) if day is not None else None
        self._agree = button(agree, self._take, kind="primary")
        self._build(question, day, day_name)
        self.line.textChanged.connect(self._enable)
        self._enable()
        self.line.selectAll()
        self.line.setFocus()

    def _build(self, question: str, day: date | None, day_name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(label(question, "verdict"))
        column.addWidget(self.line)
        if self.day is not None and day is not None:
            self.day.set_day(day)
            self.day.setObjectName("reason_day")
            row = QHBoxLayout()
            row.setSpacing(M)
            row.addWidget(label(day_name, "body", tone="mute"))
            row.addWidget(self.day)
            row.addStretch(1)
            column.addLayout(row)
        column.addSpacing(S)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        cancel = button(_("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        buttons.addWidget(cancel)
        self._agree.setObjectName("reason_agree")
        self._agree.setDefault(True)
        buttons.addWidget(self._agree)
        column.addLayout(buttons)

    def _enable(self) -> None:
        self._agree.setEnabled(self._may_be_empty or bool(self.line.text().strip()))

    def _take(self) -> None:
        words = self.line.text().strip()
        if self.day is not None:
            if not self.day.is_day:
                self.day.setFocus()
                return
            self.answered_with_day.emit(words, self.day.day)
        else:
            self.answered.emit(words)
        self.accept()
