"""Lines that blame a person or a shift, so that the room can look at the process instead.

It is a quiet dot beside what is typed: it never blocks, and praise has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from models.huddle.wording.word_lists import any_of, plain_quotes, word_list

WORDS_BETWEEN = 6
"""A fault counts when it comes at most so many words after the one who is blamed."""


@dataclass(frozen=True, slots=True)
class Blame:
    """Where a line blames: from who is blamed to what for."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rules:
    who: re.Pattern[str]
    fault: re.Pattern[str]
    alone: re.Pattern[str]
    excuse: re.Pattern[str]


@cache
def _rules() -> _Rules:
    lists = word_list("blame")
    return _Rules(
        any_of(lists["who"]),
        any_of(lists["fault"]),
        any_of(lists["alone"]),
        any_of(lists["excuse"]),
    )


def blame(text: str, names: Iterable[str] = ()) -> Blame | None:
    """Return the first place where a line blames somebody, None when it does not.

    `names` are people who can be blamed by name: the unit's own list. English only.

    >>> blame("Night shift never rounds")
    Blame(start=0, end=17)
    >>> blame("Night shift never forgets a call light") is None
    True
    >>> blame("We never have time to round") is None
    True
    """
    rules = _rules()
    plain = _without(plain_quotes(text), rules.excuse)
    people = any_of(name for name in names if len(name) > 1)
    who = [*rules.who.finditer(plain), *people.finditer(plain)]
    for person in sorted(who, key=lambda match: match.start()):
        fault = rules.fault.search(plain, person.end())
        if fault is not None and _near(plain[person.end() : fault.start()]):
            return Blame(person.start(), fault.end())
    alone = rules.alone.search(plain)
    return Blame(alone.start(), alone.end()) if alone is not None else None


def blames(text: str, names: Iterable[str] = ()) -> bool:
    """Tell whether a line blames somebody."""
    return blame(text, names) is not None


def _near(between: str) -> bool:
    return len(between.split()) <= WORDS_BETWEEN and not re.search(r"[.;:!?]", between)


def _without(text: str, excuse: re.Pattern[str]) -> str:
    """Blank out what looks like blame and is praise; every other letter keeps its place."""
    return excuse.sub(lambda match: "·" * len(match[0]), text)
