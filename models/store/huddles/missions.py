"""The mission: one sentence, a few promises, the measures that show them, what units do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import get_setting, insert_or_update, one_line, put_setting, utc_text
from models.store.tables import BehaviorRow, BehaviorWeekRow, PromiseMeasureRow, PromiseRow

FEWEST_PROMISES = 3
MOST_PROMISES = 7
_SENTENCE = "mission_sentence"


@dataclass(frozen=True, slots=True)
class Behavior:
    """What a unit does for a promise, in its own words."""

    id: int
    promise_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, the keys of the measures that show it, and the behaviors of one unit."""

    id: int
    text: str
    measures: tuple[str, ...] = ()
    behaviors: tuple[Behavior, ...] = ()


@dataclass(frozen=True, slots=True)
class Mission:
    """The mission as one unit sees it. Everything may be missing: the sentence is then ""."""

    sentence: str = ""
    promises: tuple[Promise, ...] = ()

    def promise_for(self, measure: str) -> Promise | None:
        """Return the promise a measure shows, None when it is mapped to none."""
        return next((p for p in self.promises if measure in p.measures), None)

    @property
    def promises_missing(self) -> int:
        """How many promises are missing to the fewest that make a mission, 0 when enough."""
        return max(0, FEWEST_PROMISES - len(self.promises))


def mission(c: Connection, unit_id: int | None = None) -> Mission:
    """Return the mission, with the behaviors of a unit when one is given."""
    measures: dict[int, list[str]] = {}
    mapped = sa.select(PromiseMeasureRow.promise_id, PromiseMeasureRow.measure)
    for promise_id, measure in c.execute(mapped.order_by(PromiseMeasureRow.measure)):
        measures.setdefault(promise_id, []).append(measure)
    behaviors: dict[int, list[Behavior]] = {}
    if unit_id is not None:
        for row in c.execute(
            sa.select(BehaviorRow)
            .where(BehaviorRow.unit_id == unit_id, BehaviorRow.retired.is_(None))
            .order_by(BehaviorRow.position, BehaviorRow.id)
        ):
            found = Behavior(row.id, row.promise_id, row.text)
            behaviors.setdefault(row.promise_id, []).append(found)
    promises = c.execute(
        sa.select(PromiseRow)
        .where(PromiseRow.retired.is_(None))
        .order_by(PromiseRow.position, PromiseRow.id)
    )
    return Mission(
        str(get_setting(c, _SENTENCE, "")),
        tuple(
            Promise(
                row.id,
                row.text,
                tuple(measures.get(row.id, ())),
                tuple(behaviors.get(row.id, ())),
            )
            for row in promises
        ),
    )


def set_mission_sentence(c: Connection, sentence: str) -> None:
    """Keep the organization's mission sentence; empty takes it away."""
    put_setting(c, _SENTENCE, one_line(sentence))


def add_promise(c: Connection, text: str, *, now: datetime) -> int:
    """Keep a new promise after the others and return its id.

    Raises UsageProblem for an empty text and beyond seven promises.
    """
    words = _words(text, "promise")
    living = PromiseRow.retired.is_(None)
    count, last = c.execute(
        sa.select(sa.func.count(), sa.func.max(PromiseRow.position)).where(living)
    ).one()
    if count >= MOST_PROMISES:
        raise UsageProblem("too-many-promises", limit=MOST_PROMISES)
    values = {"position": (last or 0) + 1, "text": words, "created": utc_text(now)}
    return int(
        c.execute(sa.insert(PromiseRow).values(**values).returning(PromiseRow.id)).scalar_one()
    )


def reword_promise(c: Connection, promise_id: int, text: str) -> None:
    """Give a promise other words. Raises UsageProblem for no words and for no such promise."""
    _update(c, PromiseRow, promise_id, {"text": _words(text, "promise")}, "promise")


def retire_promise(c: Connection, promise_id: int, *, now: datetime) -> None:
    """Take a promise away. Old huddles keep it; its measures are free for another promise."""
    _update(c, PromiseRow, promise_id, {"retired": utc_text(now)}, "promise")
    c.execute(sa.delete(PromiseMeasureRow).where(PromiseMeasureRow.promise_id == promise_id))


