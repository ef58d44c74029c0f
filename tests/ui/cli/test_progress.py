from __future__ import annotations

import io

from ui.cli.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_that_nothing_is_drawn_when_errors_go_to_a_file() -> None:
    err = io.StringIO()
    with ProgressLine(err) as progress:
        progress("Reading", 0.5)
    assert err.getvalue() == ""


def test_that_a_terminal_sees_the_line_and_is_left_clean() -> None:
    err = Terminal()
    with ProgressLine(err) as progress:
        progress("Reading", 0.25)
    drawn = err.getvalue()
    assert drawn.startswith("\rReading 25%")
    assert drawn.endswith("\r")
    assert drawn.split("\r")[-2].strip() == ""


def test_that_a_flood_of_reports_is_drawn_a_few_times_only() -> None:
    err = Terminal()
    with ProgressLine(err) as progress:
        for step in range(10_000):
            progress("Reading", step / 10_000)
    assert err.getvalue().count("Reading") < 100


def test_that_a_message_cannot_steer_the_terminal() -> None:
    err = Terminal()
    ProgressLine(err)("a\x1b[2Jb", None)
    assert err.getvalue() == "\ra[2Jb"
