"""The cards of the start screen: a unit in one sentence, and a quiet row for each other unit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.analysis.estimates import Comparison, MeasureComparison
from models.errors import UserError
from models.survey import Unit
from ui.base.events import report_exceptions
from ui.base.theme import XL, XS, L, M
from ui.base.words import counted
from ui.pages.home.queries import UnitLine
from ui.text.charts_results import signal_text, value_text
from ui.text.errors import hint, sentence
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, label

MOST_SIGNALS = 3


def place_of(unit: Unit) -> str:
    """Return where a unit is: its site and facility."""
    return " · ".join(part for part in (unit.site, unit.facility) if part)


def signals(comparison: Comparison) -> list[MeasureComparison]:
    """Return the measures with a real difference, gaps before bright spots, largest first."""
    real = [m for m in comparison.measures if m.difference.signal in ("above", "below")]
    return sorted(real, key=lambda m: (m.difference.signal == "above", -abs(_size(m))))


def _size(measure: MeasureComparison) -> float:
    return measure.difference.top_box or 0.0


class UnitCard(Surface):
    """A unit's name, its verdict and what is behind it; Enter, Space or a click open Results."""

    opened = Signal(object, str)
    """The unit, and the measure to show (empty: the page's own choice)."""

    def __init__(self, unit: Unit, *, with_place: bool) -> None:
        super().__init__("unit")
        self.unit = unit
        self._place = place_of(unit) if with_place else ""
        self.setObjectName(f"unit_{unit.id}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(unit.name)
        self._verdict = label(" ", "verdict", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._foot = ElidedLabel(self._place or " ", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L + 2, XL, L + 2)
        column.setSpacing(XS + 2)
        name = ElidedLabel(unit.name, "strong")
        name.setProperty("tone", "mute")
        column.addWidget(name)
        column.addWidget(self._verdict)
        column.addLayout(self._rows)
        column.addWidget(self._foot)

    def say(self, line: UnitLine) -> None:
        """Show the unit's verdict, its real differences, its surveys and its actions."""
        comparison = line.comparison
        self._verdict.setText(comparison.verdict)
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for measure in signals(comparison)[:MOST_SIGNALS]:
            self._rows.addWidget(_signal_row(measure))
        surveys = counted(comparison.surveys_unit, _("survey"), _("surveys"))
        parts = [line.period, surveys, self._actions(line), self._place]
        self._foot.setText(" · ".join(part for part in parts if part))
        self.setAccessibleName(f"{self.unit.name}. {comparison.verdict} {self._foot.text()}")

    def say_failure(self, error: UserError) -> None:
        self._verdict.setText(sentence(error))
        self._foot.setText(hint(error))

    def _actions(self, line: UnitLine) -> str:
        if not line.open_actions:
            return ""
        words = counted(line.open_actions, _("open action"), _("open actions"))
        if line.overdue_actions:
            words += ", " + _("{count} overdue").format(count=line.overdue_actions)
        return words

    @report_exceptions
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.opened.emit(self.unit, "")

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.unit, "")
        else:
            super().keyPressEvent(event)


def _signal_row(measure: MeasureComparison) -> QWidget:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(M)
    row.addWidget(label(measure.short or measure.label, "body"))
    row.addWidget(label(value_text(measure), "body", tone="mute"))
    words = label(signal_text(measure), "strong", tone=measure.difference.signal)
    row.addWidget(words)
    row.addStretch(1)
    holder = QWidget()
    holder.setLayout(row)
    return holder
