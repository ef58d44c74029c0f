"""Units side by side as AHRQ's CAHPS Analysis Program sees them: adjusted, tested, starred.

Scores are means on the questions' own scales, high = good; never set them on one axis with
shares of best answers. A composite is put together by the centered method. A missing adjuster
becomes its unit's mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.analysis.case_mix_choice import questionnaire_for
from models.analysis.case_mix_columns import adjuster_columns
from models.analysis.case_mix_results import CaseMix, CaseMixUnit
from models.analysis.case_mix_words import case_mix_verdict, check_options, option_words
from models.analysis.funnel import unit_names
from models.analysis.trend import measure_questions
from models.analysis.words import joined
from models.errors import UsageProblem
from models.files.content import Progress, no_progress
from models.statistics.case_mix import (
    CaseMixOptions,
    CaseMixResult,
    UnitResult,
    analyze_case_mix,
)
from models.store.database import Connection, Database
from models.store.instruments import StoredInstrument
from models.store.responses import (
    Responses,
    count_responses,
    number_of_answers,
    read_responses,
)
from models.store.settings import small_cell_floor
from models.store.units import list_units
from models.survey import Measure, Period

UNIT, FACILITY = "unit", "facility"
ALIKE, BY_SURVEYS = "alike", "surveys"
DEFAULTS = CaseMixOptions(impute=True)


def case_mix(
    db: Database,
    measure: str,
    *,
    adjust: Sequence[str] = (),
    by: str = UNIT,
    period: Period | None = None,
    options: CaseMixOptions = DEFAULTS,
    weigh: str = ALIKE,
    progress: Progress = no_progress,
) -> CaseMix:
    """Return every unit's adjusted score on a measure, tested against the mean of units.

    `adjust` are items or measures of one item. Of several questionnaires the one with the most
    surveys that asks the measure and every adjuster counts. `weigh` says how units count in the
    mean of units: alike, or by their surveys. Units with fewer usable surveys
    than the floor take no part. Raises UsageProblem for an unknown measure or adjuster, for
    adjusting by an item of the measure itself, for another `by` or `weigh`, and for options that
    make no sense; Cancelled when `progress` asks to stop.
    """
    if by not in (UNIT, FACILITY):
        raise UsageProblem(
            "unknown-grouping", f"There is no grouping “{by}”.", hint="unit, facility"
        )
    if weigh not in (ALIKE, BY_SURVEYS):
        raise UsageProblem(
            "unknown-weights", f"There are no weights “{weigh}”.", hint="alike, surveys"
        )
    check_options(options)
    with db.read() as c:
        question = measure_questions(c, measure)[0].measure
        floor = small_cell_floor(c)
        chosen = questionnaire_for(c, measure, adjust, period or Period())
        names = _names(c, by)
        if chosen is None:
            return _nothing(question, by, adjust, floor, "No whole surveys with this question.")
        stored, found, items = chosen
        surveys = read_responses(
            c,
            stored,
            period=period,
            by_facility=by == FACILITY,
            expected=count_responses(c, period=period).get(stored.id, 0),
            progress=progress,
        )
    if by == UNIT:  # surveys that name no unit make none
        surveys = surveys.where(np.isin(surveys.units, list(names)))
    return _case_mix(surveys, found, items, by, names, floor, options, weigh)


def _names(c: Connection, by: str) -> dict[int, _Name]:
    units = [summary.unit for summary in list_units(c)]
    if by == UNIT:
        units = [unit for unit in units if not unit.is_unassigned]
    if by == FACILITY:
        return {u.facility_id: _Name(u.facility, u.facility, u.facility) for u in units}
    told = unit_names(units)
    return {unit.id: _Name(unit.name, unit.facility, told[unit.id]) for unit in units}


@dataclass(frozen=True)
class _Name:
    """A unit's name, its facility, and the name that tells it from all others."""

    unit: str
    facility: str
    told: str


