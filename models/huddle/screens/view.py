"""One screen of the huddle as a value: everything that is drawn, and nothing private."""

from __future__ import annotations

from dataclasses import dataclass

from models.huddle.agenda import FairMark, Step, TrendPoint
from models.huddle.session import KeyHelp

MOST_LINES = 7
"""No screen of the huddle has more lines of text than this, its title strip aside."""


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line of text. `number` is shown before it (None: none), `note` after it.

    `spot`: the marked one. `mark` is a word for its state ("done", "overdue"), shown with a
    shape, never by color alone.
    """

    text: str
    number: int | None = None
    note: str = ""
    mark: str = ""
    spot: bool = False


@dataclass(frozen=True, slots=True)
class BoxView:
    """A text box. `text` is what the room may see of it, `cursor` the cursor's place in it.

    `hidden`: dots stand for what is typed. `dot`: the quiet dot beside a line that blames.
    `wrong`: what is typed cannot be read ("by when"). `hint` stands in the empty box.
    """

    key: str
    label: str
    text: str
    cursor: int
    focus: bool
    hint: str = ""
    hidden: bool = False
    dot: bool = False
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The patients as little people, or the trend, or percentages.

    `of` patients, `top` of them with the best answer (None before the reveal),
    `at_other_rate` where the other side would be, `guess` where the room guessed; all out of
    `of`. Shares are 0-1.
    """

    of: int
    top: int | None
    at_other_rate: int | None
    guess: int | None
    answer: str
    other_label: str
    unit_share: float | None = None
    other_share: float | None = None
    percent: bool = False
    trend: tuple[TrendPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """One screen of the huddle.

    `place` is "5 of 11", `note` what kind of huddle it is where that matters ("rehearsal",
    "night shift"), `clock` the huddle's clock "4:05", `late` whether the step is past its
    time. `question` is the small line on top, `headline` the large one, `lines` and `right`
    (a second column) the others, `aside` the last. `choices` are the roles by their digit, those
    that are here marked. `over` names what covers the screen:
    "" nothing, "black", "keys" or "lenses", with its lines in `cover`. `skipped` is why this
    step is left out, "" when it is not.
    """

    step: Step
    title: str
    place: str
    clock: str
    late: bool
    size: int
    headline: str
    question: str = ""
    lines: tuple[ViewLine, ...] = ()
    right: tuple[ViewLine, ...] = ()
    boxes: tuple[BoxView, ...] = ()
    choices: tuple[ViewLine, ...] = ()
    figure: Figure | None = None
    fair: tuple[FairMark, ...] = ()
    aside: str = ""
    over: str = ""
    cover: tuple[KeyHelp, ...] = ()
    skipped: str = ""
    offers_park: bool = False
    frozen: bool = False
    note: str = ""
    keys: tuple[KeyHelp, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """Return every word that is drawn, for the test that none of it is private."""
        figure = (self.figure.answer, self.figure.other_label) if self.figure else ()
        return (
            self.title,
            self.place,
            self.note,
            self.clock,
            self.question,
            self.headline,
            self.aside,
            self.skipped,
            *(
                part
                for x in (*self.lines, *self.right, *self.choices)
                for part in (x.text, x.note, x.mark)
            ),
            *(part for box in self.boxes for part in (box.label, box.text, box.hint)),
            *figure,
            *(mark.reason for mark in self.fair),
            *(part for row in self.cover for part in (row.keys, row.does)),
        )

    @property
    def rows(self) -> int:
        """How many rows of text the screen has, its title strip aside."""
        column = max(len(self.lines), len(self.right)) + len(self.boxes)
        ends = sum(bool(text) for text in (self.question, self.headline, self.aside))
        return column + ends


def clock_text(at_ms: int) -> str:
    """Return the huddle's clock as it is shown.

    >>> clock_text(245_000)
    '4:05'
    """
    seconds = max(0, at_ms) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"
