"""Text boxes of the huddle: what is typed, large, with its cursor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from models.huddle.screens import BoxView
from ui.present.blocks import Block
from ui.present.painter import ScenePainter
from ui.present.wrapping import line_spans

MOST_LINES = 2
"""A box grows to two lines; of a longer text it shows the part around the cursor."""

BELOW = 0.026
"""Between boxes below each other, a share of the screen's height."""


@dataclass
class FieldBlock(Block):
    """A label above a box. `wide` boxes grow to two lines."""

    box: BoxView
    wide: bool = True
    gap: float = 0.026

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        rows = 1 if tight else self._rows(ink, width, scale)
        return self._label_height(ink, scale) + self._field_height(ink, scale, rows)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        view = self.box
        label = QRectF(box.left(), box.top(), box.width(), self._label_height(ink, scale))
        words = ink.lines(view.label, box.width(), "label", scale, most=1)
        token = "below" if view.wrong else "unit" if view.focus else "mute"
        ink.text(words[0], label, "label", scale, token=token, bold=view.focus)
        rows = 1 if tight else self._rows(ink, box.width(), scale)
        field = QRectF(
            box.left(), label.bottom(), box.width(), self._field_height(ink, scale, rows)
        )
        edge = "unit" if view.focus else "field_edge"
        radius = ink.px(0.014)
        ink.fill(field, "field", radius)
        ink.outline(field, edge, ink.px(0.0055 if view.focus else 0.0025), radius)
        if view.dot:
            self._paint_dot(ink, field)
        self._paint_text(ink, field, scale, rows)

    def _paint_text(self, ink: ScenePainter, field: QRectF, scale: float, rows: int) -> None:
        view, pad = self.box, ink.px(0.022)
        step = ink.line_height("line", scale)
        inner = field.adjusted(pad, (field.height() - rows * step) / 2, -pad, 0)
        if not view.text:
            hint = ink.lines(view.hint, inner.width(), "line", scale, most=1)[0]
            beside = ink.px(0.012) if view.focus else 0.0
            row = QRectF(inner.left() + beside, inner.top(), inner.width(), step)
            ink.text(hint, row, "line", scale, token="mute", ground="field")
            if view.focus:
                self._paint_cursor(ink, inner.left(), inner.top(), step)
            return
        spans = self._spans(ink, inner.width(), scale)
        at = next((n for n, (_s, end) in enumerate(spans) if view.cursor <= end), len(spans) - 1)
        first = max(0, at - rows + 1) if view.focus else 0
        for place, (start, end) in enumerate(spans[first : first + rows]):
            row = QRectF(inner.left(), inner.top() + place * step, inner.width(), step)
            text = view.text[start:end]
            if not view.focus and first + place == rows - 1 < len(spans) - 1:
                text = ink.lines(view.text[start:], inner.width(), "line", scale, most=1)[0]
            ink.text(text, row, "line", scale, ground="field")
            if view.focus and view.key != "theirs" and first + place == at:
                before = view.text[start : max(start, min(view.cursor, end))]
                x = inner.left() + ink.width(before, "line", scale)
                self._paint_cursor(ink, x, row.top(), step)

    def _paint_cursor(self, ink: ScenePainter, x: float, top: float, step: float) -> None:
        ink.fill(QRectF(x, top + step * 0.12, ink.px(0.0045), step * 0.76), "unit")

    def _paint_dot(self, ink: ScenePainter, field: QRectF) -> None:
        """The quiet dot beside a line that blames: at the corner, no word."""
        side = ink.px(0.016)
        corner = QRectF(field.right() - 2 * side, field.top() + side, side, side)
        ink.fill(corner, "organization", side / 2)

    def _spans(self, ink: ScenePainter, width: float, scale: float) -> tuple[tuple[int, int], ...]:
        size = ink.size_px("line", scale)
        room = max(1.0, width - ink.px(0.006))
        return line_spans(self.box.text, room, ink.family, size, False)

    def _rows(self, ink: ScenePainter, width: float, scale: float) -> int:
        if not self.wide or not self.box.text:
            return 1
        spans = self._spans(ink, width - 2 * ink.px(0.022), scale)
        return min(MOST_LINES, len(spans))

    def _label_height(self, ink: ScenePainter, scale: float) -> float:
        return ink.line_height("label", scale) * 1.08

    def _field_height(self, ink: ScenePainter, scale: float, rows: int) -> float:
        return rows * ink.line_height("line", scale) + ink.px(0.026)


@dataclass
class FieldRow(Block):
    """Boxes side by side, each with its part of the width; below each other on an upright
    screen."""

    boxes: tuple[tuple[BoxView, float], ...]
    gap: float = 0.026

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        heights = [
            FieldBlock(box, wide=False).height(ink, width * share, scale, tight)
            for box, share in self.boxes
        ]
        if ink.upright:
            return sum(heights) + ink.px(BELOW) * (len(heights) - 1)
        return max(heights)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        if ink.upright:
            self._paint_below(ink, box, scale, tight)
            return
        between = ink.px(0.03)
        room = box.width() - between * (len(self.boxes) - 1)
        left = box.left()
        for view, share in self.boxes:
            place = QRectF(left, box.top(), room * share, box.height())
            FieldBlock(view, wide=False).paint(ink, place, scale, tight)
            left += room * share + between

    def _paint_below(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        top = box.top()
        for view, _share in self.boxes:
            field = FieldBlock(view, wide=False)
            height = field.height(ink, box.width(), scale, tight)
            field.paint(ink, QRectF(box.left(), top, box.width(), height), scale, tight)
            top += height + ink.px(BELOW)
