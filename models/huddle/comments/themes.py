"""What a comment is about: themes by local rules, several per comment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from models.huddle.wording import PhraseIndex, folded, tokens, word_list


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, and the keys of the survey measures it belongs to (none: not asked about)."""

    key: str
    label: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    """`words` finds what themes are known by, `unless` the phrases in which words do not count."""

    themes: dict[str, Theme]
    words: PhraseIndex
    unless: PhraseIndex


@cache
def _rules() -> _Rules:
    lists = word_list("themes")
    tables, groups = lists["theme"], lists.get("groups", {})
    return _Rules(
        {t["key"]: Theme(t["key"], t["label"], tuple(t["measures"])) for t in tables},
        PhraseIndex({t["key"]: [*_spelled(t["words"], groups), *t["spanish"]] for t in tables}),
        PhraseIndex({t["key"]: _spelled(t.get("unless", ()), groups) for t in tables}),
    )


def _spelled(phrases: Iterable[str], groups: Mapping[str, list[str]]) -> list[str]:
    """Return phrases with each word of a group in the place of the group's name."""
    spelled = list(phrases)
    for name, words in groups.items():
        mark = "{" + name + "}"
        spelled = [
            phrase.replace(mark, word)
            for phrase in spelled
            for word in (words if mark in phrase else [""])
        ]
    return spelled


def all_themes() -> tuple[Theme, ...]:
    """Return every theme the rules know, in the order of their file."""
    return tuple(_rules().themes.values())


def theme(key: str) -> Theme | None:
    """Return a theme by its key, None for a word that somebody made up."""
    return _rules().themes.get(key)


def themes_of(text: str) -> tuple[str, ...]:
    """Return the keys of the themes a comment holds, in the order of the rules. English and
    Spanish.

    >>> themes_of("Nobody came when I pressed the call light, and the food was cold.")
    ('responsiveness', 'food')
    >>> themes_of("La comida estaba fría.")
    ('food',)
    """
    found = {key for key, _span in _spans(text)}
    return tuple(key for key in _rules().themes if key in found)


def themes_of_measure(measure: str) -> tuple[str, ...]:
    """Return the keys of the themes that belong to a measure."""
    return tuple(found.key for found in all_themes() if measure in found.measures)


def theme_words(text: str, keys: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Return where the words that led to some themes stand in a text, in order, without overlap."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted({span for key, span in _spans(text) if key in keys}):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def _spans(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the key of a theme and the place of one of its words, for each that counts."""
    plain = folded(text)
    found = tokens(plain)
    words = _rules().words.find(plain, found)
    if not words:
        return []
    excluded = {
        (match.label, index)
        for match in _rules().unless.find(plain, found)
        for index in range(match.first, match.end)
    }
    return [
        (match.label, (found[match.first].start, found[match.end - 1].end))
        for match in words
        if not any((match.label, i) in excluded for i in range(match.first, match.end))
    ]
