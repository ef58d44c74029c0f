"""Threads and wall: what patients said, what we thought, tried, and what changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.huddle.threads import is_bright
from ui.base.theme import M, S
from ui.base.undo import Undoable
from ui.pages.base import SidePanel, save_export
from ui.pages.huddle import thread_queries
from ui.pages.huddle.thread_detail import ThreadDetail
from ui.pages.huddle.thread_list import ThreadListModel, ThreadListView
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.blank import EmptyState

if TYPE_CHECKING:
    from models.huddle.threads import BrightSpot, Thread, ThreadLine
    from models.store.database import Database
    from ui.base.jobs import Progress
    from ui.pages.base import Page

CARD_FILES = "*.brightspot.json"


class ThreadsPanel(QWidget):
    """The list, the chosen thread, and the papers made of them."""

    paper_wanted = Signal(str)
    """A kind of `ui.report.papers`: wall or you-said."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._view: thread_queries.ThreadsView | None = None
        self._chosen: int | None = None
        look = page.desk.look
        self.model = ThreadListModel(self)
        self.list = ThreadListView(look, self.model)
        self.detail = ThreadDetail(look)
        self.blank = EmptyState(look)
        self.state = label("", "secondary", wrap=True)
        self.state.setObjectName("wall_state")
        self.wall = button(_("Wall page…"), partial(self.paper_wanted.emit, "wall"))
        self.public = button(_("You said, we did…"), partial(self.paper_wanted.emit, "you-said"))
        self.take_in = button(_("Import a card…"), self._ask_card, kind="quiet")
        self._states = QStackedWidget()
        self._build()
        self._connect()

    def show_view(self, view: thread_queries.ThreadsView) -> None:
        """Show a unit's threads; the chosen one stays chosen."""
        other = self._view is not None and self._view.unit.id != view.unit.id
        self._view = view
        row = 0 if other else max(0, self.list.currentIndex().row())
        self.model.show_view(view)
        self.state.setText(_wall_words(view))
        if not self.model.rowCount():
            self.blank.say(
                "huddle",
                _("No stories yet"),
                _(
                    "A story starts with a promise: what patients said, what we thought, "
                    "what we tried. It ends with what changed, even if nothing did."
                ),
            )
        self._states.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._panel.offer(self.model.rowCount() > 0)
        wanted = self.model.row_of(self._chosen)
        self._go_to(wanted if wanted >= 0 else min(row, self.model.rowCount() - 1))

    def take_keyboard(self) -> None:
        self.list.setFocus()

    def _go_to(self, row: int) -> None:
        index = self.model.index(row, 0)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, flag)
            self._show_chosen()

    def _show_chosen(self, *_indexes: object) -> None:
        row, view = self.list.currentIndex().row(), self._view
        thread, spot = self.model.thread_at(row), self.model.spot(row)
        if view is None:
            return
        self._chosen = thread.action_id if thread is not None else None
        if thread is not None:
            self.detail.show_thread(thread, view)
        elif spot is not None:
            self.detail.show_spot(spot, view)

    @property
    def chosen(self) -> Thread | None:
        return self.model.thread_at(self.list.currentIndex().row())

    # What the user does.

    def _hang(self) -> None:
        thread, view = self.chosen, self._view
        if thread is not None and view is not None:
            on = thread.action_id not in view.hung
            self._change(
                partial(
                    thread_queries.write_hung,
                    unit_id=view.unit.id,
                    action_id=thread.action_id,
                    on=on,
                )
            )

    def _tick(self, line: ThreadLine, room: bool, public: bool) -> None:
        thread = self.chosen
        if thread is not None and self._view is not None:
            self._change(
                partial(
                    thread_queries.write_ticks,
                    action_id=thread.action_id,
                    line=line,
                    room=room,
                    public=public,
                )
            )

    def _change(self, question: partial[None]) -> None:
        assert self._view is not None
        undo = Undoable(_("Change the wall"), "wall", (self._view.unit.id,))
        job = self._page.desk.data.execute(question, undo=undo)
        job.failed.connect(self._page.problem_met)

    def _ask_where(self) -> None:
        dialog = self._dialog(_("Save card"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("brightspot.json")
        thread = self.chosen
        dialog.selectFile(f"{self._view.unit.name if self._view else ''}.brightspot.json".strip())
        if thread is not None:
            dialog.fileSelected.connect(partial(self.save_card, thread))
            dialog.open()

    def save_card(self, thread: Thread, path: str) -> None:
        """Save a thread as a card to a file."""
        assert self._view is not None
        unit, now = self._view.unit, self._page.desk.now()

        def write(db: Database, progress: Progress) -> None:
            text = thread_queries.read_card_text(db, progress, unit=unit, thread=thread, now=now)
            save_export(db, "huddle", path, text.encode())

        done = _("Card saved. The other unit can import it on this page.")
        self._page.query(
            write,
            lambda _nothing: self._page.said.emit(done),
            otherwise=self._page.problem_met.emit,
        )

    def _ask_card(self) -> None:
        dialog = self._dialog(_("Import a card"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_in_card)
        dialog.open()

    def take_in_card(self, path: str) -> None:
        """Take in another unit's card from a file."""
        if self._view is None:
            return
        question = partial(
            thread_queries.write_card_taken_in,
            unit=self._view.unit,
            path=Path(path),
            now=self._page.desk.now(),
        )
        job = self._page.desk.data.execute(question)
        job.done.connect(self._say_taken_in)
        job.failed.connect(self._page.problem_met)

    def _say_taken_in(self, spot: BrightSpot) -> None:
        self._page.said.emit(_("Card from {unit} imported.").format(unit=spot.unit))

    def _dialog(self, title: str) -> QFileDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        filters = _("Bright spot cards ({files})").format(files=CARD_FILES)
        dialog = QFileDialog(self, title, folder, filters)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    # Construction.

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self.list.hang_requested.connect(self._hang)
        self.detail.hang_requested.connect(self._hang)
        self.detail.card_wanted.connect(self._ask_where)
        self.detail.ticked.connect(self._tick)

    def _build(self) -> None:
        for part, name in (
            (self.wall, "print_wall"),
            (self.public, "print_you_said"),
            (self.take_in, "take_in_card"),
        ):
            part.setObjectName(name)
        self._states.addWidget(self.list)
        self._states.addWidget(self.blank)
        papers = QHBoxLayout()
        papers.setSpacing(S)
        for part in (self.wall, self.public, self.take_in):
            papers.addWidget(part)
        papers.addStretch(1)
        card = Surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(S, S, S, M)
        column.setSpacing(S)
        column.addWidget(self._states, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(M, 0, M, 0)
        foot.setSpacing(S)
        foot.addWidget(self.state)
        foot.addLayout(papers)
        column.addLayout(foot)
        look = self._page.desk.look
        self._panel = SidePanel(look, self, card, self.detail, (10, 11))


def _wall_words(view: thread_queries.ThreadsView) -> str:
    """Return what hangs on the wall, and whether a bright spot is among it."""
    hung = [thread for thread in view.threads if thread.action_id in view.hung]
    if not view.threads:
        return ""
    if not hung:
        return _("The wall picks three stories for you. Press W to choose your own.")
    words = _("{n} of 3 are on the wall.").format(n=len(hung))
    if any(map(is_bright, view.threads)) and not any(map(is_bright, hung)):
        words += " " + _("None is a bright spot. Consider adding one.")
    return words
