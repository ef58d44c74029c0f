"""A table of a file's first rows under heads that can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.base.events import report_exceptions
from ui.base.theme import Appearance, M
from ui.text.language import _
from ui.widgets.sheet_head import WIDEST_PX, SheetHeader
from ui.widgets.sheet_margin import SheetMargin
from ui.widgets.sheet_rows import REASON_ROLE, SheetRowsModel, SheetView

CORNER_PX = 7
FITTED_AT_ONCE = 100
"""Columns measured in one go."""
MOST_MEASURED = 60
"""Rows looked at for a column's width."""

_ANY_INDEX = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints a cell; one that is not used as it stands gets a corner, so that color does not
    carry it alone."""

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @report_exceptions
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY_INDEX) -> None:
        model = index.model()
        marked = isinstance(model, SheetRowsModel) and (
            (model.sheet.rows[index.row()].number, index.column()) in model.sheet.marks
        )
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if marked:
            painter.fillRect(option.rect, self._look.theme.below_soft)
        elif isinstance(ground, QColor):
            painter.fillRect(option.rect, ground)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)
        if marked:
            self._paint_corner(painter, QRectF(option.rect))
        if chosen:
            self._paint_ring(painter, QRectF(option.rect))

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.unit, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _paint_corner(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.below)
        right, top = box.right() + 1, box.top()
        corner = [
            QPointF(right - CORNER_PX, top),
            QPointF(right, top),
            QPointF(right, top + CORNER_PX),
        ]
        painter.drawPolygon(QPolygonF(corner))
        painter.restore()


class SheetTable(QTableView):
    """Shows a `SheetView`. Enter on a cell, or on a head, asks to change the column."""

    column_opened = Signal(int)
    """The place of a column the user wants to change."""
    cell_reached = Signal(str)
    """Where the keyboard is and why it is not used, in words; the reason alone is never lost."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.content = SheetRowsModel(look, self)
        self.heads = SheetHeader(look, self)
        self.margin = SheetMargin(look, self)
        self._unfitted: Iterator[int] = iter(())
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_more)
        self.setObjectName("sheet_rows")
        self.setModel(self.content)
        self.setHorizontalHeader(self.heads)
        self.setItemDelegate(CellDelegate(look, self))
        self.setAccessibleName(_("File rows"))
        self._build()
        self.heads.head_opened.connect(self.column_opened)
        self.heads.head_reached.connect(self._show_head)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_sheet(self, sheet: SheetView) -> None:
        """Show rows; the keyboard's place and the scrolled one stay where they were."""
        current, left = self.currentIndex(), self.horizontalScrollBar().value()
        at = (current.row(), current.column()) if current.isValid() else (-1, -1)
        before = self.content.sheet
        same = [head.name for head in sheet.heads] == [head.name for head in before.heads]
        fits = same and sheet.rows == before.rows
        top = self.verticalScrollBar().value()
        self.clearSpans()
        self.content.show_sheet(sheet)
        self.margin.fit()
        self.updateGeometries()
        if not (fits and sheet.heads == before.heads):
            self._unfitted = iter(range(len(sheet.heads)))
            self._fit_more()
        self._span_lone_cells(sheet)
        if same:
            self.setCurrentIndex(self.content.index(*at))
            self.horizontalScrollBar().setValue(left)
            self.verticalScrollBar().setValue(top)
        else:
            self.scrollToTop()

    def go_to(self, row_number: int, column: int) -> bool:
        """Scroll to a cell by its row in the file and mark it; False when it is not shown."""
        row = self.content.place_of_row(row_number)
        if row < 0 or not 0 <= column < self.content.columnCount():
            return False
        index = self.content.index(row, column)
        self.setCurrentIndex(index)
        left = self.horizontalScrollBar().value()
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.horizontalScrollBar().setValue(left)  # columns move only as far as is needed
        self.scrollTo(index)
        return True

    def words_at(self, index: QModelIndex) -> str:
        """Return the place of a cell as a spreadsheet names it, and why it is not used."""
        if not index.isValid():
            return ""
        row = self.content.sheet.rows[index.row()]
        head = self.content.sheet.heads[index.column()]
        place = f"{head.letters}{row.number}"
        reason = str(index.data(REASON_ROLE))
        role = head.name if head.fixed else head.role
        return " · ".join(part for part in (place, role, reason) if part)

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            place = self.currentIndex().column()
            head = self.heads.head(place)
            if head is not None and not head.fixed:
                self.column_opened.emit(place)
        else:
            super().keyPressEvent(event)

    @report_exceptions
    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            used = (place for place, row in enumerate(self.content.sheet.rows) if not row.why)
            self.setCurrentIndex(self.content.index(next(used, 0), 0))
        super().focusInEvent(event)

    def _build(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(self.margin)
        self.setTabOrder(self.heads, self)

    def _fit_more(self) -> None:
        """Make the next columns as wide as their longest text, and the others when there is
        time: a table may have two thousand."""
        places = list(islice(self._unfitted, FITTED_AT_ONCE))
        if not places:
            return
        sheet = self.content.sheet
        heads = self.heads.widths_for(sheet.heads[places[0] : places[-1] + 1])
        metrics = {
            names: QFontMetrics(self._look.font("strong" if names else "body"))
            for names in (False, True)
        }
        measured = [row for row in sheet.rows[:MOST_MEASURED] if row.names or not row.why]
        for place, head_width in zip(places, heads, strict=True):
            longest = {False: "", True: ""}
            for row in measured:
                if place < len(row.cells) and len(row.cells[place]) > len(longest[row.names]):
                    longest[row.names] = row.cells[place]
            widest = max(metrics[names].horizontalAdvance(t[:60]) for names, t in longest.items())
            width = min(widest + 2 * M + 2, self._look.px(WIDEST_PX))
            self.setColumnWidth(place, max(width, head_width))
        self._fitting.start()

    def _span_lone_cells(self, sheet: SheetView) -> None:
        """Let a title or note, alone in its row, be read across the columns."""
        for place, row in enumerate(sheet.rows):
            if not row.why or row.names:
                continue
            filled = [k for k, text in enumerate(row.cells) if text.strip()]
            if len(filled) == 1 and filled[0] < len(sheet.heads) - 1:
                self.setSpan(place, filled[0], 1, len(sheet.heads) - filled[0])

    def _show_head(self, place: int) -> None:
        first = self.rowAt(0)
        if self.content.rowCount():
            self.scrollTo(self.content.index(max(first, 0), place))

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.cell_reached.emit(self.words_at(current))
