"""Priorities: what counts for the overall rating, against where the unit stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from models.analysis.priorities import Priorities
from ui.base.context import PageContext
from ui.base.jobs import Job
from ui.charts.export import Caption
from ui.pages.base import (
    ChartHeader,
    ChartPage,
    ChartSharing,
    ExportSource,
    NewActionRequest,
    ShowUnitRequest,
    keep_unseen,
    measure_options,
    unit_words,
)
from ui.pages.priorities import queries, words
from ui.pages.priorities.main_card import PrioritiesBoard
from ui.pages.priorities.side_card import PrioritiesSide
from ui.report.page_handout import Handout, priorities_handout
from ui.text.language import _
from ui.text.priorities import priorities_note, priorities_verdict
from ui.widgets.blank import EmptyStateAction
from ui.widgets.chooser import Chooser
from ui.widgets.working import Working


class PrioritiesPage(ChartPage):
    """Asks for the units, then weighs the measures in a job that shows how far it is and can be
    stopped. Shows a `ShowUnitRequest`."""

    key = "priorities"
    icon = "priorities"
    side_share = (7, 4)
    most_side_px = 420

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._paper: PrioritiesBoard | None = None
        self._on_paper: queries.PrioritiesView | None = None
        self._shown: queries.PrioritiesView | None = None
        self._job: Job | None = None
        self._period_key = self._outcome = ""
        self._measure = ""
        look = desk.look
        self.period = Chooser(look, _("Months"), max_width_px=240)
        self.period.setObjectName("period_chooser")
        self.outcome = Chooser(look, _("Importance for"), max_width_px=190)
        self.outcome.setObjectName("outcome_chooser")
        self.header = ChartHeader(look, [self.unit, self.outcome, self.period])
        self.board = PrioritiesBoard(look)
        self.board.table.remember(desk.preferences)
        self.side = PrioritiesSide(look)
        self.working = Working(look)
        self._lay_out_page(self.board, self.side, self.working)
        self._connect()
        self.sharing = ChartSharing(self, self.header, self._taken, self._handout)
        self.board.matrix.menu = self.sharing.menu(self.header.table)

    def title(self) -> str:
        return _("Priorities")

    @property
    def shown(self) -> queries.PrioritiesView | None:
        """What is on the page, None while there is nothing."""
        return self._shown

    @property
    def measure(self) -> str:
        """The key of the chosen measure."""
        return self._measure

    def nothing_yet(self) -> tuple[str, str]:
        words = _("Open a survey file to see what matters most to patients.")
        return "priorities", words

    def open_with(self, what: object) -> None:
        if isinstance(what, ShowUnitRequest):
            self._wanted_unit = what.unit_id
            self._measure = what.measure

    def _header(self) -> ChartHeader:
        return self.header

    def _end_waiting(self) -> None:
        self.working.end()

    def _forget(self) -> None:
        self._shown = None

    def _begin_unit(self) -> None:
        self._period_key = ""
        self._begin_waiting()

    def _begin_waiting(self) -> None:
        self.working.begin(_("Calculating importance"))
        self._states.setCurrentWidget(self.working)

    def _ask_shown(self) -> None:
        if self._unit is None:
            return
        question = partial(
            queries.read_priorities,
            unit=self._unit,
            period_key=self._period_key,
            today=self.desk.today(),
            outcome=self._outcome,
        )
        self._job = self.query(question, self._take_priorities, topic="priorities")
        self._job.progressed.connect(self.working.say)
        self._job.cancelled.connect(self._say_stopped)

    def _take_priorities(self, view: queries.PrioritiesView) -> None:
        self.working.end()
        self._shown = view
        found = view.found
        self.header.set_controls_shown(True)
        self.period.set_options(unit_words.period_options(view.periods), view.period.key)
        self.outcome.set_options(measure_options(view.outcomes), found.outcome)
        self.outcome.setVisible(len(view.outcomes) > 1)
        self.header.say(view.unit.name, words.subtitle(view))
        if not found.items:
            self._say_no_measures(view)
            return
        if words.item_of(found, self._measure) is None:
            self._measure = words.first_item(found)
        self.board.show_priorities(found, self._measure)
        self.side.show_priorities(found, self._measure, pages=self.other_pages)
        self.header.set_chart_shown(self.board.has_matrix)
        self._show_content()

    # What the user does.

    def _choose_period(self, key: object) -> None:
        self._period_key = str(key)
        self._begin_waiting()
        self._ask_shown()

    def _choose_outcome(self, key: object) -> None:
        self._outcome = str(key)
        self._begin_waiting()
        self._ask_shown()

    def _choose_in_board(self, measure: str) -> None:
        self._measure = measure
        self.desk.looked_at.measure = measure
        self.side.go_to(measure)

    def _choose_in_list(self, measure: str) -> None:
        self._measure = measure
        self.desk.looked_at.measure = measure
        self.board.go_to(measure)

    def _request_action(self) -> None:
        view = self._shown
        item = words.item_of(view.found, self._measure) if view is not None else None
        if view is not None and item is not None:
            self.page_requested.emit(
                "actions", NewActionRequest(view.unit, item.measure, item.label)
            )

    def _request_trend(self) -> None:
        if self._shown is not None and self._measure and self.window_has("trend"):
            wish = ShowUnitRequest(self._shown.unit.id, self._measure)
            self.page_requested.emit("trend", wish)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _handout(self) -> Handout | None:
        view = self._shown
        if view is None or self._choices is None:
            return None
        found = view.shared or view.found
        detail = words.subtitle(view, shared=True)
        return priorities_handout(found, self._choices.floor, detail, self.desk.today())

    def _taken(self) -> ExportSource | None:
        view = self._shown
        if view is None or not self.board.has_matrix:
            return None
        found, board = view.shared or view.found, self.board
        if view.shared is not None:
            board = self._shared_board(view, found)
        notes = f"{priorities_note(found)} {words.shown_words(found)}"
        return ExportSource(
            board.matrix,
            Caption(
                view.unit.name,
                words.subtitle(view, shared=True),
                priorities_verdict(found),
                notes=notes,
            ),
            board.table.content.table.as_lines,
            f"{view.unit.name} {self.title()}",
            as_table=self.board.shows_table,
        )

    def _shared_board(self, view: queries.PrioritiesView, found: Priorities) -> PrioritiesBoard:
        """Return a card with what may leave the desk."""
        if self._paper is None:
            self._paper = PrioritiesBoard(self.desk.look)
            keep_unseen(self._paper, self)
        if self._on_paper is not view:
            self._paper.show_priorities(found, self._measure)
            self._on_paper = view
        return self._paper

    # States.

    def _say_stopped(self) -> None:
        self.working.end()
        self._shown = None
        self.blank.say(
            "priorities",
            _("Canceled"),
            _("Nothing was changed. A shorter period is faster."),
            [EmptyStateAction(_("Try again"), self.activate)],
        )
        self._states.setCurrentWidget(self.blank)

    def _say_no_measures(self, view: queries.PrioritiesView) -> None:
        self.header.set_chart_shown(False)
        title = _("Nothing to rank yet")
        self._say_instead("priorities", title, priorities_verdict(view.found))

    def _connect(self) -> None:
        self.period.chosen.connect(self._choose_period)
        self.outcome.chosen.connect(self._choose_outcome)
        self.header.table_toggled.connect(self.board.show_table)
        self.header.add_keys(self)
        self.board.measure_chosen.connect(self._choose_in_board)
        self.side.measure_chosen.connect(self._choose_in_list)
        self.side.action_requested.connect(self._request_action)
        self.side.trend_requested.connect(self._request_trend)
        self.working.cancel_requested.connect(self._cancel)
