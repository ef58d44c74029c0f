"""What counts against where the unit stands, each with its interval: four fields, no ranks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from models.analysis.priorities import Priorities, PriorityItem
from ui.base.theme import Appearance
from ui.charts.canvas import Hotspot, Style
from ui.charts.plot.axis import ValueAxis
from ui.charts.plot.labels import WIDEST_NAME, Labels, around
from ui.charts.plot.layer import CENTER, RIGHT, Drawing, Words
from ui.charts.plot.legend import LegendEntry, draw_legend, legend_height
from ui.charts.plot.marks import Marks
from ui.charts.plot.plot import Plot
from ui.charts.plot.scales import Frame, Range
from ui.text.charts import (
    axis_points,
    axis_share,
    gap_title,
    importance_title,
    own_share_title,
    quadrant_words,
    too_close_words,
)
from ui.text.charts_priorities import field_words, item_card, name_of
from ui.text.formats import points
from ui.text.priorities import priorities_verdict

COMFORTABLE_HEIGHT_PX = 400
AXIS_GAP_PX = 8
LEGEND_GAP_PX = 8
BRACKET_PX, BRACKET_GAP_PX = 10, 10
DOT_PX, REAL_PX = 10.0, 13.0
BAR_PX = 3.0
NEAR_PX = 13.0
AIR = 0.06
MOST_NAMED = 16
"""Up to so many measures every one is named where there is room."""

FIRST_NAMED = 6
"""With more measures, so many of the most important are named, besides the real gaps."""

NAME_AWAY_PX = 9.0
OFF_THE_BARS = (4, 6, 5, 7, 0, 1, 2, 3)
"""Places beside a mark, those first that lie off its own intervals."""

CORNERS = ("fix first", "keep up", "monitor", "maintain")
SIGNALS = ("above", "below")


def placed_items(found: Priorities) -> list[PriorityItem]:
    """Return the measures that have a place: an importance, and a gap or a share."""
    of_gaps = any(item.gap is not None for item in found.items)
    return [
        item
        for item in found.items
        if item.importance is not None and (item.gap if of_gaps else item.performance) is not None
    ]


class PriorityMatrix(Plot):
    """Draws `Priorities`. Arrow keys walk through the measures by their importance."""

    zooms_x = zooms_y = True
    has_crosshair = True
    least_px = (280, 240)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        self._across = ValueAxis("bottom", axis_points, gap_px=70)
        up = ValueAxis("left", axis_share, gap_px=44, least_step=0.001)
        super().__init__(look, parent, [up, self._across])
        self._found: Priorities | None = None
        self._items: list[PriorityItem] = []
        self.of_gaps = True
        """False where nobody is there to compare with: the unit's own share stands across."""
        self.setObjectName("priority_matrix")

    def show_priorities(self, found: Priorities | None) -> None:
        """Draw priorities; None draws nothing."""
        self._take(found)
        self.renew()

    def finding(self) -> str:
        if self._found is None:
            return ""
        return f"{self._found.unit}: {priorities_verdict(self._found)}"

    def height_for(self, _width: float, style: Style) -> float:
        return style.px(COMFORTABLE_HEIGHT_PX) if self._found is not None else 0.0

    def _copy(self, chart: PriorityMatrix) -> None:
        self._take(chart._found)

    def _take(self, found: Priorities | None) -> None:
        self._found = found
        self._items = placed_items(found) if found is not None else []
        self.of_gaps = any(item.gap is not None for item in self._items)
        self._across.write(axis_points if self.of_gaps else axis_share, 0.01)

    # Ranges and marks.

    def _frame(self, box: QRectF, style: Style) -> Frame | None:
        found = self._found
        if found is None or not self._items or found.importance_cut is None:
            return None
        metrics = style.metrics("small")
        left = metrics.horizontalAdvance("00.0%") + AXIS_GAP_PX
        several = any(len(group) > 1 for group in found.groups)
        right = BRACKET_PX + BRACKET_GAP_PX + metrics.height() + 6 if several else 4.0
        top = legend_height(_legend(), box.width(), style) + LEGEND_GAP_PX
        highest = max(*(i.high or i.importance or 0.0 for i in self._items), found.importance_cut)
        ys = (0.0, highest * (1 + AIR))
        return Frame(
            left, top + metrics.height() + 4, right, 2 * metrics.height() + 10, self._xs(), ys
        )

    def _xs(self) -> Range:
        seen = [self._x_cut()]
        for item in self._items:
            ends = (item.gap, item.gap_low, item.gap_high) if self.of_gaps else (item.performance,)
            seen += [value for value in ends if value is not None]
        low, high = min(seen), max(seen)
        spare = max((high - low) * AIR, 0.02)
        low, high = low - spare, high + spare
        return (low, high) if self.of_gaps else (max(0.0, low), min(1.0, high))

    def _x_cut(self) -> float:
        cut = self._found.performance_cut if self._found is not None else None
        return 0.0 if self.of_gaps else cut or 0.0

    def _at(self, item: PriorityItem) -> tuple[float, float]:
        across = item.gap if self.of_gaps else item.performance
        return across or 0.0, item.importance or 0.0

    def _fill(self, marks: Marks, style: Style) -> None:
        theme, found = style.theme, self._found
        assert found is not None
        pen = style.pen(theme.organization, 1.5, (4.0, 3.0))
        marks.line("x cut", self._x_cut(), pen, upright=True)
        marks.line("y cut", found.importance_cut or 0.0, pen, upright=False)
        named = self._named_items()
        for tone in ("unit", *SIGNALS):
            of_tone = [item for item in named if _tone(item) == tone]
            self._whiskers(tone, of_tone, theme.color(f"{tone}_soft"))
        marks.points(
            "measures",
            [self._at(item) for item in self._items],
            ["dot" if item.clear else "ring" for item in self._items],
            [theme.color(_tone(item)) for item in self._items],
            [REAL_PX if item.signal in SIGNALS else DOT_PX for item in self._items],
        )

    def _whiskers(self, name: str, items: Sequence[PriorityItem], color: QColor) -> None:
        """Show the intervals of some measures: of their gaps across, of their importance up."""
        across = [
            (*self._at(item), item.gap_low, item.gap_high)
            for item in items
            if self.of_gaps and item.gap_low is not None and item.gap_high is not None
        ]
        up = [
            (*self._at(item), item.low, item.high)
            for item in items
            if item.low is not None and item.high is not None
        ]
        self.marks.whiskers(f"{name} across", across, color, upright=False, width=BAR_PX)
        self.marks.whiskers(f"{name} up", up, color, width=BAR_PX)

    def _named_items(self) -> list[PriorityItem]:
        """Return the measures to be named, the real gaps first; the intervals of more measures
        would hide each other."""
        real = [item for item in self._items if item.signal in SIGNALS]
        others = [item for item in self._items if item not in real]
        return [*real, *(others[:FIRST_NAMED] if len(self._items) > MOST_NAMED else others)]

    def _repaint(self) -> None:
        super()._repaint()
        keys = {self.hovered_key, self.current_key} - {""}
        marked = [item for item in self._items if item.measure in keys]
        if self.home is not None and (marked or "marked up" in self.marks):
            tone = _tone(marked[0]) if marked else "unit"
            self._whiskers("marked", marked, self.style_now().theme.color(tone))

    # Words and stops.

    def _place(self, style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        found, scales = self._found, self.scales
        assert found is not None
        at = {item.measure: scales.at(*self._at(item)) for item in self._items}
        corners = self._corners(style)
        where = QRectF(0, 0, self.range.width(), 0)
        where.setHeight(legend_height(_legend(), where.width(), style))
        drawings: list[Drawing] = [partial(draw_legend, _legend(), where), *corners]
        drawings += self._titles(found, style)
        drawings += self._names(at, corners, style)
        drawings += self._brackets(found, at)
        stops = [
            Hotspot.around(i.measure, at[i.measure], NEAR_PX, item_card(i, found))
            for i in self._items
        ]
        return stops, drawings

    def _names(self, at: dict[str, QPointF], corners: Sequence[Words], style: Style) -> list[Words]:
        labels = Labels(self.plot_box.adjusted(0, -4, 0, 4))
        for point in at.values():
            labels.take(QRectF(point.x() - 7, point.y() - 7, 14, 14))
        for corner in corners:
            labels.take(corner.box)
        named = []
        for item in self._named_items():
            point, strong = at[item.measure], item.signal in SIGNALS
            if not self.sees(point):
                continue
            role = "strong" if strong else "small"
            metrics, widest = style.metrics(role), WIDEST_NAME * self.plot_box.width()
            words = metrics.elidedText(name_of(item), Qt.TextElideMode.ElideMiddle, widest)
            if strong and item.gap is not None:
                words = f"{words}: {points(item.gap)}"
            width = metrics.horizontalAdvance(words) + 2
            boxes = around(point, width, metrics.height(), NAME_AWAY_PX)
            boxes = [boxes[k] for k in OFF_THE_BARS]
            box = labels.place_anyhow(boxes) if strong else labels.place(boxes)
            if box is not None:
                named.append(Words(words, box, role, item.signal if strong else "ink", behind=True))
        return named

    def _corners(self, style: Style) -> list[Words]:
        """Return the names of the four fields: fix first, keep up, monitor, maintain."""
        metrics, plot = style.metrics("strong"), self.plot_box.adjusted(6, 4, -6, -4)
        corners = []
        for corner, (low, right) in zip(CORNERS, product((False, True), repeat=2), strict=True):
            words = field_words(corner)
            width, height = metrics.horizontalAdvance(words) + 2, metrics.height()
            left = plot.right() - width if right else plot.left()
            top = plot.bottom() - height if low else plot.top()
            corners.append(Words(words, QRectF(left, top, width, height), "strong", behind=True))
        return corners

    def _titles(self, found: Priorities, style: Style) -> list[Words]:
        metrics, box = style.metrics("small"), self.plot_box
        height = metrics.height()
        above = QRectF(0, box.top() - height - 4, self.range.width(), height)
        below = QRectF(box.left(), box.bottom() + height + 6, box.width(), height)
        across = gap_title() if self.of_gaps else own_share_title()
        up = importance_title(found.outcome_label)
        return [Words(up, above), Words(across, below, align=RIGHT)]

    def _brackets(self, found: Priorities, at: dict[str, QPointF]) -> list[Drawing]:
        """Return brackets around the measures that are too close to rank. Only the longest says
        so: there is no room for more."""
        box = self.plot_box
        spans = [[at[key].y() for key in group if key in at] for group in found.groups]
        ends = [
            (max(min(ys) - 6, box.top()), min(max(ys) + 6, box.bottom()))
            for ys in spans
            if len(ys) > 1 and min(ys) < box.bottom() and max(ys) > box.top()
        ]
        longest = max(ends, key=lambda pair: pair[1] - pair[0], default=None)
        words, x = too_close_words(), box.right() + BRACKET_GAP_PX
        return [
            partial(_draw_bracket, (top, bottom), x, words if (top, bottom) == longest else "", box)
            for top, bottom in ends
        ]

    def _ring(self, stop: Hotspot) -> tuple[QPointF, float] | None:
        item = next((item for item in self._items if item.measure == stop.key), None)
        return (QPointF(*self._at(item)), REAL_PX + 8) if item is not None else None


def _tone(item: PriorityItem) -> str:
    return item.signal if item.signal in SIGNALS else "unit"


def _draw_bracket(
    span: tuple[float, float], x: float, words: str, plot: QRectF, painter: QPainter, style: Style
) -> None:
    """Draw a bracket with its words beside it, upright along it."""
    (top, bottom), end, metrics = span, x + BRACKET_PX / 2, style.metrics("small")
    painter.setPen(QPen(style.theme.field_edge, 1.25))
    painter.drawLine(QLineF(end, top, end, bottom))
    for y in span:
        painter.drawLine(QLineF(x, y, end, y))
    room = metrics.horizontalAdvance(words) + 2
    start = max(plot.top(), min((top + bottom - room) / 2, plot.bottom() - room))
    painter.save()
    painter.translate(x + BRACKET_PX, start + room)
    painter.rotate(-90)
    painter.setFont(style.font("small"))
    painter.setPen(style.theme.mute)
    painter.drawText(
        QRectF(0, 0, room, metrics.height()), int(CENTER | Qt.AlignmentFlag.AlignVCenter), words
    )
    painter.restore()


def _legend() -> list[LegendEntry]:
    clear, open_ = quadrant_words()
    return [LegendEntry(clear, "dot", "unit", DOT_PX), LegendEntry(open_, "ring", "unit", DOT_PX)]
