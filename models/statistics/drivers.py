"""Key drivers: how much of the overall rating each measure accounts for.

Johnson's relative weights split R squared among predictors that go together, as a survey's
measures do. They tell what goes with a good rating, not what causes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Scores = NDArray[np.floating[Any]]
_RANK = 1e-10
"""Eigenvalues below this share of the largest one count as zero: a predictor said twice."""

_PERMUTED = 5_000
"""Surveys at most whose outcomes are dealt out anew: more would not change the answer."""


@dataclass(frozen=True, slots=True)
class RelativeWeights:
    """`raw` weights, 0-1, add up to `r_squared`; `rescaled` ones, 0-100, to 100.

    A predictor without spread has None. `rescaled` is None throughout when R squared is 0.
    """

    r_squared: float
    raw: tuple[float | None, ...]
    rescaled: tuple[float | None, ...]


def relative_weights(
    rxx: Sequence[Sequence[float | None]] | Floats, rxy: Sequence[float | None] | Floats
) -> RelativeWeights | None:
    """Return Johnson's relative weights from correlations.

    `rxx` among the predictors, `rxy` of each with the outcome; a predictor whose correlations
    are missing (None or NaN) takes no part. None when no predictor does. Raises ValueError for
    shapes that do not fit. Source: Johnson 2000, Multivar Behav Res 35:1.

    >>> found = relative_weights([[1.0, 0.5], [0.5, 1.0]], [0.6, 0.0])
    >>> round(found.r_squared, 2), [round(w, 2) for w in found.raw]
    (0.48, [0.42, 0.06])
    """
    among, outcome = np.array(rxx, dtype=float), np.array(rxy, dtype=float)
    count = len(outcome)
    if among.shape != (count, count) and count:
        raise ValueError("correlations among predictors form a square, one row per predictor")
    used = np.isfinite(outcome)
    if count:
        used &= np.isfinite(np.diag(among))
    if not used.any():
        return None
    weights = johnson_weights(among[np.ix_(used, used)], outcome[used])
    total = float(weights.sum())
    each = iter(weights.tolist())
    raw = tuple(next(each) if u else None for u in used)
    share = tuple(None if w is None or total <= 0 else 100 * w / total for w in raw)
    return RelativeWeights(total, raw, share)


def adjusted_r_squared(r_squared: float, n: float, predictors: int) -> float:
    """Return R squared less what that many predictors reach in n surveys by chance alone.

    0 where chance reaches as much, or n is too small for so many predictors. Source: Wherry
    1931, Ann Math Stat 2:440, in the form of Ezekiel.

    >>> round(adjusted_r_squared(0.45, 110, 8), 3)
    0.406
    """
    if n <= predictors + 1:
        return 0.0
    return max(0.0, 1 - (1 - r_squared) * (n - 1) / (n - predictors - 1))


def adjusted_weights(weights: RelativeWeights, n: float) -> RelativeWeights:
    """Return relative weights that add up to the adjusted R squared of n surveys.

    >>> found = adjusted_weights(RelativeWeights(0.4, (0.3, 0.1), (75.0, 25.0)), 41)
    >>> round(found.r_squared, 3), [round(w, 3) for w in found.raw]
    (0.368, [0.276, 0.092])
    """
    used = sum(weight is not None for weight in weights.raw)
    kept = adjusted_r_squared(weights.r_squared, n, used)
    part = kept / weights.r_squared if weights.r_squared > 0 else 0.0
    raw = tuple(None if weight is None else weight * part for weight in weights.raw)
    rescaled = weights.rescaled if kept > 0 else (None,) * len(raw)
    return RelativeWeights(sum(w for w in raw if w is not None), raw, rescaled)


def unrelated_p(scores: Scores, *, repeats: int = 499, seed: int = 1) -> float | None:
    """Return the chance that predictors explain as much when nothing goes with the outcome.

    `scores` is surveys x columns, NaN for a missing score, the outcome last and without gaps.
    The outcome is dealt out anew to the surveys `repeats` times; of many surveys a sample is
    taken. None without two surveys or without spread. Source: permutation test, Fisher 1935;
    Phipson & Smyth 2010, Stat Appl Genet Mol Biol 9:39, for the one added to both counts.

    >>> x = np.arange(40.0)
    >>> unrelated_p(np.column_stack([x, x + np.sin(x)]))
    0.002
    """
    random = np.random.default_rng(seed)
    rows = scores
    if len(scores) > _PERMUTED:
        rows = scores[random.integers(0, len(scores), size=_PERMUTED)]
    there = np.isfinite(rows[:, :-1])
    number = there.sum(axis=0)
    centered_rows = np.where(there, rows[:, :-1] - column_means(rows[:, :-1]), 0.0).astype(float)
    spread = np.sqrt((centered_rows**2).sum(axis=0))
    outcome = np.asarray(rows[:, -1], dtype=float)
    outcome = outcome - outcome.mean() if len(outcome) else outcome
    used = (number > 1) & (spread > 0)
    length = float(np.sqrt((outcome**2).mean())) if len(outcome) else 0.0
    if len(rows) < 2 or not used.any() or length == 0:
        return None
    among = np.nan_to_num(correlations(np.asarray(rows[:, :-1][:, used], dtype=float)))
    np.fill_diagonal(among, 1.0)
    unit = centered_rows[:, used] / (spread[used] * np.sqrt(number[used]) * length)
    dealt = np.array([outcome, *(random.permutation(outcome) for _ in range(repeats))])
    explained = johnson_weights(among, dealt @ unit).sum(axis=-1)
    reached = int((explained[1:] >= explained[0] * (1 - 1e-12)).sum())
    return (1 + reached) / (1 + repeats)


def johnson_weights(among: Floats, outcome: Floats) -> Floats:
    """Return raw relative weights for one set of correlations or for a stack of them.

    `among` has shape (..., k, k), `outcome` (..., k), both finite. Correlations from answers
    with gaps may be slightly inconsistent: negative eigenvalues count as zero. Source: Johnson
    2000: R = V L V', Lambda = V sqrt(L) V', beta = Lambda^-1 r, weights = Lambda^2 beta^2.

    >>> johnson_weights(np.eye(2), np.array([0.5, 0.5])).tolist()
    [0.25, 0.25]
    """
    values, vectors = np.linalg.eigh(among)
    values = np.clip(values, 0.0, None)
    root = np.sqrt(values)
    enough = values > _RANK * values[..., -1:]
    inverse = np.where(enough, 1 / np.where(enough, root, 1.0), 0.0)
    across = np.swapaxes(vectors, -1, -2)
    lam = (vectors * root[..., None, :]) @ across
    beta = ((vectors * inverse[..., None, :]) @ across @ outcome[..., None])[..., 0]
    return np.asarray((lam**2 @ (beta**2)[..., None])[..., 0])


def correlations(scores: Floats) -> Floats:
    """Return correlations among the columns of scores, NaN for a missing one.

    Each pair rests on the rows that have both. NaN where fewer than two rows have both or where
    one of the two shows no spread. Source: Pearson's r on available cases.

    >>> correlations(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0], [4.0, np.nan]])).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    return correlations_of_sums(pair_sums(centered(scores)[None])[0])


