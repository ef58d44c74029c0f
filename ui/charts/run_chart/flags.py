"""Where actions and breaks stand above a trend: in lanes, their words crossed by no pole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from models.analysis.trend import Trend
from ui.charts.canvas import Style
from ui.charts.plot.scales import Scales
from ui.text.charts_trend import break_words
from ui.text.language import _

LANE_PX = 17
MOST_LANES = 3
LEAST_FLAG_PX = 60
FLAG_GAP_PX = 10
FLAG_WIDE_PX = 12
POLE_GAP_PX = 6
HALF = 0.5


@dataclass(frozen=True)
class PlacedFlag:
    """An action or a break at its month. Where its words have no room, the flag carries its
    `number` alone, which the list beside the chart explains."""

    x: float
    top: float
    words: str
    left: float
    number: int = 0
    is_break: bool = False


@dataclass(frozen=True)
class _Wanted:
    """A flag to be placed; `number` is 0 for a break."""

    x: float
    text: str
    number: int


@dataclass(frozen=True)
class _InLane:
    """A flag in a lane. Its words lie from `left` to `right`; its pole crosses the lanes below."""

    wanted: _Wanted
    lane: int
    words: str
    left: float
    right: float

    @property
    def taken(self) -> tuple[float, float]:
        """Return what the flag and its words take of their lane, with the room around them."""
        left = min(self.left, self.wanted.x) - FLAG_GAP_PX
        return left, max(self.right, self.wanted.x + FLAG_WIDE_PX) + FLAG_GAP_PX


def place_flags(
    trend: Trend, scales: Scales, box: QRectF, style: Style, most: int = MOST_LANES
) -> tuple[list[PlacedFlag], int]:
    """Place breaks and actions in as few of `most` lanes as hold their words; return the lanes
    used.

    Tried from the left and from the right, since words that run to the right need later flags
    in lower lanes, and words that run to the left earlier ones; what shows more flags stays, and
    of these what shows more words.
    """
    wanted = _wanted(trend, scales)
    metrics, height = style.metrics("small"), style.px(LANE_PX)
    ends = (scales.box.left(), box.right())
    tries = [_in_lanes(order, ends, metrics, most) for order in (wanted, wanted[::-1])]
    best = max(tries, key=lambda placed: (len(placed), sum(len(each.words) for each in placed)))
    flags = [
        PlacedFlag(
            each.wanted.x,
            box.top() + each.lane * height,
            each.words,
            each.left,
            each.wanted.number,
            each.wanted.number == 0,
        )
        for each in sorted(best, key=lambda each: (each.wanted.x, each.wanted.number))
    ]
    used = max((each.lane + 1 for each in best), default=1)
    return flags, used if wanted else 0


def _wanted(trend: Trend, scales: Scales) -> list[_Wanted]:
    found = [(each.month - 0.5, break_words(trend, each.month), 0) for each in trend.breaks]
    found += [
        (each.month + 0.5, _("baseline frozen: {reason}").format(reason=each.reason), 0)
        for each in trend.baseline
        if each.kind == "freeze"
    ]
    found += [(a.month, a.what, number) for number, a in enumerate(trend.actions, 1)]
    inside = sorted((each for each in found if _is_seen(trend, each[0], scales)), key=_order)
    return [
        _Wanted(_pole(month, scales), f"{number} {words}" if number else words, number)
        for month, words, number in inside
    ]


def _order(flag: tuple[float, str, int]) -> tuple[float, int]:
    return flag[0], flag[2]


def _is_seen(trend: Trend, month: float, scales: Scales) -> bool:
    """Tell whether a flag stands at the points, and not beyond what is zoomed to."""
    low, high = scales.xs[0] - HALF, min(scales.xs[1], trend.points[-1].last_month) + HALF
    return low <= month <= high


def _pole(month: float, scales: Scales) -> float:
    return max(scales.box.left(), min(scales.x(month), scales.box.right()))


def _in_lanes(
    order: Iterable[_Wanted], ends: tuple[float, float], metrics: QFontMetricsF, most: int
) -> list[_InLane]:
    """Give each flag the lane and the side where most of its words are seen; none to a flag
    without a free lane."""
    placed: list[_InLane] = []
    for wanted in order:
        options = [
            option
            for lane in range(most)
            for option in _options(wanted, lane, placed, ends, metrics)
        ]
        if options:
            placed.append(max(options, key=lambda each: (len(each.words), -each.lane)))
    return placed


def _options(
    wanted: _Wanted,
    lane: int,
    placed: Sequence[_InLane],
    ends: tuple[float, float],
    metrics: QFontMetricsF,
) -> list[_InLane]:
    """Return how a flag can stand in a lane: its words right of its pole, or left of it."""
    x = wanted.x
    below = [each.taken for each in placed if each.lane >= lane]
    if any(left < x < right for left, right in below):
        return []
    walls = [edge for each in placed if each.lane == lane for edge in each.taken]
    walls += [
        each.wanted.x + way * POLE_GAP_PX for each in placed if each.lane < lane for way in (-1, 1)
    ]
    right = min([ends[1], *(wall for wall in walls if wall > x)])
    left = max([ends[0], *(wall for wall in walls if wall < x)])
    found = []
    for room, is_right in ((right - x - FLAG_WIDE_PX, True), (x - POLE_GAP_PX - left, False)):
        words = _fitted(wanted, room, metrics)
        width = metrics.horizontalAdvance(words)
        start = x + FLAG_WIDE_PX if is_right else x - POLE_GAP_PX - width
        if width <= max(room, 0.0):
            found.append(_InLane(wanted, lane, words, start, start + width))
    return found


def _fitted(wanted: _Wanted, room: float, metrics: QFontMetricsF) -> str:
    """Return the words cut to their room; of an action at least its number."""
    if metrics.horizontalAdvance(wanted.text) <= room:
        return wanted.text
    if room < LEAST_FLAG_PX:
        return str(wanted.number) if wanted.number else ""
    return metrics.elidedText(wanted.text, Qt.TextElideMode.ElideRight, room)


def place_low_flags(
    trend: Trend, scales: Scales, flags: Sequence[PlacedFlag], top: float
) -> list[PlacedFlag]:
    """Place the actions that found no lane at the foot of the plot, by their numbers alone."""
    placed = {flag.number for flag in flags}
    by_month: dict[int, list[int]] = {}
    for number, action in enumerate(trend.actions, 1):
        if number not in placed and _is_seen(trend, action.month, scales):
            by_month.setdefault(action.month, []).append(number)
    found = []
    for month, numbers in by_month.items():
        x = _pole(month, scales)
        words = ", ".join(str(number) for number in numbers)
        found.append(PlacedFlag(x, top, words, x + FLAG_WIDE_PX, numbers[0]))
    return found
