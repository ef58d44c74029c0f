"""Adjusted means of units that are alike but asked their patients in different ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.statistics.case_mix import CaseMixOptions, analyze_case_mix

if TYPE_CHECKING:
    from tests.benchmarks.simulations.scenario import Scenario

UNITS, EFFECT = 12, 0.4
OPTIONS = CaseMixOptions(impute=True, small_sample=True, slope_error=True)
"""What `case_mix` chooses where the mode is adjusted for."""


def false_stars(repetitions: int, seed: int, *, by_mode: bool = True) -> float:
    """Return the share of units with one or three stars though none differs."""
    random = np.random.default_rng(seed)
    wrong = 0
    for k in range(repetitions):
        sizes = random.integers(*((15, 30), (30, 70))[k % 2], size=UNITS)
        unit = np.repeat(np.arange(UNITS), sizes)
        usual = np.where(unit < UNITS // 2, 0.8, 0.2)
        phone = (random.random(len(unit)) < usual).astype(float)
        health = random.integers(1, 6, size=len(unit)).astype(float)
        level = random.standard_normal(len(unit)) + EFFECT * phone - 0.15 * health
        score = np.clip(np.round(8.6 + 1.6 * level), 0, 10)[:, None]
        extra = np.column_stack([health, phone]) if by_mode else health[:, None]
        found = analyze_case_mix(score, unit, extra, options=OPTIONS)
        wrong += sum(each.stars != 2 for each in found.units)
    return wrong / (repetitions * UNITS)


def scenarios() -> list[Scenario]:
    """Return the rows on case mix."""
    from tests.benchmarks.simulations.scenario import Outcome, Scenario, percents

    def stars(repetitions: int, seed: int) -> Outcome:
        share = false_stars(repetitions, seed)
        return Outcome(percents([share]), share <= 0.06)

    return [
        Scenario(
            "case-mix-mode",
            "Case mix with a mode difference: false stars",
            f"{UNITS} units, n 15-70, mode effect {EFFECT} SD, adjusted for mode and health",
            "9.1 %; 6.3 % with mode",
            "5 %",
            stars,
            2000,
            150,
            41,
        )
    ]
