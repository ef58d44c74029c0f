"""The word lists of `resources/topics`, and how words of a list are found in a text."""

from __future__ import annotations

import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple


def topics_folder() -> Path:
    """Return the folder of the word lists, in a checkout and in a frozen bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[3]
    return root / "resources" / "topics"


@cache
def word_list(name: str) -> dict[str, Any]:
    """Return one file of the word lists. OSError or ValueError: the program is damaged."""
    text = (topics_folder() / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plain_quotes(text: str) -> str:
    """Return `text` with straight apostrophes and quotes, letter for letter as long as before."""
    return text.translate(_QUOTES)


def folded(text: str) -> str:
    """Return `text` in small letters without accents, letter for letter as long as before.

    >>> folded("Habitación LIMPIA")
    'habitacion limpia'
    """
    plain = plain_quotes(text)
    return plain.lower() if plain.isascii() else "".join(_fold(letter) for letter in plain)


@lru_cache(maxsize=2_000)
def _fold(letter: str) -> str:
    """A letter's small form without its accent; itself where that would not be one letter."""
    bare = unicodedata.normalize("NFD", letter)[0].lower()
    return bare if len(bare) == 1 else letter


_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " "})


def any_of(phrases: Iterable[str], *, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Compile phrases into one pattern that finds each as whole words, in any capitals.

    For folded texts pass `flags=re.NOFLAG`: that is four times as fast.

    A star at a phrase's end stands for any ending, a blank for any white space. Longer phrases
    are tried first. Finds nothing when there are no phrases.

    >>> any_of(["call light*", "rn"]).search("The CALL  lights, urn").group()
    'CALL  lights'
    """
    parts = [_pattern(phrase) for phrase in sorted(set(phrases), key=lambda p: (-len(p), p))]
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w'])(?:{'|'.join(parts)})(?!\w)", flags)


def _pattern(phrase: str) -> str:
    stem = phrase.rstrip("*")
    words = r"\s+".join(re.escape(word) for word in stem.split())
    return words + (r"[\w'-]*" if phrase.endswith("*") else "")


class Token(NamedTuple):
    """One word of a folded text, and where it stands."""

    word: str
    start: int
    end: int


class PhraseMatch(NamedTuple):
    """A phrase found among tokens: whose list it is on, its first token, and the one behind it."""

    label: str
    first: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words of a folded text. A possessive 's is left out."""
    return [
        Token(match[1], match.start(), match.end(1)) for match in _TOKEN.finditer(text) if match[1]
    ]


_TOKEN = re.compile(r"(\w+(?:'(?!s\b)\w+)*)(?:'s\b)?")
_JOINT = re.compile(r"[\s-]+")


MOST_KNOWN = 20_000
"""So many different words are remembered with the lists they are on."""


class PhraseIndex:
    """Finds the phrases of many lists in one walk over a text's tokens.

    `lists` is label -> phrases. A phrase is one or more words, parted by blanks or hyphens; a
    star at its end stands for any ending. The time does not grow with the lists, unlike that of
    one regular expression for all of them.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._words: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], bool, str]]]
        self._phrases = defaultdict(list)
        self._second_stems: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for label, phrases in lists.items():
            for phrase in phrases:
                self._add(label, phrase)
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._first = {first for first, _second in self._phrases} | set(self._second_stems)
        self._known: dict[str, frozenset[str]] = {}

    def _add(self, label: str, phrase: str) -> None:
        words = tuple(token.word for token in tokens(folded(phrase)))
        star = phrase.endswith("*")
        if len(words) == 1:
            (self._stems if star else self._words)[words[0]].add(label)
        elif len(words) == 2 and star:
            self._second_stems[words[0]].append((words[1], label))
        elif words:
            self._phrases[words[0], words[1]].append((words[2:], star, label))

    def find(self, text: str, found: list[Token]) -> list[PhraseMatch]:
        """Return every phrase among the tokens of a text, overlapping ones too."""
        matches = []
        for index, token in enumerate(found):
            word = token.word
            labels = self._known.get(word)
            if labels is None:
                labels = self._labels(word)
            for label in labels:
                matches.append(PhraseMatch(label, index, index + 1))
            if word in self._first and index + 1 < len(found):
                matches += self._phrases_at(text, found, index)
        return matches

    def _labels(self, word: str) -> frozenset[str]:
        """Return the lists a word is on by itself, and keep the answer: most words come again."""
        labels = set(self._words.get(word, ()))
        for length in self._lengths:
            labels.update(self._stems.get(word[:length], ()))
        if len(self._known) < MOST_KNOWN:
            self._known[word] = frozenset(labels)
        return frozenset(labels)

    def _phrases_at(self, text: str, found: list[Token], index: int) -> list[PhraseMatch]:
        """Return the phrases of two and more words that begin with a token."""
        first, second = found[index], found[index + 1]
        candidates = self._phrases.get((first.word, second.word), ())
        stems = [
            label
            for stem, label in self._second_stems.get(first.word, ())
            if second.word.startswith(stem)
        ]
        if not (candidates or stems) or not _JOINT.fullmatch(text, first.end, second.start):
            return []
        matches = [PhraseMatch(label, index, index + 2) for label in stems]
        for rest, star, label in candidates:
            if not rest or _follows(text, found, index + 1, rest, star):
                matches.append(PhraseMatch(label, index, index + 2 + len(rest)))
        return matches


def _follows(text: str, found: list[Token], index: int, rest: tuple[str, ...], star: bool) -> bool:
    if index + len(rest) >= len(found):
        return False
    for offset, word in enumerate(rest, start=1):
        before, token = found[index + offset - 1], found[index + offset]
        last = offset == len(rest)
        same = token.word.startswith(word) if star and last else token.word == word
        if not same or not _JOINT.fullmatch(text, before.end, token.start):
            return False
    return True


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text begin and end, without the blanks around them.

    >>> sentences("Dr. Lee sat down. Kind!")
    [(0, 17), (18, 23)]
    """
    found = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return [_trimmed(text, *span) for span in found if text[slice(*span)].strip()]


_SENTENCE_END = re.compile(
    r"(?<!\b[Dd]r)(?<!\b[Mm]r)(?<!\b[Mm]rs)(?<!\b[Mm]s)(?<!\b[Ss]t)(?<!\b[A-Z])"
    r"[.!?]+[\"')]*(?=\s|$)|\n+"
)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
