"""What the page of all units asks of the data, each one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from models.survey import Unit
from ui.pages.base import MeasureName, chosen_measure, measures_of
from ui.text.language import _

if TYPE_CHECKING:
    from models.analysis.case_mix import CaseMix
    from models.analysis.estimates import PeriodChoice
    from models.analysis.funnel import Funnel
    from models.store.database import Database
    from models.store.units import UnitSummary
    from models.survey import Period
    from ui.base.jobs import Progress

ALL, FACILITY, TYPE = "all", "facility", "type"
FEWEST_OF_FACILITY = 5
"""A hospital with so many units with answers is shown by itself first."""


@dataclass(frozen=True)
class Circle:
    """Which units stand beside each other: all, those of the unit's hospital, those like it."""

    key: str
    units: int


@dataclass(frozen=True)
class Adjusting:
    """What a person chose; the usual choices unless told otherwise.

    `adjust`: questions about the patient, None for the usual ones. `weigh`: how units count in
    their mean, alike or surveys; `items`: how a measure's questions do, alike or answers.
    `smoothing`: surveys that steady a variance; `change`: the share of the way to the nearer
    end of the scale that a star needs.
    """

    adjust: tuple[str, ...] | None = None
    weigh: str = "alike"
    items: str = "alike"
    smoothing: str = "0"
    change: str = "0"


@dataclass(frozen=True)
class UnitsView:
    """All units on one measure, with what could be shown instead. Without any answer from the
    unit there is no funnel."""

    unit: Unit
    measures: Sequence[MeasureName]
    periods: Sequence[PeriodChoice]
    period: PeriodChoice
    circles: Sequence[Circle]
    circle: str
    funnel: Funnel | None
    shared: Funnel | None = None
    """The same as it may leave the desk."""

    @property
    def short(self) -> str:
        """The measure's name for places with little room."""
        key = self.funnel.measure if self.funnel is not None else ""
        return next((m.short for m in self.measures if m.key == key), key)


def read_units(
    db: Database,
    _progress: Progress,
    *,
    unit: Unit,
    measure: str,
    period_key: str,
    circle: str,
    today: date,
) -> UnitsView:
    """Read every unit's share; `measure`, `period_key` and `circle` may be empty or gone."""
    from models.analysis.estimates import period_choices
    from models.analysis.funnel import funnel
    from models.store.units import list_units

    with db.read() as c:
        everyone = [summary for summary in list_units(c) if summary.responses]
    there = measures_of(db, unit)
    periods = period_choices(db, unit, today)
    period = next((p for p in periods if p.key == period_key), periods[0])
    circles = _circles(unit, everyone)
    chosen = circle if circle in [each.key for each in circles] else circles[0].key
    key = chosen_measure(db, unit, there, measure, today)
    ids = {s.unit.id for s in everyone if _is_in(chosen, s.unit, unit)} | {unit.id}
    found = shared = None
    if key:
        within = None if chosen == ALL else ids
        found = funnel(db, key, period=period.period, units=within)
        shared = funnel(db, key, period=period.period, units=within, shared_on=today)
    return UnitsView(unit, there, periods, period, circles, chosen, found, shared)


def _circles(unit: Unit, everyone: Sequence[UnitSummary]) -> list[Circle]:
    """Return the circles that differ, the one to show first at the front."""
    sizes = {key: sum(_is_in(key, s.unit, unit) for s in everyone) for key in (ALL, FACILITY, TYPE)}
    found = [Circle(ALL, sizes[ALL])]
    if 1 < sizes[FACILITY] < sizes[ALL]:
        place = 0 if sizes[FACILITY] >= FEWEST_OF_FACILITY else 1
        found.insert(place, Circle(FACILITY, sizes[FACILITY]))
    if 1 < sizes[TYPE] < sizes[ALL]:
        found.append(Circle(TYPE, sizes[TYPE]))
    return found


def _is_in(circle: str, other: Unit, unit: Unit) -> bool:
    if circle == FACILITY:
        return other.facility_id == unit.facility_id
    if circle == TYPE:
        return bool(unit.type) and other.type == unit.type
    return True


@dataclass(frozen=True)
class AdjustedView:
    """Every unit's adjusted mean, with the questions that could be adjusted for and those that
    were."""

    found: CaseMix
    questions: Sequence[MeasureName]
    used: Sequence[str]


def read_adjusted(
    db: Database, progress: Progress, *, measure: str, period: Period, chosen: Adjusting
) -> AdjustedView:
    """Read every unit's mean adjusted for who answered, by the usual questions or those chosen."""
    from models.analysis.case_mix import (
        DEFAULTS,
        MODE,
        case_mix,
        modes_differ,
        possible_adjusters,
        usual_adjusters,
    )

    with db.read() as c:
        items = possible_adjusters(c, measure, period)
        usual = usual_adjusters(c, measure, period)
        tells_mode = modes_differ(c, measure, period) is not None
    there = [MeasureName(item.key, _(item.label), _(item.label)) for item in items]
    if tells_mode:
        asked = _("Survey mode (mail, phone, …)")
        there.append(MeasureName(MODE, asked, asked))
    wanted = usual if chosen.adjust is None else chosen.adjust
    known = {each.key for each in there}
    used = tuple(key for key in wanted if key in known)
    options = replace(
        DEFAULTS,
        k=None if chosen.items == "answers" else 1,
        smoothing=float(chosen.smoothing),
        change=float(chosen.change),
    )
    found = case_mix(
        db,
        measure,
        adjust=used,
        period=period,
        options=options,
        weigh=chosen.weigh,
        progress=progress,
    )
    return AdjustedView(found, there, used)
