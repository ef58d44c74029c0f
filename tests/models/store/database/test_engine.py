"""Every connection is set as durability asks, whichever the pool gives."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.store.database import location, opening
from models.store.database.database import Database, open_database
from models.store.database.engine import WAL_SAFE_FROM, connection_pragmas
from models.store.database.location import NETWORK, RiskyPlace
from models.store.database.settings import get_setting, put_setting


def pragma(c: sa.Connection, name: str) -> object:
    return c.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.fixture
def file_database(tmp_path: Path) -> Database:
    return open_database(tmp_path / "hospital.db")


def test_that_every_pooled_connection_is_durable_and_careful(file_database: Database) -> None:
    with ExitStack() as stack:
        for connection in [stack.enter_context(file_database.read()) for _ in range(4)]:
            assert pragma(connection, "journal_mode") == "wal"
            assert pragma(connection, "synchronous") == 2  # FULL
            assert pragma(connection, "foreign_keys") == 1
            assert pragma(connection, "busy_timeout") == 5000
            assert pragma(connection, "trusted_schema") == 0
            assert pragma(connection, "cell_size_check") == 1
            assert pragma(connection, "secure_delete") == 1
            assert pragma(connection, "temp_store") == 2  # MEMORY
    file_database.close()


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_that_an_old_sqlite_never_runs_with_a_write_ahead_log(version: tuple[int, ...]) -> None:
    pragmas = connection_pragmas(version)
    assert "journal_mode=DELETE" in pragmas
    assert "synchronous=EXTRA" in pragmas


@pytest.mark.parametrize("version", [WAL_SAFE_FROM, (3, 53, 4), (4, 0, 0)])
def test_that_a_safe_sqlite_runs_with_one(version: tuple[int, ...]) -> None:
    pragmas = connection_pragmas(version)
    assert "journal_mode=WAL" in pragmas
    assert "synchronous=FULL" in pragmas


def test_that_an_old_sqlite_turns_the_log_of_an_existing_file_off(
    file_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlcipher3 import dbapi2

    assert file_database.path is not None
    file_database.close()
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 40, 1))
    database = open_database(file_database.path)
    with database.write() as c:
        put_setting(c, "organization", "Riverside")
        assert pragma(c, "journal_mode") == "delete"
        assert pragma(c, "synchronous") == 3  # EXTRA
    database.close()


def test_that_a_risky_place_gets_one_connection_that_keeps_others_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    risk = RiskyPlace(NETWORK, "cifs")
    monkeypatch.setattr(opening, "risky_place", lambda _folder: risk)
    database = open_database(tmp_path / "hospital.db")
    assert database.risk == risk
    with database.write() as c:
        assert pragma(c, "journal_mode") == "delete"
        assert pragma(c, "locking_mode") == "exclusive"
        put_setting(c, "organization", "Riverside")
    with database.read() as c:
        assert get_setting(c, "organization") == "Riverside"
    assert not list(tmp_path.glob("*-wal"))
    database.close()


def test_that_a_place_on_the_own_disk_has_no_risk(
    file_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(location, "_network_system", lambda _folder: None)
    assert file_database.path is not None
    assert location.risky_place(file_database.path.parent) is None
    file_database.close()
