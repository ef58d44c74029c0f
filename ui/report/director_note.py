"""Half a page for the director: what the team wants to do, what is in the way, an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF

from models.huddle.threads import EscalationNote
from ui.charts.canvas import Style
from ui.report.paper import PagePainter, Paper, pdf, printed_day
from ui.text.formats import sentence_start
from ui.text.language import _

BOX = 11.0
LABEL = 118.0


def director_note_pdf(
    note: EscalationNote, said: Sequence[str], day: date, style: Style, paper: Paper
) -> bytes:
    """Return the half page as a PDF, lying. `said` are masked lines of what patients said."""
    title = _("From the team of {unit}").format(unit=note.action.unit)

    def paint(pen: PagePainter, box: QRectF) -> None:
        top = box.top() + pen.write(title, box.left(), box.top(), box.width(), 18, bold=True)
        to = _("For {name}").format(name=note.to) if note.to else _("For the director")
        where = " · ".join(p for p in (to, note.action.facility, printed_day(day)) if p)
        top += pen.write(where, box.left(), top + 2, box.width(), 10, color="mute") + 14
        top = _paint_facts(pen, note, said, box, top)
        _paint_answer(pen, note, box, max(top + 6, box.bottom() - 112))
        pen.foot(box, _("We'll look at this again in our huddle."), "Throughline")

    return pdf(title, [paint], paper.half, style, margin=34, landscape=True)


def _paint_facts(
    pen: PagePainter, note: EscalationNote, said: Sequence[str], box: QRectF, top: float
) -> float:
    theirs = _("This belongs to another department.") if note.theirs else ""
    facts = (
        (_("We want to"), note.action.what, 15.0, True),
        (_("What's in the way"), note.obstacle or _("Ask the team."), 12.0, False),
        (_("Patients said"), " ".join(said), 11.0, False),
        (_("The promise behind it"), note.promise, 11.0, False),
        ("", theirs, 10.0, False),
    )
    width = box.width() - LABEL
    for name, words, size, bold in facts:
        if not words:
            continue
        pen.write(name, box.left(), top + (size - 9) / 2, LABEL - 8, 9, color="mute")
        top += pen.write(sentence_start(words), box.left() + LABEL, top, width, size, bold=bold) + 8
    return top


def _paint_answer(pen: PagePainter, note: EscalationNote, box: QRectF, top: float) -> None:
    area = QRectF(box.left(), top, box.width(), box.bottom() - 18 - top)
    pen.block(area, "strip")
    left, width = area.left() + 12, area.width() - 24
    until = (
        _("Your answer, please, by {day}").format(day=printed_day(note.reply_by))
        if note.reply_by is not None
        else _("Your answer, please")
    )
    top += 9
    top += pen.write(until, left, top, width, 11, bold=True, color="unit") + 7
    for words in (_("Yes. By:"), _("No. Why:"), _("Let's talk about it on")):
        pen.frame(QRectF(left, top + 1, BOX, BOX))
        pen.write(words, left + BOX + 6, top, width, 10)
        start = left + BOX + 12 + pen.width(words, 10)
        pen.rule(start, top + 12, area.right() - 12 - start, color="field_edge")
        top += 20
