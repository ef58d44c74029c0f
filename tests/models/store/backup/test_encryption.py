"""An encrypted database: unreadable without its key, the same data with it."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from models.errors import DatabaseProblem
from models.store.backup.back_ups import backup
from models.store.backup.encryption import rewrite
from models.store.backup.integrity import check
from models.store.backup.restoring import restore
from models.store.database.backup_files import backups_of
from models.store.database.database import open_database
from models.store.database.driver import is_encrypted
from models.store.database.keys import Key, key_from_text, parse_recovery_key, recovery_key
from models.store.database.verify import verify_file
from models.store.tables import core as t
from tests.models.importing.tables import everything
from tests.models.store.hospital import import_surveys

FIRST, SECOND = Key(passphrase="four words to remember"), Key(passphrase="another four words")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "hospital.db"
    database = open_database(path)
    import_surveys(database)
    backup(database)
    database.close()
    return path


def content(path: Path, key: Key | None) -> dict[str, list[tuple[object, ...]]]:
    database = open_database(path, key=key)
    try:
        assert check(database).ok
        return everything(database)
    finally:
        database.close()


def refusal_of(path: Path, key: Key | None = None) -> str:
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(path, key=key).close()
    return refusal.value.code


def test_that_encrypting_keeps_every_row_and_hides_every_word(plain: Path) -> None:
    before = content(plain, None)
    assert b"nurses" in plain.read_bytes()
    rewrite(plain, None, FIRST)
    assert is_encrypted(plain)
    assert content(plain, FIRST) == before
    files = [file for file in plain.parent.rglob("*") if file.is_file()]
    assert len(files) == 2
    for file in files:
        assert b"nurses" not in file.read_bytes(), file


def test_that_the_log_holds_no_plain_word(plain: Path) -> None:
    rewrite(plain, None, FIRST)
    database = open_database(plain, key=FIRST)
    import_surveys(database, name="later")
    log = plain.with_name("hospital.db-wal").read_bytes()
    assert log
    assert b"nurses" not in log
    database.close()


def test_that_a_missing_and_a_wrong_passphrase_are_refused(plain: Path) -> None:
    rewrite(plain, None, FIRST)
    before = plain.read_bytes()
    assert refusal_of(plain) == "passphrase-needed"
    assert refusal_of(plain, SECOND) == "wrong-passphrase"
    assert plain.read_bytes() == before


def test_that_the_recovery_key_opens_the_data(plain: Path) -> None:
    raw = rewrite(plain, None, FIRST).raw
    printed = recovery_key(raw)
    assert content(plain, key_from_text(printed.lower().replace("-", " ")))


def test_that_a_mistyped_recovery_key_is_no_key() -> None:
    printed = recovery_key(bytes(range(32)))
    assert parse_recovery_key(printed) == Key(raw=bytes(range(32)))
    wrong = ("B" if printed[0] == "A" else "A") + printed[1:]
    assert parse_recovery_key(wrong) is None
    assert parse_recovery_key("four words to remember") is None


def test_that_back_ups_change_their_key_with_the_database(plain: Path) -> None:
    assert len(rewrite(plain, None, FIRST).backups) == 1
    rewrite(plain, FIRST, SECOND)
    (made,) = backups_of(plain)
    verify_file(made.path, SECOND)
    with pytest.raises(DatabaseProblem):
        verify_file(made.path, FIRST)


def test_that_a_back_up_of_encrypted_data_is_encrypted_and_restores(plain: Path) -> None:
    rewrite(plain, None, FIRST)
    database = open_database(plain, key=FIRST)
    made = backup(database)
    import_surveys(database, name="later")
    database.close()
    assert is_encrypted(made)
    restore(plain, made, key=FIRST)
    assert len(content(plain, FIRST)["response"]) == 5


def test_that_the_passphrase_can_be_taken_away(plain: Path) -> None:
    before = content(plain, None)
    rewrite(plain, None, FIRST)
    rewrite(plain, FIRST, None)
    assert not is_encrypted(plain)
    assert content(plain, None) == before


def test_that_an_open_database_is_not_written_anew(plain: Path) -> None:
    database = open_database(plain)
    with pytest.raises(DatabaseProblem) as refusal:
        rewrite(plain, None, FIRST)
    assert refusal.value.code == "database-open"
    database.close()


def test_that_a_wrong_old_passphrase_changes_nothing(plain: Path) -> None:
    rewrite(plain, None, FIRST)
    before = plain.read_bytes()
    with pytest.raises(DatabaseProblem) as refusal:
        rewrite(plain, SECOND, None)
    assert refusal.value.code == "wrong-passphrase"
    assert plain.read_bytes() == before


def test_that_a_new_database_is_encrypted_from_its_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_database(path, key=FIRST).close()
    assert is_encrypted(path)
    database = open_database(path, key=FIRST)
    with database.read() as c:
        assert c.scalar(sa.select(sa.func.count()).select_from(t.ResponseRow)) == 0
    database.close()


def test_that_a_flipped_bit_anywhere_is_refused(plain: Path) -> None:
    rewrite(plain, None, FIRST)
    whole = plain.read_bytes()
    for at in range(100, len(whole), len(whole) // 10):
        changed = bytearray(whole)
        changed[at] ^= 4
        plain.write_bytes(changed)
        with pytest.raises(DatabaseProblem):
            verify_file(plain, FIRST)
