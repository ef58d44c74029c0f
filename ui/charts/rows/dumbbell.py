"""All measures of a unit against the others: a row each, value, interval, gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.analysis.estimates import Comparison, MeasureComparison
from ui.base.events import report_exceptions
from ui.base.theme import Appearance
from ui.charts.canvas import Hotspot, Style
from ui.charts.plot.axis import ValueAxis
from ui.charts.plot.layer import RIGHT, Drawing, Words
from ui.charts.plot.legend import LegendEntry, draw_legend, legend_height
from ui.charts.plot.marks import Marks
from ui.charts.plot.scales import Frame
from ui.charts.plot.share_range import share_range
from ui.charts.rows.direct_labels import RowLabel, plot_width, row_label, shown_values
from ui.charts.rows.row_plot import SIGNALS, RowPlot
from ui.text.charts import goal_words, interval_words, unfair_words
from ui.text.charts_card import CardText
from ui.text.charts_results import measure_rows, n_text, other_name

ROW_PX = (28, 68)
"""Lowest and greatest height of a row."""

COMFORTABLE_ROW_PX = 44
INSET_PX = 12
COLUMN_GAP_PX = 16
TICK_GAP_PX = 46
AXIS_PX = 26
LEGEND_GAP_PX = 10
LONG_LIST = 16
MAX_LABEL_SHARE = 0.32
DOT_PX, DIAMOND_PX, TICK_PX = 13.0, 23.0, 26.0


@dataclass(frozen=True)
class _Row:
    """A measure with its place from the top and its direct label."""

    place: int
    measure: MeasureComparison
    label: RowLabel

    @property
    def tone(self) -> str:
        """The color of its marks: of a real difference, else the unit's."""
        return self.measure.difference.signal if self.label.is_signal else "unit"


