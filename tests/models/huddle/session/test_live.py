"""A huddle on a real database: cut off anywhere, it goes on with every line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.analysis.trend.unit_trend import trend
from models.errors import DatabaseProblem, UsageProblem
from models.huddle.agenda.evidence import evidence_due
from models.huddle.agenda.steps import FULL_PACE, Step
from models.huddle.screens.room import load_room
from models.huddle.session import live as live_module
from models.huddle.session.keys import ctrl, named, typed
from models.huddle.session.live import (
    LiveHuddle,
    close_abandoned,
    resume_live_huddle,
    start_live_huddle,
)
from models.huddle.session.state import ROLE, State
from models.importing.undo import undo_import
from models.store.actions.actions import (
    action_history,
    add_action,
    escalate_action,
    get_action,
    list_actions,
)
from models.store.actions.links import action_links, action_of_huddle
from models.store.actions.new_action import NewAction
from models.store.database.database import Connection, Database, open_database
from models.store.huddles.huddles import (
    get_huddle,
    huddle_lines,
    list_huddles,
    unfinished_huddle,
    words_to_change,
)
from models.store.huddles.ideas import list_ideas
from models.store.huddles.journal import load_journal
from models.store.tallies.baselines import baseline_changes
from models.survey import Unit, parse_month
from tests.models.huddle.hospital import (
    DAY,
    NOW,
    Clock,
    fill,
    fill_earlier_months,
    planned,
    start,
)
from tests.models.huddle.rooms import type_text


@pytest.fixture
def unit(database: Database) -> Unit:
    return fill(database)


def type_line(huddle: LiveHuddle, text: str) -> None:
    for key in [*type_text(text), named("Enter")]:
        huddle.press(key)


def promise(huddle: LiveHuddle, what: str, who: str = "aides") -> None:
    for key in [*type_text(who), named("Enter"), *type_text(what), named("Enter")]:
        huddle.press(key)


def go_to(huddle: LiveHuddle, step: Step) -> None:
    while huddle.state.step is not step:
        before = huddle.state.step
        huddle.press(named("PageDown"))
        assert huddle.state.step is not before


def resumed(db: Database, huddle: LiveHuddle) -> LiveHuddle:
    assert huddle.id is not None
    return resume_live_huddle(db, huddle.id, now=lambda: NOW, clock=Clock())


@pytest.mark.parametrize("step", FULL_PACE.steps)
def test_that_a_huddle_cut_off_at_a_step_goes_on_there_with_every_line(
    database: Database, unit: Unit, step: Step
) -> None:
    add_action(database, NewAction(unit.id, "Round at two", owner="Marisela"), now=NOW)
    huddle = start(database, planned(database, unit))
    while huddle.state.step is not step:
        before = huddle.state
        if before.step is Step.HEAR:
            type_line(huddle, "trays block the hall")
        huddle.press(named("PageDown"))
    for key in type_text("half"):
        huddle.press(key)
    again = resumed(database, huddle)
    assert again.state.step is step
    assert again.state == huddle.state


KILLED_IN_A_STEP = """
import os, signal, sys
from models.huddle.session.keys import named, typed
from models.huddle.session.live import resume_live_huddle
from models.store.database.database import open_database
place, huddle, step = sys.argv[1:]
huddle = resume_live_huddle(open_database(place), int(huddle))
while huddle.state.step != step:
    if huddle.state.step == "hear":
        for letter in "trays":
            huddle.press(typed(letter))
        huddle.press(named("Enter"))
    huddle.press(named("PageDown"))
for letter in "1 no whit":
    huddle.press(typed(letter))
