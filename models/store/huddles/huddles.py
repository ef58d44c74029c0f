"""Huddles as they were held, and what is asked about the past."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.tables import (
    MOVED_WITH_UNIT,
    ActionRow,
    Base,
    BehaviorWeekRow,
    BrightSpotRow,
    HuddleEventRow,
    HuddleLineRow,
    HuddleRow,
    HuddleTextRow,
    UnitNameRow,
    UnitRow,
)

FULL = "full"
SHORT = "short"
CARD = "card"
"""A printed card, typed in afterwards: no clock, no guess, counts as its shift's sitting."""


@dataclass(frozen=True, slots=True)
class HuddleRecord:
    """One huddle. Times are UTC text; `ended` and `seconds` are None while it is not over.
    `lines` and `actions` are counts."""

    id: int
    unit_id: int
    unit: str
    kind: str
    started: str
    ended: str | None
    seconds: int | None
    step: str
    leader: str
    shift: str
    roles: tuple[str, ...]
    measure: str
    item: str
    question: str
    bright: bool
    praise: int | None
    relay_id: int | None
    guess: int | None
    guess_of: int | None
    truth: int | None
    thumbs_up: int
    thumbs_down: int
    lines: int
    actions: int


def list_huddles(
    c: Connection, unit_id: int | None = None, *, since: str | None = None
) -> list[HuddleRecord]:
    """Return huddles, the latest first: of one unit, started at or after a UTC time."""
    query = _RECORD.order_by(HuddleRow.started.desc(), HuddleRow.id.desc())
    if unit_id is not None:
        query = query.where(HuddleRow.unit_id == unit_id)
    if since is not None:
        query = query.where(HuddleRow.started >= since)
    return [_record(row) for row in c.execute(query)]


def get_huddle(c: Connection, huddle_id: int) -> HuddleRecord:
    """Return one huddle. Raises UsageProblem when there is none with that id."""
    row = c.execute(_RECORD.where(HuddleRow.id == huddle_id)).one_or_none()
    if row is None:
        raise UsageProblem("unknown-huddle", huddle=huddle_id)
    return _record(row)


def unfinished_huddle(c: Connection, unit_id: int) -> HuddleRecord | None:
    """Return the latest huddle of a unit that has not ended, None when all have."""
    query = _RECORD.where(HuddleRow.unit_id == unit_id, HuddleRow.ended.is_(None))
    row = c.execute(query.order_by(HuddleRow.id.desc()).limit(1)).first()
    return _record(row) if row is not None else None


@dataclass(frozen=True, slots=True)
class HuddleLine:
    """What somebody said in a huddle, in its last wording."""

    id: int
    huddle_id: int
    number: int
    text: str
    role: str
    shift: str
    lens: str
    votes: int


def huddle_lines(c: Connection, huddle_ids: Sequence[int]) -> list[HuddleLine]:
    """Return the lines of some huddles, in the order they were typed."""
    row = HuddleLineRow
    query = _LINE.where(row.huddle_id.in_(list(huddle_ids)))
    return [HuddleLine(*found) for found in c.execute(query.order_by(row.huddle_id, row.number))]


def stored_plan(c: Connection, huddle_id: int) -> dict[str, Any]:
    """Return what a huddle was prepared with, {} for a card or a huddle that is gone."""
    plan = c.scalar(sa.select(HuddleRow.plan).where(HuddleRow.id == huddle_id))
    return dict(json.loads(plan)) if plan else {}


def lines_by_id(c: Connection, ids: Sequence[int]) -> dict[int, HuddleLine]:
    """Return lines by their ids; those that are gone are missing."""
    rows = c.execute(_LINE.where(HuddleLineRow.id.in_(list(ids))))
    return {row.id: HuddleLine(*row) for row in rows}


def last_discussed(c: Connection, unit_id: int) -> dict[str, str]:
    """Return measure -> UTC time a huddle of the unit last took it up."""
    row = HuddleRow
    query = (
        sa.select(row.measure, sa.func.max(row.started).label("started"))
        .where(row.unit_id == unit_id, row.measure != "")
        .group_by(row.measure)
    )
    return {row.measure: row.started for row in c.execute(query)}


def plans_shown(c: Connection, unit_id: int) -> dict[str, dict[str, Any]]:
    """Return measure -> what the last huddle of a unit was prepared with that showed its numbers.

    A huddle that was left before they came up showed none.
    """
    row, event = HuddleRow, HuddleEventRow
    saw = sa.exists().where(
        event.huddle_id == row.id, event.kind == "step", event.data.contains('"to":"see"')
    )
    query = (
        sa.select(row.measure, row.plan)
        .where(row.unit_id == unit_id, row.measure != "", saw)
        .order_by(row.started, row.id)
    )
    return {measure: dict(json.loads(plan)) for measure, plan in c.execute(query)}


