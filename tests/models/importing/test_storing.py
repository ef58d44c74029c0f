"""Blocks are stored in a thread beside the one that counts them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import Cancelled
from models.files.process import parent
from models.importing import respondents as intake
from models.importing.importer import import_file, store_survey_file
from models.importing.storing import StoringThread
from models.store.database.database import Database
from tests.models.files.surveys import write_csv
from tests.models.importing.blocks import respondents, survey_file
from tests.models.importing.tables import everything

HEAD = ["Survey ID", "Unit", "Discharge date", "nurse_respect", "nurse_listen", "nurse_explain"]


@pytest.fixture
def thread() -> Iterator[StoringThread[int]]:
    with closing(StoringThread[int](lambda: None)) as one:
        yield one


def test_that_a_task_s_result_is_returned_once(thread: StoringThread[int]) -> None:
    thread.start(lambda: 7)
    assert thread.settle() == 7
    assert thread.settle() is None


def test_that_a_task_s_failure_is_raised_where_it_is_waited_for(
    thread: StoringThread[int],
) -> None:
    thread.start(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        thread.settle()


def test_that_a_wish_to_stop_ends_the_task_and_the_thread() -> None:
    began = threading.Event()
    ended: list[bool] = []

    def stop() -> None:
        raise Cancelled

    thread = StoringThread[int](stop)

    def task() -> int:
        began.set()
        try:
            while True:
                thread.refuse_stopped()
        finally:
            ended.append(True)

    interval = sys.getswitchinterval()
    thread.start(task)
    assert began.wait(10)
    with pytest.raises(Cancelled):
        thread.settle()
    thread.close()
    assert ended
    assert sys.getswitchinterval() == interval
    assert not [t for t in threading.enumerate() if t.name.startswith("storing")]


def test_that_a_stop_while_a_block_is_stored_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "SORTED_FROM", 1)
    before = everything(database)
    blocks = [
        respondents(
            [(f"Ward {n}", "2026-01-03", {"rating": n})] * 3, ids=[f"{n}{k}" for k in "abc"]
        )
        for n in range(1, 5)
    ]
    seen: list[str] = []

    def progress(message: str, _fraction: float | None) -> None:
        seen.append(message)
        if sum(one.startswith("Storing") for one in seen) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        store_survey_file(database, survey_file(*blocks), progress=progress)
    assert everything(database) == before


def test_that_surveys_that_came_again_with_other_answers_are_told_of_a_large_file(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "LARGE_BYTES", 0)
    rows: list[list[str | int]] = [
        [f"S{n}", "Ward 1", "2026-07-03", 4, 1 + n % 4, 4 - n % 4] for n in range(12)
    ]
    import_file(database, write_csv(tmp_path / "a.csv", [HEAD, *rows]))
    rows[5][3] = 1
    report = import_file(database, write_csv(tmp_path / "b.csv", [HEAD, *rows]))
    (problem,) = report.problems
    assert (problem.value, problem.row) == ("S5", 7)
    assert report.problems_total == 1
