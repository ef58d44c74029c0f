"""A unit's year of huddles on one sheet: the value of the page, painted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from models.huddle.threads import Outcome
from ui.base.theme import paint_icon
from ui.charts.canvas import Style
from ui.report.paper import PagePainter, Paper, pdf
from ui.report.wall import ENDS
from ui.report.year_words import (
    MOST_MOVED,
    MOST_WORDS,
    most_misjudged_words,
    moved_words,
    nothing_moved,
    signed_points,
    year_figures,
    year_verdict,
)
from ui.text.formats import day_field
from ui.text.language import _

if TYPE_CHECKING:
    from models.huddle.reports import YearPage, YearView

WEEK = 11.0
MARK = 13.0
ROW = 20.0
LABEL_SHARE = 0.5
LEAST_SPAN = 10.0
MOST_ROWS = 6
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
"""Sizes of the text, the largest that fits is taken."""


def year_pdf(view: YearView, style: Style, paper: Paper) -> bytes:
    """Return the year as a PDF, standing."""
    title = _("{unit}: the year in huddles").format(unit=view.unit.name)

    def paint(pen: PagePainter, box: QRectF) -> None:
        _Year(view, pen, box).paint(title)

    return pdf(title, [paint], paper.whole, style, margin=48)


class _Year:
    """Paints one page from the top: verdict, weeks, figures, what moved, what is misjudged."""

    def __init__(self, view: YearView, pen: PagePainter, box: QRectF) -> None:
        self._view = view
        self._page: YearPage = view.page
        self._pen = pen
        self._box = box

    def paint(self, title: str) -> None:
        pen, box, page = self._pen, self._box, self._page
        top = box.top() + self._write(title, box.top(), 24, bold=True) + 2
        span = f"{_day(page.first)} – {_day(page.last)}"
        below = " · ".join(part for part in (self._view.unit.facility, span) if part)
        top += self._write(below, top, 11, color="mute") + 18
        top += self._write(year_verdict(page), top, 16, bold=True) + 12
        top = self._paint_weeks(top) + 14
        top = self._paint_figures(top) + 20
        room = box.bottom() - 26 - top
        size = next((s for s in SIZES if self._below(s) <= room), SIZES[-1])
        gap = min(30.0, max(12.0, (room - self._below(size)) / 3 + 12))
        top = self._paint_moved(top, size) + gap
        top = self._paint_misjudged(top, size) + gap
        self._paint_words(top, size)
        pen.foot(box, _("We don't compare shifts or people."), "Throughline")

    def _write(
        self, text: str, top: float, size: float, *, bold: bool = False, color: str = "ink"
    ) -> float:
        return self._pen.write(
            text, self._box.left(), top, self._box.width(), size, bold=bold, color=color
        )

    def _paint_weeks(self, top: float) -> float:
        weeks = self._page.each_week
        if not weeks:
            return top
        left = self._box.left()
        step = min(self._box.width() / len(weeks), WEEK)
        for place, (_monday, held) in enumerate(weeks):
            mark = QRectF(left + place * step, top, step - 2, step - 2)
            if held:
                self._pen.block(mark, "unit", radius=2)
            else:
                self._pen.frame(mark, "edge", radius=2)
        ends = (_day(weeks[0][0]), _day(weeks[-1][0]))
        words = " – ".join(dict.fromkeys(ends))
        named = _("One mark per week, filled when we met: {ends}").format(ends=words)
        return top + step + 2 + self._write(named, top + step + 2, 8, color="mute")

    def _paint_figures(self, top: float) -> float:
        figures = year_figures(self._page).values()
        wide = self._box.width() / len(figures)
        lowest = top
        for place, (number, words) in enumerate(figures):
            left = self._box.left() + place * wide
            below = top + self._pen.write(number, left, top, wide - 8, 19, bold=True) + 1
            below += self._pen.write(words, left, below, wide - 10, 8.5, color="mute")
            lowest = max(lowest, below)
        return lowest

    # Three parts below, in a size that fits.

    def _below(self, size: float) -> float:
        width = self._box.width()
        moved = self._moved() or [(None, nothing_moved())]
        height = sum(self._pen.height(text, width - MARK - 8, size) + 5 for _end, text in moved)
        height += self._pen.height(most_misjudged_words(self._page), width, size) + 6
        height += ROW * len(self._page.misjudged[:MOST_ROWS])
        words = self._words()
        height += (self._pen.height(words, width, size) + size + 12) if words else 0.0
        return height + 2 * (size + 12) + 24

    def _moved(self) -> list[tuple[Outcome | None, str]]:
        found = self._page.moved[:MOST_MOVED]
        return [(end, moved_words(measure, end, self._view.labels)) for measure, end in found]

    def _words(self) -> str:
        return " · ".join(self._view.words[:MOST_WORDS])

    def _head(self, words: str, top: float, size: float) -> float:
        return top + self._write(words, top, size + 1, bold=True, color="unit") + 5

    def _paint_moved(self, top: float, size: float) -> float:
        pen, left = self._pen, self._box.left()
        top = self._head(_("What changed this year"), top, size)
        moved = self._moved()
        if not moved:
            return top + self._write(nothing_moved(), top, size, color="mute")
        for end, words in moved:
            icon, color = ENDS[end.end] if end is not None else ("clock", "mute")
            paint_icon(pen.painter, icon, QRectF(left, top + 1, MARK, MARK), pen.color(color))
            inset = MARK + 8
            top += pen.write(words, left + inset, top, self._box.width() - inset, size) + 5
        return top

    def _paint_misjudged(self, top: float, size: float) -> float:
        top = self._head(_("What surprised us most"), top, size)
        top += self._write(most_misjudged_words(self._page), top, size) + 6
        items = self._page.misjudged[:MOST_ROWS]
        if not items:
            return top
        label = self._box.width() * LABEL_SHARE
        span = max([LEAST_SPAN, *(abs(item.points) for item in items)])
        middle = self._box.left() + label + (self._box.width() - label) / 2
        scale = ((self._box.width() - label) / 2 - 32) / span
        self._pen.block(QRectF(middle - 0.4, top, 0.8, ROW * len(items)), "edge", radius=0)
        for item in items:
            self._pen.write_cut(item.label, self._box.left(), top + 3, label - 10, 10)
            length = item.points * scale
            bar = QRectF(min(middle, middle + length), top + 5, max(1.0, abs(length)), 9)
            self._pen.block(bar, "unit", radius=2)
            after = bar.right() + 5 if item.points >= 0 else bar.left() - 27
            self._pen.write(signed_points(item.points), after, top + 3, 24, 10)
            top += ROW
        return top

    def _paint_words(self, top: float, size: float) -> None:
        words = self._words()
        if words:
            top = self._head(_("One thing to do differently next time"), top, size)
            self._write(words, top, size)


def _day(day: date) -> str:
    return day_field(day)
