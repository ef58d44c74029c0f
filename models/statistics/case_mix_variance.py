"""The variance of a unit's composite when the same people answered several of its items."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def unit_variances(
    residuals: Sequence[tuple[NDArray[np.bool_], Floats]],
    place: NDArray[np.int64],
    weight_of: Floats,
    units: int,
) -> Floats:
    """Return the variance of every unit's composite.

    `residuals` holds, per item, the surveys that answered it and their deviations from their
    unit's mean divided by its n; `place` is every survey's unit, counted from 0; `weight_of`
    is units x items. Source: AHRQ CAHPS Analysis Program 4.1, V = sum of squared d.

    >>> rows = np.array([True, True])
    >>> residual = np.array([0.25, -0.25])
    >>> unit_variances([(rows, residual)], np.zeros(2, dtype=int), np.ones((1, 1)), 1).tolist()
    [0.125]
    """
    total = np.zeros(len(place))
    for i, (rows, residual) in enumerate(residuals):
        total[rows] += residual * weight_of[place[rows], i]
    return np.asarray(np.bincount(place, weights=total**2, minlength=units), dtype=float)


def smoothed(variance: Floats, sizes: NDArray[np.int64], prior: float) -> Floats:
    """Return variances drawn toward what units of their size have in common.

    The variance of a single survey (variance x n) is averaged over units; it counts as `prior`
    surveys beside the unit's own n - 1. Raises ValueError for a negative prior. Source: AHRQ
    CAHPS Analysis Program 4.1, smoothing of variances (suggested priors: 25 for a rating, 20
    for a composite, 15 for an item).

    >>> smoothed(np.array([0.125, 0.375]), np.array([10, 10]), 9.0).tolist()
    [0.1875, 0.3125]
    """
    if prior < 0:
        raise ValueError("a number of prior surveys is not negative")
    common = (variance * sizes).mean() / sizes
    return np.asarray((prior * common + (sizes - 1) * variance) / (prior + sizes - 1))
