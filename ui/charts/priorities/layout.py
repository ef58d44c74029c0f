"""Where everything of the priority matrix stands: the gap across, importance upward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from PySide6.QtCore import QPointF, QRectF

from models.analysis.priorities import Priorities, PriorityItem
from ui.base.words import points
from ui.charts.canvas import Labels, Style, around
from ui.charts.priorities.words import name_of
from ui.text.language import _

AXIS_GAP_PX = 8
X_TICK_GAP_PX = 70
Y_TICK_GAP_PX = 44
AIR = 0.06
BRACKET_PX = 10
BRACKET_GAP_PX = 10
MOST_NAMED = 16
"""Up to so many measures every one is named where there is room."""

FIRST_NAMED = 6
"""With more measures, so many of the most important are named, besides the real gaps."""

NAME_AWAY_PX = 9.0
OFF_THE_BARS = (4, 6, 5, 7, 0, 1, 2, 3)
"""Places beside a mark, those first that lie off its own intervals."""


@dataclass(frozen=True)
class Mark:
    item: PriorityItem
    at: QPointF
    left: float | None
    right: float | None
    """Ends of the gap's interval."""
    top: float | None
    bottom: float | None
    """Ends of the importance's interval."""


@dataclass(frozen=True)
class MarkName:
    measure: str
    words: str
    box: QRectF
    tone: str
    strong: bool


@dataclass(frozen=True)
class Bracket:
    """Measures that cannot be told apart in importance, from `top` to `bottom`. Only the longest
    bracket says so: there is no room for more."""

    x: float
    top: float
    bottom: float
    words: str
    box: QRectF


@dataclass(frozen=True)
class MatrixLayout:
    plot: QRectF
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x_cut: float
    y_cut: float
    x_ticks: tuple[float, ...]
    y_ticks: tuple[float, ...]
    of_gaps: bool
    """False where nobody is there to compare with: then the unit's own share stands across."""
    marks: tuple[Mark, ...] = ()
    names: tuple[MarkName, ...] = ()
    brackets: tuple[Bracket, ...] = ()

    def x(self, value: float) -> float:
        low, high = self.x_range
        return self.plot.left() + (value - low) / (high - low) * self.plot.width()

    def y(self, value: float) -> float:
        low, high = self.y_range
        return self.plot.bottom() - (value - low) / (high - low) * self.plot.height()


def placed_items(found: Priorities) -> list[PriorityItem]:
    """Return the measures that have a place: an importance, and a gap or a share."""
    of_gaps = any(item.gap is not None for item in found.items)
    return [
        item
        for item in found.items
        if item.importance is not None and (item.gap if of_gaps else item.performance) is not None
    ]


def lay_out_matrix(found: Priorities, box: QRectF, style: Style) -> MatrixLayout | None:
    """Place the matrix in a box; None while no measure has a place."""
    items = placed_items(found)
    if not items or found.importance_cut is None:
        return None
    of_gaps = any(item.gap is not None for item in items)
    metrics = style.metrics("small")
    left = metrics.horizontalAdvance("00.0%") + AXIS_GAP_PX
    several = any(len(group) > 1 for group in found.groups)
    right = BRACKET_PX + BRACKET_GAP_PX + metrics.height() + 6 if several else 4.0
    below = 2 * metrics.height() + 10
    plot = QRectF(
        box.left() + left, box.top() + 4, box.width() - left - right, box.height() - 4 - below
    )
    x_cut = 0.0 if of_gaps else found.performance_cut or 0.0
    x_range = _across(items, x_cut, of_gaps)
    y_range = (
        0.0,
        max(max(i.high or i.importance or 0.0 for i in items), found.importance_cut) * (1 + AIR),
    )
    bare = MatrixLayout(
        plot,
        x_range,
        y_range,
        x_cut,
        found.importance_cut,
        _ticks(x_range, plot.width(), X_TICK_GAP_PX),
        _ticks(y_range, plot.height(), Y_TICK_GAP_PX),
        of_gaps,
    )
    marks = tuple(_mark(item, bare) for item in items)
    return MatrixLayout(
        plot,
        x_range,
        y_range,
        x_cut,
        found.importance_cut,
        bare.x_ticks,
        bare.y_ticks,
        of_gaps,
        marks,
        tuple(_names(marks, bare, style)),
        tuple(_brackets(found, marks, bare, style)),
    )


