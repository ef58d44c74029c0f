"""How a comment sounds: praise, criticism or both; and praise that names an act.

Light rules, not a judgement: they are wrong now and then, so a person has the last word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from models.huddle.wording import any_of, plain_quotes, sentences, word_list

PRAISE = "praise"
CRITICISM = "criticism"
MIXED = "mixed"
NEUTRAL = "neutral"

_REACH = 4
"""A negator turns a word around that comes at most so many words after it."""


@dataclass(frozen=True, slots=True)
class Tone:
    """How a comment sounds.

    `kind` is praise, criticism, mixed or neutral. `praise`, `criticism` and `acts` count the
    words found after negation. `best` is the sentence that praises an act, None without one.
    """

    kind: str
    praise: int
    criticism: int
    acts: int
    best: tuple[int, int] | None = None

    @property
    def specific(self) -> bool:
        """True for praise that names what somebody did."""
        return self.kind == PRAISE and self.best is not None


@dataclass(frozen=True, slots=True)
class _Rules:
    praise: re.Pattern[str]
    criticism: re.Pattern[str]
    acts: re.Pattern[str]
    negators: re.Pattern[str]
    not_negating: re.Pattern[str]
    softeners: frozenset[str]


@cache
def _rules() -> _Rules:
    lists = word_list("tone")
    return _Rules(
        any_of(lists["praise"]),
        any_of(lists["criticism"]),
        any_of(lists["acts"]),
        any_of(lists["negators"]),
        any_of(lists["not_negating"]),
        frozenset(lists["softeners"]),
    )


def tone_of(text: str) -> Tone:
    """Return how a comment sounds. English only.

    >>> tone_of("Maria sat with me and explained every pill. Thank you!").specific
    True
    >>> tone_of("The room was not clean.").kind
    'criticism'
    >>> tone_of("Nobody was ever rude.").kind
    'praise'
    """
    plain = plain_quotes(text)
    praise = criticism = acts = 0
    best, most = None, 0
    for start, end in sentences(plain):
        good, bad, done = _count(plain[start:end])
        praise, criticism, acts = praise + good, criticism + bad, acts + done
        worth = 0 if bad or not done else 2 * done + min(good, 2)
        if worth > most:
            best, most = (start, end), worth
    return Tone(_kind(praise, criticism, acts), praise, criticism, acts, best)


def _kind(praise: int, criticism: int, acts: int) -> str:
    if criticism and praise:
        return MIXED
    if criticism:
        return CRITICISM
    return PRAISE if praise or acts else NEUTRAL


def _count(sentence: str) -> tuple[int, int, int]:
    """Return the words of praise, of criticism and of acts in one sentence, after negation."""
    rules = _rules()
    kept = [match.span() for match in rules.not_negating.finditer(sentence)]
    negators = [
        match
        for match in rules.negators.finditer(sentence)
        if not any(start <= match.start() < end for start, end in kept)
    ]
    good = bad = done = 0
    spent: set[int] = set()
    for match in rules.criticism.finditer(sentence):
        negator = _negator(sentence, match, negators)
        if negator is not None:
            good += 1
            spent.add(negator.start())
    for match in rules.criticism.finditer(sentence):
        unspent = match.start() not in spent
        bad += unspent and _negator(sentence, match, negators) is None
    for match in rules.praise.finditer(sentence):
        turned = _negator(sentence, match, negators) is not None
        good, bad = good + (not turned), bad + turned
    for match in rules.acts.finditer(sentence):
        turned = _negator(sentence, match, negators) is not None
        done, bad = done + (not turned), bad + turned
    return good, bad, done


def _negator(
    sentence: str, match: re.Match[str], negators: list[re.Match[str]]
) -> re.Match[str] | None:
    """Return the negator shortly before a word that turns it around, None without one."""
    softeners = _rules().softeners
    for negator in negators:
        if negator.end() > match.start():
            continue  # behind it, or part of it: "no one"
        between = sentence[negator.end() : match.start()]
        if re.search(r"[,;:.!?]|\bbut\b", between):
            continue
        if len([w for w in between.lower().split() if w not in softeners]) < _REACH:
            return negator
    return None
