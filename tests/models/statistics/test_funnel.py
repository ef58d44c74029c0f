"""Funnels: limits inside 0-1 that hold what they promise, and dispersion."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.funnel import (
    dispersion_test,
    exact_limits,
    mid_p_chance,
    mid_p_limits,
    overdispersed_chance,
    overdispersed_limits,
    overdispersion,
)

targets = st.floats(0.01, 0.99)


@given(targets, st.integers(1, 3000))
def test_that_limits_are_nested_and_inside_0_and_1(target, n):
    found = exact_limits(target, n)
    assert 0 <= found.low998 <= found.low95 <= found.high95 <= found.high998 <= 1
    wide = overdispersed_limits(target, n, 0.01)
    assert 0 <= wide.low998 <= wide.low95 <= target <= wide.high95 <= wide.high998 <= 1


@given(targets, st.integers(1, 500))
def test_that_counting_the_others_mirrors_the_funnel(target, n):
    there, back = overdispersed_limits(target, n, 0.002), overdispersed_limits(1 - target, n, 0.002)
    assert there.low95 == pytest.approx(1 - back.high95, abs=1e-9)


def test_that_more_answers_narrow_the_funnel_unless_units_really_differ():
    assert exact_limits(0.75, 1000).low95 > exact_limits(0.75, 50).low95
    far = overdispersed_limits(0.75, 10**7, 0.01)
    assert far.high95 - far.low95 > 0.1


def test_that_about_one_unit_in_twenty_lies_outside_95_by_chance():
    random = np.random.default_rng(20269)
    n = random.integers(60, 400, size=3000)
    share = random.binomial(n, 0.75) / n
    limits = [exact_limits(0.75, int(k)) for k in n]
    outside = [p < f.low95 or p > f.high95 for p, f in zip(share, limits, strict=True)]
    far = [p < f.low998 or p > f.high998 for p, f in zip(share, limits, strict=True)]
    assert 0.03 <= np.mean(outside) <= 0.065
    assert np.mean(far) <= 0.006


@given(targets, st.integers(1, 400), st.data())
def test_that_a_unit_lies_beyond_a_limit_exactly_when_its_chance_is_that_small(target, n, data):
    share = data.draw(st.integers(0, n)) / n
    limits, chance = mid_p_limits(target, n), mid_p_chance(share, target, n)
    for low, high, level in (
        (limits.low95, limits.high95, 0.05),
        (limits.low998, limits.high998, 0.002),
    ):
        if abs(chance - level) > 1e-9:
            assert (share < low or share > high) == (chance < level)


def test_that_small_units_without_any_difference_stay_inside_the_outer_limits():
    random = np.random.default_rng(20270)
    n = random.integers(11, 31, size=20_000)
    share = random.binomial(n, 0.85) / n
    known = {int(k): mid_p_limits(0.85, int(k)) for k in set(n.tolist())}
    far = [
        p < known[int(k)].low998 or p > known[int(k)].high998 for p, k in zip(share, n, strict=True)
    ]
    assert 0 < np.mean(far) <= 0.003


def test_that_a_unit_where_all_are_content_is_nothing_unusual_among_few():
    assert mid_p_limits(0.85, 13).high998 == 1.0
    assert mid_p_chance(1.0, 0.85, 13) > 0.1


def test_that_a_share_between_two_counts_has_a_chance_between_theirs():
    low, high = mid_p_chance(20 / 30, 0.85, 30), mid_p_chance(21 / 30, 0.85, 30)
    assert low < mid_p_chance(20.5 / 30, 0.85, 30) < high


def test_that_a_spread_between_units_makes_a_distance_less_unusual():
    narrow, wide = (overdispersed_chance(0.6, 0.8, 100, tau2) for tau2 in (0.0, 0.01))
    assert narrow < 0.001 < wide


def test_that_equal_units_show_no_overdispersion():
    found = overdispersion([75] * 8, [100] * 8)
    assert found.tau2 == 0
    assert found.phi == pytest.approx(0)
    assert dispersion_test([75] * 8, [100] * 8) == pytest.approx(1)


def test_that_units_without_answers_are_left_out():
    found = overdispersion([60, 0, 52], [104, 0, 60])
    assert found.z[1] is None
    assert found.target == pytest.approx(112 / 164)
    assert overdispersion([0], [0]) is None
    assert overdispersion([], []) is None
    assert overdispersion([30], [40]).tau2 == 0
    assert exact_limits(0.5, 0) is None
    assert overdispersed_limits(0.5, 0, 0.0) is None


def test_that_one_unit_or_no_spread_cannot_be_tested():
    assert dispersion_test([30], [40]) is None
    assert dispersion_test([40, 30], [40, 30]) is None
    assert dispersion_test([], []) is None


def test_that_one_odd_unit_is_pulled_in():
    calm = [75, 74, 76, 75, 73, 77, 75, 74, 76, 75, 75]
    assert (
        overdispersion([*calm[:-1], 20], [100] * 11).phi
        < overdispersion([*calm[:-1], 20], [100] * 11, trim_by=0.0).phi
    )


@pytest.mark.parametrize(
    "refused",
    [
        lambda: exact_limits(1.5, 10),
        lambda: exact_limits(0.5, -1),
        lambda: overdispersion([5], [4]),
        lambda: overdispersion([1], [4], trim_by=0.7),
        lambda: overdispersed_limits(0.5, 10, -1),
        lambda: dispersion_test([5], [4]),
        lambda: mid_p_limits(0.5, -1),
        lambda: mid_p_chance(1.2, 0.5, 10),
        lambda: overdispersed_chance(0.5, 0.5, 10, -1.0),
    ],
)
def test_that_impossible_input_is_refused(refused):
    with pytest.raises(ValueError, match=r"between 0|negative"):
        refused()
