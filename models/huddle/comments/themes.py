"""What a comment is about: themes by local rules, several per comment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from models.huddle.wording import any_of, plain_quotes, word_list


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, and the keys of the survey measures it belongs to (none: not asked about)."""

    key: str
    label: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    theme: Theme
    words: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            Theme(table["key"], table["label"], tuple(table["measures"])),
            any_of(table["words"]),
            any_of(table["unless"]) if table.get("unless") else None,
        )
        for table in word_list("themes")["theme"]
    )


def all_themes() -> tuple[Theme, ...]:
    """Return every theme the rules know, in the order of their file."""
    return tuple(rule.theme for rule in _rules())


def theme(key: str) -> Theme | None:
    """Return a theme by its key, None for a word that somebody made up."""
    return next((rule.theme for rule in _rules() if rule.theme.key == key), None)


def themes_of(text: str) -> tuple[str, ...]:
    """Return the keys of the themes a comment holds, in the order of the rules. English only.

    >>> themes_of("Nobody came when I pressed the call light, and the food was cold.")
    ('responsiveness', 'food')
    """
    return tuple(rule.theme.key for rule in _rules() if _found(rule, plain_quotes(text)))


def themes_of_measure(measure: str) -> tuple[str, ...]:
    """Return the keys of the themes that belong to a measure."""
    return tuple(rule.theme.key for rule in _rules() if measure in rule.theme.measures)


def theme_words(text: str, keys: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return where words of some themes stand in a text, for underlining and excerpts."""
    plain = plain_quotes(text)
    spans = [
        match.span()
        for rule in _rules()
        if rule.theme.key in keys
        for match in rule.words.finditer(_without(rule, plain))
    ]
    return tuple(sorted(set(spans)))


def _found(rule: _Rule, text: str) -> bool:
    return rule.words.search(_without(rule, text)) is not None


def _without(rule: _Rule, text: str) -> str:
    if rule.unless is None:
        return text
    return rule.unless.sub(lambda match: "·" * len(match[0]), text)
