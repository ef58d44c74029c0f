"""The way back from a write: every row as it was before, if nobody changed it since."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import RowChange, Scope, Step, record
from models.store.tables import Base

_WITH_CHECKSUMS = (
    "tally",
    "pair_tally",
    "survey_tally",
    "composite_tally",
    "response",
    "count_source",
)
"""Tables whose rows are in the checksum of their import."""


def revert(c: Connection, step: Step) -> Step:
    """Make every row that a step changed as it was before, and return the step that leads here.

    The checksums of the imports concerned follow. Raises UsageProblem, and changes nothing, when
    somebody changed one of these rows since, or something now depends on one that was added;
    DatabaseProblem when rows of those imports were damaged on disk.
    """
    from models.store.imports import refuse_damaged, update_checksums  # with numpy: takes a while

    _refuse_changed(c, step)
    batches = _batches(step)
    if batches:
        refuse_damaged(c, batches)
    try:
        _restore(c, step)
    except sa.exc.IntegrityError:
        raise _changed_since() from None
    if batches:
        update_checksums(c, batches)
    record(c, "change.undone", {"tables": sorted({table for table, _key in step.keys})})
    return step.reversed()


def _restore(c: Connection, step: Step) -> None:
    """Insert and update from the tables that others point to down to those; delete on the way
    back up."""
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    changes = sorted(step.changes, key=lambda change: order[change[0].table.name])
    for scope, rows in changes:
        _insert(c, scope, [r for r in rows if r.after is None])
        _update(c, scope, [r for r in rows if r.before is not None and r.after is not None])
    for scope, rows in reversed(changes):
        _delete(c, scope, [r for r in rows if r.before is None])


def _refuse_changed(c: Connection, step: Step) -> None:
    for scope, rows in step.changes:
        now = scope.rows(c) if rows or scope.whole else {}
        there = sum(row.after is not None for row in rows)
        came = scope.whole and len(now) != there
        if came or any(now.get(row.key) != row.after for row in rows):
            raise _changed_since()


def _changed_since() -> UsageProblem:
    return UsageProblem("changed-since")


def _batches(step: Step) -> list[int]:
    found: set[int] = set()
    for scope, rows in step.changes:
        if scope.table.name in _WITH_CHECKSUMS:
            place = scope.kept.index("batch_id")
            found.update(v[place] for r in rows for v in (r.before, r.after) if v is not None)
    return sorted(found)


def _insert(c: Connection, scope: Scope, rows: list[RowChange]) -> None:
    if rows and scope.columns:
        raise _changed_since()
    if rows:
        values = [dict(zip(scope.kept, row.before or (), strict=True)) for row in rows]
        c.execute(sa.insert(scope.table), values)


def _update(c: Connection, scope: Scope, rows: list[RowChange]) -> None:
    rows = [row for row in rows if row.before != row.after]
    if not rows:
        return
    table = scope.table
    set_: dict[str, sa.BindParameter[object]] = {
        name: sa.bindparam(f"new_{name}") for name in scope.kept
    }
    which = (table.c[name] == sa.bindparam(f"key_{name}") for name in scope.keys)
    c.execute(
        sa.update(table).where(*which).values(set_),
        [
            {f"new_{name}": v for name, v in zip(scope.kept, row.before or (), strict=True)}
            | _key(scope, row)
            for row in rows
        ],
    )


def _delete(c: Connection, scope: Scope, rows: list[RowChange]) -> None:
    if rows:
        table = scope.table
        which = (table.c[name] == sa.bindparam(f"key_{name}") for name in scope.keys)
        c.execute(sa.delete(table).where(*which), [_key(scope, row) for row in rows])


def _key(scope: Scope, row: RowChange) -> dict[str, object]:
    return {f"key_{name}": v for name, v in zip(scope.keys, row.key, strict=True)}
