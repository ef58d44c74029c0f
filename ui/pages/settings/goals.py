"""Goals: for each measure the share of best answers to reach, drawn as a line in the results."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from ui.base.context import PageContext
from ui.base.theme import L, M, S
from ui.base.undo import Undoable
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.text.language import _
from ui.widgets.basics import label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

EVERYBODY = 0
GOAL_PX = 84


class GoalValidator(QDoubleValidator):
    """Lets a percentage be entered, or nothing: no goal."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(0.0, 100.0, 1, parent)
        self.setNotation(QDoubleValidator.Notation.StandardNotation)

    def validate(self, text: str, place: int) -> object:
        if not text.strip():
            return QDoubleValidator.State.Acceptable, text, place
        return super().validate(text, place)


class GoalField(QLineEdit):
    """A percentage, empty for none. `placeholder` is what holds without one of its own."""

    def __init__(self, desk: PageContext, measure: str, name: str) -> None:
        super().__init__()
        self.measure = measure
        self.stored: float | None = None
        self.setObjectName(f"goal_{measure}")
        self.setAccessibleName(_("Goal for {measure}, in percent").format(measure=name))
        self.setFixedWidth(desk.look.px(GOAL_PX))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(GoalValidator(self))

    def show_goal(self, own: float | None, everybody: float | None) -> None:
        """Show a goal (0-1), unless the user is typing another."""
        self.stored = own
        self.setPlaceholderText(_percent(everybody))
        if not (self.hasFocus() and self.isModified()):
            self.setText(_percent(own))

    def typed(self) -> float | None:
        """Return what was typed as a share (0-1), None for nothing."""
        value, ok = QLocale().toDouble(self.text())
        return min(max(value / 100, 0.0), 1.0) if ok else None


class GoalsSection(Section):
    """A chooser for whom, and a field for each measure."""

    key = "goals"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Goals"),
            _(
                "The % best answer you want to reach. It shows as a line in Results. A unit "
                "goal overrides the hospital goal. Blank = no goal."
            ),
            wide=True,
        )
        self.unit = Chooser(desk.look, _("Goals for"), max_width_px=320)
        self.unit.setObjectName("goals_for")
        self.unit.chosen.connect(self._ask_goals)
        self.fields: dict[str, GoalField] = {}
        self._measures: tuple[tuple[str, str], ...] = ()
        self._none = label(_("No measures yet. Open a survey file first."), "body", tone="mute")
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(label(_("Goals for"), "body", tone="mute"))
        row.addWidget(self.unit)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._none)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.addWidget(self._scroll, 1)

    def show_settings(self, settings: queries.Settings) -> None:
        options = [Option(EVERYBODY, _("The whole organization")), *settings.options]
        current = self.unit.current
        known = isinstance(current, int) and current in [option.key for option in options]
        self.unit.set_options(options, current if known else EVERYBODY)
        if settings.measures != self._measures:
            self._measures = settings.measures
            self._build_fields()
        self._none.setVisible(not settings.measures)
        self._scroll.setVisible(bool(settings.measures))
        self._ask_goals()

    def _build_fields(self) -> None:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, M, 0)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(S)
        self.fields = {}
        for row, (key, name) in enumerate(self._measures):
            field = GoalField(self.desk, key, name)
            field.editingFinished.connect(partial(self._save, field))
            head = label(name, "body")
            head.setBuddy(field)
            self.fields[key] = field
            grid.addWidget(head, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(label("%", "body", tone="mute"), row, 2)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(len(self._measures), 1)
        self._scroll.setWidget(inner)
        inner.setAutoFillBackground(False)  # which the scroll area switches on

    @property
    def _unit_id(self) -> int:
        return self.unit.current if isinstance(self.unit.current, int) else EVERYBODY

    def _ask_goals(self, *_chosen: object) -> None:
        question = partial(queries.read_goals, unit_id=self._unit_id)
        job = self.desk.data.query(question, topic="settings.goals")
        job.done.connect(self._show_goals)
        job.failed.connect(self.say_problem)

    def _show_goals(self, goals: queries.Goals) -> None:
        everybody = goals.everybody if self._unit_id != EVERYBODY else {}
        for key, field in self.fields.items():
            field.show_goal(goals.own.get(key), everybody.get(key))

    def _save(self, field: GoalField) -> None:
        goal = field.typed()
        if goal == field.stored:
            return
        field.setModified(False)
        field.stored = goal
        self.write(
            partial(queries.write_goal, unit_id=self._unit_id, measure=field.measure, top_box=goal),
            Undoable(_("Change a goal"), "goals", (self._unit_id,)),
        )


def _percent(share: float | None) -> str:
    if share is None:
        return ""
    return QLocale().toString(round(share * 100, 1), "g", 4)
