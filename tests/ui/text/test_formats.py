"""Numbers, dates and lists as people read them."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

import ui.text.formats as formats
from ui.text.language import SOURCE, set_language


def test_that_the_examples_hold():
    assert doctest.testmod(formats).failed == 0


@pytest.fixture
def spanish():
    set_language("es")
    yield
    set_language(SOURCE)


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
