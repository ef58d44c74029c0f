"""What a page says when it has nothing to show."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton

from models.errors import UserError
from ui.base.theme import Appearance
from ui.text.errors import hint, sentence
from ui.widgets.blank import EmptyState, EmptyStateAction
from ui.widgets.skeleton import Skeleton


def test_that_offers_do_what_they_say(look: Appearance, qtbot) -> None:
    blank = EmptyState(look)
    qtbot.addWidget(blank)
    done = []
    blank.say(
        "open", "Nothing yet", "Open a file.", [EmptyStateAction("Open", lambda: done.append(1))]
    )
    blank.show()
    blank.findChild(QPushButton).click()
    assert done == [1]
    assert blank.accessibleName() == "Nothing yet Open a file."


def test_that_a_new_state_replaces_the_buttons_of_the_old(look: Appearance, qtbot) -> None:
    blank = EmptyState(look)
    qtbot.addWidget(blank)
    blank.say("open", "A", "", [EmptyStateAction("One", print), EmptyStateAction("Two", print)])
    blank.say("open", "B", "", [EmptyStateAction("Three", print)])
    blank.show()
    shown = [b.text() for b in blank.findChildren(QPushButton) if b.isVisible()]
    assert shown == ["Three"]


def test_that_a_failure_gives_its_hint(look: Appearance, qtbot) -> None:
    blank = EmptyState(look)
    qtbot.addWidget(blank)
    problem = UserError("huddle-elsewhere")
    blank.say_failure(problem)
    assert {sentence(problem), hint(problem)} <= {
        words.text() for words in blank.findChildren(QLabel)
    }


def test_that_no_word_is_cut(look: Appearance, qtbot) -> None:
    blank = EmptyState(look)
    qtbot.addWidget(blank)
    blank.resize(600, 500)
    blank.say("open", "A title", "A long explanation. " * 20)
    blank.show()
    for words in blank.findChildren(QLabel):
        assert words.height() >= words.heightForWidth(words.width())


def test_that_quick_loading_shows_nothing(look: Appearance, qtbot) -> None:
    skeleton = Skeleton(look)
    qtbot.addWidget(skeleton)
    skeleton.resize(400, 300)
    skeleton.begin()
    assert not skeleton.shows_bars
    skeleton.end()
    skeleton.grab()
    assert not skeleton.shows_bars


def test_that_slow_loading_shows_bars(look: Appearance, qtbot) -> None:
    skeleton = Skeleton(look)
    qtbot.addWidget(skeleton)
    skeleton.resize(400, 300)
    skeleton.begin()
    qtbot.waitUntil(lambda: skeleton.shows_bars)
    picture = skeleton.grab().toImage()
    strip = look.theme.strip.name()
    colors = {picture.pixelColor(x, y).name() for x in range(400) for y in range(300)}
    assert strip in colors
