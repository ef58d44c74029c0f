"""Which surveys tell what goes with a good overall rating, and their scores."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from models.files.content import Progress, no_progress
from models.store.database import Connection
from models.store.tallies import (
    Numbers,
    Responses,
    StoredInstrument,
    count_responses,
    read_responses,
    stored_instruments,
)
from models.survey import Instrument, Measure, Period, Unit

OUTCOMES = ("rating", "recommend", "overall_experience")
_OVERALL = ("overall", "recommend", "satisf", "rating")
_WHOLE = re.compile(
    r"\b(overall|recommend(ed|ation)?|nps|sat(isfaction)? score|total satisfaction)\b"
)
"""Words of a measure that judges the whole stay: it explains no other such measure."""
UNIT_PER_ITEM = 20
"""Surveys per measure from which a unit tells its own importance; below, the organization's."""
FEWEST_PER_ITEM = 10


@dataclass(frozen=True)
class Drivers:
    """The surveys chosen: measures, the outcome, and where they come from."""

    stored: StoredInstrument
    outcome: Measure
    predictors: tuple[Measure, ...]
    source: str
    responses: Responses


def outcome_of(instrument: Instrument, wanted: str | None) -> Measure | None:
    """Return the measure that stands for the whole: as wanted, else found by its key or words."""
    by_key = instrument.measure_by_key
    if wanted is not None:
        return by_key.get(wanted)
    for key in OUTCOMES:
        if key in by_key:
            return by_key[key]
    for measure in instrument.measure_by_key.values():
        words = f"{measure.key} {measure.label}".casefold()
        if any(word in words for word in _OVERALL):
            return measure
    return None


def outcomes_of(instrument: Instrument) -> tuple[Measure, ...]:
    """Return the measures that judge the whole stay, the one that stands for it first."""
    first = outcome_of(instrument, None)
    if first is None:
        return ()
    others = [m for m in instrument.measure_by_key.values() if m.key != first.key and _is_whole(m)]
    return (first, *others)


def _is_whole(measure: Measure) -> bool:
    words = f"{measure.key} {measure.label}".casefold().replace("_", " ")
    return measure.key in OUTCOMES or _WHOLE.search(words) is not None


def predictors_of(instrument: Instrument, outcome: Measure) -> tuple[Measure, ...]:
    """Return the measures that may go with the outcome: all others that are not overall ones.

    Where fewer than two would be left, overall ones by their words alone stay.
    """
    others = tuple(
        measure
        for measure in instrument.measure_by_key.values()
        if measure.key != outcome.key
        and measure.key not in OUTCOMES
        and not any(instrument.item(key).about_patient for key in measure.items)
    )
    kept = tuple(measure for measure in others if not _is_whole(measure))
    return kept if len(kept) > 1 else others


def possible_outcomes(c: Connection, unit: Unit, period: Period) -> tuple[Measure, ...]:
    """Return the measures that could be explained with the unit's questionnaires, as they are
    offered; without surveys of its own, with those of all."""
    own = count_responses(c, period=period, unit=unit.id) or count_responses(c, period=period)
    stored = sorted(
        stored_instruments(c), key=lambda s: (s.instrument.first_month or 0, s.id), reverse=True
    )
    found = {m.key: m for s in stored if own.get(s.id) for m in reversed(outcomes_of(s.instrument))}
    return tuple(reversed(found.values()))


def find_drivers(
    c: Connection,
    unit: Unit,
    outcome: str | None,
    period: Period,
    progress: Progress = no_progress,
) -> Drivers | None:
    """Return the surveys to learn importance from, None when there are none.

    The newest questionnaire with enough surveys, else the one with the most. The unit's own
    surveys when it has 20 per measure, else its facility's, else everybody's.
    """
    everybody = count_responses(c, period=period)
    here = count_responses(c, period=period, facility=unit.facility_id)
    own = count_responses(c, period=period, unit=unit.id)
    candidates = []
    for stored in stored_instruments(c):
        found = outcome_of(stored.instrument, outcome)
        if found is None or not everybody.get(stored.id):
            continue
        measures = predictors_of(stored.instrument, found)
        if measures:
            candidates.append((stored, found, measures))
    if not candidates:
        return None
    stored, found, measures = _chosen(candidates, everybody, own)
    source = _source(len(measures), own.get(stored.id, 0), here.get(stored.id, 0))
    total = {"unit": own, "facility": here, "organization": everybody}[source]
    surveys = read_responses(
        c,
        stored,
        period=period,
        unit=unit.id if source == "unit" else None,
        facility=unit.facility_id if source == "facility" else None,
        expected=total.get(stored.id, 0),
        progress=progress,
    )
    return Drivers(stored, found, measures, source, surveys)


def _source(measures: int, own: int, here: int) -> str:
    if own >= UNIT_PER_ITEM * measures:
        return "unit"
    return "facility" if here >= FEWEST_PER_ITEM * measures else "organization"


def scores(drivers: Drivers) -> Numbers:
    """Return surveys x measures, 0-100, the outcome last; NaN where nothing was answered.

    A measure of several items scores the mean of those answered. Surveys without the outcome
    are left out.
    """
    there = np.isfinite(_score(drivers.responses, drivers.outcome))
    kept = drivers.responses if there.all() else drivers.responses.where(there)
    measures = (*drivers.predictors, drivers.outcome)
    table = np.empty((len(kept), len(measures)), dtype=np.float32)
    for place, measure in enumerate(measures):
        table[:, place] = _score(kept, measure)
    return table


def _chosen(
    candidates: list[tuple[StoredInstrument, Measure, tuple[Measure, ...]]],
    everybody: dict[int, int],
    own: dict[int, int],
) -> tuple[StoredInstrument, Measure, tuple[Measure, ...]]:
    newest = sorted(candidates, key=lambda each: (each[0].instrument.first_month or 0, each[0].id))
    asked = [each for each in newest if own.get(each[0].id)] or newest
    for stored, found, measures in reversed(asked):
        if everybody[stored.id] >= FEWEST_PER_ITEM * len(measures):
            return stored, found, measures
    return max(asked, key=lambda each: everybody[each[0].id])


def _score(responses: Responses, measure: Measure) -> Numbers:
    if len(measure.items) == 1:
        return responses.linear(measure.items[0])
    worths = [responses.linear(item) for item in measure.items]
    number = sum(np.isfinite(worth).astype(np.float32) for worth in worths)
    total = sum(np.nan_to_num(worth, copy=False, nan=0.0) for worth in worths)
    with np.errstate(invalid="ignore"):
        return np.asarray(total / number, dtype=np.float32)
