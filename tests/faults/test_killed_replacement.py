"""A program killed while it replaces months, or takes that back, leaves the one or the other."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models.importing.importer import store_survey_file
from models.importing.undo import undo_import
from models.store.backup.integrity import check
from models.store.database.database import Database, open_database
from tests.models.importing.blocks import respondents, survey_file
from tests.models.importing.tables import everything

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

ROWS = 2_000
KILLS = 6


def rows(answer: int) -> list[tuple[str, str, dict[str, int]]]:
    return [
        (f"Ward {n % 9}", f"2026-0{n % 6 + 1}-11", {"nurse_respect": answer, "quiet": n % 4 + 1})
        for n in range(ROWS)
    ]


def store(db: Database, answer: int, *, replace: bool) -> None:
    ids = [f"s{n}" for n in range(ROWS)]
    said = [(n, "Comments", f"Said {n}") for n in range(0, ROWS, 10)]
    block = respondents(rows(answer), ids=ids, comments=said)
    store_survey_file(db, survey_file(block, sha256=str(answer)), replace=replace)


def replace_all(db: Database) -> None:
    store(db, 3, replace=True)


def take_back(db: Database) -> None:
    undo_import(db, 2)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give a database before and after a replacement."""
    folder = tmp_path_factory.mktemp("stages")
    paths = [folder / "before.db", folder / "after.db"]
    database = open_database(paths[0])
    store(database, 4, replace=False)
    database.close()
    shutil.copyfile(paths[0], paths[1])
    database = open_database(paths[1])
    replace_all(database)
    database.close()
    return paths


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    database = open_database(path)
    try:
        assert check(database).ok
        return everything(database)
    finally:
        database.close()


def killed_after(seconds: float, path: Path, work: Callable[[Database], None]) -> None:
    child = os.fork()
    if child == 0:
        try:
            work(open_database(path))
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.parametrize("work", [replace_all, take_back])
def test_that_a_kill_leaves_the_months_before_or_after(
    stages: list[Path], tmp_path: Path, work: Callable[[Database], None]
) -> None:
    first, then = stages if work is replace_all else stages[::-1]
    before, after = content(first), content(then)
    began = time.monotonic()
    path = tmp_path / "timed.db"
    shutil.copyfile(first, path)
    database = open_database(path)
    work(database)
    database.close()
    whole = time.monotonic() - began
    assert content(path) == after
    chance = random.Random(7)
    for kill in range(KILLS):
        path = tmp_path / f"{kill}.db"
        shutil.copyfile(first, path)
        killed_after(chance.uniform(0.2, 1.1) * whole, path, work)
        assert content(path) in (before, after)
