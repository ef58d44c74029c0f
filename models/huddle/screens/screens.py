"""Draws a huddle's state as the value of one screen, from what the room may see alone."""

from __future__ import annotations

from dataclasses import replace

from models.huddle.agenda import TITLES, Plan, Step
from models.huddle.screens.action import (
    check_screen,
    choose_screen,
    close_screen,
    do_screen,
    readback_screen,
)
from models.huddle.screens.room import Room
from models.huddle.screens.topic import (
    guess_screen,
    hear_screen,
    open_screen,
    promised_screen,
    see_screen,
    thank_screen,
)
from models.huddle.screens.view import StepView, clock_text
from models.huddle.session import (
    KEY_SHEET,
    LENSES,
    REASON_KEYS,
    STEP_KEYS,
    THEIRS_KEYS,
    KeyHelp,
    State,
    can_park,
)

_SCREENS = {
    Step.OPEN: open_screen,
    Step.THANK: thank_screen,
    Step.PROMISED: promised_screen,
    Step.GUESS: guess_screen,
    Step.SEE: see_screen,
    Step.HEAR: hear_screen,
    Step.CHOOSE: choose_screen,
    Step.DO: do_screen,
    Step.READBACK: readback_screen,
    Step.CHECK: check_screen,
    Step.CLOSE: close_screen,
}


def step_view(state: State, plan: Plan, room: Room, at_ms: int | None = None) -> StepView:
    """Return the screen of a state as the lead sees it, masked as for the room.

    `at_ms` is the huddle's clock (default: as of the last key). A step that this huddle leaves
    out draws why.
    """
    at_ms = state.at_ms if at_ms is None else at_ms
    state = replace(state, at_ms=at_ms)
    steps = plan.steps
    step = state.step
    left_out = plan.skipped.get(step, "")
    if left_out or step not in plan.pace.steps:
        view = _left_out(step, left_out or _OTHER_PACE)
    else:
        view = _SCREENS[step](state, plan, room)
    place = f"{steps.index(step) + 1} of {len(steps)}" if step in steps else ""
    view = replace(
        view,
        title=TITLES[step],
        place=place,
        clock=clock_text(at_ms),
        late=_is_late(plan, step, at_ms),
        size=state.size,
        keys=_keys(view, state),
        offers_park=step in steps and can_park(state, plan),
        frozen=state.freeze,
        note=_kind_of_huddle(plan),
    )
    return _covered(view, state)


def _is_late(plan: Plan, step: Step, at_ms: int) -> bool:
    """Tell whether a step is past its time; the last one never is: nobody is nagged there."""
    timed = step in plan.pace.steps and step is not Step.CLOSE
    return timed and at_ms / 1000 > plan.pace.ends_s(step)


def _keys(view: StepView, state: State) -> tuple[KeyHelp, ...]:
    """Return the step's keys that do something now."""
    if state.asking:
        return REASON_KEYS
    if view.step is Step.DO and state.focus == "theirs":
        return THEIRS_KEYS
    nothing_to_decide = view.step is Step.PROMISED and not view.lines
    nothing_to_show = view.step is Step.SEE and view.figure is None
    nothing_to_choose = view.step is Step.CHOOSE and not state.order
    if view.skipped or nothing_to_decide or nothing_to_show or nothing_to_choose:
        return ()
    keys = STEP_KEYS.get(view.step.value, ())
    if view.step is Step.DO and not view.aside:  # without a measure there is nothing to aim at
        keys = tuple(key for key in keys if key.keys != "Ctrl+W")
    return keys


def _kind_of_huddle(plan: Plan) -> str:
    if plan.rehearsal:
        return "rehearsal"
    return f"{plan.shift} shift" if plan.relay is not None and plan.shift else ""


def room_view(state: State, plan: Plan, room: Room, at_ms: int | None = None) -> StepView:
    """Return what the room's screen shows: frozen it keeps its picture while the clock goes on."""
    at_ms = state.at_ms if at_ms is None else at_ms
    if state.freeze and state.frozen is not None:
        kept = state.frozen
        view = replace(
            step_view(kept, plan, room),
            clock=clock_text(at_ms),
            late=_is_late(plan, kept.step, at_ms),
            frozen=True,
        )
        return _covered(view, state) if state.black else view
    return step_view(state, plan, room, at_ms)


def view_of_step(step: Step, state: State, plan: Plan, room: Room) -> StepView:
    """Return a step's screen without going there: for pictures, print and rehearsal."""
    return step_view(replace(state, step=step, focus=""), plan, room)


_OTHER_PACE = "The five-minute huddle leaves this step out."


def _left_out(step: Step, why: str) -> StepView:
    return StepView(step, "", "", "", False, 1, headline=why, skipped=why)


def _covered(view: StepView, state: State) -> StepView:
    if state.black:
        return StepView(view.step, "", "", "", False, view.size, headline="", over="black")
    if state.lenses:
        rows = [KeyHelp(str(n), text) for n, text in enumerate(LENSES.values(), start=1)]
        return replace(view, over="lenses", cover=tuple(rows))
    if state.sheet:
        return replace(view, over="keys", cover=KEY_SHEET)
    return view
