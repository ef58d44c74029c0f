"""The pages at the window's side."""

from __future__ import annotations

import pytest

from ui.base.theme import Appearance
from ui.widgets.sidebar import PageEntry, Sidebar, numbered

ENTRIES = [
    PageEntry("home", "Home", "home", "H"),
    PageEntry("results", "Results", "results", "R"),
    PageEntry("trend", "Over time", "", "T", under="results"),
    PageEntry("files", "Files", "files", "F"),
]


@pytest.fixture
def sidebar(look: Appearance, qtbot) -> Sidebar:
    made = Sidebar(look, ENTRIES)
    qtbot.addWidget(made)
    made.resize(184, 600)
    made.show()
    return made


def test_that_pages_under_another_take_no_number() -> None:
    assert numbered(ENTRIES) == {"home": 1, "results": 2, "files": 3}


def test_that_only_nine_pages_have_a_number() -> None:
    many = [PageEntry(f"page{k}", "Page", "home") for k in range(12)]
    assert list(numbered(many).values()) == list(range(1, 10))


def test_that_a_page_under_another_opens_like_the_others(sidebar: Sidebar, qtbot) -> None:
    opened = sidebar._buttons["trend"]
    with qtbot.waitSignal(sidebar.page_chosen) as chosen:
        opened.click()
    assert chosen.args == ["trend"]
    assert opened.toolTip() == "Alt+T"
    assert sidebar._buttons["files"].toolTip() == "Ctrl+3 · Alt+F"


def test_that_one_page_is_marked_at_a_time(sidebar: Sidebar) -> None:
    sidebar.mark("trend")
    sidebar.mark("home")
    assert [key for key, made in sidebar._buttons.items() if made.isChecked()] == ["home"]
