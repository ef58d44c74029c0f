"""Two thin lines under the pointer, with the values where they meet the axes."""

from __future__ import annotations

from typing import cast
from weakref import proxy

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF

from ui.charts.plot.layer import CENTER, RIGHT, Drawing, Layer, Words
from ui.charts.plot.surface import Surface

DOTS = (1.5, 3.0)
PAD_PX = 4


class Crosshair:
    """Follows the pointer over a plot."""

    def __init__(self, chart: Surface) -> None:
        self._chart = cast(Surface, proxy(chart))
        self._lines = [pg.InfiniteLine(angle=angle, movable=False) for angle in (90, 0)]
        for line in self._lines:
            line.setZValue(30)
            line.hide()
            chart.plot.addItem(line, ignoreBounds=True)
        self.layer = Layer(2100)
        chart.scene().addItem(self.layer)

    def hide(self) -> None:
        """Show nothing."""
        if self._lines[0].isVisible():
            for line in self._lines:
                line.hide()
            self.layer.draw((), QRectF(), self._chart.style_now())

    def move_to(self, point: QPointF) -> None:
        """Cross at a pixel of the plot; beyond it show nothing."""
        chart = self._chart
        if chart.home is None or not chart.plot_box.contains(point):
            self.hide()
            return
        style, value = chart.style_now(), chart.scales.value_at(point)
        pen = style.pen(style.theme.field_edge, 1, DOTS)
        for line, at in zip(self._lines, (value.x(), value.y()), strict=True):
            line.setPen(pen)
            line.setPos(at)
            line.show()
        self.layer.draw(self._tags(point, value), QRectF(chart.rect()), style)

    def _tags(self, point: QPointF, value: QPointF) -> list[Drawing]:
        """Return the values at the axes, each on its own ground."""
        chart, style, tags = self._chart, self._chart.style_now(), list[Drawing]()
        metrics, box = style.metrics("small"), self._chart.plot_box
        for axis in chart.axes:
            lies = axis.orientation == "bottom"
            words = axis.fine_words(value.x() if lies else value.y())
            width, height = metrics.horizontalAdvance(words) + 2 * PAD_PX, metrics.height()
            below = QPointF(point.x() - width / 2, box.bottom() + 4)
            at = below if lies else QPointF(box.left() - width, point.y() - height / 2)
            where, align = QRectF(at.x(), at.y(), width, height), CENTER if lies else RIGHT
            tags.append(Words(words, where, tone="ink", align=align, behind=True))
        return tags
