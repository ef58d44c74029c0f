"""Stars on published tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.stars import EIGHT_PARTS, SIX_PARTS, round_half_up, star_of, summary_star

CUTS = [87, 90, 92, 94]


@pytest.mark.parametrize(
    ("mean", "star"),
    [(0, 1), (86.49, 1), (86.5, 2), (89.5, 3), (91.4, 3), (92, 4), (93.5, 5), (100, 5)],
)
def test_that_a_mean_is_rounded_before_it_is_placed(mean, star):
    assert star_of(mean, CUTS) == star


@given(st.floats(0, 100), st.floats(0, 100))
def test_that_a_higher_mean_has_no_fewer_stars(one, other):
    low, high = sorted((one, other))
    assert star_of(low, CUTS) <= star_of(high, CUTS)


def _stars(*values: int) -> dict[str, int]:
    keys = ("nurses", "doctors", "medicines", "discharge", "cleanliness", "quietness")
    return dict(zip((*keys, "rating", "recommend"), values, strict=True))


@pytest.mark.parametrize(
    ("stars", "mean", "star"),
    [(_stars(3, 4, 3, 4, 3, 4, 4, 5), 22 / 6, 4), (_stars(3, 3, 4, 4, 3, 4, 3, 4), 3.5, 4)],
)
def test_that_the_summary_star_rounds_halves_up(stars, mean, star):
    found = summary_star(stars)
    assert found.mean == pytest.approx(mean)
    assert found.star == star


def test_that_a_missing_part_leaves_no_summary():
    stars = _stars(3, 3, 3, 3, 3, 3, 3, 3)
    assert summary_star(stars, EIGHT_PARTS) is None
    assert summary_star(stars | {"responsiveness": 3, "care_transition": 3}, EIGHT_PARTS).star == 3
    del stars["quietness"]
    assert summary_star(stars, SIX_PARTS) is None


def test_that_halves_are_rounded_up_not_to_even():
    assert [round_half_up(v) for v in (0.5, 1.5, 2.5)] == [1, 2, 3]


@pytest.mark.parametrize(
    "refused",
    [
        lambda: star_of(101, CUTS),
        lambda: star_of(50, [87, 90, 92]),
        lambda: star_of(50, [90, 87, 92, 94]),
        lambda: summary_star({"nurses": 6}),
    ],
)
def test_that_impossible_input_is_refused(refused):
    with pytest.raises(ValueError, match="between"):
        refused()
