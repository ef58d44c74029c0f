"""Where the bars of answers stand on their zero line, in which tint, with which words above.

The best answers stand right of one zero line, all others left of it in the order of the scale:
the middle next to the line, the worst at the outer end. So what is right of the line is the
figure of the measure, and the middle is not counted as good. Answers outside the scale ("Don't
know") stand apart at the far left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from models.analysis.estimates import AnswerShare, ItemDistribution
from ui.base.theme import blend, contrast
from ui.base.words import percent, sentence_start
from ui.charts.canvas import Style

BAR_PX = 20
BAR_GAP_PX = 4
HEAD_GAP_PX = 4
ITEM_GAP_PX = 20
GUTTER_GAP_PX = 10
MAX_GUTTER_SHARE = 0.24
SEAM_PX = 1.0
RADIUS_PX = 4.0
WORD_GAP_PX = 8
ZERO_OVER_PX = 3
END_GAP_PX = 6
APART_PX = 6

_TINTS = {"top": (0.75, 1.0), "middle": (0.16, 0.22), "bottom": (0.34, 0.5)}
"""From the answer next to the zero line to the outermost of a box: how much of the color is in
its tint. Between 0.75 and 1 neither dark nor light text can be read on it."""


@dataclass(frozen=True)
class Segment:
    """One answer of one bar; `words` is empty where its share has no room."""

    answer: AnswerShare
    box: QRectF
    fill: QColor
    ink: QColor
    words: str


@dataclass(frozen=True)
class Bar:
    """One bar: its segments from left to right, and the share of the best answers at its end."""

    name: str
    gutter: QRectF
    box: QRectF
    segments: tuple[Segment, ...]
    best: str
    end: QRectF


@dataclass(frozen=True)
class ItemBars:
    """The bars of one item, with the answer words that have room above them."""

    item: ItemDistribution
    area: QRectF
    head: QRectF
    words: tuple[tuple[QRectF, str], ...]
    bars: tuple[Bar, ...]
    zero: float


@dataclass(frozen=True)
class Ground:
    """The field all bars of a chart share: where zero is and how wide a share of 1 is."""

    gutter: float
    """How wide the names before the bars may be."""
    left: float
    right: float
    zero: float
    whole: float


def item_heights(items: Sequence[ItemDistribution], style: Style) -> list[float]:
    """Return the height of each item: its label, its answer words and its one or two bars.

    The words stand once for items below each other that are answered in the same words.
    """
    title, small = style.metrics("body").height(), style.metrics("small").height()
    bar = style.px(BAR_PX) + BAR_GAP_PX
    heights = []
    for item, worded in zip(items, _worded(items), strict=True):
        if item.too_few:
            below = style.metrics("secondary").height()
        else:
            below = (small + 2 if worded else 0) + bar * len(_sides(item)) - BAR_GAP_PX
        heights.append(title + HEAD_GAP_PX + below)
    return heights


def _worded(items: Sequence[ItemDistribution]) -> list[bool]:
    """Return which items name their answers: those answered in other words than the one above."""
    shown = [tuple(answer.label for answer in item.answers) for item in items if not item.too_few]
    news = iter([True, *(above != here for above, here in pairwise(shown))])
    return [not item.too_few and next(news) for item in items]


def _sides(item: ItemDistribution) -> list[list[float]]:
    """Return the shares of the unit and, where there are any, of the others; each adds to 1."""
    sides = [[answer.unit or 0.0 for answer in item.answers]]
    if any(answer.other is not None for answer in item.answers):
        sides.append([answer.other or 0.0 for answer in item.answers])
    return [[share / (sum(side) or 1.0) for share in side] for side in sides]


def lay_out_answers(
    items: Sequence[ItemDistribution], names: tuple[str, str], box: QRectF, style: Style
) -> list[ItemBars]:
    """Place the items below each other, the names of unit and others before their bars."""
    ground = _ground(items, names, box, style)
    laid, top = [], box.top()
    for item, height, worded in zip(items, item_heights(items, style), _worded(items), strict=True):
        area = QRectF(box.left(), top, box.width(), height)
        laid.append(_lay_item(item, names, area, ground, worded, style))
        top += height + ITEM_GAP_PX
    return laid


def _ground(
    items: Sequence[ItemDistribution], names: tuple[str, str], box: QRectF, style: Style
) -> Ground:
    metrics = style.metrics("secondary")
    widest = max((metrics.horizontalAdvance(sentence_start(name)) for name in names), default=0.0)
    gutter = min(widest + 2, box.width() * MAX_GUTTER_SHARE)
    left = box.left() + gutter + GUTTER_GAP_PX
    right = box.right() - style.metrics("strong").horizontalAdvance("100%") - END_GAP_PX
    best = [
        sum(s for s, answer in zip(side, item.answers, strict=True) if answer.box == "top")
        for item in items
        if not item.too_few
        for side in _sides(item)
    ]
    most, least = max(best, default=0.5), min(best, default=0.5)
    if any(answer.box == "outside" for item in items for answer in item.answers):
        left += APART_PX
    whole = max(1.0, right - left) / ((most + 1 - least) or 1.0)
    return Ground(gutter, left, right, left + (1 - least) * whole, whole)


def _lay_item(
    item: ItemDistribution,
    names: tuple[str, str],
    area: QRectF,
    ground: Ground,
    worded: bool,
    style: Style,
) -> ItemBars:
    head = QRectF(area.left(), area.top(), area.width(), style.metrics("body").height())
    if item.too_few:
        return ItemBars(item, area, head, (), (), ground.zero)
    small = style.metrics("small").height()
    top = head.bottom() + HEAD_GAP_PX + (small + 2 if worded else 0)
    height = style.px(BAR_PX)
    bars: list[Bar] = []
    for name, shares in zip(names, _sides(item), strict=False):
        row = QRectF(area.left(), top, area.width(), height)
        bars.append(_bar(name, row, item.answers, shares, bool(bars), ground, style))
        top += height + BAR_GAP_PX
    limits = QRectF(ground.left - APART_PX, head.bottom(), 0, small)
    limits.setRight(area.right())
    words = _words_above(bars[0], limits, ground.zero, style) if worded else ()
    return ItemBars(item, area, head, words, tuple(bars), ground.zero)


def _bar(
    name: str,
    row: QRectF,
    answers: Sequence[AnswerShare],
    shares: Sequence[float],
    of_others: bool,
    ground: Ground,
    style: Style,
) -> Bar:
    color = style.theme.organization if of_others else style.theme.unit
    numbered = sum(answer.box == "top" for answer in answers) > 1
    segments = []
    for place, left in _starts(answers, shares, ground):
        answer, width = answers[place], shares[place] * ground.whole
        fill = blend(color, style.theme.card, _tint(answers, place))
        ink = max(style.theme.ink, style.theme.card, key=lambda c: contrast(c, fill))
        words = percent(shares[place], sign=False)
        fits = style.metrics("small").horizontalAdvance(words) + 6 <= width
        told = fits and (numbered or answer.box != "top")
        where = QRectF(left, row.top(), width, row.height())
        segments.append(Segment(answer, where, fill, ink, words if told else ""))
    best = sum(s for s, answer in zip(shares, answers, strict=True) if answer.box == "top")
    edges = [ground.zero, *(segment.box.right() for segment in segments)]
    starts = [ground.zero, *(segment.box.left() for segment in segments)]
    box = QRectF(min(starts), row.top(), max(edges) - min(starts), row.height())
    end = QRectF(box.right(), row.top(), row.right() - box.right(), row.height())
    end.adjust(END_GAP_PX, 0, 0, 0)
    gutter = QRectF(row.left(), row.top(), ground.gutter, row.height())
    return Bar(
        sentence_start(name), gutter, box, tuple(segments), percent(best if segments else None), end
    )


def _starts(
    answers: Sequence[AnswerShare], shares: Sequence[float], ground: Ground
) -> list[tuple[int, float]]:
    """Return the places of the answers somebody gave and their left edges, from left to right."""
    given = [place for place, share in enumerate(shares) if share > 0]
    outside = [place for place in given if answers[place].box == "outside"]
    below = [place for place in given if answers[place].box not in ("outside", "top")]
    above = [place for place in given if answers[place].box == "top"]
    edge = ground.zero - ground.whole * sum(shares[place] for place in below)
    apart = APART_PX if outside and below else 0
    x = edge - ground.whole * sum(shares[place] for place in outside) - apart
    starts = []
    for places, start in ((outside, x), (below, edge), (above, ground.zero)):
        left = start
        for place in places:
            starts.append((place, left))
            left += shares[place] * ground.whole
    return starts


def _tint(answers: Sequence[AnswerShare], place: int) -> float:
    """Return the share of color in an answer's tint: deepest at the outer end of each box."""
    box = answers[place].box
    if box not in _TINTS:
        return 0.0
    same = [k for k, answer in enumerate(answers) if answer.box == box]
    inner, outer = _TINTS[box]
    last = len(same) - 1
    if box == "top":
        return outer if place == same[-1] else inner
    return outer if not last else outer - (outer - inner) * same.index(place) / last


def _words_above(
    bar: Bar, limits: QRectF, zero: float, style: Style
) -> tuple[tuple[QRectF, str], ...]:
    """Place the answers' words over the unit's segments, best and worst first, where they fit.

    The words of the best answers keep right of the zero line, the others left of it.
    """
    metrics = style.metrics("small")
    last = len(bar.segments) - 1
    order = sorted(range(last + 1), key=lambda k: (-min(1, k in (0, last)), -k))
    placed: list[tuple[QRectF, str]] = []
    for k in order:
        segment = bar.segments[k]
        width = metrics.horizontalAdvance(segment.answer.label) + 1
        on_right = segment.answer.box == "top"
        first, end = (zero, limits.right()) if on_right else (limits.left(), zero - WORD_GAP_PX / 2)
        left = max(first, min(segment.box.center().x() - width / 2, end - width))
        where = QRectF(left, bar.box.top() - limits.height() - 2, width, limits.height())
        apart = where.adjusted(-WORD_GAP_PX, 0, WORD_GAP_PX, 0)
        if left + width <= end and not any(apart.intersects(other) for other, _w in placed):
            placed.append((where, segment.answer.label))
    return tuple(placed)
