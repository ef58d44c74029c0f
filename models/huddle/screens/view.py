"""One screen of the huddle as a value: the facts that are drawn, and nothing private.

There are no sentences in here: `ui.text.huddle` makes them of these facts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.huddle.agenda import FairMark, Outlook, Skip, Step, TrendPoint
from models.huddle.screens.owners import Owner


class Cover(StrEnum):
    """What covers a whole screen."""

    NONE = ""
    BLACK = "black"
    KEYS = "keys"
    LENSES = "lenses"


@dataclass(frozen=True, slots=True)
class TextField:
    """A text box. `text` is what the room may see of it, `cursor` the cursor's place in it,
    `selected` the part that is selected.

    `hidden`: dots stand for what is typed. `blames`: a line that blames somebody gets a quiet
    dot. `wrong`: what is typed cannot be read ("by when").
    """

    key: str
    text: str
    cursor: int = 0
    focus: bool = False
    selected: tuple[int, int] = (0, 0)
    hidden: bool = False
    blames: bool = False
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class RoomAction:
    """An open promise as the room sees it. `answer` is what the survey answered about it, "" when
    it was not asked yet; `evidence`: no huddle has heard that. `reply_due` is the day by which an
    answer is due from whom it was passed on to, None while it is not. `put_off`: it was put off
    until a day that has come. `so_that` is what it is for."""

    id: int
    what: str
    owner: Owner
    due: date
    overdue: bool
    evidence: bool
    answer: str = ""
    reply_due: date | None = None
    passed_to: Owner = field(default_factory=Owner)
    put_off: bool = False
    so_that: str = ""


@dataclass(frozen=True, slots=True)
class RoomIdea:
    """An idea that waits, and how old it is."""

    text: str
    days: int


@dataclass(frozen=True, slots=True)
class Streak:
    """How many weeks in a row had a huddle, this one's included; `until` is the last day on which
    the next huddle keeps it."""

    weeks: int
    until: date


@dataclass(frozen=True, slots=True)
class OpenScreen:
    """`roles` are those that can be marked, with whether they are here. `asked` is what the last
    huddle wanted otherwise."""

    mission: str
    unit: str
    measure: str
    promise: str
    behavior: str
    relay: bool
    roles: tuple[tuple[str, bool], ...]
    asked: str = ""
    streak: Streak | None = None


@dataclass(frozen=True, slots=True)
class ThankScreen:
    """A patient's words, "" without any. `waits`: there are some that nobody has confirmed."""

    praise: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class PromisedRow:
    """One promise: what was decided about it just now ("": nothing), and whether it is marked."""

    action: RoomAction
    mark: str
    spot: bool


@dataclass(frozen=True, slots=True)
class PromisedScreen:
    """`asking` is the mark a reason is typed for, in the box `reason`."""

    rows: tuple[PromisedRow, ...]
    asking: str = ""
    reason: TextField | None = None
    owners: str = ""


@dataclass(frozen=True, slots=True)
class WorkedScreen:
    """A promise after which patients answer better: of 100, `before` then and `after` now."""

    what: str
    so_that: str
    owner: Owner
    measure: str
    before: int
    after: int
    months: tuple[int, int]
    quote: str
    owners: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the survey asked: the question's words, its best answer, and of how many patients the
    number is; `per_hundred`: there were more, and the number is out of 100 of them."""

    label: str
    wording: str
    answer: str
    of: int
    per_hundred: bool


@dataclass(frozen=True, slots=True)
class GuessScreen:
    """The question only. `low` and `high` are the room's two guesses as they are typed."""

    asked: Asked
    low: str
    high: str
    at_high: bool


@dataclass(frozen=True, slots=True)
class Guess:
    """What the room guessed, one number or its lowest and highest; `closest`: no earlier huddle
    of the unit came as near."""

    low: int
    high: int | None = None
    closest: bool = False


@dataclass(frozen=True, slots=True)
class SeeScreen:
    """Truth, guess and the others out of one number of patients, `asked.of`.

    `signal` is above, below, none or "" where nothing was tested, over `questions` questions
    together; `gap` is how many more patients it would be at the others' rate. `trend` is empty
    unless it is shown. `reveal` goes from 0 to 1 while the number comes up.
    """

    asked: Asked
    top: int
    others: int | None
    guess: Guess | None
    signal: str
    questions: int
    noticeable: float | None
    fair: tuple[FairMark, ...]
    months: tuple[int | None, int | None]
    answers: tuple[int | None, int | None]
    promise: str
    percent: bool
    trend: tuple[TrendPoint, ...]
    has_trend: bool
    reveal: float = 1.0

    @property
    def gap(self) -> int:
        return (self.others or 0) - self.top


@dataclass(frozen=True, slots=True)
class TooFewScreen:
    """Too few answers for a number: a patient's words instead, "" without any."""

    label: str
    quote: str
    promise: str


