"""A full disk never harms the data; they stay readable, and go on when there is room again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import DatabaseProblem
from models.importing.importer import store_survey_file
from models.store.backup.back_ups import backup
from models.store.backup.integrity import check
from models.store.backup.restoring import restore
from models.store.database import copies
from models.store.database.database import Database, open_database
from tests.models.importing.blocks import respondents, survey_file
from tests.models.importing.tables import everything
from tests.models.store.hospital import import_surveys

SIZE = 4 * 2**20


def mounted(*arguments: str) -> bool:
    done = subprocess.run(["mount", *arguments], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give the folder of a disk of its own of 4 MB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)):
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, leave: int = 0) -> Path:
    """Fill the disk but for some bytes; return the file that fills it."""
    filler = folder / "filler"
    with filler.open("wb") as file:
        file.write(b"\1" * max(0, shutil.disk_usage(folder).free - leave))
    return filler


def import_many(db: Database) -> None:
    rows = [(f"Ward {n % 5}", "2026-07-03", {"nurse_respect": n % 4 + 1}) for n in range(20_000)]
    block = respondents(rows, ids=[f"many-{n}" for n in range(len(rows))])
    store_survey_file(db, survey_file(block, name="many.csv", sha256="many"))


@pytest.fixture
def database(small_disk: Path) -> Iterator[Database]:
    opened = open_database(small_disk / "hospital.db")
    import_surveys(opened)
    yield opened
    opened.close()


def test_that_an_import_that_does_not_fit_changes_nothing(
    database: Database, small_disk: Path
) -> None:
    fill(small_disk, leave=200_000)
    with pytest.raises(DatabaseProblem) as refusal:
        import_many(database)
    assert refusal.value.code in ("disk-full", "disk-error")
    report = check(database)
    assert report.ok, report.findings
    assert (report.batches, report.responses) == (1, 5)


def test_that_the_same_import_works_when_there_is_room_again(
    database: Database, small_disk: Path
) -> None:
    filler = fill(small_disk, leave=200_000)
    with pytest.raises(DatabaseProblem):
        import_many(database)
    filler.unlink()
    assert mounted("-o", "remount,size=60m", str(small_disk))
    import_many(database)
    report = check(database)
    assert report.ok, report.findings
    assert report.responses == 20_005


def test_that_a_replacement_that_does_not_fit_changes_nothing(
    database: Database, small_disk: Path
) -> None:
    rows = [(f"Ward {n % 5}", "2026-07-03", {"nurse_respect": n % 4 + 1}) for n in range(6_000)]
    ids = [f"many-{n}" for n in range(len(rows))]
    store_survey_file(database, survey_file(respondents(rows, ids=ids), sha256="many"))
    before = everything(database, without=())
    fill(small_disk, leave=100_000)
    with pytest.raises(DatabaseProblem) as refusal:
        store_survey_file(
            database, survey_file(respondents(rows[:-1], ids=ids[1:]), sha256="b"), replace=True
        )
    assert refusal.value.code in ("disk-full", "disk-error")
    assert everything(database, without=()) == before
    assert check(database).ok


def test_that_a_full_disk_can_still_be_read_after_a_restart(
    database: Database, small_disk: Path
) -> None:
    database.close()
    fill(small_disk, leave=100_000)
    again = open_database(small_disk / "hospital.db")
    assert check(again).responses == 5
    again.close()


def test_that_a_disk_without_a_byte_of_room_can_still_be_read(
    database: Database, small_disk: Path
) -> None:
    database.close()
    fill(small_disk)
    reading = open_database(small_disk / "hospital.db")
    assert check(reading).responses == 5
    with pytest.raises(DatabaseProblem) as unwritten:
        import_surveys(reading, name="later")
    assert unwritten.value.code == "disk-full"
    reading.close()


def test_that_no_half_database_is_made_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk, leave=50_000)
    with pytest.raises(DatabaseProblem):
        open_database(small_disk / "hospital.db")
    assert [file.name for file in small_disk.iterdir()] == ["filler"]


def test_that_a_back_up_that_runs_out_of_room_leaves_nothing(
    database: Database, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(small_disk, leave=100_000)
    with pytest.raises(DatabaseProblem) as foreseen:
        backup(database)
    assert foreseen.value.code == "disk-full"
    # Another program may fill the disk after the look at its free space.
    plenty = shutil._ntuple_diskusage(10**9, 0, 10**9)
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _folder: plenty)
    with pytest.raises(DatabaseProblem) as met:
        backup(database)
    assert met.value.code == "disk-full"
    assert list((small_disk / "backups").iterdir()) == []
    assert check(database).ok


def test_that_a_restore_that_does_not_fit_leaves_the_database_as_it_was(
    database: Database, small_disk: Path, tmp_path: Path
) -> None:
    copy = backup(database, tmp_path / "copy.db")
    database.close()
    path = small_disk / "hospital.db"
    before = path.read_bytes()
    fill(small_disk, leave=100_000)
    with pytest.raises(DatabaseProblem):
        restore(path, copy)
    assert path.read_bytes() == before
    assert not (small_disk / "quarantine").exists()


def test_that_a_disk_that_cannot_be_written_is_said_so(
    database: Database, small_disk: Path
) -> None:
    path = small_disk / "hospital.db"
    database.close()
    before = path.read_bytes()
    assert mounted("-o", "remount,ro", str(small_disk))
    with pytest.raises(DatabaseProblem) as refusal:
        open_database(small_disk / "new.db")
    assert refusal.value.code == "not-created"
    reading = open_database(path)
    assert check(reading).responses == 5
    with pytest.raises(DatabaseProblem) as unwritten:
        import_surveys(reading, name="later")
    assert unwritten.value.code == "read-only"
    reading.close()
    assert path.read_bytes() == before
    assert mounted("-o", "remount,rw", str(small_disk))
    again = open_database(path)
    assert check(again).ok
    again.close()
