"""The weekly check, and that no number is shown after it found damage."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from models.store.database.database import open_database
from tests.models.store.hospital import import_surveys
from tests.ui.conftest import Workplace
from ui.app.upkeep import make_weekly_check
from ui.text.trust import damage_problem

DAY = date(2026, 9, 2)


def silent(_message: str, _fraction: float | None) -> None:
    """Report nothing."""


def test_that_everything_is_checked_once_a_week(tmp_path: Path) -> None:
    database = open_database(tmp_path / "hospital.db")
    import_surveys(database)
    first = make_weekly_check(database, silent, today=DAY)
    assert first is not None
    assert first.ok
    assert make_weekly_check(database, silent, today=DAY + timedelta(days=6)) is None
    assert make_weekly_check(database, silent, today=DAY + timedelta(days=7)) is not None
    assert make_weekly_check(database, silent, today=DAY - timedelta(days=90)) is not None
    database.close()


def test_that_nothing_is_answered_after_damage_was_found(
    workplace: Workplace, qtbot: QtBot
) -> None:
    data = workplace.desk.data
    with qtbot.waitSignal(data.opened):
        data.open()
    with qtbot.waitSignal(data.refused):
        data.refuse(damage_problem())
    job = data.query(lambda _db, _progress: 1)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert failed.args[0].code == "database-damaged"
