"""Many rows go in at once on either database, known ones stay out, and a stop leaves none."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.store.database.bulk import (
    COPY_FROM_ROWS,
    ROWS_A_STATEMENT,
    ROWS_A_STEP,
    insert_columns_ignoring,
    insert_ignoring,
)
from models.store.database.database import Connection, Database
from models.store.tables.core import GoalRow, ProblemRow, SettingRow
from tests.models.store.hospital import import_surveys

SIZES = (1, ROWS_A_STATEMENT - 1, ROWS_A_STATEMENT, COPY_FROM_ROWS + 1, ROWS_A_STEP + 3)


def settings(c: Connection, like: str) -> dict[str, str]:
    rows = c.execute(sa.select(SettingRow).where(SettingRow.key.like(like)))
    return {row.key: row.value for row in rows}


@pytest.mark.parametrize("size", SIZES)
def test_that_every_row_goes_in_once(database: Database, size: int) -> None:
    rows = [(f"row {number}", str(number)) for number in range(size)]
    with database.write() as c:
        insert_ignoring(c, SettingRow, rows)
        insert_ignoring(c, SettingRow, rows)
        assert settings(c, "row %") == dict(rows)


@pytest.mark.parametrize("size", SIZES)
def test_that_the_stored_row_stays_and_the_first_of_equal_keys_wins(
    database: Database, size: int
) -> None:
    with database.write() as c:
        insert_ignoring(c, SettingRow, [("row 0", "stored")])
        rows = [(f"row {number}", "first") for number in range(size)]
        insert_ignoring(c, SettingRow, rows + [(key, "second") for key, _ in rows])
        found = settings(c, "row %")
    assert found.pop("row 0") == "stored"
    assert set(found.values()) <= {"first"}
    assert len(found) == size - 1


def test_that_numbers_the_database_gives_are_left_to_it(database: Database) -> None:
    batch = import_surveys(database)
    problem = (batch, None, 7, "Unit", "tab\tand\\N and\nline", "reason")
    with database.write() as c:
        insert_ignoring(c, ProblemRow, [problem] * (COPY_FROM_ROWS + 1))
        query = sa.select(ProblemRow.column, ProblemRow.value, sa.func.count())
        query = query.where(ProblemRow.row == 7).group_by(ProblemRow.column, ProblemRow.value)
        assert c.execute(query).one() == ("Unit", "tab\tand\\N and\nline", COPY_FROM_ROWS + 1)


def test_that_a_stop_between_two_steps_leaves_nothing(database: Database) -> None:
    class Hotspot(Exception):
        pass

    def stop() -> None:
        raise Hotspot

    with pytest.raises(Hotspot), database.write() as c:
        insert_ignoring(c, SettingRow, [("row 1", "1")], between=stop)
    with database.read() as c:
        assert settings(c, "row %") == {}


def test_that_no_rows_are_no_statement(database: Database) -> None:
    with database.write() as c:
        insert_ignoring(c, GoalRow, [])
        assert c.execute(sa.select(sa.func.count()).select_from(GoalRow)).scalar_one() == 0


@pytest.mark.parametrize("size", SIZES)
def test_that_columns_go_in_like_rows(database: Database, size: int) -> None:
    numbers = [str(number) for number in range(size)]
    keys = [f"row {number}" for number in numbers]
    steps = []
    with database.write() as c:
        insert_ignoring(c, SettingRow, [("row 0", "stored")])
        insert_columns_ignoring(c, SettingRow, [keys, numbers], lambda: steps.append(1))
        found = settings(c, "row %")
    assert found == {**dict(zip(keys, numbers, strict=True)), "row 0": "stored"}
    assert len(steps) == -(-size // ROWS_A_STEP)
