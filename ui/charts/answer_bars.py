"""How patients answered: for each item one bar for the unit and one for the others, aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from models.analysis.results import AnswerShare, ItemDistribution
from ui.charts.canvas import Canvas, Stop, Style
from ui.charts.card import CardText
from ui.charts.shapes import draw_hatch
from ui.charts.words import tr
from ui.theme import Look, blend, contrast
from ui.words import counted, number, percent, sentence_start

BAR_PX = 20
BAR_GAP_PX = 4
HEAD_GAP_PX = 4
ITEM_GAP_PX = 20
GUTTER_GAP_PX = 10
MAX_GUTTER_SHARE = 0.24
SEAM_PX = 1.0
RADIUS_PX = 4.0
WORD_GAP_PX = 8

_TINTS = {"top": (1.0, 0.75), "middle": (0.5, 0.38), "bottom": (0.24, 0.12)}
"""From the best to the worst answer of a box: how much of the color is in its tint.

Between 0.75 and 1 neither dark nor light text can be read on it.
"""


@dataclass(frozen=True)
class Segment:
    """One answer of one bar."""

    box: QRectF
    fill: QColor
    ink: QColor
    words: str
    outside: bool


@dataclass(frozen=True)
class Bar:
    name: str
    box: QRectF
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class ItemBars:
    """The bars of one item, with the answer words that have room above them."""

    item: ItemDistribution
    area: QRectF
    head: QRectF
    words: tuple[tuple[QRectF, str], ...]
    bars: tuple[Bar, ...]


class AnswerBars(Canvas):
    """Draws the `ItemDistribution`s of a measure. Worst answers left, best right, in one tint
    each, so that both ends of the two bars can be compared."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
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
        return tr("How patients answered. ") + " ".join(_spoken(item) for item in self._items)

    def height_for(self, _width: float, style: Style) -> float:
        if not self._items:
            return 0.0
        return sum(_item_height(item, style) for item in self._items) + ITEM_GAP_PX * (
            len(self._items) - 1
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(160, round(self.height_for(160, self.style_now())))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        for bars in _laid_out(self._items, (self._unit, self._other), box, style):
            _paint_item(painter, bars, style)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Stop]:
        self._laid = _laid_out(self._items, (self._unit, self._other), box, style)
        return [
            Stop(
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
    own = counted(item.n_unit, tr("answer"), tr("answers"))
    if item.too_few:
        return tr("{answers}: too few to show").format(answers=own)
    if item.n_other is None:
        return tr("{answers} of {unit}").format(answers=own, unit=unit)
    return tr("{answers} of {unit}, {others} of {other}").format(
        answers=own, unit=unit, others=number(item.n_other), other=other
    )


def _spoken(item: ItemDistribution) -> str:
    if item.too_few:
        return f"{item.label}: {_answers(item, '', '')}."
    parts = [f"{a.label} {percent(a.unit)}" for a in reversed(item.answers) if a.unit]
    return f"{item.label}: {', '.join(parts)}."


def _item_height(item: ItemDistribution, style: Style) -> float:
    head = style.metrics("body").height() + HEAD_GAP_PX
    if item.too_few:
        return head + style.metrics("secondary").height()
    bars = 2 if _has_other(item) else 1
    words = style.metrics("small").height() + 2
    return head + words + bars * (style.px(BAR_PX) + BAR_GAP_PX) - BAR_GAP_PX


def _has_other(item: ItemDistribution) -> bool:
    return any(answer.other is not None for answer in item.answers)


def _laid_out(
    items: Sequence[ItemDistribution], names: tuple[str, str], box: QRectF, style: Style
) -> list[ItemBars]:
    metrics = style.metrics("secondary")
    widest = max((metrics.horizontalAdvance(sentence_start(name)) for name in names), default=0.0)
    gutter = min(widest + 2, box.width() * MAX_GUTTER_SHARE)
    laid, top = [], box.top()
    for item in items:
        height = _item_height(item, style)
        area = QRectF(box.left(), top, box.width(), height)
        laid.append(_lay_item(item, names, area, gutter, style))
        top += height + ITEM_GAP_PX
    return laid


def _lay_item(
    item: ItemDistribution, names: tuple[str, str], area: QRectF, gutter: float, style: Style
) -> ItemBars:
    head = QRectF(area.left(), area.top(), area.width(), style.metrics("body").height())
    if item.too_few:
        return ItemBars(item, area, head, (), ())
    small = style.metrics("small").height()
    left = area.left() + gutter + GUTTER_GAP_PX
    top = head.bottom() + HEAD_GAP_PX + small + 2
    height = style.px(BAR_PX)
    first = QRectF(left, top, area.right() - left, height)
    own = _bar(names[0], first, item.answers, [a.unit for a in item.answers], False, style)
    bars = [own]
    if _has_other(item):
        second = first.translated(0, height + BAR_GAP_PX)
        shares = [a.other for a in item.answers]
        bars.append(_bar(names[1], second, item.answers, shares, True, style))
    words = _words_above(item.answers, own, first, small, style)
    return ItemBars(item, area, head, words, tuple(bars))


def _bar(
    name: str,
    box: QRectF,
    answers: Sequence[AnswerShare],
    shares: Sequence[float | None],
    of_others: bool,
    style: Style,
) -> Bar:
    theme = style.theme
    color = theme.organization if of_others else theme.unit
    known = [share or 0.0 for share in shares]
    whole = sum(known) or 1.0
    metrics = style.metrics("small")
    x, segments = box.left(), []
    for place, (answer, share) in enumerate(zip(answers, known, strict=True)):
        width = box.width() * share / whole
        if width > 0:
            fill = blend(color, theme.card, _tint(answers, place))
            ink = max(theme.ink, theme.card, key=lambda c: contrast(c, fill))
            words = percent(share, sign=False)
            fits = metrics.horizontalAdvance(words) + 6 <= width
            where = QRectF(x, box.top(), width, box.height())
            segments.append(
                Segment(where, fill, ink, words if fits else "", answer.box == "outside")
            )
        x += width
    return Bar(sentence_start(name), box, tuple(segments))


def _tint(answers: Sequence[AnswerShare], place: int) -> float:
    """Return the share of color in an answer's tint: deepest for the best of each box."""
    box = answers[place].box
    if box not in _TINTS:
        return 0.0
    same = [k for k, answer in enumerate(answers) if answer.box == box]
    most, least = _TINTS[box]
    if place == same[-1]:
        return most
    if box == "top":
        return least
    return least + (most - least) * same.index(place) / (len(same) - 1)


def _words_above(
    answers: Sequence[AnswerShare], bar: Bar, box: QRectF, height: float, style: Style
) -> tuple[tuple[QRectF, str], ...]:
    """Place the answers' words over the unit's segments, best and worst first, where they fit."""
    metrics = style.metrics("small")
    shown = [a for a in answers if a.unit]
    order = sorted(range(len(shown)), key=lambda k: (-min(1, k in (0, len(shown) - 1)), -k))
    placed: list[tuple[QRectF, str]] = []
    for k in order:
        segment = bar.segments[k].box
        width = metrics.horizontalAdvance(shown[k].label) + 1
        center = segment.center().x()
        left = min(max(center - width / 2, box.left()), box.right() - width)
        if k == len(shown) - 1:
            left = box.right() - width
        elif k == 0:
            left = box.left()
        where = QRectF(left, box.top() - height - 2, width, height)
        apart = where.adjusted(-WORD_GAP_PX, 0, WORD_GAP_PX, 0)
        if width <= box.width() and not any(apart.intersects(other) for other, _w in placed):
            placed.append((where, shown[k].label))
    return tuple(placed)


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
        _paint_bar(painter, bar, bars.area.left(), style)


def _paint_bar(painter: QPainter, bar: Bar, left: float, style: Style) -> None:
    theme = style.theme
    metrics = style.metrics("secondary")
    painter.setFont(style.font("secondary"))
    painter.setPen(theme.mute)
    gutter = QRectF(left, bar.box.top(), bar.box.left() - left - GUTTER_GAP_PX, bar.box.height())
    name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, gutter.width())
    painter.drawText(gutter, int(Qt.AlignmentFlag.AlignVCenter), name)
    outline = QPainterPath()
    outline.addRoundedRect(bar.box, RADIUS_PX, RADIUS_PX)
    painter.setFont(style.font("small"))
    for segment in bar.segments:
        part = QPainterPath()
        part.addRect(segment.box.adjusted(0, 0, -min(SEAM_PX, segment.box.width() / 2), 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(segment.fill)
        painter.drawPath(outline.intersected(part))
        if segment.outside:
            draw_hatch(painter, QPolygonF(segment.box), theme.organization)
        painter.setPen(segment.ink)
        painter.drawText(segment.box, int(Qt.AlignmentFlag.AlignCenter), segment.words)
