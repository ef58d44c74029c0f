"""Kill a program in the middle of writing, many times: what it acknowledged is there, whole."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.store.backup.integrity import check
from models.store.database.database import open_database
from models.store.tables import core as t
from tests.faults.victim import victim
from tests.faults.writer import ROWS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


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
