"""Chance or change? What a line over time says of units that are steady, collapse or shift."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from models.analysis.trend import (
    DRIFT,
    NOT_LASTING,
    ODD_MONTH,
    SHIFT,
    STEADY,
    WATCHED,
    Trend,
    trend,
)
from models.store.database.database import Database
from models.store.tallies.baselines import BaselineChange, BaselineKind, decide_baseline
from models.survey import Unit
from tests.benchmarks.simulations.evidence import draw
from tests.benchmarks.simulations.scenario import Outcome, Scenario, percents
from tests.benchmarks.simulations.store import MEASURE, add_hospitals, simulated_store
from tests.models.analysis.time_series import FIRST
from ui.text.trend import trend_verdict

TODAY = date(2030, 1, 1)
LONG = 200
Shares = NDArray[np.float64]
CALM = frozenset({STEADY, "all_equal", "few_points", "on_the_line"})


def scenarios() -> list[Scenario]:
    """Return the rows about measures over time."""
    return [
        Scenario(
            "trend-collapse",
            "Trend: one collapsed month is told",
            "12 months, n = 60, p = .90, one month .50",
            "4 of 60",
            "≥ 99 %",
            collapse,
            400,
            30,
            1301,
        ),
        *[
            Scenario(
                f"trend-fall-{baseline}",
                "Trend: a lasting fall after a frozen baseline, told after 6 / 12 months",
                f"n = 30 a month, p .80 → .70, {baseline} months frozen",
                "13 / 56 %",
                "≥ 50 / 80 %",
                lambda repetitions, seed, baseline=baseline: lasting_fall(
                    repetitions, seed, baseline
                ),
                2000,
                40,
                1302 + baseline,
            )
            for baseline in (12, 24)
        ],
        *[
            Scenario(
                f"trend-watch-{n}-{share:.2f}".replace(".", ""),
                "Trend: false alarms within a year after a frozen baseline, against those stated",
                f"n = {n} a month, p = {share:.2f}, 12 months frozen",
                "not stated",
                "≤ 5 %, stated within 1 point",
                lambda repetitions, seed, n=n, share=share: frozen_alarms(
                    repetitions, seed, n, share
                ),
                1500,
                60,
                seed,
            )
            for n, share, seed in ((30, 0.80, 1330), (15, 0.90, 1331))
        ],
        *[
            Scenario(
                f"trend-claim-{key}",
                f"Trend: stated false alarms, {what}",
                f"n = {n} a month, p = {share:.2f}, {months} months",
                old,
                "stated within 1 point",
                lambda repetitions, seed, n=n, share=share, months=months, of=of: claimed_alarms(
                    repetitions, seed, n, share, months, of
                ),
                2500,
                60,
                seed,
            )
            for key, what, n, share, months, of, old, seed in (
                ("ties", "run chart with ties", 15, 0.90, 24, "top_box", "2 % said, 8.8 %", 1340),
                ("run", "run chart", 30, 0.70, 24, "top_box", "2 % said, 4 %", 1341),
                ("p", "p-chart", 120, 0.70, 24, "top_box", "9 % said, 2.6–2.8 %", 1342),
                ("means", "mean scores", 12, 0.70, 24, "mean", "19 % said, 37 %", 1343),
            )
        ],
        Scenario(
            "trend-season",
            "Trend: a season of ±5 points taken for a change, not named",
            "n = 60 a month, p = .80, 24 months",
            "25–30 % against 9 % said",
            "≤ 9 % without naming it",
            lambda repetitions, seed: patterned(repetitions, seed, seasonal),
            400,
            40,
            1350,
        ),
        Scenario(
            "trend-autocorrelation",
            "Trend: AR(1) 0.5 taken for a change, not named",
            "n = 60 a month, p = .80, monthly spread 5 points, 24 months",
            "25–30 % against 9 % said",
            "≤ 9 % without naming it",
            lambda repetitions, seed: patterned(repetitions, seed, autocorrelated),
            400,
            40,
            1351,
        ),
        Scenario(
            "trend-dispersion",
            "Trend: “months vary more than chance” said of steady units",
            "n = 120 a month, p = .70, 24 months",
            "13.6 %",
            "≤ 5 %",
            dispersion,
            800,
            40,
            1352,
        ),
        Scenario(
            "trend-power",
            "Trend: a real change of 15 points after a frozen baseline, told within a year",
            "n = 17 a month, p .70 → .85, 15 months frozen",
            "not counted",
            "≥ 80 %",
            real_change,
            400,
            40,
            1353,
        ),
        *[
            Scenario(
                f"trend-noticeable-{n}-{frozen or 0}",
                "Trend: a lasting change of the size that would be noticed is told",
                f"n = {n} a month, p = .80, 24 months, from month 13 on"
                + (f", {frozen} months frozen" if frozen else ""),
                "not said",
                "70–90 %",
                lambda repetitions, seed, n=n, frozen=frozen: noticeable_change(
                    repetitions, seed, n, frozen
                ),
                400,
                40,
                seed,
            )
            for n, frozen, seed in (
                (15, None, 1360),
                (30, None, 1361),
                (60, None, 1362),
                (30, 12, 1363),
            )
        ],
    ]


def looked(db: Database, unit: Unit, **options: str) -> Trend:
    return trend(db, unit, MEASURE, today=TODAY, **options)


def trends_of(
    repetitions: int,
    top: NDArray[np.int64],
    answers: NDArray[np.int64],
    *,
    frozen: int | None = None,
    of: str = "top_box",
) -> list[Trend]:
    """Ask about each row of months, one unit each; the first `frozen` months make the line."""
    with simulated_store() as db:
        units = add_hospitals(db, top[:, None, :], answers[:, None, :])
        if frozen is not None:
            change = BaselineChange(BaselineKind.FREEZE, FIRST + frozen - 1, "action", TODAY)
            with db.write() as c:
                for (unit,) in units:
                    decide_baseline(c, unit.id, MEASURE, change)
        return [looked(db, unit, of=of) for (unit,) in units[:repetitions]]


def collapse(repetitions: int, seed: int) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.full((repetitions, 12), 0.9)
    at = random.integers(1, 12, repetitions)
    shares[np.arange(repetitions), at] = 0.5
    top, answers = draw(random, 60, shares)
    told = 0
    for found, month in zip(trends_of(repetitions, top, answers), at, strict=True):
        name = found.points[month].period
        odd = {s.first for s in found.signals if s.rule == "outside_limits"}
        told += name in odd and ("lower" in trend_verdict(found).lower())
    return Outcome(f"{told} of {repetitions}", told >= 0.99 * repetitions)


def lasting_fall(repetitions: int, seed: int, baseline: int) -> Outcome:
    random = np.random.default_rng(seed)
    told = []
    for months in (6, 12):
        shares = np.full((repetitions, baseline + months), 0.8)
        shares[:, baseline:] = 0.7
        found = trends_of(repetitions, *draw(random, 30, shares), frozen=baseline)
        told.append(np.mean([says_lower(each) for each in found]))
    chance = 0.0 if repetitions >= LONG else 1 / repetitions**0.5
    meets = told[0] >= 0.5 - chance and told[1] >= 0.8 - chance
    return Outcome(percents(told), bool(meets))


def frozen_alarms(repetitions: int, seed: int, n: int, share: float) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.full((repetitions, 24), share)
    found = trends_of(repetitions, *draw(random, n, shares), frozen=12)
    after = [[s for s in each.signals if s.last >= "2025-01"] for each in found]
    wrong = float(np.mean([bool(signals) for signals in after]))
    said = float(np.mean([each.false_alarms or 0 for each in found]))
    chance = 0.006 if repetitions >= LONG else 1.5 / repetitions**0.5
    meets = wrong <= 0.05 + chance and abs(wrong - said) <= 0.01 + chance
    return Outcome(f"{percents([wrong])}, stated {percents([said])}", bool(meets))


def claimed_alarms(
    repetitions: int, seed: int, n: int, share: float, months: int, of: str
) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.full((repetitions, months), share)
    found = trends_of(repetitions, *draw(random, n, shares), of=of)
    wrong = float(np.mean([bool(each.signals) for each in found]))
    said = float(np.mean([each.false_alarms or 0 for each in found]))
    chance = 0.006 if repetitions >= LONG else 2 / repetitions**0.5
    words = f"{percents([wrong])}, stated {percents([said])}"
    return Outcome(words, abs(wrong - said) <= 0.01 + chance)


def patterned(
    repetitions: int, seed: int, shape: Callable[[np.random.Generator, int], Shares]
) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.clip(0.8 + shape(random, repetitions), 0.02, 0.98)
    found = trends_of(repetitions, *draw(random, 60, shares))
    changed = [each.finding.kind not in CALM | {NOT_LASTING, ODD_MONTH} for each in found]
    odd = [each.finding.kind == ODD_MONTH for each in found]
    named = [names_a_pattern(each) for each in found]
    unnamed = [(c or o) and not n for c, o, n in zip(changed, odd, named, strict=True)]
    words = (
        f"{percents([np.mean(unnamed)])} unnamed ({percents([np.mean(changed)])} changed, "
        f"named in {percents([np.mean(named)])})"
    )
    chance = 0.0 if repetitions >= LONG else 0.6 / repetitions**0.5
    return Outcome(words, float(np.mean(unnamed)) <= 0.09 + chance)


def seasonal(random: np.random.Generator, repetitions: int) -> Shares:
    start = random.integers(0, 12, (repetitions, 1))
    return np.asarray(0.05 * np.sin(2 * np.pi * (np.arange(24)[None, :] + start) / 12))


def autocorrelated(random: np.random.Generator, repetitions: int) -> Shares:
    found = np.empty((repetitions, 24))
    found[:, 0] = random.normal(size=repetitions)
    for month in range(1, 24):
        noise = random.normal(size=repetitions)
        found[:, month] = 0.5 * found[:, month - 1] + 0.75**0.5 * noise
    return 0.05 * found


def dispersion(repetitions: int, seed: int) -> Outcome:
    random = np.random.default_rng(seed)
    found = trends_of(repetitions, *draw(random, 120, np.full((repetitions, 24), 0.7)))
    said = float(np.mean(["vary more than chance" in trend_verdict(each) for each in found]))
    return Outcome(percents([said]), said <= 0.05)


def real_change(repetitions: int, seed: int) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.full((repetitions, 27), 0.7)
    shares[:, 15:] = 0.85
    found = trends_of(repetitions, *draw(random, 17, shares), frozen=15)
    told = float(np.mean([each.variation == "better" for each in found]))
    return Outcome(percents([told]), told >= 0.8)


def noticeable_change(repetitions: int, seed: int, n: int, frozen: int | None) -> Outcome:
    """Ask steady units what they'd notice, and units that fell by that much what is told."""
    random = np.random.default_rng(seed)
    steady = np.full((40, 24), 0.8)
    asked = trends_of(40, *draw(random, n, steady), frozen=frozen)
    size = float(np.median([each.noticeable for each in asked if each.noticeable is not None]))
    shares = np.full((repetitions, 24), 0.8)
    shares[:, 12:] -= size
    found = trends_of(repetitions, *draw(random, n, shares), frozen=frozen)
    told = float(np.mean([tells_a_fall(each) for each in found]))
    chance = 0.0 if repetitions >= LONG else 0.5 / repetitions**0.5
    words = f"{percents([told])} of changes by {100 * size:.0f} points"
    return Outcome(words, 0.7 - chance <= told <= 0.9 + chance)


def says_lower(found: Trend) -> bool:
    return trend_verdict(found).startswith("Lower since")


def tells_a_fall(found: Trend) -> bool:
    return found.finding.kind in (SHIFT, DRIFT, WATCHED) and found.finding.side == "below"


def names_a_pattern(found: Trend) -> bool:
    words = trend_verdict(found)
    return any(
        part in words
        for part in ("with the seasons", "much like the one before", "vary more than chance")
    )
