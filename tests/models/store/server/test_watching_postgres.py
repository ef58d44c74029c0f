"""Watching what other managers do on the same server: that they wrote, and who has a unit open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from models.errors import DatabaseProblem
from models.store.database.audit import system_user
from models.store.database.database import Database, open_database
from models.store.database.settings import put_setting
from models.store.server import watching
from models.store.server.watching import Watcher
from ui.base.jobs import Jobs
from ui.base.live_data import LiveData


@pytest.fixture
def two(postgres_place: str) -> Iterator[tuple[Database, Database]]:
    mine, theirs = open_database(postgres_place), open_database(postgres_place)
    yield mine, theirs
    mine.close()
    theirs.close()


def save(db: Database, value: str) -> None:
    with db.write() as c:
        put_setting(c, "organization_name", value)


def give_up(db: Database) -> None:
    with db.write() as c:
        put_setting(c, "organization_name", "Lakeside")
        raise KeyError


def test_that_what_another_writes_is_heard_once_and_ones_own_is_not(
    two: tuple[Database, Database],
) -> None:
    mine, theirs = two
    watcher = Watcher(mine)
    watcher.look(None)
    save(mine, "Riverside")
    assert not watcher.look(None).changed
    save(theirs, "Lakeside")
    assert watcher.look(None).changed
    assert not watcher.look(None).changed
    watcher.close()


def test_that_what_is_taken_back_is_not_heard(two: tuple[Database, Database]) -> None:
    mine, theirs = two
    watcher = Watcher(mine)
    watcher.look(None)
    with pytest.raises(KeyError):
        give_up(theirs)
    assert not watcher.look(None).changed
    watcher.close()


def test_that_those_with_the_same_unit_open_are_named(
    two: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = (Watcher(db) for db in two)
    monkeypatch.setattr(watching, "system_user", lambda: "rosa: 4 West")
    theirs.look(1_000_004)
    monkeypatch.setattr(watching, "system_user", lambda: "amir")
    assert mine.look(1_000_004).others == ("rosa: 4 West",)
    assert mine.look(1_000_005).others == ()
    assert mine.look(None).others == ()
    theirs.close()
    assert mine.look(1_000_004).others == ()
    mine.close()


def test_that_a_lost_connection_is_made_again_and_tells_a_change(
    two: tuple[Database, Database],
) -> None:
    mine, theirs = two
    watcher = Watcher(mine)
    watcher.look(None)
    assert watcher._connection is not None
    pid = watcher._connection.scalar(sa.text("SELECT pg_backend_pid()"))
    with theirs.engine.connect() as c:
        c.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    with pytest.raises(DatabaseProblem):
        watcher.look(None)
    assert watcher.look(None).changed
    assert not watcher.look(None).changed
    watcher.close()


def test_that_the_window_tells_what_others_on_the_server_change(
    two: tuple[Database, Database], postgres_place: str, qtbot: QtBot
) -> None:
    theirs = two[1]
    jobs = Jobs()
    data = LiveData(postgres_place, jobs)
    with qtbot.waitSignal(data.opened):
        data.open()
    watcher = Watcher(theirs)
    watcher.look(7)
    with qtbot.waitSignal(data.others) as named:
        data.poll_external_changes(7)
    assert named.args == [(system_user(),)]
    save(theirs, "Lakeside")
    with qtbot.waitSignal(data.changed):
        data.poll_external_changes(7)
    watcher.close()
    jobs.close()
    data.close()
