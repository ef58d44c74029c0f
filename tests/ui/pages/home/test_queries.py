"""Which units the start screen shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.importing.importer import store_survey_file
from models.store.database.database import Database, open_database
from tests.models.importing.blocks import respondents, survey_file
from ui.pages.home.queries import read_start


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hospital.db")
    rows = [("", "2026-07-03", {"rating": 11})] * 3 + [("4 West", "2026-07-03", {"rating": 11})]
    store_survey_file(opened, survey_file(respondents(rows)))
    yield opened
    opened.close()


def test_that_surveys_without_a_unit_are_none_of_the_units_shown_first(db: Database) -> None:
    start = read_start(db, lambda _message, _fraction: None)
    assert [unit.name for unit in start.units] == ["4 West"]
    assert [other.unit.name for other in start.others] == ["No unit"]
