"""A list to choose several from, with a field to search in; good for thousands of rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance, M
from ui.text.language import _
from ui.widgets.marks import draw_mark
from ui.widgets.options import Option

ROW_PX = 36
BOX_PX = 16
PADDING_PX = 10
BATCH_ROWS = 500
"""Rows laid out at once: thousands would be felt."""

_ANY_INDEX = QModelIndex | QPersistentModelIndex
_CHECKED = Qt.CheckState.Checked.value
_UNCHECKED = Qt.CheckState.Unchecked.value


class CheckListModel(QAbstractListModel):
    """Options that can be checked, those that fit what was typed, in their own order."""

    toggled = Signal()
    """The user checked or unchecked an option."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Option] = ()
        self._searched: list[str] = []
        self._shown: Sequence[Option] = ()
        self._words: list[str] = []
        self._checked: dict[object, None] = {}

    @property
    def checked(self) -> list[object]:
        """The keys that are checked, in the order in which that was done."""
        return list(self._checked)

    def set_options(self, options: Sequence[Option], checked: Collection[object]) -> None:
        """Offer `options`, of which the keys in `checked` are checked."""
        self.beginResetModel()
        self._all = options
        self._searched = [f"{o.text} {o.note} {o.more}".casefold() for o in options]
        self._checked = dict.fromkeys(checked)
        self._shown = self._fitting()
        self.endResetModel()

    def set_checked(self, checked: Collection[object]) -> None:
        """Check these keys and no others; rows stay where they are."""
        self._checked = dict.fromkeys(checked)
        last = self.index(max(0, self.rowCount() - 1), 0)
        self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])

    def search(self, text: str) -> None:
        """Show the options that hold every word of `text`."""
        self.beginResetModel()
        self._words = text.casefold().split()
        self._shown = self._fitting()
        self.endResetModel()

    def option(self, row: int) -> Option | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: _ANY_INDEX) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        option = self.option(index.row()) if index.isValid() else None
        if option is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return option.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{option.text}, {option.note}" if option.note else option.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return _CHECKED if option.key in self._checked else _UNCHECKED
        if role == Qt.ItemDataRole.UserRole:
            return option
        return None

    def setData(
        self, index: _ANY_INDEX, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        option = self.option(index.row()) if index.isValid() else None
        if option is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._checked[option.key] = None
        else:
            self._checked.pop(option.key, None)
        self.dataChanged.emit(index, index, [role])
        self.toggled.emit()
        return True

    def toggle(self, row: int) -> None:
        """Check or uncheck the option shown in a row."""
        index = self.index(row, 0)
        checked = self.data(index, Qt.ItemDataRole.CheckStateRole) == _CHECKED
        new = _UNCHECKED if checked else _CHECKED
        self.setData(index, new, Qt.ItemDataRole.CheckStateRole)

    def _fitting(self) -> list[Option]:
        return [
            option
            for option, searched in zip(self._all, self._searched, strict=True)
            if all(word in searched for word in self._words)
        ]


class CheckDelegate(QStyledItemDelegate):
    """Paints a box with or without its check, the option's text, and its note at the right.
    The view toggles: a click or Space anywhere in the row."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(120, self._look.px(ROW_PX))

    def editorEvent(self, _event: QEvent, *_rest: object) -> bool:
        return False

    @report_exceptions
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        shown = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(shown, Option):
            return
        theme, state = self._look.theme, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & state.State_Selected or state & state.State_MouseOver:
            painter.setBrush(theme.tint if state & state.State_Selected else theme.hover)
            painter.drawRoundedRect(row, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        if state & state.State_HasFocus:
            painter.setPen(QPen(theme.unit, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        inner = row.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        box = QRectF(inner.left(), inner.center().y() - BOX_PX / 2, BOX_PX, BOX_PX)
        self._paint_box(painter, box, index.data(Qt.ItemDataRole.CheckStateRole) == _CHECKED)
        self._paint_words(painter, shown, inner.adjusted(BOX_PX + PADDING_PX, 0, 0, 0))
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRectF, checked: bool) -> None:
        theme = self._look.theme
        painter.setPen(QPen(theme.unit if checked else theme.field_edge, 1.25))
        painter.setBrush(theme.unit if checked else theme.field)
        painter.drawRoundedRect(box, 4, 4)
        if checked:
            draw_mark(painter, box.adjusted(3, 3, -3, -3), True, theme.on_unit)

    def _paint_words(self, painter: QPainter, shown: Option, inner: QRectF) -> None:
        theme, middle = self._look.theme, Qt.AlignmentFlag.AlignVCenter
        note_font, font = self._look.font("secondary"), self._look.font("body")
        note_width = min(QFontMetricsF(note_font).horizontalAdvance(shown.note), inner.width() / 2)
        room = inner.width() - (note_width + 16 if shown.note else 0)
        elide = Qt.TextElideMode.ElideMiddle
        painter.setFont(font)
        painter.setPen(theme.ink)
        text = QFontMetricsF(font).elidedText(shown.text, elide, room)
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), text)
        painter.setFont(note_font)
        painter.setPen(theme.mute)
        note = QFontMetricsF(note_font).elidedText(shown.note, elide, note_width + 1)
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), note)


class CheckList(QWidget):
    """The search field above the list. Down goes from the field into the list, Space checks.

    A list of few options can do without the field: `searched` is False then.
    """

    changed = Signal(list)
    """The keys that are checked now."""

    def __init__(self, look: Appearance, name: str, *, searched: bool = True) -> None:
        super().__init__()
        self.model = CheckListModel(self)
        self.search = QLineEdit()
        self.search.setObjectName("check_search")
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search in: {name}").format(name=name))
        self.search.setClearButtonEnabled(False)
        self.search.setVisible(searched)
        self.view = QListView()
        self.view.setObjectName("check_list")
        self.view.setAccessibleName(name)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CheckDelegate(look, self))
        self.view.setUniformItemSizes(True)
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setBatchSize(BATCH_ROWS)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.clicked.connect(lambda index: self.model.toggle(index.row()))
        self.model.toggled.connect(lambda: self.changed.emit(self.model.checked))

    def _search(self, text: str) -> None:
        self.model.search(text)
        self.view.setCurrentIndex(self.model.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            into_list = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.search and into_list:
                self.view.setFocus()
                if not self.view.currentIndex().isValid():
                    self.view.setCurrentIndex(self.model.index(0, 0))
                return True
            toggles = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.view and toggles and self.view.currentIndex().isValid():
                self.model.toggle(self.view.currentIndex().row())
                return True
        return super().eventFilter(watched, event)
