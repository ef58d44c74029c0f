from .special import (
    SPECIAL,
)
from .words import (
    WORDS,
    hint,
    place_words,
    sentence,
    sentence_at,
    what,
    whole,
)

__all__ = [
    "SPECIAL",
    "WORDS",
    "hint",
    "place_words",
    "sentence",
    "sentence_at",
    "what",
    "whole",
]
