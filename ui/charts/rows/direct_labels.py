"""The words beside a row's marks, and how wide the plot may be so that all of them fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.analysis.estimates import Fairness, MeasureComparison
from ui.charts.canvas import Style
from ui.charts.plot.scales import Range
from ui.text.charts_results import signal_text, too_few_text, unfair_text, value_text

AWAY_PX = 18.5
"""From the last mark to the direct label."""

DOT_HALF_PX = 6.5
COMFORTABLE_PLOT_SHARE = 0.7
MIN_PLOT_SHARE = 0.6
SEPARATOR = "  "


@dataclass(frozen=True)
class RowLabel:
    """A row's two values, and the words of its signal or of its own unfairness."""

    values: str
    words: str
    is_signal: bool

    @property
    def role(self) -> str:
        return "strong" if self.is_signal else "body"

    @property
    def whole(self) -> str:
        return SEPARATOR.join(part for part in (self.values, self.words) if part)

    @property
    def least(self) -> str:
        """What must be seen: the signal's words matter more than its two numbers."""
        return self.words or self.values

    def width(self, style: Style, words: str) -> float:
        return style.metrics(self.role).horizontalAdvance(words) + 1

    def fitted(self, marks: Sequence[float], ends: Range, style: Style) -> tuple[str, float, float]:
        """Return the words, their left end and their width, given the pixels of the marks and
        the ends of the room."""
        for words in (self.whole, self.least):
            width = self.width(style, words)
            if not marks:
                return words, ends[0], width
            right, left = max(marks) + AWAY_PX, min(marks) - AWAY_PX - width
            if right + width <= ends[1] + 1:
                return words, right, width
            if left >= ends[0]:
                return words, left, width
        return self.least, min(right, ends[1] - width), width


def is_signal(measure: MeasureComparison) -> bool:
    """Tell whether a row is drawn solid and bold: a real difference that may be shown."""
    return not measure.unit.too_few and measure.difference.signal in ("above", "below")


def row_label(measure: MeasureComparison, page: Fairness | None) -> RowLabel:
    """Return the direct label of a row.

    What makes the whole page unfair stands in the strip below, not in every row.
    """
    if measure.unit.too_few or measure.unit.top_box is None:
        return RowLabel(too_few_text(measure.unit), "", is_signal=False)
    unfair = unfair_text(measure.fair, page) if page is not None else ""
    return RowLabel(value_text(measure), signal_text(measure) or unfair, is_signal(measure))


def shown_values(measure: MeasureComparison) -> list[float]:
    """Return every share a row draws, the unit's first; none when there are too few answers."""
    if measure.unit.too_few or measure.unit.top_box is None:
        return []
    unit = measure.unit
    marks = [mark.top_box for mark in measure.marks]
    values = [unit.top_box, unit.low, unit.high, measure.other.top_box, measure.goal, *marks]
    return [value for value in values if value is not None]


Reach = tuple[float, float, float]
"""Where a row's marks begin and end (0-1 of the plot), and the room its label takes."""


def plot_width(
    rows: Sequence[tuple[Sequence[float], RowLabel]], xs: Range, room: float, style: Style
) -> float:
    """Return the greatest width of the plot at which each row's direct label fits.

    Labels stand to the right of the marks; where that would squeeze the whole chart, some stand
    to their left, and where that is not enough, signals give their words without their numbers.
    """
    low, span = xs[0], xs[1] - xs[0]

    def reaches(*, least: bool) -> list[Reach]:
        made = []
        for values, label in rows:
            words = label.least if least and label.words else label.whole
            shares = [(value - low) / span for value in values]
            if shares:
                made.append((min(shares), max(shares), label.width(style, words) + AWAY_PX))
        return made

    full = reaches(least=False)
    width = min((_right_width(room, reach) for reach in full), default=room - DOT_HALF_PX)
    if width < room * COMFORTABLE_PLOT_SHARE:
        width = _either_side_width(room, full)
    if width < room * MIN_PLOT_SHARE:
        width = _either_side_width(room, reaches(least=True))
    return max(width, 1.0)


def _right_width(room: float, reach: Reach) -> float:
    """Return how wide the plot may be for a row with its label to the right."""
    _start, end, label = reach
    return min(room - DOT_HALF_PX, (room - label) / end) if end > 0 else room - DOT_HALF_PX


def _either_side_width(room: float, reaches: Sequence[Reach]) -> float:
    """Return the greatest width at which each label fits to the right or to the left."""
    most = room - DOT_HALF_PX
    for width in sorted({most, *(_right_width(room, r) for r in reaches)}, reverse=True):
        if all(width <= _right_width(room, r) or r[0] * width >= r[2] for r in reaches):
            return width
    return most
