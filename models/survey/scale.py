"""Answer scales: which answers an item has, and what each is worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from models.language import _

BLANK = 0
"""Stored value of a cell that holds no answer (blank, M, several marks). Never tallied."""

NOT_APPLICABLE = 200
"""Stored value of an item rightly skipped. Tallied, never part of a denominator."""

NO_ANSWER = 201
"""Stored value of "don't know", "refused", 99. Tallied, never part of a denominator."""


class Box(StrEnum):
    """The part of the scale an answer falls into."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"
    OUTSIDE = "outside"
    """Counts in the denominator but has no place on the scale (NHS "Don't know")."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a scale.

    `value` is what the store keeps: 1..k from worst to best (answers outside the scale follow),
    below 200. `linear` is the 0-100 worth, None outside the scale. `codes` are the numbers
    files use for it, `words` other spellings than `label`.
    """

    value: int
    label: str
    box: Box
    linear: float | None
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def plain(text: str) -> str:
    """Return `text` as answers are compared: lower case, single spaces, plain apostrophes."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).casefold().rstrip(".")


@dataclass(frozen=True)
class Scale:
    """An ordered set of answers, worst first; answers outside the scale come last."""

    key: str
    answers: tuple[Answer, ...]
    no_answers: tuple[str, ...] = field(default=())
    """Words and codes that mean "no answer" on this scale, beyond blank."""

    @cached_property
    def by_value(self) -> dict[int, Answer]:
        return {answer.value: answer for answer in self.answers}

    @cached_property
    def by_text(self) -> dict[str, int]:
        """Map every known spelling and code, in `plain` form, to the stored value."""
        found: dict[str, int] = {}
        for answer in self.answers:
            for text in (answer.label, *answer.words, *answer.codes):
                found.setdefault(plain(text), answer.value)
        for text in self.no_answers:
            found.setdefault(plain(text), NO_ANSWER)
        return found

    @cached_property
    def top_values(self) -> frozenset[int]:
        return frozenset(a.value for a in self.answers if a.box is Box.TOP)

    @property
    def top_label(self) -> str:
        """Words for the top box, as in "said Always", "said 9 or 10"."""
        return " or ".join(a.label for a in self.answers if a.box is Box.TOP)

    @property
    def top_words(self) -> str:
        """The words for the top box in the language of the user interface."""
        labels = [_(a.label) for a in self.answers if a.box is Box.TOP]
        return labels[0] if len(labels) == 1 else _(" or ").join(labels)

    @property
    def fingerprint(self) -> str:
        """Equal for scales on which numbers may be pooled: same answers, same order, same boxes."""
        return "|".join(f"{plain(a.label)}:{a.box}" for a in self.answers)
