"""Check that a database file holds exactly what was written: its structure and every row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import DatabaseProblem
from models.store.database import driver_failures, identify, plain_failures, sqlite_engine
from models.store.database.keys import Key

if TYPE_CHECKING:
    from models.store.backup.integrity import CheckReport


def verify_file(path: Path, key: Key | None = None) -> CheckReport:
    """Return what a file that nobody writes to holds, after comparing every row with its digest.

    Opens it as unchangeable, so that neither the file nor its folder is touched. Raises
    DatabaseProblem unless the file is ours, readable and whole.
    """
    from models.store.backup.integrity import inspect
    from models.store.database import Database

    if identify(path, key) is None:
        raise DatabaseProblem(
            "no-such-file", "The file is not there.", hint="Choose another file.", where=str(path)
        )
    with plain_failures(str(path)), driver_failures(str(path)):
        engine = sqlite_engine(path, unchanging=True, key=key)
        try:
            report = inspect(Database(engine, str(path), path, key=key), counts=False)
        finally:
            engine.dispose()
    if not report.ok:
        raise DatabaseProblem(
            "damaged-copy",
            "The file is damaged: it does not hold what was written.",
            hint="Choose another back-up.",
            where=str(path),
        )
    return report
