"""What is not ours is refused before anything is written, and stays byte for byte as it was."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import DatabaseProblem
from models.store.database.database import open_database
from models.store.database.driver import sqlite_uri
from models.store.database.identity import APPLICATION_ID, identify
from models.store.database.settings import put_setting
from models.store.tables.core import SCHEMA_VERSION
from ui.text.errors import hint, what

owner_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def refusal_of(path: Path) -> DatabaseProblem:
    """Open what must be refused, and make sure that nothing in the folder changed."""
    folder = path.parent
    before = snapshot(folder) if folder.exists() else {}
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(path)
    assert (snapshot(folder) if folder.exists() else {}) == before
    assert hint(refusal.value)
    return refusal.value


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "hospital.db"
    open_database(path).close()
    return path


def overwrite(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def test_that_an_empty_file_is_damage_and_no_new_database(tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    path.touch()
    assert refusal_of(path).code == "empty-file"


def test_that_random_bytes_may_be_encrypted_data(tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    path.write_bytes(os.urandom(8192))
    assert refusal_of(path).code == "passphrase-needed"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 a workbook", b"SQLite format 3\x00", b"\x00" * 4096, b"abcd" * 2048],
)
def test_that_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hospital.db"
    path.write_bytes(content)
    assert refusal_of(path).code == "no-database"


def test_that_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()
    connection.close()
    assert refusal_of(path).code == "foreign-database"


def test_that_a_newer_database_is_refused_with_the_version_it_needs(ours: Path) -> None:
    database = open_database(ours)
    with database.write() as c:
        put_setting(c, "min_reader_version", "7.3.0")
        c.exec_driver_sql("PRAGMA user_version = 42")
    database.close()
    refusal = refusal_of(ours)
    assert refusal.code == "newer-database"
    assert "42" in what(refusal)
    assert "7.3.0" in hint(refusal)


def test_that_a_newer_version_is_seen_in_the_log_before_the_file_has_it(ours: Path) -> None:
    database = open_database(ours)
    with database.write() as c:
        c.exec_driver_sql("PRAGMA user_version = 42")
    # The program that wrote it has not closed: its version stands in the log alone.
    assert int.from_bytes(ours.read_bytes()[60:64], "big") == SCHEMA_VERSION
    before = ours.read_bytes()
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(ours)
    assert refusal.value.code == "newer-database"
    assert ours.read_bytes() == before
    database.close()


def test_that_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hospital.db").mkdir()
    assert refusal_of(tmp_path / "hospital.db").code == "no-regular-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_that_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hospital.db")
    with pytest.raises(DatabaseProblem):
        open_database(tmp_path / "hospital.db")


def test_that_a_missing_folder_is_refused_and_not_made(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none" / "hospital.db").code == "no-such-folder"
    assert not (tmp_path / "none").exists()


def test_that_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "hospital.db"
    try:
        link.symlink_to(tmp_path / "unplugged" / "hospital.db")
    except OSError:
        pytest.skip("links cannot be made here")
    assert refusal_of(link).code == "broken-link"


def test_that_a_file_cut_short_is_refused(ours: Path) -> None:
    content = ours.read_bytes()
    ours.write_bytes(content[: len(content) // 2])
    assert refusal_of(ours).code == "cut-short"


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_that_a_log_without_its_database_is_refused(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"hospital.db{ending}").write_bytes(b"pages of a database that is gone")
    assert refusal_of(tmp_path / "hospital.db").code == "orphaned-log"


def test_that_our_file_says_whose_it_is_in_its_header(ours: Path) -> None:
    header = ours.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
    assert identify(ours) == SCHEMA_VERSION


@owner_only
def test_that_only_the_owner_can_read_any_file_of_a_database(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        database = open_database(tmp_path / "data" / "hospital.db", make_folder=True)
        with database.write() as c:
            put_setting(c, "organization", "Riverside")
        files = list((tmp_path / "data").iterdir())
        rights = {file.name: stat.S_IMODE(file.stat().st_mode) for file in files}
        database.close()
    finally:
        os.umask(before)
    names = {"hospital.db", "hospital.db-wal", "hospital.db-shm"}
    assert rights == dict.fromkeys(names, 0o600)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@owner_only
def test_that_a_folder_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    open_database(tmp_path / "hospital.db", make_folder=True).close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_that_making_a_database_leaves_nothing_else(ours: Path) -> None:
    assert [file.name for file in ours.parent.iterdir()] == ["hospital.db"]


@pytest.mark.parametrize("name", ["a b.db", "50%.db", "what?.db", "one#two.db", "Zürich.db"])
def test_that_any_name_of_a_file_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and "?" in name:
        pytest.skip("Windows knows no such name")
    open_database(tmp_path / name).close()
    open_database(tmp_path / name).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_that_a_network_path_of_windows_stays_a_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class WindowsPath:
        def __init__(self, text: str) -> None:
            self.text = text

        def as_posix(self) -> str:
            return self.text

    uri: Callable[..., str] = sqlite_uri
    assert uri(WindowsPath("C:/a b/x.db"), "mode=rw") == "file:///C:/a%20b/x.db?mode=rw"
    assert (
        uri(WindowsPath("//server/share/x.db"), "mode=rw") == "file:////server/share/x.db?mode=rw"
    )
