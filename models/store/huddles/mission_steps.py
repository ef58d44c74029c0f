"""Changes of the mission as steps that can be taken back.

A step remembers of everything it changed what it was before, so that what others changed
meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import insert_or_update, utc_text
from models.store.huddles.missions import mission, set_mission_sentence
from models.store.tables import BehaviorRow, BehaviorWeekRow, PromiseMeasureRow, PromiseRow

Fact = tuple[str, ...] | tuple[str, int] | tuple[str, int, str]
"""("sentence",), ("promise", id), ("behavior", id), ("measure", key) or ("week", unit id, day)."""

Value = str | int | tuple[int, str, str | None] | None
"""A sentence; a promise's id; place, words and end of a promise or behavior; None: not there."""

T = TypeVar("T")

_LISTED: Mapping[str, type[PromiseRow] | type[BehaviorRow]] = {
    "promise": PromiseRow,
    "behavior": BehaviorRow,
}


@dataclass(frozen=True)
class MissionStep:
    """What one change made different, and how it was before. Falsy when it changed nothing."""

    before: tuple[tuple[Fact, Value], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.before)

    @property
    def facts(self) -> frozenset[Fact]:
        """What it changed."""
        return frozenset(fact for fact, _value in self.before)


def stepped(c: Connection, change: Callable[[Connection], T]) -> tuple[T, MissionStep]:
    """Change the mission and return what the change returns, with the step that takes it back."""
    before = _facts(c)
    result = change(c)
    after = _facts(c)
    changed = [
        (fact, before.get(fact))
        for fact in sorted({*before, *after}, key=repr)
        if before.get(fact) != after.get(fact)
    ]
    return result, MissionStep(tuple(changed))


def take_back(c: Connection, step: MissionStep, *, now: datetime) -> None:
    """Make everything that a step changed as it was before. What it added is taken away."""
    for fact, value in step.before:
        kind = fact[0]
        if kind == "sentence":
            set_mission_sentence(c, str(value or ""))
        elif kind in _LISTED:
            _set_listed(c, _LISTED[str(kind)], int(fact[1]), value, now)
        elif kind == "measure":
            _set_measure(c, str(fact[1]), value)
        else:
            _set_week(c, int(fact[1]), str(fact[-1]), value)


def _facts(c: Connection) -> dict[Fact, Value]:
    found: dict[Fact, Value] = {("sentence",): mission(c).sentence}
    for kind, listed in _LISTED.items():
        query = sa.select(listed.id, listed.position, listed.text, listed.retired)
        for r in c.execute(query):
            found[kind, r.id] = (r.position, r.text, r.retired)
    measures = sa.select(PromiseMeasureRow.measure, PromiseMeasureRow.promise_id)
    found.update({("measure", r.measure): r.promise_id for r in c.execute(measures)})
    row = BehaviorWeekRow
    weeks = sa.select(row.unit_id, row.week, row.behavior_id)
    found.update({("week", r.unit_id, r.week): r.behavior_id for r in c.execute(weeks)})
    return found


def _set_listed(
    c: Connection,
    row: type[PromiseRow] | type[BehaviorRow],
    row_id: int,
    value: Value,
    now: datetime,
) -> None:
    values: dict[str, object] = {"retired": utc_text(now)}
    if isinstance(value, tuple):
        values = dict(zip(("position", "text", "retired"), value, strict=True))
    c.execute(sa.update(row).where(row.id == row_id).values(**values))


def _set_measure(c: Connection, measure: str, value: Value) -> None:
    if value is None:
        c.execute(sa.delete(PromiseMeasureRow).where(PromiseMeasureRow.measure == measure))
    else:
        insert_or_update(c, PromiseMeasureRow, {"measure": measure, "promise_id": value})


def _set_week(c: Connection, unit_id: int, week: str, value: Value) -> None:
    row = BehaviorWeekRow
    if value is None:
        c.execute(sa.delete(row).where(row.unit_id == unit_id, row.week == week))
    else:
        insert_or_update(c, row, {"unit_id": unit_id, "week": week, "behavior_id": value})
