"""What is said about evidence: the word first, then what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.analysis.evidence import Changed, Evidence, EvidencePlan, LowStart, Side
from models.statistics.proportions import DifferenceInterval
from models.survey import Period
from ui.text.evidence import (
    evidence_headline,
    evidence_method,
    evidence_sentence,
    plan_sentence,
)

PLAN = EvidencePlan(
    "quiet", 0.37, 264, 22.0, 0.1, 190, 9, date(2027, 10, 19), "known", 11, 12, chance=0.81
)
BEFORE = Side(Period(24285, 24296), 264, 0.60)
AFTER = Side(Period(24301, 24306), 132, 0.75)
UP = DifferenceInterval(0.15, 0.05, 0.24)
FLAT = DifferenceInterval(0.01, -0.03, 0.05)
FOUND = Evidence(
    "4 West", "quiet", "Quiet", date(2025, 1, 10), BEFORE, AFTER, UP, FLAT, UP, "better", None, PLAN
)


def test_that_a_plan_names_pace_rise_day_and_how_sure() -> None:
    assert plan_sentence(PLAN) == (
        "At 22 surveys a month it takes about 9 months to confirm a 10-point rise. "
        "In about 4 of 5 cases we'll know by Oct 19, 2027."
    )
    surer = replace(PLAN, chance=0.91)
    assert "In about 9 of 10 cases" in plan_sentence(surer)


@pytest.mark.parametrize(
    ("reason", "facts", "words"),
    [
        ("no_answers", {"share": None}, "Import older files"),
        ("too_few", {"share": None}, "fewer than 11"),
        ("no_room", {"share": 0.95}, "At 95% there is no room for a 10-point rise."),
        ("too_slow", {"visible": 0.17}, "A 17-point rise would show within a year."),
        ("short_baseline", {"months_before": 3, "more_months": 6}, "6 more earlier months"),
    ],
)
def test_that_a_plan_without_a_day_says_what_would_help(
    reason: str, facts: dict[str, float], words: str
) -> None:
    plan = replace(PLAN, reason=reason, known_by=None, months=None, **facts)
    assert words in plan_sentence(plan)
    assert "know by" not in plan_sentence(plan)


def test_that_better_is_said_with_what_the_rest_did() -> None:
    assert evidence_headline(FOUND) == "Better: 60% before, 75% after."
    assert evidence_sentence(FOUND) == (
        "Better: 60% before, 75% after. Compared: Oct 2023 – Sep 2024 with Feb–Jul 2025. "
        "The rest of the hospital rose 1 point."
    )


def test_that_a_rise_with_everybody_does_not_show_that_the_action_worked() -> None:
    found = replace(FOUND, rest=UP, against_rest=FLAT)
    assert evidence_sentence(found).endswith(
        "The rest of the hospital rose 15 points. This doesn't show that the action worked."
    )


def test_that_a_fall_is_worse_even_where_the_rest_fell_more() -> None:
    down = DifferenceInterval(-0.09, -0.15, -0.03)
    rest = DifferenceInterval(-0.21, -0.23, -0.19)
    found = replace(FOUND, difference=down, rest=rest, against_rest=UP, status="worse")
    words = evidence_sentence(found)
    assert words.startswith("Worse: ")
    assert "The rest of the hospital fell 21 points." in words
    assert words.endswith("This doesn't show that the action worked.")


def test_that_without_other_units_there_is_nothing_to_compare_with() -> None:
    found = replace(FOUND, rest=None, against_rest=None, others=False)
    assert "There's no other unit to compare with." in evidence_sentence(found)


def test_that_another_way_of_asking_is_named_first() -> None:
    mode = Changed("mode", "", (("mail", 1.0),), (("phone", 0.9), ("mail", 0.1)))
    words = evidence_sentence(replace(FOUND, status="not_comparable", changed=(mode,)))
    assert words.startswith(
        "Patients were surveyed differently: mostly mail (100%) before, phone (90%) after."
    )
    assert "Better" not in words


def test_that_no_clear_change_says_what_would_have_been_noticed() -> None:
    found = replace(FOUND, difference=FLAT, status="no_clear_change", noticeable=0.12)
    assert "No clear change: " in evidence_sentence(found)
    assert "We'd have noticed about 12 points." in evidence_sentence(found)


def test_that_a_low_start_is_warned_of() -> None:
    unit = replace(FOUND, low_start=LowStart(unit=True, units=12))
    assert "4 West was the lowest of 12 units when this began." in evidence_sentence(unit)
    measure = replace(FOUND, low_start=LowStart(measure=True))
    assert "Part of any rise would have happened anyway." in evidence_sentence(measure)


def test_that_too_early_says_when_and_how_it_stands() -> None:
    found = replace(FOUND, status="too_early", known_by=PLAN.known_by)
    assert evidence_sentence(found) == (
        "Too early to say. In about 4 of 5 cases we'll know by Oct 19, 2027. "
        "So far: 60% before, 75% after."
    )


@pytest.mark.parametrize("status", ["better", "worse", "no_clear_change", "too_early"])
def test_that_a_difference_in_differences_is_never_called_a_true_change(status: str) -> None:
    found = replace(FOUND, status=status)
    assert "true change" not in evidence_sentence(found) + evidence_method(found)
