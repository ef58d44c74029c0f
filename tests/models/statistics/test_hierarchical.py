"""Best estimates, intervals and ranks of units that admit how little is known of their spread."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.hierarchical import unit_posterior

units = st.lists(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=15,
)


@given(units)
def test_that_an_interval_holds_its_estimate_inside_0_and_1(counts):
    found = unit_posterior([x for x, _n in counts], [n for _x, n in counts])
    for share, (low, high) in zip(found.shares, found.intervals(), strict=True):
        assert 0 <= low <= share <= high <= 1


@given(units)
def test_that_a_rank_span_lies_in_the_list_and_thirds_add_up(counts):
    found = unit_posterior([x for x, _n in counts], [n for _x, n in counts])
    for best, worst in found.rank_spans():
        assert 1 <= best <= worst <= len(counts)
    thirds = sum(found.within(k / 3, (k + 1) / 3) for k in range(3))
    assert thirds == pytest.approx(np.ones(len(counts)))


def test_that_an_estimate_lies_between_the_unit_and_the_others():
    found = unit_posterior([140, 120, 170, 12], [200, 200, 200, 12])
    assert 442 / 612 < found.shares[3] < 1.0
    assert abs(found.shares[0] - 0.70) < 0.02


def test_that_more_answers_narrow_an_interval():
    found = unit_posterior([8, 800, 6, 90], [10, 1000, 10, 100])
    widths = [high - low for low, high in found.intervals()]
    assert widths[1] < widths[3] < widths[0]


def test_that_intervals_hold_true_shares_and_ranks_hold_true_ranks():
    random = np.random.default_rng(20271)
    held = ranked = tried = width = 0
    for _ in range(150):
        truth = np.clip(random.normal(0.78, 0.05, size=12), 0.3, 0.97)
        n = random.integers(15, 80, size=12)
        found = unit_posterior(random.binomial(n, truth).tolist(), n.tolist())
        rank = np.empty(12, dtype=int)
        rank[np.argsort(-truth)] = np.arange(1, 13)
        spans = zip(found.intervals(), found.rank_spans(), truth, rank, strict=True)
        for (low, high), (best, worst), share, place in spans:
            held += low <= share <= high
            ranked += best <= place <= worst
            width += worst - best + 1
            tried += 1
    assert 0.93 <= held / tried <= 0.965
    assert ranked / tried >= 0.95
    assert width / tried < 11.5


def test_that_the_same_answers_always_give_the_same_ranks():
    first, again = (unit_posterior([20, 30, 25], [40, 40, 40]) for _ in range(2))
    assert first.rank_spans() == again.rank_spans()


def test_that_one_unit_has_nothing_to_be_compared_with():
    assert unit_posterior([30], [40]) is None


@pytest.mark.parametrize(("x", "n"), [([5, 3], [4, 4]), ([0, 3], [0, 4])])
def test_that_impossible_counts_and_empty_units_are_refused(x, n):
    with pytest.raises(ValueError, match=r"between 0|needs answers"):
        unit_posterior(x, n)
