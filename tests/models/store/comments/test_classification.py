"""What the rules heard is kept with a comment, for these rules only."""

from __future__ import annotations

import pytest

from models.store.comments.classification import (
    Classification,
    comment_facts,
    save_classifications,
    theme_verdicts,
    unclassified_comments,
)
from models.store.comments.sorting import (
    STARRED,
    TAG,
    set_comment_state,
    set_comment_theme,
    unit_comments,
)
from models.store.database.database import Database
from models.store.units.units import find_unit
from tests.models.store.comments.test_sorting import NOW
from tests.models.store.hospital import import_surveys

RULES = "today"


@pytest.fixture
def ids(database: Database) -> list[int]:
    """Give the comments of 3 East, the latest first."""
    import_surveys(database)
    with database.read() as c:
        return [x.id for x in unit_comments(c, find_unit(c, "3 East").id)]


def east(database: Database) -> int:
    with database.read() as c:
        return find_unit(c, "3 East").id


def test_that_comments_are_unheard_until_kept(database: Database, ids: list[int]) -> None:
    unit = east(database)
    with database.write() as c:
        assert [i for i, _text, _question in unclassified_comments(c, unit, RULES, limit=10)] == ids
        assert [i for i, _text, _question in unclassified_comments(c, unit, RULES, limit=1)] == ids[
            :1
        ]
        save_classifications(c, RULES, [Classification(ids[0], "praise", True, ("nurses", "food"))])
        assert [
            i for i, _text, _question in unclassified_comments(c, unit, RULES, limit=10)
        ] == ids[1:]
        facts = comment_facts(c, unit, RULES)
        assert [fact[0] for fact in facts] == ids
        assert facts[0][3:] == ("praise", 1, "nurses food")
        assert facts[1][3:] == (None, None, None)


def test_that_other_rules_replace_what_was_heard(database: Database, ids: list[int]) -> None:
    unit = east(database)
    with database.write() as c:
        save_classifications(c, RULES, [Classification(ids[0], "praise", True, ())])
        assert [i for i, _t, _q in unclassified_comments(c, unit, "tomorrow", limit=10)] == ids
        save_classifications(c, "tomorrow", [Classification(ids[0], "mixed", False, ("food",))])
        assert comment_facts(c, unit, "tomorrow")[0][3:] == ("mixed", 0, "food")
        assert comment_facts(c, unit, RULES)[0][3:] == (None, None, None)


def test_that_a_comment_that_is_gone_is_left_out(database: Database, ids: list[int]) -> None:
    with database.write() as c:
        save_classifications(c, RULES, [Classification(10_000, "praise", False, ())])
        save_classifications(c, RULES, [])
        assert len(comment_facts(c, east(database), RULES)) == len(ids)


def test_that_states_and_verdicts_come_along(database: Database, ids: list[int]) -> None:
    unit = east(database)
    with database.write() as c:
        set_comment_state(c, ids[0], STARRED, now=NOW)
        set_comment_theme(c, ids[0], "mine", TAG, now=NOW)
        assert comment_facts(c, unit, RULES)[0][2] == STARRED
        assert theme_verdicts(c, unit) == {ids[0]: [("mine", TAG)]}
        assert theme_verdicts(c, None) == {ids[0]: [("mine", TAG)]}
        west = find_unit(c, "4 West").id
        assert theme_verdicts(c, west) == {}
