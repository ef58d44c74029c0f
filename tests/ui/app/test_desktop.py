"""The program on its desktop: files the system hands over, its log, its manual, its name."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ui.app import desktop
from ui.app.app import HUDDLE_MODULES, page_makers
from ui.app.desktop import MANUAL_PAGES, FileRequests, log_to, name_application, open_manual
from ui.base import program
from ui.pages.settings.licenses import LicensesDialog

ROOT = Path(__file__).parents[3]


def test_that_a_file_the_system_hands_over_is_asked_for(
    qapp: QApplication, qtbot, tmp_path: Path
) -> None:
    requests = FileRequests(qapp)
    file = tmp_path / "october.csv"
    with qtbot.waitSignal(requests.requested) as asked:
        QApplication.sendEvent(qapp, QFileOpenEvent(str(file)))
    assert asked.args == [[file]]
    qapp.removeEventFilter(requests)


def test_that_the_log_is_begun_anew_when_it_is_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "LOG_BYTES", 200)
    logger = logging.getLogger("throughline")
    before = list(logger.handlers)
    log_to(tmp_path / "throughline.log")
    for _n in range(50):
        logger.error("something went wrong at a place")
    for handler in [h for h in logger.handlers if h not in before]:
        logger.removeHandler(handler)
        handler.close()
    files = sorted(tmp_path.iterdir())
    assert len(files) == 1 + desktop.LOGS_KEPT
    assert all(file.stat().st_size <= 200 for file in files)


def test_that_the_application_has_a_name_and_an_icon(qapp: QApplication) -> None:
    name_application(qapp, "Throughline")
    assert not qapp.windowIcon().isNull()
    assert qapp.desktopFileName() == "throughline"
    assert (ROOT / "packaging" / "linux" / f"{qapp.desktopFileName()}.desktop").is_file()


def test_that_every_page_of_the_window_has_a_page_in_the_manual() -> None:
    keys = {maker.entry.key for maker in page_makers()}
    assert keys == set(MANUAL_PAGES)
    for name in MANUAL_PAGES.values():
        assert (ROOT / "docs" / "manual" / f"{name}.md").is_file()


def test_that_the_manual_opens_at_the_page_about_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    monkeypatch.setattr(desktop, "manual_folder", lambda: tmp_path)
    assert open_manual("huddle")
    assert Path(opened[0].toLocalFile()) == tmp_path / "huddle.html"
    monkeypatch.setattr(desktop, "manual_folder", lambda: None)
    assert not open_manual("huddle")


def test_that_texts_call_the_program_as_it_is_called_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.as_called("Run main.py check.") == "Run main.py check."
    (tmp_path / "__init__.py").touch()
    monkeypatch.setattr(program, "ROOT", tmp_path)
    assert program.as_called("Run main.py check.") == "Run throughline check."


def test_that_the_licenses_of_the_parts_are_shown(qtbot, look) -> None:
    dialog = LicensesDialog()
    qtbot.addWidget(dialog)
    names = [dialog.parts.item(row).text() for row in range(dialog.parts.count())]
    assert names[0] == "Throughline"
    assert "MIT" in dialog.text.toPlainText()
    assert any(name.startswith("SQLAlchemy") for name in names)


def test_that_what_is_imported_before_it_is_needed_is_there() -> None:
    for name in HUDDLE_MODULES:
        assert find_spec(name) is not None
