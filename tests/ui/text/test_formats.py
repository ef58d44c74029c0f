"""Numbers, dates and lists as people read them."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

import ui.text.formats as formats
from models.survey import parse_month


def test_that_the_examples_hold():
    assert doctest.testmod(formats).failed == 0


def test_that_another_language_writes_numbers_dates_and_lists_its_own_way(spanish):
    assert formats.day_field(date(1999, 12, 8)) == "8/12/1999"
    assert formats.month_name(2026 * 12 + 6) == "jul 2026"
    assert formats.listed(["uno", "dos", "tres"]) == "uno, dos y tres"
    assert formats.day_name(date(1999, 12, 8)) == "8 dic 1999"


def test_that_a_german_computer_gets_german_numbers_in_every_place(monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert formats.number(4812.5, 1) == "4.812,5"
    assert formats.month_name(2026 * 12 + 6) == "Jul 2026"  # in an English sentence
    assert formats.points(-12.34) == "−1.234"
    assert formats.percent(0.5) == "50%"


def test_that_a_language_is_written_as_in_the_country_of_the_computer(spanish, monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert formats.number(48120) == "48.120"
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert formats.number(48120) == "48,120"


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0%"), (0.005, "1%"), (0.524, "52%"), (1.0, "100%"), (None, "–")]
)
def test_that_percents_are_whole(share: float | None, text: str) -> None:
    assert formats.percent(share) == text


@pytest.mark.parametrize(
    ("difference", "text"), [(-0.12, "−12"), (0.07, "+7"), (0.001, "±0"), (-0.001, "±0")]
)
def test_that_differences_have_a_true_sign(difference: float, text: str) -> None:
    assert formats.points(difference) == text


def test_that_one_is_singular() -> None:
    assert formats.counted(1, "survey", "surveys") == "1 survey"
    assert formats.counted(4812, "survey", "surveys") == "4,812 surveys"


def test_that_spans_of_months_say_the_year_once_where_they_can() -> None:
    name = formats.months_name
    assert name(parse_month("2026-07"), parse_month("2026-09")) == "Jul–Sep 2026"
    assert name(parse_month("2025-11"), parse_month("2026-01")) == "Nov 2025 – Jan 2026"
    assert name(parse_month("2026-07"), parse_month("2026-07")) == "Jul 2026"


def test_that_open_periods_say_so() -> None:
    july = parse_month("2026-07")
    assert formats.period_name(None, None) == "all data"
    assert formats.period_name(july, None) == "since Jul 2026"
    assert formats.period_name(None, july) == "until Jul 2026"
