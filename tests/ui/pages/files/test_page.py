"""The files page: what is in a file before anything is stored, its import, and taking it back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton

from models.errors import FileRefused
from models.importing.unit_resolver import DEFAULT_FACILITY_SETTING
from models.store.database.settings import get_setting
from models.store.imports.batches import Batch, list_batches
from models.store.units.units import list_units
from tests.models.files.surveys import write_workbook
from tests.ui.pages.conftest import PATIENCE_MS, Bench
from tests.ui.survey_file import write_hcahps
from ui.pages.files.page import FilesPage
from ui.pages.import_file.screen import ImportScreen
from ui.pages.import_file.session import State
from ui.pages.import_file.words import refusal_hint
from ui.widgets.question import QuestionDialog

DATA = Path(__file__).parents[3] / "data"
PASSWORD = "Cafe 7!"


@pytest.fixture
def page(bench: Bench) -> FilesPage:
    return bench.show(FilesPage)


def batches(bench: Bench) -> list[Batch]:
    return bench.read(list_batches)


def offered(page: FilesPage, bench: Bench, *paths: Path) -> list[ImportScreen]:
    page.offer(paths)
    bench.settle(page)
    return page.deck.cards


def press(card: ImportScreen, name: str) -> None:
    pressed = card.findChild(QPushButton, name)
    assert pressed.isVisible()
    pressed.click()


def counts(card: ImportScreen) -> list[str]:
    """Return what the tiles with counts say."""
    tiles = card.side.verdict.counts.tiles
    return [tile.accessibleName() for tile in tiles if tile.isVisible() and tile.isEnabled()]


def test_that_the_lists_keep_qts_rules(page: FilesPage, bench: Bench, tmp_path: Path) -> None:
    reporting = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [
        QAbstractItemModelTester(model, reporting)
        for model in (page.board.model, page.board.table.content)
    ]
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv", typos=2))[0]
    card.start_import()
    bench.settle(page)
    assert page.board.model.rowCount() == 1
    assert page.board.table.content.rowCount() == 2
    assert len(testers) == 2


def test_that_an_opened_file_tells_what_it_would_bring_and_stores_nothing(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv", typos=2))[0]
    assert page.shows_offers
    assert card.verdict == "Ready to import"
    assert card.about == "HCAHPS, from January 2025 · 3 units"
    assert counts(card) == ["120 ready", "2 warnings"]
    assert page.findChild(QLabel, "files_summary").text() == card.about
    assert batches(bench) == []
    assert bench.read(list_units) == []


def test_that_the_file_is_imported_when_the_user_agrees(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv"))[0]
    with qtbot.waitSignal(page.said, timeout=PATIENCE_MS) as said:
        press(card, "offer_import")
    bench.settle(page)
    assert said.args == ["october.csv: 120 surveys imported. Saved."]
    assert card.state is State.IMPORTED
    assert card.verdict == "120 surveys imported"
    assert [batch.responses for batch in batches(bench)] == [120]


def test_that_the_results_are_one_press_away_after_an_import(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv"))[0]
    press(card, "offer_import")
    bench.settle(page)
    with qtbot.waitSignal(page.page_requested) as asked:
        press(card, "offer_import")
    assert asked.args == ["results", None]
    assert page.deck.cards == []
    assert not page.shows_offers


def test_that_the_same_file_again_has_nothing_to_import(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    file = write_hcahps(tmp_path / "october.csv")
    offered(page, bench, file)[0].start_import()
    bench.settle(page)
    card = offered(page, bench, file)[0]
    assert card.verdict == "Nothing new. All rows are already stored."
    assert counts(card) == ["120 already stored"]
    assert not card.findChild(QPushButton, "offer_import").isVisible()
    assert len(batches(bench)) == 1


def test_that_a_file_with_more_of_the_same_brings_only_the_new(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    offered(page, bench, write_hcahps(tmp_path / "a.csv", units=(("4 West", 30, 9),)))[
        0
    ].start_import()
    bench.settle(page)
    card = offered(page, bench, write_hcahps(tmp_path / "b.csv", units=(("4 West", 38, 9),)))[0]
    assert counts(card) == ["8 ready", "30 already stored"]


def test_that_the_hospital_is_asked_when_the_file_names_none_and_remembered(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv", facility=""))[0]
    field = card.side.reading.facility
    assert field.isVisible()
    assert field.text() == "Our hospital"
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Riverside Hospital")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    bench.settle(page)
    press(card, "offer_import")
    bench.settle(page)
    assert {s.unit.facility for s in bench.read(list_units)} == {"Riverside Hospital"}
    assert bench.read(lambda c: get_setting(c, DEFAULT_FACILITY_SETTING)) == "Riverside Hospital"
    more = write_hcahps(tmp_path / "november.csv", facility="", units=(("6 South", 20, 9),))
    card = offered(page, bench, more)[0]
    assert card.side.reading.facility.text() == "Riverside Hospital"


def test_that_a_file_that_names_its_hospital_is_not_asked_for_it(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv"))[0]
    assert not card.side.reading.facility.isVisible()


def test_that_the_unit_column_is_asked_when_it_cannot_be_found(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv", unit_column="Where"))[0]
    assert card.state is State.ASKING
    assert card.verdict == "One question before we can import"
    agree = card.findChild(QPushButton, "offer_import")
    assert (agree.text(), agree.isEnabled()) == ("1 question to answer", False)
    (question,) = card.side.questions.left
    where = question.findChild(QRadioButton, "choice_Where")
    assert "4 West" in where.accessibleDescription()
    where.setFocus()
    qtbot.keyClick(where, Qt.Key.Key_Space)
    bench.settle(page)
    assert counts(card) == ["120 ready"]
    assert page.focusWidget() is where  # an answer does not move the keyboard
    press(card, "offer_import")
    bench.settle(page)
    names = {summary.unit.name for summary in bench.read(list_units)}
    assert names == {"4 West", "3 East", "5 North"}


def test_that_all_rows_can_belong_to_one_unit_that_is_named(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv", unit_column="Where"))[0]
    card.side.questions.left[0].findChild(QRadioButton, "choice_all rows").click()
    bench.settle(page)
    name = card.findChild(QLineEdit, "unit_name")
    assert name.isVisible()
    name.setFocus()
    qtbot.keyClicks(name, "6 South")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    bench.settle(page)
    press(card, "offer_import")
    bench.settle(page)
    assert {summary.unit.name for summary in bench.read(list_units)} == {"6 South"}


def test_that_a_column_is_made_another_one_at_its_head(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv"))[0]
    heads = card.sheet.table.heads
    heads.setFocus()
    qtbot.keyClick(heads, Qt.Key.Key_Right)
    assert "“Facility” in the file: Hospital" in heads.accessibleName()
    qtbot.keyClick(heads, Qt.Key.Key_Return)
    popup = card.side.column.popup
    assert popup.isVisible()
    qtbot.keyClicks(popup.search, "unit")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    bench.settle(page)
    assert counts(card) == ["120 ready"]
    assert card.about == "HCAHPS, from January 2025 · 1 unit"
    assert heads.head(1).role == "Unit"
    assert heads.head(2).role == "Ignored"  # there is one unit's column at most


def test_that_a_workbook_of_counts_is_offered_by_its_units(page: FilesPage, bench: Bench) -> None:
    card = offered(page, bench, DATA / "nhs" / "wards_2025_08.xlsx")[0]
    assert card.about.startswith("Sheet “Wards” · ")
    assert counts(card)[0].endswith(" units ready")
    heads = {head.name: head for head in card.sheet.table.content.sheet.heads}
    assert heads["Very Good"].fixed  # the answers are part of the layout
    assert (heads["Ward Name"].role, heads["Ward Name"].fixed) == ("Unit", False)


def test_that_a_refused_file_says_what_where_and_what_to_do(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    picture = tmp_path / "survey.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    card = offered(page, bench, picture, DATA / "nhs" / "empty_form.xlsx")[0]
    assert card.state is State.REFUSED
    assert card.verdict.startswith("This is a PNG picture")
    assert card.findChild(QLabel, "refusal_hint").text()
    assert page.focusWidget() is card.refusal.leave
    form = page.deck.cards[1]
    assert not form.is_ready
    assert batches(bench) == []
    press(card, "refusal_close")
    assert page.deck.cards == [form]


@pytest.mark.parametrize(
    "code",
    [
        "no_unit",
        "version_unclear",
        "other_questionnaire",
        "unknown_instrument",
        "no_sheets",
        "unknown_sheet",
        "unknown_column",
        "no_such_column",
        "empty_table",
    ],
)
def test_that_no_hint_in_the_window_speaks_of_the_command_line(code: str) -> None:
    assert "--" not in refusal_hint(FileRefused(code))


def test_that_a_wish_to_stop_reading_closes_the_card(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    page.offer([write_hcahps(tmp_path / "october.csv")])
    page.deck.cards[0].working.cancel_requested.emit()
    bench.settle(page)
    assert page.deck.cards == []
    assert batches(bench) == []


def test_that_several_files_are_imported_at_once_and_in_their_order(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    files = [
        write_hcahps(tmp_path / f"{name}.csv", units=((name, 20, 9),)) for name in ("West", "East")
    ]
    bad = tmp_path / "empty.csv"
    bad.touch()
    offered(page, bench, *files, bad)
    everything = page.findChild(QPushButton, "import_all")
    assert everything.isVisible()
    assert everything.text() == "Import all 2"
    everything.click()
    bench.settle(page)
    assert [batch.file for batch in reversed(batches(bench))] == ["West.csv", "East.csv"]
    assert [card.state for card in page.deck.cards] == [
        State.IMPORTED,
        State.IMPORTED,
        State.REFUSED,
    ]


def test_that_a_file_dropped_twice_has_one_card(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    file = write_hcahps(tmp_path / "october.csv")
    page.offer([file, file])
    page.offer([file])
    bench.settle(page)
    assert len(page.deck.cards) == 1


def test_that_the_imported_files_can_be_seen_beside_opened_ones(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    offered(page, bench, write_hcahps(tmp_path / "a.csv", units=(("West", 20, 9),)))[
        0
    ].start_import()
    bench.settle(page)
    offered(page, bench, write_hcahps(tmp_path / "b.csv", units=(("East", 20, 9),)))
    switch = page.findChild(QPushButton, "switch_files")
    switch.click()
    assert page.board.isVisible()
    assert switch.text() == "Back to open files (1)"
    switch.click()
    assert page.deck.isVisible()


def test_that_the_chosen_import_shows_what_was_not_used(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    offered(page, bench, write_hcahps(tmp_path / "october.csv", typos=3))[0].start_import()
    bench.settle(page)
    page.deck.drop_finished()
    model = page.board.table.content
    rows = [[model.index(row, k).data() for k in range(4)] for row in range(model.rowCount())]
    assert [row[:3] for row in rows] == [[str(n), "Q2", "Alwys"] for n in (2, 3, 4)]
    assert all(row[3] for row in rows)
    heads = [model.headerData(k, Qt.Orientation.Horizontal) for k in range(4)]
    assert heads == ["Row", "Column", "Value", "Why"]


def test_that_taking_back_asks_first_and_removes_exactly_that(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    for name in ("West", "East"):
        file = write_hcahps(tmp_path / f"{name}.csv", units=((name, 20, 9),), facility="Riverside")
        offered(page, bench, file)[-1].start_import()
        bench.settle(page)
    page.deck.drop_finished()
    assert page.board.chosen.file == "East.csv"
    qtbot.keyClick(page.board.view, Qt.Key.Key_Delete)
    dialog = page.findChild(QuestionDialog)
    assert dialog.windowTitle() == "Undo the import of “East.csv”?"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)  # Enter keeps it
    bench.settle(page)
    assert [batch.undone for batch in batches(bench)] == [None, None]
    page.findChild(QPushButton, "undo_import").click()
    page.findChild(QuestionDialog).findChild(QPushButton, "agree").click()
    bench.settle(page)
    assert [bool(batch.undone) for batch in batches(bench)] == [True, False]
    assert [summary.unit.name for summary in bench.read(list_units)] == ["West"]
    assert not page.findChild(QPushButton, "undo_import").isEnabled()
    assert "undone" in page.board.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_that_no_import_yet_says_how_to_begin(page: FilesPage, qtbot) -> None:
    assert page.blank.isVisible()
    offer = next(b for b in page.blank.findChildren(QPushButton) if b.isVisible())
    with qtbot.waitSignal(page.files_requested):
        offer.click()


def test_that_typing_in_one_card_is_not_disturbed_by_another(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "a.csv", facility=""))[0]
    card.side.reading.facility.setFocus()
    offered(page, bench, write_hcahps(tmp_path / "b.csv", units=(("East", 20, 9),)))
    assert page.focusWidget() is card.side.reading.facility


def test_that_the_first_of_several_files_gets_the_keyboard_and_then_the_next(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    ready = write_hcahps(tmp_path / "a.csv")
    asked = write_hcahps(tmp_path / "b.csv", unit_column="Where")
    first, second = offered(page, bench, ready, asked)
    tabs = [page.deck.tabs.tabText(place) for place in range(2)]
    assert tabs == ["a.csv · 120 ready", "b.csv · 1 question"]
    agree = first.findChild(QPushButton, "offer_import")
    assert page.focusWidget() is agree
    qtbot.keyClick(agree, Qt.Key.Key_Space)
    bench.settle(page)
    assert page.deck.current is second
    assert second.side.questions.left[0].isAncestorOf(page.focusWidget())


def test_that_the_question_of_a_single_file_gets_the_keyboard(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "b.csv", unit_column="Where"))[0]
    assert card.side.questions.left[0].isAncestorOf(page.focusWidget())


def test_that_a_warning_leads_to_its_cell(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv", typos=2))[0]
    tiles = card.side.verdict.counts
    tiles.warnings.click()
    tiles.view.setFocus()
    tiles.view.setCurrentIndex(tiles.model.index(0, 0))
    qtbot.keyClick(tiles.view, Qt.Key.Key_Down)
    qtbot.keyClick(tiles.view, Qt.Key.Key_Return)
    table = card.sheet.table
    assert page.focusWidget() is table
    assert table.currentIndex().data() == "Alwys"
    assert (
        table.currentIndex()
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .startswith("Row 3, Survey question")
    )
    assert card.findChild(QLabel, "import_foot").text().startswith("F3 · Survey question")


def test_that_a_verdict_and_its_counts_are_read_out_whenever_they_change(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    path = write_hcahps(tmp_path / "october.csv", typos=2)
    verdict = offered(page, bench, path)[0].side.verdict
    before = verdict.accessibleDescription()
    assert before.startswith("Ready")
    assert before.endswith(f"{verdict.counts.ready.accessibleName()}, 2 warnings, 0 skipped.")
    page.deck.cards[0].start_import()
    bench.settle(page)
    assert verdict.accessibleDescription().startswith(verdict.text)
    assert verdict.accessibleDescription() != before


def test_that_nothing_is_left_of_an_import_that_was_stopped(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    card = offered(page, bench, write_hcahps(tmp_path / "october.csv"))[0]
    card.start_import()
    card.side.verdict.leave.click()
    bench.settle(page)
    assert card.state in (State.FOUND, State.IMPORTED)  # it may have been too quick to stop
    assert (batches(bench) == []) is (card.state is State.FOUND)


def test_that_a_locked_workbook_asks_for_its_password(
    page: FilesPage, bench: Bench, tmp_path: Path, qtbot
) -> None:
    card = offered(page, bench, locked_workbook(tmp_path))[0]
    assert card.state is State.LOCKED
    field = card.refusal.password
    assert page.focusWidget() is field.line
    qtbot.keyClicks(field.line, "wrong")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    bench.settle(page)
    wrong = card.findChild(QLabel, "password_wrong")
    assert wrong.text() == "The password doesn't open this workbook."
    qtbot.keyClicks(field.line, PASSWORD)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    bench.settle(page)
    assert counts(card) == ["4 ready"]
    press(card, "offer_import")
    bench.settle(page)
    assert [batch.responses for batch in batches(bench)] == [4]
    assert PASSWORD.encode() not in (tmp_path / "hospital.db").read_bytes()


def test_that_the_row_of_the_column_names_can_be_chosen(
    page: FilesPage, bench: Bench, tmp_path: Path
) -> None:
    file = tmp_path / "odd.csv"
    heads = ["Always", "Never", "Always"]  # that look like answers
    rows = [["Unit", "Q1", "Q2"], heads, *(["4 West", "Always", "Usually"] for _ in range(20))]
    file.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    card = offered(page, bench, file)[0]
    assert card.sheet.table.heads.head(0).name == "Unit"
    chooser = card.side.reading.names_row
    assert [option.text for option in chooser.options[:2]] == ["Row 1", "Row 2"]
    assert chooser.options[0].note == "Unit, Q1, Q2"
    chooser.chosen.emit(2)
    bench.settle(page)
    assert card.sheet.table.heads.head(1).name == "Never"
    assert card.sheet.table.content.sheet.rows[0].short == "title"


def locked_workbook(folder: Path) -> Path:
    """Write a workbook of four patients that a password opens."""
    rows = [["Unit", "Discharge date", *(f"Q{k}" for k in range(1, 33))]]
    rows += [["4 West", f"2026-07-0{k}", *["Always"] * 32] for k in range(1, 5)]
    plain = io.BytesIO(write_workbook(folder / "plain.xlsx", {"S": rows}).read_bytes())
    path = folder / "locked.xlsx"
    with path.open("wb") as stream:
        OOXMLFile(plain).encrypt(PASSWORD, stream)
    return path
