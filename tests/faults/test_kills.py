"""Kill a program in the middle of writing, many times: what it acknowledged is there, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.store import tables as t
from models.store.check import check
from models.store.database import open_database
from tests.faults.writer import ROWS

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


class Victim:
    """A writer that can be started and killed again and again; see `tests.faults.writer`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.acknowledged: dict[str, set[int]] = {"batch": set(), "action": set()}

    def live(self, acknowledgements: int, seconds: float) -> None:
        """Start the writer, and kill it some time after so many acknowledgements."""
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        process, seen = 0, 0
        while not process or seen < acknowledgements:
            word, number = self._read()
            if word == "started":
                process = number
            else:
                seen += 1
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        while self._read()[0] != "gone":
            pass

    def _read(self) -> tuple[str, int]:
        assert self._process.stdout is not None
        word, number = self._process.stdout.readline().split()
        if word in self.acknowledged:
            self.acknowledged[word].add(int(number))
        return word, int(number)


@contextmanager
def victim(path: Path, journal: str) -> Iterator[Victim]:
    command = [sys.executable, "-m", "tests.faults.writer", str(path), journal]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        yield Victim(process)
        process.communicate()


@pytest.mark.parametrize(("journal", "kills"), [("log", 20), ("rollback-journal", 10)])
def test_that_a_killed_program_loses_nothing_it_acknowledged(
    tmp_path: Path, journal: str, kills: int
) -> None:
    path = tmp_path / "hospital.db"
    open_database(path).close()
    chance = random.Random(20260902)
    hot = 0
    with victim(path, journal) as writer:
        for _ in range(kills):
            writer.live(chance.randrange(4), chance.uniform(0, 0.1))
            beside = [path.with_name(path.name + ending) for ending in ("-wal", "-journal")]
            hot += any(file.exists() and file.stat().st_size > 0 for file in beside)
            verify(path, writer.acknowledged)
    assert len(writer.acknowledged["batch"]) >= kills / 2
    assert len(writer.acknowledged["action"]) >= kills / 3
    assert hot >= kills / 5, "the kills must hit a program that is at work"


def verify(path: Path, acknowledged: dict[str, set[int]]) -> None:
    database = open_database(path)
    report = check(database)
    assert report.ok, report.findings
    with database.read() as c:
        batches = dict(map(tuple, c.execute(sa.select(t.BatchRow.id, t.BatchRow.responses_added))))
        actions = set(c.scalars(sa.select(t.ActionRow.id)))
        traces = set(c.scalars(sa.select(t.ActionChangeRow.action_id)))
    assert acknowledged["batch"] <= set(batches)
    assert set(batches.values()) <= {ROWS}
    assert acknowledged["action"] <= actions == traces
    # Left as the kill left it: the next run starts from there.
    database.engine.dispose()
