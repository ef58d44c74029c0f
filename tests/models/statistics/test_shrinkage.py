"""Shrunken shares lie between the unit's own and the common one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.shrinkage import shrink_shares

units = st.lists(
    st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=15,
)


@given(units)
def test_that_a_shrunken_logit_lies_between_its_own_and_the_common_one(counts):
    found = shrink_shares([c[0] for c in counts], [c[1] for c in counts])
    if found is None:
        assert all(n == 0 for _x, n in counts)
        return
    for own, shrunk, share, (_x, n) in zip(
        found.logits, found.blups, found.shares, counts, strict=True
    ):
        if n == 0:
            assert own is shrunk is share is None
        else:
            assert min(own, found.mu) - 1e-9 <= shrunk <= max(own, found.mu) + 1e-9
            assert 0 < share < 1
    assert found.tau2 >= 0
    assert 0 <= found.i2 <= 100 + 1e-9  # a quotient of sums


def test_that_units_that_chance_explains_are_all_alike():
    found = shrink_shares([30, 31, 29, 30], [40, 40, 40, 40])
    assert found.tau2 == 0
    assert len({round(share, 12) for share in found.shares}) == 1


def test_that_a_small_unit_is_drawn_further():
    found = shrink_shares([95, 9, 60, 62, 50], [120, 9, 100, 100, 100])
    own = [95 / 120, 1.0, 0.6, 0.62, 0.5]
    common = 1 / (1 + np.exp(-found.mu))
    drawn = [abs(s - o) / abs(o - common) for s, o in zip(found.shares, own, strict=True)]
    assert drawn[1] > drawn[0]


def test_that_one_unit_is_its_own_common_share():
    found = shrink_shares([30], [40])
    assert found.shares[0] == pytest.approx(0.75)
    assert found.q_p is None


def test_that_shrunken_shares_are_nearer_to_the_truth():
    random = np.random.default_rng(20270)
    own_error, shrunk_error = 0.0, 0.0
    for _ in range(200):
        truth = 1 / (1 + np.exp(-random.normal(1.1, 0.25, size=12)))
        n = random.integers(8, 60, size=12)
        x = random.binomial(n, truth)
        found = shrink_shares(x.tolist(), n.tolist())
        own_error += float(((x / n - truth) ** 2).sum())
        shrunk_error += float(((np.array(found.shares) - truth) ** 2).sum())
    assert shrunk_error < 0.7 * own_error


def test_that_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="between 0"):
        shrink_shares([5], [4])
