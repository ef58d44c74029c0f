"""Units side by side as AHRQ's CAHPS Analysis Program sees them: adjusted, tested, starred.

Scores are means on the questions' own scales, high = good; never set them on one axis with
shares of best answers. A composite is put together by the centered method. A missing adjuster
becomes its unit's mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.analysis.case_mix.assemble import (
    FACILITY,
    UNIT,
    CaseMixRequest,
    GroupName,
    Included,
    build_result,
    no_case_mix,
)
from models.analysis.case_mix.choice import (
    MODE,
    adjuster_columns,
    check_options,
    modes_differ,
    questionnaire_for,
)
from models.analysis.case_mix.results import CaseMix
from models.analysis.funnel import unit_names
from models.analysis.trend import measure_questions
from models.errors import UsageProblem
from models.files.content import Progress, no_progress
from models.statistics.case_mix import (
    CaseMixOptions,
    analyze_case_mix,
)
from models.store.database import Connection, Database, small_cell_floor
from models.store.tallies import (
    Responses,
    StoredInstrument,
    count_responses,
    number_of_answers,
    read_responses,
)
from models.store.units import list_units
from models.survey import Measure, Period

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

    `adjust` are items, measures of one item, or "mode": how patients were asked. Of several
    questionnaires the one with the most surveys that asks the measure and every adjuster counts.
    `weigh` says how units count in the mean of units: alike, or by their surveys. Adjusting for
    the mode, the error of its slope counts too. Units with fewer usable surveys
    than the floor take no part. Raises UsageProblem for an unknown measure or adjuster, for
    adjusting by an item of the measure itself, for another `by` or `weigh`, and for options that
    make no sense; Cancelled when `progress` asks to stop.
    """
    if by not in (UNIT, FACILITY):
        raise UsageProblem("unknown-case-mix-grouping", grouping=by)
    if weigh not in (ALIKE, BY_SURVEYS):
        raise UsageProblem("unknown-weights", weights=weigh)
    check_options(options)
    with db.read() as c:
        question = measure_questions(c, measure)[0].measure
        floor = small_cell_floor(c)
        chosen = questionnaire_for(c, measure, adjust, period or Period())
        names = _names(c, by)
        otherwise = MODE not in adjust and modes_differ(c, measure, period or Period()) is True
        if chosen is None:
            return no_case_mix(question, by, adjust, floor, "no_surveys")
        stored, found, items = chosen
        surveys = read_responses(
            c,
            stored,
            period=period,
            by_facility=by == FACILITY,
            with_modes=MODE in items,
            expected=count_responses(c, period=period).get(stored.id, 0),
            progress=progress,
        )
    if by == UNIT:  # surveys that name no unit make none
        surveys = surveys.where(np.isin(surveys.units, list(names)))
    if MODE in items:  # units that differ in a mode lean on its slope
        options = replace(options, slope_error=True, small_sample=True)
    answer = _case_mix(surveys, found, items, CaseMixRequest(by, names, floor, options, weigh))
    return replace(answer, modes_differ=otherwise)


def _names(c: Connection, by: str) -> dict[int, GroupName]:
    units = [summary.unit for summary in list_units(c)]
    if by == UNIT:
        units = [unit for unit in units if not unit.is_unassigned]
    if by == FACILITY:
        return {u.facility_id: GroupName(u.facility, u.facility, u.facility) for u in units}
    told = unit_names(units)
    return {unit.id: GroupName(unit.name, unit.facility, told[unit.id]) for unit in units}


def _case_mix(
    surveys: Responses, measure: Measure, adjusters: tuple[str, ...], asked: CaseMixRequest
) -> CaseMix:
    scores = np.column_stack([surveys.numbers(item) for item in measure.items]).astype(float)
    extra = adjuster_columns(surveys, adjusters)
    bounds = _bounds(surveys.stored, measure)
    why, nobody = "", [item for item in extra.unanswered if item != MODE] if len(surveys) else []
    if nobody:
        why = "unanswered"
    elif extra.unanswered and len(surveys):
        why = "no_mode"
    elif asked.options.change and bounds is None:
        why = "scales"
    if why:
        labels = [surveys.stored.instrument.item(item).label for item in nobody]
        return no_case_mix(measure, asked.by, adjusters, asked.floor, why, labels)
    parted = _parted(surveys, scores, extra.values, asked)
    found = analyze_case_mix(
        scores[parted.kept],
        surveys.units[parted.kept],
        extra.values[parted.kept],
        bounds=bounds,
        unit_weights=_weights(parted) if asked.weigh == BY_SURVEYS else None,
        options=asked.options,
    )
    if found is None:
        return no_case_mix(measure, asked.by, adjusters, asked.floor, "few")
    name = surveys.stored.instrument.name
    return build_result(found, measure, extra.names, bounds, parted, name, asked)


def _parted(
    surveys: Responses, scores: np.ndarray, adjusting: np.ndarray, asked: CaseMixRequest
) -> Included:
    """Leave out the groups below the floor, which is at least two: one survey has no spread."""
    usable = np.isfinite(scores).any(axis=1)
    if not asked.options.impute:
        usable &= np.isfinite(adjusting).all(axis=1)
    groups, counts = np.unique(surveys.units[usable], return_counts=True)
    sizes = {int(group): int(n) for group, n in zip(groups, counts, strict=True)}
    small = tuple(group for group, n in sizes.items() if n < max(asked.floor, 2))
    return Included(~np.isin(surveys.units, small), sizes, small)


def _weights(parted: Included) -> dict[int, float]:
    return {group: float(n) for group, n in parted.sizes.items()}


def _bounds(stored: StoredInstrument, measure: Measure) -> tuple[float, float] | None:
    """Return the ends of the scale, None when the items have different ones."""
    ends = set()
    for item in measure.items:
        numbers = number_of_answers(stored, item).values()
        ends.add((min(numbers), max(numbers)))
    return ends.pop() if len(ends) == 1 else None
