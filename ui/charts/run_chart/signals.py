"""Where a trend's signals are told in words: at their points, where nothing else lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from models.analysis.trend import Trend, TrendPoint
from ui.charts.canvas import Style
from ui.charts.plot.labels import Labels
from ui.charts.plot.scales import Scales, middle
from ui.charts.run_chart.flags import PlacedFlag
from ui.text.charts_trend import center_name, signal_label, value_text

MERGED_MONTHS = 4
SIGNAL_AWAY_PX = 8.0
STEP_PX = 12.0


def at_point(point: TrendPoint, scales: Scales) -> QPointF:
    """Return where a point with a value stands."""
    return scales.at(middle(point), point.value or 0.0)


def with_intervals(trend: Trend) -> bool:
    """Tell whether every point is drawn with its interval: where there are no rules to judge by."""
    return trend.chart == "none"


@dataclass(frozen=True)
class SignalWords:
    """A signal's few words at its points; `side` above, below, none, or empty for a remark."""

    words: str
    box: QRectF
    side: str


def place_words(
    trend: Trend, scales: Scales, flags: Sequence[PlacedFlag], style: Style
) -> list[SignalWords]:
    """Place each signal's words at its points, and the name of each older line at its end."""
    labels = Labels(scales.box.adjusted(0, -4, 0, 4))
    shown = [at_point(point, scales) for point in trend.points if point.value is not None]
    for at in shown:
        labels.take(QRectF(at.x() - 5, at.y() - 5, 10, 10))
    for here, there in pairwise(shown):
        labels.take_line(here, there)
    if with_intervals(trend):
        for point in trend.points:
            if point.low is not None and point.high is not None:
                top, x = scales.y(point.high), scales.x(middle(point))
                labels.take(QRectF(x - 3, top, 6, scales.y(point.low) - top))
    for flag in flags:
        labels.take(QRectF(flag.x - 1, scales.box.top(), 2, scales.box.height()))
    found = [
        _words_at(words, side, points, scales, labels, style)
        for words, side, points in _merged(trend, scales)
    ]
    found += [
        _center_words(trend, stretch, scales, labels, style) for stretch in _older(trend, scales)
    ]
    return found


def _older(trend: Trend, scales: Scales) -> list[list[TrendPoint]]:
    """Return the stretches with a line of their own that ended before the newest points."""
    found: list[list[TrendPoint]] = []
    for point in trend.points:
        if point.center is None or not scales.sees_x(middle(point)):
            continue
        if found and found[-1][-1].center == point.center:
            found[-1].append(point)
        else:
            found.append([point])
    shown = [point for point in trend.points if point.value is not None]
    has_its_name_beside = bool(shown) and shown[-1].center is not None
    return found[:-1] if has_its_name_beside else found


def _center_words(
    trend: Trend, stretch: Sequence[TrendPoint], scales: Scales, labels: Labels, style: Style
) -> SignalWords:
    """Write the value of an older line at its end: only the newest stands beside the plot."""
    center = stretch[-1].center or 0.0
    words = f"{center_name(trend)} {value_text(trend, center)}"
    metrics = style.metrics("small")
    width, height, y = metrics.horizontalAdvance(words), metrics.height(), scales.y(center)
    right = scales.x(middle(stretch[-1]))
    first = scales.x(middle(stretch[0]))
    lefts = [x for k in range(40) if (x := right - width - k * STEP_PX) >= first] or [first]
    wanted = [QRectF(x, top, width, height) for x in lefts for top in (y - height - 1, y + 1)]
    return SignalWords(words, labels.place_anyhow(wanted), "")


def _merged(trend: Trend, scales: Scales) -> list[tuple[str, str, list[TrendPoint]]]:
    """Return (words, side, points) of each signal; neighbors with the same words only once."""
    found: list[tuple[str, str, list[TrendPoint]]] = []
    for signal in trend.signals:
        inside = [p for p in trend.points if signal.first <= p.period <= signal.last]
        inside = [p for p in inside if p.value is not None and scales.sees_x(middle(p))]
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
    scales: Scales,
    labels: Labels,
    style: Style,
) -> SignalWords:
    """Write words over (or under) the middle of some points, where nothing lies yet."""
    width = style.metrics("strong" if side else "small").horizontalAdvance(words)
    height = style.metrics("small").height()
    at = [at_point(point, scales) for point in points]
    if side == "none":
        corner = QRectF(scales.box.left() + 4, scales.box.top() + 2, width, height)
        rows = [corner.translated(0, k * height) for k in range(3)]
        right = scales.box.right() - width - 4
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
    heights = [first + k * away / 2 for k in range(7)] + [second - k * away / 2 for k in range(5)]
    shifts = (0.0, -width / 3, width / 3, -2 * width / 3, 2 * width / 3)
    wanted = [QRectF(middle_x + dx, y, width, height) for y in heights for dx in shifts]
    return SignalWords(words, labels.place_anyhow(wanted), side)
