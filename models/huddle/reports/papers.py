"""What a huddle's papers say: cards and slips that work without a screen. All of it is masked.

A paper leaves the house: it holds what the room may see (`models.huddle.screens.room`), and a
number
only where the floor lets it be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.huddle.agenda import MeasurePlan, Plan, Step
from models.huddle.screens import Room, RoomAction, RoomIdea
from models.huddle.session import ROLE
from models.store.huddles import SHIFTS, Relay


@dataclass(frozen=True, slots=True)
class HuddleCard:
    """The lead's card of one huddle. `starts` maps steps to seconds, `question` is the key of the
    founding question. A card leaves the house: `owners` are shown by role."""

    unit: str
    day: date
    leader: str
    starts: dict[Step, int]
    promise: str
    behavior: str
    praise: str
    actions: tuple[RoomAction, ...]
    measure: MeasurePlan | None
    said: tuple[str, ...]
    question: str
    ideas: tuple[RoomIdea, ...]
    owners: str


@dataclass(frozen=True, slots=True)
class RelayCard:
    """One topic for a shift that meets without the screen. `shifts` are those that it can be."""

    unit: str
    day: date
    measure: MeasurePlan | None
    said: tuple[str, ...]
    question: str
    shifts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip to write an idea on: the question's key, and what it is about."""

    unit: str
    question: str
    measure: MeasurePlan | None


def huddle_card(plan: Plan, room: Room) -> HuddleCard:
    """Return the card of a planned huddle."""
    return HuddleCard(
        unit=plan.unit,
        day=plan.day,
        leader=plan.leader,
        starts={step: start for step, start in plan.pace.starts if step not in plan.skipped},
        promise=room.promise or room.mission,
        behavior=room.behavior,
        praise=room.praise,
        actions=room.actions,
        measure=plan.measure,
        said=room.said or ((room.instead,) if room.instead else ()),
        question=plan.question,
        ideas=room.ideas,
        owners=ROLE,
    )


def relay_card(plan: Plan, room: Room, relay: Relay | None) -> RelayCard:
    """Return the card of a relay's topic; of a planned topic where no relay is open yet."""
    question = relay.question if relay is not None else plan.question
    return RelayCard(
        unit=plan.unit,
        day=plan.day,
        measure=plan.measure,
        said=room.said,
        question=question,
        shifts=relay.waiting if relay is not None else SHIFTS,
    )


def slip(plan: Plan) -> Slip:
    """Return the slip of a planned huddle."""
    return Slip(plan.unit, plan.question, plan.measure)
