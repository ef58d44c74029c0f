"""Any imports, replacing or not, taken back in turn: after each step all is as it was before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import UsageProblem
from models.importing.importer import store_survey_file
from models.importing.undo import undo_import
from models.store.backup.integrity import check
from models.store.database.database import Database, open_database
from tests.models.importing.blocks import respondents, survey_file, ward
from tests.models.importing.tables import everything

UNITS = ("4 West", "3 East", "")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "hospital.db")
    yield opened
    opened.close()


def some_file(chance: random.Random, name: str):
    if chance.random() < 0.25:
        rows = [
            ward(chance.choice(("A", "B")), very_good=chance.randrange(9), month=24300 + k)
            for k in range(chance.randrange(1, 3))
        ]
        return survey_file(rows, sha256=name)
    rows = [
        (
            chance.choice(UNITS),
            chance.choice(("2026-07-03", "2026-07-20", "2026-08-01", "")),
            {"nurse_respect": chance.randrange(1, 5), "nurse_listen": chance.randrange(1, 5)},
        )
        for _ in range(chance.randrange(1, 7))
    ]
    ids = chance.sample([f"s{n}" for n in range(9)], len(rows)) if chance.random() < 0.7 else None
    said = [(n, "Comments", f"Said {chance.randrange(4)}") for n in range(0, len(rows), 2)]
    return survey_file(respondents(rows, ids=ids, comments=said), sha256=name)


@pytest.mark.parametrize("seed", range(6))
def test_that_imports_taken_back_in_turn_leave_no_trace(db: Database, seed: int) -> None:
    chance = random.Random(seed)
    states = [everything(db)]
    batches = []
    for n in range(6):
        file = some_file(chance, f"{seed}-{n}")
        report = store_survey_file(db, file, replace=chance.random() < 0.6)
        if report.batch is None:
            assert everything(db) == states[-1]
            continue
        found = check(db)
        assert found.ok, found.findings
        batches.append(report.batch)
        states.append(everything(db))
    while batches:
        assert everything(db) == states.pop()
        undo_import(db, batches.pop())
        assert check(db).ok
    assert everything(db) == states.pop()


@pytest.mark.parametrize("seed", range(6))
def test_that_imports_taken_back_in_any_order_leave_no_trace(db: Database, seed: int) -> None:
    chance = random.Random(seed)
    empty = everything(db)
    batches = []
    for n in range(6):
        file = some_file(chance, f"{seed}-{n}")
        report = store_survey_file(db, file, replace=chance.random() < 0.6)
        batches += [report.batch] if report.batch is not None else []
    while batches:
        chance.shuffle(batches)
        before = everything(db)
        refused = []
        for place, batch in enumerate(batches):
            try:
                undo_import(db, batch)
            except UsageProblem as problem:
                refused.append(problem.code)
                continue
            del batches[place]
            break
        else:
            pytest.fail(f"none of the imports can be taken back: {refused}")
        found = check(db)
        assert found.ok, found.findings
        assert everything(db) != before
    assert everything(db) == empty
