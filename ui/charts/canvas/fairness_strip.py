"""The apples-to-apples strip: five marks in words, and what is behind each on focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.analysis.estimates import Fairness
from ui.base.theme import CONTROL_RADIUS_PX, Appearance
from ui.charts.canvas import Style
from ui.charts.canvas.canvas import ChartWidget, Hotspot
from ui.text.charts_card import CardText
from ui.text.charts_results import fairness_verdict, fairness_words
from ui.text.language import _
from ui.widgets.marks import draw_dot, draw_mark

MARK_PX = 11
MARK_GAP_PX = 5
ENTRY_GAP_PX = 16
PADDING_PX = (14, 7)
LINE_GAP_PX = 5
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True)
class StripValues:
    """What the strip says: the marks, and whose answers were counted."""

    fair: Fairness
    unit: str
    n_unit: int | None
    n_other: int | None
    published: str = ""
    """What the published figures are; stands below the marks."""


@dataclass(frozen=True)
class Entry:
    """One mark with its words; the closing verdict has no name and no mark."""

    name: str
    holds: bool | None
    words: str
    reason: str
    box: QRectF
    on_purpose: bool = False
    """The mark fails by the nature of the comparison: not a fault."""


class FairnessStrip(ChartWidget):
    """Draws a `Fairness`. Left and Right walk through the marks; each card gives the reason."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._values: StripValues | None = None
        self._entries: Sequence[Entry] = ()
        self.setObjectName("fairness_strip")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_fairness(self, values: StripValues | None) -> None:
        self._values = values
        self.renew()

    def finding(self) -> str:
        if self._values is None:
            return ""
        words = _words(self._values)
        told = ". ".join([fairness_verdict(self._values.fair), *(w for _n, _h, w, _r in words)])
        return f"{told}. {self._values.published}" if self._values.published else told

    def height_for(self, width: float, style: Style) -> float:
        if self._values is None:
            return 0.0
        return strip_height(self._values, width, style)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self.height_for(width, self.style_now()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 0)

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        if self._values is not None:
            paint_strip(painter, self._values, box, style)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        if self._values is None:
            return ()
        self._entries = _entries(self._values, box, style)
        return [
            Hotspot(
                e.name,
                e.box.adjusted(-4, -4, 4, 4),
                QPointF(e.box.left(), e.box.bottom()),
                CardText(_title(e), (), e.reason),
            )
            for e in self._entries
            if e.name
        ]

    def _draw(self, painter: QPainter, style: Style) -> None:
        if self._values is None:
            return
        _paint(painter, self._values, self._entries, QRectF(self.rect()), style)
        for entry in self._entries:
            if entry.name and entry.name == self.current_key and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(style.theme.unit, 1.5))
                painter.drawRoundedRect(entry.box.adjusted(-5, -2, 5, 2), 5, 5)


def _title(entry: Entry) -> str:
    if entry.on_purpose:
        return _("Chosen by you: {words}").format(words=entry.words)
    state = {True: _("Fair"), False: _("Not fair"), None: _("Unknown")}
    return f"{state[entry.holds]}: {entry.words.rstrip('?')}"


def _words(values: StripValues) -> list[tuple[str, bool | None, str, str]]:
    return fairness_words(values.fair, values.unit, values.n_unit, values.n_other)


def strip_height(values: StripValues, width: float, style: Style) -> float:
    """Return the strip's height at a width, its marks wrapped."""
    entries = _entries(values, QRectF(0, 0, width, 0), style)
    below = _published_box(values, entries, QRectF(0, 0, width, 0), style)
    return max(entries[-1].box.bottom(), below.bottom()) + PADDING_PX[1]


def paint_strip(painter: QPainter, values: StripValues, box: QRectF, style: Style) -> None:
    """Paint the strip into a box, as on the screen but without focus."""
    _paint(painter, values, _entries(values, box, style), box, style)


def _published_box(
    values: StripValues, entries: Sequence[Entry], box: QRectF, style: Style
) -> QRectF:
    """Return where the words on published figures stand, wrapped, below the marks; of no height
    where there are none."""
    top = entries[-1].box.bottom() + (LINE_GAP_PX if values.published else 0)
    room = QRectF(box.left() + PADDING_PX[0], top, box.width() - 2 * PADDING_PX[0], 10_000)
    if not values.published:
        return QRectF(room.left(), top, room.width(), 0)
    return style.metrics("secondary").boundingRect(room, _WRAP, values.published)


def _entries(values: StripValues, box: QRectF, style: Style) -> list[Entry]:
    """Place the marks from left to right, wrapped; the verdict stands at the right end."""
    metrics = style.metrics("secondary")
    left, right = box.left() + PADDING_PX[0], box.left() + box.width() - PADDING_PX[0]
    height = metrics.height()
    x, y = left, box.top() + PADDING_PX[1]
    entries = []
    room = right - left - MARK_PX - MARK_GAP_PX - 4
    for name, holds, whole, reason in _words(values):
        words = metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
        width = MARK_PX + MARK_GAP_PX + metrics.horizontalAdvance(words) + 2
        if x > left and x + width > right:
            x, y = left, y + height + LINE_GAP_PX
        purpose = holds is False and name in values.fair.on_purpose
        entries.append(Entry(name, holds, words, reason, QRectF(x, y, width, height), purpose))
        x += width + ENTRY_GAP_PX
    verdict = fairness_verdict(values.fair)
    width = style.metrics("secondary").horizontalAdvance(verdict) + 2
    if x + width > right:
        y += height + LINE_GAP_PX
    where = QRectF(right - width, y, width, height)
    entries.append(Entry("", None, verdict, "", where))
    return entries


def _paint(
    painter: QPainter,
    values: StripValues,
    entries: Sequence[Entry],
    box: QRectF,
    style: Style,
) -> None:
    theme = style.theme
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.strip)
    painter.drawRoundedRect(box, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
    painter.setFont(style.font("secondary"))
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    for entry in entries:
        color = theme.mute if entry.holds or entry.on_purpose else theme.ink
        text = entry.box
        if entry.name:
            top = entry.box.center().y() - MARK_PX / 2
            mark = QRectF(entry.box.left(), top, MARK_PX, MARK_PX)
            if entry.on_purpose:
                draw_dot(painter, mark.center(), color, theme.strip, 2.5)
            else:
                draw_mark(painter, mark, entry.holds, color)
            text = text.adjusted(MARK_PX + MARK_GAP_PX, 0, 4, 0)
        painter.setPen(color)
        painter.drawText(text, middle, entry.words)
    if values.published:
        painter.setPen(theme.mute)
        painter.drawText(_published_box(values, entries, box, style), _WRAP, values.published)
