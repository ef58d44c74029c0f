"""The lead's card of one huddle on half a sheet: it works where no screen does."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from models.huddle.agenda import Step
from models.huddle.reports import HuddleCard
from ui.charts.canvas import Style
from ui.report.paper import PagePainter, Paper, pdf, printed_day
from ui.text.huddle.frame import question_words
from ui.text.huddle.paper import meaning, to_guess, truth
from ui.text.language import _

TIME = 34.0
"""Room for the minutes at the left."""

BODY, SMALL = 10.0, 8.0
BOX = 9.0
MOST_IDEAS = 2
MOST_SAID = 2
_TIGHT = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)


def huddle_card_pdf(card: HuddleCard, style: Style, paper: Paper) -> bytes:
    """Return the card as a PDF of half the paper's size."""
    title = _("Huddle card")

    def paint(pen: PagePainter, box: QRectF) -> None:
        room = box.height() - 14
        scale = next((s for s in _TIGHT if _Card(card, pen, box, s).height() <= room), _TIGHT[-1])
        _Card(card, pen, box, scale).paint()
        pen.foot(box, _("We look at the process, not at people."), "Throughline")

    return pdf(title, [paint], paper.half, style, margin=28)


class _Card:
    """Lays the steps below each other; with `paints` off it only measures."""

    def __init__(self, card: HuddleCard, pen: PagePainter, box: QRectF, scale: float) -> None:
        self._card = card
        self._pen = pen
        self._box = box
        self._scale = scale
        self._paints = True
        self._top = box.top()

    def height(self) -> float:
        """Return how high everything stands."""
        self._paints = False
        self._top = self._box.top()
        self._lay()
        return self._top - self._box.top()

    def paint(self) -> None:
        self._paints = True
        self._top = self._box.top()
        self._lay()

    # the parts

    def _lay(self) -> None:
        card = self._card
        self._say(_("{unit}: huddle").format(unit=card.unit), 18, bold=True, indent=0)
        lead = _("{name} leads").format(name=card.leader) if card.leader else ""
        self._say(" · ".join(p for p in (printed_day(card.day), lead) if p), BODY, "mute", indent=0)
        self._top += 6 * self._scale
        self._step(Step.OPEN, _("Open"), [card.promise], quiet=[card.behavior])
        thanks = f"“{card.praise}”" if card.praise else _("Thank someone in your own words.")
        self._step(Step.THANK, _("Thank"), [thanks])
        self._promised()
        if Step.GUESS in card.starts:
            self._step(Step.GUESS, _("Guess"), [to_guess(card.measure)], blank=True)
        if Step.SEE in card.starts:
            told = [meaning(card.measure)]
            self._step(Step.SEE, _("See"), [truth(card.measure)], quiet=told)
        said = [f"“{text}”" for text in card.said[:MOST_SAID]]
        self._step(Step.HEAR, _("Hear"), [question_words(card.question)], quiet=said, lines=3)
        if Step.CHOOSE in card.starts:
            self._step(Step.CHOOSE, _("Choose"), [_("Hold up fingers, all at once.")])
        self._step(Step.DO, _("Do one thing"), [], lines=1)
        self._write_fields((_("who"), _("by when")))
        if Step.CHECK in card.starts:
            self._step(Step.CHECK, _("Check"), [])
            self._write_fields((_("thumbs up"), _("down"), _("one word")))

    def _promised(self) -> None:
        self._head(Step.PROMISED, _("We promised"))
        for action in self._card.actions:
            late = _("overdue") if action.overdue else ""
            more = " · ".join(
                part for part in (action.owner.shown(self._card.owners), late) if part
            )
            self._tick(action.what, more)
        if not self._card.actions:
            self._say(_("No open promises."), BODY, "mute")
        self._top += 5 * self._scale

    def _tick(self, what: str, more: str) -> None:
        """Write a promise with its boxes: done, keep, obstacle, stop."""
        width = self._width() - 4 * (BOX + 12) - 10
        text = f"{what} ({more})" if more else what
        size = BODY * self._scale
        height = self._pen.height(text, width, size)
        if self._paints:
            self._pen.write(text, self._left(), self._top, width, size)
            for place, letter in enumerate("DKOS"):
                left = self._box.right() - (4 - place) * (BOX + 12)
                self._pen.frame(QRectF(left, self._top + 1, BOX, BOX))
                self._pen.write(letter, left + BOX + 2, self._top + 1, 12, SMALL, color="mute")
        self._top += height + 3

    def _step(
        self,
        step: Step,
        name: str,
        texts: list[str],
        *,
        quiet: list[str] | None = None,
        lines: int = 0,
        blank: bool = False,
    ) -> None:
        self._head(step, name)
        for text in texts:
            self._say(text, BODY, bold=step is Step.HEAR)
        if blank:
            self._write_fields((_("we guess"),))
        for text in quiet or []:
            self._say(text, BODY - 1, "mute")
        for _line in range(lines):
            self._top += 17 * self._scale
            if self._paints:
                self._pen.rule(self._left(), self._top, self._width())
        self._top += 5 * self._scale

    def _head(self, step: Step, name: str) -> None:
        seconds = self._card.starts.get(step, 0)
        if self._paints:
            minutes = f"{seconds // 60}:{seconds % 60:02d}"
            size = SMALL * self._scale
            self._pen.write(minutes, self._box.left(), self._top + 1, TIME, size, color="mute")
        self._say(name, SMALL + 1, "unit", bold=True)

    def _write_fields(self, names: tuple[str, ...]) -> None:
        """Leave lines to write on, each with what belongs there."""
        self._top += 14 * self._scale
        share = self._width() / len(names)
        for place, name in enumerate(names):
            left = self._left() + place * share
            if self._paints:
                words = self._pen.width(name, SMALL) + 6
                self._pen.write(name, left, self._top - 9, words, SMALL, color="mute")
                self._pen.rule(left + words, self._top, share - words - 10)
        self._top += 5 * self._scale

    def _say(
        self,
        text: str,
        size: float,
        color: str = "ink",
        *,
        bold: bool = False,
        indent: float = TIME,
    ) -> None:
        if not text:
            return
        size *= self._scale
        left, width = self._box.left() + indent, self._box.width() - indent
        if self._paints:
            self._pen.write(text, left, self._top, width, size, bold=bold, color=color)
        self._top += self._pen.height(text, width, size, bold=bold) + 1

    def _left(self) -> float:
        return self._box.left() + TIME

    def _width(self) -> float:
        return self._box.width() - TIME
