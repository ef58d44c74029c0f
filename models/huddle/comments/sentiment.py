"""How a comment sounds: praise, criticism or both; and praise that names an act.

Word lists with negation, and a small linear model that has to agree: where they don't, the comment
stays undecided. Both are wrong now and then, so a person has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from models.huddle.comments.sentiment_model import Chances, tone_chances
from models.huddle.wording import any_of, folded, plain_quotes, sentences, word_list

PRAISE = "praise"
CRITICISM = "criticism"
MIXED = "mixed"
NEUTRAL = "neutral"

SURE_CRITICISM = 0.5
"""From this chance on a comment with words of criticism criticizes."""
UNSAID_CRITICISM = 0.6
"""The same for a comment with words of neither kind."""
HIDDEN_CRITICISM = 0.75
"""The same for a comment with words of praise, or with something that somebody did."""
TURNED_CRITICISM = 0.9
"""The same for a comment with words that a negation turned into praise."""
NOTABLE_PRAISE = 0.3
"""From this chance on a comment that criticizes praises as well."""
LIKELY_CRITICISM = 0.25
"""Words of criticism count from this chance on."""
LEAST_DOUBTED = 0.3
"""Words of praise don't count from this chance of criticism on."""
SURE_PRAISE = 0.7
"""From this chance on a comment without words of criticism praises."""
THANKS_DOUBTED = 0.2
"""A thank-you for the whole room needs a lower chance of criticism than this."""
PLAIN_THANKS_DOUBTED = 0.05
"""The same for praise that names no act."""

_REACH = 4
"""A negator turns a word around that comes at most so many words after it."""


@dataclass(frozen=True, slots=True)
class Tone:
    """How a comment sounds.

    `kind` is praise, criticism, mixed, or neutral where it can't be told. `praise`, `criticism`
    and `acts` count the words found after negation. `best` is the sentence that praises an act,
    None without one. `doubt` is the chance (0-1) of criticism, None if the model can't tell.
    `invited` tells that the comment answers a question for what to improve, `reserved` that it
    has a word that may take something back: "but", "only", "nothing".
    """

    kind: str
    praise: int
    criticism: int
    acts: int
    best: tuple[int, int] | None = None
    doubt: float | None = None
    invited: bool = False
    reserved: bool = False

    @property
    def thanks(self) -> bool:
        """True for praise that can be read to the whole room: what names an act, and else only
        what leaves hardly a doubt: words of praise, no "but", no question for criticism."""
        plain = self.praise > 0 and not self.criticism and not self.reserved and not self.invited
        sure = self.doubt is not None and self.doubt < PLAIN_THANKS_DOUBTED
        return self.specific or (self.kind == PRAISE and plain and sure)

    @property
    def specific(self) -> bool:
        """True for praise that names what somebody did. Better silent than wrong: it needs a word
        of praise besides the act, hardly any chance of criticism, and no question for it."""
        sure = self.doubt is None or self.doubt < THANKS_DOUBTED
        named = self.best is not None and self.praise > 0
        return self.kind == PRAISE and named and sure and not self.invited


@dataclass(frozen=True, slots=True)
class _Rules:
    praise: re.Pattern[str]
    criticism: re.Pattern[str]
    acts: re.Pattern[str]
    negators: re.Pattern[str]
    not_negating: re.Pattern[str]
    softeners: frozenset[str]
    improve: re.Pattern[str]
    hints: re.Pattern[str]
    reservations: re.Pattern[str]