NO_COMMENTS, NONE_LATELY, NONE_LEFT = "no_comments", "none_lately", "none_left"
"""Why no comment stands on the patients' side: the unit has none at all, none about this in the
last twelve months, or none but the one that was read out as thanks."""


@dataclass(frozen=True, slots=True)
class HearScreen:
    """Patients beside us. `lines` are ours, in the order shown, none before they are shown;
    `count` is how many there are. `silent`: nobody has typed for a while. `no_comment` says why
    nothing stands on the patients' side, "" where something does."""

    question: str
    topic: str
    skipped: Skip | None
    said: tuple[str, ...]
    no_comment: str
    lines: tuple[str, ...]
    count: int
    spot: int
    line: TextField
    role: str
    lens: str
    silent: bool
    last_time: tuple[int, str] | None
    idea: RoomIdea | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to choose, by its number, with its fingers; `spot`: digits are for it; `leads`: no
    other line has as many."""

    number: int
    text: str
    fingers: int
    spot: bool
    leads: bool = False


@dataclass(frozen=True, slots=True)
class ChooseScreen:
    """Some of `count` lines, those around the marked one; `reword` is the box for it."""

    choices: tuple[Choice, ...]
    count: int
    reword: TextField | None = None


@dataclass(frozen=True, slots=True)
class DoScreen:
    """The sentence of the one thing. `heard`: what stands as the reason is the line that was
    chosen, in the room's own words. `day` is what was understood of "by when", None when it
    cannot be read; `notice` what has to be told before it is saved. `outlook` says when the
    survey could show it from `day` on, None without a measure."""

    so_that: TextField
    heard: bool
    who: TextField
    what: TextField
    due: TextField
    theirs: bool
    theirs_focus: bool
    day: date | None
    usual: date
    lens: str
    notice: str
    outlook: Outlook | None
    per_month: float


@dataclass(frozen=True, slots=True)
class MadePromise:
    """The one thing as it was saved. `heard`: `so_that` is the line that was chosen."""

    what: str
    so_that: str
    heard: bool
    owner: Owner
    day: date
    theirs: bool


@dataclass(frozen=True, slots=True)
class ReadbackScreen:
    """The promise to be read aloud, None when none was made, and what we do this week.

    `freezable` is the last month of the baseline that the promise can be held against, None
    where there is none to freeze; `frozen` whether the room has frozen it.
    """

    promise: MadePromise | None
    behavior: str
    owners: str
    outlook: Outlook | None
    per_month: float
    freezable: int | None = None
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class CheckScreen:
    up: int
    down: int
    word: TextField


@dataclass(frozen=True, slots=True)
class TogetherScreen:
    """The lines of all three shifts of a relay with their fingers, the most wanted first."""

    question: str
    topic: str
    lines: tuple[tuple[str, int], ...]
    count: int


@dataclass(frozen=True, slots=True)
class CloseScreen:
    """What this huddle leaves behind. `time_up`: it came here by itself at the hard stop, from
    the step `left_at`. `waiting` are the shifts of a relay that are asked next, None without a
    relay. `next` is the day of the next huddle as far as the unit's habit tells; `near`: it comes
    within six days, so that its weekday alone says which."""

    promise: MadePromise | None
    owners: str
    done: int
    lines: int
    parked: bool
    rehearsal: bool
    time_up: bool
    left_at: Step | None
    waiting: tuple[str, ...] | None
    measure: str
    our_promise: str
    behavior: str
    next: date | None
    near: bool
    streak: Streak | None


@dataclass(frozen=True, slots=True)
class LeftOutScreen:
    """A step that this huddle leaves out, and why."""

    skip: Skip


Content = (
    OpenScreen
    | ThankScreen
    | PromisedScreen
    | WorkedScreen
    | GuessScreen
    | SeeScreen
    | TooFewScreen
    | HearScreen
    | ChooseScreen
    | DoScreen
    | ReadbackScreen
    | CheckScreen
    | TogetherScreen
    | CloseScreen
    | LeftOutScreen
)


class KeySet(StrEnum):
    """Which keys of a step act: its own, those of a box for a reason, those of the switch."""

    NONE = ""
    STEP = "step"
    REASON = "reason"
    THEIRS = "theirs"
    REVEAL = "reveal"


@dataclass(frozen=True, slots=True)
class StepView:
    """One screen of the huddle: the frame around it, and its `content`.

    It is the `number`th of `count` steps (0: left out). `late`: the step is past its time.
    `rehearsal` and `shift` say what kind of huddle it is where that matters. `guided`: the lead
    is told the next key.
    """

    step: Step
    number: int
    count: int
    at_ms: int
    late: bool
    size: int
    content: Content
    cover: Cover = Cover.NONE
    offers_park: bool = False
    frozen: bool = False
    rehearsal: bool = False
    shift: str = ""
    keys: KeySet = KeySet.NONE
    typing: bool = False
    guided: bool = False


def clock_text(at_ms: int) -> str:
    """Return the huddle's clock as it is shown.

    >>> clock_text(245_000)
    '4:05'
    """
    seconds = max(0, at_ms) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"
