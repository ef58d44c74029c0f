"""All units between the limits of chance: few answers left, many right. Never a league table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import overload

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from models.analysis.funnel import Funnel
from ui.base.theme import Appearance, blend
from ui.charts.canvas import (
    NO_STOP,
    CardText,
    ChartWidget,
    Hotspot,
    Style,
    draw_diamond,
    draw_dot,
    draw_triangle,
)
from ui.charts.funnel.layout import (
    AXIS_GAP_PX,
    TICK_GAP_PX,
    FunnelLayout,
    UnitMark,
    UnitName,
    lay_out_funnel,
    share_words,
    tick_words,
)
from ui.charts.funnel.words import shown_units, unit_card
from ui.text.language import _

COMFORTABLE_HEIGHT_PX = 380
LEAST_HEIGHT_PX = 220
MANY = 250
"""From so many units on the others are small dots: their shapes would hide each other."""

SMALL_SIZE = 0.55
POINT_PX = 3.4
OWN_PX = 6.5
LEADER_FROM_PX = 18.0
NEAR_PX = 14.0
NO_CARD = CardText("")


class FunnelChart(ChartWidget):
    """Draws a `Funnel`. Left and Right walk through the units by their answers."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._funnel: Funnel | None = None
        self._own: int | None = None
        self._layout: FunnelLayout | None = None
        self._picture: QPixmap | None = None
        self.setObjectName("funnel")
        look.changed.connect(self._forget_picture)

    def show_funnel(self, funnel: Funnel | None, own: int | None = None) -> None:
        """Draw a funnel with the user's own unit marked; None draws nothing."""
        self._funnel, self._own = funnel, own
        self.renew()

    def finding(self) -> str:
        if self._funnel is None:
            return ""
        return f"{self._funnel.label}: {self._funnel.verdict}"

    def height_for(self, _width: float, style: Style) -> float:
        return style.px(COMFORTABLE_HEIGHT_PX) if self._funnel is not None else 0.0

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self._look.px(LEAST_HEIGHT_PX))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        if self._funnel is None:
            return
        layout = lay_out_funnel(self._funnel, self._own, box, style)
        if layout is not None:
            _paint(painter, self._funnel, layout, style)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        self._layout = self._picture = None
        if self._funnel is not None:
            self._layout = lay_out_funnel(self._funnel, self._own, box, style)
        if self._layout is None:
            return ()
        return UnitStops(self._layout)

    def _place_of(self, key: str) -> int:
        return self._layout.place_of.get(key, NO_STOP) if self._layout is not None else NO_STOP

    def _card_of_stop(self, stop: Hotspot) -> CardText:
        funnel, place = self._funnel, self._place_of(stop.key)
        if funnel is None or self._layout is None or place == NO_STOP:
            return NO_CARD
        return unit_card(self._layout.units[place], shown_units(funnel))

    def _stop_at(self, position: QPointF) -> int:
        """Return the unit nearest to the pointer: marks lie close to each other."""
        best, nearest = NO_STOP, NEAR_PX**2
        x, y = position.x(), position.y()
        for index, point in enumerate(self._layout.points if self._layout is not None else ()):
            dx, dy = point.x() - x, point.y() - y
            away = dx * dx + dy * dy
            if away < nearest:
                best, nearest = index, away
        return best

    def _draw(self, painter: QPainter, style: Style) -> None:
        if self._funnel is None or self._layout is None:
            return
        if len(self._layout.units) > MANY:
            painter.drawPixmap(QPointF(0, 0), self._painted(self._funnel, self._layout, style))
        else:
            _paint(painter, self._funnel, self._layout, style)
        for key in {self.hovered_key, self.current_key}:
            place = self._place_of(key)
            if place != NO_STOP:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(style.theme.unit, 2))
                painter.drawEllipse(self._layout.points[place], OWN_PX + 4, OWN_PX + 4)

    def _forget_picture(self) -> None:
        self._picture = None

    def _painted(self, funnel: Funnel, layout: FunnelLayout, style: Style) -> QPixmap:
        """Return thousands of units as a picture, painted once for all moves of the pointer."""
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint(painter, funnel, layout, style, _dot(style, ratio))
            painter.end()
        return self._picture


