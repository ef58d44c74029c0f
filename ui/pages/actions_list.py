"""Action items as rows: what, who, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDate,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.widgets.rows import LINES_ROLE, TwoLines
from ui.words import counted, day_name

if TYPE_CHECKING:
    from models.store.action_items import ActionItem

_ANY_INDEX = QModelIndex | QPersistentModelIndex

ICONS = {"done": "check", "stopped": "cross", "not_now": "clock", "escalated": "share"}
"""The drawing of a status; an open item is an empty ring."""


def tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


def status_words(item: ActionItem, today: date) -> str:
    """Return how an item stands, as in "3 days overdue" or "stopped: no ear plugs left"."""
    because = f": {item.why}" if item.why else ""
    if item.status == "done":
        return tr("done")
    if item.status == "stopped":
        return tr("stopped") + because
    if item.status == "not_now" and item.until is not None:
        return tr("not now, again on {day}").format(day=_day(item.until)) + because
    lateness = _lateness(item.due, today)
    if item.status == "escalated":
        return tr("passed on") + because + f" · {lateness}"
    return lateness


def _lateness(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        return tr("{days} overdue").format(days=counted(-days, tr("day"), tr("days")))
    if days == 0:
        return tr("due today")
    return tr("due {day}").format(day=_day(due))


def _day(day: date) -> str:
    return day_name(QDate(day.year, day.month, day.day))


class ActionListModel(QAbstractListModel):
    """The action items on screen, in the order the store gives them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: Sequence[ActionItem] = ()
        self._measures: Mapping[str, str] = {}
        self.today = date.min

    def show_items(
        self, items: Sequence[ActionItem], measures: Mapping[str, str], today: date
    ) -> None:
        """Show `items`; `measures` gives the short label of a measure's key."""
        self.beginResetModel()
        self._items, self._measures, self.today = items, measures, today
        self.endResetModel()

    def item(self, row: int) -> ActionItem | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, action_id: int) -> int:
        """Return the row of an action item, -1 when it is not shown."""
        return next((k for k, item in enumerate(self._items) if item.id == action_id), -1)

    def second_line(self, item: ActionItem) -> str:
        """Return who, how it stands, and what it is linked to."""
        measure = self._measures.get(item.measure, item.measure)
        parts = (item.owner or tr("nobody named"), status_words(item, self.today), measure)
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
            return f"{item.what}, {self.second_line(item)}, {item.unit}"
        if role == LINES_ROLE:
            return self._lines(item)
        return None

    def _lines(self, item: ActionItem) -> TwoLines:
        overdue = item.is_overdue(self.today)
        return TwoLines(
            item.what,
            self.second_line(item),
            icon=ICONS.get(item.status, ""),
            mark="below" if overdue else "mute" if item.status == "stopped" else "unit",
            tone="below" if overdue else "mute",
            faded=item.status in ("done", "stopped"),
        )
