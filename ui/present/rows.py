"""Rows of a list: promises with their state, lines with their fingers, roles that are here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from models.huddle.agenda import OVERDUE
from models.huddle.screens import Choice
from models.huddle.session import DONE, KEPT, OBSTACLE, STOPPED
from ui.present.blocks import Block
from ui.present.marks import paint_diamond, paint_thumb
from ui.present.painter import Flag, ScenePainter

ICONS = {
    DONE: ("check", "unit"),
    KEPT: ("right", "unit"),
    OBSTACLE: ("share", "unit"),
    STOPPED: ("cross", "mute"),
    OVERDUE: ("clock", "below"),
}
"""A promise's state: its drawing and its color; the word stands beside it."""

MOST_TEXT = 2
"""Lines of the marked row's text."""


@dataclass(frozen=True)
class PromiseLine:
    """What a row of a promise shows. `state` is what was decided, "overdue" or ""; `mark` its
    words. `spot`: the marked row."""

    text: str
    note: str
    mark: str
    state: str
    spot: bool


@dataclass
class PromiseRow(Block):
    """What was promised, and below who and by when; `brief` ones say that of the marked row
    alone, the others have at most `others` lines. On an upright screen its state stands below."""

    line: PromiseLine
    brief: bool = False
    others: int = MOST_TEXT
    gap: float = 0.014

    def words(self) -> tuple[str, ...]:
        return self.line.text, self.line.mark, self.line.note

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        texts = len(self._texts(ink, width, scale, tight)) * ink.line_height("line", scale)
        notes = len(self._notes(ink, width, scale, tight)) * ink.line_height("note", scale)
        marks = ink.line_height("mark", scale) if self._mark_below(ink) else 0.0
        return texts + notes + marks + ink.px(0.012)

    def _mark_below(self, ink: ScenePainter) -> bool:
        return ink.upright and bool(self.line.mark)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        spot, lit = self.line.spot, self.line.state == DONE
        if lit:
            ink.fill(box.adjusted(-ink.px(0.02), 0, ink.px(0.02), 0), "unit", ink.px(0.014))
        elif spot:
            ink.fill(box.adjusted(-ink.px(0.02), 0, ink.px(0.02), 0), "tint", ink.px(0.014))
        if spot and not lit:
            bar = QRectF(box.left() - ink.px(0.02), box.top(), ink.px(0.01), box.height())
            ink.fill(bar, "unit", ink.px(0.005))
        ground = "unit" if lit else "tint" if spot else "page"
        step = ink.line_height("line", scale)
        top = box.top() + ink.px(0.006)
        for text in self._texts(ink, box.width(), scale, tight):
            row = QRectF(box.left(), top, box.width(), step)
            token = "on_unit" if lit else "mute" if self.line.state == STOPPED else "ink"
            ink.text(text, row, "line", scale, token=token, ground=ground, bold=spot or lit)
            top += step
        if self._mark_below(ink):
            below = QRectF(box.left(), top, box.width(), ink.line_height("mark", scale))
            self._paint_mark(ink, below, scale, ground)
            top = below.bottom()
        elif self.line.mark:
            first = QRectF(box.left(), box.top() + ink.px(0.006), box.width(), step)
            self._paint_mark(ink, first, scale, ground)
        step = ink.line_height("note", scale)
        for note in self._notes(ink, box.width(), scale, tight):
            row = QRectF(box.left(), top, box.width(), step)
            token = "on_unit" if lit else "mute"
            ink.text(note, row, "note", scale, token=token, ground=ground)
            top += step

    def _paint_mark(self, ink: ScenePainter, row: QRectF, scale: float, ground: str) -> None:
        icon, token = ICONS.get(self.line.state, ("", "unit"))
        token = "on_unit" if ground == "unit" else token
        words = self.line.mark
        side = ink.size_px("mark", scale) * 0.9
        if ink.upright:
            row = QRectF(row)
            row.setWidth(side * 1.25 + ink.width(words, "mark", scale, bold=True))
        ink.text(
            words, row, "mark", scale, token=token, ground=ground, bold=True, align=Flag.AlignRight
        )
        x = row.right() - ink.width(words, "mark", scale, bold=True) - side * 1.25
        place = QRectF(x, row.center().y() - side / 2, side, side)
        if icon:
            ink.icon(icon, place, token)
        else:
            paint_diamond(ink, place.center(), side * 0.7, token, hollow=True)

    def _mark_width(self, ink: ScenePainter, scale: float) -> float:
        if not self.line.mark or ink.upright:
            return 0.0
        words = ink.width(self.line.mark, "mark", scale, bold=True)
        return words + ink.size_px("mark", scale) * 1.6

    def _texts(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> tuple[str, ...]:
        room = width - self._mark_width(ink, scale)
        others = 1 if tight else max(self.others, MOST_TEXT) if ink.upright else self.others
        most = (MOST_TEXT + ink.upright) if self.line.spot else others
        spot = self.line.spot
        bold = spot or self.line.state == DONE
        return ink.even_lines(self.line.text, room, "line", scale, bold=bold, most=most)

    def _notes(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> tuple[str, ...]:
        if not self.line.note or ((self.brief or tight) and not self.line.spot):
            return ()
        return ink.lines(self.line.note, width, "note", scale, most=1 if tight else 2)


@dataclass
class ChoiceRow(Block):
    """A numbered line with the fingers it got."""

    line: Choice
    fingers_room: float
    """Width for the fingers at the right, a share of the row's."""
    most_lines: int = 2
    """Lines of text that a row may have."""
    gap: float = 0.012

    def words(self) -> tuple[str, ...]:
        return str(self.line.number), self.line.text, str(self.line.fingers or "")

    def height(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> float:
        count = len(self._texts(ink, width, scale, tight))
        return count * ink.line_height("line", scale) + ink.px(0.016)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, tight: bool) -> None:
        spot = self.line.spot
        ground = "tint" if spot else "page"
        if spot:
            ink.fill(box.adjusted(-ink.px(0.02), 0, ink.px(0.02), 0), "tint", ink.px(0.014))
        step = ink.line_height("line", scale)
        top = box.top() + ink.px(0.008)
        row = QRectF(box.left(), top, self._number(ink, scale) - ink.px(0.02), step)
        ink.text(
            str(self.line.number), row, "line", scale,
            token="unit", ground=ground, bold=True, align=Flag.AlignRight,
        )  # fmt: skip
        for place, text in enumerate(self._texts(ink, box.width(), scale, tight)):
            left = box.left() + self._number(ink, scale)
            row = QRectF(left, top + place * step, box.width(), step)
            token = "unit" if self.line.leads else "ink"
            ink.text(text, row, "line", scale, token=token, ground=ground, bold=self._bold)
        right = box.width() * self.fingers_room
        self._paint_fingers(ink, QRectF(box.right() - right, top, right, step), scale, ground)

    def _paint_fingers(self, ink: ScenePainter, box: QRectF, scale: float, ground: str) -> None:
        """One small finger each, in hands of five; beside them how many."""
        count = self.line.fingers
        if not count:
            return
        words = str(count)
        ink.text(
            words, box, "line", scale, token="ink", ground=ground, bold=True, align=Flag.AlignRight
        )
        room = box.width() - ink.width(words, "line", scale, bold=True) - ink.px(0.02)
        unit = min(ink.px(0.009), room / max(1.0, count * 1.7 + count / 5 * 1.6))
        x = box.left()
        for number in range(count):
            x += unit * 1.6 if number and number % 5 == 0 else 0
            finger = QRectF(x, box.center().y() - ink.px(0.016), unit, ink.px(0.032))
            ink.fill(finger, "unit", unit / 2)
            x += unit * 1.7

    @property
    def _bold(self) -> bool:
        return self.line.spot or self.line.leads

    def _number(self, ink: ScenePainter, scale: float) -> float:
        return ink.width("00", "line", scale, bold=True) + ink.px(0.02)

    def _texts(self, ink: ScenePainter, width: float, scale: float, tight: bool) -> tuple[str, ...]:
        room = width * (1 - self.fingers_room) - self._number(ink, scale) - ink.px(0.02)
        most = 1 if tight else self.most_lines
        return ink.even_lines(self.line.text, room, "line", scale, bold=self._bold, most=most)


@dataclass
class RoleChips(Block):
    """The roles with their digits; those that are here are filled and checked."""

    roles: Sequence[tuple[str, bool]]
    gap: float = 0.02
    spare: bool = True

    def words(self) -> tuple[str, ...]:
        return tuple(role for role, _here in self.roles)

    @property
    def rows(self) -> int:
        return 0

    def height(self, ink: ScenePainter, width: float, _scale: float, _tight: bool) -> float:
        places = self._places(ink, width)
        return places[-1].bottom() if places else 0.0

    def paint(self, ink: ScenePainter, box: QRectF, _scale: float, _tight: bool) -> None:
        places = self._places(ink, box.width())
        for number, ((role, here), place) in enumerate(zip(self.roles, places, strict=True), 1):
            self._paint_chip(ink, place.translated(box.topLeft()), number, role, here=here)

    def _paint_chip(
        self, ink: ScenePainter, chip: QRectF, number: int, role: str, *, here: bool
    ) -> None:
        radius = chip.height() / 2
        ground = "unit" if here else "page"
        if here:
            ink.fill(chip, "unit", radius)
        else:
            ink.outline(chip, "edge", max(1.5, ink.px(0.002)), radius)
        pad = ink.px(0.02)
        text = chip.adjusted(pad, 0, -pad, 0)
        token = "on_unit" if here else "mute"
        ink.text(str(number), text, "foot", 1, token=token, ground=ground, bold=True)
        left = ink.width(f"{number} ", "foot", 1, bold=True) + ink.px(0.004)
        ink.text(role, text.adjusted(left, 0, 0, 0), "foot", 1, token=token, ground=ground)
        if here:
            side = ink.size_px("foot", 1) * 0.8
            at = QPointF(text.right() - side, chip.center().y() - side / 2)
            ink.icon("check", QRectF(at.x(), at.y(), side, side), "on_unit")

    def _places(self, ink: ScenePainter, width: float) -> list[QRectF]:
        height = ink.line_height("foot", 1) * 1.12
        x = y = 0.0
        places = []
        for number, (role, _here) in enumerate(self.roles, 1):
            words = ink.width(f"{number} ", "foot", 1, bold=True)
            words += ink.width(role, "foot", 1) + ink.px(0.004)
            wide = words + 2 * ink.px(0.02) + ink.size_px("foot", 1) * 0.95
            if x and x + wide > width:
                x, y = 0.0, y + height + ink.px(0.012)
            places.append(QRectF(x, y, wide, height))
            x += wide + ink.px(0.014)
        return places


@dataclass
class ThumbRow(Block):
    """Thumbs up and thumbs down, very large, with how many; below each other where it is narrow."""

    up: tuple[str, int]
    down: tuple[str, int]
    gap: float = 0.04

    def words(self) -> tuple[str, ...]:
        return tuple(f"{words}: {count}" for words, count in (self.up, self.down))

    def height(self, ink: ScenePainter, _width: float, scale: float, _tight: bool) -> float:
        return self._one_height(ink, scale) * (1 + ink.upright)

    def _one_height(self, ink: ScenePainter, scale: float) -> float:
        return ink.line_height("huge", scale) + ink.line_height("label", scale)

    def paint(self, ink: ScenePainter, box: QRectF, scale: float, _tight: bool) -> None:
        half = box.width() / 2
        below = self._one_height(ink, scale) if ink.upright else 0.0
        for place, (line, up) in enumerate(((self.up, True), (self.down, False))):
            left = box.left() if ink.upright else box.left() + place * half
            at = QRectF(left, box.top() + place * below, half, box.height())
            self._paint_one(ink, at, line, scale, up=up)

    def _paint_one(
        self, ink: ScenePainter, box: QRectF, line: tuple[str, int], scale: float, *, up: bool
    ) -> None:
        high = ink.line_height("huge", scale)
        side = high * 0.74
        icon = QRectF(box.left(), box.top() + (high - side) / 2, side, side)
        paint_thumb(ink, icon, "unit" if up else "organization", up=up)
        count = QRectF(box.left() + side + ink.px(0.04), box.top(), box.width(), high)
        ink.text(str(line[1]), count, "huge", scale, bold=True)
        words = QRectF(box.left(), box.top() + high, box.width(), ink.line_height("label", scale))
        ink.text(line[0], words, "label", scale, token="mute")
