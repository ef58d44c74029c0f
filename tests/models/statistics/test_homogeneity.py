"""Pearson's chi-square for mixes, against scipy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.homogeneity import chi_square_tail, homogeneity_p

counts = st.lists(st.integers(1, 200), min_size=2, max_size=6)


@given(st.floats(0, 200), st.integers(1, 12))
def test_that_the_tail_is_that_of_scipy(statistic: float, df: int) -> None:
    from scipy.stats import chi2

    assert chi_square_tail(statistic, df) == pytest.approx(chi2.sf(statistic, df), abs=1e-10)


@given(counts, counts)
def test_that_the_p_value_is_that_of_scipy(a: list[int], b: list[int]) -> None:
    from scipy.stats import chi2_contingency

    k = min(len(a), len(b))
    expected = chi2_contingency([a[:k], b[:k]], correction=False).pvalue
    mixes = [{str(n): c for n, c in enumerate(side[:k])} for side in (a, b)]
    assert homogeneity_p(mixes[0], mixes[1]) == pytest.approx(expected, abs=1e-9)


def test_that_without_a_second_category_or_group_there_is_nothing_to_test() -> None:
    assert homogeneity_p({"mail": 3}, {"mail": 5}) is None
    assert homogeneity_p({}, {"mail": 5, "phone": 2}) is None


def test_that_impossible_input_is_refused() -> None:
    with pytest.raises(ValueError, match="degrees of freedom"):
        chi_square_tail(1.0, 0)
