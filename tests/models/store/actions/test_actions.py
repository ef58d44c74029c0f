"""Action items: saved means saved, and every change is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from models.errors import UsageProblem
from models.store.actions import actions
from models.store.actions.actions import ActionItem
from models.store.actions.links import ActionLink, action_links
from models.store.database.database import Database
from tests.models.store.hospital import add_units
from ui.text.errors import hint

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def unit(database: Database) -> int:
    with database.write() as c:
        return add_units(c, ("Riverside", "", "4 West"), ("Riverside", "", "ICU"))[0]


def add(db: Database, unit: int, what: str = "Hourly rounds", days: int = 14) -> ActionItem:
    return actions.add_action(
        db, actions.NewAction(unit, what, due=TODAY + timedelta(days=days)), now=NOW
    )


def listed(db: Database, **choice: object) -> list[ActionItem]:
    with db.read() as c:
        return actions.list_actions(c, **choice)  # type: ignore[arg-type]


def test_that_an_action_is_on_disk_when_the_call_returns(
    database: Database, unit: int, open_store: Callable[[], Database]
) -> None:
    item = actions.add_action(
        database,
        actions.NewAction(
            unit,
            " Quiet hours\nfrom ten ",
            owner="Charge nurse",
            measure="restfulness",
            evidence_due=date(2027, 1, 15),
            huddle_id=3,
        ),
        now=NOW,
    )
    with open_store().read() as c:
        assert actions.get_action(c, item.id) == item
    assert (item.what, item.unit, item.facility) == (
        "Quiet hours from ten",
        "4 West",
        "Riverside",
    )
    assert (item.status, item.measure, item.huddle) == ("open", "restfulness", 3)
    assert item.evidence_due == date(2027, 1, 15)


def test_that_an_action_is_due_fourteen_days_after_the_callers_day(
    database: Database, unit: int
) -> None:
    late_at_home = datetime(2026, 9, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    item = actions.add_action(database, actions.NewAction(unit, "Hourly rounds"), now=late_at_home)
    assert item.due == date(2026, 9, 16)
    assert item.created == "2026-09-03T04:30:00+00:00"


def test_that_an_action_needs_words_and_a_unit(database: Database, unit: int) -> None:
    with pytest.raises(UsageProblem):
        actions.add_action(database, actions.NewAction(unit, " \n "), now=NOW)
    with pytest.raises(UsageProblem):
        actions.add_action(database, actions.NewAction(99, "Hourly rounds"), now=NOW)
    assert listed(database) == []


def test_that_the_longest_overdue_stands_on_top(database: Database, unit: int) -> None:
    later, sooner, ended, put_off = (
        add(database, unit, what, days)
        for what, days in (("later", 20), ("sooner", -9), ("ended", -30), ("put off", -40))
    )
    worse = add(database, unit, "worse", -20)
    actions.escalate_action(database, worse.id, now=NOW)
    actions.finish_action(database, ended.id, now=NOW)
    actions.put_off_action(database, put_off.id, "no staff", TODAY + timedelta(9), now=NOW)
    order = [item.what for item in listed(database)]
    assert order == ["worse", "sooner", "later", "put off", "ended"]
    overdue = [item.what for item in listed(database) if item.is_overdue(TODAY)]
    assert overdue == ["worse", "sooner"]
    assert not later.is_overdue(later.due)
    assert sooner.is_overdue(TODAY)


def test_that_what_was_put_off_comes_back_on_its_day(database: Database, unit: int) -> None:
    waiting = add(database, unit, "waiting", 1)
    item = add(database, unit, "put off", -5)
    day = TODAY + timedelta(days=30)
    actions.put_off_action(database, item.id, "no staff", day, now=NOW)
    assert [x.id for x in listed(database, today=day - timedelta(1))] == [waiting.id, item.id]
    back = listed(database, today=day)
    assert {x.id for x in back if x.is_overdue(day)} == {waiting.id, item.id}
    assert back[1].until == day


def test_that_actions_are_filtered_by_unit_and_status(database: Database, unit: int) -> None:
    mine = add(database, unit)
    other = add(database, unit + 1)
    actions.stop_action(database, other.id, "no staff", now=NOW)
    assert [x.id for x in listed(database, unit_id=unit)] == [mine.id]
    assert [x.id for x in listed(database, status="stopped")] == [other.id]
    assert listed(database, unit_id=unit, status="stopped") == []
    with pytest.raises(UsageProblem) as refusal:
        listed(database, status="finished")
    assert "not_now" in hint(refusal.value)


def test_that_each_end_keeps_its_reason_and_every_step_its_trace(
    database: Database, unit: int
) -> None:
    item = add(database, unit)
    day = TODAY + timedelta(days=30)
    steps = [
        actions.put_off_action(database, item.id, " no  staff ", day, now=NOW),
        actions.keep_action(database, item.id, now=NOW, due=day),
        actions.escalate_action(database, item.id, "needs doors", now=NOW),
        actions.stop_action(database, item.id, "doors came", now=NOW),
        actions.reopen_action(database, item.id, now=NOW),
        actions.finish_action(database, item.id, now=NOW),
    ]
    assert [(s.status, s.why, s.until) for s in steps] == [
        ("not_now", "no staff", day),
        ("open", "", None),
        ("escalated", "needs doors", None),
        ("stopped", "doors came", None),
        ("open", "", None),
        ("done", "", None),
    ]
    assert steps[1].due == day
    with database.read() as c:
        history = actions.action_history(c, item.id)
    states = [(change.before, change.after) for change in history if change.field == "status"]
    assert states == [
        (None, "open"),
        ("open", "not_now"),
        ("not_now", "open"),
        ("open", "escalated"),
        ("escalated", "stopped"),
        ("stopped", "open"),
        ("open", "done"),
    ]
    assert any(change.field == "kept" for change in history)


def test_that_keeping_an_open_action_leaves_a_trace(database: Database, unit: int) -> None:
    item = add(database, unit)
    later = NOW + timedelta(days=7)
    assert actions.keep_action(database, item.id, now=later).changed != item.changed
    with database.read() as c:
        assert actions.action_history(c, item.id)[-1].field == "kept"


def test_that_an_edit_changes_what_is_given_and_notes_both_values(
    database: Database, unit: int
) -> None:
    item = add(database, unit)
    edited = actions.change_action(
        database, item.id, now=NOW, what="Rounds every two hours", owner="Nurses"
    )
    assert (edited.what, edited.owner) == ("Rounds every two hours", "Nurses")
    assert (edited.due, edited.status) == (item.due, "open")
    with database.read() as c:
        history = actions.action_history(c, item.id)[1:]
    assert {(x.field, x.before, x.after) for x in history} == {
        ("what", "Hourly rounds", "Rounds every two hours"),
        ("owner", "", "Nurses"),
    }


def test_that_an_edit_without_a_change_leaves_no_trace(database: Database, unit: int) -> None:
    item = add(database, unit)
    later = NOW + timedelta(hours=1)
    assert actions.change_action(database, item.id, now=later, what=item.what) == item
    assert actions.change_action(database, item.id, now=later) == item
    with database.read() as c:
        assert len(actions.action_history(c, item.id)) == 1


def test_that_reasons_and_days_are_asked_for(database: Database, unit: int) -> None:
    item = add(database, unit)
    with pytest.raises(UsageProblem):
        actions.stop_action(database, item.id, "  ", now=NOW)
    with pytest.raises(UsageProblem):
        actions.put_off_action(database, item.id, "", TODAY + timedelta(9), now=NOW)
    with pytest.raises(UsageProblem):
        actions.put_off_action(database, item.id, "no staff", TODAY, now=NOW)
    with pytest.raises(UsageProblem):
        actions.change_action(database, item.id, now=NOW, what=" ")
    assert listed(database) == [item]


def test_that_an_unknown_action_is_refused(database: Database) -> None:
    with pytest.raises(UsageProblem):
        actions.finish_action(database, 2**40, now=NOW)


def test_that_an_action_carries_the_rise_it_is_to_bring(
    database: Database, unit: int, open_store: Callable[[], Database]
) -> None:
    usual = add(database, unit)
    bold = actions.add_action(database, actions.NewAction(unit, "Quiet hours", target=15), now=NOW)
    changed = actions.change_action(database, usual.id, now=NOW, target=5)
    with open_store().read() as c:
        kept = {item.id: item.target for item in actions.list_actions(c)}
        history = actions.action_history(c, usual.id)
    assert (usual.target, changed.target) == (10, 5)
    assert kept == {usual.id: 5, bold.id: 15}
    assert [(x.before, x.after) for x in history if x.field == "wish"] == [("10", "5")]


@pytest.mark.parametrize("points", [0, -5, 101])
def test_that_a_rise_of_no_possible_points_is_refused(
    database: Database, unit: int, points: int
) -> None:
    item = add(database, unit)
    with pytest.raises(UsageProblem, match="impossible-change"):
        actions.add_action(database, actions.NewAction(unit, "Quiet hours", target=points), now=NOW)
    with pytest.raises(UsageProblem, match="impossible-change"):
        actions.change_action(database, item.id, now=NOW, target=points)
    assert listed(database) == [item]


def test_that_a_day_of_evidence_can_be_taken_away_and_is_else_left(
    database: Database, unit: int
) -> None:
    day = date(2027, 1, 15)
    item = actions.add_action(
        database, actions.NewAction(unit, "Quiet hours", evidence_due=day), now=NOW
    )
    assert actions.change_action(database, item.id, now=NOW, owner="Ana").evidence_due == day
    taken = actions.change_action(database, item.id, now=NOW, evidence_due=None)
    assert taken.evidence_due is None


def passed_on(db: Database, item: int) -> tuple[str, date | None, list[tuple[str, str, str]]]:
    """Return to whom, by when, and what the history says of both."""
    with db.read() as c:
        link = action_links(c, [item]).get(item, ActionLink(item))
        told = [
            (x.field, x.before or "", x.after or "")
            for x in actions.action_history(c, item)
            if x.field in ("escalated_to", "reply_due")
        ]
    return link.escalated_to, link.reply_due, told


def test_that_to_whom_it_goes_and_the_day_of_the_answer_are_in_its_history(
    database: Database, unit: int
) -> None:
    item = add(database, unit).id
    first, second = date(2026, 9, 20), date(2026, 10, 4)
    actions.escalate_action(database, item, "doors", now=NOW, to="Director", reply_due=first)
    actions.escalate_action(database, item, "doors", now=NOW, to="Facilities", reply_due=second)
    assert passed_on(database, item) == (
        "Facilities",
        second,
        [
            ("escalated_to", "", "Director"),
            ("reply_due", "", "2026-09-20"),
            ("escalated_to", "Director", "Facilities"),
            ("reply_due", "2026-09-20", "2026-10-04"),
        ],
    )


def test_that_naming_nobody_leaves_it_with_whom_it_is_but_not_with_an_earlier_round(
    database: Database, unit: int
) -> None:
    item, day = add(database, unit).id, date(2026, 9, 20)
    actions.escalate_action(database, item, "doors", now=NOW, to="Director", reply_due=day)
    actions.escalate_action(database, item, "still doors", now=NOW)
    assert passed_on(database, item)[:2] == ("Director", day)
    actions.reopen_action(database, item, now=NOW)
    actions.escalate_action(database, item, "now it is wheels", now=NOW)
    assert passed_on(database, item)[:2] == ("", None)


def test_that_keeping_what_was_passed_on_goes_on_waiting_for_the_answer(
    database: Database, unit: int
) -> None:
    item, day = add(database, unit).id, date(2026, 9, 20)
    actions.escalate_action(database, item, "doors", now=NOW, to="Director", reply_due=day)
    kept = actions.keep_action(database, item, now=NOW)
    assert (kept.status, kept.why, kept.reply_due) == ("escalated", "doors", day)
    later = actions.keep_action(database, item, now=NOW, due=date(2026, 10, 4))
    assert (later.status, later.escalated_to) == ("escalated", "Director")
    assert (later.reply_due, later.due) == (date(2026, 10, 4), kept.due)
    assert passed_on(database, item)[2][-1] == ("reply_due", "2026-09-20", "2026-10-04")
