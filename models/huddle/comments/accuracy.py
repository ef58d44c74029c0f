"""How often the rules for comments are right, as measured on comments labeled by people.

The figures stand in `resources/topics/accuracy.toml`, written by `make voices WRITE=1`. They hold
for the comments they were measured on; elsewhere rules are right less often.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from models.huddle.wording import word_list


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of what was found, the share that was right (`precision`), and of what was there, the share
    that was found (`recall`); both 0-1."""

    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class ThemeAccuracy:
    """How well themes are found, in how many comments. A theme that nobody labeled is missing."""

    comments: int
    every: Accuracy
    by_theme: dict[str, Accuracy]


@dataclass(frozen=True, slots=True)
class MaskingAccuracy:
    """The shares (0-1) of what should be masked that is, and of marks that are wrong, in how many
    comments that nobody looked at while making the rules."""

    comments: int
    masked: float
    wrong: float


@cache
def theme_accuracy() -> ThemeAccuracy:
    """Return how often themes are right."""
    found = word_list("accuracy")["themes"]
    by_theme = {key: Accuracy(*shares) for key, shares in found["by_theme"].items()}
    return ThemeAccuracy(found["comments"], Accuracy(*found["every"]), by_theme)


@cache
def criticism_accuracy() -> Accuracy:
    """Return how often criticism is heard right, at the organization where it is least so."""
    return Accuracy(*word_list("accuracy")["tone"]["criticism"])


@cache
def masking_accuracy() -> MaskingAccuracy:
    """Return how well masking works."""
    found = word_list("accuracy")["masking"]
    return MaskingAccuracy(found["comments"], found["masked"], found["wrong"])
