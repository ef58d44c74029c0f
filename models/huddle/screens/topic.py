"""The screens of the first half: open, thank, promised, worked, guess, see, hear."""

from __future__ import annotations

from datetime import timedelta

from models.huddle.agenda import MeasurePlan, Plan, Step
from models.huddle.screens.owners import Owner
from models.huddle.screens.room import Room
from models.huddle.screens.view import (
    Asked,
    Guess,
    GuessScreen,
    HearScreen,
    OpenScreen,
    PromisedRow,
    PromisedScreen,
    SeeScreen,
    Streak,
    TextField,
    ThankScreen,
    TooFewScreen,
    WorkedScreen,
)
from models.huddle.session import ROLES, State
from models.huddle.wording import blames
from models.store.huddles import week_of

SILENCE_MS = 45_000
"""So long nobody types before the screen asks what a new colleague should know."""

REVEAL_MS = 1_400
"""So long the numbers of See take to come up."""

FEWEST_WEEKS = 2
"""So many weeks in a row are a streak."""


def owner_style(state: State, room: Room) -> str:
    """Return how owners are shown now."""
    return state.owners or room.owners


def open_screen(state: State, plan: Plan, room: Room) -> OpenScreen:
    return OpenScreen(
        mission=room.mission,
        unit=plan.unit,
        measure=plan.measure.label if plan.measure else "",
        promise=room.promise,
        behavior=room.behavior,
        relay=plan.relay is not None,
        roles=tuple((role, role in state.roles) for role in ROLES),
        asked=room.asked,
        streak=streak(plan),
    )


def streak(plan: Plan) -> Streak | None:
    """Return the weeks in a row with a huddle, this one included; None below two."""
    weeks = plan.weeks + 1
    if plan.rehearsal or weeks < FEWEST_WEEKS:
        return None
    return Streak(weeks, week_of(plan.day) + timedelta(days=13))


def thank_screen(_state: State, plan: Plan, room: Room) -> ThankScreen:
    return ThankScreen(room.praise, plan.praise_waits)


def promised_screen(state: State, _plan: Plan, room: Room) -> PromisedScreen:
    rows = tuple(
        PromisedRow(action, state.marks.get(action.id, ""), place == state.spot)
        for place, action in enumerate(room.actions)
    )
    reason = text_field(state, room, state.focus) if state.asking else None
    return PromisedScreen(rows, state.asking, reason, owner_style(state, room))


def worked_screen(state: State, plan: Plan, room: Room) -> WorkedScreen:
    worked = plan.worked[0]
    action = room.kept.get(worked.action)
    return WorkedScreen(
        what=action.what if action else "",
        so_that=action.so_that if action else "",
        owner=action.owner if action else Owner(),
        measure=worked.measure,
        before=round(100 * worked.before),
        after=round(100 * worked.after),
        months=worked.months,
        quote=room.quotes.get(worked.comment or 0, ""),
        owners=owner_style(state, room),
        more=len(plan.worked) - 1,
    )


def _topic(measure: MeasurePlan) -> str:
    """Return what the numbers are about: the question; of a file of shares, whose one "question"
    may be an average without words, the measure."""
    alone = measure.questions == 1 and not measure.wording
    return measure.label if alone else measure.item_label


def _asked(measure: MeasurePlan) -> Asked:
    of = measure.guess_of or 0
    return Asked(_topic(measure), measure.wording, measure.answer, of, of != measure.of)


def guess_screen(state: State, plan: Plan, _room: Room) -> GuessScreen:
    assert plan.measure is not None
    high = "" if state.guess_high is None else str(state.guess_high)
    low = "" if state.guess is None else str(state.guess)
    if state.seen:
        return GuessScreen(_asked(plan.measure), low, high, at_high=False)
    at_high = state.focus == "guess_high"
    return GuessScreen(_asked(plan.measure), state.text("guess"), state.text("guess_high"), at_high)


def see_screen(state: State, plan: Plan, room: Room) -> SeeScreen | TooFewScreen:
    measure = plan.measure
    assert measure is not None
    if measure.truth is None:
        return TooFewScreen(_topic(measure), room.instead, room.promise)
    since = state.at_ms - state.seen_ms if state.seen_ms is not None else REVEAL_MS
    return SeeScreen(
        asked=_asked(measure),
        top=measure.truth,
        others=measure.others,
        guess=_guess(state, measure, room),
        signal=measure.signal,
        questions=measure.questions,
        noticeable=measure.noticeable,
        fair=measure.fair,
        months=(measure.first_month, measure.last_month),
        answers=(measure.unit_n, measure.other_n),
        promise=room.promise,
        percent=state.percent,
        trend=measure.trend if state.trend else (),
        has_trend=bool(measure.trend),
        reveal=min(1.0, max(0.0, since / REVEAL_MS)),
    )


def _guess(state: State, measure: MeasurePlan, room: Room) -> Guess | None:
    if state.guess is None or measure.guess_of is None:
        return None
    high = state.guess_high
    middle = state.guess if high is None else round((state.guess + high) / 2)
    off = abs(middle - (measure.truth or 0)) / measure.guess_of
    return Guess(state.guess, high, room.closest is not None and off < room.closest)


def hear_screen(state: State, plan: Plan, room: Room) -> HearScreen:
    """Return what patients say beside what we say. `state.at_ms` is now: silence brings a hint."""
    lines = [text for key in state.order if (text := line_text(state, room, key))]
    silent = not state.text("line") and state.at_ms - state.typed_ms >= SILENCE_MS
    idle = not state.revealed and not state.lines
    return HearScreen(
        question=plan.question,
        topic=_topic(plan.measure) if plan.measure else "",
        skipped=plan.skipped.get(Step.SEE),
        said=room.said,
        no_comment="" if room.said else room.no_comment,
        lines=tuple(lines) if state.revealed else (),
        count=len(lines) if state.revealed else len(state.lines),
        spot=state.spot,
        line=text_field(state, room, "line", hidden=state.hide_typing and not state.revealed),
        role=state.role,
        lens=state.draft_lens,
        silent=idle and silent,
        last_time=room.last_time if idle else None,
        idea=room.ideas[0] if idle and room.ideas else None,
    )


def line_text(state: State, room: Room, key: str) -> str:
    """Return a line as the room may see it, "" when nothing is left of it."""
    return room.earlier.get(key) or room.line(state.text(key))


def text_field(state: State, room: Room, key: str, *, hidden: bool = False) -> TextField:
    """Return a text box as the room may see it: masked, or only dots for what is typed."""
    typed = state.text(key)
    text = "•" * len(typed) if hidden else room.line(typed)
    return field_of(state, key, text, hidden=hidden, blames=blames(typed))


def field_of(
    state: State,
    key: str,
    text: str,
    *,
    hidden: bool = False,
    blames: bool = False,
    wrong: bool = False,
) -> TextField:
    """Return a text box that shows `text`, with the cursor where it is typed; at the end where a
    mask has changed the length."""
    focus = state.focus == key
    same = len(text) == len(state.text(key))
    cursor = min(state.cursor, len(text)) if focus and same else len(text)
    selected = state.selection if focus and same else (0, 0)
    return TextField(key, text, cursor, focus, selected, hidden, blames, wrong)
