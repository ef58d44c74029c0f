"""Action items as rows: what, who, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.pages.actions.queries import ALL_UNITS, ENDED
from ui.pages.actions.words import status_words
from ui.text.language import _
from ui.widgets.rows import LINES_ROLE, TwoLines

if TYPE_CHECKING:
    from models.store.actions import ActionItem
    from ui.pages.actions.queries import Shown

_ANY_INDEX = QModelIndex | QPersistentModelIndex

ICONS = {"done": "check", "stopped": "cross", "not_now": "clock", "escalated": "share"}
"""The drawing of a status; an open item is an empty ring."""


class ActionListModel(QAbstractListModel):
    """The action items on screen, in the order the store gives them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[ActionItem] = ()
        self._items: Sequence[ActionItem] = ()
        self._words: list[str] = []
        self._shown: Shown | None = None
        self.today = date.min

    def show_items(self, shown: Shown, today: date) -> None:
        """Show what was read."""
        self.beginResetModel()
        self._shown, self._all, self.today = shown, shown.items, today
        self._items = self._fitting()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only the items that hold every word of a text."""
        self.beginResetModel()
        self._words = text.casefold().split()
        self._items = self._fitting()
        self.endResetModel()

    def _fitting(self) -> Sequence[ActionItem]:
        if not self._words:
            return self._all
        return [
            item
            for item in self._all
            if all(
                word in f"{item.what} {self.second_line(item)}".casefold() for word in self._words
            )
        ]

    def item(self, row: int) -> ActionItem | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, action_id: int | None) -> int:
        """Return the row of an action item, -1 when it is not shown."""
        return next((k for k, item in enumerate(self._items) if item.id == action_id), -1)

    def second_line(self, item: ActionItem) -> str:
        """Return how it stands, who, what it is linked to, and among several units whose."""
        shown = self._shown
        measure = shown.measure_label(item.measure) if shown is not None else item.measure
        unit = item.unit if shown is not None and shown.unit_id == ALL_UNITS else ""
        owner = item.owner or _("no owner")
        parts = (status_words(item, self.today), owner, measure, unit)
        return " · ".join(part for part in parts if part)

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.what}, {self.second_line(item)}"
        if role == LINES_ROLE:
            return self._lines(item)
        return None

    def _lines(self, item: ActionItem) -> TwoLines:
        overdue, ended = item.is_overdue(self.today), item.status in ENDED
        return TwoLines(
            item.what,
            self.second_line(item),
            icon=ICONS.get(item.status, ""),
            mark="below" if overdue else "mute" if ended else "unit",
            tone="below" if overdue else "mute",
            faded=ended,
        )
