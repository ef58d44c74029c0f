"""An inbox: each new file once, the sure ones imported, the rest with its question."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.importing.inbox import (
    ARRIVING,
    IMPORTED,
    KNOWN,
    REFUSED,
    WAITING,
    InboxFile,
    open_inbox,
)
from models.store.database import Database, open_database

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
SURE = "Survey ID,Unit,Discharge date,Nurses listened carefully,Area quiet at night\n" + "".join(
    f"{100 + n},4 West,2026-09-20,{answer},Usually\n"
    for n, answer in enumerate(["Always", "Sometimes", "Never", "Usually"] * 4)
)
OPEN = "Unit,Discharge date,Care,Food\n" + "".join(
    f"4 West,2026-09-20,{grade},{6 - grade}\n" for grade in [1, 2, 3, 4, 5] * 6
)
"""Grades from 1 to 5: which end is best is a question."""


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(tmp_path / "hospital.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def put(folder: Path, name: str, text: str, *, age: float = 60) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    at = NOW.timestamp() - age
    os.utime(path, (at, at))
    return path


def opened(db: Database, folder: Path) -> list[InboxFile]:
    return list(open_inbox(db, folder, now=NOW))


def test_that_a_file_without_questions_is_imported(db: Database, folder: Path) -> None:
    put(folder, "september.csv", SURE)
    (file,) = opened(db, folder)
    assert (file.outcome, file.added) == (IMPORTED, 16)


def test_that_each_file_is_looked_at_once_until_it_changes(db: Database, folder: Path) -> None:
    put(folder, "september.csv", SURE)
    opened(db, folder)
    assert opened(db, folder) == []
    put(folder, "september.csv", SURE, age=30)
    (file,) = opened(db, folder)
    assert file.outcome == KNOWN


def test_that_a_file_with_a_question_waits_and_nothing_of_it_is_stored(
    db: Database, folder: Path
) -> None:
    put(folder, "grades.csv", OPEN)
    (file,) = opened(db, folder)
    assert file.outcome == WAITING
    assert file.questions
    with db.read() as c:
        from models.store.imports import list_batches

        assert not list_batches(c)


def test_that_a_refused_file_keeps_no_other_out(db: Database, folder: Path) -> None:
    put(folder, "a.xlsx", "no workbook")
    put(folder, "b.csv", SURE)
    first, second = opened(db, folder)
    assert first.outcome == REFUSED
    assert first.problem is not None
    assert second.outcome == IMPORTED


def test_that_a_file_that_may_still_be_copied_is_left_for_the_next_look(
    db: Database, folder: Path
) -> None:
    put(folder, "september.csv", SURE, age=0.5)
    assert [file.outcome for file in opened(db, folder)] == [ARRIVING]
    put(folder, "september.csv", SURE)
    assert [file.outcome for file in opened(db, folder)] == [IMPORTED]


def test_that_what_is_no_survey_file_is_passed_over(db: Database, folder: Path) -> None:
    put(folder, "notes.pdf", "x")
    put(folder, ".hidden.csv", SURE)
    put(folder, "~$open.xlsx", "x")
    (folder / "old").mkdir()
    assert opened(db, folder) == []
