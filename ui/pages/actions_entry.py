"""The one line in which an action is added or changed: what, who, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QWidget

from ui.theme import Look, S
from ui.widgets.basics import button

DAYS_TO_DO = 14


@dataclass(frozen=True)
class Entry:
    """What was typed. `action_id` is None for a new action item."""

    action_id: int | None
    what: str
    owner: str
    due: date


class ActionEntry(QWidget):
    """Three fields and a button. Enter in any of them saves; Escape gives up a change."""

    entered = Signal(object)
    """An `Entry` to save. The text stays until `clear` says that it is saved."""
    given_up = Signal()

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._action_id: int | None = None
        self.what = QLineEdit()
        self.what.setObjectName("action_what")
        self.what.setPlaceholderText(self.tr("One thing we will do"))
        self.what.setAccessibleName(self.tr("What we will do"))
        self.owner = QLineEdit()
        self.owner.setObjectName("action_owner")
        self.owner.setPlaceholderText(self.tr("Who"))
        self.owner.setAccessibleName(self.tr("Who sees to it"))
        self.due = QDateEdit()
        self.due.setObjectName("action_due")
        self.due.setCalendarPopup(True)
        self.due.setAccessibleName(self.tr("By when"))
        self.save = button("", self._enter, kind="primary")
        self.save.setObjectName("action_save")
        self._build(look)
        self.clear()

    def _build(self, look: Look) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        self.owner.setFixedWidth(look.px(170))
        self.due.setFixedWidth(look.px(132))
        self.save.setMinimumWidth(look.px(104))
        for field in (self.what, self.owner, self.due, self.save):
            row.addWidget(field, 1 if field is self.what else 0)
        self.what.returnPressed.connect(self._enter)
        self.owner.returnPressed.connect(self._enter)

    @property
    def is_change(self) -> bool:
        return self._action_id is not None

    def clear(self) -> None:
        """Get ready for a new action item, due in two weeks."""
        self._action_id = None
        self.what.clear()
        self.owner.clear()
        self._set_due(self._today + timedelta(days=DAYS_TO_DO))
        self.save.setText(self.tr("Add"))

    def edit(self, action_id: int, what: str, owner: str, due: date) -> None:
        """Show an action item to be changed."""
        self._action_id = action_id
        self.what.setText(what)
        self.owner.setText(owner)
        self._set_due(due)
        self.save.setText(self.tr("Save"))
        self.what.setFocus()
        self.what.selectAll()

    def _set_due(self, day: date) -> None:
        self.due.setDate(QDate(day.year, day.month, day.day))

    def _enter(self) -> None:
        if not self.what.text().strip():
            self.what.setFocus()
            return
        day = self.due.date()
        self.entered.emit(
            Entry(
                self._action_id,
                self.what.text(),
                self.owner.text(),
                date(day.year(), day.month(), day.day()),
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()  # the date field hands Enter on
        else:
            super().keyPressEvent(event)
