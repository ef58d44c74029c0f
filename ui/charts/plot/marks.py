"""The marks of a plot, kept by name: new values reuse the items that are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.charts.canvas import Style
from ui.charts.plot.symbols import BAR_PX, RIM_PX, SYMBOLS, inks

Array = np.ndarray[Any, np.dtype[np.float64]]
Rows = Sequence[Sequence[float]] | Array


class Whiskers(pg.ErrorBarItem):
    """Intervals as wide soft bars, whose ends belong to what is repainted."""

    def boundingRect(self) -> QRectF:
        box: QRectF = super().boundingRect()
        right, up = self.pixelVectors()
        if right is None or up is None:
            return box
        pad_x, pad_y = BAR_PX * abs(right.x()), BAR_PX * abs(up.y())
        return box.adjusted(-pad_x, -pad_y, pad_x, pad_y)


class Bars(pg.BarGraphItem):
    """Bars that are drawn one by one on paper: a recorded picture grows with a printer's dots."""

    def paint(self, painter: QPainter, *how: object) -> None:
        if self._exportOpts is False:
            super().paint(painter, *how)
            return
        boxes = self._rectarray.instances()
        for box, pen, brush in zip(boxes, self._pens, self._brushes, strict=True):
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawRect(box)


class Marks:
    """Adds marks to a plot between `begin` and `end`; what was not named again goes away."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._items: dict[str, Any] = {}
        self._named: set[str] = set()
        self._style: Style | None = None

    def __getitem__(self, name: str) -> Any:
        """Return the item of a name. Raises KeyError where there is none."""
        return self._items[name]

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def begin(self, style: Style) -> None:
        """Start naming the marks of new values."""
        self._named, self._style = set(), style

    def end(self) -> None:
        """Take away what was not named."""
        for name in [name for name in self._items if name not in self._named]:
            self._plot.removeItem(self._items.pop(name))

    def points(
        self,
        name: str,
        at: Rows,
        shapes: str | Sequence[str],
        colors: QColor | Sequence[QColor],
        size: float | Sequence[float],
        *,
        rim: float = RIM_PX,
        z: float = 20,
    ) -> None:
        """Show points at rows of x and y; `size` is their width without the rim around them."""
        style, rows = self._dressed, _rows(at, 2)
        item = self._item(name, lambda: pg.ScatterPlotItem(pxMode=True, antialias=True), z)
        if isinstance(shapes, str) and isinstance(colors, QColor):
            pen, brush = inks(shapes, colors, rim, style)
            dress: dict[str, Any] = {"symbol": SYMBOLS[shapes], "pen": pen, "brush": brush}
        else:
            each = [shapes] * len(rows) if isinstance(shapes, str) else shapes
            tones = [colors] * len(rows) if isinstance(colors, QColor) else colors
            used = [inks(s, c, rim, style) for s, c in zip(each, tones, strict=True)]
            dress = {
                "symbol": [SYMBOLS[shape] for shape in each],
                "pen": [pen for pen, _brush in used],
                "brush": [brush for _pen, brush in used],
            }
        wide = size + rim if isinstance(size, int | float) else [each + rim for each in size]
        item.setData(x=rows[:, 0], y=rows[:, 1], size=wide, **dress)

    def curve(
        self,
        name: str,
        at: Rows,
        pen: QPen,
        *,
        connect: str | Sequence[int] = "finite",
        z: float = 10,
    ) -> None:
        """Show a line through rows of x and y; it has a gap where they are no numbers, or as
        `connect` says."""
        rows = _rows(at, 2)
        item = self._item(name, lambda: pg.PlotCurveItem(antialias=True), z)
        joined = connect if isinstance(connect, str) else np.asarray(connect, np.int32)
        item.setData(x=rows[:, 0], y=rows[:, 1], connect=joined, pen=pen)

    def band(self, name: str, spans: Rows, fill: QColor) -> None:
        """Fill what lies between two lines, given as rows of x, low and high."""
        rows, clear = _rows(spans, 3), QPen(Qt.PenStyle.NoPen)
        self.curve(f"{name} low", rows[:, :2], clear, z=-20)
        self.curve(f"{name} high", rows[:, ::2], clear, z=-20)
        lower, upper = self[f"{name} low"], self[f"{name} high"]
        item = self._item(name, lambda: pg.FillBetweenItem(lower, upper), -20)
        item.setCurves(lower, upper)
        item.setBrush(fill)
        item.setPen(clear)

    def whiskers(
        self,
        name: str,
        spans: Rows,
        color: QColor,
        *,
        upright: bool = True,
        width: float = BAR_PX,
        z: float = 0,
    ) -> None:
        """Show intervals as soft bars, upright or lying: rows of x, y, low and high."""
        x, y, low, high = _rows(spans, 4).T
        middle = y if upright else x
        ends = ("bottom", "top") if upright else ("left", "right")
        pen = self._dressed.pen(color, width, cap=Qt.PenCapStyle.RoundCap)
        item = self._item(name, Whiskers, z)
        item.setData(x=x, y=y, beam=0, pen=pen, **{ends[0]: middle - low, ends[1]: high - middle})

    def line(self, name: str, at: float, pen: QPen, *, upright: bool, z: float = 5) -> None:
        """Show a straight line right through the plot."""
        angle = 90 if upright else 0
        item = self._item(name, lambda: pg.InfiniteLine(angle=angle, movable=False), z)
        item.setPen(pen)
        item.setPos(at)

    def bars(self, name: str, boxes: Rows, fills: Sequence[QColor], edges: Sequence[QPen]) -> None:
        """Show rectangles, rows of left, right, bottom and top, each with its fill and edge."""
        left, right, bottom, top = _rows(boxes, 4).T
        item = self._item(name, lambda: Bars(x0=[], x1=[], y0=[], y1=[]), 0)
        item.setOpts(x0=left, x1=right, y0=bottom, y1=top, brushes=list(fills), pens=list(edges))

    @property
    def _dressed(self) -> Style:
        assert self._style is not None
        return self._style

    def _item(self, name: str, make: Callable[[], Any], z: float) -> Any:
        self._named.add(name)
        if name not in self._items:
            item = make()
            item.setZValue(z)
            self._plot.addItem(item, ignoreBounds=True)
            self._items[name] = item
        return self._items[name]


def _rows(values: Rows, width: int) -> Array:
    return np.asarray(values, float).reshape(-1, width)
