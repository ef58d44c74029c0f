"""One turn: what a key press does, gathered as events, texts and effects."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from models.huddle.agenda import Plan, Step, parse_due
from models.huddle.session.reducer import apply
from models.huddle.session.state import (
    EVERYBODY,
    NO_OWNER,
    NOTHING_TO_DO,
    OBSTACLE,
    STOPPED,
    Event,
    State,
)
from models.store.actions import DAYS_TO_DO
from models.survey import DEFAULT_TARGET, WISHES


@dataclass(frozen=True, slots=True)
class MarkAction:
    """The room decided about an open promise: done, kept, obstacle or stopped."""

    action_id: int
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class SaveAction:
    """The one thing this huddle will do. Saving it again changes it: one new per huddle."""

    what: str
    who: str
    due: date
    theirs: bool
    lens: str
    line: str
    wish: int = DEFAULT_TARGET


@dataclass(frozen=True, slots=True)
class ShowOwners:
    """From now on owners are shown in the room by first name or by role."""

    style: str


@dataclass(frozen=True, slots=True)
class FreezeBaseline:
    """Freeze the measure's baseline for the one thing, or take that back."""

    on: bool
    what: str


Effect = MarkAction | SaveAction | ShowOwners | FreezeBaseline


@dataclass(frozen=True, slots=True)
class Change:
    """What one key did: the new state, and what has to be written to keep it."""

    state: State
    events: tuple[Event, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()

    @property
    def writes(self) -> bool:
        return bool(self.events or self.texts or self.effects)


class KeyTransaction:
    """Gathers what one key does. `state` is always up to date."""

    def __init__(self, state: State, plan: Plan, at_ms: int) -> None:
        self.plan = plan
        self.at_ms = max(state.at_ms, at_ms)
        self.state = replace(state, at_ms=self.at_ms)
        self._events: list[Event] = []
        self._texts: dict[str, str] = {}
        self._effects: list[Effect] = []

    def do(self, kind: str, **data: Any) -> None:
        event = Event(kind, self.at_ms, data)
        self.state = apply(self.state, event)
        self._events.append(event)

    def write(self, key: str, text: str, cursor: int | None = None) -> None:
        texts = {**self.state.texts, key: text}
        if not text:
            del texts[key]
        cursor = len(text) if cursor is None else cursor
        self.state = replace(
            self.state, texts=texts, cursor=cursor, anchor=None, typed_ms=self.at_ms
        )
        self._texts[key] = text

    def move_cursor(self, cursor: int, anchor: int | None = None) -> None:
        self.state = replace(self.state, cursor=cursor, anchor=anchor)

    def focus(self, box: str, asking: str = "") -> None:
        if (self.state.focus, self.state.asking) != (box, asking):
            self.do("focus", to=box, asking=asking)
        self.move_cursor(len(self.state.text(box)))

    def effect(self, effect: Effect) -> None:
        self._effects.append(effect)

    def change(self) -> Change:
        return Change(self.state, tuple(self._events), dict(self._texts), tuple(self._effects))

    # --- going from step to step ---------------------------------------------------------------

    def go_by(self, places: int) -> None:
        """Go on or back by so many steps; beyond the last the huddle is over."""
        steps = self.plan.steps
        place = steps.index(self.state.step) + places
        if place >= len(steps):
            self.do("ended")
        elif place >= 0:
            self.go(steps[place])

    def go(self, to: Step) -> None:
        """Go to a step, keeping what was typed in the one that is left."""
        steps = self.plan.steps
        if to is self.state.step:
            return
        forward = steps.index(to) > steps.index(self.state.step)
        self.settle(forward=forward)
        if to is Step.CLOSE:
            self.commit_line()
        if to in (Step.CHOOSE, Step.DO) and not self.state.revealed:
            self.reveal()
        self.do("step", to=to.value, focus=_FIRST_BOX.get(to, ""), spot=self._first_spot(to))
        if to is Step.DO:
            self._prefill()
        self.move_cursor(len(self.state.text(self.state.focus)))

    def settle(self, *, forward: bool) -> None:
        """Make kept what stands half done in the current step, so that leaving loses nothing."""
        step = self.state.step
        if step is Step.PROMISED and self.state.asking:
            self.mark_asked()
        elif step is Step.GUESS:
            self.commit_guess()
        elif step is Step.HEAR and forward:
            self.commit_line()
        elif step is Step.CHOOSE and forward:
            self.do("chosen", to=self._winner())
        elif step is Step.DO:
            self.save_action()

    def _first_spot(self, step: Step) -> int:
        if step is not Step.PROMISED:
            return 0
        actions = self.plan.actions
        return next((n for n, a in enumerate(actions) if a not in self.state.marks), 0)

    # --- promises ------------------------------------------------------------------------------

    def mark(self, mark: str) -> None:
        """Decide about the marked promise, and go on to the next one that waits."""
        spot = self.state.spot
        if not 0 <= spot < len(self.plan.actions):
            return
        action = self.plan.actions[spot]
        why = self.state.text(f"why:{action}").strip() if mark in (OBSTACLE, STOPPED) else ""
        decided = {*self.state.marks, action}
        waiting = [n for n, a in enumerate(self.plan.actions) if a not in decided]
        after = next((n for n in waiting if n > spot), waiting[0] if waiting else spot)
        self.effect(MarkAction(action, mark, why))
        self.do("mark", action=action, mark=mark, spot=after)

    def mark_asked(self) -> bool:
        """Decide with the reason typed. A promise is not stopped without one: then False."""
        why = self.state.text(self.state.focus).strip()
        if self.state.asking == STOPPED and not why:
            return False
        self.mark(self.state.asking)
        return True

    # --- guess and lines -----------------------------------------------------------------------

    def commit_guess(self) -> None:
        """Keep the room's guess, or its lowest and its highest where two were typed."""
        if self.state.seen:
            return
        typed = [int(self.state.text(box)) for box in GUESSES if self.state.text(box)]
        low = min(typed, default=None)
        high = max(typed) if len(set(typed)) > 1 else None
        if low is not None and self.state.guess != low:
            self.do("guess", to=low)
        if self.state.guess_high != high:
            self.do("guess_high", to=high)

    def commit_line(self) -> bool:
        """Make a line of what stands in the box. False when nothing does."""
        text = self.state.text("line").strip()
        if not text:
            return False
        number = len(self.state.lines) + 1
        self.write(f"line:{number}", text)
        self.do(
            "line",
            number=number,
            role=self.state.role,
            shift=self.plan.shift,
            lens=self.state.draft_lens,
        )
        self.write("line", "")
        return True

    def reveal(self) -> None:
        """Show the lines, shuffled so that nobody knows whose is whose."""
        keys = [line.key for line in self.state.lines]
        keys += [f"earlier:{line}" for line in self.plan.earlier]
        if keys:
            random.Random(self.plan.seed).shuffle(keys)
            self.do("reveal", order=keys)

    def _winner(self) -> str:
        order = self.state.order
        if not order:
            return ""
        votes = {key: self.votes(key) for key in order}
        most = max(votes.values())
        if most == 0:
            return order[min(self.state.spot, len(order) - 1)]
        return next(key for key in order if votes[key] == most)

    def votes(self, line: str) -> int:
        """Return the fingers for a line, those of earlier sittings included."""
        earlier = dict(zip(self.plan.earlier, self.plan.earlier_votes, strict=False))
        before = earlier.get(int(line.removeprefix("earlier:")), 0) if "earlier" in line else 0
        return before + self.state.fingers(line)

    # --- the one thing -------------------------------------------------------------------------

    def _prefill(self) -> None:
        """Put the line that was chosen where the reason stands, and go to who will do it."""
        chosen, prefilled = self.state.chosen, self.state.prefilled
        reason = self.state.text("so_that")
        untouched = not reason or (prefilled and reason == self.state.text(prefilled))
        if chosen and chosen != prefilled and untouched and not self.state.saved:
            self.write("so_that", self.state.text(chosen))
            self.do("prefilled", to=chosen)
            line = self.state.line(chosen)
            if line is not None and line.lens and not self.state.lens:
                self.do("lens", to=line.lens)

    def missing(self) -> str:
        """Return what is to be told before the one thing can be saved, "" when nothing is.

        A promise without somebody who does it, or without what is done, is never saved; that
        everybody does it is asked about once.
        """
        who, what = self.state.text("who").strip(), self.state.text("what").strip()
        if not who and not what:
            return ""
        if not what:
            return NOTHING_TO_DO
        if not who:
            return NO_OWNER
        return EVERYBODY if is_everybody(who) else ""

    def tell_missing(self) -> bool:
        """Tell what is missing and put the keyboard where it is, once each. False when nothing
        new is to be told."""
        missing = self.missing()
        if not missing or missing in self.state.noticed:
            return False
        self.do("notice", to=missing)
        self.focus("what" if missing == NOTHING_TO_DO else "who")
        return True

    def wish_more(self) -> None:
        """Aim at the next larger rise; after the largest comes the smallest."""
        if self.plan.measure is not None:
            larger = [points for points in WISHES if points > self.state.wish]
            self.do("wish", to=larger[0] if larger else WISHES[0])

    def due(self) -> date | None:
        """Return the day typed, None when it cannot be read as one."""
        return parse_due(self.state.text("due"), self.plan.day)

    def save_action(self) -> bool:
        """Save the one thing, due in fourteen days when the day cannot be read. False: nobody
        does it, or nothing is to be done."""
        state = self.state
        what, who = state.text("what").strip(), state.text("who").strip()
        if not what or not who:
            return False
        due = self.due() or self.plan.day + timedelta(days=DAYS_TO_DO)
        line = state.chosen if state.chosen == state.prefilled else ""
        self.effect(SaveAction(what, who, due, state.theirs, state.lens, line, state.wish))
        if not state.saved:
            self.do("saved")
        if state.starting_line:
            self.effect(FreezeBaseline(True, what))
        return True

    def mark_starting_line(self) -> None:
        """Freeze the baseline for the promise that was made, or take that back."""
        measure, on = self.plan.measure, not self.state.starting_line
        if self.state.saved and measure is not None and measure.freezable is not None:
            self.do("starting_line", on=on)
            self.effect(FreezeBaseline(on, self.state.text("what").strip()))


GUESSES = ("guess", "guess_high")
"""The boxes for the room's guess, or for its lowest and its highest."""

_EVERYBODY = frozenset(
    (
        "all", "all of us", "all staff", "anybody", "anyone", "each of us", "every one",
        "everybody", "everyone", "everybody on the unit", "nurses", "somebody", "someone",
        "staff", "team", "the team", "the unit", "us", "we", "whole team", "the whole team",
        "todos", "todas", "todos nosotros", "nosotros", "todo el equipo", "el equipo", "alguien",
    )
)  # fmt: skip


def is_everybody(who: str) -> bool:
    """Tell whether an owner is everybody, which is often nobody.

    >>> is_everybody("All of us"), is_everybody("night team"), is_everybody("Rosa")
    (True, False, False)
    """
    return " ".join(who.casefold().strip(" .!").split()) in _EVERYBODY


_FIRST_BOX = {Step.HEAR: "line", Step.DO: "who"}
