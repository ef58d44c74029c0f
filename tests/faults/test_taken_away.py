"""A database file that is taken away or replaced while it is open; two first writers of a day."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import DatabaseProblem
from models.store.database.database import Database, open_database
from models.store.database.settings import put_setting

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    opened = open_database(tmp_path / "hospital.db")
    save(opened)
    return opened


def save(db: Database) -> None:
    with db.write() as c:
        put_setting(c, "organization", "Riverside")


def replaced(path: Path) -> None:
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    copy.replace(path)


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def without_log(path: Path) -> None:
    path.with_name("hospital.db-wal").unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files where they are")
@pytest.mark.parametrize("act", [Path.unlink, replaced, moved, without_log])
def test_that_no_save_is_acknowledged_after_the_file_is_gone(
    database: Database, act: Callable[[Path], None]
) -> None:
    assert database.path is not None
    act(database.path)
    with pytest.raises(DatabaseProblem) as refusal:
        save(database)
    assert refusal.value.code == "file-replaced"
    database.engine.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no fork")
def test_that_two_first_writers_of_a_day_both_succeed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.first_writer", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("", "")
