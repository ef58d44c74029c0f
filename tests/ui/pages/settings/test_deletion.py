"""Settings, Delete data: nothing goes before it was shown and agreed to."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from models.importing.importer import store_survey_file
from models.store.backup.integrity import check
from models.store.database.database import open_database
from models.store.tables import ResponseRow
from tests.models.importing.blocks import respondents, survey_file
from tests.ui.conftest import Workplace
from ui.base.context import PageContext
from ui.pages.settings.deletion import DeletionSection
from ui.widgets.question import QuestionDialog


@pytest.fixture
def desk(workplace: Workplace, qtbot: QtBot) -> PageContext:
    desk = workplace.desk
    database = open_database(desk.data.place)
    rows = [("4 West", "2026-05-10", {"rating": 9}), ("4 West", "2026-05-11", {"rating": 2})]
    store_survey_file(database, survey_file(respondents(rows, ids=["S1", "S2"])))
    database.close()
    with qtbot.waitSignal(desk.data.opened):
        desk.data.open()
    return desk


def surveys(desk: PageContext) -> int:
    database = open_database(Path(desk.data.place))
    try:
        with database.read() as c:
            assert check(database).ok
            return c.scalar(sa.select(sa.func.count()).select_from(ResponseRow)) or 0
    finally:
        database.close()


def find(section: DeletionSection, qtbot: QtBot, survey_id: str) -> None:
    section.survey_id.setText(survey_id)
    section.look_at_patient.click()
    qtbot.waitUntil(lambda: section.said.text() not in ("", "Searching…"))


def test_that_a_patient_is_found_shown_and_deleted_after_a_question(
    desk: PageContext, qtbot: QtBot
) -> None:
    section = DeletionSection(desk)
    qtbot.addWidget(section)
    assert not section.look_at_patient.isEnabled()
    find(section, qtbot, "S2")
    assert "1 survey" in section.said.text()
    assert surveys(desk) == 2
    section.agree.click()
    question = section.findChild(QuestionDialog)
    assert question is not None
    with qtbot.waitSignal(section.saved):
        question._agree()
    qtbot.waitUntil(lambda: section.said.text().startswith("Permanently deleted"))
    assert surveys(desk) == 1


def test_that_an_unknown_id_offers_nothing_to_delete(desk: PageContext, qtbot: QtBot) -> None:
    section = DeletionSection(desk)
    qtbot.addWidget(section)
    find(section, qtbot, "S9")
    assert section.said.text() == "There is nothing to delete."
    assert not section.agree.isVisibleTo(section)


def test_that_what_was_found_is_forgotten_when_another_id_is_typed(
    desk: PageContext, qtbot: QtBot
) -> None:
    section = DeletionSection(desk)
    qtbot.addWidget(section)
    find(section, qtbot, "S2")
    assert section.agree.isVisibleTo(section)
    section.survey_id.setText("S1")
    assert not section.agree.isVisibleTo(section)
