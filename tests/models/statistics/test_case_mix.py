"""AHRQ's analysis: its manual's examples, its own test file, and the edges."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from models.statistics.case_mix import CaseMixOptions, analyze_case_mix
from models.statistics.case_mix_fit import item_weights

FILE = Path(__file__).resolve().parents[2] / "data" / "oracles" / "cahps_test_1975.csv"
NAN = np.nan
SMALL = np.array(
    [  # unit, item 1, item 2, adjuster 1, adjuster 2: the ten rows of the manual
        [1, 2, 4, 1, 1],
        [1, 3, NAN, 2, 2],
        [1, 4, 2, 3, NAN],
        [1, 4, 3, NAN, NAN],
        [1, 3, 3, 2, 3],
        [2, 3, 3, 2, 3],
        [2, NAN, NAN, 4, 5],
        [2, 2, 2, 5, 4],
        [2, 3, 2, 6, 3],
        [2, NAN, 3, 3, 3],
    ]
)
PLANS = [1.0, 2.0, 7.0, 4.0, 5.0, 6.0]


def _small(adjusted: bool, **options):
    return analyze_case_mix(
        SMALL[:, 1:3],
        SMALL[:, 0].astype(int),
        SMALL[:, 3:] if adjusted else None,
        options=CaseMixOptions(**options),
    )


def _column(name: str, low: float, high: float) -> np.ndarray:
    with FILE.open(encoding="utf-8", newline="") as file:
        values = np.array([float(row[name] or "nan") for row in csv.DictReader(file)])
    return np.where((values >= low) & (values <= high), values, np.nan)


def _plans(items: list[str], low: float, high: float):
    plan = _column("PLANID", 0, 99)
    known = np.isin(plan, PLANS)
    scores = np.column_stack([_column(item, low, high) for item in items])
    extra = np.column_stack([_column("Q39", 1, 5), _column("Q40", 1, 7)])
    return analyze_case_mix(
        scores[known], plan[known].astype(int), extra[known], options=CaseMixOptions(impute=True)
    )


def test_that_the_manuals_example_without_adjustment_is_reproduced():
    found = _small(adjusted=False)
    assert [u.unadjusted for u in found.units] == pytest.approx([3.1000, 2.5833], abs=5e-5)
    assert [u.variance for u in found.units] == pytest.approx([0.00925, 0.04803], abs=5e-6)
    large = _small(adjusted=False, small_sample=True)
    assert [u.variance for u in large.units] == pytest.approx([0.01156, 0.06404], abs=5e-6)


def test_that_the_manuals_example_with_adjustment_is_reproduced():
    found = _small(adjusted=True, small_sample=True)
    assert [u.n for u in found.units] == [3, 4]
    assert [u.adjusted for u in found.units] == pytest.approx([2.8371, 2.8296], abs=5e-5)
    assert [u.variance for u in found.units] == pytest.approx([0.01746, 0.02705], abs=5e-6)


def test_that_the_programs_other_two_runs_are_reproduced():
    care = _plans(["Q31"], 0, 10)
    assert (care.overall, care.f, care.df) == pytest.approx((8.107792, 0.209864, 1548), abs=1e-6)
    ease = _plans(["Q06", "Q10", "Q22", "Q23"], 1, 3)
    assert (ease.overall, ease.f, ease.df) == pytest.approx((2.440066, 0.84137, 1939), abs=2e-6)
    assert ease.dropped == (6,)


def test_that_items_weigh_as_the_manual_says():
    assert item_weights(np.array([[60.0, 70, 80]]), 20)[0] == pytest.approx([1 / 3] * 3)
    weights = item_weights(np.array([[2.0, 3, 5], [0, 0, 0]]), 20)
    assert weights.tolist() == [[0.2, 0.3, 0.5], [0.0, 0.0, 0.0]]
    assert item_weights(np.array([[10.0, 30]]), None).tolist() == [[0.25, 0.75]]


def test_that_slopes_are_those_of_a_regression_with_unit_dummies():
    random = np.random.default_rng(20273)
    unit = random.integers(0, 5, size=300)
    x = random.normal(size=(300, 2)) + unit[:, None] * 0.3
    y = x @ [0.4, -0.2] + unit + random.normal(size=300)
    design = np.column_stack([x, np.eye(5)[unit]])
    wanted = np.linalg.lstsq(design, y, rcond=None)[0]
    found = analyze_case_mix(y[:, None], unit, x)
    assert found.slopes[0] == pytest.approx(wanted[:2])
    levels = [u.adjusted for u in found.units]
    assert np.diff(levels) == pytest.approx(np.diff(wanted[2:]))


def test_that_adjusting_keeps_the_mean_of_units():
    found = _small(adjusted=True)
    plain = np.mean([u.unadjusted for u in found.units])
    assert np.mean([u.adjusted for u in found.units]) == pytest.approx(plain)
    assert found.overall == pytest.approx(plain)
    assert sum(u.difference for u in found.units) == pytest.approx(0)


def test_that_a_unit_that_only_has_other_patients_is_adjusted_to_the_others():
    random = np.random.default_rng(20274)
    unit = np.repeat([0, 1], 2000)
    age = random.normal(size=4000) + unit * 1.5
    y = 3 + 0.5 * age + random.normal(size=4000) * 0.3
    found = analyze_case_mix(y[:, None], unit, age[:, None])
    assert found.units[1].unadjusted - found.units[0].unadjusted > 0.6
    assert abs(found.units[1].adjusted - found.units[0].adjusted) < 0.05


def test_that_a_difference_too_small_to_matter_earns_no_star():
    random = np.random.default_rng(20275)
    unit = np.repeat([0, 1], 5000)
    y = (random.normal(size=10_000) * 0.2 + 3 + unit * 0.1)[:, None]
    assert [u.stars for u in analyze_case_mix(y, unit).units] == [1, 3]
    for options in (CaseMixOptions(mean_difference=0.2), CaseMixOptions(change=0.2)):
        found = analyze_case_mix(y, unit, bounds=(1, 4), options=options)
        assert [u.stars for u in found.units] == [2, 2]
    with pytest.raises(ValueError, match="ends"):
        analyze_case_mix(y, unit, options=CaseMixOptions(change=0.2))


def test_that_smoothing_draws_variances_together():
    rough = [u.variance for u in _small(adjusted=False).units]
    calm = [u.variance for u in _small(adjusted=False, smoothing=25).units]
    assert max(calm) - min(calm) < max(rough) - min(rough)


def test_that_weighing_a_survey_twice_is_having_it_twice_in_the_means():
    items, unit = SMALL[:, 1:3], SMALL[:, 0].astype(int)
    weights = np.ones(10)
    weights[[0, 7]] = 2
    twice = np.concatenate([np.arange(10), [0, 7]])
    found = analyze_case_mix(items, unit, weights=weights)
    wanted = analyze_case_mix(items[twice], unit[twice])
    assert [u.unadjusted for u in found.units] == pytest.approx(
        [u.unadjusted for u in wanted.units]
    )


def test_that_a_weighted_mean_of_units_is_what_units_are_held_against():
    found = analyze_case_mix(SMALL[:, 1:3], SMALL[:, 0].astype(int), unit_weights={1: 3.0, 2: 1.0})
    assert found.overall == pytest.approx(0.75 * 3.1 + 0.25 * 2.58333333)
    assert 3 * found.units[0].difference + found.units[1].difference == pytest.approx(0)


def test_that_one_unit_alone_is_not_tested():
    found = analyze_case_mix(SMALL[:5, 1:3], SMALL[:5, 0].astype(int))
    assert found.f is found.p is found.reliability is None
    assert found.units[0].difference is found.units[0].p is found.units[0].stars is None


def test_that_constant_answers_are_not_tested():
    found = analyze_case_mix(np.full((8, 1), 4.0), np.repeat([1, 2], 4))
    assert found.overall == 4
    assert found.f is None
    assert [u.p for u in found.units] == [None, None]


def test_that_a_constant_adjuster_adjusts_nothing():
    found = analyze_case_mix(SMALL[:, 1:3], SMALL[:, 0].astype(int), np.full((10, 1), 2.0))
    assert found.slopes == ((0.0,), (0.0,))
    assert [u.adjusted for u in found.units] == pytest.approx([3.1, 2.583333], abs=1e-6)


def test_that_nobody_left_is_no_result():
    assert analyze_case_mix(np.full((4, 1), NAN), np.array([1, 1, 2, 2])) is None
    assert analyze_case_mix(np.zeros((0, 2)), np.zeros(0, dtype=int)) is None
    assert analyze_case_mix(np.ones((2, 1)), np.array([1, 2])) is None


def test_that_shapes_and_weights_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="every survey"):
        analyze_case_mix(np.ones((3, 1)), np.array([1, 2]))
    with pytest.raises(ValueError, match="negative"):
        analyze_case_mix(np.ones((2, 1)), np.array([1, 1]), weights=np.array([1.0, -1.0]))
    with pytest.raises(ValueError, match="above 0"):
        analyze_case_mix(np.ones((2, 1)), np.array([1, 1]), unit_weights={1: 0.0})


def test_that_equal_units_are_starred_about_one_time_in_twenty():
    random = np.random.default_rng(20276)
    unit = np.repeat(np.arange(8), 60)
    starred = []
    for _ in range(150):
        mood = random.normal(size=(480, 1))
        y = np.clip(np.round(3.2 + 0.4 * mood + 0.7 * random.normal(size=(480, 3))), 1, 4)
        y[random.uniform(size=y.shape) < 0.2] = NAN
        starred += [u.stars != 2 for u in analyze_case_mix(y, unit).units]
    assert 0.03 <= np.mean(starred) <= 0.085


def test_that_a_slopes_own_error_counts_where_units_differ_in_an_adjuster():
    random = np.random.default_rng(20290)
    false = {True: 0, False: 0}
    for _ in range(150):
        units = np.repeat(np.arange(8), 15)
        mode = (random.uniform(size=120) < np.where(units < 4, 0.85, 0.15)).astype(float)
        scores = (random.normal(size=120) + 0.6 * mode)[:, None]
        for own in false:
            options = CaseMixOptions(small_sample=own, slope_error=own)
            found = analyze_case_mix(scores, units, mode[:, None], options=options)
            false[own] += sum(unit.stars != 2 for unit in found.units)
    assert false[True] / 1200 <= 0.065 < 0.08 <= false[False] / 1200
