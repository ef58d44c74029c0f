"""Slips to write ideas on: eight to a page, to be cut apart."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from models.huddle.reports import Slip
from ui.charts.canvas import Style
from ui.report.paper import PagePainter, Paper, pdf
from ui.text.huddle.frame import question_words
from ui.text.huddle.paper import topic
from ui.text.language import _

ACROSS, DOWN = 2, 4
PAD = 22.0
LINE = 24.0


def slips_pdf(slip: Slip, style: Style, paper: Paper) -> bytes:
    """Return a page of slips as a PDF; it is cut along the dashed lines."""

    def paint(pen: PagePainter, box: QRectF) -> None:
        width, height = box.width() / ACROSS, box.height() / DOWN
        for row in range(DOWN):
            for column in range(ACROSS):
                left, top = box.left() + column * width, box.top() + row * height
                _paint_slip(pen, slip, QRectF(left, top, width, height))
        for row in range(1, DOWN):
            pen.rule(box.left(), box.top() + row * height, box.width(), dashed=True)
        pen.fall(box.left() + width, box.top(), box.height(), dashed=True)

    return pdf(_("Idea slips"), [paint], paper.whole, style, margin=0)


def _paint_slip(pen: PagePainter, slip: Slip, box: QRectF) -> None:
    left, width = box.left() + PAD, box.width() - 2 * PAD
    top = box.top() + PAD
    top += pen.write(topic(slip.measure), left, top, width, 9, color="unit") + 2
    top += pen.write(question_words(slip.question), left, top, width, 12.5, bold=True) + 4
    line = top + LINE
    while line < box.bottom() - PAD - 12:
        pen.rule(left, line, width)
        line += LINE
    hint = _("One line. No names. It's about the process, not people.")
    pen.write(hint, left, box.bottom() - PAD - 2, width, 8, color="mute")
