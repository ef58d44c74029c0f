"""What an adjusted comparison found, with names; or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.analysis.case_mix.results import CaseMix, CaseMixUnit
from models.language import _
from models.statistics.case_mix import CaseMixOptions, CaseMixResult, UnitResult
from models.statistics.power import noticeable_among
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
    questionnaire: str,
    asked: CaseMixRequest,
) -> CaseMix:
    """Return what was found with names; groups with too few come last."""
    rows = [_row(unit, asked.names) for unit in found.units]
    rows += [
        _small_row(group, parted.sizes[group], asked.names[group])
        for group in parted.small
        if group in asked.names
    ]
    return CaseMix(
        measure=measure.key,
        label=_(measure.label),
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
        noticeable=_noticeable(rows) if found.p is not None else None,
        questionnaire=questionnaire,
        options=asked.options,
        weigh=asked.weigh,
    )


def _noticeable(rows: Sequence[CaseMixUnit]) -> float | None:
    errors = [row.se for row in rows if row.se]
    return noticeable_among(errors) if len(errors) > 1 else None


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


def no_case_mix(
    measure: Measure,
    by: str,
    adjust: Sequence[str],
    floor: int,
    why: str,
    items: Sequence[str] = (),
) -> CaseMix:
    """Return the comparison that can't be made, and `why`."""
    return CaseMix(
        measure.key,
        _(measure.label),
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
        tuple(items),
    )
