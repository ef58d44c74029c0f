"""Rooms, beds and addresses in comments."""

from __future__ import annotations

import re
from functools import cache

from models.huddle.masking.spans import Kind, Span
from models.huddle.masking.words import is_word
from models.huddle.wording import word_list

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_NOT_A_ROOM = (
    r"(?!\s*(?:days?|hours?|hrs?|minutes?|mins?|weeks?|nights?|times|people|other|more|others|"
    r"patients|am\b|pm\b|feet|degrees?|dollars|bucks|square|inches|%|°|stars?|/"
    r"|of\s+(?:us|them|you|my|our|those|these|the\s+(?:nurses|staff|aides|doctors|rooms|beds))\b))"
)
_ROOM = re.compile(
    rf"""\b(?:rooms?|rm|beds?|bay|cubicle|suite|bedspace|bed\s+space|ste)\.?
        (?:\s*(?:number|num|no\.?|nr\.?|was|is|\#|:))*\s*
        (\#?[A-Z]{{0,2}}-?\d{{1,5}}(?:\s?-\s?\d{{1,3}})?(?:-?[A-Z]\b)?
         |{_NUMBER_WORD}(?:[\s-](?:{_NUMBER_WORD}|oh|o|zero|hundred|and)){{0,4}}
        )(?!\w|:\d){_NOT_A_ROOM}""",
    re.VERBOSE | re.IGNORECASE,
)
_BED_LETTER = re.compile(r"\b(?:bed|bay)\s+((?-i:[A-F]))(?!\w|')", re.IGNORECASE)
_IN_ROOM = re.compile(
    r"\b(?:patient|lady|man|woman|gentleman|guy|person|neighbor|mother|mom|dad|father|wife|husband|"
    r"i\s+was|was|were|stayed|moved)\s+(?:in|to|into)\s+"
    r"(\d{3,4}(?:\s?-\s?\d|-?[A-D])\b|\d{3,4}\b(?!\s*(?:days|hours|minutes|%|and)))",
    re.IGNORECASE,
)
_WING_ROOM = re.compile(
    r"(?<![\w.-])\d{1,2}(?:[A-Z]{1,2}-\d{1,3}|(?:[NSEWTBC]|[nsewtc])-?\d{2,3})[A-Z]?(?![\w%-])"
)
"""A wing and a room in one: 3W-17, 4w12."""
_ROOM_AND_BED = re.compile(r"\b(?:in|to|into|from|was|at|roommate)\s+(\d{3,4}-[1-4A-D])(?![\w-])")
"""412-2: the second bed of a room."""
_LETTER_ROOM = re.compile(r"\b(?:in|to|into|from|at)\s+([A-Z]-?\d{3,4}[A-Z]?)(?![\w%-])")


_UNIT_ROOM = re.compile(rf"\b(?:ICU|CCU|PICU|NICU|PACU|ER|ED)\s+(\d{{1,3}}[A-F]?)\b{_NOT_A_ROOM}")
_ALSO_ROOM = re.compile(
    rf"\s*(?:,|and|&|or|to|then)\s*(?:to\s+)?(\d{{1,4}}[A-F]?(?:-\d)?)\b{_NOT_A_ROOM}(?!\s+[a-z]{{3,}}s\b)"
)
"""A second room behind one: "rooms 12 and 14", "from room 310 to 322"."""
_FROM_ROOM = re.compile(r"\bfrom\s+(\d{3,4}[A-F]?)\s+to\s+(?=(?:room|rm)\b)", re.IGNORECASE)


def rooms(text: str) -> list[Span]:
    """Return the numbers of rooms and beds in a text (with straight apostrophes)."""
    found = [Span(*match.span(1), Kind.ROOM) for match in _ROOM.finditer(text)]
    found += [Span(*match.span(1), Kind.ROOM) for match in _BED_LETTER.finditer(text)]
    found += [Span(*match.span(), Kind.ROOM) for match in _WING_ROOM.finditer(text)]
    for pattern in (_UNIT_ROOM, _FROM_ROOM, _ROOM_AND_BED, _LETTER_ROOM):
        found += [Span(*match.span(1), Kind.ROOM) for match in pattern.finditer(text)]
    for room in list(found):
        also = _ALSO_ROOM.match(text, room.end)
        found += [] if also is None else [Span(*also.span(1), Kind.ROOM)]
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
    found = [
        Span(*match.span(1 if pattern.groups else 0), Kind.ADDRESS)
        for pattern in _patterns()
        for match in pattern.finditer(text)
    ]
    streets = word_list("masking")["street_names"]
    return found + [
        Span(*match.span(), Kind.ADDRESS)
        for match in _small_street().finditer(text)
        if match["street"] in streets or not is_word(match["street"])
    ]


