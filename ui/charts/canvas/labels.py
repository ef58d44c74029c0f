"""Words that stand at marks: where they go so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF

GAP_PX = 3.0
LINE_STEP_PX = 7


class Labels:
    """The places already taken in a chart."""

    def __init__(self, within: QRectF) -> None:
        self._within = within
        self._taken: list[QRectF] = []

    def take(self, box: QRectF) -> None:
        """Keep a place from being written on."""
        self._taken.append(box)

    def take_line(self, start: QPointF, end: QPointF) -> None:
        """Keep a straight line from being written on."""
        steps = max(
            1, round(max(abs(end.x() - start.x()), abs(end.y() - start.y())) / LINE_STEP_PX)
        )
        for k in range(steps + 1):
            x = start.x() + (end.x() - start.x()) * k / steps
            y = start.y() + (end.y() - start.y()) * k / steps
            self.take(QRectF(x - 1, y - 1, 2, 2))

    def is_free(self, box: QRectF) -> bool:
        """Tell whether nothing lies there, and all of it lies inside the chart."""
        return self._within.contains(box) and not any(box.intersects(t) for t in self._taken)

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
        best = min(inside, key=self._covered)
        self.take(best)
        return best

    def _covered(self, box: QRectF) -> float:
        common = (box.intersected(taken) for taken in self._taken)
        return sum(part.width() * part.height() for part in common if not part.isEmpty())


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
