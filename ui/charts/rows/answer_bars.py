"""How patients answered: for each item one bar for the unit and one for the others, diverging
from one zero line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from models.analysis.estimates import ItemDistribution
from ui.base.theme import Appearance
from ui.base.words import counted, number, percent
from ui.charts.canvas import CardText, ChartWidget, Hotspot, Style, draw_hatch
from ui.charts.rows.answer_bars_layout import (
    BAR_PX,
    HEAD_GAP_PX,
    ITEM_GAP_PX,
    RADIUS_PX,
    SEAM_PX,
    ZERO_OVER_PX,
    Bar,
    ItemBars,
    item_heights,
    lay_out_answers,
)
from ui.text.language import _


class AnswerBars(ChartWidget):
    """Draws the `ItemDistribution`s of a measure: right of the zero line the best answers, left
    of it the others, the worst at the outer end; one tint each, the best in the full color."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._items: Sequence[ItemDistribution] = ()
        self._unit = ""
        self._other = ""
        self._laid: Sequence[ItemBars] = ()
        self.setObjectName("answer_bars")

    def show_answers(self, items: Sequence[ItemDistribution], unit: str, other: str) -> None:
        """Draw the answers of the unit named `unit` beside those of `other` (a short name)."""
        self._items, self._unit, self._other = items, unit, other
        self.renew()
        self.setMinimumHeight(self.sizeHint().height())

    def finding(self) -> str:
        if not self._items:
            return ""
        return _("How patients answered. ") + " ".join(
            _spoken(item, self._other) for item in self._items
        )

    def height_for(self, _width: float, style: Style) -> float:
        if not self._items:
            return 0.0
        return sum(item_heights(self._items, style)) + ITEM_GAP_PX * (len(self._items) - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, round(self.height_for(160, self.style_now())))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        for bars in lay_out_answers(self._items, (self._unit, self._other), box, style):
            _paint_item(painter, bars, style)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        self._laid = lay_out_answers(self._items, (self._unit, self._other), box, style)
        return [
            Hotspot(
                bars.item.item,
                bars.area,
                QPointF(bars.area.center().x(), bars.area.bottom() - BAR_PX),
                _card(bars.item, self._unit, self._other),
            )
            for bars in self._laid
        ]

    def _draw(self, painter: QPainter, style: Style) -> None:
        for bars in self._laid:
            if self.hasFocus() and bars.item.item == self.current_key:
                painter.setPen(QPen(style.theme.unit, 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(bars.area.adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)
            _paint_item(painter, bars, style)


def _card(item: ItemDistribution, unit: str, other: str) -> CardText:
    rows = [
        (answer.label, f"{percent(answer.unit)} · {other} {percent(answer.other)}")
        for answer in reversed(item.answers)
    ]
    title = item.wording or item.label
    foot = _answers(item, unit, other)
    if item.too_few:
        return CardText(title, (), foot)
    return CardText(title, tuple(rows), foot)


def _answers(item: ItemDistribution, unit: str, other: str) -> str:
    own = counted(item.n_unit, _("answer"), _("answers"))
    if item.too_few:
        return _("{answers}: too few to show").format(answers=own)
    if item.n_other is None:
        return _("{answers} of {unit}").format(answers=own, unit=unit)
    return _("{answers} of {unit}, {others} of {other}").format(
        answers=own, unit=unit, others=number(item.n_other), other=other
    )


def _spoken(item: ItemDistribution, other: str) -> str:
    if item.too_few:
        return f"{item.label}: {_answers(item, '', '')}."
    given = [a for a in reversed(item.answers) if a.unit or a.other]
    parts = [
        f"{a.label} {percent(a.unit)}"
        + (f" ({other} {percent(a.other)})" if a.other is not None else "")
        for a in given
    ]
    return f"{item.label}: {', '.join(parts)}."


def _paint_item(painter: QPainter, bars: ItemBars, style: Style) -> None:
    theme = style.theme
    metrics = style.metrics("body")
    painter.setFont(style.font("body"))
    painter.setPen(theme.ink)
    label = metrics.elidedText(bars.item.label, Qt.TextElideMode.ElideRight, bars.head.width())
    painter.drawText(bars.head, int(Qt.AlignmentFlag.AlignVCenter), label)
    painter.setFont(style.font("small"))
    painter.setPen(theme.mute)
    for where, word in bars.words:
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), word)
    if bars.item.too_few:
        painter.setFont(style.font("secondary"))
        below = bars.head.translated(0, bars.head.height() + HEAD_GAP_PX)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), _answers(bars.item, "", ""))
    for bar in bars.bars:
        _paint_bar(painter, bar, style)
    if bars.bars:
        painter.setPen(QPen(theme.ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        top, bottom = bars.bars[0].box.top(), bars.bars[-1].box.bottom()
        painter.drawLine(QLineF(bars.zero, top - ZERO_OVER_PX, bars.zero, bottom + ZERO_OVER_PX))


def _paint_bar(painter: QPainter, bar: Bar, style: Style) -> None:
    theme = style.theme
    metrics = style.metrics("secondary")
    painter.setFont(style.font("secondary"))
    painter.setPen(theme.mute)
    name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, bar.gutter.width())
    painter.drawText(bar.gutter, int(Qt.AlignmentFlag.AlignVCenter), name)
    painter.setFont(style.font("strong"))
    painter.setPen(theme.ink)
    painter.drawText(bar.end, int(Qt.AlignmentFlag.AlignVCenter), bar.best)
    outline = QPainterPath()
    outline.addRoundedRect(bar.box, RADIUS_PX, RADIUS_PX)
    painter.setFont(style.font("small"))
    for segment in bar.segments:
        part = QPainterPath()
        part.addRect(segment.box.adjusted(0, 0, -min(SEAM_PX, segment.box.width() / 2), 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(segment.fill)
        painter.drawPath(outline.intersected(part))
        if segment.answer.box == "outside":
            draw_hatch(painter, QPolygonF(segment.box), theme.organization)
        painter.setPen(segment.ink)
        painter.drawText(segment.box, int(Qt.AlignmentFlag.AlignCenter), segment.words)
