"""How numbers and months are written."""

from __future__ import annotations

import pytest

from models.survey import Period, parse_month
from ui.base import words


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0%"), (0.005, "1%"), (0.524, "52%"), (1.0, "100%"), (None, "–")]
)
def test_that_percents_are_whole(share: float | None, text: str) -> None:
    assert words.percent(share) == text


@pytest.mark.parametrize(
    ("difference", "text"), [(-0.12, "−12"), (0.07, "+7"), (0.001, "±0"), (-0.001, "±0")]
)
def test_that_differences_have_a_true_sign(difference: float, text: str) -> None:
    assert words.points(difference) == text


def test_that_one_is_singular() -> None:
    assert words.counted(1, "survey", "surveys") == "1 survey"
    assert words.counted(4812, "survey", "surveys") == "4,812 surveys"


def test_that_spans_of_months_say_the_year_once_where_they_can() -> None:
    name = words.months_name
    assert name(parse_month("2026-07"), parse_month("2026-09")) == "Jul–Sep 2026"
    assert name(parse_month("2025-11"), parse_month("2026-01")) == "Nov 2025 – Jan 2026"
    assert name(parse_month("2026-07"), parse_month("2026-07")) == "Jul 2026"


def test_that_open_periods_say_so() -> None:
    july = parse_month("2026-07")
    assert words.period_name(Period()) == "all data"
    assert words.period_name(Period(first=july)) == "since Jul 2026"
    assert words.period_name(Period(last=july)) == "until Jul 2026"
