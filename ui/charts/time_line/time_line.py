"""A measure month by month: value, interval, what can still fill up, where the question changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from models.analysis.estimates import MonthPoint
from ui.base.theme import Appearance
from ui.charts.canvas import Hotspot, Style
from ui.charts.plot.axis import MonthAxis, ValueAxis
from ui.charts.plot.layer import CENTER, Drawing, Words
from ui.charts.plot.marks import Marks
from ui.charts.plot.plot import Plot
from ui.charts.plot.scales import Frame, middle
from ui.charts.plot.share_range import share_range
from ui.text.charts_results import line_spoken, month_card, no_month_words

DOT_PX = 7.0
FLAG_PX = 18
AXIS_GAP_PX = 8
TICK_GAP_PX = 28
INTERVAL_PX = 5.0
COMFORTABLE_HEIGHT_PX = 210
EDGE_PX = 10
NAME_GAP_PX = 6
MOST_NAME_PX = 84


@dataclass(frozen=True)
class Flag:
    """Words at a month: an action, or a change of the question (`is_break`)."""

    month: int
    words: str
    is_break: bool = False

    @property
    def at(self) -> float:
        """Where it stands: a question changes between two months."""
        return self.month - 0.5 if self.is_break else float(self.month)


def runs(
    points: Sequence[MonthPoint], flags: Sequence[Flag], *, of_others: bool = False
) -> list[list[MonthPoint]]:
    """Return the stretches to draw as one line: no gap inside, no change of the question."""
    breaks = [flag.month for flag in flags if flag.is_break]
    found: list[list[MonthPoint]] = [[]]
    for point in points:
        value = point.other if of_others else point.top_box
        if value is None:
            found.append([])
            continue
        last = found[-1][-1] if found[-1] else None
        if last is not None and any(last.first_month < b <= point.first_month for b in breaks):
            found.append([])
        found[-1].append(point)
    return [run for run in found if run]


class TimeLine(Plot):
    """Draws `MonthPoint`s. Points with too few answers leave a gap in the line."""

    zooms_x = True
    has_months = True
    has_crosshair = True
    least_px = (160, 130)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(
            look, parent, [ValueAxis("left", gap_px=TICK_GAP_PX, least_step=0.1), MonthAxis()]
        )
        self._points: Sequence[MonthPoint] = ()
        self._flags: Sequence[Flag] = ()
        self._other = self._name = ""
        self._goal: float | None = None
        self.setObjectName("time_line")

    def show_line(
        self,
        points: Sequence[MonthPoint],
        *,
        name: str,
        other: str = "",
        flags: Sequence[Flag] = (),
        goal: float | None = None,
    ) -> None:
        """Draw points in time order. `name` is the measure's, `other` names the others' line."""
        self._points, self._flags, self._goal = points, flags, goal
        self._name, self._other = name, other
        self.renew()

    def finding(self) -> str:
        return line_spoken(self._name, self._points)

    def height_for(self, _width: float, style: Style) -> float:
        return style.px(COMFORTABLE_HEIGHT_PX)

    def _copy(self, chart: TimeLine) -> None:
        self._points, self._flags, self._goal = chart._points, chart._flags, chart._goal
        self._name, self._other = chart._name, chart._other

    # Ranges and marks.

    def _frame(self, box: QRectF, style: Style) -> Frame | None:
        if not any(p.top_box is not None for p in self._points):
            return None
        metrics = style.metrics("small")
        left = metrics.horizontalAdvance("100%") + AXIS_GAP_PX
        top = style.px(FLAG_PX) * min(2, len(self._flags)) if self._flags else 4.0
        name = self._name_width(style)
        right = name + NAME_GAP_PX if name else 2.0
        first, last = middle(self._points[0]), middle(self._points[-1])
        width = max(box.width() - left - right - 2 * EDGE_PX, 1.0)
        edge = (last - first) * EDGE_PX / width or 0.5
        self.month_ends = (self._points[0].first_month, self._points[-1].last_month)
        seen = [v for p in self._points for v in (p.top_box, p.low, p.high, p.other)]
        ys = share_range([*seen, self._goal])
        return Frame(left, top, right, metrics.height() + 6, (first - edge, last + edge), ys)

    def _name_width(self, style: Style) -> float:
        """Return the room right of the plot for the others' name; 0 where they have no line."""
        if not self._other or len(self._others()) < 2:
            return 0.0
        return min(style.metrics("small").horizontalAdvance(self._other) + 2, MOST_NAME_PX)

    def _others(self) -> list[MonthPoint]:
        return [p for p in self._points if p.other is not None]

    def _fill(self, marks: Marks, style: Style) -> None:
        theme = style.theme
        for k, flag in enumerate(self._flags):
            color = theme.mute if flag.is_break else theme.above
            marks.line(f"flag {k}", flag.at, style.pen(color, 1.25, (2.0, 2.5)), upright=True, z=-5)
        if self._goal is not None:
            marks.line("goal", self._goal, style.pen(theme.ink, 1.25, (1.5, 3.0)), upright=False)
        soft = QColor(theme.unit_soft)
        soft.setAlphaF(0.55)
        spans = [
            (middle(p), p.top_box or 0.0, p.low, p.high)
            for p in self._points
            if p.low is not None and p.high is not None
        ]
        marks.whiskers("intervals", spans, soft, width=INTERVAL_PX)
        if len(self._others()) > 1:
            others = runs(self._others(), self._flags, of_others=True)
            line = _joined([[(middle(p), p.other or 0.0) for p in run] for run in others])
            marks.curve("others", line, style.pen(theme.organization, 1.25))
        own = [
            [(middle(p), p.top_box or 0.0) for p in run] for run in runs(self._points, self._flags)
        ]
        marks.curve("line", _joined(own), style.pen(theme.unit, 1.75))
        shown = [p for p in self._points if p.top_box is not None]
        at = [(middle(p), p.top_box or 0.0) for p in shown]
        shapes = ["dot" if p.complete else "ring" for p in shown]
        marks.points("points", at, shapes, theme.unit, DOT_PX, rim=1.2)

    # Words and stops.

    def _place(self, style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        scales, box = self.scales, self.plot_box
        drawings: list[Drawing] = [
            words
            for place, flag in enumerate(self._flags)
            if scales.sees_x(flag.at) and (words := self._flag_words(flag, place % 2, style))
        ]
        name, height = self._name_width(style), style.metrics("small").height()
        if name:
            y = scales.y(self._others()[-1].other or 0.0) - height / 2
            y = min(max(y, box.top()), box.bottom() - height)
            drawings.append(Words(self._other, QRectF(box.right() + NAME_GAP_PX, y, name, height)))
        xs = [scales.x(middle(p)) for p in self._points]
        borders = [
            min(0.0, xs[0]),
            *((a + b) / 2 for a, b in pairwise(xs)),
            max(self.range.width(), xs[-1]),
        ]
        stops = [
            Hotspot(
                point.period,
                QRectF(borders[k], 0, borders[k + 1] - borders[k], self.range.height()),
                QPointF(
                    xs[k], box.center().y() if point.top_box is None else scales.y(point.top_box)
                ),
                month_card(point, self._other, self._words_in(point)),
            )
            for k, point in enumerate(self._points)
        ]
        return stops, drawings

    def _flag_words(self, flag: Flag, level: int, style: Style) -> Words:
        """Write a flag's words on one of two levels above the plot."""
        box, x, metrics = self.plot_box, self.scales.x(flag.at), style.metrics("small")
        room = max(box.right() - x, x - box.left()) - 8
        width = min(metrics.horizontalAdvance(flag.words) + 1, room)
        left = x + 5 if x + 5 + width <= box.right() else x - 5 - width
        place = QRectF(left, level * style.px(FLAG_PX), width, metrics.height())
        return Words(flag.words, place, tone="mute" if flag.is_break else "above")

    def _words_in(self, point: MonthPoint) -> list[str]:
        return [f.words for f in self._flags if point.first_month <= f.month <= point.last_month]

    def _ring(self, stop: Hotspot) -> tuple[QPointF, float] | None:
        point = next((p for p in self._points if p.period == stop.key), None)
        if point is None or point.top_box is None:
            return None
        return QPointF(middle(point), point.top_box), DOT_PX + 5

    def _instead(self, box: QRectF, _style: Style) -> Sequence[Drawing]:
        return [Words(no_month_words(), box, "secondary", align=CENTER)]


def _joined(lines: Sequence[Sequence[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return lines as one, with a gap between each and the next."""
    return [pair for line in lines for pair in (*line, (nan, nan))]
