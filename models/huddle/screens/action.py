"""The screens of the second half: choose, do, read back, check, together, close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from models.huddle.agenda import Outlook, Plan, parse_due
from models.huddle.screens.owners import typed_owner
from models.huddle.screens.room import Room
from models.huddle.screens.topic import field_of, line_text, owner_style, streak, text_field
from models.huddle.screens.view import (
    CheckScreen,
    Choice,
    ChooseScreen,
    CloseScreen,
    DoScreen,
    MadePromise,
    ReadbackScreen,
    TextField,
    TogetherScreen,
)
from models.huddle.session import DONE, KeyTransaction, State
from models.store.actions import DAYS_TO_DO

MOST_CHOICES = 6
MOST_TOGETHER = 5
MOST_DUE = 14


def choose_screen(state: State, plan: Plan, room: Room) -> ChooseScreen:
    turn = KeyTransaction(state, plan, state.at_ms)
    choices = [
        Choice(number, text, turn.votes(key), number - 1 == state.spot)
        for number, key in enumerate(state.order, start=1)
        if (text := line_text(state, room, key))
    ]
    most = max((choice.fingers for choice in choices), default=0)
    if most and sum(choice.fingers == most for choice in choices) == 1:
        choices = [replace(choice, leads=choice.fingers == most) for choice in choices]
    room_for = MOST_CHOICES - 1 if state.focus else MOST_CHOICES
    reword = text_field(state, room, state.focus) if state.focus and choices else None
    return ChooseScreen(tuple(_around_spot(choices, room_for)), len(choices), reword)


def _around_spot(choices: list[Choice], most: int) -> list[Choice]:
    spot = next((n for n, choice in enumerate(choices) if choice.spot), len(choices) - 1)
    first = min(max(0, spot - most + 2), max(0, len(choices) - most))
    return choices[first : first + most]


def do_screen(state: State, plan: Plan, room: Room) -> DoScreen:
    typed = state.text("due")
    day = parse_due(typed, plan.day)
    shown = "".join(c if c.isalnum() or c in "-+/., " else "·" for c in typed)[:MOST_DUE]
    return DoScreen(
        so_that=text_field(state, room, "so_that"),
        heard=_is_heard(state),
        who=_who_field(state, room),
        what=text_field(state, room, "what"),
        due=field_of(state, "due", shown, wrong=day is None),
        theirs=state.theirs,
        theirs_focus=state.focus == "theirs",
        day=day,
        usual=plan.day + timedelta(days=DAYS_TO_DO),
        lens=state.lens,
        notice=_notice(state, plan),
        outlook=_outlook(state, plan),
        per_month=plan.measure.per_month if plan.measure else 0.0,
    )


def _is_heard(state: State) -> bool:
    """Tell whether the reason is the line that was chosen, word for word."""
    reason = state.text("so_that")
    return bool(reason) and reason == state.text(state.prefilled)


def _notice(state: State, plan: Plan) -> str:
    """Return what is told about the sentence, while it still holds."""
    missing = KeyTransaction(state, plan, state.at_ms).missing()
    return state.notice if state.notice and missing == state.notice else ""


def _who_field(state: State, room: Room) -> TextField:
    typed = state.text("who")
    if room.show_owners:
        shown = typed
    elif state.focus == "who":
        shown = typed_owner(typed, owner_style(state, room))
    else:
        shown = room.owner(typed).shown(owner_style(state, room))
    return field_of(state, "who", shown)


def _outlook(state: State, plan: Plan) -> Outlook | None:
    return plan.measure.outlook(state.wish) if plan.measure is not None else None


def _made(state: State, plan: Plan, room: Room) -> MadePromise | None:
    if not state.saved:
        return None
    day = parse_due(state.text("due"), plan.day) or plan.day + timedelta(days=DAYS_TO_DO)
    return MadePromise(
        room.line(state.text("what").strip()),
        room.line(state.text("so_that").strip()),
        _is_heard(state),
        room.owner(state.text("who").strip()),
        day,
        state.theirs,
    )


def readback_screen(state: State, plan: Plan, room: Room) -> ReadbackScreen:
    return ReadbackScreen(
        promise=_made(state, plan, room),
        behavior=room.behavior,
        owners=owner_style(state, room),
        outlook=_outlook(state, plan),
        per_month=plan.measure.per_month if plan.measure else 0.0,
        freezable=plan.measure.freezable if plan.measure and state.saved else None,
        frozen=state.starting_line,
    )


def check_screen(state: State, _plan: Plan, room: Room) -> CheckScreen:
    return CheckScreen(state.thumbs_up, state.thumbs_down, text_field(state, room, "word"))


def together_screen(state: State, plan: Plan, room: Room) -> TogetherScreen:
    turn = KeyTransaction(state, plan, state.at_ms)
    keys = state.order or tuple(line.key for line in state.lines)
    lines = [(text, turn.votes(key)) for key in keys if (text := line_text(state, room, key))]
    lines.sort(key=lambda line: -line[1])
    topic = plan.measure.item_label if plan.measure else ""
    return TogetherScreen(plan.question, topic, tuple(lines[:MOST_TOGETHER]), len(lines))


def close_screen(state: State, plan: Plan, room: Room) -> CloseScreen:
    return CloseScreen(
        promise=_made(state, plan, room),
        owners=owner_style(state, room),
        done=sum(mark == DONE for mark in state.marks.values()),
        lines=len(state.lines),
        parked=state.parked,
        rehearsal=plan.rehearsal,
        time_up=state.auto_closed,
        left_at=state.closed_from if state.auto_closed else None,
        waiting=room.waiting if plan.relay is not None else None,
        measure=plan.measure.label if plan.measure else "",
        our_promise=room.promise,
        behavior=room.behavior,
        next=_next(plan, room),
        near=room.next is not None and (room.next - plan.day).days < 7,
        streak=streak(plan),
    )


def _next(plan: Plan, room: Room) -> date | None:
    return room.next if room.next is not None and room.next > plan.day else None
