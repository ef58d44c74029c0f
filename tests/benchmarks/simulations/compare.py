"""Comparisons of units that are alike, and of units with a real gap."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from models.analysis.estimates import Difference, difference, measured, with_signals
from models.analysis.estimates.estimates import noticeable_difference
from tests.benchmarks.simulations.invented import Questionnaire

if TYPE_CHECKING:
    from tests.benchmarks.simulations.scenario import Scenario

FLOOR = 11
SIZES = (12, 15, 20, 30, 50)


@cache
def _hcahps() -> Questionnaire:
    return Questionnaire()


def _page(
    random: np.random.Generator, n: int, rest: int, shares: np.ndarray | None = None
) -> list[tuple[str, Difference, float | None]]:
    """Return a page's measures with their differences and noticeable gaps."""
    ask = _hcahps()
    mine, others = ask.surveys(random, n, shares), ask.surveys(random, rest)
    rows = []
    for question in ask.questions:
        a, b = ask.counts(question, *mine), ask.counts(question, *others)
        if a.n >= FLOOR and b.n >= FLOOR:
            rows.append((question.key, measured(a), measured(b)))
    found = with_signals([difference(a, b) for _key, a, b in rows])
    return [
        (key, d, noticeable_difference(a, b, len(rows)))
        for (key, a, b), d in zip(rows, found, strict=True)
    ]


def false_pages(repetitions: int, seed: int) -> float:
    """Return the share of pages of an average unit with any false verdict."""
    random = np.random.default_rng(seed)
    wrong = 0
    for k in range(repetitions):
        page = _page(random, SIZES[k % len(SIZES)], 600)
        wrong += any(d.signal in ("above", "below") for _key, d, _gap in page)
    return wrong / repetitions


def coverage(repetitions: int, seed: int) -> float:
    """Return how many composites' 95 % intervals hold the true share, at 11 to 30 surveys."""
    ask, random = _hcahps(), np.random.default_rng(seed)
    held = tried = 0
    for k in range(repetitions):
        surveys = ask.surveys(random, (11, 15, 20, 30)[k % 4])
        for question in ask.questions:
            counts = ask.counts(question, *surveys)
            if counts.is_item or counts.n < FLOOR or any(item.n == 0 for item in counts.items):
                continue
            truth = np.mean([ask.shares[ask.place[item.key]] for item in question.items])
            side = measured(counts)
            held += side.low <= truth <= side.high
            tried += 1
    return held / tried


def found_gaps(repetitions: int, seed: int) -> float:
    """Return how often a gap as large as the smallest noticeable one is found."""
    ask, random = _hcahps(), np.random.default_rng(seed)
    hits = tried = 0
    for k in range(repetitions):
        n = (20, 50, 80, 200)[k % 4]
        question = ask.questions[k % len(ask.questions)]
        claimed = {key: gap for key, _d, gap in _page(random, n, 600)}.get(question.key)
        places = [ask.place[item.key] for item in question.items]
        shares = ask.shares.copy()
        if claimed is None or (shares[places] - claimed <= 0.01).any():
            continue
        shares[places] -= claimed
        page = {key: d for key, d, _gap in _page(random, n, 600, shares)}
        if question.key in page:
            hits += page[question.key].signal == "below"
            tried += 1
    return hits / tried


def scenarios() -> list[Scenario]:
    """Return the rows on comparisons."""
    from tests.benchmarks.simulations.scenario import Outcome, Scenario, percents

    def pages(repetitions: int, seed: int) -> Outcome:
        share = false_pages(repetitions, seed)
        return Outcome(percents([share]), share <= 0.05)

    def intervals(repetitions: int, seed: int) -> Outcome:
        share = coverage(repetitions, seed)
        return Outcome(percents([share]), 0.94 <= share <= 0.97)

    def gaps(repetitions: int, seed: int) -> Outcome:
        share = found_gaps(repetitions, seed)
        return Outcome(percents([share]), 0.74 <= share <= 0.88)

    hcahps = "HCAHPS 2025, 11 measures, p .58-.86"
    return [
        Scenario(
            "compare-false-pages",
            "Compare: a page with any false verdict",
            f"{hcahps}, unit n 12-50, rest n 600, no difference",
            "8.45 %",
            "≤ 5 %",
            pages,
            6000,
            400,
            11,
        ),
        Scenario(
            "compare-intervals",
            "Compare: 95 % intervals of composites",
            f"{hcahps}, n 11-30",
            "84–94 %",
            "94–97 %",
            intervals,
            3000,
            500,
            12,
        ),
        Scenario(
            "compare-noticeable",
            "Compare: a gap of the size that would be noticed is found",
            f"{hcahps}, unit n 20-200, rest n 600",
            "not said",
            "about 80 %",
            gaps,
            4000,
            300,
            13,
        ),
    ]
