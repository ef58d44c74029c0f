"""Asks to whom an action is passed on, what stands in the way, and by when an answer is awaited."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.base.theme import XL, Appearance, L, M, S
from ui.text.language import _
from ui.widgets.basics import button, label
from ui.widgets.day_field import DayField

WIDTH_PX = 320


class PassOnDialog(QDialog):
    """Enter agrees, Escape closes; somebody must be named."""

    answered = Signal(str, str, object)
    """To whom, why, and the `date` by which an answer is awaited."""

    def __init__(self, look: Appearance, reply_by: date, tomorrow: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("pass_on_dialog")
        self.setWindowTitle(_("Escalate"))
        self.to = QLineEdit()
        self.why = QLineEdit()
        self.day = DayField(look, _("Answer by"))
        self.day.set_day(reply_by)
        self.day.set_earliest(tomorrow)
        self._agree = button(_("Escalate"), self._take, kind="primary")
        self._build(look)
        self.to.textChanged.connect(self._enable)
        self._enable()
        self.to.setFocus()

    def _build(self, look: Appearance) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(label(_("Escalate to someone above the team"), "verdict"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        fields = (
            (_("Who"), self.to, "pass_on_to", _("For example, director of nursing")),
            (_("Why"), self.why, "pass_on_why", _("What's in the way?")),
        )
        for row, (name, field, object_name, hint) in enumerate(fields):
            field.setObjectName(object_name)
            field.setAccessibleName(name)
            field.setPlaceholderText(hint)
            field.setFixedWidth(look.px(WIDTH_PX))
            grid.addWidget(label(name, "body", tone="mute"), row, 0)
            grid.addWidget(field, row, 1)
        self.day.setObjectName("pass_on_day")
        grid.addWidget(label(_("Answer by"), "body", tone="mute"), 2, 0)
        grid.addWidget(self.day, 2, 1, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(grid)
        hint = _("It comes back to the huddle that day, answered or not.")
        column.addWidget(label(hint, "secondary", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        cancel = button(_("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        buttons.addWidget(cancel)
        self._agree.setObjectName("pass_on_agree")
        self._agree.setDefault(True)
        buttons.addWidget(self._agree)
        column.addLayout(buttons)

    def _enable(self) -> None:
        self._agree.setEnabled(bool(self.to.text().strip()))

    def _take(self) -> None:
        if not self.day.is_day:
            self.day.setFocus()
            return
        self.answered.emit(self.to.text().strip(), self.why.text().strip(), self.day.day)
        self.accept()
