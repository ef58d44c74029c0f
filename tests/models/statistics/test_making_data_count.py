"""The Making Data Count rules at their edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.making_data_count import COMMON, making_data_count

CALM = [80.0, 81, 79, 80, 82, 80, 79, 81, 80, 79, 80, 81]
series = st.lists(st.integers(0, 12).map(float), max_size=30)


@given(series)
def test_that_the_other_direction_turns_better_into_worse(values):
    up = making_data_count(values, improvement="increase")
    down = making_data_count(values, improvement="decrease")
    swap = {
        "special_cause_improvement": "special_cause_concern",
        "special_cause_concern": "special_cause_improvement",
        "common_cause": "common_cause",
    }
    assert [p.cause for p in up.points] == [p.cause for p in down.points]
    assert [swap[p.kind] for p in up.points] == [p.kind for p in down.points]


@given(series)
def test_that_upside_down_mirrors_every_cause(values):
    words = [
        ("Above UCL", "Below LCL"),
        ("Above CL", "Below CL"),
        ("Increasing", "Decreasing"),
    ]
    there = making_data_count(values)
    turned = making_data_count([-v for v in values])
    for a, b in zip(there.points, turned.points, strict=True):
        mirrored = a.cause
        for one, other in words:
            if one in mirrored:
                mirrored = mirrored.replace(one, other)
            elif other in mirrored:
                mirrored = mirrored.replace(other, one)
        assert b.cause == mirrored


def test_that_two_of_three_close_to_a_limit_on_one_side_are_special():
    values = [*CALM, *CALM, 84.4, 81.0, 84.4]
    found = making_data_count(values)
    assert [p.cause for p in found.points[-3:]] == ["2 in 3 Above CL", COMMON, "2 in 3 Above CL"]


def test_that_two_close_points_on_opposite_sides_are_common():
    found = making_data_count([1.0, -1] * 7 + [5.5, -5.5])
    assert {p.cause for p in found.points} == {COMMON}
    assert [p.close for p in found.points[-2:]] == [True, True]


def test_that_a_repeated_value_breaks_a_trend():
    rising = [80.0, 79, 80, 79, 76, 77, 78, 79, 80, 81, 82, 79, 80]
    assert "7 Point Trend (Increasing)" in {p.cause for p in making_data_count(rising).points}
    tie = [80.0, 79, 80, 79, 76, 77, 78, 78, 79, 80, 81, 79, 80]
    assert "7 Point Trend (Increasing)" not in {p.cause for p in making_data_count(tie).points}


def test_that_the_turning_point_belongs_to_the_trend_that_follows():
    peak = [1.0, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    causes = [p.cause for p in making_data_count(peak, screen_outliers=False).points]
    assert causes[6] in ("7 Point Trend (Decreasing)", "Above UCL")
    assert "Increasing" in causes[3]


def test_that_rules_start_afresh_after_each_of_several_rebasings():
    steps = [70.0, 71, 70, 71, 70, 90, 91, 90, 91, 90, 50, 51, 50, 51, 50]
    found = making_data_count(steps, rebase_at=[6, 11])
    assert len({p.mean for p in found.points}) == 3
    assert {p.cause for p in found.points} == {COMMON}
    assert making_data_count(steps).variation == "special_cause_concern"


def test_that_assurance_is_told_from_the_last_stretch():
    steps = [70.0, 71, 70, 72, 70, 90, 91, 90, 92, 90]
    assert making_data_count(steps, rebase_at=6, target=80).assurance == "consistent_pass"
    assert (
        making_data_count(steps, rebase_at=6, target=80, improvement="decrease").assurance
        == "consistent_fail"
    )
    assert making_data_count(steps, rebase_at=6, target=80, improvement="neutral").assurance is None


@pytest.mark.parametrize("values", [[], [None, None]])
def test_that_no_values_give_no_verdict(values):
    found = making_data_count(values, target=80)
    assert found.variation is None
    assert found.assurance is None
    assert all(p.mean is None and p.cause is None for p in found.points)


@pytest.mark.parametrize("values", [[80.0], [80.0] * 9])
def test_that_no_spread_gives_a_mean_but_no_limits(values):
    found = making_data_count(values, target=75)
    assert found.points[0].mean == 80.0
    assert found.points[0].upper is None
    assert found.points[0].outside is None
    assert found.variation == "common_cause"
    assert found.assurance is None


def test_that_a_missing_point_has_limits_but_no_verdict():
    found = making_data_count([*CALM, None, 81.0])
    assert found.points[12].upper is not None
    assert found.points[12].kind is None
    assert found.variation == "common_cause"


def test_that_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="sideways"):
        making_data_count(CALM, improvement="sideways")


def test_that_these_rules_alarm_about_one_stable_chart_in_five():
    random = np.random.default_rng(20268)
    charts = [making_data_count(list(row)) for row in random.normal(size=(2500, 24))]
    alarms = np.mean([any(p.cause != COMMON for p in chart.points) for chart in charts])
    assert 0.13 <= alarms <= 0.25


def test_that_shorter_rows_are_special_where_they_are_chosen():
    values = [80.0, 82, 79, 81, 80.5, 79.5, 81.5, 78.5, 83, 83.1, 82.8, 83.2, 82.9, 83.1]
    by_seven = {p.cause for p in making_data_count(values).points}
    by_six = {p.cause for p in making_data_count(values, shift=6, rise=6).points}
    assert "7 Points Above CL" not in by_seven
    assert "6 Points Above CL" in by_six


def test_that_a_row_of_two_is_no_rule():
    with pytest.raises(ValueError, match="three"):
        making_data_count(CALM, shift=2)
