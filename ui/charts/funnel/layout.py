"""Where everything of a funnel stands: answers from left to right, shares upward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from models.analysis.funnel import Funnel, FunnelUnit
from models.statistics.funnel import FunnelLimits
from ui.base.words import number, percent
from ui.charts.canvas import Labels, ShareScale, Style, around, share_range, spread
from ui.charts.funnel.words import target_words
from ui.text.language import _

AXIS_GAP_PX = 8
TICK_GAP_PX = 34
NUMBER_GAP_PX = 70
CURVE_POINTS = 140
MOST_NAMED = 24
"""Up to so many units every one is named where there is room, beyond it only those that count."""

MOST_SIGNALS_NAMED = 12
NAME_AWAY_PX = 8.0
OWN_NAME_AWAY_PX = 11.0
SIGNALS = ("above", "below")
SHOWN_QUANTILE = 0.15
"""The axis holds the limits of all but this share of the units, those with the fewest answers:
their limits would take the whole axis."""


@dataclass(frozen=True)
class UnitMark:
    unit: FunnelUnit
    at: QPointF
    own: bool


@dataclass(frozen=True)
class UnitName:
    """A unit's name at its mark; `tone` names a color of the theme."""

    words: str
    box: QRectF
    tone: str
    strong: bool
    mark: QPointF
    """Where the unit stands."""


@dataclass(frozen=True)
class EdgeName:
    words: str
    left: float
    top: float


@dataclass(frozen=True)
class FunnelLayout:
    plot: QRectF
    shares: ShareScale
    most: int
    """The number of answers at the right end."""
    units: tuple[FunnelUnit, ...]
    """Units with a value, the fewest answers first."""
    points: tuple[QPointF, ...]
    """Where each of them stands."""
    own: int | None
    curve: tuple[tuple[float, FunnelLimits], ...]
    """(x, limits) from left to right."""
    names: tuple[UnitName, ...] = ()
    edges: tuple[EdgeName, ...] = ()

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The place of each unit among `units`, by its id as text."""
        return {str(unit.unit_id): place for place, unit in enumerate(self.units)}

    @cached_property
    def standing_out(self) -> tuple[UnitMark, ...]:
        """The user's own unit and those beyond the limits."""
        return tuple(
            UnitMark(unit, self.points[place], unit.unit_id == self.own)
            for place, unit in enumerate(self.units)
            if unit.unit_id == self.own or unit.signal in SIGNALS
        )

    @cached_property
    def plain(self) -> tuple[QPointF, ...]:
        """Where all other units stand."""
        return tuple(
            point
            for unit, point in zip(self.units, self.points, strict=True)
            if unit.unit_id != self.own and unit.signal not in SIGNALS
        )

    def x(self, answers: float) -> float:
        return self.plot.left() + answers / self.most * self.plot.width()

    def ticks(self) -> list[int]:
        """Return round numbers of answers for the axis."""
        wanted = NUMBER_GAP_PX / max(self.plot.width(), 1.0) * self.most
        step = next(s for s in _steps() if s >= wanted)
        return list(range(0, self.most + 1, step))


def _steps() -> Sequence[int]:
    return [k * 10**power for power in range(9) for k in (1, 2, 5)]


def lay_out_funnel(
    funnel: Funnel, own: int | None, box: QRectF, style: Style
) -> FunnelLayout | None:
    """Place a funnel in a box, `own` being the id of the user's unit; None without any value."""
    shown = [unit for unit in funnel.units if unit.top_box is not None]
    if not shown:
        return None
    metrics = style.metrics("small")
    most = _round_up(max(unit.n for unit in shown))
    low, high = share_range(_seen(shown), 0.2)
    axis = metrics.horizontalAdvance("100%") + AXIS_GAP_PX
    words = (target_words(funnel), _("99.8% limit"), _("95% limit"))
    right = max(metrics.horizontalAdvance(w) for w in words) + AXIS_GAP_PX
    below = 2 * metrics.height() + 10
    plot = QRectF(
        box.left() + axis, box.top() + 6, box.width() - axis - right, box.height() - 6 - below
    )
    scale = ShareScale(low, high, plot.bottom(), plot.top())
    bare = FunnelLayout(plot, scale, most, (), (), own, ())
    ordered = tuple(sorted(shown, key=lambda unit: (unit.n, unit.unit_id)))
    left, per_answer = plot.left(), plot.width() / most
    points = tuple(QPointF(left + u.n * per_answer, scale.at(u.top_box or 0.0)) for u in ordered)
    curve = _curve(funnel, bare, ordered[0].n)
    layout = FunnelLayout(plot, scale, most, ordered, points, own, curve)
    layout = replace(layout, edges=tuple(_edges(funnel, layout, metrics.height())))
    return replace(layout, names=tuple(_names(funnel, layout, style)))


def _seen(shown: Sequence[FunnelUnit]) -> list[float]:
    values = [unit.top_box for unit in shown if unit.top_box is not None]
    by_answers = sorted(shown, key=lambda unit: unit.n)
    typical = by_answers[int(len(by_answers) * SHOWN_QUANTILE)].limits
    if typical is not None:
        values += [typical.low998, typical.high998]
    return values


