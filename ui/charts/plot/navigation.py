"""Moving through a plot: zoom, pan, reset, and dragging across months to choose a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from weakref import proxy

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.charts.plot.scales import Range
from ui.charts.plot.surface import Surface

WHEEL_STEP = 0.8
"""What one step of the wheel leaves of the range seen."""

LEAST_SHARE = 0.02
LEAST_MONTHS = 3.0
DEGREES_TO_STEP = 120.0


@dataclass
class _Drag:
    """A drag under way: from which pixel, and which ranges were seen then."""

    start: QPointF
    x: Range
    y: Range
    pans: bool
    began: bool = False


class Navigation:
    """Zooms with Ctrl and wheel, with two fingers or with Ctrl+Plus and Ctrl+Minus, pans with the
    middle button or Space, shows all again with a double click or Ctrl+0. Months are chosen by
    dragging, or with Shift and the arrows, until Shift is let go."""

    def __init__(self, chart: Surface) -> None:
        self._chart = cast(Surface, proxy(chart))
        self._drag: _Drag | None = None
        self._space = False
        self._region: pg.LinearRegionItem | None = None
        self._reached: list[float] = []

    @property
    def can_zoom(self) -> bool:
        return (self._chart.zooms_x or self._chart.zooms_y) and self._chart.home is not None

    # Zoom.

    def zoom(self, share: float, around: QPointF) -> None:
        """See `share` of what is seen now, the value at a pixel staying where it is."""
        chart, home = self._chart, self._chart.home
        if home is None:
            return
        (x, y), at = chart.view.viewRange(), chart.scales.value_at(around)
        least_x = LEAST_MONTHS if chart.has_months else (home.x[1] - home.x[0]) * LEAST_SHARE
        if chart.zooms_x:
            x = _scaled(x, at.x(), share, home.x, least_x)
        if chart.zooms_y:
            y = _scaled(y, at.y(), share, home.y, (home.y[1] - home.y[0]) * LEAST_SHARE)
        chart.view.setRange(xRange=x, yRange=y, padding=0)

    def wheel(self, event: QWheelEvent) -> bool:
        """Zoom with Ctrl held; without it the page scrolls."""
        if not (event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.can_zoom):
            return False
        self.zoom(WHEEL_STEP ** (event.angleDelta().y() / DEGREES_TO_STEP), event.position())
        return True

    def show_months(self, first: float, last: float) -> None:
        """See the months from the first to the last."""
        home = self._chart.home
        if home is not None:
            seen = _inside((first - 0.5, last + 0.5), home.x)
            self._chart.view.setRange(xRange=seen, padding=0)

    def bring_to_view(self, point: QPointF) -> None:
        """Pan so that a pixel beyond the plot comes into its middle."""
        chart = self._chart
        if chart.is_zoomed and not chart.sees(point):
            self._pan(chart.plot_box.center() - point, *chart.view.viewRange())

    def _pan(self, by: QPointF, x: Range, y: Range) -> None:
        chart, home, box = self._chart, self._chart.home, self._chart.plot_box
        if home is None:
            return
        across = -by.x() * (x[1] - x[0]) / box.width()
        up = by.y() * (y[1] - y[0]) / box.height() * (-1 if chart.y_points_down else 1)
        x, y = (x[0] + across, x[1] + across), (y[0] + up, y[1] + up)
        chart.view.setRange(xRange=_inside(x, home.x), yRange=_inside(y, home.y), padding=0)

    # Pointer.

    def press(self, event: QMouseEvent) -> bool:
        """Begin to drag. Tell whether the press is for nothing else."""
        chart = self._chart
        left = event.button() == Qt.MouseButton.LeftButton
        pans = event.button() == Qt.MouseButton.MiddleButton or (left and self._space)
        chooses = left and chart.has_months and chart.sees(event.position())
        if chart.home is None or not ((pans and self.can_zoom) or chooses):
            return False
        x, y = chart.view.viewRange()
        self._drag = _Drag(event.position(), tuple(x), tuple(y), pans)
        return pans

    def move(self, event: QMouseEvent) -> bool:
        """Go on dragging. Tell whether the pointer does nothing else."""
        drag, chart = self._drag, self._chart
        if drag is None:
            return False
        way = event.position() - drag.start
        drag.began = drag.began or way.manhattanLength() >= QApplication.startDragDistance()
        if not drag.began:
            return True
        if drag.pans:
            chart.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(way, drag.x, drag.y)
        else:
            self._show_region(self._dragged(drag, event.position()))
        return True

    def release(self, event: QMouseEvent) -> bool:
        """End a drag; months dragged across are told."""
        drag, self._drag = self._drag, None
        self._dress_cursor()
        if drag is None:
            return False
        if drag.began and not drag.pans:
            self._chart.period_chosen.emit(*self._dragged(drag, event.position()))
        return drag.began

    def _dragged(self, drag: _Drag, end: QPointF) -> tuple[int, int]:
        at = self._chart.scales.value_at
        return self._months(at(drag.start).x(), at(end).x())

    def _months(self, start: float, end: float) -> tuple[int, int]:
        ends, (low, high) = sorted((round(start), round(end))), self._chart.month_ends
        return max(low, min(high, ends[0])), max(low, min(high, ends[1]))

    def _show_region(self, months: tuple[int, int]) -> None:
        if self._region is None:
            self._region = pg.LinearRegionItem(movable=False)
            self._region.setZValue(-10)
            self._chart.plot.addItem(self._region, ignoreBounds=True)
        theme = self._chart.style_now().theme
        tint = QColor(theme.unit)
        tint.setAlphaF(0.14)
        self._region.setBrush(tint)
        for line in self._region.lines:
            line.setPen(self._chart.style_now().pen(theme.unit, 1))
        self._region.setRegion((months[0] - 0.5, months[1] + 0.5))
        self._region.show()

    def clear_region(self) -> None:
        """Forget the months that were dragged across."""
        if self._region is not None:
            self._region.hide()

    # Keyboard.

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key is for. Tell whether it was one of these."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Space and self.can_zoom:
            self._space = True
            self._dress_cursor()
            return True
        if not control or not self.can_zoom:
            return False
        middle = self._chart.plot_box.center()
        if key == Qt.Key.Key_0:
            self._chart.reset_view()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(WHEEL_STEP, middle)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / WHEEL_STEP, middle)
        else:
            return False
        return True

    def reached(self, event: QKeyEvent, before: float, now: float) -> None:
        """Choose the months that Shift and the arrows walked over."""
        if not (event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._chart.has_months):
            self._reached = []
            self.clear_region()
            return
        self._reached = [*(self._reached[:1] or [before]), now]
        self._show_region(self._months(*self._reached))

    def key_up(self, event: QKeyEvent) -> None:
        """Space let go pans no more; Shift let go tells the months that were chosen."""
        if event.key() == Qt.Key.Key_Shift and self._reached:
            months, self._reached = self._months(*self._reached), []
            self._chart.period_chosen.emit(*months)
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._dress_cursor()

    def _dress_cursor(self) -> None:
        shape = Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor
        self._chart.viewport().setCursor(shape)


def _scaled(seen: Range, at: float, share: float, home: Range, least: float) -> Range:
    """Return a range scaled around a value: within the first one and at least so wide."""
    span = seen[1] - seen[0]
    wanted = min(home[1] - home[0], max(min(least, home[1] - home[0]), span * share))
    fixed = min(1.0, max(0.0, (at - seen[0]) / span))
    return _inside((at - fixed * wanted, at - fixed * wanted + wanted), home)


def _inside(seen: Range, home: Range) -> Range:
    """Return a range moved so that it lies within another."""
    span = min(seen[1] - seen[0], home[1] - home[0])
    low = min(max(seen[0], home[0]), home[1] - span)
    return low, low + span
