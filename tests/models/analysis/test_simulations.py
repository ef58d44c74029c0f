"""What is said of invented units whose truth is known, in a short version."""

from __future__ import annotations

import pytest

from tests.benchmarks.simulations.scenario import Scenario, all_scenarios


@pytest.mark.parametrize("scenario", all_scenarios(), ids=lambda scenario: scenario.key)
def test_that_what_is_said_is_true_often_enough(scenario: Scenario) -> None:
    outcome = scenario.run(scenario.short, scenario.seed)
    assert outcome.meets, outcome.found
