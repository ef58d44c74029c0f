"""A bit that flips on disk is noticed before anybody reads a wrong number from it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.errors import DatabaseProblem
from models.store.backup.integrity import check
from models.store.database.database import open_database
from models.store.tables.core import ResponseRow
from tests.models.store.hospital import import_surveys, import_wards

FLIPS = 100


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "hospital.db"
    database = open_database(path)
    for month in range(12):
        import_surveys(database, name=f"{month}.csv")
    import_wards(database)
    database.close()
    return path.read_bytes()


def is_noticed(path: Path, content: bytes, at: int, bit: int) -> bool:
    """Tell whether opening or checking refuses the file with one bit flipped."""
    changed = bytearray(content)
    changed[at] ^= 1 << bit
    path.write_bytes(changed)
    try:
        database = open_database(path)
    except DatabaseProblem:
        return True
    try:
        return not check(database).ok
    except DatabaseProblem:
        return True
    finally:
        database.engine.dispose()
        for file in path.parent.glob("hospital.db*"):
            file.unlink()


def test_that_every_flip_within_an_answer_is_noticed(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hospital.db"
    path.write_bytes(whole)
    database = open_database(path)
    with database.read() as c:
        packed = c.scalars(sa.select(ResponseRow.answers)).all()
    database.close()
    chance = random.Random(1)
    for answers in chance.sample(list(packed), 10):
        at = whole.find(answers) + chance.randrange(len(answers))
        assert is_noticed(path, whole, at, chance.randrange(8))


def test_that_most_flips_anywhere_are_noticed_and_none_ends_in_a_crash(
    whole: bytes, tmp_path: Path
) -> None:
    """What goes unnoticed lies in comments and in the record of imports: no number hangs on it."""
    used = [at for at, byte in enumerate(whole) if byte]
    chance = random.Random(2)
    noticed = sum(
        is_noticed(tmp_path / "hospital.db", whole, chance.choice(used), chance.randrange(8))
        for _ in range(FLIPS)
    )
    assert noticed >= 0.8 * FLIPS
