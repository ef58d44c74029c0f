"""Grouped reads of what was counted: answers, pairs of answers, surveys and how they were asked.

Every function takes a `UnitSelection`, the units whose answers are added up, and a `Period`; the
database adds, so the cost does not grow with the number of surveys. `value` is a stored answer
value: those from 200 on (not applicable, no answer) are never returned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.tables import (
    CompositeTallyRow,
    CountSourceRow,
    FacilityTallyRow,
    PairTallyRow,
    SurveyTallyRow,
    TallyRow,
    UnitRow,
)
from models.survey import NO_UNIT, NOT_APPLICABLE, UNDATED, Period, Unit

ALL_DATA = Period()


@dataclass(frozen=True, slots=True)
class UnitSelection:
    """The units whose answers are added up.

    `units`: exactly these. `names` or `types`: units elsewhere than in `facility` with one of
    these names or types. Else everybody but the unit `without`: in its `facility`, or anywhere
    when `facility` is None.
    """

    units: tuple[int, ...] | None = None
    facility: int | None = None
    without: int = 0
    names: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @classmethod
    def of(cls, *unit_ids: int) -> UnitSelection:
        return cls(units=unit_ids)

    @classmethod
    def rest_of_facility(cls, unit: Unit) -> UnitSelection:
        """Return the other units of a unit's facility."""
        return cls(facility=unit.facility_id, without=unit.id)

    @classmethod
    def everybody_but(cls, unit: Unit) -> UnitSelection:
        """Return the other units of every facility."""
        return cls(without=unit.id)


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Surveys that answered two items: `both`, and the top boxes among them."""

    both: int
    both_top: int
    a_top: int
    b_top: int

    def plus(self, more: PairCounts) -> PairCounts:
        """Return the counts of both crowds together."""
        return PairCounts(
            self.both + more.both,
            self.both_top + more.both_top,
            self.a_top + more.a_top,
            self.b_top + more.b_top,
        )


def peer_units(c: Connection, unit: Unit) -> UnitSelection:
    """Return the units of the same name, or of the same type when it has one, elsewhere.

    Elsewhere is another facility. Names and types are compared without regard to capitals.
    Surveys that name no unit are nobody's peers and have none.
    """
    if unit.is_unassigned:
        return UnitSelection.of()
    return UnitSelection(
        facility=unit.facility_id,
        names=_spellings(c, UnitRow.name, unit.name),
        types=_spellings(c, UnitRow.type, unit.type) if unit.type else (),
    )


def count_units(c: Connection, crowd: UnitSelection) -> int:
    """Return how many units a crowd has, with data or without."""
    if crowd.units is not None:
        return len(crowd.units)
    members = units_of(crowd).subquery()
    return int(c.execute(sa.select(sa.func.count()).select_from(members)).scalar_one())


def answer_counts(c: Connection, crowd: UnitSelection, period: Period) -> dict[int, dict[int, int]]:
    """Return item id -> value -> number of answers."""
    found: dict[int, dict[int, int]] = {}
    for sign, table, where in _answer_sources(crowd):
        query = (
            sa.select(table.item_id, table.value, sa.func.sum(table.count))
            .where(where, table.value < NOT_APPLICABLE, *_within(table.month, period))
            .group_by(table.item_id, table.value)
        )
        for item, value, count in c.execute(query):
            by_value = found.setdefault(item, {})
            by_value[value] = by_value.get(value, 0) + sign * count
    return {item: {v: n for v, n in counts.items() if n} for item, counts in found.items()}


def answered_months(
    c: Connection, crowd: UnitSelection, period: Period
) -> dict[int, dict[int, int]]:
    """Return item id -> month -> number of answers; months without answers are missing."""
    found: dict[int, dict[int, int]] = {}
    for sign, table, where in _answer_sources(crowd):
        query = (
            sa.select(table.item_id, table.month, sa.func.sum(table.count))
            .where(where, table.value < NOT_APPLICABLE, *_within(table.month, period))
            .group_by(table.item_id, table.month)
        )
        for item, month, count in c.execute(query):
            by_month = found.setdefault(item, {})
            by_month[month] = by_month.get(month, 0) + sign * count
    return {item: {m: n for m, n in counts.items() if n} for item, counts in found.items()}


def monthly_answer_counts(
    c: Connection, crowd: UnitSelection, items: Collection[int], period: Period = ALL_DATA
) -> dict[int, dict[int, dict[int, int]]]:
    """Return month -> item id -> value -> number of answers, for the items asked for."""
    found: dict[int, dict[int, dict[int, int]]] = {}
    for sign, table, where in _answer_sources(crowd):
        query = (
            sa.select(table.month, table.item_id, table.value, sa.func.sum(table.count))
            .where(
                where,
                table.item_id.in_(sorted(items)),
                table.value < NOT_APPLICABLE,
                *_within(table.month, period),
            )
            .group_by(table.month, table.item_id, table.value)
        )
        for month, item, value, count in c.execute(query):
            by_value = found.setdefault(month, {}).setdefault(item, {})
            by_value[value] = by_value.get(value, 0) + sign * count
    return found


def item_answer_counts(
    c: Connection, crowd: UnitSelection, items: Collection[int], period: Period = ALL_DATA
) -> dict[int, dict[int, int]]:
    """Return item id -> value -> number of answers, for the items asked for."""
    found: dict[int, dict[int, int]] = {}
    for by_item in monthly_answer_counts(c, crowd, items, period).values():
        for item, by_value in by_item.items():
            sums = found.setdefault(item, {})
            for value, count in by_value.items():
                sums[value] = sums.get(value, 0) + count
    return found


def pair_counts(
    c: Connection, crowd: UnitSelection, period: Period
) -> dict[tuple[int, int], PairCounts]:
    """Return (item id a, item id b) -> surveys that answered both, for items of composites."""
    row = PairTallyRow
    query = (
        sa.select(row.item_a, row.item_b, *_pair_sums())
        .where(_units(row.unit_id, crowd), *_within(row.month, period))
        .group_by(row.item_a, row.item_b)
    )
    return {(a, b): PairCounts(*map(int, sums)) for a, b, *sums in c.execute(query)}


def monthly_pair_counts(
    c: Connection, crowd: UnitSelection, items: Collection[int]
) -> dict[int, dict[tuple[int, int], PairCounts]]:
    """Return month -> (item id a, item id b) -> surveys that answered both."""
    row = PairTallyRow
    query = (
        sa.select(row.month, row.item_a, row.item_b, *_pair_sums())
        .where(
            _units(row.unit_id, crowd),
            row.item_a.in_(sorted(items)),
            row.item_b.in_(sorted(items)),
        )
        .group_by(row.month, row.item_a, row.item_b)
    )
    found: dict[int, dict[tuple[int, int], PairCounts]] = {}
    for month, a, b, *sums in c.execute(query):
        found.setdefault(month, {})[a, b] = PairCounts(*map(int, sums))
    return found


def composite_surveys(
    c: Connection, crowd: UnitSelection, period: Period
) -> dict[tuple[int, str], int]:
    """Return (instrument id, measure key) -> surveys that answered at least one of its items."""
    row = CompositeTallyRow
    query = (
        sa.select(row.instrument_id, row.measure, sa.func.sum(row.answered))
        .where(_units(row.unit_id, crowd), *_within(row.month, period))
        .group_by(row.instrument_id, row.measure)
    )
    return {(instrument, measure): int(n) for instrument, measure, n in c.execute(query)}


def monthly_composite_surveys(
    c: Connection, crowd: UnitSelection, instruments: Collection[int], measure: str
) -> dict[int, dict[int, int]]:
    """Return month -> instrument id -> surveys that answered at least one item of a composite."""
    row = CompositeTallyRow
    query = (
        sa.select(row.month, row.instrument_id, sa.func.sum(row.answered))
        .where(
            _units(row.unit_id, crowd),
            row.instrument_id.in_(sorted(instruments)),
            row.measure == measure,
        )
        .group_by(row.month, row.instrument_id)
    )
    found: dict[int, dict[int, int]] = {}
    for month, instrument, n in c.execute(query):
        found.setdefault(month, {})[instrument] = int(n)
    return found


def survey_modes(c: Connection, crowd: UnitSelection, period: Period) -> dict[int, dict[str, int]]:
    """Return instrument id -> mode -> returned surveys; mode "" where the file did not say."""
    row = SurveyTallyRow
    query = (
        sa.select(row.instrument_id, row.mode, sa.func.sum(row.count))
        .where(_units(row.unit_id, crowd), *_within(row.month, period))
        .group_by(row.instrument_id, row.mode)
    )
    found: dict[int, dict[str, int]] = {}
    for instrument, mode, count in c.execute(query):
        found.setdefault(instrument, {})[mode] = int(count)
    return found


def survey_months(c: Connection, crowd: UnitSelection, period: Period = ALL_DATA) -> dict[int, int]:
    """Return month -> returned surveys, oldest first; `UNDATED` counts those without a date."""
    row = SurveyTallyRow
    query = (
        sa.select(row.month, sa.func.sum(row.count))
        .where(_units(row.unit_id, crowd), *_within(row.month, period))
        .group_by(row.month)
        .order_by(row.month)
    )
    return {month: int(count) for month, count in c.execute(query)}


def counted_instruments(c: Connection, crowd: UnitSelection, period: Period) -> frozenset[int]:
    """Return ids of questionnaires of which the crowd has counts without the surveys behind them.

    Their answers stand in the tallies, but not in the pair and composite sums.
    """
    row = CountSourceRow
    query = (
        sa.select(row.instrument_id)
        .where(_units(row.unit_id, crowd), row.responses.is_not(None), *_within(row.month, period))
        .distinct()
    )
    return frozenset(c.execute(query).scalars())


def _answer_sources(crowd: UnitSelection) -> Iterator[tuple[int, Any, Any]]:
    """Give (sign, table, condition): a facility's rest is its sum less the unit's own."""
    if crowd.units is not None or crowd.names:
        yield 1, TallyRow, _units(TallyRow.unit_id, crowd)
        return
    everybody = FacilityTallyRow.facility_id == crowd.facility
    yield 1, FacilityTallyRow, sa.true() if crowd.facility is None else everybody
    yield -1, TallyRow, TallyRow.unit_id == crowd.without


def _units(column: Any, crowd: UnitSelection) -> Any:
    if crowd.units is not None:
        return column == crowd.units[0] if len(crowd.units) == 1 else column.in_(crowd.units)
    if crowd.facility is None:
        return column != crowd.without
    return column.in_(units_of(crowd))


def units_of(crowd: UnitSelection) -> sa.Select[int]:
    """Return the query for the ids of a crowd that is not listed."""
    unit = sa.select(UnitRow.id)
    if crowd.names:
        alike = sa.or_(UnitRow.name.in_(crowd.names), UnitRow.type.in_(crowd.types))
        named = sa.func.lower(UnitRow.name) != NO_UNIT.lower()
        return unit.where(UnitRow.facility_id != crowd.facility, alike, named)
    unit = unit.where(UnitRow.id != crowd.without)
    return unit if crowd.facility is None else unit.where(UnitRow.facility_id == crowd.facility)


def _spellings(c: Connection, column: Any, text: str) -> tuple[str, ...]:
    """Return how a name is spelled in a column, whatever its capitals."""
    found = c.execute(sa.select(column).distinct()).scalars()
    return tuple(sorted(one for one in found if one.casefold() == text.casefold()))


def _within(column: Any, period: Period) -> Iterable[Any]:
    if period.is_all:
        return
    first = max(period.first or 0, UNDATED + 1)
    yield column >= first
    if period.last is not None:
        yield column <= period.last


def _pair_sums() -> list[Any]:
    row = PairTallyRow
    return [sa.func.sum(column) for column in (row.both, row.both_top, row.a_top, row.b_top)]
