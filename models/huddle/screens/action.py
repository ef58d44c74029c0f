"""The screens of the second half: choose, do, read back, check, close."""

from __future__ import annotations

from datetime import date, timedelta

from models.analysis.estimates import counted, sentence_start
from models.huddle.agenda import DAYS_TO_DO, Plan, Step, outlook_sentence, parse_due
from models.huddle.screens.room import Room
from models.huddle.screens.topic import line_text, promise_line, screen, text_box
from models.huddle.screens.view import BoxView, StepView, ViewLine
from models.huddle.session import DONE, LENSES, KeyTransaction, State
from models.huddle.threads import doing_this_week

NO_LINES = "Nothing typed yet. What is the smallest thing we could try?"
NO_ACTION = "No new promise today."
MOST_CHOICES = 6


def choose_screen(state: State, plan: Plan, room: Room) -> StepView:
    turn = KeyTransaction(state, plan, state.at_ms)
    lines = []
    counts = [turn.votes(key) for key in state.order]
    for number, key in enumerate(state.order):
        text = line_text(state, room, key)
        if text:
            note = str(counts[number]) if counts[number] else ""
            lines.append(ViewLine(text, number + 1, note=note, spot=number == state.spot))
    if not lines:
        return screen(Step.CHOOSE, "Which one first?", lines=(ViewLine(NO_LINES),))
    room_for = MOST_CHOICES - 1 if state.focus else MOST_CHOICES
    boxes = (text_box(state, room, state.focus, "In other words"),) if state.focus else ()
    return screen(
        Step.CHOOSE,
        "Which should we try first? Hold up fingers for each.",
        lines=tuple(_around_spot(lines, room_for)),
        boxes=boxes,
    )


def _around_spot(lines: list[ViewLine], most: int) -> list[ViewLine]:
    spot = next((n for n, line in enumerate(lines) if line.spot), len(lines) - 1)
    first = min(max(0, spot - most + 2), max(0, len(lines) - most))
    return lines[first : first + most]


def do_screen(state: State, plan: Plan, room: Room) -> StepView:
    day = parse_due(state.text("due"), plan.day)
    boxes = (
        text_box(state, room, "what", "What"),
        _who_box(state, room),
        _due_box(state, plan, day),
        _theirs_box(state),
    )
    lens = LENSES.get(state.lens, "")
    return screen(
        Step.DO,
        "One thing we will do",
        question=sentence_start(lens) if lens else "",
        boxes=boxes,
        aside=_evidence(state, plan, day),
    )


def _who_box(state: State, room: Room) -> BoxView:
    typed = state.text("who")
    focus = state.focus == "who"
    if room.show_owners or not typed:
        shown = typed
    elif focus:
        shown = typed[0] + "•" * (len(typed) - 1)
    else:
        shown = room.owner(typed)
    return BoxView("who", "Who", shown, min(state.cursor, len(shown)), focus)


def _due_box(state: State, plan: Plan, day: date | None) -> BoxView:
    typed = state.text("due")
    usual = plan.day + timedelta(days=DAYS_TO_DO)
    label = "By when" if day is None or not typed else f"By {_day(day)}"
    digits = "".join(c if c.isalnum() or c in "-+ " else "·" for c in typed)[:12]
    return BoxView(
        "due",
        label,
        digits,
        min(state.cursor, len(digits)),
        state.focus == "due",
        hint=_day(usual),
        wrong=day is None,
    )


def _theirs_box(state: State) -> BoxView:
    words = "theirs" if state.theirs else "ours"
    return BoxView("theirs", "Can we do it ourselves?", words, 0, state.focus == "theirs")


def _evidence(state: State, plan: Plan, day: date | None) -> str:
    if plan.measure is None:
        return ""
    start = day or plan.day + timedelta(days=DAYS_TO_DO)
    measure = plan.measure
    return outlook_sentence(start, measure.outlook(state.wish), measure.per_month)


def _day(day: date) -> str:
    return f"{day:%a, %b} {day.day}"


def readback_screen(state: State, plan: Plan, room: Room) -> StepView:
    week = sentence_start(doing_this_week(room.behavior))
    if not state.saved:
        return screen(Step.READBACK, NO_ACTION, lines=tuple(ViewLine(t) for t in (week,) if t))
    day = parse_due(state.text("due"), plan.day) or plan.day + timedelta(days=DAYS_TO_DO)
    who = room.owner(state.text("who").strip()) if state.text("who").strip() else "all of us"
    whose = "with another department" if state.theirs else ""
    lines = [", ".join(filter(None, (sentence_start(who), f"by {_day(day)}", whose))), week]
    return screen(
        Step.READBACK,
        room.line(state.text("what").strip()),
        lines=tuple(ViewLine(text) for text in lines if text),
        aside=_evidence(state, plan, day),
    )


def check_screen(state: State, _plan: Plan, room: Room) -> StepView:
    lines = (
        ViewLine("Worth it: yes", note=str(state.thumbs_up), mark="up"),
        ViewLine("Not today", note=str(state.thumbs_down), mark="down"),
    )
    box = text_box(state, room, "word", "One thing to change next time")
    return screen(Step.CHECK, "How was this huddle?", lines=lines, boxes=(box,))


def _next_shifts(plan: Plan, room: Room) -> str:
    if plan.relay is None:
        return ""
    if not room.waiting:
        return "All three shifts have spoken. Here is the list."
    return f"The {' and the '.join(room.waiting)} shift will be asked the same."


def close_screen(state: State, plan: Plan, room: Room) -> StepView:
    done = sum(mark == DONE for mark in state.marks.values())
    counts = [
        "one new promise" if state.saved else "",
        f"{counted(done, 'promise')} done" if done else "",
        f"{counted(len(state.lines), 'line')} kept" if state.lines else "",
        "the topic is parked" if state.parked else "",
    ]
    told = ", ".join(filter(None, counts))
    lines = [
        sentence_start(told) + "." if told else "",
        _next_shifts(plan, room),
        promise_line(plan, room),
    ]
    saved = "This was a rehearsal: nothing is saved." if plan.rehearsal else "Everything is saved."
    return screen(
        Step.CLOSE,
        "Thank you.",
        lines=tuple(ViewLine(text) for text in lines if text),
        aside=saved,
    )
