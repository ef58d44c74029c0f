"""Screens: one frozen value a step, no private word on any, a good huddle without anything."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.huddle.agenda.plan import (
    NO_DATA as NO_DATA_REASON,
)
from models.huddle.agenda.plan import (
    NOTHING_WORKED,
    OTHER_PACE,
    Plan,
    Worked,
)
from models.huddle.agenda.steps import FULL_PACE, SHORT_PACE, Step
from models.huddle.comments.comments import release_praise
from models.huddle.screens.owners import Owner, owner_of
from models.huddle.screens.room import SHOW_OWNERS, Room, load_room
from models.huddle.screens.screens import room_view, step_view, view_of_step
from models.huddle.screens.view import (
    NO_COMMENTS,
    NONE_LATELY,
    CheckScreen,
    ChooseScreen,
    CloseScreen,
    Cover,
    DoScreen,
    Guess,
    GuessScreen,
    HearScreen,
    KeySet,
    LeftOutScreen,
    OpenScreen,
    PromisedScreen,
    ReadbackScreen,
    RoomAction,
    RoomIdea,
    SeeScreen,
    StepView,
    ThankScreen,
    TogetherScreen,
    TooFewScreen,
    WorkedScreen,
)
from models.huddle.session.keyboard import press, tick
from models.huddle.session.keys import ctrl, named, typed
from models.huddle.session.lead import lead_view, load_private
from models.huddle.session.state import OBSTACLE, State
from models.store.actions.actions import add_action, escalate_action, put_off_action
from models.store.actions.new_action import NewAction
from models.store.database.database import Database
from models.store.database.settings import put_setting
from models.store.huddles.ideas import add_idea
from models.survey import Unit
from tests.models.huddle.hospital import (
    DAY,
    NAMES,
    NOW,
    confirm_praise,
    fill,
    fill_with_names,
    planned,
    ready,
    start,
)
from tests.models.huddle.rooms import (
    EVERY_KEY,
    FULL,
    MEASURE,
    NO_DATA,
    PLANS,
    RELAY,
    SHORT,
    TOO_FEW,
    run,
    to_step,
    type_text,
)

ROOM = Room(
    mission="The needs of the patient come first",
    promise="Nobody goes home confused",
    behavior="Ask what they will tell their family",
    praise="She sat with me and explained every pill.",
    said=("Nobody told me what the pill was for.", "Everyone explained everything."),
    instead="They never told me when.",
    actions=tuple(
        RoomAction(n, f"Promise {n}", Owner("Keandra"), DAY, overdue=n == 11, evidence=False)
        for n in (11, 12, 13, 14, 15)
    ),
    ideas=(RoomIdea("hooks for gowns", 9),),
    earlier={"earlier:57": "trays late", "earlier:58": "no pens"},
    next=FULL.day + timedelta(days=7),
)
STAFF = ("Keandra", "Marisela", "Ngozi")
"""First names: the room sees them as owners of promises, and nowhere else."""


def facts(value: Any) -> list[str]:
    """Return every word in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for f in fields(value) for text in facts(getattr(value, f.name))]
    if isinstance(value, tuple | list):
        return [text for part in value for text in facts(part)]
    return []


T = TypeVar("T")


def content(view: StepView, kind: type[T]) -> T:
    assert isinstance(view.content, kind)
    return view.content


def shown(state: State, plan: Plan, kind: type[T], room: Room = ROOM) -> T:
    return content(step_view(state, plan, room), kind)


