"""Units' unadjusted and adjusted composites, with the variance of each.

The arithmetic of `models.statistics.case_mix`: slopes within units, items put together by the
centered method. Source: AHRQ, CAHPS Analysis Program 4.1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.statistics.case_mix_variance import unit_variances

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Usable:
    """Surveys that count: items (NaN for no answer), unit numbers from 0, adjusters without
    gaps, weights, and the number of units."""

    items: Floats
    place: Ints
    extra: Floats
    weights: Floats
    units: int

    @property
    def sizes(self) -> Ints:
        """Surveys per unit."""
        return np.asarray(np.bincount(self.place, minlength=self.units), dtype=np.int64)

    def sums(self, values: Floats, rows: NDArray[np.bool_]) -> Floats:
        """Return weighted sums of values per unit over the rows chosen."""
        weighted = values * self.weights[rows]
        return np.asarray(
            np.bincount(self.place[rows], weights=weighted, minlength=self.units), dtype=float
        )


@dataclass(frozen=True)
class Fit:
    """Per unit the composite before and after adjustment and its variance; slopes per item.

    `reach` is units x (items x adjusters): how far an error in each slope moves the unit's
    adjusted composite; `slope_errors` are the slopes' covariances.
    """

    plain: Floats
    level: Floats
    variance: Floats
    slopes: tuple[tuple[float, ...], ...]
    reach: Floats
    slope_errors: Floats


def fit_units(data: Usable, k: float | None, *, slope_errors: bool = False) -> Fit:
    """Return units' composites; the adjusted ones are not yet at the unadjusted ones' level.

    The slopes' covariances are 0 unless asked for.

    >>> y = np.array([[1.0], [3.0], [2.0], [2.0]])
    >>> data = Usable(y, np.array([0, 0, 1, 1]), np.zeros((4, 0)), np.ones(4), 2)
    >>> found = fit_units(data, 1)
    >>> found.plain.tolist(), found.variance.tolist()
    ([2.0, 2.0], [0.5, 0.0])
    """
    count = data.items.shape[1]
    answers = np.zeros((data.units, count))
    means, adjusted = np.full((2, data.units, count), np.nan)
    extras = data.extra.shape[1]
    middles = np.zeros((data.units, count, extras))
    moved = np.zeros((len(data.items) if slope_errors else 0, count * extras))
    slopes, residuals = [], []
    for i in range(count):
        rows = np.isfinite(data.items[:, i])
        place, y, x = data.place[rows], data.items[rows, i], data.extra[rows]
        answers[:, i] = np.bincount(place, minlength=data.units)
        weight = data.sums(np.ones(len(y)), rows)
        means[:, i], middle = _unit_means(data, y, x, rows, weight)
        slope = _within_slopes(y - means[place, i], x - middle[place], data.weights[rows])
        adjusted[:, i] = means[:, i] - middle @ slope
        slopes.append(tuple(float(each) for each in slope))
        residual = (y - x @ slope - adjusted[place, i]) * data.weights[rows]
        residuals.append((rows, residual / weight[place]))
        middles[:, i] = middle
        if slope_errors:
            apart, at = x - middle[place], slice(i * extras, (i + 1) * extras)
            moved[rows, at] = (apart * residual[:, None]) @ _inverse(apart, data.weights[rows])
    weight_of = item_weights(answers, k)
    return Fit(
        _composite(means, weight_of),
        _composite(adjusted, weight_of),
        unit_variances(residuals, data.place, weight_of, data.units),
        tuple(slopes),
        (weight_of[:, :, None] * middles).reshape(data.units, -1),
        moved.T @ moved,
    )


def imputed(extra: Floats, place: Ints, units: int) -> Floats:
    """Return adjusters with a missing one replaced by the mean of its unit's surveys.

    A unit where nobody has it keeps NaN.

    >>> imputed(np.array([[1.0], [np.nan], [np.nan]]), np.array([0, 0, 1]), 2).tolist()
    [[1.0], [1.0], [nan]]
    """
    filled = extra.copy()
    for column in range(extra.shape[1]):
        there = np.isfinite(extra[:, column])
        total = np.bincount(place[there], weights=extra[there, column], minlength=units)
        number = np.bincount(place[there], minlength=units)
        mean = np.full(units, np.nan)
        np.divide(total, number, out=mean, where=number > 0)
        filled[~there, column] = mean[place[~there]]
    return filled


def _unit_means(
    data: Usable, y: Floats, x: Floats, rows: NDArray[np.bool_], weight: Floats
) -> tuple[Floats, Floats]:
    mean = np.full(data.units, np.nan)
    np.divide(data.sums(y, rows), weight, out=mean, where=weight > 0)
    middle = np.zeros((data.units, x.shape[1]))
    for a in range(x.shape[1]):
        np.divide(data.sums(x[:, a], rows), weight, out=middle[:, a], where=weight > 0)
    return mean, middle


def _within_slopes(y: Floats, x: Floats, weights: Floats) -> Floats:
    """Return least squares slopes of deviations from unit means; 0 for a constant adjuster."""
    if x.shape[1] == 0:
        return np.zeros(0)
    weighted = x * weights[:, None]
    return np.asarray(np.linalg.lstsq(weighted.T @ x, weighted.T @ y, rcond=None)[0], dtype=float)


def _inverse(x: Floats, weights: Floats) -> Floats:
    """Return the inverse of the adjusters' weighted squares, 0 for a constant adjuster."""
    return np.asarray(np.linalg.pinv((x * weights[:, None]).T @ x), dtype=float)


def item_weights(answers: Floats, k: float | None = 1) -> Floats:
    """Return how much every item weighs in its unit's composite, adding up to 1.

    `answers` is units x items. An item weighs min(answers, k); 1 weighs answered items alike,
    None weighs by answers. All 0 for a unit without answers. Source: AHRQ, CAHPS Analysis
    Program 4.1.

    >>> item_weights(np.array([[60.0, 70, 80], [0, 22, 24], [10, 22, 34]]), 20)[1:].tolist()
    [[0.0, 0.5, 0.5], [0.2, 0.4, 0.4]]
    """
    capped = answers if k is None else np.minimum(answers, k)
    total = capped.sum(axis=1, keepdims=True)
    share = np.divide(capped, total, out=np.zeros_like(capped), where=total > 0)
    return np.asarray(share, dtype=float)


def _composite(means: Floats, weight: Floats) -> Floats:
    """Return units' composites by the centered method, so that an item few answered does not
    move the level."""
    there = np.isfinite(means)
    answered = there.any(axis=0)
    center = np.zeros(means.shape[1])
    center[answered] = np.nanmean(means[:, answered], axis=0)
    offset = np.where(there, means - center, 0.0)
    return np.asarray((weight * offset).sum(axis=1) + center[answered].mean(), dtype=float)
