"""Which units the start screen shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.importing.importer import store_survey_file
from models.store.actions.actions import add_action
from models.store.actions.new_action import NewAction
from models.store.database.database import Database, open_database
from models.store.units.units import find_unit
from tests.models.importing.blocks import respondents, survey_file
from ui.pages.home.queries import main_measure, read_overdue, read_start, read_unit_line


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


def test_that_a_units_card_says_what_its_last_file_brought(db: Database) -> None:
    with db.read() as c:
        west = find_unit(c, "4 West")
    line = read_unit_line(db, lambda _m, _f: None, unit=west, today=date(2026, 9, 2))
    assert line.brought == 1
    assert line.file
    assert line.main is main_measure(line.comparison)
    assert line.last_huddle == ""


def test_that_only_late_actions_of_my_units_are_overdue(db: Database) -> None:
    now = datetime(2026, 9, 1, tzinfo=UTC)
    with db.read() as c:
        west = find_unit(c, "4 West").id
    late = add_action(db, NewAction(west, "Late", due=date(2026, 9, 2)), now=now)
    add_action(db, NewAction(west, "In time", due=date(2026, 9, 30)), now=now)
    found = read_overdue(db, lambda _m, _f: None, unit_ids=(west,), today=date(2026, 9, 5))
    assert [(item.id, days) for item, days in found] == [(late.id, 3)]
    assert not read_overdue(db, lambda _m, _f: None, unit_ids=(), today=date(2026, 9, 5))
