"""Find out what is at a path or an address, and make, upgrade or refuse it."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine

from models.errors import DatabaseProblem
from models.store.database.engine import postgres_engine, sqlite_engine
from models.store.database.failures import driver_failures, plain_failures
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
from models.store.database.location import RiskyPlace, risky_place
from models.store.database.schema import SCHEMA_LOCK, create_schema, stored_version, version_needed
from models.store.tables import SCHEMA_VERSION


def open_file(path: Path, *, make_folder: bool = False) -> tuple[Engine, RiskyPlace | None]:
    """Return an engine for the SQLite file at `path` and what speaks against its place.

    Errors as in `models.store.database.database.open_database`.
    """
    if make_folder:
        make_private_folder(path.parent)
    if identify(path) is None:
        _create_file(path)
    unclean = has_unfinished_writes(path)
    if unclean:
        refuse_newer_log(path)
    risk = risky_place(path.parent)
    engine = sqlite_engine(path, alone=risk is not None)
    try:
        with plain_failures(str(path)), driver_failures(str(path)):
            _look_inside(engine, path, unclean=unclean)
    except BaseException:
        engine.dispose()
        raise
    return engine, risk


def open_server(address: str) -> tuple[Engine, str]:
    """Return an engine for a PostgreSQL database, and its address without the password.

    Errors as in `models.store.database.database.open_database`.
    """
    url = _parsed(address)
    place = url.render_as_string(hide_password=True)
    engine = postgres_engine(url)
    try:
        with plain_failures(place):
            _prepare_server(engine, place)
    except BaseException:
        engine.dispose()
        raise
    return engine, place


def _create_file(path: Path) -> None:
    """Make a new database under another name and give it its own when it is complete, so that
    a crash in between leaves no half a database and no other user can ever read it."""
    new = path.with_name(f".{path.name}.{uuid4().hex}.new")
    try:
        make_private_file(new)
        with plain_failures(str(path)):
            _fill(new)
        _give_name(new, path)
    except OSError as error:
        raise DatabaseProblem(
            "not-created",
            f"The database cannot be made ({error.strerror}).",
            hint="Choose a folder in which you may make files.",
            where=str(path),
        ) from None
    finally:
        discard(new)


def _fill(new: Path) -> None:
    engine = sqlite_engine(new, alone=True)
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


def _look_inside(engine: Engine, path: Path, *, unclean: bool) -> None:
    with engine.connect() as connection, connection.begin():
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        refuse_newer(version, str(path), lambda: version_needed(connection))
        # Reads all of the schema, so that a damaged one is refused now.
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if unclean:
            refuse_damaged(connection, str(path))
    if version < SCHEMA_VERSION:
        from models.store.database.upgrade import upgrade_file

        upgrade_file(engine, path, version)


def refuse_damaged(c: sa.Connection, place: str) -> None:
    """Raise DatabaseProblem when SQLite's quick check finds something."""
    if c.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise DatabaseProblem(
            "database-damaged",
            "The database is damaged.",
            hint="Restore the latest back-up: it lies in the folder “backups” beside the file.",
            where=place,
        )


def _parsed(address: str) -> URL:
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError):
        url = None
    if url is None or not url.database:
        # The address itself is not repeated: it may hold a password.
        raise DatabaseProblem(
            "bad-address",
            "The address of the database cannot be understood.",
            hint="Write it as postgresql://USER@SERVER/DATABASE.",
        ) from None
    return url


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
                from models.store.database.upgrade import upgrade_tables

                upgrade_tables(c)
                version = SCHEMA_VERSION
    with engine.begin() as c:
        refuse_newer(version, place, lambda: version_needed(c))


def _refuse_encoding(c: sa.Connection, place: str) -> None:
    if c.exec_driver_sql("SHOW server_encoding").scalar_one() != "UTF8":
        raise DatabaseProblem(
            "wrong-encoding",
            "The database cannot keep every letter: its encoding is not UTF8.",
            hint="Have the database made with ENCODING 'UTF8'.",
            where=place,
        )
