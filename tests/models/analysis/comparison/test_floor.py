"""Below the small-cell floor nothing is shown, and nothing shown gives it away."""

from __future__ import annotations

from dataclasses import fields

import pytest

from models.analysis.comparison.detail import measure_detail
from models.analysis.comparison.json import comparison_to_json
from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.results import Difference, Estimate, MeasureComparison
from models.store.database.database import Database
from models.store.database.settings import set_small_cell_floor
from models.survey import Unit, parse_month
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.people import HCAHPS_2025, NHS, invent, months

MARCH = months("2025-03", "2025-03")
IN_MARCH = parse_month("2025-03")


def two_units(database: Database, mine: int, others: int) -> tuple[Hospital, Unit]:
    hospital = Hospital(database)
    unit, other = hospital.unit("A"), hospital.unit("B")
    best = {"overall_experience": max(NHS.item("overall_experience").scale.top_values)}
    worst = {"overall_experience": 1}
    for place, n in ((unit, mine), (other, others)):
        hospital.add(NHS, [Survey(place, IN_MARCH, best)] * (n - n // 3))
        hospital.add(NHS, [Survey(place, IN_MARCH, worst)] * (n // 3))
    return hospital, unit


def nothing_shown(estimate: Estimate) -> bool:
    values = {f.name: getattr(estimate, f.name) for f in fields(Estimate)}
    del values["n"], values["too_few"], values["bound"], values["published"]
    return estimate.too_few and set(values.values()) == {None}


@pytest.mark.parametrize(("mine", "others"), [(10, 40), (40, 10), (10, 10), (40, 0), (0, 40)])
def test_that_a_side_below_the_floor_has_no_value_and_there_is_no_difference(
    database: Database, mine: int, others: int
) -> None:
    _hospital, unit = two_units(database, mine, others)
    comparison = compare(database, unit)
    (measure,) = comparison.measures
    assert nothing_shown(measure.unit) is (mine < 11)
    assert nothing_shown(measure.other) is (others < 11)
    assert (measure.unit.n, measure.other.n) == (mine, others)
    assert measure.difference == Difference()
    assert measure.patients is None
    assert measure.item_gap is None
    assert comparison.tested == 0
    assert comparison.expected_false_alarms == 0.0


def test_that_eleven_answers_are_enough(database: Database) -> None:
    _hospital, unit = two_units(database, 11, 11)
    (measure,) = compare(database, unit).measures
    assert not measure.unit.too_few
    assert measure.difference.signal == "none"
    assert measure.fair.enough_answers is True
    assert "caution" in measure.fair.reason("enough_answers")


def test_that_the_organization_sets_the_floor(database: Database) -> None:
    _hospital, unit = two_units(database, 20, 40)
    with database.write() as c:
        set_small_cell_floor(c, 25)
    comparison = compare(database, unit)
    assert nothing_shown(comparison.measures[0].unit)
    assert comparison.floor == 25
    assert "fewer than 25 so far" in comparison.verdict


def test_that_hidden_values_are_null_in_json(database: Database) -> None:
    _hospital, unit = two_units(database, 10, 40)
    measure = comparison_to_json(compare(database, unit))["measures"][0]
    assert measure["unit"]["too_few"] is True
    shown = {key: measure["unit"][key] for key in ("top_box", "low", "high", "mean")}
    assert set(shown.values()) == {None}
    assert measure["difference"]["signal"] == "too_few"
    assert measure["difference"]["p"] is None
    assert measure["patients"] is None


def test_that_hidden_measures_do_not_count_as_tests(database: Database) -> None:
    hospital = Hospital(database)
    unit, other = hospital.unit("A"), hospital.unit("B")
    surveys = invent(HCAHPS_2025, unit, MARCH, 20, seed=3)
    few = [
        survey
        if place < 5
        else Survey(
            unit, survey.month, {k: v for k, v in survey.answers.items() if k != "recommend"}
        )
        for place, survey in enumerate(surveys)
    ]
    hospital.add(HCAHPS_2025, few)
    hospital.add(HCAHPS_2025, invent(HCAHPS_2025, other, MARCH, 40, seed=4))
    comparison = compare(database, unit)
    hidden = [m.measure for m in comparison.measures if m.unit.too_few]
    assert hidden == ["recommend"]
    assert comparison.tested == 10


def composite_with_small_items(database: Database, sizes: dict[str, int]) -> MeasureComparison:
    """Return nurses, whose items were answered by as many as `sizes` says, by 40 elsewhere."""
    hospital = Hospital(database)
    unit, other = hospital.unit("A"), hospital.unit("B")
    for key, n in sizes.items():
        scale = HCAHPS_2025.item(key).scale
        best, worst = max(scale.top_values), scale.answers[0].value
        hospital.add(HCAHPS_2025, [Survey(unit, IN_MARCH, {key: worst})] * n)
        hospital.add(HCAHPS_2025, [Survey(other, IN_MARCH, {key: best})] * 40)
    (nurses,) = compare(database, unit).measures
    return nurses


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"nurse_respect": 15, "nurse_listen": 25, "nurse_explain": 5}, {"nurse_listen"}),
        ({"nurse_respect": 6, "nurse_listen": 25, "nurse_explain": 5}, {"nurse_listen"}),
        ({"nurse_respect": 25, "nurse_explain": 5}, set()),
        ({"nurse_respect": 25, "nurse_explain": 35}, {"nurse_respect", "nurse_explain"}),
    ],
)
def test_that_a_hidden_item_cannot_be_worked_out_from_its_composite(
    database: Database, sizes: dict[str, int], shown: set[str]
) -> None:
    nurses = composite_with_small_items(database, sizes)
    assert not nurses.unit.too_few
    with database.read() as c:
        from models.store.units.units import find_unit

        unit = find_unit(c, "A")
    detail = measure_detail(database, compare(database, unit), "nurses")
    visible = {d.item for d in detail.distributions if any(a.unit is not None for a in d.answers)}
    assert visible == shown
    assert {d.item for d in detail.distributions if not d.too_few} == shown
    if shown:
        assert nurses.item_gap is not None
        assert nurses.item_gap.item in shown
    else:
        assert nurses.item_gap is None
