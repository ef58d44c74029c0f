"""All units: a fair look at where a unit stands among the others, chance first."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.jobs import Job
from ui.charts.export import Caption
from ui.pages.base import (
    ChartHeader,
    ChartPage,
    ChartSharing,
    ExportSource,
    ShowUnitRequest,
    keep_unseen,
    measure_options,
    unit_words,
)
from ui.pages.units import queries, words
from ui.pages.units.case_mix_dialog import CaseMixDialog
from ui.pages.units.main_card import UnitsBoard
from ui.pages.units.queries import Adjusting
from ui.pages.units.side_card import UnitsSide
from ui.report.page_handout import Handout, units_handout
from ui.text import sharing
from ui.text.charts_card import CardText
from ui.text.charts_funnel import shown_units, unit_card
from ui.text.errors import whole
from ui.text.language import _
from ui.text.units import funnel_verdict
from ui.widgets.chooser import Chooser
from ui.widgets.skeleton import Skeleton


class UnitsPage(ChartPage):
    """Asks for the units, then for all of them on one measure; what is adjusted is asked for only
    when it is wanted, as it reads every survey. Shows a `ShowUnitRequest`."""

    key = "units"
    icon = ""

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._shown: queries.UnitsView | None = None
        self._adjusted: queries.AdjustedView | None = None
        self._adjusting = Adjusting()
        self._job: Job | None = None
        self._period_key = self._circle = ""
        self._view = words.FUNNEL
        self._looked_at = ""
        self._paper: UnitsBoard | None = None
        self._on_paper: tuple[queries.UnitsView | None, str] = (None, "")
        look = desk.look
        self.measure = Chooser(look, _("Measure"), max_width_px=200)
        self.measure.setObjectName("measure_chooser")
        self.period = Chooser(look, _("Months"), max_width_px=160)
        self.period.setObjectName("period_chooser")
        self.header = ChartHeader(look, [self.unit, self.measure, self.period])
        self.board = UnitsBoard(look)
        self.board.table.remember(desk.preferences)
        self.side = UnitsSide(look)
        self._skeleton = Skeleton(look)
        self._lay_out_page(self.board, self.side, self._skeleton)
        self._connect()
        self.sharing = ChartSharing(self, self.header, self._taken, self._handout)
        for chart in (self.board.funnel, self.board.ranks):
            chart.menu = self.sharing.menu(self.header.table)

    def title(self) -> str:
        return _("All units")

    @property
    def shown(self) -> queries.UnitsView | None:
        """What is on the page, None while there is nothing."""
        return self._shown

    def nothing_yet(self) -> tuple[str, str]:
        return "results", _("Open a survey file to see all units side by side.")

    def _header(self) -> ChartHeader:
        return self.header

    def _begin_waiting(self) -> None:
        self._skeleton.begin()
        self._states.setCurrentWidget(self._skeleton)

    def _end_waiting(self) -> None:
        self._skeleton.end()

    def _forget(self) -> None:
        self._shown = None

    def _begin_unit(self) -> None:
        self._period_key = self._circle = ""
        self._looked_at = str(self._unit.id) if self._unit is not None else ""

    # Asking, one step after the other.

    def _ask_shown(self) -> None:
        if self._unit is None:
            return
        question = partial(
            queries.read_units,
            unit=self._unit,
            measure=self.desk.looked_at.measure,
            period_key=self._period_key,
            circle=self._circle,
            today=self.desk.today(),
        )
        self.query(question, self._take_units, topic="units")

    def _take_units(self, view: queries.UnitsView) -> None:
        self._skeleton.end()
        self._shown = view
        self._adjusted = None
        self.header.set_controls_shown(True)
        self.period.set_options(unit_words.period_options(view.periods), view.period.key)
        key = view.funnel.measure if view.funnel is not None else None
        self.measure.set_options(measure_options(view.measures), key)
        self.header.say(self.title(), words.subtitle(view))
        if view.funnel is None or not view.funnel.units:
            self._say_no_answers(view)
            return
        self._show_content()
        self._show_view()

    def _show_view(self) -> None:
        view = self._shown
        if view is None or view.funnel is None:
            return
        self.side.show_choices(view, self._view)
        if self._view == words.ADJUSTED:
            self._show_adjusted(view)
        elif self._view == words.RANKS:
            self.board.show_ranks(view.funnel, view.unit.id)
        else:
            self.board.show_funnel(view.funnel, view.unit.id)
        self._show_side()

    def _show_adjusted(self, view: queries.UnitsView) -> None:
        if self._adjusted is not None:
            self.board.show_adjusted(self._adjusted.found, view.unit.id)
            return
        assert view.funnel is not None
        self.board.show_working(_("Reading surveys"))
        question = partial(
            queries.read_adjusted,
            measure=view.funnel.measure,
            period=view.period.period,
            chosen=self._adjusting,
        )
        self._job = self.query(
            question,
            partial(self._take_adjusted, view),
            topic="adjusted",
            otherwise=partial(self._refuse_adjusted, view),
        )
        self._job.progressed.connect(self.board.working.say)
        self._job.cancelled.connect(self._say_stopped)

    def _take_adjusted(self, of: queries.UnitsView, found: queries.AdjustedView) -> None:
        if of is not self._shown:
            return  # by now another measure or other months are shown
        self._adjusted = found
        if self._view == words.ADJUSTED:
            self.board.show_adjusted(found.found, of.unit.id)
            self._show_side()

    def _ask_how(self) -> None:
        """Let the user choose what is adjusted for, and how."""
        if self._adjusted is None:
            return
        dialog = CaseMixDialog(
            self.desk.look, self._adjusted.questions, self._adjusted.used, self._adjusting, self
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.agreed.connect(self._adjust)
        dialog.open()

    def _adjust(self, how: Adjusting) -> None:
        self._adjusting = how
        self._adjusted = None
        self._show_view()

    def _refuse_adjusted(self, of: queries.UnitsView, error: UserError) -> None:
        self.board.working.end()
        if of is self._shown and self._view == words.ADJUSTED:
            self.board.show_instead(whole(error))

    def _say_stopped(self) -> None:
        self.board.working.end()
        self.board.show_instead(_("Canceled. Nothing was changed."))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # The unit at the side.

    def _show_side(self) -> None:
        card, place = self._card_of(self._looked_at)
        if card is None and self._shown is not None:
            self._looked_at = str(self._shown.unit.id)
            card, place = self._card_of(self._looked_at)
        self.side.show_unit(card, place, pages=self.other_pages)

    def _card_of(self, key: str) -> tuple[CardText | None, str]:
        view = self._shown
        if view is None or view.funnel is None:
            return None, ""
        if self._view == words.ADJUSTED and self._adjusted is not None:
            content = words.adjusted_content(self._adjusted.found, view.unit.id)
            rows = content.rows if content is not None else ()
            return next((row.card for row in rows if row.key == key), None), ""
        unit = next((u for u in view.funnel.units if str(u.unit_id) == key), None)
        if unit is None:
            return None, ""
        place = " · ".join(part for part in (unit.site, unit.facility) if part)
        card = unit_card(unit, shown_units(view.funnel))
        return CardText(unit.unit, card.rows, card.foot), place

    def _look_at(self, key: str) -> None:
        self._looked_at = key
        self._show_side()

    def _open(self, page: str) -> None:
        view = self._shown
        if view is None or not self._looked_at or not self.window_has(page):
            return
        measure = view.funnel.measure if view.funnel is not None else ""
        self.page_requested.emit(page, ShowUnitRequest(int(self._looked_at), measure))

    # What the user does.

    def _choose_measure(self, key: object) -> None:
        self.desk.looked_at.measure = str(key)
        self._ask_shown()

    def _choose_period(self, key: object) -> None:
        self._period_key = str(key)
        self._ask_shown()

    def _choose_circle(self, key: object) -> None:
        self._circle = str(key)
        self._ask_shown()

    def _choose_view(self, key: object) -> None:
        self._view = str(key)
        self._show_view()

    def _handout(self) -> Handout | None:
        view = self._shown
        if view is None or view.funnel is None:
            return None
        found = view.shared or view.funnel
        return units_handout(found, view.unit.facility, self.desk.today())

    def _taken(self) -> ExportSource | None:
        view, board = self._shown, self._shared_board()
        if view is None or view.funnel is None or board.chart is None:
            return None
        is_shared = board is not self.board
        detail = words.subtitle(view, shared=is_shared)
        notes = board.notes
        if is_shared and view.shared is not None:
            notes = " ".join([notes, *sharing.funnel_notes(view.shared)])
        return ExportSource(
            board.chart,
            Caption(self.title(), detail, board.verdict, notes=notes),
            board.table.content.table.as_lines,
            f"{self.title()} {view.short}",
            as_table=self.board.shows_table,
        )

    def _shared_board(self) -> UnitsBoard:
        """Return a card with what may leave the desk: the page's own where that is the same."""
        view = self._shown
        if view is None or view.shared is None or self._view == words.ADJUSTED:
            return self.board
        if self._paper is None:
            self._paper = UnitsBoard(self.desk.look)
            keep_unseen(self._paper, self)
        if self._on_paper != (view, self._view):
            ranks = self._view == words.RANKS
            show = self._paper.show_ranks if ranks else self._paper.show_funnel
            show(view.shared, view.unit.id)
            self._on_paper = (view, self._view)
        return self._paper

    # States.

    def _say_no_answers(self, view: queries.UnitsView) -> None:
        self.header.set_chart_shown(False)
        funnel = view.funnel
        title = (
            funnel_verdict(funnel) if funnel is not None else _("No surveys from this unit yet.")
        )
        self._say_instead("clock", title, _("Choose other months or another measure."))

    def _show_table(self, shown: bool) -> None:
        """Give the table the whole width: its last column says what was found."""
        self.board.show_table(shown)
        self._panel.offer(not shown)

    def _connect(self) -> None:
        self.measure.chosen.connect(self._choose_measure)
        self.period.chosen.connect(self._choose_period)
        self.header.table_toggled.connect(self._show_table)
        self.header.add_keys(self)
        self.board.unit_chosen.connect(self._look_at)
        self.board.unit_opened.connect(self._open_row)
        self.board.working.cancel_requested.connect(self._cancel)
        self.side.view_chosen.connect(self._choose_view)
        self.side.circle_chosen.connect(self._choose_circle)
        self.side.adjusting_requested.connect(self._ask_how)
        self.side.results_requested.connect(partial(self._open, "results"))
        self.side.trend_requested.connect(partial(self._open, "trend"))

    def _open_row(self, key: str) -> None:
        self._looked_at = key
        self._open("results")
