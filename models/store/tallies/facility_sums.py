"""The sums of tallies over the units of a facility, kept up to date by who adds or removes some."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Connection

from models.store.database import ROWS_A_STEP, nothing_between
from models.store.tables import FacilityTallyRow, UnitRow

_MONTH_BITS, _VALUE_BITS = 20, 8
"""Months are below a million, values below 256."""

# A plain SQL upsert that SQLite and PostgreSQL read alike ("WHERE true" is SQLite's own advice
# against reading ON CONFLICT as a join).
_INTO = "INSERT INTO facility_tally (facility_id, item_id, month, value, count) "
_ADD_UP = (
    "ON CONFLICT (facility_id, item_id, month, value) "
    "DO UPDATE SET count = facility_tally.count + excluded.count"
)
_NAMES = ("facility", "item", "month", "value", "count")
_ADD = sa.text(f"{_INTO} VALUES (:facility, :item, :month, :value, :count) {_ADD_UP}")
_TAKE_AWAY = sa.text(
    f"{_INTO} SELECT u.facility_id, t.item_id, t.month, t.value, -sum(t.count) "
    "FROM tally t JOIN unit u ON u.id = t.unit_id WHERE t.batch_id = :batch "
    f"GROUP BY u.facility_id, t.item_id, t.month, t.value {_ADD_UP}"
)


def facilities_of_units(c: Connection) -> dict[int, int]:
    """Return the facility of every unit, by ids."""
    rows = c.execute(sa.select(UnitRow.id, UnitRow.facility_id))
    return {unit.id: unit.facility_id for unit in rows}


def add_to_facilities(
    c: Connection,
    tallies: NDArray[np.int64],
    *,
    sign: int = 1,
    between: Callable[[], None] = nothing_between,
) -> None:
    """Add tallies to the sums, or take them away with a `sign` of -1.

    `tallies` are five rows of numbers, at least one of each: unit, item, month, value, count.
    `between` is called several times a second and may raise to stop.
    """
    sums = _by_facility(facilities_of_units(c), tallies, between)
    sums[-1] *= sign
    for start in range(0, sums.shape[1], ROWS_A_STEP):
        step = sums[:, start : start + ROWS_A_STEP].T.tolist()
        c.execute(_ADD, [dict(zip(_NAMES, row, strict=True)) for row in step])
        between()
    if sign < 0:
        _forget_empty(c)


def take_from_facilities(c: Connection, batch: int) -> None:
    """Take the stored tallies of a batch away from the sums."""
    c.execute(_TAKE_AWAY, {"batch": batch})
    _forget_empty(c)


def _forget_empty(c: Connection) -> None:
    c.execute(sa.delete(FacilityTallyRow).where(FacilityTallyRow.count == 0))


def _by_facility(
    facility_of: dict[int, int], tallies: NDArray[np.int64], between: Callable[[], None]
) -> NDArray[np.int64]:
    """Return five rows of numbers, as of `tallies` but with facilities in place of units."""
    units, unit = np.unique(tallies[0], return_inverse=True)
    facility = np.array([facility_of[found] for found in units.tolist()])[unit]
    items, item = np.unique(tallies[1], return_inverse=True)
    between()
    # One number for each place, item, month and value, so that only numbers are sorted.
    place = facility * len(items) + item
    key = (place << _MONTH_BITS | tallies[2]) << _VALUE_BITS | tallies[3]
    keys, of_key = np.unique(key, return_inverse=True)
    between()
    counts = np.zeros(len(keys), np.int64)
    np.add.at(counts, of_key, tallies[4])
    place, month = np.divmod(keys >> _VALUE_BITS, 1 << _MONTH_BITS)
    value = keys % (1 << _VALUE_BITS)
    return np.stack([place // len(items), items[place % len(items)], month, value, counts])
