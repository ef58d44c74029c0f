"""How patients answered: for each item one bar for the unit and one for the others, diverging
from one zero line.

The best answers stand right of the zero line, all others left of it in the order of the scale:
the middle next to the line, the worst at the outer end. So what is right of the line is the
figure of the measure, and the middle is not counted as good. Answers outside the scale ("Don't
know") stand apart at the far left, hollow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from models.analysis.estimates import AnswerShare, ItemDistribution
from ui.base.theme import Appearance, blend, contrast
from ui.charts.canvas import Hotspot, Style
from ui.charts.plot.layer import CENTER, Drawing, Words
from ui.charts.plot.marks import Marks
from ui.charts.plot.scales import Frame
from ui.charts.rows.row_plot import RowPlot
from ui.text.charts_results import answers_given, answers_spoken, item_card
from ui.text.formats import percent, sentence_start

BAR_PX = 20
BAR_GAP_PX = 4
HEAD_GAP_PX = 4
ITEM_GAP_PX = 20
GUTTER_GAP_PX = 10
MAX_GUTTER_SHARE = 0.24
WORD_GAP_PX = 8
ZERO_OVER_PX = 3
END_GAP_PX = 6
APART = 0.02
"""How far answers outside the scale stand from the others, as a share."""

_TINTS = {"top": (0.75, 1.0), "middle": (0.16, 0.22), "bottom": (0.34, 0.5)}
"""From the answer next to the zero line to the outermost of a box: how much of the color is in
its tint. Between 0.75 and 1 neither dark nor light text can be read on it."""


@dataclass(frozen=True)
class Segment:
    """One answer of one bar, from `left` to `right` as shares beside the zero line."""

    answer: AnswerShare
    left: float
    right: float
    fill: QColor

    @property
    def share(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Bar:
    """One bar: its segments from left to right, and the share of the best answers at its end.
    `top` and `bottom` are pixels of the chart at its first range."""

    name: str
    top: float
    bottom: float
    segments: tuple[Segment, ...]
    best: str


@dataclass(frozen=True)
class ItemBars:
    """The bars of one item; `worded` where its answers are named above them."""

    item: ItemDistribution
    top: float
    bottom: float
    worded: bool
    bars: tuple[Bar, ...]


class AnswerBars(RowPlot):
    """Draws the `ItemDistribution`s of a measure: right of the zero line the best answers, left
    of it the others, the worst at the outer end; one tint each, the best in the full color."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._items: Sequence[ItemDistribution] = ()
        self._unit = self._other = ""
        self.laid: Sequence[ItemBars] = ()
        self.setObjectName("answer_bars")

    def show_answers(self, items: Sequence[ItemDistribution], unit: str, other: str) -> None:
        """Draw the answers of the unit named `unit` beside those of `other` (a short name)."""
        self._items, self._unit, self._other = items, unit, other
        self.renew()
        self.setMinimumHeight(self.sizeHint().height())

    def finding(self) -> str:
        return answers_spoken(self._items, self._other)

    def height_for(self, _width: float, style: Style) -> float:
        if not self._items:
            return 0.0
        return sum(_item_heights(self._items, style)) + ITEM_GAP_PX * (len(self._items) - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, round(self.height_for(160, self.style_now())))

    def _copy(self, chart: AnswerBars) -> None:
        self._items, self._unit, self._other = chart._items, chart._unit, chart._other

    # Ranges and marks.

    def _frame(self, box: QRectF, style: Style) -> Frame | None:
        if not self._items:
            return None
        self.laid = self._lay_out(style)
        metrics, names = style.metrics("secondary"), (self._unit, self._other)
        widest = max(metrics.horizontalAdvance(sentence_start(name)) for name in names)
        self._gutter = min(widest + 2, box.width() * MAX_GUTTER_SHARE)
        left = self._gutter + GUTTER_GAP_PX
        right = style.metrics("strong").horizontalAdvance("100%") + END_GAP_PX
        ends = [(s.left, s.right) for item in self.laid for bar in item.bars for s in bar.segments]
        low = min((start for start, _end in ends), default=-0.5)
        high = max((end for _start, end in ends), default=0.5)
        xs = (min(low, 0.0), max(high, 0.0)) if ends else (-0.5, 0.5)
        return Frame(left, 0, right, 0, xs, (0.0, max(box.height(), 1.0)))

    def _lay_out(self, style: Style) -> list[ItemBars]:
        laid, top, small = [], 0.0, style.metrics("small").height()
        heights, worded = _item_heights(self._items, style), _worded(self._items)
        for item, height, named in zip(self._items, heights, worded, strict=True):
            first = top + style.metrics("body").height() + HEAD_GAP_PX + (small + 2 if named else 0)
            names = zip((self._unit, self._other), _sides(item), strict=False)
            bars = tuple(
                _bar(name, first + k * (style.px(BAR_PX) + BAR_GAP_PX), item, side, k, style)
                for k, (name, side) in enumerate(() if item.too_few else names)
            )
            laid.append(ItemBars(item, top, top + height, named, bars))
            top += height + ITEM_GAP_PX
        return laid

    def _fill(self, marks: Marks, style: Style) -> None:
        found = [(bar, s) for item in self.laid for bar in item.bars for s in bar.segments]
        seam = style.pen(style.theme.card, 1)
        hollow = style.pen(style.theme.organization, 1, (2.0, 2.0))
        if not found:
            return
        marks.bars(
            "bars",
            [(s.left, s.right, bar.top, bar.bottom) for bar, s in found],
            [s.fill for _bar, s in found],
            [hollow if s.answer.box == "outside" else seam for _bar, s in found],
        )
        ends = [
            (0.0, y)
            for item in self.laid
            if item.bars
            for y in (item.bars[0].top - ZERO_OVER_PX, item.bars[-1].bottom + ZERO_OVER_PX)
        ]
        pen = style.pen(style.theme.ink, 1.5)
        marks.curve("zero", ends, pen, connect="pairs")

    # Words and stops.

    def _place(self, style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        drawings: list[Drawing] = []
        stops = []
        for item in self.laid:
            drawings += self._words_of(item, style)
            area = self._box_of(self.range.left(), self.range.right(), item.top, item.bottom)
            card = item_card(item.item, self._unit, self._other)
            anchor = area.center()
            anchor.setY(area.bottom() - BAR_PX)
            stops.append(Hotspot(item.item.item, area, anchor, card))
        return stops, drawings

    def _box_of(self, left: float, right: float, top: float, bottom: float) -> QRectF:
        y = self.scales.y
        return QRectF(left, y(top), right - left, y(bottom) - y(top))

    def _words_of(self, laid: ItemBars, style: Style) -> list[Words]:
        width, head = self.range.width(), style.metrics("body").height()
        words = [
            Words(laid.item.label, self._box_of(0, width, laid.top, laid.top + head), "body", "ink")
        ]
        if laid.item.too_few:
            below = self._box_of(0, width, laid.top + head + HEAD_GAP_PX, laid.bottom)
            return [*words, Words(answers_given(laid.item, "", ""), below, "secondary")]
        if laid.worded:
            words += self._answer_words(laid.bars[0], style)
        for bar in laid.bars:
            names = self._box_of(0, self._gutter, bar.top, bar.bottom)
            words.append(Words(bar.name, names, "secondary"))
            last = max([0.0, *(segment.right for segment in bar.segments)])
            ends = self._box_of(self.scales.x(last) + END_GAP_PX, width, bar.top, bar.bottom)
            words.append(Words(bar.best, ends, "strong", "ink"))
            words += self._shares(bar, laid.item, style)
        return words

    def _shares(self, bar: Bar, item: ItemDistribution, style: Style) -> list[Words]:
        """Write each answer's share into its segment where it fits; the only best answer has its
        share at the end of the bar."""
        several, metrics = sum(a.box == "top" for a in item.answers) > 1, style.metrics("small")
        found = []
        for segment in bar.segments:
            words = percent(segment.share, sign=False)
            ends = (self.scales.x(segment.left), self.scales.x(segment.right))
            fits = metrics.horizontalAdvance(words) + 6 <= ends[1] - ends[0]
            if fits and (several or segment.answer.box != "top"):
                box = self._box_of(*ends, bar.top, bar.bottom)
                found.append(Words(words, box, tone=ink_on(segment.fill, style), align=CENTER))
        return found

    def _answer_words(self, bar: Bar, style: Style) -> list[Words]:
        """Name the answers over the unit's segments, best and worst first, where they fit.

        The words of the best answers keep right of the zero line, the others left of it.
        """
        metrics, zero = style.metrics("small"), self.scales.x(0)
        last = len(bar.segments) - 1
        order = sorted(range(last + 1), key=lambda k: (-min(1, k in (0, last)), -k))
        top = self.scales.y(bar.top) - metrics.height() - 2
        placed: list[Words] = []
        for k in order:
            segment = bar.segments[k]
            width = metrics.horizontalAdvance(segment.answer.label) + 1
            on_right = segment.answer.box == "top"
            first = zero if on_right else self._gutter
            end = self.range.width() if on_right else zero - WORD_GAP_PX / 2
            center = self.scales.x((segment.left + segment.right) / 2)
            left = max(first, min(center - width / 2, end - width))
            box = QRectF(left, top, width, metrics.height())
            apart = box.adjusted(-WORD_GAP_PX, 0, WORD_GAP_PX, 0)
            if left + width <= end and not any(apart.intersects(other.box) for other in placed):
                placed.append(Words(segment.answer.label, box))
        return placed


def ink_on(fill: QColor, style: Style) -> str:
    """Return the color of the theme that can be read best on a fill."""
    return max(("ink", "card"), key=lambda tone: contrast(style.theme.color(tone), fill))


def _item_heights(items: Sequence[ItemDistribution], style: Style) -> list[float]:
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


def _bar(
    name: str,
    top: float,
    item: ItemDistribution,
    shares: Sequence[float],
    side: int,
    style: Style,
) -> Bar:
    theme, answers = style.theme, item.answers
    color = theme.organization if side else theme.unit
    segments = tuple(
        Segment(answers[k], left, left + shares[k], blend(color, theme.card, _tint(answers, k)))
        for k, left in _starts(answers, shares)
    )
    best = sum(s for s, answer in zip(shares, answers, strict=True) if answer.box == "top")
    words = percent(best if segments else None)
    return Bar(sentence_start(name), top, top + style.px(BAR_PX), segments, words)


def _starts(answers: Sequence[AnswerShare], shares: Sequence[float]) -> list[tuple[int, float]]:
    """Return the places of the answers somebody gave and their left ends, from left to right."""
    given = [place for place, share in enumerate(shares) if share > 0]
    outside = [place for place in given if answers[place].box == "outside"]
    below = [place for place in given if answers[place].box not in ("outside", "top")]
    above = [place for place in given if answers[place].box == "top"]
    edge = -sum(shares[place] for place in below)
    apart = APART if outside and below else 0.0
    first = edge - sum(shares[place] for place in outside) - apart
    starts = []
    for places, start in ((outside, first), (below, edge), (above, 0.0)):
        left = start
        for place in places:
            starts.append((place, left))
            left += shares[place]
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
