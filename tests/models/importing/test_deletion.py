"""Deletion for good: old comments and single patients, in the data and in back-ups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import sqlalchemy as sa

from models.importing.deletion import (
    comments_older_than,
    delete,
    preview_deletion,
    rewrite_backups,
    surveys_of_patient,
)
from models.importing.importer import store_survey_file
from models.importing.undo import undo_import
from models.store.backup.back_ups import backup
from models.store.backup.integrity import check
from models.store.database.audit import entries
from models.store.database.database import Database, open_database
from models.store.tables import CommentRow, FacilityTallyRow, ResponseRow, SetAsideRow, TallyRow
from tests.models.importing.blocks import respondents, survey_file

TODAY = date(2026, 6, 15)
ROWS = [
    ("4 West", "2024-01-10", {"rating": 11, "nurse_listen": 4, "nurse_respect": 4}),
    ("4 West", "2026-05-10", {"rating": 9, "nurse_listen": 3, "nurse_respect": 4}),
    ("4 West", "2026-05-11", {"rating": 2, "nurse_listen": 1}),
]
IDS = ["S1", "S2", "S3"]
COMMENTS = [(0, "Comments", "An old zebra"), (1, "Comments", "A young giraffe")]


def filled(database: Database) -> None:
    block = respondents(ROWS, ids=IDS, comments=COMMENTS)
    store_survey_file(database, survey_file(block))


def texts(database: Database) -> list[str]:
    with database.read() as c:
        return sorted(c.scalars(sa.select(CommentRow.text)))


def sums(database: Database) -> tuple[int, int, int]:
    with database.read() as c:
        return (
            c.scalar(sa.select(sa.func.count()).select_from(ResponseRow)) or 0,
            int(c.scalar(sa.select(sa.func.sum(TallyRow.count))) or 0),
            int(c.scalar(sa.select(sa.func.sum(FacilityTallyRow.count))) or 0),
        )


def test_that_old_comments_go_and_their_surveys_stay(database: Database) -> None:
    filled(database)
    before = sums(database)
    choice = comments_older_than(12, TODAY)
    assert preview_deletion(database, choice).comments == 1
    assert texts(database) == ["A young giraffe", "An old zebra"]
    assert delete(database, choice).comments == 1
    assert texts(database) == ["A young giraffe"]
    assert sums(database) == before
    assert check(database).ok


def test_that_a_patients_surveys_go_with_all_that_was_counted(database: Database) -> None:
    filled(database)
    found = preview_deletion(database, surveys_of_patient("S2"))
    assert (found.surveys, found.comments) == (1, 1)
    delete(database, surveys_of_patient("S2"))
    assert texts(database) == ["An old zebra"]
    responses, tallied, in_facility = sums(database)
    assert responses == 2
    assert tallied == in_facility
    only = respondents([ROWS[0], ROWS[2]], ids=["S1", "S3"])
    assert tallied == sum(int((row > 0).sum()) for row in only.answers)
    report = check(database)
    assert report.ok, report.findings


def test_that_an_unknown_or_empty_id_finds_nothing(database: Database) -> None:
    filled(database)
    for survey_id in ("S9", "", "  ", "#", "~"):
        assert preview_deletion(database, surveys_of_patient(survey_id)).surveys == 0


def test_that_an_id_that_tells_who_it_is_is_found_by_its_digest(database: Database) -> None:
    block = respondents(ROWS, ids=["000123", "000124", "000123"])
    block.ids_identify = True
    store_survey_file(database, survey_file(block))
    assert preview_deletion(database, surveys_of_patient("123")).surveys == 2
    delete(database, surveys_of_patient("000123"))
    assert sums(database)[0] == 1
    assert check(database).ok


def test_that_no_later_file_brings_a_deleted_survey_back(database: Database) -> None:
    filled(database)
    delete(database, surveys_of_patient("S2"))
    more = respondents([*ROWS, ("4 West", "2026-06-01", {"rating": 11})], ids=[*IDS, "S4"])
    report = store_survey_file(database, survey_file(more, sha256="b"))
    assert report.responses_added == 1
    assert preview_deletion(database, surveys_of_patient("S2")).surveys == 0
    assert check(database).ok


def test_that_what_a_later_import_replaced_is_deleted_too(database: Database) -> None:
    filled(database)
    changed = respondents([("4 West", "2026-05-20", {"rating": 5})], ids=["S7"])
    report = store_survey_file(database, survey_file(changed, sha256="b"), replace=True)
    assert preview_deletion(database, surveys_of_patient("S2")).surveys == 1
    delete(database, surveys_of_patient("S2"))
    with database.read() as c:
        kept = list(c.scalars(sa.select(SetAsideRow.content)))
    assert not any('"S2"' in content or "giraffe" in content for content in kept)
    assert report.batch is not None
    undo_import(database, report.batch)
    assert sums(database)[0] == 2
    found = check(database)
    assert found.ok, found.findings


def test_that_nothing_of_it_is_left_in_the_file(tmp_path: Path) -> None:
    place = tmp_path / "data.db"
    database = open_database(place)
    filled(database)
    database.settle()
    delete(database, comments_older_than(12, TODAY))
    database.close()
    left = b"".join(path.read_bytes() for path in tmp_path.glob("data.db*"))
    assert b"giraffe" in left
    assert b"zebra" not in left


def test_that_back_ups_that_hold_it_are_named_and_rewritten(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data.db")
    filled(database)
    made = backup(database, today=TODAY)
    choice = comments_older_than(12, TODAY)
    delete(database, choice)
    later = backup(database, today=TODAY)
    found = preview_deletion(database, choice)
    assert (found.comments, found.backups, found.unread) == (0, (made,), ())
    assert b"zebra" in made.read_bytes()
    assert rewrite_backups(database, found.backups, choice) == [made]
    assert b"zebra" not in made.read_bytes()
    assert preview_deletion(database, choice).backups == ()
    assert later.is_file()
    copy = open_database(made)
    assert texts(copy) == ["A young giraffe"]
    assert check(copy).ok
    copy.close()
    database.close()


def test_that_a_damaged_back_up_stays_as_it_is_and_is_named(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data.db")
    filled(database)
    made = backup(database, today=TODAY)
    broken = made.read_bytes()[:5000]
    made.write_bytes(broken)
    choice = comments_older_than(12, TODAY)
    found = preview_deletion(database, choice)
    assert (found.backups, found.unread) == ((), (made,))
    assert rewrite_backups(database, [made], choice) == []
    assert made.read_bytes() == broken
    database.close()


def test_that_a_deletion_is_in_the_trail_by_counts_alone(database: Database) -> None:
    filled(database)
    delete(database, surveys_of_patient("S2"))
    with database.read() as c:
        entry = entries(c)[0]
    assert entry.what == "retention.deleted"
    assert dict(entry.detail) == {"comments": 1, "surveys": 1}
