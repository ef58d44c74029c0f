"""Keeps importing and adding actions until it is killed, and says what was acknowledged.

Reads a line for each run, answers with the process id of a fork that does the work, and waits
until that is gone. One start of the interpreter serves all kills.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from models.importing.importer import store_survey_file
from models.store.actions.actions import add_action
from models.store.actions.new_action import NewAction
from models.store.database import engine
from models.store.database.database import open_database
from models.store.units.units import list_units
from tests.models.importing.blocks import respondents, survey_file

NOW = datetime(2026, 9, 2, 7, 15, tzinfo=UTC)
ROWS = 200


def keep_writing(path: Path) -> None:
    database = open_database(path)
    for n in count():
        name = f"{os.getpid()}-{n}"
        rows = [
            (f"Ward {k % 5}", f"2026-0{k % 9 + 1}-11", {"nurse_respect": k % 4 + 1, "quiet": 3})
            for k in range(ROWS)
        ]
        block = respondents(rows, ids=[f"{name}-{k}" for k in range(ROWS)])
        block.comments.extend((k, "Comments", f"Quiet at night, {k}") for k in range(20))
        report = store_survey_file(database, survey_file(block, name=name, sha256=name))
        os.write(1, f"batch {report.batch}\n".encode())
        with database.read() as c:
            unit = list_units(c)[0].unit.id
        action = add_action(database, NewAction(unit, f"Hourly rounds {name}"), now=NOW)
        os.write(1, f"action {action.id}\n".encode())


def main() -> None:
    if sys.argv[2] == "rollback-journal":
        engine.WAL_SAFE_FROM = (99, 0, 0)
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            keep_writing(Path(sys.argv[1]))
        os.write(1, f"started {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, f"gone {child}\n".encode())


if __name__ == "__main__":
    main()
