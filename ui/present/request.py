"""Which huddle is wanted: whose, how long, for which shift, prepared or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.huddle.agenda import FULL_PACE, SHORT_PACE

if TYPE_CHECKING:
    from models.huddle.agenda import Plan

FULL, SHORT = FULL_PACE.kind, SHORT_PACE.kind

NEW_RELAY = 0
"""As `HuddleRequest.relay`: open a relay about this huddle's topic, this being its first
sitting."""


@dataclass(frozen=True)
class HuddleRequest:
    """A huddle to start, or to go on with.

    `unit_id` None: the unit looked at last, else the first of my units, else the one with the
    most surveys. `kind` is `FULL` (ten minutes) or `SHORT` (five). A `rehearsal` stores nothing.
    `shift` is "day", "evening", "night" or ""; `relay` the id of an open relay this is a sitting
    of (its shift is then needed), `NEW_RELAY`, or None.

    `plan` is what `models.huddle.agenda.agenda.make_plan` returned for an agenda that was looked at
    and swapped: its own unit, kind, shift, leader and rehearsal count then, and the wish's do
    not. Without a plan the huddle prepares itself.

    `go_on`: a huddle of the unit that was left or cut off in the last twelve hours goes on
    instead, on its step and with every line. False starts anew; the one that was left is then
    closed with all its lines. Rehearsals and sittings of a relay never go on with another huddle
    than their own.
    """

    unit_id: int | None = None
    kind: str = FULL
    rehearsal: bool = False
    shift: str = ""
    relay: int | None = None
    plan: Plan | None = None
    go_on: bool = True
