"""Digests of the tables that no import's digest covers, kept up to date by every write.

SQLite keeps no checksums of its pages: a flipped bit in a comment, an action or a setting reads
as another word. Each table therefore has the number of its rows and the sum of their digests,
modulo 2^61: a row that comes, goes or changes adds and subtracts its own, so that a write costs
the same however large the table is. Temporary triggers of each writing connection do the sums,
within the same transaction. Another program that writes to the file leaves them behind, and the
check tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table

import models.store.tables.huddle  # noqa: F401  (its tables belong to every database)
from models.store.tables import (
    Base,
    BenchmarkRow,
    CompositeTallyRow,
    CountSourceRow,
    FacilityTallyRow,
    PairTallyRow,
    ResponseRow,
    SurveyTallyRow,
    TableDigestRow,
    TallyRow,
)

CHECKED_ELSEWHERE: tuple[type[Base], ...] = (
    ResponseRow,
    CountSourceRow,
    TallyRow,
    PairTallyRow,
    SurveyTallyRow,
    CompositeTallyRow,
    BenchmarkRow,
    FacilityTallyRow,
    TableDigestRow,
)
"""Rows of imports have the digest of their import, facilities' sums are compared with the tallies.
A copy of `models.store.imports.DIGESTED` but for the last two: that module loads numpy."""

DIGESTS_SINCE = 5
"""First version of the schema that keeps them."""

MODULUS = 2**61

FUNCTION = "row_digest"

SMALL_ROWS = 2_000
"""Tables up to this size are compared each time a database is opened."""

_INSTALLED = "table_digests"
_CHUNK = 5_000


def covered_tables() -> list[Table]:
    """Return the tables whose rows are digested here, by name."""
    elsewhere = {row.__tablename__ for row in CHECKED_ELSEWHERE}
    tables = Base.metadata.tables
    return [tables[name] for name in sorted(tables) if name not in elsewhere]


def row_digest(*values: object) -> int:
    """Return the digest of a table's name and one row's values, from 0 to 2^61 - 1."""
    # ascii() says the same in every version of Python, which repr() does not.
    return int.from_bytes(blake2b(ascii(values).encode(), digest_size=8).digest(), "little") >> 3


def keep_digests(c: Connection) -> None:
    """Let every later write of this SQLite connection keep the digests.

    Does nothing the second time, and while the database has none yet. Outside a transaction only.
    """
    info = c.connection.info
    if info.get(_INSTALLED):
        return
    driver: Any = c.connection.driver_connection
    name = TableDigestRow.__tablename__
    if driver.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is None:
        return
    driver.create_function(FUNCTION, -1, row_digest, deterministic=True)
    for table in covered_tables():
        for statement in _triggers(table):
            driver.execute(statement)
    info[_INSTALLED] = True


def renew_digests(c: Connection) -> None:
    """Write the digests of all tables as they are now: of a new database, or after an upgrade."""
    c.execute(sa.delete(TableDigestRow))
    for table in covered_tables():
        rows, total = _digest(c, table)
        c.execute(sa.insert(TableDigestRow).values(name=table.name, rows=rows, total=total))


def differing_tables(c: Connection, *, small_only: bool = False) -> Iterator[str]:
    """Give the names of tables whose rows are not what was written, SQLite only.

    `small_only` looks at tables of up to 2,000 rows, so that it takes some milliseconds.
    """
    kept = {row.name: row for row in c.execute(sa.select(TableDigestRow))}
    for table in covered_tables():
        row = kept.pop(table.name, None)
        if row is not None and small_only and row.rows > SMALL_ROWS:
            continue
        if row is None or _digest(c, table) != (row.rows, row.total):
            yield table.name
    yield from kept


def content_state(c: Connection) -> str:
    """Return one digest of everything in the database, from the digests that are kept.

    Equal states hold equal data; nothing is read again for it.
    """
    kept = c.execute(sa.select(TableDigestRow).order_by(TableDigestRow.name))
    return blake2b(repr([tuple(row) for row in kept]).encode(), digest_size=16).hexdigest()


def _digest(c: Connection, table: Table) -> tuple[int, int]:
    driver: Any = c.connection.driver_connection
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor = driver.execute(f'SELECT {columns} FROM "{table.name}"')
    rows = total = 0
    try:
        while found := cursor.fetchmany(_CHUNK):
            rows += len(found)
            total += sum(row_digest(table.name, *row) for row in found)
    except c.dialect.loaded_dbapi.Error as error:
        raise sa.exc.DBAPIError(None, None, error) from None
    finally:
        cursor.close()
    return rows, total % MODULUS


def _triggers(table: Table) -> Iterator[str]:
    def digest(which: str) -> str:
        values = ", ".join(f'{which}."{column.name}"' for column in table.columns)
        return f"{FUNCTION}('{table.name}', {values})"

    changes = {
        "INSERT": ("rows + 1", f"total + {digest('new')}"),
        "DELETE": ("rows - 1", f"total - {digest('old')} + {MODULUS}"),
        "UPDATE": ("rows", f"total - {digest('old')} + {digest('new')} + {MODULUS}"),
    }
    for event, (rows, total) in changes.items():
        yield (
            f'CREATE TEMP TRIGGER "digest_{table.name}_{event.lower()}" AFTER {event} '
            f'ON main."{table.name}" BEGIN UPDATE {TableDigestRow.__tablename__} '
            f"SET rows = {rows}, total = ({total}) & {MODULUS - 1} WHERE name = '{table.name}'; END"
        )
