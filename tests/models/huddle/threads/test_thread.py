"""The honest thread, the wall, the card for another unit, the year."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.errors import FileRefused, UsageProblem
from models.huddle.agenda.steps import Step
from models.huddle.comments.comments import words_masker
from models.huddle.reports.history import huddles_json
from models.huddle.reports.year import year_page, year_view
from models.huddle.session.keys import named, typed
from models.huddle.threads.bright_spots import bright_spot, card_text, read_card, take_in, taken_in
from models.huddle.threads.escalation import act_on_idea, escalate, escalation_note
from models.huddle.threads.outcomes import (
    BETTER,
    END_BETTER,
    END_NO_CHANGE,
    END_NOT_NOW,
    END_TOO_EARLY,
    NO_CLEAR_CHANGE,
    TOO_LITTLE_DATA,
    Outcome,
)
from models.huddle.threads.thread import (
    CHANGED,
    SAID,
    THOUGHT,
    TRIED,
    Thread,
    ThreadLine,
    list_threads,
    tick_line,
)
from models.huddle.threads.wall import wall_page, you_said
from models.store.actions.actions import (
    add_action,
    finish_action,
    list_actions,
    put_off_action,
    stop_action,
)
from models.store.actions.completion_counts import record_completion
from models.store.actions.links import ActionLink, add_outcome, link_action
from models.store.actions.new_action import NewAction
from models.store.database.database import Database
from models.store.huddles.huddles import list_huddles
from models.store.huddles.ideas import USED, add_idea, list_ideas
from models.store.huddles.journal import start_huddle
from models.store.huddles.missions import add_promise, map_measure
from models.store.units.names import set_unit_names
from models.store.units.units import find_unit
from models.survey import Unit
from tests.models.huddle.hospital import DAY, NAMES, NOW, Clock, fill, planned, start
from tests.models.huddle.rooms import type_text
from ui.text.errors import hint, place_words

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def unit(database: Database) -> Unit:
    filled = fill(database)
    with database.write() as c:
        set_unit_names(c, filled.id, ["Keandra Boone", "Marisela"])
    return filled


def hold(database: Database, unit: Unit, *, seconds: int = 500, guess: str = "20") -> None:
    """Hold a whole huddle: a guess, two lines, fingers, one action, thumbs."""
    clock = Clock()
    huddle = start(database, planned(database, unit), clock)
    keys = {
        Step.GUESS: [*type_text(guess)],
        Step.HEAR: [
            *type_text("we explain at the door"),
            named("Enter"),
            *type_text("Keandra has a card for it"),
            named("Enter"),
        ],
        Step.CHOOSE: [typed("5"), named("Down"), typed("2")],
        Step.DO: [*type_text("Marisela"), named("Tab"), *type_text("Keandra has cards made")],
        Step.CHECK: [typed("+"), typed("8")],
    }
    while huddle.state.step is not Step.CLOSE:
        for key in keys.get(huddle.state.step, []):
            huddle.press(key)
        clock.seconds += seconds / len(huddle.plan.steps)
        huddle.press(named("PageDown"))
    huddle.press(named("Escape"))


def only_thread(database: Database, unit: Unit) -> Thread:
    (found,) = list_threads(database, unit)
    return found


def test_that_a_thread_is_woven_without_retyping(database: Database, unit: Unit) -> None:
    with database.write() as c:
        map_measure(c, "nurses", add_promise(c, "Nobody goes home confused", now=NOW))
    hold(database, unit)
    thread = only_thread(database, unit)
    assert [line.part for line in thread.lines] == [SAID, SAID, THOUGHT, THOUGHT, TRIED, CHANGED]
    said = [line.text for line in thread.part(SAID)]
    assert said[0] == "Nurses: explained understandably. 20 of 40 patients said Always."
    thought = {line.text for line in thread.part(THOUGHT)}
    assert thought == {"we explain at the door", "[name] has a card for it"}
    assert thread.part(TRIED)[0].text == "[name] has cards made"
    assert thread.promise == "Nobody goes home confused"
    drawn = " ".join(line.text for line in thread.lines)
    assert not any(name in drawn for name in NAMES)


def test_that_a_thread_has_one_of_four_honest_ends(database: Database, unit: Unit) -> None:
    def ended(what: str) -> tuple[str, str]:
        thread = next(t for t in list_threads(database, unit) if t.part(TRIED)[0].text == what)
        return thread.ending.end, thread.ending.words

    known = DAY + timedelta(days=180)
    early = add_action(database, NewAction(unit.id, "early", evidence_due=known), now=NOW).id
    with database.write() as c:
        record_completion(c, unit.id, DAY, 7, now=NOW, action_id=early)
    assert ended("early") == (
        END_TOO_EARLY,
        "Too early to say: we'll know by March 2026. Counted so far: 7 times.",
    )
    stopped = add_action(database, NewAction(unit.id, "stopped"), now=NOW).id
    stop_action(database, stopped, "it took an hour", now=NOW)
    assert ended("stopped") == (END_NO_CHANGE, "Stopped, because it took an hour.")
    later = add_action(database, NewAction(unit.id, "later"), now=NOW).id
    put_off_action(database, later, "no money", date(2026, 3, 2), now=NOW)
    assert ended("later") == (
        END_NOT_NOW,
        "Not now, because no money. We'll look again in March 2026.",
    )
    for what, end, expected in (
        ("better", BETTER, END_BETTER),
        ("same", NO_CLEAR_CHANGE, END_NO_CHANGE),
        ("unknown", TOO_LITTLE_DATA, END_TOO_EARLY),
    ):
        action = add_action(database, NewAction(unit.id, what), now=NOW).id
        with database.write() as c:
            add_outcome(c, action, end, "The survey's sentence.", now=NOW)
        assert ended(what)[0] == expected
    assert ended("better")[1] == "The survey's sentence."


def test_that_a_line_with_a_room_or_another_units_name_is_not_ticked_for_the_wall(
    database: Database, unit: Unit
) -> None:
    whats = ("pens at every bed", "pens in 4w12", "like 5 East does it", "call room 412")
    for what in whats:
        add_action(database, NewAction(unit.id, what), now=NOW)
    tried = [thread.part(TRIED)[0] for thread in list_threads(database, unit)]
    assert [line.text for line in tried if line.room] == ["pens at every bed"]


def test_that_praise_is_nothing_that_you_said_and_we_did(database: Database, unit: Unit) -> None:
    said = ThreadLine(SAID, 0, "“Everyone was wonderful.”", public=True, praise=True)
    did = ThreadLine(TRIED, 0, "pens", public=True)
    thread = Thread(1, "nurses", "", (said, did), Outcome(END_TOO_EARLY, ""), False, "")
    assert you_said([thread]) == ()
    wish = replace(said, praise=False)
    assert len(you_said([replace(thread, lines=(wish, did))])) == 1


def test_that_the_public_sees_nothing_unless_somebody_said_so(
    database: Database, unit: Unit
) -> None:
    hold(database, unit)
    thread = only_thread(database, unit)
    assert you_said([thread]) == ()
    tick_line(database, thread.action_id, SAID, 0, room=True, public=True)
    assert you_said(list_threads(database, unit)) == ()
    tick_line(database, thread.action_id, TRIED, 0, room=False, public=True)
    (pair,) = you_said(list_threads(database, unit))
    assert pair.said == (thread.part(SAID)[0].text,)
    assert pair.did == (thread.part(TRIED)[0].text,)
    assert pair.changed == ""


def test_that_a_line_not_safe_for_the_room_is_not_on_the_wall(
    database: Database, unit: Unit
) -> None:
    hold(database, unit)
    thread = only_thread(database, unit)
    tick_line(database, thread.action_id, THOUGHT, 1, room=False, public=False)
    (shown,) = wall_page(unit, list_threads(database, unit), DAY).threads
    assert [line.number for line in shown.part(THOUGHT)] == [0]
    with pytest.raises(ValueError, match="no such part"):
        tick_line(database, thread.action_id, "guessed", 0, room=True, public=False)


def test_that_the_wall_has_three_threads_and_a_bright_spot(database: Database, unit: Unit) -> None:
    for n in range(4):
        action = add_action(database, NewAction(unit.id, f"stopped {n}"), now=NOW).id
        stop_action(database, action, "no", now=NOW)
    bright = add_action(database, NewAction(unit.id, "bright"), now=NOW).id
    with database.write() as c:
        link_action(c, ActionLink(bright, bright=True))
    page = wall_page(unit, list_threads(database, unit), DAY)
    tried = [t.part(TRIED)[0].text for t in page.threads]
    assert len(tried) == 3
    assert tried[-1] == "bright"
    assert wall_page(unit, [], DAY).threads == ()


# --- bright spots ------------------------------------------------------------------------------


def test_that_another_unit_can_take_in_a_bright_spot_once(database: Database, unit: Unit) -> None:
    hold(database, unit)
    spot = bright_spot(unit, only_thread(database, unit), DAY)
    card = card_text(spot)
    assert read_card(card) == spot
    with database.read() as c:
        other = find_unit(c, "5 East")
    for _ in range(2):
        take_in(database, other, card, now=NOW)
    assert taken_in(database, other) == (spot,)
    assert taken_in(database, unit) == ()
    assert not any(name in card for name in NAMES)


@pytest.mark.parametrize(
    "card",
    [
        "",
        "not json",
        "[]",
        "{}",
        json.dumps({"kind": "bright spot", "version": 99}),
        json.dumps({"kind": "recipe", "version": 1}),
        json.dumps({"kind": "bright spot", "version": 1, "unit": 3}),
        json.dumps({"kind": "bright spot", "version": "1"}),
        "[" * 15_000,
        "x" * 30_000,
    ],
)
def test_that_anything_else_is_refused_in_words(card: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_card(card, where="card.json")
    assert place_words(refused.value.where) == "card.json"
    assert hint(refused.value)


# --- passing on, ideas -------------------------------------------------------------------------


def test_that_an_obstacle_is_passed_on_with_a_day_for_the_reply(
    database: Database, unit: Unit
) -> None:
    action = add_action(database, NewAction(unit.id, "Carts"), now=NOW).id
    escalate(database, action, "Director of nursing", "wheels squeak", now=NOW)
    with database.read() as c:
        note = escalation_note(c, action)
    assert (note.to, note.obstacle) == ("Director of nursing", "wheels squeak")
    assert note.reply_by == DAY + timedelta(days=14)
    assert note.action.status == "escalated"
    with pytest.raises(UsageProblem):
        escalate(database, action, "  ", "why", now=NOW)


def test_that_a_thread_tells_to_whom_it_was_passed_on_and_by_when_an_answer_is_awaited(
    database: Database, unit: Unit
) -> None:
    action = add_action(database, NewAction(unit.id, "Carts"), now=NOW).id
    escalate(database, action, "Director of nursing", "wheels squeak", now=NOW)
    thread = only_thread(database, unit)
    passed = thread.part(TRIED)[1]
    assert passed.text == "Escalated to Director of nursing, answer by September 29, 2025."
    assert (passed.room, passed.public) == (True, False)
    assert "We expect an answer by September 29, 2025" in thread.ending.words
    finish_action(database, action, now=NOW)
    assert only_thread(database, unit).part(TRIED)[1].text == "Escalated to Director of nursing."


def test_that_a_person_to_whom_it_was_passed_on_is_masked_as_its_owner_is(
    database: Database, unit: Unit
) -> None:
    action = add_action(database, NewAction(unit.id, "Ask Zubiri for carts"), now=NOW).id
    escalate(database, action, "Zubiri", "wheels squeak", now=NOW)
    thread = only_thread(database, unit)
    assert "Zubiri" not in " ".join(line.text for line in thread.lines)
    assert thread.part(TRIED)[1].text.startswith("Escalated to [name],")
    with database.read() as c:
        assert words_masker(c).shown("ask Zubiri") == "ask [name]"


def test_that_an_idea_becomes_a_promise_and_counts_as_used(database: Database, unit: Unit) -> None:
    with database.write() as c:
        idea = add_idea(c, unit.id, "hooks for gowns", now=NOW, measure="nurses")
    action = act_on_idea(database, unit, idea, now=NOW, owner="aides")
    assert (action.what, action.owner, action.measure) == ("hooks for gowns", "aides", "nurses")
    with database.read() as c:
        assert [i.state for i in list_ideas(c, unit.id, state=None)] == [USED]
    with pytest.raises(UsageProblem):
        act_on_idea(database, unit, idea, now=NOW)


# --- the year ----------------------------------------------------------------------------------


def test_that_a_year_counts_what_was_held_and_what_was_missed(
    database: Database, unit: Unit
) -> None:
    hold(database, unit, seconds=480)
    hold(database, unit, seconds=700)
    with database.read() as c:
        first = list_actions(c, unit_id=unit.id)[0].id
    finish_action(database, first, now=NOW)
    page = year_page(database, unit, YEAR[0], DAY + timedelta(days=14))
    assert (page.held, page.weeks, page.weeks_with, page.weeks_missed) == (2, 3, 1, 2)
    assert page.on_time == 0.5
    assert page.minutes is not None
    assert 7 < page.minutes <= 10
    assert (page.promises, page.done, page.lines) == (2, 1, 4)
    assert page.thumbs_up >= 8


def test_that_a_year_names_what_the_room_misjudges_most(database: Database, unit: Unit) -> None:
    hold(database, unit, guess="40")
    with database.read() as c:
        (record,) = list_huddles(c, unit.id)
    assert record.guess_of is not None
    assert record.truth is not None
    assert year_page(database, unit, *YEAR).misjudged == ()
    with database.write() as c:
        import sqlalchemy as sa

        from models.store.tables.huddle import HuddleRow

        row = HuddleRow
        values = {"guess": 30, "guess_of": 40, "truth": 20, "item": "quiet"}
        for _ in range(2):
            c.execute(
                sa.insert(row).values(
                    unit_id=unit.id, kind="full", started=NOW.isoformat(), plan="{}", **values
                )
            )
    (found,) = year_page(database, unit, *YEAR).misjudged
    assert (found.item, found.guesses, found.points) == ("quiet", 2, 25.0)
    assert found.label == "Quiet around the room at night"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be set here")
def test_that_a_huddle_on_new_year_s_morning_is_of_the_new_year(
    database: Database, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning = datetime(2025, 12, 31, 21, 15, tzinfo=UTC)  # ten hours later in the east
    with database.write() as c:
        start_huddle(c, unit.id, "full", {}, now=morning)
    monkeypatch.setenv("TZ", "XST-10")
    time.tzset()
    try:
        view = year_view(database, unit, "2026", date(2026, 1, 5))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (view.years, view.chosen, view.page.held) == (("2026",), "2026", 1)


def test_that_a_year_without_huddles_is_a_page_too(database: Database, unit: Unit) -> None:
    page = year_page(database, unit, *YEAR)
    assert (page.held, page.weeks, page.minutes, page.misjudged) == (0, 0, None, ())


# --- command line ------------------------------------------------------------------------------


def test_that_huddles_are_listed_as_json(database: Database, unit: Unit) -> None:
    hold(database, unit)
    start(database, planned(database, unit))
    with database.read() as c:
        running, over = huddles_json(c, unit.id)
        assert huddles_json(c) == [running, over]
        assert huddles_json(c, 99) == []
    assert json.loads(json.dumps(over)) == over
    assert (over["unit"], over["lines"], over["actions"]) == ("4 West", 2, 1)
    assert over["seconds"] >= 400
    assert (running["ended"], running["seconds"]) == (None, None)
