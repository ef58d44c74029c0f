"""Imports stay on record with the problems of their files."""

from __future__ import annotations

from models.files.content import Problem
from models.importing.importer import store_survey_file
from models.importing.undo import undo_import
from models.store.database.database import Database
from models.store.imports.batches import active_batch_of, batch_problems, find_batch, list_batches
from tests.models.importing.blocks import respondents, survey_file
from tests.models.store.hospital import SURVEYS, import_surveys, import_wards


def test_that_the_latest_import_stands_first(database: Database) -> None:
    first = import_surveys(database)
    second = import_wards(database)
    with database.read() as c:
        batches = list_batches(c)
    assert [b.id for b in batches] == [second, first]
    assert (batches[1].file, batches[1].format, batches[1].responses) == (
        "July.csv",
        "respondents",
        5,
    )
    assert batches[0].tallies == 3


def test_that_an_undone_import_stays_on_record_but_is_not_active(database: Database) -> None:
    batch = import_surveys(database)
    with database.read() as c:
        assert active_batch_of(c, "July.csv") == batch
    undo_import(database, batch)
    with database.read() as c:
        found = find_batch(c, batch)
        assert found is not None
        assert found.undone is not None
        assert found.responses == 5
        assert active_batch_of(c, "July.csv") is None


def test_that_an_unknown_batch_is_none(database: Database) -> None:
    with database.read() as c:
        assert find_batch(c, 2**40) is None


def test_that_problems_come_in_the_order_they_were_met(database: Database) -> None:
    file = survey_file(respondents(SURVEYS))
    for row in (7, 3, 5):
        file.note_problem(Problem(row, "Q1", "12", "out of the scale", "Sheet 1"))
    report = store_survey_file(database, file)
    assert report.batch is not None
    with database.read() as c:
        problems = batch_problems(c, report.batch)
        assert [p.row for p in problems] == [7, 3, 5]
        assert problems[0].reason == "out of the scale"
        assert len(batch_problems(c, report.batch, limit=2)) == 2
