"""Draws a huddle's state as the value of one screen, from what the room may see alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.huddle.agenda import Plan, Step
from models.huddle.screens.action import (
    check_screen,
    choose_screen,
    close_screen,
    do_screen,
    readback_screen,
    together_screen,
)
from models.huddle.screens.room import Room
from models.huddle.screens.topic import (
    guess_screen,
    hear_screen,
    open_screen,
    promised_screen,
    see_screen,
    thank_screen,
    worked_screen,
)
from models.huddle.screens.view import (
    ChooseScreen,
    Content,
    Cover,
    KeySet,
    LeftOutScreen,
    PromisedScreen,
    StepView,
    TooFewScreen,
)
from models.huddle.session import State, can_park, in_text_box

_SCREENS: dict[Step, Callable[[State, Plan, Room], Content]] = {
    Step.OPEN: open_screen,
    Step.THANK: thank_screen,
    Step.PROMISED: promised_screen,
    Step.WORKED: worked_screen,
    Step.GUESS: guess_screen,
    Step.SEE: see_screen,
    Step.HEAR: hear_screen,
    Step.CHOOSE: choose_screen,
    Step.DO: do_screen,
    Step.READBACK: readback_screen,
    Step.CHECK: check_screen,
    Step.TOGETHER: together_screen,
    Step.CLOSE: close_screen,
}


def step_view(state: State, plan: Plan, room: Room, at_ms: int | None = None) -> StepView:
    """Return the screen of a state as the lead sees it, masked as for the room.

    `at_ms` is the huddle's clock (default: as of the last key). A step that this huddle leaves
    out draws why.
    """
    at_ms = state.at_ms if at_ms is None else at_ms
    state = replace(state, at_ms=at_ms)
    steps, step = plan.steps, state.step
    skip = plan.skip(step)
    content = LeftOutScreen(skip) if skip else _SCREENS[step](state, plan, room)
    view = StepView(
        step=step,
        number=steps.index(step) + 1 if step in steps else 0,
        count=len(steps),
        at_ms=at_ms,
        late=_is_late(plan, step, at_ms),
        size=state.size,
        content=content,
        offers_park=step in steps and can_park(state, plan),
        frozen=state.freeze,
        rehearsal=plan.rehearsal,
        shift=plan.shift if plan.relay is not None else "",
        typing=in_text_box(state),
        guided=plan.guided,
    )
    return _covered(replace(view, keys=_keys(view, state)), state)


def _is_late(plan: Plan, step: Step, at_ms: int) -> bool:
    """Tell whether a step is past its time; the last one never is: nobody is nagged there."""
    timed = step in plan.pace.steps and step is not Step.CLOSE
    return timed and at_ms / 1000 > plan.pace.ends_s(step)


def _keys(view: StepView, state: State) -> KeySet:
    """Return which of the step's keys do something now."""
    content = view.content
    if state.asking:
        return KeySet.REASON
    if view.step is Step.DO and state.focus == "theirs":
        return KeySet.THEIRS
    nothing = (
        isinstance(content, LeftOutScreen | TooFewScreen)
        or (isinstance(content, PromisedScreen) and not content.rows)
        or (isinstance(content, ChooseScreen) and not content.choices)
    )
    return KeySet.NONE if nothing else KeySet.STEP


def room_view(state: State, plan: Plan, room: Room, at_ms: int | None = None) -> StepView:
    """Return what the room's screen shows: frozen it keeps its picture while the clock goes on."""
    at_ms = state.at_ms if at_ms is None else at_ms
    if state.freeze and state.frozen is not None:
        kept = state.frozen
        view = replace(
            step_view(kept, plan, room),
            at_ms=at_ms,
            late=_is_late(plan, kept.step, at_ms),
            frozen=True,
        )
        return _covered(view, state) if state.black else view
    return step_view(state, plan, room, at_ms)


def view_of_step(step: Step, state: State, plan: Plan, room: Room) -> StepView:
    """Return a step's screen without going there: for pictures, print and rehearsal."""
    return step_view(replace(state, step=step, focus=""), plan, room)


def _covered(view: StepView, state: State) -> StepView:
    if state.black:
        return replace(view, cover=Cover.BLACK)
    if state.lenses:
        return replace(view, cover=Cover.LENSES)
    return replace(view, cover=Cover.KEYS) if state.sheet else view