def relative_weights_of(predictors: Floats, outcome: Floats) -> RelativeWeights | None:
    """Return relative weights of columns of scores on an outcome, NaN for a missing score.

    None when the outcome has no spread, or no predictor has. See `correlations` for gaps.

    >>> x = np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 2.0], [4.0, 1.0]])
    >>> round(relative_weights_of(x, np.array([1.0, 2.0, 3.0, 4.5])).r_squared, 3)
    0.997
    """
    found = correlations(np.column_stack([predictors, outcome]))
    return relative_weights(found[:-1, :-1], found[:-1, -1])


def spearman(first: Scores, second: Scores) -> float | None:
    """Return the rank correlation, -1 to 1, of the rows that have both scores.

    Ties share the mean rank. None with fewer than two such rows or no spread. Source: Spearman
    1904.

    >>> round(spearman(np.array([1.0, 2, 3, 4]), np.array([10.0, 30, 20, 40])), 3)
    0.8
    """
    both = np.isfinite(first) & np.isfinite(second)
    if both.sum() < 2:
        return None
    r = correlations(np.column_stack([_ranks(first[both]), _ranks(second[both])]))[0, 1]
    return float(r) if np.isfinite(r) else None


def _ranks(values: Scores) -> Floats:
    _unique, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place], dtype=float)


def centered(scores: Floats) -> Floats:
    """Return scores minus their column's mean, so that sums of squares lose no digits.

    >>> centered(np.array([[1.0], [3.0], [np.nan]])).tolist()
    [[-1.0], [1.0], [nan]]
    """
    scores = np.asarray(scores, dtype=float)
    return np.asarray(scores - column_means(scores), dtype=float)


def column_means(scores: Scores) -> Floats:
    """Return the mean of every column, 0 for one without scores.

    >>> column_means(np.array([[1.0, np.nan], [3.0, np.nan]])).tolist()
    [2.0, 0.0]
    """
    number = len(scores) - np.isnan(scores).sum(axis=0)
    total = np.nansum(scores, axis=0, dtype=float)
    return np.asarray(
        np.divide(total, number, out=np.zeros(scores.shape[1]), where=number > 0), dtype=float
    )


def pair_sums(blocks: Floats) -> Floats:
    """Return, per block of rows, the four sums that give every pair's correlation.

    `blocks` is blocks x rows x columns, NaN for a missing score; the result is blocks x 4 x
    columns x columns: rows with both, sums and sums of squares of the first among them, sums
    of products. They add up over blocks.

    >>> pair_sums(np.array([[[1.0, 2.0], [3.0, np.nan]]]))[0, :, 0, 1].tolist()
    [1.0, 1.0, 1.0, 2.0]
    """
    there = np.isfinite(blocks)
    x = np.where(there, blocks, 0.0)
    mask = there.astype(float)
    across = np.swapaxes(x, -1, -2)
    return np.stack(
        [np.swapaxes(mask, -1, -2) @ mask, across @ mask, (across**2) @ mask, across @ x],
        axis=1,
    )


def correlations_of_sums(sums: Floats) -> Floats:
    """Return correlations from pair sums of shape (..., 4, k, k), NaN where undefined.

    >>> rows = np.array([[[1.0, 2.0], [3.0, 5.0], [2.0, 3.0]]])
    >>> round(float(correlations_of_sums(pair_sums(rows))[0, 0, 1]), 3)
    0.982
    """
    n, total, square, product = np.moveaxis(sums, -3, 0)
    spread = n * square - total**2
    spread = np.where((n < 2) | (spread <= 1e-12 * n * square), np.nan, spread)
    both = np.sqrt(spread * np.swapaxes(spread, -1, -2))
    r = (n * product - total * np.swapaxes(total, -1, -2)) / both
    return np.asarray(np.clip(r, -1.0, 1.0), dtype=float)
