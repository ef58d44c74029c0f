"""The words of a text, as the rules for names see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from models.huddle.word_lists import word_list

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_STARTS = frozenset(".!?:;\n•*")
_SHOUTED = 0.6
_FEWEST_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `end` leaves out a possessive 's; `low` is its lower case without it.

    `first` tells whether it begins a sentence, `capital` whether it has a capital letter
    followed by small ones (or is a single capital), `upper` whether it is all capitals.
    """

    start: int
    end: int
    text: str
    low: str
    first: bool
    capital: bool
    upper: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, and how the text uses capitals.

    `shouted`: nearly everything is in capitals. `careful`: Most Words Have a Capital. In both a
    capital says nothing.
    """

    text: str
    words: tuple[Word, ...]
    shouted: bool
    careful: bool

    def between(self, place: int) -> str:
        """Return what stands between a word and the next one; "" after the last."""
        if place + 1 >= len(self.words):
            return ""
        return self.text[self.words[place].end : self.words[place + 1].start]


def split_words(text: str) -> Words:
    """Split a text (with straight apostrophes) into its words."""
    letters = [c for c in text if c.isalpha()]
    uppers = sum(c.isupper() for c in letters)
    shouted = len(letters) >= _FEWEST_LETTERS and uppers / len(letters) > _SHOUTED
    words = tuple(_word(text, match) for match in _WORD.finditer(text))
    inside = [w for w in words if not w.first and len(w.text) > 3 and not w.upper]
    capitals = sum(w.capital for w in inside)
    return Words(text, words, shouted, len(inside) >= 4 and capitals / len(inside) > 0.5)


def _word(text: str, match: re.Match[str]) -> Word:
    word, end = match[0], match.end()
    for ending in ("'s", "'S", "s'"):
        if word.endswith(ending) and len(word) > len(ending):
            word, end = word[: -len(ending)] + ("s" if ending == "s'" else ""), end - len(ending)
            end += ending == "s'"
            break
    return Word(
        match.start(),
        end,
        word,
        word.lower(),
        _begins_sentence(text, match.start()),
        word[0].isupper() and (len(word) == 1 or any(c.islower() for c in word)),
        len(word) > 1 and word.isupper(),
    )


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"')]").rstrip("(-–—")
    if not before.strip():
        return True
    if before[-1] not in _STARTS:
        return "\n" in text[len(before) : start]
    return re.search(r"\b(?:dr|drs|mr|mrs|ms|st|rev|prof|[a-z])\.$", before.lower()) is None


@dataclass(frozen=True, slots=True)
class NameLists:
    """The word lists the rules for names use, as sets of lower-case words."""

    titles: frozenset[str]
    roles: frozenset[str]
    suffixes: frozenset[str]
    relations: frozenset[str]
    particles: frozenset[str]
    not_after_title: frozenset[str]
    needs_person: frozenset[str]
    given: frozenset[str]
    doubtful: frozenset[str]
    family: frozenset[str]
    doubtful_family: frozenset[str]
    capitals: frozenset[str]
    common: frozenset[str]
    months: frozenset[str]

    def is_name(self, low: str) -> bool:
        """Tell whether a word is in any list of names."""
        return (
            low in self.given
            or low in self.doubtful
            or low in self.family
            or low in self.doubtful_family
        )


@cache
def name_lists() -> NameLists:
    """Return the lists of `resources/topics/masking.toml`."""
    lists = word_list("masking")

    def block(name: str) -> frozenset[str]:
        return frozenset(lists[name].split())

    return NameLists(
        frozenset(lists["titles"]),
        frozenset(lists["roles"]),
        frozenset(lists["suffixes"]),
        frozenset(lists["relations"]),
        frozenset(lists["particles"]),
        frozenset(lists["not_after_title"]),
        frozenset(lists["needs_person"]),
        block("given_names"),
        block("doubtful_names"),
        block("family_names"),
        block("doubtful_family_names"),
        block("capitals"),
        block("common_words"),
        frozenset(lists["months"]),
    )


_DUTY_WORDS = frozenset(
    {"day", "evening", "night", "weekend", "shift", "team", "lead", "champion", "unit", "charge"}
)


def names_nobody(owner: str) -> bool:
    """Tell whether who does something is a role or a team, not a person.

    >>> names_nobody("Day shift"), names_nobody("all of us"), names_nobody("Dana Day")
    (True, True, False)
    """
    lists = name_lists()
    everyday = lists.common | lists.capitals | lists.roles
    words = [word.low for word in split_words(owner).words]
    if not words or (len(words) == 1 and lists.is_name(words[0])):
        return False
    return all(w in _DUTY_WORDS or (w in everyday and not lists.is_name(w)) for w in words)
