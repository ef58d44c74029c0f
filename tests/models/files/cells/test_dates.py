"""Dates as files write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.files.cells.dates import NO_DAY, Order, date_evidence, parse_date, read_dates

DAY = date(2026, 3, 4)
LATEST = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04",
        "2026/3/4",
        "20260304",
        "2026-03-04T09:30:00",
        "2026-03-04 09:30",
        "2026-03-04 09:30:15.123+00:00",
        "2026/03/04 9:30:15 AM GMT+1",
        "3/4/2026",
        "03/04/26",
        "3/4/2026 2:05 PM",
        "4.3.2026",
        "04-Mar-2026",
        "4 March 2026",
        "March 4, 2026",
        "Mar 4th 2026",
        "Wed, 4 Mar 2026",
        "4 de marzo de 2026",
        "4 mars 2026",
        "4. März 2026",
        "4 mrt 2026",
        "4 marca 2026",
        "4 במרץ 2026",
        "Wed Mar 04 2026 08:16:53 GMT+0200 (Central European Time)",
        "2026/03/04 8:16:53 p. m. GMT-5",
    ],
)
def test_that_a_date_is_understood_however_written(text: str) -> None:
    assert parse_date(text) == DAY


def test_that_a_month_alone_is_its_first_day() -> None:
    first = date(2026, 3, 1)
    assert [parse_date(t) for t in ("2026-03", "3/2026", "March 2026", "Mar-2026")] == [first] * 4


def test_that_spreadsheet_day_numbers_count_only_where_asked_for() -> None:
    assert parse_date("46085", serials=True) == DAY
    assert parse_date("46085.75", serials=True) == DAY
    assert parse_date("46085") is None


@pytest.mark.parametrize(
    "text", ["", "4", "2026-02-30", "13/13/2026", "Q3 2026", "soon", "99999", "4 Ward 2026"]
)
def test_that_other_texts_are_no_dates(text: str) -> None:
    assert parse_date(text, serials=True) is None


def test_that_one_day_above_twelve_decides_the_column() -> None:
    assert date_evidence(["03/04/2026", "25/04/2026"]) is Order.DAY_FIRST
    assert date_evidence(["03/04/2026", "04/25/2026"]) is Order.MONTH_FIRST
    assert date_evidence(["03.04.2026"]) is Order.DAY_FIRST
    assert date_evidence(["03/04/2026", "2026-03-04"]) is None


def test_that_impossible_and_future_dates_are_listed_and_none() -> None:
    words = ["2026-03-04", "", "2026-02-30", "2062-03-04", "1026-03-04"]
    column = read_dates(words, Order.MONTH_FIRST, LATEST, serials=True)
    assert column.days == [20516, NO_DAY, NO_DAY, NO_DAY, NO_DAY]
    assert column.bad == {"2026-02-30", "2062-03-04", "1026-03-04"}


def test_that_dates_which_fit_both_ways_are_counted() -> None:
    column = read_dates(
        ["03/04/2026", "04/04/2026", "13/04/2026"], Order.DAY_FIRST, LATEST, serials=True
    )
    assert column.ambiguous == 1


@given(st.dates(date(1990, 1, 1), LATEST), st.sampled_from(Order))
def test_that_every_day_comes_back_from_every_way_of_writing_it(day: date, order: Order) -> None:
    slashed = f"{day:%d/%m/%Y}" if order is Order.DAY_FIRST else f"{day:%m/%d/%Y}"
    for text in (day.isoformat(), slashed, f"{day:%d.%m.%Y}", f"{day:%d %B %Y}"):
        assert parse_date(text, order) == day


@given(st.text(max_size=20))
def test_that_any_text_is_a_date_or_none(text: str) -> None:
    assert parse_date(text, serials=True) is None or parse_date(text, serials=True) >= date(1, 1, 1)
