"""A report's charts drawn with a pen: for the printed page and for the web page beside it.

The same values that PowerPoint and Excel draw themselves. Filled circles are the unit, squares
everybody else; what differs clearly is a diamond in the color of its signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPen, QPolygonF

from models.export.document import BARS, CENTER, GOAL, LIMIT, LINE, OTHER, SCATTER, Chart, Series
from models.export.scales import share_axis
from ui.report.paper import PagePainter
from ui.text.formats import number, percent

SMALL_PT, LABEL_PT = 7.5, 9.0
ROW_PT, ROW_HEAD_PT = 22.0, 30.0
LINE_HEIGHT_PT, SCATTER_HEIGHT_PT = 190.0, 230.0
MARK_PT = 3.4
NAME_SHARE = 0.27
MOST_NAMES = 8
AXIS_PT = 30.0
LEGEND_PT = 16.0


def chart_height(chart: Chart) -> float:
    """Return how high a chart is drawn, in points."""
    if chart.kind == BARS:
        return ROW_HEAD_PT + ROW_PT * len(chart.categories) + LEGEND_PT
    return LEGEND_PT + (LINE_HEIGHT_PT if chart.kind == LINE else SCATTER_HEIGHT_PT)


def draw_chart(pen: PagePainter, chart: Chart, box: QRectF) -> None:
    """Draw a chart into a box of its height."""
    _draw_legend(pen, chart, box)
    plot = box.adjusted(AXIS_PT, LEGEND_PT + 6, -6, -AXIS_PT + 8)
    if chart.kind == BARS:
        plot = box.adjusted(box.width() * NAME_SHARE, LEGEND_PT + 6, -10, -22)
    drawing = _Drawing(pen, chart, plot)
    if chart.kind == BARS:
        drawing.rows()
    else:
        drawing.lines()


def _draw_legend(pen: PagePainter, chart: Chart, box: QRectF) -> None:
    left = box.left()
    for series in chart.series:
        middle = QPointF(left + 8, box.top() + 5)
        if series.role in (CENTER, LIMIT, GOAL):
            pen.painter.setPen(_line_pen(pen, series))
            pen.painter.drawLine(QPointF(left, middle.y()), QPointF(left + 16, middle.y()))
        else:
            _mark(pen, middle, series, "")
        pen.write(series.name, left + 20, box.top(), 300, LABEL_PT)
        left += 20 + pen.width(series.name, LABEL_PT) + 18


@dataclass
class _Drawing:
    """One chart in its plot area. Shares run to the right for rows, upward otherwise."""

    pen: PagePainter
    chart: Chart
    plot: QRectF

    def __post_init__(self) -> None:
        self.low, self.high, self.step = share_axis(self.chart)
        x = self.chart.x
        self.x_span = (min(x), max(x)) if x else (0.0, float(len(self.chart.categories) - 1))

    def rows(self) -> None:
        """Draw one row per category: a mark and its interval for each series."""
        self._grid_across()
        height = self.plot.height() / max(1, len(self.chart.categories))
        count = len(self.chart.series)
        for row, name in enumerate(self.chart.categories):
            top = self.plot.top() + row * height
            width = (
                self.plot.left() - 12 - (self.plot.right() - self.plot.width() / (1 - NAME_SHARE))
            )
            left = self.plot.left() - 8 - width
            self.pen.write_right(name, QRectF(left, top, width, height), LABEL_PT, color="ink")
            for place, series in enumerate(self.chart.series):
                down = top + height * (place + 1) / (count + 1)
                self._row_mark(series, row, down)

    def _row_mark(self, series: Series, row: int, down: float) -> None:
        value = series.values[row]
        if value is None:
            return
        if series.low:
            low, high = series.low[row], series.high[row]
            if low is not None and high is not None:
                self.pen.painter.setPen(QPen(self.pen.color(_soft(series)), 2.4))
                self.pen.painter.drawLine(
                    QPointF(self._right(low), down), QPointF(self._right(high), down)
                )
        signal = series.signals[row] if series.signals else ""
        _mark(self.pen, QPointF(self._right(value), down), series, signal)

    def _grid_across(self) -> None:
        share = self.low
        while share <= self.high + 1e-9:
            x = self._right(share)
            self.pen.painter.setPen(QPen(self.pen.color("line"), 0.6))
            self.pen.painter.drawLine(QPointF(x, self.plot.top()), QPointF(x, self.plot.bottom()))
            self.pen.write(
                percent(share),
                x - 20,
                self.plot.bottom() + 3,
                40,
                SMALL_PT,
                color="mute",
                center=True,
            )
            share += self.step

    def lines(self) -> None:
        """Draw series over periods or numbers of answers."""
        self._grid_up()
        self._names_below()
        for series in self.chart.series:
            if series.role in (CENTER, LIMIT, GOAL):
                self._polyline(series)
        for series in self.chart.series:
            if series.role not in (CENTER, LIMIT, GOAL):
                self._points(series)

    def _grid_up(self) -> None:
        share = self.low
        while share <= self.high + 1e-9:
            y = self._up(share)
            self.pen.painter.setPen(QPen(self.pen.color("line"), 0.6))
            self.pen.painter.drawLine(QPointF(self.plot.left(), y), QPointF(self.plot.right(), y))
            box = QRectF(self.plot.left() - AXIS_PT, y - 6, AXIS_PT - 4, 12)
            self.pen.write_right(percent(share), box, SMALL_PT)
            share += self.step

    def _names_below(self) -> None:
        top = self.plot.bottom() + 4
        if self.chart.kind == SCATTER:
            for place in range(5):
                n = self.x_span[0] + (self.x_span[1] - self.x_span[0]) * place / 4
                self._name_at(number(round(n)), self._across(n), top)
            self.pen.write(
                self.chart.x_title,
                self.plot.left(),
                top + 10,
                self.plot.width(),
                SMALL_PT,
                color="mute",
                center=True,
            )
            return
        every = -(-len(self.chart.categories) // MOST_NAMES)
        for place, name in enumerate(self.chart.categories):
            if place % every == 0:
                self._name_at(name, self._across(float(place)), top)

    def _name_at(self, words: str, x: float, top: float) -> None:
        width = 80.0
        left = min(max(x - width / 2, self.plot.left() - AXIS_PT), self.plot.right() + 6 - width)
        self.pen.write(words, left, top, width, SMALL_PT, color="mute", center=True)

    def _polyline(self, series: Series) -> None:
        self.pen.painter.setPen(_line_pen(self.pen, series))
        for run in self._runs(series.values):
            self.pen.painter.drawPolyline(QPolygonF(run))

    def _points(self, series: Series) -> None:
        painter = self.pen.painter
        if self.chart.kind == LINE:
            painter.setPen(QPen(self.pen.color("unit"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for run in self._runs(series.values):
                painter.drawPolyline(QPolygonF(run))
        for place, value in enumerate(series.values):
            if value is None:
                continue
            x = self._across(self.chart.x[place] if self.chart.x else float(place))
            if series.low:
                self._whisker(x, series.low[place], series.high[place])
            signal = series.signals[place] if series.signals else ""
            _mark(self.pen, QPointF(x, self._up(value)), series, signal)
            if series.labels and series.labels[place]:
                self._label(series.labels[place], x, self._up(value))

    def _whisker(self, x: float, low: float | None, high: float | None) -> None:
        if low is not None and high is not None:
            self.pen.painter.setPen(QPen(self.pen.color("unit_soft"), 1.2))
            self.pen.painter.drawLine(QPointF(x, self._up(low)), QPointF(x, self._up(high)))

    def _label(self, words: str, x: float, y: float) -> None:
        width = self.pen.width(words, SMALL_PT)
        left = x + 6 if x + 6 + width <= self.plot.right() + 6 else x - 6 - width
        self.pen.write(words, left, y - 5, width + 4, SMALL_PT)

    def _runs(self, values: Sequence[float | None]) -> list[list[QPointF]]:
        """Return the stretches of points without a gap."""
        runs: list[list[QPointF]] = [[]]
        for place, value in enumerate(values):
            if value is None:
                runs.append([])
                continue
            x = self._across(self.chart.x[place] if self.chart.x else float(place))
            runs[-1].append(QPointF(x, self._up(value)))
        return [run for run in runs if len(run) > 1]

    def _right(self, share: float) -> float:
        part = (share - self.low) / (self.high - self.low)
        return self.plot.left() + part * self.plot.width()

    def _up(self, share: float) -> float:
        part = (share - self.low) / (self.high - self.low)
        return self.plot.bottom() - part * self.plot.height()

    def _across(self, x: float) -> float:
        first, last = self.x_span
        part = (x - first) / (last - first) if last > first else 0.5
        return self.plot.left() + 8 + part * (self.plot.width() - 16)


def _mark(pen: PagePainter, at: QPointF, series: Series, signal: str) -> None:
    """Draw a circle for the unit, a square for others, a diamond for a clear difference."""
    painter = pen.painter
    painter.setPen(QPen(pen.color("card"), 0.8))
    size = MARK_PT
    if signal in ("above", "below"):
        painter.setBrush(QBrush(pen.color(signal)))
        size *= 1.5
        sides = ((0, -size), (size, 0), (0, size), (-size, 0))
        painter.drawPolygon(QPolygonF([at + QPointF(*side) for side in sides]))
    elif series.role == OTHER:
        painter.setBrush(QBrush(pen.color("organization")))
        painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size))
    else:
        painter.setBrush(QBrush(pen.color("unit")))
        painter.drawEllipse(at, size, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _line_pen(pen: PagePainter, series: Series) -> QPen:
    made = QPen(pen.color("above" if series.role == GOAL else "organization"), 0.9)
    if series.role != CENTER:
        made.setDashPattern([4, 3])
    return made


def _soft(series: Series) -> str:
    return "organization_soft" if series.role == OTHER else "unit_soft"
