"""A unit beside published figures: chosen by window, tested as constants, marked as adjusted."""

from __future__ import annotations

import pytest

from models.analysis.comparison.benchmarks import choose_ticks, chosen_ticks
from models.analysis.comparison.detail import measure_detail
from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.results import Comparison, MeasureComparison
from models.errors import UsageProblem
from models.store.database.database import Database
from models.store.tallies.benchmarks import published_areas, published_figures
from models.survey import Period, Unit, parse_month
from tests.models.analysis.build import Hospital
from tests.models.analysis.people import HCAHPS_2019, HCAHPS_2025, direct, invent, months
from ui.text.errors import hint

YEAR = months("2025-01", "2025-12")


def span(first: str, last: str) -> tuple[int, int]:
    return parse_month(first), parse_month(last)


@pytest.fixture
def hospital(database: Database) -> Hospital:
    hospital = Hospital(database)
    hospital.publish(
        "nation",
        "US",
        span("2025-01", "2025-12"),
        H_COMP_1_A_P__top__nurses=80,
        H_COMP_1_U_P__middle__nurses=16,
        H_COMP_1_SN_P__bottom__nurses=4,
        H_COMP_1_LINEAR_SCORE__linear__nurses=91,
        H_NURSE_LISTEN_A_P__top__nurses__nurse_listen=95,
        H_NURSE_EXPLAIN_A_P__top__nurses__nurse_explain=40,
        H_HSP_RATING_9_10__top__rating=72,
        H_COMP_3_A_P__top__responsiveness=65,
        H_STAR_RATING__star__=4,
    )
    hospital.publish("nation", "US", span("2022-10", "2023-09"), H_COMP_1_A_P__top__nurses=79)
    hospital.publish("state", "VT", span("2025-01", "2025-12"), H_COMP_1_A_P__top__nurses=77)
    hospital.publish("state", "RI", span("2025-01", "2025-12"), H_COMP_1_A_P__top__nurses=75)
    hospital.publish(
        "hospital", "080001", span("2025-01", "2025-12"), H_RECMND_DY__top__recommend=70
    )
    return hospital


@pytest.fixture
def west(hospital: Hospital) -> Unit:
    unit = hospital.unit("4 West")
    hospital.add(HCAHPS_2025, invent(HCAHPS_2025, unit, YEAR, 8))
    return unit


def by_key(comparison: Comparison) -> dict[str, MeasureComparison]:
    return {m.measure: m for m in comparison.measures}


def test_that_an_item_is_shown_beside_the_published_share_and_not_tested(
    hospital: Hospital, west: Unit, database: Database
) -> None:
    rating = by_key(compare(database, west, "nation", YEAR))["rating"]
    unit = direct(hospital.surveys, {west.id}, YEAR, ["rating"])
    assert (rating.other.top_box, rating.other.n, rating.other.low) == (0.72, None, None)
    assert rating.other.published
    assert not rating.other.too_few
    assert rating.difference.p is rating.difference.p_adjusted is None
    assert rating.difference.signal == "none"
    assert rating.difference.low == pytest.approx(unit.low - 0.72)
    assert rating.difference.high == pytest.approx(unit.high - 0.72)
    assert rating.patients is not None
    assert rating.patients.at_other_rate == round(unit.n * 0.72)


def test_that_adjusted_figures_are_shown_beside_a_composite_and_not_tested(
    hospital: Hospital, west: Unit, database: Database
) -> None:
    nurses = by_key(compare(database, west, "nation", YEAR))["nurses"]
    keys = list(HCAHPS_2025.measure_by_key["nurses"].items)
    unit = direct(hospital.surveys, {west.id}, YEAR, keys)
    assert nurses.difference.p is None
    assert nurses.difference.signal == "none"
    assert nurses.difference.low == pytest.approx(unit.low - 0.8)
    assert (nurses.other.middle, nurses.other.bottom, nurses.other.mean) == (0.16, 0.04, 91.0)
    assert nurses.patients is None


def test_that_the_items_gap_comes_from_published_items(west: Unit, database: Database) -> None:
    nurses = by_key(compare(database, west, "nation", YEAR))["nurses"]
    assert nurses.difference.top_box is not None
    assert nurses.difference.top_box < 0
    assert nurses.item_gap is not None
    assert nurses.item_gap.item == "nurse_listen"


def test_that_the_newest_window_begun_in_the_period_is_chosen(
    hospital: Hospital, database: Database
) -> None:
    def top(period: Period) -> float | None:
        with database.read() as c:
            found = published_figures(c, "nation", "US", period)
        assert found is not None
        return found.measures["nurses"].top

    assert top(YEAR) == 0.8
    assert top(Period()) == 0.8
    assert top(months("2024-01", "2024-12")) == 0.79
    assert top(months("2024-06", "2025-02")) == 0.8
    assert top(months("2019-01", "2019-12")) == 0.79


def test_that_marks_say_what_published_figures_are(west: Unit, database: Database) -> None:
    fair = by_key(compare(database, west, "nation", YEAR))["nurses"].fair
    assert fair.same_question is True
    assert fair.same_period is True
    assert fair.same_mode is None
    assert fair.unit_excluded is None
    assert "adjusted" in fair.reason("same_mode")
    later = by_key(compare(database, west, "nation", months("2025-10", "2025-12")))["nurses"]
    assert later.fair.same_period is False


