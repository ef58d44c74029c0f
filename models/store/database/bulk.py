"""Insert very many rows quickly, on either database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection

from models.store.tables import Base

ROWS_A_STATEMENT = 40
"""Rows that one SQLite statement takes. More at once save the cost of a step for each row; from
some dozens on nothing more is saved, and SQLite takes 32,766 values at most."""

ROWS_A_STEP = 5_000
"""Rows between two looks at whether to stop: some sixtieth of a second."""

COPY_FROM_ROWS = 200
"""From so many rows on, PostgreSQL takes them as a stream."""

Row = tuple[Any, ...]


def nothing_between() -> None:
    """Do nothing between two steps."""


def insert_ignoring(
    c: Connection,
    row_class: type[Base],
    rows: Iterable[Row],
    between: Callable[[], None] = nothing_between,
) -> None:
    """Insert rows, leaving out those whose unique key is there already.

    Each tuple holds the values of the table's columns in their order, without a number that
    the database gives. `between` is called several times a second and may raise to stop; the
    caller's transaction is then to be rolled back. Goes past SQLAlchemy's statement building,
    which would take longer than the inserting itself.
    """
    table = row_class.metadata.tables[row_class.__tablename__]
    columns = [column.name for column in table.c if column is not table.autoincrement_column]
    source = iter(rows)
    while step := list(islice(source, ROWS_A_STEP)):
        if c.dialect.name == "postgresql":
            _insert_on_server(c, table.name, columns, step)
        else:
            _insert_flat(c, table.name, columns, list(chain.from_iterable(step)))
        between()


def insert_columns_ignoring(
    c: Connection,
    row_class: type[Base],
    values: Sequence[Sequence[Any]],
    between: Callable[[], None] = nothing_between,
) -> None:
    """Insert rows given column by column, which spares a tuple for each; else `insert_ignoring`."""
    table = row_class.metadata.tables[row_class.__tablename__]
    columns = [column.name for column in table.c if column is not table.autoincrement_column]
    for start in range(0, len(values[0]), ROWS_A_STEP):
        step = [column[start : start + ROWS_A_STEP] for column in values]
        if c.dialect.name == "postgresql":
            _insert_on_server(c, table.name, columns, list(zip(*step, strict=True)))
        else:
            flat: list[Any] = [None] * (len(step[0]) * len(columns))
            for place, column in enumerate(step):
                flat[place :: len(columns)] = column
            _insert_flat(c, table.name, columns, flat)
        between()


def _insert_on_server(c: Connection, table: str, columns: Sequence[str], rows: list[Row]) -> None:
    if len(rows) < COPY_FROM_ROWS:
        _insert_each(c, table, columns, rows)
    else:
        _copy(c, table, columns, rows)


def _insert_flat(c: Connection, table: str, columns: Sequence[str], flat: list[Any]) -> None:
    """Insert rows whose values stand one after another."""
    whole = len(flat) - len(flat) % (ROWS_A_STATEMENT * len(columns))
    for rows, part in ((ROWS_A_STATEMENT, flat[:whole]), (1, flat[whole:])):
        size = rows * len(columns)
        packets = [tuple(part[start : start + size]) for start in range(0, len(part), size)]
        if packets:
            c.exec_driver_sql(_statement(table, columns, "?", rows), packets)


def _insert_each(c: Connection, table: str, columns: Sequence[str], rows: list[Row]) -> None:
    c.exec_driver_sql(_statement(table, columns, "%s", 1), rows)


def _statement(table: str, columns: Sequence[str], mark: str, rows: int) -> str:
    values = ", ".join([f"({', '.join([mark] * len(columns))})"] * rows)
    return f'INSERT INTO "{table}" ({_names(columns)}) VALUES {values} ON CONFLICT DO NOTHING'


def _copy(c: Connection, table: str, columns: Sequence[str], rows: list[Row]) -> None:
    """Stream rows into a table of the transaction's own, and take over those that are new."""
    names, waiting = _names(columns), f"waiting_{table}"
    c.exec_driver_sql(
        f'CREATE TEMP TABLE IF NOT EXISTS "{waiting}" ON COMMIT DROP AS '
        f'SELECT {names} FROM "{table}" WITH NO DATA'
    )
    driver: Any = c.connection.driver_connection
    stream = f'COPY "{waiting}" ({names}) FROM STDIN'
    with driver.cursor() as cursor, cursor.copy(stream) as copy:
        for row in rows:
            copy.write_row(row)
    c.exec_driver_sql(
        f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "{waiting}" ON CONFLICT DO NOTHING'
    )
    c.exec_driver_sql(f'TRUNCATE "{waiting}"')


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
