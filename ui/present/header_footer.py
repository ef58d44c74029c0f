"""The strip on top (the step in large words, "5 of 11", the clock) and the foot (keys, park)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from models.huddle.agenda import Step
from models.huddle.screens import StepView, clock_text
from ui.present.painter import Flag, ScenePainter
from ui.present.sizes import BOTTOM, SIDE, TOP
from ui.text.huddle.frame import (
    KEYS_APART,
    frame_notes,
    key_line,
    park_line,
    place_words,
    step_title,
)

STRIP = 0.105
"""Height of the strip with the line below it, a share of the screen's."""

FOOT = 0.062
ROWS_WITH_KEYS = 6
"""A screen with so many rows has no keys at its foot, so that it stays below eight lines."""


def content_box(ink: ScenePainter, *, with_foot: bool) -> QRectF:
    """Return where a step's own screen goes."""
    top = ink.px(TOP + STRIP + 0.03)
    bottom = ink.size.height() - ink.px(BOTTOM + (_foot_share(ink) + 0.02 if with_foot else 0))
    return QRectF(ink.px(SIDE), top, ink.size.width() - 2 * ink.px(SIDE), bottom - top)


def _foot_share(ink: ScenePainter) -> float:
    """Return the height of the foot: two lines on an upright screen."""
    return FOOT * (1 + ink.upright)


def clock_box(ink: ScenePainter) -> QRectF:
    """Return where the clock stands, with the mark for being late."""
    wide = ink.width("00:00", "clock", 1, bold=True) + ink.px(0.06)
    right = ink.size.width() - ink.px(SIDE)
    return QRectF(right - wide, ink.px(TOP), wide, ink.px(STRIP - 0.02))


def paint_strip(ink: ScenePainter, view: StepView) -> None:
    row = QRectF(ink.px(SIDE), ink.px(TOP), ink.size.width(), ink.px(STRIP - 0.02))
    title = step_title(view.step)
    ink.text(title, row, "step", 1, token="unit", bold=True)
    left = ink.width(title, "step", 1, bold=True) + ink.px(0.035)
    for text in (place_words(view), frame_notes(view)):
        wide = ink.width(text, "place", 1)
        if text and left + wide < clock_box(ink).left() - row.left():
            ink.text(text, row.adjusted(left, 0, 0, 0), "place", 1, token="mute")
            left += wide + ink.px(0.035)
    paint_clock(ink, view)
    _paint_progress(ink, view)


def paint_clock(ink: ScenePainter, view: StepView) -> None:
    """Draw the clock; a step past its time has a small wedge before it."""
    box = clock_box(ink)
    token = "below" if view.late else "ink"
    clock = clock_text(view.at_ms)
    ink.text(clock, box, "clock", 1, token=token, bold=True, align=Flag.AlignRight)
    if view.late:
        side = ink.px(0.02)
        x = box.right() - ink.width(clock, "clock", 1, bold=True) - 1.8 * side
        y = box.center().y() - side * 0.4
        wedge = QPainterPath()
        wedge.addPolygon(
            QPolygonF([QPointF(x, y), QPointF(x + side, y), QPointF(x + side / 2, y + side * 0.9)])
        )
        ink.path(wedge, fill="below")


def _paint_progress(ink: ScenePainter, view: StepView) -> None:
    """A short bar for each step: those behind us filled, the others faint."""
    if not view.number:
        return
    total = view.count
    room = ink.size.width() - 2 * ink.px(SIDE)
    between = ink.px(0.01)
    wide = (room - between * (total - 1)) / total
    for place in range(total):
        left = ink.px(SIDE) + place * (wide + between)
        bar = QRectF(left, ink.px(TOP + STRIP - 0.012), wide, ink.px(0.006))
        ink.fill(bar, "unit" if place < view.number else "edge", ink.px(0.003))


def foot_words(view: StepView, unsaved: str, rows: int) -> str:
    """Return what stands at the foot: why something is not stored, the offer to park, or the
    keys of this step where its `rows` leave room for a line; "" for nothing."""
    if unsaved:
        return unsaved
    if view.offers_park:
        return park_line(view)
    if not view.guided and (rows > ROWS_WITH_KEYS or view.step is Step.OPEN):
        return ""
    return key_line(view)


def paint_foot(ink: ScenePainter, view: StepView, words: str, unsaved: str) -> None:
    box = QRectF(
        ink.px(SIDE),
        ink.size.height() - ink.px(BOTTOM + _foot_share(ink)),
        ink.size.width() - 2 * ink.px(SIDE),
        ink.px(_foot_share(ink)),
    )
    loud = bool(unsaved) or view.offers_park
    if loud:
        ink.fill(box.adjusted(-ink.px(0.02), 0, ink.px(0.02), 0), "tint", ink.px(0.012))
    token = "below" if unsaved else "ink" if loud else "mute"
    lines = _foot_lines(ink, words, box.width(), with_last=view.guided)
    high = box.height() / (1 + ink.upright)
    top = box.top() + (box.height() - high * len(lines)) / 2
    for place, line in enumerate(lines):
        row = QRectF(box.left(), top + place * high, box.width(), high)
        ink.text(line, row, "foot", 1, token=token, ground="tint" if loud else "page")


def _foot_lines(ink: ScenePainter, words: str, width: float, *, with_last: bool) -> list[str]:
    """Return the foot's lines: keys that have no room on them are left out, a sentence is cut.
    `with_last`: the last key, which shows all of them, goes before those in the middle."""
    most, parts = 1 + ink.upright, words.split(KEYS_APART)
    if len(parts) == 1:
        return list(ink.lines(words, width, "foot", 1, most=most))
    lines = _lines_of_keys(ink, parts, width, most)
    while with_last and len(parts) > 2 and not lines[-1].endswith(parts[-1]):
        del parts[-2]
        lines = _lines_of_keys(ink, parts, width, most)
    return lines


def _lines_of_keys(ink: ScenePainter, parts: list[str], width: float, most: int) -> list[str]:
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{KEYS_APART}{part}" if lines else part
        if lines and ink.width(longer, "foot", 1) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(ink.lines(part, width, "foot", 1, most=1)[0])
        else:
            break
    return lines
