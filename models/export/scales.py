"""Where a chart's axis of shares begins and ends."""

from __future__ import annotations

from math import ceil, floor

from models.export.document import BARS, Chart

STEP = 0.1
WIDE_SPAN = 0.6
LEAST_SPAN = 0.3
"""A line of shares never fills its axis with less than 30 points: small swings look small."""


def share_axis(chart: Chart) -> tuple[float, float, float]:
    """Return the lowest and highest share of a chart's axis and the distance of its ticks.

    Bars begin at 0 and end at 1. Lines and points get the tenths around all their values.
    """
    if chart.kind == BARS:
        return 0.0, 1.0, 0.2
    values = [
        value
        for series in chart.series
        for value in (*series.values, *series.low, *series.high)
        if value is not None
    ]
    if not values:
        return 0.0, 1.0, 0.2
    low = floor(round(min(values) / STEP, 6)) * STEP
    high = ceil(round(max(values) / STEP, 6)) * STEP
    missing = LEAST_SPAN - (high - low)
    if missing > 0:
        low = max(0.0, low - STEP * ceil(round(missing / 2 / STEP, 6)))
        high = min(1.0, max(high, low + LEAST_SPAN))
        low = max(0.0, min(low, high - LEAST_SPAN))
    step = STEP
    if high - low > WIDE_SPAN:
        step = 2 * STEP
        low = floor(round(low / step, 6)) * step
        high = ceil(round(high / step, 6)) * step
    return round(max(0.0, low), 10), round(min(1.0, high), 10), step
