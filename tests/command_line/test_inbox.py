"""The inbox by command, as a scheduled job runs it."""

from __future__ import annotations

import os
from pathlib import Path

from tests.command_line.program import NOW, CommandLine, write_survey


def test_that_the_inbox_reports_what_became_of_each_file(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    survey = write_survey(folder / "survey.csv")
    os.utime(survey, (NOW.timestamp() - 60,) * 2)
    main = CommandLine(str(tmp_path / "hospital.db"))
    answer = main("inbox", str(folder), "--json")
    assert answer.code == 0, answer.err
    (file,) = answer.json["files"]
    assert (file["file"], file["outcome"], file["added"]) == ("survey.csv", "imported", 53)
    assert main("inbox", str(folder)).out.strip() == "No new files."


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    main = CommandLine(str(tmp_path / "hospital.db"))
    answer = main("inbox", str(tmp_path / "nowhere"))
    assert answer.code == 3
    assert "nowhere" in answer.err
