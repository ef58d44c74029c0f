"""The range of an axis of shares."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.charts.plot.share_range import share_range

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
