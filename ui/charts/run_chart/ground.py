"""The plot of a trend: where a month and a value stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF

from models.analysis.trend import Trend, TrendPoint
from ui.charts.canvas import ShareScale

EDGE_PX = 14


@dataclass(frozen=True)
class RunGround:
    """The plot with its two scales. `unit` is what a value is divided by to be a share: 1, or 100
    for mean scores."""

    plot: QRectF
    shares: ShareScale
    months: tuple[float, float]
    unit: float

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
