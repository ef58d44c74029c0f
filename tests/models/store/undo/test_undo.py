"""Writes are undone and done again, row by row, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

import models.store.tables.core as t
from models.errors import UsageProblem
from models.store.actions.actions import add_action, change_action, finish_action
from models.store.actions.items import get_action, list_actions
from models.store.actions.new_action import NewAction
from models.store.actions.writes import delete_action
from models.store.backup.integrity import check
from models.store.comments.sorting import (
    STARRED,
    get_comment,
    set_comment_state,
    set_comment_theme,
    unit_comments,
)
from models.store.database.database import Connection, Database
from models.store.database.recording import Scope, Step, recorded
from models.store.database.settings import set_goal, set_my_units
from models.store.tables.huddle import UnitNameRow
from models.store.undo.scopes import scopes_of
from models.store.undo.steps import revert
from models.store.units.changes import merge_units, rename_unit
from models.store.units.units import find_unit
from tests.models.store.hospital import import_surveys, import_wards

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)


def contents(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the audit trail, which is only added to."""
    with db.read() as c:
        return {
            table.name: sorted(map(tuple, c.execute(sa.select(table))), key=repr)
            for table in t.Base.metadata.sorted_tables
            if table.name not in ("audit", "table_digest")
        }


def step_of(db: Database, scopes: tuple[Scope, ...], write: Callable[[Connection], object]) -> Step:
    with recorded(scopes) as recording, db.write() as c:
        write(c)
    return recording.step()


def undo(db: Database, step: Step) -> Step:
    with db.write() as c:
        return revert(c, step)


def unit_id(db: Database, name: str) -> int:
    with db.read() as c:
        return find_unit(c, name).id


@pytest.fixture
def west(database: Database) -> int:
    import_surveys(database)
    return unit_id(database, "4 West")


def test_that_a_finished_action_is_open_again_and_done_once_more(
    database: Database, west: int
) -> None:
    action = add_action(database, NewAction(west, "Close doors at night"), now=NOW)
    before = contents(database)
    with recorded(scopes_of("actions", west)) as recording:
        finish_action(database, action.id, now=NOW)
    done = contents(database)
    again = undo(database, recording.step())
    assert contents(database) == before
    undo(database, again)
    assert contents(database) == done


def test_that_an_added_action_goes_and_comes_back_with_its_number(
    database: Database, west: int
) -> None:
    with recorded(scopes_of("actions", west)) as recording:
        action = add_action(database, NewAction(west, "Close doors at night"), now=NOW)
    again = undo(database, recording.step())
    with database.read() as c:
        assert not list_actions(c)
    undo(database, again)
    with database.read() as c:
        assert get_action(c, action.id) == action


def test_that_a_deleted_action_comes_back_with_its_history(database: Database, west: int) -> None:
    action = add_action(database, NewAction(west, "Close doors at night"), now=NOW)
    change_action(database, action.id, now=NOW, due=date(2026, 10, 1))
    before = contents(database)
    step = step_of(
        database, scopes_of("actions", west), lambda c: delete_action(c, action.id, now=NOW)
    )
    with database.read() as c:
        assert not list_actions(c)
    undo(database, step)
    assert contents(database) == before


def test_that_what_somebody_changed_since_is_not_overwritten(database: Database, west: int) -> None:
    action = add_action(database, NewAction(west, "Close doors at night"), now=NOW)
    with recorded(scopes_of("actions", west)) as recording:
        finish_action(database, action.id, now=NOW)
    change_action(database, action.id, now=NOW, owner="Ana")
    before = contents(database)
    with pytest.raises(UsageProblem) as refused:
        undo(database, recording.step())
    assert refused.value.code == "changed-since"
    assert contents(database) == before


def test_that_another_action_of_the_unit_does_not_stand_in_the_way(
    database: Database, west: int
) -> None:
    action = add_action(database, NewAction(west, "Close doors at night"), now=NOW)
    with recorded(scopes_of("actions", west)) as recording:
        finish_action(database, action.id, now=NOW)
    other = add_action(database, NewAction(west, "Dim the lights"), now=NOW)
    undo(database, recording.step())
    with database.read() as c:
        assert get_action(c, action.id).status == "open"
        assert get_action(c, other.id).what == "Dim the lights"


def test_that_a_star_and_a_theme_are_taken_back(database: Database, west: int) -> None:
    with database.read() as c:
        comment = unit_comments(c, west)[0].id
    before = contents(database)
    star = step_of(
        database,
        scopes_of("comment", comment),
        lambda c: set_comment_state(c, comment, STARRED, now=NOW),
    )
    theme = step_of(
        database,
        scopes_of("comment", comment),
        lambda c: set_comment_theme(c, comment, "noise", "added", now=NOW),
    )
    undo(database, theme)
    with database.read() as c:
        assert get_comment(c, comment).state == STARRED
        assert get_comment(c, comment).added == ()
    undo(database, star)
    assert contents(database) == before


def test_that_a_merge_is_undone_and_done_again_and_everything_is_whole(
    database: Database, west: int
) -> None:
    import_wards(database)
    east = unit_id(database, "3 East")
    add_action(database, NewAction(west, "Close doors at night"), now=NOW)
    with database.write() as c:
        set_my_units(c, [west])
        set_goal(c, west, "nurses", 0.9)
        set_goal(c, east, "nurses", 0.7)
        c.execute(sa.insert(UnitNameRow).values(unit_id=west, name="Kowalski"))
    before = contents(database)
    step = step_of(database, scopes_of("merge", west, east), lambda c: merge_units(c, west, east))
    merged = contents(database)
    assert merged != before
    again = undo(database, step)
    assert contents(database) == before
    assert check(database).ok
    undo(database, again)
    assert contents(database) == merged
    assert check(database).ok


def test_that_a_merge_is_not_undone_after_another_import(database: Database, west: int) -> None:
    east = unit_id(database, "3 East")
    step = step_of(database, scopes_of("merge", west, east), lambda c: merge_units(c, west, east))
    import_surveys(database, name="August.csv")
    with pytest.raises(UsageProblem):
        undo(database, step)


def test_that_every_table_a_merge_changes_is_in_its_scope() -> None:
    naming = {table.name for table in t.Base.metadata.sorted_tables if "unit_id" in table.c}
    assert naming <= {scope.table.name for scope in scopes_of("merge", 1, 2)}


def test_that_a_renamed_unit_has_its_old_name_again(database: Database, west: int) -> None:
    before = contents(database)
    step = step_of(database, scopes_of("unit", west), lambda c: rename_unit(c, west, "Four West"))
    undo(database, step)
    assert contents(database) == before


def test_that_a_write_that_changed_nothing_is_no_step(database: Database, west: int) -> None:
    assert not step_of(database, scopes_of("unit", west), lambda c: rename_unit(c, west, "4 West"))


def test_that_what_failed_is_no_step(database: Database, west: int) -> None:
    with pytest.raises(UsageProblem), recorded(scopes_of("unit", west)) as recording:
        finish_action(database, 99, now=NOW)
    assert not recording.step()
