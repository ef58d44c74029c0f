"""The large card of all units: are they different at all, the picture, what the figures are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from models.analysis.case_mix import CaseMix
from models.analysis.funnel import Funnel
from ui.base.theme import XL, Appearance, L, M, S
from ui.charts.canvas import Stops
from ui.charts.funnel import FunnelChart
from ui.charts.rows import Caterpillar, CaterpillarChart
from ui.pages.units import words
from ui.text.case_mix import case_mix_notes, case_mix_verdict
from ui.text.language import _
from ui.text.units import (
    funnel_method,
    funnel_notes,
    funnel_verdict,
    ranks_verdict,
    units_differ,
)
from ui.widgets.basics import Surface, label
from ui.widgets.method_note import MethodNote
from ui.widgets.shown_strip import ShownStrip
from ui.widgets.text_table import SearchedTable, TextTable, TextTableView
from ui.widgets.working import Working


class UnitsBoard(Surface):
    """Shows a `Funnel` as a funnel, as ranks, or a `CaseMix`; or any of them as a table."""

    unit_chosen = Signal(str)
    """The key of a unit the user went to: its id."""
    unit_opened = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setObjectName("units_board")
        self._question = label(_("Do the units really differ?"), "strong", tone="mute")
        self._verdict = label("", "verdict", wrap=True)
        self._verdict.setObjectName("verdict")
        self.funnel = FunnelChart(look)
        self.ranks = CaterpillarChart(look)
        self.table = TextTableView(look, _("All units table"))
        self.table.setObjectName("units_table")
        self._table_place = SearchedTable(self.table)
        self.working = Working(look)
        self._instead = label("", "body", tone="mute", wrap=True)
        self._instead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notes = label("", "secondary", wrap=True)
        self.method = MethodNote()
        self.strip = ShownStrip()
        self._views = QStackedWidget()
        self._scroll = QScrollArea()
        self._as_table = False
        self._chart: QWidget = self.funnel
        self._own = ""
        self._build()

    @property
    def shows_table(self) -> bool:
        return self._as_table

    @property
    def chart(self) -> Stops | None:
        """The chart that is shown or stands behind the table; None while there is none."""
        if self._chart is self._scroll:
            return self.ranks
        return self.funnel if self._chart is self.funnel else None

    @property
    def verdict(self) -> str:
        return self._verdict.text()

    @property
    def notes(self) -> str:
        """Everything that stands below the chart."""
        return f"{self._notes.text()} {self.strip.text}".strip()

    def show_funnel(self, funnel: Funnel, own: int) -> None:
        """Show units between the limits of chance."""
        self.funnel.show_funnel(funnel, own)
        self._chart = self.funnel
        self._say(funnel_verdict(funnel), funnel_notes(funnel), words.raw_words())
        self.method.show_method(" ".join(funnel_method(funnel)))
        self._show(words.funnel_table(funnel, own))

    def show_ranks(self, funnel: Funnel, own: int) -> None:
        """Show units in an order that says how little it says."""
        content = words.ranks_content(funnel, own)
        verdict = f"{units_differ(funnel)} {ranks_verdict(funnel, own)}"
        self._say(verdict, funnel_notes(funnel), words.raw_words())
        self.method.show_method(" ".join(funnel_method(funnel)))
        self._show_rows(content, len(funnel.units), own)
        self._show(words.funnel_table(funnel, own))

    def show_adjusted(self, found: CaseMix, own: int) -> None:
        """Show units' means adjusted for who answered."""
        if not found.units:
            self._say("", (), "")
            self.table.show_table(TextTable())
            self.show_instead(words.not_adjusted_words(found))
            return
        self._say(case_mix_verdict(found), case_mix_notes(found), words.adjusted_words(found))
        self._show_rows(words.adjusted_content(found, own), len(found.units), own)
        self._show(words.adjusted_table(found, own))

    def show_working(self, what: str) -> None:
        """Show that something takes a while, in the place of the picture."""
        self._say("", (), "")
        self.working.begin(what)
        self._chart = self.working
        self._views.setCurrentWidget(self.working)

    def show_instead(self, what: str) -> None:
        """Show words in the place of the picture."""
        self._instead.setText(what)
        self._chart = self._instead
        self._views.setCurrentWidget(self._instead)

    def show_table(self, shown: bool) -> None:
        """Show the table in the place of the chart."""
        focus = self.focusWidget()
        had_focus = focus is not None and self._views.isAncestorOf(focus)
        self._as_table = shown
        if self._chart is not self.working:
            self._views.setCurrentWidget(self._table_place if shown else self._chart)
        if had_focus:
            (self.table if shown else self.chart or self.table).setFocus()

    def _say(self, verdict: str, notes: Sequence[str], shown: str) -> None:
        self.working.end()
        self.method.show_method("")
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        self.strip.say(shown)

    def _show_rows(self, content: Caterpillar | None, units: int, own: int) -> None:
        self._own = str(own)
        self.ranks.show_rows(content)
        if content is None:
            many = units > words.MOST_ROWS
            self._instead.setText(
                words.too_many_words(units)
                if many
                else _("No unit has enough answers to show yet.")
            )
        self._chart = self._scroll if content is not None else self._instead

    def _show(self, table: TextTable) -> None:
        chart = self.chart
        self.table.show_table(table, chart.current_key if chart is not None else "")
        self._views.setCurrentWidget(self._table_place if self._as_table else self._chart)

    def _build(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.ranks)
        self._scroll.viewport().setAutoFillBackground(False)
        self.ranks.setAutoFillBackground(False)
        for view in (self.funnel, self._scroll, self._table_place, self.working, self._instead):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(S)
        column.addWidget(self._question)
        column.addWidget(self._verdict)
        column.addSpacing(S)
        column.addWidget(self._views, 1)
        column.addWidget(self._notes)
        column.addWidget(self.method)
        column.addSpacing(M - S)
        column.addWidget(self.strip)
        self._scroll.verticalScrollBar().rangeChanged.connect(
            lambda _least, _most: self._bring_into_view(self.ranks.current_key or self._own)
        )
        self.funnel.stop_reached.connect(self._chosen_in_chart)
        self.ranks.stop_reached.connect(self._chosen_in_chart)
        self.table.row_chosen.connect(self._chosen_in_table)
        self.table.row_opened.connect(self.unit_opened)

    def _chosen_in_chart(self, key: str) -> None:
        self.table.go_to(key)
        self._bring_into_view(key)
        self.unit_chosen.emit(key)

    def _bring_into_view(self, key: str) -> None:
        """Scroll so that a unit's row is seen: among many units, one's own too."""
        for stop in self.ranks.stops:
            if stop.key == key and self._chart is self._scroll:
                self._scroll.ensureVisible(0, stop.area.center().toPoint().y(), 0, 60)

    def _chosen_in_table(self, key: str) -> None:
        self.funnel.go_to(key)
        self.ranks.go_to(key)
        self.unit_chosen.emit(key)