def _words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for folded texts."""
    return any_of(phrases, flags=re.NOFLAG)


@cache
def _rules() -> _Rules:
    lists = word_list("tone")
    return _Rules(
        _words(lists["praise"]),
        _words(lists["criticism"]),
        _words(lists["acts"]),
        _words(lists["negators"]),
        _words(lists["not_negating"]),
        frozenset(lists["softeners"]),
        _words(lists["improve"]),
        _words(lists["hints"]),
        _words([*lists["hints"], *lists["reservations"]]),
    )


def tone_of(text: str, question: str = "") -> Tone:
    """Return how a comment sounds. English only. `question` is what it answers, "" if unknown.

    >>> tone_of("Maria sat with me and explained every pill. Thank you!").specific
    True
    >>> tone_of("The room was not clean.").kind
    'criticism'
    >>> tone_of("Nobody was ever rude.").kind
    'praise'
    """
    plain = folded(text)
    praise = criticism = acts = 0
    turned = False
    best, most = None, 0
    for start, end in sentences(plain_quotes(text)):
        good, bad, done, negated = _count(plain[start:end])
        praise, criticism, acts = praise + good, criticism + bad, acts + done
        turned = turned or negated
        wished = _rules().hints.search(plain, start, end)
        worth = 0 if bad or not done or wished else 2 * done + min(good, 2)
        if worth > most:
            best, most = (start, end), worth
    chances = tone_chances(plain)
    kind = _kind(praise, criticism, acts)
    if chances is not None:
        kind = _agreed(kind, chances, turned=turned)
    doubt = None if chances is None else chances.criticism
    invited = asks_for_criticism(question)
    reserved = _rules().reservations.search(plain) is not None
    return Tone(kind, praise, criticism, acts, best, doubt, invited, reserved)


def asks_for_criticism(question: str) -> bool:
    """Tell whether a question asks what could be better, so that its answers are no thanks."""
    return _rules().improve.search(folded(question)) is not None


def _kind(praise: int, criticism: int, acts: int) -> str:
    if criticism and praise:
        return MIXED
    if criticism:
        return CRITICISM
    return PRAISE if praise or acts else NEUTRAL


def _agreed(kind: str, chances: Chances, *, turned: bool) -> str:
    """Return what words and model together say of a comment.

    Words that a negation turned around decide more: the model knows next to nothing of negation.
    """
    sure = {PRAISE: HIDDEN_CRITICISM, NEUTRAL: UNSAID_CRITICISM}.get(kind, SURE_CRITICISM)
    if kind == PRAISE and turned:
        sure = TURNED_CRITICISM
    if chances.criticism >= sure:
        return MIXED if kind in (MIXED, PRAISE) and chances.praise >= NOTABLE_PRAISE else CRITICISM
    if kind == CRITICISM:
        return CRITICISM if turned or chances.criticism >= LIKELY_CRITICISM else NEUTRAL
    if kind == PRAISE:
        return PRAISE if turned or chances.criticism < LEAST_DOUBTED else NEUTRAL
    if kind == NEUTRAL and chances.praise >= SURE_PRAISE:
        return PRAISE
    return kind


def _count(sentence: str) -> tuple[int, int, int, bool]:
    """Return the words of praise, of criticism and of acts in one sentence, after negation, and
    whether one of them was turned around."""
    rules = _rules()
    kept = [match.span() for match in rules.not_negating.finditer(sentence)]
    negators = [
        match
        for match in rules.negators.finditer(sentence)
        if not any(start <= match.start() < end for start, end in kept)
    ]
    good = bad = done = 0
    negated = False
    spent: set[int] = set()
    for match in rules.criticism.finditer(sentence):
        negator = _negator(sentence, match, negators)
        if negator is not None:
            good += 1
            negated = True
            spent.add(negator.start())
    for match in rules.criticism.finditer(sentence):
        unspent = match.start() not in spent
        bad += unspent and _negator(sentence, match, negators) is None
    for match in rules.praise.finditer(sentence):
        turned = _negator(sentence, match, negators) is not None
        good, bad, negated = good + (not turned), bad + turned, negated or turned
    for match in rules.acts.finditer(sentence):
        turned = _negator(sentence, match, negators) is not None
        done, bad, negated = done + (not turned), bad + turned, negated or turned
    return good, bad, done, negated


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
