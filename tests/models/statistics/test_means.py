"""Means: from scores and from counts alike, and what no spread leaves undefined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.means import (
    mean_interval,
    moments,
    moments_from_counts,
    weighted_mean,
    welch,
)

scores = st.lists(st.sampled_from([0.0, 100 / 3, 200 / 3, 100.0]), min_size=2, max_size=60)


@given(scores)
def test_that_counts_serve_as_well_as_the_scores_themselves(values):
    counts = {value: values.count(value) for value in set(values)}
    one, other = moments(values), moments_from_counts(counts)
    assert one.n == other.n
    assert one.mean == pytest.approx(other.mean)
    assert one.variance == pytest.approx(other.variance, abs=1e-6)


@given(scores)
def test_that_the_interval_encloses_the_mean(values):
    found = mean_interval(values)
    if len(set(values)) == 1:
        assert found.lower is found.upper is None
    else:
        assert found.lower < found.mean < found.upper


@given(scores, scores)
def test_that_the_difference_is_mirrored_when_the_sides_change_places(first, second):
    there, back = welch(first, second), welch(second, first)
    if there is None:
        assert back is None
        assert len(set(first)) == len(set(second)) == 1
    else:
        assert there.t == pytest.approx(-back.t)
        assert there.lower == pytest.approx(-back.upper)
        assert 0 <= there.p <= 1
        assert there.p == pytest.approx(back.p)


def test_that_too_few_scores_leave_things_undefined():
    assert mean_interval([]) is None
    assert mean_interval([None, float("nan")]) is None
    assert mean_interval([80.0]).lower is None
    assert welch([1.0], [1.0, 2.0]) is None
    assert welch([], []) is None
    assert welch([5.0, 5.0], [5.0, 5.0]) is None
    assert moments_from_counts({}).mean is None
    assert moments_from_counts({100.0: 1}).variance is None


def test_that_one_side_without_spread_can_still_be_compared():
    assert welch([5.0, 5.0, 5.0], [1.0, 2.0, 3.0]).t == pytest.approx(5.19615, abs=1e-5)


def test_that_roll_ups_weighted_by_surveys_are_the_pooled_mean():
    wards = [[80.0, 90, 100], [50.0, 60], [70.0]]
    means = [moments(ward).mean for ward in wards]
    pooled = moments([score for ward in wards for score in ward]).mean
    assert weighted_mean(means, [3, 2, 1]) == pytest.approx(pooled)


def test_that_a_weighted_mean_needs_weight():
    assert weighted_mean([], []) is None
    assert weighted_mean([3.0], [0]) is None
    assert weighted_mean([3.0, None, 5.0], [1, 1, None]) == 3.0


@pytest.mark.parametrize(
    "refused",
    [
        lambda: weighted_mean([1.0], [-1]),
        lambda: moments_from_counts({1.0: -2}),
        lambda: mean_interval([1.0, 2.0], 1.0),
        lambda: welch([1.0, 2.0], [1.0, 3.0], 0),
    ],
)
def test_that_impossible_input_is_refused(refused):
    with pytest.raises(ValueError, match=r"negative|between"):
        refused()
