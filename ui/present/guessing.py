"""The room's guess: the digits as they are typed, very large."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from models.huddle.screens import BoxView
from ui.present.blocks import Block
from ui.present.painter import Flag, ScenePainter
from ui.text.language import _


@dataclass
class GuessBlock(Block):
    """A box for up to three digits, and out of how many; its label above it where the screen is
    narrow."""

    box: BoxView
    of: int
    gap: float = 0.04

    def height(self, ink: ScenePainter, _width: float, scale: float, _tight: bool) -> float:
        label = ink.line_height("line", scale) * 1.2 if ink.upright else 0.0
        return label + ink.line_height("huge", scale)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, _tight: bool) -> None:
        label = ink.width(self.box.label, "line", scale) + ink.px(0.04)
        row = QRectF(box)
        if ink.upright:
            label = 0.0
            row.setHeight(ink.line_height("line", scale))
            box = box.adjusted(0, row.height() * 1.2, 0, 0)
        ink.text(self.box.label, row, "line", scale, token="mute")
        wide = ink.width("000", "huge", scale, bold=True) + ink.px(0.05)
        field = QRectF(box.left() + label, box.top(), wide, box.height())
        radius = ink.px(0.018)
        ink.fill(field, "field", radius)
        ink.outline(field, "unit", ink.px(0.0055), radius)
        text = self.box.text or "–"
        token = "ink" if self.box.text else "mute"
        ink.text(
            text, field, "huge", scale,
            token=token, ground="field", bold=True, align=Flag.AlignHCenter,
        )  # fmt: skip
        of = QRectF(field.right() + ink.px(0.04), box.top(), box.width(), box.height())
        ink.text(_("of {count}").format(count=self.of), of, "line", scale, token="mute")
