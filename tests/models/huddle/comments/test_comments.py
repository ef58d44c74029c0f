"""Comments understood: themes with corrections, specific praise first, release on record."""

from __future__ import annotations

import pytest

from models.errors import UsageProblem
from models.huddle.comments.comments import (
    Comment,
    praise_rank,
    quote,
    release_praise,
    understood,
    unit_masker,
)
from models.store.actions.actions import add_action
from models.store.actions.new_action import NewAction
from models.store.comments.sorting import (
    ADDED,
    REMOVED,
    TAG,
    set_comment_theme,
    unit_comments,
    withdraw_release,
)
from models.store.database.database import Database
from models.store.units.names import set_unit_names
from models.survey import Unit
from tests.models.huddle.hospital import NOW, fill
from tests.models.store.comments.releases import releases


@pytest.fixture
def unit(database: Database) -> Unit:
    return fill(database)


def voices(database: Database, unit: Unit) -> list[Comment]:
    with database.read() as c:
        masker = unit_masker(c, unit)
        return [understood(comment, masker) for comment in unit_comments(c, unit.id)]


def by_start(database: Database, unit: Unit, start: str) -> int:
    return next(v.id for v in voices(database, unit) if v.text.startswith(start))


def test_that_a_comment_has_themes_and_their_measures(database: Database, unit: Unit) -> None:
    voice = next(v for v in voices(database, unit) if v.text.startswith("Nobody"))
    assert {"explaining", "medicines", "doctors"} <= set(voice.themes)
    assert {"nurses", "doctors", "medicines"} <= set(voice.measures)


def test_that_people_have_the_last_word_on_themes(database: Database, unit: Unit) -> None:
    comment = by_start(database, unit, "Nobody")
    with database.write() as c:
        set_comment_theme(c, comment, "medicines", REMOVED, now=NOW)
        set_comment_theme(c, comment, "food", ADDED, now=NOW)
        set_comment_theme(c, comment, "for the director", TAG, now=NOW)
    voice = next(v for v in voices(database, unit) if v.id == comment)
    assert "medicines" not in voice.themes
    assert "food" in voice.themes
    assert voice.tags == ("for the director",)


def test_that_names_on_the_units_list_and_in_its_actions_are_masked(
    database: Database, unit: Unit
) -> None:
    with database.write() as c:
        set_unit_names(c, unit.id, ["Keandra Boone"])
    add_action(database, NewAction(unit.id, "Round", owner="Wonder Full"), now=NOW)
    shown = " ".join(v.masked.shown for v in voices(database, unit))
    assert "Keandra" not in shown
    assert "Boone" not in shown


def test_that_a_quote_is_the_sentence_with_the_act(database: Database, unit: Unit) -> None:
    voice = min(voices(database, unit), key=praise_rank)
    assert quote(voice, most=75) == (
        "[name] sat with me and explained every pill before I went home."
    )
    assert len(quote(voice, most=30)) <= 30


def test_that_unmasking_praise_is_recorded_and_can_be_withdrawn(
    database: Database, unit: Unit
) -> None:
    comment = by_start(database, unit, "Keandra")
    release_praise(database, comment, now=NOW, by=lambda: "charge nurse")
    voice = next(v for v in voices(database, unit) if v.id == comment)
    assert "Keandra" in voice.masked.shown
    with database.write() as c:
        withdraw_release(c, comment, now=NOW)
    voice = next(v for v in voices(database, unit) if v.id == comment)
    assert "Keandra" not in voice.masked.shown
    with database.read() as c:
        record = releases(c)
    assert [(r.comment_id, r.by, bool(r.withdrawn)) for r in record] == [
        (comment, "charge nurse", True)
    ]


@pytest.mark.parametrize("start", ["Nobody", "Nurses"])
def test_that_criticism_cannot_be_unmasked(database: Database, unit: Unit, start: str) -> None:
    comment = by_start(database, unit, start)
    with pytest.raises(UsageProblem):
        release_praise(database, comment, now=NOW)
    with database.read() as c:
        assert releases(c) == []
    voice = next(v for v in voices(database, unit) if v.id == comment)
    assert not voice.may_be_unmasked
