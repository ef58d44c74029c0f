"""Units one below the other, each with its interval: how little an order of ranks can say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.base.theme import CONTROL_RADIUS_PX, Appearance
from ui.charts.canvas import (
    CardText,
    ChartWidget,
    Hotspot,
    LegendEntry,
    Style,
    draw_bar,
    draw_diamond,
    draw_dot,
    draw_tick,
    legend_height,
    paint_legend,
)

ROW_PX = 26
COMFORTABLE_ROW_PX = 30
MOST_ROW_PX = 44
MOST_UNDER_ONE_AXIS = 14
"""With more rows the values stand above them as well: the lower end may be scrolled away."""

HEAD_GAP_PX = 8
NAME_GAP_PX = 14
MOST_NAME_SHARE = 0.3
LEAST_WIDTH_PX = 200
TICK_GAP_PX = 64
SMALL_SIZE = 0.6
OWN_PX = 5.5
RAW_HALF_PX = 6.0
AIR = 0.06


@dataclass(frozen=True)
class Caterpillar:
    """What the chart shows. `axis` says what a value means, `words` writes one; `center` is the
    common value, named `center_name`; `raw_name` says what the thin ticks are."""

    finding: str
    rows: tuple[CaterpillarRow, ...]
    center: float
    center_name: str
    words: Callable[[float], str]
    value_name: str
    raw_name: str = ""
    bounds: tuple[float, float] = (0.0, 1.0)
    """Beyond these no value lies, nor does the axis."""
    name_share: float = MOST_NAME_SHARE
    """The most of the width that names may take."""


@dataclass(frozen=True)
class CaterpillarRow:
    """A unit. `signal` is above, below or nothing; `raw` a second value as a thin tick; `text`
    stands at the right."""

    key: str
    name: str
    value: float
    low: float
    high: float
    text: str
    card: CardText
    raw: float | None = None
    signal: str = ""
    own: bool = False


@dataclass(frozen=True)
class RowPlace:
    row: CaterpillarRow
    area: QRectF
    y: float


@dataclass(frozen=True)
class CaterpillarLayout:
    head: QRectF
    plot: QRectF
    low: float
    high: float
    ticks: tuple[float, ...]
    rows: tuple[RowPlace, ...]
    name_width: float
    text_left: float

    def x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.plot.left() + share * self.plot.width()


class CaterpillarChart(ChartWidget):
    """Draws a `Caterpillar`. Up and Down walk through the units."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._content: Caterpillar | None = None
        self._layout: CaterpillarLayout | None = None
        self.setObjectName("caterpillar")

    def show_rows(self, content: Caterpillar | None) -> None:
        """Draw rows in their order; None draws nothing."""
        self._content = content
        self.setMinimumHeight(round(self.height_for(self.width(), self.style_now(), ROW_PX)))
        self.renew()

    def finding(self) -> str:
        return self._content.finding if self._content is not None else ""

    def height_for(self, width: float, style: Style, row_px: float = COMFORTABLE_ROW_PX) -> float:
        if self._content is None:
            return 0.0
        head = legend_height(_legend(self._content), width, style) + HEAD_GAP_PX
        axis = style.metrics("small").height() + 8
        rows = len(self._content.rows)
        axes = 2 if rows > MOST_UNDER_ONE_AXIS else 1
        return head + rows * style.px(row_px) + axes * axis

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH_PX, round(self.height_for(self.width(), self.style_now(), ROW_PX)))

    def paint_into(self, painter: QPainter, box: QRectF, style: Style) -> None:
        layout = _laid_out(self._content, box, style) if self._content is not None else None
        if self._content is not None and layout is not None:
            _paint(painter, self._content, layout, style)

    def _lay_out(self, box: QRectF, style: Style) -> Sequence[Hotspot]:
        self._layout = _laid_out(self._content, box, style) if self._content is not None else None
        if self._layout is None:
            return ()
        layout = self._layout
        return [
            Hotspot(p.row.key, p.area, QPointF(layout.x(p.row.value), p.y), p.row.card)
            for p in layout.rows
        ]

    def _draw(self, painter: QPainter, style: Style) -> None:
        if self._content is None or self._layout is None:
            return
        for place in self._layout.rows:
            chosen = place.row.key == self.current_key
            if chosen or place.row.key == self.hovered_key:
                painter.setBrush(style.theme.tint if chosen else style.theme.hover)
                focused = chosen and self.hasFocus()
                pen = QPen(style.theme.unit, 1.5) if focused else QPen(Qt.PenStyle.NoPen)
                painter.setPen(pen)
                band = place.area.adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(band, CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
        _paint(painter, self._content, self._layout, style)


def _laid_out(content: Caterpillar, box: QRectF, style: Style) -> CaterpillarLayout | None:
    if not content.rows:
        return None
    strong, small = style.metrics("strong"), style.metrics("small")
    names = max(strong.horizontalAdvance(row.name) for row in content.rows)
    names = min(names, box.width() * content.name_share)
    texts = max(strong.horizontalAdvance(row.text) for row in content.rows)
    head = QRectF(box.left(), box.top(), box.width(), 0)
    head.setHeight(legend_height(_legend(content), box.width(), style))
    axis = small.height() + 8
    above = axis if len(content.rows) > MOST_UNDER_ONE_AXIS else 0.0
    top = head.bottom() + HEAD_GAP_PX + above
    room = box.bottom() - axis - top
    bottom = top + min(room, len(content.rows) * style.px(MOST_ROW_PX))
    left = box.left() + names + NAME_GAP_PX + 8
    right = box.right() - texts - NAME_GAP_PX - 4
    plot = QRectF(left, top, max(right - left, 40.0), bottom - top)
    low, high, ticks = _axis(content, plot.width())
    height = plot.height() / len(content.rows)
    rows = []
    for k, row in enumerate(content.rows):
        area = QRectF(box.left(), top + k * height, box.width(), height)
        rows.append(RowPlace(row, area, area.center().y()))
    return CaterpillarLayout(
        head, plot, low, high, ticks, tuple(rows), names, plot.right() + NAME_GAP_PX
    )


def _axis(content: Caterpillar, width: float) -> tuple[float, float, tuple[float, ...]]:
    """Return the ends of the axis and its ticks, round numbers within the bounds."""
    values = [v for row in content.rows for v in (row.low, row.high, row.raw) if v is not None]
    values.append(content.center)
    spare = (max(values) - min(values) or 1.0) * AIR
    low = max(content.bounds[0], min(values) - spare)
    high = min(content.bounds[1], max(values) + spare)
    if high <= low:
        low, high = content.bounds
    step = _round_step((high - low) * TICK_GAP_PX / max(width, 1.0))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    if last - first < 1:  # one tick alone tells no distance
        step = _round_step((high - low) / 3)
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return low, high, tuple(round(k * step, 9) for k in range(first, last + 1))


def _round_step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(power * k for k in (1, 2, 5, 10) if power * k >= least - 1e-12)


def _legend(content: Caterpillar) -> list[LegendEntry]:
    own = all(row.own for row in content.rows)
    entries = [
        LegendEntry(content.value_name, _draw_own if own else _draw_value),
        LegendEntry(content.center_name, _draw_center),
    ]
    if content.raw_name and any(row.raw is not None for row in content.rows):
        entries.insert(1, LegendEntry(content.raw_name, _draw_raw))
    return entries


def _draw_value(painter: QPainter, at: QPointF, style: Style) -> None:
    theme = style.theme
    draw_bar(painter, at.x() - 10, at.x() + 10, at.y(), theme.organization_soft)
    draw_diamond(painter, at, theme.organization, theme.card, size=SMALL_SIZE)


def _draw_own(painter: QPainter, at: QPointF, style: Style) -> None:
    theme = style.theme
    draw_bar(painter, at.x() - 10, at.x() + 10, at.y(), theme.unit_soft)
    draw_dot(painter, at, theme.unit, theme.card, OWN_PX * SMALL_SIZE)


def _draw_raw(painter: QPainter, at: QPointF, style: Style) -> None:
    draw_tick(painter, at.x(), at.y(), RAW_HALF_PX, style.theme.mute)


def _draw_center(painter: QPainter, at: QPointF, style: Style) -> None:
    painter.setPen(_dashed(style))
    painter.drawLine(QLineF(at.x(), at.y() - 9, at.x(), at.y() + 9))


def _dashed(style: Style) -> QPen:
    pen = QPen(style.theme.organization, 1.5)
    pen.setDashPattern([3.0, 2.5])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _paint(
    painter: QPainter, content: Caterpillar, layout: CaterpillarLayout, style: Style
) -> None:
    paint_legend(painter, _legend(content), layout.head, style)
    _paint_axis(painter, content, layout, style)
    for place in layout.rows:
        _paint_row(painter, place, layout, style)


def _paint_axis(
    painter: QPainter, content: Caterpillar, layout: CaterpillarLayout, style: Style
) -> None:
    metrics, plot = style.metrics("small"), layout.plot
    painter.setFont(style.font("small"))
    for value in layout.ticks:
        x, words = layout.x(value), content.words(value)
        painter.setPen(QPen(style.theme.line, 1))
        painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
        painter.setPen(style.theme.mute)
        left = x - metrics.horizontalAdvance(words) / 2
        painter.drawText(QPointF(left, plot.bottom() + 4 + metrics.ascent()), words)
        if len(content.rows) > MOST_UNDER_ONE_AXIS:
            painter.drawText(QPointF(left, plot.top() - 4 - metrics.descent()), words)
    x = layout.x(content.center)
    painter.setPen(_dashed(style))
    painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))


