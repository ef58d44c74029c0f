"""Roles on a PostgreSQL server: what each login finds, and what it may write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
import sqlalchemy as sa

from models.errors import DatabaseProblem, UsageProblem
from models.importing.importer import store_survey_file
from models.store.database.database import Connection, Database, open_database
from models.store.server.access import (
    grant_role,
    revoke_role,
    server_status,
    set_up_access,
)
from models.store.server.roles import ADMIN, ANALYST, LEAD, MANAGER, READER
from models.store.units.units import list_units
from tests.command_line.program import CommandLine
from tests.models.importing.blocks import respondents, survey_file

ROWS = [
    (unit, f"2025-{month:02}-10", {"rating": 11 if n % 3 else 5, "nurse_listen": 4})
    for unit in ("4 West", "5 North")
    for month in (1, 2, 3)
    for n in range(20)
]


class Server:
    """A shared database with two units, and logins that are removed at the end."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.db = open_database(place)
        comments = [(0, "Comments", "A west word"), (119, "Comments", "A north word")]
        ids = [f"S{n}" for n in range(len(ROWS))]
        store_survey_file(self.db, survey_file(respondents(ROWS, ids=ids, comments=comments)))
        with self.db.read() as c:
            self.units = {summary.unit.name: summary.unit.id for summary in list_units(c)}
        self.logins: list[str] = []
        with self.db.write() as c:
            set_up_access(c)

    def login(self, role: str, *units: str) -> str:
        """Make a login with a role, and return the address under which it connects."""
        name = f"t{uuid4().hex[:12]}"
        with self.db.write() as c:
            c.exec_driver_sql(f"CREATE ROLE {name} LOGIN")
            grant_role(c, name, role, [self.units[unit] for unit in units])
        self.logins.append(name)
        return sa.make_url(self.place).set(username=name).render_as_string(hide_password=False)

    def close(self) -> None:
        with self.db.write() as c:
            for name in self.logins:
                revoke_role(c, name)
                c.exec_driver_sql(f"DROP OWNED BY {name}")
                c.exec_driver_sql(f"DROP ROLE {name}")
        self.db.close()


@pytest.fixture
def server(postgres_place: str) -> Iterator[Server]:
    made = Server(postgres_place)
    yield made
    made.close()


@contextmanager
def connected(place: str) -> Iterator[Connection]:
    engine = sa.create_engine(place)
    try:
        with engine.connect() as c:
            yield c
    finally:
        engine.dispose()


def units_seen(place: str, table: str) -> set[int]:
    with connected(place) as c:
        return set(c.scalars(sa.text(f"SELECT DISTINCT unit_id FROM {table}")))


def test_that_a_manager_finds_own_surveys_and_words_and_of_others_counts(server: Server) -> None:
    place = server.login(MANAGER, "4 West")
    own = {server.units["4 West"]}
    for table in ("response", "comment", "surveys", "answers"):
        assert units_seen(place, table) == own, table
    assert units_seen(place, "tally") == set(server.units.values())
    with connected(place) as c:
        secrets = "SELECT count(*) FROM setting WHERE key = 'survey_id_secret'"
        assert c.scalar(sa.text(secrets)) == 0


def test_that_a_lead_finds_own_words_and_no_single_survey(server: Server) -> None:
    place = server.login(LEAD, "4 West")
    assert units_seen(place, "comment") == {server.units["4 West"]}
    for table in ("response", "surveys", "answers"):
        with connected(place) as c, pytest.raises(sa.exc.ProgrammingError):
            c.execute(sa.text(f"SELECT * FROM {table}"))


def test_that_the_program_compares_for_a_manager_as_for_the_owner(server: Server) -> None:
    asked = ("compare", "--unit", "4 West", "--json")
    mine = CommandLine(server.login(MANAGER, "4 West"))(*asked)
    assert mine.code == 0, mine.err
    assert mine.out == CommandLine(server.place)(*asked).out


def test_that_what_needs_hidden_surveys_is_refused_and_not_miscounted(server: Server) -> None:
    place = server.login(MANAGER, "4 West")
    asked = ("cahps", "--measure", "rating", "--json")
    assert CommandLine(server.place)(*asked).code == 0
    answer = CommandLine(place)(*asked)
    assert answer.code == 4
    assert "other units" in answer.err


