"""Write the small hospital as a database of today's schema: `python -m` this module."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from models.store.actions.actions import add_action
from models.store.actions.new_action import NewAction
from models.store.database.database import open_database
from models.store.database.settings import set_goal
from models.store.tables.core import SCHEMA_VERSION
from models.store.units.units import find_unit
from tests.models.store.hospital import import_surveys, import_wards

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"


def write_schema_file(target: Path) -> None:
    """Write the small hospital to `target`, with small pages so that the file is small."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hospital.db"
        database = open_database(path)
        import_surveys(database)
        import_wards(database)
        with database.write() as c:
            unit = find_unit(c, "4 West")
            set_goal(c, unit.id, "nurses", 0.8)
        now = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)
        add_action(database, NewAction(unit.id, "Hourly rounds", due=date(2026, 9, 16)), now=now)
        database.close()
        target.unlink(missing_ok=True)
        connection = dbapi2.connect(str(path))
        connection.executescript("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM;")
        connection.close()
        target.write_bytes(path.read_bytes())


if __name__ == "__main__":
    write_schema_file(SCHEMAS / f"v{SCHEMA_VERSION}.db")