print(huddle.state.step.value, sorted(huddle.state.texts.items()), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("step", FULL_PACE.steps)
def test_that_a_killed_process_loses_no_key(tmp_path: Path, step: Step) -> None:
    place = tmp_path / "hospital.db"
    database = open_database(place)
    huddle = start(database, planned(database, fill(database)))
    database.close()
    root = Path(__file__).parents[4]
    done = subprocess.run(
        [sys.executable, "-c", KILLED_IN_A_STEP, str(place), str(huddle.id), step.value],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    database = open_database(place)
    again = resume_live_huddle(database, huddle.id or 0)
    kept = f"{again.state.step.value} {sorted(again.state.texts.items())}"
    assert kept == done.stdout.strip()
    database.close()


def test_that_leaving_asks_nothing_and_resuming_keeps_the_clock(
    database: Database, unit: Unit
) -> None:
    clock = Clock()
    huddle = start(database, planned(database, unit), clock)
    clock.seconds = 42
    huddle.press(named("PageDown"))
    huddle.press(named("Escape"))
    clock.seconds = 5000
    assert huddle.elapsed_ms == 42_000
    again = resumed(database, huddle)
    assert not again.state.left
    assert again.elapsed_ms == 42_000


def test_that_the_clock_is_kept_without_a_key(database: Database, unit: Unit) -> None:
    clock = Clock()
    huddle = start(database, planned(database, unit), clock)
    clock.seconds = 61
    huddle.tick()
    assert resumed(database, huddle).elapsed_ms == 61_000


def test_that_the_one_thing_becomes_an_action_with_what_it_was_born_from(
    database: Database, unit: Unit
) -> None:
    plan = planned(database, unit)
    huddle = start(database, plan)
    go_to(huddle, Step.HEAR)
    type_line(huddle, "we run out of whiteboard pens")
    type_line(huddle, "trays block the hall")
    go_to(huddle, Step.CHOOSE)
    first = huddle.state.order[0]
    huddle.press(typed("7"))
    huddle.press(named("Down"))
    huddle.press(typed("2"))
    go_to(huddle, Step.DO)
    assert huddle.state.text("so_that") == huddle.state.text(first)
    for key in [*type_text("Keandra"), named("Tab"), *type_text("Pens at every bed")]:
        huddle.press(key)
    for key in [named("Tab"), *type_text("7"), named("Enter")]:
        huddle.press(key)
    assert huddle.state.step is Step.READBACK
    with database.read() as c:
        action_id = action_of_huddle(c, huddle.id or 0)
        action = get_action(c, action_id or 0)
        link = action_links(c, [action.id])[action.id]
        line = next(x for x in huddle_lines(c, [huddle.id or 0]) if f"line:{x.number}" == first)
    assert action.what == "Pens at every bed"
    assert action.owner == "Keandra"
    assert action.due == DAY + timedelta(days=7)
    assert action.measure == plan.measure.measure if plan.measure else False
    assert link.line_id == line.id
    assert link.item == "nurse_explain"
    assert line.votes == 7


def test_that_the_promise_keeps_the_rise_and_its_day_of_evidence_however_it_is_cut_off(
    database: Database, unit: Unit
) -> None:
    plan = planned(database, unit)
    huddle = start(database, plan)
    go_to(huddle, Step.DO)
    for key in [*type_text("aides"), named("Tab"), *type_text("Pens"), ctrl("w"), ctrl("w")]:
        huddle.press(key)
    again = resume_live_huddle(database, huddle.id or 0)
    assert again.state.wish == 20
    again.press(named("Enter"))
    with database.read() as c:
        (action,) = list_actions(c, unit_id=unit.id)
    assert plan.measure is not None
    months = plan.measure.outlook(20).months
    assert action.target == 20
    assert action.evidence_due == evidence_due(action.due, months)
    assert [found.points for found in plan.measure.outlooks] == [5, 10, 15, 20]


def test_that_a_huddle_makes_one_new_action_however_often_it_is_saved(
    database: Database, unit: Unit
) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.DO)
    promise(huddle, "Pens at every bed")
    huddle.press(named("PageUp"))
    for key in [named("Tab"), named("End"), *type_text(" today"), named("Enter")]:
        huddle.press(key)
    with database.read() as c:
        actions = list_actions(c, unit_id=unit.id)
    assert [action.what for action in actions] == ["Pens at every bed today"]


def test_that_one_key_freezes_the_baseline_for_the_promise_and_takes_it_back(
    database: Database, unit: Unit
) -> None:
    fill_earlier_months(database)
    huddle = start(database, planned(database, unit))
    measure = huddle.plan.measure
    assert measure is not None

    def frozen() -> list[tuple[str, int, str]]:
        with database.read() as c:
            changes = baseline_changes(c, unit.id, measure.measure)
        return [(str(each.kind), each.month, each.reason) for each in changes]

    go_to(huddle, Step.READBACK)
    huddle.press(typed("l"))  # no promise, so there is nothing to hold against it
    assert not huddle.state.starting_line
    huddle.press(named("PageUp"))
    promise(huddle, "Pens at every bed")
    huddle.press(typed("l"))
    month = parse_month("2025-06")
    assert frozen() == [("freeze", month, "before “Pens at every bed”")]
    again = resumed(database, huddle)
    assert again.state.starting_line
    again.press(named("PageUp"))
    for key in [named("Tab"), named("End"), *type_text(" today"), named("Enter")]:
        again.press(key)
    assert frozen() == [("freeze", month, "before “Pens at every bed today”")]
    line = trend(database, unit, measure.measure, today=DAY)
    assert line.freeze_offer is None
    assert line.freezable is None
    again.press(typed("l"))
    assert frozen() == []


def test_that_a_blaming_first_wording_is_nowhere_in_the_database(
    database: Database, unit: Unit
) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.DO)
    promise(huddle, "night shift never rounds zzfirst")
    huddle.press(named("PageUp"))
    huddle.press(named("Tab"))
    for _ in range(40):
        huddle.press(named("Backspace"))
        if not huddle.state.text("what"):
            break
    type_line(huddle, "a round at two, with a list")
    import sqlalchemy as sa

    from models.store.tables.core import Base

    with database.read() as c:
        rows = [
            str(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in c.execute(sa.select(table))
        ]
        assert any(change.field == "status" for change in action_history(c, 1))
    assert any("a round at two, with a list" in row for row in rows)
    assert not any("zzfirst" in row for row in rows)


def test_that_marks_reach_the_promises_at_once(database: Database, unit: Unit) -> None:
    late = DAY - timedelta(days=3)
    for what in ("one", "two", "three", "four"):
        add_action(database, NewAction(unit.id, what, due=late), now=NOW)
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.PROMISED)
    huddle.press(typed("d"))
    huddle.press(typed("k"))
    huddle.press(typed("o"))
    type_line(huddle, "the pharmacy closes at six")
    huddle.press(typed("s"))
    type_line(huddle, "nobody needed it")
    with database.read() as c:
        found = {action.what: action for action in list_actions(c, unit_id=unit.id)}
    assert [found[x].status for x in ("one", "two", "three", "four")] == [
        "done",
        "open",
        "escalated",
        "stopped",
    ]
    assert found["two"].due == DAY + timedelta(days=14)
    assert found["three"].why == "the pharmacy closes at six"
    assert found["four"].why == "nobody needed it"


