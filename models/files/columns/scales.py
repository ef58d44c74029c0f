"""The answer scales by which the questions of an unknown questionnaire are recognized."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.files.cells import answer_word
from models.survey import Answer, Box, Scale


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

    def is_no_answer(self, text: str) -> bool:
        """Whether words mean "no answer" on any scale."""
        word = answer_word(text)
        parts = {word, *(part.strip() for part in word.split("/"))}
        return not parts.isdisjoint(self.no_answer_words) or any(
            part.startswith(self.no_answer_starts) for part in parts
        )

    def is_scale_word(self, text: str) -> bool:
        """Whether a text is an answer of some word scale, or means no answer."""
        return answer_word(text) in self.scale_words or self.is_no_answer(text)

    def scale_named(self, key: str) -> Scale:
        """Return a scale by its key; KeyError when there is none."""
        return {scale.key: scale for scale in (*self.words, *self.ranges)}[key]


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
    no_answers = table["no_answers"]
    word_scales = tuple(_word_scale(scale) for scale in table["scales"])
    return KnownScales(
        words=word_scales,
        word_values=tuple(map(values_by_word, word_scales)),
        scale_words=frozenset(answer_word(w) for scale in word_scales for w in scale.by_text),
        ranges=tuple(_range_scale(scale) for scale in table["ranges"]),
        no_answer_words=frozenset(answer_word(word) for word in no_answers["words"]),
        no_answer_starts=tuple(no_answers["starts"]),
        no_answer_codes=frozenset(no_answers["codes"]),
    )


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
