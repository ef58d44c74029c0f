"""Huddles on record: their journal is only added to, and moves with a merged unit."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.errors import UsageProblem
from models.importing.undo import undo_import
from models.store.actions.actions import add_action
from models.store.actions.links import (
    ActionLink,
    action_links,
    add_outcome,
    last_outcomes,
    link_action,
)
from models.store.actions.new_action import NewAction
from models.store.comments.sorting import unit_comments
from models.store.database.database import Database
from models.store.huddles.huddles import (
    get_huddle,
    huddle_lines,
    last_discussed,
    lines_by_id,
    list_huddles,
    questions_asked,
    stored_plan,
    unfinished_huddle,
)
from models.store.huddles.ideas import (
    DROPPED,
    add_idea,
    keep_line_as_idea,
    list_ideas,
    set_idea_state,
)
from models.store.huddles.journal import (
    JournalEvent,
    append_events,
    load_journal,
    start_huddle,
    update_huddle,
    write_lines,
    write_texts,
)
from models.store.huddles.missions import (
    add_behavior,
    add_promise,
    behavior_of_week,
    choose_behavior,
)
from models.store.units.names import set_unit_names, unit_names
from models.store.units.units import find_unit, merge_units
from tests.models.store.hospital import import_surveys

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)
COLUMNS = {"measure": "nurses", "item": "nurse_explain", "question": "improve"}


@pytest.fixture
def batch(database: Database) -> int:
    return import_surveys(database)


@pytest.fixture
def unit(database: Database, batch: int) -> int:
    with database.read() as c:
        return find_unit(c, "4 West").id


@pytest.fixture
def huddle(database: Database, unit: int) -> int:
    with database.write() as c:
        return start_huddle(c, unit, "full", {"actions": [3]}, now=NOW, values=COLUMNS)


def event(seq: int, kind: str = "step") -> JournalEvent:
    return JournalEvent(seq, seq * 100, kind, {"to": "thank"})


def test_that_the_journal_comes_back_in_order(database: Database, huddle: int) -> None:
    with database.write() as c:
        append_events(c, huddle, [event(1), event(2)])
        append_events(c, huddle, [event(3)])
        append_events(c, huddle, [])
        journal = load_journal(c, huddle)
    assert journal.events == (event(1), event(2), event(3))
    assert journal.plan == {"actions": [3]}


def test_that_the_same_events_again_add_nothing(database: Database, huddle: int) -> None:
    with database.write() as c:
        assert append_events(c, huddle, [event(1), event(2)])
        assert not append_events(c, huddle, [event(2)])
        assert not append_events(c, huddle, [event(1), event(2)])
        assert len(load_journal(c, huddle).events) == 2


@pytest.mark.parametrize("seq", [1, 4])
def test_that_another_windows_events_are_never_written_over(
    database: Database, huddle: int, seq: int
) -> None:
    with database.write() as c:
        append_events(c, huddle, [event(1), event(2)])
    with database.write() as c, pytest.raises(UsageProblem):
        append_events(c, huddle, [event(seq, "black")])
    with database.read() as c:
        assert len(load_journal(c, huddle).events) == 2


def test_that_a_text_is_written_over_and_an_empty_one_is_gone(
    database: Database, huddle: int
) -> None:
    with database.write() as c:
        write_texts(c, huddle, {"line": "tra", "what": "x"})
        write_texts(c, huddle, {"line": "trays", "what": ""})
        write_lines(c, huddle, {1: {"role": "aide", "votes": 2}})
        write_texts(c, huddle, {"line:1": "no pens \x00"})
        assert load_journal(c, huddle).texts == {"line": "trays", "line:1": "no pens "}
        (line,) = huddle_lines(c, [huddle])
        assert lines_by_id(c, [line.id, 99]) == {line.id: line}
    assert (line.text, line.role, line.votes) == ("no pens ", "aide", 2)


def test_that_a_huddle_is_on_record_with_its_counts(
    database: Database, unit: int, huddle: int
) -> None:
    add_action(database, NewAction(unit, "Pens", huddle_id=huddle), now=NOW)
    with database.write() as c:
        write_lines(c, huddle, {1: {"text": "a"}, 2: {"text": "b"}})
        assert unfinished_huddle(c, unit) == get_huddle(c, huddle)
        update_huddle(c, huddle, {"ended": "2026-09-02T07:25:00+00:00", "seconds": 540})
        (record,) = list_huddles(c, unit)
        assert unfinished_huddle(c, unit) is None
        assert list_huddles(c, unit, since="2026-09-03") == []
        assert last_discussed(c, unit) == {"nurses": record.started}
        assert questions_asked(c, unit) == {("nurse_explain", "improve"): 1}
        assert stored_plan(c, huddle) == {"actions": [3]}
        assert stored_plan(c, 99) == {}
    assert (record.unit, record.lines, record.actions, record.seconds) == ("4 West", 2, 1, 540)


def test_that_an_unknown_huddle_is_refused(database: Database) -> None:
    with database.read() as c:
        with pytest.raises(UsageProblem):
            get_huddle(c, 9)
        with pytest.raises(UsageProblem):
            load_journal(c, 9)


def test_that_a_merged_unit_brings_its_huddles_mission_and_names_along(
    database: Database, unit: int, huddle: int
) -> None:
    day = date(2026, 9, 2)
    with database.write() as c:
        other = find_unit(c, "3 East").id
        promise = add_promise(c, "a", now=NOW)
        for one in (unit, other):
            behavior = add_behavior(c, promise, one, f"of {one}", now=NOW)
            choose_behavior(c, one, day, behavior)
            set_unit_names(c, one, ["Ana", f"Bo {one}"])
            add_idea(c, one, "hooks", now=NOW)
        merge_units(c, unit, other)
        assert [h.id for h in list_huddles(c, other)] == [huddle]
        assert unit_names(c, other) == tuple(sorted({"Ana", f"Bo {unit}", f"Bo {other}"}))
        assert len(list_ideas(c, other)) == 2
        kept = behavior_of_week(c, other, day)
        assert kept is not None
        assert kept.text == f"of {other}"


def test_that_a_huddle_outlives_the_comments_it_read(
    database: Database, batch: int, unit: int
) -> None:
    with database.write() as c:
        praise = unit_comments(c, unit)[0].id
        huddle = start_huddle(c, unit, "full", {}, now=NOW, values={"praise": praise})
    action = add_action(database, NewAction(unit, "Pens", huddle_id=huddle), now=NOW).id
    with database.write() as c:
        link_action(c, ActionLink(action, comment_id=praise, lens="time", theirs=True))
    undo_import(database, batch)
    with database.read() as c:
        assert get_huddle(c, huddle).praise is None
        assert action_links(c, [action])[action] == ActionLink(action, lens="time", theirs=True)


def test_that_the_survey_s_latest_answer_counts(database: Database, unit: int) -> None:
    action = add_action(database, NewAction(unit, "Pens"), now=NOW).id
    with database.write() as c:
        add_outcome(c, action, "too_early", "Not yet.", now=NOW, know_by=date(2027, 3, 1))
        assert last_outcomes(c, [action])[action].know_by == date(2027, 3, 1)
        add_outcome(c, action, "better", "Better: 80 %.", now=NOW)
        found = last_outcomes(c, [action, 99])
    assert {key: outcome.end for key, outcome in found.items()} == {action: "better"}


def test_that_a_line_is_an_idea_once(database: Database, unit: int, huddle: int) -> None:
    with database.write() as c:
        write_lines(c, huddle, {1: {"text": "hooks"}, 2: {"text": "  "}})
        for number in (1, 1, 2, 3):
            keep_line_as_idea(c, huddle, number, unit, "nurses", parked=True, now=NOW)
        (idea,) = list_ideas(c, unit)
        assert (idea.text, idea.parked, idea.measure) == ("hooks", True, "nurses")
        set_idea_state(c, idea.id, DROPPED, now=NOW)
        assert list_ideas(c, unit) == []
        with pytest.raises(UsageProblem):
            set_idea_state(c, 99, DROPPED, now=NOW)
        with pytest.raises(ValueError, match="state"):
            set_idea_state(c, idea.id, "lost", now=NOW)
        with pytest.raises(UsageProblem):
            add_idea(c, unit, " ", now=NOW)
