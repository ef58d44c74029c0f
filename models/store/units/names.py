"""The names that comments about a unit may hold, so that they can be masked."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import one_line
from models.store.tables import UnitNameRow


def unit_names(c: Connection, unit_id: int) -> tuple[str, ...]:
    """Return the names that comments about a unit may hold, in alphabetical order."""
    row = UnitNameRow
    return tuple(c.scalars(sa.select(row.name).where(row.unit_id == unit_id).order_by(row.name)))


def all_unit_names(c: Connection) -> tuple[str, ...]:
    """Return the names of every unit's list, each once, in alphabetical order."""
    row = UnitNameRow
    return tuple(c.scalars(sa.select(row.name).distinct().order_by(row.name)))


def set_unit_names(c: Connection, unit_id: int, names: Iterable[str]) -> None:
    """Replace a unit's list of names to mask; empty ones are left out, doubles kept once."""
    kept = sorted({one_line(name) for name in names} - {""})
    c.execute(sa.delete(UnitNameRow).where(UnitNameRow.unit_id == unit_id))
    if kept:
        c.execute(sa.insert(UnitNameRow), [{"unit_id": unit_id, "name": name} for name in kept])
