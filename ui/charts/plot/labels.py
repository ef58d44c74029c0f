"""Words that stand at marks: where they go so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF

GAP_PX = 3.0
LINE_STEP_PX = 7
WIDEST_NAME = 0.3
"""The share of the plot's width that a name may take."""


class Labels:
    """The places already taken in a chart."""

    def __init__(self, within: QRectF) -> None:
        self._within = within
        self._taken: list[tuple[float, float, float, float]] = []
        self._edges = np.zeros((0, 4))

    def take(self, box: QRectF) -> None:
        """Keep a place from being written on."""
        self._taken.append((box.left(), box.top(), box.right(), box.bottom()))

    def take_points(self, points: np.ndarray, half: float) -> None:
        """Keep squares around points, given as rows of x and y, from being written on."""
        self._taken += np.column_stack([points - half, points + half]).tolist()

    def take_line(self, start: QPointF, end: QPointF) -> None:
        """Keep a straight line from being written on."""
        long = max(abs(end.x() - start.x()), abs(end.y() - start.y()))
        steps = max(1, round(long / LINE_STEP_PX))
        share = np.linspace(0, 1, steps + 1)
        xs = start.x() + (end.x() - start.x()) * share
        self.take_points(np.column_stack([xs, start.y() + (end.y() - start.y()) * share]), 1)

    def is_free(self, box: QRectF) -> bool:
        """Tell whether nothing lies there, and all of it lies inside the chart."""
        return self._within.contains(box) and not self._common(box).any()

    def place(self, wanted: Iterable[QRectF]) -> QRectF | None:
        """Take the first of the wanted places that is free; None when none is."""
        for box in wanted:
            if self.is_free(box):
                self.take(box.adjusted(-GAP_PX, 0, GAP_PX, 0))
                return box
        return None

    def place_anyhow(self, wanted: Sequence[QRectF]) -> QRectF:
        """Take the first free place, else the one that covers least, moved inside the chart."""
        free = self.place(wanted)
        if free is not None:
            return free
        inside = [moved_inside(box, self._within) for box in wanted]
        best = min(inside, key=lambda box: float(self._common(box).sum()))
        self.take(best)
        return best

    def _common(self, box: QRectF) -> np.ndarray:
        """Return how much of a box each taken place covers."""
        if len(self._edges) != len(self._taken):
            self._edges = np.array(self._taken)
        left, top, right, bottom = self._edges.T
        wide = np.minimum(right, box.right()) - np.maximum(left, box.left())
        high = np.minimum(bottom, box.bottom()) - np.maximum(top, box.top())
        covered: np.ndarray = np.maximum(wide, 0) * np.maximum(high, 0)
        return covered


def around(at: QPointF, width: float, height: float, away: float) -> list[QRectF]:
    """Return the places for a label beside a mark, the best to read first."""
    x, y = at.x(), at.y()
    right, left = x + away, x - away - width
    over, under = y - away - height, y + away
    return [
        QRectF(right, y - height / 2, width, height),
        QRectF(left, y - height / 2, width, height),
        QRectF(x - width / 2, over, width, height),
        QRectF(x - width / 2, under, width, height),
        QRectF(right - 2, over + 2, width, height),
        QRectF(right - 2, under - 2, width, height),
        QRectF(left + 2, over + 2, width, height),
        QRectF(left + 2, under - 2, width, height),
    ]


def moved_inside(box: QRectF, within: QRectF) -> QRectF:
    """Return a box moved, not cut, so that it lies inside another where it can."""
    left = max(within.left(), min(box.left(), within.right() - box.width()))
    top = max(within.top(), min(box.top(), within.bottom() - box.height()))
    return QRectF(left, top, box.width(), box.height())


def spread(tops: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Return the tops of labels of one height so that none overlaps another, each as near to
    where it was wanted as the order allows, all between `low` and `high` where there is room."""
    order = sorted(range(len(tops)), key=lambda k: tops[k])
    placed = [0.0] * len(tops)
    edge = low
    for k in order:
        placed[k] = edge = max(tops[k], edge)
        edge += height
    edge = high
    for k in reversed(order):
        placed[k] = min(placed[k], edge - height)
        edge = placed[k]
    return placed
