"""A measure month by month: value, interval, what can still fill up, where the question changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from models.analysis.estimates import MonthPoint
from ui.base.theme import Appearance
from ui.base.words import counted, percent, percent_span, sentence_start
from ui.charts.canvas import (
    CardText,
    ChartWidget,
    Hotspot,
    ShareScale,
    Style,
    draw_ring,
    point_name,
    share_range,
)
from ui.charts.time_line.parts import (
    AXIS_GAP_PX,
    COMFORTABLE_HEIGHT_PX,
    DOT_PX,
    FLAG_PX,
    LEAST_HEIGHT_PX,
    NAME_GAP_PX,
    Flag,
    TimeLayout,
    middle,
    name_width,
    paint_flag,
    paint_grid,
    paint_interval,
    paint_point,
    place_name,
    runs,
)
from ui.text.language import _


class TimeLine(ChartWidget):
    """Draws `MonthPoint`s. Points with too few answers leave a gap in the line."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
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
            return _("{name}: no month has enough answers.").format(name=self._name)
        first, last = shown[0], shown[-1]
        return _("{name} from {first} to {last}, last {value}.").format(
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
        name = name_width(self._other, self._points, style)
        plot = box.adjusted(axis, flags, -(name + NAME_GAP_PX) if name else -2, -bottom)
        scale = ShareScale(low, high, plot.bottom(), plot.top())
        months = (middle(self._points[0]), middle(self._points[-1]))
        bare = TimeLayout(plot, scale, months, flags)
        return replace(bare, name=place_name(self._other, self._points, bare, style))

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        layout = self._layout = self._placed(box, style)
        if layout is None:
            return ()
        xs = [layout.x(middle(p)) for p in self._points]
        borders = [box.left(), *((a + b) / 2 for a, b in pairwise(xs))]
        borders.append(box.right())
        return [
            Hotspot(
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
            words = _("too few to show") if point.n else _("no answers")
            rows.append((_("Answers"), f"{point.n} · {words}" if point.n else words))
        else:
            span = percent_span(point.low, point.high)
            value = percent(point.top_box) + (f" ({span})" if span else "")
            rows.append((_("Best answer"), value))
            rows.append((_("Answers"), counted(point.n, _("answer"), _("answers"))))
        if point.other is not None:
            rows.append((sentence_start(self._other or _("the others")), percent(point.other)))
        flags = [f.words for f in self._flags if point.first_month <= f.month <= point.last_month]
        foot = "" if point.complete else _("Surveys of these months can still come in.")
        return CardText(
            point_name(point), tuple(rows), " · ".join([*flags, foot] if foot else flags)
        )

    def _draw(self, painter: QPainter, style: Style) -> None:
        layout = self._layout
        if layout is None:
            painter.setFont(style.font("secondary"))
            painter.setPen(style.theme.mute)
            words = _("No month has enough answers to show.")
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
        paint_grid(painter, layout, style)
        for place, flag in enumerate(self._flags):
            paint_flag(painter, flag, place % 2, layout, style)
        for point in self._points:
            if point.low is not None and point.high is not None:
                paint_interval(painter, point, layout, style)
        self._paint_others(painter, layout, style)
        for run in runs(self._points, self._flags):
            painter.setPen(QPen(style.theme.unit, 1.75))
            painter.drawPolyline(QPolygonF([layout.at(p, p.top_box or 0.0) for p in run]))
        for point in self._points:
            if point.top_box is not None:
                paint_point(painter, layout.at(point, point.top_box), point, style)

    def _paint_others(self, painter: QPainter, layout: TimeLayout, style: Style) -> None:
        """Paint the others as a thin line with its name where it ends."""
        known = [p for p in self._points if p.other is not None]
        if len(known) < 2:
            return
        painter.setPen(QPen(style.theme.organization, 1.25))
        for run in runs(known, self._flags, of_others=True):
            painter.drawPolyline(QPolygonF([layout.at(p, p.other or 0.0) for p in run]))
        if layout.name is not None:
            painter.setFont(style.font("small"))
            painter.setPen(style.theme.mute)
            metrics, room = style.metrics("small"), layout.name.width()
            words = metrics.elidedText(self._other, Qt.TextElideMode.ElideRight, room)
            painter.drawText(layout.name, int(Qt.AlignmentFlag.AlignVCenter), words)
