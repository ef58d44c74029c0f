"""A table of words: what a chart shows, row by row, for reading, copying and the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import overload

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.base.events import report_exceptions
from ui.base.plain_text import plain_tip, tab_separated, without_mnemonic
from ui.base.preferences import Preferences
from ui.base.theme import Appearance, S
from ui.text.expert import expert_details
from ui.text.language import _

_ANY_INDEX = QModelIndex | QPersistentModelIndex
ROW_PX = 34
PADDING_PX = 12
LEAST_FIRST_PX = 160
HEAD_MARGIN_PX = 8
MOST_HEAD_PX = 168
"""What a heading may ask for; a longer one is elided where the words below it are shorter."""
MOST_CELL_PX = 320
MOST_MEASURED = 200
"""Rows looked at for a column's width."""
SEARCH_FROM_ROWS = 15
MOST_VALUES = 12
"""A column with more different values is searched, not chosen from."""

_FIRST_NUMBER = re.compile(r"[+-]?\d[\d.,\u00a0\u202f’']*\d|[+-]?\d")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class TextRow:
    """A row: its key, its words, and the color of its last cell (above, below, mute or none).

    A `strong` row is the user's own: its words stand out.
    """

    key: str
    cells: tuple[str, ...]
    tone: str = ""
    strong: bool = False
    tips: tuple[str, ...] = ()
    """What the cells say when the pointer rests on them; () for their own words."""
    worth: tuple[str, ...] = ()
    """What the cells are sorted by, where days or months are among them; () for their words."""


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
    """A whole table. `numbers` are the places of columns that are written to the right, `expert`
    of those that are shown with expert details alone."""

    heads: tuple[str, ...] = ()
    rows: Sequence[TextRow] = ()
    numbers: frozenset[int] = frozenset()
    expert: frozenset[int] = frozenset()

    def as_lines(self) -> str:
        """Return tab-separated lines, for the clipboard."""
        return tab_separated([self.heads, *(row.cells for row in self.rows)])


