"""The word lists of `resources/topics`, and how words of a list are found in a text."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any


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


_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " "})


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases into one pattern that finds each as whole words, in any capitals.

    A star at a phrase's end stands for any ending, a blank for any white space. Longer phrases
    are tried first. Finds nothing when there are no phrases.

    >>> any_of(["call light*", "rn"]).search("The CALL  lights, urn").group()
    'CALL  lights'
    """
    parts = [_pattern(phrase) for phrase in sorted(set(phrases), key=lambda p: (-len(p), p))]
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w'])(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    stem = phrase.rstrip("*")
    words = r"\s+".join(re.escape(word) for word in stem.split())
    return words + (r"[\w'-]*" if phrase.endswith("*") else "")


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
