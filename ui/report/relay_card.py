"""A relay's topic on half a sheet, for a shift that meets without the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from models.huddle.reports import RelayCard
from ui.charts.canvas import Style
from ui.report.paper import PagePainter, Paper, pdf, printed_day
from ui.text.huddle.frame import question_words
from ui.text.huddle.paper import topic, truth
from ui.text.language import _

LINES = 7
"""As many as can be typed in afterwards."""

FINGERS = 42.0
BOX = 10.0


def relay_card_pdf(card: RelayCard, style: Style, paper: Paper) -> bytes:
    """Return the card as a PDF of half the paper's size."""

    def paint(pen: PagePainter, box: QRectF) -> None:
        top = _paint_topic(pen, card, box)
        _paint_lines(pen, box, top)
        foot = _(
            "Enter it in Throughline with “Enter a card”. It counts for your shift. No "
            "names, please."
        )
        pen.foot(box, foot, "Throughline")

    return pdf(_("Shift relay card"), [paint], paper.half, style, margin=28)


def _paint_topic(pen: PagePainter, card: RelayCard, box: QRectF) -> float:
    left, width, top = box.left(), box.width(), box.top()
    head = _("{unit}: one question, every shift").format(unit=card.unit)
    top += pen.write(head, left, top, width, 16, bold=True) + 2
    top += pen.write(printed_day(card.day), left, top, width, 9, color="mute") + 10
    top = _paint_shifts(pen, card, left, top) + 12
    top += pen.write(topic(card.measure), left, top, width, 10, color="unit", bold=True) + 1
    top += pen.write(truth(card.measure), left, top, width, 10) + 4
    for text in card.said:
        top += pen.write(f"“{text}”", left, top, width, 9.5, color="mute") + 3
    return top + 6 + pen.write(question_words(card.question), left, top + 6, width, 15, bold=True)


def _paint_shifts(pen: PagePainter, card: RelayCard, left: float, top: float) -> float:
    names = {"day": _("day"), "evening": _("evening"), "night": _("night")}
    words = _("Shift:")
    pen.write(words, left, top, 120, 10)
    left += pen.width(words, 10) + 10
    for shift in card.shifts:
        pen.frame(QRectF(left, top + 1, BOX, BOX))
        name = names.get(shift, shift)
        pen.write(name, left + BOX + 5, top, 80, 10)
        left += BOX + 5 + pen.width(name, 10) + 14
    return top + 14


def _paint_lines(pen: PagePainter, box: QRectF, top: float) -> None:
    """Draw seven lines with a place for the fingers, as far apart as there is room."""
    head = _("fingers")
    pen.write(head, box.right() - FINGERS, top + 6, FINGERS, 8, color="mute")
    room = box.bottom() - 24 - top
    step = min(48.0, room / LINES)
    for line in range(1, LINES + 1):
        at = top + line * step
        pen.write(str(line), box.left(), at - 11, 12, 9, color="mute")
        pen.rule(box.left() + 14, at, box.width() - FINGERS - 24)
        pen.frame(QRectF(box.right() - FINGERS + 4, at - 17, FINGERS - 12, 17))
