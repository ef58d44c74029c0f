"""Files of months that are stored already."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models.importing.overlap import Overlap
from models.store.imports.batches import list_batches
from tests.ui.pages.conftest import Bench
from tests.ui.survey_file import write_hcahps
from ui.pages.files.page import FilesPage
from ui.pages.import_file.overlap import OverlapCard

JULY, SEPTEMBER = 2026 * 12 + 6, 2026 * 12 + 8
SOME = Overlap(
    rows_known=30,
    rows_changed=4,
    rows_new=8,
    months=(JULY, SEPTEMBER),
    units=2,
    stored=32,
    standing=5,
)


@pytest.fixture
def card(look, qtbot) -> OverlapCard:
    made = OverlapCard()
    qtbot.addWidget(made)
    return made


def test_that_both_choices_tell_what_they_would_do(card: OverlapCard) -> None:
    card.show_overlap(SOME, replaces=False)
    assert card.add.isChecked()
    assert card.add.accessibleName() == "Jul–Sep 2026: already stored. Add only the 8 new"
    assert card.add.accessibleDescription() == (
        "30 already stored stay as they are. 4 of them have different answers in this file."
    )
    assert card.replace.text() == "Replace Jul–Sep 2026"
    assert card.replace.accessibleDescription() == (
        "Removes 32 surveys from 2 units. Undoing this import brings them back. "
        "5 from units not in this file stay."
    )


def test_that_replacing_is_chosen_with_the_keyboard(card: OverlapCard, qtbot) -> None:
    card.show_overlap(SOME, replaces=False)
    card.show()
    card.replace.setFocus()
    with qtbot.waitSignal(card.replace_said) as said:
        qtbot.keyClick(card.replace, Qt.Key.Key_Space)
    assert said.args == [True]


@pytest.mark.parametrize("overlap", [None, Overlap(rows_new=8), Overlap(30, 0, 0, (JULY,), 1, 30)])
def test_that_nothing_is_asked_where_nothing_is_met_or_the_same_is_brought(
    card: OverlapCard, overlap: Overlap | None
) -> None:
    card.show_overlap(overlap, replaces=False)
    assert card.isHidden()


def test_that_a_corrected_file_takes_the_place_of_the_months_it_corrects(
    bench: Bench, tmp_path: Path
) -> None:
    page = bench.show(FilesPage)
    for name, always in (("first", 9), ("corrected", 12)):
        file = write_hcahps(tmp_path / f"{name}.csv", units=(("4 West", 30, always),))
        page.offer([file])
        bench.settle(page)
        if name == "first":
            page.deck.cards[-1].start_import()
            bench.settle(page)
    card = page.deck.cards[-1]
    assert card.verdict == "Nothing new, but some answers differ from what's stored"
    card.side.overlap.replace.click()
    bench.settle(page)
    agree = card.findChild(QPushButton, "offer_import")
    assert agree.text() == "Replace 30 with 30 surveys"
    agree.click()
    bench.settle(page)
    assert [batch.responses for batch in bench.read(list_batches)] == [30, 0]
