"""Which founding question was asked about which item, as a grid of dots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.base.events import report_exceptions
from ui.base.theme import Appearance, S
from ui.pages.huddle.queries import GridRow
from ui.text.formats import counted
from ui.text.language import _

ROW_PX = 26
HEAD_PX = 20
COLUMN_PX = 40
DOT_PX = 11
MOST_ROWS = 8


class QuestionGrid(QWidget):
    """A full dot was asked (with how often, from the second time on), a ring was not; the row and
    the column of the next huddle are tinted."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._rows: Sequence[GridRow] = ()
        self._item = ""
        self._column = -1
        self.setObjectName("question_grid")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_grid(self, rows: Sequence[GridRow], item: str, column: int) -> None:
        """Show the grid; `item` and `column` are the next huddle's."""
        first = [row for row in rows if row.item == item]
        others = [row for row in rows if row.item != item]
        self._rows = [*first, *others][:MOST_ROWS]
        self._item, self._column = item, column
        self.setAccessibleName(self._spoken())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = HEAD_PX + ROW_PX * max(1, len(self._rows))
        return QSize(220, self._look.px(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _spoken(self) -> str:
        told = []
        for row in self._rows:
            times = [
                f"{name} {counted(n, 'time', 'times')}"
                for name, n in zip(question_names(), row.asked, strict=True)
                if n
            ]
            told.append(f"{row.label}: {', '.join(times) or _('not asked yet')}")
        return ". ".join(told)

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        for place, row in enumerate(self._rows):
            top = self._look.px(HEAD_PX) + place * self._look.px(ROW_PX)
            self._paint_row(painter, row, top)
        painter.end()

    def _column_box(self, column: int, top: float, height: float) -> QRectF:
        width = self._look.px(COLUMN_PX)
        left = self.width() - width * (len(question_names()) - column)
        return QRectF(left, top, width, height)

    def _paint_heads(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.setFont(self._look.font("small"))
        for column, name in enumerate(question_letters()):
            painter.setPen(theme.unit if column == self._column else theme.mute)
            box = self._column_box(column, 0, self._look.px(HEAD_PX))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)

    def _paint_row(self, painter: QPainter, row: GridRow, top: float) -> None:
        theme, height = self._look.theme, self._look.px(ROW_PX)
        chosen = row.item == self._item
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tint)
            painter.drawRoundedRect(QRectF(0, top + 1, self.width(), height - 2), 6, 6)
        left = S
        room = self._column_box(0, top, height).left() - left - S
        font = self._look.font("secondary")
        painter.setFont(font)
        painter.setPen(theme.ink if chosen else theme.mute)
        text = QFontMetricsF(font).elidedText(row.label, Qt.TextElideMode.ElideRight, room)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(left, top, room, height), middle, text)
        for column, times in enumerate(row.asked):
            box = self._column_box(column, top, height)
            self._paint_dot(painter, box, times, chosen and column == self._column)

    def _paint_dot(self, painter: QPainter, box: QRectF, times: int, due: bool) -> None:
        theme, size = self._look.theme, self._look.px(DOT_PX)
        dot = QRectF(box.center().x() - size / 2, box.center().y() - size / 2, size, size)
        if times:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.unit)
            painter.drawEllipse(dot)
        else:
            painter.setPen(QPen(theme.unit if due else theme.edge, 2.0 if due else 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        if times > 1:
            painter.setFont(self._look.font("small"))
            painter.setPen(theme.mute)
            beside = QRectF(dot.right() + 2, box.top(), 16, box.height())
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), str(times))


def question_names() -> tuple[str, ...]:
    """Return short names of the founding questions, in their order."""
    return (
        _("more communication"),
        _("what gets in our way"),
        _("what to improve"),
        _("in the patient's place"),
    )


def question_letters() -> tuple[str, ...]:
    """Return the grid's heads, short enough for a narrow column."""
    return (_("Comm."), _("Proc."), _("Impr."), _("Patient"))
