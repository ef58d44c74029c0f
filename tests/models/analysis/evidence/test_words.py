"""The words of a verdict."""

from __future__ import annotations

import pytest

from models.analysis.evidence.words import _beyond_rest
from models.statistics.proportions import DifferenceInterval


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (0.01, ", 1 point more than the rest changed"),
        (-0.01, ", 1 point less than the rest changed"),
        (0.03, ", 3 points more than the rest changed"),
        (0.001, ", the same change as the rest"),
    ],
)
def test_that_a_single_point_is_no_points(estimate: float, words: str) -> None:
    assert _beyond_rest(DifferenceInterval(estimate, -0.1, 0.1)) == words
