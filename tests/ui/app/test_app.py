"""The whole window on real data: import, failure, sample, and what a start may load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from models.errors import DatabaseProblem, UserError
from models.store.database.database import open_database
from models.store.huddles.missions import mission
from tests.ui.conftest import NOW
from ui.app.app import App, excepthook
from ui.app.tongue import speak
from ui.base.preferences import Preferences
from ui.pages.mission.page import MissionPage
from ui.text.errors import hint, sentence
from ui.text.language import SOURCE, language

CUT = Path(__file__).parents[2] / "data" / "nhs"


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, look, qtbot) -> Iterator[App]:
    place = str(tmp_path / "hospital.db")
    preferences = Preferences(tmp_path / "window.ini")
    preferences.theme = "light"
    made = App(qapp, place, preferences, now=lambda: NOW)
    made.show()
    yield made
    made.close()
    shiboken6.delete(made.window)
    shiboken6.delete(made)


def nhs_file() -> Path:
    files = sorted(CUT.glob("wards*.xlsx"))
    if not files:
        pytest.skip("no NHS workbook in tests/data/nhs")
    return files[0]


def test_that_dropped_files_are_offered_on_their_page(app: App) -> None:
    app.open()
    app.window.files_dropped.emit([nhs_file()])
    assert app.window.current_page is app.window.page("files")


def test_that_an_imported_file_is_shown(app: App, qtbot) -> None:
    app.open()
    with qtbot.waitSignal(app.imports.imported, timeout=60_000) as imported:
        app.imports.add([nhs_file()])
    report = imported.args[0]
    assert report.tallies_added > 0
    assert app.window.status.text.endswith("Saved.")
    app.window.go_to("results")
    page = app.window.page("results")
    qtbot.waitUntil(lambda: page.is_settled and page.shown is not None, timeout=60_000)
    assert page.shown.comparison.measures
    assert "unit" in app.window.sidebar._counts.text()


def test_that_a_refused_file_is_said_and_changes_nothing(app: App, qtbot, tmp_path: Path) -> None:
    picture = tmp_path / "survey.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    app.open()
    with qtbot.waitSignal(app.imports.refused, timeout=60_000) as refused:
        app.imports.add([picture])
    assert isinstance(refused.args[0], UserError)
    assert hint(refused.args[0]) in app.window.status.text


def test_that_a_good_file_after_a_bad_one_is_still_imported(
    app: App, qtbot, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    app.open()
    with qtbot.waitSignals([app.imports.refused, app.imports.imported], timeout=60_000):
        app.imports.add([empty, nhs_file()])


def test_that_a_foreign_database_is_explained_on_the_page(
    qapp: QApplication, tmp_path: Path, qtbot
) -> None:
    place = tmp_path / "foreign.db"
    place.write_bytes(b"somebody else's file" * 1000)
    app = App(qapp, str(place), Preferences(tmp_path / "window.ini"), now=lambda: NOW)
    app.show()
    with qtbot.waitSignal(app.data.refused, timeout=20_000) as refused:
        app.open()
    error = refused.args[0]
    assert isinstance(error, DatabaseProblem)
    blank = app.window.page("home").blank
    assert blank.isVisible()
    assert blank.accessibleName() == f"{sentence(error)} {hint(error)}"
    app.close()
    shiboken6.delete(app.window)


def test_that_a_defect_in_the_window_is_said_without_its_own_words(app: App) -> None:
    try:
        int("ZZPHI-1234")
    except ValueError as error:
        excepthook(app.window)(type(error), error, error.__traceback__)
    assert "ValueError" in app.window.status.text
    assert "ZZPHI" not in app.window.status.text


def test_that_closing_in_the_middle_of_an_import_ends_quietly(app: App, qtbot) -> None:
    app.open()
    app.imports.add([nhs_file()])
    app.close()
    assert not app.data.is_open


def test_that_letters_typed_just_before_closing_are_stored(app: App, qtbot) -> None:
    with qtbot.waitSignal(app.data.opened):
        app.open()
    page = app.window.page("mission")
    assert isinstance(page, MissionPage)
    app.window.go_to("mission")
    qtbot.keyClicks(page.sentence.field, "The needs of the patient come first")
    qtbot.keyClicks(page.new.field, "You can rest here")
    app.close()
    db = open_database(app.data.place)
    with db.read() as c:
        found = mission(c)
    db.close()
    assert found.sentence == "The needs of the patient come first"
    assert [promise.text for promise in found.promises] == ["You can rest here"]


def test_that_a_start_loads_nothing_heavy_before_the_first_picture() -> None:
    code = """
import os, sys, tempfile
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from ui.app.app import App
from ui.base.preferences import Preferences
qt = QApplication([])
folder = Path(tempfile.mkdtemp())
app = App(qt, str(folder / "hospital.db"), Preferences(folder / "window.ini"))
app.show()
app.window.first_painted.connect(qt.quit)
qt.exec()
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    loaded = set(done.stdout.split())
    assert "ui.app.window" in loaded
    assert not loaded & {"pandas", "scipy", "numpy", "sqlalchemy", "alembic", "pyqtgraph"}


def test_that_another_language_is_spoken_at_once_and_remembered(
    app: App, qapp: QApplication, qtbot
) -> None:
    app.open()
    app.window.go_to("settings", "look")
    qtbot.waitUntil(lambda: app.window.page("settings").is_settled, timeout=60_000)
    before = app.window.page("settings")
    chooser = before.section("look").language
    chooser.setCurrentIndex(chooser.findData("es"))
    chooser.activated.emit(chooser.currentIndex())
    try:
        qtbot.waitUntil(lambda: app.window.page("settings") is not before, timeout=60_000)
        after = app.window.page("settings")
        assert language() == "es"
        assert app.desk.preferences.language == "es"
        assert app.window.current_page is after
        qtbot.waitUntil(lambda: after.is_settled, timeout=60_000)
        assert after.section("look").isVisible()  # the section that was shown is shown again
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    finally:
        speak(qapp, SOURCE)
