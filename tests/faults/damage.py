"""Damage on purpose: flipped bits in every table of a database, and mutated survey files."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from models.errors import UserError
from models.importing.importer import import_file
from models.store.backup.back_ups import backup
from models.store.backup.integrity import check
from models.store.backup.restoring import restore
from models.store.database.database import open_database
from models.store.database.settings import put_setting
from models.store.database.verify import verify_file
from models.store.tables import Base
from tests.models.store.hospital import import_surveys
from tests.models.store.write_schema_file import write_schema_file

UNCHECKED = ("schema_version",)


def flips(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Flip a bit within a stored value, over all tables in turn; give (table, what went wrong).

    Nothing went wrong when the check, a copy, and a restore of the file all refuse it.
    """
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="throughline-flips-") as name:
        folder = Path(name)
        path = _hospital(folder / "whole.db")
        content = path.read_bytes()
        places = list(_values(path, content))
        for n in range(count):
            table, start, size = places[n % len(places)]
            at, bit = start + chance.randrange(size), chance.randrange(7)
            yield table, _unnoticed(folder / str(n), content, at, bit)


def mutated_files(count: int, seed: int, sources: list[Path]) -> Iterator[str]:
    """Read files with random changes; give what went wrong, "" when one was refused or stored."""
    chance = random.Random(seed)
    contents = [source.read_bytes() for source in sources]
    with tempfile.TemporaryDirectory(prefix="throughline-files-") as name:
        folder = Path(name)
        database = open_database(folder / "hospital.db")
        for n in range(count):
            source = n % len(sources)
            file = folder / f"mutated{sources[source].suffix}"
            file.write_bytes(_mutated(contents[source], chance))
            try:
                import_file(database, file, dry_run=True)
            except UserError:
                yield ""
            except Exception as error:  # noqa: BLE001  (what it is, is the finding)
                yield f"{type(error).__name__} in file {n}"
            else:
                yield ""
        database.close()


def _hospital(path: Path) -> Path:
    write_schema_file(path)  # the tables of huddles are filled there, where they are
    database = open_database(path)
    import_surveys(database, name="second")
    with database.write() as c:
        put_setting(c, "organization", "Riverside Hospital")
    database.close()
    return path


def _values(path: Path, content: bytes) -> Iterator[tuple[str, int, int]]:
    """Give (table, where, how long) of stored texts that stand once in the file, table by table."""
    database = open_database(path)
    by_table: list[list[tuple[str, int, int]]] = []
    with database.read() as c:
        for table in Base.metadata.sorted_tables:
            if table.name in UNCHECKED:
                continue
            found = []
            for row in c.execute(sa.select(table).limit(40)):
                for value in row:
                    raw = value if isinstance(value, bytes) else str(value).encode()
                    if len(raw) >= 4 and content.count(raw) == 1:
                        found.append((table.name, content.index(raw), len(raw)))
            if found:
                by_table.append(found)
    database.close()
    turn = 0
    while any(by_table):
        for found in by_table:
            if turn < len(found):
                yield found[turn]
        turn += 1
        if all(turn >= len(found) for found in by_table):
            return


def _unnoticed(folder: Path, content: bytes, at: int, bit: int) -> str:
    changed = bytearray(content)
    changed[at] ^= 1 << bit
    folder.mkdir()
    path = folder / "hospital.db"
    path.write_bytes(changed)
    try:
        return _trusted(path, folder)
    finally:
        shutil.rmtree(folder)


def _trusted(path: Path, folder: Path) -> str:
    """Return what took the damaged file for whole, "" when nothing did."""
    try:
        database = open_database(path)
        try:
            if check(database).ok:
                return "silent: the check called it whole"
        finally:
            database.close()
        path.with_name("hospital.db.damaged").unlink(missing_ok=True)
    except UserError:
        pass
    for mark in folder.glob("*.damaged"):
        mark.unlink()
    return _copied(path, folder) or _restored(path, folder)


def _copied(path: Path, folder: Path) -> str:
    try:
        database = open_database(path, even_damaged=True)
    except UserError:
        return ""
    try:
        made = backup(database, folder / "copy.db")
        verify_file(made)
    except UserError:
        return ""
    finally:
        database.close()
    return "silent: a damaged back-up was made"


def _restored(path: Path, folder: Path) -> str:
    try:
        restore(folder / "other.db", path)
    except UserError:
        return ""
    return "silent: it was restored"


def _mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) or 1)
        what = chance.randrange(5)
        if what == 0 and changed:
            changed[at] = chance.randrange(256)
        elif what == 1:
            del changed[at : at + chance.randint(1, 200)]
        elif what == 2:
            changed[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 30)))
        elif what == 3:
            changed[at:at] = changed[at : at + chance.randint(1, 300)]
        else:
            changed = changed[: max(1, at)]
    return bytes(changed)
