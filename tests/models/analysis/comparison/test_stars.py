"""Own linear means on the published star tables, and what they are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.analysis.comparison.stars import star_edition, star_editions, would_be_stars
from models.analysis.comparison.unit_comparison import compare
from models.errors import UsageProblem
from models.store.database.database import Database, open_database
from models.survey import Instrument, Item, Measure, parse_month
from models.survey.catalog import built_in_instruments
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.time_series import FIRST, FREQUENCY, RATING
from ui.text.errors import hint

KEYS = ("nurses", "doctors", "medicines", "discharge", "cleanliness", "quietness", "recommend")
CARE = Instrument(
    key="care-stars",
    name="Care",
    family="care",
    items=(*(Item(key, key, FREQUENCY) for key in KEYS), Item("rating", "Rating", RATING)),
    measures=tuple(Measure(key, key.title(), (key,)) for key in (*KEYS, "rating")),
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


def _compared(db: Database, surveys: int, **answers: int):
    hospital = Hospital(db)
    unit = hospital.unit("4 West")
    given = dict.fromkeys(KEYS, 4) | {"rating": 10} | answers
    hospital.add(CARE, [Survey(unit, FIRST, given)] * surveys)
    return compare(db, unit)


def test_that_every_table_names_measures_of_the_questionnaires():
    known = {m.key for i in built_in_instruments() for m in i.measures}
    for edition in star_editions():
        assert {key for key, _cuts in edition.cuts} <= known
        assert {key for part in edition.parts for key in part} <= {key for key, _c in edition.cuts}
        assert edition.window.months == 12
        assert all(len(cuts) == 4 and list(cuts) == sorted(cuts) for _key, cuts in edition.cuts)


def test_that_means_are_placed_with_the_way_to_the_next_star(db):
    found = would_be_stars(_compared(db, 120, quietness=3))
    by_key = {m.measure: m for m in found.measures}
    assert by_key["nurses"].star == 5
    assert by_key["nurses"].to_next is None
    assert by_key["nurses"].words == "would be five stars"
    assert by_key["rating"].star == 4
    assert by_key["quietness"].words == "would be one star, four points below two"
    assert found.summary.mean == pytest.approx(27.5 / 6)
    assert found.summary.star == 5
    assert "Not official" in found.note


def test_that_a_part_the_unit_was_not_asked_leaves_no_summary(db):
    oldest = star_editions()[0]
    assert would_be_stars(_compared(db, 120), oldest).summary is None


def test_that_too_few_answers_have_no_star_and_few_a_warning(db):
    assert would_be_stars(_compared(db, 8)).measures == ()


def test_that_fewer_than_a_hundred_surveys_are_said(db):
    found = would_be_stars(_compared(db, 40))
    assert "Only 40 surveys; a star needs 100." in found.note
    assert found.to_json()["measures"][0]["star"] == 5


def test_that_the_summary_is_told_by_the_rule_of_its_edition(db):
    compared = _compared(db, 120)
    of_2026 = would_be_stars(compared, star_edition("2026-07"))
    assert of_2026.summary is not None
    assert "the mean of six parts" in of_2026.summary_words
    of_2025 = would_be_stars(compared, star_edition("2025-10"))
    assert of_2025.summary is None
    assert of_2025.summary_words == (
        "No summary star: it needs all eight parts, and no one was asked about responsiveness and "
        "care transition."
    )


def test_that_too_few_answers_to_a_part_are_the_reason(db):
    hospital = Hospital(db)
    unit = hospital.unit("4 West")
    given = dict.fromkeys(KEYS, 4) | {"rating": 10}
    few = {key: value for key, value in given.items() if key != "rating"}
    hospital.add(CARE, [*[Survey(unit, FIRST, few)] * 50, *[Survey(unit, FIRST, given)] * 3])
    found = would_be_stars(compare(db, unit))
    assert found.summary_words.endswith("and too few answered about rating.")


def test_that_another_question_of_the_same_name_is_on_no_table(db):
    now = next(i for i in built_in_instruments() if i.key == "hcahps-2025")
    hospital = Hospital(db)
    unit = hospital.unit("4 West")
    best = {item.key: max(item.scale.top_values, default=1) for item in now.items}
    hospital.add(now, [Survey(unit, parse_month("2026-02"), best)] * 40)
    found = would_be_stars(compare(db, unit), star_edition("2025-10"))
    assert found.of("responsiveness") is None
    assert found.of("nurses") is not None
    assert "responsiveness is a different question now" in found.summary_words


def test_that_an_unknown_edition_is_refused_with_those_that_exist():
    with pytest.raises(UsageProblem) as refused:
        star_edition("2019-04")
    assert "2026-07" in (hint(refused.value) or "")
    assert star_edition("") == star_editions()[-1]
