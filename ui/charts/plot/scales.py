"""Where a value lies: the room around a plot, its box, the ranges that are seen in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from models.analysis.estimates import MonthPoint
from models.analysis.trend import TrendPoint

Range = tuple[float, float]
NEAR_SHARE = 0.1


@dataclass(frozen=True)
class Scales:
    """Maps values to the pixels of a chart, and back."""

    box: QRectF
    xs: Range
    ys: Range
    y_points_down: bool = False

    def x(self, value: float) -> float:
        """Return the pixel of a value across."""
        return self.box.left() + self.box.width() * (value - self.xs[0]) / (self.xs[1] - self.xs[0])

    def y(self, value: float) -> float:
        """Return the pixel of a value up (or down)."""
        share = (value - self.ys[0]) / (self.ys[1] - self.ys[0])
        return self.box.top() + self.box.height() * (share if self.y_points_down else 1 - share)

    def at(self, x: float, y: float) -> QPointF:
        return QPointF(self.x(x), self.y(y))

    def value_at(self, point: QPointF) -> QPointF:
        """Return the value at a pixel."""
        across = (point.x() - self.box.left()) / (self.box.width() or 1.0)
        down = (point.y() - self.box.top()) / (self.box.height() or 1.0)
        up = down if self.y_points_down else 1 - down
        xs, ys = self.xs, self.ys
        return QPointF(xs[0] + across * (xs[1] - xs[0]), ys[0] + up * (ys[1] - ys[0]))

    def sees_x(self, value: float) -> bool:
        """Tell whether a value across is in the range that is seen."""
        return self.xs[0] <= value <= self.xs[1]


@dataclass(frozen=True)
class Frame:
    """Room around the plot, in pixels, and what its axes show at first."""

    left: float
    top: float
    right: float
    bottom: float
    x: Range
    y: Range

    def within(self, box: QRectF) -> QRectF:
        """Return where the plot lies in a box."""
        return box.adjusted(self.left, self.top, -self.right, -self.bottom)


def is_near(here: Range, there: Range) -> bool:
    """Tell whether two ranges are about the same, so that a zoom may stay."""
    span = (there[1] - there[0]) * NEAR_SHARE
    return all(abs(a - b) <= span for a, b in zip(here, there, strict=True))


def middle(point: MonthPoint | TrendPoint) -> float:
    """Return the month number in the middle of a point's months."""
    return (point.first_month + point.last_month) / 2
