"""The one line in which an action is added or changed: what, who, by when; below, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from models.errors import UserError
from models.store.actions import DAYS_TO_DO
from models.survey import DEFAULT_TARGET, WISHES
from ui.base.events import report_exceptions
from ui.base.theme import XL, Appearance, L, M, S
from ui.pages.actions.queries import NO_MEASURE, Entry
from ui.pages.actions.words import points_words
from ui.text.errors import whole
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.chooser import Chooser
from ui.widgets.day_field import DayField
from ui.widgets.options import Option


class ActionEntry(Surface):
    """Enter in any field saves, Escape gives up. What was typed stays until it is stored."""

    entered = Signal(object)
    """An `Entry` to save."""
    outlook_wanted = Signal(object)
    """An `Entry` of which the user wants to know when the survey could show it."""
    given_up = Signal()
    """The user wants nothing of what was typed; the keyboard can go back to the list."""

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__("card")
        self._today = today
        self._action_id: int | None = None
        self._saving = False
        self.what = QLineEdit()
        self.owner = QLineEdit()
        self.due = DayField(look, _("Due"))
        self.save = button("", self._enter, kind="primary")
        self.unit = Chooser(look, _("Unit"), max_width_px=280)
        self.measure = Chooser(look, _("Measure"), max_width_px=280)
        self.wish = Chooser(look, _("Goal"), max_width_px=150)
        self.wish.set_options(_wishes(DEFAULT_TARGET), DEFAULT_TARGET)
        self._said = label("", "secondary")
        self._outlook = label("", "secondary", wrap=True)
        self._aim = label(_("Goal"), "body", tone="mute")
        self._build(look)
        self.clear()

    @property
    def is_change(self) -> bool:
        """Whether an item of the list is being changed."""
        return self._action_id is not None

    @property
    def said(self) -> str:
        """What the line says about saving: empty, or how it went."""
        return self._said.text()

    def set_today(self, today: date) -> None:
        """Move the day that a new item is due, unless the user chose another."""
        if self.due.day == self._today + timedelta(days=DAYS_TO_DO) and not self.is_change:
            self.due.set_day(today + timedelta(days=DAYS_TO_DO), today=today)
        self._today = today

    def offer(self, units: Sequence[Option], measures: Sequence[Option]) -> None:
        """Offer what an action can belong to. What was chosen stays while it is there."""
        self.unit.set_options(units, _still(self.unit.current, units))
        options = [Option(NO_MEASURE, _("no measure")), *measures]
        self.measure.set_options(options, _still(self.measure.current, options) or NO_MEASURE)
        self.setEnabled(bool(units))

    def belong_to(
        self, unit_id: int | None, measure: str = NO_MEASURE, points: int | None = None
    ) -> None:
        """Say what the next action belongs to, and at what rise it aims (None: as it stands)."""
        self.unit.set_current(unit_id)
        self.measure.set_current(measure)
        if points is not None:
            self.wish.set_options(_wishes(points), points)
        self._ask_outlook()

    @property
    def outlook(self) -> str:
        """When the survey could show what is typed; empty while it is not about a measure."""
        return self._outlook.text()

    def say_outlook(self, words: str) -> None:
        """Say when the survey could show what is typed."""
        about = self.measure.current not in (None, NO_MEASURE)
        self._outlook.setText(words if about else "")
        self._outlook.setVisible(bool(self._outlook.text()))

    def clear(self) -> None:
        """Get ready for a new action item, due in two weeks."""
        self._action_id = None
        self._set_saving(False)
        self.what.clear()
        self.owner.clear()
        self.due.set_day(self._today + timedelta(days=DAYS_TO_DO))
        self.wish.set_options(_wishes(DEFAULT_TARGET), DEFAULT_TARGET)
        self.unit.setEnabled(True)
        self._name_it()
        self._ask_outlook()

    def edit(self, entry: Entry) -> None:
        """Show an action item to be changed. Its unit stays."""
        self._action_id = entry.action_id
        self.what.setText(entry.what)
        self.owner.setText(entry.owner)
        self.due.set_day(entry.due)
        self.belong_to(entry.unit_id, entry.measure, entry.wish)
        self.unit.setEnabled(False)
        self._name_it()
        self.say("")
        self.what.setFocus()
        self.what.selectAll()

    def say(self, words: str, tone: str = "mute") -> None:
        """Say how saving goes, beside what was typed."""
        self._said.setText(words)
        self._said.setProperty("tone", tone)
        self._said.style().polish(self._said)

    def say_saving(self) -> None:
        """Keep what was typed as it is until it is stored."""
        self._set_saving(True)
        self.say(_("Saving…"))

    def say_saved(self) -> None:
        """It is stored: empty the line for the next one."""
        self.clear()
        self.say(_("Saved"), "above")

    def say_not_saved(self, error: UserError) -> None:
        """It is not stored: let the user go on with what was typed."""
        self._set_saving(False)
        self.say(f"{_('Not saved.')} {whole(error)}", "below")

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        for field in (self.what, self.owner, self.due):
            field.setReadOnly(saving)

    def _name_it(self) -> None:
        self.save.setText(_("Save") if self.is_change else _("Add"))

    def _enter(self) -> None:
        if self._saving:
            return
        if not self.what.text().strip():
            self.what.setFocus()
            return
        if not self.due.is_day:
            self.say(self.due.understood(), "below")
            self.due.setFocus()
            return
        unit_id = self.unit.current
        if not isinstance(unit_id, int):
            self.say(_("Choose a unit for this action."), "below")
            self.unit.setFocus()
            self.unit.open_list()
            return
        self.entered.emit(self._entry(unit_id))

    def _entry(self, unit_id: int) -> Entry:
        words = (self.what.text(), self.owner.text())
        measure = str(self.measure.current or NO_MEASURE)
        points = self.wish.current
        wish = points if isinstance(points, int) else DEFAULT_TARGET
        return Entry(self._action_id, unit_id, measure, *words, self.due.day, wish)

    def _ask_outlook(self, *_changed: object) -> None:
        """Ask when the survey could show it, while it is typed; without a measure it never is."""
        measured = self.measure.current not in (None, NO_MEASURE)
        for part in (self._aim, self.wish):
            part.setVisible(measured)
        unit_id = self.unit.current
        if measured and isinstance(unit_id, int):
            self.outlook_wanted.emit(self._entry(unit_id))
        else:
            self.say_outlook("")

    def _take_typing(self, _text: str) -> None:
        if not self._saving:
            self.say("")

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._saving:
            self.clear()
            self.say("")
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()  # the date field hands Enter on
        else:
            super().keyPressEvent(event)

    def _build(self, look: Appearance) -> None:
        self.setObjectName("action_entry")
        fields = (
            (self.what, "action_what", _("One thing we'll do"), _("What we'll do")),
            (self.owner, "action_owner", _("Owner"), _("Who owns it")),
        )
        for field, name, placeholder, spoken in fields:
            field.setObjectName(name)
            field.setPlaceholderText(placeholder)
            field.setAccessibleName(spoken)
            field.returnPressed.connect(self._enter)
            field.textEdited.connect(self._take_typing)
        self.due.setObjectName("action_due")
        self.save.setObjectName("action_save")
        self.unit.setObjectName("action_unit")
        self.measure.setObjectName("action_measure")
        self.wish.setObjectName("action_wish")
        self._said.setObjectName("action_said")
        self._outlook.setObjectName("action_outlook")
        self.owner.setFixedWidth(look.px(170))
        self.due.setFixedWidth(look.px(140))
        self.save.setMinimumWidth(look.px(96))
        line = QHBoxLayout()
        line.setSpacing(S)
        line.addWidget(self.what, 1)
        for part in (self.owner, self.due, self.save):
            line.addWidget(part)
        below = QHBoxLayout()
        below.setSpacing(S)
        below.addWidget(label(_("Unit"), "body", tone="mute"))
        below.addWidget(self.unit)
        below.addWidget(label(_("Measure"), "body", tone="mute"))
        below.addWidget(self.measure)
        below.addWidget(self._aim)
        below.addWidget(self.wish)
        below.addSpacing(M)
        below.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addLayout(line)
        column.addLayout(below)
        column.addWidget(self._outlook)
        for chooser in (self.unit, self.measure, self.wish):
            chooser.chosen.connect(self._ask_outlook)
        self.due.dateChanged.connect(self._ask_outlook)


def _wishes(points: int) -> list[Option]:
    """Return the rises on offer; one of other points, given by command, is among them."""
    return [
        Option(n, _("+{points}").format(points=points_words(n)), short=points_words(n))
        for n in sorted({*WISHES, points})
    ]


def _still(key: object, options: Sequence[Option]) -> object:
    return key if key in [option.key for option in options] else None
