"""The axis of shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.canvas.scale import ShareScale, share_range

shares = st.floats(0, 1, allow_nan=False)


@given(st.lists(shares, min_size=1, max_size=30))
def test_that_the_range_holds_every_value_and_stays_between_0_and_1(values: list[float]) -> None:
    low, high = share_range(values)
    assert 0 <= low < high <= 1
    assert low - 1e-6 <= min(values)
    assert max(values) <= high + 1e-6
    assert high - low >= 0.4 - 1e-6


def test_that_missing_values_do_not_count() -> None:
    assert share_range([None, 0.55, None]) == share_range([0.55])
    assert share_range([None]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("gap", "ticks"),
    [
        (10, [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]),
        (100, [0.4, 0.6, 0.8, 1.0]),
        (200, [0.5, 1.0]),
    ],
)
def test_that_ticks_are_round_and_apart(gap: float, ticks: list[float]) -> None:
    assert ShareScale(0.3, 1.0, 0, 400).ticks(gap) == ticks


def test_that_an_upright_axis_grows_upwards() -> None:
    scale = ShareScale(0.2, 0.8, 300, 0)
    assert scale.at(0.2) == 300
    assert scale.at(0.8) == 0
    assert scale.at(0.5) == pytest.approx(150)