def test_that_keeping_a_promise_whose_reply_is_due_waits_two_weeks_more(
    database: Database, unit: Unit
) -> None:
    action = add_action(database, NewAction(unit.id, "one"), now=NOW).id
    escalate_action(database, action, "wheels", now=NOW, to="Director", reply_due=DAY)
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.PROMISED)
    huddle.press(typed("k"))
    with database.read() as c:
        found = get_action(c, action)
    assert (found.status, found.escalated_to) == ("escalated", "Director")
    assert found.reply_due == DAY + timedelta(days=14)


def test_that_fingers_for_a_line_not_taken_make_an_idea(database: Database, unit: Unit) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.HEAR)
    for text in ("first", "second", "third"):
        type_line(huddle, text)
    go_to(huddle, Step.CHOOSE)
    for digit in "510":
        huddle.press(typed(digit))
        huddle.press(named("Down"))
    wanted = huddle.state.text(huddle.state.order[1])
    go_to(huddle, Step.DO)
    promise(huddle, "try it")
    go_to(huddle, Step.CLOSE)
    huddle.press(named("Escape"))
    with database.read() as c:
        assert [idea.text for idea in list_ideas(c, unit.id)] == [wanted]
        assert [a.what for a in list_actions(c, unit_id=unit.id)] == ["try it"]


