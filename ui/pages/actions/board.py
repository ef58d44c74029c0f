"""The list of action items beside the chosen one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import Appearance, S
from ui.pages.actions.detail import ActionDetail
from ui.pages.actions.list import ActionListModel
from ui.pages.base import SidePanel
from ui.text.language import _
from ui.widgets.basics import Surface
from ui.widgets.blank import EmptyState
from ui.widgets.rows import LINES_ROLE, TwoLineDelegate, TwoLines, mark_box

if TYPE_CHECKING:
    from models.store.actions import ActionItem
    from ui.pages.actions.queries import Shown

SEARCH_FROM = 8
"""A list of so many actions has its search field from the start; Ctrl+F shows it before."""


class ActionListView(QListView):
    """The list; a key of a step asks for that step."""

    step_requested = Signal(str)
    """One of the words of `models.store.actions.actions`' steps, see
    `ActionDetail.step_requested`."""
    counted = Signal(int)
    """The chosen item was done once more (1), or once less (-1)."""

    STEPS = {
        Qt.Key.Key_D: "done",
        Qt.Key.Key_N: "put_off",
        Qt.Key.Key_S: "stop",
        Qt.Key.Key_E: "escalate",
        Qt.Key.Key_O: "reopen",
        Qt.Key.Key_Return: "change",
        Qt.Key.Key_Enter: "change",
        Qt.Key.Key_Delete: "delete",
        Qt.Key.Key_Backspace: "delete",
    }

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self.STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step_requested.emit(step)
        elif event.text() in ("+", "="):
            self.counted.emit(1)
        elif event.text() in ("-", "−"):
            self.counted.emit(-1)
        elif event.key() == Qt.Key.Key_Space:
            self._tick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @report_exceptions
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click in the circle before an action tick it, or open it again."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        mark = mark_box(QRectF(self.visualRect(index))).adjusted(-S, -S, S, S)
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and mark.contains(event.position()):
            self._tick(index)

    @report_exceptions
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        mark = mark_box(QRectF(self.visualRect(index))).adjusted(-S, -S, S, S)
        over = index.isValid() and mark.contains(event.position())
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if over else arrow)

    def _tick(self, index: QModelIndex) -> None:
        lines = index.data(LINES_ROLE)
        if isinstance(lines, TwoLines):
            self.step_requested.emit("reopen" if lines.icon == "check" else "done")


class ActionBoard(QWidget):
    """Shows the items, or why there are none; the chosen one stays chosen when read anew."""

    item_chosen = Signal(object)
    """The chosen `ActionItem`: what became of it is wanted."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._chosen_id: int | None = None
        self.model = ActionListModel(self)
        self.view = ActionListView()
        self.detail = ActionDetail(look)
        self.blank = EmptyState(look)
        self.search = QLineEdit()
        self._states = QStackedWidget()
        self._build(look)

    @property
    def chosen(self) -> ActionItem | None:
        return self.model.item(self.view.currentIndex().row())

    def choose(self, action_id: int) -> None:
        """Choose an item now, or once it is shown."""
        self._chosen_id = action_id
        self._keep_chosen()

    def show_items(self, shown: Shown, today: date) -> None:
        """Show what was read."""
        wanted = self._chosen_id
        row = max(self.view.currentIndex().row(), 0)
        self._shown = shown
        self.model.show_items(shown, today)
        self._states.setCurrentIndex(0 if shown.items else 1)
        self.search.setVisible(len(shown.items) >= SEARCH_FROM or bool(self.search.text()))
        self._panel.offer(bool(shown.items))
        if self.model.row_of(wanted) < 0 and shown.items:
            wanted = shown.items[min(row, len(shown.items) - 1)].id
        self._chosen_id = wanted
        self._keep_chosen()

    def _search(self, text: str) -> None:
        """Narrow the list; the chosen item stays chosen while it is listed."""
        self.model.search(text)
        self._keep_chosen()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _keep_chosen(self) -> None:
        index = self.model.index(self.model.row_of(self._chosen_id), 0)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flag)

    def _show_chosen(self, *_indexes: object) -> None:
        item = self.chosen
        if item is not None and self._shown is not None:
            self._chosen_id = item.id
            self.detail.show_item(item, self._shown, self.model.today)
            self.item_chosen.emit(item)

    def _build(self, look: Appearance) -> None:
        view = self.view
        view.setObjectName("actions_list")
        view.setAccessibleName(_("Action items"))
        view.setModel(self.model)
        view.setItemDelegate(TwoLineDelegate(look, self))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.doubleClicked.connect(lambda _index: view.step_requested.emit("change"))
        view.selectionModel().currentChanged.connect(self._show_chosen)
        card = Surface("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(S, S, S, S)
        self.search.setObjectName("actions_search")
        self.search.setPlaceholderText(_("Search actions"))
        self.search.setAccessibleName(_("Search actions"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(view.setFocus)
        self.search.hide()
        column.addWidget(self.search)
        self._states.addWidget(view)
        self._states.addWidget(self.blank)
        column.addWidget(self._states)
        self._panel = SidePanel(look, self, card, self.detail, (17, 10))
