"""Views with plain names and ISO dates: for Excel, Power BI, ODBC, and `models.export.frames`.

They hold what `docs/data-dictionary.md` says. Patients' comments are in none of them. Views can
be read only; whoever may read them sees single surveys, so a shared database's administrator
decides who does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

VIEWS = (
    "units",
    "imports",
    "questions",
    "answer_choices",
    "measures",
    "surveys",
    "answers",
    "tallies",
    "actions",
    "huddles",
)
"""Names of the views, in the order in which they are made."""

MADE_BY = "0004"
"""The migration whose statements make today's views."""

_FOLDER = Path(__file__).parent / "migrations" / "versions"


def view_statements(dialect: str) -> tuple[str, ...]:
    """Return the statements that make the views on today's tables."""
    text = (_FOLDER / f"schema_{MADE_BY}_{dialect}.sql").read_text("utf-8")
    return tuple(text.rstrip("\n").split("\n\n"))


def read_view(
    c: Connection, name: str, *, unit_id: int | None = None
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Return a view's column names and rows, those of one unit when it is given.

    Raises ValueError for a name that is no view.
    """
    if name not in VIEWS:
        raise ValueError(f"there is no view {name}")
    query = sa.select(sa.text("*")).select_from(sa.table(name))
    if unit_id is not None:
        query = query.where(sa.column("unit_id") == unit_id)
    result = c.execute(query)
    return tuple(result.keys()), [tuple(row) for row in result]
