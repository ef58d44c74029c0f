"""The imports: on the left each file, on the right what the chosen one brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from ui.base.theme import XL, XS, Appearance, L, M, S
from ui.pages.files.lists import BatchListModel, problem_table
from ui.pages.import_file import Imports, format_words, moment_words
from ui.text.formats import counted, number
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, button, label
from ui.widgets.rows import TwoLineDelegate
from ui.widgets.text_table import SearchedTable, TextTableView

if TYPE_CHECKING:
    from models.store.imports import Batch, StoredProblem

SEARCH_FROM = 8
"""A list of so many files has its search field from the start; Ctrl+F shows it before."""


class BatchBoard(QWidget):
    """Shows the imports. Delete takes the chosen one back, after a question."""

    batch_chosen = Signal(object)
    """The chosen `Batch`: its problems are wanted."""
    undo_requested = Signal(object)
    """The `Batch` to take back."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._names: dict[str, str] = {}
        self._wanted: int | None = None
        self.model = BatchListModel(self)
        self.view = QListView()
        self.search = QLineEdit()
        self.table = TextTableView(look, _("What we couldn't use as written"))
        self.table.setObjectName("problems")
        self._problems = SearchedTable(self.table)
        self._name = ElidedLabel("", "card")
        self._facts = QFormLayout()
        self._verdict = label("", "strong", wrap=True)
        self._undo = button(_("Undo import…"), self._request_undo)
        self._undo.setObjectName("undo_import")
        within = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence.StandardKey.Delete, self.view, self._request_undo, context=within)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addWidget(self._build_list(), 10)
        row.addWidget(self._build_details(), 11)

    @property
    def chosen(self) -> Batch | None:
        """The import that the right side is about."""
        return self.model.batch(self.view.currentIndex().row())

    def choose(self, batch: int | None) -> None:
        """Choose an import once it is shown."""
        self._wanted = batch

    def show_imports(self, imports: Imports) -> None:
        """Show the imports, the one chosen before chosen again."""
        if self._wanted is None and self.chosen is not None:
            self._wanted = self.chosen.id
        self._names = imports.names
        self.model.show_batches(imports.batches, imports.names)
        self.search.setVisible(len(imports.batches) >= SEARCH_FROM or bool(self.search.text()))
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        row = max(self.model.row_of(self._wanted), 0)
        self._wanted = None
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(self.model.index(row, 0), flag)

    def _search(self, text: str) -> None:
        """Narrow the list; the chosen import stays chosen while it is listed."""
        self._wanted = self.chosen.id if self.chosen is not None else None
        self.model.search(text)
        self._choose_wanted()

    def show_problems(self, problems: Sequence[StoredProblem]) -> None:
        """Show what was not used as it stood in the chosen import's file."""
        self.table.show_table(problem_table(problems))
        self._problems.setVisible(bool(problems))

    def _build_list(self) -> Surface:
        card = Surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(S, S, S, S)
        view = self.view
        view.setObjectName("batches")
        view.setAccessibleName(_("Imported files"))
        view.setModel(self.model)
        view.setItemDelegate(TwoLineDelegate(self._look, self))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.selectionModel().currentChanged.connect(self._show_chosen)
        self.search.setObjectName("files_search")
        self.search.setPlaceholderText(_("Search files"))
        self.search.setAccessibleName(_("Search files"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(view.setFocus)
        self.search.hide()
        column.addWidget(self.search)
        column.addWidget(view)
        return card

    def _build_details(self) -> Surface:
        card = Surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._undo)
        column.addLayout(head)
        self._facts.setHorizontalSpacing(L)
        self._facts.setVerticalSpacing(XS)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._facts)
        column.addWidget(self._verdict)
        column.addWidget(self._problems, 1)
        column.addStretch(0)
        return card

    def _show_chosen(self, *_indexes: object) -> None:
        batch = self.chosen
        if batch is None:
            return
        self._undo.setEnabled(not batch.undone)
        self._name.setText(batch.file)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, value in self._facts_of(batch):
            self._facts.addRow(label(name, "body", tone="mute"), label(value, "body", wrap=True))
        self._verdict.setText(self._verdict_of(batch))
        self.show_problems([])
        self.batch_chosen.emit(batch)

    def _facts_of(self, batch: Batch) -> list[tuple[str, str]]:
        kind = format_words(batch.format, batch.instrument, self._names)
        if batch.sheet:
            kind += " · " + _("sheet “{sheet}”").format(sheet=batch.sheet)
        facts = [(_("File type"), kind), (_("Imported"), moment_words(batch.imported))]
        if batch.undone:
            facts.append((_("Undone"), moment_words(batch.undone)))
        facts.append((_("Rows read"), number(batch.rows_read)))
        for name, count in (
            (_("Surveys added"), batch.responses),
            (_("Published scores added"), batch.benchmarks),
            (_("Units"), batch.units),
            (_("Rows already stored"), batch.duplicates_skipped),
            (_("Rows left out"), batch.rows_rejected),
            (_("Cells left blank"), batch.cells_blanked),
        ):
            if count:
                facts.append((name, number(count)))
        return facts

    def _verdict_of(self, batch: Batch) -> str:
        if not batch.problems_total:
            return _("We could read everything in this file.")
        listed = counted(batch.problems_total, "cell or row was", "cells or rows were")
        return _("{places} not used as written:").format(places=listed)

    def _request_undo(self) -> None:
        batch = self.chosen
        if batch is not None and not batch.undone:
            self.undo_requested.emit(batch)
