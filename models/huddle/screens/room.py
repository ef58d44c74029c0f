"""What a room may see of a huddle: masked words and counts, loaded for its plan.

A screen for the room is drawn from these values alone, so that it cannot show what it was never
given. Private words (the patient's own text, who said what) are in `models.huddle.session.lead`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from models.analysis.estimates import counted
from models.huddle.agenda import Plan, answer_waits
from models.huddle.comments import Comment, cut, quote, themes_of_measure, understood, unit_masker
from models.huddle.masking import Masker, names_nobody, split_words
from models.huddle.screens.pairs import pairs_about
from models.huddle.wording import blames
from models.store.actions import ESCALATED, ActionItem, ActionOutcome, last_outcomes, list_actions
from models.store.comments import comments_by_id
from models.store.database import Connection, get_setting
from models.store.huddles import (
    Idea,
    actions_looked_at,
    get_relay,
    lines_by_id,
    list_ideas,
    mission,
)
from models.store.units import get_unit

SHOW_OWNERS = "show_owner_names"
"""Setting: owners of actions stand in the room by their names, not by their initials."""

MOST_WHAT = 90


@dataclass(frozen=True, slots=True)
class RoomAction:
    """An open promise as the room sees it. `who` is initials or a role. `answer` is what the
    survey answered about it, "" when it was not asked yet; `evidence`: no huddle has heard that."""

    id: int
    what: str
    who: str
    due: date
    overdue: bool
    evidence: bool
    answer: str = ""
    awaited: date | None = None
    """The day by which an answer was due from whom it was passed on to, None while it is not."""
    passed_to: str = ""


@dataclass(frozen=True)
class Room:
    """Everything that a huddle's screens are drawn from, beside its plan and its state."""

    mission: str = ""
    promise: str = ""
    behavior: str = ""
    praise: str = ""
    said: tuple[str, ...] = ()
    instead: str = ""
    actions: tuple[RoomAction, ...] = ()
    ideas: tuple[str, ...] = ()
    last_time: str = ""
    earlier: dict[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    """Of a relay: the shifts after this one that have not answered yet."""
    show_owners: bool = False
    lines_masker: Masker = field(default_factory=lambda: Masker(guess_names=False))

    def line(self, text: str) -> str:
        """Return what the team typed, masked for the room."""
        return self.lines_masker.shown(text)

    def owner(self, name: str) -> str:
        """Return how the room sees who does something."""
        return name if self.show_owners else initials(name)


def load_room(c: Connection, plan: Plan) -> Room:
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
    ideas = {idea.id: idea for idea in list_ideas(c, plan.unit_id)}
    return Room(
        mission=lines.shown(shown.sentence),
        promise=lines.shown(promise.text) if promise else "",
        behavior=lines.shown(behavior.text) if behavior else "",
        praise=words(plan.praise),
        said=tuple(filter(None, map(words, plan.said))),
        instead=words(plan.instead),
        actions=_actions(c, plan, lines, show_owners),
        ideas=tuple(_idea(ideas[i], plan.day, lines) for i in plan.ideas if i in ideas),
        earlier={
            f"earlier:{line.id}": lines.shown(line.text)
            for line in lines_by_id(c, plan.earlier).values()
        },
        waiting=_waiting(c, plan),
        last_time=_last_time(c, plan, comments, lines),
        show_owners=show_owners,
        lines_masker=lines,
    )


def _voices(c: Connection, plan: Plan, masker: Masker) -> dict[int, Comment]:
    wanted = [i for i in (plan.praise, *plan.said, plan.instead) if i is not None]
    found = comments_by_id(c, wanted)
    return {i: understood(comment, masker) for i, comment in found.items()}


def _actions(
    c: Connection, plan: Plan, masker: Masker, show_owners: bool
) -> tuple[RoomAction, ...]:
    items = {a.id: a for a in list_actions(c, unit_id=plan.unit_id, today=plan.day)}
    outcomes = last_outcomes(c, plan.actions)
    told = actions_looked_at(c, plan.unit_id)
    return tuple(
        _room_action(items[i], plan.day, masker, show_owners, outcomes.get(i), told.get(i, ""))
        for i in plan.actions
        if i in items
    )


def _room_action(
    action: ActionItem,
    day: date,
    masker: Masker,
    show_owners: bool,
    outcome: ActionOutcome | None,
    told: str,
) -> RoomAction:
    has_come = action.evidence_due is not None and action.evidence_due <= day
    return RoomAction(
        action.id,
        cut(masker.shown(action.what), MOST_WHAT),
        action.owner if show_owners else initials(action.owner),
        action.due,
        action.is_overdue(day),
        has_come and answer_waits(action, outcome, day, told),
        masker.shown(outcome.sentence) if outcome is not None else "",
        action.reply_due if _waits_for_reply(action, day) else None,
        action.escalated_to if show_owners else initials(action.escalated_to),
    )


def _waits_for_reply(action: ActionItem, day: date) -> bool:
    reply = action.reply_due
    return action.status == ESCALATED and reply is not None and reply <= day


def _idea(idea: Idea, day: date, masker: Masker) -> str:
    """Return an idea that waits, with its age, for the room."""
    days = idea.age_days(day)
    age = f", {counted(days, 'day')} old" if days else ""
    return f"Idea{age}: {cut(masker.shown(idea.text), MOST_WHAT)}"


def _waiting(c: Connection, plan: Plan) -> tuple[str, ...]:
    if plan.relay is None:
        return ()
    return tuple(shift for shift in get_relay(c, plan.relay).waiting if shift != plan.shift)


def _last_time(c: Connection, plan: Plan, comments: Masker, lines: Masker) -> str:
    """Return what the team said about this item when a huddle last took it up."""
    if plan.measure is None or not plan.measure.item:
        return ""
    pairs = pairs_about(c, plan.unit_id, plan.measure.item, comments, lines, but_relay=plan.relay)
    if not pairs or not pairs[0].we_said:
        return ""
    month = f"{date.fromisoformat(pairs[0].day):%B}"
    return f"In {month} we said: {cut(pairs[0].we_said[0], MOST_WHAT)}"


def initials(name: str) -> str:
    """Return a person's initials; a role or a team ("night team") stays as it is.

    >>> initials("Keandra Boone"), initials("night team"), initials("all of us")
    ('K. B.', 'night team', 'all of us')
    """
    if names_nobody(name):
        return name
    words = split_words(name).words
    return " ".join(f"{word.text[0].upper()}." for word in words[:3])
