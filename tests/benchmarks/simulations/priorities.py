"""Importance of measures for the rating, where it is known and where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.statistics.drivers import adjusted_weights, relative_weights_of, unrelated_p

if TYPE_CHECKING:
    from tests.benchmarks.simulations.scenario import Scenario

N, MEASURES, TRUE_R_SQUARED = 110, 8, 0.38


def _scores(random: np.random.Generator, r_squared: float) -> np.ndarray:
    x = np.sqrt(0.35) * random.standard_normal((N, 1)) + np.sqrt(0.65) * random.standard_normal(
        (N, MEASURES)
    )
    slopes = np.array([4, 3, 2, 2, 1, 1, 0, 0], dtype=float)
    among = np.full((MEASURES, MEASURES), 0.35) + 0.65 * np.eye(MEASURES)
    signal = x @ slopes / np.sqrt(slopes @ among @ slopes)
    noise = np.sqrt(1 - r_squared) * random.standard_normal(N)
    return np.column_stack([x, np.sqrt(r_squared) * signal + noise])


def mean_r_squared(repetitions: int, seed: int) -> float:
    """Return the adjusted R squared on average, where the true one is .38."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(repetitions):
        table = _scores(random, TRUE_R_SQUARED)
        weights = relative_weights_of(table[:, :-1], table[:, -1])
        found.append(adjusted_weights(weights, N).r_squared)
    return float(np.mean(found))


def called_related(repetitions: int, seed: int, r_squared: float) -> float:
    """Return how often measures are ranked."""
    random = np.random.default_rng(seed)
    chances = [unrelated_p(_scores(random, r_squared), repeats=199) for _ in range(repetitions)]
    return float(np.mean([chance is not None and chance < 0.05 for chance in chances]))


def scenarios() -> list[Scenario]:
    """Return the rows on priorities."""
    from tests.benchmarks.simulations.scenario import Outcome, Scenario, percents

    def explained(repetitions: int, seed: int) -> Outcome:
        found = mean_r_squared(repetitions, seed)
        return Outcome(f"{found:.3f}", abs(found - TRUE_R_SQUARED) <= 0.02)

    def ranked(repetitions: int, seed: int) -> Outcome:
        none = called_related(repetitions, seed, 0.0)
        real = called_related(repetitions, seed, 0.15)
        return Outcome(percents([none, real]), none <= 0.075 and real >= 0.7)

    return [
        Scenario(
            "priorities-r-squared",
            "Priorities: R² for a true .38",
            f"n {N}, {MEASURES} measures",
            ".45",
            ".38 ± .02",
            explained,
            2000,
            250,
            31,
        ),
        Scenario(
            "priorities-silence",
            "Priorities: measures ranked, where nothing / R² .15 goes with the rating",
            f"n {N}, {MEASURES} measures",
            "always ranked; 39 of 48 with a “fix first”",
            "5 % / most",
            ranked,
            1000,
            100,
            32,
        ),
    ]
