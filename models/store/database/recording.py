"""What a write changed, row by row, so that it can be undone and done again.

Whoever wants that names the rows that the write may change (`Scope`). They are read when the
transaction begins and once more before it ends; what differs is the step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table

Row = tuple[Any, ...]
Rows = Mapping[Row, Row]
"""The primary key of each row -> its columns, as the scope lists them."""


@dataclass(frozen=True)
class Scope:
    """Rows of a table that a write may change. `columns`: what to keep of each, () for all;
    with fewer than all, such rows may be changed but neither added nor removed. `whole`: the
    write is not undone once any of these rows changed, came or went."""

    table: Table
    where: sa.ColumnElement[bool] | None = None
    columns: tuple[str, ...] = ()
    whole: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        return tuple(column.name for column in self.table.primary_key)

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns that are kept of each row."""
        return self.columns or tuple(column.name for column in self.table.columns)

    def rows(self, c: Connection) -> Rows:
        """Read the rows as they are now."""
        names = (*self.keys, *self.kept)
        query = sa.select(*(self.table.c[name] for name in names))
        if self.where is not None:
            query = query.where(self.where)
        count = len(self.keys)
        return {tuple(row[:count]): tuple(row[count:]) for row in c.execute(query)}


@dataclass(frozen=True)
class RowChange:
    """One row before and after a write; None where it was not there."""

    key: Row
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Step:
    """What a write changed. Falsy when it changed nothing."""

    changes: tuple[tuple[Scope, tuple[RowChange, ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.keys)

    @property
    def keys(self) -> frozenset[tuple[str, Row]]:
        """Table and key of each row that it changed."""
        return frozenset(
            (scope.table.name, row.key)
            for scope, rows in self.changes
            for row in rows
            if row.before != row.after
        )

    def followed_by(self, later: Step) -> Step:
        """Return this step and a later one that changed the same rows as one step."""
        after = {(s.table.name, r.key): r.after for s, rows in later.changes for r in rows}
        return Step(
            tuple(
                (
                    scope,
                    tuple(
                        RowChange(r.key, r.before, after.get((scope.table.name, r.key), r.after))
                        for r in rows
                    ),
                )
                for scope, rows in self.changes
            )
        )

    def reversed(self) -> Step:
        """Return the step that leads back."""
        return Step(
            tuple(
                (scope, tuple(RowChange(r.key, r.after, r.before) for r in rows))
                for scope, rows in self.changes
            )
        )


@dataclass
class Recording:
    """Rows as they were before the first and after the last transaction while it ran."""

    scopes: Sequence[Scope]
    before: list[Rows] = field(default_factory=list)
    after: list[Rows] = field(default_factory=list)

    def step(self) -> Step:
        """Return what was changed."""
        found = zip(self.scopes, self.before, self.after, strict=True) if self.after else ()
        return Step(tuple((s, _changes(before, after, s.whole)) for s, before, after in found))


_running: ContextVar[Recording | None] = ContextVar("running_recording", default=None)


@contextmanager
def recorded(scopes: Sequence[Scope]) -> Iterator[Recording]:
    """Record what the writes of this thread change in these rows meanwhile."""
    recording = Recording(scopes)
    token = _running.set(recording)
    try:
        yield recording
    finally:
        _running.reset(token)


@contextmanager
def watched(c: Connection) -> Iterator[None]:
    """Read the rows of the recording that runs, if one does, around a transaction's work."""
    recording = _running.get()
    if recording is None:
        yield
        return
    if not recording.before:
        recording.before = [scope.rows(c) for scope in recording.scopes]
    yield
    recording.after = [scope.rows(c) for scope in recording.scopes]


def _changes(before: Rows, after: Rows, whole: bool) -> tuple[RowChange, ...]:
    """Return the rows that differ; `whole`: those that are the same as well."""
    keys = dict.fromkeys([*before, *after])
    return tuple(
        RowChange(key, before.get(key), after.get(key))
        for key in keys
        if whole or before.get(key) != after.get(key)
    )
