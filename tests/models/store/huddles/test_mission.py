"""The mission: everything optional, a measure mapped once, nothing old is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.errors import UsageProblem
from models.store.actions.actions import add_action
from models.store.actions.completion_counts import doing_by_week, record_completion
from models.store.actions.new_action import NewAction
from models.store.database.database import Database
from models.store.huddles.missions import (
    Mission,
    add_behavior,
    add_promise,
    behavior_of_week,
    choose_behavior,
    map_measure,
    mission,
    order_promises,
    retire_behavior,
    retire_promise,
    reword_behavior,
    reword_promise,
    set_mission_sentence,
    week_of,
)
from tests.models.store.hospital import add_units

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)
DAY = date(2026, 9, 2)


def add_unit(database: Database, name: str) -> int:
    with database.write() as c:
        return add_units(c, ("Riverside", "", name))[0]


@pytest.fixture
def unit(database: Database) -> int:
    return add_unit(database, "4 West")


def texts(database: Database) -> list[str]:
    with database.read() as c:
        return [promise.text for promise in mission(c).promises]


def test_that_without_a_mission_there_is_an_empty_one(database: Database) -> None:
    with database.read() as c:
        assert mission(c) == Mission()
        assert mission(c).promises_missing == 3
        assert mission(c).promise_for("nurses") is None


def test_that_sentence_and_promises_come_back_as_given(database: Database) -> None:
    with database.write() as c:
        set_mission_sentence(c, "  The needs of the\npatient come first ")
        first = add_promise(c, "Nobody goes home confused", now=NOW)
        add_promise(c, "Quiet at night", now=NOW)
        reword_promise(c, first, "Everyone goes home sure")
    with database.read() as c:
        assert mission(c).sentence == "The needs of the patient come first"
        assert mission(c).promises_missing == 1
    assert texts(database) == ["Everyone goes home sure", "Quiet at night"]


def test_that_promises_can_be_put_in_order(database: Database) -> None:
    with database.write() as c:
        ids = [add_promise(c, text, now=NOW) for text in ("a", "b", "c")]
        order_promises(c, [ids[2], ids[0], ids[1]])
    assert texts(database) == ["c", "a", "b"]


def test_that_an_eighth_promise_is_refused(database: Database) -> None:
    with database.write() as c:
        for n in range(7):
            add_promise(c, f"Promise {n}", now=NOW)
        with pytest.raises(UsageProblem):
            add_promise(c, "One more", now=NOW)
        retire_promise(c, mission(c).promises[0].id, now=NOW)
        add_promise(c, "One more", now=NOW)
    assert len(texts(database)) == 7


def test_that_a_measure_is_mapped_once(database: Database) -> None:
    with database.write() as c:
        first = add_promise(c, "a", now=NOW)
        second = add_promise(c, "b", now=NOW)
        map_measure(c, "nurses", first)
        map_measure(c, "nurses", second)
    with database.read() as c:
        found = mission(c)
        assert [p.measures for p in found.promises] == [(), ("nurses",)]
        assert found.promise_for("nurses") == found.promises[1]
    with database.write() as c:
        map_measure(c, "nurses", None)
        assert mission(c).promise_for("nurses") is None


def test_that_a_retired_promise_frees_its_measures(database: Database) -> None:
    with database.write() as c:
        first = add_promise(c, "a", now=NOW)
        map_measure(c, "nurses", first)
        retire_promise(c, first, now=NOW)
        map_measure(c, "nurses", add_promise(c, "b", now=NOW))
    assert texts(database) == ["b"]


def test_that_behaviors_belong_to_one_unit(database: Database, unit: int) -> None:
    other = add_unit(database, "5 East")
    with database.write() as c:
        promise = add_promise(c, "a", now=NOW)
        mine = add_behavior(c, promise, unit, "Teach back", now=NOW)
        add_behavior(c, promise, other, "Sit down", now=NOW)
        reword_behavior(c, mine, "Teach back, each pill")
    with database.read() as c:
        assert [b.text for b in mission(c, unit).promises[0].behaviors] == ["Teach back, each pill"]
        assert mission(c).promises[0].behaviors == ()


def test_that_the_behavior_of_a_week_holds_until_another_is_chosen(
    database: Database, unit: int
) -> None:
    with database.write() as c:
        promise = add_promise(c, "a", now=NOW)
        first = add_behavior(c, promise, unit, "Teach back", now=NOW)
        second = add_behavior(c, promise, unit, "Sit down", now=NOW)
        assert behavior_of_week(c, unit, DAY) is None
        choose_behavior(c, unit, DAY, first)
        choose_behavior(c, unit, date(2026, 9, 14), second)

        def text(day: date) -> str:
            found = behavior_of_week(c, unit, day)
            return found.text if found else ""

        assert text(date(2026, 8, 30)) == ""
        assert text(date(2026, 8, 31)) == "Teach back"
        assert text(date(2026, 9, 13)) == "Teach back"
        assert text(date(2026, 9, 20)) == "Sit down"
        retire_behavior(c, second, now=NOW)
        assert text(date(2026, 9, 20)) == "Teach back"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_that_empty_words_are_refused(database: Database, unit: int, text: str) -> None:
    with database.write() as c:
        promise = add_promise(c, "a", now=NOW)
        with pytest.raises(UsageProblem):
            add_promise(c, text, now=NOW)
        with pytest.raises(UsageProblem):
            add_behavior(c, promise, unit, text, now=NOW)


def test_that_what_is_gone_is_said(database: Database, unit: int) -> None:
    with database.write() as c:
        with pytest.raises(UsageProblem):
            reword_promise(c, 99, "x")
        with pytest.raises(UsageProblem):
            add_behavior(c, 99, unit, "x", now=NOW)
        with pytest.raises(UsageProblem):
            map_measure(c, "nurses", 99)


# --- the tally of the doing --------------------------------------------------------------------


def test_that_the_doing_is_counted_by_week(database: Database, unit: int) -> None:
    action = add_action(database, NewAction(unit, "Teach back"), now=NOW).id
    with database.write() as c:
        assert record_completion(c, unit, DAY, 3, now=NOW, action_id=action) == 3
        assert record_completion(c, unit, DAY, now=NOW, action_id=action) == 4
        assert record_completion(c, unit, DAY, -1, now=NOW, action_id=action) == 3
        record_completion(c, unit, date(2026, 9, 7), 5, now=NOW, action_id=action)
        assert doing_by_week(c, unit, action_id=action) == {
            date(2026, 8, 31): 3,
            date(2026, 9, 7): 5,
        }
        with pytest.raises(UsageProblem):
            record_completion(c, unit, DAY, -4, now=NOW, action_id=action)
        with pytest.raises(UsageProblem):
            record_completion(c, unit, DAY, now=NOW)


def test_that_actions_and_behaviors_are_counted_apart(database: Database, unit: int) -> None:
    action = add_action(database, NewAction(unit, "Teach back"), now=NOW).id
    with database.write() as c:
        promise = add_promise(c, "a", now=NOW)
        behavior = add_behavior(c, promise, unit, "Sit down", now=NOW)
        record_completion(c, unit, DAY, 2, now=NOW, behavior_id=behavior)
        assert doing_by_week(c, unit, behavior_id=behavior) == {week_of(DAY): 2}
        assert doing_by_week(c, unit, action_id=action) == {}