class DumbbellChart(RowPlot):
    """Draws a `Comparison`. Up and Down choose a measure, P shows p-values in the card."""

    measure_chosen = Signal(str)
    inset_px = INSET_PX

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        axes = [ValueAxis(side, gap_px=TICK_GAP_PX, least_step=0.1) for side in ("bottom", "top")]
        super().__init__(look, parent, axes)
        self._comparison: Comparison | None = None
        self._rows: list[_Row] = []
        self._with_p = False
        self.setObjectName("dumbbell")
        self.stop_reached.connect(self.measure_chosen)

    @property
    def comparison(self) -> Comparison | None:
        return self._comparison

    def show_comparison(self, comparison: Comparison | None, measure: str = "") -> None:
        """Draw a comparison with `measure` chosen; None draws nothing."""
        self._take(comparison)
        self.renew()
        self.go_to(measure)

    def finding(self) -> str:
        if self._comparison is None:
            return ""
        return f"{self._comparison.unit}: {self._comparison.verdict}"

    def height_for(self, width: float, style: Style, row_px: float = COMFORTABLE_ROW_PX) -> float:
        if self._comparison is None:
            return 0.0
        legend = legend_height(_legend(self._comparison), width - 2 * INSET_PX, style)
        axes = 2 if len(self._rows) > LONG_LIST else 1
        rows = len(self._rows) * style.px(row_px)
        return legend + LEGEND_GAP_PX + rows + axes * style.px(AXIS_PX)

    def minimumSizeHint(self) -> QSize:
        if self._comparison is None:
            return QSize(320, 120)
        return QSize(320, round(self.height_for(self.width(), self.style_now(), ROW_PX[0])))

    @report_exceptions
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P and not event.modifiers():
            self._with_p = not self._with_p
            self.renew()
        else:
            super().keyPressEvent(event)

    def _copy(self, chart: DumbbellChart) -> None:
        self._take(chart._comparison)

    def _take(self, comparison: Comparison | None) -> None:
        self._comparison = comparison
        measures = comparison.measures if comparison is not None else ()
        fair = comparison.fair if comparison is not None else None
        self._rows = [_Row(k, m, row_label(m, fair)) for k, m in enumerate(measures)]
        self.show_axis("top", shown=len(self._rows) > LONG_LIST)

    # Ranges and marks.

    def _frame(self, box: QRectF, style: Style) -> Frame | None:
        comparison, rows = self._comparison, self._rows
        if comparison is None or not rows:
            return None
        bold, body = style.metrics("strong"), style.metrics("body")
        names = max(bold.horizontalAdvance(_name(row.measure)) for row in rows) + 2
        self._name_width = min(names, box.width() * MAX_LABEL_SHARE)
        numbers = max(body.horizontalAdvance(n_text(row.measure)) for row in rows)
        self._n_right = INSET_PX + self._name_width + COLUMN_GAP_PX + numbers
        left = self._n_right + COLUMN_GAP_PX + DOT_PX / 2
        room = box.width() - INSET_PX - left
        xs = share_range([value for row in rows for value in shown_values(row.measure)])
        labels = [(shown_values(row.measure), row.label) for row in rows]
        width = plot_width(labels, xs, room, style)
        top = legend_height(_legend(comparison), box.width() - 2 * INSET_PX, style) + LEGEND_GAP_PX
        top += style.px(AXIS_PX) if len(rows) > LONG_LIST else 0
        least, most = (style.px(px) for px in ROW_PX)
        height = min(most, max(least, (box.height() - top - style.px(AXIS_PX)) / len(rows)))
        bottom = box.height() - top - height * len(rows)
        right = box.width() - left - width
        return Frame(left, top, right, bottom, xs, self.row_range(len(rows)))

    def _fill(self, marks: Marks, style: Style) -> None:
        theme = style.theme
        shown = [row for row in self._rows if shown_values(row.measure)]
        for tone in ("unit", *SIGNALS):
            spans = [
                (row.measure.unit.top_box or 0.0, row.place, unit.low, unit.high)
                for row in shown
                if row.tone == tone
                and (unit := row.measure.unit).low is not None
                and unit.high is not None
            ]
            soft = theme.unit_soft if tone == "unit" else theme.color(tone)
            marks.whiskers(f"{tone} spans", spans, soft, upright=False)
        ticks = [(mark.top_box, row.place) for row in shown for mark in row.measure.marks]
        marks.points("benchmarks", ticks, "tick", theme.organization, TICK_PX)
        goals = [(row.measure.goal, row.place) for row in shown if row.measure.goal is not None]
        marks.points("goals", goals, "goal", theme.ink, TICK_PX)
        others = [row for row in shown if row.measure.other.top_box is not None]
        marks.points(
            "others",
            [(row.measure.other.top_box or 0.0, row.place) for row in others],
            ["hatched" if row.measure.fair.failed else "diamond" for row in others],
            theme.organization,
            DIAMOND_PX,
        )
        marks.points(
            "unit",
            [(row.measure.unit.top_box or 0.0, row.place) for row in shown],
            "dot",
            [theme.color(row.tone) for row in shown],
            DOT_PX,
            z=25,
        )

    # Words and stops.

    def _place(self, style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        comparison = self._comparison
        assert comparison is not None
        where = QRectF(INSET_PX, 0, self.range.width() - 2 * INSET_PX, 0)
        where.setHeight(legend_height(_legend(comparison), where.width(), style))
        drawings: list[Drawing] = [partial(draw_legend, _legend(comparison), where)]
        stops = []
        for row in self._rows:
            label = self.direct_label(row.place, style)
            drawings += self._words_of(row, label)
            values = shown_values(row.measure)
            at = self.anchor(values[0], row.place) if values else label.box.center()
            card = CardText(
                row.measure.label,
                measure_rows(comparison, row.measure, with_p=self._with_p),
                row.measure.verdict,
            )
            stops.append(Hotspot(row.measure.measure, self.row_area(row.place), at, card))
        return stops, drawings

    def _words_of(self, row: _Row, label: Words) -> list[Words]:
        measure, grey = row.measure, not shown_values(row.measure)
        role, tone = "strong" if row.label.is_signal else "body", "mute" if grey else "ink"
        names = (INSET_PX, INSET_PX + self._name_width)
        return [
            self.row_words(row.place, _name(measure), names, role, tone),
            self.row_words(
                row.place, n_text(measure), (names[1], self._n_right), tone="mute", align=RIGHT
            ),
            label,
        ]

    def direct_label(self, place: int, style: Style) -> Words:
        """Return a row's two values and its signal, right of its marks, or left where they end
        too far right."""
        row, area = self._rows[place], self.row_area(place)
        xs = [self.scales.x(value) for value in shown_values(row.measure)]
        end = self.range.width() - INSET_PX
        words, left, width = row.label.fitted(xs, (self.plot_box.left(), end), style)
        box = QRectF(left, area.top(), width, area.height())
        return Words(words, box, row.label.role, row.tone if row.label.is_signal else "mute")


def _name(measure: MeasureComparison) -> str:
    return measure.short or measure.label


def _legend(comparison: Comparison) -> list[LegendEntry]:
    """Return the marks that this comparison really shows, with their words."""
    shown = [m for m in comparison.measures if m.unit.top_box is not None]
    unit = interval_words(comparison.unit)
    entries = [LegendEntry(unit, "dot", "unit", 9, with_span=True)]
    if any(m.other.top_box is not None and not m.fair.failed for m in shown):
        entries.append(LegendEntry(comparison.other_label, "diamond", "organization", 17))
    if any(m.other.top_box is not None and m.fair.failed for m in shown):
        words = unfair_words()
        if len(entries) == 1:
            words = f"{comparison.other_label}: {words}"
        entries.append(LegendEntry(words, "hatched", "organization", 17))
    name = other_name(comparison.against, comparison.other_label)
    labels = dict.fromkeys(mark.label for m in shown for mark in m.marks if mark.label != name)
    if labels:
        entries.append(LegendEntry(", ".join(labels), "tick", "organization", 16))
    if any(m.goal is not None for m in shown):
        entries.append(LegendEntry(goal_words(), "goal", "ink", 16))
    return entries
