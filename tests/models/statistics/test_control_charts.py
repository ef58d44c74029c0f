"""Control charts: limits inside 0-1, stretches, exclusion, and the ways data can be missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.control_charts import (
    limits_stay_inside,
    mean_moving_range,
    p_chart,
    p_prime_chart,
    xmr_chart,
)

months = st.lists(
    st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=30
)
X = [21, 25, 19, 24, 28, 22, 20, 26, 23, 18, 27, 24]
N = [34, 38, 31, 36, 40, 35, 33, 39, 37, 30, 41, 38]


@given(months)
def test_that_limits_stay_inside_0_and_1_around_the_line(counts):
    x, n = [c[0] for c in counts], [c[1] for c in counts]
    for chart in (p_chart(x, n), p_prime_chart(x, n)):
        for center, low, high, answers in zip(
            chart.center, chart.lower, chart.upper, n, strict=True
        ):
            if low is None or high is None:
                assert answers == 0 or center is None
            else:
                assert 0 <= low <= center <= high <= 1


@given(months)
def test_that_the_floored_prime_chart_is_never_narrower(counts):
    x, n = [c[0] for c in counts], [c[1] for c in counts]
    plain, prime = p_chart(x, n), p_prime_chart(x, n)
    for a, b in zip(plain.lower, prime.lower, strict=True):
        assert (a is None) == (b is None)
        assert a is None or b <= a


@given(months)
def test_that_counting_the_others_mirrors_the_chart(counts):
    x, n = [c[0] for c in counts], [c[1] for c in counts]
    there, back = p_chart(x, n), p_chart([b - a for a, b in counts], n)
    for high, low in zip(there.upper, back.lower, strict=True):
        assert (high is None and low is None) or high == pytest.approx(1 - low, abs=1e-12)


def test_that_a_month_without_answers_has_a_line_but_no_limits():
    chart = p_chart([*X, 0, None], [*N, 0, 12])
    assert chart.center[12] == chart.center[0] == chart.center[13]
    assert chart.lower[12] is chart.upper[13] is None


@pytest.mark.parametrize("counts", [([], []), ([None], [None]), ([0], [0])])
def test_that_no_answers_at_all_give_no_line(counts):
    assert all(c is None for c in p_chart(*counts).center)
    assert all(c is None for c in p_prime_chart(*counts).center)
    assert all(c is None for c in xmr_chart([None] * len(counts[0])).center)


def test_that_every_stretch_has_a_line_of_its_own():
    chart = p_chart(X, N, rebase_after=[4, 8])
    assert len(set(chart.center)) == 3
    assert chart.center[4] == pytest.approx(sum(X[4:8]) / sum(N[4:8]))
    assert p_chart(X, N, rebase_after=[8, 4, 4, 99, 0]).center == chart.center


def test_that_a_frozen_line_ignores_what_came_after():
    chart = p_chart(X, N, freeze_at=6)
    assert set(chart.center) == {sum(X[:6]) / sum(N[:6])}
    assert p_chart(X, N, freeze_at=6, rebase_after=8).center[8] == pytest.approx(
        sum(X[8:]) / sum(N[8:])
    )


def test_that_an_excluded_point_is_drawn_but_not_counted():
    whole, without = xmr_chart([80.0, 82, 79, 81, 20, 80]), xmr_chart([80.0, 82, 79, 81, 80])
    left_out = xmr_chart([80.0, 82, 79, 81, 20, 80], exclude=[5])
    assert left_out.center[4] == without.center[0] != whole.center[0]
    assert left_out.outside([80.0, 82, 79, 81, 20, 80]) == [False] * 4 + [True, False]


def test_that_a_moving_range_does_not_span_a_missing_point():
    assert mean_moving_range([1.0, 2.0, None, 9.0, 9.5]) == pytest.approx(0.75)


def test_that_screening_a_constant_series_leaves_no_limits():
    chart = xmr_chart([80.0] * 12, screen_mr=True)
    assert chart.center == (80.0,) * 12
    assert chart.lower == chart.upper == (None,) * 12
    assert not any(chart.outside([80.0] * 12))


def test_that_one_point_has_no_individual_limits():
    assert xmr_chart([80.0]).lower == (None,)
    assert p_prime_chart([3], [10]).sigma_z == (None,)


def test_that_an_unfloored_sigma_below_one_narrows_the_limits():
    raw, floored = p_prime_chart(X, N, floor_sigma_z=False), p_prime_chart(X, N)
    assert raw.sigma_z[0] < 1 == floored.sigma_z_used[0]
    assert raw.upper[0] < floored.upper[0]


def test_that_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="between 0"):
        p_chart([5], [4])
    with pytest.raises(ValueError, match="between 0"):
        p_prime_chart([-1], [4])


@pytest.mark.parametrize(("p", "n"), [(0.75, 28), (0.80, 37), (0.85, 52), (0.90, 82), (0.95, 172)])
def test_that_the_ceiling_is_told_before_a_chart_is_drawn(p, n):
    assert limits_stay_inside(p, n)
    assert not limits_stay_inside(p, n - 2)
    assert not limits_stay_inside(1.0, 10_000)


@pytest.mark.parametrize(("screen", "low", "high"), [(True, 0.07, 0.13), (False, 0.03, 0.08)])
def test_that_three_sigma_alone_alarms_as_often_as_stated(screen, low, high):
    random = np.random.default_rng(20267)
    alarms = [
        any(xmr_chart(list(row), screen_mr=screen).outside(list(row)))
        for row in random.normal(size=(3000, 24))
    ]
    assert low <= np.mean(alarms) <= high
