"""The cards of the start screen: what matters about a unit this morning."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.analysis.estimates import Comparison, MeasureComparison
from models.errors import UserError
from models.survey import Unit
from ui.base.events import report_exceptions
from ui.base.theme import XL, XS, Appearance, L, M, S
from ui.pages.home.queries import UnitLine
from ui.pages.home.sparkline import Sparkline
from ui.text.charts_results import signal_text, value_text
from ui.text.errors import hint, sentence
from ui.text.formats import counted, day_field, month_name
from ui.text.home import actions_fact, goal_fact, huddle_fact, moved_words, news_fact
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, label

MOST_SIGNALS = 3
WIDE_PX = 600
"""From this width the facts stand beside the line."""
FACT_PX = 96


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

    def __init__(self, look: Appearance, unit: Unit, *, with_place: bool) -> None:
        super().__init__("unit")
        self._look = look
        self.unit = unit
        self._place = place_of(unit) if with_place else ""
        self.setObjectName(f"unit_{unit.id}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(unit.name)
        self._verdict = label(" ", "verdict", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._line = Sparkline(look)
        self._moved = ElidedLabel("", "secondary")
        self._facts: dict[str, tuple[QLabel, ElidedLabel]] = {}
        self._line_and_facts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._foot = ElidedLabel(self._place or " ", "secondary")
        self._build()

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
        self._say_line(line)
        self._say_facts(line)
        surveys = counted(comparison.surveys_unit, "survey", "surveys")
        parts = [line.period, surveys, self._place]
        self._foot.setText(" · ".join(part for part in parts if part))
        actions = actions_fact(line.open_actions, line.overdue_actions)
        self.setAccessibleName(
            f"{self.unit.name}. {comparison.verdict} {self._foot.text()} · {actions}"
        )

    def say_failure(self, error: UserError) -> None:
        """Say why the unit's results cannot be shown."""
        self._verdict.setText(sentence(error))
        self._foot.setText(hint(error))

    def _say_line(self, line: UnitLine) -> None:
        measure = line.main
        points = [point for point in line.points if point.top_box is not None]
        if measure is None:
            self._line.hide()
            return
        name = measure.short or measure.label
        signal = measure.difference.signal
        tone = signal if signal in ("above", "below") else "unit"
        shares = [point.top_box or 0.0 for point in points]
        months = [month_name(point.last_month, with_year=False) for point in points]
        moved = moved_words(points, months)
        self._line.show_line(shares, measure.goal, tone, f"{name}. {moved}")
        self._moved.setText(f"{name} · {moved}" if moved else name)

    def _say_facts(self, line: UnitLine) -> None:
        last = day_field(date.fromisoformat(line.last_huddle)) if line.last_huddle else ""
        facts = {
            "actions": actions_fact(line.open_actions, line.overdue_actions),
            "huddle": huddle_fact(line.topic, last),
            "goal": goal_fact(line.main) if line.main is not None else "",
            "file": news_fact(line.brought, line.file),
        }
        for key, words in facts.items():
            name, value = self._facts[key]
            value.setText(words)
            name.setVisible(bool(words))
            value.setVisible(bool(words))
        overdue = self._facts["actions"][1]
        overdue.setProperty("tone", "below" if line.overdue_actions else "")
        overdue.style().polish(overdue)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L + 2, XL, L + 2)
        column.setSpacing(XS + 2)
        name = ElidedLabel(self.unit.name, "strong")
        name.setProperty("tone", "mute")
        column.addWidget(name)
        column.addWidget(self._verdict)
        column.addLayout(self._rows)
        line = QVBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._line)
        line.addWidget(self._moved)
        line.addStretch(1)
        facts = QGridLayout()
        facts.setHorizontalSpacing(M)
        facts.setVerticalSpacing(XS)
        facts.setColumnStretch(1, 1)
        names = {
            "actions": _("Actions"),
            "huddle": _("Next huddle"),
            "goal": _("Goal"),
            "file": _("Last file"),
        }
        for row, (key, words) in enumerate(names.items()):
            head = label(words, "body", tone="mute")
            head.setMinimumWidth(self._look.px(FACT_PX))
            value = ElidedLabel("", "body")
            value.setObjectName(f"fact_{key}")
            facts.addWidget(head, row, 0)
            facts.addWidget(value, row, 1)
            self._facts[key] = (head, value)
        self._line_and_facts.setSpacing(L)
        self._line_and_facts.addLayout(line, 1)
        self._line_and_facts.addLayout(facts, 1)
        column.addSpacing(S)
        column.addLayout(self._line_and_facts)
        column.addSpacing(XS)
        column.addWidget(self._foot)

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._look.px(WIDE_PX)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line_and_facts.setDirection(beside if wide else below)

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
    row.addWidget(ElidedLabel(measure.short or measure.label, "body", fills=False))
    row.addWidget(label(value_text(measure), "body", tone="mute"))
    words = label(signal_text(measure), "strong", tone=measure.difference.signal)
    row.addWidget(words)
    row.addStretch(1)
    holder = QWidget()
    holder.setLayout(row)
    return holder
