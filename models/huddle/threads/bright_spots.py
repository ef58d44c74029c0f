"""A bright spot as a card that another unit can take in: what works there, in their words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from models.errors import FileRefused
from models.huddle.threads.thread import CHANGED, SAID, THOUGHT, TRIED, Thread
from models.store.database import Database, one_line
from models.store.huddles import cards_taken_in, take_in_card
from models.survey import Unit

KIND = "bright spot"
VERSION = 1
MOST_CHARACTERS = 20_000
_PARTS = (SAID, THOUGHT, TRIED, CHANGED)


@dataclass(frozen=True, slots=True)
class BrightSpot:
    """What works in a unit: the room-safe lines of one thread. `made` is the card's day."""

    unit: str
    facility: str
    measure: str
    made: date
    said: tuple[str, ...]
    thought: tuple[str, ...]
    tried: tuple[str, ...]
    changed: tuple[str, ...]


def bright_spot(unit: Unit, thread: Thread, made: date) -> BrightSpot:
    """Return a thread as a bright spot: only its lines that are safe for a room."""
    lines = {part: tuple(line.text for line in thread.part(part) if line.room) for part in _PARTS}
    return BrightSpot(unit.name, unit.facility, thread.measure, made, *lines.values())


def card_text(spot: BrightSpot) -> str:
    """Return a bright spot's card as text to hand over."""
    card = {
        "kind": KIND,
        "version": VERSION,
        "unit": spot.unit,
        "facility": spot.facility,
        "measure": spot.measure,
        "made": spot.made.isoformat(),
        **{part: list(getattr(spot, part)) for part in _PARTS},
    }
    return json.dumps(card, ensure_ascii=False, indent=1)


def read_card(text: str, *, where: str = "") -> BrightSpot:
    """Return the bright spot on a card.

    `where` names the file in errors. Raises FileRefused for anything else than such a card.
    """
    if len(text) > MOST_CHARACTERS:
        raise FileRefused("no-bright-spot", why="too-long", where=where)
    try:
        card = json.loads(text)
        if card["kind"] != KIND or card["version"] > VERSION:
            raise FileRefused("no-bright-spot", why="later-version", where=where)
        return BrightSpot(
            _text(card["unit"]),
            _text(card["facility"]),
            _text(card["measure"]),
            date.fromisoformat(card["made"]),
            *(tuple(_text(line) for line in card[part]) for part in _PARTS),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FileRefused("no-bright-spot", where=where) from error


def take_in(db: Database, unit: Unit, card: str, *, now: datetime, where: str = "") -> BrightSpot:
    """Keep another unit's card with this unit, once, and return it. FileRefused as above."""
    spot = read_card(card, where=where)
    with db.write() as c:
        take_in_card(c, unit.id, card_text(spot), now=now)
    return spot


def taken_in(db: Database, unit: Unit) -> tuple[BrightSpot, ...]:
    """Return the bright spots a unit took in, the latest first."""
    with db.read() as c:
        return tuple(read_card(card) for card in cards_taken_in(c, unit.id))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a card holds text")
    return one_line(value)
