"""Databases for tests: a file of its own and, where a server is there, a schema of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
import sqlalchemy as sa

from models.store.database.database import Database, open_database
from ui.text.language import SOURCE, set_language

POSTGRES = "THROUGHLINE_TEST_POSTGRES"

# Where a change is judged, the same examples every time; at the desk, new ones. No example fails
# for being slow: a busy machine is no defect.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


SLOW = ("journeys", "faults", "test_kill", "test_any_keys", "test_every_shared_file", "postgres")
"""Parts of a test's id that make it a slow one, which `make check` leaves out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that take long for what they are about."""
    for item in items:
        if any(part in item.nodeid for part in SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def spanish() -> Iterator[None]:
    """Speak Spanish during a test."""
    set_language("es")
    yield
    set_language(SOURCE)


@pytest.fixture
def postgres_place() -> Iterator[str]:
    """Give the address of an empty schema on the test server ($THROUGHLINE_TEST_POSTGRES)."""
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"no PostgreSQL server: ${POSTGRES} is not set (see .ci/postgres.sh)")
    schema = f"test_{uuid4().hex}"
    engine = sa.create_engine(server)
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    url = sa.make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(sa.schema.DropSchema(schema, cascade=True))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def store_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where a new database can be opened: once a file, once a PostgreSQL schema."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_place"))
    return str(tmp_path / "hospital.db")


@pytest.fixture
def open_store(store_place: str) -> Iterator[Callable[[], Database]]:
    """Give a function that opens the test's database, once more each time it is called."""
    opened: list[Database] = []

    def open_again() -> Database:
        opened.append(open_database(store_place))
        return opened[-1]

    yield open_again
    for database in opened:
        database.close()


@pytest.fixture
def database(open_store: Callable[[], Database]) -> Database:
    """Give an empty open database, on SQLite and again on PostgreSQL."""
    return open_store()
