"""What each key does, step by step, with a clock that a test moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.huddle.agenda.due import parse_due
from models.huddle.agenda.plan import plan_from_json
from models.huddle.agenda.steps import Step
from models.huddle.session.keyboard import can_park, press, tick
from models.huddle.session.keys import Key, ctrl, named, typed
from models.huddle.session.state import (
    EVERYBODY,
    FIRST_NAME,
    NO_OWNER,
    NOTHING_TO_DO,
    ROLE,
    State,
)
from models.huddle.session.transaction import MarkAction, SaveAction, ShowOwners
from tests.models.huddle.rooms import DAY, FULL, NO_DATA, RELAY, SHORT, run, to_step, type_text


@pytest.mark.parametrize("key", ["PageDown", "Right", "Space", "Enter"])
def test_that_every_key_of_a_clicker_goes_on(key: str) -> None:
    assert run(FULL, key).step is Step.THANK


@pytest.mark.parametrize("key", ["PageUp", "Left", "Backspace"])
def test_that_every_key_of_a_clicker_goes_back(key: str) -> None:
    assert run(FULL, key, state=to_step(FULL, "promised")).step is Step.THANK


PROMISE = [*type_text("aides"), "Tab", *type_text("Pens")]


def test_that_home_and_end_go_to_the_first_and_the_last_step() -> None:
    state = run(FULL, "End")
    assert state.step is Step.CLOSE
    assert run(FULL, "Home", state=state).step is Step.OPEN


def test_that_a_step_back_from_the_first_stays() -> None:
    assert run(FULL, "PageUp").step is Step.OPEN


def test_that_a_step_back_deletes_nothing() -> None:
    state = run(FULL, *type_text("21"), "Enter", state=to_step(FULL, "guess"))
    state = run(FULL, "PageDown", *type_text("pens"), "PageUp", "PageUp", state=state)
    assert state.step is Step.GUESS
    assert state.guess == 21
    assert state.text("line") == "pens"
    assert run(FULL, "PageDown", "PageDown", state=state).text("line") == "pens"


def test_that_the_guess_cannot_be_mended_after_the_truth_was_seen() -> None:
    state = run(FULL, *type_text("21"), "Enter", state=to_step(FULL, "guess"))
    assert run(FULL, "PageUp", typed("5"), "Enter", state=state).guess == 21


def test_that_a_guess_cannot_be_larger_than_the_number_of_patients() -> None:
    state = run(FULL, *type_text("99"), state=to_step(FULL, "guess"))
    assert state.text("guess") == "9"
    assert run(FULL, "Backspace", state=state).text("guess") == ""


@pytest.mark.parametrize("key", [".", "b", "B"])
def test_that_black_comes_and_goes_with_the_same_key(key: str) -> None:
    black = run(FULL, typed(key))
    assert black.black
    assert not run(FULL, typed(key), state=black).black


def test_that_behind_black_no_step_is_taken_and_typing_is_kept() -> None:
    state = run(FULL, ctrl("b"), state=to_step(FULL, "hear"))
    state = run(FULL, "PageDown", "Home", *type_text("call light"), ctrl("b"), state=state)
    assert state.step is Step.HEAR
    assert not state.black
    assert state.text("line") == "call light"


def test_that_a_lone_dot_blacks_the_screen_and_a_dot_in_a_text_is_a_dot() -> None:
    hear = to_step(FULL, "hear")
    assert run(FULL, typed("."), state=hear).black
    typing = run(FULL, *type_text("No."), state=hear)
    assert not typing.black
    assert typing.text("line") == "No."


def test_that_letters_are_text_in_a_box_and_keys_outside_of_it() -> None:
    hear = to_step(FULL, "hear")
    assert run(FULL, *type_text("bfmr"), state=hear).text("line") == "bfmr"
    outside = run(FULL, "Tab", typed("m"), state=hear)
    assert outside.lenses


def test_that_ctrl_does_in_a_box_what_the_letter_does_outside() -> None:
    hear = run(FULL, *type_text("one"), "Enter", *type_text("tw"), state=to_step(FULL, "hear"))
    state = run(FULL, ctrl("r"), state=hear)
    assert state.revealed
    assert state.text("line") == "tw"
    assert run(FULL, ctrl("m"), state=hear).lenses
    assert run(FULL, ctrl("b"), state=hear).black
    assert run(FULL, ctrl("+"), state=hear).size == hear.size + 1
    assert run(FULL, ctrl("-"), state=hear).size == hear.size - 1


def test_that_text_size_stops_at_its_ends() -> None:
    assert run(FULL, *[typed("+")] * 9).size == 4
    assert run(FULL, *[typed("-")] * 9).size == 0


def test_that_backspace_edits_first_and_goes_back_only_from_an_empty_box() -> None:
    state = run(FULL, *type_text("ab"), "Backspace", state=to_step(FULL, "hear"))
    assert (state.step, state.text("line")) == (Step.HEAR, "a")
    state = run(FULL, "Backspace", state=state)
    assert (state.step, state.text("line")) == (Step.HEAR, "")
    assert run(FULL, "Backspace", state=state).step is Step.SEE


def test_that_a_text_can_be_mended_in_the_middle() -> None:
    keys = [*type_text("trys late"), "Home", "Right", "Right", typed("a"), "End", typed("!")]
    state = run(FULL, *keys, "Left", "Delete", state=to_step(FULL, "hear"))
    assert state.text("line") == "trays late"


def test_that_the_key_sheet_opens_and_any_key_closes_it() -> None:
    open_sheet = run(FULL, typed("?"))
    assert open_sheet.sheet
    assert not run(FULL, typed("?"), state=open_sheet).sheet
    assert run(FULL, "PageDown", state=open_sheet).step is Step.THANK
    assert run(FULL, "F1", state=to_step(FULL, "hear")).sheet


# --- promises ----------------------------------------------------------------------------------


def effects_of(state: State, *keys: object) -> list[object]:
    found: list[object] = []
    for place, key in enumerate(keys):
        real = named(key) if isinstance(key, str) else key
        change = press(state, FULL, real, place)  # type: ignore[arg-type]
        state = change.state
        found += change.effects
    return found


def test_that_each_promise_is_decided_with_one_key() -> None:
    promised = to_step(FULL, "promised")
    found = effects_of(promised, typed("d"), typed("K"))
    assert found == [MarkAction(11, "done", ""), MarkAction(12, "kept", "")]


def test_that_stopping_needs_a_reason_and_an_obstacle_none() -> None:
    promised = to_step(FULL, "promised")
    assert effects_of(promised, typed("s"), "Enter") == []
    assert effects_of(promised, typed("o"), "Enter") == [MarkAction(11, "obstacle", "")]
    stopped = effects_of(promised, typed("s"), *type_text("no need"), "Enter")
    assert stopped == [MarkAction(11, "stopped", "no need")]


def test_that_a_reason_half_typed_is_kept_by_going_on() -> None:
    promised = to_step(FULL, "promised")
    found = effects_of(promised, typed("s"), *type_text("moved"), "PageDown")
    assert found == [MarkAction(11, "stopped", "moved")]


def test_that_backspace_in_the_empty_reason_takes_the_key_back() -> None:
    state = run(FULL, typed("s"), "Backspace", state=to_step(FULL, "promised"))
    assert (state.step, state.asking, state.focus) == (Step.PROMISED, "", "")


def test_that_another_key_changes_the_decision() -> None:
    state = run(FULL, typed("d"), "Up", typed("k"), state=to_step(FULL, "promised"))
    assert state.marks == {11: "kept"}


# --- hear, choose ------------------------------------------------------------------------------


def hear_lines(*lines: str) -> State:
    state = to_step(FULL, "hear")
    for line in lines:
        state = run(FULL, *type_text(line), "Enter", state=state)
    return state


def test_that_lines_are_shuffled_the_same_way_every_time() -> None:
    state = run(FULL, ctrl("r"), state=hear_lines("a", "b", "c", "d", "e"))
    assert sorted(state.order) == [f"line:{n}" for n in range(1, 6)]
    assert state.order != tuple(f"line:{n}" for n in range(1, 6))
    assert run(FULL, ctrl("r"), state=hear_lines("a", "b", "c", "d", "e")).order == state.order


def test_that_a_line_typed_after_the_reveal_stands_last() -> None:
    state = run(FULL, ctrl("r"), *type_text("late"), "Enter", state=hear_lines("a", "b"))
    assert state.order[-1] == "line:3"


def test_that_enter_in_the_empty_box_goes_on() -> None:
    assert run(FULL, "Enter", state=hear_lines("a")).step is Step.CHOOSE


def test_that_a_role_present_can_be_told_with_a_line() -> None:
    state = run(FULL, typed("1"), typed("6"))
    for _ in range(5):
        state = run(FULL, "PageDown", state=state)
    state = run(FULL, "Down", "Down", *type_text("mop at night"), "Enter", state=state)
    assert [(line.role, line.shift) for line in state.lines] == [("housekeeping", "day")]


def test_that_fingers_add_up_and_backspace_corrects() -> None:
    keys = ("Enter", typed("9"), "Down", typed("3"), "Up", typed("2"))
    state = run(FULL, *keys, state=hear_lines("a", "b"))
    first, second = state.order
    assert (state.fingers(first), state.fingers(second)) == (11, 3)
    state = run(FULL, "Backspace", typed("4"), state=state)
    assert (state.fingers(first), state.fingers(second)) == (13, 3)


def test_that_twelve_fingers_are_typed_as_twelve_and_change_no_other_line() -> None:
    state = run(FULL, "Enter", typed("1"), typed("2"), state=hear_lines("a", "b"))
    assert [state.fingers(key) for key in state.order] == [12, 0]
    state = run(FULL, typed("5"), state=state)
    assert [state.fingers(key) for key in state.order] == [12, 0]
    state = run(FULL, "Enter", typed("1"), typed("0"), state=state)
    assert state.step is Step.CHOOSE
    assert [state.fingers(key) for key in state.order] == [12, 10]


def test_that_freezing_ends_with_escape_or_f5_and_nothing_else_happens() -> None:
    for key in ("Escape", "F5"):
        frozen = run(FULL, typed("f"), state=to_step(FULL, "see"))
        assert frozen.freeze
        state = run(FULL, key, state=frozen)
        assert not state.freeze
        assert not state.left
        assert state.step is Step.SEE


def test_that_backspace_without_fingers_goes_back() -> None:
    assert run(FULL, "Enter", "Backspace", state=hear_lines("a")).step is Step.HEAR


def test_that_the_most_fingers_become_the_one_thing() -> None:
    state = run(FULL, "Enter", typed("1"), "Enter", typed("5"), "Enter", state=hear_lines("a", "b"))
    assert state.step is Step.DO
    assert state.text("so_that") == state.text(state.order[1])
    assert state.text("what") == ""
    assert state.focus == "who"


def test_that_fingers_of_earlier_shifts_count() -> None:
    state = run(RELAY, *type_text("mine"), "Enter", "Enter", state=to_step(RELAY, "hear"))
    for key in state.order:
        state = run(RELAY, typed("2" if key == "line:1" else "0"), "Enter", state=state)
    assert state.step is Step.DO
    assert state.chosen == "earlier:57"


def test_that_a_lens_is_kept_with_the_line_and_the_first_wording_is_not() -> None:
    state = to_step(FULL, "hear")
    state = run(FULL, *type_text("nights never round"), ctrl("m"), typed("1"), state=state)
    assert state.draft_lens == "time"
    state = run(FULL, *["Backspace"] * 18, *type_text("no time at two"), "Enter", state=state)
    assert [line.lens for line in state.lines] == ["time"]
    assert "nights never round" not in state.texts.values()


def test_that_a_line_can_be_put_in_other_words_when_choosing() -> None:
    state = run(FULL, "Enter", typed("m"), typed("3"), state=hear_lines("bad"))
    assert state.focus == "line:1"
    state = run(FULL, *["Backspace"] * 3, *type_text("handoff sheet"), "Enter", state=state)
    assert state.text("line:1") == "handoff sheet"
    assert state.lines[0].lens == "handoff"
    assert state.step is Step.CHOOSE


# --- do, check, close --------------------------------------------------------------------------


def test_that_the_one_thing_is_saved_whole() -> None:
    keys = [
        *type_text("aides"),
        "Tab",
        *type_text("Pens"),
        "Tab",
        *type_text("fri"),
        "Tab",
        "Space",
        "Enter",
    ]
    found = effects_of(to_step(FULL, "do"), *keys)
    assert found == [SaveAction("Pens", "aides", date(2026, 9, 4), True, "", "")]


def test_that_leaving_a_typed_action_saves_it() -> None:
    for key in ("PageDown", "PageUp", "Escape"):
        found = effects_of(to_step(FULL, "do"), *PROMISE, key)
        assert found == [SaveAction("Pens", "aides", date(2026, 9, 16), False, "", "")]


def test_that_enter_goes_from_who_to_what_and_saves() -> None:
    do = to_step(FULL, "do")
    state = run(FULL, *type_text("aides"), "Enter", state=do)
    assert (state.step, state.focus) == (Step.DO, "what")
    state = run(FULL, *type_text("Pens"), "Enter", state=state)
    assert (state.step, state.saved) == (Step.READBACK, True)


@pytest.mark.parametrize(
    ("keys", "notice"),
    [
        ([*type_text("aides")], NOTHING_TO_DO),
        (["Tab", *type_text("Pens")], NO_OWNER),
        ([*type_text("All of us"), "Tab", *type_text("Pens")], EVERYBODY),
    ],
)
def test_that_what_is_missing_is_told_once_and_then_left(keys: list, notice: str) -> None:
    typed_in = run(FULL, *keys, state=to_step(FULL, "do"))
    told = run(FULL, "PageDown", state=typed_in)
    assert (told.step, told.notice, told.saved) == (Step.DO, notice, False)
    left = run(FULL, "PageDown", state=told)
    assert left.step is Step.READBACK
    assert left.saved == (notice == EVERYBODY)
    assert left.text("what") == told.text("what")


def test_that_no_promise_is_saved_without_who_and_what_however_it_is_left() -> None:
    for keys in ([*type_text("aides")], ["Tab", *type_text("Pens")]):
        for last in ("End", "Escape", "PageUp"):
            assert effects_of(to_step(FULL, "do"), *keys, last) == []


def test_that_a_day_is_saved_as_it_was_understood() -> None:
    keys = [*PROMISE, "Tab", *type_text("next friday"), "Enter"]
    (found,) = effects_of(to_step(FULL, "do"), *keys)
    assert found.due == date(2026, 9, 4)


def test_that_the_reason_can_be_put_in_other_words_at_one_stroke() -> None:
    do = run(FULL, "Enter", typed("1"), "Enter", state=hear_lines("carts are loud"))
    state = run(FULL, "Backtab", *type_text("patients can sleep"), state=do)
    assert state.text("so_that") == "patients can sleep"


def test_that_what_is_selected_is_replaced_deleted_or_left() -> None:
    hear = run(FULL, *type_text("call lights"), state=to_step(FULL, "hear"))
    assert run(FULL, "SelectAll", typed("x"), state=hear).text("line") == "x"
    assert run(FULL, "SelectHome", "Backspace", state=hear).text("line") == ""
    to_end = run(FULL, *["SelectLeft"] * 6, "Delete", state=hear)
    assert to_end.text("line") == "call "
    kept = run(FULL, "SelectAll", "Left", typed("a "), state=hear)
    assert kept.text("line") == "a call lights"


def test_that_two_guesses_are_the_lowest_and_the_highest_in_any_order() -> None:
    guess = to_step(FULL, "guess")
    one = run(FULL, *type_text("18"), "Enter", state=guess)
    assert (one.guess, one.guess_high) == (18, None)
    two = run(FULL, *type_text("18-12"), "Enter", state=guess)
    assert (two.guess, two.guess_high) == (12, 18)
    back = run(FULL, *type_text("18-1"), "Backspace", "Backspace", "Enter", state=guess)
    assert (back.guess, back.guess_high) == (18, None)


def test_that_nothing_is_typed_behind_a_frozen_picture_on_one_screen() -> None:
    frozen = run(FULL, ctrl("f"), state=to_step(FULL, "hear"))

    def alone(*keys: Key | str) -> State:
        state = frozen
        for key in keys:
            real = key if isinstance(key, Key) else named(key)
            state = press(state, FULL, real, 9_000, alone=True).state
        return state

    assert alone(*type_text("trays"), "Enter").texts == {}
    assert alone("PageDown").step is Step.CHOOSE
    assert alone(ctrl("f"), *type_text("trays")).text("line") == "trays"
    assert run(FULL, *type_text("trays"), state=frozen).text("line") == "trays"


def test_that_one_key_shows_owners_by_role_and_back() -> None:
    promised = to_step(FULL, "promised")
    assert run(FULL, typed("n"), state=promised).owners == ROLE
    assert run(FULL, typed("n"), typed("n"), state=promised).owners == FIRST_NAME
    assert effects_of(promised, typed("n")) == [ShowOwners(ROLE)]
    assert run(FULL, typed("n"), state=to_step(FULL, "see")).owners == ""


def test_that_one_key_aims_at_more_points_and_after_the_most_at_the_fewest() -> None:
    do = to_step(FULL, "do")
    aims = [run(FULL, *[ctrl("w")] * presses, state=do).wish for presses in range(5)]
    assert aims == [10, 15, 20, 5, 10]
    found = effects_of(do, *PROMISE, ctrl("w"), "Enter")
    assert found == [SaveAction("Pens", "aides", date(2026, 9, 16), False, "", "", 15)]


def test_that_w_is_a_letter_in_a_box_and_no_key_without_a_measure_or_in_other_steps() -> None:
    assert run(FULL, *type_text("wWw"), state=to_step(FULL, "do")).wish == 10
    bare = replace(FULL, measure=None)
    assert run(bare, ctrl("w"), state=to_step(bare, "do")).wish == 10
    assert run(FULL, ctrl("w"), state=to_step(FULL, "choose")).wish == 10


def test_that_an_empty_action_saves_nothing() -> None:
    assert effects_of(to_step(FULL, "do"), "Enter") == []


def test_that_plus_and_minus_vote_in_the_check_and_digits_say_how_many() -> None:
    state = run(
        FULL,
        typed("+"),
        *type_text("11"),
        typed("-"),
        typed("2"),
        typed("+"),
        state=to_step(FULL, "check"),
    )
    assert (state.thumbs_up, state.thumbs_down) == (12, 2)
    assert state.size == State().size
    state = run(FULL, "Backspace", "Backspace", state=state)
    assert (state.thumbs_up, state.thumbs_down) == (11, 1)


def test_that_a_hyphen_in_the_word_to_change_is_a_hyphen() -> None:
    state = run(FULL, "Tab", *type_text("hand-off"), state=to_step(FULL, "check"))
    assert state.text("word") == "hand-off"
    assert state.thumbs == ()
    assert run(FULL, "Tab", typed("-"), state=to_step(FULL, "check")).thumbs_down == 1


def test_that_escape_leaves_and_f5_comes_back_to_the_same_step() -> None:
    left = run(FULL, "Escape", state=hear_lines("a"))
    assert left.left
    assert run(FULL, "PageDown", typed("x"), state=left) == left
    back = run(FULL, "F5", state=left)
    assert (back.left, back.step) == (False, Step.HEAR)


def test_that_escape_on_the_last_step_ends_the_huddle() -> None:
    assert run(FULL, "End", "Escape").ended
    assert run(FULL, "End", "PageDown").ended


# --- the clock ---------------------------------------------------------------------------------


def test_that_a_late_huddle_is_offered_to_park_at_eight_minutes() -> None:
    hear = to_step(FULL, "hear")
    assert not tick(hear, FULL, 479_000).state.park_offered
    late = tick(hear, FULL, 480_000).state
    assert late.park_offered
    assert can_park(late, FULL)
    parked = run(FULL, ctrl("p"), state=late, at_s=481)
    assert parked.parked
    assert parked.step is Step.CHECK


def test_that_a_huddle_on_time_is_not_offered_to_park() -> None:
    assert not tick(to_step(FULL, "do"), FULL, 485_000).state.park_offered
    assert not tick(to_step(FULL, "check"), FULL, 535_000).state.park_offered


def test_that_p_does_nothing_before_it_is_offered() -> None:
    assert run(FULL, ctrl("p"), state=to_step(FULL, "hear")).step is Step.HEAR


def test_that_the_huddle_closes_by_itself_at_ten_minutes_and_loses_no_line() -> None:
    hear = run(FULL, *type_text("half a li"), state=to_step(FULL, "hear"))
    closed = tick(hear, FULL, 600_000).state
    assert closed.step is Step.CLOSE
    assert closed.auto_closed
    assert closed.text("line:1") == "half a li"


def test_that_an_action_typed_at_ten_minutes_is_saved() -> None:
    do = run(FULL, *PROMISE, state=to_step(FULL, "do"))
    change = tick(do, FULL, 600_000)
    assert [e.what for e in change.effects if isinstance(e, SaveAction)] == ["Pens"]


def test_that_stepping_back_after_the_close_is_not_closed_again() -> None:
    closed = tick(to_step(FULL, "hear"), FULL, 600_000).state
    back = run(FULL, "PageUp", state=closed, at_s=601)
    assert back.step is Step.CHECK
    assert tick(back, FULL, 640_000).state.step is Step.CHECK


def test_that_the_short_huddle_closes_at_five_minutes() -> None:
    assert tick(to_step(SHORT, "hear"), SHORT, 240_000).state.park_offered
    assert tick(to_step(SHORT, "hear"), SHORT, 300_000).state.step is Step.CLOSE


def test_that_a_clock_going_backwards_changes_nothing() -> None:
    state = tick(run(FULL, "PageDown"), FULL, 90_000).state
    assert press(state, FULL, typed("x"), 10_000).state.at_ms == 90_000


def test_that_steps_without_data_are_left_out_both_ways() -> None:
    hear = run(NO_DATA, "PageDown", state=to_step(NO_DATA, "promised"))
    assert hear.step is Step.HEAR
    assert run(NO_DATA, "PageUp", state=hear).step is Step.PROMISED


# --- around it ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", date(2026, 9, 16)),
        ("7", date(2026, 9, 9)),
        ("+3 days", date(2026, 9, 5)),
        ("2w", date(2026, 9, 16)),
        ("Wednesday", date(2026, 9, 9)),
        ("tomorrow", date(2026, 9, 3)),
        ("2026-10-01", date(2026, 10, 1)),
    ],
)
def test_that_a_day_is_read_as_people_type_it(text: str, day: date) -> None:
    assert parse_due(text, DAY) == day


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "999", "2026-01-01", "fr", "2028-01-01"])
def test_that_what_is_no_day_ahead_is_no_day(text: str) -> None:
    assert parse_due(text, DAY) is None


@pytest.mark.parametrize("plan", [FULL, NO_DATA, SHORT, RELAY])
def test_that_a_plan_comes_back_from_its_json(plan: object) -> None:
    import json

    assert plan_from_json(json.loads(json.dumps(plan.to_json()))) == plan  # type: ignore[attr-defined]


def test_that_a_plan_of_a_later_version_is_read_as_far_as_known() -> None:
    stored = {**FULL.to_json(), "mood": "new"}
    assert plan_from_json(stored) == FULL
    assert replace(FULL, kind="short").pace.stop_s == 300


def test_that_ctrl_and_backspace_take_the_last_word_away_and_nothing_else() -> None:
    state = run(FULL, *type_text("no  pens here "), "WordBack", state=to_step(FULL, "hear"))
    assert state.text("line") == "no  pens "
    state = run(FULL, "WordBack", state=state)
    assert state.text("line") == "no  "
    state = run(FULL, "WordBack", "WordBack", "WordBack", state=state)
    assert state.text("line") == ""
    assert state.step == "hear"
