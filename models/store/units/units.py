"""Units: found by the name people type, listed with what they hold, closed and typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import one_line, record
from models.store.tables import FacilityRow, SurveyTallyRow, UnitAliasRow, UnitRow
from models.store.units.changes import merge_units, rename_unit
from models.survey import UNDATED, Unit

__all__ = [
    "UnitSummary",
    "close_unit",
    "find_unit",
    "get_unit",
    "list_units",
    "merge_units",
    "rename_unit",
    "reopen_unit",
    "set_unit_type",
]

MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """A unit with its number of responses and its first and last dated month (None: undated)."""

    unit: Unit
    responses: int
    first_month: int | None
    last_month: int | None


_UNIT = sa.select(
    UnitRow.id,
    UnitRow.name,
    FacilityRow.name.label("facility"),
    UnitRow.facility_id,
    UnitRow.site,
    UnitRow.type,
    UnitRow.closed_on,
).join(FacilityRow, FacilityRow.id == UnitRow.facility_id)


def list_units(c: Connection) -> list[UnitSummary]:
    """Return every unit, by facility, site and name, with what was returned about it.

    Responses of a count table count as well; months that its publisher suppressed do not.
    """
    query = sa.select(
        SurveyTallyRow.unit_id,
        sa.func.sum(SurveyTallyRow.count),
        sa.func.min(sa.func.nullif(SurveyTallyRow.month, UNDATED)),
        sa.func.max(sa.func.nullif(SurveyTallyRow.month, UNDATED)),
    ).group_by(SurveyTallyRow.unit_id)
    counts = {unit: (int(n), first, last) for unit, n, first, last in c.execute(query).all()}
    summaries = [
        UnitSummary(unit, *counts.get(unit.id, (0, None, None)))
        for unit in map(_unit, c.execute(_UNIT).all())
    ]
    return sorted(summaries, key=lambda s: _order(s.unit))


def get_unit(c: Connection, unit_id: int) -> Unit:
    """Return the unit with an id. Raises UsageProblem when there is none."""
    row = c.execute(_UNIT.where(UnitRow.id == unit_id)).one_or_none()
    if row is None:
        raise UsageProblem("unit-gone")
    return _unit(row)


def facility_of(c: Connection, unit_id: int) -> int | None:
    """Return the id of a unit's facility, None when the unit is not there any more."""
    return c.scalar(sa.select(UnitRow.facility_id).where(UnitRow.id == unit_id))


def find_unit(
    c: Connection, name: str, facility: str | None = None, site: str | None = None
) -> Unit:
    """Return the one unit called `name`, within a facility and site when these are given.

    The exact name goes before another spelling in capitals, a unit's own name before a name it
    had earlier. Raises UsageProblem when nothing or more than one fits; its hint lists at most
    ten candidates.
    """
    units = [_unit(row) for row in c.execute(_UNIT)]
    units = _within(units, facility, site)
    names = [(unit.name, unit) for unit in units]
    earlier = _earlier_names(c, {unit.id: unit for unit in units})
    wanted = one_line(name)
    for known in (names, earlier):
        for spelled in (str, str.casefold):
            matches = [unit for text, unit in known if spelled(text) == spelled(wanted)]
            if len(matches) > 1:
                raise _ambiguous(wanted, matches)
            if matches:
                return matches[0]
    raise _unknown(wanted, units, names + earlier)


def set_unit_type(c: Connection, unit_id: int, unit_type: str) -> Unit:
    """Say what kind of unit it is ("medical-surgical"); peers elsewhere have the same type."""
    get_unit(c, unit_id)
    before = get_unit(c, unit_id).type
    c.execute(sa.update(UnitRow).where(UnitRow.id == unit_id).values(type=one_line(unit_type)))
    _record_change(c, unit_id, "type", before, one_line(unit_type))
    return get_unit(c, unit_id)


def close_unit(c: Connection, unit_id: int, on: date) -> Unit:
    """Mark a unit as closed since a day. Its data stay."""
    return _set_closed(c, unit_id, on)


def reopen_unit(c: Connection, unit_id: int) -> Unit:
    """Take back that a unit was closed."""
    return _set_closed(c, unit_id, None)


