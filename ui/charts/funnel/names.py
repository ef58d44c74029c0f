"""The names of units at their marks: the own one and the signals first, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from models.analysis.funnel import FunnelUnit
from ui.charts.canvas import Style
from ui.charts.plot.labels import WIDEST_NAME, Labels, around
from ui.text.charts import side_words

MANY = 250
"""From so many units on the others are small dots: their shapes would hide each other."""

MOST_NAMED = 80
"""Up to so many units every one is named where there is room, beyond it only those that count."""

MOST_LED = 24
"""Up to so many units a name may be so far away that a line leads to its mark."""

MOST_AVOIDED = 480
MOST_SIGNALS_NAMED = 12
NAME_AWAY_PX = 8.0
OWN_NAME_AWAY_PX = 11.0
LEADER_FROM_PX = 18.0
MARK_PX = 6.5
SIGNALS = ("above", "below")


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


def name_units(
    marks: Sequence[UnitMark],
    points: np.ndarray,
    lines: Sequence[Sequence[QPointF]],
    taken: Sequence[QRectF],
    plot: QRectF,
    style: Style,
) -> list[UnitName]:
    """Name the own unit and the signals first, then the others of `marks` where there is room.

    `points` are all units, `lines` the limits, `taken` what is written already, in pixels.
    """
    labels = Labels(plot.adjusted(-2, -2, 0, 2))
    labels.take_points(points[:MOST_AVOIDED], 5)
    for box in taken:
        labels.take(box)
    for line in lines:
        for before, after in pairwise(line):
            if plot.contains(before) or plot.contains(after):
                labels.take_line(before, after)
    own = [mark for mark in marks if mark.own]
    signals = [mark for mark in marks if not mark.own and mark.unit.signal in SIGNALS]
    signals.sort(key=lambda mark: -_beyond(mark.unit))
    rest = [mark for mark in marks if mark not in own and mark.unit.signal not in SIGNALS]
    wanted = (*own, *signals[:MOST_SIGNALS_NAMED], *reversed(rest))
    widest = WIDEST_NAME * plot.width()
    few = len(marks) <= MOST_LED
    names = (_name(mark, labels, style, widest, few=few) for mark in wanted)
    return [name for name in names if name is not None]


def _beyond(unit: FunnelUnit) -> float:
    """Return how far a unit lies beyond its 99.8 % limits."""
    if unit.limits is None or unit.top_box is None:
        return 0.0
    return max(unit.top_box - unit.limits.high998, unit.limits.low998 - unit.top_box)


def _name(
    mark: UnitMark, labels: Labels, style: Style, widest: float, *, few: bool
) -> UnitName | None:
    signal = mark.unit.signal in SIGNALS
    strong = mark.own or signal
    words = mark.unit.unit if mark.own else mark.unit.name
    metrics = style.metrics("strong" if strong else "small")
    words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, widest)
    if signal:
        words = f"{words}: {side_words(mark.unit.signal)}"
    away = OWN_NAME_AWAY_PX if mark.own else NAME_AWAY_PX
    width, height = metrics.horizontalAdvance(words) + 2, metrics.height()
    wanted = around(mark.at, width, height, away)
    if strong or few:  # rather a little further away than on another mark
        wanted += [box for k in (2, 3, 4) for box in around(mark.at, width, height, k * away)]
    where = labels.place_anyhow(wanted) if strong else labels.place(wanted)
    if where is None:
        return None
    tone = mark.unit.signal if signal else "unit" if mark.own else "mute"
    return UnitName(words, where, tone, strong, mark.at)


def draw_leader(name: UnitName, painter: QPainter, style: Style) -> None:
    """Lead from a name to its mark where other marks lie between them."""
    box, at = name.box, name.mark
    near = QPointF(
        min(max(at.x(), box.left()), box.right()), min(max(at.y(), box.top()), box.bottom())
    )
    line = QLineF(near, at)
    if line.length() > LEADER_FROM_PX:
        line.setLength(line.length() - MARK_PX)
        painter.setPen(QPen(style.theme.color(name.tone), 1))
        painter.drawLine(line)
