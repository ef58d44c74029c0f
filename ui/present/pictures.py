"""A step of a unit's huddle without a huddle: for pictures from the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from models.errors import UsageProblem
from models.huddle.agenda import BESIDE, Plan, Step
from models.huddle.screens import Room, StepView, load_room, step_view, view_of_step
from models.huddle.session import State, named, press
from ui.present.beginning import huddle_to_go_on_with, make_huddle_plan, unit_to_meet
from ui.present.request import HuddleRequest
from ui.text.huddle.windows import our_unit

if TYPE_CHECKING:
    from models.store.database import Database, Key
    from models.survey import Unit


def step_to_draw(
    place: str,
    step: str,
    unit: str | None,
    facility: str | None,
    measure: str | None,
    now: datetime,
    key: Key | None = None,
) -> StepView:
    """Return the screen of a step as F5 would show it in the database at `place`.

    A huddle that was left today is drawn as it stands; else a new one that got there on time,
    without a word from the room. Nothing is stored. A step that the huddle leaves out draws why.
    Raises UsageProblem for an unknown step, unit or measure, DatabaseProblem for data that cannot
    be read.
    """
    from models.store.database import open_database

    wanted = _step(step)
    db = open_database(place, make_folder=True, key=key)
    try:
        state, plan, room = _stand(db, unit, facility, measure or "", now)
    finally:
        db.close()
    stands = _on_time(plan, wanted) if state is None else state
    shown = replace(stands, seen_ms=None)  # the numbers are all there
    if shown.step is wanted:
        return step_view(shown, plan, room)
    return view_of_step(wanted, shown, plan, room)


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError:
        raise UsageProblem("unknown-huddle-step", step=name, known=tuple(Step)) from None


def _stand(
    db: Database, unit: str | None, facility: str | None, measure: str, now: datetime
) -> tuple[State | None, Plan, Room]:
    """Return where the unit's huddle stands (None: a new one), its plan and its words."""
    from models.huddle.session import read_huddle

    found = _unit(db, unit, facility)
    if found is None:
        return None, Plan(0, our_unit(), now.date(), seed=0), Room()
    left = huddle_to_go_on_with(db, found, now) if not measure else None
    if left is not None:
        plan, state, _events = read_huddle(db, left.id)
        stood = replace(state, black=False, sheet=False, lenses=False, left=False)
    else:
        plan = make_huddle_plan(db, found, HuddleRequest(found.id), now, measure=measure)
        stood = None
    if measure and (plan.measure is None or plan.measure.measure != measure):
        raise UsageProblem("measure-not-answered", unit=found.name, measure=measure)
    with db.read() as c:
        return stood, plan, load_room(c, plan, now)


def _unit(db: Database, unit: str | None, facility: str | None) -> Unit | None:
    """Return the unit by name, else the one F5 would take; None while there is none at all."""
    from models.store.units import find_unit, list_units

    with db.read() as c:
        if unit is not None:
            return find_unit(c, unit, facility)
        if not list_units(c):
            return None
    return unit_to_meet(db, None, None)


def _on_time(plan: Plan, step: Step) -> State:
    """Return a huddle that went on to a step as planned; a step left out stands at its time."""
    state = State()
    starts = dict(plan.pace.starts)
    starts |= {beside: starts.get(main, 0) for beside, main in BESIDE.items()}
    for after in plan.steps[1:]:
        if starts[after] > starts.get(step, 0):
            break
        state = press(state, plan, named("PageDown"), starts[after] * 1000).state
    return state