def _set_closed(c: Connection, unit_id: int, on: date | None) -> Unit:
    get_unit(c, unit_id)
    closed_on = on.isoformat() if on else None
    before = c.scalar(sa.select(UnitRow.closed_on).where(UnitRow.id == unit_id))
    c.execute(sa.update(UnitRow).where(UnitRow.id == unit_id).values(closed_on=closed_on))
    _record_change(c, unit_id, "closed_on", before, closed_on)
    return get_unit(c, unit_id)


def _record_change(
    c: Connection, unit_id: int, field: str, before: str | None, after: str | None
) -> None:
    if before != after:
        detail = {"unit": unit_id, "field": field, "before": before, "after": after}
        record(c, "unit.changed", detail)


def _unit(row: sa.Row[int, str, str, int, str, str, str | None]) -> Unit:
    number, name, facility, facility_id, site, kind, closed_on = row
    return Unit(
        id=number,
        name=name,
        facility=facility,
        facility_id=facility_id,
        site=site,
        type=kind,
        closed_on=date.fromisoformat(closed_on) if closed_on else None,
    )


def _order(unit: Unit) -> tuple[str, str, str, int]:
    return (unit.facility.casefold(), unit.site.casefold(), unit.name.casefold(), unit.id)


def _within(units: list[Unit], facility: str | None, site: str | None) -> list[Unit]:
    if facility is not None:
        units = _named(units, "facility", "facility", facility)
    if site is not None:
        units = _named(units, "site", "site", site)
    return units


def _named(units: list[Unit], field: str, noun: str, wanted: str) -> list[Unit]:
    """Return the units whose `field` is the wanted name: exactly, else in other capitals."""
    wanted = one_line(wanted)
    names = {str(getattr(unit, field)) for unit in units}
    fitting = {wanted} & names or {n for n in names if n.casefold() == wanted.casefold()}
    if not fitting:
        raise _not_called(f"unknown-{noun}", wanted, sorted(n for n in names if n))
    return [unit for unit in units if getattr(unit, field) in fitting]


def _earlier_names(c: Connection, units: dict[int, Unit]) -> list[tuple[str, Unit]]:
    rows = c.execute(sa.select(UnitAliasRow.name, UnitAliasRow.unit_id))
    found = {(row.name, row.unit_id): units[row.unit_id] for row in rows if row.unit_id in units}
    return [(name, unit) for (name, _id), unit in found.items()]


def _ambiguous(wanted: str, matches: list[Unit]) -> UsageProblem:
    places = [_place(unit) for unit in sorted(matches, key=_order)]
    return UsageProblem(
        "ambiguous-unit",
        units=len(matches),
        name=wanted,
        places=tuple(places[:MOST_CANDIDATES]),
        more=max(0, len(places) - MOST_CANDIDATES),
    )


def _unknown(wanted: str, units: list[Unit], names: list[tuple[str, Unit]]) -> UsageProblem:
    if not units:
        return UsageProblem("no-units-yet", name=wanted)
    return _not_called("unknown-unit", wanted, sorted({text for text, _unit in names}))


def _not_called(code: str, wanted: str, names: list[str]) -> UsageProblem:
    """Return the problem that nothing is called so, with the names much like it, else those there
    are, a handful of either."""
    close = _close_names(wanted, names)
    listed = close or names
    return UsageProblem(
        code,
        name=wanted,
        close=tuple(close[:MOST_CANDIDATES]),
        known=tuple(names[:MOST_CANDIDATES]),
        more=max(0, len(listed) - MOST_CANDIDATES),
    )


def _close_names(wanted: str, names: list[str]) -> list[str]:
    """Return the names that hold the wanted text, then those spelled much like it."""
    text = wanted.casefold()
    holding = [name for name in names if text and text in name.casefold()]
    spelled = {name.casefold(): name for name in names}
    alike = get_close_matches(text, list(spelled), n=MOST_CANDIDATES, cutoff=0.6)
    return list(dict.fromkeys([*holding, *(spelled[name] for name in alike)]))


def _place(unit: Unit) -> str:
    site = f", {unit.site}" if unit.site else ""
    return f"{unit.name} ({unit.facility}{site})"
