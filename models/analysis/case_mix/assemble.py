"""What an adjusted comparison found, with names, notes and words; or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.analysis.case_mix.results import CaseMix, CaseMixUnit
from models.analysis.case_mix.words import case_mix_verdict, option_words
from models.statistics.case_mix import CaseMixOptions, CaseMixResult, UnitResult
from models.store.tallies import StoredInstrument
from models.survey import Measure

UNIT, FACILITY = "unit", "facility"


@dataclass(frozen=True)
class GroupName:
    """A unit's name, its facility, and the name that tells it from all others."""

    unit: str
    facility: str
    told: str


@dataclass(frozen=True)
class CaseMixRequest:
    """What is asked: by what, with which names, from how many surveys on, and how."""

    by: str
    names: Mapping[int, GroupName]
    floor: int
    options: CaseMixOptions
    weigh: str


@dataclass(frozen=True)
class Included:
    """The surveys of the groups that take part, and how many usable ones each group has."""

    kept: np.ndarray
    sizes: Mapping[int, int]
    small: tuple[int, ...]
    """Groups with too few, which take no part."""


def build_result(
    found: CaseMixResult,
    measure: Measure,
    adjusters: tuple[str, ...],
    bounds: tuple[float, float] | None,
    parted: Included,
    notes: Sequence[str],
    asked: CaseMixRequest,
) -> CaseMix:
    """Return what was found with names and words; groups with too few come last."""
    rows = [_row(unit, asked.names) for unit in found.units]
    rows += [
        _small_row(group, parted.sizes[group], asked.names[group])
        for group in parted.small
        if group in asked.names
    ]
    names = [row.name for row in rows]
    return CaseMix(
        measure=measure.key,
        label=measure.label,
        by=asked.by,
        adjusters=adjusters,
        scale=bounds,
        n=sum(unit.n for unit in found.units),
        overall=found.overall,
        f=found.f,
        df=found.df,
        p=found.p,
        reliability=found.reliability,
        slopes=tuple(zip(measure.items, found.slopes, strict=True)),
        units=tuple(rows),
        floor=asked.floor,
        verdict=case_mix_verdict(found, names, asked.by, adjusted=bool(adjusters)),
        notes=tuple(notes),
        options=asked.options,
        weigh=asked.weigh,
    )


def _small_row(group: int, surveys: int, name: GroupName) -> CaseMixUnit:
    return CaseMixUnit(
        name.unit, name.facility, surveys, too_few=True, unit_id=group, name=name.told
    )


def _row(found: UnitResult, names: Mapping[int, GroupName]) -> CaseMixUnit:
    name = names.get(found.unit) or GroupName(str(found.unit), "", str(found.unit))
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


def notes_of(
    found: CaseMixResult,
    stored: StoredInstrument,
    adjusters: Sequence[str],
    small: Sequence[int],
    asked: CaseMixRequest,
) -> list[str]:
    """Return what has to be known to read the figures, one sentence each."""
    notes = [f"Surveys of {stored.instrument.name}. Means, not shares of best answers."]
    if adjusters and asked.options.impute:
        notes.append("A missing adjuster counts as the mean of its unit.")
    notes += option_words(asked.options, asked.by, asked.weigh)
    if small:
        noun = "units" if asked.by == UNIT else "facilities"
        notes.append(f"{noun.capitalize()} with fewer than {asked.floor} surveys take no part.")
    if any(unit.n < 100 for unit in found.units):
        notes.append("AHRQ asks for caution below 100 surveys.")
    return notes


def no_case_mix(measure: Measure, by: str, adjust: Sequence[str], floor: int, why: str) -> CaseMix:
    """Return the comparison that cannot be made; `why` is its verdict."""
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
