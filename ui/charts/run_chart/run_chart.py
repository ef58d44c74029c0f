"""A measure over time with its line, its limits, what broke a rule, and what was done when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from models.analysis.trend import Trend, TrendPoint
from ui.base.theme import Appearance
from ui.charts.canvas import CardText, ChartWidget, Hotspot, Style
from ui.charts.run_chart import parts as parts
from ui.charts.run_chart.layout import RunLayout, lay_out_trend
from ui.charts.run_chart.trend_words import point_foot, point_name, point_rows
from ui.charts.time_line import paint_months

COMFORTABLE_HEIGHT_PX = 340
LEAST_HEIGHT_PX = 200


class RunChart(ChartWidget):
    """Draws a `Trend`. Left and Right walk through the points, Home and End jump."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._trend: Trend | None = None
        self._layout: RunLayout | None = None
        self.setObjectName("run_chart")

    @property
    def chosen(self) -> TrendPoint | None:
        """The point the user went to last."""
        points = self._trend.points if self._trend is not None else ()
        return next((p for p in points if p.period == self.current_key), None)

    def show_trend(self, trend: Trend | None) -> None:
        """Draw a trend; None draws nothing."""
        self._trend = trend
        self.renew()

    def finding(self) -> str:
        if self._trend is None:
            return ""
        return f"{self._trend.unit}, {self._trend.label}: {self._trend.verdict}"

    def height_for(self, _width: float, style: Style) -> float:
        return style.px(COMFORTABLE_HEIGHT_PX) if self._trend is not None else 0.0

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._look.px(LEAST_HEIGHT_PX))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        layout = lay_out_trend(self._trend, box, style) if self._trend is not None else None
        if layout is not None:
            self._paint(painter, layout, style)
        else:
            self._say_nothing(painter, box, style)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        trend = self._trend
        self._layout = lay_out_trend(trend, box, style) if trend is not None else None
        if trend is None or self._layout is None:
            return ()
        layout = self._layout
        edges = layout.edges(trend.points)
        edges[0], edges[-1] = box.left(), box.right()
        return [
            Hotspot(
                point.period,
                QRectF(edges[k], box.top(), edges[k + 1] - edges[k], box.height()),
                self._anchor(point, layout),
                CardText(
                    point_name(point), tuple(point_rows(trend, point)), point_foot(trend, point)
                ),
            )
            for k, point in enumerate(trend.points)
        ]

    def _anchor(self, point: TrendPoint, layout: RunLayout) -> QPointF:
        at = layout.at(point)
        return at if point.value is not None else QPointF(at.x(), layout.plot.center().y())

    def _draw(self, painter: QPainter, style: Style) -> None:
        trend, layout = self._trend, self._layout
        if trend is None or layout is None:
            self._say_nothing(painter, QRectF(self.rect()), style)
            return
        marked = [p for p in trend.points if p.period in (self.hovered_key, self.current_key)]
        self._paint(painter, layout, style, marked)
        for point in marked:
            if point.value is not None:
                at = layout.at(point)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(style.theme.unit, 2))
                painter.drawEllipse(at, parts.DOT_PX + 5, parts.DOT_PX + 5)

    def _paint(
        self,
        painter: QPainter,
        layout: RunLayout,
        style: Style,
        marked: Sequence[TrendPoint] = (),
    ) -> None:
        trend = self._trend
        assert trend is not None
        parts.paint_band(painter, trend, layout, style)
        parts.paint_grid(painter, layout, style)
        paint_months(painter, layout, style)
        for point in marked:
            x = layout.x((point.first_month + point.last_month) / 2)
            painter.setPen(QPen(style.theme.edge, 1))
            painter.drawLine(QLineF(x, layout.plot.top(), x, layout.plot.bottom()))
            parts.paint_interval(painter, point, layout, style)
        for flag in layout.flags:
            parts.paint_flag(painter, flag, layout, style)
        parts.paint_intervals(painter, trend, layout, style)
        parts.paint_center(painter, trend, layout, style)
        parts.paint_line(painter, trend, layout, style)
        parts.paint_points(painter, trend, layout, style)
        parts.paint_names(painter, layout, style)
        parts.paint_signals(painter, layout, style)

    def _say_nothing(self, painter: QPainter, box: QRectF, style: Style) -> None:
        if self._trend is None:
            return
        painter.setFont(style.font("body"))
        painter.setPen(style.theme.mute)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, self._trend.why)
