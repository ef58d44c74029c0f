"""What people decide about comments is kept, can be undone, and goes when the comment goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from models.errors import UsageProblem
from models.importing.undo import undo_import
from models.store.comments.sorting import (
    ADDED,
    HIDDEN,
    NEW,
    PARKED,
    STARRED,
    TAG,
    comments_by_id,
    get_comment,
    release_comment,
    set_comment_state,
    set_comment_theme,
    unit_comments,
    used_tags,
)
from models.store.database.database import Database
from models.store.tables.huddle import CommentReleaseRow, CommentThemeRow, CommentTriageRow
from models.store.units.names import set_unit_names, unit_names
from models.store.units.units import find_unit
from models.survey import Period
from tests.models.store.hospital import AUGUST, JULY, import_surveys

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)


@pytest.fixture
def batch(database: Database) -> int:
    return import_surveys(database)


@pytest.fixture
def comment(database: Database, batch: int) -> int:
    with database.read() as c:
        return unit_comments(c, find_unit(c, "4 West").id)[0].id


def test_that_a_units_comments_come_latest_first(database: Database, batch: int) -> None:
    with database.read() as c:
        east = find_unit(c, "3 East").id
        assert [x.month for x in unit_comments(c, east)] == [AUGUST, JULY]
        assert [x.month for x in unit_comments(c, east, Period(JULY, JULY))] == [JULY]
        assert [x.month for x in unit_comments(c, east, Period(AUGUST, None))] == [AUGUST]
        assert len(unit_comments(c, east, limit=1)) == 1


def test_that_sorting_changes_the_state(database: Database, comment: int) -> None:
    with database.write() as c:
        unit = get_comment(c, comment).unit_id
        for state in (STARRED, HIDDEN, PARKED, NEW):
            set_comment_state(c, comment, state, now=NOW)
            assert get_comment(c, comment).state == state
            assert [x.id for x in unit_comments(c, unit, states=[state])] == [comment]
        with pytest.raises(ValueError, match="unknown state"):
            set_comment_state(c, comment, "loved", now=NOW)


def test_that_the_same_decision_twice_is_one_step(database: Database, comment: int) -> None:
    with database.write() as c:
        set_comment_state(c, comment, STARRED, now=NOW)
        set_comment_state(c, comment, STARRED, now=NOW)
        assert c.scalar(sa.select(sa.func.count()).select_from(CommentTriageRow)) == 1


def test_that_own_tags_are_counted(database: Database, comment: int) -> None:
    with database.write() as c:
        others = list(comments_by_id(c, range(1, 9)))
        for one in others:
            set_comment_theme(c, one, "parking", TAG, now=NOW)
        set_comment_theme(c, comment, " for the\ndirector ", TAG, now=NOW)
        assert used_tags(c) == {"parking": 3, "for the director": 1}
        with pytest.raises(UsageProblem):
            set_comment_theme(c, comment, "  ", TAG, now=NOW)
        with pytest.raises(ValueError, match="verdict"):
            set_comment_theme(c, comment, "x", "liked", now=NOW)


def test_that_taking_back_an_import_takes_every_decision_along(
    database: Database, batch: int, comment: int
) -> None:
    with database.write() as c:
        set_comment_state(c, comment, STARRED, now=NOW)
        set_comment_theme(c, comment, "food", ADDED, now=NOW)
        release_comment(c, comment, "charge nurse", now=NOW)
    undo_import(database, batch)
    with database.write() as c:
        for table in (CommentThemeRow, CommentTriageRow, CommentReleaseRow):
            assert c.scalar(sa.select(sa.func.count()).select_from(table)) == 0
        assert comments_by_id(c, [comment]) == {}
        with pytest.raises(UsageProblem):
            set_comment_state(c, comment, STARRED, now=NOW)


def test_that_a_units_names_are_a_list_without_doubles(database: Database, batch: int) -> None:
    with database.write() as c:
        unit = find_unit(c, "4 West").id
        assert unit_names(c, unit) == ()
        set_unit_names(c, unit, ["Bo  Li", "", "Ana", "Ana"])
        assert unit_names(c, unit) == ("Ana", "Bo Li")
        set_unit_names(c, unit, [])
        assert unit_names(c, unit) == ()
