"""An organization's data, read and written in explicit transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.engine import Engine, Transaction

from models.errors import Cancelled, DatabaseProblem
from models.store.database.audit import record
from models.store.database.engine import driver_connection, log_kept, sqlite_engine
from models.store.database.failures import driver_failures, plain_failures
from models.store.database.identity import discard
from models.store.database.keys import Key
from models.store.database.location import RiskyPlace
from models.store.database.open_files import file_identity, held_spec, is_held
from models.store.database.opening import open_file, open_server
from models.store.database.recording import watched
from models.store.tables import AuditRow, BatchRow

__all__ = ["Connection", "Database", "open_database"]

_TICK_SECONDS = 0.05

CHANNEL = "throughline"
"""On a server each write ends with a notification here: the schema, a blank, and the token of the
`Database` that wrote."""

_NOTIFY = sa.text("SELECT pg_notify(:channel, current_schema() || ' ' || :token)")


class Database:
    """One organization's data. Every noun of the store (`units`, `tallies`, `actions`, ...) is a
    module of functions whose first argument is the connection that `read` or `write` gives."""

    def __init__(
        self,
        engine: Engine,
        place: str,
        path: Path | None = None,
        risk: RiskyPlace | None = None,
        *,
        key: Key | None = None,
        read_only: DatabaseProblem | None = None,
    ) -> None:
        self.engine = engine
        """For the store's own modules."""
        self.place = place
        """The file's path, or the address without its password."""
        self.path = path
        """The file; None on a server."""
        self.risk = risk
        """Why the file's folder is no safe home for it, to be shown; None when it is."""
        self.key = key
        """What opens the file, None when it was opened without."""
        self.read_only = read_only
        """Why nothing can be written, to be shown; None when it can."""
        self.token = uuid4().hex
        """Names this `Database` where many programs share a server."""
        self._identity = file_identity(path) if path is not None else None
        self._log: tuple[int, int] | None = None

    @property
    def is_encrypted(self) -> bool:
        return self.path is not None and bool(held_spec(self.path))

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
        damaged or away, when another file took its place, or when it was opened only to read.
        """
        if self.read_only is not None:
            raise self.read_only
        self._refuse_replaced()
        with (
            plain_failures(self.place),
            self.engine.connect() as connection,
            log_kept(connection) if saving and self.is_sqlite else nullcontext(),
        ):
            connection = connection.execution_options(writes=True)
            with connection.begin() as transaction:
                with watched(connection):
                    yield connection
                if not self.is_sqlite:
                    connection.execute(_NOTIFY, {"channel": CHANNEL, "token": self.token})
                if saving is not None:
                    _commit(transaction, saving)
        self._refuse_replaced()

    def _refuse_replaced(self) -> None:
        """Notice that the file or its log was taken away or replaced while it was open:
        what is saved to it then is in no file that anybody opens again."""
        if self.path is None:
            return
        log = file_identity(self.path.with_name(self.path.name + "-wal"))
        same_log = self._log is None or log == self._log
        self._log = log
        if same_log and file_identity(self.path) == self._identity:
            return
        raise DatabaseProblem("file-replaced", where=self.place)

    def settle(self) -> None:
        """Move what is in the log into the file, as far as nobody reads what is older.

        Never in need: whoever writes next, or closes, does it too, and then waits for it.
        """
        if self.is_sqlite and self.read_only is None:
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
            if self.is_sqlite and self.read_only is None:
                with suppress(DatabaseProblem):
                    self.empty_log()
        finally:
            self.engine.dispose()
            self._log = None

    def empty_log(self) -> None:
        """Move what is in the log into the file and cut it to nothing, unless somebody reads what
        is older. A server keeps its own."""
        if not self.is_sqlite:
            return
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


def record_export(db: Database, detail: Mapping[str, Any]) -> None:
    """Note in the audit trail that something left as a file, where the data can be written."""
    if db.read_only is None:
        with db.write() as c:
            record(c, "export.made", detail)


def remove_if_empty(where: str | Path) -> None:
    """Remove a database file that was just made and holds nothing yet: no import, and nothing
    that anybody chose."""
    path = Path(where).expanduser().absolute()
    if is_held(path) or not path.is_file():
        return
    engine = sqlite_engine(path)
    try:
        with engine.connect() as c:
            used = any(
                c.scalar(sa.select(sa.func.count()).select_from(row))
                for row in (BatchRow, AuditRow)
            )
    except sa.exc.DBAPIError:
        return  # encrypted: somebody chose its passphrase, and so its path
    finally:
        engine.dispose()
    if not used:
        discard(path)


def open_database(
    where: str | Path,
    *,
    make_folder: bool = False,
    key: Key | None = None,
    even_damaged: bool = False,
) -> Database:
    """Open the database at a path or a postgresql:// address, making it when it is not there.

    A database of an earlier version is backed up and brought to today's. With `make_folder`
    a missing folder is made, for its owner alone. `key` opens an encrypted file; a plain one is
    opened without. On full or read-only media it is opened to read. `even_damaged` is for those
    who look at damage. Raises DatabaseProblem when there is something else than our data, when
    they are newer than this program, damaged, locked by a passphrase or out of reach; what is
    there then stays byte for byte as it was.
    """
    text = str(where)
    if text.startswith(("postgresql:", "postgresql+", "postgres:")):
        engine, place = open_server(text)
        return Database(engine, place)
    path = Path(text).expanduser().absolute()
    opened = open_file(path, make_folder=make_folder, key=key, even_damaged=even_damaged)
    return Database(opened.engine, text, path, opened.risk, key=key, read_only=opened.read_only)
