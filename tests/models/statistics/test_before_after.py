"""Before and after, pooled months, and the trap of a baseline picked for being bad."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.before_after import difference_in_differences, pre_post
from models.statistics.pooling import pooled_share, rolling_pooled

counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, counts, counts, counts)
def test_that_the_difference_in_differences_is_mirrored(a, b, c, d):
    there, back = difference_in_differences(a, b, c, d), difference_in_differences(c, d, a, b)
    assert there.estimate == pytest.approx(-back.estimate, abs=1e-12)
    assert there.lower == pytest.approx(-back.upper, abs=1e-12)
    assert there.lower <= there.estimate <= there.upper


@given(st.lists(counts, min_size=1, max_size=20), st.integers(1, 22))
def test_that_before_and_after_are_all_there_is(months, first_post):
    x, n = [m[0] for m in months], [m[1] for m in months]
    found = pre_post(x, n, first_post)
    assert found.pre_top + found.post_top == sum(x)
    assert found.pre_n + found.post_n == sum(n)
    assert (found.difference is None) == (found.pre_n == 0 or found.post_n == 0)


def test_that_a_missing_side_is_no_difference():
    assert difference_in_differences((0, 0), (1, 2), (1, 2), (1, 2)) is None
    assert pre_post([1, 2], [2, 4], 1).difference is None
    assert pre_post([], [], 1).difference is None
    with pytest.raises(ValueError, match="from 1"):
        pre_post([1], [2], 0)


def test_that_the_interval_covers_the_true_effect():
    random = np.random.default_rng(20277)
    covered = []
    for _ in range(2000):
        unit = [(int(random.binomial(k, p)), k) for k, p in ((40, 0.8), (35, 0.7))]
        rest = [(int(random.binomial(k, p)), k) for k, p in ((600, 0.77), (580, 0.75))]
        found = difference_in_differences(*unit, *rest)
        covered.append(found.lower <= 0.08 <= found.upper)
    assert 0.93 <= np.mean(covered) <= 0.975


def test_that_the_worst_of_twelve_equal_units_improves_by_itself():
    random = np.random.default_rng(20278)
    before, after = random.binomial(30, 0.75, size=(2, 3000, 12)) / 30
    worst = before.argmin(axis=1)
    gain = after[np.arange(3000), worst] - before.min(axis=1)
    assert 0.10 <= gain.mean() <= 0.16


def test_that_rates_are_never_averaged():
    assert pooled_share([9, 1], [10, 90]) == pytest.approx(0.1)


def test_that_rolling_windows_are_full_ones():
    assert rolling_pooled([1, 2], [2, 4], 3) == []
    assert rolling_pooled([0, 0, 3], [0, 0, 4], 2) == [None, 0.75]
    with pytest.raises(ValueError, match="at least one"):
        rolling_pooled([1], [2], 0)
    with pytest.raises(ValueError, match="between 0"):
        rolling_pooled([3], [2], 1)
    with pytest.raises(ValueError, match="every month"):
        rolling_pooled([3], [4, 5], 1)
