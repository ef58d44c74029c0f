"""Views read like tables, name things plainly, and are made the same by every way to today."""

from __future__ import annotations

import pytest

from models.store.database.database import Database
from models.store.units.units import find_unit
from models.store.views import VIEWS, read_view
from tests.models.store.hospital import import_surveys


@pytest.mark.parametrize("name", VIEWS)
def test_that_every_view_can_be_read(name: str, database: Database) -> None:
    import_surveys(database)
    with database.read() as c:
        columns, rows = read_view(c, name)
    assert columns
    assert all(len(row) == len(columns) for row in rows)


def test_that_a_view_is_read_for_one_unit(database: Database) -> None:
    import_surveys(database)
    with database.read() as c:
        unit = find_unit(c, "3 East")
        columns, rows = read_view(c, "surveys", unit_id=unit.id)
    assert {row[columns.index("unit")] for row in rows} == {"3 East"}
    assert len(rows) == 2


def test_that_days_and_months_are_iso_text(database: Database) -> None:
    import_surveys(database)
    with database.read() as c:
        columns, rows = read_view(c, "surveys")
    first = dict(zip(columns, min(rows, key=lambda row: row[0]), strict=True))
    assert first["month"] == "2026-07"
    assert first["discharged_on"] == "2026-07-03"


def test_that_an_unknown_view_is_refused(database: Database) -> None:
    with database.read() as c, pytest.raises(ValueError, match="no view"):
        read_view(c, "comment")
