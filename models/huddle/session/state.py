"""Where a huddle stands: one frozen value, made of the events that happened and of its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.huddle.agenda import Step
from models.survey import DEFAULT_TARGET

LENSES = ("time", "supplies", "handoff", "know_how", "rule")
"""The five ways to look at the process instead of the person, by key."""

ROLES = (
    "nurse",
    "aide",
    "doctor",
    "therapist",
    "pharmacist",
    "housekeeping",
    "unit clerk",
    "case manager",
    "student",
)
"""Roles that can be present, by their digit on the first screen. Never people."""

SMALLEST_SIZE, LARGEST_SIZE = 0, 4
"""Steps of the text size; 0 is the smallest that can be read from the back row."""

DONE = "done"
KEPT = "kept"
OBSTACLE = "obstacle"
STOPPED = "stopped"

NO_OWNER, NOTHING_TO_DO, EVERYBODY = "no_owner", "nothing_to_do", "everybody"
"""What is told before the one thing is saved: nobody was named, nothing is to be done, or
everybody is to do it."""

FIRST_NAME, ROLE = "first_name", "role"
OWNER_STYLES = (FIRST_NAME, ROLE)
"""How the owners of promises are shown in the room."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, on the huddle's own clock. `data` never holds free text."""

    kind: str
    at_ms: int
    data: Data = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line the room said: who by role and shift, never by name. Its words are a text."""

    number: int
    role: str = ""
    shift: str = ""
    lens: str = ""

    @property
    def key(self) -> str:
        return f"line:{self.number}"


@dataclass(frozen=True, slots=True)
class Vote:
    """Fingers for one line: `line` is "line:3", or "earlier:57" for an earlier sitting's."""

    line: str
    fingers: int


@dataclass(frozen=True, slots=True)
class Thumbs:
    """One entry of the huddle check. No digits typed: one thumb."""

    sign: str
    digits: str = ""

    @property
    def count(self) -> int:
        return int(self.digits) if self.digits else 1


@dataclass(frozen=True)
class State:
    """Where a huddle stands.

    `focus` names the text box that has the keyboard ("": none), `spot` the marked row of a
    list. `asking` is the mark a reason is typed for. `texts` maps text boxes to what stands in
    them: "line" and "line:3", "why" and "why:12" (of action 12), "so_that", "what", "who", "due",
    "word", "guess" and "guess_high". `wish` is the rise, in points, that the promise aims at.
    `frozen` is what the room still sees while `freeze` holds. `guess` is the room's lowest guess
    where it gave two, `guess_high` the highest. `seen_ms` is when the numbers came up;
    `closed_from` the step that the huddle came to its last one from. `notice` is what has to be
    told about the one thing before it is saved, `noticed` what was. `owners` is how owners are
    shown in the room, "" as it was set. `starting_line`: the baseline
    was frozen for the promise. The selected part of a text reaches from `anchor` to
    `cursor`.
    """

    step: Step = Step.OPEN
    at_ms: int = field(default=0, compare=False)
    focus: str = ""
    spot: int = 0
    black: bool = False
    freeze: bool = False
    frozen: State | None = field(default=None, compare=False)
    size: int = 1
    sheet: bool = False
    lenses: bool = False
    hide_typing: bool = True
    roles: tuple[str, ...] = ()
    marks: Mapping[int, str] = field(default_factory=dict)
    asking: str = ""
    guess: int | None = None
    guess_high: int | None = None
    seen: bool = False
    seen_ms: int | None = None
    trend: bool = False
    percent: bool = False
    lines: tuple[Line, ...] = ()
    role: str = ""
    draft_lens: str = ""
    order: tuple[str, ...] = ()
    revealed: bool = False
    votes: tuple[Vote, ...] = ()
    chosen: str = ""
    prefilled: str = ""
    lens: str = ""
    theirs: bool = False
    wish: int = DEFAULT_TARGET
    saved: bool = False
    notice: str = ""
    noticed: tuple[str, ...] = ()
    owners: str = ""
    starting_line: bool = False
    thumbs: tuple[Thumbs, ...] = ()
    park_offered: bool = False
    parked: bool = False
    auto_closed: bool = False
    closed_ms: int | None = None
    closed_from: Step | None = None
    left: bool = False
    ended: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    cursor: int = field(default=0, compare=False)
    anchor: int | None = field(default=None, compare=False)
    typed_ms: int = field(default=0, compare=False)

    def text(self, key: str) -> str:
        """Return what stands in a text box, "" when nothing does."""
        return self.texts.get(key, "")

    @property
    def selection(self) -> tuple[int, int]:
        """The selected part of the text that has the keyboard; empty when both are the cursor."""
        length = len(self.text(self.focus))
        cursor = min(self.cursor, length)
        anchor = cursor if self.anchor is None else min(self.anchor, length)
        return min(anchor, cursor), max(anchor, cursor)

    def fingers(self, line: str) -> int:
        """Return the fingers this sitting gave a line."""
        return sum(vote.fingers for vote in self.votes if vote.line == line)

    def line(self, key: str) -> Line | None:
        """Return an own line by its key, None for a line of an earlier sitting."""
        return next((line for line in self.lines if line.key == key), None)

    @property
    def thumbs_up(self) -> int:
        return sum(thumb.count for thumb in self.thumbs if thumb.sign == "+")

    @property
    def thumbs_down(self) -> int:
        return sum(thumb.count for thumb in self.thumbs if thumb.sign == "-")
