"""Two programs write for the first time on a day, at once: print what went wrong, if anything."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from models.errors import UserError
from models.store.backup.back_ups import backup_if_due
from models.store.database.backup_files import backups_of
from models.store.database.database import open_database
from models.store.database.verify import verify_file
from tests.faults.broken_builds import BREAKS
from tests.models.store.hospital import import_surveys
from ui.text.errors import place_words

DAY = date(2026, 9, 2)
WRITERS = 3


def write_first(path: Path, go: int) -> int:
    """Wait for the start, write, and return 0 when that was not refused."""
    database = open_database(path)
    os.read(go, 1)
    try:
        backup_if_due(database, DAY)
    except (UserError, OSError):
        return 1
    finally:
        database.close()
    return 0


def main() -> None:
    path = Path(sys.argv[1]) / "hospital.db"
    if len(sys.argv) > 2 and sys.argv[2]:
        BREAKS[sys.argv[2]]()
    database = open_database(path)
    for n in range(4):
        import_surveys(database, name=str(n))
    database.close()
    go, start = os.pipe()
    children = []
    for _ in range(WRITERS):
        child = os.fork()
        if child == 0:
            os._exit(write_first(path, go))
        children.append(child)
    os.write(start, b"g" * WRITERS)
    refused = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    made = backups_of(path)
    try:
        for one in made:
            verify_file(one.path)
    except UserError as problem:
        print(f"{problem.code}: {place_words(problem.where)}")
    if refused or len(made) != 1:
        print(f"{refused} refused, {len(made)} back-ups")


if __name__ == "__main__":
    main()
