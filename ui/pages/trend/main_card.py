"""The large card of a measure over time: the verdict, the chart or the table, the rules."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.analysis.trend import RestPoint, Trend
from ui.base.theme import XL, Appearance, L, M, S
from ui.charts.run_chart import OthersLine, RunChart
from ui.pages.trend.marks import TrendMarks
from ui.pages.trend.words import raw_words, trend_table
from ui.text.charts import rest_line_words
from ui.text.language import _
from ui.text.trend import chart_reason, chart_rules, trend_notes, trend_verdict
from ui.widgets.basics import Surface, label
from ui.widgets.chart_or_table import ChartOrTable
from ui.widgets.method_note import MethodNote
from ui.widgets.shown_strip import ShownStrip
from ui.widgets.text_table import SearchedTable, TextTableView


class TrendBoard(Surface):
    """Shows a `Trend`. The chart and the table choose the same point."""

    point_chosen = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setObjectName("trend_board")
        self._verdict = label("", "verdict", wrap=True)
        self._verdict.setObjectName("verdict")
        self.chart = RunChart(look)
        self.table = TextTableView(look, _("Trend table"))
        self.table.setObjectName("trend_table")
        self._below = label("", "secondary", wrap=True)
        self._below.setObjectName("notes")
        self.marks = TrendMarks(look)
        self.method = MethodNote()
        self.strip = ShownStrip()
        self._views = ChartOrTable(self.chart, self.table, table_place=SearchedTable(self.table))
        self._build()

    @property
    def shows_table(self) -> bool:
        return self._views.shows_table

    def show_trend(self, trend: Trend, rest: Sequence[RestPoint] = ()) -> None:
        """Show a trend, and behind it the rest of the hospital; the point chosen before stays
        chosen where it is still there."""
        self._verdict.setText(trend_verdict(trend))
        self.marks.show_marks(trend)
        months = tuple(((each.first_month + each.last_month) / 2, each.share) for each in rest)
        self.chart.show_trend(trend, OthersLine(rest_line_words(), months))
        self.table.show_table(trend_table(trend), self.chart.current_key)
        self._below.setText(" ".join(trend_notes(trend)))
        self._below.setVisible(bool(self._below.text()))
        self.method.show_method(f"{chart_reason(trend)}\n{chart_rules(trend)}")
        self.strip.say(raw_words(trend))

    def show_table(self, shown: bool) -> None:
        """Show the table in the place of the chart."""
        self._views.show_table(shown)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L + 2, XL, L)
        column.setSpacing(M)
        column.addWidget(self._verdict)
        column.addWidget(self.marks)
        column.addWidget(self._views, 1)
        column.addWidget(self._below)
        column.addWidget(self.method)
        column.addSpacing(S - M)
        column.addWidget(self.strip)
        self.chart.stop_reached.connect(self._chosen_in_chart)
        self.table.row_chosen.connect(self._chosen_in_table)

    def _chosen_in_chart(self, period: str) -> None:
        self.table.go_to(period)
        self.point_chosen.emit(period)

    def _chosen_in_table(self, period: str) -> None:
        self.chart.go_to(period)
        self.point_chosen.emit(period)
