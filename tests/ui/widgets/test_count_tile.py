"""A count with its word, as a button."""

from __future__ import annotations

from ui.base.theme import Appearance
from ui.widgets.count_tile import CountTile


def test_that_a_count_is_read_out_and_can_be_pressed(look: Appearance, qtbot) -> None:
    tile = CountTile(look, "count_warnings", "below")
    qtbot.addWidget(tile)
    tile.show_count(1_412, "warnings")
    tile.show()
    tile.click()
    assert tile.accessibleName() == "1,412 warnings"
    assert tile.isChecked()


def test_that_a_count_of_nothing_cannot_be_pressed(look: Appearance, qtbot) -> None:
    tile = CountTile(look, "count_skipped")
    qtbot.addWidget(tile)
    tile.show_count(0, "skipped")
    tile.show()
    tile.click()
    assert not tile.isChecked()
