"""A list of options that can be searched: the model, and how a row is painted."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.base.theme import CONTROL_RADIUS_PX, Appearance
from ui.widgets.marks import draw_mark

ROW_PX, TWO_LINES_PX = 34, 52
MOST_NOTE = 0.5
"""The part of a row that its note may take from its text."""
CHECK_PX = 12
PADDING_PX = 10

_ANY_INDEX = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Option:
    """Something to choose. `note` stands at the right, quieter, `below` in a second line; `more`
    is searched as well.

    `short` stands on the chooser's button in the place of `text`.
    """

    key: Hashable
    text: str
    note: str = ""
    more: str = ""
    short: str = ""
    below: str = ""


class OptionListModel(QAbstractListModel):
    """The options that fit what was typed, in their own order; starts of words come first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Option] = ()
        self._shown: Sequence[Option] = ()
        self._searched: list[str] = []

    def set_options(self, options: Sequence[Option]) -> None:
        self.beginResetModel()
        self._all = self._shown = options
        self._searched = [f"{o.text} {o.more}".casefold() for o in options]
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show the options that hold every word of `text`."""
        words = text.casefold().split()
        fitting = [
            (not searched.startswith(words[0]) if words else False, place)
            for place, searched in enumerate(self._searched)
            if all(word in searched for word in words)
        ]
        self.beginResetModel()
        self._shown = [self._all[place] for _later, place in sorted(fitting)]
        self.endResetModel()

    def option(self, row: int) -> Option | None:
        """Return the option shown in a row, None outside the list."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, key: Hashable) -> int:
        """Return the row an option is shown in, -1 when it is not."""
        return next((k for k, option in enumerate(self._shown) if option.key == key), -1)

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        option = self.option(index.row()) if index.isValid() else None
        if option is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return option.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (option.text, option.note, option.below)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.UserRole:
            return option
        return None


class OptionDelegate(QStyledItemDelegate):
    """Paints an option: its text, its note at the right, a check at the one in force."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.current_key: Hashable = None
        self.two_lines = False

    @property
    def row_px(self) -> int:
        """The height of a row."""
        return self._look.px(TWO_LINES_PX if self.two_lines else ROW_PX)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(120, self.row_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        shown = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(shown, Option):
            return
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        state = option.state
        if state & state.State_Selected or state & state.State_MouseOver:
            painter.setBrush(theme.tint if state & state.State_Selected else theme.hover)
            painter.drawRoundedRect(box, CONTROL_RADIUS_PX - 2, CONTROL_RADIUS_PX - 2)
        inner = box.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        if shown.key == self.current_key:
            top = inner.center().y() - CHECK_PX / 2
            draw_mark(painter, QRectF(inner.left(), top, CHECK_PX, CHECK_PX), True, theme.unit)
        self._paint_words(painter, shown, inner.adjusted(CHECK_PX + 8, 0, 0, 0))
        painter.restore()

    def _paint_words(self, painter: QPainter, shown: Option, inner: QRectF) -> None:
        theme, middle = self._look.theme, Qt.AlignmentFlag.AlignVCenter
        note_font = self._look.font("secondary")
        small = QFontMetricsF(note_font)
        if shown.below:
            half = inner.height() / 2
            below = small.elidedText(shown.below, Qt.TextElideMode.ElideRight, inner.width())
            painter.setFont(note_font)
            painter.setPen(theme.mute)
            painter.drawText(inner.adjusted(0, half, 0, -3), int(middle), below)
            inner = inner.adjusted(0, 3, 0, -half)
        most = inner.width() * MOST_NOTE
        note = small.elidedText(shown.note, Qt.TextElideMode.ElideRight, most)
        note_width = small.horizontalAdvance(note)
        body = QFontMetricsF(self._look.font("body"))
        room = inner.width() - (note_width + 16 if shown.note else 0)
        text = body.elidedText(shown.text, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(self._look.font("body"))
        painter.setPen(theme.ink)
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), text)
        painter.setFont(note_font)
        painter.setPen(theme.mute)
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), note)
