"""Files: open survey files, see what they brought and what was not understood, take them back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.theme import XL, L, S
from ui.pages.base import Page
from ui.pages.files.batches import BatchBoard
from ui.pages.files.deck import OfferDeck
from ui.pages.import_file import imported_words, queries
from ui.text.formats import counted, number
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, button
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.question import QuestionDialog
from ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from models.importing import ImportReport
    from models.store.imports import Batch


class FilesPage(Page):
    """Shows the cards of opened files while there are any, else what was imported."""

    key = "files"
    icon = "files"

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        look = desk.look
        self._title = ElidedLabel(_("Files"), "title")
        self._summary = ElidedLabel("", "secondary")
        self._summary.setObjectName("files_summary")
        self.deck = OfferDeck(desk)
        self.board = BatchBoard(look)
        self.blank = EmptyState(look)
        self._skeleton = Skeleton(look)
        self._states = QStackedWidget()
        self._list: QWidget = self._skeleton
        self._counts = ""
        self._switch = button("", self._turn, kind="quiet")
        self._switch.setObjectName("switch_files")
        self._all = button("", self.deck.import_all, kind="primary")
        self._all.setObjectName("import_all")
        self._open = button(_("Open a survey file…"), self.files_requested.emit)
        self._open.setObjectName("open_file")
        self._build()
        self._show_head()

    def title(self) -> str:
        return _("Files")

    @property
    def shows_offers(self) -> bool:
        """Whether the cards of opened files are in front."""
        return self._states.currentWidget() is self.deck

    @property
    def is_settled(self) -> bool:
        """Whether everything asked for is there, of the opened files as well."""
        return super().is_settled and not self.deck.busy

    def activate(self) -> None:
        if self._list is self._skeleton:
            self._skeleton.begin()
        self.query(queries.read_imports, self._show, topic="batches")

    def open_with(self, what: object) -> None:
        """Offer to import files: a list of paths."""
        if isinstance(what, (list, tuple)):
            self.offer([Path(str(path)) for path in what])

    def offer(self, paths: Sequence[Path]) -> None:
        """Show a card for each file; nothing is written before the user agrees."""
        self.deck.drop_finished()
        self.deck.offer(paths)
        if self.deck.cards:
            self._states.setCurrentWidget(self.deck)
        self._show_head()

    def show_failure(self, error: UserError) -> None:
        self._skeleton.end()
        self.blank.say_failure(error, [EmptyStateAction(_("Try again"), self.activate)])
        self._show_list(self.blank)

    # what the page is made of

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addLayout(words, 1)
        for part in (self._switch, self._open, self._all):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        for state in (self._skeleton, self.board, self.blank, self.deck):
            self._states.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL - 4, XL, XL - 4)
        column.setSpacing(L)
        column.addLayout(head)
        column.addWidget(self._states, 1)
        self.deck.changed.connect(self._follow_deck)
        self.deck.imported.connect(self._say_imported)
        self.deck.results_requested.connect(self._go_to_results)
        self.board.batch_chosen.connect(self._ask_problems)
        self.board.undo_requested.connect(self._ask_undo)

    # what is shown

    def _show(self, imports: queries.Imports) -> None:
        self._skeleton.end()
        there = sum(not batch.undone for batch in imports.batches)
        words = counted(there, "file imported", "files imported")
        self._counts = words if imports.batches else ""
        if imports.batches:
            self.board.show_imports(imports)
            self._show_list(self.board)
        else:
            self._say_nothing_yet()
        self._show_head()

    def _show_list(self, state: QWidget) -> None:
        """Show what was imported, unless cards are in front."""
        self._list = state
        if not self.shows_offers:
            self._states.setCurrentWidget(state)

    def _say_nothing_yet(self) -> None:
        self.blank.say(
            "drop",
            _("No survey file yet"),
            _(
                "Drop the file from your survey vendor or quality department anywhere on "
                "this window: CSV, Excel, or text. Your file is never changed."
            ),
            [EmptyStateAction(_("Open a survey file…"), self.files_requested.emit)],
        )
        self._show_list(self.blank)

    def _show_head(self) -> None:
        cards, ready = len(self.deck.cards), len(self.deck.ready)
        shown = self.deck.current if self.shows_offers else None
        if shown is not None:
            self._title.setText(_("Open “{file}”").format(file=shown.path.name))
            self._summary.setText(shown.about or _("Nothing is stored until you import it"))
        else:
            self._title.setText(_("Files"))
            self._summary.setText(self._counts)
        self._open.setVisible(self._states.currentWidget() is not self.blank)  # offers it itself
        self._switch.setVisible(cards > 0)
        back = _("Back to open files ({n})").format(n=number(cards))
        self._switch.setText(_("Imported files") if self.shows_offers else back)
        self._all.setVisible(self.shows_offers and ready > 1)
        self._all.setText(_("Import all {n}").format(n=number(ready)))

    def _turn(self) -> None:
        self._states.setCurrentWidget(self._list if self.shows_offers else self.deck)
        self._show_head()

    def _follow_deck(self) -> None:
        if self.shows_offers and not self.deck.cards:
            self._states.setCurrentWidget(self._list)
            self.setFocus()
        self._show_head()
        if self.is_settled:
            self.settled.emit()

    def _ask_problems(self, batch: Batch) -> None:
        question = partial(queries.read_problems, batch=batch.id)
        self.query(question, self.board.show_problems, topic="problems")

    # what is changed

    def _say_imported(self, report: ImportReport) -> None:
        self.board.choose(report.batch)
        self.said.emit(f"{report.file}: {imported_words(report)}. {_('Saved.')}")

    def _go_to_results(self) -> None:
        self.deck.drop_finished()
        self.page_requested.emit("results", None)

    def _ask_undo(self, batch: Batch) -> None:
        dialog = QuestionDialog(
            self.desk.look,
            _("Undo the import of “{file}”?").format(file=batch.file),
            _(
                "Only what this import added is removed. Your actions, goals, and other "
                "imports stay. You can't undo this, but you can import the file again."
            ),
            _("Undo import"),
            self,
        )
        dialog.setObjectName("undo_question")
        dialog.agreed.connect(partial(self._take_back, batch))
        dialog.open()

    def _take_back(self, batch: Batch) -> None:
        job = self.desk.data.execute(partial(queries.take_back, batch=batch.id), lasting=False)
        job.done.connect(self._say_taken_back)
        job.failed.connect(self.problem_met)

    def _say_taken_back(self, _report: object) -> None:
        self.said.emit(_("Import undone."))
