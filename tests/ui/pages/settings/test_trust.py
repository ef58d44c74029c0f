"""A passphrase, back-ups and the audit trail in the settings, on a real file with real jobs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from models.store.backup.encryption import is_file_encrypted
from models.store.database.keys import parse_recovery_key
from tests.ui.conftest import Workplace
from ui.app.passphrase import IdleLock, PassphraseDialog, ask_passphrase, locked_problem
from ui.base.context import PageContext
from ui.pages.settings.audit import AuditSection
from ui.pages.settings.data import DataSection
from ui.pages.settings.passphrase import PassphraseSection

WORDS = "four words to remember"


@pytest.fixture
def desk(workplace: Workplace) -> PageContext:
    return workplace.desk


@pytest.fixture
def path(desk: PageContext, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(desk.data.opened):
        desk.data.open()
    return Path(desk.data.place)


def set_passphrase(desk: PageContext, qtbot: QtBot) -> PassphraseSection:
    section = PassphraseSection(desk)
    qtbot.addWidget(section)
    section.show_settings(None)  # type: ignore[arg-type]
    section.first.setText(WORDS)
    assert not section.agree.isEnabled()
    section.second.setText(WORDS)
    with qtbot.waitSignal(section.saved, timeout=20_000):
        section.agree.click()
    return section


def test_that_a_passphrase_typed_twice_encrypts_and_shows_the_recovery_key(
    desk: PageContext, path: Path, qtbot: QtBot
) -> None:
    section = set_passphrase(desk, qtbot)
    assert is_file_encrypted(path)
    assert section.first.text() == section.second.text() == ""
    key = section.said.text().partition("Recovery key: ")[2].split("\n")[0]
    assert parse_recovery_key(key) is not None
    section.show_settings(None)  # type: ignore[arg-type]
    with qtbot.waitSignal(section.saved, timeout=20_000):
        section.remove.click()
    assert not is_file_encrypted(path)


def test_that_the_recovery_key_can_be_printed(
    desk: PageContext, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    section = set_passphrase(desk, qtbot)
    assert section.print.isVisibleTo(section)
    page = section.recovery_document().toPlainText()
    key = page.splitlines()[1]
    assert parse_recovery_key(key) is not None
    assert str(path) in page
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "key.pdf"))
    section.print_on(printer)
    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_short_passphrase_is_refused(desk: PageContext, path: Path, qtbot: QtBot) -> None:
    section = PassphraseSection(desk)
    qtbot.addWidget(section)
    section.first.setText("short")
    section.second.setText("short")
    section.agree.click()
    assert "12" in section.said.text()
    assert not is_file_encrypted(path)


def test_that_locked_data_open_with_the_passphrase_only(
    desk: PageContext, path: Path, qtbot: QtBot, qapp: object
) -> None:
    section = set_passphrase(desk, qtbot)
    lock = IdleLock(desk.data, qapp, section)  # type: ignore[arg-type]
    with qtbot.waitSignal(desk.data.refused):
        lock.lock()
    assert not desk.data.is_open
    dialog = ask_passphrase(desk.data, desk.look, section, locked_problem())
    with qtbot.waitSignal(desk.data.refused, timeout=20_000) as refused:
        dialog.field.given.emit("not these words")
    assert refused.args[0].code == "wrong-passphrase"
    again = PassphraseDialog(desk.look, section, wrong=True)
    qtbot.addWidget(again)
    dialog = ask_passphrase(desk.data, desk.look, section, refused.args[0])
    with qtbot.waitSignal(desk.data.opened, timeout=20_000):
        dialog.field.given.emit(WORDS)
    assert desk.data.is_open


def test_that_back_ups_are_checked_compared_and_restored(
    desk: PageContext, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    section = DataSection(desk)
    qtbot.addWidget(section)
    section.show_settings(None)  # type: ignore[arg-type]
    (tmp_path / "stick").mkdir()
    section.choose_second_place(str(tmp_path / "stick"))
    qtbot.waitUntil(lambda: "stick" in said(section))
    section.backup.click()
    qtbot.waitUntil(lambda: section.chosen.count() == 1)
    assert len(list((tmp_path / "stick").iterdir())) == 1
    section.verify.click()
    qtbot.waitUntil(lambda: "All backups are good" in said(section))
    section.compare.click()
    qtbot.waitUntil(lambda: "daily" in said(section))
    section._restore()
    qtbot.waitUntil(lambda: "Restored" in said(section), timeout=20_000)


def said(section: DataSection) -> str:
    return section._said.text()


def test_that_the_audit_trail_is_shown_and_saved(
    desk: PageContext, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    data = DataSection(desk)
    qtbot.addWidget(data)
    (tmp_path / "stick").mkdir()
    data.choose_second_place(str(tmp_path / "stick"))
    qtbot.waitUntil(lambda: "stick" in said(data))
    section = AuditSection(desk)
    qtbot.addWidget(section)
    section.show_settings(None)  # type: ignore[arg-type]
    rows = section.table.content
    qtbot.waitUntil(lambda: rows.rowCount() > 0)
    assert rows.index(0, 2).data() == "Setting changed"
    target = tmp_path / "audit.csv"
    section.write_csv(str(target))
    qtbot.waitUntil(target.exists)
    assert target.read_text("utf-8-sig").startswith("id,at,who,what,detail,hash\n")
