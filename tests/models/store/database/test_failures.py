"""What a database cannot do is said in plain words that quote nothing of the data."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.errors import DatabaseProblem
from models.store.database.database import Database, open_database
from models.store.database.engine import driver_connection
from models.store.database.failures import plain_failures
from models.store.database.settings import get_setting, put_setting
from ui.text.errors import hint, place_words, what

CANARY = "ZZPHI-1234"


class DriverError(Exception):
    """Stands for what a driver raises: a code, and words that may quote the data."""

    def __init__(self, **codes: object) -> None:
        super().__init__(CANARY)
        self.__dict__.update(codes)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ({"sqlite_errorcode": 5}, "database-locked"),
        ({"sqlite_errorcode": 517}, "database-locked"),  # BUSY_SNAPSHOT
        ({"sqlite_errorcode": 13}, "disk-full"),
        ({"sqlite_errorcode": 8}, "read-only"),
        ({"sqlite_errorcode": 1544}, "read-only"),  # READONLY_DIRECTORY
        ({"sqlite_errorcode": 1034}, "disk-error"),  # IOERR_FSYNC
        ({"sqlite_errorcode": 11}, "database-damaged"),
        ({"sqlite_errorcode": 14}, "no-access"),
        ({"sqlstate": "57P01"}, "no-server"),
        ({"sqlstate": "53100"}, "server-full"),
        ({"sqlstate": "55P03"}, "database-locked"),
        ({"sqlstate": "40P01"}, "database-locked"),
        ({"sqlstate": "57014"}, "took-too-long"),
        ({"sqlstate": "42501"}, "no-right"),
        ({"sqlstate": "XX001"}, "database-damaged"),
    ],
)
def test_that_every_trouble_has_plain_words_without_the_drivers(
    codes: dict[str, object], expected: str
) -> None:
    error = sa.exc.OperationalError("INSERT", {}, DriverError(**codes))
    with pytest.raises(DatabaseProblem) as problem, plain_failures("hospital.db"):
        raise error
    assert problem.value.code == expected
    assert place_words(problem.value.where) == "hospital.db"
    said = "".join(traceback.format_exception(problem.value))
    assert CANARY not in said + what(problem.value) + hint(problem.value)


@pytest.mark.parametrize("codes", [{"sqlite_errorcode": 1}, {"sqlstate": "42P01"}, {}])
def test_that_a_mistake_of_ours_stays_one(codes: dict[str, object]) -> None:
    with pytest.raises(sa.exc.ProgrammingError), plain_failures("hospital.db"):
        raise sa.exc.ProgrammingError("SELECT", {}, DriverError(**codes))


def test_that_other_errors_pass_through() -> None:
    with pytest.raises(ZeroDivisionError), plain_failures("hospital.db"):
        raise ZeroDivisionError


def test_that_text_damaged_on_disk_is_not_quoted(tmp_path: Path) -> None:
    database = open_database(tmp_path / "hospital.db")
    with driver_connection(database.engine) as driver:
        driver.execute("PRAGMA query_only = OFF")
        driver.execute(f"INSERT INTO setting VALUES ('a', CAST('{CANARY}' || x'ff' AS TEXT))")
    with pytest.raises(DatabaseProblem) as problem, database.read() as c:
        get_setting(c, "a")
    assert problem.value.code == "database-damaged"
    assert CANARY not in "".join(traceback.format_exception(problem.value))
    database.close()


def test_that_parameters_are_hidden_in_mistakes_of_ours(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError) as mistake, database.read() as c:
        put_setting(c, CANARY, CANARY)
    assert CANARY not in str(mistake.value)
