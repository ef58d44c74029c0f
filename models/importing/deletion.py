"""Delete old comments, or one patient's surveys, for good: in the data and in back-ups."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from models.errors import DatabaseProblem
from models.importing.keys import CONTENT, IDENTITY, identity_keys
from models.store.backup import list_backups, second_place
from models.store.database import (
    Connection,
    Database,
    Key,
    open_database,
    record,
    survey_id_secret,
    sync_file,
    verify_file,
)
from models.store.retention import (
    Doomed,
    delete_for_good,
    discharge_days,
    old_comments,
    survey_numbers,
    surveys_with_comments,
)
from models.survey import month_number

Choice = Callable[[Connection], Doomed]
"""Finds what is to be deleted, in the data and again in each back-up."""


@dataclass(frozen=True, slots=True)
class DeletionPreview:
    """What would be deleted: numbers of comments and of surveys, and the back-ups that hold any of
    it. `unread` are back-ups that cannot be looked into."""

    comments: int
    surveys: int
    backups: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()


def comments_older_than(months: int, today: date) -> Choice:
    """Choose the comments about months more than `months` before today's."""
    return partial(old_comments, before=month_number(today) - months)


def surveys_of_patient(survey_id: str) -> Choice:
    """Choose every survey with an id as the sender's file has it, and the comments with it.

    Surveys without an id in their file cannot be told apart and are never found.
    """
    return partial(_surveys_of, survey_id=survey_id.strip())


def _surveys_of(c: Connection, survey_id: str) -> Doomed:
    if not survey_id or survey_id.startswith((CONTENT, IDENTITY)):
        return Doomed()
    keys = {survey_id, *identity_keys(survey_id, discharge_days(c), survey_id_secret(c))}
    return surveys_with_comments(c, survey_numbers(c, keys))


def preview_deletion(db: Database, choice: Choice) -> DeletionPreview:
    """Count what would be deleted, and look for it in every back-up. Raises DatabaseProblem."""
    with db.write() as c:  # the key of ids may have to be made
        doomed = choice(c)
    holding, unread = [], []
    for path in _backups(db):
        try:
            if _look_into(path, choice, db.key):
                holding.append(path)
        except (DatabaseProblem, OSError):
            unread.append(path)
    return DeletionPreview(len(doomed.comments), len(doomed.surveys), tuple(holding), tuple(unread))


def delete(db: Database, choice: Choice) -> DeletionPreview:
    """Delete what is chosen, and say what that was. Back-ups stay as they are.

    Raises DatabaseProblem when rows of an import were damaged on disk.
    """
    with db.write() as c:
        doomed = choice(c)
        delete_for_good(c, doomed)
        counts = {"comments": len(doomed.comments), "surveys": len(doomed.surveys)}
        record(c, "retention.deleted", counts)
    db.empty_log()
    return DeletionPreview(len(doomed.comments), len(doomed.surveys))


def rewrite_backups(db: Database, backups: Iterable[Path], choice: Choice) -> list[Path]:
    """Delete what is chosen from back-ups too, and return those that were rewritten.

    Each is rewritten beside itself, checked, and put in place by one rename; one that cannot be
    stays as it was, and is not among those returned.
    """
    done = []
    for path in backups:
        with suppress(DatabaseProblem, OSError):
            _rewrite(path, choice, db.key)
            done.append(path)
    with db.write() as c:
        record(c, "retention.backups", {"backups": len(done)})
    return done


def _backups(db: Database) -> list[Path]:
    if db.path is None:
        return []
    with db.read() as c:
        second = second_place(c)
    listed = [listed.made.path for listed in list_backups(db.path, second, key=db.key)]
    kept = (db.path.parent / "quarantine").glob(f"*/{db.path.name}")
    return [*listed, *sorted(kept)]


def _look_into(path: Path, choice: Choice, key: Key | None) -> bool:
    """Say whether a back-up holds any of what is chosen. A copy is opened: opening may upgrade."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".look-") as folder:
        copy = _opened_copy(path, Path(folder), key)
        try:
            with copy.write() as c:
                return bool(choice(c))
        finally:
            copy.close()


def _rewrite(path: Path, choice: Choice, key: Key | None) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".rewrite-") as folder:
        copy = _opened_copy(path, Path(folder), key)
        try:
            with copy.write() as c:
                delete_for_good(c, choice(c))
            copy.empty_log()
        finally:
            copy.close()
        new = Path(folder) / path.name
        verify_file(new, key)
        sync_file(new)
        new.replace(path)


def _opened_copy(path: Path, folder: Path, key: Key | None) -> Database:
    copy = folder / path.name
    shutil.copyfile(path, copy)
    return open_database(copy, key=key)
