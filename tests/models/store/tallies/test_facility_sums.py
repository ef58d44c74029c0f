"""The sums of facilities follow what is added to the tallies and taken away from them."""

from __future__ import annotations

import numpy as np
import sqlalchemy as sa

from models.store.database.database import Connection, Database
from models.store.tables.core import FacilityTallyRow, ItemRow, UnitRow
from models.store.tallies.facility_sums import add_to_facilities, facilities_of_units
from tests.models.store.hospital import import_surveys

MONTH = 2026 * 12 + 6


def sums(c: Connection) -> dict[tuple[int, ...], int]:
    rows = c.execute(sa.select(FacilityTallyRow.__table__))
    return {tuple(key): count for *key, count in rows}


def test_that_units_of_a_facility_are_added_up_and_taken_away(database: Database) -> None:
    import_surveys(database)
    with database.write() as c:
        units = list(c.scalars(sa.select(UnitRow.id).order_by(UnitRow.id)))
        facility_of = facilities_of_units(c)
        first, *_, last = c.scalars(sa.select(ItemRow.id).order_by(ItemRow.id))
        before = sums(c)
        rows = [(u, i, MONTH, v, u + v) for u in units for i in (last, first) for v in (1, 200)]
        tallies = np.array(rows, np.int64).T
        expected = dict(before)
        for unit, item, month, value, count in rows:
            key = (facility_of[unit], item, month, value)
            expected[key] = expected.get(key, 0) + count
        add_to_facilities(c, tallies)
        assert sums(c) == expected
        assert (tallies == np.array(rows, np.int64).T).all()
        add_to_facilities(c, tallies, sign=-1)
        assert sums(c) == before