def _paint_row(painter: QPainter, place: RowPlace, layout: CaterpillarLayout, style: Style) -> None:
    theme, row = style.theme, place.row
    real = row.signal in ("above", "below")
    color = theme.color(row.signal) if real else theme.unit if row.own else theme.organization
    soft = theme.unit_soft if row.own else theme.organization_soft
    if real:
        soft = theme.color(f"{row.signal}_soft")
    role = "strong" if row.own or real else "body"
    metrics = style.metrics(role)
    baseline = place.y + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(style.font(role))
    painter.setPen(theme.ink)
    name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, layout.name_width)
    painter.drawText(QPointF(place.area.left() + 8, baseline), name)
    draw_bar(painter, layout.x(row.low), layout.x(row.high), place.y, soft)
    if row.raw is not None:
        draw_tick(painter, layout.x(row.raw), place.y, RAW_HALF_PX, theme.mute)
    at = QPointF(layout.x(row.value), place.y)
    if row.own:
        draw_dot(painter, at, color, theme.card, OWN_PX)
    else:
        draw_diamond(painter, at, color, theme.card, size=SMALL_SIZE)
    painter.setFont(style.font("strong" if real else "secondary"))
    painter.setPen(color if real else theme.mute)
    painter.drawText(QPointF(layout.text_left, baseline), row.text)
