"""Looking at a file must not drop the locks that this program holds on it.

On POSIX systems a program loses all its locks on a file when it closes any handle of it. Another
program then takes itself for the last one and removes the log that the first still writes to.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import DatabaseProblem
from models.store.backup.back_ups import backup
from models.store.backup.restoring import restore
from models.store.database.database import Database, open_database
from models.store.database.settings import put_setting

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps locks by handle")

ROOT = Path(__file__).parents[2]

OTHER = """
import sys
from pathlib import Path
from models.store.database.open_files import is_open_elsewhere
path = Path(sys.argv[1])
print({})
"""


def another_program_says(expression: str, path: Path) -> str:
    command = [sys.executable, "-c", OTHER.format(expression), str(path)]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def put(db: Database, value: str) -> None:
    with db.write() as c:
        put_setting(c, "this program", value)


def test_that_opening_a_database_twice_keeps_the_first_ones_locks(tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    first = open_database(path)
    put(first, "one")
    open_database(path).close()
    assert another_program_says("is_open_elsewhere(path)", path) == "True"
    first.close()
    assert another_program_says("is_open_elsewhere(path)", path) == "False"


def test_that_this_test_would_notice_a_lost_lock(tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    database = open_database(path)
    put(database, "one")
    path.open("rb").close()
    assert another_program_says("is_open_elsewhere(path)", path) == "False"
    database.close()


def test_that_a_database_open_in_this_program_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    database = open_database(path)
    put(database, "one")
    copy = backup(database, tmp_path / "copy.db")
    with pytest.raises(DatabaseProblem) as refusal:
        restore(path, copy)
    assert refusal.value.code == "database-open"
    database.close()
    restore(path, copy)
