"""An opened file without widgets: what is said about it, and stopping at any moment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from models.files.mapping.value import MeasureMapping, Role
from models.importing.mapping_memory import known_instruments
from models.store.imports.batches import list_batches
from tests.models.files.hcahps_xml_files import ANSWERS, patient, write_xml
from tests.models.files.surveys import write_csv, write_workbook
from tests.ui.conftest import Workplace
from tests.ui.survey_file import write_hcahps
from ui.pages.import_file.screen import ImportScreen
from ui.pages.import_file.session import ImportSession, State
from ui.text.errors import what

PATIENCE_MS = 60_000


class Sitting:
    """A session on an open database."""

    def __init__(self, workplace: Workplace, path: Path, qtbot: Any) -> None:
        self._jobs, self._qtbot = workplace.jobs, qtbot
        self.data = workplace.desk.data
        if not self.data.is_open:
            with qtbot.waitSignal(self.data.opened, timeout=PATIENCE_MS):
                workplace.open()
        self.session = ImportSession(self.data, path)
        self.session.start()

    def settle(self) -> ImportSession:
        self._qtbot.waitUntil(lambda: not self._jobs.busy, timeout=PATIENCE_MS)
        return self.session


@pytest.fixture
def sitting(workplace: Workplace, tmp_path: Path, qtbot: Any) -> Sitting:
    file = write_hcahps(tmp_path / "october.csv", unit_column="Where")
    return Sitting(workplace, file, qtbot)


def test_that_rows_are_shown_before_all_of_them_are_counted(
    workplace: Workplace, tmp_path: Path, qtbot: Any
) -> None:
    sitting = Sitting(workplace, write_hcahps(tmp_path / "october.csv"), qtbot)
    states: list[tuple[State, bool]] = []
    session = sitting.session
    session.changed.connect(lambda: states.append((session.state, session.preview is not None)))
    sitting.settle()
    assert states[-2:] == [(State.CHECKING, True), (State.FOUND, True)]
    assert session.is_ready
    assert session.report.responses_added == 120


def test_that_nothing_is_counted_before_what_must_be_answered_is(sitting: Sitting) -> None:
    session = sitting.settle()
    assert (session.state, session.left, session.report) == (State.ASKING, 1, None)
    session.answer("unit", "Where")
    session = sitting.settle()
    assert (session.state, session.left) == (State.FOUND, 0)
    assert [question.id for question in session.questions] == ["unit"]  # it can be changed
    session.answer("unit", "all rows")
    assert sitting.settle().report.units == 1


def test_that_saying_what_a_column_is_forgets_the_answer_about_it(sitting: Sitting) -> None:
    session = sitting.settle()
    session.answer("unit", "Where")
    sitting.settle()
    mapping = session.preview.mapping.with_role("Facility", Role.UNIT)
    session.change_column(mapping, "Facility")
    session = sitting.settle()
    assert session.report.units == 1


@pytest.mark.parametrize("answered", [False, True])
def test_that_a_reading_can_be_stopped_at_any_moment(sitting: Sitting, answered: bool) -> None:
    closed: list[bool] = []
    sitting.session.closed.connect(lambda: closed.append(True))
    if answered:
        sitting.settle().answer("unit", "Where")
    assert sitting.session.stop()
    assert not sitting.session.busy
    sitting.settle()
    assert closed == [True]
    assert not sitting.session.stop()


def test_that_a_mapping_that_does_not_fit_is_refused_and_can_be_mended(sitting: Sitting) -> None:
    session = sitting.settle()
    session.name_instrument("no such questionnaire")
    session = sitting.settle()
    assert session.state is State.REFUSED
    assert what(session.error)
    session.name_instrument(None)
    assert sitting.settle().state is State.ASKING


def test_that_what_is_imported_is_what_was_shown(sitting: Sitting) -> None:
    session = sitting.settle()
    session.answer("unit", "Where")
    shown = sitting.settle().report.responses_added
    session.start_import()
    session = sitting.settle()
    assert session.state is State.IMPORTED
    assert session.report.responses_added == shown == 120
    assert not session.report.dry_run


def test_that_an_import_that_is_stopped_stores_nothing(sitting: Sitting, qtbot: Any) -> None:
    session = sitting.settle()
    session.answer("unit", "Where")
    sitting.settle()
    session.start_import()
    session.stop()
    sitting.settle()
    stored: list[object] = []
    job = sitting.data.query(lambda db, _progress: _batches(db))
    job.done.connect(stored.extend)
    sitting.settle()
    assert (stored == []) is (session.state is State.FOUND)


def _batches(db: Any) -> list[object]:
    with db.read() as c:
        return list(list_batches(c))


def test_that_a_measure_built_by_hand_comes_with_the_import(
    workplace: Workplace, tmp_path: Path, qtbot: Any
) -> None:
    file = tmp_path / "letters.csv"
    answers = [("Always", "Usually"), ("Never", "Always"), ("Usually", "Sometimes")] * 10
    lines = [f"4 West,{heard},{helped}" for heard, helped in answers]
    file.write_text("\n".join(["Unit,Heard,Helped", *lines]), "utf-8")
    sitting = Sitting(workplace, file, qtbot)
    session = sitting.settle()
    assert session.can_build
    measure = MeasureMapping("care", "Care", ("Heard", "Helped"), ("Usually", "Always"))
    session.take_mapping(session.preview.mapping.with_measure(measure))
    sitting.settle().start_import()
    session = sitting.settle()
    assert session.state is State.IMPORTED
    found: list[Any] = []
    job = sitting.data.query(lambda db, _progress: known_instruments(db))
    job.done.connect(found.extend)
    sitting.settle()
    (built,) = [i for i in found if i.key == session.report.instrument]
    assert {m.key: m.items for m in built.measures}["care"] == ("heard", "helped")


def test_that_units_are_looked_up_in_another_file_and_no_longer(
    workplace: Workplace, tmp_path: Path, qtbot: Any
) -> None:
    file = write_xml(tmp_path / "july.xml", [patient(f"A{n}", ANSWERS) for n in range(4)])
    listed = [["patient-id", "Unit"], *([f"A{n}", f"{n % 2} West"] for n in range(4))]
    sitting = Sitting(workplace, file, qtbot)
    session = sitting.settle()
    assert (session.state, session.left) == (State.ASKING, 1)
    session.look_units_up(write_csv(tmp_path / "units.csv", listed))
    session = sitting.settle()
    assert (session.state, session.questions) == (State.FOUND, [])
    assert session.report.units == 2
    session.look_units_up(None)
    assert sitting.settle().left == 1
    session.answer("unit", "all rows:4 West")
    assert sitting.settle().report.units == 1


def test_that_a_date_far_down_a_workbook_answers_the_question_for_the_order(
    workplace: Workplace, tmp_path: Path, qtbot: Any
) -> None:
    answers = ["Never", "Sometimes", "Usually", "Always"]
    days = ["03/04/2026"] * 2_100
    for last, asked in (("04/03/2026", ["date order"]), ("25/03/2026", [])):
        rows = [[f"{n % 3} W", day, answers[n % 4]] for n, day in enumerate([*days, last])]
        head = ["Unit", "Discharge date", "Was it quiet?"]
        file = write_workbook(tmp_path / f"{len(asked)}.xlsx", {"May": [head, *rows]})
        sitting = Sitting(workplace, file, qtbot)
        session = sitting.settle()
        assert session.state is (State.ASKING if asked else State.FOUND)
        assert [question.id for question in session.questions] == asked
        assert [question.id for question in session.preview.questions] == asked


def test_that_another_encoding_is_read_at_once_and_can_be_changed(
    workplace: Workplace, tmp_path: Path, qtbot: Any
) -> None:
    rows = [f"Zoë {n % 2},{('Never', 'Usually', 'Always')[n % 3]}" for n in range(40)]
    file = tmp_path / "old.csv"
    file.write_bytes("\n".join(["Unit,Was it quiet?", *rows, ""]).encode("cp850"))
    sitting = Sitting(workplace, file, qtbot)
    session = sitting.settle()
    session.answer("encoding", "cp850")
    session = sitting.settle()
    assert session.preview.rows[1].cells[0] == "Zoë 0"
    assert [question.id for question in session.questions] == ["encoding"]
    assert session.state is State.FOUND


def test_that_the_screen_offers_another_file_of_units_once(
    workplace: Workplace, tmp_path: Path, qtbot: Any
) -> None:
    with qtbot.waitSignal(workplace.desk.data.opened, timeout=PATIENCE_MS):
        workplace.open()
    file = write_xml(tmp_path / "july.xml", [patient(f"A{n}", ANSWERS) for n in range(4)])
    screen = ImportScreen(workplace.desk, file)
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: not workplace.jobs.busy, timeout=PATIENCE_MS)
    asked, beside = screen.side.questions.cards[0], screen.side.reading.unit_list
    assert asked.findChild(QPushButton, "question_unit_list").isVisibleTo(screen)
    assert not beside.isVisibleTo(screen)
    screen.session.look_units_up(
        write_csv(tmp_path / "units.csv", [["patient-id", "Unit"], ["A0", "4 W"], ["A1", "5 E"]])
    )
    qtbot.waitUntil(lambda: not workplace.jobs.busy, timeout=PATIENCE_MS)
    assert screen.side.questions.cards == []
    assert "units.csv" in beside.text()
    beside.click()
    qtbot.waitUntil(lambda: not workplace.jobs.busy, timeout=PATIENCE_MS)
    assert screen.session.left == 1
