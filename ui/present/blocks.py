"""Blocks of a screen, one under the other, as large as they fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.present.painter import ScenePainter

BETWEEN = 0.07
"""Between the two columns of a screen, a share of its height."""

MOST_SPREAD = 1.9
"""Gaps grow at most so much to fill a screen that holds little."""


class Block:
    """A part of a screen. `gap` is the distance to the next one, a share of the height;
    `spare`: left out when there is no room even at the smallest size; with a `least` scale
    already where it would press everything below that."""

    gap = 0.026
    spare = False
    least = 0.0

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        """Return how high the block is. `tight`: as little as it can do with."""
        raise NotImplementedError

    def most(self, _ink: ScenePainter, _width: float, _scale: float) -> float:
        """Return how much higher than `height` the block would like to be."""
        return 0.0

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        raise NotImplementedError

    def words(self) -> tuple[str, ...]:
        """Return what the block says, for a screen reader."""
        return ()

    @property
    def rows(self) -> int:
        """How many rows of text it counts for."""
        return 1


@dataclass
class TextBlock(Block):
    """A text over as many lines as it needs; `lines` at most (0: any), `tight_lines` when room
    is short. `boost` makes it larger than its role is."""

    text: str
    role: str = "line"
    token: str = "ink"
    bold: bool = False
    lines: int = 0
    tight_lines: int = 2
    boost: float = 1.0
    gap: float = 0.026
    spare: bool = False
    least: float = 0.0
    bar: bool = False
    """A quotation bar at its left."""
    unseen: bool = False
    """It keeps its room, and is not painted yet."""
    swap: tuple[str, str] = ("", "")
    """A number in the text, and what is painted in its place while it grows: no line moves."""

    def words(self) -> tuple[str, ...]:
        return () if self.unseen else (self.text,)

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        count = len(self._lines(ink, width, scale, tight))
        return count * ink.line_height(self.role, scale * self.boost)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        if self.unseen:
            return
        scale_here = scale * self.boost
        step = ink.line_height(self.role, scale_here)
        inset = self._inset(ink)
        if self.bar:
            ink.fill(QRectF(box.left(), box.top(), ink.px(0.012), box.height()), "unit")
        for place, line in enumerate(self._swapped(self._lines(ink, box.width(), scale, tight))):
            row = QRectF(box.left() + inset, box.top() + place * step, box.width() - inset, step)
            ink.text(line, row, self.role, scale_here, token=self.token, bold=self.bold)

    def _swapped(self, lines: Sequence[str]) -> list[str]:
        final, now = self.swap
        found, left = [], 1 if final else 0
        for line in lines:
            changed, count = re.subn(rf"\b{re.escape(final)}\b", now, line, count=left or 1)
            found.append(changed if left and count else line)
            left -= min(left, count)
        return found

    def _inset(self, ink: ScenePainter) -> float:
        return ink.px(0.04) if self.bar else 0.0

    def _lines(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> tuple[str, ...]:
        most = self.lines
        if tight:
            most = min(most, self.tight_lines) if most else self.tight_lines
        room = width - self._inset(ink)
        return ink.even_lines(
            self.text, room, self.role, scale * self.boost, bold=self.bold, most=most
        )


@dataclass(frozen=True)
class Fit:
    """How a stack stands in its box: which blocks, at which scale, each at its box."""

    blocks: tuple[tuple[Block, QRectF], ...]
    scale: float
    tight: bool
    fits: bool


class Stack:
    """Blocks below each other. `centered`: what is left of the height stands around them."""

    def __init__(self, blocks: Sequence[Block], *, centered: bool = False) -> None:
        self._blocks = list(blocks)
        self._centered = centered

    @property
    def rows(self) -> int:
        """How many rows of text the screen has, its title strip aside."""
        return sum(block.rows for block in self._blocks)

    def words(self) -> tuple[str, ...]:
        """Return every word that can be drawn."""
        return tuple(text for block in self._blocks for text in block.words() if text)

    def fit(self, ink: ScenePainter, box: QRectF, tried: Sequence[float]) -> Fit:
        """Return the largest scale at which all fits, without blocks that would make the others
        too small; else the smallest, tight, without spare blocks from the last on."""
        blocks = list(self._blocks)
        scale = self._largest(ink, box, blocks, tried)
        for block in reversed(self._blocks):
            if block.least and (scale or 0.0) < min(block.least, tried[0]):
                fewer = [other for other in blocks if other is not block]
                larger = self._largest(ink, box, fewer, tried)
                if (larger or 0.0) > (scale or 0.0):
                    blocks, scale = fewer, larger
        if scale is not None:
            return self._placed(ink, box, scale, blocks, tight=False)
        least = tried[-1]
        while self._total(ink, box.width(), least, blocks, tight=True) > box.height():
            spare = [block for block in blocks if block.spare]
            if not spare:
                break
            blocks.remove(spare[-1])
        return self._placed(ink, box, least, blocks, tight=True)

    def _largest(
        self, ink: ScenePainter, box: QRectF, blocks: Sequence[Block], tried: Sequence[float]
    ) -> float | None:
        """Return the largest scale at which blocks fit a box, None when they never do."""
        for scale in tried:
            if self._total(ink, box.width(), scale, blocks, tight=False) <= box.height():
                return scale
        return None

    def _total(
        self, ink: ScenePainter, width: float, scale: float, blocks: Sequence[Block], *, tight: bool
    ) -> float:
        heights = sum(block.height(ink, width, scale, tight) for block in blocks)
        return heights + sum(self._gaps(ink, scale, blocks))

    def _gaps(self, ink: ScenePainter, scale: float, blocks: Sequence[Block]) -> list[float]:
        return [ink.px(block.gap) * min(1.0, scale) for block in blocks[:-1]]

    def _placed(
        self, ink: ScenePainter, box: QRectF, scale: float, blocks: Sequence[Block], *, tight: bool
    ) -> Fit:
        width = box.width()
        heights = [block.height(ink, width, scale, tight) for block in blocks]
        gaps = self._gaps(ink, scale, blocks)
        free = box.height() - sum(heights) - sum(gaps)
        fits = free >= 0
        wishes = [block.most(ink, width, scale) for block in blocks]
        if free > 0 and any(wishes):
            share = min(1.0, free / sum(wishes))
            heights = [height + wish * share for height, wish in zip(heights, wishes, strict=True)]
            free -= sum(wishes) * share
        if free > 0 and gaps:
            spread = min(MOST_SPREAD, 1 + free / sum(gaps)) if sum(gaps) else 1.0
            free -= sum(gaps) * (spread - 1)
            gaps = [gap * spread for gap in gaps]
        centered = self._centered or ink.upright
        top = box.top() + (0.42 * free if centered and free > 0 else 0)
        placed = []
        for block, height, gap in zip(blocks, heights, [*gaps, 0.0], strict=True):
            placed.append((block, QRectF(box.left(), top, width, height)))
            top += height + gap
        return Fit(tuple(placed), scale, tight, fits)


@dataclass
class Columns(Block):
    """Two stacks side by side; `share` is the left one's part of the width. On an upright screen
    the right one stands below the left."""

    left: Sequence[Block]
    right: Sequence[Block]
    share: float = 0.5
    gap: float = 0.026

    def words(self) -> tuple[str, ...]:
        return tuple(text for block in (*self.left, *self.right) for text in block.words())

    @property
    def rows(self) -> int:
        left, right = (sum(b.rows for b in blocks) for blocks in (self.left, self.right))
        return max(left, right)

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        if ink.upright:
            left = _height(self.left, ink, width, scale, tight)
            return left + ink.px(BETWEEN) + _height(self.right, ink, width, scale, tight)
        left_wide, right_wide = self._widths(ink, width)
        return max(
            _height(self.left, ink, left_wide, scale, tight),
            _height(self.right, ink, right_wide, scale, tight),
        )

    def most(self, ink: ScenePainter, _width: float, _scale: float) -> float:
        return 0.0 if ink.upright else ink.h

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        if ink.upright:
            bottom = _paint(self.left, ink, box, scale, tight)
            middle = bottom + ink.px(BETWEEN) / 2
            ink.fill(QRectF(box.left(), middle, box.width(), max(1.0, ink.px(0.002))), "edge")
            below = box.adjusted(0, bottom + ink.px(BETWEEN) - box.top(), 0, 0)
            _paint(self.right, ink, below, scale, tight)
            return
        left, right = self._widths(ink, box.width())
        middle = box.left() + left + (box.width() - left - right) / 2
        ink.fill(QRectF(middle, box.top(), max(1.0, ink.px(0.002)), box.height()), "edge")
        height = box.height()
        _paint(self.left, ink, QRectF(box.left(), box.top(), left, height), scale, tight)
        _paint(self.right, ink, QRectF(box.right() - right, box.top(), right, height), scale, tight)

    def _widths(self, ink: ScenePainter, width: float) -> tuple[float, float]:
        between = ink.px(BETWEEN)
        left = (width - between) * self.share
        return left, width - between - left


def _height(
    blocks: Sequence[Block], ink: ScenePainter, width: float, scale: float, tight: bool
) -> float:
    heights = sum(block.height(ink, width, scale, tight) for block in blocks)
    return heights + sum(ink.px(block.gap) * min(1.0, scale) for block in list(blocks)[:-1])


def _paint(
    blocks: Sequence[Block], ink: ScenePainter, box: QRectF, scale: float, tight: bool
) -> float:
    """Paint blocks below each other from the top of a box; return where the last one ends."""
    top = bottom = box.top()
    for block in blocks:
        height = block.height(ink, box.width(), scale, tight)
        block.paint(ink, QRectF(box.left(), top, box.width(), height), scale, tight)
        bottom = top + height
        top = bottom + ink.px(block.gap) * min(1.0, scale)
    return bottom
