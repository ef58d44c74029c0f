"""Properties of the adjustment for many tests."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.multiplicity import (
    benjamini_hochberg,
    expected_false_alarms,
)

ps = st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=60)


@given(ps)
def test_that_adjusted_values_are_no_smaller_and_keep_the_order(ps):
    adjusted = benjamini_hochberg(ps)
    known = [(p, a) for p, a in zip(ps, adjusted, strict=True) if p is not None]
    assert all(p <= a <= 1 for p, a in known)
    known.sort()
    assert [a for _p, a in known] == sorted(a for _p, a in known)


@given(ps)
def test_that_missing_tests_stay_missing_and_do_not_count(ps):
    adjusted = benjamini_hochberg(ps)
    assert [a is None for a in adjusted] == [p is None for p in ps]
    assert [a for a in adjusted if a is not None] == benjamini_hochberg(
        [p for p in ps if p is not None]
    )


@given(st.lists(st.floats(0, 1), max_size=30), st.randoms())
def test_that_the_order_of_the_tests_does_not_matter(ps, random):
    places = list(range(len(ps)))
    random.shuffle(places)
    adjusted = benjamini_hochberg(ps)
    assert benjamini_hochberg([ps[i] for i in places]) == [adjusted[i] for i in places]


def test_that_a_value_that_is_no_chance_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.2, 1.2])


def test_that_a_page_without_differences_rarely_shows_one():
    random = np.random.default_rng(20262)
    pages = [benjamini_hochberg(list(random.uniform(size=20))) for _ in range(2000)]
    assert 0.035 <= np.mean([min(p) <= 0.05 for p in pages]) <= 0.065


@pytest.mark.parametrize("tests", [10, 20, 60, 120])
def test_that_false_alarms_grow_with_the_page(tests):
    assert expected_false_alarms(tests) == pytest.approx(tests / 20)
