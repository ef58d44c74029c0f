"""What the room has said, every line of it: smaller where there are many, and the rest by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.present.blocks import Block
from ui.present.painter import ScenePainter
from ui.text.huddle.steps import more_lines

LEAST_ROWS = 3
"""So many lines of text there is always room for."""

MOST_EACH = 2
"""Lines of text that one line of the room may take where there are several."""

BETWEEN = 0.012


@dataclass
class HeardLines(Block):
    """The lines that were given, below each other around the marked one; how many more there are
    stands below."""

    lines: Sequence[str]
    spot: int
    gap: float = 0.018

    def words(self) -> tuple[str, ...]:
        return tuple(self.lines)

    @property
    def rows(self) -> int:
        return min(4, len(self.lines))

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        wanted = sum(self._heights(ink, width, scale))
        most = ink.px(TIGHT_SHARE if tight else MOST_SHARE)
        return max(LEAST_ROWS * ink.line_height("line", scale), min(wanted, most))

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, _tight: bool) -> None:
        first, last = self._shown(ink, box, scale)
        step, top = ink.line_height("line", scale), box.top()
        for text in self.lines[first:last]:
            for line in self._rows(ink, text, box.width(), scale):
                ink.text(line, QRectF(box.left(), top, box.width(), step), "line", scale)
                top += step
            top += ink.px(BETWEEN)
        more = len(self.lines) - (last - first)
        if more:
            row = QRectF(box.left(), top, box.width(), ink.line_height("note", scale))
            ink.text(more_lines(more), row, "note", scale, token="mute")

    def _shown(self, ink: ScenePainter, box: QRectF, scale: float) -> tuple[int, int]:
        """Return which lines fit, the marked one among them."""
        heights = self._heights(ink, box.width(), scale)
        if sum(heights) <= box.height() + 0.5:
            return 0, len(heights)
        room = box.height() - ink.line_height("note", scale)
        first = last = min(self.spot, len(heights) - 1)
        used = heights[first]
        last += 1
        while last < len(heights) and used + heights[last] <= room:
            used += heights[last]
            last += 1
        while first > 0 and used + heights[first - 1] <= room:
            first -= 1
            used += heights[first]
        return first, last

    def _heights(self, ink: ScenePainter, width: float, scale: float) -> list[float]:
        step = ink.line_height("line", scale)
        return [
            len(self._rows(ink, text, width, scale)) * step + ink.px(BETWEEN) for text in self.lines
        ]

    def _rows(self, ink: ScenePainter, text: str, width: float, scale: float) -> tuple[str, ...]:
        return ink.lines(text, width, "line", scale, most=MOST_EACH)


MOST_SHARE, TIGHT_SHARE = 0.46, 0.4
"""Height of all lines together, a share of the screen's, as they like it and where room is
short."""
