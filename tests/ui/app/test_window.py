"""The window around the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout

from models.errors import UserError
from tests.ui.conftest import Workplace
from ui.app.window import FIRST_SIZE_PX, MainWindow, PageMaker
from ui.base.preferences import Preferences
from ui.pages.base.page import Page
from ui.widgets.drop_overlay import DropOverlay
from ui.widgets.shortcuts_sheet import ShortcutsSheet
from ui.widgets.sidebar import PageEntry


class PlainPage(Page):
    """A page that remembers what happened to it."""

    def __init__(self, desk, key: str) -> None:
        self.key = key
        super().__init__(desk)
        self.activated = 0
        self.opened_with: list[object] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def title(self) -> str:
        return self.key

    def activate(self) -> None:
        self.activated += 1

    def open_with(self, what: object) -> None:
        self.opened_with.append(what)


def maker(key: str, letter: str) -> PageMaker:
    entry = PageEntry(key, key.title(), "home", letter)
    return PageMaker(entry, lambda desk: PlainPage(desk, key))


@pytest.fixture
def window(workplace: Workplace, qtbot) -> Iterator[MainWindow]:
    made = MainWindow(workplace.desk, [maker("home", "H"), maker("results", "R")])
    made.show()
    made.resize(*FIRST_SIZE_PX)  # wider than the screen of the platform without one
    made.activateWindow()
    qtbot.waitExposed(made)
    made.go_to("home")
    yield made
    shiboken6.delete(made)


def test_that_pages_are_built_when_first_shown(window: MainWindow) -> None:
    assert window.stack.count() == 1
    window.go_to("results")
    assert window.stack.count() == 2
    window.go_to("home")
    assert window.stack.count() == 2


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier),
     (Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)],
)  # fmt: skip
def test_that_keys_open_pages(
    window: MainWindow, qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.current_page, key, modifier)
    qtbot.waitUntil(lambda: window.current_page.key == "results")
    assert window.current_page.activated == 1


def test_that_a_page_can_send_the_user_elsewhere(window: MainWindow) -> None:
    window.page("home").page_requested.emit("results", "4 West")
    assert window.current_page.key == "results"
    assert window.current_page.opened_with == ["4 West"]


def test_that_pages_know_which_others_there_are(window: MainWindow) -> None:
    assert window.current_page.window_has("results")
    assert not window.current_page.window_has("huddle")


def test_that_changed_data_renew_the_page_in_front(
    window: MainWindow, workplace: Workplace
) -> None:
    before = window.current_page.activated
    workplace.desk.data.changed.emit()
    assert window.current_page.activated == before + 1


def drag(files: list[Path]) -> QMimeData:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return content


def test_that_files_can_be_dropped_anywhere(window: MainWindow, qtbot, tmp_path: Path) -> None:
    content = drag([tmp_path / "a.csv", tmp_path / "b.xlsx"])
    enter = QDragEnterEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(window, enter)
    overlay = window.findChild(DropOverlay)
    assert enter.isAccepted()
    assert overlay.isVisible()
    assert overlay.size() == window.size()
    drop = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    with qtbot.waitSignal(window.files_dropped) as dropped:
        overlay.dropEvent(drop)
    assert dropped.args == [[tmp_path / "a.csv", tmp_path / "b.xlsx"]]
    assert not overlay.isVisible()


def test_that_a_dragged_text_is_no_file(window: MainWindow) -> None:
    content = QMimeData()
    content.setText("4 West")
    enter = QDragEnterEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not window.findChild(DropOverlay).isVisible()


def test_that_f1_opens_the_manual_at_the_page(
    window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("ui.app.window.open_manual", lambda page: opened.append(page) or True)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.current_page, Qt.Key.Key_F1)
    assert opened == [window.current_page.key]
    assert window.findChild(ShortcutsSheet) is None


def test_that_f1_shows_the_keys_where_there_is_no_manual(
    window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.app.window.open_manual", lambda _page: False)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.current_page, Qt.Key.Key_F1)
    assert window.findChild(ShortcutsSheet).isVisible()


def test_that_a_question_mark_shows_the_keys_and_escape_closes_them(
    window: MainWindow, qtbot
) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.current_page, "?")
    sheet = window.findChild(ShortcutsSheet)
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ShortcutsSheet) is None)


def test_that_a_question_mark_can_be_typed(window: MainWindow, qtbot) -> None:
    field = window.current_page.field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "why?")
    assert field.text() == "why?"
    assert window.findChild(ShortcutsSheet) is None


def test_that_chosen_files_are_opened_like_dropped_ones(
    window: MainWindow, qtbot, tmp_path: Path
) -> None:
    QApplication.instance().setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    window.choose_files()
    dialog = window.findChild(QFileDialog)
    with qtbot.waitSignal(window.files_dropped) as dropped:
        dialog.filesSelected.emit([str(tmp_path / "a.csv")])
    assert dropped.args == [[tmp_path / "a.csv"]]
    dialog.reject()


def test_that_the_size_is_remembered(
    window: MainWindow, workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.app.window.LEAST_SIZE_PX", (100, 100))  # the test screen is a small one
    window.setMinimumSize(100, 100)
    window.resize(701, 503)
    window.close()
    again = Preferences(tmp_path / "window.ini")
    assert not again.geometry.isEmpty()
    other = MainWindow(workplace.desk, [maker("home", "H")])
    assert (other.width(), other.height()) == (701, 503)
    shiboken6.delete(other)


def test_that_words_and_problems_of_pages_stand_at_the_foot(window: MainWindow) -> None:
    window.current_page.said.emit("Saved.")
    assert window.status.text == "Saved."
    window.current_page.problem_met.emit(UserError("no-units-yet", name="9 West"))
    assert window.status.text.endswith("Import a survey file first.")


def test_that_title_and_sidebar_say_whose_data_these_are(window: MainWindow) -> None:
    window.say_whose("Riverside Hospital", "9 units · 4,812 surveys")
    assert window.windowTitle() == "Riverside Hospital – Throughline"
    window.say_whose("", "")
    assert window.windowTitle() == "Throughline"


def test_that_the_sidebar_names_who_else_looks_at_the_unit(window: MainWindow) -> None:
    window._desk.data.others.emit(("amir", "rosa"))
    said = window.findChild(QLabel, "others_here")
    assert said.text() == "Also looking at this unit: amir and rosa"
    window._desk.data.others.emit(())
    assert said.isHidden()


def test_that_every_control_has_a_name(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton

    for made in window.findChildren(QAbstractButton):
        assert made.accessibleName() or made.text(), made


def test_that_the_first_picture_is_told_once(workplace: Workplace, qtbot) -> None:
    made = MainWindow(workplace.desk, [maker("home", "H")])
    told = []
    made.first_painted.connect(lambda: told.append(True))
    made.show()
    qtbot.waitUntil(lambda: told == [True])
    made.repaint()
    made.repaint()
    assert told == [True]
    shiboken6.delete(made)


def test_that_f5_asks_for_the_huddle_from_inside_a_field(window: MainWindow, qtbot) -> None:
    page = window.page("home")
    page.field.setFocus()
    with qtbot.waitSignal(window.huddle_requested):
        qtbot.keyClick(page.field, Qt.Key.Key_F5)


@pytest.mark.parametrize(("width", "height"), [(960, 540), (1280, 720)])
def test_that_the_window_is_no_larger_than_the_screen(
    window: MainWindow, width: int, height: int
) -> None:
    window.resize(1600, 1200)
    window.keep_on_screen(QRect(0, 0, width, height))
    assert window.width() <= width
    assert window.height() <= height
    assert window.minimumHeight() <= height


def test_that_a_narrow_window_shows_drawings_in_place_of_names(window: MainWindow) -> None:
    first = window.findChild(QPushButton, "go_home")
    assert first.text() == "Home"
    window.resize(960, 540)
    assert first.text() == ""
    assert first.accessibleName() == "Home"
    assert "Home" in first.toolTip()
    assert first.shortcut() == QKeySequence("Alt+H")
    window.resize(1280, 720)
    assert first.text() == "Home"


def test_that_nothing_moves_when_something_is_said(window: MainWindow, qtbot) -> None:
    before = window.stack.geometry()
    window.status.say("Saved.")
    assert window.status.isVisible()
    assert window.stack.geometry() == before
    assert window.stack.geometry().contains(window.status.geometry())
    window.go_to("results")
    assert window.status.visibleRegion().contains(window.status.rect().center())
