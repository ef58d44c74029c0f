"""Steps of the huddle as pictures, from any database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from models.errors import UsageProblem
from models.huddle.agenda.steps import Step
from models.huddle.screens.view import (
    ChooseScreen,
    Cover,
    LeftOutScreen,
    SeeScreen,
    StepView,
    clock_text,
)
from tests.ui.present.conftest import NOW, K, Meeting
from ui.app.pictures import screenshot
from ui.present.layout import step_stack
from ui.present.pictures import step_to_draw
from ui.text.errors import hint


def drawn(place: object, step: str, *, unit: str | None = None, measure: str = "") -> StepView:
    return step_to_draw(str(place), step, unit, None, measure, NOW)


@pytest.mark.parametrize("step", list(Step))
def test_that_every_step_can_be_drawn(hospital_file: Path, step: Step) -> None:
    view = drawn(hospital_file, step)
    assert view.step is step
    assert any(step_stack(view).words())
    assert drawn(hospital_file, step) == view


def test_that_the_clock_stands_where_the_step_is_planned(hospital_file: Path) -> None:
    see = drawn(hospital_file, "see")
    assert clock_text(see.at_ms) == "3:30"
    assert not see.late


def test_that_a_picture_of_the_numbers_has_all_of_them(hospital_file: Path) -> None:
    see = drawn(hospital_file, "see").content
    assert isinstance(see, SeeScreen)
    assert see.reveal == 1


@pytest.mark.parametrize("step", list(Step))
def test_that_an_empty_database_has_a_picture_of_every_step(tmp_path: Path, step: Step) -> None:
    view = drawn(tmp_path / "empty.db", step)
    assert any(step_stack(view).words())
    left_out = (Step.GUESS, Step.SEE, Step.WORKED, Step.TOGETHER)
    assert isinstance(view.content, LeftOutScreen) == (step in left_out)


def test_that_a_huddle_that_was_left_is_drawn_as_it_stands(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("no pens").press(K.Key_Return).go_to("choose").type("4")
    meeting.press(K.Key_B)
    meeting.leave()
    view = drawn(meeting.desk.data.place, "choose")
    assert isinstance(view.content, ChooseScreen)
    assert [(c.text, c.fingers) for c in view.content.choices] == [("no pens", 4)]
    assert view.cover is Cover.NONE


def test_that_a_measure_can_be_chosen(hospital_file: Path) -> None:
    quiet = drawn(hospital_file, "see", measure="restfulness").content
    other = drawn(hospital_file, "see").content
    assert isinstance(quiet, SeeScreen)
    assert isinstance(other, SeeScreen)
    assert quiet.asked != other.asked


def test_that_a_measure_nobody_answered_is_refused(hospital_file: Path) -> None:
    with pytest.raises(UsageProblem):
        drawn(hospital_file, "see", measure="food")


def test_that_an_unknown_step_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        drawn(tmp_path / "empty.db", "moon")
    assert "readback" in hint(caught.value)


def test_that_the_command_saves_a_dark_picture_of_the_size_asked_for(
    qapp: Any, look: Any, hospital_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "see.png"
    screenshot(
        str(hospital_file),
        "present:see",
        out,
        size=(640, 360),
        scale=2,
        theme="dark",
        now=lambda: NOW,
    )
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1280, 720)
    assert image.pixelColor(5, 5).lightness() < 60
