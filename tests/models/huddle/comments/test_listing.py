"""The list of comments: what fits, how many of each theme, praise that names an act first."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.huddle.comments import classify
from models.huddle.comments.classify import classify_pending
from models.huddle.comments.comments import release_praise
from models.huddle.comments.listing import (
    EVERY,
    HIDDEN,
    NEWEST_FIRST,
    PARKED,
    STARRED,
    VoiceFilter,
    VoiceList,
    list_of_voices,
)
from models.huddle.comments.rows import shown_voices
from models.huddle.comments.sorting import sort_into_topics
from models.store.comments.sorting import (
    get_comment,
    set_comment_state,
    withdraw_release,
)
from models.store.database.database import Database
from models.store.tables.core import CommentRow
from models.store.tables.huddle import CommentHeardRow
from models.store.units.names import set_unit_names
from models.store.units.units import find_unit
from models.survey import Unit
from tests.models.huddle.hospital import NAMES, NOW, fill


@pytest.fixture
def unit(database: Database) -> Unit:
    return fill(database)


def listed(database: Database, unit: Unit | None, **wanted: object) -> VoiceList:
    while classify_pending(database, None, most=100):
        pass
    chosen = VoiceFilter(**wanted)  # type: ignore[arg-type]
    return list_of_voices(database, unit.id if unit else None, chosen)


def texts(database: Database, found: VoiceList) -> list[str]:
    with database.read() as c:
        return [get_comment(c, comment_id).text for comment_id in found.ids]


def test_that_praise_that_names_an_act_stands_first(database: Database, unit: Unit) -> None:
    found = listed(database, unit)
    assert [t.split()[0] for t in texts(database, found)[:2]] == ["Keandra", "Everyone"]
    assert (found.total, found.praise, found.unheard) == (4, 1, 0)


def test_that_starring_moves_nothing(database: Database, unit: Unit) -> None:
    before = listed(database, unit).ids
    with database.write() as c:
        set_comment_state(c, before[-1], STARRED, now=NOW)
    assert listed(database, unit).ids == before


def test_that_the_newest_can_come_first(database: Database, unit: Unit) -> None:
    found = listed(database, unit, order=NEWEST_FIRST)
    with database.read() as c:
        months = [get_comment(c, comment_id).month for comment_id in found.ids]
    assert months == sorted(months, reverse=True)


def test_that_hidden_comments_are_listed_only_when_asked_for(
    database: Database, unit: Unit
) -> None:
    first = listed(database, unit).ids[0]
    with database.write() as c:
        set_comment_state(c, first, HIDDEN, now=NOW)
    assert first not in listed(database, unit).ids
    assert listed(database, unit, state=HIDDEN).ids == (first,)
    assert first in listed(database, unit, state=EVERY).ids
    assert listed(database, unit, state=PARKED).ids == ()
    assert listed(database, unit).states == {HIDDEN: 1, "": 3}


def test_that_words_theme_measure_and_month_narrow_the_list(database: Database, unit: Unit) -> None:
    assert [t[:6] for t in texts(database, listed(database, unit, words="LISTEN"))] == ["Nurses"]
    assert len(listed(database, unit, words="nothing like that").ids) == 0
    medicines = listed(database, unit, theme="medicines")
    assert medicines.themes["medicines"] == len(medicines.ids) == 2
    assert medicines.fitting == 4
    assert set(listed(database, unit, measure="medicines").ids) == set(medicines.ids)
    month = next(iter(listed(database, unit).months))
    of_month = listed(database, unit, month=month)
    assert len(of_month.ids) == of_month.months[month]


@pytest.mark.parametrize("measure", ["rating", "recommend"])
def test_that_a_measure_without_a_theme_of_its_own_leaves_no_comment_out(
    database: Database, unit: Unit, measure: str
) -> None:
    found = listed(database, unit, measure=measure)
    assert found.themeless
    assert found.ids == listed(database, unit).ids
    assert not listed(database, unit, measure="medicines").themeless
    assert len(listed(database, unit, measure=measure, words="LISTEN").ids) == 1


def test_that_the_comments_of_all_units_can_be_listed(database: Database, unit: Unit) -> None:
    with database.read() as c:
        east = find_unit(c, "5 East")
    assert listed(database, None).total == 4
    assert listed(database, east).total == 0


def test_that_new_comments_are_listed_before_the_rules_are_read(
    database: Database, unit: Unit
) -> None:
    before = list_of_voices(database, unit.id)
    assert (len(before.ids), before.unheard, before.themes) == (4, 4, {})
    assert classify_pending(database, unit.id, most=3) == 3
    assert list_of_voices(database, unit.id).unheard == 1
    assert classify_pending(database, unit.id, most=3) == 1
    assert classify_pending(database, unit.id, most=3) == 0
    assert list_of_voices(database, unit.id).unheard == 0


def test_that_other_rules_are_read_anew(
    database: Database, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listed(database, unit).unheard == 0
    monkeypatch.setattr(classify, "VERSION", classify.VERSION + 1)
    classify.rules_name.cache_clear()
    assert list_of_voices(database, unit.id).unheard == 4
    assert classify_pending(database, unit.id, most=10) == 4
    assert list_of_voices(database, unit.id).unheard == 0
    monkeypatch.undo()
    classify.rules_name.cache_clear()


def test_that_what_was_heard_goes_with_its_comment(database: Database, unit: Unit) -> None:
    first = listed(database, unit).ids[0]
    with database.write() as c:
        c.execute(sa.delete(CommentRow).where(CommentRow.id == first))
        left = c.scalar(sa.select(sa.func.count()).select_from(CommentHeardRow))
    assert left == 3


def test_that_a_screen_gets_no_name(database: Database, unit: Unit) -> None:
    rows = shown_voices(database, listed(database, unit).ids)
    drawn = repr(rows)
    assert len(rows) == 4
    assert not [name for name in NAMES if name in drawn]
    assert all(row.text[slice(*mark)].startswith("[") for row in rows for mark in row.marks)
    assert [row.masks_names for row in rows] == [True, False, True, True]


def test_that_a_comment_that_is_gone_is_missing(database: Database, unit: Unit) -> None:
    assert shown_voices(database, [10_000]) == []


def test_that_released_praise_shows_its_names_and_on_whose_word(
    database: Database, unit: Unit
) -> None:
    praise = listed(database, unit).ids[0]
    release_praise(database, praise, now=NOW, by=lambda: "manager")
    row = shown_voices(database, [praise])[0]
    assert "Keandra" in row.text
    assert (row.released[:10], row.released_by) == ("2025-09-15", "manager")
    with database.write() as c:
        withdraw_release(c, praise, now=NOW)
    row = shown_voices(database, [praise])[0]
    assert "Keandra" not in row.text
    assert row.released == ""


def test_that_only_praise_may_be_unmasked(database: Database, unit: Unit) -> None:
    rows = shown_voices(database, listed(database, unit).ids)
    assert [row.may_be_unmasked for row in rows] == [True, True, False, False]


def test_that_themes_are_corrected_and_tags_put_on(database: Database, unit: Unit) -> None:
    comment = listed(database, unit).ids[-1]
    before = shown_voices(database, [comment])[0].themes
    assert "waiting" in before
    with database.write() as c:
        sort_into_topics(c, comment, ["food"], ["for the director", "Second floor"], now=NOW)
    assert shown_voices(database, [comment])[0].themes == ("food",)
    assert shown_voices(database, [comment])[0].tags == ("Second floor", "for the director")
    found = listed(database, unit, theme="for the director")
    assert found.ids == (comment,)
    assert found.tags == {"for the director", "Second floor"}
    with database.write() as c:
        sort_into_topics(c, comment, before, [], now=NOW)
    row = shown_voices(database, [comment])[0]
    assert (set(row.themes), row.tags) == (set(before), ())


def test_that_a_tag_called_like_a_theme_is_that_theme(database: Database, unit: Unit) -> None:
    comment = listed(database, unit).ids[1]
    with database.write() as c:
        sort_into_topics(c, comment, [], ["food"], now=NOW)
    row = shown_voices(database, [comment])[0]
    assert (row.themes, row.tags) == (("food",), ())


def test_that_names_in_tags_and_searched_words_are_masked_for_the_room(
    database: Database, unit: Unit
) -> None:
    first = listed(database, unit).ids[0]
    with database.write() as c:
        set_unit_names(c, unit.id, ["Marisela"])
        sort_into_topics(c, first, [], ["ask Marisela", "night carts"], now=NOW)
    found = listed(database, unit, words="marisela Dr. Petrosyan")
    assert "arisela" not in found.words
    assert "Petrosyan" not in found.words
    found = listed(database, unit)
    assert found.tag_names == {"ask Marisela": "ask [name]", "night carts": "night carts"}
    assert "ask Marisela" in found.tags  # what is chosen is still found by it
    shown = shown_voices(database, [first])[0]
    assert sorted(shown.tag_names) == ["ask [name]", "night carts"]