def _across(items: Sequence[PriorityItem], cut: float, of_gaps: bool) -> tuple[float, float]:
    if of_gaps:
        seen = [v for i in items for v in (i.gap, i.gap_low, i.gap_high) if v is not None]
    else:
        seen = [i.performance for i in items if i.performance is not None]
    low, high = min(*seen, cut), max(*seen, cut)
    spare = max((high - low) * AIR, 0.02)
    low, high = low - spare, high + spare
    return (low, high) if of_gaps else (max(0.0, low), min(1.0, high))


def _ticks(ends: tuple[float, float], length: float, gap_px: float) -> tuple[float, ...]:
    low, high = ends
    least = (high - low) * gap_px / max(length, 1.0)
    power = 10.0 ** floor(log10(least))
    step = next(power * k for k in (1, 2, 5, 10) if power * k >= least - 1e-12)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(round(k * step, 9) for k in range(first, last + 1))


def _mark(item: PriorityItem, layout: MatrixLayout) -> Mark:
    value = item.gap if layout.of_gaps else item.performance
    at = QPointF(layout.x(value or 0.0), layout.y(item.importance or 0.0))
    gaps = (item.gap_low, item.gap_high) if layout.of_gaps else (None, None)
    left, right = (layout.x(v) if v is not None else None for v in gaps)
    bottom, top = (layout.y(v) if v is not None else None for v in (item.low, item.high))
    return Mark(item, at, left, right, top, bottom)


def _names(marks: Sequence[Mark], layout: MatrixLayout, style: Style) -> list[MarkName]:
    """Name the real gaps first, then the most important ones, then the rest where there is room."""
    labels = Labels(layout.plot.adjusted(0, -4, 0, 4))
    for mark in marks:
        labels.take(QRectF(mark.at.x() - 7, mark.at.y() - 7, 14, 14))
    for corner in corner_boxes(layout, style):
        labels.take(corner)
    real = [m for m in marks if m.item.signal in ("above", "below")]
    others = [m for m in marks if m not in real]
    if len(marks) > MOST_NAMED:
        others = others[:FIRST_NAMED]
    found = []
    for mark in (*real, *others):
        strong = mark in real
        words = name_of(mark.item)
        if strong and mark.item.gap is not None:
            words = f"{words}: {points(mark.item.gap)}"
        metrics = style.metrics("strong" if strong else "small")
        boxes = around(
            mark.at, metrics.horizontalAdvance(words) + 2, metrics.height(), NAME_AWAY_PX
        )
        boxes = [boxes[k] for k in OFF_THE_BARS]
        where = labels.place_anyhow(boxes) if strong else labels.place(boxes)
        if where is not None:
            found.append(
                MarkName(
                    mark.item.measure, words, where, mark.item.signal if strong else "ink", strong
                )
            )
    return found


def corner_boxes(layout: MatrixLayout, style: Style) -> list[QRectF]:
    """Return where the four fields have their names: fix first, keep up, monitor, maintain."""
    metrics = style.metrics("strong")
    width, height = metrics.horizontalAdvance(_("Fix first")) * 1.3, metrics.height()
    plot = layout.plot.adjusted(6, 4, -6, -4)
    left, right = plot.left(), plot.right() - width
    top, bottom = plot.top(), plot.bottom() - height
    return [QRectF(x, y, width, height) for y in (top, bottom) for x in (left, right)]


def _brackets(
    found: Priorities, marks: Sequence[Mark], layout: MatrixLayout, style: Style
) -> list[Bracket]:
    at = {mark.item.measure: mark.at.y() for mark in marks}
    metrics, words = style.metrics("small"), _("cannot be told apart")
    x, room = layout.plot.right() + BRACKET_GAP_PX, metrics.horizontalAdvance(words)
    spans = [[at[key] for key in group if key in at] for group in found.groups]
    ends = [(min(ys) - 6, max(ys) + 6) for ys in spans if len(ys) > 1]
    longest = max(ends, key=lambda pair: pair[1] - pair[0], default=None)
    brackets = []
    for top, bottom in ends:
        middle = (top + bottom) / 2
        start = max(layout.plot.top(), min(middle - room / 2, layout.plot.bottom() - room))
        box = QRectF(x + BRACKET_PX, start, metrics.height(), room + 2)
        said = words if (top, bottom) == longest else ""
        brackets.append(Bracket(x, top, bottom, said, box))
    return brackets
