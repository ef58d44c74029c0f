"""A table of words: what a chart shows, row by row, for reading, copying and the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.base.events import report_exceptions
from ui.base.plain_text import plain_tip, tab_separated
from ui.base.theme import Appearance

_ANY_INDEX = QModelIndex | QPersistentModelIndex
ROW_PX = 34
PADDING_PX = 12
LEAST_FIRST_PX = 160
MOST_MEASURED = 200
"""Rows looked at for a column's width."""


@dataclass(frozen=True)
class TextRow:
    """A row: its key, its words, and the color of its last cell (above, below, mute or none).

    A `strong` row is the user's own: its words stand out.
    """

    key: str
    cells: tuple[str, ...]
    tone: str = ""
    strong: bool = False


class LazyRows(Sequence[TextRow]):
    """Rows that are written when they are first wanted: thousands would make the window wait."""

    def __init__(self, keys: Sequence[str], make: Callable[[int], TextRow]) -> None:
        self._places = {key: place for place, key in enumerate(keys)}
        self._size = len(keys)
        self._make = make
        self._made: dict[int, TextRow] = {}

    def place_of(self, key: str) -> int:
        """Return the row of a key, -1 when there is none."""
        return self._places.get(key, -1)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> TextRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[TextRow]: ...

    def __getitem__(self, place: int | slice) -> TextRow | list[TextRow]:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(self._size))]
        if not -self._size <= place < self._size:
            raise IndexError(place)
        place %= self._size
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]


@dataclass(frozen=True)
class TextTable:
    """A whole table. `numbers` are the places of columns that are written to the right."""

    heads: tuple[str, ...] = ()
    rows: Sequence[TextRow] = ()
    numbers: frozenset[int] = frozenset()

    def as_lines(self) -> str:
        """Return tab-separated lines, for the clipboard."""
        return tab_separated([self.heads, *(row.cells for row in self.rows)])


class TextTableModel(QAbstractTableModel):
    """A `TextTable` for a view."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.table = TextTable()

    def show_table(self, table: TextTable) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def key(self, row: int) -> str:
        """Return a row's key, empty outside the table."""
        rows = self.table.rows
        return rows[row].key if 0 <= row < len(rows) else ""

    def row_of(self, key: str) -> int:
        rows = self.table.rows
        if isinstance(rows, LazyRows):
            return rows.place_of(key)
        return next((k for k, row in enumerate(rows) if row.key == key), -1)

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if not across or not 0 <= section < len(self.table.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.table.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.cells[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.FontRole:
            return self._font(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(row, column)
        return None

    def _alignment(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight
        if column not in self.table.numbers:
            side = Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _is_last(self, column: int) -> bool:
        return column == len(self.table.heads) - 1

    def _font(self, row: TextRow, column: int) -> QFont:
        told = self._is_last(column) and row.tone in ("above", "below")
        return self._look.font("strong" if row.strong or told else "body")

    def _color(self, row: TextRow, column: int) -> QColor:
        theme = self._look.theme
        if row.tone == "mute":
            return theme.mute
        if row.tone and self._is_last(column):
            return theme.color(row.tone)
        return theme.ink


class TextTableView(QTableView):
    """Shows a `TextTable`. Going to a row chooses it; Enter or a double click opens it.

    A `narrow` one is as wide as its place, its first column cut where there is no room.
    """

    row_chosen = Signal(str)
    row_opened = Signal(str)

    def __init__(
        self, look: Appearance, name: str, parent: QWidget | None = None, *, narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._narrow = narrow
        self._wanted: list[int] = []
        self.content = TextTableModel(look, self)
        self.setModel(self.content)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(not narrow)
        if narrow:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header.setMinimumSectionSize(look.px(48))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_table(self, table: TextTable, chosen: str = "") -> None:
        """Show a table with a row chosen."""
        self.content.show_table(table)
        self._fit_columns()
        self.go_to(chosen)

    def go_to(self, key: str) -> None:
        """Mark a row without telling anyone."""
        row = self.content.row_of(key)
        if row == self.currentIndex().row():
            return
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.content.index(row, 0) if row >= 0 else QModelIndex())
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _fit_columns(self) -> None:
        """Make each column as wide as its words; Qt's own way of it takes ten times as long."""
        cell = QFontMetrics(self._look.font("strong"))
        head = QFontMetrics(self._look.font("secondary"))
        table = self.content.table
        if self._narrow and table.heads:
            stretch = QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(0, stretch)
        self._wanted = []
        for column, title in enumerate(table.heads):
            words = [row.cells[column] for row in table.rows[:MOST_MEASURED]]
            widest = max((cell.horizontalAdvance(w) for w in words), default=0)
            widest = max(widest, head.horizontalAdvance(title))
            self._wanted.append(widest + 2 * PADDING_PX)
        self._share_out()

    def _share_out(self) -> None:
        """Give each column what its words want; where that is too much, the first one gives way,
        down to a part of what it wants: it has the words that can be guessed from their start."""
        last = len(self._wanted) if self._narrow else len(self._wanted) - 1
        missing = 0 if self._narrow else sum(self._wanted) - self.viewport().width()
        for column, wanted in enumerate(self._wanted[:last]):
            if column == 0 and missing > 0:
                least = min(wanted, self._look.px(LEAST_FIRST_PX))
                wanted = max(least, wanted - missing)
            self.setColumnWidth(column, wanted)

    def _open(self, row: int) -> None:
        key = self.content.key(row)
        if key:
            self.row_opened.emit(key)

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        key = self.content.key(current.row())
        if key:
            self.row_chosen.emit(key)
