"""Make the schema of a new database, and know the version of an existing one."""

from __future__ import annotations

import json
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy import Connection

import models.store.tables.huddle  # noqa: F401  (its tables belong to every database)
from models.errors import DatabaseProblem
from models.store.database.append_only import append_only_statements
from models.store.database.identity import APPLICATION_ID
from models.store.database.settings import get_setting, put_setting, survey_id_secret
from models.store.database.table_digests import renew_digests
from models.store.tables import SCHEMA_VERSION, Base, SettingRow, schema_version
from models.store.views import view_statements

SQLITE = (
    "CREATE VIRTUAL TABLE comment_words USING fts5(text, content='comment', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    # Words of a deleted comment leave the index at once, not at its next merge.
    "INSERT INTO comment_words(comment_words, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER comment_words_after_insert AFTER INSERT ON comment BEGIN "
    "INSERT INTO comment_words(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER comment_words_after_delete AFTER DELETE ON comment BEGIN "
    "INSERT INTO comment_words(comment_words, rowid, text) "
    "VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER comment_words_after_update AFTER UPDATE OF text ON comment BEGIN "
    "INSERT INTO comment_words(comment_words, rowid, text) "
    "VALUES ('delete', old.id, old.text); "
    "INSERT INTO comment_words(rowid, text) VALUES (new.id, new.text); END",
)

INDEXED_CHARACTERS = 200_000
"""PostgreSQL refuses to index more than a megabyte of words of one text."""

WORDS = f"to_tsvector('simple', left(text, {INDEXED_CHARACTERS}))"
"""The indexed expression; a search on PostgreSQL must use these very words."""

POSTGRES = (f"CREATE INDEX ix_comment_words ON comment USING gin ({WORDS})",)


def full_text_statements(dialect: str) -> tuple[str, ...]:
    """Return the statements that make the index on an existing `comment` table."""
    return POSTGRES if dialect == "postgresql" else SQLITE


METADATA = Base.metadata
"""Every table of today's schema."""

FIRST_READER = "0.4.0"
"""First version of the program that reads today's schema; raise it with SCHEMA_VERSION."""

SCHEMA_LOCK = 0x544C_0002
"""Number of the advisory lock that lets one program at a time make or change the schema."""

MIN_READER = "min_reader_version"
"""Setting that names the first version of the program that reads the data."""

SCHEMA_DIGEST = "schema_sha256"
"""Setting that tells a file's schema apart from a damaged one."""


def create_schema(c: Connection) -> None:
    """Make all tables of today's version in an empty database."""
    METADATA.create_all(c, checkfirst=False)
    own = (*full_text_statements(c.dialect.name), *append_only_statements(c.dialect.name))
    for statement in own:
        c.exec_driver_sql(statement)
    for statement in view_statements(c.dialect.name):
        c.exec_driver_sql(statement)
    c.execute(sa.insert(schema_version).values(version_num=revision(SCHEMA_VERSION)))
    c.execute(sa.insert(SettingRow).values(key=MIN_READER, value=json.dumps(FIRST_READER)))
    survey_id_secret(c)
    stamp_file(c)


def schema_digest(c: Connection) -> str:
    """Return the SHA-256 over the definitions of all tables, views, indexes and triggers of a
    file."""
    own = (
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "ORDER BY name"
    )
    return sha256(repr([tuple(row) for row in c.exec_driver_sql(own)]).encode()).hexdigest()


def stamp_file(c: Connection) -> None:
    """Write application and version into an SQLite file's header, and keep the digests of its
    schema and its rows; nothing on PostgreSQL."""
    if c.dialect.name == "sqlite":
        put_setting(c, SCHEMA_DIGEST, schema_digest(c))
        renew_digests(c)
        c.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        c.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def revision(version: int) -> str:
    """Return a schema version as migrations are numbered.

    >>> revision(1)
    '0001'
    """
    return f"{version:04d}"


def stored_version(c: Connection) -> int | None:
    """Return the schema version of a database, None for an empty one.

    Raises DatabaseProblem when the tables in it are another program's.
    """
    there = set(sa.inspect(c).get_table_names())
    if schema_version.name in there:
        return int(c.execute(sa.select(schema_version.c.version_num)).scalar_one())
    if there & set(METADATA.tables):
        raise DatabaseProblem("foreign-tables")
    return None


def version_needed(c: Connection) -> str | None:
    """Return the first version of the program that reads the database, as it says itself."""
    needed = get_setting(c, MIN_READER)
    return None if needed is None else str(needed)
