"""The steps of a huddle, and when each should begin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """One screen of the huddle, in order."""

    OPEN = "open"
    THANK = "thank"
    PROMISED = "promised"
    WORKED = "worked"
    GUESS = "guess"
    SEE = "see"
    HEAR = "hear"
    CHOOSE = "choose"
    DO = "do"
    READBACK = "readback"
    CHECK = "check"
    TOGETHER = "together"
    CLOSE = "close"


BESIDE = {Step.WORKED: Step.PROMISED, Step.TOGETHER: Step.CLOSE}
"""Steps that come up only when there is something to show, and whose time they share."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The steps of one kind of huddle with their planned beginnings; all times in seconds.

    At `park_s` a late huddle is offered to park its topic; at `stop_s` it closes by itself.
    """

    kind: str
    starts: tuple[tuple[Step, int], ...]
    aim_s: int
    park_s: int
    stop_s: int

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for step, _start in self.starts)

    def ends_s(self, step: Step) -> int:
        """Return when the step after this one should begin; for the last the aim."""
        place = self.steps.index(BESIDE.get(step, step))
        return self.starts[place + 1][1] if place + 1 < len(self.starts) else self.aim_s


FULL_PACE = Pace(
    "full",
    (
        (Step.OPEN, 0),
        (Step.THANK, 30),
        (Step.PROMISED, 75),
        (Step.GUESS, 165),
        (Step.SEE, 210),
        (Step.HEAR, 255),
        (Step.CHOOSE, 390),
        (Step.DO, 435),
        (Step.READBACK, 510),
        (Step.CHECK, 530),
        (Step.CLOSE, 540),
    ),
    aim_s=540,
    park_s=480,
    stop_s=600,
)

SHORT_PACE = Pace(
    "short",
    (
        (Step.OPEN, 0),
        (Step.THANK, 15),
        (Step.PROMISED, 40),
        (Step.SEE, 85),
        (Step.HEAR, 120),
        (Step.DO, 195),
        (Step.READBACK, 255),
        (Step.CLOSE, 270),
    ),
    aim_s=270,
    park_s=240,
    stop_s=300,
)

PACES = {pace.kind: pace for pace in (FULL_PACE, SHORT_PACE)}
