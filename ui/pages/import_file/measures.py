"""The measures of a file that were built by hand, and the way to build one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.base.theme import XS, Appearance, L, S
from ui.text.formats import counted
from ui.text.language import _
from ui.widgets.basics import IconButton, Surface, button, label

if TYPE_CHECKING:
    from models.files.mapping import MeasureMapping


class MeasuresCard(Surface):
    """A line for each measure, with what it is made of and a way to take it out."""

    build_wanted = Signal()
    removed = Signal(str)
    """The key of the measure to take out."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self.setObjectName("measures_card")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(S)
        self._build_one = button(_("Build a measure from questions…"), self.build_wanted.emit)
        self._build_one.setObjectName("build_measure_of_items")
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L - 2, L, L - 2)
        column.setSpacing(S)
        column.addWidget(label(_("Measures"), "card"))
        column.addLayout(self._lines)
        column.addWidget(self._build_one)
        self.hide()

    def show_measures(self, measures: Sequence[MeasureMapping], *, possible: bool) -> None:
        """Show measures; nothing where there are none and none can be built."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for measure in measures:
            self._lines.addWidget(self._line(measure))
        self._build_one.setVisible(possible)
        self.setVisible(bool(measures) or possible)

    def _line(self, measure: MeasureMapping) -> QWidget:
        line = QWidget()
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addWidget(label(measure.label, "strong", wrap=True))
        items = counted(len(measure.columns), "question", "questions")
        best = ", ".join(f"“{answer}”" for answer in measure.best)
        told = (
            _("{items}, best answers: {answers}").format(items=items, answers=best)
            if best
            else items
        )
        words.addWidget(label(told, "secondary", wrap=True))
        remove = IconButton(
            self._look, "cross", _("Remove “{name}”").format(name=measure.label), kind="quiet"
        )
        remove.setObjectName(f"remove_{measure.key}")
        remove.clicked.connect(lambda: self.removed.emit(measure.key))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(remove)
        return line
