"""What the program says of invented units whose truth is known: the short version."""

from __future__ import annotations

from tests.benchmarks.simulations import case_mix, compare, funnel, priorities


def test_that_few_pages_of_average_units_hold_a_false_verdict() -> None:
    assert compare.false_pages(300, 11) <= 0.075


def test_that_composites_intervals_hold_the_truth_in_small_units() -> None:
    assert 0.935 <= compare.coverage(300, 12) <= 0.975


def test_that_a_gap_called_noticeable_is_noticed_in_four_of_five_cases() -> None:
    assert 0.7 <= compare.found_gaps(120, 13) <= 0.92


def test_that_hardly_a_funnel_of_alike_units_names_somebody() -> None:
    units, funnels = funnel.false_names(200, 21)
    assert units <= 0.003
    assert funnels <= 0.05


def test_that_best_estimates_and_ranks_hold_the_truth() -> None:
    shares, ranks, width = funnel.estimates_hold(120, 22)
    assert 0.92 <= shares <= 0.97
    assert ranks >= 0.95
    assert width < 11.5


def test_that_explained_variance_is_the_true_one_and_nothing_is_ranked_without_any() -> None:
    assert abs(priorities.mean_r_squared(200, 31) - priorities.TRUE_R_SQUARED) <= 0.03
    assert priorities.called_related(80, 32, 0.0) <= 0.12
    assert priorities.called_related(40, 32, 0.15) >= 0.6


def test_that_adjusting_for_the_mode_takes_false_stars_away() -> None:
    assert case_mix.false_stars(80, 41) <= 0.07
    assert case_mix.false_stars(80, 41, by_mode=False) >= 0.08
