"""Screens: no private word on any of them, at most seven rows, a good huddle without anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.huddle.agenda.plan import Plan
from models.huddle.agenda.steps import FULL_PACE, SHORT_PACE, Step
from models.huddle.comments.comments import release_praise
from models.huddle.screens.room import SHOW_OWNERS, Room, RoomAction, load_room
from models.huddle.screens.screens import room_view, step_view, view_of_step
from models.huddle.screens.view import MOST_LINES
from models.huddle.session.keyboard import press
from models.huddle.session.keys import ctrl, named, typed
from models.huddle.session.lead import lead_view, load_private
from models.huddle.session.state import State
from models.store.actions.actions import add_action, escalate_action
from models.store.actions.new_action import NewAction
from models.store.database.database import Database
from models.store.database.settings import put_setting
from models.store.huddles.ideas import add_idea
from models.survey import Unit
from tests.models.huddle.hospital import (
    DAY,
    NAMES,
    NOW,
    fill,
    fill_with_names,
    planned,
    ready,
    start,
)
from tests.models.huddle.rooms import (
    EVERY_KEY,
    FULL,
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
        RoomAction(n, f"Promise {n}", "K. B.", DAY, overdue=n == 11, evidence=False)
        for n in (11, 12, 13, 14, 15)
    ),
    ideas=("Idea, 9 days old: hooks for gowns",),
    earlier={"earlier:57": "trays late", "earlier:58": "no pens"},
)


@pytest.mark.parametrize("kind", sorted(PLANS))
@pytest.mark.parametrize("room", [ROOM, Room()], ids=["full", "empty"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(keys=st.lists(st.sampled_from(EVERY_KEY), max_size=60))
def test_that_every_screen_has_at_most_seven_rows(kind: str, room: Room, keys: list) -> None:
    plan = replace(PLANS[kind], actions=(11, 12, 13, 14, 15))
    state = State()
    for place, key in enumerate(keys):
        state = press(state, plan, key, place * 9_000).state
        view = room_view(state, plan, room)
        assert view.rows <= MOST_LINES
        assert len(view.cover) <= MOST_LINES
        assert len(view.right) <= MOST_LINES


@pytest.fixture
def crowded(database: Database) -> tuple[Database, Unit]:
    """A database with names of people wherever a name can be."""
    unit = fill(database)
    fill_with_names(database, unit)
    return database, unit


def all_screens(db: Database, plan: Plan) -> list[str]:
    """Return every text drawn on every step, on the way through a huddle with names typed."""
    with db.read() as c:
        room = load_room(c, plan)
    huddle = start(db, plan)
    texts: list[str] = []

    def look() -> None:
        for step in Step:
            texts.extend(view_of_step(step, huddle.state, plan, room).texts())
        texts.extend(room_view(huddle.state, plan, room).texts())

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
            huddle.press(named("Tab"))
            enter("Keandra Boone")
        if step is Step.CHECK:
            huddle.press(named("Tab"))
            enter("Okonkwo")
        if huddle.state.step is step:
            huddle.press(named("PageDown"))
        look()
    assert huddle.state.ended
    return texts


def test_that_no_step_draws_a_name_of_a_database_full_of_names(
    crowded: tuple[Database, Unit],
) -> None:
    database, unit = crowded
    plan = planned(database, unit)
    drawn = "\n".join(all_screens(database, plan))
    assert "[name]" in drawn
    assert "sat with me and explained every pill" in drawn
    for name in NAMES:
        assert name.casefold() not in drawn.casefold(), name


def test_that_owners_stand_as_initials_unless_the_unit_wants_their_names(
    crowded: tuple[Database, Unit],
) -> None:
    database, unit = crowded
    plan = planned(database, unit)
    with database.read() as c:
        shown = [action.who for action in load_room(c, plan).actions]
    assert sorted(shown) == ["K. B.", "M.", "N. O.", "night team"]
    with database.write() as c:
        put_setting(c, SHOW_OWNERS, True)
    with database.read() as c:
        assert "Keandra Boone" in [action.who for action in load_room(c, plan).actions]


def test_that_released_praise_shows_its_names_and_nothing_else(
    crowded: tuple[Database, Unit],
) -> None:
    database, unit = crowded
    plan = planned(database, unit)
    assert plan.praise is not None
    release_praise(database, plan.praise, now=NOW, by=lambda: "charge nurse")
    with database.read() as c:
        room = load_room(c, plan)
    assert "Keandra" in view_of_step(Step.THANK, State(), plan, room).headline
    others = [s for s in Step if s is not Step.THANK]
    drawn = "\n".join(t for s in others for t in view_of_step(s, State(), plan, room).texts())
    assert "Keandra" not in drawn


def test_that_the_lead_alone_sees_words_unmasked(crowded: tuple[Database, Unit]) -> None:
    database, unit = crowded
    plan = planned(database, unit)
    with database.read() as c:
        private = load_private(c, plan)
    thank = lead_view(replace(State(), step=Step.THANK), plan, private)
    assert any("Keandra Boone" in text for text in thank.unmasked)
    assert thank.next_title == "We promised"


def test_that_typing_is_hidden_by_dots_until_the_lines_are_shown() -> None:
    state = run(FULL, *type_text("trays"), state=to_step(FULL, "hear"))
    assert step_view(state, FULL, ROOM).boxes[0].text == "•••••"
    state = run(FULL, "Enter", *type_text("no pens"), "Enter", state=state)
    hidden = step_view(state, FULL, ROOM)
    assert not any("trays" in text for text in hidden.texts())
    assert hidden.right[0].text == "Two lines so far"
    shown = step_view(run(FULL, ctrl("r"), state=state), FULL, ROOM)
    assert {line.text for line in shown.right} == {"trays", "no pens"}


def test_that_a_blaming_line_gets_a_quiet_dot_and_praise_none() -> None:
    start_of_hear = to_step(FULL, "hear")
    blaming = run(FULL, *type_text("night shift never rounds"), state=start_of_hear)
    assert step_view(blaming, FULL, ROOM).boxes[0].dot
    praising = run(FULL, *type_text("night shift never forgets a round"), state=start_of_hear)
    assert not step_view(praising, FULL, ROOM).boxes[0].dot


def test_that_the_guess_shows_only_the_question() -> None:
    state = to_step(FULL, "guess")
    view = step_view(state, FULL, ROOM)
    assert view.headline == "How many of our last 24 patients said Always?"
    assert view.figure is not None
    assert (view.figure.top, view.figure.at_other_rate) == (None, None)
    drawn = " ".join(view.texts())
    assert "17" not in drawn
    assert "19" not in drawn


def test_that_see_shows_truth_and_guess_as_two_marks() -> None:
    state = run(FULL, *type_text("21"), "Enter", state=to_step(FULL, "guess"))
    view = step_view(state, FULL, ROOM)
    assert view.headline == "17 of our last 24 patients said Always."
    assert view.figure is not None
    assert (view.figure.top, view.figure.guess, view.figure.at_other_rate) == (17, 21, 19)
    assert "We guessed 21: four too high." in [line.text for line in view.lines]
    assert view.aside == "Our promise: Nobody goes home confused"


def test_that_percentages_and_the_trend_stand_behind_a_key() -> None:
    state = to_step(FULL, "see")
    plain = step_view(state, FULL, ROOM)
    assert plain.figure is not None
    assert plain.figure.trend == ()
    state = run(FULL, typed("%"), typed("t"), state=state)
    view = step_view(state, FULL, ROOM)
    assert view.headline == "71% said Always."
    assert view.figure is not None
    assert len(view.figure.trend) == 2


def test_that_more_patients_than_a_room_can_picture_are_guessed_out_of_a_hundred() -> None:
    assert FULL.measure is not None
    plan = replace(FULL, measure=replace(FULL.measure, of=240, top=170, at_other_rate=190))
    view = step_view(to_step(plan, "guess"), plan, ROOM)
    assert view.headline == "How many of 100 of our patients said Always?"
    seen = step_view(to_step(plan, "see"), plan, ROOM)
    assert seen.figure is not None
    assert (seen.figure.of, seen.figure.top, seen.figure.at_other_rate) == (100, 71, 79)


def test_that_without_data_guess_and_see_are_left_out_with_the_reason() -> None:
    state = State()
    seen = []
    while state.step is not Step.CLOSE:
        state = run(NO_DATA, "PageDown", state=state)
        seen.append(state.step)
    assert Step.GUESS not in seen
    assert Step.SEE not in seen
    view = view_of_step(Step.SEE, state, NO_DATA, Room())
    assert view.skipped == view.headline
    assert "No survey answers" in view.headline


def test_that_too_few_answers_show_a_comment_and_say_why() -> None:
    view = step_view(to_step(TOO_FEW, "see"), TOO_FEW, ROOM)
    assert view.headline == "“They never told me when.”"
    assert "too few to show a number" in view.lines[0].text
    assert view.figure is None
    without = step_view(to_step(TOO_FEW, "see"), TOO_FEW, Room())
    assert "too few to show a number" in without.headline


def test_that_black_draws_nothing_and_the_clock_goes_on() -> None:
    state = run(FULL, typed("b"), state=to_step(FULL, "see"))
    view = room_view(state, FULL, ROOM, at_ms=300_000)
    assert view.over == "black"
    assert not any(view.texts())


def test_that_a_frozen_screen_keeps_its_picture_while_the_lead_goes_on() -> None:
    state = run(FULL, typed("f"), "PageDown", "PageDown", state=to_step(FULL, "thank"))
    assert state.step is Step.GUESS
    assert room_view(state, FULL, ROOM).title == "Thank"
    assert step_view(state, FULL, ROOM).title == "Guess"
    assert room_view(run(FULL, typed("f"), state=state), FULL, ROOM).title == "Guess"


def test_that_the_five_lenses_fill_the_screen() -> None:
    state = run(FULL, typed("m"), state=to_step(FULL, "see"))
    view = step_view(state, FULL, ROOM)
    assert view.over == "lenses"
    assert [row.does for row in view.cover] == [
        "time and workload",
        "supplies and space",
        "handoff and information",
        "know-how",
        "another department or rule",
    ]


def test_that_the_promise_line_stands_on_the_first_and_the_last_screen() -> None:
    line = (
        "Communication with Nurses  →  Nobody goes home confused  →  "
        "this week we ask what they will tell their family"
    )
    for step in (Step.OPEN, Step.CLOSE):
        view = view_of_step(step, State(), FULL, ROOM)
        assert line in [x.text for x in view.lines]


def test_that_a_day_that_cannot_be_read_is_said_and_not_lost() -> None:
    state = run(
        FULL,
        *type_text("Pens"),
        "Tab",
        "Tab",
        *type_text("soonish"),
        "Enter",
        state=to_step(FULL, "do"),
    )
    assert state.step is Step.DO
    box = next(b for b in step_view(state, FULL, ROOM).boxes if b.key == "due")
    assert box.wrong
    assert box.focus
    assert state.text("due") == "soonish"


def test_that_reading_back_says_what_who_and_by_when() -> None:
    state = to_step(FULL, "do")
    state = run(
        FULL, *type_text("Pens at each bed"), "Tab", *type_text("night team"), "Enter", state=state
    )
    view = step_view(state, FULL, ROOM)
    assert view.headline == "Pens at each bed"
    assert view.lines[0].text == "Night team, by Wed, Sep 16"
    assert "the survey needs until" in view.aside


def test_that_the_day_of_evidence_follows_the_rise_and_the_day_while_typing() -> None:
    do = to_step(FULL, "do")

    def aside(*keys: object) -> str:
        return step_view(run(FULL, *keys, state=do), FULL, ROOM).aside

    assert aside() == (
        "With about 8 answers a month the survey needs until May 2028 to show 10 points. "
        "We'll see it ourselves sooner: count it."
    )
    assert "to show 15 points" in aside(ctrl("w"))
    assert "until July 2027" in aside(ctrl("w"))
    assert "until August 2027" in aside(ctrl("w"), "Tab", "Tab", *type_text("5w"))
    assert "no room" in aside(ctrl("w"), ctrl("w"))
    none = aside(ctrl("w"), ctrl("w"), ctrl("w"))
    assert "can't show 5 points" in none
    assert "Count how often we do it" in none


def test_that_a_relay_shows_earlier_lines_only_after_its_own() -> None:
    hear = to_step(RELAY, "hear")
    early = run(RELAY, ctrl("r"), state=hear)
    assert not early.revealed
    mine = run(RELAY, *type_text("pens"), "Enter", ctrl("r"), state=hear)
    texts = {line.text for line in step_view(mine, RELAY, ROOM).right}
    assert texts == {"pens", "trays late", "no pens"}
    choose = step_view(run(RELAY, "PageDown", state=mine), RELAY, ROOM)
    assert {line.text: line.note for line in choose.lines}["trays late"] == "3"


def test_that_five_minutes_leave_out_guess_choose_and_check() -> None:
    assert Step.GUESS not in SHORT.steps
    assert view_of_step(Step.CHOOSE, State(), SHORT, ROOM).skipped
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
    state = State()
    for step in plan.steps:
        view = step_view(replace(state, step=step), plan, room)
        assert view.headline
        assert view.rows <= MOST_LINES


def test_that_the_line_that_fingers_are_typed_for_is_marked() -> None:
    lines = run(FULL, *type_text("pens"), "Enter", *type_text("trays"), "Enter", "PageDown",
                state=to_step(FULL, "hear"))  # fmt: skip
    asked = run(FULL, typed("2"), state=lines)
    assert [line.spot for line in step_view(asked, FULL, ROOM).lines] == [True, False]
    other = run(FULL, "Enter", typed("1"), state=asked)
    assert [line.spot for line in step_view(other, FULL, ROOM).lines] == [False, True]
    assert [line.note for line in step_view(other, FULL, ROOM).lines] == ["2", "1"]


def test_that_the_keys_shown_while_a_reason_is_typed_are_those_that_act() -> None:
    asking = run(FULL, typed("s"), state=to_step(FULL, "promised"))
    assert [key.keys for key in step_view(asking, FULL, ROOM).keys] == ["Enter", "Backspace"]


def test_that_a_rehearsal_and_a_relay_say_so_on_every_screen() -> None:
    for step in Step:
        assert view_of_step(step, State(), replace(FULL, rehearsal=True), ROOM).note == "rehearsal"
        assert view_of_step(step, State(), RELAY, ROOM).note == "night shift"
        assert view_of_step(step, State(), FULL, ROOM).note == ""


def test_that_a_relay_tells_who_is_asked_next_and_compares_nobody() -> None:
    opened = [line.text for line in step_view(State(), RELAY, ROOM).lines]
    assert "Same question for all three shifts. One shared list." in opened
    room = replace(ROOM, waiting=("evening",))
    closed = view_of_step(Step.CLOSE, State(), RELAY, room)
    assert "The evening shift will be asked the same." in [line.text for line in closed.lines]
    last = view_of_step(Step.CLOSE, State(), RELAY, ROOM)
    assert any("All three shifts have spoken" in line.text for line in last.lines)


HINT = "What would you tell a new colleague about this?"


def heard(state: State, plan: Plan, at_ms: int) -> list[str]:
    return [line.text for line in room_view(state, plan, Room(), at_ms).right]


def test_that_a_silent_room_is_asked_after_a_while_and_left_alone_once_it_types() -> None:
    state = to_step(FULL, "hear")
    begun = state.at_ms
    assert heard(state, FULL, begun + 44_000) == []
    assert heard(state, FULL, begun + 45_000) == [HINT]
    state = run(FULL, *type_text("t"), state=state, at_s=(begun + 50_000) / 1000)
    assert heard(state, FULL, begun + 120_000) == []
    state = run(FULL, "Backspace", state=state, at_s=(begun + 130_000) / 1000)
    assert heard(state, FULL, begun + 140_000) == []
    assert heard(state, FULL, begun + 175_000) == [HINT]


def test_that_the_hint_does_not_stand_twice_where_it_is_the_question() -> None:
    plan = replace(FULL, question="")
    state = to_step(plan, "hear")
    assert step_view(state, plan, Room()).headline == HINT
    assert heard(state, plan, state.at_ms + 60_000) == []


def test_that_a_frozen_screen_keeps_its_words_while_the_room_is_silent() -> None:
    state = run(FULL, ctrl("f"), state=to_step(FULL, "hear"))
    later = state.at_ms + 60_000
    assert heard(state, FULL, later) == []
    assert room_view(state, FULL, Room(), later).clock != room_view(state, FULL, Room()).clock


def test_that_a_promise_whose_reply_is_due_says_with_whom_it_is(
    database: Database,
) -> None:
    unit = fill(database)
    action = add_action(database, NewAction(unit.id, "Carts"), now=NOW).id
    reply = DAY + timedelta(days=3)
    escalate_action(database, action, "wheels", now=NOW, to="Marisela Okonkwo", reply_due=reply)
    assert planned(database, unit).actions == ()
    plan = replace(planned(database, unit), day=reply, actions=(action,))
    with database.read() as c:
        room = load_room(c, plan)
    (line,) = step_view(to_step(plan, "promised"), plan, room).lines
    assert line.mark == "no reply yet"
    assert line.note == f"with M. O., reply due {reply:%b} {reply.day}"


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
    shown = [line.text for line in step_view(state, plan, room).right]
    assert "Idea, nine days old: hooks for gowns" in shown
    typed_one = run(plan, *type_text("pens"), "Enter", state=state)
    assert "hooks" not in str(step_view(typed_one, plan, room).right)


def test_that_a_chosen_lens_stands_beside_the_line_it_is_for() -> None:
    state = run(FULL, ctrl("m"), typed("3"), state=to_step(FULL, "hear"))
    assert step_view(state, FULL, ROOM).boxes[0].label.endswith("handoff and information")
    state = run(FULL, *type_text("lists"), "Enter", state=state)
    assert step_view(state, FULL, ROOM).boxes[0].label == "Your idea, in one line"


def test_that_the_last_screen_is_never_late() -> None:
    state = to_step(FULL, "close")
    assert not step_view(state, FULL, ROOM, 700_000).late


def test_that_ours_or_theirs_says_its_key() -> None:
    state = run(FULL, "Tab", "Tab", "Tab", state=to_step(FULL, "do"))
    assert state.focus == "theirs"
    assert step_view(state, FULL, ROOM).keys[0].keys == "Space"


def test_that_points_to_aim_at_are_offered_only_where_there_is_a_measure() -> None:
    def keys(plan: Plan) -> list[str]:
        return [key.keys for key in view_of_step(Step.DO, State(), plan, ROOM).keys]

    assert "Ctrl+W" in keys(FULL)
    assert "Ctrl+W" not in keys(NO_DATA)
    assert "Enter" in keys(NO_DATA)
