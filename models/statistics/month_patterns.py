"""Patterns that make rows of months without any change: seasons, and months like their neighbors.

With two years of months both can be looked for beside one lasting step, which alone would look
like either.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST_MONTHS = 24
SEASON_LEVEL = 0.025
_ALIKE = ((24, 36, 48, 60), (0.53, 0.62, 0.71, 0.73))
"""By months: neighbor correlation beside a step, times the root of the months, above which one
in ten series of independent months lies. Simulated on 1500 series each."""
_ALIKE_IN_DOUBT = ((24, 36, 48, 60), (-0.12, 0.01, 0.10, 0.11))
"""The same for one in four series: where a rule calls a change, the doubt is named sooner."""
_STEP_EDGE = 3
YEAR = 12

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MonthPatterns:
    """What was found. `season`: a yearly wave, `high_month` (0-11) its top; `alike`: neighboring
    months resemble each other more than chance makes them."""

    season: bool = False
    high_month: int = 0
    alike: bool = False

    def __bool__(self) -> bool:
        return self.season or self.alike


def month_patterns(
    z: Sequence[float], months: Sequence[int], *, in_doubt: bool = False
) -> MonthPatterns:
    """Return the patterns in standard scores of months (month numbers), nothing below 24.

    `in_doubt` where a rule calls a change that such a pattern would explain.

    Season: F test of a yearly sine and cosine beside the best single step, at 2.5 %. Alike: first
    autocorrelation of what one step leaves, beyond nine of ten series of independent months, in
    doubt beyond three of four.
    Source: Bloomfield, Fourier Analysis of Time Series, chapter 2, for the harmonic test.

    >>> wave = [2 * math.sin(2 * math.pi * month / 12) for month in range(24)]
    >>> month_patterns([w + (0.3, -0.2, 0.1)[k % 3] for k, w in enumerate(wave)], range(24)).season
    True
    """
    scores, at = np.asarray(z, dtype=float), np.asarray(months)
    if len(scores) < FEWEST_MONTHS or float(scores.std()) == 0.0:
        return MonthPatterns()
    angle = 2 * math.pi * at / YEAR
    wave = np.column_stack([np.sin(angle), np.cos(angle)])
    plain, rest = _best_step(scores, None)
    waved, _rest = _best_step(scores, wave)
    freedom = len(scores) - 5
    f = (plain - waved) / 2 / max(waved / freedom, 1e-12)
    season = _f_tail(f, freedom) < SEASON_LEVEL
    correlation = float((rest[1:] * rest[:-1]).sum() / max(float((rest**2).sum()), 1e-12))
    table = _ALIKE_IN_DOUBT if in_doubt else _ALIKE
    alike = correlation * math.sqrt(len(scores)) > np.interp(len(scores), *table)
    return MonthPatterns(season, _top_month(scores, wave) if season else 0, bool(alike))


def _best_step(scores: Floats, wave: Floats | None) -> tuple[float, Floats]:
    """Return the least squares that one step leaves (beside a wave), and what it leaves."""
    length = len(scores)
    best, left = math.inf, scores
    for cut in range(_STEP_EDGE, length - _STEP_EDGE + 1):
        step = (np.arange(length) >= cut).astype(float)
        columns = [np.ones(length), step] + ([] if wave is None else list(wave.T))
        basis, _triangle = np.linalg.qr(np.column_stack(columns))
        rest = scores - basis @ (basis.T @ scores)
        squares = float(rest @ rest)
        if squares < best:
            best, left = squares, rest
    return best, left


def _top_month(scores: Floats, wave: Floats) -> int:
    """Return the month of the year, 0-11, in which the wave is highest."""
    columns = np.column_stack([np.ones(len(scores)), wave])
    _level, sine, cosine = np.linalg.lstsq(columns, scores, rcond=None)[0]
    return round(math.atan2(sine, cosine) / (2 * math.pi) * YEAR) % YEAR


def _f_tail(f: float, freedom: int) -> float:
    """Return the chance that F of 2 and `freedom` degrees reaches `f`: exact."""
    return float((1 + 2 * max(0.0, f) / freedom) ** (-freedom / 2))
