"""An organization's data, read and written in explicit transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import Engine, Transaction

from models.errors import Cancelled, DatabaseProblem
from models.store.database.engine import driver_connection, log_kept
from models.store.database.failures import driver_failures, plain_failures
from models.store.database.location import RiskyPlace
from models.store.database.opening import open_file, open_server

__all__ = ["Connection", "Database", "open_database"]

_TICK_SECONDS = 0.05


class Database:
    """One organization's data. Every noun of the store (`units`, `tallies`, `actions`, ...) is a
    module of functions whose first argument is the connection that `read` or `write` gives."""

    def __init__(
        self, engine: Engine, place: str, path: Path | None = None, risk: RiskyPlace | None = None
    ) -> None:
        self.engine = engine
        """For the store's own modules."""
        self.place = place
        """The file's path, or the address without its password."""
        self.path = path
        """The file; None on a server."""
        self.risk = risk
        """Why the file's folder is no safe home for it, to be shown; None when it is."""

    @property
    def is_sqlite(self) -> bool:
        return self.path is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state, and refuses to write.

        Raises DatabaseProblem when the database is locked, damaged or away.
        """
        options = (
            {}
            if self.is_sqlite
            else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        )
        with plain_failures(self.place, writing=False), self.engine.connect() as connection:
            connection = connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def write(self, saving: Callable[[], None] | None = None) -> Iterator[Connection]:
        """Give a connection in one transaction: committed at the end, rolled back on any error.

        For very many rows: `saving` is called many times a second while they are committed. When
        it raises Cancelled that comes too late. They stay in the log until `settle`, the next
        write, or `close`. Raises DatabaseProblem when the database is locked, full, read-only,
        damaged or away.
        """
        with (
            plain_failures(self.place),
            self.engine.connect() as connection,
            log_kept(connection) if saving and self.is_sqlite else nullcontext(),
        ):
            connection = connection.execution_options(writes=True)
            with connection.begin() as transaction:
                yield connection
                if saving is not None:
                    _commit(transaction, saving)

    def settle(self) -> None:
        """Move what is in the log into the file, as far as nobody reads what is older.

        Never in need: whoever writes next, or closes, does it too, and then waits for it.
        """
        if self.is_sqlite:
            with (
                plain_failures(self.place),
                driver_failures(self.place),
                driver_connection(self.engine) as driver,
            ):
                driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        """Move what is in the log into the file, and close.

        Where that fails (another program reads, the disk is full or gone) the log stays beside
        the file, and nothing is lost: the next one to open it goes on from there.
        """
        try:
            if self.is_sqlite:
                with suppress(DatabaseProblem):
                    self._empty_log()
        finally:
            self.engine.dispose()

    def _empty_log(self) -> None:
        with (
            plain_failures(self.place),
            driver_failures(self.place),
            driver_connection(self.engine) as driver,
        ):
            driver.execute("PRAGMA busy_timeout = 200")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _commit(transaction: Transaction, saving: Callable[[], None]) -> None:
    """Commit in a thread beside this one, which tells meanwhile that it goes on."""
    with ThreadPoolExecutor(1, "commit") as beside:
        done = beside.submit(transaction.commit)
        with suppress(Cancelled):
            while not wait([done], _TICK_SECONDS).done:
                saving()
        done.result()


def open_database(where: str | Path, *, make_folder: bool = False) -> Database:
    """Open the database at a path or a postgresql:// address, making it when it is not there.

    A database of an earlier version is backed up and brought to today's. With `make_folder`
    a missing folder is made, for its owner alone. Raises DatabaseProblem when there is
    something else than our data, when they are newer than this program, damaged or
    out of reach; what is there then stays byte for byte as it was.
    """
    text = str(where)
    if text.startswith(("postgresql:", "postgresql+", "postgres:")):
        engine, place = open_server(text)
        return Database(engine, place)
    path = Path(text).expanduser().absolute()
    engine, risk = open_file(path, make_folder=make_folder)
    return Database(engine, text, path, risk)
