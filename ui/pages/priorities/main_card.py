"""The large card of the priorities: the verdict, the matrix or the table, what they rest on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.analysis.priorities import Priorities
from ui.base.theme import XL, Appearance, L, M, S
from ui.charts.priorities import PriorityMatrix, placed_items
from ui.pages.priorities import words
from ui.text.language import _
from ui.text.priorities import priorities_method, priorities_note, priorities_verdict
from ui.widgets.basics import Surface, label
from ui.widgets.chart_or_table import ChartOrTable
from ui.widgets.method_note import MethodNote
from ui.widgets.shown_strip import ShownStrip
from ui.widgets.text_table import SearchedTable, TextTableView


class PrioritiesBoard(Surface):
    """Shows `Priorities`. Without importance there is no matrix, and the table stands alone."""

    measure_chosen = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setObjectName("priorities_board")
        self._verdict = label("", "verdict", wrap=True)
        self._verdict.setObjectName("verdict")
        self.matrix = PriorityMatrix(look)
        self.table = TextTableView(look, _("Priorities table"))
        self.table.setObjectName("priorities_table")
        self._note = label("", "secondary", wrap=True)
        self._note.setObjectName("note")
        self.method = MethodNote()
        self.strip = ShownStrip()
        self._views = ChartOrTable(self.matrix, self.table, table_place=SearchedTable(self.table))
        self._as_table = False
        self._has_matrix = False
        self._build()

    @property
    def has_matrix(self) -> bool:
        """True when measures have an importance, and so a place."""
        return self._has_matrix

    @property
    def shows_table(self) -> bool:
        return self._views.shows_table

    def show_priorities(self, found: Priorities, chosen: str) -> None:
        """Show priorities with a measure chosen."""
        self._has_matrix = bool(placed_items(found))
        self._verdict.setText(priorities_verdict(found))
        self.matrix.show_priorities(found)
        self.matrix.go_to(chosen)
        self.table.show_table(words.full_table(found), chosen)
        self._note.setText(priorities_note(found))
        self.method.show_method(priorities_method(found))
        self.strip.say(words.shown_words(found))
        self._switch()

    def go_to(self, measure: str) -> None:
        """Mark a measure without telling anyone."""
        self.matrix.go_to(measure)
        self.table.go_to(measure)

    def show_table(self, shown: bool) -> None:
        """Show the table in the place of the matrix; without a matrix it stays."""
        self._as_table = shown
        self._switch()

    def _switch(self) -> None:
        self._views.show_table(self._as_table or not self._has_matrix)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L + 2, XL, L)
        column.setSpacing(M)
        column.addWidget(self._verdict)
        column.addWidget(self._views, 1)
        column.addWidget(self._note)
        column.addWidget(self.method)
        column.addSpacing(S - M)
        column.addWidget(self.strip)
        self.matrix.stop_reached.connect(self._chosen_in_matrix)
        self.table.row_chosen.connect(self._chosen_in_table)

    def _chosen_in_matrix(self, measure: str) -> None:
        self.table.go_to(measure)
        self.measure_chosen.emit(measure)

    def _chosen_in_table(self, measure: str) -> None:
        self.matrix.go_to(measure)
        self.measure_chosen.emit(measure)