def test_that_figures_of_other_months_fail_the_mark(hospital: Hospital, database: Database) -> None:
    unit = hospital.unit("5 East")
    old = months("2024-01", "2024-12")
    hospital.add(HCAHPS_2019, invent(HCAHPS_2019, unit, old, 10))
    comparison = compare(database, unit, "nation", old)
    nurses = by_key(comparison)["nurses"]
    assert nurses.other.top_box == 0.79
    assert nurses.fair.same_period is False
    assert nurses.fair.failed
    assert "Not a fair comparison" in nurses.verdict
    assert "Not a fair comparison" in comparison.verdict


def test_that_a_figure_for_another_version_of_the_question_is_not_compared(
    hospital: Hospital, west: Unit, database: Database
) -> None:
    measure = by_key(compare(database, west, "nation", YEAR))["responsiveness"]
    assert measure.fair.same_question is False
    assert measure.other.top_box is None
    assert measure.difference.signal == "too_few"
    assert "another version" in measure.verdict
    assert measure.marks == ()


def test_that_a_measure_without_a_figure_says_so(west: Unit, database: Database) -> None:
    comparison = compare(database, west, "nation", YEAR)
    doctors = by_key(comparison)["doctors"]
    assert doctors.verdict.endswith("No score is published for the nation.")
    assert doctors.unit.top_box is not None
    assert comparison.tested == 0


def test_that_states_and_hospitals_are_found_by_key_or_name(west: Unit, database: Database) -> None:
    vermont = compare(database, west, "state:vt", YEAR)
    assert vermont.against == "state:VT"
    assert by_key(vermont)["nurses"].other.top_box == 0.77
    named = compare(database, west, "hospital:080001", YEAR)
    assert by_key(named)["recommend"].other.top_box == 0.70
    assert by_key(named)["recommend"].fair.enough_answers is True


@pytest.mark.parametrize(
    ("against", "told"),
    [("state:XX", "Available: RI, VT"), ("hospital:999999", "080001"), ("state:", "RI, VT")],
)
def test_that_an_unknown_area_lists_what_there_is(
    west: Unit, database: Database, against: str, told: str
) -> None:
    with pytest.raises(UsageProblem) as refused:
        compare(database, west, against)
    assert told in hint(refused.value)


def test_that_without_published_files_the_refusal_says_what_to_import(database: Database) -> None:
    unit = Hospital(database).unit("4 West")
    with pytest.raises(UsageProblem) as refused:
        compare(database, unit, "nation")
    assert "import" in hint(refused.value)


def test_that_ticks_show_the_nation_until_others_are_chosen(west: Unit, database: Database) -> None:
    assert [m.label for m in by_key(compare(database, west))["nurses"].marks] == ["nation"]
    with database.write() as c:
        choose_ticks(c, ["nation", "state:VT"])
    marks = by_key(compare(database, west))["nurses"].marks
    assert [(m.label, m.top_box) for m in marks] == [("nation", 0.8), ("VT", 0.77)]
    assert "2025" in marks[0].note


@pytest.mark.usefixtures("spanish")
def test_that_the_nation_is_named_in_the_chosen_language(west: Unit, database: Database) -> None:
    assert [m.label for m in by_key(compare(database, west))["nurses"].marks] == ["país"]


def test_that_the_page_says_of_when_its_ticks_are_and_that_they_are_adjusted(
    west: Unit, database: Database
) -> None:
    found = compare(database, west)
    assert found.published.startswith("Benchmarks: published scores (nation: ")
    assert found.published.endswith("adjusted and rounded.")
    assert found.published in found.notes


def test_that_a_comparison_with_the_nation_says_it_once(west: Unit, database: Database) -> None:
    found = compare(database, west, "nation")
    assert "adjusted and rounded" in found.published
    assert "Ticks" not in " ".join(found.notes)


def test_that_a_hospital_by_its_name_is_a_tick(west: Unit, database: Database) -> None:
    with database.read() as c:
        hospital = published_areas(c, "hospital")[0]
    with database.write() as c:
        choose_ticks(c, [f"hospital:{hospital.area}"])
    labels = {m.label for row in compare(database, west).measures for m in row.marks}
    assert labels == {hospital.name or hospital.area}


def test_that_no_ticks_can_be_chosen(west: Unit, database: Database) -> None:
    with database.write() as c:
        choose_ticks(c, [])
    assert not any(row.marks for row in compare(database, west).measures)


@pytest.mark.parametrize("keys", [["state:XX"], ["moon"], ["nation"] * 5])
def test_that_ticks_without_figures_or_too_many_are_refused(
    west: Unit, database: Database, keys: list[str]
) -> None:
    with pytest.raises(UsageProblem), database.write() as c:
        choose_ticks(c, keys)
    with database.read() as c:
        assert chosen_ticks(c) == ("nation",)


def test_that_details_of_a_published_comparison_have_no_other_answers(
    west: Unit, database: Database
) -> None:
    comparison = compare(database, west, "nation", YEAR)
    detail = measure_detail(database, comparison, "nurses")
    assert all(a.other is None for d in detail.distributions for a in d.answers)
    assert "At the same rate as the nation" in detail.sentence
    assert all(point.other is None for point in detail.line)
