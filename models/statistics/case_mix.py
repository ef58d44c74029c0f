"""Case mix and significance as AHRQ's CAHPS Analysis Program does it.

Units' scores on one item or on a composite, made comparable by adjusting for who answered,
tested against the mean of the units, with one to three stars. Source of every formula: AHRQ,
CAHPS Analysis Program 4.1, Instructions for Analyzing Data.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.statistics.case_mix_fit import Fit, Floats, Ints, Usable, fit_units, imputed
from models.statistics.case_mix_variance import smoothed


@dataclass(frozen=True, slots=True)
class CaseMixOptions:
    """The choices of the analysis; the defaults are the program's own.

    `impute`: a missing adjuster becomes its unit's mean. `k`: an item weighs min(n, k) in its
    unit; 1 weighs all answered items alike, None weighs by answers. `p_value`: below it a
    difference may earn or cost a star. `change`: the share (0-1) of the way to the nearer end
    of the scale, `mean_difference` the points, that a difference must reach besides.
    `smoothing`: prior surveys that draw a unit's variance to the common one. `small_sample`:
    variances times n / (n - 1). `slope_error`: the slopes' own error counts too, and degrees
    of freedom are those of the units' variances (Satterthwaite 1946, Biometrics 2:110); not in
    AHRQ's program, but needed where units differ much in an adjuster, such as the survey mode.
    """

    impute: bool = False
    k: float | None = 1
    p_value: float = 0.05
    change: float = 0.0
    mean_difference: float = 0.0
    smoothing: float = 0.0
    small_sample: bool = False
    slope_error: bool = False


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit. `difference` is adjusted minus the mean of units; `se` and `p` belong to it;
    1 star below, 3 above, 2 neither. The last four are None where no test is possible."""

    unit: int
    n: int
    unadjusted: float
    adjusted: float
    variance: float
    difference: float | None
    se: float | None
    p: float | None
    stars: int | None


@dataclass(frozen=True, slots=True)
class CaseMixResult:
    """All units, in the order of their codes.

    `overall` is the mean of units; `f` (with units - 1 and `df` degrees of freedom) asks whether
    the units differ at all, `p` is its chance, `reliability` 1 - 1 / F (below 0.70 is poor for
    comparing units). `slopes` per item, one per adjuster, within units. `dropped` are units with
    fewer than two usable records.
    """

    overall: float
    f: float | None
    df: int
    p: float | None
    slopes: tuple[tuple[float, ...], ...]
    units: tuple[UnitResult, ...]
    dropped: tuple[int, ...]

    @property
    def reliability(self) -> float | None:
        return 1 - 1 / self.f if self.f else None


def analyze_case_mix(
    items: Floats,
    units: Ints,
    adjusters: Floats | None = None,
    *,
    bounds: tuple[float, float] | None = None,
    weights: Floats | None = None,
    unit_weights: Mapping[int, float] | None = None,
    options: CaseMixOptions | None = None,
) -> CaseMixResult | None:
    """Return the units' unadjusted and adjusted scores with their tests.

    `items` is surveys x items, high = good, NaN for no answer; `units` a code per survey;
    `adjusters` surveys x adjusters, NaN for missing. `bounds` are the scale's ends, needed for
    `change`. `weights` weigh surveys, `unit_weights` units in the mean of units. A survey counts
    with at least one item and all adjusters. None when no unit has two. Raises ValueError for
    shapes that do not fit or a weight below 0.

    >>> y = np.array([[2.0], [3.0], [4.0], [3.0], [1.0], [1.0], [2.0], [1.0]])
    >>> found = analyze_case_mix(y, np.array([1, 1, 1, 1, 2, 2, 2, 2]))
    >>> found.overall, [unit.stars for unit in found.units]
    (2.125, [3, 1])
    """
    chosen = options or CaseMixOptions()
    extra = np.zeros((len(items), 0)) if adjusters is None else np.asarray(adjusters, dtype=float)
    if not len(items) == len(units) == len(extra):
        raise ValueError("every survey needs its unit, its items and its adjusters")
    survey_weights = np.ones(len(items)) if weights is None else np.asarray(weights, dtype=float)
    if len(survey_weights) != len(items) or (survey_weights < 0).any():
        raise ValueError("every survey has a weight, and none is negative")
    codes, place = np.unique(np.asarray(units), return_inverse=True)
    extra = imputed(extra, place, len(codes)) if chosen.impute else extra
    kept = np.isfinite(items).any(axis=1) & np.isfinite(extra).all(axis=1) & (survey_weights > 0)
    sizes = np.bincount(place[kept], minlength=len(codes))
    enough = sizes >= 2
    dropped = tuple(int(code) for code in codes[~enough])
    if not enough.any():
        return None
    kept &= enough[place]
    renumbered = np.cumsum(enough) - 1
    data = Usable(
        np.asarray(items, dtype=float)[kept],
        renumbered[place[kept]],
        extra[kept],
        survey_weights[kept],
        int(enough.sum()),
    )
    share = _unit_shares(codes[enough], unit_weights)
    return _result(data, codes[enough], share, dropped, bounds, chosen)


