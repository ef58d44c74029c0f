"""A unit's comments as a list to sort: which ones, in which order, and how many of each kind.

Nothing here is drawn: what a room may see comes from `models.huddle.comments.rows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.huddle.comments.classify import rules_name
from models.huddle.comments.comments import words_masker
from models.huddle.comments.sentiment import PRAISE
from models.huddle.comments.themes import themes_of_measure
from models.store.comments import (
    ADDED,
    REMOVED,
    TAG,
    Facts,
    comment_facts,
    matching_comments,
    theme_verdicts,
)
from models.store.database import Database

NEW, STARRED, HIDDEN, PARKED = "", "starred", "hidden", "parked"
"""What became of a comment, as `models.store.comments.sorting` keeps it."""

SHOWN = "shown"
EVERY = "every"
STATE_FILTERS = (SHOWN, NEW, STARRED, PARKED, HIDDEN, EVERY)
"""What a list can be narrowed to: `SHOWN` is all but what was hidden."""

PRAISE_FIRST, NEWEST_FIRST = "praise", "newest"


@dataclass(frozen=True, slots=True)
class VoiceFilter:
    """Which comments are listed. Empty or None leaves a part open.

    `theme` is a theme's key or one of people's own tags, `measure` a measure's key, `month` a
    month number, `state` one of `STATE_FILTERS`, `order` praise or newest first.
    """

    words: str = ""
    theme: str = ""
    measure: str = ""
    month: int | None = None
    state: str = SHOWN
    order: str = PRAISE_FIRST


@dataclass(frozen=True, slots=True)
class VoiceList:
    """The comments that fit, as ids in order, and what there is to choose from.

    `total` is how many comments there are at all, `fitting` how many fit but for the theme.
    `themes` counts those by theme and tag, the most frequent first; `tags` are people's own among
    them. `months` and `states` count all comments. `praise` counts specific praise among those
    listed. Of `unheard` comments the rules were not read yet: they have no themes. `themeless`:
    no theme belongs to the measure asked for, so that nothing was left out for its sake.
    listed. Of `unheard` comments the rules were not read yet: they have no themes. `tag_names` are
    the tags as a room may see them, `words` so the words that were searched.
    """

    ids: tuple[int, ...]
    total: int
    themes: dict[str, int]
    tags: frozenset[str]
    months: dict[int, int]
    states: dict[str, int]
    praise: int
    fitting: int
    unheard: int = 0
    themeless: bool = False
    tag_names: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True, slots=True)
class ShownVoice:
    """One comment for the screen. `text` is masked; `marks` are where masks stand in it.

    `unit` is the unit's name, `month` a month number (0: undated). `themes` are keys, `tags`
    people's own words and `tag_names` these as a room may see them. `kind` is how it sounds,
    `specific` praise that names an act. `masks_names` tells whether a name is masked,
    `may_be_unmasked` whether that may be lifted (praise alone); `released` is when it was (UTC
    text, "" if it is masked), `released_by` who decided so. `reasons` are the words of `text` that
    led to each theme; a theme without any was added by somebody.
    """

    id: int
    unit_id: int
    unit: str
    month: int
    text: str
    marks: tuple[tuple[int, int], ...]
    themes: tuple[str, ...]
    tags: tuple[str, ...]
    tag_names: tuple[str, ...]
    kind: str
    specific: bool
    state: str
    masks_names: bool
    may_be_unmasked: bool
    released: str = ""
    released_by: str = ""
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fits_state(state: str, wanted: str) -> bool:
    """Tell whether a comment in a state belongs in a list narrowed to `wanted`."""
    return state != HIDDEN if wanted == SHOWN else wanted in (EVERY, state)


class _Listed(NamedTuple):
    comment_id: int
    rank: int
    topics: tuple[str, ...]


def list_of_voices(
    db: Database,
    unit_id: int | None,
    wanted: VoiceFilter = VoiceFilter(),
) -> VoiceList:
    """Return the list of a unit's comments (None: of all units).

    A measure to which no theme belongs, such as the overall rating, leaves none out.
    Comments of which the rules were not read yet (`models.huddle.comments.classify`) have no
    theme and
    stand behind praise.
    """
    with db.read() as c:
        facts = comment_facts(c, unit_id, rules_name())
        verdicts = theme_verdicts(c, unit_id)
        found = matching_comments(c, wanted.words, unit_id=unit_id) if wanted.words else None
        masker = words_masker(c)
    tags = {tag for decided in verdicts.values() for tag, verdict in decided if verdict == TAG}
    of_measure = frozenset(themes_of_measure(wanted.measure)) or None
    fitting = [
        _Listed(fact[0], _rank(fact), topics)
        for fact in facts
        if (found is None or fact[0] in found)
        and (wanted.month is None or fact[1] == wanted.month)
        and fits_state(fact[2], wanted.state)
        and _has_one((topics := _topics(fact, verdicts)), of_measure)
    ]
    listed = [one for one in fitting if not wanted.theme or wanted.theme in one.topics]
    themes = _counted(topic for one in fitting for topic in one.topics)
    return VoiceList(
        ids=_in_order(listed, wanted.order),
        total=len(facts),
        themes=themes,
        tags=frozenset(tags & set(themes)),
        months=dict(Counter(fact[1] for fact in facts if fact[1])),
        states=dict(Counter(fact[2] for fact in facts)),
        praise=sum(one.rank == 0 for one in listed),
        fitting=len(fitting),
        unheard=sum(fact[3] is None for fact in facts),
        themeless=bool(wanted.measure) and of_measure is None,
        tag_names={tag: masker.shown(tag) for tag in {*tags, wanted.theme} if tag},
        words=masker.shown(wanted.words),
    )


def _in_order(listed: Sequence[_Listed], order: str) -> tuple[int, ...]:
    """Praise that names an act first, then other praise, then the rest, each the latest first.
    What is starred keeps its place, so that sorting never moves the list under the reader."""
    if order != PRAISE_FIRST:
        return tuple(one.comment_id for one in listed)
    return tuple(one.comment_id for rank in range(3) for one in listed if one.rank == rank)


def _rank(fact: Facts) -> int:
    _id, _month, _state, tone, specific, _themes = fact
    return 0 if specific else 1 if tone == PRAISE else 2


def _topics(fact: Facts, verdicts: dict[int, list[tuple[str, str]]]) -> tuple[str, ...]:
    """Return a comment's themes with people's corrections, and people's own tags."""
    found = tuple((fact[5] or "").split())
    decided = verdicts.get(fact[0])
    if decided is None:
        return found
    removed = {theme for theme, verdict in decided if verdict == REMOVED}
    added = [theme for theme, verdict in decided if verdict in (ADDED, TAG)]
    return tuple(dict.fromkeys([*(key for key in found if key not in removed), *added]))


def _has_one(topics: tuple[str, ...], themes: frozenset[str] | None) -> bool:
    return themes is None or not themes.isdisjoint(topics)


def _counted(keys: Iterable[str]) -> dict[str, int]:
    counts = Counter(keys)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
