"""Packed answers come back as they were stored, on either database; sums come unit by unit."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from models.errors import Cancelled
from models.store.database.database import Database, open_database
from models.store.tables.core import ResponseRow
from models.store.tallies import responses
from models.store.tallies.instruments import stored_instruments
from models.store.tallies.responses import Responses, count_responses, read_responses
from models.store.tallies.unit_tallies import (
    answers_by_unit,
    composite_surveys_by_unit,
    counted_instruments_by_unit,
    pairs_by_unit,
)
from models.survey import NO_ANSWER, Item, Period
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.packed import add_surveys
from tests.models.analysis.time_series import FIRST, FREQUENCY, QUESTIONS
from tests.models.store.hospital import import_surveys


@pytest.fixture
def hospital(database: Database) -> Hospital:
    found = Hospital(database)
    west, east = found.unit("4 West"), found.unit("5 East", "Lakeside Hospital")
    add_surveys(
        found,
        QUESTIONS,
        [
            Survey(west, FIRST, {"quiet": 4, "listen": 4, "explain": 1, "rating": 11}),
            Survey(west, FIRST + 1, {"quiet": 1, "listen": NO_ANSWER, "rating": 1}),
            Survey(east, FIRST + 1, {"quiet": 4, "listen": 4, "explain": 4}),
            Survey(east, 0, {"quiet": 2}),
        ],
    )
    return found


def _read(hospital: Hospital, **wanted: object) -> Responses:
    with hospital.database.read() as c:
        return read_responses(c, stored_instruments(c)[0], **wanted)


def test_that_answers_come_back_in_the_questionnaires_order(hospital):
    found = _read(hospital)
    assert len(found) == 4
    order = np.argsort(found.column("quiet"), kind="stable")
    assert found.column("quiet")[order].tolist() == [1, 2, 4, 4]
    rated = found.numbers("rating")
    assert sorted(rated[np.isfinite(rated)].tolist()) == [0.0, 10.0]
    assert sorted(found.numbers("quiet").tolist()) == [1.0, 2.0, 4.0, 4.0]
    worth = found.linear("listen")
    assert worth[np.isfinite(worth)].tolist() == [100.0, 100.0]
    assert found.is_answer("listen").sum() == 2


def test_that_units_periods_and_facilities_are_kept_to(hospital):
    west = hospital.surveys[0][1].unit
    east = hospital.surveys[2][1].unit
    assert len(_read(hospital, unit=west.id)) == 2
    assert len(_read(hospital, facility=east.facility_id)) == 2
    assert len(_read(hospital, period=Period(FIRST, FIRST))) == 1
    assert len(_read(hospital, period=Period(None, FIRST + 1))) == 3
    by_facility = _read(hospital, by_facility=True)
    assert set(by_facility.units.tolist()) == {west.facility_id, east.facility_id}


def test_that_surveys_are_counted_without_reading_them(hospital):
    west = hospital.surveys[0][1].unit
    hospital.add_counts(QUESTIONS, west, FIRST, {("quiet", 4): 30}, 30)
    with hospital.database.read() as c:
        (number,) = count_responses(c).values()
        assert number == 4
        assert list(count_responses(c, unit=west.id).values()) == [2]
        assert list(count_responses(c, period=Period(FIRST + 1, None)).values()) == [2]
        assert count_responses(c, period=Period(FIRST + 40, None)) == {}


def test_that_no_surveys_are_an_empty_matrix(hospital):
    found = _read(hospital, period=Period(FIRST + 40, None))
    assert len(found) == 0
    assert found.linear("quiet").shape == (0,)


def test_that_answers_from_before_a_question_was_added_are_blank_in_it(hospital):
    east = hospital.surveys[2][1].unit
    grown = replace(QUESTIONS, items=(*QUESTIONS.items, Item("tea", "Tea", FREQUENCY)))
    add_surveys(hospital, grown, [Survey(east, FIRST, {"tea": 3})])
    assert sorted(_read(hospital).column("tea").tolist()) == [0, 0, 0, 0, 3]


def test_that_progress_is_told_and_may_stop_the_read(hospital):
    told: list[float] = []
    _read(hospital, expected=4, progress=lambda _message, share: told.append(share))
    assert told == [1.0]

    def stop(_message: str, _share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        _read(hospital, progress=stop)


def test_that_sums_come_unit_by_unit(hospital):
    west, east = hospital.surveys[0][1].unit, hospital.surveys[2][1].unit
    with hospital.database.read() as c:
        stored = stored_instruments(c)[0]
        ids = stored.item_ids
        answers = answers_by_unit(c, [ids["quiet"]], Period())
        assert answers[west.id][ids["quiet"]] == {1: 1, 4: 1}
        assert answers[east.id][ids["quiet"]] == {2: 1, 4: 1}
        dated = answers_by_unit(c, [ids["quiet"]], Period(FIRST + 1, FIRST + 1))
        assert dated[east.id][ids["quiet"]] == {4: 1}
        pair = sorted((ids["listen"], ids["explain"]))
        found = pairs_by_unit(c, pair, Period())
        assert {unit: counts[tuple(pair)].both_top for unit, counts in found.items()} == {
            west.id: 0,
            east.id: 1,
        }
        surveys = composite_surveys_by_unit(c, [stored.id], "nurses", Period())
        assert surveys == {west.id: {(stored.id, "nurses"): 1}, east.id: {(stored.id, "nurses"): 1}}
        assert counted_instruments_by_unit(c, Period()) == {}


def test_that_count_tables_are_known_as_such(hospital):
    west = hospital.surveys[0][1].unit
    hospital.add_counts(QUESTIONS, west, FIRST, {("quiet", 4): 30}, 30)
    with hospital.database.read() as c:
        stored = stored_instruments(c)[0]
        assert counted_instruments_by_unit(c, Period()) == {west.id: frozenset([stored.id])}
        assert counted_instruments_by_unit(c, Period(FIRST + 1, None)) == {}


def test_that_surveys_joined_inside_sqlite_are_those_read_row_by_row(tmp_path, monkeypatch):
    monkeypatch.setattr(responses, "_ROWS_JOINED", 3)
    with closing(open_database(tmp_path / "hospital.db")) as database:
        import_surveys(database)
        with database.read() as c:
            (stored,) = stored_instruments(c)
            joined = read_responses(c, stored, with_modes=True)
            query = responses._SurveyQuery(
                ResponseRow.unit_id,
                [ResponseRow.instrument_id == stored.id],
                len(stored.instrument.items),
                joined.mode_names,
            )
            rows = list(query.rows(c))
    assert len(joined) > 3
    assert len(joined.mode_names) > 1
    assert np.array_equal(joined.units, np.concatenate([part.units for part in rows]))
    assert np.array_equal(joined.answers.T, np.concatenate([part.answers for part in rows]))
    assert np.array_equal(joined.modes, np.concatenate([part.modes for part in rows]))
