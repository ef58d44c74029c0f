"""What covers a screen: black, the sheet of keys, the five lenses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from models.huddle.screens import StepView
from models.huddle.session import LENSES
from ui.present.blocks import TextBlock
from ui.present.header_footer import content_box
from ui.present.painter import ScenePainter
from ui.text.huddle.frame import KeyHelp, key_sheet, lens_words, step_keys, step_title
from ui.text.huddle.steps import lens_question
from ui.text.huddle.windows import keys_everywhere

BLACK = QColor(0, 0, 0)
MOST_HERE = 5
"""Keys of the step that stand beside those that act everywhere."""


LEAST_BESIDE = 0.4
"""Narrowest column for the keys of a step, a share of the screen's height; what they do may take
three lines."""


def paint_black(ink: ScenePainter) -> None:
    ink.painter.fillRect(QRectF(0, 0, ink.size.width(), ink.size.height()), BLACK)


def paint_keys(ink: ScenePainter, view: StepView) -> None:
    """Draw the keys that act everywhere, and beside them, on a wide screen, those of this step."""
    box = content_box(ink, with_foot=False)
    here, title = list(step_keys(view))[:MOST_HERE], step_title(view.step)
    between = ink.px(0.04)
    everywhere = key_sheet(typing=view.typing)
    left = _list_width(ink, everywhere)
    least = max([_width(ink, title), *(_width(ink, row.keys) for row in here)])
    wanted = max([least, *_widths(ink, here)])
    right = min(wanted, box.width() - left - between)
    enough = right >= max(least, min(wanted, ink.px(LEAST_BESIDE)))
    beside = bool(here) and not ink.upright and enough
    _paint_list(ink, box, keys_everywhere(), everywhere, below=ink.upright)
    if beside:
        x = box.left() + left + (box.width() - left + between - right) / 2
        x = min(x, box.right() - right)
        column = QRectF(x, box.top(), box.right() - x, box.height())
        _paint_list(ink, column, title, here, below=True)


def _paint_list(
    ink: ScenePainter, box: QRectF, title: str, rows: Sequence[KeyHelp], *, below: bool = False
) -> None:
    step = ink.line_height("note", 1)
    ink.text(title, QRectF(box.left(), box.top(), box.width(), step), "label", 1,
             token="unit", bold=True)  # fmt: skip
    top = box.top() + step * 1.25
    keys_wide = _keys_width(ink, rows)
    for row in rows:
        line = QRectF(box.left(), top, box.width(), step)
        ink.text(row.keys, line, "note", 1, bold=True)
        if below:
            lines = ink.lines(row.does, line.width(), "note", 1, most=1 if ink.upright else 3)
            for place, text in enumerate(lines, start=1):
                ink.text(text, line.translated(0, place * step), "note", 1, token="mute")
            high = step * (len(lines) + 1.2)
            top += max(high, (box.height() - step * 1.25) / 7 if ink.upright else 0.0)
            continue
        words = line.adjusted(keys_wide, 0, 0, 0)
        ink.text(_fitting(ink, row.does, words.width()), words, "note", 1, token="mute")
        top += (box.height() - step * 1.25) / max(7, len(rows))


def _keys_width(ink: ScenePainter, rows: Sequence[KeyHelp]) -> float:
    return max(_width(ink, row.keys) for row in rows) + ink.px(0.04)


def _list_width(ink: ScenePainter, rows: Sequence[KeyHelp]) -> float:
    return _keys_width(ink, rows) + max(ink.width(row.does, "note", 1) for row in rows)


def _widths(ink: ScenePainter, rows: Sequence[KeyHelp]) -> list[float]:
    return [max(_width(ink, row.keys), ink.width(row.does, "note", 1)) for row in rows]


def _width(ink: ScenePainter, text: str) -> float:
    return ink.width(text, "note", 1, bold=True)


def _fitting(ink: ScenePainter, text: str, width: float) -> str:
    return ink.lines(text, width, "note", 1, most=1)[0]


def paint_lenses(ink: ScenePainter) -> None:
    """Fill the screen with the five ways to look at the process."""
    box = content_box(ink, with_foot=False)
    question = TextBlock(lens_question(), "line", "mute")
    high = question.height(ink, box.width(), 1, tight=False)
    question.paint(ink, QRectF(box.left(), box.top(), box.width(), high), 1, tight=False)
    top = box.top() + high + ink.px(0.02)
    rows = [KeyHelp(str(n), lens_words(lens)) for n, lens in enumerate(LENSES, start=1)]
    step = (box.bottom() - top) / len(rows)
    number = ink.width("0", "headline", 1, bold=True) + ink.px(0.05)
    scale = _lens_scale(ink, [row.does for row in rows], box.width() - number)
    for row in rows:
        does = TextBlock(row.does, "headline", bold=True, lines=3)
        high = does.height(ink, box.width() - number, scale, tight=False)
        line = QRectF(box.left(), top + (step - high) / 2, box.width(), high)
        first = QRectF(line.left(), line.top(), number, ink.line_height("headline", scale))
        ink.text(row.keys, first, "headline", scale, token="unit", bold=True)
        does.paint(ink, line.adjusted(number, 0, 0, 0), scale, tight=False)
        top += step


LENS_SCALES = (1.0, 0.9, 0.82)


def _lens_scale(ink: ScenePainter, texts: Sequence[str], width: float) -> float:
    """Return the largest scale at which every lens stands on one line, else the smallest."""
    for scale in LENS_SCALES:
        if max(ink.width(text, "headline", scale, bold=True) for text in texts) <= width:
            return scale
    return LENS_SCALES[-1]
