"""Where everything of a trend stands: scales, flags in lanes, the names of the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from models.analysis.trend_results import Trend, TrendPoint
from ui.charts.labels import Labels, spread
from ui.charts.scale import ShareScale, share_range
from ui.charts.style import Style
from ui.charts.trend_words import break_words, center_name, signal_label, value_text
from ui.charts.words import tr

AXIS_GAP_PX = 8
EDGE_PX = 14
LANE_PX = 17
MOST_LANES = 3
LEAST_FLAG_PX = 60
FLAG_GAP_PX = 10
MERGED_MONTHS = 4
SIGNAL_AWAY_PX = 8.0
NAME_GAP_PX = 8
TOP_PX = 6
AIR = 0.012
"""Room between the outermost mark and the end of the axis, as a share."""

MEAN_SPAN = 0.2
"""Means move by little: their axis may span as few as twenty points."""


@dataclass(frozen=True)
class PlacedFlag:
    """An action or a break at its month. Where its words have no room, the flag carries its
    `number` alone, which the list beside the chart explains."""

    x: float
    top: float
    words: str
    left: float
    number: int = 0
    is_break: bool = False


@dataclass(frozen=True)
class LineName:
    """The name of a line at the right end of the plot."""

    words: str
    left: float
    top: float
    strong: bool = False


@dataclass(frozen=True)
class SignalWords:
    """A signal's few words at its points; `side` above, below, none, or empty for a remark."""

    words: str
    box: QRectF
    side: str


@dataclass(frozen=True)
class RunLayout:
    """`unit` is what a value is divided by to be a share: 1, or 100 for mean scores."""

    plot: QRectF
    shares: ShareScale
    months: tuple[float, float]
    unit: float
    flags: tuple[PlacedFlag, ...] = ()
    names: tuple[LineName, ...] = ()
    words: tuple[SignalWords, ...] = ()

    def ticks(self, min_gap_px: float) -> list[float]:
        """Return round shares for the value axis, at least `min_gap_px` apart."""
        low, high = self.shares.low, self.shares.high
        steps = (0.05, 0.1, 0.2, 0.25, 0.5) if self.unit > 1 else (0.1, 0.2, 0.25, 0.5)
        fitting = (s for s in steps if self.plot.height() * s / (high - low) >= min_gap_px)
        step = next(fitting, 0.5)
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
        return [round(k * step, 6) for k in range(first, last + 1)]

    def x(self, month: float) -> float:
        """Return the pixel of a month number."""
        first, last = self.months
        inner = self.plot.width() - 2 * EDGE_PX
        if last <= first:
            return self.plot.center().x()
        return self.plot.left() + EDGE_PX + (month - first) / (last - first) * inner

    def y(self, value: float) -> float:
        return self.shares.at(value / self.unit)

    def at(self, point: TrendPoint) -> QPointF:
        """Return where a point with a value stands."""
        return QPointF(self.x(middle(point)), self.y(point.value or 0.0))

    def edges(self, points: Sequence[TrendPoint]) -> list[float]:
        """Return the borders between points, one more than there are points."""
        xs = [self.x(middle(point)) for point in points]
        between = [(a + b) / 2 for a, b in pairwise(xs)]
        half = (between[0] - xs[0]) if between else EDGE_PX
        last = (xs[-1] - between[-1]) if between else EDGE_PX
        return [xs[0] - min(half, EDGE_PX), *between, xs[-1] + min(last, EDGE_PX)]


def middle(point: TrendPoint) -> float:
    """Return the month number in the middle of a point's months."""
    return (point.first_month + point.last_month) / 2


def with_intervals(trend: Trend) -> bool:
    """Tell whether every point is drawn with its interval: where there are no rules to judge by."""
    return trend.chart == "none"


def lay_out_trend(trend: Trend, box: QRectF, style: Style) -> RunLayout | None:
    """Place a trend in a box; None while no point has a value."""
    if not any(point.value is not None for point in trend.points):
        return None
    unit = 1.0 if trend.of == "top_box" else 100.0
    low, high = share_range(_seen(trend, unit), MEAN_SPAN if unit > 1 else 0.4)
    metrics = style.metrics("small")
    axis = metrics.horizontalAdvance("100%") + AXIS_GAP_PX
    words = _line_words(trend)
    widest = max((metrics.horizontalAdvance(w) for w, _v, _s in words), default=0.0)
    right = widest + NAME_GAP_PX if words else 2.0
    months = (middle(trend.points[0]), middle(trend.points[-1]))
    bare = RunLayout(
        QRectF(box.left() + axis, box.top(), box.width() - axis - right, 10),
        ShareScale(low, high, 1, 0),
        months,
        unit,
    )
    flags, lanes = _flags(trend, bare, box.top(), style)
    above = lanes * style.px(LANE_PX) + TOP_PX
    plot = QRectF(
        bare.plot.left(),
        box.top() + above,
        bare.plot.width(),
        box.height() - above - metrics.height() - 8,
    )
    scale = ShareScale(low, high, plot.bottom(), plot.top())
    low = plot.bottom() - style.px(LANE_PX)
    flags += _low_flags(trend, bare, flags, low)
    layout = RunLayout(plot, scale, months, unit, tuple(flags))
    names = _names(words, layout, metrics.height())
    return replace(layout, names=tuple(names), words=tuple(signal_words(trend, layout, style)))


