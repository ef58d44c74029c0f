"""The job that begins a huddle: prepared, or gone on with, and all its words loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from models.errors import UsageProblem
from models.huddle.screens import Room
from models.huddle.session import Private
from ui.present.request import NEW_RELAY, HuddleRequest

if TYPE_CHECKING:
    from models.huddle.agenda import Plan
    from models.huddle.session import LiveHuddle
    from models.store.database import Database
    from models.store.huddles import HuddleRecord
    from models.survey import Unit
    from ui.present.key_queue import KeyWriteQueue


GO_ON_WITHIN = timedelta(hours=12)
"""A huddle that was left goes on so long after its start; later a new one is meant."""


@dataclass(frozen=True)
class Clocks:
    """The time of day, with its zone, and the seconds that a huddle's own clock counts."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]


@dataclass(frozen=True)
class StartedHuddle:
    """A huddle that can be shown: what runs it, what the room and what the lead may see."""

    live: LiveHuddle
    room: Room
    private: Private


def begin_huddle(
    db: Database, wish: HuddleRequest, last_unit: int | None, clocks: Clocks, lane: KeyWriteQueue
) -> StartedHuddle:
    """Start the huddle that is wished for, or go on with the one that was left.

    Raises UsageProblem when there is no unit, or when a relay's shift has answered already;
    DatabaseProblem when it cannot be stored.
    """
    from models.huddle.screens import load_room
    from models.huddle.session import load_private

    wanted = wish.plan.unit_id if wish.plan is not None else wish.unit_id
    unit = unit_to_meet(db, wanted, last_unit)
    live = _left(db, wish, unit, clocks, lane) or _new(db, wish, unit, clocks, lane)
    with db.read() as c:
        room = load_room(c, live.plan, clocks.now().astimezone())
        return StartedHuddle(live, room, load_private(c, live.plan))


def make_huddle_plan(
    db: Database, unit: Unit, wish: HuddleRequest, now: datetime, *, measure: str = ""
) -> Plan:
    """Return the plan of a huddle that prepares itself, about a measure if one is given."""
    from models.analysis.comparison import compare
    from models.analysis.estimates import default_period
    from models.huddle.agenda import make_plan, prepare
    from models.store.huddles import get_relay

    today = now.date()
    period = default_period(db, unit, today).period
    comparison = compare(db, unit, "rest", period, shared_on=today)  # the room sees it
    agenda = prepare(db, unit, comparison, today)
    if wish.relay:
        with db.read() as c:
            measure = get_relay(c, wish.relay).measure
    if measure:
        agenda = agenda.take_measure(measure)
    return make_plan(
        db, agenda, comparison, kind=wish.kind, shift=wish.shift, rehearsal=wish.rehearsal
    )


def unit_to_meet(db: Database, wanted: int | None, last_unit: int | None) -> Unit:
    """Return the unit whose huddle it is: the one wanted, else the one that Results would show.

    Raises UsageProblem when the unit is gone, or when there is none.
    """
    from models.store.units import get_unit
    from ui.base.unit_queries import read_choices

    if wanted is not None:
        with db.read() as c:
            return get_unit(c, wanted)
    unit = read_choices(db, _no_progress).first_unit(last_unit)
    if unit is None:
        raise UsageProblem("no-unit-to-meet")
    return unit


def _no_progress(_message: str, _fraction: float | None) -> None:
    """Take no notice."""


def _left(
    db: Database, wish: HuddleRequest, unit: Unit, clocks: Clocks, lane: KeyWriteQueue
) -> LiveHuddle | None:
    """Return the huddle that goes on, None when none does."""
    from models.huddle.session import resume_live_huddle

    rehearsal = wish.plan.rehearsal if wish.plan is not None else wish.rehearsal
    if not wish.go_on or rehearsal:
        return None
    found = huddle_to_go_on_with(db, unit, clocks.now())
    if found is None:
        return None
    sitting = (found.relay_id, found.shift)
    if wish.relay is not None and sitting != (wish.relay, wish.shift):
        return None
    return resume_live_huddle(db, found.id, now=clocks.now, clock=clocks.seconds, lane=lane)


def huddle_to_go_on_with(db: Database, unit: Unit, now: datetime) -> HuddleRecord | None:
    """Return a unit's huddle that F5 would go on with, None when it would start a new one."""
    from models.store.huddles import unfinished_huddle

    with db.read() as c:
        found = unfinished_huddle(c, unit.id)
    if found is None:
        return None
    age = now.astimezone(UTC) - datetime.fromisoformat(found.started)
    return found if age <= GO_ON_WITHIN else None


def _new(
    db: Database, wish: HuddleRequest, unit: Unit, clocks: Clocks, lane: KeyWriteQueue
) -> LiveHuddle:
    from models.huddle.agenda import ask_survey_where_due, plan_sitting, start_relay
    from models.huddle.session import close_abandoned, start_live_huddle
    from ui.text.evidence import evidence_sentence

    now = clocks.now()
    plan = wish.plan
    if plan is None:
        if not wish.rehearsal:
            close_abandoned(db, unit.id, now=clocks.now)  # before it is counted as unfinished
            ask_survey_where_due(db, unit, today=now.date(), now=now, sentence=evidence_sentence)
        plan = make_huddle_plan(db, unit, wish, now)
    if wish.relay is not None and not plan.rehearsal:
        shift = plan.shift or wish.shift
        relay = start_relay(db, plan, now=now) if wish.relay == NEW_RELAY else wish.relay
        plan = plan_sitting(db, replace(plan, shift=shift), relay, shift)
    return start_live_huddle(db, plan, now=clocks.now, clock=clocks.seconds, lane=lane)
