"""Other names of units: spellings and codes, each from a month on or always."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import one_line
from models.store.tables import FacilityRow, SurveyTallyRow, UnitAliasRow, UnitRow

ALWAYS = 0
"""The from-month of a name that means its unit in every month."""


@dataclass(frozen=True, slots=True)
class UnitAlias:
    """A name by which files know a unit: `from_month` is a month number, ALWAYS (0) for all."""

    name: str
    from_month: int
    unit_id: int
    unit: str
    facility: str
    site: str


@dataclass(frozen=True, slots=True)
class AddedAlias:
    """What a new name means. `left_standing` are surveys of those months that earlier imports put
    into the unit of that very name, where they stay. `replaced` is the unit it meant before, or "".
    """

    alias: UnitAlias
    left_standing: int = 0
    replaced: str = ""


def list_aliases(c: Connection, unit_id: int | None = None) -> list[UnitAlias]:
    """Return the names of all units, or of one, by facility, site, name and month."""
    row = UnitAliasRow
    query = (
        sa.select(row.name, row.from_month, row.unit_id, UnitRow.name, FacilityRow.name, row.site)
        .join(UnitRow, UnitRow.id == row.unit_id)
        .join(FacilityRow, FacilityRow.id == row.facility_id)
    )
    if unit_id is not None:
        query = query.where(row.unit_id == unit_id)
    found = [UnitAlias(*values) for values in c.execute(query)]
    return sorted(found, key=lambda a: (a.facility, a.site, a.name.casefold(), a.from_month))


def add_alias(
    c: Connection, name: str, unit_id: int, from_month: int = ALWAYS, batch: int | None = None
) -> AddedAlias:
    """Let files name a unit by another name, from a month on when one is given.

    What is stored stays where it is. The name then means: the unit of the latest from-month not
    after a survey's own; before the first of them, the unit called so, else its alias of always.
    Surveys without a date follow the latter. `batch` is the import that said so: with it, the
    name goes. Raises UsageProblem for an empty name, the unit's own, and, without a month, for
    one that is another unit's.
    """
    unit = _unit(c, unit_id)
    new = one_line(name)
    if not new:
        raise UsageProblem("empty-alias")
    owner = _owner(c, unit, new)
    if owner is not None and from_month == ALWAYS:
        _refuse_own_name(new, unit)
    replaced = _replace(c, unit, new, from_month)
    values = {
        "facility_id": unit.facility_id,
        "site": unit.site,
        "name": new,
        "from_month": from_month,
        "unit_id": unit_id,
        "created_by_batch": batch,
    }
    c.execute(sa.insert(UnitAliasRow).values(**values))
    facility = str(c.scalar(sa.select(FacilityRow.name).where(FacilityRow.id == unit.facility_id)))
    standing = 0 if owner in (None, unit_id) else _surveys(c, int(owner or 0), from_month)
    return AddedAlias(
        UnitAlias(new, from_month, unit_id, unit.name, facility, unit.site), standing, replaced
    )


def remove_alias(c: Connection, name: str, unit_id: int, from_month: int = ALWAYS) -> None:
    """Forget a name of a unit. Raises UsageProblem when it has no such name."""
    wanted = one_line(name).casefold()
    row = UnitAliasRow
    rows = c.execute(
        sa.select(row.id, row.name).where(row.unit_id == unit_id, row.from_month == from_month)
    )
    ids = [found.id for found in rows if found.name.casefold() == wanted]
    if not ids:
        raise UsageProblem("no-such-alias", name=one_line(name), from_month=from_month)
    c.execute(sa.delete(row).where(row.id.in_(ids)))


def _unit(c: Connection, unit_id: int) -> sa.Row[int, str, str]:
    row = c.execute(
        sa.select(UnitRow.facility_id, UnitRow.site, UnitRow.name).where(UnitRow.id == unit_id)
    ).one_or_none()
    if row is None:
        raise UsageProblem("unit-gone")
    return row


def _owner(c: Connection, unit: sa.Row[int, str, str], name: str) -> int | None:
    """Return the unit of this facility and site that is called so, whatever the capitals."""
    rows = c.execute(
        sa.select(UnitRow.id, UnitRow.name).where(
            UnitRow.facility_id == unit.facility_id, UnitRow.site == unit.site
        )
    )
    return next((row.id for row in rows if row.name.casefold() == name.casefold()), None)


def _refuse_own_name(name: str, unit: sa.Row[int, str, str]) -> None:
    if unit.name.casefold() == name.casefold():
        raise UsageProblem("own-name", name=name)
    raise UsageProblem("name-of-a-unit", name=name)


def _replace(c: Connection, unit: sa.Row[int, str, str], name: str, from_month: int) -> str:
    """Remove what the name meant from that month; return the name of the unit it meant."""
    row = UnitAliasRow
    rows = c.execute(
        sa.select(row.id, row.name, UnitRow.name.label("unit"))
        .join(UnitRow, UnitRow.id == row.unit_id)
        .where(
            row.facility_id == unit.facility_id,
            row.site == unit.site,
            row.from_month == from_month,
        )
    ).all()
    replaced = ""
    for found in rows:
        if found.name.casefold() == name.casefold():
            c.execute(sa.delete(row).where(row.id == found.id))
            replaced = found.unit if found.unit != unit.name else replaced
    return replaced


def _surveys(c: Connection, unit_id: int, from_month: int) -> int:
    row = SurveyTallyRow
    query = sa.select(sa.func.coalesce(sa.func.sum(row.count), 0)).where(
        row.unit_id == unit_id, row.month >= from_month
    )
    return int(c.scalar(query) or 0)
