"""Writes what keys did into the store: everything or nothing of it, and never twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.errors import UsageProblem
from models.huddle.agenda import Plan, finish_sitting
from models.huddle.session.journal_actions import apply_effect, existing_comment
from models.huddle.session.state import Event, State
from models.huddle.session.transaction import Change, Effect
from models.store.comments import NEW, PARKED, comments_by_id, set_comment_state
from models.store.database import Connection, Database, one_line, utc_text
from models.store.huddles import (
    JournalEvent,
    add_idea,
    add_votes,
    append_events,
    keep_line_as_idea,
    start_huddle,
    update_huddle,
    write_lines,
    write_texts,
)
from models.store.units import get_unit


@dataclass(slots=True)
class _Batch:
    """What one key did, and the state after it."""

    state: State
    events: tuple[Event, ...]
    texts: dict[str, str]
    effects: list[Effect]


class HuddleJournal:
    """Holds what was not stored yet, and stores it.

    `add` belongs to the thread of the keys; `store` may run in another one, one at a time.
    """

    def __init__(
        self,
        db: Database,
        huddle_id: int,
        plan: Plan,
        stored_events: int,
        stored: State,
        now: Callable[[], datetime],
    ) -> None:
        self.huddle_id = huddle_id
        self._db = db
        self._plan = plan
        self._seq = stored_events
        self._stored = stored
        self._now = now
        self._waiting: deque[_Batch] = deque()

    @classmethod
    def begin(cls, db: Database, plan: Plan, now: Callable[[], datetime]) -> HuddleJournal:
        """Keep a new huddle as planned, and return its journal. UsageProblem: its unit is gone."""
        measure = plan.measure
        with db.write() as c:
            get_unit(c, plan.unit_id)
            huddle_id = start_huddle(
                c,
                plan.unit_id,
                plan.kind,
                plan.to_json(),
                now=now(),
                values={
                    "leader": plan.leader,
                    "shift": plan.shift,
                    "measure": measure.measure if measure else "",
                    "item": measure.item if measure else "",
                    "question": plan.question,
                    "bright": int(measure.bright) if measure else 0,
                    "praise": existing_comment(c, plan.praise),
                    "relay_id": plan.relay,
                },
            )
        return cls(db, huddle_id, plan, 0, State(), now)

    def add(self, change: Change) -> None:
        """Take what a key did, to be stored after what was taken before."""
        batch = _Batch(change.state, change.events, dict(change.texts), list(change.effects))
        self._waiting.append(batch)

    @property
    def waiting(self) -> bool:
        return bool(self._waiting)

    def store(self) -> None:
        """Store what waits, in order. Raises UserError; what is not stored goes on waiting."""
        while self._waiting:
            self._store(self._waiting[0])
            self._waiting.popleft()

    def _store(self, batch: _Batch) -> None:
        """Store one key. Actions are written before the journal: a kill in between leaves an
        action that the same key finds again, never a key whose action is missing."""
        while batch.effects:
            self._apply_first(batch.effects)
        events = [
            JournalEvent(self._seq + place, event.at_ms, event.kind, event.data)
            for place, event in enumerate(batch.events, start=1)
        ]
        with self._db.write() as c:
            # An error can be reported for what was stored all the same: then it is there.
            if append_events(c, self.huddle_id, events, after=self._seq):
                self._write(c, batch)
        self._seq += len(events)
        self._stored = batch.state

    def _write(self, c: Connection, batch: _Batch) -> None:
        before, state = self._stored, batch.state
        write_lines(c, self.huddle_id, _changed_lines(before, state))
        write_texts(c, self.huddle_id, batch.texts)
        for key in {vote.line for vote in (*before.votes, *state.votes)}:
            fingers = state.fingers(key) - before.fingers(key)
            if key.startswith("earlier:") and fingers:
                add_votes(c, int(key.removeprefix("earlier:")), fingers)
        update_huddle(c, self.huddle_id, self._columns(state))
        if state.ended and not before.ended:
            self._finish(c, state)

    def _apply_first(self, effects: list[Effect]) -> None:
        try:
            apply_effect(self._db, self.huddle_id, self._plan, effects[0], self._now())
        except UsageProblem:
            del effects[0]  # trying again would not help: the action is gone
            raise
        del effects[0]

    def _columns(self, state: State) -> dict[str, Any]:
        columns: dict[str, Any] = {"step": state.step.value, "at_ms": state.at_ms}
        measure = self._plan.measure
        if state.roles != self._stored.roles:
            columns["roles"] = ",".join(state.roles)
        if state.guess is not None and measure is not None:
            columns |= {
                "guess": _middle(state),
                "guess_of": measure.guess_of,
                "truth": measure.truth,
            }
        if state.thumbs != self._stored.thumbs:
            columns |= {"thumbs_up": state.thumbs_up, "thumbs_down": state.thumbs_down}
        if state.ended and not self._stored.ended:
            end_ms = state.closed_ms if state.closed_ms is not None else state.at_ms
            columns |= {
                "ended": utc_text(self._now()),
                "seconds": round(end_ms / 1000),
            }
        return columns

    def _finish(self, c: Connection, state: State) -> None:
        """Leave nothing behind: ideas are kept, heard comments are no longer parked."""
        if self._plan.relay is None or state.parked:
            self._keep_ideas(c, state)
        if self._plan.relay is not None:
            finish_sitting(c, self._plan.relay, now=self._now())
        self._keep_unsaved(c, state)
        for comment in comments_by_id(c, self._plan.said).values():
            if comment.state == PARKED:
                set_comment_state(c, comment.id, NEW, now=self._now())

    def _keep_unsaved(self, c: Connection, state: State) -> None:
        """Keep what was to be done but that nobody took on, as an idea: it is no promise."""
        what = state.text("what").strip()
        if one_line(what) and not state.saved:
            measure = self._plan.measure.measure if self._plan.measure else ""
            add_idea(c, self._plan.unit_id, what, now=self._now(), measure=measure)

    def _keep_ideas(self, c: Connection, state: State) -> None:
        """Lines that fingers were shown for, or that were parked, and that nobody does yet."""
        measure = self._plan.measure.measure if self._plan.measure else ""
        for line in state.lines:
            taken = state.saved and line.key == state.prefilled
            if not taken and (state.parked or state.fingers(line.key) > 0):
                keep_line_as_idea(
                    c,
                    self.huddle_id,
                    line.number,
                    self._plan.unit_id,
                    measure,
                    parked=state.parked,
                    now=self._now(),
                )


def _middle(state: State) -> int:
    """Return the one number that stands for the room's guess over the year."""
    low = state.guess or 0
    return low if state.guess_high is None else round((low + state.guess_high) / 2)


def _changed_lines(before: State, after: State) -> dict[int, dict[str, Any]]:
    old = {line.number: (line, before.fingers(line.key)) for line in before.lines}
    changed = {}
    for line in after.lines:
        votes = after.fingers(line.key)
        if old.get(line.number) != (line, votes):
            changed[line.number] = {
                "role": line.role,
                "shift": line.shift,
                "lens": line.lens,
                "votes": votes,
            }
    return changed
