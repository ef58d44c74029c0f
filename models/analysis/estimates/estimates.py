"""From counts to shares with intervals, to differences with tests; and what may be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from models.analysis.estimates.counts import ItemCounts, MeasureCounts
from models.analysis.estimates.results import Difference, Estimate
from models.statistics.composite_variance import (
    composite_interval,
    linearised_variance,
    variance_bound,
)
from models.statistics.multiplicity import benjamini_hochberg
from models.statistics.proportions import (
    newcombe_difference,
    normal_quantile,
    one_sample_p,
    square_and_add,
    two_proportion_p,
    wilson_interval,
)
from models.store.tallies import Published
from models.survey import Box

SIGNAL_LEVEL = 0.05

_ROUNDING = 0.005
"""Published shares are whole percents: 100% means at least 99.5%."""

_NO_VARIANCE = 1e-15


@dataclass(frozen=True, slots=True)
class Measured:
    """One side of a measure with everything the tests need; nothing is hidden here.

    `x` of `n` gave the best answer (None for a composite and a published figure); `variance`
    of a composite's share (None for an item). `constant`: published, without uncertainty.
    """

    n: int | None
    share: float
    low: float | None = None
    high: float | None = None
    middle: float | None = None
    bottom: float | None = None
    mean: float | None = None
    x: int | None = None
    variance: float | None = None
    bound: bool = False
    constant: bool = False


def measured(counts: MeasureCounts) -> Measured | None:
    """Return a side of a measure from its counts, None when nobody answered.

    Item: Wilson interval. Composite: unweighted means over its items with answers, interval by
    the linearised variance, or by its upper bound where some surveys are not at hand.
    """
    used = [item for item in counts.items if item.n]
    if not used:
        return None
    if counts.is_item:
        return _measured_item(used[0])
    answered = [item.n for item in counts.items]
    top = [item.top for item in counts.items]
    variance = (
        variance_bound(answered, top)
        if counts.only_counts
        else linearised_variance(answered, top, counts.pairs)
    )
    if variance is None or variance < _NO_VARIANCE:
        variance = 0.0
    share = sum(item.top / item.n for item in used) / len(used)
    interval = composite_interval(share, variance, [counts.n])
    means = [mean for item in used if (mean := item.mean) is not None]
    return Measured(
        n=counts.n,
        share=share,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        middle=_mean_share(used, Box.MIDDLE),
        bottom=_mean_share(used, Box.BOTTOM),
        mean=sum(means) / len(means) if means else None,
        variance=variance,
        bound=counts.only_counts,
    )


def measured_published(figure: Published | None) -> Measured | None:
    """Return a published figure as a side; None when no top box was published."""
    if figure is None or figure.top is None:
        return None
    return Measured(
        n=None,
        share=figure.top,
        middle=figure.middle,
        bottom=figure.bottom,
        mean=figure.linear,
        constant=True,
    )


def difference(unit: Measured, other: Measured) -> Difference:
    """Return unit minus other with its 95% interval and p, before any correction.

    Items: Newcombe, and the N-1 chi-square or Fisher test; against a published share the exact
    binomial test. Composites: the normal interval and test on the two variances.
    """
    if other.constant:
        return _difference_from_constant(unit, other.share)
    if unit.x is not None and other.x is not None:
        return _difference_of_items(unit.x, unit.n or 0, other.x, other.n or 0)
    return _difference_of_composites(unit, other)


def with_signals(differences: list[Difference]) -> list[Difference]:
    """Return the differences of one page with adjusted p (Benjamini-Hochberg) and signals.

    Those without a p stay as they are and do not count as tests.
    """
    adjusted = benjamini_hochberg([d.p for d in differences])
    found = []
    for d, p in zip(differences, adjusted, strict=True):
        if p is None or d.top_box is None:
            found.append(d)
            continue
        signal = "none"
        if p <= SIGNAL_LEVEL and d.top_box != 0:
            signal = "above" if d.top_box > 0 else "below"
        found.append(replace(d, p_adjusted=p, signal=signal))
    return found


def shown(side: Measured | None, n: int | None, floor: int) -> Estimate:
    """Return a side as it may be shown: without any value when fewer than `floor` answered."""
    if side is not None and side.constant:
        return Estimate(
            n=None,
            top_box=side.share,
            middle=side.middle,
            bottom=side.bottom,
            mean=side.mean,
            published=True,
        )
    if side is None or n is None or n < floor:
        return Estimate(n=n, too_few=True, published=n is None)
    return Estimate(
        n=n,
        top_box=side.share,
        low=side.low,
        high=side.high,
        middle=side.middle,
        bottom=side.bottom,
        mean=side.mean,
        bound=side.bound,
    )


def _measured_item(item: ItemCounts) -> Measured:
    low, high = wilson_interval(item.top, item.n) or (None, None)
    boxes = {answer.box for answer in item.item.scale.answers}
    return Measured(
        n=item.n,
        share=item.top / item.n,
        low=low,
        high=high,
        middle=item.share(Box.MIDDLE) if Box.MIDDLE in boxes else None,
        bottom=item.share(Box.BOTTOM) if Box.BOTTOM in boxes else None,
        mean=item.mean,
        x=item.top,
    )


def _mean_share(items: list[ItemCounts], box: Box) -> float | None:
    """Return the unweighted mean share of a box; None when no item's scale has it."""
    if not any(answer.box is box for item in items for answer in item.item.scale.answers):
        return None
    return sum(item.of_box(box) / item.n for item in items) / len(items)


def _difference_of_items(x1: int, n1: int, x2: int, n2: int) -> Difference:
    found = newcombe_difference(x1, n1, x2, n2)
    if found is None:
        return Difference()
    p = two_proportion_p(x1, n1, x2, n2)
    return Difference(found.estimate, found.lower, found.upper, p)


def _difference_of_composites(unit: Measured, other: Measured) -> Difference:
    gap = unit.share - other.share
    if unit.variance and other.variance:
        error = math.sqrt(unit.variance + other.variance)
        reach = normal_quantile() * error
        return Difference(gap, max(-1.0, gap - reach), min(1.0, gap + reach), _normal_p(gap, error))
    # Where a side shows no variance at all (everybody gave the best answer) its Wilson interval
    # stands in, as otherwise a handful of equal answers would pass for certainty.
    if unit.low is None or unit.high is None or other.low is None or other.high is None:
        return Difference(gap)
    found = square_and_add(unit.share, (unit.low, unit.high), other.share, (other.low, other.high))
    toward_zero = gap - found.lower if gap > 0 else found.upper - gap
    p = _normal_p(gap, toward_zero / normal_quantile())
    return Difference(gap, max(-1.0, found.lower), min(1.0, found.upper), p)


def _difference_from_constant(unit: Measured, constant: float) -> Difference:
    gap = unit.share - constant
    if unit.low is None or unit.high is None:
        return Difference(gap)
    low, high = unit.low - constant, unit.high - constant
    if unit.x is not None:
        tested = min(max(constant, _ROUNDING), 1 - _ROUNDING)
        return Difference(gap, low, high, one_sample_p(unit.x, unit.n or 0, tested))
    error = math.sqrt(unit.variance or 0.0)
    if error == 0.0:
        reach = unit.share - unit.low if gap > 0 else unit.high - unit.share
        error = reach / normal_quantile()
    return Difference(gap, low, high, _normal_p(gap, error))


def _normal_p(gap: float, error: float) -> float:
    """Return the two-sided p of a gap with a standard error; 1 for no gap."""
    if gap == 0.0:
        return 1.0
    return math.erfc(abs(gap) / error / math.sqrt(2)) if error > 0.0 else 0.0
