"""Settings and goals travel with the organization's data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.errors import UsageProblem
from models.store.database.database import Database
from models.store.database.settings import (
    ORGANIZATION,
    get_setting,
    goals,
    my_units,
    own_goals,
    put_setting,
    set_goal,
    set_my_units,
    set_small_cell_floor,
    small_cell_floor,
)
from tests.models.store.hospital import add_units


def test_that_a_setting_is_found_again_by_the_next_program(
    open_store: Callable[[], Database],
) -> None:
    value = {"name": "St. Elsewhere — Zürich", "months": [1, 2]}
    with open_store().write() as c:
        put_setting(c, "organization", value)
    with open_store().read() as c:
        assert get_setting(c, "organization") == value


def test_that_a_setting_never_made_is_its_default(database: Database) -> None:
    with database.read() as c:
        assert get_setting(c, "organization", "unnamed") == "unnamed"
        assert small_cell_floor(c) == 11


def test_that_the_last_value_of_a_setting_holds(database: Database) -> None:
    with database.write() as c:
        set_small_cell_floor(c, 5)
        set_small_cell_floor(c, 20)
        assert small_cell_floor(c) == 20


@pytest.mark.parametrize("floor", [0, -3, 1001])
def test_that_a_floor_outside_its_range_is_refused(database: Database, floor: int) -> None:
    with database.write() as c, pytest.raises(UsageProblem):
        set_small_cell_floor(c, floor)
    with database.read() as c:
        assert small_cell_floor(c) == 11


def test_that_text_no_database_can_keep_is_cleaned(database: Database) -> None:
    with database.write() as c:
        put_setting(c, "organization", ["A\x00B", {"k\x00": "\ud800"}])
        assert get_setting(c, "organization") == ["AB", {"k": "\ufffd"}]


def test_that_my_units_keep_their_order_without_doubles_and_without_lost_ones(
    database: Database,
) -> None:
    with database.write() as c:
        first, second = add_units(c, ("Riverside", "", "4 West"), ("Riverside", "", "ICU"))
        set_my_units(c, [second, first, second, 9_999])
        assert my_units(c) == (second, first)


def test_that_a_units_own_goal_goes_before_the_organizations(database: Database) -> None:
    with database.write() as c:
        set_goal(c, ORGANIZATION, "nurses", 0.8)
        set_goal(c, ORGANIZATION, "quietness", 0.6)
        set_goal(c, 7, "nurses", 0.9)
        assert goals(c, 7) == {"nurses": 0.9, "quietness": 0.6}
        assert goals(c) == {"nurses": 0.8, "quietness": 0.6}
        assert own_goals(c, 7) == {"nurses": 0.9}


def test_that_a_goal_can_be_changed_and_taken_away(database: Database) -> None:
    with database.write() as c:
        set_goal(c, 7, "nurses", 0.9)
        set_goal(c, 7, "nurses", 0.85)
        assert goals(c, 7) == {"nurses": 0.85}
        set_goal(c, 7, "nurses", None)
        assert goals(c, 7) == {}


@pytest.mark.parametrize("share", [-0.1, 1.1, 80.0, float("nan")])
def test_that_a_goal_is_a_share_between_0_and_1(database: Database, share: float) -> None:
    with database.write() as c, pytest.raises(UsageProblem):
        set_goal(c, 7, "nurses", share)
