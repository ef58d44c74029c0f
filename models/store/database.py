"""Open an organization's data, and read and write it in explicit transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import Engine

from models.store.engine import postgres_engine, sqlite_engine
from models.store.tables import Base

__all__ = ["Connection", "Database", "open_database"]


class Database:
    """One organization's data. Every noun of the store (`units`, `tallies`, `actions`, ...) is a
    module of functions whose first argument is the connection that `read` or `write` gives."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place
        """The file's path, or the address without its password."""

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection in one transaction: committed at the end, rolled back on any error."""
        connecting = self._engine.connect().execution_options(writes=True)
        with connecting as connection, connection.begin():
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def open_database(where: str | Path) -> Database:
    """Open the database at a path or a postgresql:// address, making it when it is not there."""
    text = str(where)
    if text.startswith("postgresql"):
        engine = postgres_engine(text)
        place = engine.url.render_as_string(hide_password=True)
    else:
        engine = sqlite_engine(Path(text))
        place = text
    Base.metadata.create_all(engine)
    return Database(engine, place)
