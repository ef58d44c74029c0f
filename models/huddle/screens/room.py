"""What a room may see of a huddle: masked words and counts, loaded for its plan.

A screen for the room is drawn from these values alone, so that it cannot show what it was never
given. Private words (the patient's own text, who said what) are in `models.huddle.session.lead`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from models.huddle.agenda import Plan, answer_waits, next_meeting
from models.huddle.comments import Comment, cut, quote, themes_of_measure, understood, unit_masker
from models.huddle.masking import Masker
from models.huddle.screens.owners import Owner, owner_of
from models.huddle.screens.pairs import pairs_about
from models.huddle.screens.view import (
    NO_COMMENTS,
    NONE_LATELY,
    NONE_LEFT,
    RoomAction,
    RoomIdea,
)
from models.huddle.session import FIRST_NAME, OWNER_STYLE, OWNER_STYLES
from models.huddle.wording import blames
from models.store.actions import (
    ESCALATED,
    NOT_NOW,
    ActionItem,
    ActionOutcome,
    last_outcomes,
    list_actions,
)
from models.store.comments import comments_by_id, unit_comments
from models.store.database import Connection, get_setting
from models.store.huddles import (
    CARD,
    actions_looked_at,
    get_relay,
    lines_by_id,
    list_huddles,
    list_ideas,
    mission,
    texts_of_huddles,
    words_to_change,
)
from models.store.units import get_unit
from models.survey import Period, Unit

SHOW_OWNERS = "show_owner_names"
"""Setting: owners of actions stand in the room by their whole names."""

MOST_WHAT = 90


@dataclass(frozen=True)
class Room:
    """Everything that a huddle's screens are drawn from, beside its plan and its state.

    `last_time` is the month (1-12) in which the team last spoke about this, and what it said.
    `asked` is the one thing the last huddle wanted otherwise. `closest` is how far off, as a
    share, the unit's best guess was so far, None without one. `kept` are the promises that
    helped. `no_comment` says why `said` is empty.
    """

    mission: str = ""
    promise: str = ""
    behavior: str = ""
    praise: str = ""
    said: tuple[str, ...] = ()
    instead: str = ""
    actions: tuple[RoomAction, ...] = ()
    ideas: tuple[RoomIdea, ...] = ()
    last_time: tuple[int, str] | None = None
    earlier: dict[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    """Of a relay: the shifts after this one that have not answered yet."""
    show_owners: bool = False
    lines_masker: Masker = field(default_factory=lambda: Masker(guess_names=False))
    owners: str = FIRST_NAME
    asked: str = ""
    closest: float | None = None
    kept: dict[int, RoomAction] = field(default_factory=dict)
    quotes: dict[int, str] = field(default_factory=dict)
    no_comment: str = NO_COMMENTS
    next: date | None = None

    def line(self, text: str) -> str:
        """Return what the team typed, masked for the room."""
        return self.lines_masker.shown(text)

    def owner(self, name: str) -> Owner:
        """Return who does something, as the room may see it."""
        return Owner(name=name) if self.show_owners else owner_of(name)


def load_room(c: Connection, plan: Plan, now: datetime | None = None) -> Room:
    """Return what the room may see of a planned huddle, as the store has it now."""
    blames("")  # reads its word lists now, not at the first key that is typed
    unit = get_unit(c, plan.unit_id)
    comments, lines = unit_masker(c, unit), unit_masker(c, unit, guess_names=False)
    voices = _voices(c, plan, comments)
    measure = plan.measure
    themes = themes_of_measure(measure.measure) if measure else ()

    def words(comment_id: int | None) -> str:
        voice = voices.get(comment_id or 0)
        return quote(voice, themes=themes) if voice is not None else ""

    shown = mission(c, plan.unit_id)
    promise = next((p for p in shown.promises if p.id == plan.promise), None)
    behavior = next((b for p in shown.promises for b in p.behaviors if b.id == plan.behavior), None)
    show_owners = bool(get_setting(c, SHOW_OWNERS, False))
    style = str(get_setting(c, OWNER_STYLE, FIRST_NAME))
    ideas = {idea.id: idea for idea in list_ideas(c, plan.unit_id)}
    actions = _Actions(c, plan, lines, show_owners=show_owners)
    held = [h for h in list_huddles(c, plan.unit_id) if h.kind != CARD]
    return Room(
        mission=lines.shown(shown.sentence),
        promise=lines.shown(promise.text) if promise else "",
        behavior=lines.shown(behavior.text) if behavior else "",
        praise=words(plan.praise),
        said=tuple(filter(None, map(words, plan.said))),
        instead=words(plan.instead),
        actions=actions.shown(plan.actions),
        ideas=tuple(
            RoomIdea(cut(lines.shown(ideas[i].text), MOST_WHAT), ideas[i].age_days(plan.day))
            for i in plan.ideas
            if i in ideas
        ),
        earlier={
            f"earlier:{line.id}": lines.shown(line.text)
            for line in lines_by_id(c, plan.earlier).values()
        },
        waiting=_waiting(c, plan),
        last_time=_last_time(c, plan, comments, lines),
        show_owners=show_owners,
        lines_masker=lines,
        owners=style if style in OWNER_STYLES else FIRST_NAME,
        asked=_asked(c, plan, lines),
        closest=_closest([h.guess_of and _off(h.guess, h.truth, h.guess_of) for h in held]),
        kept={a.id: a for a in actions.shown([worked.action for worked in plan.worked])},
        quotes={w.comment: words(w.comment) for w in plan.worked if w.comment is not None},
        no_comment=_no_comment(c, unit, plan, voices),
        next=next_meeting(held, now or datetime.now(UTC)).date() if plan.unit_id else None,
    )


def _voices(c: Connection, plan: Plan, masker: Masker) -> dict[int, Comment]:
    worked = [worked.comment for worked in plan.worked]
    wanted = [i for i in (plan.praise, *plan.said, plan.instead, *worked) if i is not None]
    found = comments_by_id(c, wanted)
    return {i: understood(comment, masker) for i, comment in found.items()}


def _no_comment(c: Connection, unit: Unit, plan: Plan, voices: dict[int, Comment]) -> str:
    """Return why no comment about the measure can be shown."""
    if not unit_comments(c, unit.id, Period(None, None), limit=1):
        return NO_COMMENTS
    praise = voices.get(plan.praise or 0)
    about = praise is not None and plan.measure and plan.measure.measure in praise.measures
    return NONE_LEFT if about else NONE_LATELY


def _off(guess: int | None, truth: int | None, of: int) -> float | None:
    return None if guess is None or truth is None else abs(guess - truth) / of


def _closest(found: list[float | int | None]) -> float | None:
    return min((off for off in found if off is not None), default=None)


def _asked(c: Connection, plan: Plan, masker: Masker) -> str:
    """Return the one thing to do differently that the last huddle of the unit asked for."""
    held = [h for h in list_huddles(c, plan.unit_id) if h.ended is not None and h.kind != CARD]
    found = words_to_change(c, plan.unit_id)
    if not held or not found or found[0][0] != held[0].started:
        return ""
    return cut(masker.shown(found[0][1].strip()), MOST_WHAT)


@dataclass(frozen=True)
class _Actions:
    """Shows promises as the room may see them."""

    c: Connection
    plan: Plan
    masker: Masker
    show_owners: bool

    def shown(self, wanted: Sequence[int]) -> tuple[RoomAction, ...]:
        """Return some promises in the order given; those that are gone are left out."""
        day, unit = self.plan.day, self.plan.unit_id
        items = {a.id: a for a in list_actions(self.c, unit_id=unit, today=day)}
        outcomes = last_outcomes(self.c, wanted)
        told = actions_looked_at(self.c, unit)
        huddles = [items[i].huddle or 0 for i in wanted if i in items]
        reasons = texts_of_huddles(self.c, huddles, "so_that")
        return tuple(
            self._one(items[i], outcomes.get(i), told.get(i, ""), reasons)
            for i in wanted
            if i in items
        )

    def _one(
        self,
        action: ActionItem,
        outcome: ActionOutcome | None,
        told: str,
        reasons: Mapping[int, str],
    ) -> RoomAction:
        day = self.plan.day
        has_come = action.evidence_due is not None and action.evidence_due <= day
        put_off = action.status == NOT_NOW
        return RoomAction(
            action.id,
            cut(self.masker.shown(action.what), MOST_WHAT),
            self._owner(action.owner),
            action.until if put_off and action.until else action.due,
            action.is_overdue(day) and not put_off,
            has_come and answer_waits(action, outcome, day, told),
            self.masker.shown(_first_sentence(outcome.sentence)) if outcome is not None else "",
            action.reply_due if _waits_for_reply(action, day) else None,
            self._owner(action.escalated_to),
            put_off,
            cut(self.masker.shown(reasons.get(action.huddle or 0, "")), MOST_WHAT),
        )

    def _owner(self, name: str) -> Owner:
        return Owner(name=name) if self.show_owners else owner_of(name)


def _first_sentence(text: str) -> str:
    """Return what the survey answered without what stands beside it: a room reads one line."""
    first, dot, _rest = text.partition(". ")
    return first + dot.strip()


def _waits_for_reply(action: ActionItem, day: date) -> bool:
    reply = action.reply_due
    return action.status == ESCALATED and reply is not None and reply <= day


def _waiting(c: Connection, plan: Plan) -> tuple[str, ...]:
    if plan.relay is None:
        return ()
    return tuple(shift for shift in get_relay(c, plan.relay).waiting if shift != plan.shift)


def _last_time(
    c: Connection, plan: Plan, comments: Masker, lines: Masker
) -> tuple[int, str] | None:
    """Return what the team said about this item when a huddle last took it up."""
    if plan.measure is None or not plan.measure.item:
        return None
    pairs = pairs_about(c, plan.unit_id, plan.measure.item, comments, lines, but_relay=plan.relay)
    if not pairs or not pairs[0].we_said:
        return None
    return date.fromisoformat(pairs[0].day).month, cut(pairs[0].we_said[0], MOST_WHAT)
