"""The list of comments, and the keys that sort them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from models.huddle.comments import HIDDEN, PARKED, STARRED, ShownVoice
from ui.base.events import report_exceptions
from ui.base.theme import Appearance, S
from ui.pages.comments.list import VoiceDelegate, VoiceListModel, row_height
from ui.text.language import _
from ui.widgets.basics import Surface
from ui.widgets.blank import EmptyState

_NO_MODIFIER = Qt.KeyboardModifier.KeypadModifier


class VoiceListView(QTableView):
    """The list; a letter sorts the chosen comment.

    A table of one column, as it lays out tens of thousands of rows at once, which a list view
    does not.
    """

    state_requested = Signal(str)
    """Star, hide or park the chosen comment: the state it gets, or loses when it has it."""
    topics_requested = Signal()
    undo_requested = Signal()
    release_requested = Signal()
    search_requested = Signal()

    STATES = {Qt.Key.Key_S: STARRED, Qt.Key.Key_H: HIDDEN, Qt.Key.Key_P: PARKED}

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        plain = not event.modifiers() & ~_NO_MODIFIER
        acts = {
            Qt.Key.Key_T: self.topics_requested,
            Qt.Key.Key_Return: self.topics_requested,
            Qt.Key.Key_Enter: self.topics_requested,
            Qt.Key.Key_U: self.undo_requested,
            Qt.Key.Key_N: self.release_requested,
            Qt.Key.Key_Slash: self.search_requested,
        }
        if plain and key in self.STATES:
            self.state_requested.emit(self.STATES[key])
        elif plain and key in acts:
            acts[key].emit()
        elif plain and key in ends:
            self.setCurrentIndex(self.model().index(ends[key], 0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _typed: str) -> None:
        """Letters sort; they do not look for a row."""


class VoiceBoard(Surface):
    """Shows the comments, or why there are none; the chosen one stays chosen when read anew."""

    voice_chosen = Signal(object)
    """The chosen `ShownVoice`, None when there is none."""

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self.model = VoiceListModel(self)
        self.view = VoiceListView()
        self.blank = EmptyState(look)
        self._states = QStackedWidget()
        self._chosen_id: int | None = None
        self._touched = False
        self._build(look)

    @property
    def chosen(self) -> ShownVoice | None:
        return self.model.voice(self.view.currentIndex().row())

    @property
    def chosen_id(self) -> int | None:
        """The comment that is chosen, or will be once it is listed."""
        return self._chosen_id

    def choose(self, comment_id: int) -> None:
        """Choose a comment now, or once it is listed."""
        self._touched = True
        self._chosen_id = comment_id
        self._keep_chosen()

    def show_list(self, ids: tuple[int, ...], rows: list[ShownVoice], *, with_unit: bool) -> None:
        """Show what was read. The comment that the user chose stays so, else the row does; before
        anything was chosen it is the first."""
        row = max(self.view.currentIndex().row(), 0)
        scrolled = self.view.verticalScrollBar().value()
        if list(ids) == list(self.model.ids) and with_unit == self.model.with_unit:
            self.model.renew(rows)
        else:
            self.model.show_list(ids, rows, with_unit=with_unit)
            self.view.verticalScrollBar().setValue(scrolled)
        self._states.setCurrentIndex(0 if ids else 1)
        if not self._touched:
            self._chosen_id = ids[0] if ids else None
        elif self.model.row_of(self._chosen_id) < 0:
            self._chosen_id = ids[min(row, len(ids) - 1)] if ids else None
        self._keep_chosen()
        self._tell()

    def take_rows(self, rows: list[ShownVoice]) -> None:
        self.model.take_rows(rows)
        if any(row.id == self._chosen_id for row in rows):
            self._tell()

    def remove(self, comment_id: int) -> None:
        """Take a comment off the list at once; the next one is chosen."""
        self._touched = True
        row = self.model.row_of(comment_id)
        self.model.remove(comment_id)
        ids = self.model.ids
        if not ids:
            self._chosen_id = None
            self._states.setCurrentIndex(1)
        elif comment_id == self._chosen_id:
            self._chosen_id = ids[min(row, len(ids) - 1)]
        self._keep_chosen()
        self._tell()

    def _keep_chosen(self) -> None:
        index = self.model.index(self.model.row_of(self._chosen_id), 0)
        if index.isValid() and index != self.view.currentIndex():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            touched = self._touched
            self.view.selectionModel().setCurrentIndex(index, flag)
            self._touched = touched

    def _take_current(self, current: QModelIndex | QPersistentModelIndex, _before: object) -> None:
        if current.isValid():
            self._touched = True
            self._chosen_id = self.model.ids[current.row()]
            self._tell()

    def _tell(self) -> None:
        self.voice_chosen.emit(self.chosen)

    def _build(self, look: Appearance) -> None:
        view = self.view
        view.setObjectName("voices_list")
        view.setAccessibleName(_("Comments"))
        view.setModel(self.model)
        view.setItemDelegate(VoiceDelegate(look, self))
        view.setProperty("kind", "rows")
        view.setMouseTracking(True)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.horizontalHeader().hide()
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(row_height(look))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.selectionModel().currentChanged.connect(self._take_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        self._states.addWidget(view)
        self._states.addWidget(self.blank)
        column.addWidget(self._states)