def test_that_a_lead_writes_actions_of_own_units_only(server: Server) -> None:
    place = server.login(LEAD, "4 West")
    names = "unit_id, measure, what, owner, due, status, why, created, changed"
    values = ":unit, '', 'a', '', '2026-01-01', 'open', '', '', ''"
    insert = sa.text(f"INSERT INTO action ({names}) VALUES ({values})")
    with connected(place) as c:
        c.execute(insert, {"unit": server.units["4 West"]})
        c.commit()
        with pytest.raises(sa.exc.ProgrammingError):
            c.execute(insert, {"unit": server.units["5 North"]})
        c.rollback()
        with pytest.raises(sa.exc.ProgrammingError):
            c.execute(sa.text("DELETE FROM tally"))


def test_that_only_an_administrator_imports(server: Server) -> None:
    more = respondents([("4 West", "2025-04-01", {"rating": 9})], ids=["M1"])
    database = open_database(server.login(MANAGER, "4 West"))
    with pytest.raises(DatabaseProblem) as problem:
        store_survey_file(database, survey_file(more, sha256="b"))
    assert problem.value.code == "no-right"
    database.close()
    database = open_database(server.login(ADMIN))
    more = respondents([("4 West", "2025-04-01", {"rating": 9})], ids=["M1"])
    assert store_survey_file(database, survey_file(more, sha256="b")).responses_added == 1
    database.close()


def test_that_an_analyst_sees_all_units_and_nobodys_words(server: Server) -> None:
    place = server.login(ANALYST)
    assert units_seen(place, "response") == set(server.units.values())
    with connected(place) as c:
        for table in ("comment", "huddle_line"):
            with pytest.raises(sa.exc.ProgrammingError):
                c.execute(sa.text(f"SELECT * FROM {table}"))
            c.rollback()
        secrets = "SELECT count(*) FROM setting WHERE key = 'survey_id_secret'"
        assert c.scalar(sa.text(secrets)) == 0
        with pytest.raises(sa.exc.ProgrammingError):
            c.execute(sa.text("UPDATE setting SET value = '1'"))


def test_that_a_reader_sees_only_what_may_be_passed_on(server: Server) -> None:
    place = server.login(READER)
    assert CommandLine(server.place)("server", "refresh").code == 0
    with connected(place) as c:
        rows = c.execute(sa.text("SELECT unit, quarter, answers FROM shared_tallies")).all()
        assert {row.unit for row in rows} == {"4 West", "5 North"}
        assert all(row.answers >= 11 for row in rows)
        for table in ("tally", "response", "surveys", "tallies", "audit"):
            with pytest.raises(sa.exc.ProgrammingError):
                c.execute(sa.text(f"SELECT * FROM {table}"))
            c.rollback()


def test_that_an_administrator_gives_roles_and_sees_everything(server: Server) -> None:
    admin = server.login(ADMIN)
    assert units_seen(admin, "comment") == set(server.units.values())
    name = f"t{uuid4().hex[:12]}"
    server.logins.append(name)
    with server.db.write() as c:
        c.exec_driver_sql(f"CREATE ROLE {name} LOGIN")
    run = CommandLine(admin)
    answer = run("server", "grant", name, LEAD, "--unit", "4 West")
    assert answer.code == 0, answer.err
    assert name in answer.out
    place = sa.make_url(server.place).set(username=name).render_as_string(hide_password=False)
    assert units_seen(place, "comment") == {server.units["4 West"]}
    assert run("server", "revoke", name).code == 0
    with connected(place) as c, pytest.raises(sa.exc.ProgrammingError):
        c.execute(sa.text("SELECT * FROM tally"))


def test_that_setting_up_again_changes_nothing_and_only_the_owner_may(server: Server) -> None:
    place = server.login(LEAD, "4 West")
    with server.db.read() as c:
        before = server_status(c)
    assert before.protected == before.tables
    assert [member.units for member in before.members if member.login in server.logins] == [
        ("4 West",)
    ]
    with server.db.write() as c:
        set_up_access(c)
    with server.db.read() as c:
        assert server_status(c) == before
    answer = CommandLine(place)("server", "init")
    assert answer.code == 4
    assert "owner" in answer.err


def test_that_unknown_logins_and_unitless_leads_are_refused(server: Server) -> None:
    with server.db.write() as c:
        with pytest.raises(UsageProblem) as problem:
            grant_role(c, "nobody-here", READER)
        assert problem.value.code == "no-login"
    with pytest.raises(UsageProblem) as problem:
        server.login(LEAD)
    assert problem.value.code == "role-without-units"


def test_that_a_file_has_no_roles(tmp_path) -> None:
    place = str(tmp_path / "data.db")
    database: Database = open_database(place)
    database.close()
    assert CommandLine(place)("server", "status").code == 4