@pytest.mark.parametrize("kind", sorted(PLANS))
@pytest.mark.parametrize("room", [ROOM, Room()], ids=["full", "empty"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(keys=st.lists(st.sampled_from(EVERY_KEY), max_size=60))
def test_that_any_keys_lead_to_a_screen(kind: str, room: Room, keys: list) -> None:
    plan = replace(PLANS[kind], actions=(11, 12, 13, 14, 15))
    state = State()
    for place, key in enumerate(keys):
        state = press(state, plan, key, place * 9_000).state
        view = room_view(state, plan, room)
        assert 1 <= view.number <= view.count


@pytest.fixture
def crowded(database: Database) -> tuple[Database, Unit]:
    """A database with names of people wherever a name can be."""
    unit = fill(database)
    fill_with_names(database, unit)
    confirm_praise(database, unit)
    return database, unit


def all_screens(db: Database, plan: Plan) -> list[tuple[Step, str]]:
    """Return every word of every step, on the way through a huddle with names typed."""
    with db.read() as c:
        room = load_room(c, plan)
    huddle = start(db, plan)
    texts: list[tuple[Step, str]] = []

    def look() -> None:
        for step in Step:
            if step is not Step.WORKED:
                view = view_of_step(step, huddle.state, plan, room)
                texts.extend((step, text) for text in facts(view.content))
        view = room_view(huddle.state, plan, room)
        texts.extend((view.step, text) for text in facts(view.content))

    def enter(text: str) -> None:
        for key in type_text(text):
            huddle.press(key)
            look()
        huddle.press(named("Enter"))
        look()

    look()
    for _ in range(3 * len(plan.steps)):
        step = huddle.state.step
        if step is Step.PROMISED:
            huddle.press(typed("s"))
            enter("Marisela left and Ngozi Okonkwo forgot")
        if step is Step.HEAR:
            huddle.press(ctrl("h"))
            enter("Keandra never rounds in room 412")
            enter("ask Marisela, call 555-123-4567")
            huddle.press(ctrl("r"))
            look()
        if step is Step.DO:
            enter("Keandra Boone")
            enter("ask Marisela about room 412")
        if step is Step.CHECK:
            huddle.press(named("Tab"))
            enter("Okonkwo")
        if huddle.state.step is step:
            huddle.press(named("PageDown"))
        look()
    assert huddle.state.ended
    return texts


OWNED = (Step.PROMISED, Step.DO, Step.READBACK, Step.CLOSE)


def test_that_no_step_holds_a_name_but_the_first_names_of_owners(
    crowded: tuple[Database, Unit],
) -> None:
    database, unit = crowded
    found = all_screens(database, planned(database, unit))
    words = "\n".join(text for _step, text in found)
    assert "[name]" in words
    assert "sat with me and explained every pill" in words
    for name in NAMES:
        if name not in STAFF:
            assert name.casefold() not in words.casefold(), name
    for name in STAFF:
        steps = {step for step, text in found if name.casefold() in text.casefold()}
        assert steps <= set(OWNED), (name, steps)


def test_that_owners_stand_by_first_name_or_by_role(crowded: tuple[Database, Unit]) -> None:
    database, unit = crowded
    plan = planned(database, unit)
    with database.read() as c:
        actions = load_room(c, plan).actions
    assert sorted(a.owner.shown("first_name") for a in actions) == [
        "Keandra",
        "Marisela",
        "Ngozi",
        "night team",
    ]
    assert sorted(a.owner.shown("role") for a in actions) == ["K. B.", "M.", "N. O.", "night team"]
    with database.write() as c:
        put_setting(c, SHOW_OWNERS, True)
    with database.read() as c:
        shown = [a.owner.shown("first_name") for a in load_room(c, plan).actions]
    assert "Keandra Boone" in shown


@pytest.mark.parametrize(
    ("text", "first", "role"),
    [
        ("Noa, charge nurse", "Noa", "charge nurse"),
        ("Noa Cohen (night shift)", "Noa", "night shift"),
        ("Rosa", "Rosa", "R."),
        ("charge nurse", "charge nurse", "charge nurse"),
        ("Dr. Smith", "D. S.", "D. S."),
        ("", "", ""),
    ],
)
def test_that_an_owner_is_read_as_a_name_and_a_role(text: str, first: str, role: str) -> None:
    assert owner_of(text).shown("first_name") == first
    assert owner_of(text).shown("role") == role


def test_that_released_praise_shows_its_names_and_nothing_else(
    crowded: tuple[Database, Unit],
) -> None:
    database, unit = crowded
    plan = planned(database, unit)
    assert plan.praise is not None
    release_praise(database, plan.praise, now=NOW, by=lambda: "charge nurse")
    with database.read() as c:
        room = load_room(c, plan)
    assert "Keandra" in content(view_of_step(Step.THANK, State(), plan, room), ThankScreen).praise
    others = [step for step in plan.steps if step not in (Step.THANK, *OWNED)]
    found = "\n".join(
        text for s in others for text in facts(view_of_step(s, State(), plan, room).content)
    )
    assert "Keandra" not in found


def test_that_the_lead_alone_sees_words_unmasked(crowded: tuple[Database, Unit]) -> None:
    database, unit = crowded
    plan = planned(database, unit)
    with database.read() as c:
        private = load_private(c, plan)
    thank = lead_view(replace(State(), step=Step.THANK), plan, private)
    assert any("Keandra Boone" in text for text in thank.unmasked)
    assert thank.next is Step.PROMISED


def test_that_typing_is_hidden_by_dots_until_the_lines_are_shown() -> None:
    state = run(FULL, *type_text("trays"), state=to_step(FULL, "hear"))
    assert shown(state, FULL, HearScreen).line.text == "•••••"
    state = run(FULL, "Enter", *type_text("no pens"), "Enter", state=state)
    hidden = shown(state, FULL, HearScreen)
    assert not any("trays" in text for text in facts(hidden))
    assert (hidden.lines, hidden.count) == ((), 2)
    after = shown(run(FULL, ctrl("r"), state=state), FULL, HearScreen)
    assert set(after.lines) == {"trays", "no pens"}


def test_that_every_line_that_was_given_is_shown_and_can_be_reached() -> None:
    keys = [key for n in range(9) for key in (*type_text(f"line {n}"), named("Enter"))]
    state = run(FULL, *keys, ctrl("r"), state=to_step(FULL, "hear"))
    hear = shown(state, FULL, HearScreen)
    assert (len(hear.lines), hear.count, hear.spot) == (9, 9, 0)
    assert shown(run(FULL, *["Down"] * 3, state=state), FULL, HearScreen).spot == 3
    more = run(FULL, *type_text("ten"), "Enter", state=state)
    assert shown(more, FULL, HearScreen).lines[-1] == "ten"
    assert shown(more, FULL, HearScreen).spot == 9


def test_that_a_blaming_line_gets_a_quiet_dot_and_praise_none() -> None:
    hear = to_step(FULL, "hear")
    blaming = run(FULL, *type_text("night shift never rounds"), state=hear)
    assert shown(blaming, FULL, HearScreen).line.blames
    praising = run(FULL, *type_text("night shift never forgets a round"), state=hear)
    assert not shown(praising, FULL, HearScreen).line.blames


def test_that_the_guess_holds_only_the_question() -> None:
    guess = shown(to_step(FULL, "guess"), FULL, GuessScreen)
    assert (guess.asked.of, guess.asked.answer, guess.asked.per_hundred) == (24, "Always", False)
    assert not {"17", "19"} & set(facts(guess))


def test_that_see_holds_truth_and_guess_and_the_others_out_of_one_number() -> None:
    state = run(FULL, *type_text("21"), "Enter", state=to_step(FULL, "guess"))
    see = shown(state, FULL, SeeScreen)
    assert (see.top, see.guess, see.others, see.gap) == (17, Guess(21), 19, 2)
    plan = replace(FULL, measure=replace(MEASURE, of=240, top=170, at_other_rate=190))
    state = run(plan, *type_text("80"), "Enter", state=to_step(plan, "guess"))
    many = shown(state, plan, SeeScreen)
    assert many.asked.per_hundred
    assert (many.asked.of, many.top, many.others, many.gap) == (100, 71, 79, 8)
    assert many.guess == Guess(80)


def test_that_the_closest_guess_ever_is_told() -> None:
    state = run(FULL, *type_text("16"), "Enter", state=to_step(FULL, "guess"))
    assert shown(state, FULL, SeeScreen).guess == Guess(16)  # the first one is no record
    for best, closest in ((0.5, True), (1 / 24, False), (0.0, False)):
        see = shown(state, FULL, SeeScreen, replace(ROOM, closest=best))
        assert see.guess == Guess(16, closest=closest)


def test_that_the_numbers_come_up_in_beats_and_once() -> None:
    state = run(FULL, "Enter", state=to_step(FULL, "guess"), at_s=10)
    beats = [content(step_view(state, FULL, ROOM, ms), SeeScreen).reveal
             for ms in (10_000, 10_700, 11_400, 20_000)]  # fmt: skip
    assert beats == [0.0, 0.5, 1.0, 1.0]
    again = run(FULL, "PageUp", "PageDown", state=state, at_s=60)
    assert shown(again, FULL, SeeScreen).reveal == 1.0


def test_that_percentages_and_the_trend_stand_behind_a_key() -> None:
    state = to_step(FULL, "see")
    plain = shown(state, FULL, SeeScreen)
    assert (plain.trend, plain.percent) == ((), False)
    behind = shown(run(FULL, typed("%"), typed("t"), state=state), FULL, SeeScreen)
    assert (len(behind.trend), behind.percent) == (2, True)


def test_that_without_data_guess_and_see_are_left_out_with_the_reason() -> None:
    state = State()
    seen = []
    while state.step is not Step.CLOSE:
        state = run(NO_DATA, "PageDown", state=state)
        seen.append(state.step)
    assert not {Step.GUESS, Step.SEE} & set(seen)
    view = view_of_step(Step.SEE, state, NO_DATA, Room())
    assert content(view, LeftOutScreen).skip.reason == NO_DATA_REASON
    assert view.number == 0


def test_that_too_few_answers_hold_a_comment_and_no_number() -> None:
    few = shown(to_step(TOO_FEW, "see"), TOO_FEW, TooFewScreen)
    assert few.quote == "They never told me when."
    assert shown(to_step(TOO_FEW, "see"), TOO_FEW, TooFewScreen, Room()).quote == ""


def test_that_black_covers_everything_and_the_clock_goes_on() -> None:
    state = run(FULL, typed("b"), state=to_step(FULL, "see"))
    assert room_view(state, FULL, ROOM, at_ms=300_000).cover is Cover.BLACK


def test_that_a_frozen_screen_keeps_its_picture_while_the_lead_goes_on() -> None:
    state = run(FULL, typed("f"), "PageDown", "PageDown", state=to_step(FULL, "thank"))
    assert state.step is Step.GUESS
    assert room_view(state, FULL, ROOM).step is Step.THANK
    assert step_view(state, FULL, ROOM).step is Step.GUESS
    assert room_view(run(FULL, typed("f"), state=state), FULL, ROOM).step is Step.GUESS


def test_that_the_promise_line_stands_on_the_first_and_the_last_screen() -> None:
    opened = content(view_of_step(Step.OPEN, State(), FULL, ROOM), OpenScreen)
    closed = content(view_of_step(Step.CLOSE, State(), FULL, ROOM), CloseScreen)
    line = ("Communication with Nurses", "Nobody goes home confused", ROOM.behavior)
    assert (opened.measure, opened.promise, opened.behavior) == line
    assert (closed.measure, closed.our_promise, closed.behavior) == line


def test_that_a_behavior_that_ends_in_a_full_stop_stays_a_behavior() -> None:
    room = replace(ROOM, behavior="Close the doors after nine.")
    closed = content(view_of_step(Step.CLOSE, State(), FULL, room), CloseScreen)
    assert closed.behavior == "Close the doors after nine."


def test_that_a_day_that_cannot_be_read_is_told_and_not_lost() -> None:
    keys = [*type_text("aides"), "Tab", *type_text("Pens"), "Tab", *type_text("soonish"), "Enter"]
    state = run(FULL, *keys, state=to_step(FULL, "do"))
    do = shown(state, FULL, DoScreen)
    assert (do.due.wrong, do.due.focus, do.day) == (True, True, None)
    assert state.text("due") == "soonish"


def test_that_what_was_understood_of_the_day_is_there_before_it_is_saved() -> None:
    state = run(FULL, "Tab", "Tab", *type_text("next friday"), state=to_step(FULL, "do"))
    assert shown(state, FULL, DoScreen).day == date(2026, 9, 4)


def test_that_the_promise_is_read_back_whole() -> None:
    hear = run(FULL, *type_text("carts are loud"), "Enter", state=to_step(FULL, "hear"))
    do = run(FULL, "PageDown", typed("3"), "PageDown", state=hear)
    heard = shown(do, FULL, DoScreen)
    assert (heard.so_that.text, heard.heard) == ("carts are loud", True)
    keys = [*type_text("Rosa"), "Enter", *type_text("park the carts at 9 pm"), "Enter"]
    made = shown(run(FULL, *keys, state=do), FULL, ReadbackScreen).promise
    assert made is not None
    assert (made.so_that, made.heard) == ("carts are loud", True)
    assert (made.owner.shown("first_name"), made.what) == ("Rosa", "park the carts at 9 pm")
    assert made.day == date(2026, 9, 16)
    reason = run(FULL, "Backtab", *type_text("patients sleep"), *["Tab"], *keys, state=do)
    own = shown(reason, FULL, ReadbackScreen).promise
    assert own is not None
    assert (own.so_that, own.heard) == ("patients sleep", False)


def test_that_the_owner_is_typed_in_dots_beyond_what_the_room_may_read() -> None:
    state = run(FULL, *type_text("Keandra Boone"), state=to_step(FULL, "do"))
    assert shown(state, FULL, DoScreen).who.text == "Keandra •••••"
    by_role = run(FULL, ctrl("n"), state=state)
    assert shown(by_role, FULL, DoScreen).who.text == "••••••• •••••"


def test_that_a_relay_shows_earlier_lines_only_after_its_own() -> None:
    hear = to_step(RELAY, "hear")
    assert not run(RELAY, ctrl("r"), state=hear).revealed
    mine = run(RELAY, *type_text("pens"), "Enter", ctrl("r"), state=hear)
    assert set(shown(mine, RELAY, HearScreen).lines) == {"pens", "trays late", "no pens"}
    choose = shown(run(RELAY, "PageDown", state=mine), RELAY, ChooseScreen)
    assert {c.text: c.fingers for c in choose.choices}["trays late"] == 3


def test_that_the_last_shift_of_a_relay_sees_all_lines_together() -> None:
    last = replace(RELAY, last_shift=True)
    state = run(last, *type_text("pens"), "Enter", "PageDown", state=to_step(last, "hear"))
    for key in state.order:
        state = run(last, typed("9" if key == "line:1" else "0"), "Enter", state=state)
    while state.step is not Step.TOGETHER:
        state = run(last, "PageDown", state=state)
    together = shown(state, last, TogetherScreen)
    assert together.lines == (("pens", 9), ("trays late", 3), ("no pens", 0))
    assert Step.TOGETHER not in RELAY.steps


def test_that_a_promise_that_worked_fills_a_screen_of_its_own() -> None:
    assert Step.WORKED not in FULL.steps
    left_out = content(view_of_step(Step.WORKED, State(), FULL, ROOM), LeftOutScreen)
    assert left_out.skip.reason == NOTHING_WORKED
    plan = replace(FULL, worked=(Worked(7, "Quiet at night", 0.49, 0.714, comment=5),))
    kept = RoomAction(7, "park the carts", Owner("Rosa"), DAY, overdue=False, evidence=True)
    room = replace(ROOM, kept={7: kept}, quotes={5: "I slept."})
    worked = shown(to_step(plan, "worked"), plan, WorkedScreen, room)
    assert (worked.before, worked.after) == (49, 71)
    assert (worked.what, worked.owner.shown("first_name")) == ("park the carts", "Rosa")
    assert worked.quote == "I slept."


def test_that_five_minutes_leave_out_guess_choose_and_check() -> None:
    assert Step.GUESS not in SHORT.steps
    left_out = content(view_of_step(Step.CHOOSE, State(), SHORT, ROOM), LeftOutScreen)
    assert left_out.skip.reason == OTHER_PACE
    assert SHORT_PACE.stop_s == 300
    assert FULL_PACE.stop_s == 600


@pytest.mark.parametrize("surveys", [0, 6, 40], ids=["none", "too few", "enough"])
def test_that_a_huddle_with_little_is_still_a_huddle(database: Database, surveys: int) -> None:
    unit = fill(database, surveys=40, comments=False)
    agenda, comparison = ready(database, unit)
    from models.huddle.agenda.agenda import prepare
    from models.huddle.agenda.planning import make_plan

    if surveys == 0:
        agenda, comparison = prepare(database, unit, None, DAY), None
    elif surveys == 6:
        with database.write() as c:
            put_setting(c, "small_cell_floor", 500)
        agenda, comparison = ready(database, unit)
    plan = make_plan(database, agenda, comparison, seed=1)
    with database.read() as c:
        room = load_room(c, plan)
    for step in plan.steps:
        view = step_view(replace(State(), step=step), plan, room)
        assert not isinstance(view.content, LeftOutScreen)


def test_that_the_line_that_fingers_are_typed_for_is_marked() -> None:
    lines = run(FULL, *type_text("pens"), "Enter", *type_text("trays"), "Enter", "PageDown",
                state=to_step(FULL, "hear"))  # fmt: skip
    asked = shown(run(FULL, typed("2"), state=lines), FULL, ChooseScreen)
    assert [choice.spot for choice in asked.choices] == [True, False]
    other = run(FULL, typed("1"), typed("2"), "Enter", typed("1"), state=lines)
    choices = shown(other, FULL, ChooseScreen).choices
    assert [choice.spot for choice in choices] == [False, True]
    assert [choice.fingers for choice in choices] == [12, 1]


def test_that_the_keys_are_those_that_act() -> None:
    asking = run(FULL, typed("s"), state=to_step(FULL, "promised"))
    assert step_view(asking, FULL, ROOM).keys is KeySet.REASON
    theirs = run(FULL, "Tab", "Tab", "Tab", state=to_step(FULL, "do"))
    assert theirs.focus == "theirs"
    assert step_view(theirs, FULL, ROOM).keys is KeySet.THEIRS
    assert step_view(to_step(FULL, "choose"), FULL, ROOM).keys is KeySet.NONE


def test_that_a_rehearsal_and_a_relay_say_so_on_every_screen() -> None:
    for step in FULL.steps:
        assert view_of_step(step, State(), replace(FULL, rehearsal=True), ROOM).rehearsal
        assert view_of_step(step, State(), RELAY, ROOM).shift == "night"
        plain = view_of_step(step, State(), FULL, ROOM)
        assert (plain.rehearsal, plain.shift) == (False, "")


def test_that_a_relay_tells_who_is_asked_next_and_compares_nobody() -> None:
    assert shown(State(), RELAY, OpenScreen).relay
    room = replace(ROOM, waiting=("evening",))
    closed = content(view_of_step(Step.CLOSE, State(), RELAY, room), CloseScreen)
    assert closed.waiting == ("evening",)
    assert content(view_of_step(Step.CLOSE, State(), RELAY, ROOM), CloseScreen).waiting == ()
    assert content(view_of_step(Step.CLOSE, State(), FULL, ROOM), CloseScreen).waiting is None


def is_silent(state: State, plan: Plan, at_ms: int) -> bool:
    return content(room_view(state, plan, Room(), at_ms), HearScreen).silent


def test_that_a_silent_room_is_asked_after_a_while_and_left_alone_once_it_types() -> None:
    state = to_step(FULL, "hear")
    begun = state.at_ms
    assert not is_silent(state, FULL, begun + 44_000)
    assert is_silent(state, FULL, begun + 45_000)
    state = run(FULL, *type_text("t"), state=state, at_s=(begun + 50_000) / 1000)
    assert not is_silent(state, FULL, begun + 120_000)
    state = run(FULL, "Backspace", state=state, at_s=(begun + 130_000) / 1000)
    assert not is_silent(state, FULL, begun + 140_000)
    assert is_silent(state, FULL, begun + 175_000)


def test_that_a_frozen_screen_keeps_its_words_while_the_room_is_silent() -> None:
    state = run(FULL, ctrl("f"), state=to_step(FULL, "hear"))
    later = state.at_ms + 60_000
    assert not is_silent(state, FULL, later)
    assert room_view(state, FULL, Room(), later).at_ms == later


def test_that_no_comment_is_said_to_be_none_only_where_there_is_none(
    database: Database,
) -> None:
    unit = fill(database)
    plan = replace(planned(database, unit), said=(), praise=None)
    with database.read() as c:
        assert load_room(c, plan).no_comment == NONE_LATELY
    hear = content(view_of_step(Step.HEAR, State(), NO_DATA, Room()), HearScreen)
    assert hear.no_comment == NO_COMMENTS


def test_that_a_promise_whose_reply_is_due_says_with_whom_it_is(database: Database) -> None:
    unit = fill(database)
    action = add_action(database, NewAction(unit.id, "Carts"), now=NOW).id
    reply = DAY + timedelta(days=3)
    escalate_action(database, action, "wheels", now=NOW, to="Marisela Okonkwo", reply_due=reply)
    assert planned(database, unit).actions == ()
    plan = replace(planned(database, unit), day=reply, actions=(action,))
    with database.read() as c:
        (found,) = load_room(c, plan).actions
    assert (found.reply_due, found.passed_to.shown("role")) == (reply, "M. O.")


def test_that_what_was_put_off_is_back_and_not_overdue(database: Database) -> None:
    unit = fill(database)
    action = add_action(database, NewAction(unit.id, "Carts"), now=NOW).id
    put_off_action(database, action, "no money", DAY + timedelta(days=1), now=NOW)
    plan = replace(planned(database, unit), day=DAY + timedelta(days=5), actions=(action,))
    with database.read() as c:
        (found,) = load_room(c, plan).actions
    assert (found.put_off, found.overdue) == (True, False)


def test_that_an_idea_of_the_agenda_is_heard_with_its_age_until_somebody_types(
    database: Database,
) -> None:
    unit = fill(database)
    with database.write() as c:
        add_idea(c, unit.id, "hooks for gowns", now=NOW - timedelta(days=9))
    plan = planned(database, unit)
    with database.read() as c:
        room = load_room(c, plan)
    state = to_step(plan, "hear")
    assert shown(state, plan, HearScreen, room).idea == RoomIdea("hooks for gowns", 9)
    typed_one = run(plan, *type_text("pens"), "Enter", state=state)
    assert shown(typed_one, plan, HearScreen, room).idea is None


def test_that_a_chosen_lens_stands_beside_the_line_it_is_for() -> None:
    state = run(FULL, ctrl("m"), typed("3"), state=to_step(FULL, "hear"))
    assert shown(state, FULL, HearScreen).lens == "handoff"
    state = run(FULL, *type_text("lists"), "Enter", state=state)
    assert shown(state, FULL, HearScreen).lens == ""


def test_that_the_last_screen_is_never_late() -> None:
    state = to_step(FULL, "close")
    assert not step_view(state, FULL, ROOM, 700_000).late


def test_that_time_that_is_up_says_where_it_was_up() -> None:
    closed = tick(to_step(FULL, "hear"), FULL, 600_000).state
    close = shown(closed, FULL, CloseScreen)
    assert (close.time_up, close.left_at) == (True, Step.HEAR)
    assert not shown(to_step(FULL, "close"), FULL, CloseScreen).time_up


def test_that_the_close_holds_the_promise_and_when_it_is_told() -> None:
    keys = [*type_text("Rosa"), "Enter", *type_text("park the carts"), "Enter"]
    state = run(FULL, *keys, state=to_step(FULL, "do"))
    close = shown(replace(state, step=Step.CLOSE), FULL, CloseScreen)
    assert close.promise is not None
    assert close.promise.owner.shown("first_name") == "Rosa"
    assert (close.next, close.near) == (FULL.day + timedelta(days=7), False)


def test_that_a_streak_counts_this_week_and_says_until_when() -> None:
    assert shown(State(), FULL, OpenScreen).streak is None
    streak = shown(State(), replace(FULL, weeks=5), OpenScreen).streak
    assert streak is not None
    assert (streak.weeks, streak.until) == (6, date(2026, 9, 13))


def test_that_an_obstacle_is_marked_on_its_row() -> None:
    state = run(FULL, typed("o"), *type_text("wheels"), "Enter", state=to_step(FULL, "promised"))
    promised = shown(state, FULL, PromisedScreen)
    assert [row.mark for row in promised.rows[:2]] == [OBSTACLE, ""]
    assert [row.spot for row in promised.rows[:2]] == [False, True]


def test_that_thumbs_are_counted() -> None:
    check = shown(
        run(FULL, typed("+"), typed("9"), state=to_step(FULL, "check")), FULL, CheckScreen
    )
    assert (check.up, check.down) == (9, 0)
