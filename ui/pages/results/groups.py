"""One measure of a unit by groups of its patients: a sentence, and each group with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.base.theme import Appearance, M, S
from ui.charts.rows import Caterpillar, CaterpillarChart, CaterpillarRow
from ui.text.charts import interval_words
from ui.text.charts_card import CardText
from ui.text.formats import counted, number, percent, percent_span, sentence_start
from ui.text.language import _
from ui.text.subgroups import subgroups_verdict
from ui.widgets.basics import ElidedLabel, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.analysis.subgroups import Subgroup, Subgroups

ROW_PX = 30
MOST_TRAIT_PX = 190
NAME_SHARE = 0.42


def told_apart(tables: Sequence[Subgroups]) -> list[Subgroups]:
    """Return the traits that take a measure apart: those with two groups or more."""
    return [table for table in tables if table.is_telling]


def groups_content(table: Subgroups, whole: float) -> Caterpillar | None:
    """Return the groups that may be shown as rows, None when there are none; `whole` is the
    share of all patients together."""
    rows = tuple(_row(group, together=group is table.together) for group in table.shown)
    if not rows:
        return None
    return Caterpillar(
        finding=f"{table.label}, {table.trait}: {subgroups_verdict(table)}",
        rows=rows,
        center=whole,
        center_name=_("all patients {share}").format(share=percent(whole)),
        words=percent,
        value_name=interval_words(_("% best answer")),
        raw_name=table.rest_label,
        name_share=NAME_SHARE,
    )


def _row(group: Subgroup, *, together: bool) -> CaterpillarRow:
    name = sentence_start(group.label)
    share = group.top_box or 0.0
    answers = counted(group.n or 0, "answer", "answers")
    figures = [
        (_("Best answer"), f"{percent(share)} ({percent_span(group.low, group.high)})"),
        (_("Answers"), number(group.n or 0)),
    ]
    rest = group.rest
    if rest is not None:
        of = _("{share} of {n}").format(share=percent(rest.top_box), n=number(rest.n))
        figures.append((_("Rest of hospital"), of))
    return CaterpillarRow(
        key=group.label,
        name=_("Other groups combined") if together else name,
        value=share,
        low=share if group.low is None else group.low,
        high=share if group.high is None else group.high,
        text=_("{share} of {n}").format(share=percent(share), n=number(group.n or 0)),
        card=CardText(name, tuple(figures), answers),
        raw=rest.top_box if rest is not None else None,
        own=True,
    )


def groups_lines(tables: Sequence[Subgroups]) -> tuple[str, ...]:
    """Return each trait of a measure as its figures and its finding."""
    lines = []
    for table in tables:
        shown = ", ".join(
            _("{group} {share} of {n}").format(
                group=group.label, share=percent(group.top_box), n=number(group.n or 0)
            )
            for group in table.shown
        )
        lines.append(f"{table.trait}: {shown}. {subgroups_verdict(table)}" if shown else "")
    return tuple(line for line in lines if line)


def hidden_words(table: Subgroups, floor: int) -> str:
    """Return why some groups have no figures, empty when all have."""
    hidden = [f"“{group.label}”" for group in table.groups if group.hidden]
    if not hidden:
        return ""
    if table.together is not None:
        words = _("Groups under {floor} answers are combined to protect privacy: {groups}.")
        return words.format(floor=number(floor), groups=", ".join(hidden))
    words = _("Groups under {floor} answers are hidden to protect privacy: {groups}.")
    return words.format(floor=number(floor), groups=", ".join(hidden))


class ResultsGroups(QWidget):
    """Shows a measure's `Subgroups`, one trait at a time; the trait stays for the next measure."""

    trait_chosen = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results_groups")
        self._look = look
        self._tables: list[Subgroups] = []
        self._whole: float | None = None
        self._floor = 0
        self._wanted = ""
        self.trait = Chooser(look, _("Patients by"), max_width_px=MOST_TRAIT_PX)
        self.trait.setObjectName("trait_chooser")
        self._sentence = label("", "body", wrap=True)
        self._sentence.setObjectName("groups_verdict")
        self.chart = CaterpillarChart(look)
        self.chart.setObjectName("groups_chart")
        self._note = label("", "secondary", wrap=True)
        self._build()
        self.clear()

    @property
    def verdict(self) -> str:
        return self._sentence.text()

    @property
    def note(self) -> str:
        return self._note.text()

    def clear(self) -> None:
        """Show nothing, while it is not known yet."""
        self.setVisible(False)

    def show_groups(self, tables: Sequence[Subgroups], whole: float | None, floor: int) -> None:
        """Show a measure's tables; `whole` is its share of best answers, None below the floor."""
        self._tables = told_apart(tables) if whole is not None else []
        self._whole, self._floor = whole, floor
        self.setVisible(bool(self._tables))
        if self._tables:
            self._show(self._table())

    def told(self) -> tuple[str, ...]:
        """Return every trait of the measure in a sentence, for print."""
        return groups_lines(self._tables)

    def _table(self) -> Subgroups:
        return next((t for t in self._tables if t.trait == self._wanted), self._tables[0])

    def _show(self, table: Subgroups) -> None:
        options = [Option(each.trait, each.trait) for each in self._tables]
        self.trait.set_options(options, table.trait)
        self._sentence.setText(subgroups_verdict(table))
        content = groups_content(table, self._whole or 0.0)
        self.chart.show_rows(content)
        self.chart.setVisible(content is not None)
        if content is not None:
            style = self.chart.style_now()
            rows_px = self.chart.height_for(self._look.px(340), style, ROW_PX)
            self.chart.setFixedHeight(round(rows_px))
        self._note.setText(hidden_words(table, self._floor))
        self._note.setVisible(bool(self._note.text()))

    def _choose(self, trait: object) -> None:
        self._wanted = str(trait)
        self._show(self._table())
        self.trait_chosen.emit(self._wanted)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(ElidedLabel(_("By patient group"), "card"), 1)
        head.addWidget(self.trait)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(S)
        column.addLayout(head)
        for part in (self._sentence, self.chart, self._note):
            column.addWidget(part)
        self.trait.chosen.connect(self._choose)