def _seen(trend: Trend, unit: float) -> list[float]:
    values = [
        value
        for p in trend.points
        for value in (
            p.value,
            p.center,
            p.lower_limit,
            p.upper_limit,
            *((p.low, p.high) if with_intervals(trend) else ()),
        )
        if value is not None
    ]
    if trend.goal is not None:
        values.append(trend.goal)
    shares = [value / unit for value in values]
    return [*shares, min(shares) - AIR, max(shares) + AIR]


def _line_words(trend: Trend) -> list[tuple[str, float, bool]]:
    """Return (words, value, is the center line) for the lines that end at the right."""
    last = next((p for p in reversed(trend.points) if p.value is not None), None)
    if last is None:
        return []
    found = []
    if last.center is not None:
        name = f"{center_name(trend)} {value_text(trend, last.center)}"
        found.append((name, last.center, True))
    for limit in (last.upper_limit, last.lower_limit):
        if limit is not None:
            words = tr("limit {value}").format(value=value_text(trend, limit))
            found.append((words, limit, False))
    if trend.goal is not None:
        words = tr("goal {value}").format(value=value_text(trend, trend.goal))
        found.append((words, trend.goal, True))
    return found


def _names(
    words: Sequence[tuple[str, float, bool]], layout: RunLayout, height: float
) -> list[LineName]:
    tops = [layout.y(value) - height / 2 for _w, value, _s in words]
    placed = spread(tops, height, layout.plot.top() - height, layout.plot.bottom() + height / 2)
    left = layout.plot.right() + NAME_GAP_PX
    return [
        LineName(text, left, top, strong)
        for (text, _value, strong), top in zip(words, placed, strict=True)
    ]


def signal_words(trend: Trend, layout: RunLayout, style: Style) -> list[SignalWords]:
    """Place each signal's words at its points, and what is still filling up at its last one."""
    labels = Labels(layout.plot.adjusted(0, -4, 0, 4))
    shown = [layout.at(point) for point in trend.points if point.value is not None]
    for at in shown:
        labels.take(QRectF(at.x() - 5, at.y() - 5, 10, 10))
    for here, there in pairwise(shown):
        labels.take_line(here, there)
    for flag in layout.flags:
        labels.take(QRectF(flag.x - 1, layout.plot.top(), 2, layout.plot.height()))
    found = [
        _words_at(words, side, points, layout, labels, style)
        for words, side, points in _merged(trend)
    ]
    found += [_center_words(trend, stretch, layout, labels, style) for stretch in _older(trend)]
    filling = [p for p in trend.points if p.value is not None and not p.complete]
    if filling:
        words = tr("still filling up")
        found.append(_words_at(words, "", filling, layout, labels, style))
    return found


def _older(trend: Trend) -> list[list[TrendPoint]]:
    """Return the stretches with a line of their own before the newest one."""
    found: list[list[TrendPoint]] = []
    for point in trend.points:
        if point.center is None:
            continue
        if found and found[-1][-1].center == point.center:
            found[-1].append(point)
        else:
            found.append([point])
    return found[:-1]


def _center_words(
    trend: Trend, stretch: Sequence[TrendPoint], layout: RunLayout, labels: Labels, style: Style
) -> SignalWords:
    """Write the value of an older line at its end: only the newest stands beside the plot."""
    center = stretch[-1].center or 0.0
    words = f"{center_name(trend)} {value_text(trend, center)}"
    metrics = style.metrics("small")
    width, height, y = metrics.horizontalAdvance(words), metrics.height(), layout.y(center)
    right = layout.x(middle(stretch[-1]))
    lefts = [right - width - k * width / 2 for k in range(6)]
    wanted = [QRectF(x, top, width, height) for x in lefts for top in (y - height - 1, y + 1)]
    return SignalWords(words, labels.place_anyhow(wanted), "")


def _merged(trend: Trend) -> list[tuple[str, str, list[TrendPoint]]]:
    """Return (words, side, points) of each signal; neighbors with the same words only once."""
    found: list[tuple[str, str, list[TrendPoint]]] = []
    for signal in trend.signals:
        inside = [p for p in trend.points if signal.first <= p.period <= signal.last]
        inside = [p for p in inside if p.value is not None]
        if not inside:
            continue
        words = signal_label(signal)
        near = found and found[-1][:2] == (words, signal.side)
        if near and inside[0].first_month - found[-1][2][-1].last_month <= MERGED_MONTHS:
            found[-1][2].extend(inside)
        else:
            found.append((words, signal.side, inside))
    return found


