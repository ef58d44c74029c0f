"""A huddle that runs: keys come in, and what they did is stored before the next one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from models.errors import UserError
from models.huddle.agenda import Plan, plan_from_json
from models.huddle.session.journal import HuddleJournal
from models.huddle.session.keyboard import close_now, press, tick
from models.huddle.session.keys import Key
from models.huddle.session.reducer import replay
from models.huddle.session.state import Event, State
from models.huddle.session.transaction import Change
from models.store.database import Database
from models.store.huddles import lines_by_id, load_journal, unfinished_huddle

Seconds = Callable[[], float]
Now = Callable[[], datetime]
Lane = Callable[[Callable[[], None]], None]

HEARTBEAT_MS = 5_000
"""Without a key the huddle's clock is stored this often, so that it goes on where it was."""


def utc_now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


def at_once(store: Callable[[], None]) -> None:
    """Store what a key did before the next one is taken."""
    store()


class LiveHuddle:
    """One huddle on the screen.

    `state` is where it stands, `plan` what it was prepared with. `unsaved` is the reason why
    the last keys could not be stored, None when all are; they are tried again with every key
    and tick, so nothing is lost by a database that was locked for a moment.

    `lane` runs what stores a key: at once, unless another one is given that runs it beside the
    keys, one at a time and in order.
    """

    def __init__(
        self,
        plan: Plan,
        state: State,
        journal: HuddleJournal | None,
        *,
        clock: Seconds = time.monotonic,
        lane: Lane = at_once,
    ) -> None:
        self.plan = plan
        self.state = state
        self.unsaved: UserError | None = None
        self.alone = False
        """Only the room's screen is there: see `press`."""
        self._journal = journal
        self._clock = clock
        self._lane = lane
        self._begun = clock()
        self._base_ms = state.at_ms
        self._stored_ms = state.at_ms

    @property
    def id(self) -> int | None:
        """The huddle's number in the store; None for a rehearsal."""
        return self._journal.huddle_id if self._journal is not None else None

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds on the huddle's clock. Time while the program was closed is not in it."""
        if self.state.left or self.state.ended:
            return self.state.at_ms
        return self._base_ms + max(0, round((self._clock() - self._begun) * 1000))

    def press(self, key: Key) -> State:
        """Do what a key does, store it, and return the new state. Never raises."""
        was_left = self.state.left
        change = press(self.state, self.plan, key, self.elapsed_ms, alone=self.alone)
        self._keep(change)
        if was_left and not self.state.left:
            self._begun, self._base_ms = self._clock(), self.state.at_ms
        return self.state

    def tick(self) -> State:
        """Do what the passing of time does; to be called about once a second."""
        change = tick(self.state, self.plan, self.elapsed_ms)
        self._keep(change, heartbeat=change.state.at_ms - self._stored_ms >= HEARTBEAT_MS)
        return self.state

    def _keep(self, change: Change, *, heartbeat: bool = False) -> None:
        self.state = change.state
        if self._journal is None:
            return
        if change.writes or heartbeat:
            self._journal.add(change)
        if self._journal.waiting:
            self._stored_ms = self.state.at_ms
            self._lane(self._store)

    def _store(self) -> None:
        if self._journal is None:
            return
        try:
            self._journal.store()
        except UserError as error:
            self.unsaved = error
        else:
            self.unsaved = None


def start_live_huddle(
    db: Database,
    plan: Plan,
    *,
    now: Now = utc_now,
    clock: Seconds = time.monotonic,
    lane: Lane = at_once,
) -> LiveHuddle:
    """Start a huddle as planned. An earlier one of the unit that was never ended is closed
    first, with all its lines. A rehearsal is stored nowhere. Raises UsageProblem when the unit is
    gone, DatabaseProblem when it cannot be stored."""
    if plan.rehearsal:
        return LiveHuddle(plan, _with_earlier_lines(db, plan, State()), None, clock=clock)
    close_abandoned(db, plan.unit_id, now=now)
    journal = HuddleJournal.begin(db, plan, now)
    return LiveHuddle(plan, _with_earlier_lines(db, plan, State()), journal, clock=clock, lane=lane)


def resume_live_huddle(
    db: Database,
    huddle_id: int,
    *,
    now: Now = utc_now,
    clock: Seconds = time.monotonic,
    lane: Lane = at_once,
) -> LiveHuddle:
    """Go on with a huddle on the step and with the lines it had, however it was cut off.

    Raises UsageProblem when there is no such huddle, DatabaseProblem when it cannot be read.
    """
    plan, state, events = read_huddle(db, huddle_id)
    journal = HuddleJournal(db, huddle_id, plan, events, state, now)
    change = press(state, plan, Key("F5"), state.at_ms) if state.left else Change(state)
    live = LiveHuddle(plan, change.state, journal, clock=clock, lane=lane)
    live._keep(change)
    return live


def read_huddle(db: Database, huddle_id: int) -> tuple[Plan, State, int]:
    """Return a huddle's plan, where it stands, and how many events led there.

    Raises UsageProblem when there is no such huddle, DatabaseProblem when it cannot be read.
    """
    with db.read() as c:
        stored = load_journal(c, huddle_id)
    plan = plan_from_json(stored.plan)
    texts = {key: text for key, text in stored.texts.items() if text}
    events = [Event(event.kind, event.at_ms, event.data) for event in stored.events]
    state = _with_earlier_lines(db, plan, replay(events, texts))
    return plan, replace(state, at_ms=max(state.at_ms, stored.at_ms)), len(events)


def close_abandoned(db: Database, unit_id: int, *, now: Now = utc_now) -> int | None:
    """End a unit's huddle that was left and never resumed, making kept what stood half done.

    Returns its id, None when there was none.
    """
    with db.read() as c:
        found = unfinished_huddle(c, unit_id)
    if found is None:
        return None
    live = resume_live_huddle(db, found.id, now=now)
    live._keep(close_now(live.state, live.plan, live.state.at_ms))
    if live.unsaved is not None:
        raise live.unsaved
    return found.id


def _with_earlier_lines(db: Database, plan: Plan, state: State) -> State:
    """Put the words of earlier sittings beside the texts, where the same keys find them."""
    if not plan.earlier:
        return state
    with db.read() as c:
        lines = lines_by_id(c, plan.earlier)
    earlier = {f"earlier:{line.id}": line.text for line in lines.values()}
    return replace(state, texts={**state.texts, **earlier})
