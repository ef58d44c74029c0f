"""A sender's odd file: it is understood with two answers, and next month's needs none."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models.store.imports.batches import list_batches
from models.store.units.units import list_units
from tests.journeys.conftest import Visit
from ui.pages.files.page import FilesPage
from ui.pages.import_file.screen import ImportScreen
from ui.pages.import_file.session import State

WARDS = ("North", "South", "Garden")


def write_odd_file(path: Path, month: int, *, more: tuple[str, ...] = ()) -> Path:
    """Write a file whose unit stands in no column called so, and whose best grade is 1."""
    heads = [
        "Where",
        "Discharge day",
        "Grade for food",
        "Grade for rest",
        "Would come again",
        *more,
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Patient letters, clinic of Riverside"])
        writer.writerow(heads)
        for row in range(90):
            grades = [str(row % 5 + 1), str((row + 1) % 4 + 1)]
            again = ("Yes", "Maybe", "No")[row % 3]
            day = f"2026-{month:02}-{row % 27 + 1:02}"
            writer.writerow([WARDS[row % 3], day, *grades, again, *("Yes" for _ in more)])
        writer.writerow(["End of list"])
    return path


def test_a_column_is_changed_with_the_keyboard_alone(
    visit: Callable[[], Visit], tmp_path: Path
) -> None:
    at = visit()
    at.drop([write_odd_file(tmp_path / "letters.csv", 9)])
    card = only_card(at)
    at.tab_to("sheet_heads")
    at.press(Qt.Key.Key_Home)
    at.press(Qt.Key.Key_Return)  # the list of what it can be
    at.type("unit")
    at.press(Qt.Key.Key_Return)
    assert card.sheet.table.heads.head(0).role == "Unit"
    assert card.state is State.ASKING  # which grade is the best
    assert at.focus.objectName() == "column_role"
    at.press(Qt.Key.Key_Escape)
    assert at.focus.objectName() == "sheet_heads"
    at.press(Qt.Key.Key_Right, times=2)
    at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_Escape)  # the list; the panel stays
    at.tab_to("best_end_kept")
    at.press(Qt.Key.Key_Down)  # 1 is the best grade
    column = card.session.preview.columns[2]
    assert (column.answers[-1], column.best) == ("1", ("1",))
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert card.state is State.IMPORTED


def only_card(at: Visit) -> ImportScreen:
    page = at.window.current_page
    assert isinstance(page, FilesPage)
    (card,) = page.deck.cards
    return card


def test_an_odd_file_is_understood_once_and_asks_nothing_the_next_month(
    visit: Callable[[], Visit], tmp_path: Path
) -> None:
    at = visit()
    at.drop([write_odd_file(tmp_path / "letters september.csv", 9)])
    card = only_card(at)
    assert card.state is State.ASKING
    assert not card.findChild(QPushButton, "offer_import").isEnabled()
    while card.side.questions.left:  # the keyboard is on the first one
        question = card.side.questions.left[0]
        assert question.isAncestorOf(at.focus)
        at.press(Qt.Key.Key_Space)
        if card.side.questions.left:
            card.focus_next_step()
    at.tab_to("offer_import")
    at.press(Qt.Key.Key_Space)
    assert card.state is State.IMPORTED
    assert {summary.unit.name for summary in at.read(list_units)} == set(WARDS)
    at.close()

    at = visit()
    at.drop([write_odd_file(tmp_path / "letters october.csv", 10)])
    card = only_card(at)
    assert card.session.questions == []
    assert card.verdict == "Ready. Read like last time."
    assert at.focus.objectName() == "offer_import"
    at.press(Qt.Key.Key_Space)
    assert [batch.responses for batch in at.read(list_batches)] == [90, 90]

    at.drop([write_odd_file(tmp_path / "letters november.csv", 11, more=("Parking",))])
    card = only_card(at)
    assert "Parking" in card.side.memory.text
    assert [head.name for head in card.sheet.table.content.sheet.heads if head.is_new] == [
        "Parking"
    ]
