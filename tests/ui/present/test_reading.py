"""Every screen is read from the back row: large enough, strong enough, nothing cut or covered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from models.huddle.agenda.plan import Plan, Worked
from models.huddle.agenda.steps import Step
from models.huddle.screens.owners import Owner
from models.huddle.screens.room import Room
from models.huddle.screens.screens import step_view
from models.huddle.screens.view import Cover, RoomAction, StepView, clock_text
from models.huddle.session.keyboard import press
from models.huddle.session.keys import Key, named, typed
from models.huddle.session.state import State
from tests.models.huddle.rooms import DAY, FULL, MEASURE, PLANS, type_text
from tests.ui.present.reading import contrast, covering, unreadable
from ui.base.theme import load_theme
from ui.present.canvas import spoken_words, step_image
from ui.present.layout import step_stack
from ui.text.huddle.frame import next_key, step_keys

LONG = "We ask every patient twice a day what they still do not understand about their medicine"
ROOM = Room(
    mission="The needs of the patient come first, in every room and at every hour",
    promise="nobody goes home confused",
    behavior="Ask for it back in the patient's own words",
    praise="Nurse [name] drew a picture of my drain and let me explain it back to her. " * 2,
    said=("Nobody told me what the new pills were for, and I was too tired to ask. " * 2, LONG),
    instead="The alarms at the desk woke me every hour.",
    actions=tuple(
        RoomAction(
            n, f"{LONG}, {n}", Owner("Keandra"), DAY, n < 13, n == 12, "Better: 80%." * (n == 12)
        )
        for n in range(11, 16)
    ),
    last_time=(6, LONG),
    asked="shorter",
    quotes={5: LONG},
    earlier={"earlier:57": "trays late", "earlier:58": LONG},
)
MANY = replace(
    FULL,
    actions=tuple(range(11, 16)),
    measure=replace(MEASURE, of=96, top=61, at_other_rate=70, unit_n=96, other_n=12_310),
)
MOST_ROWS = 8
"""Rows of a screen: at most seven lines of text, and the head above them."""
LONGEST = " ".join([LONG] * 3)
WORDY = replace(
    FULL,
    unit=LONG,
    measure=replace(
        MEASURE,
        label=LONG,
        item_label=LONG,
        wording=LONGEST,
        answer="Definitely yes, would recommend to friends and family",
        signal="below",
        questions=3,
        of=100,
        top=3,
        at_other_rate=100,
    ),
)
WORDY_ROOM = replace(ROOM, mission=LONGEST, promise=LONG, behavior=LONG, praise=LONGEST * 2)
LONG_PROMISE = RoomAction(7, LONG, Owner("Keandra"), DAY, overdue=False, evidence=True)
WORKED = replace(
    FULL, worked=(Worked(7, LONG, 0.49, 0.71, (24312, 24315), 5),), guided=True, weeks=12
)
LAST_SHIFT = replace(PLANS["relay"], last_shift=True)
CROWDED = {**PLANS, "many": MANY, "wordy": WORDY, "worked": WORKED, "last shift": LAST_SHIFT}


def screens(plan: Plan) -> Iterator[StepView]:
    """Give the screens of a huddle in which much is said."""
    state, at_ms = State(), 0
    room = WORDY_ROOM if plan is WORDY else replace(ROOM, kept={7: LONG_PROMISE})

    def do(*keys: Key) -> StepView:
        nonlocal state, at_ms
        for key in keys:
            at_ms += 250  # in time: at the hard stop the huddle closes by itself
            state = press(state, plan, key, at_ms).state
        return step_view(state, plan, room)

    for step in plan.steps:
        yield do()
        if step.value == "open":
            yield do(typed("1"), typed("6"))
        if step.value == "promised" and plan.actions:
            yield do(typed("d"), typed("s"), *type_text(LONG))
            yield do(named("Enter"))
        if step.value == "guess":
            yield do(typed("2"), typed("1"))
        if step.value == "see":
            yield do(typed("t"))
            yield do(typed("t"), typed("%"))
            do(typed("%"))
        if step.value == "hear":
            yield do(*type_text(LONG))
            for text in ("night shift never rounds", LONG, "pens", LONG, "trays"):
                do(named("Enter"), *type_text(text))
            yield do(named("Enter"), Key("Typed", "r", ctrl=True))
            yield do(Key("Typed", "m", ctrl=True))
            do(named("Tab"))
        if step.value == "choose":
            yield do(*type_text("59392"))
        if step.value == "do":
            yield do(*type_text("Keandra Boone, charge nurse"), named("PageDown"))
            yield do(*type_text(LONG))
            yield do(named("Tab"), *type_text("fri"))
        if step.value == "readback":
            yield do(typed("l"))
        if step.value == "check":
            yield do(typed("+"), typed("9"), typed("9"), named("Tab"), *type_text(LONG))
        before = state.step
        yield do(typed("?"))
        do(typed("?"))
        while state.step is before and not state.ended:
            do(named("PageDown"))


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768), (1080, 1920)])
@pytest.mark.parametrize("kind", list(CROWDED))
def test_that_everything_can_be_read(qapp: QApplication, kind: str, size: tuple[int, int]) -> None:
    theme = load_theme("dark" if size[0] == 1920 else "light")
    for view in screens(CROWDED[kind]):
        for text_size in (1, 4):
            _image, drawn = step_image(replace(view, size=text_size), theme, QFont(), size)
            assert drawn
            assert step_stack(view).rows <= MOST_ROWS, view.step
            assert unreadable(drawn, QSize(*size)) == [], view.step
            assert covering(drawn) == [], (view.step, text_size)


def test_that_a_new_lead_reads_the_next_key_and_the_key_for_all_of_them(
    qapp: QApplication,
) -> None:
    for view in screens(replace(FULL, guided=True)):
        if view.cover is Cover.NONE:
            _image, drawn = step_image(view, load_theme("light"), QFont(), (1280, 720))
            foot = [text.text for text in drawn if text.role == "foot"][-1]
            assert next_key(view).does in foot, view.step
            assert foot.endswith("all keys"), view.step


def test_that_the_sheet_of_keys_has_those_of_the_step_whole(qapp: QApplication) -> None:
    for view in screens(FULL):
        sheet = replace(view, cover=Cover.KEYS)
        if view.cover is Cover.NONE:
            _image, drawn = step_image(sheet, load_theme("light"), QFont(), (1280, 720))
            words = " ".join(text.text for text in drawn)
            assert all(key.does in words for key in step_keys(view)), view.step


@pytest.mark.parametrize("name", ["light", "dark"])
def test_that_the_words_of_a_screen_are_all_there(qapp: QApplication, name: str) -> None:
    view = step_view(replace(State(), guess=21, seen=True), FULL, ROOM)
    _image, drawn = step_image(view, load_theme(name), QFont(), (1920, 1080))
    words = " ".join(text.text for text in drawn)
    for text in (*spoken_words(view), clock_text(view.at_ms)):
        assert text in words


def test_that_the_starting_line_is_offered_for_a_promise_and_told_once_it_is_drawn() -> None:
    promised = State(step=Step.READBACK, saved=True, texts={"what": "Pens", "who": "aides"})
    view = step_view(promised, FULL, ROOM)
    assert any(text.startswith("L: make the months up to Jul 2026") for text in spoken_words(view))
    assert "L" in [key.keys for key in step_keys(view)]
    drawn = step_view(press(promised, FULL, typed("l"), 250).state, FULL, ROOM)
    assert any("starting line: the months up to Jul 2026" in text for text in spoken_words(drawn))
    nothing = step_view(replace(promised, saved=False), FULL, ROOM)
    assert not any("starting line" in text for text in spoken_words(nothing))
    assert step_keys(nothing) == ()


def test_that_contrast_is_measured_as_published() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)
