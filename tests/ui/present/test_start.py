"""How a huddle begins, goes on and ends, through its windows and its store."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.errors import UserError
from models.store.huddles.huddles import get_huddle, huddle_lines, list_huddles
from models.store.huddles.relays import get_relay
from models.store.units.units import find_unit
from tests.ui.present.conftest import NOW, K, Meeting
from ui.base.context import PageContext
from ui.base.jobs import Jobs
from ui.base.live_data import LiveData
from ui.base.preferences import Preferences
from ui.present.request import NEW_RELAY, SHORT, HuddleRequest
from ui.present.start import running_huddle, start_huddle
from ui.text.errors import hint, what


def test_that_a_huddle_starts_with_its_clock_running(meeting: Meeting) -> None:
    meeting.begin()
    assert meeting.step == "open"
    assert meeting.room.windowTitle() == "Huddle"
    meeting.wait_s(65)
    assert "1:05" in meeting.words()


def test_that_it_is_about_the_unit_looked_at_last(meeting: Meeting) -> None:
    east = meeting.read(lambda c: find_unit(c, "5 East")).id
    meeting.desk.preferences.last_unit = east
    meeting.begin()
    assert meeting.plan.unit == "5 East"
    meeting.leave()
    west = meeting.read(lambda c: find_unit(c, "4 West")).id
    meeting.begin(unit_id=west)
    assert meeting.plan.unit == "4 West"
    assert meeting.desk.preferences.last_unit == west


def test_that_one_that_was_left_goes_on_where_it_was(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("no pens").press(K.Key_Return).type("trays")
    meeting.wait_s(200)
    first = meeting.id
    meeting.leave()
    meeting.begin()
    assert meeting.id == first
    assert meeting.step == "hear"
    assert meeting.state.texts["line:1"] == "no pens"
    assert meeting.state.texts["line"] == "trays"
    meeting.wait_s(5)
    assert "3:25" in meeting.words()


def test_that_the_next_morning_a_new_one_begins_and_the_old_lines_are_kept(
    meeting: Meeting,
) -> None:
    meeting.begin().go_to("hear").type("no pens")
    first = meeting.id
    meeting.leave()
    meeting.now = NOW + timedelta(days=1)
    meeting.begin()
    assert meeting.id != first
    assert meeting.step == "open"
    assert meeting.read(lambda c: get_huddle(c, first)).ended is not None
    assert [line.text for line in meeting.read(lambda c: huddle_lines(c, [first]))] == ["no pens"]


def test_that_a_new_one_can_be_wished_for(meeting: Meeting) -> None:
    meeting.begin().go_to("hear")
    meeting.leave()
    meeting.begin(go_on=False)
    assert meeting.step == "open"


def test_that_a_rehearsal_stores_nothing_and_leaves_the_real_one_alone(meeting: Meeting) -> None:
    meeting.begin().go_to("hear").type("trays")
    real = meeting.id
    meeting.leave()
    meeting.begin(rehearsal=True)
    assert meeting.step == "open"
    meeting.go_to("hear").type("only for practice").press(K.Key_Return, K.Key_End)
    assert "rehearsal: nothing is saved" in meeting.words()
    meeting.leave()
    huddles = meeting.read(list_huddles)
    assert [huddle.id for huddle in huddles] == [real]
    assert huddles[0].ended is None


def test_that_five_minutes_have_fewer_steps(meeting: Meeting) -> None:
    meeting.begin(kind=SHORT)
    assert "1 of 8" in meeting.words()


def test_that_a_prepared_plan_is_used_as_it_is(meeting: Meeting) -> None:
    plan = meeting.prepared(leader="charge nurse")
    meeting.begin(plan=plan)
    assert meeting.plan == plan
    assert meeting.read(lambda c: get_huddle(c, meeting.id)).leader == "charge nurse"


def test_that_a_relay_joins_its_shifts(meeting: Meeting) -> None:
    meeting.begin(relay=NEW_RELAY, shift="day").go_to("hear").type("day line")
    meeting.press(K.Key_Return, K.Key_End)
    relay = meeting.plan.relay
    meeting.leave()
    assert meeting.read(lambda c: get_relay(c, relay)).waiting == ("evening", "night")
    meeting.begin(relay=relay, shift="night").go_to("hear")
    assert "day line" not in meeting.words()
    meeting.press(K.Key_R, with_ctrl=True)
    assert "day line" not in meeting.words()  # not before the night has said its own
    meeting.type("night line").press(K.Key_Return).press(K.Key_R, with_ctrl=True)
    assert "day line" in meeting.words()


def test_that_a_shift_that_has_answered_is_told_so(meeting: Meeting, qtbot: Any) -> None:
    meeting.begin(relay=NEW_RELAY, shift="day").go_to("hear").type("x").press(
        K.Key_Return, K.Key_End
    )
    relay = meeting.plan.relay
    meeting.leave()
    huddle = start_huddle(meeting.desk, HuddleRequest(relay=relay, shift="day"), meeting.home)
    with qtbot.waitSignal(huddle.failed) as failed:
        pass
    assert "day shift has already answered" in what(failed.args[0])
    assert running_huddle(meeting.home) is None


def test_that_a_second_start_brings_the_first_to_the_front(meeting: Meeting) -> None:
    meeting.begin()
    again = start_huddle(meeting.desk, HuddleRequest(), meeting.home)
    assert again is meeting.huddle


def test_that_the_pages_look_again_when_it_is_over(meeting: Meeting) -> None:
    told: list[bool] = []
    meeting.desk.data.changed.connect(lambda: told.append(True))
    meeting.begin().go_to("do").type("Offer pens").press(K.Key_Return)
    assert told == []  # not at every key
    meeting.leave()
    assert told == [True]
    assert running_huddle(meeting.home) is None


def test_that_closing_the_windows_the_systems_way_leaves_too(meeting: Meeting, qtbot: Any) -> None:
    meeting.begin().go_to("hear").type("trays")
    with qtbot.waitSignal(meeting.huddle.over):
        meeting.room.close()
    meeting.huddle = None
    meeting.begin()
    assert (meeting.step, meeting.state.texts["line"]) == ("hear", "trays")


def test_that_without_a_unit_it_says_what_to_do(look: Any, tmp_path: Any, qtbot: Any) -> None:
    jobs = Jobs()
    data = LiveData(str(tmp_path / "empty.db"), jobs)
    data.open()
    desk = PageContext(look, data, Preferences(tmp_path / "window.ini"), lambda: NOW)
    meeting = Meeting(desk, qtbot)
    huddle = start_huddle(desk, HuddleRequest(), meeting.home)
    with qtbot.waitSignal(huddle.failed) as failed:
        pass
    assert isinstance(failed.args[0], UserError)
    assert "sample hospital" in hint(failed.args[0])
    meeting.close()
    jobs.close()
    data.close()
