"""From counts to shares with intervals, to differences with tests; and what may be shown."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from models.analysis.estimates.counts import ItemCounts, MeasureCounts
from models.analysis.estimates.results import Difference, Estimate
from models.statistics.composite_variance import (
    CompositeSums,
    common_variances,
    composite_difference,
    composite_interval,
    linearised_variance,
    variance_bound,
)
from models.statistics.multiplicity import benjamini_hochberg
from models.statistics.power import noticeable_gap
from models.statistics.proportions import (
    newcombe_difference,
    two_proportion_p,
    wilson_interval,
)
from models.store.tallies import Published
from models.survey import Box

SIGNAL_LEVEL = 0.05

_NO_VARIANCE = 1e-15


@dataclass(frozen=True, slots=True)
class Measured:
    """One side of a measure with everything the tests need; nothing is hidden here.

    `x` of `n` gave the best answer (None for a composite and a published figure); `variance`
    of a composite's share and the `sums` it comes from (None for an item). `constant`:
    published, without uncertainty.
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
    sums: CompositeSums | None = None


def measured(counts: MeasureCounts) -> Measured | None:
    """Return a side of a measure from its counts, None when nobody answered.

    Item: Wilson interval. Composite: unweighted means over its items with answers, Wilson's
    interval on the effective answers that the linearised variance leaves, or that its upper
    bound leaves where some surveys are not at hand.
    """
    used = [item for item in counts.items if item.n]
    if not used:
        return None
    if counts.is_item:
        return _measured_item(used[0])
    sums = CompositeSums(
        tuple(item.n for item in counts.items),
        tuple(item.top for item in counts.items),
        None if counts.only_counts else counts.pairs,
    )
    share = sum(item.top / item.n for item in used) / len(used)
    interval = composite_interval(sums)
    means = [mean for item in used if (mean := item.mean) is not None]
    return Measured(
        n=counts.n,
        share=share,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        middle=_mean_share(used, Box.MIDDLE),
        bottom=_mean_share(used, Box.BOTTOM),
        mean=sum(means) / len(means) if means else None,
        variance=_variance(sums),
        bound=counts.only_counts,
        sums=sums,
    )


def _variance(sums: CompositeSums) -> float:
    """Return the linearised variance of a composite's share, or its bound where only counts are
    known; 0 where all answers cancel exactly."""
    found = (
        variance_bound(sums.answered, sums.top)
        if sums.pairs is None
        else linearised_variance(sums.answered, sums.top, sums.pairs)
    )
    return 0.0 if found is None or found < _NO_VARIANCE else found


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

    Items: Newcombe, and the N-1 chi-square or Fisher test. Composites: squared and added
    intervals, and the normal test on the variances that both sides would have if they answered
    alike. Against a published share no test.
    """
    if other.constant:
        return _difference_from_constant(unit, other.share)
    if unit.x is not None and other.x is not None:
        return _difference_of_items(unit.x, unit.n or 0, other.x, other.n or 0)
    return _difference_of_composites(unit, other)


def noticeable_difference(unit: Measured, other: Measured, tests: int) -> float | None:
    """Return the smallest gap to the other side that would have been found in 4 of 5 cases.

    A share 0-1 to take from the other side's, or to add where no fall could be found. `tests`
    are all on the page: a single gap must stand up to the correction for them. None against a
    published share, and where no gap at all could be found.
    """
    if other.constant or tests < 1:
        return None
    answers = _effective_answers(unit, other)
    if answers is None:
        return None
    return noticeable_gap(other.share, *answers, level=SIGNAL_LEVEL / tests)


def _effective_answers(unit: Measured, other: Measured) -> tuple[float, float] | None:
    """Return how many answers to one question each side's answers are worth."""
    if unit.x is not None and other.x is not None:
        return float(unit.n or 0), float(other.n or 0)
    if unit.sums is None or other.sums is None:
        return None
    variances = common_variances([unit.sums, other.sums])
    if any(not variance for variance in variances):
        return float(unit.n or 0), float(other.n or 0)
    answers = (unit.n or 0) + (other.n or 0)
    share = ((unit.n or 0) * unit.share + (other.n or 0) * other.share) / answers
    found = [share * (1 - share) / variance for variance in variances if variance]
    return found[0], found[1]


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
    """Return the difference with the interval of each side's own variance, tested by a common one.

    As with two proportions: the interval describes what was seen, the test asks whether units
    that answer alike differ this much.
    """
    gap = unit.share - other.share
    if unit.low is None or unit.high is None or other.low is None or other.high is None:
        return Difference(gap)
    found = composite_difference(
        unit.share, (unit.low, unit.high), other.share, (other.low, other.high)
    )
    error = _common_error(unit, other)
    p = 1.0 if error is None else _normal_p(gap, error)
    return Difference(gap, found.lower, found.upper, p)


def _common_error(unit: Measured, other: Measured) -> float | None:
    """Return the standard error of a difference of composites if both answered alike.

    Each side's variance counts n / (n - 1) times: in a dozen surveys of which nearly all are
    content, the few others come in steps that the normal test takes for too much. Where only
    counts are known, the variances are bounds. None where all answers are alike.
    """
    if unit.sums is None or other.sums is None:
        return None
    total = 0.0
    variances = common_variances([unit.sums, other.sums])
    for side, variance in zip((unit, other), variances, strict=True):
        n = side.n or 0
        if variance is not None and n > 1:
            total += variance * n / (n - 1)
    return math.sqrt(total) if total > 0 else None


def _difference_from_constant(unit: Measured, constant: float) -> Difference:
    """Return the difference from a published share, untested.

    Published shares are adjusted for who was asked and how, the unit's are as answered: a test
    would take that for a finding.
    """
    gap = unit.share - constant
    if unit.low is None or unit.high is None:
        return Difference(gap, signal="none")
    return Difference(gap, unit.low - constant, unit.high - constant, signal="none")


def _normal_p(gap: float, error: float) -> float:
    """Return the two-sided p of a gap with a standard error; 1 for no gap."""
    if gap == 0.0:
        return 1.0
    return math.erfc(abs(gap) / error / math.sqrt(2)) if error > 0.0 else 0.0