class TextTableModel(QAbstractTableModel):
    """A `TextTable` for a view."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._order: Sequence[int] = range(0)
        self._sort: tuple[int, bool] | None = None
        self._words: list[str] = []
        self._only: dict[int, str] = {}
        self.table = TextTable()

    @property
    def is_filtered(self) -> bool:
        """Whether some rows may be hidden."""
        return bool(self._words or self._only)

    @property
    def sorted_by(self) -> tuple[int, bool] | None:
        """The column the rows are sorted by and whether downward, None for their own order."""
        return self._sort

    def show_table(self, table: TextTable) -> None:
        """Show another table. The way of sorting stays where the columns are the same ones."""
        self.beginResetModel()
        if table.heads != self.table.heads:
            self._sort, self._only = None, {}
        self.table = table
        self._arrange()
        self.endResetModel()

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sort the rows by a column: numbers by what they are worth, rows without one last."""
        self._rearrange(lambda: setattr(self, "_sort", (column, descending)))

    def sort_not(self) -> None:
        """Show the rows in their own order."""
        self._rearrange(lambda: setattr(self, "_sort", None))

    def search(self, text: str) -> None:
        """Show only the rows that hold every word of a text."""
        self._rearrange(lambda: setattr(self, "_words", text.casefold().split()))

    def show_only(self, column: int, words: str) -> None:
        """Show only the rows with these words in a column, "" for all again."""

        def change() -> None:
            self._only.pop(column, None)
            if words:
                self._only[column] = words

        self._rearrange(change)

    def only(self, column: int) -> str:
        """Return what the rows are narrowed to by a column, "" for nothing."""
        return self._only.get(column, "")

    def values(self, column: int) -> list[str]:
        """Return the different words of a column, in the order of the rows."""
        return list(dict.fromkeys(row.cells[column] for row in self.table.rows))

    def _rearrange(self, change: Callable[[], object]) -> None:
        self.beginResetModel()
        change()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        rows = self.table.rows
        if self._sort is None and not self.is_filtered:
            self._order = range(len(rows))
            return
        order = [place for place in range(len(rows)) if self._fits(rows[place])]
        if self._sort is not None:
            column, descending = self._sort
            keys = {place: self._sort_key(rows[place], column) for place in order}
            order.sort(key=lambda place: keys[place][1], reverse=descending)
            order.sort(key=lambda place: keys[place][0])  # those without a value stay last
        self._order = order

    def _fits(self, row: TextRow) -> bool:
        if any(row.cells[column] != words for column, words in self._only.items()):
            return False
        searched = " ".join(row.cells).casefold() if self._words else ""
        return all(word in searched for word in self._words)

    def _sort_key(self, row: TextRow, column: int) -> tuple[bool, float | str]:
        """Return whether a cell has no value, and what it is sorted by."""
        text = (row.worth or row.cells)[column]
        if column not in self.table.numbers:
            return not text, text.casefold()
        value = number_in(text)
        return value is None, value or 0.0

    def _row(self, row: int) -> TextRow | None:
        return self.table.rows[self._order[row]] if 0 <= row < len(self._order) else None

    def key(self, row: int) -> str:
        """Return a row's key, empty outside the table."""
        found = self._row(row)
        return found.key if found is not None else ""

    def row_of(self, key: str) -> int:
        """Return the row a key is shown in, -1 when it is not."""
        rows = self.table.rows
        if isinstance(rows, LazyRows):
            place = rows.place_of(key)
        else:
            place = next((k for k, row in enumerate(rows) if row.key == key), -1)
        if isinstance(self._order, range) or place < 0:
            return place
        return next((row for row, each in enumerate(self._order) if each == place), -1)

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._order)

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
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.table.heads[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._row(index.row()) if index.isValid() else None, index.column()
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip((row.tips or row.cells)[column])
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
        self._own: dict[int, int] = {}
        self._fitting = False
        self._preferences: Preferences | None = None
        self.content = TextTableModel(look, self)
        self.setModel(self.content)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.show_column_menu(header.logicalIndexAt(place))
        )
        header.sectionClicked.connect(self._sort_on)
        header.sectionResized.connect(self._keep_width)
        header.setStretchLastSection(not narrow)
        if narrow:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header.setMinimumSectionSize(look.px(48))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def remember(self, preferences: Preferences) -> None:
        """Keep the widths that a user gives the columns, under the view's object name."""
        self._preferences = preferences
        self._own = preferences.column_widths(self.objectName())

    def search(self, text: str) -> None:
        """Show only the rows that hold every word of a text; the chosen row stays chosen."""
        self._keeping_chosen(lambda: self.content.search(text))

    def show_column_menu(self, column: int) -> None:
        """Offer to sort by a column, and to show only the rows with one of its values."""
        if column < 0:
            return
        menu = QMenu(self)
        menu.setObjectName("column_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sort = self.content.sort_by
        for words, act in (
            (_("Sort up"), partial(sort, column, descending=False)),
            (_("Sort down"), partial(sort, column, descending=True)),
            (_("Original order"), self.content.sort_not),
        ):
            menu.addAction(words, partial(self._keeping_chosen, act))
        values = self.content.values(column)
        if 1 < len(values) <= MOST_VALUES:
            menu.addSeparator()
            for value in ("", *values):
                act = partial(self.content.show_only, column, value)
                words = _("Only “{value}”").format(value=value) if value else _("Show all")
                entry = menu.addAction(without_mnemonic(words), partial(self._keeping_chosen, act))
                entry.setCheckable(True)
                entry.setChecked(self.content.only(column) == value)
        left = self.horizontalHeader().sectionViewportPosition(column)
        below = QPoint(max(left, 0), self.horizontalHeader().height())
        menu.popup(self.mapToGlobal(below))

    def _sort_on(self, column: int) -> None:
        """Sort by a column: up, then down, then in the rows' own order again."""
        before = self.content.sorted_by
        if before == (column, True):
            self._keeping_chosen(self.content.sort_not)
        else:
            down = before == (column, False)
            self._keeping_chosen(partial(self.content.sort_by, column, descending=down))

    def _keeping_chosen(self, change: Callable[[], object]) -> None:
        key = self.content.key(self.currentIndex().row())
        change()
        self._show_order()
        self.go_to(key)

    def _show_order(self) -> None:
        header, by = self.horizontalHeader(), self.content.sorted_by
        header.setSortIndicatorShown(by is not None)
        if by is not None:
            down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            header.setSortIndicator(by[0], down if by[1] else up)

    def _keep_width(self, column: int, _before: int, width: int) -> None:
        if self._fitting or self._narrow:
            return
        self._own[column] = width
        if self._preferences is not None:
            self._preferences.set_column_widths(self.objectName(), self._own)

    def show_table(self, table: TextTable, chosen: str = "") -> None:
        """Show a table with a row chosen."""
        self.content.show_table(table)
        for column in range(len(table.heads)):
            self.setColumnHidden(column, column in table.expert and not expert_details())
        self._show_order()
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
        elif event.key() == Qt.Key.Key_Menu:
            self.show_column_menu(max(self.currentIndex().column(), 0))
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
            title_px = head.horizontalAdvance(title) + HEAD_MARGIN_PX
            widest = max(widest, min(title_px, self._look.px(MOST_HEAD_PX)))
            if 0 < column < len(table.heads) - 1:
                widest = min(widest, self._look.px(MOST_CELL_PX))
            shown = not self.isColumnHidden(column)
            self._wanted.append(widest + 2 * PADDING_PX if shown else 0)
        self._share_out()

    def _share_out(self) -> None:
        """Give each column what its words want; where that is too much, the first one gives way,
        down to a part of what it wants: it has the words that can be guessed from their start."""
        last = len(self._wanted) if self._narrow else len(self._wanted) - 1
        missing = 0 if self._narrow else sum(self._wanted) - self.viewport().width()
        self._fitting = True
        for column, wanted in enumerate(self._wanted[:last]):
            if column == 0 and missing > 0:
                least = min(wanted, self._look.px(LEAST_FIRST_PX))
                wanted = max(least, wanted - missing)
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, self._own.get(column, wanted))
        self._fitting = False

    def _open(self, row: int) -> None:
        key = self.content.key(row)
        if key:
            self.row_opened.emit(key)

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        key = self.content.key(current.row())
        if key:
            self.row_chosen.emit(key)


