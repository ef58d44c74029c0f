"""Results: a unit against the others. A sentence, the picture, then the details."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.analysis.estimates import Comparison, MeasureDetail
from models.errors import UserError
from models.survey import Unit
from ui.base import unit_queries
from ui.base.context import PageContext
from ui.base.theme import XL, L
from ui.base.undo import Undoable
from ui.pages.base import NewActionRequest, Page, ShowUnitRequest, SidePanel
from ui.pages.base import unit_words as words
from ui.pages.results.detail import ResultsDetail
from ui.pages.results.header import ResultsHeader
from ui.pages.results.main_card import ResultsBoard
from ui.pages.results.sharing import ResultsSharing
from ui.text.language import _
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from models.analysis.subgroups import Subgroups

ALL_DATA = "all"
"""The key of the period without bounds."""

DETAIL_SHARE = (17, 10)
"""How the two cards share the width."""


class ResultsPage(Page):
    """Asks for the choices, then for the board of a unit, then for the detail of a measure; each
    answer that is newer replaces what is shown."""

    key = "results"
    icon = "results"

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._choices: unit_queries.Choices | None = None
        self._board: unit_queries.Board | None = None
        self._unit: Unit | None = None
        self._wanted_unit: int | None = None
        self._against = "rest"
        self._period_key = ""
        self._measure = ""
        self._measure_is_wanted = False
        self._measure_is_asked_for = False
        self._groups_about: tuple[object, ...] = ()
        look = desk.look
        self.header = ResultsHeader(look)
        self.board = ResultsBoard(look)
        self.board.table.remember(desk.preferences)
        self.detail = ResultsDetail(look)
        self._shared_detail: unit_queries.SharedDetail | None = None
        self.blank = EmptyState(look)
        self._skeleton = Skeleton(look)
        self._content = QWidget()
        self._states = QStackedWidget()
        self._build()
        self._connect()

    def title(self) -> str:
        return _("Results")

    @property
    def shown(self) -> unit_queries.Board | None:
        """What is on the page, None while there is nothing."""
        return self._board

    @property
    def shared_detail(self) -> unit_queries.SharedDetail | None:
        """The chosen measure as it may leave the desk, None while it is being read."""
        return self._shared_detail

    @property
    def measure(self) -> str:
        """The key of the chosen measure."""
        return self._measure

    def activate(self) -> None:
        self.detail.offer_actions(self.window_has("actions"))
        self.detail.offer_line(self.window_has("trend"))
        self.detail.offer_voices(self.window_has("voices"))
        self._follow_other_pages()
        self._begin_waiting()
        self.query(unit_queries.read_choices, self._take_choices, topic="choices")

    def _follow_other_pages(self) -> None:
        """Keep to the unit and the measure that another page about a unit shows."""
        last, measure = self.desk.preferences.last_unit, self.desk.looked_at.measure
        if self._unit is not None and self._wanted_unit is None and last != self._unit.id:
            self._wanted_unit = last
            self._period_key = ""
        if measure:
            self._measure, self._measure_is_wanted = measure, True

    def open_with(self, what: object) -> None:
        """Show a `ShowUnitRequest`."""
        if isinstance(what, ShowUnitRequest):
            self.desk.looked_at.measure = what.measure
            self._wanted_unit, self._measure = what.unit_id, what.measure
            self._measure_is_wanted = self._measure_is_asked_for = bool(what.measure)
            self.unavailable_reason = None
            if self._unit is not None and self._unit.id != what.unit_id:
                self._period_key = ""
            self._period_key = what.period or self._period_key
            self._against = what.against or self._against

    def view_request(self) -> object:
        if self._unit is None:
            return None
        return ShowUnitRequest(self._unit.id, self._measure, self._against, self._period_key)

    def show_failure(self, error: UserError) -> None:
        self._skeleton.end()
        self.blank.say_failure(error, [EmptyStateAction(_("Try again"), self.activate)])
        self._states.setCurrentWidget(self.blank)

    # Asking, one step after the other.

    def _take_choices(self, choices: unit_queries.Choices) -> None:
        self._choices = choices
        self.board.offer_ticks(bool(choices.areas))
        current = self._unit.id if self._unit is not None else None
        wanted, self._wanted_unit = self._wanted_unit, None
        unit = choices.first_unit(wanted, current, self.desk.preferences.last_unit)
        if unit is None:
            self._say_nothing_yet()
        else:
            self._show_unit(unit)

    def _show_unit(self, unit: Unit) -> None:
        choices = self._choices
        assert choices is not None
        self._unit = unit
        self.desk.preferences.last_unit = unit.id
        self.header.offer_units(words.unit_options(choices), unit.id)
        against = words.against_options(choices, unit)
        if self._against not in [option.key for option in against]:
            self._against = "rest"
        self.header.against.set_options(against, self._against)
        self._ask_board()

    def _ask_board(self) -> None:
        if self._unit is None:
            return
        self._begin_waiting()
        question = partial(
            unit_queries.read_board,
            unit=self._unit,
            against=self._against,
            period_key=self._period_key,
            today=self.desk.today(),
        )
        self.query(question, self._take_board, topic="board")

    def _take_board(self, board: unit_queries.Board) -> None:
        self._board = board
        comparison = board.comparison
        self.header.period.set_options(
            words.period_options(board.periods, free=True), board.period.key
        )
        self.header.against.set_current(self._against)
        mine = self._choices is not None and board.unit.id in self._choices.mine
        self.header.say(board.unit.name, words.subtitle(comparison), board.period.note, mine=mine)
        if not comparison.measures:
            self._say_no_answers(board)
            return
        there = self._measure in [m.measure for m in comparison.measures]
        if self._measure_is_asked_for and not there:
            if not self._period_key:
                self._period_key = ALL_DATA  # the question may be one of former years
                self._ask_board()
                return
            self.unavailable_reason = words.not_measured(self._measure, board)
            self._measure_is_wanted = False
        self._measure_is_asked_for = False
        if not there or not self._measure_is_wanted:
            self._measure = words.first_measure(comparison.measures)
        self.board.show_comparison(comparison, self._measure)
        self.header.set_choosers_enabled(True)
        self._states.setCurrentWidget(self._content)
        self._skeleton.end()
        self._ask_detail()

    def _ask_detail(self) -> None:
        if self._board is None:
            return
        question = partial(
            unit_queries.read_detail,
            comparison=self._board.comparison,
            measure=self._measure,
            today=self.desk.today(),
        )
        self.query(question, self._take_detail, topic="detail")
        self._ask_shared_detail()

    def _ask_shared_detail(self) -> None:
        """Ask for the measure as it may be printed."""
        self._shared_detail = None
        shared = self._board.shared if self._board is not None else None
        if shared is None or self._measure not in [m.measure for m in shared.measures]:
            return
        question = partial(
            unit_queries.read_shared_detail,
            comparison=shared,
            measure=self._measure,
            today=self.desk.today(),
        )
        self.query(
            question, self._take_shared_detail, topic="shared", otherwise=self.problem_met.emit
        )

    def _take_shared_detail(self, found: unit_queries.SharedDetail) -> None:
        self._shared_detail = found

    def _take_detail(self, detail: MeasureDetail) -> None:
        if self._board is not None:
            self.detail.show_detail(detail, self._board.comparison)
            self.board.show_answers(detail, self._board.comparison)
            stars, measure = self._board.stars, detail.comparison.measure
            about = stars.note if stars is not None else ""
            star_words = words.star_words(stars, measure)
            self.detail.say_stars(star_words, about, with_tables=stars is not None)
            self._ask_groups(detail)

    def _ask_groups(self, detail: MeasureDetail) -> None:
        """Take the measure apart by groups of patients, read from single surveys."""
        assert self._board is not None
        comparison, measure = self._board.comparison, detail.comparison
        about = (comparison.unit_id, comparison.against, comparison.period, measure.measure)
        if about != self._groups_about:  # another's groups do not stand under this name
            for part in (self.detail.groups, self.board.groups):
                part.clear()
        question = partial(unit_queries.read_groups, comparison=comparison, measure=measure.measure)
        self.query(question, partial(self._take_groups, comparison, detail, about), topic="groups")

    def _take_groups(
        self,
        comparison: Comparison,
        detail: MeasureDetail,
        about: tuple[object, ...],
        tables: tuple[Subgroups, ...],
    ) -> None:
        if self._board is None or self._board.comparison is not comparison:
            return
        self._groups_about = about
        for part in (self.detail.groups, self.board.groups):
            part.show_groups(tables, detail.comparison.unit.top_box, comparison.floor)

    # What the user does.

    def _choose_unit(self, unit_id: object) -> None:
        unit = self._choices.unit(unit_id) if self._choices and isinstance(unit_id, int) else None
        if unit is not None:
            self._period_key = ""
            self._show_unit(unit)

    def _choose_period(self, key: object) -> None:
        if key == words.CHOOSE_MONTHS:
            self._ask_months()
            return
        self._period_key = str(key)
        self._ask_board()

    def _ask_months(self) -> None:
        """Ask for any months there are answers of."""
        from ui.pages.results.months_dialog import MonthsDialog

        board = self._board
        if board is None:
            return
        self.header.period.set_current(board.period.key)
        spans = [p.period for p in (*board.periods, board.period)]
        ends = [m for span in spans for m in (span.first, span.last) if m is not None]
        if not ends:
            return
        now = board.period.period
        first, last = now.first or min(ends), now.last or max(ends)
        months = range(min(ends), max(ends) + 1)
        dialog = MonthsDialog(self.desk.look, months, first, last, self)
        dialog.chosen.connect(self._choose_months)
        dialog.open()

    def _choose_months(self, first: int, last: int) -> None:
        """Show the months that were dragged across."""
        from models.analysis.estimates import period_key

        self.detail.line.navigation.clear_region()
        self._choose_period(period_key(first, last))

    def _choose_against(self, key: object) -> None:
        self._against = str(key)
        self._ask_board()

    def _choose_measure(self, key: str) -> None:
        self._measure_is_wanted = True
        self.desk.looked_at.measure = key
        if key != self._measure:
            self._measure = key
            self._ask_detail()

    def _toggle_mine(self, mine: bool) -> None:
        if self._unit is None:
            return
        question = partial(unit_queries.write_mine, unit_id=self._unit.id, mine=mine)
        what = _("Add to my units") if mine else _("Remove from my units")
        job = self.desk.data.execute(question, undo=Undoable(what, "settings", ("my_units",)))
        job.failed.connect(self.show_failure)

    def _choose_ticks(self) -> None:
        """Let the user choose which published figures stand as ticks."""
        from ui.pages.results.benchmarks_dialog import TicksDialog

        if self._choices is None:
            return
        dialog = TicksDialog(self.desk.look, self._choices.areas, self._choices.ticks, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.agreed.connect(self._write_ticks)
        dialog.open()

    def _write_ticks(self, keys: tuple[str, ...]) -> None:
        undo = Undoable(_("Choose benchmarks"), "settings", ("benchmark_ticks",))
        job = self.desk.data.execute(partial(unit_queries.write_ticks, keys=keys), undo=undo)
        job.failed.connect(self.problem_met)

    def _show_table(self, shown: bool) -> None:
        """Give the table the whole width; the measure's panel comes back with the chart."""
        self.board.show_table(shown)
        self._panel.offer(not shown)

    def _request_line(self) -> None:
        if self._board is not None and self._measure and self.window_has("trend"):
            self.page_requested.emit("trend", ShowUnitRequest(self._board.unit.id, self._measure))

    def _request_voices(self) -> None:
        if self._board is not None and self._measure and self.window_has("voices"):
            self.page_requested.emit("voices", ShowUnitRequest(self._board.unit.id, self._measure))

    def _show_stars(self) -> None:
        """Open the star tables with the unit's means on them."""
        from models.analysis.comparison import own_editions, star_editions
        from ui.pages.results.stars_dialog import StarsDialog

        if self._board is None or self._board.stars is None:
            return
        shown = self._board.stars.edition
        editions = tuple(e for e in own_editions() if e.key == shown) or star_editions()
        dialog = StarsDialog(self.desk.look, self._board.comparison, editions, self._measure, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _request_action(self) -> None:
        if self._board is None or not self._measure:
            return
        measures = self._board.comparison.measures
        label = next(m.label for m in measures if m.measure == self._measure)
        wish = NewActionRequest(self._board.unit, self._measure, label)
        self.page_requested.emit("actions", wish)

    # States.

    def _begin_waiting(self) -> None:
        """Keep what is shown while something newer is read; with nothing shown, a skeleton."""
        if self._states.currentWidget() is not self._content:
            self._skeleton.begin()
            self._states.setCurrentWidget(self._skeleton)

    def _say_nothing_yet(self) -> None:
        self._skeleton.end()
        self._board = self._unit = None
        self.header.say(_("Results"), "", "", mine=False)
        self.header.set_choosers_enabled(False)
        self.blank.say(
            "results",
            _("No survey data yet"),
            _(
                "Open the file from your survey vendor or quality department: CSV, Excel, or "
                "text. Or drop it anywhere on this window."
            ),
            self.start_offers(),
        )
        self._states.setCurrentWidget(self.blank)

    def _say_no_answers(self, board: unit_queries.Board) -> None:
        self._skeleton.end()
        self.header.set_choosers_enabled(True)
        text = " ".join(board.comparison.notes) or _("Choose other months or another unit.")
        self.blank.say("clock", board.comparison.verdict, text)
        self._states.setCurrentWidget(self.blank)

    # Construction.

    def _build(self) -> None:
        self._panel = SidePanel(
            self.desk.look, self._content, self.board, self.detail, DETAIL_SHARE
        )
        for state in (self._skeleton, self._content, self.blank):
            self._states.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL - 4, XL, XL - 4)
        column.setSpacing(L)
        column.addWidget(self.header)
        column.addWidget(self._states, 1)
        self.header.set_choosers_enabled(False)
        self.header.say(_("Results"), "", "", mine=False)

    def _connect(self) -> None:
        self.header.unit_chosen.connect(self._choose_unit)
        self.header.period_chosen.connect(self._choose_period)
        self.header.against_chosen.connect(self._choose_against)
        self.header.mine_toggled.connect(self._toggle_mine)
        self.header.table_toggled.connect(self._show_table)
        self.board.measure_chosen.connect(self._choose_measure)
        self.board.ticks_requested.connect(self._choose_ticks)
        self.detail.action_requested.connect(self._request_action)
        self.detail.line_requested.connect(self._request_line)
        self.detail.voices_requested.connect(self._request_voices)
        self.detail.stars_requested.connect(self._show_stars)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("T"), self, self.header.table.toggle, context=within)
        QShortcut(QKeySequence("O"), self, self._request_line, context=within)
        QShortcut(QKeySequence("V"), self, self._request_voices, context=within)
        self._sharing = ResultsSharing(self, self)
        self.board.chart.menu = self._sharing.menu(self.header.table)
        self.detail.line.period_chosen.connect(self._choose_months)
