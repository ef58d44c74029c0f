"""The menu bar, the command palette, and the keys of undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from models.store.database.settings import put_setting
from tests.ui.app.test_window import PlainPage, maker
from tests.ui.conftest import Workplace
from ui.app.palette import Goals, Target
from ui.app.window import MainWindow
from ui.base.undo import Undoable
from ui.pages.base.navigation import ShowUnitRequest
from ui.text.charts import interval_words

CONTROL = Qt.KeyboardModifier.ControlModifier
RENAME = Undoable("Change the name", "settings", ("organization",))


@pytest.fixture
def window(workplace: Workplace, qtbot) -> Iterator[MainWindow]:
    made = MainWindow(workplace.desk, [maker("home", "H"), maker("results", "R")])
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.go_to("home")
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    shiboken6.delete(made)


@pytest.fixture
def renamed(window: MainWindow, workplace: Workplace, qtbot) -> Workplace:
    def write(db, _progress) -> None:
        with db.write() as c:
            put_setting(c, "organization", "Riverside")

    workplace.open()
    with qtbot.waitSignal(workplace.desk.data.history.kept):
        workplace.desk.data.execute(write, undo=RENAME)
    return workplace


def test_that_the_menus_stand_in_their_usual_order(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["File", "Edit", "View", "Insert", "Help"]


def test_that_nothing_can_be_undone_at_first(window: MainWindow) -> None:
    assert not window.undo.undo.isEnabled()
    assert not window.undo.redo.isEnabled()


def test_that_keys_undo_and_redo_on_any_page(window: MainWindow, renamed: Workplace, qtbot) -> None:
    history = renamed.desk.data.history
    assert window.undo.undo.text() == "Undo: Change the name"
    with qtbot.waitSignal(history.undone):
        qtbot.keyClick(window.current_page, Qt.Key.Key_Z, CONTROL)
    assert window.status.text == "Undone: Change the name."
    with qtbot.waitSignal(history.redone):
        qtbot.keyClick(
            window.current_page, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier
        )


def test_that_a_field_undoes_its_own_words_first(
    window: MainWindow, renamed: Workplace, qtbot
) -> None:
    page = window.current_page
    assert isinstance(page, PlainPage)
    page.field.setFocus()
    qtbot.keyClicks(page.field, "abc")
    with qtbot.assertNotEmitted(renamed.desk.data.history.undone):
        qtbot.keyClick(page.field, Qt.Key.Key_Z, CONTROL)
    assert page.field.text() == ""


def test_that_an_untouched_field_leaves_undo_to_the_window(
    window: MainWindow, renamed: Workplace, qtbot
) -> None:
    page = window.current_page
    assert isinstance(page, PlainPage)
    page.field.setFocus()
    with qtbot.waitSignal(renamed.desk.data.history.undone):
        qtbot.keyClick(page.field, Qt.Key.Key_Z, CONTROL)


def test_that_the_line_at_the_foot_offers_to_undo(
    window: MainWindow, renamed: Workplace, qtbot
) -> None:
    assert window.status.text == "Change the name: saved."
    with qtbot.waitSignal(renamed.desk.data.history.undone):
        window.status._undo.click()


def test_that_the_palette_knows_pages_units_measures_and_commands(
    window: MainWindow, qtbot
) -> None:
    window.palette_commands._take_goals(
        Goals(((7, "4 West & East", "Riverside"),), (("quietness", "Quietness"),))
    )
    qtbot.keyClick(window.current_page, Qt.Key.Key_K, CONTROL)
    popup = window.palette_commands.popup
    qtbot.waitUntil(popup.isVisible)
    texts = [option.text for option in window.palette_commands.options()]
    assert texts[:4] == ["Home", "Results", "4 West & East", "Quietness"]
    assert "Open…" in texts


def test_that_a_unit_picked_in_the_palette_is_shown(window: MainWindow, qtbot) -> None:
    window.palette_commands._take_goals(Goals(((7, "4 West & East", "Riverside"),)))
    window.show_palette()
    popup = window.palette_commands.popup
    qtbot.keyClicks(popup.search, "west &")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert window.current_page.key == "results"
    assert window.current_page.opened_with == [ShowUnitRequest(7)]


def test_that_a_command_picked_in_the_palette_is_done(window: MainWindow, qtbot) -> None:
    option = next(
        o for o in window.palette_commands.options() if o.key == Target(command="page_results")
    )
    window.palette_commands._take(option)
    assert window.current_page.key == "results"


def test_that_find_goes_to_the_pages_search_field_and_else_to_the_palette(
    window: MainWindow, qtbot
) -> None:
    page = window.current_page
    assert isinstance(page, PlainPage)
    qtbot.keyClick(page, Qt.Key.Key_F, CONTROL)
    assert window.palette_commands.popup.isVisible()
    window.palette_commands.popup.hide()
    page.field.setObjectName("unit_search")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_F, CONTROL)
    assert page.field.hasFocus()


def test_that_opened_files_can_be_opened_again(window: MainWindow, tmp_path: Path, qtbot) -> None:
    file = tmp_path / "March & April.csv"
    file.write_text("a")
    window.open_paths([file])
    window.menus._fill_recent()
    first = window.menus.recent.actions()[0]
    assert first.text() == "March && April.csv"
    with qtbot.waitSignal(window.files_dropped) as opened:
        first.trigger()
    assert opened.args == [[file]]


def test_that_a_recent_file_that_is_gone_is_said_and_forgotten(
    window: MainWindow, tmp_path: Path, workplace: Workplace
) -> None:
    gone = tmp_path / "gone.csv"
    workplace.desk.preferences.recent_files = [str(gone)]
    window.open_recent(gone)
    assert "gone.csv" in window.status.text
    assert workplace.desk.preferences.recent_files == []


def test_that_the_dialog_begins_in_the_last_folder_with_survey_files(
    window: MainWindow, tmp_path: Path
) -> None:
    window.open_paths([tmp_path / "a.csv"])
    window.choose_files()
    dialog = window.findChild(QFileDialog, "file_dialog")
    assert dialog.directory().absolutePath() == str(tmp_path)
    assert "*.xlsx" in dialog.nameFilters()[0]
    dialog.reject()


def test_that_expert_details_are_off_until_wanted(window: MainWindow, workplace: Workplace) -> None:
    action = window.menus.actions["expert"]
    assert not action.isChecked()
    assert interval_words("4 West") == "4 West, with likely range"
    action.trigger()
    try:
        assert workplace.desk.preferences.expert_details
        assert interval_words("4 West") == "4 West, with 95% interval"
    finally:
        action.trigger()
    assert not workplace.desk.preferences.expert_details


def test_that_a_view_is_saved_under_a_name_and_shown_again(
    window: MainWindow, workplace: Workplace
) -> None:
    shown = ShowUnitRequest(7, "quietness", "unit:8", "2026-01..2026-03")
    window.go_to("results")
    page = window.current_page
    page.view_request = lambda: shown  # type: ignore[method-assign]
    window.menus.views.save("Morning & night")
    window.go_to("home")
    window.menus.views.fill()
    entry = next(a for a in window.menus.views._menu.actions() if a.text() == "Morning && night")
    entry.trigger()
    assert window.current_page is page
    assert page.opened_with[-1] == shown
    window.menus.views.remove("Morning & night")
    assert workplace.desk.preferences.saved_views == []


def test_that_a_page_without_views_cannot_be_saved(window: MainWindow) -> None:
    window.menus.views.fill()
    assert not window.menus.views._menu.actions()[0].isEnabled()
