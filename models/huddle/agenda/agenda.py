"""“Your huddle is ready”: one praise, one measure, one founding question, open promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.analysis.estimates import Comparison
from models.huddle.agenda.choices import MeasureChoice, measure_choices
from models.huddle.agenda.novelty import next_leader, with_days_shown
from models.huddle.agenda.plan import NO_ANSWERS
from models.huddle.agenda.promises import AgendaAction, actions_for_huddle
from models.huddle.agenda.question_words import in_words
from models.huddle.agenda.questions import questions_in_turn
from models.huddle.comments import (
    PRAISE,
    Comment,
    praise_rank,
    quote,
    themes_of_measure,
    understood,
    unit_masker,
)
from models.store.comments import NEW, PARKED, STARRED, unit_comments
from models.store.database import Connection, Database
from models.store.huddles import (
    HuddleRecord,
    Idea,
    last_discussed,
    list_huddles,
    list_ideas,
    praise_used,
    questions_asked,
)
from models.survey import Period, Unit, month_number

BRIGHT_EVERY = 3
MOST_ACTIONS = 5
MOST_IDEAS = 3
IDEA_DAYS = 7
"""An idea of this age jumps to the agenda."""

COMMENT_MONTHS = 12
MOST_COMMENTS = 300
"""Comments that are looked through for a huddle: the latest of the last twelve months."""

MOST_SAID = 2


@dataclass(frozen=True, slots=True)
class PraiseChoice:
    """A comment that thanks somebody. `quote` is masked; `specific`: it names an act.

    `confirmed`: a person starred it. Only then does the room see it, because the rules that find
    praise can be wrong, and a complaint read out as thanks hurts.
    """

    comment_id: int
    quote: str
    specific: bool
    month: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class CommentChoice:
    """A comment that could be heard. `quote` is masked."""

    comment_id: int
    quote: str
    measures: tuple[str, ...]
    parked: bool


@dataclass(frozen=True)
class Agenda:
    """What a huddle could be about, the best choice of each kind first.

    `praise_at`, `measure_at` and `question_at` are what is chosen; swapping goes on to the
    next. `actions` are all promises that wait; the first five are looked at. `no_measure` says
    why there is no measure, as `Skip.reason`. Every text in here is masked.
    """

    unit: Unit
    day: date
    praises: tuple[PraiseChoice, ...] = ()
    measures: tuple[MeasureChoice, ...] = ()
    asked: tuple[tuple[tuple[str, str], int], ...] = ()
    actions: tuple[AgendaAction, ...] = ()
    ideas: tuple[Idea, ...] = ()
    comments: tuple[CommentChoice, ...] = ()
    leader: str = ""
    no_measure: str = ""
    bright: bool = False
    praise_at: int = 0
    measure_at: int = 0
    question_at: int = 0

    @property
    def praise(self) -> PraiseChoice | None:
        return self.praises[self.praise_at] if self.praises else None

    @property
    def confirmed_praise(self) -> PraiseChoice | None:
        """The chosen praise if a person has confirmed it, so that the room may see it."""
        return self.praise if self.praise is not None and self.praise.confirmed else None

    @property
    def measure(self) -> MeasureChoice | None:
        return self.measures[self.measure_at] if self.measures else None

    @property
    def questions(self) -> tuple[str, ...]:
        """Founding questions' keys, the one that is due about the chosen item first."""
        return questions_in_turn(self.measure.item if self.measure else "", dict(self.asked))

    @property
    def question(self) -> str:
        return self.questions[self.question_at % len(self.questions)]

    @property
    def looked_at(self) -> tuple[AgendaAction, ...]:
        """The promises this huddle looks at, at most five."""
        return self.actions[:MOST_ACTIONS]

    def swap_praise(self) -> Agenda:
        """Return the agenda with the next praise; after the last comes the first again."""
        return replace(self, praise_at=_next(self.praise_at, self.praises))

    def swap_measure(self) -> Agenda:
        """Return the agenda with the next measure, and the question that is due about it."""
        return replace(self, measure_at=_next(self.measure_at, self.measures), question_at=0)

    def take_measure(self, measure: str) -> Agenda:
        """Return the agenda with a measure chosen by its key: for a relay's later sittings.
        As it is when the measure is not among the choices."""
        places = [n for n, choice in enumerate(self.measures) if choice.measure == measure]
        return replace(self, measure_at=places[0], question_at=0) if places else self

    def swap_question(self) -> Agenda:
        return replace(self, question_at=_next(self.question_at, self.questions))

    def swap_action(self, place: int) -> Agenda:
        """Return the agenda with the promise at a place put last, so that another moves up."""
        if not 0 <= place < len(self.actions):
            return self
        swapped = self.actions[place]
        rest = self.actions[:place] + self.actions[place + 1 :]
        return replace(self, actions=(*rest, swapped))

    def said(self) -> tuple[int, ...]:
        """Return the comments for “patients say”: parked ones, then those about the measure."""
        measure = self.measure.measure if self.measure else ""
        fitting = [c for c in self.comments if c.parked or measure in c.measures]
        praise = self.praise.comment_id if self.praise else None
        return tuple(c.comment_id for c in fitting if c.comment_id != praise)[:MOST_SAID]

    def instead(self) -> int | None:
        """Return the comment that stands in for a number when too few answered."""
        said = self.said()
        if said:
            return said[0]
        return self.comments[0].comment_id if self.comments else None


