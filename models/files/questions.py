"""What a file leaves open, asked on its real values, and what stays out of an import.

Facts alone, and nothing heavy to load: the window and the command line know them at their start.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question is answered."""

    CHOOSE = "choose"
    """By one of its choices."""
    ORDER = "order"
    """By its choices put in order, worst first; those left out are no answers. Or by `ignore`."""


DATES = "date order"
"""The id of the question for the order of day and month."""

IGNORE = "ignore"
"""The answer to an ORDER question that its columns are no questions about care."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer, on real values. `detail` shows what it would mean for a row."""

    key: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the file does not tell for sure, in plain words.

    `id` stays the same while the file does. `columns` are the names of the columns it is about
    (none: the whole file). `default` is the choice taken when nobody answers, None when there is
    no best guess and the file cannot be imported before.
    """

    id: str
    columns: tuple[str, ...]
    text: str
    choices: tuple[Choice, ...]
    default: str | None = None
    kind: QuestionKind = QuestionKind.CHOOSE


class Open(StrEnum):
    """What nobody said of a column, so that its answers could be counted wrongly."""

    DIRECTION = "direction"
    """Which end of its scale is the best."""
    WORDS = "words"
    """How its words are ordered, or which of them are no answers."""
    DATE = "date"
    """Which of several columns of dates is the day of the visit."""


class LeftOut(StrEnum):
    """Why a column with cells in it is not read."""

    DIRECTION = "direction"
    WORDS = "words"
    DATE = "date"
    SCORES = "scores"
    """Averages with decimals: no single answers."""
    COUNTED = "counted"
    """Its header names something that is counted, measured or numbered."""
    REPEATED = "repeated"
    """It is no survey id: some rows share one."""
    UNLIKE = "unlike"
    "Its cells aren't answers on a scale."
    YES_NO = "yes_no"
    """Yes and no under a header that asks nothing."""
    PATIENT = "patient"
    """It is about the patient or the stay."""
    IDENTIFIER = "identifier"
    COUNTER = "counter"
    WEIGHT = "weight"
    KNOWN = "known"
    """Another column tells the same, or it numbers the rows."""
    OTHER = "other_questionnaire"
    """It is no question of the questionnaire that was recognized."""
    IGNORED = "ignored"
    TEXT = "text"
    """Texts that are no comments by their header, or too alike."""
    FIGURES = "figures"
    """Published figures that are those of no measure."""
    SHEET = "sheet"
    """Another sheet of the workbook with the same columns."""


@dataclass(frozen=True, slots=True)
class LeftOutColumn:
    """A column that is not read. `answers` counts its filled cells."""

    column: str
    reason: LeftOut
    answers: int
