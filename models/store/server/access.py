"""Roles of a shared PostgreSQL database, kept by the server itself.

| role | sees | writes |
|---|---|---|
| reader | the table `shared_tallies`: whole quarters that obey the small-cell floor | nothing |
| lead | comments, actions and huddles of own units; of all units counts | those |
| manager | the same, and single surveys of own units | those, and goals |
| analyst | all units, no patient's or team's words | nothing |
| administrator | everything | everything, imports too, and gives roles |

Rows are hidden by row-level security, from the program as from anybody's own query. The owner of
the tables is bound by none of it, and alone upgrades them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import DatabaseProblem, UsageProblem
from models.store.server.roles import ADMIN, ANALYST, LEAD, MANAGER, READER, ROLES
from models.store.tables import Base
from models.store.views import VIEWS

if TYPE_CHECKING:
    import pandas as pd

SHARED = "shared_tallies"
"""The table of what may be passed on, which a refresh fills."""

ACCESS = "access_unit"
"""Which login may see which units."""

_OWN = f"unit_id = ANY (ARRAY (SELECT unit_id FROM {ACCESS} WHERE login = session_user))"
_PARENTS = ("action", "comment", "huddle")
_WORDS = ("comment", "comment_heard", "comment_release", "comment_theme", "comment_triage",
          "unit_name", "huddle_text", "huddle_line", "idea", "problem", "set_aside")  # fmt: skip
"""Tables with words of patients or teams, which an analyst does not see."""
_COUNTS = ("tally", "pair_tally", "survey_tally", "composite_tally", "count_source")
"""Sums over patients, by unit and month: leads and managers read those of every unit, for a
comparison with the rest would be wrong without them."""
_LEADS_WRITE = ("action", "action_change", "action_link", "action_outcome", "behavior",
                "behavior_week", "bright_spot", "comment_heard", "comment_release",
                "comment_theme", "comment_triage", "doing", "huddle", "huddle_event",
                "huddle_line", "huddle_text", "idea", "promise", "promise_measure", "relay",
                "setting", "thread_tick", "unit_name")  # fmt: skip
_SECRETS = ("survey_id_secret",)


@dataclass(frozen=True, slots=True)
class Member:
    """A login, its role, and the units it was given."""

    login: str
    role: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """How access is set up. `owner` owns the tables, `login` is this connection's; `tls` is the
    version of its encryption, empty without. `protected` tables of `tables` hide rows."""

    version: str
    owner: str
    login: str
    tls: str
    is_set_up: bool
    protected: int
    tables: int
    members: tuple[Member, ...]


def group(role: str) -> str:
    """Return the name of a role on the server."""
    return f"throughline_{role}"


def access_statements(schema: str, known_roles: Iterable[str] = ()) -> Iterator[str]:
    """Give the statements that set up access in a schema; run again they change nothing.

    `known_roles` are names of roles that the server has already.
    """
    known = set(known_roles)
    yield from (f"CREATE ROLE {group(role)} NOLOGIN" for role in ROLES if group(role) not in known)
    every = ", ".join(group(role) for role in ROLES)
    quoted = _quoted(schema)
    yield f"GRANT USAGE ON SCHEMA {quoted} TO {every}"
    yield (
        f"CREATE TABLE IF NOT EXISTS {ACCESS} (login text NOT NULL, "
        "unit_id integer NOT NULL REFERENCES unit (id) ON DELETE CASCADE, "
        "PRIMARY KEY (login, unit_id))"
    )
    yield (
        f"CREATE TABLE IF NOT EXISTS {SHARED} (unit text, facility text, questionnaire text, "
        "item text, quarter text, value integer, answer text, box text, count integer, "
        "answers integer)"
    )
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {quoted} FROM {every}"
    yield f"GRANT SELECT ON {SHARED} TO {every}"
    yield from _grants()
    inside = ", ".join(group(role) for role in ROLES if role != READER)
    yield f"GRANT SELECT ON {ACCESS} TO {inside}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {quoted} TO {inside}"
    yield f"GRANT INSERT, UPDATE, DELETE ON {ACCESS}, {SHARED} TO {group(ADMIN)}"
    for role in ROLES:
        if role != ADMIN:
            yield f"GRANT {group(role)} TO {group(ADMIN)} WITH ADMIN OPTION"
    for table in Base.metadata.sorted_tables:
        yield from _policies(table)
    for view in VIEWS:  # a view shows what its reader may see, not what its maker may
        yield f"ALTER VIEW {view} SET (security_invoker = true)"
    yield f"GRANT SELECT ON {', '.join(VIEWS)} TO {inside}"


def _grants() -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        name = _quoted(table.name)
        yield f"GRANT SELECT ON {name} TO {group(MANAGER)}, {group(ADMIN)}"
        if table.name != "response":
            yield f"GRANT SELECT ON {name} TO {group(LEAD)}"
        if table.name not in _WORDS:
            yield f"GRANT SELECT ON {name} TO {group(ANALYST)}"
        if table.name == "schema_version":
            continue
        if table.name == "audit":  # what everybody does and exports is noted
            yield f"GRANT INSERT ON {name} TO {group(LEAD)}, {group(MANAGER)}, {group(ADMIN)}"
            yield f"GRANT INSERT ON {name} TO {group(ANALYST)}"
            continue
        yield f"GRANT INSERT, UPDATE, DELETE ON {name} TO {group(ADMIN)}"
        if table.name in _LEADS_WRITE:
            yield f"GRANT INSERT, UPDATE, DELETE ON {name} TO {group(LEAD)}, {group(MANAGER)}"
        if table.name == "goal":
            yield f"GRANT INSERT, UPDATE, DELETE ON {name} TO {group(MANAGER)}"
    yield f"GRANT UPDATE (state) ON comment TO {group(LEAD)}, {group(MANAGER)}"


def _policies(table: sa.Table) -> Iterator[str]:
    """Give the statements that hide a table's rows from who may not see them."""
    own = _own_rows(table)
    name = _quoted(table.name)
    for policy in ("own_units", "all_units", "no_secrets", "all_counts"):
        yield f"DROP POLICY IF EXISTS {policy} ON {name}"
    if own is None and table.name != "setting":
        return
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    if own is None:
        keys = ", ".join(f"'{key}'" for key in _SECRETS)
        shown = f"key NOT IN ({keys})"
        yield (
            f"CREATE POLICY no_secrets ON {name} "
            f"TO {group(LEAD)}, {group(MANAGER)}, {group(ANALYST)} "
            f"USING ({shown}) WITH CHECK ({shown})"
        )
        yield _whole(name, (ADMIN,))
        return
    if table.name in _COUNTS:
        yield (
            f"CREATE POLICY all_counts ON {name} FOR SELECT "
            f"TO {group(LEAD)}, {group(MANAGER)} USING (true)"
        )
    yield (
        f"CREATE POLICY own_units ON {name} TO {group(LEAD)}, {group(MANAGER)} "
        f"USING ({own}) WITH CHECK ({own})"
    )
    yield _whole(name, (ANALYST, ADMIN))


