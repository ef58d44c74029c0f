"""Comments as rows of one height: only rows that are looked at are read, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from models.huddle.comments import ShownVoice
from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance, L, M, S, paint_icon
from ui.text.comments import row_words, state_words
from ui.text.language import _
from ui.widgets.masked_text import paint_masked

TEXT_LINES = 2
MARK_PX = 18
VOICE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which the model gives a row's `ShownVoice`, None while it is not read."""
OVER_ROLE = Qt.ItemDataRole.UserRole + 2
"""The words above a comment."""

ICONS = {"starred": "star_full", "parked": "huddle", "hidden": "cross"}

_ANY_INDEX = QModelIndex | QPersistentModelIndex


class VoiceListModel(QAbstractListModel):
    """Comments by id, in order. A row that was not read yet is asked for when it is wanted."""

    rows_wanted = Signal(int)
    """A row that somebody looks at and that is not read yet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._places: dict[int, int] = {}
        self._rows: dict[int, ShownVoice] = {}
        self.with_unit = False

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    def show_list(self, ids: Iterable[int], rows: Iterable[ShownVoice], *, with_unit: bool) -> None:
        """Show comments, of which some rows are read. With `with_unit` each says whose it is."""
        self.beginResetModel()
        self.with_unit = with_unit
        self._ids = list(ids)
        self._number()
        self._rows = {row.id: row for row in rows}
        self.endResetModel()

    def renew(self, rows: Iterable[ShownVoice]) -> None:
        """Keep the list and forget every row but these: they may be masked in another way now."""
        self._rows = {row.id: row for row in rows}
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def take_rows(self, rows: Iterable[ShownVoice]) -> None:
        """Take rows that were read; those that are not listed are left out."""
        for row in rows:
            place = self._places.get(row.id)
            if place is not None:
                self._rows[row.id] = row
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)

    def remove(self, comment_id: int) -> None:
        """Take a comment off the list."""
        place = self.row_of(comment_id)
        if place >= 0:
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._ids[place]
            self._number()
            self.endRemoveRows()

    def _number(self) -> None:
        self._places = {comment_id: place for place, comment_id in enumerate(self._ids)}

    def voice(self, row: int) -> ShownVoice | None:
        """Return the comment of a row, None outside the list and while it is not read."""
        return self._rows.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row_of(self, comment_id: int | None) -> int:
        """Return the row of a comment, -1 when it is not listed."""
        return self._places.get(comment_id, -1) if comment_id is not None else -1

    def missing(self, row: int, count: int) -> list[int]:
        """Return the ids about a row, at most `count`, that are not read yet."""
        first = max(0, row - count // 4)
        return [i for i in self._ids[first : first + count] if i not in self._rows]

    def rowCount(self, parent: _ANY_INDEX = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: _ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in (*wanted, VOICE_ROLE, OVER_ROLE):
            return None
        voice = self.voice(index.row())
        if voice is None:
            self.rows_wanted.emit(index.row())
            return _("Loading…") if role in wanted else None
        if role == VOICE_ROLE:
            return voice
        over = row_words(voice, with_unit=self.with_unit)
        if role == OVER_ROLE:
            return over
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (voice.text, over, state_words(voice.state)) if part)
        return voice.text


class VoiceDelegate(QStyledItemDelegate):
    """Paints a comment: what became of it, the words above it, and its first two lines."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(240, row_height(self._look))

    @report_exceptions
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        voice = index.data(VOICE_ROLE)
        theme, state = self._look.theme, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        chosen = bool(state & state.State_Selected)
        painter.fillRect(QRectF(box.left() + M, box.bottom(), box.width() - 2 * M, 1), theme.line)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & state.State_MouseOver:
            painter.setBrush(theme.tint if chosen else theme.hover)
            painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        if state & state.State_HasFocus:
            painter.setPen(QPen(theme.unit, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        inner = box.adjusted(M, S, -L, -S)
        if isinstance(voice, ShownVoice):
            self._paint_voice(painter, inner, voice, str(index.data(OVER_ROLE)))
        else:
            self._paint_bars(painter, inner)
        painter.restore()

    def _paint_voice(self, painter: QPainter, box: QRectF, voice: ShownVoice, over: str) -> None:
        look, theme = self._look, self._look.theme
        if voice.state in ICONS:
            where = QRectF(box.left(), box.top(), MARK_PX, MARK_PX)
            tone = theme.mute if voice.state == "hidden" else theme.unit
            paint_icon(painter, ICONS[voice.state], where, tone)
        words = box.adjusted(MARK_PX + S, 0, 0, 0)
        font = look.font("secondary")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.mute)
        line = QRectF(words.left(), words.top(), words.width(), metrics.lineSpacing())
        shown = metrics.elidedText(over, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        paint_masked(
            painter,
            words.adjusted(0, line.height() + 2, 0, 0),
            voice.text,
            voice.marks,
            font=look.font("body"),
            color=theme.mute if voice.state == "hidden" else theme.ink,
            tint=theme.unit_soft,
            lines=TEXT_LINES,
        )

    def _paint_bars(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.strip)
        left = box.left() + MARK_PX + S
        for place, share in enumerate((0.3, 0.9, 0.6)):
            top = box.top() + 3 + place * box.height() / 3
            painter.drawRoundedRect(QRectF(left, top, (box.width() - 40) * share, 10), 5, 5)


def row_height(look: Appearance) -> int:
    """Return the height of a row: the words above, two lines, and room around them."""
    over = QFontMetricsF(look.font("secondary")).lineSpacing()
    text = QFontMetricsF(look.font("body")).lineSpacing()
    return round(over + 2 + TEXT_LINES * text + 2 * S + 4)
