"""Text boxes of the huddle: what is typed, large, with its cursor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from models.huddle.screens import TextField
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

    box: TextField
    label: str = ""
    hint: str = ""
    wide: bool = True
    gap: float = 0.026

    def words(self) -> tuple[str, ...]:
        return self.label, self.box.text or self.hint

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        rows = 1 if tight else self._rows(ink, width, scale)
        return self._label_height(ink, scale) + self._field_height(ink, scale, rows)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        view = self.box
        label = QRectF(box.left(), box.top(), box.width(), self._label_height(ink, scale))
        words = ink.lines(self.label, box.width(), "label", scale, bold=view.focus, most=1)
        token = "below" if view.wrong else "unit" if view.focus else "mute"
        ink.text(words[0], label, "label", scale, token=token, bold=view.focus)
        rows = 1 if tight else self._rows(ink, box.width(), scale)
        field = QRectF(
            box.left(), label.bottom(), box.width(), self._field_height(ink, scale, rows)
        )
        self.paint_field(ink, field, scale, rows)

    def paint_field(self, ink: ScenePainter, field: QRectF, scale: float, rows: int) -> None:
        """Draw the box alone, with what is typed in it."""
        view = self.box
        edge = "unit" if view.focus else "field_edge"
        radius = ink.px(0.014)
        ink.fill(field, "field", radius)
        ink.outline(field, edge, ink.px(0.0055 if view.focus else 0.0025), radius)
        if view.blames:
            self._paint_dot(ink, field)
        self._paint_text(ink, field, scale, rows)

    def _paint_text(self, ink: ScenePainter, field: QRectF, scale: float, rows: int) -> None:
        view, pad = self.box, ink.px(0.022)
        step = ink.line_height("line", scale)
        inner = field.adjusted(pad, (field.height() - rows * step) / 2, -pad, 0)
        if not view.text:
            hint = ink.lines(self.hint, inner.width(), "line", scale, most=1)[0]
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
            self._paint_selection(ink, row, scale, start, end)
            if not view.focus and first + place == rows - 1 < len(spans) - 1:
                text = ink.lines(view.text[start:], inner.width(), "line", scale, most=1)[0]
            ink.text(text, row, "line", scale, ground="field")
            if view.focus and view.key != "theirs" and first + place == at:
                before = view.text[start : max(start, min(view.cursor, end))]
                x = inner.left() + ink.width(before, "line", scale)
                self._paint_cursor(ink, x, row.top(), step)

    def _paint_cursor(self, ink: ScenePainter, x: float, top: float, step: float) -> None:
        ink.fill(QRectF(x, top + step * 0.12, ink.px(0.0045), step * 0.76), "unit")

    def _paint_selection(
        self, ink: ScenePainter, row: QRectF, scale: float, start: int, end: int
    ) -> None:
        """Draw the ground of what is selected in one line of the text, from `start` to `end`."""
        first, last = (min(max(at, start), end) for at in self.box.selected)
        if first < last:
            left = row.left() + ink.width(self.box.text[start:first], "line", scale)
            wide = ink.width(self.box.text[first:last], "line", scale)
            ink.fill(QRectF(left, row.top(), wide, row.height()), "tint")

    def _paint_dot(self, ink: ScenePainter, field: QRectF) -> None:
        """The quiet dot beside a line that blames: at the corner, no word."""
        side = ink.px(0.016)
        corner = QRectF(field.right() - 2 * side, field.top() + side, side, side)
        ink.fill(corner, "organization", side / 2)

    def _spans(self, ink: ScenePainter, width: float, scale: float) -> tuple[tuple[int, int], ...]:
        size = ink.size_px("line", scale)
        room = max(1.0, width - ink.px(0.006))
        return line_spans(self.box.text, room, ink.family, size, False)

    def rows_in(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> int:
        """Return how many lines the box has in a width."""
        return 1 if tight else self._rows(ink, width, scale)

    def field_height(self, ink: ScenePainter, scale: float, rows: int) -> float:
        """Return how high the box alone is."""
        return self._field_height(ink, scale, rows)

    def _rows(self, ink: ScenePainter, width: float, scale: float) -> int:
        if not self.wide or not self.box.text:
            return 1
        spans = self._spans(ink, width - 2 * ink.px(0.022), scale)
        return min(MOST_LINES, len(spans))

    def _label_height(self, ink: ScenePainter, scale: float) -> float:
        return ink.line_height("label", scale) * 1.08

    def _field_height(self, ink: ScenePainter, scale: float, rows: int) -> float:
        return rows * ink.line_height("line", scale) + ink.px(0.026)


@dataclass(frozen=True)
class Gap:
    """A box in a sentence: its part of the width that the words leave."""

    field: FieldBlock
    share: float


@dataclass
class SentenceRow(Block):
    """Words with boxes between them, as they are read; on an upright screen each box stands
    below its words. A word is (text, color)."""

    parts: tuple[tuple[str, str] | Gap, ...]
    gap: float = 0.024

    def words(self) -> tuple[str, ...]:
        return tuple(
            text
            for part in self.parts
            for text in (part.field.words() if isinstance(part, Gap) else part[:1])
        )

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        rows = self._rows(ink, width, scale, tight)
        return sum(height for _parts, height in rows) + ink.px(BELOW) * (len(rows) - 1)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        top = box.top()
        for parts, height in self._rows(ink, box.width(), scale, tight):
            left = box.left()
            for part, width in self._widths(ink, parts, box.width(), scale):
                place = QRectF(left, top, width, height)
                if isinstance(part, Gap):
                    rows = part.field.rows_in(ink, width, scale, tight)
                    high = part.field.field_height(ink, scale, rows)
                    part.field.paint_field(ink, QRectF(left, top, width, high), scale, rows)
                else:
                    self._paint_words(ink, place, part, scale)
                left += width + ink.px(WORD_GAP)
            top += height + ink.px(BELOW)

    def _paint_words(
        self, ink: ScenePainter, place: QRectF, part: tuple[str, str], scale: float
    ) -> None:
        step = ink.line_height("line", scale)
        top = place.top() + (0 if ink.upright else (part_height(ink, scale) - step) / 2)
        for number, line in enumerate(_lines(ink, part[0], place.width(), scale)):
            row = QRectF(place.left(), top + number * step, place.width(), step)
            ink.text(line, row, "line", scale, token=part[1], bold=True)

    def _rows(
        self, ink: ScenePainter, width: float, scale: float, tight: bool
    ) -> list[tuple[tuple[tuple[str, str] | Gap, ...], float]]:
        lines = [(part,) for part in self.parts] if ink.upright else [self.parts]
        return [(parts, self._height(ink, parts, width, scale, tight)) for parts in lines]

    def _height(
        self,
        ink: ScenePainter,
        parts: tuple[tuple[str, str] | Gap, ...],
        width: float,
        scale: float,
        tight: bool,
    ) -> float:
        heights = [
            part.field.field_height(ink, scale, part.field.rows_in(ink, wide, scale, tight))
            if isinstance(part, Gap)
            else len(_lines(ink, part[0], wide, scale)) * ink.line_height("line", scale)
            for part, wide in self._widths(ink, parts, width, scale)
        ]
        return max(heights)

    def _widths(
        self,
        ink: ScenePainter,
        parts: tuple[tuple[str, str] | Gap, ...],
        width: float,
        scale: float,
    ) -> list[tuple[tuple[str, str] | Gap, float]]:
        texts = {
            part: min(width, ink.width(part[0], "line", scale, bold=True) + 1)
            for part in parts
            if not isinstance(part, Gap)
        }
        room = width - sum(texts.values()) - ink.px(WORD_GAP) * (len(parts) - 1)
        shares = sum(part.share for part in parts if isinstance(part, Gap)) or 1.0
        whole = max(1.0, shares)
        return [
            (part, room * part.share / whole if isinstance(part, Gap) else texts[part])
            for part in parts
        ]


def _lines(ink: ScenePainter, text: str, width: float, scale: float) -> tuple[str, ...]:
    """Return the lines of words in a sentence: one, or two where they stand above their box."""
    return ink.lines(text, width, "line", scale, bold=True, most=1 + ink.upright)


WORD_GAP = 0.018
"""Between words and boxes of a sentence, a share of the screen's height."""


def part_height(ink: ScenePainter, scale: float) -> float:
    """Return the height of a word that stands beside a box of one line."""
    return ink.line_height("line", scale) + ink.px(0.026)