def _whole(name: str, roles: Sequence[str]) -> str:
    return f"CREATE POLICY all_units ON {name} TO {', '.join(map(group, roles))} USING (true)"


def _own_rows(table: sa.Table) -> str | None:
    """Return the condition for rows about own units; None where rows belong to no unit."""
    if table.name == "goal":
        return f"unit_id = 0 OR {_OWN}"
    if table.name in ("unit_alias",):
        return None  # names of units, which everybody may know
    if table.name == "set_aside":
        return f"unit_id IS NULL OR {_OWN}"
    if "unit_id" in table.c:
        return _OWN
    for key in table.foreign_keys:
        parent = key.column.table.name
        if parent in _PARENTS:
            column = key.parent.name
            # The parent's own policy hides its rows from this query.
            seen = f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {table.name}.{column})"
            return f"{column} IS NULL OR {seen}" if key.parent.nullable else seen
    return None


def set_up_access(c: Connection) -> None:
    """Set up roles and row-level security. Raises DatabaseProblem when this login does not own
    the tables or may not make roles, and on a database that is no server."""
    _refuse_file(c)
    owner, login = _owner(c), _scalar(c, "SELECT current_user")
    if owner != login:
        raise DatabaseProblem("not-owner", owner=owner)
    schema = _scalar(c, "SELECT current_schema()")
    known = set(c.scalars(sa.text("SELECT rolname FROM pg_roles")))
    may_make = _scalar(
        c, "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
    )
    missing = [group(role) for role in ROLES if group(role) not in known]
    if missing and not may_make:
        raise DatabaseProblem("no-createrole", login=str(login), roles=tuple(missing))
    for statement in access_statements(str(schema), known):
        c.exec_driver_sql(statement)


def fill_shared(c: Connection, table: pd.DataFrame) -> int:
    """Put the rows of `models.export.shared_tallies` in the place of what readers saw, and return
    how many there are."""
    _refuse_file(c)
    c.exec_driver_sql(f"DELETE FROM {SHARED}")
    names = ("unit", "facility", "questionnaire", "item", "quarter", "value", "answer", "box",
             "count", "answers")  # fmt: skip
    plain = table[list(names)].astype(object)
    rows = plain.where(plain.notna(), None).to_dict("records")
    if rows:
        columns = ", ".join(names)
        marks = ", ".join(f":{name}" for name in names)
        c.execute(sa.text(f"INSERT INTO {SHARED} ({columns}) VALUES ({marks})"), rows)
    return len(rows)


