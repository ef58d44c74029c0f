"""“You said, we did”: for patients and visitors, only what was ticked as public."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF

from models.huddle.threads import YouSaid
from models.survey import Unit
from ui.charts.canvas import Style
from ui.report.paper import PagePainter, Paper, pdf, printed_day
from ui.text.language import _

MOST_PAIRS = 3
SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0)
BAR = 4.0
INDENT = 18.0
GAP = 26.0


def you_said_pdf(
    unit: Unit, pairs: Sequence[YouSaid], day: date, style: Style, paper: Paper
) -> bytes:
    """Return at most three pairs, the latest first, as a PDF."""
    title = _("You said, we did")
    shown = list(pairs)[:MOST_PAIRS]

    def paint(pen: PagePainter, box: QRectF) -> None:
        top = box.top() + pen.write(title, box.left(), box.top(), box.width(), 40, bold=True)
        place = " · ".join(part for part in (unit.name, unit.facility) if part)
        top += 2 + pen.write(place, box.left(), top + 2, box.width(), 15, color="mute") + 30
        room = box.bottom() - 60 - top
        size = next((s for s in SIZES if _heights(pen, shown, box.width(), s) <= room), SIZES[-1])
        spare = room - _heights(pen, shown, box.width(), size)
        gap = GAP + min(34.0, max(0.0, spare / max(1, len(shown))))
        for pair in shown:
            top += _paint(pen, pair, box.left(), top, box.width(), size) + gap
        thanks = _("Thank you for telling us. If you get a survey, please answer it.")
        pen.write(thanks, box.left(), box.bottom() - 40, box.width(), 12, color="unit", bold=True)
        pen.foot(box, place, printed_day(day))

    return pdf(title, [paint], paper.whole, style, margin=54)


def _heights(pen: PagePainter, pairs: Sequence[YouSaid], width: float, size: float) -> float:
    return sum(_pair_height(pen, pair, width, size) + GAP for pair in pairs)


def _pair_height(pen: PagePainter, pair: YouSaid, width: float, size: float) -> float:
    inner = width - INDENT
    height = 2 * (size * 0.75 + 8)
    for text in pair.said:
        height += pen.height(text, inner, size) + 3
    for text in pair.did:
        height += pen.height(text, inner, size + 2, bold=True) + 3
    return height + pen.height(pair.changed, inner, size - 2) + 14


def _paint(
    pen: PagePainter, pair: YouSaid, left: float, top: float, width: float, size: float
) -> float:
    """Paint a pair and return its height."""
    inner, start = width - INDENT, top
    small = size * 0.75
    top += pen.write(_("You said"), left + INDENT, top, inner, small, color="mute") + 3
    for text in pair.said:
        top += pen.write(text, left + INDENT, top, inner, size) + 3
    pen.block(QRectF(left, start, BAR, top - start - 3), "edge", radius=2)
    top += 10
    start = top
    top += pen.write(_("We did"), left + INDENT, top, inner, small, color="unit") + 3
    for text in pair.did:
        top += pen.write(text, left + INDENT, top, inner, size + 2, bold=True) + 3
    top += pen.write(pair.changed, left + INDENT, top + 2, inner, size - 2, color="mute") + 2
    pen.block(QRectF(left, start, BAR, top - start - 2), "unit", radius=2)
    return _pair_height(pen, pair, width, size)