def next_topic(c: Connection, unit: Unit, comparison: Comparison, today: date) -> str:
    """Return the label of the measure that a unit's next huddle is about, "" for none."""
    bright = _is_bright(list_huddles(c, unit.id))
    choices = measure_choices(comparison, last_discussed(c, unit.id), today, bright=bright)
    measures = with_days_shown(c, unit.id, choices, comparison)
    return measures[0].label if measures else ""


def prepare(db: Database, unit: Unit, comparison: Comparison | None, today: date) -> Agenda:
    """Return the agenda of a unit's next huddle.

    `comparison` is the unit against the rest over the period to talk about, None without data.
    The measure is the one with the largest fair gap that no huddle took up for four weeks; each
    third huddle a bright spot. Works without data, mission, comments and actions.
    """
    with db.read() as c:
        return prepare_on(c, unit, comparison, today)


def prepare_on(c: Connection, unit: Unit, comparison: Comparison | None, today: date) -> Agenda:
    """Prepare as `prepare` does, on an open connection."""
    held = list_huddles(c, unit.id)
    bright = _is_bright(held)
    measures = measure_choices(comparison, last_discussed(c, unit.id), today, bright=bright)
    measures = in_words(c, with_days_shown(c, unit.id, measures, comparison))
    voices = _recent_voices(c, unit, today)
    return Agenda(
        unit=unit,
        day=today,
        praises=_praises(voices, praise_used(c, unit.id)),
        measures=measures,
        asked=tuple(sorted(questions_asked(c, unit.id).items())),
        actions=actions_for_huddle(c, unit, today),
        ideas=_ideas(c, unit, today),
        comments=_comments(voices),
        leader=next_leader(c, unit.id, held),
        no_measure="" if measures else NO_ANSWERS,
        bright=bool(measures) and measures[0].bright,
    )


def _is_bright(held: Sequence[HuddleRecord]) -> bool:
    """Tell whether the next huddle is a third one: two with a measure since the last bright."""
    since = 0
    for huddle in held:
        if huddle.bright:
            break
        since += bool(huddle.measure)
    return since >= BRIGHT_EVERY - 1


def _recent_voices(c: Connection, unit: Unit, today: date) -> list[Comment]:
    """Return the latest comments, and what was starred or parked however far back."""
    since = Period(month_number(today) - COMMENT_MONTHS, None)
    found = [
        *unit_comments(c, unit.id, since, states=(STARRED, PARKED)),
        *unit_comments(c, unit.id, since, states=(NEW,), limit=MOST_COMMENTS),
    ]
    masker = unit_masker(c, unit)
    return [understood(comment, masker) for comment in found]


def _praises(voices: Sequence[Comment], used: frozenset[int]) -> tuple[PraiseChoice, ...]:
    praise = [
        v
        for v in voices
        if v.id not in used and (v.tone.thanks or (v.tone.kind == PRAISE and v.state == STARRED))
    ]
    return tuple(
        PraiseChoice(
            voice.id, quote(voice), voice.tone.specific, voice.month, voice.state == STARRED
        )
        for voice in sorted(praise, key=praise_rank)
    )


def _comments(voices: Sequence[Comment]) -> tuple[CommentChoice, ...]:
    ordered = sorted(voices, key=lambda v: (v.state != PARKED, v.state != STARRED, -v.month, -v.id))
    return tuple(
        CommentChoice(
            voice.id,
            quote(voice, themes=[t for m in voice.measures for t in themes_of_measure(m)]),
            voice.measures,
            voice.state == PARKED,
        )
        for voice in ordered
    )


def _ideas(c: Connection, unit: Unit, today: date) -> tuple[Idea, ...]:
    ripe = [i for i in list_ideas(c, unit.id) if i.parked or i.age_days(today) >= IDEA_DAYS]
    return tuple(ripe[:MOST_IDEAS])


def _next(place: int, choices: Sequence[object]) -> int:
    return (place + 1) % len(choices) if choices else 0
