"""Grouped reads over every unit at once: the answers to some items, unit by unit."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.tables import (
    CompositeTallyRow,
    CountSourceRow,
    PairTallyRow,
    SurveyTallyRow,
    TallyRow,
    UnitRow,
)
from models.store.tallies.tallies import PairCounts, UnitSelection, units_of
from models.survey import NO_UNIT, NOT_APPLICABLE, UNDATED, Period


def answers_by_unit(
    c: Connection, items: Collection[int], period: Period
) -> dict[int, dict[int, dict[int, int]]]:
    """Return unit id -> item id -> value -> number of answers, for the items asked for."""
    row = TallyRow
    query = (
        sa.select(row.unit_id, row.item_id, row.value, sa.func.sum(row.count))
        .where(
            row.unit_id.in_(sa.select(UnitRow.id)),
            row.item_id.in_(sorted(items)),
            row.value < NOT_APPLICABLE,
            *_within(row.month, period),
        )
        .group_by(row.unit_id, row.item_id, row.value)
    )
    found: dict[int, dict[int, dict[int, int]]] = {}
    for unit, item, value, count in c.execute(query).all():
        if count:
            found.setdefault(unit, {}).setdefault(item, {})[value] = int(count)
    return found


def answers_of_facility(
    c: Connection, facility: int, items: Collection[int], period: Period
) -> dict[int, dict[int, dict[int, int]]]:
    """Return the same for the units of one facility; surveys that name no unit make none."""
    row, unit = TallyRow, UnitRow
    named = sa.func.lower(unit.name) != NO_UNIT.lower()
    query = (
        sa.select(row.unit_id, row.item_id, row.value, sa.func.sum(row.count))
        .where(
            row.unit_id.in_(sa.select(unit.id).where(unit.facility_id == facility, named)),
            row.item_id.in_(sorted(items)),
            row.value < NOT_APPLICABLE,
            *_within(row.month, period),
        )
        .group_by(row.unit_id, row.item_id, row.value)
    )
    found: dict[int, dict[int, dict[int, int]]] = {}
    for unit_id, item, value, count in c.execute(query).all():
        if count:
            found.setdefault(unit_id, {}).setdefault(item, {})[value] = int(count)
    return found


def pairs_by_unit(
    c: Connection, items: Collection[int], period: Period
) -> dict[int, dict[tuple[int, int], PairCounts]]:
    """Return unit id -> (item id a, item id b) -> surveys that answered both."""
    row = PairTallyRow
    sums = [sa.func.sum(column) for column in (row.both, row.both_top, row.a_top, row.b_top)]
    query = (
        sa.select(row.unit_id, row.item_a, row.item_b, *sums)
        .where(
            row.unit_id.in_(sa.select(UnitRow.id)),
            row.item_a.in_(sorted(items)),
            row.item_b.in_(sorted(items)),
            *_within(row.month, period),
        )
        .group_by(row.unit_id, row.item_a, row.item_b)
    )
    found: dict[int, dict[tuple[int, int], PairCounts]] = {}
    for unit, a, b, *counts in c.execute(query).all():
        found.setdefault(unit, {})[a, b] = PairCounts(*map(int, counts))
    return found


def composite_surveys_by_unit(
    c: Connection, instruments: Collection[int], measure: str, period: Period
) -> dict[int, dict[tuple[int, str], int]]:
    """Return unit id -> (instrument id, measure) -> surveys with at least one item answered."""
    row = CompositeTallyRow
    query = (
        sa.select(row.unit_id, row.instrument_id, sa.func.sum(row.answered))
        .where(
            row.instrument_id.in_(sorted(instruments)),
            row.measure == measure,
            *_within(row.month, period),
        )
        .group_by(row.unit_id, row.instrument_id)
    )
    found: dict[int, dict[tuple[int, str], int]] = {}
    for unit, instrument, n in c.execute(query).all():
        found.setdefault(unit, {})[instrument, measure] = int(n)
    return found


def counted_instruments_by_unit(c: Connection, period: Period) -> dict[int, frozenset[int]]:
    """Return unit id -> questionnaires of which only counts, not surveys, are at hand."""
    row = CountSourceRow
    query = (
        sa.select(row.unit_id, row.instrument_id)
        .where(row.responses.is_not(None), *_within(row.month, period))
        .distinct()
    )
    found: dict[int, set[int]] = {}
    for unit, instrument in c.execute(query).all():
        found.setdefault(unit, set()).add(instrument)
    return {unit: frozenset(instruments) for unit, instruments in found.items()}


def _within(column: sa.SQLColumnExpression[int], period: Period) -> list[sa.ColumnElement[bool]]:
    if period.is_all:
        return []
    found = [column >= max(period.first or 0, UNDATED + 1)]
    if period.last is not None:
        found.append(column <= period.last)
    return found


def modes_by_unit(c: Connection, instrument: int, period: Period) -> dict[int, dict[str, int]]:
    """Return unit id -> mode -> returned surveys of a questionnaire; "" for an unknown mode."""
    row = SurveyTallyRow
    query = (
        sa.select(row.unit_id, row.mode, sa.func.sum(row.count))
        .where(
            row.unit_id.in_(sa.select(UnitRow.id)),
            row.instrument_id == instrument,
            *_within(row.month, period),
        )
        .group_by(row.unit_id, row.mode)
    )
    found: dict[int, dict[str, int]] = {}
    for unit, mode, count in c.execute(query).all():
        if count:
            found.setdefault(unit, {})[mode] = int(count)
    return found


def answered_months_by_unit(
    c: Connection, units: Collection[int], items: Collection[int] | None = None
) -> dict[int, dict[int, dict[int, int]]]:
    """Return unit id -> item id -> month -> number of answers, of some items or of all."""
    row = TallyRow
    query = (
        sa.select(row.unit_id, row.item_id, row.month, sa.func.sum(row.count))
        .where(row.unit_id.in_(sorted(units)), row.value < NOT_APPLICABLE)
        .group_by(row.unit_id, row.item_id, row.month)
    )
    if items is not None:
        query = query.where(row.item_id.in_(sorted(items)))
    found: dict[int, dict[int, dict[int, int]]] = {}
    for unit, item, month, count in c.execute(query):
        if count:
            found.setdefault(unit, {}).setdefault(item, {})[month] = int(count)
    return found


def survey_months_by_unit(c: Connection, units: Collection[int]) -> dict[int, dict[int, int]]:
    """Return unit id -> month -> returned surveys; `UNDATED` counts those without a date."""
    row = SurveyTallyRow
    query = (
        sa.select(row.unit_id, row.month, sa.func.sum(row.count))
        .where(row.unit_id.in_(sorted(units)))
        .group_by(row.unit_id, row.month)
    )
    found: dict[int, dict[int, int]] = {}
    for unit, month, count in c.execute(query):
        if count:
            found.setdefault(unit, {})[month] = int(count)
    return found


def unit_ids(c: Connection, crowd: UnitSelection) -> tuple[int, ...]:
    """Return the ids of the units of a crowd, with answers or without."""
    if crowd.units is not None:
        return crowd.units
    return tuple(c.execute(units_of(crowd)).scalars())
