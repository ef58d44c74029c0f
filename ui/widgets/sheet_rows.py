"""The first rows of a file as they stand in it, and what is thought of each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QFont

from ui.base.plain_text import plain_tip
from ui.base.theme import Appearance
from ui.text.formats import number
from ui.text.language import _

_ANY_INDEX = QModelIndex | QPersistentModelIndex
HEAD_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which a model gives a column's `SheetHead`."""
REASON_ROLE = Qt.ItemDataRole.UserRole + 2
"""The role under which a model gives why a cell or its row is not used, empty where it is."""


class Sureness(Enum):
    """How sure it is what a column is."""

    SAID = "said"
    """The user said so, now or for an earlier file."""
    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    """Somebody should look at it."""


@dataclass(frozen=True)
class SheetHead:
    """A column: what it is thought to be, its name in the file, and how sure that is.

    `letters` are those a spreadsheet heads it with; `used` is False where it stays out; `fixed`
    where there is nothing to decide, as the file's layout is known.
    """

    role: str
    name: str
    letters: str
    sureness: Sureness = Sureness.SURE
    used: bool = True
    is_new: bool = False
    fixed: bool = False

    def sureness_words(self) -> str:
        """Return how sure it is in a word or two."""
        if self.fixed:
            return ""
        if self.is_new:
            return _("new column")
        return {
            Sureness.SAID: _("your choice"),
            Sureness.SURE: _("sure") if self.used else _("not imported"),
            Sureness.LIKELY: _("likely"),
            Sureness.UNSURE: _("not sure"),
        }[self.sureness]

    def read_out(self) -> str:
        """Return the head as it is read out."""
        told = _("Column {letters}, “{name}” in the file")
        words = told.format(letters=self.letters, name=self.name or _("no name"))
        return words if self.fixed else f"{words}: {self.role}, {self.sureness_words()}"


@dataclass(frozen=True)
class SheetRow:
    """A row by its number in the file. `why` it stays out, with `short` a word for its margin;
    both are empty for a row that is used. `names` is the row of column names."""

    number: int
    cells: tuple[str, ...]
    why: str = ""
    short: str = ""
    names: bool = False


@dataclass(frozen=True)
class SheetView:
    """Rows under heads. `marks` tells of single cells, by row number and place, why they are not
    used as they stand; `remarks` tells of words in a column, by its place, what is to be known."""

    heads: Sequence[SheetHead] = ()
    rows: Sequence[SheetRow] = ()
    marks: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))
    remarks: Mapping[int, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))


class SheetRowsModel(QAbstractTableModel):
    """A `SheetView` for a view. Nothing is asked of disk or data: it holds the few rows shown."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows_by_number: dict[int, int] = {}
        self._fonts: dict[str, QFont] = {}
        self.sheet = SheetView()
        look.changed.connect(self._fonts.clear)

    def show_sheet(self, sheet: SheetView) -> None:
        self.beginResetModel()
        self.sheet = sheet
        self._rows_by_number = {row.number: place for place, row in enumerate(sheet.rows)}
        self.endResetModel()

    @property
    def is_fixed(self) -> bool:
        """Whether there is nothing to decide about any of the columns."""
        return all(head.fixed for head in self.sheet.heads)

    def place_of_row(self, row_number: int) -> int:
        """Return the place of a row of the file, -1 when it is not among those shown."""
        return self._rows_by_number.get(row_number, -1)

    def reason(self, row: int, column: int) -> str:
        """Return why a cell or its row is not used as it stands, empty where it is."""
        shown = self.sheet.rows[row]
        return self._reason(shown, column)

    def _reason(self, row: SheetRow, column: int) -> str:
        return (
            row.why or self.sheet.marks.get((row.number, column), "") or self._remark(row, column)
        )

    def _remark(self, row: SheetRow, column: int) -> str:
        words = self.sheet.remarks.get(column)
        if words is None or column >= len(row.cells):
            return ""
        return words.get(" ".join(row.cells[column].split()), "")

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return self._margin(section, role)
        if not 0 <= section < len(self.sheet.heads):
            return None
        head = self.sheet.heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.name if head.fixed else head.role
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = head.read_out()
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return head if role == HEAD_ROLE else None

    def _margin(self, section: int, role: int) -> object:
        if not 0 <= section < len(self.sheet.rows):
            return None
        row = self.sheet.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            words = (number(row.number), row.short)
            return " · ".join(part for part in words if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.why) or None
        if role == Qt.ItemDataRole.BackgroundRole and row.why and not row.names:
            return self._look.theme.strip
        return None

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.sheet.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column] if column < len(row.cells) else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._read_out(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.reason(index.row(), column) or "") or None
        if role == REASON_ROLE:
            return self.reason(index.row(), column)
        return self._painted(row, column, role)

    def _read_out(self, row: SheetRow, column: int) -> str:
        text = row.cells[column] if column < len(row.cells) else ""
        head = self.sheet.heads[column]
        told = _("Row {row}, {role}: {text}").format(
            row=number(row.number),
            role=head.name if head.fixed else head.role,
            text=text or _("empty"),
        )
        reason = self._reason(row, column)
        return f"{told}. {reason}" if reason else told

    def _font(self, role: str) -> QFont:
        """Return a font, made once: every cell that is drawn asks for one."""
        if role not in self._fonts:
            self._fonts[role] = self._look.font(role)
        return self._fonts[role]

    def _painted(self, row: SheetRow, column: int, role: int) -> QFont | QColor | None:
        theme = self._look.theme
        marked = (row.number, column) in self.sheet.marks
        if role == Qt.ItemDataRole.FontRole:
            return self._font("strong" if row.names or marked else "body")
        if role == Qt.ItemDataRole.ForegroundRole:
            if marked:
                return theme.below
            if self._remark(row, column) and not row.why:
                return theme.unit
            head = self.sheet.heads[column]
            stays_out = row.why or not (head.used or head.fixed)
            return theme.mute if stays_out else theme.ink
        if role == Qt.ItemDataRole.BackgroundRole and row.why and not row.names:
            return theme.strip
        return None
