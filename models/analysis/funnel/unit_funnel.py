"""All units on one measure: are they different at all, and who lies beyond chance?

Never a league table: units stand by their number of answers, between limits that narrow with
it. Limits are exact binomial; where units differ more than chance makes them, they allow for
the spread between units. Shrunken shares serve talk about ranks.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import NormalDist, median
from typing import Any

from models.analysis.estimates import (
    Gathered,
    MeasureCounts,
    Measured,
    Question,
    measure_counts,
    measured,
    plausible_counts,
)
from models.analysis.sharing import shared_counts
from models.analysis.trend import measure_questions
from models.language import _
from models.statistics.funnel import (
    FunnelLimits,
    dispersion_test,
    mid_p_chance,
    mid_p_limits,
    overdispersed_chance,
    overdispersed_limits,
    overdispersion,
)
from models.statistics.hierarchical import unit_posterior
from models.statistics.multiplicity import benjamini_hochberg
from models.statistics.power import noticeable_gap
from models.store.database import Connection, Database, small_cell_floor
from models.store.tallies import (
    answers_by_unit,
    composite_surveys_by_unit,
    counted_instruments_by_unit,
    pairs_by_unit,
)
from models.store.units import list_units
from models.survey import Period, Unit

DIFFERENT = 0.05
OUTER = 0.002
"""Chance of a unit beyond the outer limits, both together."""

POWER = 0.8
"""The part of cases in which a gap that counts as noticeable is found."""


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """One unit. `signal`: above or below beyond the 99.8 % limits and past correction for all
    units (`p`, `q` after Benjamini-Hochberg), none, too_few; `warning`: beyond the 95 % limits
    and no signal.

    `shrunken` is the best estimate of its true share, with its interval; `ranks` are the best
    and the worst rank (1 is the highest share) that it may have. `thirds` are the chances, 0-1,
    that it belongs to the top, the middle and the bottom third of the units, `lowest_quarter`
    that to the lowest quarter. `noticeable` is the smallest gap to the target that would have
    been found in 4 of 5 cases.
    """

    unit_id: int
    unit: str
    facility: str
    n: int
    top_box: float | None
    low: float | None
    high: float | None
    limits: FunnelLimits | None
    shrunken: float | None
    signal: str
    warning: bool = False
    site: str = ""
    name: str = ""
    """The unit's name, with its place where another unit has the same."""
    shrunken_low: float | None = None
    shrunken_high: float | None = None
    ranks: tuple[int, int] | None = None
    p: float | None = None
    q: float | None = None
    thirds: tuple[float, float, float] | None = None
    lowest_quarter: float | None = None
    noticeable: float | None = None

    def to_json(self) -> dict[str, Any]:
        limits = self.limits
        return {
            "unit": self.unit,
            "facility": self.facility,
            "n": self.n,
            "top_box": self.top_box,
            "low": self.low,
            "high": self.high,
            "low95": limits.low95 if limits else None,
            "high95": limits.high95 if limits else None,
            "low998": limits.low998 if limits else None,
            "high998": limits.high998 if limits else None,
            "shrunken": self.shrunken,
            "shrunken_low": self.shrunken_low,
            "shrunken_high": self.shrunken_high,
            "ranks": list(self.ranks) if self.ranks else None,
            "thirds": list(self.thirds) if self.thirds else None,
            "lowest_quarter": self.lowest_quarter,
            "p": self.p,
            "q": self.q,
            "noticeable": self.noticeable,
            "signal": self.signal,
            "warning": self.warning,
        }


