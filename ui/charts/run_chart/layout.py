"""Where everything of a trend stands: its plot, its flags and words, the names of the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from models.analysis.trend import Trend
from ui.charts.canvas import ShareScale, Style, share_range, spread
from ui.charts.run_chart.flags import LANE_PX, PlacedFlag, place_flags, place_low_flags
from ui.charts.run_chart.ground import RunGround, middle, with_intervals
from ui.charts.run_chart.trend_words import center_name, value_text
from ui.charts.run_chart.words import SignalWords, place_words
from ui.text.language import _

AXIS_GAP_PX = 8
NAME_GAP_PX = 8
TOP_PX = 6
AIR = 0.012
"""Room between the outermost mark and the end of the axis, as a share."""

MEAN_SPAN = 0.2
"""Means move by little: their axis may span as few as twenty points."""


@dataclass(frozen=True)
class LineName:
    """The name of a line at the right end of the plot."""

    words: str
    left: float
    top: float
    strong: bool = False


@dataclass(frozen=True)
class RunLayout(RunGround):
    """The plot with everything that is placed on it."""

    flags: tuple[PlacedFlag, ...] = ()
    names: tuple[LineName, ...] = ()
    words: tuple[SignalWords, ...] = ()


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
    bare = RunGround(
        QRectF(box.left() + axis, box.top(), box.width() - axis - right, 10),
        ShareScale(low, high, 1, 0),
        months,
        unit,
    )
    flags, lanes = place_flags(trend, bare, box, style)
    above = lanes * style.px(LANE_PX) + TOP_PX
    plot = QRectF(
        bare.plot.left(),
        box.top() + above,
        bare.plot.width(),
        box.height() - above - metrics.height() - 8,
    )
    scale = ShareScale(low, high, plot.bottom(), plot.top())
    foot = plot.bottom() - style.px(LANE_PX)
    flags += place_low_flags(trend, bare, flags, foot)
    layout = RunLayout(plot, scale, months, unit, tuple(flags))
    names = _names(words, layout, metrics.height())
    return replace(
        layout, names=tuple(names), words=tuple(place_words(trend, layout, flags, style))
    )


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
    """Return (words, value, is the center line) for what ends at the right: the lines, and the
    last point while it is still filling up."""
    last = next((p for p in reversed(trend.points) if p.value is not None), None)
    if last is None:
        return []
    found = []
    if last.center is not None:
        name = f"{center_name(trend)} {value_text(trend, last.center)}"
        found.append((name, last.center, True))
    for limit in (last.upper_limit, last.lower_limit):
        if limit is not None:
            words = _("limit {value}").format(value=value_text(trend, limit))
            found.append((words, limit, False))
    if not last.complete and last.value is not None:
        found.append((_("still filling up"), last.value, False))
    if trend.goal is not None:
        words = _("goal {value}").format(value=value_text(trend, trend.goal))
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
