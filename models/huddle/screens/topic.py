"""The screens of the first half: open, thank, promised, guess, see, hear."""

from __future__ import annotations

from models.analysis.estimates import counted, number_words, percent, sentence_start
from models.huddle.agenda import MeasurePlan, Plan, Step, founding_question
from models.huddle.screens.room import Room, RoomAction
from models.huddle.screens.view import BoxView, Figure, StepView, ViewLine
from models.huddle.session import DONE, KEPT, LENSES, OBSTACLE, ROLES, STOPPED, State
from models.huddle.threads import line_of_promise
from models.huddle.wording import blames

PROCESS = "We look at the process, not at people."
ARROW = "  →  "
"""Between the parts of the promise line."""

EVERY_SHIFT = "Same question for all three shifts. One shared list."
NO_PRAISE = "No words of thanks to read out today."
WHO_SAW = "Who saw somebody do something good this week?"
NO_PROMISES = "No open promises. Today we make one."
UNSEEN = "Call it out, or type it (hidden until we show all)"
SILENCE_MS = 45_000
"""So long nobody types before the screen asks what a new colleague should know."""

NEW_COLLEAGUE = "What would you tell a new colleague about this?"

_MARKS = {DONE: "done", KEPT: "kept", OBSTACLE: "passed on", STOPPED: "stopped"}


def screen(step: Step, headline: str, **parts: object) -> StepView:
    """Return a screen whose title strip is filled in later."""
    return StepView(step, "", "", "", False, 1, headline=headline, **parts)  # type: ignore[arg-type]


def promise_line(plan: Plan, room: Room) -> str:
    """Return the line of the first and last screen: today's measure, our promise, this week we."""
    measure = plan.measure.label if plan.measure else ""
    return line_of_promise(measure, room.promise, room.behavior)


def open_screen(state: State, plan: Plan, room: Room) -> StepView:
    lines = [ViewLine(PROCESS)]
    line = promise_line(plan, room)
    if line:
        lines.insert(0, ViewLine(line))
    if plan.relay is not None:
        lines.insert(0, ViewLine(EVERY_SHIFT))
    roles = tuple(
        ViewLine(role, number, mark="here" if role in state.roles else "")
        for number, role in enumerate(ROLES, start=1)
    )
    return screen(Step.OPEN, room.mission or plan.unit, lines=tuple(lines), choices=roles)


def thank_screen(_state: State, _plan: Plan, room: Room) -> StepView:
    if not room.praise:
        return screen(Step.THANK, NO_PRAISE, lines=(ViewLine(WHO_SAW),))
    return screen(
        Step.THANK, f"“{room.praise}”", lines=(ViewLine("From a patient, to all of us."),)
    )


def promised_screen(state: State, _plan: Plan, room: Room) -> StepView:
    if not room.actions:
        return screen(Step.PROMISED, NO_PROMISES)
    lines = tuple(
        _promise(action, state, spot=place == state.spot)
        for place, action in enumerate(room.actions)
    )
    boxes: tuple[BoxView, ...] = ()
    if state.asking:
        label = "Stopped, because" if state.asking == STOPPED else "What is in the way?"
        boxes = (text_box(state, room, state.focus, label),)
    return screen(Step.PROMISED, "We promised", lines=lines, boxes=boxes)


def _promise(action: RoomAction, state: State, *, spot: bool) -> ViewLine:
    decided = _MARKS.get(state.marks.get(action.id, ""), "")
    late = "overdue" if action.overdue else ""
    waits = "no reply yet" if action.awaited else "the answer is due" if action.evidence else late
    by = action.awaited or action.due
    who = f"with {action.passed_to}" if action.awaited and action.passed_to else action.who
    day = f"{'reply due' if action.awaited else 'by'} {by:%b} {by.day}"
    note = action.answer or ", ".join(filter(None, (who, day)))
    return ViewLine(action.what, note=note, mark=decided or waits, spot=spot)


def guess_screen(state: State, plan: Plan, _room: Room) -> StepView:
    measure = plan.measure
    assert measure is not None
    of = measure.guess_of
    digits = state.text("guess") or ("" if state.guess is None else str(state.guess))
    out_of = f"our last {of} patients" if of == measure.of else "100 of our patients"
    box = BoxView("guess", "We guess", digits, len(digits), focus=True, hint="0")
    return screen(
        Step.GUESS,
        f"How many of {out_of} said {measure.answer}?",
        question=measure.wording or measure.item_label,
        boxes=(box,),
        figure=Figure(
            of=of or 0,
            top=None,
            at_other_rate=None,
            guess=int(digits) if digits else None,
            answer=measure.answer,
            other_label=measure.other_label,
        ),
    )


def see_screen(state: State, plan: Plan, room: Room) -> StepView:
    measure = plan.measure
    assert measure is not None
    aside = f"Our promise: {room.promise}" if room.promise else ""
    if measure.too_few or measure.top is None or measure.of is None:
        return _see_too_few(measure, room, aside)
    found = measure.verdict if state.percent else measure.told or measure.verdict
    if state.percent and measure.label != measure.item_label:
        found = f"{measure.label}: {found}"
    lines = [ViewLine(_other_rate(measure, percentages=state.percent)), ViewLine(found)]
    if state.guess is not None:
        lines.insert(1, ViewLine(_guess_words(state.guess, measure)))
    lines.append(ViewLine(_fair_words(measure)))
    return screen(
        Step.SEE,
        _truth_words(measure, percentages=state.percent),
        question=measure.label if state.trend else measure.item_label,
        lines=tuple(line for line in lines if line.text),
        figure=_figure(state, measure),
        fair=measure.fair,
        aside=aside,
    )


