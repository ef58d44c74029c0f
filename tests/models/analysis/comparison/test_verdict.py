"""The sentences, as they are read aloud."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from models.analysis.comparison import fairness, verdict
from models.analysis.comparison.comparison_group import ComparisonGroup
from models.analysis.estimates import estimates, periods, words
from models.analysis.estimates.results import (
    Difference,
    Estimate,
    Fairness,
    MeasureComparison,
    PatientGap,
)
from models.analysis.estimates.words import in_sentence, joined, number_words, period_words
from models.survey import Period, parse_month

REST = ComparisonGroup("rest", "the rest of Riverside Hospital", Period(), Period(), 2)
EARLIER = ComparisonGroup("earlier", "4 West, Apr–Jun 2026", Period(), Period(), 1)
FAIR = Fairness(True, True, True, True, True)


def measure(short: str, signal: str, n: int = 62) -> MeasureComparison:
    return MeasureComparison(
        short.casefold(),
        short,
        short,
        "item",
        Estimate(n, too_few=signal == "too_few"),
        Estimate(300),
        Difference(p=0.5, signal=signal, noticeable=0.153),
        None,
        None,
        FAIR,
        "",
    )


def page(*measures: MeasureComparison, side: ComparisonGroup = REST, fair: Fairness = FAIR) -> str:
    return verdict.page_verdict("4 West", side, 62, measures, fair, 11)


@pytest.mark.parametrize(
    ("signals", "sentence"),
    [
        (
            {"Restfulness": "below", "Nurses": "none"},
            "One real gap: restfulness. No clear differences in the other measures.",
        ),
        (
            {
                "Restfulness": "below",
                "ICU care": "below",
                "Discharge info": "above",
                "Pain": "none",
            },
            "Two real gaps: restfulness and ICU care. One bright spot: discharge info. "
            "No clear differences in the other measures.",
        ),
        ({"Nurses": "above"}, "One bright spot: nurses."),
        (
            {"Nurses": "none", "Doctors": "too_few"},
            "No clear differences from the rest of Riverside Hospital. "
            "(We'd notice about 15 points.)",
        ),
    ],
)
def test_that_the_page_says_its_finding_in_plain_words(
    signals: dict[str, str], sentence: str
) -> None:
    assert page(*(measure(short, signal) for short, signal in signals.items())) == sentence


def test_that_a_change_in_time_is_a_gain_or_a_drop() -> None:
    found = page(measure("Nurses", "above"), measure("Quietness", "below"), side=EARLIER)
    assert found == "One real drop: quietness. One real gain: nurses."
    steady = page(measure("Nurses", "none"), side=EARLIER)
    assert steady == ("No clear changes from 4 West, Apr–Jun 2026. (We'd notice about 15 points.)")


def test_that_an_unfair_comparison_is_said_with_its_reason() -> None:
    unfair = Fairness(True, True, False, True, True, (("same_mode", "Asked in other ways."),))
    found = page(measure("Nurses", "below"), fair=unfair)
    assert found == "One real gap: nurses. Not a fair comparison. Asked in other ways."


def test_that_too_few_answers_are_counted_against_the_floor() -> None:
    found = page(measure("Nurses", "too_few", 9), measure("Doctors", "too_few", 8))
    assert found == "Too few answers to compare: fewer than 11 so far."
    quarter = replace(REST, unit_period=Period(24300, 24302))
    found = page(measure("Nurses", "too_few", 9), side=quarter)
    assert found.endswith("A longer period may help.")


@pytest.mark.parametrize(
    ("others", "same", "sentence"),
    [
        (0, True, "No answers from the rest of Riverside Hospital to compare with."),
        (
            0,
            False,
            "The rest of Riverside Hospital answered another version of these questions.",
        ),
        (
            7,
            True,
            "Too few answers from the rest of Riverside Hospital to compare with: "
            "fewer than 11 so far.",
        ),
    ],
)
def test_that_an_empty_other_side_is_explained(others: int, same: bool, sentence: str) -> None:
    one = replace(
        measure("Nurses", "too_few"),
        unit=Estimate(62, 0.5),
        other=Estimate(others, too_few=True),
        fair=replace(FAIR, same_question=same),
    )
    assert page(one) == sentence


def test_that_surveys_without_a_comparable_question_are_said() -> None:
    assert page() == "4 West has no answers to questions we can compare."


GAP = PatientGap(62, 32, 39, 7, "quiet", "Quiet at night", "Always")


@pytest.mark.parametrize(
    ("gap", "signal", "questions", "aside"),
    [
        (7, "below", 1, "Seven patients short. This is not chance."),
        (12, "below", 1, "12 patients short. This is not chance."),
        (1, "none", 1, "One patient. That could be chance."),
        (2, "none", 1, "Two patients. That could be chance."),
        (-5, "above", 1, "Five patients more. This is not chance."),
        (-2, "none", 3, "Two patients more. That could be chance."),
        (0, "none", 1, "No gap in patients."),
        (
            7,
            "below",
            3,
            "Seven patients short here. Over all three questions, this is not chance.",
        ),
    ],
)
def test_that_the_gap_is_told_in_patients(
    gap: int, signal: str, questions: int, aside: str
) -> None:
    told = PatientGap(62, 32, 32 + gap, gap)
    assert verdict.patient_aside(told, signal, questions=questions) == aside


def test_that_the_sentence_counts_patients_at_both_rates() -> None:
    assert verdict.patient_sentence(GAP, REST.label, of_composite=False) == (
        "32 of 62 patients said Always. "
        "At the same rate as the rest of Riverside Hospital, it would be about 39."
    )
    assert verdict.patient_sentence(GAP, REST.label, of_composite=True).startswith(
        "Quiet at night: 32 of 62 patients said Always."
    )


@pytest.mark.parametrize(
    ("signal", "side", "sentence"),
    [
        ("none", REST, "52% against 64%: no clear difference. (We'd notice about 15 points.)"),
        ("below", REST, "52% against 64%: clearly lower."),
        ("above", EARLIER, "52%, was 64%: clearly higher."),
    ],
)
def test_that_a_measure_says_both_shares(signal: str, side: ComparisonGroup, sentence: str) -> None:
    found = verdict.measure_verdict(
        side,
        Estimate(62, 0.516),
        Estimate(300, 0.641),
        Difference(p=0.5, signal=signal, noticeable=0.153),
        FAIR,
        11,
    )
    assert found == sentence


def test_that_a_hidden_measure_says_why() -> None:
    few = Estimate(9, too_few=True)
    assert verdict.measure_verdict(REST, few, Estimate(300, 0.6), Difference(), FAIR, 11) == (
        "Fewer than 11 answers, so nothing is shown."
    )
    assert verdict.measure_verdict(REST, Estimate(30, 0.5), few, Difference(), FAIR, 11) == (
        "50%. Fewer than 11 answers from the rest of Riverside Hospital."
    )


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("Nurses", "nurses"),
        ("ICU care", "ICU care"),
        ("Q7 Noise", "Q7 Noise"),
        ("I felt safe", "I felt safe"),
        ("", ""),
    ],
)
def test_that_labels_keep_the_capitals_they_need(label: str, spoken: str) -> None:
    assert in_sentence(label) == spoken


def test_that_numbers_and_lists_are_spoken() -> None:
    assert [number_words(n) for n in (0, 9, 10)] == ["no", "nine", "10"]
    assert joined(["a", "b"]) == "a and b"


@pytest.mark.parametrize(
    ("first", "last", "spoken"),
    [
        ("2026-07", "2026-09", "Jul–Sep 2026"),
        ("2025-11", "2026-01", "Nov 2025–Jan 2026"),
        ("2026-01", "2026-12", "2026"),
        ("2026-03", "2026-03", "Mar 2026"),
        ("2026-03", None, "since Mar 2026"),
        (None, "2026-03", "until Mar 2026"),
        (None, None, "all data"),
    ],
)
def test_that_periods_are_spoken(first: str | None, last: str | None, spoken: str) -> None:
    period = Period(parse_month(first) if first else None, parse_month(last) if last else None)
    assert period_words(period) == spoken


@pytest.mark.parametrize("module", [words, fairness, periods, estimates])
def test_that_the_examples_in_the_documentation_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_that_long_reasons_are_told_in_short_on_the_page() -> None:
    long = "Nurses, Doctors and Rating: " + "the published figures are for other months, " * 4
    fair = replace(FAIR, same_period=False, reasons=(("same_period", long),))
    found = page(measure("Nurses", "below"), fair=fair)
    assert found.endswith("Not a fair comparison. The months are not the same.")
