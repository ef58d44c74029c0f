"""The next huddle as prepared: the agenda on the left, what is decided once on the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.survey import Unit
from ui.base.events import report_exceptions
from ui.base.jobs import Job
from ui.base.live_data import Question
from ui.base.undo import Undoable
from ui.pages.base import ReasonDialog, SidePanel
from ui.pages.huddle import queries
from ui.pages.huddle.card_dialog import CardDialog
from ui.pages.huddle.main_card import AgendaBoard
from ui.pages.huddle.side_card import HuddleSide
from ui.text.language import _

if TYPE_CHECKING:
    from models.huddle.agenda import Plan
    from models.store.huddles import Relay
    from ui.pages.base import Page

SIDE_PX = (300, 380)


class PreparePanel(QWidget):
    """Reads and writes through its page."""

    huddle_planned = Signal(object, object)
    """The `Plan`, and the `Relay` it is a sitting of (None for a huddle of its own)."""
    relay_card_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._ready: queries.Ready | None = None
        self._surveyed: set[tuple[int, date]] = set()
        look = page.desk.look
        self.board = AgendaBoard(look)
        self.side = HuddleSide(look)
        least, most = SIDE_PX
        self.side.setMinimumWidth(look.px(least))
        self.side.setMaximumWidth(look.px(most))
        SidePanel(look, self, self.board, self.side, (17, 10))
        self._connect()

    @property
    def ready(self) -> queries.Ready | None:
        return self._ready

    @property
    def relay_shift(self) -> str:
        """The shift whose sitting of the relay this huddle is, "" when it is none."""
        waits = self._ready is not None and self._ready.relay is not None
        return self.side.relay.shift if waits else ""

    def show_ready(self, ready: queries.Ready) -> None:
        """Show what was prepared; ask the survey first where an answer is due."""
        self._ready = ready
        self.board.show_ready(ready)
        assert self.board.agenda is not None
        self.side.show_ready(ready, self.board.agenda)
        self._take_sitting(self.relay_shift)
        once = (ready.agenda.unit.id, ready.agenda.day)
        if ready.survey_due and once not in self._surveyed:
            self._surveyed.add(once)
            self._change(
                partial(
                    queries.write_answers,
                    unit=ready.agenda.unit,
                    today=ready.agenda.day,
                    now=self._now(),
                )
            )

    def plan(self, *, rehearsal: bool = False) -> None:
        """Plan the huddle as chosen; `huddle_planned` follows."""
        relay = self._ready.relay if self._ready is not None and self.relay_shift else None
        self._plan(relay, lambda plan: self.huddle_planned.emit(plan, relay), rehearsal=rehearsal)

    def plan_paper(self, then: Callable[[Plan], None]) -> None:
        """Plan the huddle as chosen, for a paper."""
        self._plan(None, then)

    def _plan(
        self, relay: Relay | None, then: Callable[[Plan], None], *, rehearsal: bool = False
    ) -> None:
        ready, agenda = self._ready, self.board.agenda
        if ready is None or agenda is None:
            return
        wanted = queries.Wanted(
            str(self.side.length.current),
            self.side.who,
            rehearsal,
            self.relay_shift if relay is not None else "",
        )
        question = partial(
            queries.read_plan,
            agenda=agenda,
            comparison=ready.comparison,
            wanted=wanted,
            relay=relay,
        )
        self._page.query(question, then, topic="plan")

    def take_keyboard(self) -> None:
        """Put the keyboard on the agenda's first row."""
        self.board.go_to(self.board.praise)

    # What the user does.

    def _ask_leaders(self) -> None:
        names = ", ".join(self._ready.leaders) if self._ready is not None else ""
        dialog = ReasonDialog(
            self._page.desk.look,
            _("Who takes turns leading?"),
            _("Save list"),
            self,
            text=names,
            hint=_("Names or roles, separated by commas"),
            may_be_empty=True,
        )
        dialog.answered.connect(self._keep_leaders)
        dialog.open()

    def _keep_leaders(self, text: str) -> None:
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        self._change(partial(queries.write_leaders, unit_id=self._unit.id, names=names))

    def _ask_card(self, shift: str) -> None:
        relay = self._ready.relay if self._ready is not None else None
        if relay is not None:
            dialog = CardDialog(self._page.desk.look, relay.waiting, shift, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.entered.connect(partial(self._keep_card, relay.id))
            dialog.open()

    def _keep_card(self, relay_id: int, shift: str, lines: tuple[tuple[str, int], ...]) -> None:
        card = partial(
            queries.write_card, relay_id=relay_id, shift=shift, lines=lines, now=self._now()
        )
        self._change(card)

    def _begin_relay(self) -> None:
        ready, agenda = self._ready, self.board.agenda
        if ready is not None and agenda is not None:
            relay = partial(
                queries.write_relay, agenda=agenda, comparison=ready.comparison, now=self._now()
            )
            self._change(relay)

    def _take_sitting(self, shift: object) -> None:
        relay = self._ready.relay if self._ready is not None else None
        if shift and relay is not None:
            self.board.take_topic(relay.measure, relay.question)

    def _keep_idea(self, text: str) -> None:
        question = partial(queries.write_idea, unit_id=self._unit.id, text=text, now=self._now())
        self._change(question, self._undoable(_("Add an idea")))

    def _confirm_praise(self, comment_id: int, confirmed: bool) -> None:
        question = partial(
            queries.write_confirmed, comment_id=comment_id, confirmed=confirmed, now=self._now()
        )
        what = _("Show a thank-you to the room") if confirmed else _("Don't show a thank-you")
        undo = Undoable(what, "comment", (comment_id,))
        self._change(question, undo)

    def _keep_item_words(self, item: str, words: str) -> None:
        self._change(partial(queries.write_item_words, item=item, words=words))

    def _take_idea(self, idea_id: int) -> None:
        taken = partial(
            queries.write_promise_of_idea, unit=self._unit, idea_id=idea_id, now=self._now()
        )
        self._change(taken, self._undoable(_("Make an idea an action")))

    def _drop_idea(self, idea_id: int) -> None:
        question = partial(queries.write_idea_dropped, idea_id=idea_id, now=self._now())
        self._change(question, self._undoable(_("Drop an idea")))

    def _change(self, question: Question, undo: Undoable | None = None) -> Job:
        job = self._page.desk.data.execute(question, undo=undo)
        job.failed.connect(self._page.problem_met)
        return job

    def _undoable(self, what: str) -> Undoable:
        return Undoable(what, "actions", (self._unit.id,))

    @property
    def _unit(self) -> Unit:
        assert self._ready is not None
        return self._ready.agenda.unit

    def _now(self) -> datetime:
        return self._page.desk.now()

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the digits choose rows from anywhere on the panel."""
        self.board.keyPressEvent(event)

    def _connect(self) -> None:
        board, side = self.board, self.side
        board.agenda_changed.connect(side.show_agenda)
        board.idea_entered.connect(self._keep_idea)
        board.praise_confirmed.connect(self._confirm_praise)
        board.item_words_entered.connect(self._keep_item_words)
        board.idea_taken.connect(self._take_idea)
        board.idea_dropped.connect(self._drop_idea)
        side.leaders_wanted.connect(self._ask_leaders)
        side.relay.sitting.chosen.connect(self._take_sitting)
        side.relay.begun.connect(self._begin_relay)
        side.relay.card_wanted.connect(self._ask_card)
        side.relay.print_wanted.connect(self.relay_card_wanted)
