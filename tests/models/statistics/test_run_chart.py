"""The run chart's rules: what they may not miss, and how often they cry wolf."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.run_chart import (
    fewest_crossings,
    longest_run_limit,
    run_chart,
)

series = st.lists(st.one_of(st.none(), st.integers(0, 9).map(float)), max_size=40)


def _false_alarms(points: int, charts: int, seed: int) -> float:
    random = np.random.default_rng(seed)
    return float(
        np.mean([run_chart(list(row)).signal for row in random.normal(size=(charts, points))])
    )


@pytest.mark.parametrize(("points", "low", "high"), [(24, 0.02, 0.045), (12, 0.005, 0.02)])
def test_that_a_stable_process_rarely_raises_a_false_alarm(points, low, high):
    assert low <= _false_alarms(points, 6000, 20265) <= high


def test_that_rules_on_a_rolling_average_mostly_cry_wolf():
    random = np.random.default_rng(20266)
    rolled = [np.convolve(row, np.ones(3) / 3, "valid") for row in random.normal(size=(1500, 26))]
    assert 0.5 <= np.mean([run_chart(list(row)).signal for row in rolled]) <= 0.75


@given(series)
def test_that_upside_down_reads_the_same(values):
    there = run_chart(values)
    turned = run_chart([None if v is None else -v for v in values])
    assert (there.n_useful, there.longest_run, there.crossings, there.signal) == (
        turned.n_useful,
        turned.longest_run,
        turned.crossings,
        turned.signal,
    )
    assert there.run_side == -turned.run_side


@given(series)
def test_that_missing_points_are_as_if_never_there(values):
    with_gaps, without = run_chart(values), run_chart([v for v in values if v is not None])
    assert with_gaps.longest_run == without.longest_run
    assert with_gaps.crossings == without.crossings
    assert with_gaps.signal == without.signal


@given(series)
def test_that_the_run_named_is_the_run_counted(values):
    found = run_chart(values)
    if found.longest_run is None:
        assert found.run_side == 0
        return
    inside = [v for v in values[found.run_start : found.run_end + 1] if v is not None]
    sides = [1 if v > found.center else -1 for v in inside if v != found.center]
    assert sides == [found.run_side] * found.longest_run


@pytest.mark.parametrize("values", [[], [None, None], [5.0], [5.0] * 30])
def test_that_nothing_to_judge_is_no_signal(values):
    found = run_chart(values)
    assert not found.signal
    assert found.longest_run is None
    assert found.crossings is None


def test_that_a_lasting_shift_is_seen():
    found = run_chart(
        [70.0, 72, 71, 69, 73, 70, 74, 68, 72, 71, 76, 77, 75, 78, 76, 77, 79, 75, 78]
    )
    assert found.signal
    assert found.long_run
    assert (found.run_start, found.run_end, found.run_side) == (10, 18, 1)


def test_that_a_frozen_line_judges_the_points_that_came_after():
    assert not run_chart([60.0, 62, 61, 63] * 6).signal
    assert run_chart([60.0, 62, 61, 63] * 6, center=50).signal


@given(st.integers(1, 400))
def test_that_critical_values_are_the_binomial_point(n):
    from scipy.stats import binom

    assert fewest_crossings(n) == int(binom.ppf(0.05, n - 1, 0.5)) or n == 1
    assert longest_run_limit(n) >= 3
    assert fewest_crossings(0) is None
    assert longest_run_limit(0) is None
