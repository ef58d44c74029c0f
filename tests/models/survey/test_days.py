"""Days as people type them."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models.survey.days
from models.survey.days import typed_day

MONDAY = date(2026, 11, 30)


def test_that_the_examples_hold() -> None:
    assert doctest.testmod(models.survey.days).failed == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Dec. 15", date(2026, 12, 15)),
        ("15 December 2027", date(2027, 12, 15)),
        ("15 de diciembre", date(2026, 12, 15)),
        ("12/15/26", date(2026, 12, 15)),
        ("12-15-2026", date(2026, 12, 15)),
        ("15.12.", date(2026, 12, 15)),
        ("11/29", date(2027, 11, 29)),
        ("11/30", MONDAY),
        ("monday", date(2026, 12, 7)),
        ("tue", date(2026, 12, 1)),
        ("el viernes", date(2026, 12, 4)),
        ("tomorrow", date(2026, 12, 1)),
        ("mañana", date(2026, 12, 1)),
        ("3", date(2026, 12, 3)),
        ("2w", date(2026, 12, 14)),
        ("10 days", date(2026, 12, 10)),
        ("in 1 month", date(2026, 12, 30)),
        ("en 2 semanas", date(2026, 12, 14)),
    ],
)
def test_that_a_day_is_understood(text: str, day: date) -> None:
    assert typed_day(text, MONDAY) == day


@pytest.mark.parametrize("text", ["", "soon", "13/13", "feb 30", "2/30/2026", "x 5", "ma"])
def test_that_nothing_is_made_of_what_is_no_day(text: str) -> None:
    assert typed_day(text, MONDAY) is None


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)), st.integers(0, 364))
def test_that_a_day_without_a_year_is_the_next_one(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    if (day.month, day.day) != (2, 29):
        assert typed_day(f"{day.month}/{day.day}", today) == day
        assert typed_day(f"{day.day}/{day.month}", today, day_first=True) == day


def test_that_a_day_in_the_past_is_the_last_one() -> None:
    assert typed_day("11/20", MONDAY, past=True) == date(2026, 11, 20)
    assert typed_day("dec 15", MONDAY, past=True) == date(2025, 12, 15)


@given(st.text(max_size=20))
def test_that_no_text_breaks_it(text: str) -> None:
    typed_day(text, MONDAY)
