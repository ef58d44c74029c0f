"""One measure by groups of patients as a table: every trait, each group beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.base.theme import Appearance, S
from ui.pages.results.groups import told_apart
from ui.text.expert import interval_head
from ui.text.formats import number, percent, percent_span, sentence_start
from ui.text.language import _
from ui.widgets.basics import label
from ui.widgets.text_table import TextRow, TextTable, TextTableView

if TYPE_CHECKING:
    from models.analysis.subgroups import Subgroup, Subgroups

MISSING = "–"
HEAD_INSET_PX = 12
"""The title begins where the words of the table do."""


def groups_table(tables: Sequence[Subgroups]) -> TextTable:
    """Return a measure's groups as rows of words, each trait above its groups; a hidden group
    has no figure."""
    rest = any(table.has_rest for table in tables)
    heads = [
        _("Group"),
        _("Best answer"),
        interval_head(),
        *([_("Rest of hospital")] if rest else []),
    ]
    rows = []
    for table in tables:
        rows.append(TextRow(table.trait, (table.trait, *[""] * (len(heads) - 1)), strong=True))
        together = [table.together] if table.together is not None else []
        rows += [
            TextRow(f"{table.trait}/{group.label}", _cells(group)[: len(heads)])
            for group in (*table.groups, *together)
        ]
    return TextTable(tuple(heads), rows, frozenset(range(1, len(heads))))


def _cells(group: Subgroup) -> tuple[str, ...]:
    name = sentence_start(group.label)
    if group.top_box is None:
        return (name, _("hidden"), MISSING, MISSING)
    of = _("{share} of {n}")
    own = of.format(share=percent(group.top_box), n=number(group.n or 0))
    beside = group.rest
    rest = of.format(share=percent(beside.top_box), n=number(beside.n)) if beside else MISSING
    return (name, own, percent_span(group.low, group.high), rest)


class ResultsGroupsTable(QWidget):
    """Stands below the table of measures and tells the groups of the one chosen there."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results_groups_table")
        self._title = label(_("By patient group"), "card")
        self._note = label("", "secondary", wrap=True)
        self.table = TextTableView(look, _("This measure by patient group"), narrow=True)
        self.table.setObjectName("groups_table")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        head = QHBoxLayout()
        head.setContentsMargins(HEAD_INSET_PX, S, 0, 0)
        head.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._note)
        self.clear()

    @property
    def note(self) -> str:
        return self._note.text()

    def clear(self) -> None:
        """Show nothing, while it is not known yet."""
        self.table.show_table(TextTable())
        self.setVisible(False)

    def show_groups(self, tables: Sequence[Subgroups], whole: float | None, floor: int) -> None:
        """Show a measure's tables; `whole` is its share of best answers, None below the floor."""
        told = told_apart(tables) if whole is not None else []
        if not told:
            self.clear()
            return
        self.table.show_table(groups_table(told))
        words = _("Hidden to protect privacy (fewer than {floor} answers).")
        self._note.setText(words.format(floor=number(floor)))
        self._note.setVisible(any(group.hidden for table in told for group in table.groups))
        self.setVisible(True)

    def as_lines(self) -> str:
        """Return the table as tab-separated lines, empty without groups."""
        return self.table.content.table.as_lines() if len(self.table.content.table.rows) else ""