_WORD = r"[A-Z][\w'.-]*"
_FLAT = r"(?:,?\s*(?:apt|apartment|unit|flat|suite|ste|lot|\#)\.?\s*\#?\w{1,5}\b)?"
_NUMBER = r"(?<![\w.])\d{1,6}[A-Z]?(?:\s+1/2)?\s+"
_POINT = r"(?:(?:N|S|E|W|NE|NW|SE|SW|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)\.?\s+)?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = word_list("masking")
    types = lists["street_types"]
    sure = "|".join(t for t in types if t not in lists["doubtful_street_types"])
    capital = "|".join(t.capitalize() for t in [*types, "dr"])
    states = "|".join(sorted(lists["states"], key=len, reverse=True))
    zip_code = r"\d{5}(?:-\d{4})?(?!\d)"
    region = rf"(?:(?:{states})\b(?:\s+{zip_code})?|{zip_code})"
    town = rf"(?:,?\s+(?:{_WORD}\s+){{0,2}}{_WORD},?\s+{region})?"
    return (
        re.compile(
            rf"{_NUMBER}{_POINT}(?:{_WORD}\s+){{1,3}}(?:{capital})\b\.?{_FLAT}{town}"
            rf"(?:,?\s+{zip_code})?"
        ),
        re.compile(
            rf"{_NUMBER}{_POINT}\d{{1,3}}(?:st|nd|rd|th)\s+(?:{'|'.join(types)})\b\.?{_FLAT}{town}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w.])\d{{1,6}}\s+(?:[a-z]+\s+){{1,2}}(?:{sure})\b\.?{_FLAT}", re.IGNORECASE
        ),
        re.compile(
            rf"\b(?:{_WORD}\s+){{1,2}}(?:Street|Avenue|Road|Boulevard|Lane|Terrace|Parkway|Crescent)\b"
        ),
        re.compile(rf"\b(?:P|p)\.?\s?(?:O|o)\.?\s+(?:B|b)(?:ox|OX)\s+\w+{town}"),
        re.compile(
            rf"\b(?:[Rr]ural\s+[Rr]oute|RR|R\.R\.|rr|[Rr]oute|[Rr]te\.?|HC)\s*\#?\d+,?\s+[Bb]ox\s+\w+{town}"
        ),
        re.compile(
            r"\b(?:apt|apartment|flat)\.?\s+(?:number\s+|no\.?\s+|#\s*)?(#?(?=\w*\d)\w{1,5})\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:lives?|lived|living|reside[sd]?|moved|address\s+is|home\s+is)\s+(?:at|to)?\s*"
            rf"(\d{{1,5}}\s+{_POINT}{_WORD}(?:\s+{_WORD})?)"
        ),
        re.compile(rf"(?:\b{_WORD}(?:\s+{_WORD}){{0,2}},\s*(?:{states})\b(?:\s+{zip_code})?)"),
        re.compile(rf"\b(?:{states})\s+{zip_code}"),
        re.compile(r"\bzip(?:\s*code)?\s*(?:is|:)?\s*(\d{5}(?:-\d{4})?)\b", re.IGNORECASE),
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b"),
    )


@cache
def _small_street() -> re.Pattern[str]:
    """ "412 larkspur st": no capital, but the name of many streets, or no other word."""
    types = "|".join([*word_list("masking")["doubtful_street_types"], "dr"])
    return re.compile(
        rf"(?<![\w.$])\d{{2,5}}\s+(?:[nsew]\.?\s+)?(?P<street>[a-z]{{3,}})\s+(?:{types})\b\.?{_FLAT}"
    )
