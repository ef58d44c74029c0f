"""All units between the limits of chance: few answers left, many right. Never a league table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast
from weakref import proxy

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from models.analysis.funnel import Funnel, FunnelUnit
from models.statistics.funnel import FunnelLimits
from ui.base.theme import Appearance, blend
from ui.charts.canvas import NO_STOP, Hotspot, Style
from ui.charts.funnel.names import MANY, MOST_NAMED, SIGNALS, UnitMark, draw_leader, name_units
from ui.charts.plot.axis import ValueAxis, round_step
from ui.charts.plot.labels import spread
from ui.charts.plot.layer import RIGHT, Drawing, Words
from ui.charts.plot.marks import Marks
from ui.charts.plot.plot import Plot
from ui.charts.plot.scales import Frame
from ui.charts.plot.share_range import share_range
from ui.text.charts import answers_title, axis_count, funnel_limit_words
from ui.text.charts_card import CardText
from ui.text.charts_funnel import target_words, unit_card
from ui.text.units import funnel_verdict

COMFORTABLE_HEIGHT_PX = 380
AXIS_GAP_PX = 8
TICK_GAP_PX = 46
NUMBER_GAP_PX = 70
CURVE_POINTS = 80
SHOWN_QUANTILE = 0.15
"""The axis holds the limits of all but this share of the units, those with the fewest answers:
their limits would take the whole axis."""

DIAMOND_PX = 12.5
POINT_PX = 3.4
OWN_PX = 13.0
SIGNAL_PX = 11.0
NEAR_PX = 14.0
NO_CARD = CardText("")


class FunnelChart(Plot):
    """Draws a `Funnel`. Left and Right walk through the units by their answers."""

    zooms_x = zooms_y = True
    has_crosshair = True
    least_px = (260, 220)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        shares = ValueAxis("left", gap_px=TICK_GAP_PX, least_step=0.01)
        counts = ValueAxis("bottom", axis_count, gap_px=NUMBER_GAP_PX, least_step=1, grid=False)
        super().__init__(look, parent, [shares, counts])
        self._funnel: Funnel | None = None
        self._own: int | None = None
        self._units: Sequence[FunnelUnit] = ()
        self._standing_out: list[int] = []
        self._place_of_key: dict[str, int] = {}
        self._values = np.zeros((0, 2))
        self._pixels = np.zeros((0, 2))
        self._curve: tuple[list[int], list[FunnelLimits]] = ([], [])
        self.setObjectName("funnel")

    def show_funnel(self, funnel: Funnel | None, own: int | None = None) -> None:
        """Draw a funnel with the user's own unit marked; None draws nothing."""
        self._take(funnel, own)
        self.renew()

    def finding(self) -> str:
        if self._funnel is None:
            return ""
        return f"{self._funnel.label}: {funnel_verdict(self._funnel)}"

    def height_for(self, _width: float, style: Style) -> float:
        return style.px(COMFORTABLE_HEIGHT_PX) if self._funnel is not None else 0.0

    def _copy(self, chart: FunnelChart) -> None:
        self._take(chart._funnel, chart._own)

    def _take(self, funnel: Funnel | None, own: int | None) -> None:
        self._funnel, self._own = funnel, own
        shown = [unit for unit in funnel.units if unit.top_box is not None] if funnel else []
        self._units = sorted(shown, key=lambda unit: (unit.n, unit.unit_id))
        self._standing_out = [k for k, unit in enumerate(self._units) if self._stands_out(unit)]
        self._place_of_key = {str(unit.unit_id): k for k, unit in enumerate(self._units)}
        values = [(unit.n, unit.top_box or 0.0) for unit in self._units]
        self._values = np.array(values, float).reshape(-1, 2)
        self._curve = self._limits_of(funnel) if funnel is not None and values else ([], [])

    # Ranges and marks.

    def _frame(self, _box: QRectF, style: Style) -> Frame | None:
        if self._funnel is None or not self._units:
            return None
        metrics = style.metrics("small")
        left = metrics.horizontalAdvance("100%") + AXIS_GAP_PX
        names = (target_words(self._funnel), funnel_limit_words("99.8%"), funnel_limit_words("95%"))
        right = max(metrics.horizontalAdvance(words) for words in names) + AXIS_GAP_PX
        low, high = share_range(self._seen(), 0.2)
        bottom = 2 * metrics.height() + 10
        return Frame(left, 6, right, bottom, (0, self._most_answers()), (low, high))

    def _seen(self) -> list[float]:
        values = [float(share) for share in self._values[:, 1]]
        typical = self._units[int(len(self._units) * SHOWN_QUANTILE)].limits
        return values if typical is None else [*values, typical.low998, typical.high998]

    def _most_answers(self) -> int:
        """Return the axis' end: a little more than the largest unit has, round."""
        most = self._units[-1].n
        step = max(1, round(round_step(most / 20)))
        return (most // step + 1) * step

    def _fill(self, marks: Marks, style: Style) -> None:
        funnel, theme = self._funnel, style.theme
        assert funnel is not None
        self._fill_limits(marks, style)
        if funnel.target is not None:
            pen = style.pen(theme.organization, 1.5, (5.0, 3.5))
            marks.line("target", funnel.target, pen, upright=False)
        outside = set(self._standing_out)
        plain = [k for k in range(len(self._units)) if k not in outside]
        crowded = len(self._units) > MANY
        self._points("units", plain, "dot" if crowded else "diamond", style, crowded=crowded)
        signals = [k for k in self._standing_out if self._units[k].unit_id != self._own]
        self._points("above", [k for k in signals if self._units[k].signal == "above"], "up", style)
        self._points(
            "below", [k for k in signals if self._units[k].signal == "below"], "down", style
        )
        own = self._place_of_key.get(str(self._own))
        if own is not None:
            signal = self._units[own].signal
            color = theme.color(signal) if signal in SIGNALS else theme.unit
            marks.points("own", self._values[[own]], "dot", color, OWN_PX, z=30)

    def _points(
        self, name: str, places: list[int], shape: str, style: Style, *, crowded: bool = False
    ) -> None:
        """Show units in one shape; a crowd of plain ones as small dots without a rim."""
        colors = {"up": style.theme.above, "down": style.theme.below}
        color = QColor(colors.get(shape, style.theme.organization))
        size = SIGNAL_PX if shape in colors else DIAMOND_PX
        if crowded:
            color.setAlphaF(0.55)
            size = POINT_PX
        values, over = self._values[places], shape in colors
        rim = 0.0 if crowded else 1.75
        self.marks.points(name, values, shape, color, size, rim=rim, z=25 if over else 20)

    def _fill_limits(self, marks: Marks, style: Style) -> None:
        """Show the room that chance leaves: pale to 99.8 %, a little deeper to 95 %."""
        answers, limits = self._curve
        if not limits:
            return
        theme = style.theme
        fills = {
            "998": blend(theme.strip, theme.card, 0.6),
            "95": blend(theme.organization_soft, theme.strip, 0.35),
        }
        for name, fill in fills.items():
            low, high = (
                [getattr(at, f"{side}{name}") for at in limits] for side in ("low", "high")
            )
            marks.band(f"limits {name}", np.column_stack([answers, low, high]), fill)
            pen = style.pen(theme.field_edge, 1, (4.0, 3.0) if name == "95" else ())
            marks.curve(f"low{name}", np.column_stack([answers, low]), pen, z=-5)
            marks.curve(f"high{name}", np.column_stack([answers, high]), pen, z=-5)

    def _limits_of(self, funnel: Funnel) -> tuple[list[int], list[FunnelLimits]]:
        """Return limits at numbers of answers, denser where they bend."""
        most = self._most_answers()
        first = max(1, min(self._units[0].n, most // 20))
        steps = ((k / CURVE_POINTS) ** 2 for k in range(CURVE_POINTS + 1))
        grid = sorted({first + round((most - first) * share) for share in steps})
        known = [(n, at) for n, at in zip(grid, funnel.curve(grid), strict=True) if at is not None]
        return [n for n, _at in known], [at for _n, at in known]

    def _stands_out(self, unit: FunnelUnit) -> bool:
        return unit.unit_id == self._own or unit.signal in SIGNALS

    # Words and stops.

    def _place(self, style: Style) -> tuple[Sequence[Hotspot], Sequence[Drawing]]:
        funnel, scales = self._funnel, self.scales
        assert funnel is not None
        box, (x0, x1), (y0, y1) = scales.box, scales.xs, scales.ys
        across = box.left() + (self._values[:, 0] - x0) / (x1 - x0) * box.width()
        down = box.bottom() - (self._values[:, 1] - y0) / (y1 - y0) * box.height()
        self._pixels = np.column_stack([across, down])
        edges = self._edge_names(funnel, style)
        points, marks = self._seen_units()
        lines = self._limit_lines(funnel)
        names = name_units(marks, points, lines, [edge.box for edge in edges], box, style)
        crowded = len(self._units) > MANY
        drawings: list[Drawing] = [partial(draw_leader, name) for name in names]
        drawings += [
            Words(n.words, n.box, "strong" if n.strong else "small", n.tone, behind=crowded)
            for n in names
        ]
        return UnitStops(self), [*drawings, *edges, self._title(style)]

    def _title(self, style: Style) -> Words:
        metrics, box = style.metrics("small"), self.plot_box
        top = box.bottom() + metrics.height() + 6
        return Words(
            answers_title(), QRectF(box.left(), top, box.width(), metrics.height()), align=RIGHT
        )

    def _edge_names(self, funnel: Funnel, style: Style) -> list[Words]:
        """Return the names of the lines at the right end, where they are inside the plot."""
        (last,) = funnel.curve([max(1, round(self.scales.xs[1]))])
        if funnel.target is None or last is None:
            return []
        wanted = [(target_words(funnel), funnel.target)]
        near, far = funnel_limit_words("95%"), funnel_limit_words("99.8%")
        wanted += [(near, last.high95), (far, last.high998), (near, last.low95), (far, last.low998)]
        scales, height = self.scales, style.metrics("small").height()
        low, high = scales.ys
        inside = [(words, share) for words, share in wanted if low <= share <= high]
        tops = [scales.y(share) - height / 2 for _words, share in inside]
        placed = spread(tops, height, scales.box.top() - height, scales.box.bottom() + height / 2)
        left = scales.box.right() + AXIS_GAP_PX
        width = self.range.width() - left
        return [
            Words(words, QRectF(left, top, width, height))
            for (words, _share), top in zip(inside, placed, strict=True)
        ]

    def _limit_lines(self, funnel: Funnel) -> list[list[QPointF]]:
        """Return the lines that no name may lie on, in pixels."""
        answers, limits = self._curve
        every, scales = max(1, len(answers) // 30), self.scales
        lines = [
            [scales.at(n, getattr(at, side)) for n, at in zip(answers, limits, strict=True)][
                ::every
            ]
            for side in ("low95", "high95", "low998", "high998")
        ]
        if funnel.target is not None:
            y = scales.y(funnel.target)
            lines.append([QPointF(scales.box.left(), y), QPointF(scales.box.right(), y)])
        return lines

    def _seen_units(self) -> tuple[np.ndarray, list[UnitMark]]:
        """Return the pixels of the units that are seen, and those of them that may be named."""
        box = self.plot_box
        x, y = self._pixels[:, 0], self._pixels[:, 1]
        seen = (x >= box.left()) & (x <= box.right()) & (y >= box.top()) & (y <= box.bottom())
        places = np.flatnonzero(seen).tolist()
        named = [k for k in self._standing_out if seen[k]] if len(places) > MOST_NAMED else places
        marks = [
            UnitMark(self._units[k], QPointF(*self._pixels[k]), self._units[k].unit_id == self._own)
            for k in named
        ]
        return self._pixels[places], marks

    def stop_of(self, place: int) -> Hotspot:
        """Return the stop of a unit."""
        at = QPointF(*self._pixels[place])
        return Hotspot.around(str(self._units[place].unit_id), at, NEAR_PX, NO_CARD)

    @property
    def units(self) -> Sequence[FunnelUnit]:
        """The units with a value, the fewest answers first."""
        return self._units

    def _place_of(self, key: str) -> int:
        return self._place_of_key.get(key, NO_STOP) if self._stops else NO_STOP

    def _card_of_stop(self, stop: Hotspot) -> CardText:
        place = self._place_of(stop.key)
        if self._funnel is None or place == NO_STOP:
            return NO_CARD
        return unit_card(self._units[place], len(self._units))

    def _stop_at(self, position: QPointF) -> int:
        """Return the unit nearest to the pointer: marks lie close to each other."""
        if not len(self._pixels) or not self.sees(position):
            return NO_STOP
        away = ((self._pixels - position.toTuple()) ** 2).sum(axis=1)
        nearest = int(away.argmin())
        return nearest if away[nearest] < NEAR_PX**2 else NO_STOP

    def _ring(self, stop: Hotspot) -> tuple[QPointF, float] | None:
        place = self._place_of(stop.key)
        return (QPointF(*self._values[place]), OWN_PX + 8) if place != NO_STOP else None


class UnitStops(Sequence[Hotspot]):
    """A stop for each unit, made when it is wanted: thousands would make the window wait."""

    def __init__(self, chart: FunnelChart) -> None:
        self._chart = cast("FunnelChart", proxy(chart))

    def __len__(self) -> int:
        return len(self._chart.units)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(len(self)))]
        return self._chart.stop_of(place)
