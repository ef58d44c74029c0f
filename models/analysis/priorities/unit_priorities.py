"""What to work on first: importance for the overall rating against the gap to the rest.

Importance is a relative weight with its bootstrap interval, from the unit's own surveys when it
has enough and from the organization's otherwise; performance is always the unit's. What goes
with a good rating need not cause it, and measures that cannot be told apart are said to be tied.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from models.analysis.comparison import compare
from models.analysis.estimates import Comparison, MeasureComparison
from models.analysis.priorities.driver_scores import Drivers, find_drivers, scores
from models.analysis.priorities.results import Priorities, PriorityItem
from models.errors import UsageProblem
from models.files.content import Progress, no_progress
from models.language import _
from models.statistics.driver_bootstrap import BootstrapWeights, bootstrap_weights, cross_products
from models.statistics.drivers import (
    RelativeWeights,
    adjusted_weights,
    relative_weights,
    spearman,
    unrelated_p,
)
from models.statistics.quadrants import Quadrant, priority_quadrants
from models.store.database import Database, small_cell_floor
from models.store.tallies import Numbers, stored_instruments
from models.survey import Measure, Period, Unit

REPEATS = 1000
UNRELATED = 0.05
"""Chance from which on nothing is said to go with the outcome."""

_RANKED = 20_000
"""Surveys at most from which the rank correlation is taken."""


def priorities(
    db: Database,
    unit: Unit,
    *,
    outcome: str | None = None,
    period: Period | None = None,
    repeats: int = REPEATS,
    progress: Progress = no_progress,
    shared_on: date | None = None,
) -> Priorities:
    """Return the unit's measures by importance for an outcome, with its gaps to the rest.

    `outcome` is a measure key; without it the overall rating, else recommending. Where only
    counts or too few surveys are at hand, there is no importance and the note says why. Raises
    UsageProblem for an outcome that no questionnaire in store has; Cancelled when `progress`
    asks to stop.
    """
    when = period or Period()
    compared = compare(db, unit, "rest", when, shared_on=shared_on)
    if shared_on is not None:
        when = compared.period
    with db.read() as c:
        floor = small_cell_floor(c)
        if outcome is not None:
            _check_outcome([s.instrument.measure_by_key for s in stored_instruments(c)], outcome)
        drivers = find_drivers(c, unit, outcome, when, progress)
    if drivers is None:
        return _without_importance(compared, outcome or "", "", "counts", 0)
    outcome_names = (drivers.outcome.key, _(drivers.outcome.label))
    table = scores(drivers)
    if len(table) < max(floor, 2):
        return _without_importance(compared, *outcome_names, "few", len(table))
    progress(_("Calculating importance"), 0.8)
    products = cross_products(table)
    found = products.correlations()
    weights = relative_weights(found[:-1, :-1], found[:-1, -1])
    chance = unrelated_p(table)
    if weights is None or chance is None:
        return _without_importance(compared, *outcome_names, "alike", len(table))
    n = _answers_beside_outcome(table)
    weights = adjusted_weights(weights, n)
    if chance >= UNRELATED or weights.r_squared <= 0:
        return _without_importance(compared, *outcome_names, "unrelated", len(table))
    progress("Calculating…", 0.9)
    drawn = bootstrap_weights(products, repeats=repeats)
    drawn = drawn.adjusted(n) if drawn is not None else None
    ranks = _rank_correlations(table)
    progress(_("Calculating importance"), 1.0)
    return _priorities(compared, drivers, len(table), weights, drawn, ranks)


def _answers_beside_outcome(table: Numbers) -> float:
    """Return how many surveys usually tell both a measure and the outcome."""
    return float(np.median(np.isfinite(table[:, :-1]).sum(axis=0)))


def _check_outcome(known: Sequence[dict[str, Measure]], outcome: str) -> None:
    if any(outcome in measures for measures in known):
        return
    keys = list(dict.fromkeys(key for measures in known for key in measures))
    raise UsageProblem("unknown-measure", measure=outcome, measures=tuple(keys))


def _rank_correlations(table: Numbers) -> list[float | None]:
    rows = table
    if len(table) > _RANKED:
        rows = table[np.random.default_rng(1).integers(0, len(table), size=_RANKED)]
    return [spearman(rows[:, i], rows[:, -1]) for i in range(table.shape[1] - 1)]


def _priorities(
    compared: Comparison,
    drivers: Drivers,
    n: int,
    weights: RelativeWeights,
    drawn: BootstrapWeights | None,
    ranks: Sequence[float | None],
) -> Priorities:
    rows = {m.measure: m for m in compared.measures}
    sides = [rows.get(measure.key) for measure in drivers.predictors]
    gaps = [side.difference.top_box if side else None for side in sides]
    own = [side.unit.top_box if side else None for side in sides]
    has_gaps = any(gap is not None for gap in gaps)
    corners = priority_quadrants(gaps if has_gaps else own, weights.raw, 0.0 if has_gaps else None)
    intervals = drawn.intervals() if drawn else [(None, None)] * len(sides)
    ties = _ties(drivers.predictors, weights, drawn)
    items = [
        _item(
            measure,
            sides[i],
            weights.raw[i],
            intervals[i],
            _corner(corners.places[i], sides[i]),
            corners.importance_cut,
            ties[i],
            ranks[i],
        )
        for i, measure in enumerate(drivers.predictors)
    ]
    items.sort(key=lambda item: -(item.importance if item.importance is not None else -1.0))
    below = [item for item in items if item.signal == "below" and item.gap is not None]
    above = [item for item in items if item.signal == "above" and item.gap is not None]
    return Priorities(
        unit=compared.unit,
        facility=compared.facility,
        outcome=drivers.outcome.key,
        outcome_label=_(drivers.outcome.label),
        source=drivers.source,
        n=n,
        r_squared=weights.r_squared,
        items=tuple(items),
        importance_cut=corners.importance_cut,
        biggest_gap=min(below, key=lambda i: i.gap or 0.0).measure if below else "",
        bright_spot=max(above, key=lambda i: i.gap or 0.0).measure if above else "",
        floor=compared.floor,
        other_label=compared.other_label,
        performance_cut=None if has_gaps else corners.performance_cut,
    )


def _corner(place: Quadrant | None, side: MeasureComparison | None) -> Quadrant | None:
    """Return the quadrant of a measure: nothing comes first without a real gap."""
    real = side is not None and side.difference.signal == "below"
    return Quadrant.KEEP_UP if place is Quadrant.FIX_FIRST and not real else place


def _ties(
    predictors: Sequence[Measure], weights: RelativeWeights, drawn: BootstrapWeights | None
) -> list[tuple[str, ...]]:
    """Return, per measure, the others whose importance cannot be told from its own."""
    if drawn is None:
        return [()] * len(predictors)
    tied = drawn.cannot_tell_apart()
    known = [weight is not None for weight in weights.raw]
    return [
        tuple(
            other.key
            for j, other in enumerate(predictors)
            if i != j and tied[i, j] and known[i] and known[j]
        )
        for i in range(len(predictors))
    ]


def _item(
    measure: Measure,
    side: MeasureComparison | None,
    weight: float | None,
    interval: tuple[float | None, float | None],
    corner: Quadrant | None,
    cut: float | None,
    tied: tuple[str, ...],
    rank: float | None,
) -> PriorityItem:
    difference = side.difference if side else None
    low, high = interval if weight is not None else (None, None)
    signal = difference.signal if difference else "too_few"
    apart = low is not None and high is not None and cut is not None and not low <= cut <= high
    return PriorityItem(
        measure=measure.key,
        label=_(measure.label),
        importance=weight,
        low=low,
        high=high,
        performance=side.unit.top_box if side else None,
        gap=difference.top_box if difference else None,
        gap_low=difference.low if difference else None,
        gap_high=difference.high if difference else None,
        signal=signal,
        quadrant=str(corner) if corner is not None else None,
        clear=apart and signal in ("above", "below"),
        tied_with=tied,
        rank_correlation=rank,
        short=measure.short_label,
        noticeable=difference.noticeable if difference else None,
    )


def _without_importance(
    compared: Comparison, outcome: str, label: str, why: str, n: int
) -> Priorities:
    """Return the plain list: gaps without importance, and why there is none."""
    items = tuple(
        _item(Measure(m.measure, m.label, (), m.short), m, None, (None, None), None, None, (), None)
        for m in compared.measures
        if m.measure != outcome
    )
    below = [i for i in items if i.signal == "below" and i.gap is not None]
    above = [i for i in items if i.signal == "above" and i.gap is not None]
    return Priorities(
        unit=compared.unit,
        facility=compared.facility,
        outcome=outcome,
        outcome_label=label,
        source="",
        n=n,
        r_squared=None,
        items=items,
        importance_cut=None,
        biggest_gap=min(below, key=lambda i: i.gap or 0.0).measure if below else "",
        bright_spot=max(above, key=lambda i: i.gap or 0.0).measure if above else "",
        why=why,
        floor=compared.floor,
        other_label=compared.other_label,
    )
