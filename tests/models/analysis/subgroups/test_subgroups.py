"""A measure by groups of patients: the shares of single answers, hidden where they are few."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from models.analysis.comparison.unit_comparison import compare
from models.analysis.subgroups.results import Subgroups
from models.analysis.subgroups.unit_subgroups import subgroups
from models.errors import UsageProblem
from models.store.database.database import Database
from models.survey import Answer, Box, Instrument, Item, Measure, Scale, Unit, parse_month
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.packed import add_surveys
from tests.models.analysis.people import HCAHPS_2025, NHS, direct, invent, months
from ui.text.errors import hint
from ui.text.subgroups import subgroups_verdict

YEAR = months("2025-01", "2025-12")
ITEMS = {m.key: list(m.items) for m in HCAHPS_2025.measures}


@pytest.fixture
def hospital(database: Database) -> Hospital:
    return Hospital(database)


def by_mode(database: Database, unit: Unit, measure: str, by: str = "mode") -> Subgroups:
    comparison = compare(database, unit)
    (found,) = subgroups(database, comparison, [measure], [by])
    return found


def told(unit: Unit, groups: Sequence[tuple[str, int, int]]) -> list[Survey]:
    """Return surveys with a rating: (mode, how many, how many of them rated 10)."""
    return [
        Survey(unit, parse_month("2025-03"), {"rating": 11 if k < best else 3}, mode)
        for mode, n, best in groups
        for k in range(n)
    ]


@pytest.mark.parametrize("measure", ["rating", "nurses"])
def test_that_each_group_is_that_of_its_single_answers(
    hospital: Hospital, database: Database, measure: str
) -> None:
    unit = hospital.unit("4 West")
    asked = invent(HCAHPS_2025, unit, YEAR, 20, modes={"mail": 0.6, "phone": 0.4})
    add_surveys(hospital, HCAHPS_2025, asked)
    found = by_mode(database, unit, measure)
    assert [group.label for group in found.groups] == ["mail", "phone"]
    for group in found.groups:
        mine = [(HCAHPS_2025, s) for s in asked if s.mode == group.label]
        single = direct(mine, {unit.id}, YEAR, ITEMS[measure])
        assert group.n == single.n
        assert group.top_box == pytest.approx(single.top)
        assert group.low == pytest.approx(single.low)
        assert group.high == pytest.approx(single.high)
    assert subgroups_verdict(found).startswith("No clear difference between groups. (We'd")
    assert found.p is not None
    assert not found.differ


def test_that_a_real_difference_names_the_lowest_and_the_highest_group(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    surveys = told(unit, [("Mail", 100, 80), ("Phone", 100, 40), ("Web", 50, 30)])
    add_surveys(hospital, HCAHPS_2025, surveys)
    found = by_mode(database, unit, "rating")
    assert found.differ
    assert subgroups_verdict(found) == (
        "The groups really do differ: from 40% (Phone) to 80% (Mail)."
    )


def test_that_a_small_group_and_the_next_smallest_are_hidden_and_told_together(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    add_surveys(
        hospital, HCAHPS_2025, told(unit, [("Mail", 60, 40), ("Phone", 4, 1), ("Web", 30, 20)])
    )
    found = by_mode(database, unit, "rating")
    assert [(g.label, g.n, g.hidden) for g in found.groups] == [
        ("Mail", 60, False),
        ("Phone", None, True),
        ("Web", None, True),
    ]
    assert found.together is not None
    assert (found.together.label, found.together.n) == ("Phone and Web", 34)
    assert found.together.top_box == pytest.approx(21 / 34)
    text = json.dumps(found.to_json())
    assert '"n": 4' not in text
    assert '"n": 30' not in text


def test_that_groups_which_are_all_small_show_nothing(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    add_surveys(hospital, HCAHPS_2025, told(unit, [("Mail", 6, 3), ("Phone", 6, 2)]))
    found = by_mode(database, unit, "rating")
    assert all(group.hidden for group in found.groups)
    assert found.together is None
    assert subgroups_verdict(found) == "Too few answers to compare groups."


def test_that_alike_answers_of_everybody_are_no_difference(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    add_surveys(hospital, HCAHPS_2025, told(unit, [("Mail", 20, 20), ("Phone", 30, 30)]))
    found = by_mode(database, unit, "rating")
    assert not found.differ
    assert [group.top_box for group in found.groups] == [1.0, 1.0]


def test_that_one_way_of_asking_takes_nothing_apart(hospital: Hospital, database: Database) -> None:
    unit = hospital.unit("4 West")
    add_surveys(hospital, HCAHPS_2025, told(unit, [("Mail", 20, 12)]))
    found = by_mode(database, unit, "rating")
    assert not found.is_telling
    assert subgroups_verdict(found) == "There is only one group: Mail."


def test_that_counts_alone_cannot_be_taken_apart(hospital: Hospital, database: Database) -> None:
    unit = hospital.unit("Ward 1")
    hospital.add_counts(NHS, unit, parse_month("2025-08"), {("overall_experience", 5): 30}, 30)
    found = by_mode(database, unit, "overall_experience")
    assert found.groups == ()
    assert subgroups_verdict(found).startswith("This file has only counts")


def test_that_patients_are_told_apart_by_how_they_came(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    planned = HCAHPS_2025.item("planned_stay").scale.answers
    surveys = [
        Survey(
            unit,
            parse_month("2025-03"),
            {"rating": 11 if k % 3 else 2, "planned_stay": planned[k % 2].value},
        )
        for k in range(60)
    ]
    add_surveys(hospital, HCAHPS_2025, surveys)
    found = by_mode(database, unit, "rating", "admission")
    assert found.trait == "Stay planned in advance"
    assert [group.n for group in found.groups] == [30, 30]


def test_that_any_questionnaire_with_age_and_language_is_taken_apart(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    instrument = _own_questionnaire()
    random = np.random.default_rng(5)
    surveys = [
        Survey(
            unit,
            parse_month("2025-03"),
            {
                "care": int(random.integers(1, 3)),
                "age_group": int(random.integers(1, 3)),
                "home_language": int(random.integers(1, 3)),
            },
        )
        for _ in range(120)
    ]
    add_surveys(hospital, instrument, surveys)
    found = subgroups(database, compare(database, unit), ["care"])
    assert [(table.by, table.trait) for table in found] == [
        ("mode", "How they answered"),
        ("age", "Age group"),
        ("language", "Home language"),
    ]
    ages = found[1]
    mine = sum(s.answers["age_group"] == 1 for s in surveys)
    assert ages.groups[0].n == mine


def test_that_the_rest_of_the_hospital_stands_beside_each_group_with_its_own_answers(
    hospital: Hospital, database: Database
) -> None:
    unit, other = hospital.unit("4 West"), hospital.unit("3 East")
    surveys = told(unit, [("Mail", 60, 40), ("Phone", 30, 20)])
    surveys += told(other, [("Mail", 40, 10), ("Phone", 50, 45)])
    add_surveys(hospital, HCAHPS_2025, surveys)
    found = by_mode(database, unit, "rating")
    beside = {g.label: (g.rest.n, g.rest.top_box) for g in found.groups if g.rest is not None}
    assert beside == {"Mail": (40, 0.25), "Phone": (50, 0.9)}
    assert subgroups_verdict(found).endswith(
        "The rest of Riverside Hospital, for reference: 25% (Mail) and 90% (Phone)."
    )
    told_json = found.to_json()["groups"][0]["rest"]
    assert (told_json["n"], told_json["top_box"]) == (40, 0.25)
    assert 0 < told_json["low"] < 0.25 < told_json["high"] < 1


def test_that_the_rest_is_not_told_where_it_would_give_a_hidden_group_away(
    hospital: Hospital, database: Database
) -> None:
    unit, other = hospital.unit("4 West"), hospital.unit("3 East")
    surveys = told(unit, [("Mail", 60, 40), ("Phone", 30, 20), ("Web", 50, 20)])
    surveys += told(other, [("Mail", 40, 10), ("Phone", 4, 1), ("Web", 60, 30)])
    add_surveys(hospital, HCAHPS_2025, surveys)
    found = by_mode(database, unit, "rating")
    rest = {group.label: group.rest for group in found.groups}
    assert rest["Phone"] is None
    assert rest["Mail"] is None
    assert rest["Web"] is None or rest["Web"].n == 60


def test_that_a_unit_which_is_gone_meanwhile_has_no_groups(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    add_surveys(hospital, HCAHPS_2025, told(unit, [("Mail", 60, 40), ("Phone", 30, 20)]))
    gone = replace(compare(database, unit), unit_id=999)
    found = subgroups(database, gone, ["rating"], ["mode"])
    assert all(table.groups == () for table in found)


def test_that_others_than_the_rest_stand_beside_no_group(
    hospital: Hospital, database: Database
) -> None:
    unit, other = hospital.unit("4 West"), hospital.unit("3 East")
    surveys = told(unit, [("Mail", 60, 40), ("Phone", 30, 20)])
    surveys += told(other, [("Mail", 40, 10), ("Phone", 50, 45)])
    add_surveys(hospital, HCAHPS_2025, surveys)
    (found,) = subgroups(database, compare(database, unit, "all"), ["rating"], ["mode"])
    assert not found.has_rest
    assert found.rest_label == ""


def test_that_an_unknown_trait_is_refused_with_those_that_exist(
    hospital: Hospital, database: Database
) -> None:
    unit = hospital.unit("4 West")
    add_surveys(hospital, HCAHPS_2025, told(unit, [("Mail", 20, 12)]))
    with pytest.raises(UsageProblem) as refused:
        subgroups(database, compare(database, unit), ["rating"], ["race"])
    assert "mode, admission, age, language" in (hint(refused.value) or "")


def _own_questionnaire() -> Instrument:
    yes_no = Scale("yn", (Answer(1, "No", Box.BOTTOM, 0.0), Answer(2, "Yes", Box.TOP, 100.0)))
    ages = Scale(
        "ages",
        (Answer(1, "under 65", Box.OUTSIDE, None), Answer(2, "65 and over", Box.OUTSIDE, None)),
    )
    tongues = Scale(
        "tongues", (Answer(1, "English", Box.OUTSIDE, None), Answer(2, "Other", Box.OUTSIDE, None))
    )
    items = (
        Item("care", "Care", yes_no),
        Item("age_group", "Age group", ages, about_patient=True),
        Item("home_language", "Home language", tongues, about_patient=True),
    )
    return Instrument(
        "own", "Own", "custom", items, (Measure("care", "Care", ("care",)),), built_in=False
    )