@dataclass(frozen=True, slots=True)
class Funnel:
    """All units with answers, the most answers first. `target` is the share of the units shown,
    `tau2` the variance between them on the arcsine scale (0: chance explains all), `p` the
    chance of "all have the same share"."""

    measure: str
    label: str
    period: Period
    target: float | None
    tau2: float | None
    phi: float | None
    p: float | None
    units: tuple[FunnelUnit, ...]
    floor: int
    older: bool = False
    """Whether answers to an older version of the question are left out."""
    nameless: int = 0
    """Answers that name no unit and are left out."""
    design: float = 1.0
    """Variance of the measure's share over that of a single item's with as many answers."""
    noticeable: float | None = None
    """The smallest gap to the target that a unit of usual size would show in 4 of 5 cases."""
    hidden: tuple[str, ...] = ()
    """Units with answers that must not leave the desk."""
    shared: bool = False
    """Whether the result may leave the desk."""

    @property
    def differ(self) -> bool:
        """Whether the units as a whole differ more than chance explains."""
        return self.p is not None and self.p < DIFFERENT

    @property
    def above(self) -> tuple[FunnelUnit, ...]:
        return tuple(unit for unit in self.units if unit.signal == "above")

    @property
    def below(self) -> tuple[FunnelUnit, ...]:
        return tuple(unit for unit in self.units if unit.signal == "below")

    def curve(self, answers: Sequence[int]) -> list[FunnelLimits | None]:
        """Return limits at any numbers of answers, for drawing the funnel's curves."""
        if self.target is None:
            return [None] * len(answers)
        tau2 = self.tau2 or 0.0
        return [_limits(self.target, round(n / self.design), tau2) for n in answers]

    def to_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "label": self.label,
            "period": self.period.to_json(),
            "target": self.target,
            "tau2": self.tau2,
            "phi": self.phi,
            "p": self.p,
            "noticeable": self.noticeable,
            "units": [unit.to_json() for unit in self.units],
            "floor": self.floor,
            "nameless": self.nameless,
        }


def funnel(
    db: Database,
    measure: str,
    *,
    period: Period | None = None,
    units: Collection[int] | None = None,
    shared_on: date | None = None,
) -> Funnel:
    """Return every unit's share of best answers to a measure, between the limits of chance.

    The measure counts in its newest definition with answers in the period (all data unless given).
    `units` are the ids of those that take part, all unless given. Units below the floor carry no
    value and take no part in the target; surveys that name no unit make none. `shared_on` is the
    day on which the result leaves the desk: then the months are whole quarters, and units whose
    answers would give a small cell away are only named. Raises UsageProblem for a measure that no
    questionnaire in store has, DatabaseProblem for counts that contradict each other.
    """
    when = period or Period()
    with plausible_counts(), db.read() as c:
        questions = measure_questions(c, measure)
        floor = small_cell_floor(c)
        hiding = None
        if shared_on is not None:
            hiding = shared_counts(c, [each.unit.id for each in list_units(c)], shared_on)
            when = hiding.closed(when)
        counts, older = _counts(c, questions, when)
        known = {
            summary.unit.id: summary.unit
            for summary in list_units(c)
            if not summary.unit.is_unassigned
        }
    hidden = frozenset(
        unit
        for unit, found in counts.items()
        if hiding is not None and hiding.is_left_out(unit, found.question, when)
    )
    nameless = sum(n.n for unit, n in counts.items() if unit not in known and unit not in hidden)
    counts = {unit: found for unit, found in counts.items() if unit in known}
    if units is not None:
        counts = {unit: found for unit, found in counts.items() if unit in units}
    kept = {unit: n for unit, n in counts.items() if unit not in hidden or n.n < floor}
    names = unit_names([known[unit] for unit in counts])
    with plausible_counts():
        found = _funnel(questions[0], kept, known, floor, when, older)
    return replace(
        found,
        nameless=nameless,
        hidden=tuple(names[unit] for unit in counts if unit not in kept),
        shared=hiding is not None,
    )


