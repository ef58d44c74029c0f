"""Properties of intervals and tests of shares."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.power import detectable_change, sample_size
from models.statistics.proportions import (
    fisher_exact_p,
    n_minus_1_chi_square_p,
    newcombe_difference,
    one_sample_p,
    one_sided_p,
    two_proportion_p,
    wilson_interval,
)

counts = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
few = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
confidences = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.998])


@given(counts, confidences)
def test_that_the_interval_encloses_the_share_and_stays_inside_0_and_1(count, confidence):
    x, n = count
    low, high = wilson_interval(x, n, confidence)
    assert 0 <= low <= x / n <= high <= 1
    assert low < high


@given(counts)
def test_that_counting_the_others_mirrors_the_interval(count):
    x, n = count
    low, high = wilson_interval(x, n)
    other_low, other_high = wilson_interval(n - x, n)
    assert low == pytest.approx(1 - other_high, abs=1e-12)
    assert high == pytest.approx(1 - other_low, abs=1e-12)


@given(counts)
def test_that_more_confidence_is_a_wider_interval(count):
    narrow, wide = wilson_interval(*count, 0.9), wilson_interval(*count, 0.99)
    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


@given(counts, counts)
def test_that_the_difference_is_mirrored_when_the_sides_change_places(first, second):
    there = newcombe_difference(*first, *second)
    back = newcombe_difference(*second, *first)
    assert there.lower == pytest.approx(-back.upper, abs=1e-12)
    assert there.upper == pytest.approx(-back.lower, abs=1e-12)
    assert -1 <= there.lower <= there.estimate <= there.upper <= 1


def test_that_nobody_answering_gives_no_number_at_all():
    assert wilson_interval(0, 0) is None
    assert newcombe_difference(3, 4, 0, 0) is None
    assert newcombe_difference(0, 0, 3, 4) is None
    assert two_proportion_p(0, 0, 3, 4) is None
    assert fisher_exact_p(0, 0, 3, 4) is None
    assert n_minus_1_chi_square_p(3, 4, 0, 0) is None
    assert one_sample_p(0, 0, 0.5) is None
    assert one_sided_p(0, 0, 0.5) is None
    assert detectable_change(0.7, 0, 30) is None


@pytest.mark.parametrize(("x", "n"), [(-1, 10), (11, 10), (0, -1), (1, math.nan), (math.nan, 3)])
def test_that_impossible_counts_are_refused(x, n):
    for refused in (
        lambda: wilson_interval(x, n),
        lambda: newcombe_difference(1, 2, x, n),
        lambda: two_proportion_p(x, n, 1, 2),
        lambda: one_sample_p(x, n, 0.5),
    ):
        with pytest.raises(ValueError, match="between 0"):
            refused()


@given(few, few)
def test_that_fisher_is_the_sum_over_all_tables_no_likelier(first, second):
    (x1, n1), (x2, n2) = first, second
    top = x1 + x2
    chance = {
        k: math.comb(n1, k) * math.comb(n2, top - k)
        for k in range(max(0, top - n2), min(n1, top) + 1)
    }
    wanted = sum(c for c in chance.values() if c <= chance[x1]) / sum(chance.values())
    assert fisher_exact_p(x1, n1, x2, n2) == pytest.approx(wanted, abs=1e-12)


@given(few, st.sampled_from([0.02, 0.3, 0.5, 0.75, 0.9]))
def test_that_the_exact_test_is_the_sum_over_all_outcomes_no_likelier(count, p0):
    x, n = count
    chance = [math.comb(n, k) * p0**k * (1 - p0) ** (n - k) for k in range(n + 1)]
    wanted = math.fsum(c for c in chance if c <= chance[x] * (1 + 1e-9))
    assert one_sample_p(x, n, p0) == pytest.approx(wanted, abs=1e-11)
    low, high = one_sided_p(x, n, p0)
    assert low == pytest.approx(math.fsum(chance[: x + 1]), abs=1e-11)
    assert high == pytest.approx(math.fsum(chance[x:]), abs=1e-11)


def test_that_the_exact_test_keeps_its_precision_with_many_answers():
    from scipy.stats import binomtest, fisher_exact

    assert one_sample_p(149_000, 200_000, 0.75) == pytest.approx(
        binomtest(149_000, 200_000, 0.75).pvalue, rel=1e-9
    )
    assert fisher_exact_p(60, 62, 88_000, 99_000) == pytest.approx(
        fisher_exact([[60, 2], [88_000, 11_000]]).pvalue, rel=1e-8
    )


def test_that_the_test_is_chosen_by_the_smallest_expected_count():
    assert two_proportion_p(5, 9, 2, 9) == n_minus_1_chi_square_p(5, 9, 2, 9)
    assert two_proportion_p(1, 5, 0, 40) == fisher_exact_p(1, 5, 0, 40)
    assert two_proportion_p(5, 5, 40, 40) == 1.0


def test_that_certain_shares_are_tested_as_certain():
    assert one_sample_p(10, 10, 1.0) == 1.0
    assert one_sample_p(9, 10, 1.0) == 0.0
    assert one_sample_p(0, 10, 0.0) == 1.0
    assert one_sided_p(3, 10, 0.0) == (1.0, 0.0)


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_that_a_sample_size_serves_both_directions(p1, p2):
    there, back = sample_size(p1, p2), sample_size(p2, p1)
    if p1 == p2:
        assert there is None
    else:
        assert there == pytest.approx(back, rel=1e-6)
        assert there > 0


def test_that_the_detectable_change_agrees_with_the_sample_size():
    n = sample_size(0.70, 0.85)
    assert detectable_change(0.70, n, n) == pytest.approx(0.15, abs=1e-6)


def test_that_nothing_can_be_seen_from_two_answers_at_a_high_start():
    assert detectable_change(0.9, 2, 2) is None
    assert detectable_change(1.0, 100, 100) is None


def _coverage(n: int, p: float, interval) -> float:
    x = np.arange(n + 1)
    chance = np.array([math.comb(n, int(k)) * p**k * (1 - p) ** (n - k) for k in x])
    inside = [low <= p <= high for low, high in (interval(int(k), n) for k in x)]
    return float(chance[np.array(inside)].sum())


@pytest.mark.parametrize(("n", "wanted"), [(10, 0.93), (20, 0.96), (30, 0.97)])
def test_that_wilson_covers_on_small_n_where_the_usual_interval_fails(n, wanted):
    def wald(x: int, n: int) -> tuple[float, float]:
        half = 1.959964 * math.sqrt(x / n * (1 - x / n) / n)
        return x / n - half, x / n + half

    assert _coverage(n, 0.9, wilson_interval) == pytest.approx(wanted, abs=0.006)
    assert _coverage(n, 0.9, wald) < 0.89


def test_that_newcombe_covers_for_a_small_unit_against_a_large_rest():
    random = np.random.default_rng(20261)
    ours, rest = random.binomial(10, 0.9, 4000), random.binomial(1200, 0.9, 4000)
    found = [newcombe_difference(int(a), 10, int(b), 1200) for a, b in zip(ours, rest, strict=True)]
    coverage = np.mean([d.lower <= 0 <= d.upper for d in found])
    assert 0.925 <= coverage <= 0.985
