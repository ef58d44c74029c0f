"""A restored database is the back-up, and what was there before is kept whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.errors import DatabaseProblem
from models.store.backup.back_ups import backup
from models.store.backup.integrity import check
from models.store.backup.restoring import restore
from models.store.database.damage import DAMAGE_MARK
from models.store.database.database import Database, open_database
from models.store.database.settings import get_setting, put_setting
from tests.models.store.hospital import import_surveys

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hospital.db")
    with opened.write() as c:
        put_setting(c, "organization", "Riverside")
    yield opened
    opened.close()


@pytest.fixture
def copy(database: Database, tmp_path: Path) -> Path:
    return backup(database, tmp_path / "copy.db")


def organization(path: Path) -> object:
    opened = open_database(path)
    with opened.read() as c:
        name = get_setting(c, "organization")
    opened.close()
    return name


def change(db: Database) -> None:
    with db.write() as c:
        put_setting(c, "organization", "Lakeside")


def test_that_the_restored_file_equals_the_back_up(
    database: Database, copy: Path, tmp_path: Path
) -> None:
    change(database)
    database.close()
    report = restore(tmp_path / "hospital.db", copy, now=NOW)
    assert (tmp_path / "hospital.db").read_bytes() == copy.read_bytes()
    assert organization(tmp_path / "hospital.db") == "Riverside"
    assert report.kept_in == tmp_path / "quarantine" / "20260902T071500Z"


def test_that_the_files_before_are_kept_together_and_open(
    database: Database, copy: Path, tmp_path: Path
) -> None:
    """What a killed program left in its log goes into the file it belongs to."""
    database.close()
    leave_a_log(tmp_path / "hospital.db")
    report = restore(tmp_path / "hospital.db", copy)
    assert report.kept_in is not None
    assert [file.name for file in report.kept_in.iterdir()] == ["hospital.db"]
    assert not (tmp_path / "hospital.db-wal").exists()
    assert organization(tmp_path / "hospital.db") == "Riverside"
    assert organization(report.kept_in / "hospital.db") == "Killed"


def leave_a_log(path: Path) -> None:
    """Change a database in a program that dies before it can close it."""
    code = (
        "import os, sys\n"
        "from models.store.database.database import open_database\n"
        "from models.store.database.settings import put_setting\n"
        "with open_database(sys.argv[1]).write() as c:\n"
        "    put_setting(c, 'organization', 'Killed')\n"
        "os._exit(0)\n"
    )
    root = Path(__file__).parents[4]
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=root)
    assert path.with_name(path.name + "-wal").stat().st_size > 0


def test_that_a_lost_database_is_restored_where_nothing_is(copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "hospital.db"
    target.parent.mkdir()
    assert restore(target, copy).kept_in is None
    assert organization(target) == "Riverside"


def test_that_two_restores_in_one_second_keep_both(
    database: Database, copy: Path, tmp_path: Path
) -> None:
    database.close()
    first = restore(tmp_path / "hospital.db", copy, now=NOW)
    second = restore(tmp_path / "hospital.db", copy, now=NOW)
    assert first.kept_in != second.kept_in


@pytest.mark.parametrize("bad", ["empty", "cut", "junk", "missing", "folder"])
def test_that_a_bad_back_up_touches_nothing(
    database: Database, copy: Path, tmp_path: Path, bad: str
) -> None:
    change(database)
    database.close()
    source = tmp_path / "bad.db"
    if bad == "folder":
        source.mkdir()
    elif bad != "missing":
        content = copy.read_bytes()
        source.write_bytes({"empty": b"", "cut": content[:8192], "junk": b"x" * 9000}[bad])
    before = (tmp_path / "hospital.db").read_bytes()
    with pytest.raises(DatabaseProblem):
        restore(tmp_path / "hospital.db", source)
    assert (tmp_path / "hospital.db").read_bytes() == before
    assert not (tmp_path / "quarantine").exists()


def test_that_a_back_up_with_a_damaged_page_touches_nothing(
    database: Database, copy: Path, tmp_path: Path
) -> None:
    database.close()
    page = copy.read_bytes().find(b"Riverside") // 4096 * 4096
    with copy.open("r+b") as file:
        file.seek(page)
        file.write(b"\xff" * 64)
    with pytest.raises(DatabaseProblem):
        restore(tmp_path / "hospital.db", copy)
    assert organization(tmp_path / "hospital.db") == "Riverside"


def test_that_a_file_in_use_is_no_back_up(database: Database, copy: Path, tmp_path: Path) -> None:
    change(database)
    with pytest.raises(DatabaseProblem) as refusal:
        restore(tmp_path / "other.db", tmp_path / "hospital.db")
    assert refusal.value.code == "unfinished-backup"


def test_that_a_database_is_not_restored_from_itself(database: Database, tmp_path: Path) -> None:
    database.close()
    with pytest.raises(DatabaseProblem):
        restore(tmp_path / "hospital.db", tmp_path / "hospital.db")
    assert organization(tmp_path / "hospital.db") == "Riverside"


def test_that_a_database_open_in_another_program_is_not_replaced(
    database: Database, copy: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hospital.db"
    database.close()
    code = (
        "import sys\n"
        "from models.store.database.database import open_database\n"
        "database = open_database(sys.argv[1])\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
        "database.close()\n"
    )
    root = Path(__file__).parents[4]
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(DatabaseProblem) as refusal:
            restore(path, copy)
        other.communicate()
    assert refusal.value.code in ("database-open", "not-restored")
    assert not (tmp_path / "quarantine").exists()
    restore(path, copy)


def test_that_a_restored_database_is_whole_and_may_be_backed_up(
    database: Database, tmp_path: Path
) -> None:
    import_surveys(database)
    copy = backup(database, tmp_path / "copy.db")
    database.close()
    (tmp_path / f"hospital.db{DAMAGE_MARK}").touch()
    restore(tmp_path / "hospital.db", copy)
    restored = open_database(tmp_path / "hospital.db")
    assert check(restored).ok
    backup(restored)
    restored.close()
