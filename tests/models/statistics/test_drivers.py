"""Relative weights: they add up, ignore order and scale, and know how unsure they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.driver_bootstrap import bootstrap_weights, cross_products
from models.statistics.drivers import (
    adjusted_weights,
    correlations,
    johnson_weights,
    relative_weights,
    relative_weights_of,
    spearman,
    unrelated_p,
)

seeds = st.integers(0, 10_000)


def _survey(seed: int, rows: int = 120, columns: int = 4) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    mood = random.normal(size=(rows, 1))
    x = np.round(mood + random.normal(size=(rows, columns)), 1)
    y = x @ random.uniform(-0.3, 1, size=columns) + random.normal(size=rows)
    return x, y


def _r_squared(x: np.ndarray, y: np.ndarray) -> float:
    design = np.column_stack([np.ones(len(x)), x])
    fitted = design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return 1 - float(((y - fitted) ** 2).sum() / ((y - y.mean()) ** 2).sum())


@given(seeds)
def test_that_weights_are_not_negative_and_add_up_to_r_squared(seed):
    x, y = _survey(seed)
    found = relative_weights_of(x, y)
    assert min(found.raw) >= 0
    assert sum(found.raw) == pytest.approx(found.r_squared, abs=1e-12)
    assert found.r_squared == pytest.approx(_r_squared(x, y), abs=1e-9)
    assert sum(found.rescaled) == pytest.approx(100)


@given(seeds, st.permutations(range(4)))
def test_that_the_order_of_predictors_does_not_matter(seed, order):
    x, y = _survey(seed)
    there, moved = relative_weights_of(x, y), relative_weights_of(x[:, order], y)
    assert moved.raw == pytest.approx([there.raw[i] for i in order], abs=1e-10)


@given(seeds)
def test_that_units_of_measurement_and_direction_do_not_matter(seed):
    x, y = _survey(seed)
    there = relative_weights_of(x, y)
    scaled = relative_weights_of(x * [100, -1, 0.01, 5] + [1e6, 0, 3, -7], 9 - 2 * y)
    assert scaled.raw == pytest.approx(there.raw, abs=1e-8)


def test_that_a_question_asked_twice_shares_its_weight():
    x, y = _survey(1, columns=2)
    found = relative_weights_of(np.column_stack([x, x[:, 0]]), y)
    assert found.raw[0] == pytest.approx(found.raw[2])
    assert found.r_squared == pytest.approx(_r_squared(x, y), abs=1e-9)


def test_that_a_constant_predictor_takes_no_part():
    x, y = _survey(2)
    x[:, 1] = 3.0
    found = relative_weights_of(x, y)
    assert found.raw[1] is None
    assert found.r_squared == pytest.approx(_r_squared(x[:, [0, 2, 3]], y), abs=1e-9)


def test_that_a_constant_outcome_has_no_drivers():
    x, _y = _survey(3)
    assert relative_weights_of(x, np.full(len(x), 9.0)) is None
    assert relative_weights_of(np.zeros((0, 3)), np.zeros(0)) is None
    assert relative_weights([], []) is None


def test_that_unrelated_predictors_have_no_shares():
    found = relative_weights([[1.0, 0.2], [0.2, 1.0]], [0.0, 0.0])
    assert found.r_squared == 0
    assert found.rescaled == (None, None)


def test_that_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="square"):
        relative_weights([[1.0, 0.2]], [0.1, 0.2])


def test_that_a_pair_rests_on_the_rows_that_have_both():
    scores = np.array([[1.0, 2, 5], [2, np.nan, 1], [3, 1, np.nan], [4, 7, 2], [5, 3, 9]])
    both = np.isfinite(scores[:, 0]) & np.isfinite(scores[:, 1])
    wanted = np.corrcoef(scores[both, 0], scores[both, 1])[0, 1]
    assert correlations(scores)[0, 1] == pytest.approx(wanted)


def test_that_blocks_add_up_to_the_whole():
    x, y = _survey(4, rows=503)
    scores = np.column_stack([x, y])
    scores[np.random.default_rng(5).uniform(size=scores.shape) < 0.2] = np.nan
    whole = correlations(scores)
    for blocks in (1, 7, 100, 5000):
        assert cross_products(scores, blocks=blocks).correlations() == pytest.approx(whole)


def test_that_the_same_data_always_show_the_same_interval():
    x, y = _survey(6)
    products = cross_products(np.column_stack([x, y]))
    first, again = (bootstrap_weights(products, repeats=50) for _ in range(2))
    assert first.intervals() == again.intervals()


def test_that_two_equal_drivers_cannot_be_told_apart_and_a_third_can():
    random = np.random.default_rng(20271)
    x = random.normal(size=(4000, 3))
    y = x @ np.array([1.0, 1.0, 0.1]) + random.normal(size=4000)
    tied = bootstrap_weights(cross_products(np.column_stack([x, y]))).cannot_tell_apart()
    assert tied[0, 1]
    assert tied[1, 0]
    assert not tied[0, 2]
    assert tied.diagonal().all()


def test_that_the_bootstrap_covers_as_often_as_it_says():
    random = np.random.default_rng(20272)
    truth = 0.5**2 / (2 * 0.5**2 + 1)
    covered = 0
    for _ in range(300):
        x = random.normal(size=(400, 2))
        y = x @ np.array([0.5, 0.5]) + random.normal(size=400)
        products = cross_products(np.column_stack([x, y]), blocks=200)
        low, high = bootstrap_weights(products, repeats=200).intervals()[0]
        covered += low <= truth <= high
    assert 0.90 <= covered / 300 <= 0.98


def test_that_nobody_or_one_survey_gives_no_interval():
    assert bootstrap_weights(cross_products(np.zeros((0, 3)))) is None
    assert bootstrap_weights(cross_products(np.zeros((1, 3)))) is None
    with pytest.raises(ValueError, match="block"):
        cross_products(np.zeros((4, 2)), blocks=0)


def test_that_rank_correlation_agrees_with_another_program():
    from scipy.stats import spearmanr

    random = np.random.default_rng(7)
    a, b = random.integers(0, 5, size=(2, 80)).astype(float)
    assert spearman(a, b) == pytest.approx(spearmanr(a, b).statistic)
    assert spearman(np.ones(5), np.arange(5.0)) is None
    assert spearman(np.array([1.0, np.nan]), np.array([1.0, 2.0])) is None


def test_that_surveys_without_any_relation_are_seldom_called_related():
    random = np.random.default_rng(20280)
    chances = [unrelated_p(random.normal(size=(60, 6)), repeats=99) for _ in range(300)]
    assert 0.02 <= np.mean([chance < 0.05 for chance in chances]) <= 0.085


def test_that_a_relation_is_found_with_gaps_in_the_answers():
    random = np.random.default_rng(20281)
    x = random.normal(size=(120, 5))
    y = x[:, 0] + x[:, 1] + random.normal(size=120)
    x[random.uniform(size=x.shape) < 0.2] = np.nan
    assert unrelated_p(np.column_stack([x, y])) < 0.01


def test_that_surveys_without_spread_cannot_be_judged():
    same = np.ones((20, 3))
    assert unrelated_p(same) is None
    assert unrelated_p(np.ones((1, 3))) is None
    assert unrelated_p(np.ones((0, 3))) is None


def test_that_the_adjusted_r_squared_is_the_true_one_on_average():
    random = np.random.default_rng(20282)
    found = []
    for _ in range(200):
        x = random.normal(size=(110, 8))
        y = x @ np.full(8, 0.28) + random.normal(size=110)
        found.append(adjusted_weights(relative_weights_of(x, y), 110).r_squared)
    assert np.mean(found) == pytest.approx(0.385, abs=0.02)
    assert adjusted_weights(relative_weights_of(x[:8], y[:8]), 8).r_squared == 0


def test_that_intervals_hold_true_weights_with_few_surveys():
    random = np.random.default_rng(20283)
    slopes = np.array([0.5, 0.4, 0.2, 0.1])
    among = np.full((4, 4), 0.4) + 0.6 * np.eye(4)
    spread = np.sqrt(slopes @ among @ slopes + 1)
    truth = johnson_weights(among, among @ slopes / spread)
    held = tried = 0
    for _ in range(60):
        x = np.sqrt(0.4) * random.normal(size=(110, 1)) + np.sqrt(0.6) * random.normal(
            size=(110, 4)
        )
        y = x @ slopes + random.normal(size=110)
        drawn = bootstrap_weights(cross_products(np.column_stack([x, y])), repeats=200)
        for weight, (low, high) in zip(truth, drawn.adjusted(110).intervals(), strict=True):
            held += low <= weight <= high
            tried += 1
    assert 0.9 <= held / tried <= 0.99