def order_promises(c: Connection, promise_ids: list[int]) -> None:
    """Put the promises in the order given; those not named stay behind."""
    for place, promise_id in enumerate(promise_ids, start=1):
        c.execute(sa.update(PromiseRow).where(PromiseRow.id == promise_id).values(position=place))


def map_measure(c: Connection, measure: str, promise_id: int | None) -> None:
    """Say which promise a measure shows: once, so an earlier promise loses it. None: no one."""
    if promise_id is None:
        c.execute(sa.delete(PromiseMeasureRow).where(PromiseMeasureRow.measure == measure))
        return
    _need(c, PromiseRow, promise_id, "promise")
    insert_or_update(c, PromiseMeasureRow, {"measure": measure, "promise_id": promise_id})


def add_behavior(c: Connection, promise_id: int, unit_id: int, text: str, *, now: datetime) -> int:
    """Keep what a unit does for a promise, and return its id. UsageProblem for no words."""
    words = _words(text, "behavior")
    _need(c, PromiseRow, promise_id, "promise")
    last = c.scalar(
        sa.select(sa.func.max(BehaviorRow.position)).where(
            BehaviorRow.promise_id == promise_id, BehaviorRow.unit_id == unit_id
        )
    )
    insert = sa.insert(BehaviorRow).values(
        promise_id=promise_id,
        unit_id=unit_id,
        position=(last or 0) + 1,
        text=words,
        created=utc_text(now),
    )
    return int(c.execute(insert.returning(BehaviorRow.id)).scalar_one())


def reword_behavior(c: Connection, behavior_id: int, text: str) -> None:
    """Give a behavior other words. Raises UsageProblem for no words and for no such behavior."""
    _update(c, BehaviorRow, behavior_id, {"text": _words(text, "behavior")}, "behavior")


def retire_behavior(c: Connection, behavior_id: int, *, now: datetime) -> None:
    """Take a behavior away. Weeks that had it keep it."""
    _update(c, BehaviorRow, behavior_id, {"retired": utc_text(now)}, "behavior")


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def choose_behavior(c: Connection, unit_id: int, day: date, behavior_id: int) -> None:
    """Say what a unit pays attention to in the week of a day."""
    _need(c, BehaviorRow, behavior_id, "behavior")
    values = {"unit_id": unit_id, "week": week_of(day).isoformat(), "behavior_id": behavior_id}
    insert_or_update(c, BehaviorWeekRow, values)


def behavior_of_week(c: Connection, unit_id: int, day: date) -> Behavior | None:
    """Return the behavior chosen for the week of a day, else the last one chosen before it."""
    row = c.execute(
        sa.select(BehaviorRow)
        .join(BehaviorWeekRow, BehaviorWeekRow.behavior_id == BehaviorRow.id)
        .where(
            BehaviorWeekRow.unit_id == unit_id,
            BehaviorWeekRow.week <= week_of(day).isoformat(),
            BehaviorRow.retired.is_(None),
        )
        .order_by(BehaviorWeekRow.week.desc())
        .limit(1)
    ).first()
    return Behavior(row.id, row.promise_id, row.text) if row is not None else None


def _words(text: str, thing: str) -> str:
    words = one_line(text)
    if not words:
        raise UsageProblem(f"empty-{thing}")
    return words


def _need(
    c: Connection, table: type[PromiseRow] | type[BehaviorRow], row_id: int, thing: str
) -> None:
    if c.scalar(sa.select(table.id).where(table.id == row_id)) is None:
        raise UsageProblem(f"no-such-{thing}")


def _update(
    c: Connection,
    table: type[PromiseRow] | type[BehaviorRow],
    row_id: int,
    values: dict[str, str],
    thing: str,
) -> None:
    _need(c, table, row_id, thing)
    c.execute(sa.update(table).where(table.id == row_id).values(**values))
