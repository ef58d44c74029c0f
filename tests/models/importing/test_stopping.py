"""An import tells what it does in every phase, and a stop at any report leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import Cancelled
from models.importing.importer import import_file, store_survey_file
from models.store.database import bulk
from models.store.database.database import Database
from tests.models.files.surveys import write_csv
from tests.models.importing.blocks import respondents, survey_file
from tests.models.importing.tables import everything

PHASES = [
    "Looking at the file",
    "Reading rows",
    "Recognizing the columns",
    "Checking stored data",
    "Reading answers",
    "Storing rows",
    "Storing surveys",
    "Adding up the answers",
    "Saving",
]


def write_survey(path: Path, answer: int = 4) -> Path:
    """Write a small file of two units and a month; another answer, another file."""
    head = ["Survey ID", "Unit", "Discharge date", "nurse_respect", "nurse_listen", "nurse_explain"]
    rows = [
        [f"S{n + answer}", f"Ward {n % 2}", "2026-07-03", answer, 1 + n % 4, 4 - n % 4]
        for n in range(12)
    ]
    return write_csv(path, [head, *rows])


def stopping_at(report: int) -> Callable[[str, float | None], None]:
    """Return a progress that asks to stop at one of its calls, the first is 0."""
    calls = iter(range(report))

    def progress(message: str, fraction: float | None) -> None:
        if next(calls, None) is None:
            raise Cancelled

    return progress


def reports_of(run: Callable[[Callable[[str, float | None], None]], object]) -> list[str]:
    """Return the messages of one run, without their numbers."""
    said: list[str] = []
    run(lambda message, _fraction: said.append(message.partition(":")[0]))
    return said


def test_that_every_phase_is_told(database: Database, tmp_path: Path) -> None:
    path = write_survey(tmp_path / "a.csv")
    said = reports_of(lambda progress: import_file(database, path, progress=progress))
    assert [phase for phase in dict.fromkeys(said) if phase in PHASES] == PHASES


def test_that_rows_are_told_step_by_step(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "ROWS_A_STEP", 10)
    rows = [(f"Ward {n}", "2026-07-03", {"nurse_respect": 4, "nurse_listen": 3}) for n in range(60)]
    said = reports_of(
        lambda progress: store_survey_file(
            database, survey_file(respondents(rows)), progress=progress
        )
    )
    assert said.count("Storing surveys") >= 6
    assert said.count("Adding up the answers") >= 60 * 2 / 10


@pytest.mark.parametrize("replace", [False, True])
def test_that_a_stop_at_any_report_leaves_what_was_there(
    database: Database, tmp_path: Path, replace: bool
) -> None:
    import_file(database, write_survey(tmp_path / "before.csv", 3))
    before = everything(database)
    path = write_survey(tmp_path / "a.csv")

    def run(progress: Callable[[str, float | None], None]) -> None:
        import_file(database, path, progress=progress, dry_run=True, replace=replace)

    reports = len(reports_of(run))
    assert reports > len(PHASES)
    for report in range(0, reports, 1 if replace else 3):
        with pytest.raises(Cancelled):
            import_file(database, path, progress=stopping_at(report), replace=replace)
        assert everything(database) == before, report
    with pytest.raises(Cancelled):  # the last moment: all is written, nothing is committed
        import_file(database, path, progress=stopping_at(reports), replace=replace)
    assert everything(database) == before
    assert import_file(database, path, replace=replace).added_anything
