"""What charts of rows share: a row of the same height for each value, a band under the chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.base.theme import CONTROL_RADIUS_PX
from ui.charts.canvas import NO_STOP, Style
from ui.charts.plot.layer import LEFT, Drawing, Words
from ui.charts.plot.plot import Plot
from ui.charts.plot.scales import Range

SIGNALS = ("above", "below")


class RowPlot(Plot):
    """Rows stand at 0, 1, 2 … from top to bottom. Up and Down walk through them."""

    y_points_down = True

    def row_range(self, count: int) -> Range:
        """Return the range in which all rows are seen."""
        return -0.5, count - 0.5

    def row_area(self, place: int) -> QRectF:
        """Return a row across the whole chart."""
        top, bottom = self.scales.y(place - 0.5), self.scales.y(place + 0.5)
        return QRectF(0, top, self.range.width(), bottom - top)

    def row_words(
        self,
        place: int,
        words: str,
        ends: Range,
        role: str = "body",
        tone: str = "ink",
        align: Qt.AlignmentFlag = LEFT,
    ) -> Words:
        """Return words in the middle of a row, from one pixel across to another."""
        area = self.row_area(place)
        box = QRectF(ends[0], area.top(), ends[1] - ends[0], area.height())
        return Words(words, box, role, tone, align)

    def anchor(self, value: float, place: int) -> QPointF:
        """Return where the card of a row points to."""
        return self.scales.at(value, place)

    def _under(self, _style: Style) -> Sequence[Drawing]:
        marked = {self._hovered: "hover", self._current: "tint"}
        return [
            partial(_draw_band, self._stops[place].area, tone, self._is_focused(place))
            for place, tone in marked.items()
            if place != NO_STOP
        ]

    def _is_focused(self, place: int) -> bool:
        return place == self._current and self.hasFocus()


def _draw_band(area: QRectF, tone: str, focused: bool, painter: QPainter, style: Style) -> None:
    painter.setBrush(style.theme.color(tone))
    painter.setPen(QPen(style.theme.unit, 1.5) if focused else QPen(Qt.PenStyle.NoPen))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), CONTROL_RADIUS_PX, CONTROL_RADIUS_PX)
