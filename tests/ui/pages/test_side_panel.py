"""The side card of a page, in a wide and in a narrow window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.base.theme import Appearance
from ui.pages.base.side_panel import SidePanel


def made(look: Appearance, qtbot, width: int) -> tuple[QWidget, QWidget, QWidget, SidePanel]:
    host, main, side = QWidget(), QWidget(), QWidget()
    panel = SidePanel(look, host, main, side, (17, 10))
    qtbot.addWidget(host)
    host.resize(width, 600)
    host.show()
    return host, main, side, panel


def test_that_a_wide_page_shows_both_cards(look: Appearance, qtbot) -> None:
    _host, main, side, panel = made(look, qtbot, 1200)
    assert main.isVisible()
    assert side.isVisible()
    assert not panel.handle.isVisible()


def test_that_a_narrow_page_shows_one_card_at_a_time(look: Appearance, qtbot) -> None:
    host, main, side, panel = made(look, qtbot, 800)
    assert main.isVisible()
    assert not side.isVisible()
    panel.handle.click()
    assert not main.isVisible()
    assert side.isVisible()
    host.resize(1200, 600)
    assert main.isVisible()
    assert side.isVisible()


def test_that_a_card_that_is_not_offered_stays_away(look: Appearance, qtbot) -> None:
    _host, main, side, panel = made(look, qtbot, 1200)
    panel.offer(False)
    assert main.isVisible()
    assert not side.isVisible()