def test_that_what_nobody_took_on_is_an_idea_and_no_promise(database: Database, unit: Unit) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.DO)
    for key in [named("Tab"), *type_text("Pens at every bed"), named("PageDown")]:
        huddle.press(key)
    go_to(huddle, Step.CLOSE)
    huddle.press(named("Escape"))
    with database.read() as c:
        assert [idea.text for idea in list_ideas(c, unit.id)] == ["Pens at every bed"]
        assert list_actions(c, unit_id=unit.id) == []


def test_that_how_owners_are_shown_is_kept_for_the_next_huddle(
    database: Database, unit: Unit
) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.DO)
    huddle.press(ctrl("n"))
    with database.read() as c:
        assert load_room(c, planned(database, unit)).owners == ROLE


def test_that_two_guesses_are_kept_as_the_one_between(database: Database, unit: Unit) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.GUESS)
    for key in [*type_text("12-18"), named("Enter")]:
        huddle.press(key)
    with database.read() as c:
        assert get_huddle(c, huddle.id or 0).guess == 15
    assert resumed(database, huddle).state == huddle.state


def test_that_the_close_keeps_how_long_it_took(database: Database, unit: Unit) -> None:
    clock = Clock()
    huddle = start(database, planned(database, unit), clock)
    clock.seconds = 130
    huddle.press(named("End"))
    clock.seconds = 900
    huddle.press(named("Escape"))
    with database.read() as c:
        record = get_huddle(c, huddle.id or 0)
    assert record.seconds == 130
    assert record.ended is not None


def test_that_a_guess_is_kept_with_the_truth(database: Database, unit: Unit) -> None:
    plan = planned(database, unit)
    assert plan.measure is not None
    huddle = start(database, plan)
    go_to(huddle, Step.GUESS)
    huddle.press(typed("9"))
    huddle.press(named("Enter"))
    assert huddle.state.step is Step.SEE
    with database.read() as c:
        record = get_huddle(c, huddle.id or 0)
    assert (record.guess, record.guess_of) == (9, plan.measure.guess_of)
    assert record.truth == plan.measure.truth


def test_that_a_rehearsal_saves_nothing(database: Database, unit: Unit) -> None:
    add_action(database, NewAction(unit.id, "Round at two"), now=NOW)
    huddle = start(database, planned(database, unit, rehearsal=True))
    go_to(huddle, Step.PROMISED)
    huddle.press(typed("d"))
    go_to(huddle, Step.HEAR)
    type_line(huddle, "only a rehearsal")
    go_to(huddle, Step.DO)
    promise(huddle, "not real")
    go_to(huddle, Step.CLOSE)
    huddle.press(named("Escape"))
    assert huddle.state.lines
    with database.read() as c:
        assert list_huddles(c) == []
        assert [(a.what, a.status) for a in list_actions(c)] == [("Round at two", "open")]


def test_that_starting_again_closes_what_was_left_and_loses_no_line(
    database: Database, unit: Unit
) -> None:
    first = start(database, planned(database, unit))
    go_to(first, Step.HEAR)
    for key in type_text("typed and never entered"):
        first.press(key)
    first.press(named("Escape"))
    start(database, planned(database, unit))
    with database.read() as c:
        assert get_huddle(c, first.id or 0).ended is not None
        lines = huddle_lines(c, [first.id or 0])
    assert [line.text for line in lines] == ["typed and never entered"]


def test_that_nothing_left_open_is_nothing_to_close(database: Database, unit: Unit) -> None:
    assert close_abandoned(database, unit.id) is None


def test_that_a_second_window_cannot_write_over_the_first(database: Database, unit: Unit) -> None:
    first = start(database, planned(database, unit))
    second = resumed(database, first)
    first.press(named("PageDown"))
    second.press(named("End"))
    assert isinstance(second.unsaved, UsageProblem)
    assert first.unsaved is None


