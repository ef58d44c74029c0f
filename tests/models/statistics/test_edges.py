"""Every family answers the empty, the lonely and the uniform with a value, never with a crash."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.models.statistics.oracle_families import FAMILIES

EDGES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("wilson_interval", {"successes": 0, "total": 0}, {"lower": None, "upper": None}),
    ("wilson_interval", {"successes": 0, "total": 1}, {"lower": 0.0}),
    ("newcombe_difference", {"x1": 0, "n1": 0, "x2": 1, "n2": 2}, {"estimate": None}),
    (
        "difference_in_differences",
        {"post_unit": [0, 0], "pre_unit": [1, 2], "post_rest": [1, 2], "pre_rest": [1, 2]},
        {"estimate": None, "lower": None, "upper": None},
    ),
    ("two_proportion_test", {"x1": 0, "n1": 0, "x2": 1, "n2": 2}, {"p_nminus1": None}),
    (
        "two_proportion_test",
        {"x1": 0, "n1": 9, "x2": 0, "n2": 2},
        {"p_nminus1": None, "p_fisher": 1.0},
    ),
    (
        "two_proportion_test",
        {"x1": 9, "n1": 9, "x2": 2, "n2": 2},
        {"p_nminus1": None, "p_fisher": 1.0},
    ),
    ("one_sample_test", {"x": 0, "n": 0, "p0": 0.5}, {"p_exact": None}),
    ("one_sample_test", {"x": 10, "n": 10, "p0": 0.5}, {"p_exact": 2 / 1024}),
    ("sample_size", {"p1": 0.5, "p2": 0.5, "power": 0.8, "alpha": 0.05}, {"n_per_group": None}),
    ("benjamini_hochberg", {"p": [None, None]}, {"adjusted": [None, None]}),
    ("mean_interval", {"x": []}, {"mean": None, "lower": None, "upper": None}),
    ("mean_interval", {"x": [5]}, {"mean": 5.0, "lower": None, "upper": None}),
    ("mean_interval", {"x": [None, None]}, {"mean": None}),
    ("welch", {"x": [1], "y": [1, 2]}, {"t": None, "ci": None}),
    ("weighted_mean", {"x": [1, 2], "w": [0, 0]}, {"weighted_mean": None}),
    ("rolling_pooled", {"x": [0, 0], "n": [0, 0], "window": 2}, {"pooled": [None]}),
    ("rolling_pooled", {"x": [1], "n": [2], "window": 3}, {"pooled": []}),
    (
        "composite_scoring",
        {"responses": {"q1": [None, None], "q2": ["Always", "Never"]}},
        {"item_n": {"q1": 0, "q2": 2}, "item_top": {"q1": None, "q2": 0.5}, "composite_top": 0.5},
    ),
    ("composite_scoring", {"responses": {"q1": [None]}}, {"composite_top": None}),
    ("composite_scoring", {"responses": {}}, {"composite_top": None, "composite_linear": None}),
    ("composite_scoring", {"responses": {"q": ["Yes", "No"]}}, {"composite_linear": 50.0}),
    ("composite_scoring", {"responses": {"q": [10, 3, None]}}, {"item_top": {"q": 0.5}}),
    ("rating_scoring", {"ratings": [None, 99]}, {"top": None, "linear": None}),
    ("linear_scale", {"scales": {"one": ["Yes"]}}, {"one": [None]}),
    ("run_chart", {"y": []}, {"cl": None, "n_useful": 0, "signal": False, "longest_run": None}),
    ("run_chart", {"y": [3, 3, 3]}, {"cl": 3.0, "n_useful": 0, "signal": False}),
    ("run_chart", {"y": [4], "centre": 3}, {"longest_run": 1, "n_crossings": 0, "signal": False}),
    ("run_chart_critical_values", {"n": [0, 1]}, {"longest_run_max": [None, 3]}),
    ("p_chart", {"x": [], "n": []}, {"cl": [], "lcl": []}),
    ("p_chart", {"x": [0], "n": [0]}, {"cl": [None], "ucl": [None]}),
    ("p_chart", {"x": [5, 5], "n": [5, 5]}, {"cl": [1.0, 1.0], "lcl": [1.0, 1.0]}),
    ("p_chart", {"x": [1, None], "n": [2, None], "rebase_after": [1]}, {"cl": [0.5, None]}),
    ("p_chart", {"x": [1, 3], "n": [4, 4], "exclude_1based": [2]}, {"cl": [0.25, 0.25]}),
    ("p_chart", {"x": [1, 3], "n": [4, 4], "freeze_at": 1}, {"cl": [0.25, 0.25]}),
    ("p_prime_chart", {"x": [3], "n": [10]}, {"cl": [0.3], "sigma_z": [None]}),
    (
        "p_prime_chart",
        {"x": [3, 3], "n": [10, 10]},
        {"sigma_z": [0.0, 0.0], "sigma_z_used": [1, 1]},
    ),
    ("xmr_chart", {"y": [5]}, {"cl": [5.0], "lcl": [None], "ucl": [None]}),
    ("xmr_chart", {"y": [5, 5, 5], "screen_mr": True}, {"cl": [5.0] * 3, "lcl": [None] * 3}),
    ("xmr_chart", {"y": [None, None]}, {"cl": [None, None]}),
    ("xmr_chart", {"y": [1, 2, 50], "exclude_1based": [3]}, {"cl": [1.5] * 3}),
    ("xmr_making_data_count", {"y": []}, {"mean": [], "variation_type_last_point": None}),
    ("xmr_making_data_count", {"y": [5.0]}, {"mean": [5.0], "lpl": [None]}),
    ("xmr_making_data_count", {"y": [1, 2, 9, 8, 5, 5], "rebase_at_points": [3, 5]}, {}),
    ("funnel_exact_limits", {"target": 0.7, "n": [0]}, {"ll95": [None], "ul998": [None]}),
    (
        "funnel_overdispersion",
        {"numerator": [], "denominator": [], "data_type": "PR"},
        {"target": None, "z": []},
    ),
    ("funnel_overdispersion", {"numerator": [5, 0], "denominator": [5, 0]}, {"tau2": 0.0}),
    ("unit_shrinkage", {"x": [], "n": []}, {"mu": None, "blup": []}),
    ("unit_shrinkage", {"x": [0, 10], "n": [10, 10]}, {"yi": [-math.log(21), math.log(21)]}),
    ("relative_weights", {"rxx": [], "rxy": []}, {"r_squared": None, "raw": []}),
    (
        "relative_weights",
        {"predictors": ["a"], "outcome": "y", "data": {"a": [1, 1, 1], "y": [1, 2, 3]}},
        {"r_squared": None, "raw": [None]},
    ),
    (
        "relative_weights",
        {"predictors": ["a"], "outcome": "y", "data": {"a": [1, 2, None, 3], "y": [1, 2, 9, 3]}},
        {"r_squared": 1.0, "raw": [1.0]},
    ),
    ("priority_quadrants", {"performance": [], "importance": []}, {"importance_mean": None}),
    ("priority_quadrants", {"performance": [None], "importance": [0.5]}, {"quadrant": [None]}),
    ("pre_post", {"x": [], "n": [], "first_post_index_1based": 1}, {"difference": None}),
    ("pre_post", {"x": [1], "n": [2], "first_post_index_1based": 1}, {"pre": [0, 0]}),
]


@pytest.mark.parametrize(("family", "inputs", "expected"), EDGES)
def test_that_an_edge_has_a_defined_answer(family, inputs, expected):
    found = FAMILIES[family](**inputs)
    for key, value in expected.items():
        assert found[key] == pytest.approx(value) if _number(value) else found[key] == value


def _number(value: Any) -> bool:
    flat = value if isinstance(value, list) else [value]
    return all(isinstance(each, int | float) and not isinstance(each, bool) for each in flat)


def test_that_an_input_nobody_knows_is_not_ignored():
    with pytest.raises(TypeError):
        FAMILIES["p_chart"](x=[1], n=[2], smooth=True)
