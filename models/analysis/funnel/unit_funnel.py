"""All units on one measure: are they different at all, and who lies beyond chance?

Never a league table: units stand by their number of answers, between limits that narrow with
it. Limits are exact binomial; where units differ more than chance makes them, they allow for
the spread between units. Shrunken shares serve talk about ranks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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
from models.analysis.funnel.words import alike_words, chance_words, funnel_verdict
from models.analysis.trend import measure_questions
from models.statistics.funnel import (
    FunnelLimits,
    dispersion_test,
    exact_limits,
    overdispersed_limits,
    overdispersion,
)
from models.statistics.shrinkage import Shrinkage, shrink_shares
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


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """One unit. `signal`: above or below beyond the 99.8 % limits, none, too_few; `warning`:
    between the 95 and the 99.8 % limits.

    `shrunken` is its share drawn toward the common one, with its interval; `ranks` are the best
    and the worst place (1 is the highest share) that these intervals leave open.
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
    verdict: str
    notes: tuple[str, ...] = ()
    design: float = 1.0
    """Variance of the measure's share over that of a single item's with as many answers."""

    @property
    def alike(self) -> str:
        """Whether the units differ at all, in a sentence; the whole verdict where that cannot be
        told."""
        return self.verdict if self.p is None else alike_words(self.p, DIFFERENT)

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
            "units": [unit.to_json() for unit in self.units],
            "floor": self.floor,
            "verdict": self.verdict,
            "notes": list(self.notes),
        }


def funnel(
    db: Database,
    measure: str,
    *,
    period: Period | None = None,
    units: Collection[int] | None = None,
) -> Funnel:
    """Return every unit's share of best answers to a measure, between the limits of chance.

    The measure counts in its newest definition with answers in the period (all data unless given).
    `units` are the ids of those that take part, all unless given. Units below the floor carry no
    value and take no part in the target; surveys that name no unit make none. Raises
    UsageProblem for a measure that no questionnaire in store has, DatabaseProblem for counts that
    contradict each other.
    """
    when = period or Period()
    with plausible_counts(), db.read() as c:
        questions = measure_questions(c, measure)
        floor = small_cell_floor(c)
        counts, older = _counts(c, questions, when)
        known = {
            summary.unit.id: summary.unit
            for summary in list_units(c)
            if not summary.unit.is_unassigned
        }
    nameless = sum(found.n for unit, found in counts.items() if unit not in known)
    counts = {unit: found for unit, found in counts.items() if unit in known}
    if units is not None:
        counts = {unit: found for unit, found in counts.items() if unit in units}
    with plausible_counts():
        found = _funnel(questions[0], counts, known, floor, when, older)
    if not nameless:
        return found
    note = f"Answers that name no unit have no place here ({nameless:,})."
    return replace(found, notes=(*found.notes, note))


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
    places = _places(list(weights), shrink_shares(x, n))
    names = unit_names([units[unit] for unit in counts if unit in units])
    rows = tuple(
        _placed(
            replace(
                _row(units[unit], found, shown.get(unit), weights.get(unit), target, tau2),
                name=names[unit],
            ),
            places.get(unit),
        )
        for unit, found in sorted(counts.items(), key=lambda pair: (-pair[1].n, pair[0]))
        if unit in units
    )
    return Funnel(
        measure=question.key,
        label=question.measure.label,
        period=period,
        target=target,
        tau2=tau2 if n else None,
        phi=spread.phi if spread else None,
        p=chance,
        units=rows,
        floor=floor,
        verdict=funnel_verdict(
            [(r.name, r.signal, r.warning) for r in rows], chance, DIFFERENT, tau2, floor
        ),
        notes=tuple(_notes(rows, tau2, older, floor, chance)),
        design=design,
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
    signal, warning = _signal(side.share, limits)
    own = (side.share, side.low, side.high)
    return FunnelUnit(*place, *own, limits, None, signal, warning, site=unit.site)


@dataclass(frozen=True)
class _Place:
    shrunken: float
    low: float
    high: float
    ranks: tuple[int, int]


def _places(units: Sequence[int], shrunk: Shrinkage | None) -> dict[int, _Place]:
    """Return every unit's shrunken share, and the places that its interval leaves open: behind
    those whose intervals lie wholly above its own, ahead of those wholly below."""
    if shrunk is None:
        return {}
    found = [
        (unit, share, interval)
        for unit, share, interval in zip(units, shrunk.shares, shrunk.intervals(), strict=True)
        if share is not None and interval is not None
    ]
    lows = sorted(interval[0] for _u, _s, interval in found)
    highs = sorted(interval[1] for _u, _s, interval in found)
    return {
        unit: _Place(
            share,
            low,
            high,
            (len(lows) - bisect_right(lows, high) + 1, len(found) - bisect_left(highs, low)),
        )
        for unit, share, (low, high) in found
    }


def _placed(row: FunnelUnit, place: _Place | None) -> FunnelUnit:
    if place is None:
        return row
    return replace(
        row,
        shrunken=place.shrunken,
        shrunken_low=place.low,
        shrunken_high=place.high,
        ranks=place.ranks,
    )


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
    return overdispersed_limits(target, n, tau2) if tau2 > 0 else exact_limits(target, n)


def _signal(share: float, limits: FunnelLimits | None) -> tuple[str, bool]:
    if limits is None:
        return "none", False
    if share > limits.high998 or share < limits.low998:
        return ("above" if share > limits.high998 else "below"), False
    return "none", share > limits.high95 or share < limits.low95


def _notes(
    rows: Sequence[FunnelUnit], tau2: float, older: bool, floor: int, chance: float | None
) -> list[str]:
    notes = chance_words(chance, sum(row.limits is not None for row in rows))
    hidden = sum(row.signal == "too_few" for row in rows)
    if hidden:
        notes.append(f"Units with fewer than {floor} answers carry no value ({hidden:,}).")
    if tau2 > 0:
        notes.append(
            "Limits allow for the spread between units, beyond what chance explains "
            f"(τ² = {tau2:.2g})."
        )
    if older:
        notes.append("Asked in another way earlier: only answers to today’s question count.")
    return notes