class SearchedTable(QWidget):
    """A table below a field that narrows it, which stands there from the start where the table is
    long. Escape empties the field."""

    def __init__(self, table: TextTableView) -> None:
        super().__init__()
        self._table = table
        self.field = QLineEdit()
        self.field.setObjectName("table_search")
        self.field.setPlaceholderText(_("Filter rows"))
        self.field.setAccessibleName(_("Filter rows"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(table.search)
        self.field.returnPressed.connect(table.setFocus)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self.field,
            self._give_up,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.field)
        column.addWidget(table, 1)
        table.content.modelReset.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        long = len(self._table.content.table.rows) >= SEARCH_FROM_ROWS
        self.field.setVisible(long or bool(self.field.text()) or self.field.hasFocus())

    def _give_up(self) -> None:
        self.field.clear()
        self._table.setFocus()
        self._offer()


def number_in(text: str) -> float | None:
    """Return the first number of a cell as the locale writes it, None where there is none.

    >>> number_in("33%"), number_in("−31.5"), number_in("–")
    (33.0, -31.5, None)
    """
    found = _FIRST_NUMBER.search(text.replace("−", "-"))
    if found is None:
        return None
    locale = QLocale()
    value, ok = locale.toDouble(found[0])
    plain = found[0].replace(locale.groupSeparator(), "")
    return value if ok else float(plain) if _PLAIN.fullmatch(plain) else None
