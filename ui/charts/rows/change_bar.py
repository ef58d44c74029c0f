"""A change with its interval on a line of points, zero in the middle: better right, worse left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QWidget

from ui.base.theme import Appearance
from ui.charts.canvas import Hotspot, Style
from ui.charts.plot.axis import ValueAxis
from ui.charts.plot.layer import Drawing
from ui.charts.plot.marks import Marks
from ui.charts.plot.scales import Frame
from ui.charts.rows.row_plot import SIGNALS, RowPlot
from ui.text.charts import axis_change
from ui.text.charts_results import change_card

ROW_PX = 30
NAME_SHARE = 0.37
RIGHT_PX = 22
LEAST_END = STEP = 0.1
DOT_PX = 11.0


@dataclass(frozen=True)
class Change:
    """A change of a share, -1 to 1, with its interval; `signal` above, below or nothing."""

    name: str
    value: float
    low: float
    high: float
    signal: str = ""

    @property
    def tone(self) -> str:
        """The color of its marks."""
        return self.signal if self.signal in SIGNALS else "unit"


class ChangeBar(RowPlot):
    """Draws `Change`s one below the other on one axis."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, parent, [ValueAxis("bottom", axis_change)])
        self._changes: Sequence[Change] = ()
        self._finding = ""
        self.setObjectName("change_bar")

    def show_changes(self, changes: Sequence[Change], finding: str) -> None:
        """Draw changes; `finding` is what they say."""
        self._take(changes, finding)
        self.setFixedHeight(round(self.height_for(self.width(), self.style_now())))
        self.renew()

    def finding(self) -> str:
        return self._finding

    def height_for(self, _width: float, style: Style) -> float:
        if not self._changes:
            return 0.0
        return len(self._changes) * style.px(ROW_PX) + _axis_px(style)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, round(self.height_for(180, self.style_now())))

    def _copy(self, chart: ChangeBar) -> None:
        self._take(chart._changes, chart._finding)

    def _take(self, changes: Sequence[Change], finding: str) -> None:
        self._changes, self._finding = changes, finding
        self.axes[0].write(axis_change, self._end())

    def _end(self) -> float:
        """Return the end of the axis on both sides: whole tenths around every interval."""
        widest = max((max(abs(c.low), abs(c.high)) for c in self._changes), default=LEAST_END)
        return round(min(1.0, max(LEAST_END, ceil(widest / STEP - 1e-9) * STEP)), 6)

    def _frame(self, box: QRectF, style: Style) -> Frame | None:
        if not self._changes:
            return None
        end, rows = self._end(), self.row_range(len(self._changes))
        return Frame(box.width() * NAME_SHARE, 0, RIGHT_PX, _axis_px(style), (-end, end), rows)

    def _fill(self, marks: Marks, style: Style) -> None:
        theme = style.theme
        marks.line("no change", 0.0, style.pen(theme.field_edge, 1), upright=True, z=-5)
        for k, change in enumerate(self._changes):
            span = (change.value, k, change.low, change.high)
            soft, color = theme.color(f"{change.tone}_soft"), theme.color(change.tone)
            marks.whiskers(f"{k} span", [span], soft, upright=False)
            marks.points(f"{k} value", [span[:2]], "dot", color, DOT_PX)

    def _place(self, _style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        names = (0.0, self.range.width() * NAME_SHARE - 12)
        words = [
            self.row_words(k, change.name, names, "secondary", "mute")
            for k, change in enumerate(self._changes)
        ]
        stops = [
            Hotspot(
                change.name,
                self.row_area(k),
                self.anchor(change.value, k),
                change_card(change.name, change.value, change.low, change.high),
            )
            for k, change in enumerate(self._changes)
        ]
        return stops, words


def _axis_px(style: Style) -> float:
    return style.metrics("small").height() + 8
