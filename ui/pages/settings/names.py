"""Names of measures and answers: for good, and for the next file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from ui.base.context import PageContext
from ui.base.theme import L, M, S
from ui.base.undo import Undoable
from ui.pages.settings import queries
from ui.pages.settings.section import Section
from ui.text.language import _
from ui.widgets.basics import label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option
from ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from models.store.database import Database
    from models.store.tallies import MeasureLabels
    from ui.base.jobs import Progress

FIELD_PX = 360


@dataclass(frozen=True)
class AnswerField:
    """An answer of a question: its value, and what the file calls it."""

    item: str
    question: str
    value: int
    label: str


@dataclass(frozen=True)
class MeasureNames:
    """A measure as its file calls it, what it is called now, and its answers."""

    label: str
    short: str
    answers: tuple[AnswerField, ...]
    now: MeasureLabels


def read_names(db: Database, _progress: Progress, *, measure: str) -> MeasureNames | None:
    """Read what a measure is called, None when it is not there any more."""
    from models.store.tallies import MeasureLabels, measure_labels, stored_instruments

    with db.read() as c:
        now = measure_labels(c).get(measure, MeasureLabels())
        stored = stored_instruments(c, own_names=False)
    for each in reversed(stored):
        found = each.instrument.measure_by_key.get(measure)
        if found is None:
            continue
        items = {item.key: item for item in each.instrument.items}
        answers = tuple(
            AnswerField(key, items[key].label, answer.value, answer.label)
            for key in found.items
            for answer in items[key].scale.answers
        )
        return MeasureNames(found.label, found.short, answers, now)
    return None


def write_names(db: Database, _progress: Progress, *, measure: str, names: MeasureLabels) -> None:
    """Give a measure and its answers other names."""
    from models.store.tallies import rename_measure

    with db.write() as c:
        rename_measure(c, measure, names)


class NamesSection(Section):
    """A chooser for the measure; a field for its name, its short name and each of its answers."""

    key = "names"

    def __init__(self, desk: PageContext) -> None:
        super().__init__(
            desk,
            _("Measure names"),
            _(
                "Give a measure, its short label for charts, and its answers names your team "
                "knows. The next file gets them too. Blank = the file's own name."
            ),
            wide=True,
        )
        self.measure = Chooser(desk.look, _("Measure"), max_width_px=FIELD_PX)
        self.measure.setObjectName("names_measure")
        self.measure.chosen.connect(self._ask)
        self.fields: dict[object, QLineEdit] = {}
        self._shown: MeasureNames | None = None
        self._none = label(_("No measures yet. Open a survey file first."), "body", tone="mute")
        self._scroll = QScrollArea()
        self.body.addWidget(self.measure)
        self.body.addWidget(self._none)
        self.body.addWidget(scrolled(QWidget(), self._scroll), 1)

    def show_settings(self, settings: queries.Settings) -> None:
        options = [Option(key, name) for key, name in settings.measures]
        keys = [option.key for option in options]
        current = self.measure.current
        self.measure.set_options(options, current if current in keys else next(iter(keys), None))
        self._none.setVisible(not options)
        self.measure.setVisible(bool(options))
        self._ask()

    def _ask(self, *_chosen: object) -> None:
        question = partial(read_names, measure=str(self.measure.current))
        job = self.desk.data.query(question, topic="settings.names")
        job.done.connect(self._show)
        job.failed.connect(self.say_problem)

    def _show(self, names: MeasureNames | None) -> None:
        if names == self._shown and self.fields:
            return
        self._shown = names
        self.fields = {}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, M, 0)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(2, 1)
        if names is not None:
            self._add(grid, "label", _("Name"), names.label, names.now.label)
            self._add(grid, "short", _("Short label"), names.short, names.now.short)
            self._add_answers(grid, names)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(inner)
        inner.setAutoFillBackground(False)

    def _add_answers(self, grid: QGridLayout, names: MeasureNames) -> None:
        question = ""
        for answer in names.answers:
            if answer.question != question:
                question = answer.question
                head = label(_("Answers: {question}").format(question=question), "card", wrap=True)
                grid.addWidget(head, grid.rowCount(), 0, 1, 3)
            own = names.now.answers.get(answer.item, {}).get(answer.value, "")
            self._add(grid, (answer.item, answer.value), answer.label, answer.label, own)

    def _add(self, grid: QGridLayout, key: object, name: str, usual: str, own: str) -> None:
        field = QLineEdit(own)
        field.setObjectName(f"name_{key}" if isinstance(key, str) else "name_answer")
        field.setPlaceholderText(usual)
        field.setAccessibleName(name)
        field.setFixedWidth(self.desk.look.px(FIELD_PX))
        field.editingFinished.connect(self._save)
        self.fields[key] = field
        row = grid.rowCount()
        grid.addWidget(label(name, "body", tone="mute"), row, 0)
        grid.addWidget(field, row, 1)

    def _save(self) -> None:
        from models.store.tallies import MeasureLabels

        if self._shown is None:
            return
        answers: dict[str, dict[int, str]] = {}
        for key, field in self.fields.items():
            if isinstance(key, tuple) and field.text().strip():
                answers.setdefault(key[0], {})[key[1]] = field.text().strip()
        label_, short = (self.fields[key].text().strip() for key in ("label", "short"))
        names = MeasureLabels(label_, short, answers)
        if names == self._shown.now:
            return
        measure = str(self.measure.current)
        undo = Undoable(_("Rename a measure"), "settings", ("labels",))
        self.write(partial(write_names, measure=measure, names=names), undo)
