"""Every number of a comparison against the same number computed from single answers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from scipy import stats

from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.results import Comparison, MeasureComparison
from models.errors import UsageProblem
from models.store.database.database import Database
from models.store.database.settings import set_goal
from models.survey import Answer, Box, Instrument, Item, Measure, Period, Scale, Unit
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.people import (
    HCAHPS_2019,
    HCAHPS_2025,
    NHS,
    direct,
    direct_limits,
    direct_p,
    invent,
    months,
)
from tests.models.survey.scales import ordered_scale

YEAR_2024 = months("2024-01", "2024-12")
YEAR_2025 = months("2025-01", "2025-12")
WEAK_REST = {"rest_needed": 0.3, "quiet": 0.3, "help_rest": 0.3}


@dataclass(frozen=True)
class Riverside:
    """Three units over the change of the questionnaire, and one of the same name elsewhere."""

    hospital: Hospital
    west: Unit
    east: Unit
    icu: Unit
    other_west: Unit

    def measure_items(self, key: str) -> list[str]:
        return list(HCAHPS_2025.measure_by_key[key].items)


@pytest.fixture
def riverside(database: Database) -> Riverside:
    hospital = Hospital(database)
    west, east, icu = (hospital.unit(name) for name in ("4 West", "5 East", "ICU"))
    other_west = hospital.unit("4 west", "Lakeside Hospital")
    for seed, (unit, per_month) in enumerate([(west, 8), (east, 10), (icu, 4), (other_west, 6)]):
        weak = WEAK_REST if unit is west else None
        hospital.add(HCAHPS_2019, invent(HCAHPS_2019, unit, YEAR_2024, per_month, seed=seed))
        hospital.add(
            HCAHPS_2025,
            invent(HCAHPS_2025, unit, YEAR_2025, per_month, lower=weak, seed=20 + seed),
        )
    return Riverside(hospital, west, east, icu, other_west)


def by_key(comparison: Comparison) -> dict[str, MeasureComparison]:
    return {m.measure: m for m in comparison.measures}


@pytest.mark.parametrize("period", [YEAR_2025, months("2024-11", "2025-04")])
def test_that_every_number_is_that_of_the_single_answers(
    riverside: Riverside, database: Database, period: Period
) -> None:
    comparison = compare(database, riverside.west, "rest", period)
    surveys = riverside.hospital.surveys
    changed = {"responsiveness", "restfulness", "care_coordination", "symptoms"}
    compared = [m for m in comparison.measures if m.measure in HCAHPS_2025.measure_by_key]
    assert len(compared) == len(HCAHPS_2025.measures)
    ps = []
    for m in compared:
        span = period if m.measure not in changed else months("2025-01", "2025-12")
        span = Period(max(span.first or 0, period.first or 0), period.last)
        keys = riverside.measure_items(m.measure)
        unit = direct(surveys, {riverside.west.id}, span, keys)
        rest = direct(surveys, {riverside.east.id, riverside.icu.id}, span, keys)
        for shown, expected in ((m.unit, unit), (m.other, rest)):
            assert shown.n == expected.n
            assert shown.top_box == pytest.approx(expected.top, abs=1e-12)
            assert shown.bottom == pytest.approx(expected.bottom, abs=1e-12)
            assert shown.mean == pytest.approx(expected.mean, abs=1e-9)
            assert shown.low == pytest.approx(expected.low, abs=1e-9)
            assert shown.high == pytest.approx(expected.high, abs=1e-9)
            if m.measure != "discharge":
                assert shown.middle == pytest.approx(expected.middle, abs=1e-12)
            assert not shown.bound
        composite = m.kind == "composite"
        low, high = direct_limits(unit, rest)
        assert m.difference.top_box == pytest.approx(unit.top - rest.top, abs=1e-12)
        assert m.difference.low == pytest.approx(low, abs=1e-9)
        assert m.difference.high == pytest.approx(high, abs=1e-9)
        assert m.difference.p == pytest.approx(direct_p(unit, rest, composite=composite), rel=1e-9)
        ps.append(m.difference.p)
    if len(compared) == len(comparison.measures):
        adjusted = stats.false_discovery_control(ps)
        for m, expected_p in zip(compared, adjusted, strict=True):
            assert m.difference.p_adjusted == pytest.approx(expected_p, rel=1e-9)


def test_that_a_real_gap_is_a_signal_and_named_in_the_verdict(
    riverside: Riverside, database: Database
) -> None:
    comparison = compare(database, riverside.west, "rest", YEAR_2025)
    signals = {m.measure: m.difference.signal for m in comparison.measures}
    assert signals.pop("restfulness") == "below"
    assert set(signals.values()) == {"none"}
    assert (
        comparison.verdict
        == "One real gap: restfulness. No clear differences in the other measures."
    )
    assert comparison.tested == 11
    assert comparison.expected_false_alarms == pytest.approx(0.55)


def test_that_the_unit_is_not_inside_its_own_average(
    riverside: Riverside, database: Database
) -> None:
    expected = {
        "rest": {riverside.east.id, riverside.icu.id},
        "peers": {riverside.other_west.id},
        "all": {riverside.east.id, riverside.icu.id, riverside.other_west.id},
    }
    for against, units in expected.items():
        comparison = compare(database, riverside.west, against, YEAR_2025)
        keys = riverside.measure_items("nurses")
        other = direct(riverside.hospital.surveys, units, YEAR_2025, keys)
        nurses = by_key(comparison)["nurses"]
        assert nurses.other.n == other.n
        assert nurses.other.top_box == pytest.approx(other.top, abs=1e-12)
        assert nurses.other.low == pytest.approx(other.low, abs=1e-9)
        assert nurses.fair.unit_excluded is True


def test_that_peers_share_a_name_or_a_type_and_sit_elsewhere(database: Database) -> None:
    hospital = Hospital(database)
    mine = hospital.unit("4 West", kind="Surgical")
    units = [
        mine,
        hospital.unit("3 North", kind="surgical"),
        hospital.unit("Theatre ward", "Lakeside", kind="surgical"),
        hospital.unit("4 WEST", "Hillside"),
        hospital.unit("Nursery", "Hillside", kind="maternity"),
        hospital.unit("Untyped", "Hillside"),
    ]
    for seed, unit in enumerate(units):
        hospital.add(NHS, invent(NHS, unit, months("2025-03", "2025-03"), 20, seed=seed))
    comparison = compare(database, mine, "peers")
    peers = {units[2].id, units[3].id}
    expected = direct(hospital.surveys, peers, Period(), ["overall_experience"])
    assert comparison.measures[0].other.n == expected.n
    assert comparison.measures[0].other.top_box == pytest.approx(expected.top)


def test_that_a_closed_unit_with_data_stays_in_the_rest(database: Database) -> None:
    from datetime import date

    from models.store.units.units import close_unit

    hospital = Hospital(database)
    mine, closed = hospital.unit("A"), hospital.unit("B")
    for seed, unit in enumerate((mine, closed)):
        hospital.add(NHS, invent(NHS, unit, months("2025-03", "2025-03"), 30, seed=seed))
    with database.write() as c:
        close_unit(c, closed.id, date(2025, 4, 1))
    assert compare(database, mine).surveys_other == 30


def test_that_questionnaires_are_pooled_only_where_the_question_is_the_same(
    riverside: Riverside, database: Database
) -> None:
    comparison = compare(database, riverside.west)
    measures = by_key(comparison)
    surveys, mine = riverside.hospital.surveys, {riverside.west.id}
    both = direct(surveys, mine, Period(), riverside.measure_items("nurses"))
    assert measures["nurses"].unit.n == both.n > 150
    assert measures["nurses"].unit.low == pytest.approx(both.low, abs=1e-9)
    newest = direct(surveys, mine, YEAR_2025, riverside.measure_items("responsiveness"))
    assert measures["responsiveness"].unit.n == newest.n < 100
    old = direct(surveys, mine, YEAR_2024, ["quiet"])
    assert measures["quietness"].unit.n == old.n
    assert any(note.startswith("Responsiveness: the question changed") for note in comparison.notes)
    assert [m.measure for m in comparison.measures][:2] == ["nurses", "doctors"]


def test_that_a_period_before_the_change_takes_the_older_question(
    riverside: Riverside, database: Database
) -> None:
    measures = by_key(compare(database, riverside.west, "rest", YEAR_2024))
    old = direct(
        riverside.hospital.surveys,
        {riverside.west.id},
        YEAR_2024,
        list(HCAHPS_2019.measure_by_key["responsiveness"].items),
    )
    assert measures["responsiveness"].unit.top_box == pytest.approx(old.top)
    assert "restfulness" not in measures


def test_that_dont_know_counts_in_the_friends_and_family_denominator(database: Database) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    scale = NHS.item("overall_experience").scale
    value = {answer.label: answer.value for answer in scale.answers}
    outside = next(a.value for a in scale.answers if a.box is Box.OUTSIDE)
    given = [value["Very good"]] * 6 + [value["Good"]] * 6 + [outside] * 8
    month = months("2025-08", "2025-08").first or 0
    answers = [Survey(ward, month, {"overall_experience": v}) for v in given]
    hospital.add(NHS, answers)
    hospital.add(NHS, [Survey(other, month, dict(s.answers)) for s in answers])
    measure = compare(database, ward).measures[0]
    assert (measure.unit.n, measure.unit.top_box) == (20, 0.6)
    assert measure.unit.mean == pytest.approx(87.5)
    assert measure.patients is not None
    assert measure.patients.answer == "Good or Very good"


def test_that_two_custom_versions_with_other_scales_are_not_added_up(database: Database) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    four = ordered_scale("four", ["Bad", "Fair", "Good", "Great"])
    five = ordered_scale("five", ["Bad", "Poor", "Fair", "Good", "Great"])
    for key, scale, month in (("v1", four, "2025-01"), ("v2", five, "2025-02")):
        item = Item("food", "Food", scale)
        measure = Measure("food", "Food", ("food",))
        version = Instrument(key, key, key, (item,), (measure,), built_in=False)
        span = months(month, month)
        hospital.add(version, invent(version, ward, span, 20, seed=1))
        hospital.add(version, invent(version, other, span, 30, seed=2))
    comparison = compare(database, ward)
    surveys = [(i, s) for i, s in hospital.surveys if i.key == "v2"]
    assert comparison.measures[0].unit.n == direct(surveys, {ward.id}, Period(), ["food"]).n
    assert comparison.measures[0].fair.same_question is True


def test_that_equal_questions_are_added_up_whatever_their_stored_values(
    database: Database,
) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    low_first = Scale("a", (_answer(1, "No", Box.BOTTOM), _answer(2, "Yes", Box.TOP)))
    moved = Scale("b", (_answer(7, "No", Box.BOTTOM), _answer(9, "Yes", Box.TOP)))
    month = months("2025-01", "2025-01").first or 0
    for key, scale, yes in (("v1", low_first, 2), ("v2", moved, 9)):
        item = Item("asked", "CaseMixRequest", scale)
        version = Instrument(
            key, key, "own", (item,), (Measure("asked", "CaseMixRequest", ("asked",)),)
        )
        no = scale.answers[0].value
        for unit in (ward, other):
            hospital.add(version, [Survey(unit, month, {"asked": yes})] * 9)
            hospital.add(version, [Survey(unit, month, {"asked": no})] * 3)
    measure = compare(database, ward).measures[0]
    assert (measure.unit.n, measure.unit.top_box) == (24, 0.75)


def _answer(value: int, label: str, box: Box) -> Answer:
    return Answer(value, label, box, 100.0 if box is Box.TOP else 0.0)


def test_that_undated_answers_count_only_without_a_period(database: Database) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    best = NHS.item("overall_experience").scale.answers[-2].value
    dated = months("2025-01", "2025-01")
    for unit in (ward, other):
        answers = {"overall_experience": best}
        hospital.add(NHS, [Survey(unit, 0, answers)] * 15)
        hospital.add(NHS, [Survey(unit, dated.first or 0, answers)] * 20)
    assert compare(database, ward).surveys_unit == 35
    assert compare(database, ward, "rest", dated).surveys_unit == 20
    until = Period(None, dated.last)
    assert compare(database, ward, "rest", until).measures[0].unit.n == 20


def test_that_counts_alone_give_the_widest_interval_and_say_so(database: Database) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    span = months("2025-01", "2025-01")
    for seed, unit in enumerate((ward, other)):
        hospital.add(HCAHPS_2025, invent(HCAHPS_2025, unit, span, 40, seed=seed))
    exact = by_key(compare(database, ward))["nurses"]
    keys = HCAHPS_2025.measure_by_key["nurses"].items
    scale = HCAHPS_2025.item(keys[0]).scale
    best, worst = max(scale.top_values), scale.answers[0].value
    counts = {(key, value): 15 for key in keys for value in (best, worst)}
    hospital.add_counts(HCAHPS_2025, ward, (span.last or 0) + 1, counts, 30)
    comparison = compare(database, ward)
    nurses = by_key(comparison)["nurses"]
    items = [
        (exact_item.x + 15, exact_item.n + 30)
        for key in keys
        for exact_item in [direct(hospital.surveys, {ward.id}, Period(), [key])]
    ]
    n = (3 / sum(n**-0.5 for _x, n in items)) ** 2
    share = sum(x / n for x, n in items) / 3
    z = stats.norm.ppf(0.975)
    spread = z * (z * z + 4 * n * share * (1 - share)) ** 0.5
    assert nurses.unit.bound
    assert not nurses.other.bound
    assert not exact.unit.bound
    assert nurses.unit.low == pytest.approx((2 * n * share + z * z - spread) / (2 * (n + z * z)))
    assert any("only counts" in note for note in comparison.notes)
    assert not by_key(comparison)["rating"].unit.bound


def test_that_everybody_content_is_no_certainty(database: Database) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    keys = HCAHPS_2025.measure_by_key["nurses"].items
    best = max(HCAHPS_2025.item(keys[0]).scale.top_values)
    month = months("2025-01", "2025-01")
    hospital.add(HCAHPS_2025, [Survey(ward, month.first or 0, dict.fromkeys(keys, best))] * 12)
    hospital.add(HCAHPS_2025, invent(HCAHPS_2025, other, month, 60, level=0.8))
    nurses = by_key(compare(database, ward))["nurses"]
    fewest, most = (stats.binomtest(n, n).proportion_ci(method="wilson") for n in (12, 18))
    assert (nurses.unit.top_box, nurses.unit.high) == (1.0, 1.0)
    assert fewest.low < nurses.unit.low < most.low
    assert nurses.difference.low is not None
    assert nurses.difference.top_box is not None
    assert nurses.difference.low < nurses.difference.top_box
    assert (nurses.difference.p or 0) > 0.001
    both = by_key(compare(database, other))["nurses"]
    assert both.difference.top_box == pytest.approx(-nurses.difference.top_box)
    assert both.difference.p == pytest.approx(nurses.difference.p)


def test_that_two_perfect_sides_do_not_differ(database: Database) -> None:
    hospital = Hospital(database)
    keys = HCAHPS_2025.measure_by_key["nurses"].items
    best = max(HCAHPS_2025.item(keys[0]).scale.top_values)
    wards = [hospital.unit("Ward 1"), hospital.unit("Ward 2")]
    for ward in wards:
        hospital.add(HCAHPS_2025, [Survey(ward, 24300, dict.fromkeys(keys, best))] * 12)
    nurses = by_key(compare(database, wards[0]))["nurses"]
    assert (nurses.difference.top_box, nurses.difference.p) == (0.0, 1.0)
    assert nurses.difference.signal == "none"


def test_that_a_composite_without_one_item_is_the_mean_of_the_others(database: Database) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    span = months("2025-01", "2025-02")
    for seed, unit in enumerate((ward, other)):
        surveys = invent(HCAHPS_2025, unit, span, 30, seed=seed)
        for survey in surveys:
            dict.pop(survey.answers, "nurse_listen", None)  # type: ignore[arg-type]
        hospital.add(HCAHPS_2025, surveys)
    nurses = by_key(compare(database, ward))["nurses"]
    expected = direct(hospital.surveys, {ward.id}, Period(), ["nurse_respect", "nurse_explain"])
    assert nurses.unit.top_box == pytest.approx(expected.top)
    assert nurses.unit.low == pytest.approx(expected.low)


def test_that_the_gap_in_patients_is_that_of_an_item(
    riverside: Riverside, database: Database
) -> None:
    measures = by_key(compare(database, riverside.west, "rest", YEAR_2025))
    rating = measures["rating"].patients
    assert rating is not None
    assert rating == measures["rating"].item_gap
    unit = direct(riverside.hospital.surveys, {riverside.west.id}, YEAR_2025, ["rating"])
    rest = direct(
        riverside.hospital.surveys, {riverside.east.id, riverside.icu.id}, YEAR_2025, ["rating"]
    )
    assert (rating.of, rating.top) == (unit.n, unit.x)
    assert rating.at_other_rate == round(unit.n * rest.top)
    assert rating.gap == rating.at_other_rate - rating.top
    assert rating.answer == "9 or 10"
    assert measures["restfulness"].patients is None


def test_that_a_composite_names_its_item_with_the_largest_gap(
    riverside: Riverside, database: Database
) -> None:
    gap = by_key(compare(database, riverside.west, "rest", YEAR_2025))["restfulness"].item_gap
    gaps = {}
    for key in riverside.measure_items("restfulness"):
        unit = direct(riverside.hospital.surveys, {riverside.west.id}, YEAR_2025, [key])
        others = {riverside.east.id, riverside.icu.id}
        rest = direct(riverside.hospital.surveys, others, YEAR_2025, [key])
        gaps[key] = unit.n * rest.top - unit.x
    assert gap is not None
    assert gap.item == max(gaps, key=lambda key: gaps[key])
    assert gap.gap == pytest.approx(gaps[gap.item], abs=0.5)


def test_that_goals_stand_beside_their_measures(riverside: Riverside, database: Database) -> None:
    with database.write() as c:
        set_goal(c, 0, "nurses", 0.8)
        set_goal(c, riverside.west.id, "rating", 0.75)
    measures = by_key(compare(database, riverside.west, "rest", YEAR_2025))
    assert measures["nurses"].goal == 0.8
    assert measures["rating"].goal == 0.75
    assert measures["doctors"].goal is None


def test_that_neither_pandas_nor_scipy_is_loaded_to_compare() -> None:
    import subprocess
    import sys

    program = (
        "import sys; import models.analysis.comparison.unit_comparison,"
        "models.analysis.comparison.detail,"
        "models.analysis.estimates.periods, models.analysis.comparison.json;"
        "print([m for m in ('pandas', 'scipy', 'PySide6') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (found.stdout.strip(), found.stderr) == ("[]", "")


def test_that_a_composite_without_a_question_says_so_and_is_not_like_for_like(
    database: Database,
) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("Ward 1"), hospital.unit("Ward 2")
    span = months("2025-01", "2025-02")
    lacking = invent(HCAHPS_2025, ward, span, 30, seed=1)
    for survey in lacking:
        dict.pop(survey.answers, "nurse_listen", None)  # type: ignore[arg-type]
    hospital.add(HCAHPS_2025, lacking)
    hospital.add(HCAHPS_2025, invent(HCAHPS_2025, other, span, 30, seed=2))
    found = compare(database, ward)
    nurses = by_key(found)["nurses"]
    assert len(nurses.unanswered) == 1
    assert nurses.fair.same_question is False
    assert any("uses the other questions only" in note for note in found.notes)
    assert by_key(found)["doctors"].unanswered == ()


def test_that_two_chosen_units_are_compared_side_by_side(
    riverside: Riverside, database: Database
) -> None:
    comparison = compare(database, riverside.west, f"unit:{riverside.east.id}", YEAR_2025)
    assert comparison.other_label == riverside.east.name
    surveys = riverside.hospital.surveys
    for m in comparison.measures:
        if m.measure in ("nurses", "doctors"):
            keys = riverside.measure_items(m.measure)
            other = direct(surveys, {riverside.east.id}, YEAR_2025, keys)
            assert m.other.n == other.n
            assert m.other.top_box == pytest.approx(other.top, abs=1e-12)
    turned = by_key(compare(database, riverside.east, f"unit:{riverside.west.id}", YEAR_2025))
    for m in comparison.measures:
        if m.difference.top_box is not None:
            back = turned[m.measure].difference.top_box
            assert back == pytest.approx(-m.difference.top_box, abs=1e-12)


@pytest.mark.parametrize("against", ["unit:0", "unit:99999", "unit:x", "unit:"])
def test_that_a_unit_that_is_not_there_is_refused(
    riverside: Riverside, database: Database, against: str
) -> None:
    with pytest.raises(UsageProblem):
        compare(database, riverside.west, against, YEAR_2025)


def test_that_a_unit_is_not_compared_with_itself(riverside: Riverside, database: Database) -> None:
    with pytest.raises(UsageProblem):
        compare(database, riverside.west, f"unit:{riverside.west.id}", YEAR_2025)
