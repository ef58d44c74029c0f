"""Files that are no plain local files, that come again, or hold what must not be stored (60-64)."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from models.errors import Cancelled, DatabaseProblem, FileRefused
from models.files.source import inspect
from models.importing.importer import import_file
from models.store.database.database import open_database
from tests.models.files.bad_input import PageContext, desk, survey_rows
from ui.text.errors import hint, sentence, what

__all__ = ["desk"]

CANARY = "ZZPHI-1234"


def refused(desk: PageContext, path: Path) -> FileRefused:
    before = desk.digest()
    with pytest.raises(FileRefused) as caught:
        import_file(desk.db, path)
    assert desk.digest() == before
    return caught.value


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_60_what_is_no_plain_local_file(desk: PageContext) -> None:
    pipe = desk.folder / "pipe.csv"
    os.mkfifo(pipe)
    told = {
        what(refused(desk, pipe)),
        what(refused(desk, Path("/dev/zero"))),
        what(refused(desk, desk.folder)),
        what(refused(desk, Path("https://example.org/survey.csv"))),
        what(refused(desk, desk.folder / "none.csv")),
        what(refused(desk, desk.folder / ("x" * 300 + ".csv"))),
    }
    assert told == {
        "This is a device or pipe, not a file.",
        "This is a folder.",
        "This is an address, not a file on this computer.",
        "The file doesn't exist.",
        "The file can't be read from its disk.",
    }


def test_60_names_are_taken_literally_and_links_followed(desk: PageContext) -> None:
    odd = desk.table(survey_rows(), "export [1]*.csv")
    assert desk.accepted(odd)[0].responses_added == 8
    link = desk.folder / "link.csv"
    link.symlink_to(odd)
    assert desk.accepted(link)[0].duplicates_skipped == 8


def test_60_a_file_without_permission(desk: PageContext, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.table(survey_rows())
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read everything

        def denied(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(inspect, "_read_through", denied)
    told = what(refused(desk, path))
    path.chmod(0o600)
    assert told == "You have no permission to read this file."


def test_60_a_file_that_changes_while_it_is_read(
    desk: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.table(survey_rows())
    read_through = inspect._read_through

    def growing(*arguments: object) -> object:
        found = read_through(*arguments)  # type: ignore[arg-type]
        with path.open("a") as stream:
            stream.write("S9,4 West,2026-07-01,Always,\n")
        return found

    monkeypatch.setattr(inspect, "_read_through", growing)
    refusal = refused(desk, path)
    assert what(refusal) == "The file changed or disappeared while we read it."
    assert "try again" in hint(refusal)


def test_61_the_same_file_again_renamed_and_overlapping(desk: PageContext) -> None:
    desk.accepted(desk.table(survey_rows()))
    stored = desk.digest()
    for name in ("survey.csv", "renamed.csv"):
        report, _ = desk.accepted(desk.table(survey_rows(), name))
        assert (report.responses_added, report.duplicates_skipped, report.batch) == (0, 8, None)
    assert desk.digest() == stored
    report, _ = desk.accepted(desk.table(survey_rows(10), "overlap.csv"))
    assert (report.responses_added, report.duplicates_skipped) == (2, 8)


def test_62_columns_that_tell_who_the_patient_is(desk: PageContext) -> None:
    personal = ["Patient Name", "MRN", "Date of Birth", "Phone", "Email", "Street"]
    values = [CANARY, CANARY, "1950-01-01", "555-123-4567", f"{CANARY}@example.org", CANARY]
    rows = [
        [*row, *(personal if n == 0 else [f"{value}{n}" for value in values])]
        for n, row in enumerate(survey_rows())
    ]
    report, _ = desk.accepted(desk.table(rows))
    left_out = next(note for note in report.notes if note.startswith("Left out because"))
    assert all(name in left_out for name in personal)
    desk.db.close()
    for path in desk.folder.parent.glob("hospital.db*"):
        assert CANARY.encode() not in path.read_bytes()


def test_63_a_database_as_a_survey_file_and_another_programs_as_ours(desk: PageContext) -> None:
    foreign = desk.folder / "other.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE notes (text TEXT)")
    connection.commit()
    connection.close()
    content = foreign.read_bytes()
    assert what(refused(desk, foreign)) == "This is a database."
    with pytest.raises(DatabaseProblem):
        open_database(foreign)
    assert foreign.read_bytes() == content


def test_64_a_long_import_that_is_stopped_leaves_nothing(desk: PageContext) -> None:
    path = desk.table(survey_rows(20_000), "long.csv")
    before, messages = desk.digest(), []

    def stop(message: str, fraction: float | None) -> None:
        messages.append(message)
        if message == "Adding up the answers":
            raise Cancelled

    with pytest.raises(Cancelled):
        import_file(desk.db, path, progress=stop)
    assert len(messages) > 10
    assert desk.digest() == before
    assert import_file(desk.db, path).responses_added == 20_000


def test_that_no_cell_of_a_refused_file_is_in_its_message(desk: PageContext) -> None:
    contents = [
        f"Team,Q1\n{CANARY},Always\n",
        f"Unit,Beds\n{CANARY},20\n",
        f'Unit,Comment\nA,"{CANARY},4\n',
        f"Unit,Comment\nA,{CANARY}{'x' * 200_000}\n",
        f"Unit,Q1,Q2\nA,4,5\n{CANARY};4;5\n",
    ]
    for content in contents:
        error = desk.refused(desk.file(content))
        assert CANARY not in f"{error} {sentence(error)} {hint(error)} {error.__cause__}"
