"""How likely a comment criticizes or praises, by a small linear model.

Trained on public, openly licensed comments by `tests/models/huddle/comments/train_tone.py`. It
guards the word lists of `models.huddle.comments.sentiment`: in doubt a comment stays undecided.
"""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from models.huddle.wording import folded, topics_folder

WEIGHTS = "tone_weights.tsv"
FEWEST_KNOWN = 2
"""A comment with fewer known words and pairs of words says nothing to the model."""


class Chances(NamedTuple):
    """The chances (0-1) that a comment criticizes, and that it praises; together at most 1."""

    criticism: float
    praise: float


def tone_chances(text: str) -> Chances | None:
    """Return how likely a comment criticizes or praises, None if the model knows too few of its
    words, as in Spanish.

    >>> chances = tone_chances("They were rude and we waited for hours.")
    >>> chances is not None and chances.criticism > 0.5
    True
    """
    weights = _weights()
    known = [weight for term in terms(text) if (weight := weights.by_term.get(term))]
    if len(known) < FEWEST_KNOWN:
        return None
    length = math.sqrt(len(known))
    criticism = math.exp(weights.bias[0] + sum(weight[0] for weight in known) / length)
    praise = math.exp(weights.bias[1] + sum(weight[1] for weight in known) / length)
    total = 1 + criticism + praise
    return Chances(criticism / total, praise / total)


def terms(text: str) -> set[str]:
    """Return the words of a text and its pairs of neighboring words; a number is "#"."""
    words = ["#" if word.isdigit() else word for word in _WORD.findall(folded(text))]
    return {*words, *(f"{first} {second}" for first, second in pairwise(words))}


_WORD = re.compile(r"\w+(?:'\w+)*")


class _Weights(NamedTuple):
    bias: tuple[float, float]
    by_term: dict[str, tuple[float, float]]


@cache
def _weights() -> _Weights:
    """Read the weights: a line with the unit, then a term and two whole numbers a line. The first
    term, the empty one, is the bias. OSError or ValueError: the program is damaged."""
    lines = (topics_folder() / WEIGHTS).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("//")]
    unit = float(rows[0][1])
    by_term = {term: (int(first) * unit, int(second) * unit) for term, first, second in rows[1:]}
    return _Weights(by_term.pop(""), by_term)
