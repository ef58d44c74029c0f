"""The composite's variance from sums equals the one computed patient by patient."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from models.statistics.composite_variance import (
    CompositeSums,
    PairSums,
    common_variances,
    composite_difference,
    composite_interval,
    composite_share,
    effective_answers,
    linearised_variance,
    variance_bound,
)

answers = hnp.arrays(
    np.int8,
    hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=12),
    elements=st.integers(-1, 1),
)
"""Patients x items: 1 top box, 0 another answer, -1 no answer."""


def _sums(matrix: np.ndarray):
    given, top = matrix >= 0, matrix == 1
    pairs = {}
    for i in range(matrix.shape[1]):
        for j in range(i + 1, matrix.shape[1]):
            both = given[:, i] & given[:, j]
            pairs[i, j] = PairSums(
                int(both.sum()),
                int((both & top[:, i] & top[:, j]).sum()),
                int((both & top[:, i]).sum()),
                int((both & top[:, j]).sum()),
            )
    return given.sum(axis=0).tolist(), top.sum(axis=0).tolist(), pairs


def _patient_by_patient(matrix: np.ndarray) -> float:
    used = [column for column in matrix.T if (column >= 0).any()]
    total = np.zeros(len(matrix))
    for column in used:
        given = column >= 0
        share = column[given].mean()
        total[given] += (column[given] - share) / given.sum()
    return float(((total / len(used)) ** 2).sum())


@given(answers)
def test_that_sums_give_the_variance_of_the_patients_themselves(matrix):
    answered, top, pairs = _sums(matrix)
    if sum(answered) == 0:
        assert linearised_variance(answered, top, pairs) is None
        assert variance_bound(answered, top) is None
        assert composite_share(answered, top) is None
        return
    assert linearised_variance(answered, top, pairs) == pytest.approx(
        _patient_by_patient(matrix), abs=1e-12
    )


@given(answers)
def test_that_the_bound_from_counts_is_never_too_small(matrix):
    answered, top, pairs = _sums(matrix)
    if sum(answered):
        assert linearised_variance(answered, top, pairs) <= variance_bound(answered, top) + 1e-12


def test_that_the_bound_is_reached_when_everybody_answers_all_items_alike():
    matrix = np.repeat(np.array([[1], [0], [1], [1]]), 3, axis=1)
    answered, top, pairs = _sums(matrix)
    assert linearised_variance(answered, top, pairs) == pytest.approx(variance_bound(answered, top))
    assert variance_bound(answered, top) == pytest.approx(0.75 * 0.25 / 4)


def test_that_one_item_has_the_variance_of_a_share():
    assert linearised_variance([40], [30], {}) == pytest.approx(0.75 * 0.25 / 40)


def test_that_months_add_up_before_the_variance_is_taken():
    random = np.random.default_rng(20263)
    matrix = random.integers(-1, 2, size=(80, 3))
    whole = _sums(matrix)
    parts = [_sums(matrix[:30]), _sums(matrix[30:])]
    answered = [sum(n) for n in zip(*(p[0] for p in parts), strict=True)]
    top = [sum(n) for n in zip(*(p[1] for p in parts), strict=True)]
    pairs = {
        key: PairSums(
            *(
                getattr(parts[0][2][key], name) + getattr(parts[1][2][key], name)
                for name in ("both", "both_top", "i_top", "j_top")
            )
        )
        for key in whole[2]
    }
    assert linearised_variance(answered, top, pairs) == linearised_variance(*whole)


def test_that_the_composite_is_the_mean_of_items_not_of_pooled_answers():
    assert composite_share([80, 60, 40], [60, 50, 10]) == pytest.approx(0.6111, abs=1e-4)


def test_that_a_perfect_score_is_not_certain():
    low, high = composite_interval(_composite(np.ones((12, 2), dtype=int)))
    assert high == 1.0
    assert 0.75 < low < 0.83
    assert composite_interval(CompositeSums((), (), {})) is None


def _composite(matrix):
    answered, top, pairs = _sums(matrix)
    return CompositeSums(tuple(answered), tuple(top), pairs)


def test_that_groups_that_answer_alike_have_the_variance_of_their_own_answers():
    random = np.random.default_rng(20265)
    matrix = random.integers(-1, 2, size=(80, 3))
    whole = _composite(matrix)
    variances = common_variances([whole, whole])
    own = linearised_variance(whole.answered, whole.top, whole.pairs)
    assert variances == [pytest.approx(own), pytest.approx(own)]


def test_that_a_group_without_spread_gets_the_spread_of_all():
    perfect = _composite(np.ones((12, 2), dtype=int))
    others = _composite(np.repeat([[1, 1], [0, 1], [1, 0], [0, 0]], 30, axis=0))
    small, large = common_variances([perfect, others])
    assert linearised_variance(perfect.answered, perfect.top, perfect.pairs) == 0
    assert small > 5 * large > 0


def test_that_counts_alone_give_the_largest_common_variance():
    matrix = np.random.default_rng(20266).integers(0, 2, size=(40, 3))
    known = _composite(matrix)
    counts = CompositeSums(known.answered, known.top, None)
    bound, exact = common_variances([counts, known])
    assert bound >= exact
    assert common_variances([CompositeSums((0, 0, 0), (0, 0, 0), {}), known])[0] is None


def test_that_effective_answers_lie_between_surveys_and_all_answers():
    alike = np.repeat(np.random.default_rng(1).integers(0, 2, size=(200, 1)), 2, axis=1)
    apart = np.random.default_rng(2).integers(0, 2, size=(200, 2))
    assert effective_answers(_composite(alike)) == pytest.approx(200, rel=0.02)
    assert effective_answers(_composite(apart)) == pytest.approx(400, rel=0.15)


def test_that_surveys_with_one_answer_each_are_all_worth_something():
    matrix = np.array([[1, -1]] * 12 + [[-1, 1]] * 12)
    assert effective_answers(_composite(matrix)) == pytest.approx(24)
    assert effective_answers(CompositeSums((0, 0), (0, 0), {})) is None


@pytest.mark.parametrize(
    "refused",
    [
        lambda: linearised_variance([3], [4], {}),
        lambda: variance_bound([3, 2], [1]),
        lambda: composite_interval(CompositeSums((3,), (4,), {})),
    ],
)
def test_that_impossible_sums_are_refused(refused):
    with pytest.raises(ValueError, match=r"between 0|needs a number|not negative"):
        refused()


@pytest.mark.parametrize("surveys", [12, 60])
def test_that_the_interval_covers_for_correlated_items_with_missing_answers(surveys):
    random = np.random.default_rng(20264)
    covered = 0
    for _ in range(1500):
        mood = random.normal(size=(surveys, 1))
        matrix = (mood + random.normal(size=(surveys, 3)) > -0.7).astype(int)
        matrix[random.uniform(size=matrix.shape) < 0.2] = -1
        answered, top, pairs = _sums(matrix)
        truth = 0.5 * (1 + math.erf(0.7 / math.sqrt(2) / math.sqrt(2)))
        low, high = composite_interval(CompositeSums(tuple(answered), tuple(top), pairs))
        covered += low <= truth <= high
    assert 0.935 <= covered / 1500 <= 0.975


def test_that_a_difference_of_composites_has_an_interval_around_it():
    found = composite_difference(0.9, (0.85, 1.0), 0.1, (0.0, 0.15))
    assert found.lower < found.estimate < found.upper <= 1
