"""Find out what is at a path or an address, and make, upgrade or refuse it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine

from models.errors import DatabaseProblem
from models.store.database.damage import damaged, mark_damaged, refuse_marked
from models.store.database.engine import postgres_engine, sqlite_engine
from models.store.database.failures import disk_full, driver_failures, plain_failures, read_only
from models.store.database.identity import (
    discard,
    has_unfinished_writes,
    identify,
    make_private_file,
    make_private_folder,
    refuse_newer,
    refuse_newer_log,
    sync_folder,
)
from models.store.database.keyring_passwords import with_kept_password
from models.store.database.keys import Key
from models.store.database.location import RiskyPlace, risky_place
from models.store.database.schema import SCHEMA_LOCK, create_schema, stored_version, version_needed
from models.store.database.table_digests import DIGESTS_SINCE, differing_tables
from models.store.tables import SCHEMA_VERSION


@dataclass(frozen=True)
class OpenedFile:
    """An engine for a file; `risk` speaks against its place, `read_only` says why nothing can be
    written (None when it can)."""

    engine: Engine
    risk: RiskyPlace | None = None
    read_only: DatabaseProblem | None = None


def open_file(
    path: Path, *, make_folder: bool = False, key: Key | None = None, even_damaged: bool = False
) -> OpenedFile:
    """Return the SQLite file at `path`, opened and looked through quickly.

    Errors as in `models.store.database.database.open_database`.
    """
    if make_folder:
        make_private_folder(path.parent)
    if identify(path, key) is None:
        _create_file(path, key)
    if not even_damaged:
        refuse_marked(path)
    unclean = has_unfinished_writes(path)
    if unclean:
        refuse_newer_log(path, key)
    look = _Look(path, key, even_damaged)
    try:
        return look.opened()
    except DatabaseProblem as problem:
        if problem.code not in _UNWRITABLE or unclean:
            raise
        return look.opened_unchanging(_why_unwritable(path, problem))


_UNWRITABLE = ("read-only", "disk-full", "no-access", "disk-error")
"""What a file on full or read-only media says where it should become writable."""


_NO_ROOM_BYTES = 128 * 1024
"""SQLite needs 32 KB beside a database to open it for writing, and a page to write."""


def _why_unwritable(path: Path, problem: DatabaseProblem) -> DatabaseProblem:
    """Return the plainest reason: SQLite says of several that it cannot open the file."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return read_only(str(path))
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES:
            return disk_full(str(path))
    return problem


_SCATTERED_BYTES = 16 * 1024 * 1024
"""A check of a file from this size leaves a connection's cache such that reading takes half as
long again for as long as it is open."""


@dataclass(frozen=True)
class _Look:
    path: Path
    key: Key | None
    even_damaged: bool

    def opened(self) -> OpenedFile:
        risk = risky_place(self.path.parent)
        with self._opened(sqlite_engine(self.path, alone=risk is not None, key=self.key)) as engine:
            version = self._look_inside(engine)
            if version < SCHEMA_VERSION:
                from models.store.database.upgrade import upgrade_file

                upgrade_file(engine, self.path, version, self.key)
            if risk is None and self.path.stat().st_size >= _SCATTERED_BYTES:
                engine.dispose()  # the next connection begins with an empty cache
        return OpenedFile(engine, risk)

    def opened_unchanging(self, why: DatabaseProblem) -> OpenedFile:
        """Open for reading only: without locks, and without shared memory on the disk."""
        with self._opened(sqlite_engine(self.path, unchanging=True, key=self.key)) as engine:
            if self._look_inside(engine) < SCHEMA_VERSION:
                raise why
        return OpenedFile(engine, read_only=why)

    @contextmanager
    def _opened(self, engine: Engine) -> Iterator[Engine]:
        """Give the engine, and close it when looking at the file fails."""
        try:
            with plain_failures(str(self.path)), driver_failures(str(self.path)):
                yield engine
        except BaseException:
            engine.dispose()
            raise

    def _look_inside(self, engine: Engine) -> int:
        place = str(self.path)
        with engine.connect() as c, c.begin():
            version = int(c.exec_driver_sql("PRAGMA user_version").scalar_one())
            refuse_newer(version, place, lambda: version_needed(c))
            # Reads all of the schema, so that a damaged one is refused now.
            c.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            if not self.even_damaged:
                try:
                    refuse_damaged(c, place, version)
                except DatabaseProblem:
                    mark_damaged(self.path)
                    raise
        return version


