"""A measure month by month: value, interval, what can still fill up, where the question changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from models.analysis.results import MonthPoint
from ui.charts.canvas import Canvas, Stop, Style
from ui.charts.card import CardText
from ui.charts.scale import ShareScale, share_range
from ui.charts.shapes import draw_dot, draw_ring
from ui.charts.words import axis_month, point_name, tr
from ui.theme import Look
from ui.words import counted, percent, percent_span, sentence_start

DOT_PX = 3.5
FLAG_PX = 18
AXIS_GAP_PX = 8
TICK_GAP_PX = 28
MONTH_GAP_PX = 46
LABEL_GAP_PX = 10
INTERVAL_PX = 5.0
COMFORTABLE_HEIGHT_PX = 210
LEAST_HEIGHT_PX = 160
EDGE_PX = 10


@dataclass(frozen=True)
class Flag:
    """Words at a month: an action, or a change of the question (`is_break`)."""

    month: int
    words: str
    is_break: bool = False


@dataclass(frozen=True)
class TimeLayout:
    plot: QRectF
    shares: ShareScale
    months: tuple[float, float]
    """First and last month of the axis; a point stands in the middle of its months."""
    flag_px: float

    def x(self, month: float) -> float:
        first, last = self.months
        span = max(last - first, 1.0)
        return (
            self.plot.left() + EDGE_PX + (month - first) / span * (self.plot.width() - 2 * EDGE_PX)
        )

    def at(self, point: MonthPoint, share: float) -> QPointF:
        return QPointF(self.x(middle(point)), self.shares.at(share))


def middle(point: MonthPoint) -> float:
    """Return the month number in the middle of a point's months."""
    return (point.first_month + point.last_month) / 2


