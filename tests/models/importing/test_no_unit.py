"""Rows that name no unit stay visible, count for their hospital, and are nobody's unit."""

from __future__ import annotations

import pytest

from models.analysis.case_mix.unit_case_mix import case_mix
from models.analysis.comparison.unit_comparison import compare
from models.analysis.funnel.unit_funnel import funnel
from models.errors import UsageProblem
from models.importing.importer import store_survey_file
from models.store.database.database import Database
from models.store.tallies.tallies import count_units, peer_units
from models.store.units.aliases import add_alias
from models.store.units.units import find_unit, list_units, merge_units, rename_unit, set_unit_type
from tests.models.importing.blocks import respondents, survey_file

ALWAYS, USUALLY = 4, 3


def rows(unit: str, always: int, usually: int, day: str = "2026-07-03"):
    answers = [ALWAYS] * always + [USUALLY] * usually
    return [(unit, day, {"recommend": value, "rating": 11}) for value in answers]


@pytest.fixture
def hospital(database: Database) -> Database:
    everybody = rows("4 West", 15, 5) + rows("3 East", 10, 10) + rows("", 20, 0)
    report = store_survey_file(database, survey_file(respondents(everybody)))
    assert report.rows_without_unit == 20
    return database


def names_of(db: Database) -> dict[str, int]:
    with db.read() as c:
        return {u.unit.name: u.responses for u in list_units(c)}


def test_that_the_report_says_where_they_are(database: Database) -> None:
    report = store_survey_file(database, survey_file(respondents(rows("", 1, 0))))
    assert any("1 row has no unit" in note for note in report.notes)
    assert report.to_json()["rows_without_unit"] == 1
    named = respondents(rows("4 West", 1, 0))
    assert store_survey_file(database, survey_file(named, sha256="b")).rows_without_unit == 0


def test_that_they_are_no_unit_of_the_funnel(hospital: Database) -> None:
    found = funnel(hospital, "recommend")
    assert {u.unit for u in found.units} == {"4 West", "3 East"}
    assert found.target == pytest.approx(25 / 40)
    assert found.nameless == 20


def test_that_they_are_no_unit_among_adjusted_means(hospital: Database) -> None:
    found = case_mix(hospital, "recommend")
    assert {u.unit for u in found.units} == {"4 West", "3 East"}
    assert found.n == 40


def test_that_they_count_for_the_rest_of_their_hospital(hospital: Database) -> None:
    with hospital.read() as c:
        unit = find_unit(c, "4 West")
    row = next(m for m in compare(hospital, unit, "rest").measures if m.measure == "recommend")
    assert (row.other.n, row.other.top_box) == (40, pytest.approx(30 / 40))


def test_that_they_are_nobodys_peers(hospital: Database) -> None:
    elsewhere = respondents(rows("", 20, 0) + rows("2 South", 9, 9), facility="Lakeside")
    store_survey_file(hospital, survey_file(elsewhere, sha256="b"))
    with hospital.write() as c:
        set_unit_type(c, find_unit(c, "2 South").id, "surgical")
        for facility in ("Lakeside", "Riverside"):
            set_unit_type(c, find_unit(c, "No unit", facility).id, "surgical")
        bucket = find_unit(c, "No unit", "Riverside")
        assert count_units(c, peer_units(c, bucket)) == 0
        set_unit_type(c, find_unit(c, "4 West").id, "surgical")
        assert count_units(c, peer_units(c, find_unit(c, "4 West"))) == 1


def test_that_they_can_be_given_a_unit_and_the_next_ones_are_seen_again(
    hospital: Database,
) -> None:
    with hospital.write() as c:
        merge_units(c, find_unit(c, "No unit").id, find_unit(c, "4 West").id)
    assert names_of(hospital) == {"4 West": 40, "3 East": 20}
    later = respondents(rows("", 2, 0, "2026-08-01"))
    store_survey_file(hospital, survey_file(later, sha256="b"))
    assert names_of(hospital) == {"4 West": 40, "3 East": 20, "No unit": 2}


def test_that_the_same_file_adds_nothing_after_they_were_given_a_unit(hospital: Database) -> None:
    with hospital.write() as c:
        rename_unit(c, find_unit(c, "No unit").id, "5 North")
    everybody = rows("4 West", 15, 5) + rows("3 East", 10, 10) + rows("", 20, 0)
    again = store_survey_file(hospital, survey_file(respondents(everybody), sha256="b"))
    assert again.responses_added == 0
    assert names_of(hospital)["5 North"] == 20


def test_that_a_person_may_say_that_such_rows_belong_to_a_unit(database: Database) -> None:
    store_survey_file(database, survey_file(respondents(rows("4 West", 1, 0))))
    with database.write() as c:
        add_alias(c, "No unit", find_unit(c, "4 West").id)
    report = store_survey_file(database, survey_file(respondents(rows("", 2, 0)), sha256="b"))
    assert names_of(database) == {"4 West": 3}
    assert report.rows_without_unit == 0


def test_that_no_other_unit_may_be_called_so(hospital: Database) -> None:
    with hospital.write() as c, pytest.raises(UsageProblem):
        rename_unit(c, find_unit(c, "4 West").id, "no UNIT")
