"""Check that a database file holds exactly what was written: its structure and every row."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from models.errors import DatabaseProblem
from models.store.database.failures import driver_failures, plain_failures
from models.store.database.identity import identify
from models.store.database.keys import Key


def verify_file(path: Path, key: Key | None = None) -> None:
    """Compare every row of a file that nobody writes to with its digest.

    Opens it as unchangeable, so that neither the file nor its folder is touched. Raises
    DatabaseProblem unless the file is ours, readable and whole.
    """
    # By name: the check reads what other rooms keep, and those stand on this one.
    inspect_file = import_module("models.store.backup.integrity").inspect_file
    if identify(path, key) is None:
        raise DatabaseProblem("no-such-file", where=str(path))
    with plain_failures(str(path)), driver_failures(str(path)):
        whole = inspect_file(path, key).ok
    if not whole:
        raise DatabaseProblem("damaged-copy", where=str(path))
