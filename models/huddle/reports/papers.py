"""What a huddle's papers say: cards and slips that work without a screen. All of it is masked.

A paper leaves the house: it holds what the room may see (`models.huddle.screens.room`), and a
number
only where the floor lets it be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.huddle.agenda import MeasurePlan, Plan, Step, founding_question
from models.huddle.screens import Room, RoomAction
from models.store.huddles import SHIFTS, Relay


@dataclass(frozen=True, slots=True)
class HuddleCard:
    """The lead's card of one huddle. `starts` maps steps to seconds. `guess` asks for a number,
    `truth` gives it, `told` says what it means; all three are "" without a measure, and `truth`
    when too few answered."""

    unit: str
    day: date
    leader: str
    starts: dict[Step, int]
    promise: str
    behavior: str
    praise: str
    actions: tuple[RoomAction, ...]
    topic: str
    guess: str
    truth: str
    told: str
    said: tuple[str, ...]
    question: str
    ideas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelayCard:
    """One topic for a shift that meets without the screen. `shifts` are those that it can be."""

    unit: str
    day: date
    topic: str
    truth: str
    said: tuple[str, ...]
    question: str
    shifts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip to write an idea on: the question, and what it is about ("" for nothing)."""

    unit: str
    question: str
    topic: str


def huddle_card(plan: Plan, room: Room) -> HuddleCard:
    """Return the card of a planned huddle."""
    measure = plan.measure
    return HuddleCard(
        unit=plan.unit,
        day=plan.day,
        leader=plan.leader,
        starts={step: start for step, start in plan.pace.starts if step not in plan.skipped},
        promise=room.promise or room.mission,
        behavior=room.behavior,
        praise=room.praise,
        actions=room.actions,
        topic=_topic(measure),
        guess=_guess(measure),
        truth=_truth(measure),
        told=_told(measure),
        said=room.said or ((room.instead,) if room.instead else ()),
        question=founding_question(plan.question),
        ideas=room.ideas,
    )


def relay_card(plan: Plan, room: Room, relay: Relay | None) -> RelayCard:
    """Return the card of a relay's topic; of a planned topic where no relay is open yet."""
    question = relay.question if relay is not None else plan.question
    return RelayCard(
        unit=plan.unit,
        day=plan.day,
        topic=_topic(plan.measure),
        truth=_truth(plan.measure),
        said=room.said,
        question=founding_question(question),
        shifts=relay.waiting if relay is not None else SHIFTS,
    )


def slip(plan: Plan) -> Slip:
    """Return the slip of a planned huddle."""
    return Slip(plan.unit, founding_question(plan.question), _topic(plan.measure))


def _topic(measure: MeasurePlan | None) -> str:
    return (measure.item_label or measure.label) if measure is not None else ""


def _guess(measure: MeasurePlan | None) -> str:
    if measure is None or measure.guess_of is None:
        return ""
    patients = f"our last {measure.of}" if measure.guess_of == measure.of else "100"
    return f"How many of {patients} patients said {measure.answer}?"


def _truth(measure: MeasurePlan | None) -> str:
    if measure is None or measure.of is None or measure.top is None:
        return ""
    return f"{measure.top} of our last {measure.of} patients said {measure.answer}."


def _told(measure: MeasurePlan | None) -> str:
    if measure is None:
        return ""
    if measure.too_few or measure.of is None:
        return "Too few answers to show a number: listen to one patient."
    rate = measure.at_other_rate
    other = f"At the rate of {measure.other_label}, about {rate}. " if rate is not None else ""
    return f"{other}{measure.told or measure.verdict}"
