"""The wall page and “You said, we did”: what of the threads may hang where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.errors import UsageProblem
from models.huddle.threads.outcomes import END_BETTER, END_NO_CHANGE, END_NOT_NOW, END_TOO_EARLY
from models.huddle.threads.thread import CHANGED, SAID, TRIED, Thread, ThreadLine
from models.store.actions import get_action
from models.store.database import Connection, Database, get_setting, put_setting
from models.store.huddles import WALL_SETTING
from models.survey import Unit

MOST_THREADS = 3


@dataclass(frozen=True, slots=True)
class WallPage:
    """One page for the staff's wall: at most three threads, one of them a bright spot when
    there is one. Lines that are not safe for the room are gone."""

    unit: str
    facility: str
    day: date
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class YouSaid:
    """One pair for patients and visitors. `changed` is "" when it is not for them."""

    said: tuple[str, ...]
    did: tuple[str, ...]
    changed: str = ""


def wall_page(
    unit: Unit, threads: Sequence[Thread], today: date, chosen: Sequence[int] = ()
) -> WallPage:
    """Return a unit's wall page of today from its threads (the latest first).

    `chosen` are the actions whose threads somebody hung, in their order. Without any, threads
    that ended come before those that are too early to tell, with a bright spot among them when
    there is one. A thread of which the room may see nothing is left out.
    """
    safe = [t for t in (_only(thread, _for_room) for thread in threads) if t.lines]
    hung = [t for action in chosen for t in safe if t.action_id == action]
    if hung:
        return WallPage(unit.name, unit.facility, today, tuple(hung[:MOST_THREADS]))
    ordered = sorted(safe, key=lambda t: _ORDER[t.ending.end])
    bright = next((t for t in ordered if is_bright(t)), None)
    taken = ordered[:MOST_THREADS]
    if bright is not None and bright not in taken:
        taken = [*taken[: MOST_THREADS - 1], bright]
    return WallPage(unit.name, unit.facility, today, tuple(taken))


def is_bright(thread: Thread) -> bool:
    """Tell whether a thread is a bright spot: learned from one, or its survey says better."""
    return thread.bright or thread.ending.end == END_BETTER


def pinned_threads(c: Connection, unit_id: int) -> tuple[int, ...]:
    """Return the actions whose threads a unit hung on its wall, in the order they were hung."""
    return tuple(int(i) for i in get_setting(c, WALL_SETTING.format(unit=unit_id), []))


def pin_thread(db: Database, unit_id: int, action_id: int, *, on: bool) -> None:
    """Hang a thread on a unit's wall, or take it down.

    Raises UsageProblem when three hang already, and for an action that is not there.
    """
    with db.write() as c:
        get_action(c, action_id)
        kept = [i for i in pinned_threads(c, unit_id) if i != action_id]
        if on and len(kept) >= MOST_THREADS:
            raise UsageProblem("wall-full", limit=MOST_THREADS)
        put_setting(c, WALL_SETTING.format(unit=unit_id), [*kept, action_id] if on else kept)


def you_said(threads: Sequence[Thread]) -> tuple[YouSaid, ...]:
    """Return what patients and visitors may read: only lines somebody ticked as public, and
    only where both a word of theirs and a deed of ours are ticked. Thanks are no wish."""
    pairs = []
    for thread in threads:
        public = _only(thread, _for_public)
        said = tuple(line.text for line in public.part(SAID) if not line.praise)
        did = tuple(line.text for line in public.part(TRIED))
        changed = " ".join(line.text for line in public.part(CHANGED))
        if said and did:
            pairs.append(YouSaid(said, did, changed))
    return tuple(pairs)


_ORDER = {END_BETTER: 0, END_NO_CHANGE: 1, END_NOT_NOW: 2, END_TOO_EARLY: 3}


def _for_room(line: ThreadLine) -> bool:
    return line.room


def _for_public(line: ThreadLine) -> bool:
    return line.public


def _only(thread: Thread, keep: Callable[[ThreadLine], bool]) -> Thread:
    return replace(thread, lines=tuple(line for line in thread.lines if keep(line)))