def _words_at(
    words: str,
    side: str,
    points: Sequence[TrendPoint],
    layout: RunLayout,
    labels: Labels,
    style: Style,
) -> SignalWords:
    """Write words over (or under) the middle of some points, where nothing lies yet."""
    width = style.metrics("strong" if side else "small").horizontalAdvance(words)
    height = style.metrics("small").height()
    at = [layout.at(point) for point in points]
    if side == "none":
        corner = QRectF(layout.plot.left() + 4, layout.plot.top() + 2, width, height)
        rows = [corner.translated(0, k * height) for k in range(3)]
        right = layout.plot.right() - width - 4
        wanted = [*rows, *(QRectF(right, row.top(), width, height) for row in rows)]
        return SignalWords(words, labels.place_anyhow(wanted), side)
    last = points[-1]
    over = side == "above" or (not side and (last.value or 0.0) >= (last.center or 0.0))
    middle_x = (at[0].x() + at[-1].x()) / 2 - width / 2
    edge = min(p.y() for p in at) if over else max(p.y() for p in at)
    first = edge - SIGNAL_AWAY_PX - height if over else edge + SIGNAL_AWAY_PX
    other = max(p.y() for p in at) if over else min(p.y() for p in at)
    second = other + SIGNAL_AWAY_PX if over else other - SIGNAL_AWAY_PX - height
    away = -height if over else height
    rows = [first + k * away / 2 for k in range(7)] + [second - k * away / 2 for k in range(5)]
    shifts = (0.0, -width / 3, width / 3, -2 * width / 3, 2 * width / 3)
    wanted = [QRectF(middle_x + dx, y, width, height) for y in rows for dx in shifts]
    return SignalWords(words, labels.place_anyhow(wanted), side)


def _flags(
    trend: Trend, layout: RunLayout, top: float, style: Style
) -> tuple[list[PlacedFlag], int]:
    """Place breaks and actions in as few lanes as hold their words; return the lanes used."""
    wanted = [(each.month - 0.5, break_words(trend, each.month), 0) for each in trend.breaks]
    wanted += [
        (each.month + 0.5, tr("line frozen: {reason}").format(reason=each.reason), 0)
        for each in trend.baseline
        if each.kind == "freeze"
    ]
    wanted += [(a.month, a.what, number) for number, a in enumerate(trend.actions, 1)]
    last = layout.months[1] + 0.5
    wanted = sorted((w for w in wanted if w[0] <= last), key=lambda w: (w[0], w[2]))
    metrics, height = style.metrics("small"), style.px(LANE_PX)
    ends = [layout.plot.left()] * MOST_LANES
    flags: list[PlacedFlag] = []
    used = 0
    for month, words, number in wanted:
        x = min(layout.x(month), layout.plot.right())
        text = f"{number} {words}" if number else words
        free = [lane for lane in range(MOST_LANES) if ends[lane] <= x]
        if not free:
            continue
        fits = {k: _fitted(text, number, x, ends[k], layout.plot.right(), metrics) for k in free}
        lane = next((k for k in free if fits[k][0] == text), None)
        lane = max(free, key=lambda k: len(fits[k][0])) if lane is None else lane
        shown, left = fits[lane]
        used = max(used, lane + 1)
        ends[lane] = max(left + metrics.horizontalAdvance(shown), x) + FLAG_GAP_PX
        flags.append(PlacedFlag(x, top + lane * height, shown, left, number, number == 0))
    return flags, max(used, 1) if wanted else 0


def _low_flags(
    trend: Trend, layout: RunLayout, flags: Sequence[PlacedFlag], top: float
) -> list[PlacedFlag]:
    """Place the actions that found no lane at the foot of the plot, by their numbers alone."""
    placed = {flag.number for flag in flags}
    by_month: dict[int, list[int]] = {}
    for number, action in enumerate(trend.actions, 1):
        if number not in placed and action.month <= layout.months[1] + 0.5:
            by_month.setdefault(action.month, []).append(number)
    found = []
    for month, numbers in by_month.items():
        x = min(layout.x(month), layout.plot.right())
        words = ", ".join(str(number) for number in numbers)
        found.append(PlacedFlag(x, top, words, x + 12, numbers[0]))
    return found


def _fitted(
    text: str,
    number: int,
    x: float,
    free_from: float,
    right: float,
    metrics: QFontMetricsF,
) -> tuple[str, float]:
    """Return the words cut to their room, and where they begin: right of the flag, else left."""
    width = metrics.horizontalAdvance(text)
    if x + 12 + width <= right:
        return text, x + 12
    if x - 6 - width >= free_from:
        return text, x - 6 - width
    room_right, room_left = right - x - 12, x - 6 - free_from
    room = max(room_right, room_left)
    if room < LEAST_FLAG_PX:
        short = str(number) if number else ""
        return short, x + 12
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return cut, (x + 12 if room_right >= room_left else x - 6 - metrics.horizontalAdvance(cut))
