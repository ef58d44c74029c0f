"""Everything a report shows, asked once: the frozen results of a unit or of a whole hospital.

Reports leave the desk, so everything here is asked for sharing: nothing below the small-cell floor
is in it, nor can it be subtracted out (`models.analysis.sharing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.analysis.comparison import compare
from models.analysis.estimates import Comparison, MeasureComparison, choices_from_months
from models.analysis.funnel import Funnel, funnel
from models.analysis.priorities import Priorities, priorities
from models.analysis.trend import Trend, trend
from models.store.actions import ActionItem, list_actions
from models.store.database import Database, small_cell_floor
from models.store.huddles import HuddleRecord, list_huddles
from models.store.tallies import UnitSelection, survey_months
from models.store.units import list_units
from models.survey import Period, Unit

OUTCOMES = ("rating", "recommend", "overall_experience")
"""Measures that stand for a stay as a whole, in the order they are looked for."""

MOST_TRENDS = 3
"""Measures shown over time in a deck; the workbook has them all."""

MOST_FUNNELS = 4


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A unit's results over a period. `trends` are of every measure it has answers to,
    `shown` the keys of those a deck shows, the one to talk about first."""

    unit: Unit
    period: Period
    comparison: Comparison
    trends: tuple[Trend, ...]
    shown: tuple[str, ...]
    priorities: Priorities | None
    actions: tuple[ActionItem, ...]
    huddles: tuple[HuddleRecord, ...]


@dataclass(frozen=True, slots=True)
class HospitalReport:
    """A hospital's units side by side over a period, on the measures that matter most."""

    facility: str
    period: Period
    funnels: tuple[Funnel, ...]
    units: tuple[UnitReport, ...]
    left_out: tuple[str, ...]
    """Names of units without enough answers in the period."""


def report_period(db: Database, units: Sequence[Unit], today: date) -> Period:
    """Return the months a report is about unless somebody names others: the last whole quarter
    with enough answers of these units together, or wider."""
    with db.read() as c:
        months = survey_months(c, UnitSelection.of(*(unit.id for unit in units)))
        floor = small_cell_floor(c)
    return choices_from_months(months, today, floor)[0].period


def unit_report(
    db: Database, unit: Unit, period: Period, today: date, *, against: str = "rest"
) -> UnitReport:
    """Ask everything about a unit. Raises what `compare` raises."""
    compared = compare(db, unit, against, period, shared_on=today)
    keys = [m.measure for m in compared.measures]
    period = compared.period
    trends = [trend(db, unit, key, period=_until(period), today=today, shared=True) for key in keys]
    with db.read() as c:
        actions = tuple(list_actions(c, unit_id=unit.id, today=today))
        huddles = tuple(list_huddles(c, unit.id))
    return UnitReport(
        unit,
        period,
        compared,
        tuple(each for each in trends if each.points),
        _shown(compared.measures),
        priorities(db, unit, period=period, shared_on=today) if len(keys) > 2 else None,
        actions,
        huddles,
    )


def hospital_report(
    db: Database, units: Sequence[Unit], period: Period, today: date
) -> HospitalReport:
    """Ask everything about the units of one hospital. Units below the floor are named only."""
    ids = {unit.id for unit in units}
    with db.read() as c:
        floor = small_cell_floor(c)
        surveys = {
            unit.id: sum(survey_months(c, UnitSelection.of(unit.id), period).values())
            for unit in units
        }
    enough = [unit for unit in units if surveys[unit.id] >= floor]
    reports = tuple(unit_report(db, unit, period, today) for unit in enough)
    keys = _funnel_measures(reports)
    funnels = tuple(funnel(db, key, period=period, units=ids, shared_on=today) for key in keys)
    left_out = tuple(u.name for u in units if surveys[u.id] < floor)
    return HospitalReport(units[0].facility, period, funnels, reports, left_out)


def reported_units(db: Database) -> dict[str, list[Unit]]:
    """Return the units that reports are about, by facility: open ones with surveys."""
    with db.read() as c:
        summaries = list_units(c)
    found: dict[str, list[Unit]] = {}
    for each in summaries:
        unit = each.unit
        if each.responses and unit.closed_on is None and not unit.is_unassigned:
            found.setdefault(unit.facility, []).append(unit)
    return found


def _until(period: Period) -> Period:
    """Return all months up to a period's end: a line needs its past."""
    return Period(None, period.last) if period.last is not None else Period()


def _shown(measures: Sequence[MeasureComparison]) -> tuple[str, ...]:
    """Choose what a deck shows over time: real gaps first, the largest on top, then real
    strengths, then the measure of the whole stay, then the largest gap of any kind."""
    known = [m for m in measures if m.difference.top_box is not None]
    by_gap = sorted(known, key=lambda m: m.difference.top_box or 0.0)
    below = [m.measure for m in by_gap if m.difference.signal == "below"]
    above = [m.measure for m in reversed(by_gap) if m.difference.signal == "above"]
    whole = [key for key in OUTCOMES if key in {m.measure for m in known}][:1]
    rest = [m.measure for m in by_gap[:1]] or [m.measure for m in measures[:1]]
    return tuple(dict.fromkeys([*below, *above, *whole, *rest]))[:MOST_TRENDS]


def _funnel_measures(reports: Sequence[UnitReport]) -> list[str]:
    """Choose measures to compare units on: the whole stay, then those most units differ on."""
    counts: dict[str, int] = {}
    for report in reports:
        for m in report.comparison.measures:
            differs = m.difference.signal in ("above", "below")
            counts[m.measure] = counts.get(m.measure, 0) + differs
    whole = [key for key in OUTCOMES if key in counts][:1]
    differing = sorted((key for key in counts if counts[key]), key=lambda k: -counts[k])
    return list(dict.fromkeys([*whole, *differing, *list(counts)[:1]]))[:MOST_FUNNELS]
