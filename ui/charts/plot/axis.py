"""Axes that choose round ticks for what is seen, and write them as people read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor, log10

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.charts.canvas import Style
from ui.text.charts import axis_month, axis_share

TEXT_GAP_PX = 6
OVERHANG_PX = 40
MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)


def round_step(least: float) -> float:
    """Return the smallest of 1, 2 and 5 times a power of ten that is at least `least`.

    >>> round_step(0.03), round_step(7)
    (0.05, 10.0)
    """
    power = 10.0 ** floor(log10(least))
    return next(power * k for k in (1, 2, 5, 10) if power * k >= least - 1e-12)


def multiples(step: float, low: float, high: float) -> list[float]:
    """Return the multiples of a step from `low` to `high`."""
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(k * step, 9) for k in range(first, last + 1)]


class ValueAxis(pg.AxisItem):
    """Ticks at round values at least `gap_px` apart and never finer than `least_step`.

    `words` writes a value, given the step between ticks.
    """

    def __init__(
        self,
        side: str,
        words: Callable[[float, float], str] = axis_share,
        *,
        gap_px: float = 34,
        least_step: float = 0.01,
        grid: bool = True,
    ) -> None:
        super().__init__(side)
        self._words, self._gap_px, self._least_step = words, gap_px, least_step
        self._with_grid = grid
        self.enableAutoSIPrefix(False)

    def write(self, words: Callable[[float, float], str], least_step: float) -> None:
        """Write values in other words from now on, no finer than a step."""
        self._words, self._least_step = words, least_step
        self.picture = None

    def write_like(self, axis: ValueAxis) -> None:
        """Write values as another axis does."""
        self.write(axis._words, axis._least_step)

    def dress(self, style: Style) -> None:
        """Take the fonts and colors of a style."""
        self._gap = style.px(self._gap_px)
        self.setPen(None)
        self.setTickPen(style.pen(style.theme.line, 1))
        self.setTextPen(style.theme.mute)
        self.setStyle(
            tickFont=style.font("small"),
            tickLength=0,
            tickTextOffset=TEXT_GAP_PX,
            tickAlpha=255 if self._with_grid else 0,
            autoExpandTextSpace=False,
            autoReduceTextSpace=False,
        )
        self.setGrid(255 if self._with_grid else False)

    def boundingRect(self) -> QRectF:
        """Return room for the words of the ticks at the very ends as well."""
        box: QRectF = super().boundingRect()
        return box.adjusted(-OVERHANG_PX, -OVERHANG_PX / 2, OVERHANG_PX, OVERHANG_PX / 2)

    def paint(self, painter: QPainter, option: object, widget: object) -> None:
        if self._exportOpts is False:
            super().paint(painter, option, widget)
            return
        specs = self.generateDrawSpecs(painter)  # a recorded picture grows with a printer's dots
        if specs is not None:
            self.drawPicture(painter, *specs)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        if high <= low or size <= 0:
            return []
        step = max(self._least_step, round_step((high - low) * self._gap / size))
        found = multiples(step, low, high)
        if len(found) < 2 and step > self._least_step:  # one tick alone gives no distance
            step = max(self._least_step, round_step((high - low) / 3))
            found = multiples(step, low, high)
        return [(step, found)]

    def tickStrings(self, values: Sequence[float], _scale: float, spacing: float) -> list[str]:
        return [self._words(value, spacing) for value in values]

    def fine_words(self, value: float) -> str:
        """Return any value in words, not only that of a tick."""
        return self._words(value, self._least_step)


class MonthAxis(ValueAxis):
    """Months, counted since year 0: as many as have room, Januaries and the first with years."""

    def __init__(self, side: str = "bottom") -> None:
        super().__init__(side, gap_px=56, grid=False)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        if high <= low or size <= 0:
            return []
        least = (high - low) * self._gap / size
        step = next((s for s in MONTH_STEPS if s >= least), MONTH_STEPS[-1])
        first, last = ceil(low - 0.5), floor(high + 0.5)
        return [(step, multiples(step, first, last) or [float(first)])]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        return [axis_month(round(month), first=k == 0) for k, month in enumerate(values)]

    def fine_words(self, value: float) -> str:
        return axis_month(round(value), first=True)
