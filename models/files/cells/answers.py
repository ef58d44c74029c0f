"""From the text of a cell to the stored value of an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from models.files.cells.zero_width import without_invisible
from models.survey import BLANK, NO_ANSWER, NOT_APPLICABLE, Item, plain

UNKNOWN = 255
"""Marks a cell that is no answer of its item. Never stored: it becomes a blank and a problem."""

BLANK_WORDS = frozenset(
    ["", "m", ".", "-", "--", "na", "nan", "null", "#n/a", "#null!", "missing", "blank", ".h", ".m"]
)
"""What files write into a cell without an answer, besides nothing. M is the CMS code."""

BLANK_SPELLINGS = frozenset(
    spelling for word in BLANK_WORDS for spelling in (word, word.upper(), word.capitalize())
)
"""The same as they are usually written."""

LONGEST_ANSWER = 300
"""No longer text is an answer of a scale; looking for numbers around it would take long."""

_NUMBER = re.compile(r"[-+]?\d{1,6}(\.0+)?")
_NUMBER_BEFORE = re.compile(r"^[(\[]?([-+]?\d{1,3})[)\]]?\s*[-–—=:.)]*\s*(?=[^\W\d_])")
_NUMBER_AFTER = re.compile(r"\s*[(\[]\s*\d{1,3}\s*[)\]]$")
_RATED_WORDS = re.compile(r"([-+]?\d{1,2})\s*[-–—=:.)(]*\s*[^\W\d_]\D*")
_NOT_APPLICABLE_WORDS = frozenset([".s", "n/a", "not applicable", "does not apply", "skipped"])


def answer_word(text: str) -> str:
    """Return an answer as words are compared: plain, without accents, commas and numbers around.

    >>> answer_word("5 - Very Good"), answer_word("Yes, somewhat"), answer_word("Always (4)")
    ('very good', 'yes somewhat', 'always')
    >>> answer_word("Sí")
    'si'
    """
    word = without_accents(plain(without_invisible(text)))
    if len(word) > LONGEST_ANSWER or not any(letter.isalpha() for letter in word):
        return word
    word = _NUMBER_AFTER.sub("", _NUMBER_BEFORE.sub("", word, count=1))
    return " ".join(word.replace(",", " ").split())


def without_number(text: str) -> str:
    """Return the words of an answer that begins with a number, any other text as it is.

    >>> without_number("1 : Completely"), without_number("Good"), without_number("8")
    ('Completely', 'Good', '8')
    """
    return _NUMBER_BEFORE.sub("", text.strip(), count=1) if leading_number(text) else text


def without_accents(text: str) -> str:
    """Return Latin letters without the signs above and below them.

    >>> without_accents("Très satisfait"), without_accents("בהחלט")
    ('Tres satisfait', 'בהחלט')
    """
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def whole_number(text: str) -> str | None:
    """Return a whole number without leading zeros and ".0", None for anything else.

    >>> whole_number("07"), whole_number("7.0"), whole_number("7.5")
    ('7', '7', None)
    """
    text = text.strip()
    return str(int(float(text))) if _NUMBER.fullmatch(text) else None


def is_number(label: str) -> bool:
    """Whether an answer's label is a whole number, with or without a sign."""
    return label.lstrip("-").isdecimal()


def leading_number(text: str) -> str | None:
    """Return the number that words begin with, None when there is another or are no words.

    >>> leading_number("10-Best possible"), leading_number("8 or 9"), leading_number("8")
    ('10', None, None)
    """
    text = text.strip()
    match = _RATED_WORDS.fullmatch(text) if len(text) <= LONGEST_ANSWER else None
    return str(int(match[1])) if match else None


class AnswerReader:
    """Reads the cells of one item.

    `skip_code` is the code that means "rightly skipped" unless it is an answer of the item.
    """

    def __init__(self, item: Item, skip_code: str | None = None) -> None:
        own = item.scale.by_text
        values = {plain(text): NOT_APPLICABLE for text in item.not_applicable}
        for text, value in own.items():
            values.setdefault(text, value)
        if skip_code is not None:
            values.setdefault(skip_code, NOT_APPLICABLE)
        for text in list(values):
            values.setdefault(answer_word(text), values[text])
        self._values = values
        self._rated = all(is_number(answer.label) for answer in item.scale.answers)

    def value(self, text: str) -> int:
        """Return the stored value of a cell, UNKNOWN when it is no answer of this item."""
        word = plain(without_invisible(text))
        if word in BLANK_WORDS:
            return BLANK
        number = whole_number(word)
        for key in (word, number, answer_word(word)):
            if key is not None and key in self._values:
                return self._values[key]
        if word in _NOT_APPLICABLE_WORDS:
            return NOT_APPLICABLE
        if self._rated and (front := leading_number(word)) is not None:
            return self._values.get(front, UNKNOWN)
        return UNKNOWN

    def values(self, words: Sequence[str]) -> list[int]:
        return [self.value(word) for word in words]


def is_answer(value: int) -> bool:
    """Whether a stored value is an answer on the item's scale."""
    return value not in (BLANK, NOT_APPLICABLE, NO_ANSWER, UNKNOWN)
