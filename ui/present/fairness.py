"""The apples-to-apples strip on the room's screen: five marks, and what they come to in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from models.huddle.agenda import FairMark
from ui.present.blocks import Block
from ui.present.painter import Flag, ScenePainter


@dataclass
class FairLine(Block):
    """A check, a question mark or a cross for each of the five, then the words."""

    text: str
    marks: Sequence[FairMark]
    gap: float = 0.018

    def words(self) -> tuple[str, ...]:
        return (self.text,)

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        return len(self._lines(ink, width, scale, tight)) * ink.line_height("note", scale)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        step = ink.line_height("note", scale)
        row = QRectF(box.left(), box.top(), box.width(), step)
        for place, mark in enumerate(self.marks):
            side = self._side(ink, scale)
            left = row.left() + place * side * 1.12
            self._paint_mark(ink, QRectF(left, row.center().y() - side / 2, side, side), mark)
        inset = self._inset(ink, scale)
        for place, line in enumerate(self._lines(ink, box.width(), scale, tight)):
            words = QRectF(box.left() + inset, box.top() + place * step, box.width(), step)
            ink.text(line, words, "note", scale, token="mute")

    def _paint_mark(self, ink: ScenePainter, box: QRectF, mark: FairMark) -> None:
        pen = max(2.0, box.width() * 0.1)
        if mark.holds is None:
            scale = 1.0
            ink.text("?", box, "note", scale, token="mute", bold=True, align=Flag.AlignHCenter)
            return
        path = QPainterPath()
        if mark.holds:
            path.moveTo(_at(box, 0.2, 0.55))
            path.lineTo(_at(box, 0.42, 0.76))
            path.lineTo(_at(box, 0.82, 0.28))
        else:
            for (x1, y1), (x2, y2) in (((0.25, 0.25), (0.75, 0.75)), ((0.75, 0.25), (0.25, 0.75))):
                path.moveTo(_at(box, x1, y1))
                path.lineTo(_at(box, x2, y2))
        ink.path(path, token="unit" if mark.holds else "below", width=pen)

    def _side(self, ink: ScenePainter, scale: float) -> float:
        return ink.size_px("note", scale) * 0.86

    def _inset(self, ink: ScenePainter, scale: float) -> float:
        wide = len(self.marks) * self._side(ink, scale) * 1.12
        return wide + ink.px(0.018) if wide else 0.0

    def _lines(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> tuple[str, ...]:
        room = width - self._inset(ink, scale)
        return ink.lines(self.text, room, "note", scale, most=1 if tight else 2)


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + box.width() * x, box.top() + box.height() * y)
