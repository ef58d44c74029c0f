"""Every change of the mission can be taken back, and takes nothing else with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from models.store.database.database import Database
from models.store.huddles.mission_steps import stepped, take_back
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
)
from tests.models.store.hospital import add_units

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)
DAY = date(2026, 9, 2)


@pytest.fixture
def unit(database: Database) -> int:
    """Give a unit with two promises, a measure and a behavior."""
    with database.write() as c:
        unit = add_units(c, ("Riverside", "", "4 West"))[0]
        set_mission_sentence(c, "Patients first")
        first = add_promise(c, "You can rest", now=NOW)
        add_promise(c, "We listen", now=NOW)
        map_measure(c, "quietness", first)
        add_behavior(c, first, unit, "Close doors", now=NOW)
        return unit


def shown(database: Database, unit: int) -> Mission:
    with database.read() as c:
        return mission(c, unit)


def promises(c: Connection) -> list[int]:
    return [promise.id for promise in mission(c).promises]


CHANGES: dict[str, Callable[[Connection, int], object]] = {
    "sentence": lambda c, _u: set_mission_sentence(c, "Other words"),
    "added": lambda c, _u: add_promise(c, "We come", now=NOW),
    "reworded": lambda c, _u: reword_promise(c, promises(c)[0], "You can sleep"),
    "ordered": lambda c, _u: order_promises(c, promises(c)[::-1]),
    "removed": lambda c, _u: retire_promise(c, promises(c)[0], now=NOW),
    "mapped": lambda c, _u: map_measure(c, "quietness", promises(c)[1]),
    "unmapped": lambda c, _u: map_measure(c, "quietness", None),
    "mapped anew": lambda c, _u: map_measure(c, "nurses", promises(c)[1]),
    "behavior": lambda c, u: add_behavior(c, promises(c)[1], u, "Sit down", now=NOW),
    "behavior reworded": lambda c, u: reword_behavior(
        c, mission(c, u).promises[0].behaviors[0].id, "Pull doors to"
    ),
    "behavior removed": lambda c, u: retire_behavior(
        c, mission(c, u).promises[0].behaviors[0].id, now=NOW
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_that_a_change_can_be_taken_back(
    database: Database, unit: int, change: Callable[[Connection, int], object]
) -> None:
    before = shown(database, unit)
    with database.write() as c:
        _result, step = stepped(c, lambda c: change(c, unit))
    assert shown(database, unit) != before
    assert step
    with database.write() as c:
        take_back(c, step, now=NOW)
    assert shown(database, unit) == before


def test_that_the_choice_of_the_week_can_be_taken_back(database: Database, unit: int) -> None:
    with database.write() as c:
        behavior = mission(c, unit).promises[0].behaviors[0].id
        _none, first = stepped(c, lambda c: choose_behavior(c, unit, DAY, behavior))
        other = add_behavior(c, promises(c)[1], unit, "Sit down", now=NOW)
        _none, second = stepped(c, lambda c: choose_behavior(c, unit, DAY, other))
        take_back(c, second, now=NOW)
        found = behavior_of_week(c, unit, DAY)
        assert found is not None
        assert found.text == "Close doors"
        take_back(c, first, now=NOW)
        assert behavior_of_week(c, unit, DAY) is None


def test_that_what_others_changed_meanwhile_stays(database: Database, unit: int) -> None:
    with database.write() as c:
        _id, step = stepped(c, lambda c: reword_promise(c, promises(c)[0], "You can sleep"))
        reword_promise(c, promises(c)[1], "We listen first")
        set_mission_sentence(c, "New")
        take_back(c, step, now=NOW)
    found = shown(database, unit)
    assert [p.text for p in found.promises] == ["You can rest", "We listen first"]
    assert found.sentence == "New"


def test_that_a_change_that_changes_nothing_is_no_step(database: Database, unit: int) -> None:
    with database.write() as c:
        _id, step = stepped(c, lambda c: set_mission_sentence(c, "Patients first"))
    assert not step
    assert step.facts == frozenset()
