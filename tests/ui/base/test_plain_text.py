"""Names from files stay plain text in tool tips, on buttons and on the clipboard."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.base.plain_text import plain_tip, safe_cell, tab_separated, without_mnemonic
from ui.widgets.basics import button


def test_that_a_name_with_tags_is_shown_as_it_is_written() -> None:
    assert plain_tip("<b>4 West</b>") == "<qt>&lt;b&gt;4 West&lt;/b&gt;</qt>"
    assert plain_tip("Labor & Delivery") == "Labor & Delivery"


def test_that_a_button_keeps_its_ampersand(qtbot: QtBot) -> None:
    made = button("Labor & Delivery")
    qtbot.addWidget(made)
    assert made.text() == "Labor && Delivery"
    assert without_mnemonic("4 West") == "4 West"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "＝1"])
def test_that_no_cell_of_the_clipboard_runs(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


@pytest.mark.parametrize("cell", ["-13", "+5%", "4 West", "72%", "1,234.5", ""])
def test_that_numbers_and_names_stay_as_they_are(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_that_a_cell_stays_in_its_place() -> None:
    assert tab_separated([["a\tb", "c\nd"], ["=e", "f"]]) == "a b\tc d\n'=e\tf"
