"""Units as a table: name, place, type, surveys, months, whether closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.base.plain_text import plain_tip
from ui.text.formats import day_field, months_name, number
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.units import UnitSummary

_ANY_INDEX = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SURVEYS = 4
STORE_ORDER = 1
"""The column by which the store sorts already: facility, then site and name."""

_ORDERS: tuple[Callable[[UnitSummary], object], ...] = (
    lambda s: (s.unit.name.casefold(), s.unit.facility.casefold(), s.unit.site.casefold()),
    lambda s: (s.unit.facility.casefold(), s.unit.site.casefold(), s.unit.name.casefold()),
    lambda s: (s.unit.site.casefold(), s.unit.facility.casefold(), s.unit.name.casefold()),
    lambda s: (s.unit.type.casefold(), s.unit.name.casefold()),
    lambda s: (s.responses, s.unit.name.casefold()),
    lambda s: (s.last_month or -1, s.unit.name.casefold()),
    lambda s: (s.unit.closed_on is not None, s.unit.name.casefold()),
)


class UnitTableModel(QAbstractTableModel):
    """The units that fit what was typed, in the order of the column that was chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[UnitSummary] = ()
        self._shown: list[UnitSummary] = []
        self._searched: list[str] = []
        self._words: list[str] = []
        self._column, self._descending = STORE_ORDER, False
        self._heads = (
            _("Unit"),
            _("Hospital"),
            _("Site"),
            _("Type"),
            _("Surveys"),
            _("Months"),
            _("Closed"),
        )

    def show_units(self, units: Sequence[UnitSummary]) -> None:
        self._all, self._searched = units, []
        self._refresh()

    def search(self, text: str) -> None:
        """Show the units that hold every word of `text` in name, hospital, site or type."""
        self._words = text.casefold().split()
        self._refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column = max(column, 0)
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._refresh()

    def unit(self, row: int) -> UnitSummary | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, unit_id: int | None) -> int:
        """Return the row of a unit, -1 when it is not shown."""
        return next((k for k, s in enumerate(self._shown) if s.unit.id == unit_id), -1)

    def _refresh(self) -> None:
        self.beginResetModel()
        fitting = self._fitting() if self._words else list(self._all)
        if self._descending or self._column != STORE_ORDER:
            order = _ORDERS[self._column]
            fitting.sort(key=order, reverse=self._descending)  # type: ignore[arg-type]
        self._shown = fitting
        self.endResetModel()

    def _fitting(self) -> list[UnitSummary]:
        if not self._searched:
            self._searched = [_searched(summary) for summary in self._all]
        return [
            summary
            for summary, searched in zip(self._all, self._searched, strict=True)
            if all(word in searched for word in self._words)
        ]

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == SURVEYS else _LEFT
        return None

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        summary = self.unit(index.row()) if index.isValid() else None
        if summary is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(summary)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_cells(summary)[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() == SURVEYS else _LEFT
        return None


def _searched(summary: UnitSummary) -> str:
    unit = summary.unit
    return f"{unit.name} {unit.facility} {unit.site} {unit.type}".casefold()


def _cells(summary: UnitSummary) -> tuple[str, ...]:
    unit, first, last = summary.unit, summary.first_month, summary.last_month
    months = months_name(first, last) if first is not None and last is not None else ""
    closed = ""
    if unit.closed_on is not None:
        closed = day_field(unit.closed_on)
    place = (unit.name, unit.facility, unit.site, unit.type)
    return (*place, number(summary.responses), months, closed)
