"""Every command that writes, as something to break: what there is before, and what it does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa

from models.errors import DatabaseProblem
from models.importing.importer import store_survey_file
from models.importing.undo import undo_import
from models.store.actions.actions import add_action
from models.store.actions.new_action import NewAction
from models.store.backup.back_ups import backup
from models.store.backup.encryption import rewrite
from models.store.backup.integrity import check
from models.store.backup.restoring import restore
from models.store.database.backup_files import backups_of
from models.store.database.database import open_database
from models.store.database.keys import Key
from models.store.database.settings import get_setting, put_setting
from models.store.database.verify import verify_file
from models.store.tables import core as t
from tests.models.importing.blocks import respondents, survey_file
from tests.models.store.hospital import SURVEYS, import_surveys

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)
KEY = Key(passphrase="four words to remember")
SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"

State = tuple[object, ...]


@dataclass(frozen=True)
class Scenario:
    """`prepare` fills a folder, `act` is what is broken into. `key` opens the data before or
    after; `upgrades` when looking at the state before changes it."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    keys: tuple[Key | None, ...] = (None,)


def hospital(folder: Path) -> Path:
    return folder / "hospital.db"


def state_of(folder: Path, keys: tuple[Key | None, ...]) -> State:
    """Return what a folder's database holds. Raises DatabaseProblem, and AssertionError when a
    check finds damage or a back-up is not what its name promises."""
    path = hospital(folder)
    if not path.exists():
        return ("nothing",)
    problem: DatabaseProblem | None = None
    for key in keys:
        try:
            database = open_database(path, key=key)
        except DatabaseProblem as error:
            problem = error
            continue
        try:
            report = check(database)
            assert report.ok, report.findings
            with database.read() as c:
                return (
                    tuple(c.scalars(sa.select(t.ResponseRow.survey_key).order_by("survey_key"))),
                    tuple(
                        (row.file, row.undone is None)
                        for row in c.execute(sa.select(t.BatchRow).order_by(t.BatchRow.id))
                    ),
                    tuple(c.scalars(sa.select(t.CommentRow.text).order_by(t.CommentRow.id))),
                    tuple(c.scalars(sa.select(t.ActionRow.what).order_by(t.ActionRow.id))),
                    get_setting(c, "organization"),
                )
        finally:
            database.close()
    assert problem is not None
    raise problem


def refuse_bad_backups(folder: Path, keys: tuple[Key | None, ...]) -> None:
    """Raise AssertionError when a file that is named as a back-up is not a whole one."""
    for made in backups_of(hospital(folder)):
        assert any(_verifies(made.path, key) for key in keys), made.path.name


def _verifies(path: Path, key: Key | None) -> bool:
    try:
        verify_file(path, key)
    except DatabaseProblem:
        return False
    return True


def _filled(folder: Path) -> None:
    database = open_database(hospital(folder))
    import_surveys(database)
    with database.write() as c:
        put_setting(c, "organization", "Riverside")
    database.close()


def _backed_up(folder: Path) -> None:
    _filled(folder)
    database = open_database(hospital(folder))
    backup(database, today=date(2026, 9, 1))
    import_surveys(database, name="later")
    database.close()


def _backed_up_and_killed(folder: Path) -> None:
    """Leave a log beside the file, as a program does that was killed."""
    _backed_up(folder)
    database = open_database(hospital(folder))
    with database.write() as c:
        put_setting(c, "organization", "Killed")
    files = {file.name: file.read_bytes() for file in folder.glob("hospital.db*")}
    database.close()
    for name, content in files.items():
        if not name.endswith("-shm"):
            (folder / name).write_bytes(content)


def _old(folder: Path) -> None:
    shutil.copyfile(SCHEMAS / "v4.db", hospital(folder))


def _encrypted(folder: Path) -> None:
    _backed_up(folder)
    rewrite(hospital(folder), None, KEY)


def _create(folder: Path) -> None:
    open_database(hospital(folder)).close()


def _import(folder: Path) -> None:
    database = open_database(hospital(folder))
    import_surveys(database, name="August.csv")
    database.close()


def _replace(folder: Path) -> None:
    database = open_database(hospital(folder))
    block = respondents(SURVEYS[:3], ids=list("abc"))
    store_survey_file(database, survey_file(block, name="new", sha256="new"), replace=True)
    database.close()


def _undo(folder: Path) -> None:
    database = open_database(hospital(folder))
    undo_import(database, 1)
    database.close()


def _act(folder: Path) -> None:
    database = open_database(hospital(folder))
    add_action(database, NewAction(1, "Hourly rounds"), now=NOW)
    database.close()


def _set(folder: Path) -> None:
    database = open_database(hospital(folder))
    with database.write() as c:
        put_setting(c, "organization", "Lakeside")
    database.close()


def _back_up(folder: Path) -> None:
    database = open_database(hospital(folder))
    backup(database, today=date(2026, 9, 2))
    database.close()


def _restore(folder: Path) -> None:
    restore(hospital(folder), backups_of(hospital(folder))[-1].path, now=NOW)


def _encrypt(folder: Path) -> None:
    rewrite(hospital(folder), None, KEY)


def _decrypt(folder: Path) -> None:
    rewrite(hospital(folder), KEY, None)


SCENARIOS = (
    Scenario("new database", lambda _folder: None, _create),
    Scenario("import", _filled, _import),
    Scenario("import in place of another", _filled, _replace),
    Scenario("undo of an import", _filled, _undo),
    Scenario("action", _filled, _act),
    Scenario("setting", _filled, _set),
    Scenario("back-up", _backed_up, _back_up),
    Scenario("restore", _backed_up, _restore),
    Scenario("restore over a log", _backed_up_and_killed, _restore),
    Scenario("upgrade", _old, _create),
    Scenario("passphrase set", _backed_up, _encrypt, (None, KEY)),
    Scenario("passphrase removed", _encrypted, _decrypt, (KEY, None)),
)
