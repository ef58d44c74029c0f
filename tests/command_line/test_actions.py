"""Action items by command."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.command_line.program import CommandLine, write_survey


@pytest.fixture
def main(tmp_path: Path) -> CommandLine:
    main = CommandLine(str(tmp_path / "hospital.db"))
    assert main("import", str(write_survey(tmp_path / "survey.csv"))).code == 0
    return main


def add(main: CommandLine, what: str, *more: str, unit: str = "4 West") -> int:
    answer = main("actions", "add", "--unit", unit, "--what", what, *more, "--json")
    assert answer.code == 0, answer.err
    return int(answer.json["id"])


def test_that_an_action_is_kept_as_it_was_said(main: CommandLine) -> None:
    first = add(main, "Quiet hours", "--owner", "Kim", "--due", "2026-10-15", "--measure", "nurses")
    (item,) = main("actions", "--json").json
    assert item == {
        "id": first,
        "unit": "4 West",
        "facility": "Riverside",
        "what": "Quiet hours",
        "owner": "Kim",
        "due": "2026-10-15",
        "status": "open",
        "why": "",
        "until": None,
        "passed_on_to": None,
        "reply_due": None,
        "measure": "nurses",
        "wish": 10,
        "huddle": None,
        "created": item["created"],
        "evidence_due": item["evidence_due"],
        "verdict": item["verdict"],
    }
    assert item["created"].startswith("2026-09-01T07:15")


def test_that_an_action_is_due_in_fourteen_days_unless_told_otherwise(main: CommandLine) -> None:
    add(main, "Quiet hours")
    assert main("actions", "--json").json[0]["due"] == "2026-09-15"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("done",), "done"),
        (("keep", "--until", "2026-12-01"), "open"),
        (("stop", "--why", "No ear plugs left"), "stopped"),
        (("not-now", "--why", "Moving house", "--until", "2026-12-01"), "not_now"),
        (("escalate", "--why", "Needs money"), "escalated"),
    ],
)
def test_that_an_action_becomes_what_is_said_of_it(
    main: CommandLine, change: tuple[str, ...], status: str
) -> None:
    number = str(add(main, "Quiet hours"))
    name, *options = change
    answer = main("actions", name, number, *options, "--json")
    assert answer.code == 0
    assert answer.json["status"] == status
    assert main("actions", "--status", status, "--json").json == [answer.json]


def test_that_an_action_says_the_rise_it_is_to_bring(main: CommandLine) -> None:
    add(main, "Quiet hours", "--measure", "nurses", "--wish", "15")
    assert main("actions", "--json").json[0]["wish"] == 15
    refused = main("actions", "add", "--unit", "4 West", "--what", "x", "--wish", "0")
    assert refused.code == 2
    assert "between 1 and 100 points" in refused.err


def test_that_it_says_with_whom_an_action_is_and_until_when(main: CommandLine) -> None:
    number = str(add(main, "Quiet hours"))
    to = ("--to", "the director", "--why", "Needs money", "--until", "2026-10-01")
    said = main("actions", "escalate", number, *to).out
    assert "Escalated to the director, answer by 2026-10-01." in said
    (item,) = main("actions", "--json").json
    assert (item["passed_on_to"], item["reply_due"]) == ("the director", "2026-10-01")
    assert "Needs money · Escalated to the director, answer by 2026-10-01" in main("actions").out


def test_that_keeping_an_action_may_move_its_day(main: CommandLine) -> None:
    number = str(add(main, "Quiet hours"))
    assert main("actions", "keep", number, "--until", "2026-12-01", "--json").json["due"] == (
        "2026-12-01"
    )


@pytest.mark.parametrize(
    "change",
    [
        ("stop",),
        ("not-now", "--why", "Moving house"),
        ("not-now", "--until", "2026-12-01"),
        ("not-now", "--why", "Moving house", "--until", "2026-01-01"),
    ],
)
def test_that_an_end_without_its_reason_or_day_is_refused(
    main: CommandLine, change: tuple[str, ...]
) -> None:
    number = str(add(main, "Quiet hours"))
    name, *options = change
    answer = main("actions", name, number, *options)
    assert answer.code == 2
    assert answer.err.startswith("error: ")
    assert main("actions", "--json").json[0]["status"] == "open"


def test_that_actions_are_listed_for_one_unit_and_status(main: CommandLine) -> None:
    mine, theirs = add(main, "Quiet hours"), add(main, "Whiteboards", unit="ICU")
    main("actions", "done", str(theirs))
    assert [a["id"] for a in main("actions", "--unit", "4 West", "--json").json] == [mine]
    assert [a["id"] for a in main("actions", "--status", "done", "--json").json] == [theirs]
    assert len(main("actions", "--json").json) == 2


def test_that_an_overdue_action_says_so(main: CommandLine) -> None:
    add(main, "Quiet hours", "--due", "2026-08-01")
    line = next(line for line in main("actions").out.splitlines() if "Quiet hours" in line)
    assert "overdue" in line


def test_that_an_unknown_measure_is_refused_with_those_there_are(main: CommandLine) -> None:
    answer = main(
        "actions", "add", "--unit", "4 West", "--what", "Quiet hours", "--measure", "nursing"
    )
    assert answer.code == 2
    assert "nurses" in answer.err
    assert main("actions", "--json").json == []


def test_that_an_action_learns_when_its_effect_could_show(tmp_path: Path) -> None:
    main = CommandLine(str(tmp_path / "large.db"))
    units = (("4 West", 900, 540), ("ICU", 900, 700))
    assert (
        main("import", str(write_survey(tmp_path / "large.csv", units=units, months=17))).code == 0
    )
    add(main, "Quiet hours", "--measure", "nurses")
    add(main, "Whiteboards")
    with_measure, without = sorted(main("actions", "--json").json, key=lambda a: int(a["id"]))
    assert with_measure["evidence_due"] > "2026-09-01"
    assert with_measure["verdict"] is None
    assert without["evidence_due"] is None


def test_that_a_verdict_comes_on_the_evidence_date(tmp_path: Path) -> None:
    main = CommandLine(str(tmp_path / "large.db"))
    units = (("4 West", 900, 540), ("ICU", 900, 700))
    assert (
        main("import", str(write_survey(tmp_path / "large.csv", units=units, months=17))).code == 0
    )
    add(main, "Quiet hours", "--measure", "nurses")
    due = main("actions", "--json").json[0]["evidence_due"]
    main.now = datetime.fromisoformat(f"{due}T07:15+00:00")
    (item,) = main("actions", "--json").json
    assert item["verdict"]
    assert item["verdict"] in main("actions").out.replace("\n", " ")


def test_that_an_action_needs_a_unit(main: CommandLine) -> None:
    assert main("actions", "add", "--what", "Quiet hours").code == 2


def test_that_it_is_kept_to_whom_something_was_passed_on(main: CommandLine, tmp_path: Path) -> None:
    number = add(main, "Fixed rounds")
    day = ("--until", "2026-09-20")
    answer = main("actions", "escalate", str(number), "--to", "Director", "--why", "Money", *day)
    assert answer.code == 0, answer.err
    note = tmp_path / "note.pdf"
    printed = main("huddles", "print", "note", "--action", str(number), "--out", str(note))
    assert printed.code == 0, printed.err


def test_that_due_days_go_into_a_calendar_file(main: CommandLine, tmp_path: Path) -> None:
    add(main, "Quiet hours", "--due", "2026-10-15")
    out = tmp_path / "due.ics"
    answer = main("actions", "calendar", "--unit", "4 West", "--out", str(out), "--json")
    assert answer.json == {"file": str(out), "actions": 1}
    text = out.read_text("utf-8")
    assert "SUMMARY:Quiet hours" in text
    assert "DTSTART;VALUE=DATE:20261015" in text
    refused = main("actions", "calendar", "--out", str(tmp_path / "missing" / "due.ics"))
    assert refused.code == 2
    assert "couldn't be saved" in refused.err


def test_that_a_change_moves_the_day_of_evidence_and_stands_in_the_history(
    main: CommandLine,
) -> None:
    number = str(add(main, "Quiet hours", "--measure", "nurses"))
    changed = main("actions", "change", number, "--wish", "20", "--owner", "Kim", "--json").json
    assert (changed["wish"], changed["owner"], changed["what"]) == (20, "Kim", "Quiet hours")
    assert main("actions", "done", number).code == 0
    assert main("actions", "open", number, "--json").json["status"] == "open"
    told = [
        (x["field"], x["before"], x["after"])
        for x in main("actions", "history", number, "--json").json
    ]
    assert ("wish", "10", "20") in told
    assert told[-1] == ("status", "done", "open")
    assert "wish" in main("actions", "history", number).out
    assert main("actions", "history", "99").code == 2


def test_that_the_doing_is_counted_week_by_week(main: CommandLine) -> None:
    number = str(add(main, "Teach-back"))
    assert main("actions", "count", number).out.strip() == "Not logged yet."
    main("actions", "count", number, "--times", "4")
    main("actions", "count", number, "--times", "-1")
    assert main("actions", "count", number, "--json").json == [{"week": "2026-08-31", "times": 3}]
    assert main("actions", "count", number, "--times", "-9").code == 2


def test_that_a_fifth_open_promise_is_advised_against_but_kept(main: CommandLine) -> None:
    for n in range(4):
        assert (
            "promises are open"
            not in main("actions", "add", "--unit", "4 West", "--what", f"Promise {n}").out
        )
    fifth = main("actions", "add", "--unit", "4 West", "--what", "One more")
    assert fifth.code == 0
    assert "5 promises are open. Finish or stop one" in fifth.out


@pytest.mark.parametrize(
    ("change", "option", "value"),
    [
        ("done", "--why", "It went well"),
        ("done", "--until", "2026-12-01"),
        ("open", "--why", "Again"),
        ("keep", "--why", "It goes on"),
        ("stop", "--until", "2026-12-01"),
    ],
)
def test_that_what_a_change_would_pass_over_is_refused(
    main: CommandLine, change: str, option: str, value: str
) -> None:
    number = str(add(main, "Quiet hours"))
    more = ("--why", "No ear plugs left") if change == "stop" else ()
    answer = main("actions", change, number, option, value, *more)
    assert answer.code == 2
    assert f"“actions {change}” doesn't use {option}." in answer.err
    (item,) = main("actions", "--json").json
    assert (item["status"], item["due"]) == ("open", "2026-09-15")
    assert len(main("actions", "history", number, "--json").json) == 1
