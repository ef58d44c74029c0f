"""Axes: round ticks, apart from each other, written as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.survey import parse_month
from ui.base.theme import Appearance
from ui.charts.canvas.style import Style
from ui.charts.plot.axis import MonthAxis, ValueAxis, multiples, round_step
from ui.text.charts import axis_mean, axis_points, axis_share

JANUARY = parse_month("2026-01")


@pytest.fixture
def style(look: Appearance) -> Style:
    return Style(look.theme, look.font, look.px)


@given(st.floats(1e-6, 1e6))
def test_that_a_step_is_round_and_not_below_what_is_asked(least: float) -> None:
    step = round_step(least)
    assert least <= step * (1 + 1e-9) <= 2.6 * least
    assert f"{step:e}"[0] in "125"


@pytest.mark.parametrize(
    ("px", "ticks"),
    [(400, [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]), (140, [0.4, 0.6, 0.8, 1.0])],
)
def test_that_ticks_are_round_and_apart(style: Style, px: float, ticks: list[float]) -> None:
    axis = ValueAxis("left", gap_px=34, least_step=0.05)
    axis.dress(style)
    ((_step, found),) = axis.tickValues(0.3, 1.0, px)
    assert found == ticks


def test_that_no_ticks_are_finer_than_the_values_allow(style: Style) -> None:
    axis = ValueAxis("bottom", least_step=1)
    axis.dress(style)
    ((_step, found),) = axis.tickValues(3.2, 5.1, 2000)
    assert found == [4, 5]


def test_that_multiples_hold_both_ends() -> None:
    assert multiples(0.1, 0.2, 0.5) == [0.2, 0.3, 0.4, 0.5]


def test_that_months_are_quarters_where_there_is_no_room_for_all(style: Style) -> None:
    axis = MonthAxis()
    axis.dress(style)
    ((_step, found),) = axis.tickValues(JANUARY - 12, JANUARY + 6, 600)
    assert [month % 3 for month in found] == [0] * len(found)
    words = axis.tickStrings(found, 1, 3)
    assert words[0] == "Jan 2025"
    assert "Jan 2026" in words
    assert "Jul" in words


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (axis_share(0.5, 0.1), "50%"),
        (axis_share(0.005, 0.005), "0.5%"),
        (axis_mean(87.5, 0.5), "87.5"),
        (axis_points(-0.2, 0.1), "−20"),
        (axis_points(0.0, 0.1), "0"),
    ],
)
def test_that_values_have_as_many_decimals_as_their_ticks_need(words: str, written: str) -> None:
    assert words == written
