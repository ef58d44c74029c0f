"""What patients said, in their words: at most seven lines together, nine in a narrow column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.present.blocks import Block
from ui.present.painter import ScenePainter

MOST_LINES, MOST_WHERE_NARROW = 7, 9
MOST_OF_FIRST = 4
"""Lines the first of two comments may take."""

BETWEEN = 0.03


@dataclass
class Quotes(Block):
    """Comments below each other; a longer one ends in an ellipsis."""

    texts: Sequence[str]
    narrow: bool = False
    gap: float = 0.026

    def words(self) -> tuple[str, ...]:
        return tuple(self.texts)

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        shown = self._shown(ink, width, scale, tight)
        lines = sum(len(lines) for lines in shown) * ink.line_height("line", scale)
        return lines + ink.px(BETWEEN) * max(0, len(shown) - 1)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        step = ink.line_height("line", scale)
        top = box.top()
        for lines in self._shown(ink, box.width(), scale, tight):
            for line in lines:
                ink.text(line, QRectF(box.left(), top, box.width(), step), "line", scale)
                top += step
            top += ink.px(BETWEEN)

    def _shown(
        self, ink: ScenePainter, width: float, scale: float, tight: bool
    ) -> list[tuple[str, ...]]:
        left = (MOST_WHERE_NARROW if self.narrow else MOST_LINES) - tight
        found = []
        for place, text in enumerate(self.texts):
            last = place == len(self.texts) - 1
            most = left if last else min(left - 1, MOST_OF_FIRST + self.narrow)
            if most < 1:
                break
            lines = ink.lines(text, width, "line", scale, most=most)
            found.append(lines)
            left -= len(lines)
        return found
