"""Over time: one measure of a unit, month by month, with the rules that tell chance from change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from models.analysis.trend import FreezeOffer, Trend, freeze_reason
from ui.base.context import PageContext
from ui.base.undo import Undoable
from ui.charts.export import Caption
from ui.charts.plot.menu import MenuEntry, open_menu
from ui.pages.base import (
    ChartHeader,
    ChartPage,
    ChartSharing,
    ExportSource,
    NewActionRequest,
    ReasonDialog,
    keep_unseen,
    measure_options,
    unit_words,
)
from ui.pages.trend import queries, words
from ui.pages.trend.main_card import TrendBoard
from ui.pages.trend.plan import read_plan
from ui.pages.trend.side_card import TrendSide
from ui.report.page_handout import Handout, trend_handout
from ui.text import charts, sharing
from ui.text.charts_trend import below_text, trend_detail
from ui.text.formats import months_name
from ui.text.language import _
from ui.text.trend import trend_verdict
from ui.text.undo import baseline_step
from ui.widgets.chooser import Chooser
from ui.widgets.skeleton import Skeleton


class TrendPage(ChartPage):
    """Asks for the units, then for the trend; what is newer replaces what is shown. Shows a
    `ShowUnitRequest`."""

    key = "trend"
    icon = ""

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._paper: TrendBoard | None = None
        self._on_paper: queries.TrendView | None = None
        self._shown: queries.TrendView | None = None
        self._step, self._score, self._rules = "month", "top_box", ""
        look = desk.look
        self.measure = Chooser(look, _("Measure"), max_width_px=220)
        self.measure.setObjectName("measure_chooser")
        self.header = ChartHeader(look, [self.unit, self.measure])
        self.board = TrendBoard(look)
        self.board.table.remember(desk.preferences)
        self.side = TrendSide(look)
        self._skeleton = Skeleton(look)
        self._lay_out_page(self.board, self.side, self._skeleton)
        self._connect()
        self.sharing = ChartSharing(self, self.header, self._taken, self._handout)
        self.board.chart.menu = self.sharing.menu(self.header.table, self.point_entries)

    def title(self) -> str:
        return _("Over time")

    @property
    def shown(self) -> queries.TrendView | None:
        """What is on the page, None while there is nothing."""
        return self._shown

    def nothing_yet(self) -> tuple[str, str]:
        words = _("Open a survey file to see each measure month by month.")
        return "results", words

    def _header(self) -> ChartHeader:
        return self.header

    def _begin_waiting(self) -> None:
        self._skeleton.begin()
        self._states.setCurrentWidget(self._skeleton)

    def _end_waiting(self) -> None:
        self._skeleton.end()

    def _forget(self) -> None:
        self._shown = None

    # Asking, one step after the other.

    def _ask_shown(self) -> None:
        if self._unit is None:
            return
        question = partial(
            queries.read_trend,
            unit=self._unit,
            measure=self.desk.looked_at.measure,
            of=self._score,
            step=self._step,
            today=self.desk.today(),
            rules=self._rules,
        )
        self.query(question, self._take_trend, topic="trend")

    def _take_trend(self, view: queries.TrendView) -> None:
        self._skeleton.end()
        self._shown = view
        trend = view.trend
        self.header.set_controls_shown(True)
        if trend is None or not trend.points:
            self._say_no_points(view)
            return
        self.measure.set_options(measure_options(view.measures), trend.measure)
        self.header.say(view.unit.name, self._subtitle(view, trend_detail(trend)))
        self.board.show_trend(trend, view.rest)
        self.side.show_trend(trend, with_actions=self.window_has("actions"))
        self.side.offer_decisions(self.board.chart.chosen)
        self._show_content()
        self._ask_plan()

    def _ask_plan(self) -> None:
        """Ask when the wished change of what is shown could be known."""
        view, plan = self._shown, self.side.plan
        if view is None or view.trend is None:
            return
        question = partial(
            read_plan,
            unit=view.unit,
            measure=view.trend.measure,
            change=int(str(plan.change.current)),
            volume=int(str(plan.volume.current)),
            today=self.desk.today(),
        )
        self.query(question, plan.show_plan, topic="plan", otherwise=self.problem_met.emit)

    def _subtitle(self, view: queries.TrendView, detail: str) -> str:
        """Return what is shown, with the unit's place where there are several."""
        units = self._choices.units if self._choices is not None else ()
        several = len({summary.unit.facility_id for summary in units}) > 1
        parts = [unit_words.place_of(view.unit) if several else "", detail]
        return " · ".join(part for part in parts if part)

    # What the user does.

    def _choose_measure(self, key: object) -> None:
        self.desk.looked_at.measure = str(key)
        self._ask_shown()

    def _choose_step(self, step: object) -> None:
        self._step = str(step)
        self._ask_shown()

    def _choose_score(self, score: object) -> None:
        self._score = str(score)
        self._ask_shown()

    def _choose_rules(self, rules: object) -> None:
        self._rules = str(rules)
        self._ask_shown()

    def _decide(self, kind: str) -> None:
        point = self.board.chart.chosen
        if point is not None:
            months = words.decision_months(kind, point)
            self._ask_why(words.why_words(kind, point), [(kind, months)])

    def _ask_why(
        self, question: tuple[str, str], decisions: Sequence[tuple[str, tuple[int, ...]]]
    ) -> None:
        """Ask for the reason of decisions, each a kind and its months, then keep them."""
        hint = _("What changed? For example: hourly rounding started")
        dialog = ReasonDialog(self.desk.look, *question, self, hint=hint)
        dialog.answered.connect(
            lambda why: self._write([queries.Decision(*each, why) for each in decisions])
        )
        dialog.open()

    def _write(self, decisions: Sequence[queries.Decision]) -> None:
        today = self.desk.today()
        what = baseline_step(decisions[0].kind)
        self._change(partial(queries.write_decisions, decisions=decisions, day=today), what)

    def point_entries(self, period: str) -> Sequence[MenuEntry]:
        """Return what can be done at a point of the chart."""
        if not period:
            return ()
        self.board.chart.go_to(period)
        self.side.offer_decisions(self.board.chart.chosen)
        return self.side.entries(self.board.chart.chosen)

    def months_entries(self, first: int, last: int) -> Sequence[MenuEntry]:
        """Return what can be done with the months that were dragged across."""
        months = months_name(first, last)
        zoom, baseline, exclude = charts.months_menu_words(months)
        begin_and_freeze = [("rebase", (first,)), ("freeze", (last,))]
        all_of_them = [("exclude", tuple(range(first, last + 1)))]
        return [
            (zoom, partial(self.board.chart.navigation.show_months, first, last)),
            (baseline, partial(self._ask_why, charts.baseline_question(months), begin_and_freeze)),
            (exclude, partial(self._ask_why, charts.exclude_question(months), all_of_them)),
        ]

    def _offer_months(self, first: int, last: int) -> None:
        chart = self.board.chart
        by_mouse = chart.underMouse()
        at = QCursor.pos() if by_mouse else chart.mapToGlobal(chart.rect().center())
        open_menu(self.months_entries(first, last), chart, at)

    def _freeze(self, offer: FreezeOffer) -> None:
        self._write([queries.Decision("freeze", (offer.month,), freeze_reason(offer.what))])

    def _take_back(self, decision: Any) -> None:
        question = partial(queries.take_back, decision=decision)
        self._change(question, _("Remove a baseline decision"))

    def _change(self, question: partial[None], what: str) -> None:
        view = self._shown
        if view is None or view.trend is None:
            return
        of_this = partial(question, unit_id=view.unit.id, measure=view.trend.measure)
        undo = Undoable(what, "baseline", (view.unit.id, view.trend.measure))
        job = self.desk.data.execute(of_this, undo=undo)
        job.failed.connect(self.problem_met)

    def _request_action(self) -> None:
        view = self._shown
        if view is not None and view.trend is not None:
            wish = NewActionRequest(
                view.unit, view.trend.measure, view.trend.label, self.side.plan.points
            )
            self.page_requested.emit("actions", wish)

    def _show_table(self, shown: bool) -> None:
        self.board.show_table(shown)

    def _handout(self) -> Handout | None:
        trend = self._shared()
        return None if trend is None else trend_handout(trend, self.desk.today())

    def _shared(self) -> Trend | None:
        """Return what may leave the desk, None while there are no points."""
        view = self._shown
        if view is None or view.trend is None or not view.trend.points:
            return None
        shared = view.shared or view.trend
        return shared if shared.points else None

    def _taken(self) -> ExportSource | None:
        view, trend = self._shown, self._shared()
        if view is None or trend is None:
            return None
        board = self.board
        if view.shared is not None:
            board = self._shared_board(view, trend)
        notes = " ".join([below_text(trend), words.raw_words(trend), *sharing.trend_notes(trend)])
        return ExportSource(
            board.chart,
            Caption(
                view.unit.name,
                self._subtitle(view, trend_detail(trend)),
                trend_verdict(trend),
                notes=notes,
            ),
            board.table.content.table.as_lines,
            f"{view.unit.name} {view.short}",
            as_table=self.board.shows_table,
        )

    def _shared_board(self, view: queries.TrendView, trend: Trend) -> TrendBoard:
        """Return a card with what may leave the desk."""
        if self._paper is None:
            self._paper = TrendBoard(self.desk.look)
            keep_unseen(self._paper, self)
        if self._on_paper is not view:
            self._paper.show_trend(trend, view.shared_rest)
            self._on_paper = view
        return self._paper

    # States.

    def _say_no_points(self, view: queries.TrendView) -> None:
        trend = view.trend
        label = trend.label if trend is not None else ""
        self.header.say(view.unit.name, self._subtitle(view, label))
        self.header.set_chart_shown(False)
        key = trend.measure if trend is not None else None
        self.measure.set_options(measure_options(view.measures), key)
        title = trend_verdict(trend) if trend is not None else _("No surveys from this unit yet.")
        text = _("A trend needs surveys with a date. The other pages work without one.")
        self._say_instead("clock", title, text if trend is not None else "")

    def _connect(self) -> None:
        self.measure.chosen.connect(self._choose_measure)
        self.header.table_toggled.connect(self._show_table)
        self.header.add_keys(self)
        self.board.point_chosen.connect(
            lambda _period: self.side.offer_decisions(self.board.chart.chosen)
        )
        self.side.step_chosen.connect(self._choose_step)
        self.side.score_chosen.connect(self._choose_score)
        self.side.rules_chosen.connect(self._choose_rules)
        self.side.plan.wished.connect(self._ask_plan)
        self.side.decision_requested.connect(self._decide)
        self.side.freeze_requested.connect(self._freeze)
        self.side.take_back_requested.connect(self._take_back)
        self.side.action_requested.connect(self._request_action)
        self.board.chart.period_chosen.connect(self._offer_months)
        self.side.actions_requested.connect(lambda: self.page_requested.emit("actions", None))
