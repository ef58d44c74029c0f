"""The shift relay: one topic, a sitting for each shift; shifts are joined, never compared."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.errors import UsageProblem
from models.huddle.agenda.plan import Plan
from models.store.database import Connection, Database, one_line, utc_text
from models.store.huddles import (
    CARD,
    SHIFTS,
    Relay,
    close_answered_relay,
    get_relay,
    huddle_lines,
    keep_line_as_idea,
    lines_by_id,
    list_huddles,
    open_relay,
    relay_line_ids,
    start_huddle,
    update_huddle,
    write_lines,
)


@dataclass(frozen=True, slots=True)
class JoinedLine:
    """A line of a relay with the fingers of all shifts. Whose it is, is not in here."""

    id: int
    text: str
    votes: int


def shift_at(now: datetime) -> str:
    """Return the shift that works at a local time: day from 7 to 15, evening to 23, else night.

    >>> shift_at(datetime(2026, 9, 2, 7, 15)), shift_at(datetime(2026, 9, 2, 6, 45))
    ('day', 'night')
    """
    return "day" if 7 <= now.hour < 15 else "evening" if 15 <= now.hour < 23 else "night"


def start_relay(db: Database, plan: Plan, *, now: datetime) -> int:
    """Ask a plan's topic of every shift, and return the relay's id."""
    measure = plan.measure
    with db.write() as c:
        return open_relay(
            c,
            plan.unit_id,
            measure.measure if measure else "",
            measure.item if measure else "",
            plan.question,
            now=now,
        )


def plan_sitting(db: Database, plan: Plan, relay_id: int, shift: str) -> Plan:
    """Return a plan as one shift's sitting: with the lines of the shifts before it.

    They stay out of sight until this shift has given its own; votes add up. Every shift guesses
    and sees the numbers itself. Raises UsageProblem for a shift that does not exist, or that has
    answered already.
    """
    _need_shift(shift)
    with db.read() as c:
        relay = get_relay(c, relay_id)
        _need_unanswered(relay, shift)
        lines = relay_line_ids(c, relay_id)
    return replace(
        plan,
        measure=replace(plan.measure, shown_on="") if plan.measure else None,
        relay=relay_id,
        shift=shift,
        last_shift=relay.waiting == (shift,),
        question=relay.question,
        earlier=tuple(line for line, _votes in lines),
        earlier_votes=tuple(votes for _line, votes in lines),
    )


def type_in_card(
    db: Database,
    relay_id: int,
    shift: str,
    lines: Sequence[tuple[str, int]],
    *,
    now: datetime,
) -> int:
    """Keep the lines and fingers of a printed card as a shift's sitting; return the huddle's id.

    Empty lines are left out. Raises UsageProblem for no line at all, for a shift that does not
    exist, and for one that has answered already.
    """
    _need_shift(shift)
    written = [(one_line(text), max(0, votes)) for text, votes in lines if one_line(text)]
    if not written:
        raise UsageProblem("empty-card")
    with db.write() as c:
        relay = get_relay(c, relay_id)
        _need_unanswered(relay, shift)
        columns = {
            "relay_id": relay_id,
            "shift": shift,
            "measure": relay.measure,
            "item": relay.item,
            "question": relay.question,
        }
        huddle_id = start_huddle(c, relay.unit_id, CARD, {}, now=now, values=columns)
        write_lines(
            c,
            huddle_id,
            {
                number: {"text": text, "shift": shift, "votes": votes}
                for number, (text, votes) in enumerate(written, start=1)
            },
        )
        update_huddle(c, huddle_id, {"ended": utc_text(now), "seconds": 0, "step": "close"})
        finish_sitting(c, relay_id, now=now)
    return huddle_id


def joined_lines(c: Connection, relay_id: int) -> tuple[JoinedLine, ...]:
    """Return all lines of a relay, the most fingers first, equal ones in no telling order."""
    lines = lines_by_id(c, [line for line, _votes in relay_line_ids(c, relay_id)])
    found = [JoinedLine(line.id, line.text, line.votes) for line in lines.values()]
    random.Random(relay_id).shuffle(found)
    return tuple(sorted(found, key=lambda line: -line.votes))


def finish_sitting(c: Connection, relay_id: int, *, now: datetime) -> None:
    """Close the relay when the last shift has answered, and keep its wanted lines as ideas."""
    if not close_answered_relay(c, relay_id, now=now):
        return
    relay = get_relay(c, relay_id)
    held = [h.id for h in list_huddles(c, relay.unit_id) if h.relay_id == relay_id]
    for line in huddle_lines(c, held):
        if line.votes > 0:
            keep_line_as_idea(
                c,
                line.huddle_id,
                line.number,
                relay.unit_id,
                relay.measure,
                parked=False,
                now=now,
            )


def _need_shift(shift: str) -> None:
    if shift not in SHIFTS:
        raise UsageProblem("unknown-shift", shifts=tuple(SHIFTS))


def _need_unanswered(relay: Relay, shift: str) -> None:
    if shift in relay.answered:
        raise UsageProblem("shift-answered", shift=shift, waiting=tuple(relay.waiting))
