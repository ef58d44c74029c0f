"""Files: open survey files, see what they brought and what was not understood, take them back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QListView,
    QMessageBox,
    QScrollArea,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.jobs import Progress
from ui.pages.files_lists import BatchListModel, ProblemTableModel
from ui.pages.files_offer import FileOffer, added_words
from ui.pages.page import Page
from ui.theme import XL, L, M, S
from ui.widgets.basics import Surface, button, label
from ui.widgets.blank import BlankState, Offer
from ui.widgets.rows import TwoLineDelegate
from ui.words import counted

if TYPE_CHECKING:
    from models.intake.report import ImportReport, UndoReport
    from models.store.batches import Batch, StoredProblem
    from models.store.database import Database

MOST_PROBLEMS = 10_000


class FilesPage(Page):
    """On the left the imports, on the right the problems of the chosen one; offers above."""

    key = "files"
    icon = "files"

    imported = Signal(str)
    """The name of a file that was imported."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._summary = label("", "body", tone="mute")
        self._offers = QVBoxLayout()
        self._offers_area = QScrollArea()
        self.model = BatchListModel(self)
        self.view = QListView()
        self.problems = ProblemTableModel(self)
        self._table = QTableView()
        self._table_head = label("", "card")
        self._undo = button(self.tr("Take back this import…"), self._ask_undo)
        self._undo.setObjectName("undo_import")
        self._blank = BlankState(desk.look)
        self._build()

    def title(self) -> str:
        return self.tr("Files")

    def activate(self) -> None:
        self._load()

    def open_with(self, what: object) -> None:
        """Offer to import files: a list of paths."""
        if isinstance(what, (list, tuple)):
            self.offer([Path(str(path)) for path in what])

    def offer(self, paths: Sequence[Path]) -> None:
        """Show a card for each file; nothing is written before the user agrees."""
        for path in paths:
            card = FileOffer(self.desk, path, self)
            card.imported.connect(self._on_imported)
            card.closed.connect(lambda card=card: self._remove(card))
            self._offers.insertWidget(self._offers.count() - 1, card)
        self._show_offers()

    def choose_files(self) -> None:
        """Let the user pick survey files."""
        dialog = QFileDialog(self, self.tr("Open survey files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.offer([Path(name) for name in names]))
        dialog.open()

    # what the page is made of

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(L)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("Files"), "title"))
        words.addWidget(self._summary)
        head.addLayout(words, 1)
        opener = button(self.tr("Open a survey file…"), self.choose_files, kind="primary")
        opener.setObjectName("open_file")
        head.addWidget(opener, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._build_offers())
        column.addLayout(self._build_lists(), 1)

    def _build_offers(self) -> QScrollArea:
        inner = QWidget()
        inner.setLayout(self._offers)
        self._offers.setContentsMargins(0, 0, S, 0)
        self._offers.setSpacing(M)
        self._offers.addStretch(1)
        self._offers_area.setWidget(inner)
        self._offers_area.setWidgetResizable(True)
        self._offers_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offers_area.hide()
        return self._offers_area

    def _build_lists(self) -> QStackedLayout:
        self._stack = QStackedLayout()
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addWidget(self._build_batches(), 5)
        row.addWidget(self._build_problems(), 6)
        self._stack.addWidget(both)
        card = Surface("card")
        inside = QVBoxLayout(card)
        inside.addWidget(self._blank)
        self._stack.addWidget(card)
        return self._stack

    def _build_batches(self) -> Surface:
        card = Surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(S, S, S, S)
        self.view.setObjectName("batches")
        self.view.setAccessibleName(self.tr("Imported files"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(TwoLineDelegate(self.desk.look, self))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        column.addWidget(self.view)
        return card

    def _build_problems(self) -> Surface:
        card = Surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        head = QHBoxLayout()
        head.addWidget(self._table_head, 1)
        head.addWidget(self._undo)
        column.addLayout(head)
        self._details = label("", "body", tone="mute", wrap=True)
        column.addWidget(self._details)
        self._table.setObjectName("problems")
        self._table.setAccessibleName(self.tr("What was not used as it stood"))
        self._table.setModel(self.problems)
        self._table.setShowGrid(False)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.verticalHeader().hide()
        heads = self._table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setStretchLastSection(True)
        column.addWidget(self._table, 1)
        return card

    # what is shown

    def _load(self) -> None:
        def question(db: Database, _progress: Progress) -> tuple[list[Batch], dict[str, str]]:
            return _read(db)

        self.ask(question, self._show, topic="batches")

    def _show(self, answer: tuple[list[Batch], dict[str, str]]) -> None:
        batches, names = answer
        chosen = self._chosen()
        self.model.show_batches(batches, names)
        there = sum(not batch.undone for batch in batches)
        self._summary.setText(counted(there, self.tr("file imported"), self.tr("files imported")))
        self._stack.setCurrentIndex(0 if batches else 1)
        if not batches:
            self._blank.say(
                "drop",
                self.tr("No survey file yet"),
                self.tr(
                    "Drop the file from your survey vendor or quality department anywhere in "
                    "this window, as it is: CSV or Excel. The file itself is never changed."
                ),
                [Offer(self.tr("Open a survey file…"), self.choose_files)],
            )
            return
        ids = [batch.id for batch in batches]
        row = ids.index(chosen.id) if chosen is not None and chosen.id in ids else 0
        self.view.selectionModel().setCurrentIndex(
            self.model.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._show_chosen()

    def _chosen(self) -> Batch | None:
        return self.model.batch(self.view.currentIndex().row())

    def _show_chosen(self) -> None:
        batch = self._chosen()
        if batch is None:
            return
        self._undo.setEnabled(not batch.undone)
        self._table_head.setText(batch.file)
        self._details.setText(self._read_words(batch))

        def question(db: Database, _progress: Progress) -> list[StoredProblem]:
            from models.store.batches import batch_problems

            with db.read() as c:
                return batch_problems(c, batch.id, limit=MOST_PROBLEMS)

        self.ask(question, self._show_problems, topic="problems")

    def _read_words(self, batch: Batch) -> str:
        parts = [counted(batch.rows_read, self.tr("row read"), self.tr("rows read"))]
        for count, one, many in (
            (batch.duplicates_skipped, self.tr("row seen before"), self.tr("rows seen before")),
            (batch.rows_rejected, self.tr("row left out"), self.tr("rows left out")),
            (batch.cells_blanked, self.tr("cell left blank"), self.tr("cells left blank")),
        ):
            if count:
                parts.append(counted(count, one, many))
        if not batch.problems_total:
            parts.append(self.tr("everything was understood"))
        return " · ".join(parts)

    def _show_problems(self, problems: list[StoredProblem]) -> None:
        self.problems.show_problems(problems)
        self._table.setVisible(bool(problems))
        self._table.resizeColumnsToContents()

    def _show_offers(self) -> None:
        cards = self._offers.count() - 1
        self._offers_area.setVisible(cards > 0)
        self._offers_area.setMinimumHeight(self.desk.look.px(210) if cards else 0)
        self._offers_area.setMaximumHeight(self.desk.look.px(230 if cards == 1 else 360))

    def _remove(self, card: FileOffer) -> None:
        self._offers.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._show_offers()

    # what is changed

    def _on_imported(self, report: ImportReport) -> None:
        self.said.emit(
            self.tr("{file}: {what} imported").format(file=report.file, what=added_words(report))
        )
        self.imported.emit(report.file)
        self._load()

    def _ask_undo(self) -> None:
        batch = self._chosen()
        if batch is None:
            return
        box = QMessageBox(self)
        box.setObjectName("undo_question")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(self.tr("Take back “{file}”?").format(file=batch.file))
        box.setInformativeText(
            self.tr(
                "Exactly what this import brought is removed. Your actions, goals and other "
                "imports stay. You can import the file again."
            )
        )
        agree = box.addButton(self.tr("Take back"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        agree.clicked.connect(lambda: self._take_back(batch))
        box.open()

    def _take_back(self, batch: Batch) -> None:
        def question(db: Database, progress: Progress) -> UndoReport:
            from models.intake.undo import undo_import

            return undo_import(db, batch.id, progress)

        job = self.desk.data.change(question)
        job.done.connect(lambda _report: self.said.emit(self.tr("Taken back")))
        job.done.connect(lambda _report: self._load())
        job.failed.connect(self.show_failure)


def _read(db: Database) -> tuple[list[Batch], dict[str, str]]:
    from models.store.batches import list_batches
    from models.store.instruments import stored_instruments

    with db.read() as c:
        names = {s.instrument.key: s.instrument.name for s in stored_instruments(c)}
        return list_batches(c), names
