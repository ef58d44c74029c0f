"""The wall page: three threads from what patients said to what changed, and its honest end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF

from models.huddle.threads import (
    CHANGED,
    END_BETTER,
    END_NO_CHANGE,
    END_NOT_NOW,
    END_TOO_EARLY,
    PARTS,
    SAID,
    THOUGHT,
    TRIED,
    Thread,
    WallPage,
)
from ui.base.theme import paint_icon
from ui.charts.canvas import Style
from ui.report.paper import PagePainter, Paper, pdf, printed_day
from ui.text.language import _

SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
"""Sizes of the text, the largest that fits is taken."""

GAP = 18.0
PAD = 12.0
HEAD = 88.0
FOOT = 22.0
MARK = 15.0

ENDS = {
    END_BETTER: ("check", "above"),
    END_TOO_EARLY: ("clock", "unit"),
    END_NO_CHANGE: ("cross", "mute"),
    END_NOT_NOW: ("calendar", "mute"),
}
"""The drawing and the color of each end; its words stand beside it."""


def wall_pdf(page: WallPage, label: Callable[[str], str], style: Style, paper: Paper) -> bytes:
    """Return the wall page as a PDF, lying. `label` names a measure by its key."""
    title = _("{unit}: what we heard, what we're doing").format(unit=page.unit)

    def paint(pen: PagePainter, box: QRectF) -> None:
        _Wall(page, label, pen, box).paint(title)

    return pdf(title, [paint], paper.whole, style, margin=36, landscape=True)


class _Wall:
    """Paints one page: heads of four columns, then a band for each thread."""

    def __init__(
        self, page: WallPage, label: Callable[[str], str], pen: PagePainter, box: QRectF
    ) -> None:
        self._page = page
        self._label = label
        self._pen = pen
        self._box = box
        self._column = (box.width() - 2 * PAD - 3 * GAP) / 4

    def paint(self, title: str) -> None:
        pen, box = self._pen, self._box
        pen.write(title, box.left(), box.top(), box.width(), 25, bold=True)
        below = " · ".join(p for p in (self._page.facility, printed_day(self._page.day)) if p)
        pen.write(below, box.left(), box.top() + 32, box.width(), 11, color="mute")
        self._paint_heads(box.top() + HEAD - 20)
        room = box.height() - HEAD - FOOT - GAP
        size, heights = self._fit(room)
        top = box.top() + HEAD + 6
        spare = max(0.0, room - sum(heights) - 8 * (len(heights) - 1))
        grow = min(spare / max(1, len(heights)), 40.0)
        for thread, height in zip(self._page.threads, heights, strict=True):
            self._paint_thread(thread, top, height + grow, size)
            top += height + grow + 8
        pen.foot(box, _("What do you think? Write one line on a slip."), "Throughline")

    def _paint_heads(self, top: float) -> None:
        names = (
            _("Patients said"),
            _("We thought"),
            _("We tried"),
            _("What changed"),
        )
        for place, name in enumerate(names):
            left = self._left(place)
            self._pen.write(name, left, top, self._column, 12, bold=True, color="unit")
            if place:
                icon = QRectF(left - GAP / 2 - 7, top + 1, 13, 13)
                paint_icon(self._pen.painter, "right", icon, self._pen.color("unit"))

    def _left(self, place: int) -> float:
        return self._box.left() + PAD + place * (self._column + GAP)

    def _fit(self, room: float) -> tuple[float, list[float]]:
        """Return the largest size at which all threads fit, and how high each stands then."""
        found: list[float] = []
        for size in SIZES:
            found = [self._height(thread, size) for thread in self._page.threads]
            if sum(found) + 8 * (len(found) - 1) <= room:
                return size, found
        share = room / max(1.0, sum(found) + 8 * (len(found) - 1))
        return SIZES[-1], [height * share for height in found]

    def _height(self, thread: Thread, size: float) -> float:
        columns = [
            sum(
                self._pen.height(line.text, self._column - self._inset(part), size) + 3
                for line in thread.part(part)
            )
            for part in PARTS
        ]
        return max([*columns, size * 2]) + 2 * PAD + self._topic_height(thread)

    def _topic_height(self, thread: Thread) -> float:
        return 16.0 if self._topic(thread) else 0.0

    def _topic(self, thread: Thread) -> str:
        parts = [self._label(thread.measure) if thread.measure else "", thread.promise]
        return " · ".join(part for part in parts if part)

    def _inset(self, part: str) -> float:
        return MARK + 5 if part == CHANGED else 0.0

    def _paint_thread(self, thread: Thread, top: float, height: float, size: float) -> None:
        pen, box = self._pen, self._box
        band = QRectF(box.left(), top, box.width(), height)
        pen.block(band, "tint" if thread.bright else "strip", radius=8)
        pen.painter.save()
        pen.painter.setClipRect(band)
        inner = top + PAD
        topic = self._topic(thread)
        if topic:
            words = _("Bright spot · {topic}").format(topic=topic) if thread.bright else topic
            color = "unit" if thread.bright else "mute"
            pen.write(words, self._left(0), inner - 3, box.width() - 2 * PAD, 9.5, color=color)
            inner += self._topic_height(thread)
        for place, part in enumerate((SAID, THOUGHT, TRIED, CHANGED)):
            self._paint_part(thread, part, place, inner, size)
        pen.painter.restore()

    def _paint_part(self, thread: Thread, part: str, place: int, top: float, size: float) -> None:
        pen, left, inset = self._pen, self._left(place), self._inset(part)
        lines = thread.part(part)
        icon, color = ENDS[thread.ending.end]
        if part == CHANGED and lines:
            paint_icon(pen.painter, icon, QRectF(left, top, MARK, MARK), pen.color(color))
        for line in lines:
            bold = part == TRIED
            ink = color if part == CHANGED and color == "above" else "ink"
            top += pen.write(
                line.text, left + inset, top, self._column - inset, size, bold=bold, color=ink
            )
            top += 3
