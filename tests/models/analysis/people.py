"""Invent respondents, and compute from their answers one by one what a comparison must say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from models.survey import NOT_APPLICABLE, Box, Instrument, Period, Unit, parse_month
from models.survey.catalog import built_in_instruments
from tests.models.analysis.build import Survey

INSTRUMENTS: Mapping[str, Instrument] = {i.key: i for i in built_in_instruments()}
HCAHPS_2019 = INSTRUMENTS["hcahps-2019"]
HCAHPS_2025 = INSTRUMENTS["hcahps-2025"]
NHS = INSTRUMENTS["nhs-fft"]


def months(first: str, last: str) -> Period:
    return Period(parse_month(first), parse_month(last))


def invent(
    instrument: Instrument,
    unit: Unit,
    period: Period,
    per_month: int,
    *,
    level: float = 0.7,
    lower: Mapping[str, float] | None = None,
    modes: Mapping[str, float] | None = None,
    seed: int = 1,
) -> list[Survey]:
    """Return invented surveys: one patient's answers go together, some are missing or skipped.

    `level` is about the share of best answers, `lower` takes from it for some items.
    """
    random = np.random.default_rng(seed)
    mixed = modes or {"mail": 1.0}
    found = []
    for month in range(period.first or 0, (period.last or 0) + 1):
        for _ in range(per_month):
            mood = random.normal(0, 0.2)
            answers = {}
            for item in instrument.items:
                if item.about_patient:
                    continue
                fate = random.random()
                share = level + mood - (lower or {}).get(item.key, 0.0)
                best = sorted(item.scale.top_values)
                rest = [a.value for a in item.scale.answers if a.value not in best]
                if fate < 0.1:
                    answers[item.key] = NOT_APPLICABLE
                elif fate > 0.15:
                    chosen = best if random.random() < share else rest
                    answers[item.key] = int(random.choice(chosen))
            mode = str(random.choice(list(mixed), p=list(mixed.values())))
            found.append(Survey(unit, month, answers, mode))
    return found


@dataclass(frozen=True)
class Direct:
    """One side of a measure computed from single answers."""

    n: int
    top: float
    low: float
    high: float
    middle: float
    bottom: float
    mean: float
    variance: float
    x: int
    answers: pd.DataFrame


def direct(
    surveys: Iterable[tuple[Instrument, Survey]], units: set[int], period: Period, keys: list[str]
) -> Direct:
    """Compute a measure over the items `keys` from every survey of some units and months."""
    rows = [
        {
            (key, what): worth
            for key in keys
            if survey.answers.get(key, NOT_APPLICABLE) < NOT_APPLICABLE
            for what, worth in _worths(instrument, key, survey.answers[key]).items()
        }
        for instrument, survey in surveys
        if survey.unit.id in units
        and period.contains(survey.month)
        and all(key in instrument.position for key in keys)
    ]
    columns = pd.MultiIndex.from_product([keys, ["top", "middle", "bottom", "mean"]])
    frame = pd.DataFrame(rows, columns=columns, dtype=float)
    top = frame.xs("top", axis=1, level=1)[keys]
    counts, shares = top.count(), top.mean()
    used = counts[counts > 0].index
    deviation = ((top[used] - shares[used]) / counts[used]).fillna(0).sum(axis=1) / len(used)
    share, variance = float(shares[used].mean()), float((deviation**2).sum())
    n = int(top.notna().any(axis=1).sum())
    if len(keys) == 1:
        interval = stats.binomtest(int(top.sum().iloc[0]), n).proportion_ci(method="wilson")
        low, high = float(interval.low), float(interval.high)
    else:
        low, high = _composite_limits(top[used], counts[used], share, variance)
    means = {
        what: frame.xs(what, axis=1, level=1)[used].mean().mean() for what in columns.levels[1]
    }
    return Direct(
        n,
        share,
        low,
        high,
        float(means["middle"]),
        float(means["bottom"]),
        float(means["mean"]),
        variance,
        int(top.sum().iloc[0]),
        top,
    )


def _composite_limits(
    top: pd.DataFrame, counts: pd.Series, share: float, variance: float
) -> tuple[float, float]:
    """Compute Wilson's interval on the effective answers, survey by survey."""
    together = float(((top.notna() / counts).sum(axis=1) ** 2).sum())
    separate = float((1 / counts).sum())
    fewest = len(counts) ** 2 / together
    seen = variance * fewest / (share * (1 - share)) if variance > 1e-12 else 1.0
    expected = (1 + separate / together) / 2
    n = fewest * (fewest + 7) / (seen * fewest + expected * 7)
    z = stats.norm.ppf(0.975)
    middle, below = 2 * n * share + z * z, 2 * (n + z * z)
    spread = z * (z * z + 4 * n * share * (1 - share)) ** 0.5
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def direct_p(unit: Direct, other: Direct, *, composite: bool) -> float:
    """Compute the p of a difference with scipy."""
    if composite:
        whole = pd.concat([unit.answers, other.answers])
        alike = whole - whole.mean()
        n = [side.answers.count() for side in (unit, other)]
        both = alike.notna().astype(int)
        covariance = alike.fillna(0).T @ alike.fillna(0) / (both.T @ both)
        variance = 0.0
        for side, answered in zip((unit, other), n, strict=True):
            there = side.answers.notna().astype(int)
            used = answered[answered > 0].index
            weights = (there.T @ there).loc[used, used] / np.outer(answered[used], answered[used])
            own = float((weights * covariance.loc[used, used]).to_numpy().sum()) / len(used) ** 2
            variance += own * side.n / (side.n - 1)
        z = (unit.top - other.top) / variance**0.5
        return float(2 * stats.norm.sf(abs(z)))
    table = [[unit.x, unit.n - unit.x], [other.x, other.n - other.x]]
    chi_square = stats.chi2_contingency(table, correction=False)
    if chi_square.expected_freq.min() < 1:
        return float(stats.fisher_exact(table).pvalue)
    total = unit.n + other.n
    return float(stats.chi2.sf(chi_square.statistic * (total - 1) / total, 1))


def direct_limits(unit: Direct, other: Direct) -> tuple[float, float]:
    """Compute the 95% interval of unit minus other."""
    gap = unit.top - other.top
    down = np.hypot(unit.top - unit.low, other.high - other.top)
    up = np.hypot(unit.high - unit.top, other.top - other.low)
    return float(gap - down), float(gap + up)


def _worths(instrument: Instrument, key: str, value: int) -> dict[str, float]:
    answer = instrument.item(key).scale.by_value[value]
    return {
        "top": float(answer.box is Box.TOP),
        "middle": float(answer.box is Box.MIDDLE),
        "bottom": float(answer.box is Box.BOTTOM),
        "mean": float("nan") if answer.linear is None else answer.linear,
    }