class UnitStops(Sequence[Hotspot]):
    """A stop for each unit, made when it is wanted: thousands would make the window wait."""

    def __init__(self, layout: FunnelLayout) -> None:
        self._layout = layout

    def __len__(self) -> int:
        return len(self._layout.units)

    @overload
    def __getitem__(self, place: int) -> Hotspot: ...

    @overload
    def __getitem__(self, place: slice) -> list[Hotspot]: ...

    def __getitem__(self, place: int | slice) -> Hotspot | list[Hotspot]:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(len(self)))]
        at, unit = self._layout.points[place], self._layout.units[place]
        area = QRectF(at.x() - NEAR_PX, at.y() - NEAR_PX, 2 * NEAR_PX, 2 * NEAR_PX)
        return Hotspot(str(unit.unit_id), area, at, NO_CARD)


def _dot(style: Style, ratio: float) -> QPixmap:
    """Return one of thousands of dots, to be set down as often as it is needed."""
    side = POINT_PX + 2
    dot = QPixmap(round(side * ratio), round(side * ratio))
    dot.setDevicePixelRatio(ratio)
    dot.fill(Qt.GlobalColor.transparent)
    painter = QPainter(dot)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_crowd_color(style))
    painter.drawEllipse(QPointF(side / 2, side / 2), POINT_PX / 2, POINT_PX / 2)
    painter.end()
    return dot


def _crowd_color(style: Style) -> QColor:
    color = QColor(style.theme.organization)
    color.setAlphaF(0.55)
    return color


def _paint(
    painter: QPainter,
    funnel: Funnel,
    layout: FunnelLayout,
    style: Style,
    dot: QPixmap | None = None,
) -> None:
    """Paint a funnel; `dot` stands for each of many units, where no vectors are wanted."""
    _paint_bands(painter, layout, style)
    _paint_axes(painter, funnel, layout, style)
    _paint_marks(painter, layout, style, dot)
    _paint_names(painter, layout, style)


def _paint_bands(painter: QPainter, layout: FunnelLayout, style: Style) -> None:
    """Paint the room that chance leaves: pale to 99.8 %, a little deeper to 95 %."""
    theme = style.theme
    for low, high, fill in (
        ("low998", "high998", blend(theme.strip, theme.card, 0.6)),
        ("low95", "high95", blend(theme.organization_soft, theme.strip, 0.35)),
    ):
        upper = [QPointF(x, layout.shares.at(getattr(limits, high))) for x, limits in layout.curve]
        lower = [QPointF(x, layout.shares.at(getattr(limits, low))) for x, limits in layout.curve]
        if not upper:
            continue
        path = QPainterPath()
        path.addPolygon(QPolygonF([*upper, *reversed(lower)]))
        path = path.intersected(_rectangle(layout.plot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPath(path)
    for line, dashed in (("low998", 0), ("high998", 0), ("low95", 1), ("high95", 1)):
        curve = [QPointF(x, layout.shares.at(getattr(limits, line))) for x, limits in layout.curve]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(theme.field_edge, 1.0, [4.0, 3.0] if dashed else None))
        for part in parts_within(curve, layout.plot.top(), layout.plot.bottom()):
            painter.drawPolyline(QPolygonF(part))


def parts_within(curve: Sequence[QPointF], top: float, bottom: float) -> list[list[QPointF]]:
    """Return the parts of a curve between two heights, cut where it crosses them.

    Cut, not clipped: a clip is lost in SVG.
    """
    parts: list[list[QPointF]] = []
    for here, there in pairwise(curve):
        ends = _cut(here, there, top, bottom)
        if ends is None:
            continue
        if parts and parts[-1][-1] == ends[0]:
            parts[-1].append(ends[1])
        else:
            parts.append(list(ends))
    return parts


def _cut(
    here: QPointF, there: QPointF, top: float, bottom: float
) -> tuple[QPointF, QPointF] | None:
    """Return the piece of a straight line between two heights, None when there is none."""
    rise = there.y() - here.y()
    if rise == 0:
        return (here, there) if top <= here.y() <= bottom else None
    shares = sorted(((top - here.y()) / rise, (bottom - here.y()) / rise))
    first, last = max(0.0, shares[0]), min(1.0, shares[1])
    if first >= last:
        return None
    run = there.x() - here.x()
    start, end = (
        QPointF(here.x() + run * share, here.y() + rise * share) for share in (first, last)
    )
    return (here if first == 0 else start), (there if last == 1 else end)


def _rectangle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path


def _paint_axes(painter: QPainter, funnel: Funnel, layout: FunnelLayout, style: Style) -> None:
    theme, metrics, plot = style.theme, style.metrics("small"), layout.plot
    painter.setFont(style.font("small"))
    for share in layout.shares.ticks(style.px(TICK_GAP_PX)):
        y = layout.shares.at(share)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        words = share_words(share)
        painter.setPen(theme.mute)
        left = plot.left() - AXIS_GAP_PX - metrics.horizontalAdvance(words)
        painter.drawText(QPointF(left, y + (metrics.ascent() - metrics.descent()) / 2), words)
    baseline = plot.bottom() + 4 + metrics.ascent()
    for answers in layout.ticks():
        words = tick_words(answers)
        left = layout.x(answers) - metrics.horizontalAdvance(words) / 2
        painter.drawText(QPointF(left, baseline), words)
    title = _("answers of the unit")
    left = plot.right() - metrics.horizontalAdvance(title)
    painter.drawText(QPointF(left, baseline + metrics.height() + 2), title)
    if funnel.target is not None:
        y = layout.shares.at(funnel.target)
        painter.setPen(_pen(theme.organization, 1.5, [5.0, 3.5]))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
    painter.setPen(theme.mute)
    for edge in layout.edges:
        painter.drawText(QPointF(edge.left, edge.top + metrics.ascent()), edge.words)


def _paint_marks(
    painter: QPainter, layout: FunnelLayout, style: Style, dot: QPixmap | None
) -> None:
    theme = style.theme
    if len(layout.units) <= MANY:
        for point in layout.plain:
            draw_diamond(painter, point, theme.organization, theme.card, size=SMALL_SIZE)
    elif dot is not None:
        half = dot.deviceIndependentSize().width() / 2
        for point in layout.plain:
            painter.drawPixmap(QPointF(point.x() - half, point.y() - half), dot)
    else:
        round_cap = Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(_crowd_color(style), POINT_PX, Qt.PenStyle.SolidLine, round_cap))
        painter.drawPoints(QPolygonF(layout.plain))
    for mark in layout.standing_out:
        if not mark.own:
            _paint_signal(painter, mark, style)
    for mark in layout.standing_out:
        if mark.own:
            _paint_own(painter, mark, style)


