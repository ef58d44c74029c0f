"""The left card of the results: the verdict, the chart or the table, the fairness strip."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.analysis.estimates import Comparison, MeasureDetail
from ui.base.theme import XL, Appearance, L, M, S
from ui.charts.canvas import FairnessStrip, StripValues
from ui.charts.rows import DumbbellChart
from ui.pages.results.answers import answers_table
from ui.pages.results.groups_table import ResultsGroupsTable
from ui.pages.results.table import comparison_table
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, button, label
from ui.widgets.chart_or_table import ChartOrTable
from ui.widgets.text_table import SearchedTable, TextTableView


def strip_values(comparison: Comparison) -> StripValues:
    """Return what the strip says of a comparison."""
    return StripValues(
        comparison.fair,
        comparison.unit,
        comparison.surveys_unit,
        comparison.surveys_other,
        comparison.published,
    )


def notes_beside_strip(comparison: Comparison) -> str:
    """Return what has to be known besides the strip: what was tested, false alarms to expect."""
    return " ".join(note for note in comparison.notes if note not in comparison.published)


class ResultsBoard(Surface):
    """Shows a `Comparison`. The chart and the table choose the same measure."""

    measure_chosen = Signal(str)
    ticks_requested = Signal()
    """The user wants to choose which published figures stand as ticks."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setObjectName("results_board")
        self._verdict = label("", "verdict", wrap=True)
        self._verdict.setObjectName("verdict")
        self._notes = label("", "secondary", wrap=True)
        self.chart = DumbbellChart(look)
        self.table = TextTableView(look, _("All measures as a table"))
        self.table.setObjectName("results_table")
        self._answers_title = ElidedLabel("", "card")
        self.answers = TextTableView(look, _("Patient answers as a table"), narrow=True)
        self.answers.setObjectName("answers_table")
        self.groups = ResultsGroupsTable(look)
        self.strip = FairnessStrip(look)
        self.ticks = button(_("Benchmarks…"), self.ticks_requested.emit, kind="quiet")
        self.ticks.setObjectName("choose_ticks")
        self.ticks.setToolTip(_("Choose published scores to show"))
        self._scroll = QScrollArea()
        self._views = ChartOrTable(
            self.chart, self.table, chart_place=self._scroll, table_place=self._tables()
        )
        self._build()

    @property
    def shows_table(self) -> bool:
        return self._views.shows_table

    def show_comparison(self, comparison: Comparison, measure: str) -> None:
        """Show a comparison with `measure` chosen."""
        self._verdict.setText(comparison.verdict)
        self.chart.show_comparison(comparison, measure)
        self.chart.setMinimumHeight(self.chart.minimumSizeHint().height())
        self.table.show_table(comparison_table(comparison), measure)
        self.strip.show_fairness(strip_values(comparison))
        nobody = comparison.surveys_other == 0 and comparison.fair.same_question is not False
        self.strip.setVisible(not nobody)
        self._notes.setText(notes_beside_strip(comparison))

    def show_answers(self, detail: MeasureDetail, comparison: Comparison) -> None:
        """Show the answers of the chosen measure below the table."""
        title = _("How patients answered: {measure}")
        self._answers_title.setText(title.format(measure=detail.comparison.label))
        self.answers.show_table(answers_table(detail, comparison))
        for part in (self._answers_title, self.answers):
            part.setVisible(bool(detail.distributions))

    def table_lines(self) -> str:
        """Return the tables as tab-separated lines, for the clipboard."""
        parts = (self.table.content.table.as_lines(), self.groups.as_lines())
        return "\n\n".join(part for part in parts if part)

    def offer_ticks(self, offered: bool) -> None:
        """Show the way to other ticks, where there are published figures."""
        self.ticks.setVisible(offered)

    def go_to(self, measure: str) -> None:
        """Mark a measure in chart and table without telling anyone."""
        self.chart.go_to(measure)
        self.table.go_to(measure)

    def show_table(self, shown: bool) -> None:
        """Show the table in the place of the chart."""
        self._views.show_table(shown)

    def _build(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.chart)
        self._scroll.viewport().setAutoFillBackground(False)
        self.chart.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        edge = XL - self.chart.inset_px
        column.setContentsMargins(edge, L + 2, edge, L)
        column.setSpacing(S)
        words = QVBoxLayout()
        words.setContentsMargins(self.chart.inset_px, 0, self.chart.inset_px, 0)
        words.addWidget(self._verdict)
        column.addLayout(words)
        column.addWidget(self._views, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(self.chart.inset_px, 0, self.chart.inset_px, 0)
        foot.setSpacing(M)
        words_below = QHBoxLayout()
        words_below.setSpacing(S)
        words_below.addWidget(self._notes, 1)
        words_below.addWidget(self.ticks, 0, Qt.AlignmentFlag.AlignTop)
        foot.addLayout(words_below)
        foot.addWidget(self.strip)
        column.addLayout(foot)
        self.chart.measure_chosen.connect(self._chosen_in_chart)
        self.table.row_chosen.connect(self._chosen_in_table)

    def _tables(self) -> QWidget:
        """Return the measures as a table, with the chosen one's answers and groups below."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(SearchedTable(self.table), 3)
        answers = QVBoxLayout()
        answers.setSpacing(S)
        head = QHBoxLayout()
        head.setContentsMargins(self.chart.inset_px, S, 0, 0)
        head.addWidget(self._answers_title)
        answers.addLayout(head)
        answers.addWidget(self.answers, 1)
        beside = QHBoxLayout()
        beside.setSpacing(XL)
        beside.addLayout(answers, 1)
        beside.addWidget(self.groups, 1)
        column.addLayout(beside, 2)
        return both

    def _chosen_in_chart(self, measure: str) -> None:
        self._bring_to_view(measure)
        self.table.go_to(measure)
        self.measure_chosen.emit(measure)

    def _bring_to_view(self, measure: str) -> None:
        """Scroll so that a measure's row is seen whole."""
        for stop in self.chart.stops:
            if stop.key == measure:
                center, half = stop.area.center().toPoint(), round(stop.area.height())
                self._scroll.ensureVisible(0, center.y(), 0, half)

    def _chosen_in_table(self, measure: str) -> None:
        self.chart.go_to(measure)
        self.measure_chosen.emit(measure)