class TimeLine(Canvas):
    """Draws `MonthPoint`s. Points with too few answers leave a gap in the line."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._points: Sequence[MonthPoint] = ()
        self._flags: Sequence[Flag] = ()
        self._other = ""
        self._name = ""
        self._layout: TimeLayout | None = None
        self.setObjectName("time_line")

    def show_line(
        self,
        points: Sequence[MonthPoint],
        *,
        name: str,
        other: str = "",
        flags: Sequence[Flag] = (),
    ) -> None:
        """Draw points in time order. `name` is the measure's, `other` names the others' line."""
        self._points, self._flags = points, flags
        self._name, self._other = name, other
        self.renew()

    def finding(self) -> str:
        shown = [p for p in self._points if p.top_box is not None]
        if not shown:
            return tr("{name}: no month has enough answers.").format(name=self._name)
        first, last = shown[0], shown[-1]
        return tr("{name} from {first} to {last}, last {value}.").format(
            name=self._name,
            first=point_name(first),
            last=point_name(last),
            value=percent(last.top_box),
        )

    def height_for(self, _width: float, style: Style) -> float:
        return style.px(COMFORTABLE_HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._look.px(LEAST_HEIGHT_PX))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        layout = self._placed(box, style)
        if layout is not None:
            self._paint(painter, layout, style)

    def _placed(self, box: QRectF, style: Style) -> TimeLayout | None:
        if not any(p.top_box is not None for p in self._points):
            return None
        values = [v for p in self._points for v in (p.top_box, p.low, p.high, p.other)]
        low, high = share_range(values)
        metrics = style.metrics("small")
        axis = metrics.horizontalAdvance("100%") + AXIS_GAP_PX
        flags = style.px(FLAG_PX) * min(2, len(self._flags)) if self._flags else 4.0
        bottom = metrics.height() + 6
        plot = box.adjusted(axis, flags, -2, -bottom)
        scale = ShareScale(low, high, plot.bottom(), plot.top())
        months = (middle(self._points[0]), middle(self._points[-1]))
        return TimeLayout(plot, scale, months, flags)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Stop]:
        layout = self._layout = self._placed(box, style)
        if layout is None:
            return ()
        xs = [layout.x(middle(p)) for p in self._points]
        borders = [box.left(), *((a + b) / 2 for a, b in pairwise(xs))]
        borders.append(box.right())
        return [
            Stop(
                point.period,
                QRectF(borders[k], box.top(), borders[k + 1] - borders[k], box.height()),
                QPointF(xs[k], self._anchor_y(point, layout)),
                self._card_of(point),
            )
            for k, point in enumerate(self._points)
        ]

    def _anchor_y(self, point: MonthPoint, layout: TimeLayout) -> float:
        if point.top_box is None:
            return layout.plot.center().y()
        return layout.shares.at(point.top_box)

    def _card_of(self, point: MonthPoint) -> CardText:
        rows = []
        if point.top_box is None:
            words = tr("too few to show") if point.n else tr("no answers")
            rows.append((tr("Answers"), f"{point.n} · {words}" if point.n else words))
        else:
            span = percent_span(point.low, point.high)
            value = percent(point.top_box) + (f" ({span})" if span else "")
            rows.append((tr("Best answer"), value))
            rows.append((tr("Answers"), counted(point.n, tr("answer"), tr("answers"))))
        if point.other is not None:
            rows.append((sentence_start(self._other or tr("the others")), percent(point.other)))
        flags = [f.words for f in self._flags if point.first_month <= f.month <= point.last_month]
        foot = "" if point.complete else tr("Surveys of these months can still come in.")
        return CardText(
            point_name(point), tuple(rows), " · ".join([*flags, foot] if foot else flags)
        )

    def _draw(self, painter: QPainter, style: Style) -> None:
        layout = self._layout
        if layout is None:
            painter.setFont(style.font("secondary"))
            painter.setPen(style.theme.mute)
            words = tr("No month has enough answers to show.")
            painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), words)
            return
        marked = self.hovered_key or (self.current_key if self.hasFocus() else "")
        for point in self._points:
            if point.period == marked:
                x = layout.x(middle(point))
                painter.setPen(QPen(style.theme.edge, 1))
                painter.drawLine(QLineF(x, layout.plot.top(), x, layout.plot.bottom()))
        self._paint(painter, layout, style)
        for point in self._points:
            if point.period == marked and point.top_box is not None:
                at = layout.at(point, point.top_box)
                draw_ring(painter, at, style.theme.unit, style.theme.card, DOT_PX + 2)

    def _paint(self, painter: QPainter, layout: TimeLayout, style: Style) -> None:
        _paint_grid(painter, layout, style)
        for place, flag in enumerate(self._flags):
            _paint_flag(painter, flag, place % 2, layout, style)
        for point in self._points:
            if point.low is not None and point.high is not None:
                _paint_interval(painter, point, layout, style)
        self._paint_others(painter, layout, style)
        for run in _runs(self._points, self._flags):
            painter.setPen(QPen(style.theme.unit, 1.75))
            painter.drawPolyline(QPolygonF([layout.at(p, p.top_box or 0.0) for p in run]))
        for point in self._points:
            if point.top_box is not None:
                _paint_point(painter, layout.at(point, point.top_box), point, style)

    def _paint_others(self, painter: QPainter, layout: TimeLayout, style: Style) -> None:
        """Paint the others as a thin line with its name where it ends."""
        known = [p for p in self._points if p.other is not None]
        if len(known) < 2:
            return
        painter.setPen(QPen(style.theme.organization, 1.25))
        for run in _runs(known, self._flags, of_others=True):
            painter.drawPolyline(QPolygonF([layout.at(p, p.other or 0.0) for p in run]))
        if not self._other:
            return
        metrics = style.metrics("small")
        end = layout.at(known[-1], known[-1].other or 0.0)
        higher = (known[-1].other or 0.0) >= (known[-1].top_box or 0.0)
        y = end.y() - 6 if higher else end.y() + 4 + metrics.ascent()
        painter.setFont(style.font("small"))
        painter.setPen(style.theme.mute)
        left = layout.plot.right() - metrics.horizontalAdvance(self._other)
        painter.drawText(QPointF(left, y), self._other)


def _runs(
    points: Sequence[MonthPoint], flags: Sequence[Flag], *, of_others: bool = False
) -> list[list[MonthPoint]]:
    """Return the stretches to draw as one line: no gap inside, no change of the question."""
    breaks = [flag.month for flag in flags if flag.is_break]
    runs: list[list[MonthPoint]] = [[]]
    for point in points:
        value = point.other if of_others else point.top_box
        if value is None:
            runs.append([])
            continue
        last = runs[-1][-1] if runs[-1] else None
        if last is not None and any(last.first_month < b <= point.first_month for b in breaks):
            runs.append([])
        runs[-1].append(point)
    return [run for run in runs if run]


def _paint_grid(painter: QPainter, layout: TimeLayout, style: Style) -> None:
    metrics = style.metrics("small")
    painter.setFont(style.font("small"))
    plot = layout.plot
    for share in layout.shares.ticks(style.px(TICK_GAP_PX)):
        y = layout.shares.at(share)
        painter.setPen(QPen(style.theme.line, 1))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        painter.setPen(style.theme.mute)
        words = percent(share)
        left = plot.left() - AXIS_GAP_PX - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left, y + (metrics.ascent() - metrics.descent()) / 2), words)
    _paint_months(painter, layout, style)


def _paint_months(painter: QPainter, layout: TimeLayout, style: Style) -> None:
    """Write as many months as have room: Januaries first, then quarters, then every month."""
    metrics = style.metrics("small")
    first, last = round(layout.months[0]), round(layout.months[1])
    per_month = layout.x(1) - layout.x(0)
    step = next((s for s in (1, 3, 6, 12, 24, 60) if s * per_month >= MONTH_GAP_PX), 120)
    months = [m for m in range(first, last + 1) if m % step == 0] or [first]
    baseline = layout.plot.bottom() + 6 + metrics.ascent()
    painter.setPen(style.theme.mute)
    taken: list[tuple[float, float]] = []
    for month in sorted(months, key=lambda m: (m % 12 != 0, m)):  # Januaries have the years
        words = axis_month(month, first=month == months[0])
        width = metrics.horizontalAdvance(words)
        left = layout.x(month) - width / 2
        left = min(max(left, layout.plot.left()), layout.plot.right() - width)
        if all(left + width + LABEL_GAP_PX <= a or left >= b + LABEL_GAP_PX for a, b in taken):
            painter.drawText(QPointF(left, baseline), words)
            taken.append((left, left + width))


def _paint_interval(painter: QPainter, point: MonthPoint, layout: TimeLayout, style: Style) -> None:
    low, high = layout.at(point, point.low or 0.0), layout.at(point, point.high or 0.0)
    color = QColor(style.theme.unit_soft)
    color.setAlphaF(0.55)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    box = QRectF(high.x() - INTERVAL_PX / 2, high.y(), INTERVAL_PX, low.y() - high.y())
    painter.drawRoundedRect(box, INTERVAL_PX / 2, INTERVAL_PX / 2)


def _paint_point(painter: QPainter, at: QPointF, point: MonthPoint, style: Style) -> None:
    theme = style.theme
    if point.complete:
        draw_dot(painter, at, theme.unit, theme.card, DOT_PX)
    else:
        draw_ring(painter, at, theme.unit, theme.card, DOT_PX)


def _paint_flag(
    painter: QPainter, flag: Flag, level: int, layout: TimeLayout, style: Style
) -> None:
    """Paint a flag's line and its words on one of two levels above the plot."""
    metrics = style.metrics("small")
    color = style.theme.mute if flag.is_break else style.theme.above
    x = layout.x(flag.month - 0.5 if flag.is_break else flag.month)
    if not layout.plot.left() <= x <= layout.plot.right():
        return
    top = layout.plot.top() - layout.flag_px + level * style.px(FLAG_PX)
    pen = QPen(color, 1.25, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.0, 2.5])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, top + 2, x, layout.plot.bottom()))
    painter.setFont(style.font("small"))
    room = max(layout.plot.right() - x, x - layout.plot.left()) - 8
    words = metrics.elidedText(flag.words, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(words)
    left = x + 5 if x + 5 + width <= layout.plot.right() else x - 5 - width
    painter.setPen(color)
    painter.drawText(QPointF(left, top + metrics.ascent()), words)
