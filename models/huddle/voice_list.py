"""A unit's comments as a list to sort: which ones, in which order, and how many of each kind.

Nothing here is drawn: what a room may see comes from `models.huddle.voice_rows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.huddle.hearing import rules_name
from models.huddle.themes import themes_of_measure
from models.huddle.tone import PRAISE
from models.huddle.voice_values import PRAISE_FIRST, VoiceFilter, VoiceList, fits_state
from models.huddle.voices import words_masker
from models.store.comments import matching_comments
from models.store.database import Database
from models.store.heard_comments import Facts, comment_facts, theme_verdicts
from models.store.voices import ADDED, REMOVED, TAG


class _Listed(NamedTuple):
    comment_id: int
    rank: int
    topics: tuple[str, ...]


def list_of_voices(
    db: Database,
    unit_id: int | None,
    wanted: VoiceFilter = VoiceFilter(),  # noqa: B008  (frozen)
) -> VoiceList:
    """Return the list of a unit's comments (None: of all units).

    A measure to which no theme belongs, such as the overall rating, leaves none out.
    Comments of which the rules were not read yet (`models.huddle.hearing`) have no theme and
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
