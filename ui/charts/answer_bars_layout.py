"""Where the bars of answers stand, in which tint, and which words have room above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from models.analysis.results import AnswerShare, ItemDistribution
from ui.charts.style import Style
from ui.theme import blend, contrast
from ui.words import percent, sentence_start

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


def item_height(item: ItemDistribution, style: Style) -> float:
    """Return the height of one item: its label, its answer words and its one or two bars."""
    head = style.metrics("body").height() + HEAD_GAP_PX
    if item.too_few:
        return head + style.metrics("secondary").height()
    bars = 2 if _has_other(item) else 1
    words = style.metrics("small").height() + 2
    return head + words + bars * (style.px(BAR_PX) + BAR_GAP_PX) - BAR_GAP_PX


def _has_other(item: ItemDistribution) -> bool:
    return any(answer.other is not None for answer in item.answers)


def lay_out_answers(
    items: Sequence[ItemDistribution], names: tuple[str, str], box: QRectF, style: Style
) -> list[ItemBars]:
    """Place the items below each other, the names of unit and others before their bars."""
    metrics = style.metrics("secondary")
    widest = max((metrics.horizontalAdvance(sentence_start(name)) for name in names), default=0.0)
    gutter = min(widest + 2, box.width() * MAX_GUTTER_SHARE)
    laid, top = [], box.top()
    for item in items:
        height = item_height(item, style)
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
