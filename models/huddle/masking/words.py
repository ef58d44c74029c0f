"""The words of a text, as the rules for names see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from models.huddle.wording import topics_folder, word_list

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_STARTS = frozenset(".!?:;\n•*")
_SHOUTED = 0.6
_FEWEST_LETTERS = 8
_FEWEST_PLAIN = 3
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "est", "ly", "n't", "'ll", "'d", "'re", "'ve")


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
    inside = [w for w in words if _plain(w)]
    capitals = sum(w.capital for w in inside)
    careful = len(inside) >= _FEWEST_PLAIN and capitals / len(inside) > 0.5
    return Words(text, words, shouted, careful)


def _plain(word: Word) -> bool:
    """Tell whether a word has no reason for a capital: it stands inside a sentence, is common and
    nobody's name."""
    lists = name_lists()
    inside = not word.first and not word.upper and len(word.text) > 3
    return inside and is_common(word.low) and not lists.is_name(word.low)


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
    plain: frozenset[str]
    months: frozenset[str]
    rare: frozenset[str]
    """Given names without accents that are names only with a capital letter."""

    def is_name(self, low: str) -> bool:
        """Tell whether a word is in any list of names."""
        return (
            low in self.given
            or low in self.doubtful
            or low in self.family
            or low in self.doubtful_family
        )


def _forms(low: str) -> list[str]:
    """A word, and the words that it may be made from: "walking" from walk, "caring" from care."""
    forms = [low]
    for ending in _ENDINGS:
        stem = low[: -len(ending)]
        if low.endswith(ending) and len(stem) >= 3:
            forms += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            if stem[-1] == "i":
                forms.append(stem[:-1] + "y")
    if "-" in low:
        forms += [low.replace("-", ""), low.split("-")[-1]]
    return forms


@cache
def name_lists() -> NameLists:
    """Return the lists of `masking.toml` and `names.toml` in `resources/topics`."""
    lists = {**word_list("masking"), **word_list("names")}

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
        block("plain_words"),
        frozenset(lists["months"]),
        _rare_names(),
    )


def _rare_names() -> frozenset[str]:
    text = (topics_folder() / "given_names.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())


@lru_cache(maxsize=20_000)
def is_common(low: str) -> bool:
    """Tell whether a lower-case word, or one that it is made from, is a frequent or plain word."""
    lists = name_lists()
    return any(form in lists.common or form in lists.plain for form in _forms(low))


@lru_cache(maxsize=20_000)
def is_word(low: str) -> bool:
    """Tell whether a lower-case word is an everyday one, so that a capital makes no name of it.

    >>> is_word("walking"), is_word("larkspur")
    (True, False)
    """
    lists = name_lists()
    if low in lists.months or low in lists.roles or low in lists.titles or low in lists.relations:
        return True
    return is_common(low) or any(form in lists.capitals for form in _forms(low))


_DUTY_WORDS = frozenset(
    {"day", "evening", "night", "weekend", "shift", "team", "lead", "champion", "unit", "charge"}
    | {"environmental", "services", "supply", "chain", "engineering", "biomed", "evs"}
    | {"ceo", "cfo", "cmo", "cno", "coo"}
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
