"""The honest thread: patients said → we thought → we tried → what changed. Nothing retyped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.huddle.agenda import day_in_year, plan_from_json
from models.huddle.comments import PRAISE, quote, understood, unit_masker
from models.huddle.masking import Masker
from models.huddle.threads.outcomes import Outcome, ending_of
from models.language import _
from models.store.actions import (
    ESCALATED,
    ActionItem,
    ActionLink,
    ActionOutcome,
    action_links,
    doing_by_week,
    last_outcomes,
    list_actions,
)
from models.store.comments import comments_by_id
from models.store.database import Connection, Database
from models.store.huddles import (
    HuddleLine,
    Ticks,
    huddle_lines,
    lines_by_id,
    mission,
    set_thread_ticks,
    stored_plan,
    thread_ticks,
)
from models.store.units import list_units
from models.survey import Unit

SAID = "said"
THOUGHT = "thought"
TRIED = "tried"
CHANGED = "changed"
PARTS = (SAID, THOUGHT, TRIED, CHANGED)

MOST_THOUGHTS = 3


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One masked line of a thread, and who may see it.

    `room`: the staff's wall; `public`: patients and visitors, nothing unless somebody said so.
    """

    part: str
    number: int
    text: str
    room: bool = True
    public: bool = False
    praise: bool = False
    """A patient's thanks: it is no wish that something was done about."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One thread, born with an action. `lines` are in the order of the four parts."""

    action_id: int
    measure: str
    promise: str
    lines: tuple[ThreadLine, ...]
    ending: Outcome
    bright: bool
    began: str

    def part(self, name: str) -> tuple[ThreadLine, ...]:
        return tuple(line for line in self.lines if line.part == name)


def list_threads(db: Database, unit: Unit) -> tuple[Thread, ...]:
    """Return a unit's threads, the latest first."""
    with db.read() as c:
        actions = list_actions(c, unit_id=unit.id)
        links = action_links(c, [a.id for a in actions])
        outcomes = last_outcomes(c, [a.id for a in actions])
        weaver = _Weaver(c, unit)
        threads = [
            weaver.thread(a, links.get(a.id, ActionLink(a.id)), outcomes.get(a.id)) for a in actions
        ]
    return tuple(sorted(threads, key=lambda t: (t.began, t.action_id), reverse=True))


def tick_line(
    db: Database, action_id: int, part: str, number: int, *, room: bool, public: bool
) -> None:
    """Say who may see one line of a thread. What the public may see, the room may see too.
    ValueError for a part that does not exist."""
    if part not in PARTS:
        raise ValueError("a thread has no such part")
    with db.write() as c:
        set_thread_ticks(c, action_id, part, number, Ticks(room or public, public))


class _Weaver:
    """Gathers one thread's parts; comments and staff's lines come out masked."""

    def __init__(self, c: Connection, unit: Unit) -> None:
        self._c = c
        self._unit = unit
        self._comments = unit_masker(c, unit)
        self._lines = unit_masker(c, unit, guess_names=False)
        self._promises = {p.id: p.text for p in mission(c).promises}
        names = (each.unit.name for each in list_units(c))
        self._others = [name for name in names if name.casefold() != unit.name.casefold()]

    def thread(self, action: ActionItem, link: ActionLink, outcome: ActionOutcome | None) -> Thread:
        done = sum(doing_by_week(self._c, self._unit.id, action_id=action.id).values())
        # Only the reason is somebody's words: a mask would hide the day by which we know.
        ending = ending_of(replace(action, why=self._lines.shown(action.why)), outcome, done)
        plain = {
            THOUGHT: self._thought(action, link),
            TRIED: [self._lines.shown(action.what), *self._passed_on(action)],
            CHANGED: [ending.words],
        }
        texts = {SAID: self._said(action, link)}
        texts |= {part: [(text, False) for text in lines] for part, lines in plain.items()}
        ticks = thread_ticks(self._c, action.id)
        return Thread(
            action.id,
            action.measure,
            self._lines.shown(self._promises.get(link.promise_id or 0, "")),
            tuple(
                self._line(part, number, text, ticks, praise=praise)
                for part in PARTS
                for number, (text, praise) in enumerate(texts[part])
            ),
            ending,
            link.bright,
            action.created,
        )

    def _line(
        self,
        part: str,
        number: int,
        text: str,
        ticks: dict[tuple[str, int], Ticks],
        *,
        praise: bool,
    ) -> ThreadLine:
        """Return a line as somebody ticked it; else the room sees it unless it names a place."""
        tick = ticks.get((part, number))
        if tick is None:
            room = not names_a_place(text, self._others)
            return ThreadLine(part, number, text, room=room, praise=praise)
        return ThreadLine(part, number, text, tick.room, tick.public, praise)

    def _passed_on(self, action: ActionItem) -> list[str]:
        """Return to whom it was passed on, and while an answer is awaited by when."""
        if not action.escalated_to:
            return []
        reply = action.reply_due if action.status == ESCALATED else None
        whom = self._lines.shown(action.escalated_to)
        if not reply:
            return [_("Escalated to {whom}.").format(whom=whom)]
        told = _("Escalated to {whom}, answer by {day}.")
        return [told.format(whom=whom, day=day_in_year(reply))]

    def _said(self, action: ActionItem, link: ActionLink) -> list[tuple[str, bool]]:
        """Return what patients said, each with whether it is thanks."""
        said: list[tuple[str, bool]] = []
        if action.huddle is not None:
            stored = stored_plan(self._c, action.huddle)
            measure = plan_from_json(stored).measure if stored else None
            if measure is not None and measure.truth is not None:
                told = _("{question}. {top} of {of} patients said {answer}.").format(
                    question=measure.item_label,
                    top=measure.truth,
                    of=measure.guess_of,
                    answer=measure.answer,
                )
                said.append((told, False))
        found = comments_by_id(self._c, [link.comment_id] if link.comment_id else [])
        for comment in (understood(each, self._comments) for each in found.values()):
            said.append((f"“{quote(comment)}”", comment.tone.kind == PRAISE))
        return said

    def _thought(self, action: ActionItem, link: ActionLink) -> list[str]:
        lines: list[HuddleLine] = []
        if link.line_id is not None:
            lines += lines_by_id(self._c, [link.line_id]).values()
        if action.huddle is not None:
            others = huddle_lines(self._c, [action.huddle])
            wanted = sorted((x for x in others if x.votes > 0), key=lambda x: -x.votes)
            lines += [x for x in wanted if x.id != link.line_id]
        return _shown(lines[:MOST_THOUGHTS], self._lines)


def _shown(lines: Sequence[HuddleLine], masker: Masker) -> list[str]:
    return [masker.shown(line.text) for line in lines if line.text]


_ROOM_NUMBER = re.compile(
    r"\[room\]|\b(?:rooms?|rm|beds?|bay|habitaci[oó]n|cama)\.?\s*#?\d|\b\d{1,2}[a-z]-?\d{1,3}\b",
    re.IGNORECASE,
)


def names_a_place(text: str, other_units: Sequence[str]) -> bool:
    """Tell whether a line holds a room number or another unit's name, which no wall shows unless
    somebody says so.

    >>> names_a_place("pens for 4w12", ()), names_a_place("like 5 East does", ("5 East",))
    (True, True)
    >>> names_a_place("18 of 24 patients said Always", ("ICU",))
    False
    """
    words = text.casefold()
    named = (rf"(?<!\w){re.escape(name.casefold())}(?!\w)" for name in other_units if name.strip())
    return bool(_ROOM_NUMBER.search(text)) or any(re.search(name, words) for name in named)
