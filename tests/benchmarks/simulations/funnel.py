"""All units on one measure: units alike, and units that really differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.statistics.funnel import mid_p_chance, mid_p_limits
from models.statistics.hierarchical import unit_posterior
from models.statistics.multiplicity import benjamini_hochberg

if TYPE_CHECKING:
    from tests.benchmarks.simulations.scenario import Scenario


def false_names(repetitions: int, seed: int, units: int = 30) -> tuple[float, float]:
    """Return the shares of units, and of funnels with a unit, named though none differs."""
    random = np.random.default_rng(seed)
    named = funnels = 0
    for _ in range(repetitions):
        n = random.integers(11, 31, size=units)
        x = random.binomial(n, 0.85)
        target = float(x.sum() / n.sum())
        limits = [mid_p_limits(target, int(k)) for k in n]
        q = benjamini_hochberg(
            [mid_p_chance(float(a / k), target, int(k)) for a, k in zip(x, n, strict=True)]
        )
        out = [
            (a / k < lim.low998 or a / k > lim.high998) and chance <= 0.05
            for a, k, lim, chance in zip(x, n, limits, q, strict=True)
        ]
        named += sum(out)
        funnels += any(out)
    return named / (repetitions * units), funnels / repetitions


def estimates_hold(repetitions: int, seed: int) -> tuple[float, float, float]:
    """Return how often intervals hold true shares and spans true ranks, and the spans' width."""
    random = np.random.default_rng(seed)
    held = ranked = width = 0
    for _ in range(repetitions):
        truth = np.clip(random.normal(0.8, 0.05, size=12), 0.4, 0.97)
        n = random.integers(15, 80, size=12)
        found = unit_posterior(random.binomial(n, truth).tolist(), n.tolist())
        place = np.empty(12, dtype=int)
        place[np.argsort(-truth)] = np.arange(1, 13)
        rows = zip(found.intervals(), found.rank_spans(), truth, place, strict=True)
        for (low, high), (best, worst), share, rank in rows:
            held += low <= share <= high
            ranked += best <= rank <= worst
            width += worst - best + 1
    tried = 12 * repetitions
    return held / tried, ranked / tried, width / tried


def scenarios() -> list[Scenario]:
    """Return the rows on all units."""
    from tests.benchmarks.simulations.scenario import Outcome, Scenario, percents

    def names(repetitions: int, seed: int) -> Outcome:
        units, funnels = false_names(repetitions, seed)
        return Outcome(percents([units, funnels]), units <= 0.003 and funnels <= 0.03)

    def intervals(repetitions: int, seed: int) -> Outcome:
        held, ranked, width = estimates_hold(repetitions, seed)
        words = f"{percents([held, ranked])}, spans of {width:.1f} of 12"
        return Outcome(words, 0.93 <= held <= 0.965 and ranked >= 0.95 and width < 12)

    return [
        Scenario(
            "funnel-false-names",
            "Funnel: units named, funnels that name somebody; no difference",
            "30 units, n 11-30, p .85",
            "5.1 / 79 %",
            "≤ 0.3 / ≤ 3 %",
            names,
            4000,
            300,
            21,
        ),
        Scenario(
            "funnel-estimates",
            "Funnel: best estimates' intervals hold, rank spans hold",
            "12 units, n 15-79, p .80, SD 5 points",
            "83–86 %; spans always the whole list",
            "93–96 %; narrower spans",
            intervals,
            2000,
            600,
            22,
        ),
    ]