def grant_role(c: Connection, login: str, role: str, units: Iterable[int] = ()) -> None:
    """Give a login a role, and units it may see. Raises UsageProblem for an unknown login or role,
    and for a lead or manager without units."""
    _refuse_file(c)
    chosen = tuple(units)
    if role not in ROLES:
        raise UsageProblem("no-role", role=role, known=ROLES)
    if _scalar(c, "SELECT count(*) FROM pg_roles WHERE rolname = :login", login=login) == 0:
        raise UsageProblem("no-login", login=login)
    if role in (LEAD, MANAGER) and not chosen and not _units_of(c, login):
        raise UsageProblem("role-without-units")
    c.exec_driver_sql(f"GRANT {group(role)} TO {_quoted(login)}")
    for unit in chosen:
        c.execute(
            sa.text(
                f"INSERT INTO {ACCESS} (login, unit_id) VALUES (:login, :unit) "
                "ON CONFLICT DO NOTHING"
            ),
            {"login": login, "unit": unit},
        )


def revoke_role(c: Connection, login: str, role: str = "", units: Iterable[int] = ()) -> None:
    """Take a role away from a login, or some units; without either everything it was given."""
    _refuse_file(c)
    chosen = tuple(units)
    for unit in chosen:
        c.execute(
            sa.text(f"DELETE FROM {ACCESS} WHERE login = :login AND unit_id = :unit"),
            {"login": login, "unit": unit},
        )
    if chosen:
        return
    held = {member.role for member in _members(c) if member.login == login}
    for one in sorted(held if not role else held & {role}):
        c.exec_driver_sql(f"REVOKE {group(one)} FROM {_quoted(login)}")
    if not role or not held - {role} & {LEAD, MANAGER}:
        c.execute(sa.text(f"DELETE FROM {ACCESS} WHERE login = :login"), {"login": login})


def server_status(c: Connection) -> ServerStatus:
    """Return how access is set up. Raises DatabaseProblem on a database that is no server."""
    _refuse_file(c)
    names = [table.name for table in Base.metadata.sorted_tables]
    wanted = sum(_own_rows(table) is not None for table in Base.metadata.sorted_tables) + 1
    protected = _scalar(
        c,
        "SELECT count(*) FROM pg_class WHERE relrowsecurity AND relname = ANY (:names) "
        "AND relnamespace = current_schema()::regnamespace",
        names=names,
    )
    tls = _scalar(c, "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl")
    is_set_up = bool(_scalar(c, f"SELECT to_regclass('{ACCESS}') IS NOT NULL"))
    return ServerStatus(
        version=str(_scalar(c, "SHOW server_version")),
        owner=_owner(c),
        login=str(_scalar(c, "SELECT session_user")),
        tls=str(tls or ""),
        is_set_up=is_set_up,
        protected=int(str(protected)),
        tables=wanted,
        members=_members(c) if is_set_up else (),
    )


def _members(c: Connection) -> tuple[Member, ...]:
    query = sa.text(
        "SELECT m.rolname AS login, g.rolname AS role FROM pg_auth_members a "
        "JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member "
        "WHERE g.rolname = ANY (:groups) AND m.rolname <> ALL (:groups) ORDER BY 1, 2"
    )
    rows = c.execute(query, {"groups": [group(role) for role in ROLES]}).all()
    by_name = {group(role): role for role in ROLES}
    return tuple(Member(row.login, by_name[row.role], _units_of(c, row.login)) for row in rows)


def _units_of(c: Connection, login: str) -> tuple[str, ...]:
    query = sa.text(
        f"SELECT u.name FROM {ACCESS} a JOIN unit u ON u.id = a.unit_id WHERE a.login = :login "
        "ORDER BY 1"
    )
    return tuple(c.scalars(query, {"login": login}))


def _owner(c: Connection) -> str:
    return str(
        _scalar(
            c,
            "SELECT tableowner FROM pg_tables WHERE tablename = 'response' "
            "AND schemaname = current_schema()",
        )
    )


def _scalar(c: Connection, sql: str, **values: object) -> object:
    return c.scalar(sa.text(sql), values)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _refuse_file(c: Connection) -> None:
    if c.dialect.name != "postgresql":
        raise DatabaseProblem("not-a-server")