def _round_up(answers: int) -> int:
    """Return the axis' end: a little more than the largest unit has, round."""
    step = next(s for s in _steps() if s * 20 >= answers)
    return (answers // step + 1) * step


def _curve(
    funnel: Funnel, layout: FunnelLayout, fewest: int
) -> tuple[tuple[float, FunnelLimits], ...]:
    first = max(1, min(fewest, layout.most // 20))
    grid = sorted({first, *_grid(first, layout.most), layout.most})
    found = zip(grid, funnel.curve(grid), strict=True)
    return tuple((layout.x(n), limits) for n, limits in found if limits is not None)


def _grid(first: int, last: int) -> list[int]:
    """Return numbers of answers, denser where the curve bends."""
    span = last - first
    return [first + round(span * (k / CURVE_POINTS) ** 2) for k in range(CURVE_POINTS + 1)]


def _edges(funnel: Funnel, layout: FunnelLayout, height: float) -> list[EdgeName]:
    """Return the names of the lines at the right end, where they are inside the plot."""
    if funnel.target is None or not layout.curve:
        return []
    last = layout.curve[-1][1]
    wanted = [(target_words(funnel), funnel.target)]
    wanted += [(_("95% limit"), last.high95), (_("99.8% limit"), last.high998)]
    wanted += [(_("95% limit"), last.low95), (_("99.8% limit"), last.low998)]
    low, high = layout.shares.low, layout.shares.high
    inside = [(words, share) for words, share in wanted if low <= share <= high]
    tops = [layout.shares.at(share) - height / 2 for _w, share in inside]
    placed = spread(tops, height, layout.plot.top() - height, layout.plot.bottom() + height / 2)
    left = layout.plot.right() + AXIS_GAP_PX
    return [EdgeName(w, left, top) for (w, _s), top in zip(inside, placed, strict=True)]


def _names(funnel: Funnel, layout: FunnelLayout, style: Style) -> list[UnitName]:
    """Name the own unit and the signals, and with few units all where there is room."""
    labels = Labels(layout.plot.adjusted(-2, -2, 0, 2))
    for point in layout.points[: MOST_NAMED * 20]:
        labels.take(QRectF(point.x() - 5, point.y() - 5, 10, 10))
    for edge in layout.edges:
        labels.take(QRectF(edge.left, edge.top, 200, 14))
    for before, after in pairwise(layout.curve[:: max(1, len(layout.curve) // 30)]):
        for line in ("low95", "high95", "low998", "high998"):
            labels.take_line(
                QPointF(before[0], layout.shares.at(getattr(before[1], line))),
                QPointF(after[0], layout.shares.at(getattr(after[1], line))),
            )
    if funnel.target is not None:
        y = layout.shares.at(funnel.target)
        labels.take(QRectF(layout.plot.left(), y - 2, layout.plot.width(), 4))
    own = [mark for mark in layout.standing_out if mark.own]
    signals = [mark for mark in layout.standing_out if not mark.own]
    signals.sort(key=lambda m: -_beyond(m.unit))
    rest = []
    if len(layout.units) <= MOST_NAMED:
        there = {mark.unit.unit_id for mark in layout.standing_out}
        rest = [
            UnitMark(unit, point, False)
            for unit, point in zip(layout.units, layout.points, strict=True)
            if unit.unit_id not in there
        ]
    found = []
    for mark in (*own, *signals[:MOST_SIGNALS_NAMED], *reversed(rest)):
        name = _name(mark, labels, style)
        if name is not None:
            found.append(name)
    return found


def _beyond(unit: FunnelUnit) -> float:
    """Return how far a unit lies beyond its 99.8 % limits."""
    if unit.limits is None or unit.top_box is None:
        return 0.0
    return max(unit.top_box - unit.limits.high998, unit.limits.low998 - unit.top_box)


def _name(mark: UnitMark, labels: Labels, style: Style) -> UnitName | None:
    signal = mark.unit.signal in ("above", "below")
    strong = mark.own or signal
    words = mark.unit.unit if mark.own else mark.unit.name
    if signal:
        word = _("above") if mark.unit.signal == "above" else _("below")
        words = f"{words}: {word}"
    metrics = style.metrics("strong" if strong else "small")
    away = OWN_NAME_AWAY_PX if mark.own else NAME_AWAY_PX
    width, height = metrics.horizontalAdvance(words) + 2, metrics.height()
    wanted = around(mark.at, width, height, away)
    if strong:  # in a crowd rather a little further away than on another mark
        wanted += [box for k in (2, 3, 4) for box in around(mark.at, width, height, k * away)]
    where = labels.place_anyhow(wanted) if strong else labels.place(wanted)
    if where is None:
        return None
    tone = mark.unit.signal if signal else "unit" if mark.own else "mute"
    return UnitName(words, where, tone, strong, mark.at)


def tick_words(answers: int) -> str:
    return number(answers)


def share_words(share: float) -> str:
    return percent(share)