def test_that_keys_wait_for_a_locked_database_and_are_not_lost(
    database: Database, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.HEAR)

    def locked(*_args: object) -> None:
        raise DatabaseProblem("database-locked")

    store: Callable[..., None] = live_module.HuddleJournal.store
    monkeypatch.setattr(live_module.HuddleJournal, "store", locked)
    type_line(huddle, "typed while locked")
    assert isinstance(huddle.unsaved, DatabaseProblem)
    monkeypatch.setattr(live_module.HuddleJournal, "store", store)
    huddle.tick()
    assert huddle.unsaved is None
    assert resumed(database, huddle).state == huddle.state


def test_that_an_error_reported_for_what_was_stored_doubles_nothing(
    database: Database, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.HEAR)
    write = Database.write

    @contextmanager
    def stored_but_reported(db: Database) -> Iterator[Connection]:
        with write(db) as c:
            yield c
        raise DatabaseProblem("no-server")

    monkeypatch.setattr(Database, "write", stored_but_reported)
    type_line(huddle, "pens")
    assert isinstance(huddle.unsaved, DatabaseProblem)
    monkeypatch.setattr(Database, "write", write)
    huddle.press(named("PageDown"))
    assert huddle.unsaved is None
    again = resumed(database, huddle)
    assert again.state == huddle.state
    assert len(again.state.lines) == 1


def test_that_keys_can_be_stored_beside_the_hand_that_types(database: Database, unit: Unit) -> None:
    later: list[Callable[[], None]] = []
    huddle = start_live_huddle(
        database, planned(database, unit), now=lambda: NOW, clock=Clock(), lane=later.append
    )
    go_to(huddle, Step.HEAR)
    type_line(huddle, "pens")
    assert huddle.id is not None
    with database.read() as c:
        assert load_journal(c, huddle.id).events == ()
    for store in later:
        store()
    assert resumed(database, huddle).state == huddle.state


def test_that_the_journal_is_only_added_to(database: Database, unit: Unit) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.HEAR)
    with database.read() as c:
        before = load_journal(c, huddle.id or 0).events
    huddle.press(ctrl("b"))
    huddle.press(ctrl("b"))
    with database.read() as c:
        after = load_journal(c, huddle.id or 0).events
    assert after[: len(before)] == before
    assert [event.kind for event in after[len(before) :]] == ["black", "black"]


def test_that_an_unfinished_huddle_is_found_for_f5(database: Database, unit: Unit) -> None:
    huddle = start(database, planned(database, unit))
    with database.read() as c:
        found = unfinished_huddle(c, unit.id)
    assert found is not None
    assert found.id == huddle.id


def test_that_a_comment_taken_back_meanwhile_stops_nothing(database: Database, unit: Unit) -> None:
    plan = planned(database, unit)
    add_action(database, NewAction(unit.id, "Round at two"), now=NOW)  # keeps the unit
    undo_import(database, 1)
    huddle = start(database, plan)
    go_to(huddle, Step.DO)
    promise(huddle, "Pens at every bed")
    assert huddle.unsaved is None
    with database.read() as c:
        room = load_room(c, plan)
        assert len(list_actions(c, unit_id=unit.id)) == 2
    assert room.praise == ""


def test_that_a_unit_taken_back_meanwhile_is_said(database: Database, unit: Unit) -> None:
    plan = planned(database, unit)
    undo_import(database, 1)
    with pytest.raises(UsageProblem):
        start(database, plan)


def test_that_the_one_word_to_change_is_found_again(database: Database, unit: Unit) -> None:
    huddle = start(database, planned(database, unit))
    go_to(huddle, Step.CHECK)
    for key in [named("Tab"), *type_text("shorter"), named("Enter")]:
        huddle.press(key)
    with database.read() as c:
        assert [word for _at, word in words_to_change(c, unit.id)] == ["shorter"]


def test_that_an_unknown_huddle_is_refused(database: Database) -> None:
    with pytest.raises(UsageProblem):
        resume_live_huddle(database, 99)


def test_that_state_starts_on_the_first_step() -> None:
    assert replace(State(), at_ms=5).step is Step.OPEN