def _counts(
    c: Connection, questions: Sequence[Question], period: Period
) -> tuple[dict[int, MeasureCounts], bool]:
    """Return unit id -> counts in the newest definition with answers; True if others had some."""
    items = {item for question in questions for item in question.item_ids}
    answers = answers_by_unit(c, items, period)
    asked = [q for q in questions if _is_answered(q, answers)]
    if not asked:
        return {}, False
    question = asked[0]
    composite = question.measure.kind == "composite"
    pairs = pairs_by_unit(c, question.item_ids, period) if composite else {}
    surveys = (
        composite_surveys_by_unit(c, question.instruments, question.key, period)
        if composite
        else {}
    )
    counted = counted_instruments_by_unit(c, period) if composite else {}
    found = {
        unit: measure_counts(
            question,
            Gathered(
                of_unit,
                {},
                pairs.get(unit, {}),
                surveys.get(unit, {}),
                {},
                counted.get(unit, frozenset()),
            ),
        )
        for unit, of_unit in answers.items()
    }
    return {unit: counts for unit, counts in found.items() if counts.n}, len(asked) > 1


def _is_answered(
    question: Question, answers: Mapping[int, Mapping[int, Mapping[int, int]]]
) -> bool:
    return any(not of_unit.keys().isdisjoint(question.item_ids) for of_unit in answers.values())


def _funnel(
    question: Question,
    counts: Mapping[int, MeasureCounts],
    units: Mapping[int, Unit],
    floor: int,
    period: Period,
    older: bool,
) -> Funnel:
    sides = {unit: measured(found) for unit, found in counts.items() if found.n >= floor}
    shown = {unit: side for unit, side in sides.items() if side is not None}
    design = _design(shown)
    weights = {unit: max(1.0, (side.n or 0) / design) for unit, side in shown.items()}
    x = [shown[unit].share * n for unit, n in weights.items()]
    n = list(weights.values())
    spread = overdispersion(x, n) if len(n) > 1 else None
    chance = dispersion_test(x, n)
    target = sum(x) / sum(n) if n else None
    tau2 = spread.tau2 if spread and chance is not None and chance < DIFFERENT else 0.0
    names = unit_names([units[unit] for unit in counts if unit in units])
    rows = [
        _row(units[unit], found, shown.get(unit), weights.get(unit), target, tau2)
        for unit, found in sorted(counts.items(), key=lambda pair: (-pair[1].n, pair[0]))
        if unit in units
    ]
    signals, estimates = _signals(rows), _estimates(weights, shown)
    gaps = _noticeable_gaps(weights, target, tau2)
    rows = [
        replace(
            row,
            name=names[row.unit_id],
            noticeable=gaps.get(row.unit_id),
            **signals.get(row.unit_id, {}),
            **estimates.get(row.unit_id, {}),
        )
        for row in rows
    ]
    return Funnel(
        measure=question.key,
        label=_(question.measure.label),
        period=period,
        target=target,
        tau2=tau2 if n else None,
        phi=spread.phi if spread else None,
        p=chance,
        units=tuple(rows),
        floor=floor,
        older=older,
        design=design,
        noticeable=_noticeable(median(n), n, target, tau2) if n else None,
    )


def _design(shown: Mapping[int, Measured]) -> float:
    """Return how a composite's variance compares with that of an item with as many answers.

    Several items of one survey tell more than one item and less than as many surveys: the
    variances of all units together say how much.
    """
    of_items = sum(s.share * (1 - s.share) for s in shown.values())
    own = sum((s.variance or 0.0) * (s.n or 0) for s in shown.values())
    return own / of_items if of_items > 0 and own > 0 else 1.0


def _row(
    unit: Unit,
    counts: MeasureCounts,
    side: Measured | None,
    weight: float | None,
    target: float | None,
    tau2: float,
) -> FunnelUnit:
    place = (unit.id, unit.name, unit.facility, counts.n)
    if side is None or weight is None or target is None:
        return FunnelUnit(*place, None, None, None, None, None, "too_few", site=unit.site)
    limits = _limits(target, round(weight), tau2)
    own = (side.share, side.low, side.high)
    chance = (
        overdispersed_chance(side.share, target, weight, tau2)
        if tau2 > 0
        else mid_p_chance(side.share, target, weight)
    )
    return FunnelUnit(*place, *own, limits, None, "none", site=unit.site, p=chance)