def _paint_signal(painter: QPainter, mark: UnitMark, style: Style) -> None:
    signal = mark.unit.signal
    color = style.theme.color(signal)
    draw_triangle(painter, mark.at, color, style.theme.card, up=signal == "above")


def _paint_own(painter: QPainter, mark: UnitMark, style: Style) -> None:
    """Paint the user's own unit: its circle, in the color of a signal where it is one."""
    theme, signal = style.theme, mark.unit.signal
    real = signal in ("above", "below")
    draw_dot(painter, mark.at, theme.color(signal) if real else theme.unit, theme.card, OWN_PX)


def _paint_names(painter: QPainter, layout: FunnelLayout, style: Style) -> None:
    crowded = len(layout.units) > MANY
    for name in layout.names:
        _paint_leader(painter, name, style)
        if crowded:
            painter.setPen(Qt.PenStyle.NoPen)
            behind = QColor(style.theme.card)
            behind.setAlphaF(0.85)
            painter.setBrush(behind)
            painter.drawRoundedRect(name.box.adjusted(-3, 0, 3, 0), 4, 4)
        painter.setFont(style.font("strong" if name.strong else "small"))
        painter.setPen(style.theme.color(name.tone))
        painter.drawText(name.box, int(Qt.AlignmentFlag.AlignVCenter), name.words)


def _paint_leader(painter: QPainter, name: UnitName, style: Style) -> None:
    """Lead from a name to its mark where other marks lie between them."""
    box, at = name.box, name.mark
    near = QPointF(
        min(max(at.x(), box.left()), box.right()), min(max(at.y(), box.top()), box.bottom())
    )
    line = QLineF(near, at)
    if line.length() > LEADER_FROM_PX:
        line.setLength(line.length() - OWN_PX)
        painter.setPen(QPen(style.theme.color(name.tone), 1))
        painter.drawLine(line)


def _pen(color: QColor, width: float, pattern: list[float] | None) -> QPen:
    pen = QPen(color, width)
    if pattern is not None:
        pen.setDashPattern(pattern)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
