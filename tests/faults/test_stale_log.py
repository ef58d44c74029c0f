"""A log that was left by a killed program must never meet the file of a back-up."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.errors import DatabaseProblem
from models.store.backup.back_ups import backup
from models.store.backup.integrity import check
from models.store.backup.restoring import restore
from models.store.database.database import Database, open_database
from models.store.tables import core as t
from tests.faults.victim import victim

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

TRIALS = 3


def answers(db: Database) -> list[bytes]:
    with db.read() as c:
        return list(c.scalars(sa.select(t.ResponseRow.answers).order_by(t.ResponseRow.id)))


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of databases that a killed program left with a log, each with a back-up
    from before."""
    folder = tmp_path_factory.mktemp("killed")
    for trial in range(TRIALS):
        path = folder / str(trial) / "hospital.db"
        path.parent.mkdir()
        with victim(path, "log") as writer:
            writer.live(3 + trial, 0)
            database = open_database(path)
            backup(database, path.with_name("copy.db"))
            database.close()
            writer.live(5 + trial, 0.01)
        assert path.with_name("hospital.db-wal").stat().st_size > 0
    return folder


@pytest.fixture
def places(killed: Path, tmp_path: Path) -> list[Path]:
    shutil.copytree(killed, tmp_path / "killed")
    return sorted((tmp_path / "killed").glob("*/hospital.db"))


def is_the_backup(path: Path) -> bool:
    """Tell whether a database opens whole and holds the answers of its back-up."""
    copy = path.with_name("kept.db")
    shutil.copyfile(path.with_name("copy.db"), copy)
    kept = open_database(copy)
    try:
        database = open_database(path)
        same = check(database).ok and answers(database) == answers(kept)
        database.engine.dispose()
    except DatabaseProblem:
        same = False
    kept.engine.dispose()
    return same


def test_that_restoring_gives_exactly_the_back_up(places: list[Path]) -> None:
    for path in places:
        restore(path, path.with_name("copy.db"))
    assert [is_the_backup(path) for path in places] == [True] * TRIALS


def test_that_this_test_would_notice_a_restore_that_leaves_the_log(places: list[Path]) -> None:
    for path in places:
        shutil.copyfile(path.with_name("copy.db"), path)
    assert not all(is_the_backup(path) for path in places)
