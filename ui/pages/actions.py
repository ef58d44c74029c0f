"""Actions: what the team promised to do, overdue on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from ui.desk import Desk
from ui.jobs import Progress
from ui.pages.actions_entry import ActionEntry, Entry
from ui.pages.actions_list import ActionListModel, tr
from ui.pages.page import Page
from ui.pages.reason_dialog import ReasonDialog
from ui.theme import XL, L, M, S
from ui.widgets.basics import Surface, button, label
from ui.widgets.blank import BlankState
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option
from ui.widgets.rows import TwoLineDelegate
from ui.words import counted

if TYPE_CHECKING:
    from models.store.action_items import ActionItem
    from models.store.database import Database

ALL_UNITS = 0
WAITING = "waiting"
"""The filter for what is not ended: open, escalated, put off."""


@dataclass(frozen=True)
class Shown:
    """What the page shows: units to choose from, mine, measures' labels, and the items."""

    units: Sequence[Option]
    mine: int
    measures: dict[str, str]
    items: Sequence[ActionItem]


class ActionsPage(Page):
    """Add in one line, born linked to the unit and the measure that were on screen.

    In the list: Enter changes, D done, S stop because, E pass on because, O opens again.
    """

    key = "actions"
    icon = "actions"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._unit: int | None = None
        self._measure = ""
        self._wanted: tuple[str, str] | None = None
        self._chosen_id: int | None = None
        look = desk.look
        self._summary = label("", "body", tone="mute")
        self._summary.setObjectName("actions_summary")
        self.unit = Chooser(look, self.tr("Unit"))
        self.status = Chooser(look, self.tr("Status"))
        self.entry = ActionEntry(look, desk.today())
        self._link = label("", "secondary")
        self._link.setObjectName("action_link")
        self.model = ActionListModel(self)
        self.view = QListView()
        self._blank = BlankState(look)
        self._buttons: list[QPushButton] = []
        self._build()

    def title(self) -> str:
        return self.tr("Actions")

    def activate(self) -> None:
        self._load()

    def open_with(self, what: object) -> None:
        """Start an action for a unit's name and a measure's key; the list shows that unit."""
        if isinstance(what, tuple) and len(what) == 2:
            self._wanted = (str(what[0]), str(what[1]))
            self.entry.clear()
        self.entry.what.setFocus()

    # what the page is made of

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(L)
        column.addLayout(self._build_head())
        column.addWidget(self._build_entry())
        column.addWidget(self._build_list(), 1)
        self.entry.entered.connect(self._save)
        self.entry.given_up.connect(self._forget_link)
        self.unit.chosen.connect(self._choose_unit)
        self.status.chosen.connect(lambda _key: self._load())
        self.status.set_options(
            [
                Option(WAITING, self.tr("Waiting")),
                Option("done", self.tr("Done")),
                Option("stopped", self.tr("Stopped")),
                Option("", self.tr("All")),
            ],
            WAITING,
        )

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("Actions"), "title"))
        words.addWidget(self._summary)
        row.addLayout(words, 1)
        row.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build_entry(self) -> Surface:
        card = Surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(L, L, L, M)
        column.setSpacing(S)
        column.addWidget(self.entry)
        column.addWidget(self._link)
        return card

    def _build_list(self) -> Surface:
        card = Surface("card")
        self._stack = QStackedLayout()
        self.view.setObjectName("actions_list")
        self.view.setAccessibleName(self.tr("Action items"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(TwoLineDelegate(self.desk.look, self))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.doubleClicked.connect(lambda _index: self._edit())
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(S, S, S, S)
        column.addWidget(self.view, 1)
        column.addLayout(self._build_buttons())
        self._stack.addWidget(filled)
        self._stack.addWidget(self._blank)
        card.setLayout(self._stack)
        return card

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(S, S, S, S)
        row.setSpacing(S)
        for words, act in (
            (self.tr("Done  D"), self._finish),
            (self.tr("Stop because…  S"), self._stop),
            (self.tr("Pass on because…  E"), self._escalate),
            (self.tr("Open again  O"), self._reopen),
            (self.tr("Change  Enter"), self._edit),
        ):
            made = button(words, act)
            self._buttons.append(made)
            row.addWidget(made)
        row.addStretch(1)
        return row

    # what is shown

    def _load(self) -> None:
        wanted, unit_id, status = self._wanted, self._unit, str(self.status.current or "")
        today = self.desk.today()

        def question(db: Database, _progress: Progress) -> tuple[Shown, int]:
            return _read(db, wanted, unit_id, status, today)

        self.ask(question, self._show, topic="list")

    def _show(self, answer: tuple[Shown, int]) -> None:
        shown, unit_id = answer
        self._unit = unit_id
        if self._wanted is not None:
            self._measure = self._wanted[1]
            self._wanted = None
        self.unit.set_options(shown.units, unit_id)
        self._show_link(shown)
        self.model.show_items(shown.items, shown.measures, self.desk.today())
        self._summary.setText(self._summed_up(shown.items))
        self._keep_chosen()
        self._stack.setCurrentIndex(0 if shown.items else 1)
        if not shown.items:
            self._say_blank(bool(shown.units))

    def _summed_up(self, items: Sequence[ActionItem]) -> str:
        overdue = sum(item.is_overdue(self.desk.today()) for item in items)
        parts = [counted(len(items), self.tr("action item"), self.tr("action items"))]
        if overdue:
            parts.append(self.tr("{n} overdue").format(n=overdue))
        return " · ".join(parts)

    def _show_link(self, shown: Shown) -> None:
        measure = shown.measures.get(self._measure, self._measure)
        target = self._entry_unit(shown)
        name = next((o.text for o in shown.units if o.key == target), "")
        if not name:
            words = self.tr("An action belongs to a unit: open a survey file first.")
        elif measure:
            words = self.tr("For {unit}, linked to {measure}. Esc unlinks.").format(
                unit=name, measure=measure
            )
        else:
            words = self.tr("For {unit}. Enter saves.").format(unit=name)
        self._link.setText(words)
        self.entry.setEnabled(bool(name))

    def _entry_unit(self, shown: Shown) -> int:
        return self._unit or shown.mine

    def _say_blank(self, has_units: bool) -> None:
        if not has_units:
            self._blank.say(
                "actions",
                self.tr("Nothing to act on yet"),
                self.tr(
                    "Open a survey file, look at your unit's results, and write down the "
                    "one thing you will try."
                ),
            )
        elif self.status.current == WAITING:
            self._blank.say(
                "check",
                self.tr("Nothing left to do"),
                self.tr(
                    "Every action item of this unit is done or stopped. The next one starts "
                    "in the line above."
                ),
            )
        else:
            self._blank.say(
                "actions", self.tr("None here"), self.tr("No action item is like that.")
            )

    def _keep_chosen(self) -> None:
        row = self.model.row_of(self._chosen_id) if self._chosen_id is not None else 0
        index = self.model.index(max(row, 0), 0)
        if index.isValid():
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _choose_unit(self, key: object) -> None:
        self._unit = key if isinstance(key, int) else None
        self._measure = ""
        self._load()

    def _on_current_changed(self, *_indexes: object) -> None:
        item = self._current()
        self._chosen_id = item.id if item else None
        for made in self._buttons:
            made.setEnabled(item is not None)

    def _current(self) -> ActionItem | None:
        return self.model.item(self.view.currentIndex().row())

    # what is changed

    def _save(self, entry: Entry) -> None:
        unit_id, measure = self._unit, self._measure
        now = self._utc()

        def question(db: Database, _progress: Progress) -> ActionItem:
            return _write(db, entry, unit_id, measure, now)

        job = self.desk.data.change(question)
        self.entry.setEnabled(False)
        job.done.connect(self._on_saved)
        job.failed.connect(self._on_not_saved)

    def _on_saved(self, item: ActionItem) -> None:
        self._chosen_id = item.id
        self._measure = ""
        self.entry.setEnabled(True)
        self.entry.clear()
        self.entry.what.setFocus()
        self.said.emit(self.tr("Saved"))
        self._load()

    def _on_not_saved(self, error: UserError) -> None:
        self.entry.setEnabled(True)
        self.show_failure(error)

    def _forget_link(self) -> None:
        self._measure = ""
        self._load()

    def _edit(self) -> None:
        item = self._current()
        if item is not None:
            self._measure = item.measure
            self.entry.edit(item.id, item.what, item.owner, item.due)

    def _finish(self) -> None:
        from models.store.actions import finish_action

        self._change(lambda db, item: finish_action(db, item.id, now=self._utc()))

    def _reopen(self) -> None:
        from models.store.actions import reopen_action

        self._change(lambda db, item: reopen_action(db, item.id, now=self._utc()))

    def _stop(self) -> None:
        from models.store.actions import stop_action

        self._ask_why(
            self.tr("Stopped, because…"),
            self.tr("Stop it"),
            lambda db, item, why: stop_action(db, item.id, why, now=self._utc()),
        )

    def _escalate(self) -> None:
        from models.store.actions import escalate_action

        self._ask_why(
            self.tr("Passed on, because…"),
            self.tr("Pass it on"),
            lambda db, item, why: escalate_action(db, item.id, why, now=self._utc()),
        )

    def _ask_why(
        self, question: str, agree: str, act: Callable[[Database, ActionItem, str], Any]
    ) -> None:
        if self._current() is None:
            return
        dialog = ReasonDialog(self.desk.look, question, agree, self)
        dialog.answered.connect(lambda why: self._change(lambda db, item: act(db, item, why)))
        dialog.open()

    def _change(self, act: Callable[[Database, ActionItem], Any]) -> None:
        item = self._current()
        if item is None:
            return
        job = self.desk.data.change(lambda db, _progress: act(db, item))
        job.done.connect(lambda _result: self.said.emit(self.tr("Saved")))
        job.done.connect(lambda _result: self._load())
        job.failed.connect(self.show_failure)

    def _utc(self) -> datetime:
        return self.desk.now().astimezone(UTC)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_D: self._finish,
            Qt.Key.Key_S: self._stop,
            Qt.Key.Key_E: self._escalate,
            Qt.Key.Key_O: self._reopen,
            Qt.Key.Key_Return: self._edit,
            Qt.Key.Key_Enter: self._edit,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None and self.view.hasFocus() and not event.modifiers():
            act()
        else:
            super().keyPressEvent(event)


def _read(
    db: Database, wanted: tuple[str, str] | None, unit_id: int | None, status: str, today: Any
) -> tuple[Shown, int]:
    from models.store.actions import list_actions
    from models.store.instruments import stored_instruments
    from models.store.settings import my_units
    from models.store.units import find_unit, list_units

    with db.read() as c:
        units = list_units(c)
        mine = next(iter(my_units(c)), 0)
        if wanted is not None:
            unit_id = find_unit(c, wanted[0]).id
        elif unit_id is None:
            unit_id = mine
        items = list_actions(c, unit_id=unit_id or None, today=today)
        measures = {
            measure.key: measure.short_label
            for stored in stored_instruments(c)
            for measure in stored.instrument.measures
        }
    ended = ("done", "stopped")
    if status == WAITING:
        items = [item for item in items if item.status not in ended]
    elif status:
        items = [item for item in items if item.status == status]
    options = [Option(ALL_UNITS, tr("All units"))] if units else []
    options += [Option(u.unit.id, u.unit.name, note=u.unit.facility) for u in units]
    first = mine or (units[0].unit.id if units else 0)
    return Shown(options, first, measures, items), unit_id


def _write(
    db: Database, entry: Entry, unit_id: int | None, measure: str, now: datetime
) -> ActionItem:
    from models.store.actions import add_action, change_action
    from models.store.settings import my_units
    from models.store.units import list_units

    if entry.action_id is not None:
        return change_action(
            db, entry.action_id, what=entry.what, owner=entry.owner, due=entry.due, now=now
        )
    if not unit_id:
        with db.read() as c:
            unit_id = next(iter(my_units(c)), 0) or list_units(c)[0].unit.id
    return add_action(
        db,
        unit_id,
        entry.what,
        owner=entry.owner,
        due=entry.due,
        measure=measure,
        now=now,
    )
