"""Rooms, beds and addresses in comments."""

from __future__ import annotations

import re
from functools import cache

from models.huddle.masking_spans import Kind, Span
from models.huddle.word_lists import word_list

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_NOT_A_ROOM = (
    r"(?!\s*(?:days?|hours?|hrs?|minutes?|mins?|weeks?|nights?|times|people|other|more|of\b|others|"
    r"patients|am\b|pm\b|feet|%|stars?|/))"
)
_ROOM = re.compile(
    rf"""\b(?:room|rm|bed|bay|cubicle|suite|bedspace|bed\s+space|ste)\.?
        (?:\s*(?:number|num|no\.?|nr\.?|was|is|\#|:))*\s*
        (\#?[A-Z]{{0,2}}-?\d{{1,5}}(?:\s?-\s?\d{{1,3}})?(?:-?[A-Z]\b)?
         |(?:{_NUMBER_WORD})(?:[\s-]{_NUMBER_WORD}){{0,3}}
        )(?!\w|:\d){_NOT_A_ROOM}""",
    re.VERBOSE | re.IGNORECASE,
)
_BED_LETTER = re.compile(r"\b(?:bed|bay)\s+((?-i:[A-F]))(?!\w|')", re.IGNORECASE)
_IN_ROOM = re.compile(
    r"\b(?:patient|lady|man|woman|gentleman|guy|person|neighbor|mother|mom|dad|father|wife|husband|"
    r"i\s+was|was|stayed|moved)\s+(?:in|to|into)\s+(\d{3,4}(?:\s?-\s?\d|-?[A-D])?)\b"
    r"(?!\s*(?:days|hours|minutes|%|and))",
    re.IGNORECASE,
)


def rooms(text: str) -> list[Span]:
    """Return the numbers of rooms and beds in a text (with straight apostrophes)."""
    found = [Span(*match.span(1), Kind.ROOM) for match in _ROOM.finditer(text)]
    found += [Span(*match.span(1), Kind.ROOM) for match in _BED_LETTER.finditer(text)]
    return [
        *found,
        *(
            Span(*match.span(1), Kind.ROOM)
            for match in _IN_ROOM.finditer(text)
            if not 1900 <= int(re.match(r"\d+", match[1])[0]) <= 2100  # type: ignore[index]
        ),
    ]


def addresses(text: str) -> list[Span]:
    """Return streets, post boxes, post codes and towns with their state in a text."""
    return [
        Span(*match.span(1 if pattern.groups else 0), Kind.ADDRESS)
        for pattern in _patterns()
        for match in pattern.finditer(text)
    ]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = word_list("masking")
    types = lists["street_types"]
    doubtful = lists["doubtful_street_types"]
    sure = "|".join(t for t in types if t not in doubtful)
    capital = "|".join(t.capitalize() for t in [*types, "dr"])
    states = "|".join(sorted(lists["states"], key=len, reverse=True))
    flat = r"(?:,?\s*(?:apt|apartment|unit|flat|suite|ste|\#)\.?\s*\#?\w{1,5})?"
    word = r"[A-Z][\w'.-]*"
    return (
        re.compile(
            rf"(?<![\w.])\d{{1,6}}[A-Z]?\s+(?:(?:N|S|E|W|NE|NW|SE|SW)\.?\s+)?(?:{word}\s+){{1,3}}"
            rf"(?:{capital})\b\.?{flat}(?:,?\s+{word}(?:\s+{word})?,?\s+(?:{states})\b)?"
            rf"(?:\s+\d{{5}}(?:-\d{{4}})?)?"
        ),
        re.compile(
            rf"(?<![\w.])\d{{1,6}}\s+(?:[a-z]+\s+){{1,2}}(?:{sure})\b\.?{flat}", re.IGNORECASE
        ),
        re.compile(
            rf"\b(?:{word}\s+){{1,2}}(?:Street|Avenue|Road|Boulevard|Lane|Terrace|Parkway|Crescent)\b"
        ),
        re.compile(r"\bp\.?\s?o\.?\s+box\s+\w+", re.IGNORECASE),
        re.compile(
            r"\b(?:apt|apartment|flat)\.?\s+(?:number\s+|no\.?\s+|#\s*)?(#?(?=\w*\d)\w{1,5})\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:\b{word}(?:\s+{word}){{0,2}},\s*(?:{states})\b(?:\s+\d{{5}}(?:-\d{{4}})?)?)"
        ),
        re.compile(rf"\b(?:{states})\s+\d{{5}}(?:-\d{{4}})?\b"),
        re.compile(r"\bzip(?:\s*code)?\s*(?:is|:)?\s*(\d{5}(?:-\d{4})?)\b", re.IGNORECASE),
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b"),
    )
