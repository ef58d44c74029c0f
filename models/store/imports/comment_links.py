"""What hangs on a comment: what was said about it, and what was born from it.

Found through the tables' own references, so that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.tables import Base, CommentRow

Tie = dict[str, Any]
"""`comment`, `table` and `column`; of a row that goes with its comment its `values`, of one that
only mentions it the `key`."""

_CHUNK = 500


def links_of(c: Connection, comments: Sequence[int]) -> list[Tie]:
    """Return what hangs on some comments, in the order in which it was written."""
    found: list[Tie] = []
    for table, column, goes_along in _references():
        keys = [key.name for key in table.primary_key]
        for start in range(0, len(comments), _CHUNK):
            some = comments[start : start + _CHUNK]
            query = sa.select(table).where(table.c[column].in_(some))
            for row in c.execute(query.order_by(*table.primary_key)):
                values = dict(row._mapping)
                tie: Tie = {"comment": values[column], "table": table.name, "column": column}
                if goes_along:
                    tie["values"] = values
                else:
                    tie["key"] = {key: values[key] for key in keys}
                found.append(tie)
    return found


def add_ties(c: Connection, ties: Collection[Tie], numbers: Mapping[int, int]) -> None:
    """Tie again what hung on comments; `numbers` leads from their old numbers to today's.

    A row whose own number is taken gets a new one. What mentions another comment by now, or is
    gone, stays so.
    """
    for tie in ties:
        table = Base.metadata.tables[tie["table"]]
        comment = numbers[tie["comment"]]
        if "values" not in tie:
            _mention(c, table, tie, comment)
            continue
        values = tie["values"] | {tie["column"]: comment}
        if "id" in values and _is_taken(c, table, values["id"]):
            del values["id"]
        c.execute(sa.insert(table).values(**values))


def copy_ties(c: Connection, ties: Collection[Tie], comment: int) -> None:
    """Tie to another comment what hung on one that it replaces."""
    for tie in ties:
        table = Base.metadata.tables[tie["table"]]
        if "values" not in tie:
            _mention(c, table, tie, comment)
            continue
        values = tie["values"] | {tie["column"]: comment}
        values.pop("id", None)
        c.execute(sa.insert(table).values(**values))


def _references() -> Iterator[tuple[sa.Table, str, bool]]:
    """Give (table, column, whether its rows are deleted with the comment)."""
    comment = Base.metadata.tables[CommentRow.__tablename__]
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is comment:
                yield table, key.parent.name, key.ondelete == "CASCADE"


def _mention(c: Connection, table: sa.Table, tie: Tie, comment: int) -> None:
    column = table.c[tie["column"]]
    where = [table.c[name] == value for name, value in tie["key"].items()]
    c.execute(sa.update(table).where(*where, column.is_(None)).values({column: comment}))


def _is_taken(c: Connection, table: sa.Table, number: int) -> bool:
    return c.scalar(sa.select(sa.func.count()).where(table.c.id == number)) != 0