def _signals(rows: Sequence[FunnelUnit]) -> dict[int, dict[str, Any]]:
    """Return unit id -> its signal, warning and q, given the units' limits and chances.

    Beyond the outer limits 1 of 500 lies by chance; among sixty units that names somebody in
    every tenth funnel, so that a signal stands up to correction for all units besides.
    """
    adjusted = benjamini_hochberg([row.p for row in rows])
    found = {}
    for row, q in zip(rows, adjusted, strict=True):
        limits, share = row.limits, row.top_box
        if limits is None or share is None or q is None:
            continue
        outside = share > limits.high998 or share < limits.low998
        signal = "none"
        if outside and q <= DIFFERENT:
            signal = "above" if share > limits.high998 else "below"
        warned = signal == "none" and (share > limits.high95 or share < limits.low95)
        found[row.unit_id] = {"signal": signal, "warning": warned, "q": q}
    return found


def _estimates(
    weights: Mapping[int, float], shown: Mapping[int, Measured]
) -> dict[int, dict[str, Any]]:
    """Return unit id -> the best estimates of its true share and its rank."""
    units = list(weights)
    answers = [weights[unit] for unit in units]
    posterior = unit_posterior(
        [shown[unit].share * n for unit, n in zip(units, answers, strict=True)], answers
    )
    if posterior is None:
        return {}
    columns = zip(
        units,
        posterior.shares.tolist(),
        posterior.intervals(),
        posterior.rank_spans(),
        zip(*(posterior.within(k / 3, (k + 1) / 3).tolist() for k in range(3)), strict=True),
        posterior.within(0.75, 1.0).tolist(),
        strict=True,
    )
    return {
        unit: {
            "shrunken": share,
            "shrunken_low": low,
            "shrunken_high": high,
            "ranks": span,
            "thirds": thirds,
            "lowest_quarter": lowest,
        }
        for unit, share, (low, high), span, thirds, lowest in columns
    }


def _noticeable_gaps(
    weights: Mapping[int, float], target: float | None, tau2: float
) -> dict[int, float | None]:
    """Return unit id -> the smallest gap that the unit would show."""
    sizes = list(weights.values())
    gaps = {n: _noticeable(n, sizes, target, tau2) for n in set(sizes)}
    return {unit: gaps[n] for unit, n in weights.items()}


def _noticeable(
    n: float, weights: Sequence[float], target: float | None, tau2: float
) -> float | None:
    """Return the smallest gap to the target that a unit with n answers would show.

    Beyond the usual spread between units, where there is one.
    """
    if target is None or len(weights) < 2:
        return None
    level = min(OUTER, DIFFERENT / len(weights))
    if tau2 == 0:
        return noticeable_gap(target, n, sum(weights), level=level)
    reach = NormalDist().inv_cdf(1 - level / 2) + NormalDist().inv_cdf(POWER)
    middle = math.asin(math.sqrt(target))
    apart = reach * math.sqrt(1 / (4 * n) + tau2)
    if middle > apart:
        return target - math.sin(middle - apart) ** 2
    return math.sin(middle + apart) ** 2 - target if middle + apart < math.pi / 2 else None


def unit_names(units: Sequence[Unit]) -> dict[int, str]:
    """Return unit id -> name, with facility or site where several units share the name."""
    named = Counter(unit.name for unit in units)
    placed = Counter((unit.name, unit.facility) for unit in units)
    found = {}
    for unit in units:
        place = unit.facility if placed[unit.name, unit.facility] == 1 else unit.site
        alone = named[unit.name] == 1 or not place
        found[unit.id] = unit.name if alone else f"{unit.name} ({place})"
    return found


def _limits(target: float, n: int, tau2: float) -> FunnelLimits | None:
    return overdispersed_limits(target, n, tau2) if tau2 > 0 else mid_p_limits(target, n)
