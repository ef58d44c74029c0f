"""What stands in the place of a picture that takes a while."""

from __future__ import annotations

from ui.base.theme import Appearance
from ui.widgets.working import Working


def test_that_quick_work_shows_nothing(look: Appearance, qtbot) -> None:
    working = Working(look)
    qtbot.addWidget(working)
    working.begin("Weighing measures")
    working.end()
    assert not working.shows_parts


def test_that_slow_work_shows_how_far_it_is_and_a_way_out(look: Appearance, qtbot) -> None:
    working = Working(look)
    qtbot.addWidget(working)
    working.begin("Reading surveys")
    qtbot.waitUntil(lambda: working.shows_parts)
    working.say("Weighing measures", 0.25)
    assert working.text == "Weighing measures"
    assert working._bar.value() == 250
    with qtbot.waitSignal(working.cancel_requested):
        working._cancel.click()


def test_that_an_unknown_share_shows_a_busy_bar(look: Appearance, qtbot) -> None:
    working = Working(look)
    qtbot.addWidget(working)
    working.say("Opening", None)
    assert working._bar.maximum() == 0
