"""Write down today's schema as the first migration: `python -m models.store.migrations.baseline`.

For as long as no version is released. Afterwards the written schema stays as it is, and every
change of the tables is a migration of its own, with SCHEMA_VERSION raised by one.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from models.store.fulltext import full_text_statements
from models.store.schema import METADATA
from models.store.tables import schema_version

FOLDER = Path(__file__).parent / "versions"
DIALECTS: dict[str, type[Dialect]] = {
    "sqlite": sqlite.dialect,
    "postgresql": postgresql.dialect,
}


def baseline_file(dialect: str) -> Path:
    """Return the file with the first schema as one dialect says it: statements between empty
    lines."""
    return FOLDER / f"schema_0001_{dialect}.sql"


def baseline_statements(dialect: str) -> list[str]:
    """Return what makes today's schema, but for the table that alembic keeps itself."""
    language = DIALECTS[dialect]()
    statements = []
    for table in METADATA.sorted_tables:
        if table is not schema_version:
            indexes = sorted(table.indexes, key=lambda index: str(index.name))
            statements.append(str(CreateTable(table).compile(dialect=language)))
            statements += [str(CreateIndex(index).compile(dialect=language)) for index in indexes]
    return [_tidy(one) for one in (*statements, *full_text_statements(dialect))]


def _tidy(statement: str) -> str:
    lines = (line.strip("\n").rstrip().replace("\t", "    ") for line in statement.splitlines())
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    for name in DIALECTS:
        text = "\n\n".join(baseline_statements(name)) + "\n"
        baseline_file(name).write_text(text, "utf-8")
