"""A huddle's journal: what happened in it, key by key, so that nothing is ever lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import insert_or_update, sanitize, utc_text
from models.store.tables import HuddleEventRow, HuddleLineRow, HuddleRow, HuddleTextRow

_LINE = "line:"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """One thing that happened, at a time on the huddle's own clock. `data` holds no free text."""

    seq: int
    at_ms: int
    kind: str
    data: Json


@dataclass(frozen=True, slots=True)
class Journal:
    """Everything a huddle needs to go on: its plan, its events in order, and its texts.

    `texts` maps a text box ("what", "line:3") to its last wording; `at_ms` is where its clock
    stood.
    """

    huddle_id: int
    unit_id: int
    plan: Json
    events: tuple[JournalEvent, ...]
    texts: dict[str, str]
    at_ms: int


def start_huddle(
    c: Connection,
    unit_id: int,
    kind: str,
    plan: Json,
    *,
    now: datetime,
    values: Mapping[str, Any] | None = None,
) -> int:
    """Keep a new huddle and return its id. `values` are further columns of the huddle."""
    insert = sa.insert(HuddleRow).values(
        unit_id=unit_id,
        kind=kind,
        started=utc_text(now),
        plan=json.dumps(plan, ensure_ascii=False, separators=(",", ":")),
        **(values or {}),
    )
    return int(c.execute(insert.returning(HuddleRow.id)).scalar_one())


def append_events(
    c: Connection, huddle_id: int, events: Sequence[JournalEvent], *, after: int | None = None
) -> bool:
    """Add events to a huddle's journal. False when exactly these are in it already.

    `after` is the number of the last event so far, needed where `events` may be none. Raises
    UsageProblem when another window has written on in the meantime.
    """
    if not events and after is None:
        return True
    row = HuddleEventRow
    last = c.scalar(sa.select(sa.func.max(row.seq)).where(row.huddle_id == huddle_id)) or 0
    known = _events(c, huddle_id, events[0].seq)[: len(events)] if events else []
    if events and last >= events[-1].seq and known == [*events]:
        return False
    if last != (events[0].seq - 1 if events else after):
        raise UsageProblem("huddle-elsewhere")
    if not events:
        return True
    c.execute(
        sa.insert(row),
        [
            {
                "huddle_id": huddle_id,
                "seq": event.seq,
                "at_ms": event.at_ms,
                "kind": event.kind,
                "data": json.dumps(event.data, ensure_ascii=False, separators=(",", ":")),
            }
            for event in events
        ],
    )
    return True


def _events(c: Connection, huddle_id: int, first: int = 1) -> list[JournalEvent]:
    row = HuddleEventRow
    found = c.execute(
        sa.select(row.seq, row.at_ms, row.kind, row.data)
        .where(row.huddle_id == huddle_id, row.seq >= first)
        .order_by(row.seq)
    )
    return [JournalEvent(e.seq, e.at_ms, e.kind, json.loads(e.data)) for e in found]


def write_texts(c: Connection, huddle_id: int, texts: Mapping[str, str]) -> None:
    """Write over the texts of a huddle. An empty text box is kept as nothing."""
    for key, text in texts.items():
        if key.startswith(_LINE):
            _write_line(c, huddle_id, int(key.removeprefix(_LINE)), {"text": sanitize(text)})
        elif text:
            insert_or_update(
                c, HuddleTextRow, {"huddle_id": huddle_id, "key": key, "text": sanitize(text)}
            )
        else:
            row = HuddleTextRow
            c.execute(sa.delete(row).where(row.huddle_id == huddle_id, row.key == key))


def write_lines(c: Connection, huddle_id: int, lines: Mapping[int, Mapping[str, Any]]) -> None:
    """Write role, shift, lens or votes of lines by their number."""
    for number, values in lines.items():
        _write_line(c, huddle_id, number, values)


def add_votes(c: Connection, line_id: int, fingers: int) -> None:
    """Add fingers to a line of an earlier sitting (negative: take back)."""
    row = HuddleLineRow
    c.execute(sa.update(row).where(row.id == line_id).values(votes=row.votes + fingers))


def update_huddle(c: Connection, huddle_id: int, values: Mapping[str, Any]) -> None:
    """Write columns of a huddle, such as its step, its clock and its end."""
    if values:
        c.execute(sa.update(HuddleRow).where(HuddleRow.id == huddle_id).values(**values))


def load_journal(c: Connection, huddle_id: int) -> Journal:
    """Return what a huddle needs to go on. Raises UsageProblem when there is no such huddle."""
    huddle = c.execute(sa.select(HuddleRow).where(HuddleRow.id == huddle_id)).one_or_none()
    if huddle is None:
        raise UsageProblem("unknown-huddle", huddle=huddle_id)
    box = HuddleTextRow
    stored = c.execute(sa.select(box.key, box.text).where(box.huddle_id == huddle_id))
    texts = {row.key: row.text for row in stored}
    line = HuddleLineRow
    for number, words in c.execute(
        sa.select(line.number, line.text).where(line.huddle_id == huddle_id)
    ):
        texts[f"{_LINE}{number}"] = words
    return Journal(
        huddle.id,
        huddle.unit_id,
        json.loads(huddle.plan),
        tuple(_events(c, huddle_id)),
        texts,
        huddle.at_ms,
    )


def _write_line(c: Connection, huddle_id: int, number: int, values: Mapping[str, Any]) -> None:
    row = HuddleLineRow
    changed = c.execute(
        sa.update(row).where(row.huddle_id == huddle_id, row.number == number).values(**values)
    )
    if changed.rowcount == 0:
        c.execute(
            sa.insert(row).values(
                **{"huddle_id": huddle_id, "number": number, "text": "", **values}
            )
        )
