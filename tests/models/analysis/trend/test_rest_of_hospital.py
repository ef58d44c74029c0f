"""The rest of the hospital beside a trend: other units in the same months, from the floor up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.analysis.trend.rest_of_hospital import rest_line
from models.analysis.trend.unit_trend import trend
from models.store.database.database import Database, open_database
from tests.models.analysis.build import Hospital
from tests.models.analysis.time_series import FIRST, QUESTIONS, quiet_months

TODAY = date(2027, 6, 1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


def test_that_the_rest_is_the_other_units_of_the_hospital_in_the_same_months(db: Database) -> None:
    hospital = Hospital(db)
    unit, other = hospital.unit("4 West"), hospital.unit("5 North")
    elsewhere = hospital.unit("4 West", "Lakeside")
    hospital.add(QUESTIONS, quiet_months(unit, [(5, 20)] * 3))
    hospital.add(QUESTIONS, quiet_months(other, [(15, 20), (10, 20), (2, 5)]))
    hospital.add(QUESTIONS, quiet_months(elsewhere, [(20, 20)] * 3))
    found = trend(db, unit, "quietness", today=TODAY)
    line = rest_line(db, unit, found)
    assert [(point.first_month, point.n, point.share) for point in line] == [
        (FIRST, 20, 0.75),
        (FIRST + 1, 20, 0.5),
    ]


def test_that_a_hospital_of_one_unit_and_mean_scores_have_no_rest(db: Database) -> None:
    hospital = Hospital(db)
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, [(5, 20)] * 3))
    assert rest_line(db, unit, trend(db, unit, "quietness", today=TODAY)) == ()
    other = hospital.unit("5 North")
    hospital.add(QUESTIONS, quiet_months(other, [(15, 20)] * 3))
    assert rest_line(db, unit, trend(db, unit, "quietness", of="mean", today=TODAY)) == ()
