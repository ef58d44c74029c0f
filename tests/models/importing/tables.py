"""Everything a database holds, to compare before and after."""

from __future__ import annotations

import sqlalchemy as sa

from models.store.database.database import Database
from models.store.tables import core as t

RECORD_OF_IMPORTS = ("batch", "problem")

RECORD_OF_WRITES = ("audit", "table_digest")
"""Never compared: what was undone was still done."""


def everything(
    db: Database, *, without: tuple[str, ...] = RECORD_OF_IMPORTS
) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the record of imports, which keeps those undone."""
    with db.read() as c:
        return {
            table.name: sorted(map(tuple, c.execute(sa.select(table))), key=repr)
            for table in t.Base.metadata.sorted_tables
            if table.name not in (*without, *RECORD_OF_WRITES)
        }