def open_server(address: str) -> tuple[Engine, str]:
    """Return an engine for a PostgreSQL database, and its address without the password.

    Errors as in `models.store.database.database.open_database`.
    """
    url = _parsed(address)
    place = shown_address(url)
    engine = postgres_engine(with_kept_password(url))
    try:
        with plain_failures(place):
            _prepare_server(engine, place)
    except sa.exc.ProgrammingError as error:
        engine.dispose()
        if getattr(error.orig, "sqlstate", None) is not None:
            raise
        raise _bad_address() from None  # an option that there is not
    except BaseException:
        engine.dispose()
        raise
    return engine, place


_SECRET_OPTIONS = ("password", "sslpassword", "passfile", "sslkey")
"""Options of an address that hold a secret, or tell where one lies."""


def shown_address(url: URL) -> str:
    """Return an address as it may be shown: without a password, however it was given."""
    secret = [name for name in url.query if name.casefold() in _SECRET_OPTIONS]
    return url.difference_update_query(secret).render_as_string(hide_password=True)


def names_password(address: str) -> bool:
    """Tell whether an address holds a password, which other users of the computer can see."""
    url = _parsed(address)
    return url.password is not None or any(
        name.casefold() in ("password", "sslpassword") for name in url.query
    )


def _create_file(path: Path, key: Key | None) -> None:
    """Make a new database under another name and give it its own when it is complete, so that
    a crash in between leaves no half a database and no other user can ever read it."""
    new = path.with_name(f".{path.name}.{uuid4().hex}.new")
    try:
        make_private_file(new)
        with plain_failures(str(path)):
            _fill(new, key)
        _give_name(new, path)
    except OSError as error:
        raise DatabaseProblem("not-created", where=str(path), reason=error.strerror or "") from None
    finally:
        discard(new)


def _fill(new: Path, key: Key | None) -> None:
    engine = sqlite_engine(new, alone=True, key=key)
    try:
        with engine.connect() as connection:
            writing = connection.execution_options(writes=True)
            with writing.begin():
                create_schema(writing)
    finally:
        engine.dispose()


def _give_name(new: Path, path: Path) -> None:
    """Name a complete file, unless another program was quicker to make one of that name."""
    try:
        os.link(new, path)
    except FileExistsError:
        identify(path)
    except OSError:  # a file system without links
        if not path.exists():
            new.rename(path)
    sync_folder(path.parent)


def refuse_damaged(c: sa.Connection, place: str, version: int) -> None:
    """Raise DatabaseProblem when a quick look finds damage: in the file's structure, or in the
    rows of small tables, such as units, questionnaires and settings."""
    whole = c.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok"
    if whole and version >= DIGESTS_SINCE:
        whole = next(differing_tables(c, small_only=True), None) is None
    if not whole:
        raise damaged(place)


def _parsed(address: str) -> URL:
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError):
        url = None
    if url is None or not url.database:
        raise _bad_address() from None
    return url


def _bad_address() -> DatabaseProblem:
    # The address itself is not repeated: it may hold a password.
    return DatabaseProblem("bad-address")


def _prepare_server(engine: Engine, place: str) -> None:
    with engine.begin() as c:
        version = stored_version(c)
    if version is None or version < SCHEMA_VERSION:
        with engine.begin() as c:
            # Two programs that start together: the second waits here and finds the work done.
            c.execute(sa.select(sa.func.pg_advisory_xact_lock(SCHEMA_LOCK)))
            version = stored_version(c)
            if version is None:
                _refuse_encoding(c, place)
                create_schema(c)
                version = SCHEMA_VERSION
            elif version < SCHEMA_VERSION:
                _refuse_others_tables(c, place)
                from models.store.database.upgrade import upgrade_tables

                upgrade_tables(c)
                version = SCHEMA_VERSION
    with engine.begin() as c:
        refuse_newer(version, place, lambda: version_needed(c))


def _refuse_others_tables(c: sa.Connection, place: str) -> None:
    query = (
        "SELECT tableowner FROM pg_tables WHERE tablename = 'response' "
        "AND schemaname = current_schema() AND NOT pg_has_role(tableowner, 'usage')"
    )
    owner = c.exec_driver_sql(query).scalar()
    if owner is not None:
        raise DatabaseProblem("upgrade-by-owner", where=place, owner=str(owner))


def _refuse_encoding(c: sa.Connection, place: str) -> None:
    if c.exec_driver_sql("SHOW server_encoding").scalar_one() != "UTF8":
        raise DatabaseProblem("wrong-encoding", where=place)
