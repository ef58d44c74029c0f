"""A measure over time with its line, its limits, what broke a rule, and what was done when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from models.analysis.trend import Trend, TrendPoint
from ui.base.theme import Appearance, blend
from ui.charts.canvas import Hotspot, Style
from ui.charts.plot.axis import MonthAxis, ValueAxis
from ui.charts.plot.labels import spread
from ui.charts.plot.layer import CENTER, Drawing, Words
from ui.charts.plot.marks import Marks
from ui.charts.plot.plot import Plot
from ui.charts.plot.scales import Frame, Scales, middle
from ui.charts.plot.share_range import share_range
from ui.charts.run_chart.flags import LANE_PX, PlacedFlag, place_flags, place_low_flags
from ui.charts.run_chart.signals import SignalWords, at_point, place_words, with_intervals
from ui.text.charts import axis_mean, axis_share, filling_words, goal_words, limit_words
from ui.text.charts_card import CardText
from ui.text.charts_trend import (
    center_name,
    point_foot,
    point_name,
    point_rows,
    point_side,
    value_text,
)
from ui.text.trend import chart_reason, trend_verdict

COMFORTABLE_HEIGHT_PX = 340
TICK_GAP_PX = 46
AXIS_GAP_PX = 8
NAME_GAP_PX = 8
TOP_PX = 6
EDGE_PX = 14
DOT_PX = 7.0
SIGNAL_PX = 11.0
LINE_PX = 1.5
INTERVAL_PX = 5.0
AIR = 0.012
"""Room between the outermost mark and the end of the axis, as a share."""

MEAN_SPAN = 0.2
"""Means move by little: their axis may span as few as twenty points."""

DASH, DOTS = (5.0, 3.5), (1.5, 3.0)


@dataclass(frozen=True)
class OthersLine:
    """The hospital's line behind the unit's: (month, value) pairs and its name."""

    name: str
    points: tuple[tuple[float, float], ...]

    @property
    def last(self) -> float:
        return self.points[-1][1]


class RunChart(Plot):
    """Draws a `Trend`. Left and Right walk through the points, Home and End jump."""

    zooms_x = True
    has_months = True
    has_crosshair = True
    least_px = (240, 200)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        self._values = ValueAxis("left", gap_px=TICK_GAP_PX, least_step=0.05)
        super().__init__(look, parent, [self._values, MonthAxis()])
        self._trend: Trend | None = None
        self._others: OthersLine | None = None
        self.setObjectName("run_chart")

    @property
    def chosen(self) -> TrendPoint | None:
        """The point the user went to last."""
        return self._point(self.current_key)

    @property
    def flags(self) -> list[PlacedFlag]:
        """The actions and breaks, where they stand now."""
        return self._placed_flags(self.scales, self.style_now())

    def show_trend(self, trend: Trend | None, others: OthersLine | None = None) -> None:
        """Draw a trend, and behind it the line of the hospital; None draws nothing."""
        self._trend, self._others = trend, others if others and others.points else None
        means = trend is not None and trend.of != "top_box"
        self._values.write(axis_mean if means else axis_share, 5.0 if means else 0.05)
        self.renew()

    def finding(self) -> str:
        if self._trend is None:
            return ""
        return f"{self._trend.unit}, {self._trend.label}: {trend_verdict(self._trend)}"

    def height_for(self, _width: float, style: Style) -> float:
        return style.px(COMFORTABLE_HEIGHT_PX) if self._trend is not None else 0.0

    def _copy(self, chart: RunChart) -> None:
        self._trend, self._others = chart._trend, chart._others
        self._values.write_like(chart._values)

    # Ranges and room.

    def _frame(self, box: QRectF, style: Style) -> Frame | None:
        trend = self._trend
        if trend is None or not any(point.value is not None for point in trend.points):
            return None
        metrics = style.metrics("small")
        left = metrics.horizontalAdvance("100%") + AXIS_GAP_PX
        names = [metrics.horizontalAdvance(words) for words, _value, _tone in self._line_names()]
        right = max(names) + NAME_GAP_PX if names else 2.0
        width = max(box.width() - left - right, 1.0)
        first, last = middle(trend.points[0]), middle(trend.points[-1])
        edge = (last - first) * EDGE_PX / max(width - 2 * EDGE_PX, 1.0) or 0.5
        self.month_ends = (trend.points[0].first_month, trend.points[-1].last_month)
        xs = (first - edge, last + edge)
        across = Scales(QRectF(box.left() + left, 0, width, 10), xs, (0, 1))
        _flags, self._lanes = place_flags(trend, across, box, style)
        top = self._lanes * style.px(LANE_PX) + TOP_PX
        return Frame(left, top, right, metrics.height() + 8, xs, self._value_range(trend))

    def _value_range(self, trend: Trend) -> tuple[float, float]:
        unit = 1.0 if trend.of == "top_box" else 100.0
        seen = [value for point in trend.points for value in _shown_values(trend, point)]
        seen += [value for _month, value in (self._others.points if self._others else ())]
        if trend.goal is not None:
            seen.append(trend.goal)
        shares = [value / unit for value in seen]
        ends = [*shares, min(shares) - AIR, max(shares) + AIR]
        low, high = share_range(ends, MEAN_SPAN if unit > 1 else 0.4)
        return low * unit, high * unit

    # Marks.

    def _fill(self, marks: Marks, style: Style) -> None:
        trend, theme = self._trend, style.theme
        assert trend is not None
        shown = [point for point in trend.points if point.value is not None]
        self._fill_limits(marks, trend, style)
        if self._others is not None:
            pen = style.pen(theme.organization, 1.25)
            marks.curve("others", self._others.points, pen, z=6)
        for k, flag in enumerate(self._flag_months(trend)):
            pattern = DASH if flag[1] else DOTS
            marks.line(f"flag {k}", flag[0], style.pen(theme.mute, 1, pattern), upright=True, z=-5)
        if trend.goal is not None:
            marks.line("goal", trend.goal, style.pen(theme.ink, 1.25, DOTS), upright=False)
        if with_intervals(trend):
            self._fill_intervals("intervals", shown, style)
        at = [(middle(p), p.value or 0.0) for p in shown]
        pairs = _neighbors(trend, shown)
        solid = [near and a.complete and b.complete for near, a, b in pairs]
        dotted = [near and not full for (near, *_ends), full in zip(pairs, solid, strict=True)]
        for name, parts in (("line", solid), ("filling", dotted)):
            pen = style.pen(theme.unit, LINE_PX, DOTS if name == "filling" else ())
            marks.curve(name, at, pen, connect=[*map(int, parts), 0])
        shapes = [_shape(point) for point in shown]
        tones = {"up": theme.above, "down": theme.below, "cross": theme.mute}
        marks.points(
            "points",
            at,
            shapes,
            [tones.get(shape, theme.unit) for shape in shapes],
            [SIGNAL_PX if shape in tones else DOT_PX for shape in shapes],
            rim=1.2,
        )

    def _fill_limits(self, marks: Marks, trend: Trend, style: Style) -> None:
        """Show the limits as a pale band with steps: they are wider where fewer answered."""
        edges = _edges(trend.points)
        for n, (first, last) in enumerate(_stretches(trend, lambda p: p.upper_limit is not None)):
            steps = [
                (edges[k + side], point.lower_limit or 0.0, point.upper_limit or 0.0)
                for k, point in enumerate(trend.points[first : last + 1], first)
                for side in (0, 1)
            ]
            marks.band(f"limits {n}", steps, style.theme.strip)
            for side, column in (("low", 1), ("high", 2)):
                edge = [(step[0], step[column]) for step in steps]
                pen = style.pen(style.theme.edge, 1)
                marks.curve(f"limits {n} {side} edge", edge, pen, z=-15)
        ends = [
            (edges[k], trend.points[first].center or 0.0)
            for first, last in _stretches(trend, lambda p: p.center is not None)
            for k in (first, last + 1)
        ]
        pen = style.pen(style.theme.organization, 1.5, DASH)
        marks.curve("center", ends, pen, connect="pairs", z=8)

    def _fill_intervals(self, name: str, points: Sequence[TrendPoint], style: Style) -> None:
        spans = [
            (middle(p), p.value or 0.0, p.low, p.high)
            for p in points
            if p.low is not None and p.high is not None
        ]
        color = blend(style.theme.unit_soft, style.theme.card, 0.7)
        self.marks.whiskers(name, spans, color, width=INTERVAL_PX)

    # Words and stops.

    def _place(self, style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        trend, scales = self._trend, self.scales
        assert trend is not None
        flags = self._placed_flags(scales, style)
        written = place_words(trend, scales, flags, style)
        drawings: list[Drawing] = [partial(_draw_flag, flag, scales.box) for flag in flags]
        drawings += [_flag_words(flag, style) for flag in flags]
        drawings += self._named_lines(scales, style)
        drawings += [_signal_words(words) for words in written]
        return self._stops_at(trend, scales), drawings

    def _placed_flags(self, scales: Scales, style: Style) -> list[PlacedFlag]:
        trend, box = self._trend, QRectF(self.range)
        assert trend is not None
        flags, _lanes = place_flags(trend, scales, box, style, max(self._lanes, 1))
        foot = scales.box.bottom() - style.px(LANE_PX)
        return [*flags, *place_low_flags(trend, scales, flags, foot)]

    def _line_names(self) -> list[tuple[str, float, str]]:
        """Return (words, value, tone) for what ends at the right: the lines, and the last point
        while it is still filling up."""
        trend = self._trend
        points = trend.points if trend is not None else ()
        last = next((p for p in reversed(points) if p.value is not None), None)
        if trend is None or last is None:
            return []
        found = []
        if last.center is not None:
            center = f"{center_name(trend)} {value_text(trend, last.center)}"
            found.append((center, last.center, "ink"))
        for limit in (last.upper_limit, last.lower_limit):
            if limit is not None:
                found.append((limit_words(value_text(trend, limit)), limit, "mute"))
        if not last.complete and last.value is not None:
            found.append((filling_words(), last.value, "mute"))
        if trend.goal is not None:
            found.append((goal_words(value_text(trend, trend.goal)), trend.goal, "ink"))
        if self._others is not None:
            found.append((self._others.name, self._others.last, "mute"))
        return found

    def _named_lines(self, scales: Scales, style: Style) -> list[Drawing]:
        names, height = self._line_names(), style.metrics("small").height()
        tops = [scales.y(value) - height / 2 for _words, value, _tone in names]
        box = scales.box
        placed = spread(tops, height, box.top() - height, box.bottom() + height / 2)
        left, width = box.right() + NAME_GAP_PX, self.range.width() - box.right() - NAME_GAP_PX
        return [
            Words(words, QRectF(left, top, width, height), tone=tone)
            for (words, _value, tone), top in zip(names, placed, strict=True)
        ]

    def _stops_at(self, trend: Trend, scales: Scales) -> list[Hotspot]:
        edges = [scales.x(month) for month in _edges(trend.points)]
        edges[0], edges[-1] = min(edges[0], 0.0), max(edges[-1], self.range.width())
        middle_y, height = scales.box.center().y(), self.range.height()
        return [
            Hotspot(
                point.period,
                QRectF(edges[k], 0, edges[k + 1] - edges[k], height),
                at_point(point, scales)
                if point.value is not None
                else QPointF(scales.x(middle(point)), middle_y),
                CardText(
                    point_name(point), tuple(point_rows(trend, point)), point_foot(trend, point)
                ),
            )
            for k, point in enumerate(trend.points)
        ]

    def _ring(self, stop: Hotspot) -> tuple[QPointF, float] | None:
        point = self._point(stop.key)
        if point is None or point.value is None:
            return None
        return QPointF(middle(point), point.value), DOT_PX + 10

    def _repaint(self) -> None:
        super()._repaint()
        trend = self._trend
        if trend is not None and not with_intervals(trend) and self.home is not None:
            keys = {self.hovered_key, self.current_key} - {""}
            marked = [point for key in keys if (point := self._point(key)) is not None]
            if marked or "interval" in self.marks:
                self._fill_intervals("interval", marked, self.style_now())

    def _point(self, key: str) -> TrendPoint | None:
        points = self._trend.points if self._trend is not None else ()
        return next((p for p in points if p.period == key), None)

    def _flag_months(self, trend: Trend) -> list[tuple[float, bool]]:
        """Return where actions, breaks and freezes stand; true for what breaks the line."""
        found = [(each.month - 0.5, True) for each in trend.breaks]
        found += [(each.month + 0.5, True) for each in trend.baseline if each.kind == "freeze"]
        return found + [(float(action.month), False) for action in trend.actions]

    def _instead(self, box: QRectF, _style: Style) -> Sequence[Drawing]:
        if self._trend is None:
            return ()
        return [Words(chart_reason(self._trend), box, "body", align=CENTER)]


def _shown_values(trend: Trend, point: TrendPoint) -> list[float]:
    ends = (point.low, point.high) if with_intervals(trend) else ()
    values = (point.value, point.center, point.lower_limit, point.upper_limit, *ends)
    return [value for value in values if value is not None]


def _shape(point: TrendPoint) -> str:
    """Return the shape of a point: hollow while it can fill up, a cross where it was left out, a
    triangle where it is part of a signal."""
    if "excluded" in point.flags:
        return "cross"
    if not point.complete:
        return "ring"
    return {"above": "up", "below": "down"}.get(point_side(point), "dot")


def _edges(points: Sequence[TrendPoint]) -> list[float]:
    """Return the borders between points in months, one more than there are points."""
    xs = [middle(point) for point in points]
    between = [(a + b) / 2 for a, b in pairwise(xs)]
    first = between[0] - xs[0] if between else 0.5
    last = xs[-1] - between[-1] if between else 0.5
    return [xs[0] - first, *between, xs[-1] + last]


def _neighbors(
    trend: Trend, shown: Sequence[TrendPoint]
) -> list[tuple[bool, TrendPoint, TrendPoint]]:
    """Return each point with the next, and whether they belong to one line."""
    one = {p: k for k, (a, b) in enumerate(_stretches(trend, _has_value)) for p in range(a, b + 1)}
    place = {point.period: k for k, point in enumerate(trend.points)}
    return [(one[place[a.period]] == one[place[b.period]], a, b) for a, b in pairwise(shown)]


def _has_value(point: TrendPoint) -> bool:
    return point.value is not None


def _stretches(trend: Trend, holds: Callable[[TrendPoint], bool]) -> list[tuple[int, int]]:
    """Return (first, last) places of neighbors for which something holds, no break between."""
    breaks = [each.month for each in trend.breaks]
    found: list[tuple[int, int]] = []
    previous: TrendPoint | None = None
    for place, point in enumerate(trend.points):
        if not holds(point):
            previous = None
            continue
        broken = previous is not None and any(
            previous.first_month < month <= point.first_month for month in breaks
        )
        if previous is None or broken:
            found.append((place, place))
        else:
            found[-1] = (found[-1][0], place)
        previous = point
    return found


def _flag_words(flag: PlacedFlag, style: Style) -> Words:
    metrics = style.metrics("small")
    box = QRectF(flag.left, flag.top, metrics.horizontalAdvance(flag.words) + 1, metrics.height())
    return Words(flag.words, box, tone="mute" if flag.is_break else "ink")


def _draw_flag(flag: PlacedFlag, box: QRectF, painter: QPainter, style: Style) -> None:
    """Draw a flag's pole above the plot, and the little flag of an action."""
    top = flag.top + 2
    if top < box.top():
        pen = style.pen(style.theme.mute, 1, DASH if flag.is_break else DOTS)
        painter.setPen(pen)
        painter.drawLine(QLineF(flag.x, top, flag.x, box.top()))
    if not flag.is_break:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.theme.unit)
        corners = [(0, 0), (8, 3.5), (0, 7)]
        painter.drawPolygon(QPolygonF([QPointF(flag.x + dx, top + dy) for dx, dy in corners]))


def _signal_words(written: SignalWords) -> Words:
    real = written.side in ("above", "below")
    tone = written.side if real else "ink" if written.side else "mute"
    return Words(written.words, written.box, "strong" if written.side else "small", tone, CENTER)
