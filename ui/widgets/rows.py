"""Rows of two lines behind a mark: how lists of things (actions, imports) are painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.base.events import report_exceptions
from ui.base.theme import CONTROL_RADIUS_PX, Appearance, L, S, paint_icon

ROW_PX = 62
MARK_PX = 20
LINES_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which a model gives a row's `TwoLines`."""

_ANY_INDEX = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class TwoLines:
    """What a row shows. `icon` is a drawing of resources/icons, empty for a ring; `tone` and
    `mark` name colors of the theme; `faded` rows are over and done with."""

    upper: str
    lower: str
    icon: str = ""
    mark: str = "unit"
    tone: str = "mute"
    faded: bool = False


class TwoLineDelegate(QStyledItemDelegate):
    """Paints a row's `TwoLines`."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _ANY_INDEX) -> QSize:
        return QSize(240, self._look.px(ROW_PX))

    @report_exceptions
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        lines = index.data(LINES_ROLE)
        if not isinstance(lines, TwoLines):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, box, option)
        self._paint_mark(painter, mark_box(QRectF(option.rect)), lines)
        self._paint_words(painter, box.adjusted(L + MARK_PX + L, S, -L, -S), lines)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        theme, state = self._look.theme, option.state
        chosen = bool(state & state.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & state.State_MouseOver:
            painter.setBrush(theme.tint if chosen else theme.hover)
            painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        if state & state.State_HasFocus:
            painter.setPen(QPen(theme.unit, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)

    def _paint_mark(self, painter: QPainter, mark: QRectF, lines: TwoLines) -> None:
        color = self._look.theme.color(lines.mark)
        if lines.icon:
            paint_icon(painter, lines.icon, mark, color)
            return
        painter.setPen(QPen(color, 1.75))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(mark.adjusted(2, 2, -2, -2))

    def _paint_words(self, painter: QPainter, box: QRectF, lines: TwoLines) -> None:
        theme = self._look.theme
        half = box.height() / 2
        upper = QRectF(box.left(), box.top(), box.width(), half)
        lower = QRectF(box.left(), box.top() + half, box.width(), half)
        self._line(painter, upper, lines.upper, "strong", theme.mute if lines.faded else theme.ink)
        self._line(painter, lower, lines.lower, "secondary", theme.color(lines.tone))

    def _line(self, painter: QPainter, box: QRectF, text: str, role: str, color: QColor) -> None:
        font = self._look.font(role)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


def mark_box(row: QRectF) -> QRectF:
    """Return where the mark of a row stands."""
    return QRectF(row.left() + 1 + L, row.center().y() - MARK_PX / 2, MARK_PX, MARK_PX)
