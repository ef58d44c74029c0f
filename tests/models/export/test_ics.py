"""A calendar file that calendar programs accept: read back by the format's own rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from icalendar import Calendar, Event

from models.export.ics import calendar_file
from models.store.actions.items import ActionItem

ACTION = ActionItem(
    id=7,
    unit_id=1,
    unit="4 West",
    facility="Riverside",
    what="Teach back; with commas, semicolons and a name: “Größe” " + "x" * 100,
    owner="aides",
    due=date(2026, 9, 16),
    status="open",
    why="",
    until=None,
    measure="nurses",
    huddle=3,
    created="2026-09-02T07:15:00+00:00",
    changed="2026-09-02T07:20:00+00:00",
    evidence_due=date(2027, 3, 1),
)


def entries(*actions: ActionItem) -> list[Event]:
    return Calendar.from_ical(calendar_file(actions)).walk("VEVENT")


def test_that_an_action_stands_on_its_due_day_and_its_day_of_evidence() -> None:
    due, evidence = entries(ACTION)
    assert due["SUMMARY"] == ACTION.what
    assert due.decoded("DTSTART") == date(2026, 9, 16)
    assert due.decoded("DTEND") == date(2026, 9, 17)
    assert evidence.decoded("DTSTART") == date(2027, 3, 1)


def test_that_lines_are_folded_and_end_as_the_format_says() -> None:
    text = calendar_file([ACTION])
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_that_exporting_again_replaces_the_entry() -> None:
    first = [entry["UID"] for entry in entries(ACTION)]
    moved = replace(ACTION, due=date(2026, 10, 1), changed="2026-09-09T07:20:00+00:00")
    assert [entry["UID"] for entry in entries(moved)] == first
    assert len(set(first)) == 2


def test_that_what_is_over_is_left_out_and_what_was_put_off_stands_on_its_day() -> None:
    done = replace(ACTION, status="done", evidence_due=None)
    stopped = replace(ACTION, status="stopped")
    assert entries(done, stopped) == []
    later = replace(ACTION, status="not_now", until=date(2026, 12, 1), evidence_due=None)
    (entry,) = entries(later)
    assert entry.decoded("DTSTART") == date(2026, 12, 1)
    assert entry["SUMMARY"].startswith("Look again: ")


def test_that_what_was_passed_on_stands_on_the_day_of_the_answer() -> None:
    passed = replace(
        ACTION,
        status="escalated",
        escalated_to="Director",
        reply_due=date(2026, 9, 20),
        evidence_due=None,
    )
    (entry,) = entries(passed)
    assert entry.decoded("DTSTART") == date(2026, 9, 20)
    assert entry["SUMMARY"].startswith("Waiting for an answer: ")
    assert "Escalated to: Director" in entry["DESCRIPTION"]
    (nobody,) = entries(replace(passed, escalated_to="", reply_due=None))
    assert nobody.decoded("DTSTART") == ACTION.due


def test_that_a_done_action_waits_for_its_evidence() -> None:
    (entry,) = entries(replace(ACTION, status="done"))
    assert entry["SUMMARY"].startswith("Survey results due: ")


def test_that_no_action_is_an_empty_calendar() -> None:
    assert entries() == []
