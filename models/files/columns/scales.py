"""The answer scales by which the questions of an unknown questionnaire are recognized."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from models.files.cells import answer_word
from models.survey import Answer, Box, Scale

DEGREES = "degrees"
VALUED = ("quality", "satisfaction", "likelihood", "ease")
"""Kinds of graded words that say by themselves which end is good, whatever was asked."""


@dataclass(frozen=True, slots=True)
class Family:
    """Graded words of one kind in one language. `grades` leads from an answer's word to its grade
    (0 is the worst), `labels` from the grade to its usual word."""

    key: str
    grades: dict[str, int]
    labels: tuple[str, ...]

    @property
    def is_valued(self) -> bool:
        """Whether its words say by themselves which end is good."""
        return self.key.endswith(VALUED)

    def polarity(self, word: str) -> int:
        """Return 1 for a word above the middle, -1 for one below it, else 0."""
        grade = self.grades.get(word)
        if grade is None:
            return 0
        middle = (len(self.labels) - 1) / 2
        return (grade > middle) - (grade < middle)


@dataclass(frozen=True, slots=True)
class KnownScales:
    """Word scales and number ranges, in order of preference, and what is no answer."""

    words: tuple[Scale, ...]
    word_values: tuple[dict[str, int], ...]
    """The stored values of each word scale's answers, by `answer_word`."""
    ranges: tuple[Scale, ...]
    scale_words: frozenset[str]
    no_answer_words: frozenset[str]
    no_answer_starts: tuple[str, ...]
    no_answer_codes: frozenset[str]
    families: tuple[Family, ...] = ()
    number_words: dict[str, int] = field(default_factory=dict)

    def is_surely_no_answer(self, text: str) -> bool:
        """Whether words are listed as "no answer", and do not only begin like it."""
        word = answer_word(text)
        parts = {word, *(part.strip() for part in word.split("/"))}
        return not parts.isdisjoint(self.no_answer_words)

    def is_no_answer(self, text: str) -> bool:
        """Whether words mean "no answer" on any scale."""
        word = answer_word(text)
        parts = {word, *(part.strip() for part in word.split("/"))}
        return not parts.isdisjoint(self.no_answer_words) or any(
            part.startswith(self.no_answer_starts) or _is_nearly(part, self.no_answer_starts)
            for part in parts
        )

    def is_graded(self, text: str) -> bool:
        """Whether a text is an answer of some word scale."""
        return answer_word(text) in self.scale_words

    def is_scale_word(self, text: str) -> bool:
        """Whether a text is an answer of some word scale, or means no answer."""
        return self.is_graded(text) or self.is_no_answer(text)


LONG_START = 8


def _is_nearly(word: str, starts: Sequence[str]) -> bool:
    """Whether a word begins with one of some long beginnings, but for a letter."""
    return any(
        word[:2] == start[:2] and SequenceMatcher(None, word[: len(start) + 1], start).ratio() > 0.9
        for start in starts
        if len(start) >= LONG_START
    )


def values_by_word(scale: Scale) -> dict[str, int]:
    """Return the stored values of a scale's answers by `answer_word`."""
    return {answer_word(text): value for text, value in scale.by_text.items()}


def scales_file() -> Path:
    """Return the file of the scales, in a checkout and in a frozen bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[3]
    return root / "resources" / "scales.toml"


@cache
def known_scales() -> KnownScales:
    """Read the scales. Raises OSError or ValueError when the program's own file is damaged."""
    table = tomllib.loads(scales_file().read_text(encoding="utf-8"))
    languages = [
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(scales_file().with_suffix("").glob("*.toml"))
    ]
    lists = [table["no_answers"], *(t["no_answers"] for t in languages if "no_answers" in t)]
    numbers = [t["numbers"]["words"] for t in languages if "numbers" in t]
    word_scales = tuple(_word_scale(scale) for scale in table["scales"])
    families = tuple(family for language in languages for family in _families(language))
    words = {answer_word(w) for scale in word_scales for w in scale.by_text}
    return KnownScales(
        words=word_scales,
        word_values=tuple(map(values_by_word, word_scales)),
        scale_words=frozenset(words.union(*(family.grades for family in families))),
        ranges=tuple(_range_scale(scale) for scale in table["ranges"]),
        no_answer_words=frozenset(answer_word(word) for one in lists for word in one["words"]),
        no_answer_starts=tuple(answer_word(word) for one in lists for word in one["starts"]),
        no_answer_codes=frozenset(table["no_answers"]["codes"]),
        families=families,
        number_words={answer_word(w): n for words in numbers for n, w in enumerate(words)},
    )


def _families(language: dict[str, Any]) -> list[Family]:
    found = [_family(table["key"], table["grades"]) for table in language["families"]]
    degrees = language.get(DEGREES, {"adjectives": []})
    for adjective in degrees["adjectives"]:
        spellings = adjective.split("|")
        grades = [
            [form.format(word) for word in spellings for form in forms]
            for forms in degrees["grades"]
        ]
        found.append(_family(f"{DEGREES}_{spellings[0]}", grades))
    return found


def _family(key: str, grades: list[list[str]]) -> Family:
    words: dict[str, int] = {}
    for grade, spellings in enumerate(grades):
        for spelling in spellings:
            words.setdefault(answer_word(spelling), grade)
    return Family(key, words, tuple(spellings[0] for spellings in grades))


def number_range(first: int, last: int) -> Scale:
    """Return the scale of all whole numbers from the worst to the best."""
    count = last - first + 1
    many = count >= 10
    table = {"top": 2 if many else 1, "bottom": count - 4 if many else count // 2}
    labels = [[str(number)] for number in range(first, last + 1)]
    return _scale(f"range_{first}_{last}", labels, table)


def _word_scale(table: dict[str, Any]) -> Scale:
    return _scale(table["key"], table["answers"], table)


def _range_scale(table: dict[str, Any]) -> Scale:
    first, last = table["first"], table["last"]
    labels = [[str(number)] for number in range(first, last + 1)]
    return _scale(f"range_{first}_{last}", labels, table)


def _scale(key: str, spellings: list[list[str]], table: dict[str, Any]) -> Scale:
    count, top, bottom = len(spellings), table["top"], table["bottom"]
    answers = []
    for place, (label, *words) in enumerate(spellings):
        box = Box.TOP if place >= count - top else Box.BOTTOM if place < bottom else Box.MIDDLE
        linear = 100.0 * place / (count - 1)
        answers.append(Answer(place + 1, label, box, linear, (), tuple(words)))
    return Scale(key, tuple(answers))