def questions_asked(c: Connection, unit_id: int) -> Counter[tuple[str, str]]:
    """Return (item, founding question) -> times the unit's huddles asked it. Item "": none."""
    row = HuddleRow
    query = (
        sa.select(row.item, row.question, sa.func.count())
        .where(row.unit_id == unit_id, row.question != "")
        .group_by(row.item, row.question)
    )
    return Counter({(item, question): int(n) for item, question, n in c.execute(query)})


def praise_used(c: Connection, unit_id: int) -> frozenset[int]:
    """Return the comments that were read out as praise in a unit's huddles."""
    row = HuddleRow
    query = sa.select(row.praise).where(row.unit_id == unit_id, row.praise.is_not(None))
    return frozenset(int(found) for found in c.scalars(query) if found is not None)


def actions_looked_at(c: Connection, unit_id: int) -> dict[int, str]:
    """Return action -> UTC time of the last huddle that ended and had it on its agenda."""
    row = HuddleRow
    query = (
        sa.select(row.started, row.plan)
        .where(row.unit_id == unit_id, row.ended.is_not(None))
        .order_by(row.started)
    )
    return {
        int(action): started
        for started, plan in c.execute(query)
        for action in json.loads(plan).get("actions", ())
    }


def words_to_change(c: Connection, unit_id: int) -> list[tuple[str, str]]:
    """Return (UTC time, the one word to change) of a unit's huddles that gave one, latest first."""
    text = HuddleTextRow
    query = (
        sa.select(HuddleRow.started, text.text)
        .join(text, text.huddle_id == HuddleRow.id)
        .where(HuddleRow.unit_id == unit_id, text.key == "word")
        .order_by(HuddleRow.started.desc(), HuddleRow.id.desc())
    )
    return [(started, word) for started, word in c.execute(query)]


def texts_of_huddles(c: Connection, huddle_ids: Sequence[int], key: str) -> dict[int, str]:
    """Return huddle -> what stands in one text box of it; huddles without a word are missing."""
    text = HuddleTextRow
    query = sa.select(text.huddle_id, text.text).where(
        text.key == key, text.huddle_id.in_(list(huddle_ids))
    )
    return {row.huddle_id: row.text for row in c.execute(query)}


def move_unit_huddles(c: Connection, unit_id: int, into_id: int) -> None:
    """Give the mission, huddles, ideas and names of a unit to the one it is merged into."""
    for table in MOVED_WITH_UNIT:
        column = table.__table__.c.unit_id
        c.execute(sa.update(table).where(column == unit_id).values(unit_id=into_id))
    for kept, key in _ONE_EACH:
        columns = kept.__table__.c
        has = sa.select(columns[key]).where(columns.unit_id == into_id).scalar_subquery()
        c.execute(
            sa.update(kept)
            .where(columns.unit_id == unit_id, columns[key].not_in(has))
            .values(unit_id=into_id)
            .execution_options(synchronize_session=False)
        )
        c.execute(sa.delete(kept).where(columns.unit_id == unit_id))


_ONE_EACH: tuple[tuple[type[Base], str], ...] = (
    (BehaviorWeekRow, "week"),
    (UnitNameRow, "name"),
    (BrightSpotRow, "digest"),
)
_LINE = sa.select(
    HuddleLineRow.id,
    HuddleLineRow.huddle_id,
    HuddleLineRow.number,
    HuddleLineRow.text,
    HuddleLineRow.role,
    HuddleLineRow.shift,
    HuddleLineRow.lens,
    HuddleLineRow.votes,
)
_LINES = (
    sa.select(sa.func.count())
    .where(HuddleLineRow.huddle_id == HuddleRow.id)
    .correlate(HuddleRow)
    .scalar_subquery()
)
_ACTIONS = (
    sa.select(sa.func.count())
    .where(ActionRow.huddle_id == HuddleRow.id)
    .correlate(HuddleRow)
    .scalar_subquery()
)
_RECORD = sa.select(
    HuddleRow, UnitRow.name.label("unit"), _LINES.label("lines"), _ACTIONS.label("actions")
).join(UnitRow, UnitRow.id == HuddleRow.unit_id)


def _record(row: sa.Row[Any]) -> HuddleRecord:
    return HuddleRecord(
        row.id,
        row.unit_id,
        row.unit,
        row.kind,
        row.started,
        row.ended,
        row.seconds,
        row.step,
        row.leader,
        row.shift,
        tuple(role for role in row.roles.split(",") if role),
        row.measure,
        row.item,
        row.question,
        bool(row.bright),
        row.praise,
        row.relay_id,
        row.guess,
        row.guess_of,
        row.truth,
        row.thumbs_up,
        row.thumbs_down,
        row.lines,
        row.actions,
    )
