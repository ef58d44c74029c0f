"""Insert very many rows quickly, on either database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from models.store.tables import Base


def insert_ignoring(c: Connection, row_class: type[Base], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, leaving out those whose unique key is there already.

    Each tuple holds the values of the table's columns in their order, without a number that
    the database gives. Goes past SQLAlchemy's statement building, which would take longer than
    the inserting itself.
    """
    if not rows:
        return
    table = row_class.metadata.tables[row_class.__tablename__]
    columns = [column.name for column in table.c if column is not table.autoincrement_column]
    mark = "?" if c.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING'
    c.exec_driver_sql(statement, list(rows))