def _truth_words(measure: MeasurePlan, *, percentages: bool) -> str:
    top, of = measure.top or 0, measure.of or 1
    if percentages:
        return f"{percent(top / of)} said {measure.answer}."
    return f"{top} of our last {of} patients said {measure.answer}."


def _see_too_few(measure: MeasurePlan, room: Room, aside: str) -> StepView:
    why = "Our answers are too few to show a number."
    headline = f"“{room.instead}”" if room.instead else why
    lines = (ViewLine(f"{why} We listen to one patient."),) if room.instead else ()
    return screen(
        Step.SEE, headline, question=measure.item_label, lines=lines, fair=measure.fair, aside=aside
    )


def _other_rate(measure: MeasurePlan, *, percentages: bool) -> str:
    other = measure.other_label
    if measure.at_other_rate is None:
        return ""
    if other.startswith("the rest of "):
        other = "the rest of the hospital"  # the room knows which; its name would fill the line
    if percentages and measure.other_top_box is not None and measure.of:
        return f"{sentence_start(other)}: about {percent(measure.at_other_rate / measure.of)}."
    return f"At the rate of {other}, about {measure.at_other_rate}."


def _guess_words(guess: int, measure: MeasurePlan) -> str:
    away = abs(guess - (measure.truth or 0))
    if away == 0:
        return f"We guessed {guess}: exactly."
    side = "too high" if guess > (measure.truth or 0) else "too low"
    return f"We guessed {guess}: {number_words(away)} {side}."


def _fair_words(measure: MeasurePlan) -> str:
    failed = [mark for mark in measure.fair if mark.holds is False]
    unknown = any(mark.holds is None for mark in measure.fair)
    fair = "Fair as far as we know" if unknown else "Fair comparison"
    if failed:
        told = failed[0].name == "enough_answers"  # the line above says it
        reason = "" if told else failed[0].reason
        fair = f"Not a fair comparison: {reason}".rstrip(": .")
    n = [f"{x:,}" for x in (measure.unit_n, measure.other_n) if x is not None]
    return " · ".join([fair, measure.period, f"{' and '.join(n)} answers"])


def _figure(state: State, measure: MeasurePlan) -> Figure:
    of, top = measure.guess_of or 0, measure.truth
    other = measure.at_other_rate
    if other is not None and measure.of and of != measure.of:
        other = round(100 * other / measure.of)
    return Figure(
        of=of,
        top=top,
        at_other_rate=other,
        guess=state.guess,
        answer=measure.answer,
        other_label=measure.other_label,
        unit_share=measure.unit_top_box,
        other_share=measure.other_top_box,
        percent=state.percent,
        trend=measure.trend if state.trend else (),
    )


MOST_HEARD = 4
"""Own lines shown beside what patients said; earlier ones are still there, above."""


def hear_screen(state: State, plan: Plan, room: Room) -> StepView:
    """Return what patients say beside what we say. `state.at_ms` is now: silence brings a hint."""
    said = [ViewLine(f"“{text}”") for text in room.said]
    left = tuple(said or [ViewLine("No comments about this yet.")])
    if state.revealed:
        right = [ViewLine(text) for key in state.order if (text := line_text(state, room, key))]
        right = right[-MOST_HEARD:]
    elif state.lines:
        right = [ViewLine(f"{sentence_start(counted(len(state.lines), 'line'))} so far")]
    else:
        told = (_hint(state, plan) or room.last_time, *room.ideas[:1])
        right = [ViewLine(text) for text in told if text]
    label = f"As {state.role}" if state.role else "Your idea, in one line"
    if state.draft_lens:
        label += f" · {LENSES[state.draft_lens]}"
    hint = UNSEEN if state.hide_typing else ""
    box = text_box(state, room, "line", label, hidden=state.hide_typing, hint=hint)
    return screen(
        Step.HEAR,
        founding_question(plan.question) or NEW_COLLEAGUE,
        question=_topic(plan),
        lines=left,
        right=tuple(right),
        boxes=(box,),
    )


def _hint(state: State, plan: Plan) -> str:
    """Return what to ask when nobody speaks, "" before it is needed or when it is asked already."""
    silent = not state.text("line") and state.at_ms - state.typed_ms >= SILENCE_MS
    return NEW_COLLEAGUE if silent and founding_question(plan.question) else ""


def _topic(plan: Plan) -> str:
    """Return what the lines are about; where the numbers were left out, why."""
    why = plan.skipped.get(Step.SEE, "")
    if plan.measure is None or not why:
        return plan.measure.item_label if plan.measure else why
    return f"{plan.measure.item_label}. {why}"


def line_text(state: State, room: Room, key: str) -> str:
    """Return a line as the room may see it, "" when nothing is left of it."""
    return room.earlier.get(key) or room.line(state.text(key))


def text_box(
    state: State, room: Room, key: str, label: str, *, hidden: bool = False, hint: str = ""
) -> BoxView:
    """Return a text box as the room may see it: masked, or only dots for what is typed."""
    typed = state.text(key)
    focus = state.focus == key
    text = "•" * len(typed) if hidden else room.line(typed)
    cursor = min(state.cursor, len(text)) if focus and len(text) == len(typed) else len(text)
    return BoxView(key, label, text, cursor, focus, hint, hidden, dot=blames(typed))
