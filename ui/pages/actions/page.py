"""Actions: what the team promised to do, overdue on top."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserError
from models.huddle.threads import DAYS_TO_REPLY
from models.survey import Unit
from ui.base.context import PageContext
from ui.base.jobs import Progress
from ui.base.theme import XL, L, S
from ui.base.undo import Undoable
from ui.pages.actions import queries
from ui.pages.actions.board import ActionBoard
from ui.pages.actions.entry import ActionEntry
from ui.pages.actions.words import ideas_words
from ui.pages.base import (
    NewActionRequest,
    Page,
    PaperSaver,
    PassOnDialog,
    ReasonDialog,
    ShowUnitRequest,
    save_export,
)
from ui.report.papers import NOTE, PaperRequest
from ui.text.formats import counted, number
from ui.text.language import _
from ui.text.undo import action_step
from ui.widgets.basics import IconButton, button, label
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option
from ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from models.analysis.trend import FreezeOffer
    from models.store.actions import ActionItem
    from models.store.database import Database

DAYS_PUT_OFF = 28


class ActionsPage(Page):
    """Add in one line, born linked to the unit and the measure that were on screen."""

    key = "actions"
    icon = "actions"

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        look = desk.look
        self._unit_id: int | None = None
        self._summary = label("", "secondary")
        self._summary.setObjectName("actions_summary")
        self.unit = Chooser(look, _("Unit"))
        self.unit.setObjectName("filter_unit")
        self.status = Chooser(look, _("Status"))
        self.status.setObjectName("filter_status")
        self.calendar = IconButton(look, "calendar", _("Save due dates to your calendar"))
        self.calendar.setObjectName("actions_calendar")
        self._advice = label("", "secondary", tone="below", wrap=True)
        self._advice.setObjectName("actions_advice")
        self.ideas = button("", partial(self.page_requested.emit, "huddle", "next"), kind="link")
        self.ideas.setObjectName("actions_ideas")
        self.papers = PaperSaver(self)
        self.entry = ActionEntry(look, desk.today())
        self.board = ActionBoard(look)
        self.blank = EmptyState(look)
        self._skeleton = Skeleton(look)
        self._content = QWidget()
        self._states = QStackedWidget()
        self._build()
        self._connect()

    def title(self) -> str:
        return _("Actions")

    def activate(self) -> None:
        if self._states.currentWidget() is not self._content:
            self._skeleton.begin()
            self._states.setCurrentWidget(self._skeleton)
        self.entry.set_today(self.desk.today())
        self._load()

    def open_with(self, what: object) -> None:
        """Begin a `NewActionRequest`, or show the items of a `ShowUnitRequest`; the list shows
        that unit."""
        if isinstance(what, ShowUnitRequest):
            self._unit_id = what.unit_id
            self.entry.belong_to(what.unit_id, what.measure)
        elif isinstance(what, NewActionRequest):
            self._unit_id = what.unit.id
            self.entry.clear()
            self.entry.say("")
            self.entry.offer(
                [Option(what.unit.id, what.unit.name)],
                [Option(what.measure, what.measure_label, short=what.measure_label)],
            )
            self.entry.belong_to(what.unit.id, what.measure, what.points)

    def show_failure(self, error: UserError) -> None:
        self._skeleton.end()
        self.blank.say_failure(error, [EmptyStateAction(_("Try again"), self.activate)])
        self._states.setCurrentWidget(self.blank)

    # what the page is made of

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("Actions"), "title"))
        waiting = QHBoxLayout()
        waiting.setSpacing(0)
        waiting.addWidget(self._summary)
        waiting.addWidget(self.ideas)
        waiting.addStretch(1)
        words.addLayout(waiting)
        words.addWidget(self._advice)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addLayout(words, 1)
        head.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.calendar, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(L)
        inside.addWidget(self.entry)
        inside.addWidget(self.board, 1)
        for state in (self._skeleton, self._content, self.blank):
            self._states.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL - 4, XL, XL - 4)
        column.setSpacing(L)
        column.addLayout(head)
        column.addWidget(self._states, 1)
        self.status.set_options(_status_options(), queries.WAITING)
        self._show_filters(False)

    def _connect(self) -> None:
        self.calendar.clicked.connect(self._ask_calendar)
        self.board.view.counted.connect(self._count)
        self.board.detail.doing.counted.connect(self._count)
        self.board.detail.note_requested.connect(self._print_note)
        self.board.detail.freeze_requested.connect(self._freeze)
        self.entry.entered.connect(self._save)
        self.entry.outlook_wanted.connect(self._ask_outlook)
        self.entry.given_up.connect(self.board.view.setFocus)
        self.unit.chosen.connect(self._choose_unit)
        self.status.chosen.connect(self._load)
        self.board.item_chosen.connect(self._ask_story)
        self.board.view.step_requested.connect(self._take_step)
        self.board.detail.step_requested.connect(self._take_step)
        self.board.detail.results_requested.connect(self._show_results)

    # what is shown

    def _load(self, *_chosen: object) -> None:
        question = partial(
            queries.read_actions,
            unit_id=self._unit_id,
            status=str(self.status.current or queries.ALL),
            today=self.desk.today(),
        )
        self.query(question, self._show, topic="list")

    def _show(self, shown: queries.Shown) -> None:
        self._skeleton.end()
        self._show_filters(bool(shown.units))
        if not shown.units:
            self._say_no_units()
            return
        first = self._unit_id is None
        self._unit_id = shown.unit_id
        everyone = Option(queries.ALL_UNITS, _("All units"))
        self.unit.set_options([everyone, *shown.units], shown.unit_id)
        self.entry.offer(shown.units, shown.measures)
        if first or self.entry.unit.current is None:
            self.entry.belong_to(shown.own, str(self.entry.measure.current or queries.NO_MEASURE))
        self._summary.setText(_summary(shown))
        self._advice.setText(shown.advice)
        self._advice.setVisible(bool(shown.advice))
        self.ideas.setText(ideas_words(shown.ideas, shown.oldest_idea_days))
        self.ideas.setVisible(bool(shown.ideas) and self.window_has("huddle"))
        if not shown.items:
            self._say_none(shown)
        self.board.show_items(shown, self.desk.today())
        self._show_content()

    def _show_content(self) -> None:
        if self._states.currentWidget() is not self._content:
            self._states.setCurrentWidget(self._content)
        if self.hasFocus():
            self.entry.what.setFocus()

    def _show_filters(self, shown: bool) -> None:
        for part in (self.unit, self.status, self.calendar):
            part.setVisible(shown)

    def _say_no_units(self) -> None:
        self._summary.setText("")
        self.blank.say(
            "actions",
            _("No actions yet"),
            _("Open a survey file, look at your results, and pick one thing to try."),
            self.start_offers(),
        )
        self._states.setCurrentWidget(self.blank)

    def _say_none(self, shown: queries.Shown) -> None:
        if not shown.has_any:
            self.board.blank.say(
                "actions",
                _("No actions yet"),
                _("Pick one small thing to try, and add it in the line above."),
            )
        elif self.status.current in (queries.WAITING, queries.OVERDUE):
            self.board.blank.say(
                "check",
                _("All done") if not shown.waiting else _("Nothing overdue"),
                _("Add your next action in the line above."),
            )
        else:
            self.board.blank.say(
                "actions", _("No actions with this status"), _("Choose another status to see more.")
            )

    def _choose_unit(self, key: object) -> None:
        self._unit_id = key if isinstance(key, int) else None
        if self._unit_id and not self.entry.is_change:
            self.entry.belong_to(self._unit_id)
        self._load()

    def _ask_story(self, item: ActionItem) -> None:
        question = partial(queries.read_story, item=item, today=self.desk.today())
        self.query(question, self.board.detail.show_story, topic="story")

    def _ask_outlook(self, entry: queries.Entry) -> None:
        question = partial(queries.read_outlook, entry=entry, today=self.desk.today())
        self.query(
            question,
            self.entry.say_outlook,
            topic="outlook",
            otherwise=lambda _error: self.entry.say_outlook(""),
        )

    def _show_results(self, item: ActionItem) -> None:
        self.page_requested.emit("results", ShowUnitRequest(item.unit_id, item.measure))

    # what is changed

    def _save(self, entry: queries.Entry) -> None:
        self.entry.say_saving()
        question = partial(queries.write_entry, entry=entry, now=self._now())
        what = action_step("add" if entry.action_id is None else "change")
        undo = Undoable(what, "actions", (entry.unit_id,))
        job = self.desk.data.execute(question, undo=undo)
        job.done.connect(self._take_saved)
        job.failed.connect(self.entry.say_not_saved)

    def _take_saved(self, item: ActionItem) -> None:
        self.entry.say_saved()
        self.entry.what.setFocus()
        if self._unit_id not in (queries.ALL_UNITS, item.unit_id):
            self._unit_id = item.unit_id
        if self.status.current not in (queries.WAITING, queries.ALL, item.status):
            self.status.set_current(queries.WAITING)
        self.board.choose(item.id)
        self._load()

    def _take_step(self, kind: str) -> None:
        item = self.board.chosen
        if item is None:
            return
        if kind == "change":
            self.entry.edit(
                queries.Entry(
                    item.id,
                    item.unit_id,
                    item.measure,
                    item.what,
                    item.owner,
                    item.due,
                    item.target,
                )
            )
        elif kind == "delete":
            self._delete(item)
        elif kind == "escalate":
            self._ask_to_whom(item)
        elif kind in ("stop", "put_off"):
            self._ask_why(item, kind)
        else:
            self._write(item, queries.Step(kind))

    def _delete(self, item: ActionItem) -> None:
        question = partial(queries.delete, action_id=item.id, now=self._now())
        undo = Undoable(action_step("delete"), "actions", (item.unit_id,))
        self.desk.data.execute(question, undo=undo).failed.connect(self.problem_met)

    def _ask_why(self, item: ActionItem, kind: str) -> None:
        question, agree = {
            "stop": (_("Why are you stopping?"), _("Stop action")),
            "put_off": (_("Why not now?"), _("Put off")),
        }[kind]
        until = self.desk.today() + timedelta(days=DAYS_PUT_OFF) if kind == "put_off" else None
        dialog = ReasonDialog(
            self.desk.look,
            question,
            agree,
            self,
            hint=_("What’s in the way?"),
            day=until,
            day_name=_("Look again on"),
        )
        if self.desk.today() and dialog.day is not None:
            tomorrow = self.desk.today() + timedelta(days=1)
            dialog.day.set_earliest(tomorrow)
        dialog.answered.connect(lambda why: self._write(item, queries.Step(kind, why)))
        dialog.answered_with_day.connect(
            lambda why, day: self._write(item, queries.Step(kind, why, day))
        )
        dialog.open()

    def _ask_to_whom(self, item: ActionItem) -> None:
        today = self.desk.today()
        dialog = PassOnDialog(
            self.desk.look, today + timedelta(days=DAYS_TO_REPLY), today + timedelta(days=1), self
        )
        dialog.answered.connect(
            lambda to, why, day: self._write(item, queries.Step("escalate", why, day, to))
        )
        dialog.open()

    def _count(self, times: int) -> None:
        item = self.board.chosen
        if item is not None:
            question = partial(queries.write_doing, item=item, count=times, now=self._now())
            undo = Undoable(action_step("count"), "actions", (item.unit_id,))
            self.desk.data.execute(question, undo=undo).failed.connect(self.problem_met)

    def _print_note(self, item: ActionItem) -> None:
        unit = Unit(item.unit_id, item.unit, item.facility, 0)
        self.papers.ask(NOTE, PaperRequest(unit, action=item.id))

    def _ask_calendar(self) -> None:
        dialog = QFileDialog(self, _("Save"), "", _("Calendars (*.ics)"))
        dialog.setObjectName("calendar_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(_("Due dates.ics"))
        dialog.fileSelected.connect(self.save_calendar)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_calendar(self, path: str) -> None:
        """Save the due days of the unit on the page as a calendar file."""
        unit_id, today = self._unit_id, self.desk.today()

        def write(db: Database, progress: Progress) -> None:
            content = queries.read_calendar(db, progress, unit_id=unit_id, today=today)
            save_export(db, "actions", path, content)

        said = _("Saved. Open the file in your calendar. Saving again updates the same entries.")
        self.query(
            write,
            lambda _nothing: self.said.emit(said),
            otherwise=self.problem_met.emit,
        )

    def _freeze(self, item: ActionItem, offer: FreezeOffer) -> None:
        question = partial(queries.write_freeze, item=item, offer=offer, day=self.desk.today())
        job = self.desk.data.execute(question)
        job.failed.connect(self.problem_met)
        job.done.connect(partial(self._say_frozen, item))

    def _say_frozen(self, item: ActionItem, _nothing: object) -> None:
        self.said.emit(_("The baseline is frozen. Over time now watches for a lasting change."))
        self._ask_story(item)

    def _write(self, item: ActionItem, step: queries.Step) -> None:
        question = partial(queries.write_step, action_id=item.id, step=step, now=self._now())
        undo = Undoable(action_step(step.kind), "actions", (item.unit_id,))
        self.desk.data.execute(question, undo=undo).failed.connect(self.problem_met)

    def _now(self) -> datetime:
        return self.desk.now()


def _status_options() -> list[Option]:
    return [
        Option(queries.WAITING, _("Open")),
        Option(queries.OVERDUE, _("Overdue")),
        Option("escalated", _("Escalated")),
        Option("not_now", _("Not now")),
        Option("done", _("Done")),
        Option("stopped", _("Stopped")),
        Option(queries.ALL, _("All")),
    ]


def _summary(shown: queries.Shown) -> str:
    parts = [counted(shown.waiting, "open action", "open actions")]
    if shown.overdue:
        parts.append(_("{n} overdue").format(n=number(shown.overdue)))
    return " · ".join(parts)
