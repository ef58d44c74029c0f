"""The shift relay: joined, never compared."""

from __future__ import annotations

import pytest

from models.errors import UsageProblem
from models.huddle.agenda.relay import joined_lines, plan_sitting, start_relay, type_in_card
from models.huddle.agenda.steps import Step
from models.huddle.session.keys import named, typed
from models.huddle.session.live import resume_live_huddle
from models.huddle.session.state import State
from models.store.actions.items import list_actions
from models.store.database.database import Database
from models.store.huddles.ideas import list_ideas
from models.store.huddles.relays import get_relay, list_relays
from models.survey import Unit
from tests.models.huddle.hospital import NOW, fill, planned, start
from tests.models.huddle.rooms import type_text
from ui.text.errors import hint


@pytest.fixture
def unit(database: Database) -> Unit:
    return fill(database)


def sit(database: Database, unit: Unit, relay: int, shift: str, line: str, fingers: str) -> State:
    """Hold one shift's sitting: one line, the same fingers for every line."""
    plan = plan_sitting(database, planned(database, unit, kind="full"), relay, shift)
    huddle = start(database, plan)
    while huddle.state.step is not Step.HEAR:
        huddle.press(named("PageDown"))
    for key in [*type_text(line), named("Enter"), named("Enter")]:
        huddle.press(key)
    for _ in huddle.state.order:
        huddle.press(typed(fingers))
        huddle.press(named("Down"))
    shown = huddle.state
    again = resume_live_huddle(database, huddle.id or 0)
    assert again.state == shown
    for key in (named("End"), named("Escape")):
        again.press(key)
    return shown


def test_that_three_sittings_join_their_lines_and_add_their_fingers(
    database: Database, unit: Unit
) -> None:
    relay = start_relay(database, planned(database, unit), now=NOW)
    first = sit(database, unit, relay, "day", "trays late", "2")
    assert [first.text(key) for key in first.order] == ["trays late"]
    second = sit(database, unit, relay, "evening", "no pens", "3")
    assert {second.text(key) for key in second.order} == {"trays late", "no pens"}
    with database.read() as c:
        assert get_relay(c, relay).waiting == ("night",)
        assert [(x.text, x.votes) for x in joined_lines(c, relay)] == [
            ("trays late", 5),
            ("no pens", 3),
        ]
    type_in_card(database, relay, "night", [("lights on", 1), (" ", 4)], now=NOW)
    with database.read() as c:
        assert get_relay(c, relay).closed is not None
        lines = joined_lines(c, relay)
        ideas = [idea.text for idea in list_ideas(c, unit.id)]
    assert [(x.text, x.votes) for x in lines] == [
        ("trays late", 5),
        ("no pens", 3),
        ("lights on", 1),
    ]
    assert not any("day" in str(x) or "night" in str(x) for x in lines)
    assert set(ideas) == {"trays late", "no pens", "lights on"}


def test_that_a_sitting_asks_the_relays_question(database: Database, unit: Unit) -> None:
    plan = planned(database, unit)
    relay = start_relay(database, plan, now=NOW)
    sit(database, unit, relay, "day", "x", "1")
    later = planned(database, unit)
    assert later.question != plan.question
    assert plan_sitting(database, later, relay, "night").question == plan.question


def test_that_a_shift_answers_once(database: Database, unit: Unit) -> None:
    relay = start_relay(database, planned(database, unit), now=NOW)
    type_in_card(database, relay, "day", [("x", 1)], now=NOW)
    with pytest.raises(UsageProblem) as refused:
        type_in_card(database, relay, "day", [("y", 1)], now=NOW)
    assert "evening, night" in hint(refused.value)
    with pytest.raises(UsageProblem):
        plan_sitting(database, planned(database, unit), relay, "day")


def test_that_an_unfinished_sitting_is_no_answer(database: Database, unit: Unit) -> None:
    relay = start_relay(database, planned(database, unit), now=NOW)
    start(database, plan_sitting(database, planned(database, unit), relay, "day"))
    with database.read() as c:
        assert "day" in list_relays(c, unit.id)[0].waiting


@pytest.mark.parametrize(
    ("shift", "lines"), [("day", [("  ", 1)]), ("noon", [("x", 1)]), ("day", [])]
)
def test_that_an_empty_card_and_an_unknown_shift_are_refused(
    database: Database, unit: Unit, shift: str, lines: list[tuple[str, int]]
) -> None:
    relay = start_relay(database, planned(database, unit), now=NOW)
    with pytest.raises(UsageProblem):
        type_in_card(database, relay, shift, lines, now=NOW)


def test_that_an_unknown_relay_is_refused(database: Database) -> None:
    with pytest.raises(UsageProblem):
        type_in_card(database, 99, "day", [("x", 1)], now=NOW)


def test_that_shifts_that_choose_the_same_line_make_one_promise(
    database: Database, unit: Unit
) -> None:
    relay = start_relay(database, planned(database, unit), now=NOW)

    def promise(shift: str, line: str, who: str) -> None:
        plan = plan_sitting(database, planned(database, unit), relay, shift)
        huddle = start(database, plan)
        while huddle.state.step is not Step.HEAR:
            huddle.press(named("PageDown"))
        for key in [*type_text(line), named("Enter"), named("Enter")]:
            huddle.press(key)
        wanted = next(k for k in huddle.state.order if huddle.state.text(k) == "trays late")
        for place, _key in enumerate(huddle.state.order):
            huddle.press(typed("9" if huddle.state.order[place] == wanted else "1"))
        keys = [*type_text(who), named("Tab"), *type_text("early trays")] if who else []
        for key in [named("PageDown"), *keys, named("End")]:
            huddle.press(key)
        huddle.press(named("Escape"))

    promise("day", "trays late", "night team")
    promise("evening", "no pens", "")
    with database.read() as c:
        found = list_actions(c, unit_id=unit.id)
    assert [(action.what, action.owner) for action in found] == [("early trays", "night team")]
