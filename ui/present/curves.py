"""What stands behind T and %: how the measure went, and both sides as percentages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPen

from models.huddle.agenda import TrendPoint
from ui.present.blocks import Block
from ui.present.marks import mark_places, mark_words, paint_diamond, paint_dot, paint_ring
from ui.present.painter import Flag, ScenePainter
from ui.present.pictogram import Figure
from ui.text.formats import percent
from ui.text.huddle.steps import guess_mark, others_mark, span_short

LEAST_CHART = 0.24
MOST_CHART = 0.4


@dataclass
class TrendLine(Block):
    """The measure's last months: points, a thin line, incomplete months hollow."""

    points: Sequence[TrendPoint]
    gap: float = 0.026

    @property
    def rows(self) -> int:
        return 0

    def height(self, ink: ScenePainter, _width: float, _scale: float, _tight: bool) -> float:
        return ink.px(LEAST_CHART)

    def most(self, ink: ScenePainter, _width: float, _scale: float) -> float:
        return ink.px(MOST_CHART - LEAST_CHART)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, _tight: bool) -> None:
        tick = ink.line_height("tick", scale)
        left = ink.width("100%", "tick", scale) + ink.px(0.02)
        plot = box.adjusted(left, tick / 2, -ink.px(0.08), -tick * 1.3)
        shown = [p for p in self.points if p.top_box is not None]
        low, high = _axis([p.top_box or 0.0 for p in shown])
        self._paint_axis(ink, box, plot, scale, low, high)
        spots = {
            place: QPointF(
                plot.left() + plot.width() * (place + 0.5) / len(self.points),
                plot.bottom() - plot.height() * ((p.top_box or 0.0) - low) / (high - low),
            )
            for place, p in enumerate(self.points)
            if p.top_box is not None
        }
        self._paint_line(ink, spots)
        self._paint_periods(ink, plot, scale, tick)
        if spots:
            last = max(spots)
            value = percent(self.points[last].top_box)
            words = QRectF(spots[last].x() + ink.px(0.02), spots[last].y() - tick, ink.h, 2 * tick)
            ink.text(value, words, "mark", scale, token="unit", bold=True)

    def _paint_axis(
        self, ink: ScenePainter, box: QRectF, plot: QRectF, scale: float, low: float, high: float
    ) -> None:
        tick = ink.line_height("tick", scale)
        for value in (low, (low + high) / 2, high):
            y = plot.bottom() - plot.height() * (value - low) / (high - low)
            ink.painter.setPen(QPen(ink.color("edge"), max(1.0, ink.px(0.0015))))
            ink.painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            words = QRectF(box.left(), y - tick / 2, plot.left() - box.left() - ink.px(0.02), tick)
            ink.text(percent(value), words, "tick", scale, token="mute", align=Flag.AlignRight)

    def _paint_line(self, ink: ScenePainter, spots: dict[int, QPointF]) -> None:
        path = QPainterPath()
        for place, spot in spots.items():
            if place - 1 in spots:
                path.lineTo(spot)
            else:
                path.moveTo(spot)
        ink.path(path, token="unit", width=ink.px(0.004))
        for place, spot in spots.items():
            hollow = not self.points[place].complete
            paint_dot(ink, spot, ink.px(0.022), "unit", hollow=hollow)

    def _paint_periods(self, ink: ScenePainter, plot: QRectF, scale: float, tick: float) -> None:
        names = [span_short(p.period) for p in self.points]
        cell = plot.width() / len(self.points)
        wide = max(ink.width(name, "tick", scale) for name in names) * 1.15
        every = max(1, int(-(-wide // cell)))
        last = len(names) - 1
        for place, name in enumerate(names):
            if (last - place) % every:
                continue
            row = QRectF(plot.left() + place * cell, plot.bottom() + tick * 0.25, cell, tick)
            ink.text(name, row, "tick", scale, token="mute", align=Flag.AlignHCenter)


def _axis(values: Sequence[float]) -> tuple[float, float]:
    """Return ends of the axis in steps of 20 points around the values, within 0-1."""
    if not values:
        return 0.0, 1.0
    low = max(0.0, (int(min(values) * 5)) / 5)
    high = min(1.0, (int(max(values) * 5 - 1e-9) + 1) / 5)
    if high - low < 0.4:
        low = max(0.0, high - 0.4)
        high = min(1.0, low + 0.4)
    return low, high


@dataclass
class ShareBars(Block):
    """Both sides on one line from 0 to 100 %: our bar, their diamond, the room's ring."""

    figure: Figure
    unfair: bool = False
    gap: float = 0.026

    @property
    def rows(self) -> int:
        return 0

    def height(self, ink: ScenePainter, _width: float, scale: float, _tight: bool) -> float:
        return ink.px(0.085) + 2 * self._label(ink, scale) + ink.line_height("tick", scale)

    def most(self, ink: ScenePainter, _width: float, _scale: float) -> float:
        return ink.px(0.06)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, _tight: bool) -> None:
        figure, label = self.figure, self._label(ink, scale)
        inset = ink.width("100%", "tick", scale) / 2
        tick = ink.line_height("tick", scale)
        track = box.adjusted(inset, label, -inset, -label - tick)
        radius = ink.px(0.008)
        ink.fill(track, "organization_soft", radius)
        if figure.top is not None and figure.of:
            share = figure.top / figure.of
            bar = QRectF(track.left(), track.top(), track.width() * share, track.height())
            ink.fill(bar, "unit", radius)
            ink.text(
                percent(share),
                bar.adjusted(0, 0, -ink.px(0.015), 0)
                if share > 0.15
                else QRectF(bar.right() + ink.px(0.015), bar.top(), ink.h, bar.height()),
                "line",
                scale,
                token="on_unit" if share > 0.15 else "ink",
                ground="unit" if share > 0.15 else "organization_soft",
                bold=True,
                align=Flag.AlignRight if share > 0.15 else Flag.AlignLeft,
            )
        if figure.others is not None:
            share = figure.others / figure.of
            words = mark_words(ink, others_mark(), percent(share), track, scale)
            self._paint_mark(ink, track, share, words, scale, above=True)
        if figure.guess is not None and figure.high is None:
            words = guess_mark(percent(figure.guess / figure.of))
            self._paint_mark(ink, track, figure.guess / figure.of, words, scale, above=False)
        self._paint_ticks(ink, track, scale, box.bottom() - tick)

    def _paint_mark(
        self,
        ink: ScenePainter,
        track: QRectF,
        share: float,
        words: str,
        scale: float,
        *,
        above: bool,
    ) -> None:
        x = track.left() + track.width() * share
        token = "organization" if above else "unit_deep"
        pen = QPen(ink.color("ink" if above else "unit_deep"), ink.px(0.0045))
        ink.painter.setPen(pen)
        ink.painter.drawLine(QPointF(x, track.top()), QPointF(x, track.bottom()))
        label = self._label(ink, scale)
        top = track.top() - label if above else track.bottom()
        side = ink.size_px("mark", scale) * 0.62
        at, left = mark_places(ink, words, x, side, track, scale)
        spot = QPointF(at, top + label / 2)
        if above:
            paint_diamond(ink, spot, side, token, hollow=self.unfair)
        else:
            paint_ring(ink, spot, side, token)
        row = QRectF(left, top, ink.h * 2, label)
        ink.text(words, row, "mark", scale, token=token, bold=True)

    def _paint_ticks(self, ink: ScenePainter, track: QRectF, scale: float, top: float) -> None:
        for share in (0.0, 0.5, 1.0):
            x = track.left() + track.width() * share
            row = QRectF(x - ink.h / 2, top, ink.h, ink.line_height("tick", scale))
            ink.text(percent(share), row, "tick", scale, token="mute", align=Flag.AlignHCenter)

    def _label(self, ink: ScenePainter, scale: float) -> float:
        return ink.line_height("mark", scale) * 1.15