def _case_mix(
    surveys: Responses,
    measure: Measure,
    adjusters: tuple[str, ...],
    by: str,
    names: Mapping[int, _Name],
    floor: int,
    options: CaseMixOptions,
    weigh: str,
) -> CaseMix:
    scores = np.column_stack([surveys.numbers(item) for item in measure.items]).astype(float)
    extra = adjuster_columns(surveys, adjusters)
    if extra.unanswered and len(surveys):
        asked = joined([surveys.stored.instrument.item(item).label for item in extra.unanswered])
        return _nothing(measure, by, adjusters, floor, f"Nobody answered: {asked}.")
    usable = np.isfinite(scores).any(axis=1)
    if not options.impute:
        usable &= np.isfinite(extra.values).all(axis=1)
    sizes = dict(zip(*np.unique(surveys.units[usable], return_counts=True), strict=True))
    small = [int(unit) for unit, n in sizes.items() if n < max(floor, 2)]
    kept = ~np.isin(surveys.units, small)
    bounds = _bounds(surveys.stored, measure)
    if options.change and bounds is None:
        why = "No share of the scale can be asked for: the questions have different scales."
        return _nothing(measure, by, adjusters, floor, why)
    found = analyze_case_mix(
        scores[kept],
        surveys.units[kept],
        extra.values[kept],
        bounds=bounds,
        unit_weights={int(u): float(n) for u, n in sizes.items()} if weigh == BY_SURVEYS else None,
        options=options,
    )
    if found is None:
        why = f"Too few surveys: no {by} has {floor} with this question."
        return _nothing(measure, by, adjusters, floor, why)
    rows = [_row(unit, names) for unit in found.units]
    rows += [
        CaseMixUnit(
            names[u].unit,
            names[u].facility,
            int(sizes[u]),
            too_few=True,
            unit_id=u,
            name=names[u].told,
        )
        for u in small
        if u in names
    ]
    return CaseMix(
        measure=measure.key,
        label=measure.label,
        by=by,
        adjusters=extra.names,
        scale=bounds,
        n=sum(unit.n for unit in found.units),
        overall=found.overall,
        f=found.f,
        df=found.df,
        p=found.p,
        reliability=found.reliability,
        slopes=tuple(zip(measure.items, found.slopes, strict=True)),
        units=tuple(rows),
        floor=floor,
        verdict=case_mix_verdict(found, [row.name for row in rows], by, adjusted=bool(adjusters)),
        notes=tuple(_notes(found, surveys.stored, adjusters, small, by, floor, options, weigh)),
        options=options,
        weigh=weigh,
    )


def _bounds(stored: StoredInstrument, measure: Measure) -> tuple[float, float] | None:
    """Return the ends of the scale, None when the items have different ones."""
    ends = set()
    for item in measure.items:
        numbers = number_of_answers(stored, item).values()
        ends.add((min(numbers), max(numbers)))
    return ends.pop() if len(ends) == 1 else None


def _row(found: UnitResult, names: Mapping[int, _Name]) -> CaseMixUnit:
    name = names.get(found.unit) or _Name(str(found.unit), "", str(found.unit))
    return CaseMixUnit(
        name.unit,
        name.facility,
        found.n,
        found.unadjusted,
        found.adjusted,
        found.difference,
        found.se,
        found.p,
        found.stars,
        unit_id=found.unit,
        name=name.told,
    )


def _notes(
    found: CaseMixResult,
    stored: StoredInstrument,
    adjusters: Sequence[str],
    small: Sequence[int],
    by: str,
    floor: int,
    options: CaseMixOptions,
    weigh: str,
) -> list[str]:
    notes = [f"Surveys of {stored.instrument.name}. Means, not shares of best answers."]
    if adjusters and options.impute:
        notes.append("A missing adjuster counts as the mean of its unit.")
    notes += option_words(options, by, weigh)
    if small:
        noun = "units" if by == UNIT else "facilities"
        notes.append(f"{noun.capitalize()} with fewer than {floor} surveys take no part.")
    if any(unit.n < 100 for unit in found.units):
        notes.append("AHRQ asks for caution below 100 surveys.")
    return notes


def _nothing(measure: Measure, by: str, adjust: Sequence[str], floor: int, why: str) -> CaseMix:
    return CaseMix(
        measure.key,
        measure.label,
        by,
        tuple(adjust),
        None,
        0,
        None,
        None,
        None,
        None,
        None,
        (),
        (),
        floor,
        why,
    )
