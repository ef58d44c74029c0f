"""The window's data: asked before they are open, changed, refused."""

from __future__ import annotations

from pathlib import Path

from models.errors import DatabaseProblem
from models.store.database.database import open_database
from models.store.database.settings import get_setting, put_setting
from tests.ui.conftest import Workplace
from ui.base.jobs import Jobs
from ui.base.live_data import LiveData


def _write_name(db, progress) -> None:
    with db.write() as c:
        put_setting(c, "organization_name", "Riverside")


def _read_name(db, progress) -> str:
    with db.read() as c:
        return get_setting(c, "organization_name", "")


def test_that_a_question_asked_before_opening_waits_for_it(workplace: Workplace, qtbot) -> None:
    job = workplace.desk.data.query(_read_name)
    assert not workplace.desk.data.is_open
    with qtbot.waitSignal(job.done) as answer:
        workplace.open()
    assert answer.args == [""]


def test_that_a_change_is_told_and_can_be_read(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    workplace.open()
    with qtbot.waitSignal(data.changed):
        data.execute(_write_name)
    with qtbot.waitSignal(data.query(_read_name).done) as answer:
        pass
    assert answer.args == ["Riverside"]


def test_that_what_is_tended_is_stored_without_a_word(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    with qtbot.waitSignal(data.opened):
        workplace.open()
    told = []
    data.changed.connect(lambda: told.append(True))
    with qtbot.waitSignal(data.execute_silent(_write_name).done):
        pass
    with qtbot.waitSignal(data.query(_read_name).done) as answer:
        pass
    data.poll_external_changes()
    qtbot.waitUntil(lambda: not workplace.jobs.busy)
    assert answer.args == ["Riverside"]
    assert told == []


def test_that_a_large_change_is_put_in_its_place_afterwards(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    with qtbot.waitSignal(data.opened):
        workplace.open()
    path = Path(data.place)
    before = path.read_bytes()
    told = []
    data.changed.connect(lambda: told.append(True))
    data.execute(_write_name)
    qtbot.waitUntil(lambda: not workplace.jobs.busy)
    assert path.read_bytes() == before
    data.execute(_write_name, lasting=False)
    qtbot.waitUntil(lambda: not workplace.jobs.busy)
    assert path.read_bytes() != before
    data.poll_external_changes()
    qtbot.waitUntil(lambda: not workplace.jobs.busy)
    assert told == [True, True]


def test_that_what_another_program_writes_is_noticed_once(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    with qtbot.waitSignal(data.opened):
        workplace.open()
    other = open_database(data.place)
    _write_name(other, None)
    with qtbot.waitSignal(data.changed):
        data.poll_external_changes()
    told = []
    data.changed.connect(lambda: told.append(True))
    data.poll_external_changes()
    with qtbot.waitSignal(data.query(_read_name).done):
        pass
    qtbot.waitUntil(lambda: not workplace.jobs.busy)
    other.close()
    assert told == []


def test_that_own_changes_are_not_taken_for_somebody_elses(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data
    workplace.open()
    with qtbot.waitSignal(data.changed):
        data.execute(_write_name)
    told = []
    data.changed.connect(lambda: told.append(True))
    data.poll_external_changes()
    qtbot.waitUntil(lambda: not workplace.jobs.busy)
    assert told == []


def test_that_a_failed_change_is_not_told(workplace: Workplace, qtbot) -> None:
    data = workplace.desk.data

    def fail(db, progress) -> None:
        raise DatabaseProblem("disk-full")

    told = []
    data.changed.connect(lambda: told.append(True))
    workplace.open()
    with qtbot.waitSignal(data.execute(fail).failed):
        pass
    assert told == []


def test_that_a_foreign_file_is_refused_and_left_alone(look, qtbot, tmp_path: Path) -> None:
    foreign = tmp_path / "notes.db"
    foreign.write_bytes(b"not a database, somebody's notes" * 200)
    before = foreign.read_bytes()
    jobs = Jobs()
    data = LiveData(str(foreign), jobs)
    with qtbot.waitSignal(data.refused) as refused:
        data.open()
    jobs.close()
    assert isinstance(refused.args[0], DatabaseProblem)
    assert foreign.read_bytes() == before
