"""What other managers do on the same server at this moment: whether they wrote, and where they are.

Every write of this program ends with a notification. Whoever watches keeps one connection, hears
the notifications of others, and names itself and its unit as the connection's `application_name`,
which everybody on the server may read. Nothing about it is stored.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import DatabaseProblem
from models.store.database import CHANNEL, Database, plain_failures, system_user

_NAME_BYTES = 63
"""PostgreSQL cuts longer names."""

_OTHERS = sa.text(
    "SELECT DISTINCT application_name FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name LIKE 'Throughline:%'"
    " AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True, slots=True)
class Watched:
    """`changed`: somebody else has written since the last look. `others` are the users of this
    program who have the same unit open, by name."""

    changed: bool = False
    others: tuple[str, ...] = ()


class Watcher:
    """Looks when it is asked to; for one thread at a time. A lost connection is made again at the
    next look, which then tells a change, since one may have been missed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._connection: Connection | None = None
        self._schema = ""

    def look(self, unit_id: int | None) -> Watched:
        """Say that this user has a unit open, and return what others do. Raises DatabaseProblem
        when the server can't be reached."""
        missed = self._connection is not None and self._connection.closed
        try:
            with plain_failures(self._db.place, writing=False):
                return self._looked(unit_id, missed)
        except DatabaseProblem:
            self.close()
            raise

    def _looked(self, unit_id: int | None, missed: bool) -> Watched:
        connection = self._connected()
        here = f"{zlib.crc32(self._schema.encode()):x}-{unit_id or 0}"
        name = f"Throughline:{here}:{system_user()}".encode()[:_NAME_BYTES]
        connection.execute(
            sa.text("SELECT set_config('application_name', :name, false)"),
            {"name": name.decode(errors="ignore")},
        )
        found = (name.split(":", 2)[1:] for name in connection.scalars(_OTHERS))
        others = {who for there, who in found if unit_id is not None and there == here}
        driver = connection.connection.driver_connection
        assert driver is not None
        heard = [each.payload.split(" ") for each in driver.notifies(timeout=0)]
        wrote = {token for schema, token in heard if schema == self._schema} - {self._db.token}
        return Watched(missed or bool(wrote), tuple(sorted(others)))

    def _connected(self) -> Connection:
        if self._connection is None or self._connection.closed:
            connection = self._db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(sa.text(f"LISTEN {CHANNEL}"))
            self._schema = connection.scalar(sa.select(sa.func.current_schema())) or ""
            self._connection = connection
        return self._connection

    def close(self) -> None:
        """Stop watching; the next look begins anew."""
        if self._connection is not None and not self._connection.closed:
            self._connection.invalidate()  # so that the next one to use it doesn't listen
            self._connection.close()
