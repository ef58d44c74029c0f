"""The four corners of the priority matrix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.quadrants import Quadrant, priority_quadrants

values = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 1)), min_size=1, max_size=12)


@given(values)
def test_that_something_is_always_important_and_something_performs(items):
    found = priority_quadrants([p for p, _i in items], [i for _p, i in items])
    assert {Quadrant.FIX_FIRST, Quadrant.KEEP_UP} & set(found.places)
    assert {Quadrant.MAINTAIN, Quadrant.KEEP_UP} & set(found.places)


def test_that_a_value_on_the_line_counts_as_above_it():
    found = priority_quadrants([70, 70], [0.3, 0.1], 70, 0.1 + 0.2)
    assert found.places == (Quadrant.KEEP_UP, Quadrant.MAINTAIN)


def test_that_a_missing_value_has_no_corner():
    found = priority_quadrants([70, None, 60], [0.3, 0.2, None], 65)
    assert found.places == (Quadrant.KEEP_UP, None, None)
    assert found.importance_mean == 0.25
    empty = priority_quadrants([], [])
    assert empty.places == ()
    assert empty.performance_cut is empty.importance_cut is None


def test_that_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="every item"):
        priority_quadrants([1.0], [])
