"""Units one below the other, each with its interval: how little an order of ranks can say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QWidget

from ui.base.theme import Appearance
from ui.charts.canvas import Hotspot, Style
from ui.charts.plot.axis import ValueAxis
from ui.charts.plot.layer import Drawing
from ui.charts.plot.legend import DASH, LINE, LegendEntry, draw_legend, legend_height
from ui.charts.plot.marks import Marks
from ui.charts.plot.scales import Frame
from ui.charts.rows.row_plot import SIGNALS, RowPlot
from ui.text.charts_card import CardText

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
DIAMOND_PX, OWN_PX, TICK_PX = 13.8, 11.0, 12.0
AIR = 0.06


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

    @property
    def tone(self) -> str:
        """The color of the row's marks."""
        if self.signal in SIGNALS:
            return self.signal
        return "unit" if self.own else "organization"


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


class CaterpillarChart(RowPlot):
    """Draws a `Caterpillar`. Up and Down walk through the units."""

    zooms_x = True

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        axes = [ValueAxis("bottom", gap_px=TICK_GAP_PX), ValueAxis("top", gap_px=TICK_GAP_PX)]
        super().__init__(look, parent, axes)
        self._content: Caterpillar | None = None
        self.setObjectName("caterpillar")

    def show_rows(self, content: Caterpillar | None) -> None:
        """Draw rows in their order; None draws nothing."""
        self._take(content)
        self.setMinimumHeight(round(self.height_for(self.width(), self.style_now(), ROW_PX)))
        self.renew()

    def finding(self) -> str:
        return self._content.finding if self._content is not None else ""

    def height_for(self, width: float, style: Style, row_px: float = COMFORTABLE_ROW_PX) -> float:
        if self._content is None:
            return 0.0
        head = legend_height(_legend(self._content), width, style) + HEAD_GAP_PX
        rows = len(self._content.rows)
        axes = 2 if rows > MOST_UNDER_ONE_AXIS else 1
        return head + rows * style.px(row_px) + axes * _axis_px(style)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH_PX, round(self.height_for(self.width(), self.style_now(), ROW_PX)))

    def _copy(self, chart: CaterpillarChart) -> None:
        self._take(chart._content)

    def _take(self, content: Caterpillar | None) -> None:
        self._content = content
        if content is None:
            return
        for axis in self.axes:
            axis.write(lambda value, _step: content.words(value), 0.01 * _width(content.bounds))
        self.show_axis("top", shown=len(content.rows) > MOST_UNDER_ONE_AXIS)

    def _frame(self, box: QRectF, style: Style) -> Frame | None:
        content = self._content
        if content is None or not content.rows:
            return None
        strong, rows = style.metrics("strong"), content.rows
        names = max(strong.horizontalAdvance(row.name) for row in rows)
        self._name_width = min(names, box.width() * content.name_share)
        left = self._name_width + NAME_GAP_PX + 8
        right = max(strong.horizontalAdvance(row.text) for row in rows) + NAME_GAP_PX + 4
        axis = _axis_px(style)
        top = legend_height(_legend(content), box.width(), style) + HEAD_GAP_PX
        top += axis if len(rows) > MOST_UNDER_ONE_AXIS else 0
        height = min(box.height() - axis - top, len(rows) * style.px(MOST_ROW_PX))
        bottom = box.height() - top - max(height, 1.0)
        return Frame(left, top, right, bottom, _value_range(content), self.row_range(len(rows)))

    def _fill(self, marks: Marks, style: Style) -> None:
        content, theme = self._content, style.theme
        assert content is not None
        pen = style.pen(theme.organization, 1.5, DASH)
        marks.line("center", content.center, pen, upright=True, z=-5)
        for tone in ("organization", "unit", *SIGNALS):
            spans = [
                (row.value, k, row.low, row.high)
                for k, row in enumerate(content.rows)
                if row.tone == tone
            ]
            marks.whiskers(tone, spans, theme.color(f"{tone}_soft"), upright=False)
        raw = [(row.raw, k) for k, row in enumerate(content.rows) if row.raw is not None]
        marks.points("raw", raw, "tick", theme.mute, TICK_PX)
        marks.points(
            "values",
            [(row.value, k) for k, row in enumerate(content.rows)],
            ["dot" if row.own else "diamond" for row in content.rows],
            [theme.color(row.tone) for row in content.rows],
            [OWN_PX if row.own else DIAMOND_PX for row in content.rows],
        )

    def _place(self, style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        content, width = self._content, self.range.width()
        assert content is not None
        where = QRectF(0, 0, width, legend_height(_legend(content), width, style))
        drawings: list[Drawing] = [partial(draw_legend, _legend(content), where)]
        right = self.plot_box.right() + NAME_GAP_PX
        for k, row in enumerate(content.rows):
            real = row.signal in SIGNALS
            role = "strong" if row.own or real else "body"
            drawings.append(self.row_words(k, row.name, (8, 8 + self._name_width), role))
            role, tone = ("strong", row.signal) if real else ("secondary", "mute")
            drawings.append(self.row_words(k, row.text, (right, width), role, tone))
        stops = [
            Hotspot(row.key, self.row_area(k), self.anchor(row.value, k), row.card)
            for k, row in enumerate(content.rows)
        ]
        return stops, drawings


def _axis_px(style: Style) -> float:
    return style.metrics("small").height() + 8


def _width(ends: tuple[float, float]) -> float:
    return ends[1] - ends[0]


def _value_range(content: Caterpillar) -> tuple[float, float]:
    """Return the ends of the axis: a little room around everything, within the bounds."""
    values = [v for row in content.rows for v in (row.low, row.high, row.raw) if v is not None]
    values.append(content.center)
    spare = (max(values) - min(values) or 1.0) * AIR
    low = max(content.bounds[0], min(values) - spare)
    high = min(content.bounds[1], max(values) + spare)
    return (low, high) if high > low else content.bounds


def _legend(content: Caterpillar) -> list[LegendEntry]:
    own = all(row.own for row in content.rows)
    shape, tone, size = ("dot", "unit", 7.0) if own else ("diamond", "organization", DIAMOND_PX)
    entries = [LegendEntry(content.value_name, shape, tone, size, with_span=True)]
    if content.raw_name and any(row.raw is not None for row in content.rows):
        entries.append(LegendEntry(content.raw_name, "tick", "mute", TICK_PX))
    return [*entries, LegendEntry(content.center_name, LINE, "organization", 18)]
