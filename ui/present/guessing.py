"""The room's guess: the digits as they are typed, very large; the lowest and the highest."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from models.huddle.screens import GuessScreen
from ui.present.blocks import Block
from ui.present.painter import Flag, ScenePainter
from ui.text.huddle.steps import guess_to, out_of, we_guess


@dataclass
class GuessBlock(Block):
    """A box for up to three digits, a second one for the highest guess, and out of how many; its
    label above it where the screen is narrow."""

    guess: GuessScreen
    gap: float = 0.04

    def words(self) -> tuple[str, ...]:
        return we_guess(), self.guess.low, self.guess.high, out_of(self.guess.asked.of)

    def height(self, ink: ScenePainter, _width: float, scale: float, _tight: bool) -> float:
        label = ink.line_height("line", scale) * 1.2 if ink.upright else 0.0
        return label + ink.line_height("huge", scale)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, _tight: bool) -> None:
        row = QRectF(box)
        left = box.left() + ink.width(we_guess(), "line", scale) + ink.px(0.04)
        if ink.upright:
            row.setHeight(ink.line_height("line", scale))
            box = box.adjusted(0, row.height() * 1.2, 0, 0)
            left = box.left()
        ink.text(we_guess(), row, "line", scale, token="mute")
        guess = self.guess
        left = self._paint_box(ink, box, left, guess.low, scale, focus=not guess.at_high)
        if guess.at_high or guess.high:
            left = self._paint_word(ink, box, left, guess_to(), scale)
            left = self._paint_box(ink, box, left, guess.high, scale, focus=guess.at_high)
        self._paint_word(ink, box, left, out_of(guess.asked.of), scale)

    def _paint_word(
        self, ink: ScenePainter, box: QRectF, left: float, words: str, scale: float
    ) -> float:
        left += ink.px(0.03)
        wide = ink.width(words, "line", scale)
        row = QRectF(left, box.top(), wide, box.height())
        ink.text(words, row, "line", scale, token="mute")
        return left + wide + ink.px(0.03)

    def _paint_box(
        self, ink: ScenePainter, box: QRectF, left: float, digits: str, scale: float, *, focus: bool
    ) -> float:
        wide = ink.width("000", "huge", scale, bold=True) + ink.px(0.05)
        field = QRectF(left, box.top(), wide, box.height())
        radius = ink.px(0.018)
        ink.fill(field, "field", radius)
        edge, pen = ("unit", 0.0055) if focus else ("field_edge", 0.0025)
        ink.outline(field, edge, ink.px(pen), radius)
        token = "ink" if digits else "mute"
        ink.text(
            digits or "–", field, "huge", scale,
            token=token, ground="field", bold=True, align=Flag.AlignHCenter,
        )  # fmt: skip
        return field.right()
