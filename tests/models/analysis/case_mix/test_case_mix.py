"""Units adjusted for who answered, as AHRQ's program does it, from stored surveys."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.analysis.case_mix.choice import usual_adjusters
from models.analysis.case_mix.unit_case_mix import case_mix
from models.errors import UsageProblem
from models.statistics.case_mix import CaseMixOptions
from models.store.database.database import Database, open_database
from models.survey import BLANK, NO_ANSWER, Instrument, Item, Measure, Period, Unit
from models.survey.catalog import built_in_instruments
from models.survey.scale import Answer, Box, Scale
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.packed import add_surveys
from tests.models.analysis.time_series import FIRST, FREQUENCY, QUESTIONS, quiet_months
from tests.models.survey.scales import ordered_scale
from ui.text.case_mix import case_mix_notes, case_mix_verdict
from ui.text.errors import hint

ORACLES = Path(__file__).resolve().parents[3] / "data" / "oracles"
OFTEN = ordered_scale("1-4", [str(n) for n in range(1, 5)])
TEN = ordered_scale("0-10", [str(n) for n in range(11)], top=2, bottom=7)
HEALTH = ordered_scale("1-5", [str(n) for n in range(1, 6)])
AGE = ordered_scale("1-7", [str(n) for n in range(1, 8)])
SCALES = {"Q15": OFTEN, "Q17": OFTEN, "Q19": OFTEN, "Q24": OFTEN, "Q38": TEN}
PLANS = Instrument(
    key="plans",
    name="Plans",
    family="plans",
    items=(
        *(Item(key, key, scale) for key, scale in SCALES.items()),
        Item("ghr", "Health", HEALTH, about_patient=True),
        Item("age", "Age", AGE, about_patient=True),
    ),
    measures=(
        Measure("q38", "Rating", ("Q38",)),
        Measure("often", "How often", ("Q15", "Q17", "Q19", "Q24")),
    ),
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


@pytest.fixture
def hospital(db: Database) -> Hospital:
    return Hospital(db)


def _value(text: str, low: int, high: int, *, turned: bool = False) -> int:
    """Return the stored value, counted from 1, of a number in the test file."""
    if not text or not low <= float(text) <= high:
        return NO_ANSWER if text else BLANK
    number = int(float(text))
    return (high - number if turned else number - low) + 1


def _published(hospital: Hospital) -> None:
    names = json.loads((ORACLES / "cahps_analysis.json").read_text())["cases"][0]["inputs"]["units"]
    units = {float(code): hospital.unit(name) for code, name in names.items()}
    surveys = []
    with (ORACLES / "cahps_test_1975.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit = units.get(float(row["PLANID"] or 0))
            if unit is None:
                continue
            answers = {key: _value(row[key], 1, 4, turned=key == "Q24") for key in SCALES}
            answers["Q38"] = _value(row["Q38"], 0, 10)
            answers["ghr"], answers["age"] = _value(row["Q39"], 1, 5), _value(row["Q40"], 1, 7)
            surveys.append(Survey(unit, FIRST, answers))
    add_surveys(hospital, PLANS, surveys)


@pytest.mark.parametrize(("place", "measure"), [(0, "q38"), (1, "often")])
def test_that_the_programs_own_output_comes_from_stored_surveys(db, hospital, place, measure):
    _published(hospital)
    case = json.loads((ORACLES / "cahps_analysis.json").read_text())["cases"][place]
    found = case_mix(db, measure, adjust=["ghr", "age"])
    assert found.overall == pytest.approx(case["expected"]["overall"], abs=1e-6)
    assert found.f == pytest.approx(case["expected"]["F"], abs=1e-6)
    assert found.df == case["expected"]["df"]
    by_name = {unit.unit: unit for unit in found.units}
    for wanted in case["expected"]["units"]:
        unit = by_name[wanted["unit"]]
        assert unit.n == wanted["n"]
        assert unit.adjusted == pytest.approx(wanted["adjusted"], abs=1e-6)
        assert unit.se == pytest.approx(wanted["se"], abs=1e-6)
        assert unit.stars == wanted["stars"]


def _ward(hospital: Hospital, name: str, level: float, seed: int, n: int = 120) -> Unit:
    unit = hospital.unit(name)
    random = np.random.default_rng(seed)
    values = np.clip(np.round(random.normal(level, 0.8, size=(n, 2))), 1, 4).astype(int)
    add_surveys(
        hospital,
        QUESTIONS,
        [
            Survey(unit, FIRST, {"quiet": int(q), "listen": int(v), "age": int(1 + q // 2)})
            for q, v in values
        ],
    )
    return unit


def test_that_a_unit_far_above_the_mean_has_three_stars(db, hospital):
    for number in range(5):
        _ward(hospital, f"Ward {number}", 2.9, number)
    _ward(hospital, "Bright", 3.7, 9)
    found = case_mix(db, "quietness")
    stars = {unit.unit: unit.stars for unit in found.units}
    assert stars["Bright"] == 3
    assert "Above average: Bright." in case_mix_verdict(found)
    assert found.scale == (1.0, 4.0)
    assert (
        case_mix(db, "quietness", options=CaseMixOptions(mean_difference=2.0)).units[5].stars == 2
    )


def test_that_equal_units_are_not_starred_in_words(db, hospital):
    for number in range(4):
        _ward(hospital, f"Ward {number}", 2.9, number)
    found = case_mix_verdict(case_mix(db, "quietness"))
    assert re.fullmatch(
        r"No clear differences between units\. "
        r"\(We'd notice about 0\.\d\d on the question's scale\.\)",
        found,
    )


def test_that_a_unit_whose_answers_are_all_the_same_keeps_the_others_from_no_test(db, hospital):
    for number, level in enumerate((3.6, 2.0, 2.1)):
        _ward(hospital, f"Ward {number}", level, number)
    full = hospital.unit("Full")
    add_surveys(hospital, QUESTIONS, quiet_months(full, [(40, 40)]))
    found = case_mix(db, "quietness")
    assert found.f is not None
    assert case_mix_verdict(found).startswith("Units really do differ.")


def test_that_units_of_one_answer_each_are_not_called_the_same(db, hospital):
    for name, top in (("Full", 40), ("Zero", 0)):
        add_surveys(hospital, QUESTIONS, quiet_months(hospital.unit(name), [(top, 40)]))
    assert "can't be tested" in case_mix_verdict(case_mix(db, "quietness"))


def test_that_facilities_can_be_compared(db, hospital):
    for number in range(4):
        place = "Riverside Hospital" if number < 2 else "Lakeside Hospital"
        unit = hospital.unit(f"Ward {number}", place)
        counts = [(60 + 5 * number, 100)]
        add_surveys(hospital, QUESTIONS, quiet_months(unit, counts))
    found = case_mix(db, "quietness", by="facility")
    assert {u.unit: u.n for u in found.units} == {
        "Riverside Hospital": 200,
        "Lakeside Hospital": 200,
    }
    with pytest.raises(UsageProblem):
        case_mix(db, "quietness", by="ward")


def test_that_a_unit_below_the_floor_takes_no_part(db, hospital):
    _ward(hospital, "A", 3, 1)
    _ward(hospital, "B", 3, 2)
    before = case_mix(db, "quietness").overall
    _ward(hospital, "Tiny", 1, 3, n=8)
    found = case_mix(db, "quietness")
    tiny = found.units[-1]
    assert found.overall == before
    assert (tiny.unit, tiny.too_few, tiny.adjusted, tiny.stars) == ("Tiny", True, None, None)
    assert any("left out" in note for note in case_mix_notes(found))


def test_that_one_unit_alone_is_said_in_words(db, hospital):
    _ward(hospital, "A", 3, 1)
    found = case_mix(db, "quietness")
    assert found.f is None
    assert (
        case_mix_verdict(found) == "No other unit to compare with yet: only A has enough surveys."
    )


def test_that_answers_all_alike_cannot_be_tested(db, hospital):
    for name in ("A", "B"):
        add_surveys(hospital, QUESTIONS, quiet_months(hospital.unit(name), [(30, 30)]))
    assert "All answers are the same" in case_mix_verdict(case_mix(db, "quietness"))


def test_that_counts_alone_or_nothing_are_said_in_words(db, hospital):
    hospital.add_counts(QUESTIONS, hospital.unit("A"), FIRST, {("quiet", 4): 20}, 20)
    found = case_mix(db, "quietness")
    assert found.units == ()
    assert case_mix_verdict(found) == "No whole surveys with this question yet."
    _ward(hospital, "B", 3, 1, n=5)
    assert "Too few surveys" in case_mix_verdict(case_mix(db, "quietness"))


def test_that_the_period_is_kept_to(db, hospital):
    _ward(hospital, "A", 3, 1)
    assert case_mix(db, "quietness", period=Period(FIRST + 5, None)).units == ()
    assert case_mix(db, "quietness", period=Period(None, FIRST)).n == 120


def test_that_wrong_adjusters_are_refused_with_those_that_exist(db, hospital):
    _ward(hospital, "A", 3, 1)
    with pytest.raises(UsageProblem) as refused:
        case_mix(db, "quietness", adjust=["shoe_size"])
    assert "age" in hint(refused.value)
    with pytest.raises(UsageProblem) as own:
        case_mix(db, "quietness", adjust=["quiet"])
    assert own.value.code == "adjuster-in-measure"
    with pytest.raises(UsageProblem):
        case_mix(db, "noise")


def test_that_surveys_stored_before_a_question_was_added_are_blank_in_it(db, hospital):
    unit, other = hospital.unit("A"), hospital.unit("B")
    add_surveys(hospital, QUESTIONS, quiet_months(unit, [(20, 30)]))
    grown = replace(QUESTIONS, items=(*QUESTIONS.items, Item("tea", "Tea", FREQUENCY)))
    add_surveys(hospital, grown, quiet_months(other, [(10, 30)]))
    assert case_mix(db, "quietness").n == 60


SPOKEN = Scale(
    "spoken",
    tuple(
        Answer(value, label, Box.OUTSIDE, None)
        for value, label in enumerate(("English", "Spanish", "Chinese"), start=1)
    ),
)
PATIENTS = replace(
    QUESTIONS,
    key="care-patients",
    items=(
        Item("quiet", "Quiet at night", FREQUENCY),
        Item("language", "Language", SPOKEN, about_patient=True),
        Item("education", "Education", SPOKEN, about_patient=True),
        Item("health", "Health", FREQUENCY, about_patient=True),
    ),
    measures=(Measure("quietness", "Quietness", ("quiet",)),),
)


def _speakers(hospital: Hospital) -> None:
    surveys = []
    for name, spanish in (("A", 20), ("B", 80)):
        unit = hospital.unit(name)
        surveys += [
            Survey(
                unit,
                FIRST,
                {
                    "quiet": (4 if number % 3 else 2) if number < spanish else 4 - number % 2,
                    "language": 2 if number < spanish else 1,
                    "education": 1 + number % 3,
                },
            )
            for number in range(100)
        ]
    add_surveys(hospital, PATIENTS, surveys)


def test_that_answers_without_order_are_categories(db, hospital):
    _speakers(hospital)
    found = case_mix(db, "quietness", adjust=["language", "education"])
    assert found.adjusters in (("language=Spanish", "education"), ("language=English", "education"))
    assert found.df == 200 - 2 - 2


def test_that_a_question_nobody_answered_cannot_adjust(db, hospital):
    _speakers(hospital)
    found = case_mix(db, "quietness", adjust=["health"])
    assert found.units == ()
    assert case_mix_verdict(found) == "Nobody answered: Health."


def test_that_json_has_the_fixed_keys(db, hospital):
    _ward(hospital, "A", 3, 1)
    _ward(hospital, "B", 3, 2)
    found = case_mix(db, "quietness", adjust=["age"]).to_json()
    assert {"overall", "F", "df", "p", "units"} <= set(found)
    unit = {"unit", "n", "unadjusted", "adjusted", "difference", "se", "p", "stars"}
    assert unit <= set(found["units"][0])


def test_that_units_of_one_name_are_told_with_their_place(db, hospital):
    surveys = []
    for number in range(3):
        unit = hospital.unit("Internal", f"Hospital {number}")
        surveys += quiet_months(unit, [(10 + 40 * (number == 1), 60)])
    add_surveys(hospital, QUESTIONS, surveys)
    found = case_mix(db, "quietness")
    assert {unit.name for unit in found.units} == {f"Internal (Hospital {n})" for n in range(3)}
    assert "Above average: Internal (Hospital 1)." in case_mix_verdict(found)
    assert all(unit.unit_id for unit in found.units)


def test_that_many_units_are_not_all_named(db, hospital):
    surveys = []
    for number in range(12):
        unit = hospital.unit(f"Ward {number:02}")
        surveys += quiet_months(unit, [(55 if number < 6 else 5, 60)])
    add_surveys(hospital, QUESTIONS, surveys)
    assert "Above average: Ward 00, Ward 01, Ward 02, and 3 more." in case_mix_verdict(
        case_mix(db, "quietness")
    )


def test_that_questions_about_the_patient_are_the_usual_adjusters(db, hospital):
    unit = hospital.unit("4 West")
    answers = {"quiet": 4, "age": 2}
    hospital.add(QUESTIONS, [Survey(unit, FIRST, answers) for _ in range(12)])
    with db.read() as c:
        assert usual_adjusters(c, "quietness", Period()) == ("age",)
        assert usual_adjusters(c, "quietness", Period(FIRST + 1, FIRST + 2)) == ()


def test_that_screeners_and_race_are_no_usual_adjusters(db, hospital):
    hcahps = next(i for i in built_in_instruments() if i.key == "hcahps-2025")
    unit = hospital.unit("4 West")
    answers = {"clean": 4, "education": 3, "overall_health": 2, "race_white": 1, "new_medicine": 1}
    hospital.add(hcahps, [Survey(unit, 2025 * 12, answers) for _ in range(12)])
    with db.read() as c:
        assert set(usual_adjusters(c, "cleanliness", Period())) == {"education", "overall_health"}


def test_that_units_weigh_alike_or_by_their_surveys(db, hospital):
    _ward(hospital, "Small", 2.2, 1, n=30)
    _ward(hospital, "Large", 3.4, 2, n=300)
    alike = case_mix(db, "quietness")
    by_surveys = case_mix(db, "quietness", weigh="surveys")
    means = {unit.unit: unit.unadjusted for unit in alike.units}
    assert alike.overall == pytest.approx((means["Small"] + means["Large"]) / 2)
    assert by_surveys.overall == pytest.approx((30 * means["Small"] + 300 * means["Large"]) / 330)
    assert "Each unit counts by its surveys." in case_mix_notes(by_surveys)


def test_that_what_was_chosen_is_said_and_kept_in_the_value(db, hospital):
    for number in range(4):
        _ward(hospital, f"Ward {number}", 2.9, number)
    chosen = CaseMixOptions(impute=False, k=None, smoothing=15, p_value=0.01, change=0.1)
    found = case_mix(db, "nurses", options=chosen)
    notes = " ".join(case_mix_notes(found))
    for words in ("by 15 more surveys", "by its answers", "p below 0.01", "10% of the way"):
        assert words in notes
    assert found.to_json()["options"]["smoothing"] == 15


@pytest.mark.parametrize(
    "options",
    [
        CaseMixOptions(smoothing=-1),
        CaseMixOptions(smoothing=float("nan")),
        CaseMixOptions(p_value=0),
        CaseMixOptions(change=1.5),
        CaseMixOptions(mean_difference=-0.1),
        CaseMixOptions(k=0),
    ],
)
def test_that_options_that_make_no_sense_are_refused(db, hospital, options):
    _ward(hospital, "Ward", 2.9, 1)
    with pytest.raises(UsageProblem):
        case_mix(db, "quietness", options=options)


def test_that_other_weights_are_refused(db, hospital):
    _ward(hospital, "Ward", 2.9, 1)
    with pytest.raises(UsageProblem):
        case_mix(db, "quietness", weigh="beds")


def _asked_otherwise(hospital: Hospital) -> None:
    """Store twelve equal units; patients asked by phone answer better, and half the units' are."""
    random = np.random.default_rng(20)
    surveys = []
    for number in range(12):
        unit = hospital.unit(f"Ward {number:02}")
        phone = random.uniform(size=80) < (0.85 if number < 6 else 0.15)
        level = np.clip(np.round(2.5 + 0.7 * phone + 0.6 * random.normal(size=80)), 1, 4)
        surveys += [
            Survey(unit, FIRST, {"quiet": int(value)}, "phone" if by_phone else "mail")
            for value, by_phone in zip(level, phone, strict=True)
        ]
    add_surveys(hospital, QUESTIONS, surveys)


def test_that_units_asked_otherwise_are_not_starred_once_adjusted_for_mode(db, hospital):
    _asked_otherwise(hospital)
    raw = case_mix(db, "quietness")
    adjusted = case_mix(db, "quietness", adjust=["mode"])
    assert sum(unit.stars != 2 for unit in raw.units) >= 6
    assert sum(unit.stars != 2 for unit in adjusted.units) <= 1
    assert adjusted.adjusters == ("mode=phone",)
    assert (raw.modes_differ, adjusted.modes_differ) == (True, False)
    assert adjusted.options.slope_error


def test_that_the_mode_is_a_usual_adjuster_where_units_differ_in_it(db, hospital):
    _asked_otherwise(hospital)
    with db.read() as c:
        assert usual_adjusters(c, "quietness", Period()) == ("mode",)


def test_that_surveys_without_a_mode_cannot_be_adjusted_for_it(db, hospital):
    unit = hospital.unit("4 West")
    surveys = [Survey(unit, FIRST, {"quiet": 1 + k % 4}, "") for k in range(30)]
    add_surveys(hospital, QUESTIONS, surveys)
    found = case_mix(db, "quietness", adjust=["mode"])
    assert found.units == ()
    assert found.modes_differ is False
