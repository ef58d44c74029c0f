"""Back-ups are whole, checked, kept by number, and never made of damage."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.errors import DatabaseProblem
from models.store.backup.back_ups import backup, backup_if_due
from models.store.database import copies
from models.store.database.backup_files import NEWEST as KEPT
from models.store.database.backup_files import backups_of
from models.store.database.damage import DAMAGE_MARK
from models.store.database.database import Database, open_database
from models.store.database.settings import get_setting, put_setting
from models.store.database.verify import verify_file as check_file
from ui.text.errors import hint, what

DAY = date(2026, 9, 2)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hospital.db")
    with opened.write() as c:
        put_setting(c, "organization", "Riverside")
    yield opened
    opened.close()


def organization(path: Path) -> object:
    copy = open_database(path)
    with copy.read() as c:
        name = get_setting(c, "organization")
    copy.close()
    return name


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_that_a_back_up_holds_what_is_still_in_the_log(database: Database, tmp_path: Path) -> None:
    assert (tmp_path / "hospital.db-wal").stat().st_size > 0
    made = backup(database, tmp_path / "elsewhere.db")
    assert organization(made) == "Riverside"


def test_that_a_back_up_goes_beside_the_database_under_number_and_day(
    database: Database, tmp_path: Path
) -> None:
    made = backup(database, today=DAY)
    assert made == tmp_path / "backups" / "hospital-00001-2026-09-02.db"
    assert names_in(tmp_path / "backups") == [made.name]
    check_file(made)


def test_that_a_back_up_needs_no_log_beside_it(database: Database, tmp_path: Path) -> None:
    made = backup(database, tmp_path / "copy.db")
    assert made.read_bytes()[18:20] == b"\x01\x01"  # a rollback journal, no write-ahead log


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_that_only_the_owner_can_read_a_back_up(database: Database, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = backup(database)
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_that_one_back_up_a_day_is_due(database: Database) -> None:
    assert backup_if_due(database, DAY) is not None
    assert backup_if_due(database, DAY) is None
    assert backup_if_due(database, DAY + timedelta(days=1)) is not None


def test_that_a_wrong_clock_never_costs_the_newest_ten(database: Database, tmp_path: Path) -> None:
    assert database.path is not None
    days = [date(2031, 2, 3)] * 8 + [DAY + timedelta(days=n) for n in range(8)]
    made = [backup(database, today=day) for day in days]
    kept = backups_of(database.path)
    assert [b.path for b in kept] == list(reversed(made[-KEPT:]))
    assert kept[0].day == days[-1].isoformat()


def test_that_back_ups_of_another_database_and_other_files_stay(
    database: Database, tmp_path: Path
) -> None:
    other = open_database(tmp_path / "hospital-2.db")
    kept = backup(other, today=DAY)
    other.close()
    (tmp_path / "backups" / "notes.txt").write_text("keep")
    for _ in range(KEPT + 2):
        backup(database, today=DAY)
    assert {kept.name, "notes.txt"} <= set(names_in(tmp_path / "backups"))
    assert len(names_in(tmp_path / "backups")) == KEPT + 2


def test_that_a_back_up_can_go_to_a_folder_or_over_an_older_one(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    made = backup(database, tmp_path / "stick")
    assert made == tmp_path / "stick" / "hospital.db"
    with database.write() as c:
        put_setting(c, "organization", "Lakeside")
    assert organization(backup(database, made)) == "Lakeside"


def test_that_no_other_file_is_written_over(database: Database, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    for target in (letter, tmp_path / "hospital.db", tmp_path / "none" / "copy.db"):
        with pytest.raises(DatabaseProblem):
            backup(database, target)
    assert letter.read_text() == "Dear all"
    assert organization(tmp_path / "hospital.db") == "Riverside"


def test_that_a_full_disk_is_said_with_what_is_needed_and_leaves_nothing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil._ntuple_diskusage(10**9, 10**9, 1000)
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _folder: full)
    with pytest.raises(DatabaseProblem) as refusal:
        backup(database)
    assert refusal.value.code == "disk-full"
    assert "MB" in what(refusal.value)
    assert names_in(tmp_path / "backups") == []


def test_that_a_copy_that_fails_its_check_is_thrown_away(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damage(path: Path, _key: object) -> None:
        content = path.read_bytes()
        path.write_bytes(content[:-4096])
        check_file(path)

    older = backup(database, tmp_path / "copy.db")
    before = older.read_bytes()
    monkeypatch.setattr(copies, "verify_file", damage)
    with pytest.raises(DatabaseProblem):
        backup(database, older)
    assert older.read_bytes() == before
    assert not list(tmp_path.glob("*.partial*"))


def test_that_a_damaged_database_is_not_backed_up(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    database.close()
    page = path.read_bytes().find(b"Riverside") // 4096 * 4096
    with path.open("r+b") as file:
        file.seek(page)
        file.write(b"\xff" * 64)
    damaged = open_database(path, even_damaged=True)
    with pytest.raises(DatabaseProblem) as refusal:
        backup(damaged)
    assert refusal.value.code == "database-damaged"
    assert names_in(tmp_path / "backups") == []
    damaged.close()


def test_that_a_failed_check_stops_back_ups(database: Database, tmp_path: Path) -> None:
    mark = tmp_path / f"hospital.db{DAMAGE_MARK}"
    mark.touch()
    with pytest.raises(DatabaseProblem):
        backup(database)
    mark.unlink()
    backup(database)


def test_that_what_a_killed_back_up_left_is_cleared_away(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "copy.db.partial").write_bytes(b"half a copy")
    made = backup(database, tmp_path / "copy.db")
    assert organization(made) == "Riverside"
    assert not list(tmp_path.glob("*.partial*"))


def test_that_a_server_is_backed_up_by_its_own_tool(postgres_place: str) -> None:
    server = open_database(postgres_place)
    assert backup_if_due(server, DAY) is None
    with pytest.raises(DatabaseProblem) as refusal:
        backup(server)
    assert "pg_dump" in hint(refusal.value)
    server.close()