def _result(
    data: Usable,
    codes: Ints,
    share: Floats,
    dropped: tuple[int, ...],
    bounds: tuple[float, float] | None,
    chosen: CaseMixOptions,
) -> CaseMixResult:
    fit, sizes = fit_units(data, chosen.k, slope_errors=chosen.slope_error), data.sizes
    overall = float(share @ fit.plain)
    level = fit.level + (overall - float(share @ fit.level))
    df = len(data.items) - data.units - data.extra.shape[1]
    variance = fit.variance * sizes / (sizes - 1) if chosen.small_sample else fit.variance
    if chosen.smoothing:
        variance = smoothed(variance, sizes, chosen.smoothing)
    f, p = _units_differ(level, variance, df)
    threshold = _threshold(overall, bounds, chosen)
    results = []
    for u, code in enumerate(codes):
        shift = _slope_variance(u, fit, share) if chosen.slope_error else None
        freedom = _satterthwaite(u, variance, share, sizes) if chosen.slope_error else float(df)
        difference, se, chance = _against_mean(
            u, level, variance, share, overall, freedom, shift or 0.0
        )
        results.append(
            UnitResult(
                unit=int(code),
                n=int(sizes[u]),
                unadjusted=float(fit.plain[u]),
                adjusted=float(level[u]),
                variance=float(variance[u]),
                difference=difference,
                se=se,
                p=chance,
                stars=_stars(difference, chance, threshold, chosen.p_value),
            )
        )
    return CaseMixResult(overall, f, df, p, fit.slopes, tuple(results), dropped)


def _unit_shares(codes: Ints, given: Mapping[int, float] | None) -> Floats:
    shares = np.array([1.0 if given is None else given.get(int(c), 0.0) for c in codes])
    if (shares < 0).any() or shares.sum() <= 0:
        raise ValueError("units' weights are not negative, and at least one is above 0")
    return np.asarray(shares / shares.sum(), dtype=float)


def _units_differ(level: Floats, variance: Floats, df: int) -> tuple[float | None, float | None]:
    """Return F and its p; units whose answers are all the same have no variance to test with."""
    varied = variance > 0
    level, variance = level[varied], variance[varied]
    if len(level) < 2 or df < 1:
        return None, None
    from scipy.special import fdtrc

    weight = 1 / variance
    common = (weight * level).sum() / weight.sum()
    f = float((weight * (level - common) ** 2).sum() / (len(level) - 1))
    return f, float(fdtrc(len(level) - 1, df, f))


def _against_mean(
    u: int,
    level: Floats,
    variance: Floats,
    share: Floats,
    overall: float,
    df: float,
    shift: float,
) -> tuple[float | None, float | None, float | None]:
    if len(level) < 2:
        return None, None, None
    difference = float(level[u]) - overall
    square = float(variance[u] * (1 - 2 * share[u]) + (share**2 * variance).sum()) + shift
    if square <= 0 or df < 1:
        return difference, None, None
    from scipy.special import stdtr

    se = math.sqrt(square)
    return difference, se, float(2 * stdtr(df, -abs(difference / se)))


def _slope_variance(u: int, fit: Fit, share: Floats) -> float:
    """Return how much the slopes' error adds to the variance of a unit's difference."""
    reach = fit.reach[u] - share @ fit.reach
    return float(reach @ fit.slope_errors @ reach)


def _satterthwaite(u: int, variance: Floats, share: Floats, sizes: Ints) -> float:
    """Return the degrees of freedom of a unit's difference from the mean of units."""
    parts = share**2 * variance
    parts[u] = variance[u] * (1 - share[u]) ** 2
    squares = float((parts**2 / np.maximum(sizes - 1, 1)).sum())
    return float(parts.sum()) ** 2 / squares if squares > 0 else 0.0


def _threshold(overall: float, bounds: tuple[float, float] | None, chosen: CaseMixOptions) -> float:
    if chosen.change and bounds is None:
        raise ValueError("a change relative to the scale needs the scale's ends")
    relative = chosen.change * min(bounds[1] - overall, overall - bounds[0]) if bounds else 0.0
    return max(relative, chosen.mean_difference)


def _stars(difference: float | None, p: float | None, threshold: float, level: float) -> int | None:
    if difference is None or p is None:
        return None
    if p >= level or abs(difference) < threshold:
        return 2
    return 3 if difference > 0 else 1
