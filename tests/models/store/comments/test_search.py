"""Comments are found by their words, the same in either database."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.importing.undo import undo_import
from models.store.comments.search import search_comments
from models.store.database.database import Database
from models.store.tables.core import CommentRow
from models.store.units.units import find_unit
from models.survey import Period
from tests.models.store.hospital import AUGUST, COMMENTS, JULY, import_surveys

KIND, STAFF, DOCTORS = (text for _index, _header, text in COMMENTS)


@pytest.fixture
def comments(database: Database) -> Database:
    import_surveys(database)
    return database


def found(db: Database, words: str, **choice: object) -> list[str]:
    with db.read() as c:
        return [comment.text for comment in search_comments(c, words, **choice)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("nurses", [KIND]),
        ("nurs", [STAFF, KIND]),
        ("NIGHT", [DOCTORS, KIND]),
        ("quiet kind", [KIND]),
        ("kind medicine", []),
        ("ärzte", [DOCTORS]),
        ("ÄRZT", [DOCTORS]),
        ("arzte", []),
    ],
)
def test_that_every_word_or_its_beginning_is_found(
    comments: Database, words: str, texts: list[str]
) -> None:
    assert found(comments, words) == texts


@pytest.mark.parametrize(
    "words", ["", "  ", "\"'*", "-", "%", "a OR b)", "night NOT", "' || '", "\x00", "text:x", ":*"]
)
def test_that_signs_are_no_commands(comments: Database, words: str) -> None:
    assert found(comments, words) == []


def test_that_comments_are_found_within_a_unit_and_a_period(comments: Database) -> None:
    with comments.read() as c:
        west = find_unit(c, "4 West").id
    assert found(comments, "night", unit_id=west) == [KIND]
    assert found(comments, "night", period=Period(AUGUST, AUGUST)) == [DOCTORS]
    assert found(comments, "night", period=Period(None, JULY)) == [KIND]
    assert found(comments, "night", limit=1) == [DOCTORS]


def test_that_a_hidden_comment_is_found_only_when_asked_for(comments: Database) -> None:
    with comments.write() as c:
        c.execute(sa.update(CommentRow).where(CommentRow.text == KIND).values(state="hidden"))
    assert found(comments, "kind", states=("", "starred")) == []
    assert found(comments, "kind", states=("hidden",)) == [KIND]


def test_that_a_changed_comment_is_found_by_its_new_words_alone(comments: Database) -> None:
    with comments.write() as c:
        c.execute(
            sa.update(CommentRow).where(CommentRow.text == KIND).values(text="Nothing to add.")
        )
    assert found(comments, "kind") == []
    assert found(comments, "nothing") == ["Nothing to add."]


def test_that_an_import_taken_back_leaves_no_words(comments: Database) -> None:
    undo_import(comments, 1)
    assert found(comments, "night") == []


def test_that_words_of_a_deleted_comment_are_gone_from_the_file(comments: Database) -> None:
    if comments.path is None:
        pytest.skip("a server's files are not ours to read")
    with comments.write() as c:
        text = "Mrs Zzcanary sang all night."
        c.execute(sa.update(CommentRow).where(CommentRow.text == KIND).values(text=text))
    comments.close()
    assert b"zzcanary" in comments.path.read_bytes().lower()
    with comments.write() as c:
        c.execute(sa.delete(CommentRow))
    comments.close()
    assert b"zzcanary" not in comments.path.read_bytes().lower()
