"""A month's comments are read and sorted by the keyboard alone, the mission is written, and both
wait for the next huddle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from models.importing.sample import build_sample
from models.store.comments.sorting import PARKED, STARRED, unit_comments
from models.store.database.database import open_database
from models.store.huddles.missions import mission
from models.store.units.units import find_unit
from tests.journeys.conftest import Visit
from ui.pages.comments.page import VoicesPage
from ui.pages.mission.page import MissionPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_from_what_patients_wrote_to_what_the_huddle_begins_with(
    visit: Callable[[], Visit], tmp_path: Path
) -> None:
    db = open_database(tmp_path / "hospital.db")
    build_sample(db)
    db.close()
    at = visit()

    at.press(Qt.Key.Key_4, CONTROL)
    assert at.page == "voices"
    voices = at.window.current_page
    assert isinstance(voices, VoicesPage)
    assert at.focus.objectName() == "voices_list"
    praise = voices.board.chosen
    assert praise is not None
    assert praise.specific
    at.press(Qt.Key.Key_S)

    at.press(Qt.Key.Key_Slash)
    at.type("TV was on")
    at.wait_until(lambda: 0 < voices.board.model.rowCount() < 10)
    at.press(Qt.Key.Key_Return)
    assert at.focus.objectName() == "voices_list"
    parked = voices.board.chosen
    assert parked is not None
    assert "TV was on" in parked.text
    at.press(Qt.Key.Key_P)
    at.press(Qt.Key.Key_H)
    at.press(Qt.Key.Key_U)

    at.press(Qt.Key.Key_5, CONTROL)
    assert at.page == "mission"
    page = at.window.current_page
    assert isinstance(page, MissionPage)
    at.press(Qt.Key.Key_Tab)
    while at.focus.accessibleName() != "A new promise":
        at.press(Qt.Key.Key_Tab)
    at.type("You always rest here")
    at.press(Qt.Key.Key_Return)
    card = next(iter(page.cards.values()))
    assert "is an answer on the survey" in card.words.advice
    at.tab_to("map_quietness")
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Return)
    while at.focus is not card.words.field:
        at.press(Qt.Key.Key_Tab)
    at.focus.selectAll()
    at.type("You can rest here")
    at.press(Qt.Key.Key_Return)
    at.type("Close doors softly")
    at.press(Qt.Key.Key_Return)
    assert card.words.advice == ""
    assert page.line.line.endswith("this week we close doors softly")
    at.close()

    at = visit()
    unit = at.read(lambda c: find_unit(c, "4 West"))
    found = at.read(lambda c: mission(c, unit.id))
    assert [(p.text, p.measures) for p in found.promises] == [("You can rest here", ("quietness",))]
    assert [b.text for b in found.promises[0].behaviors] == ["Close doors softly"]
    kept = at.read(lambda c: {x.id: x.state for x in unit_comments(c, unit.id) if x.state})
    assert kept == {praise.id: STARRED, parked.id: PARKED}
