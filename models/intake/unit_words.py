"""The name of a unit taken apart, so that spellings of one name can be told from two names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"),
        start=1,
    )
}  # fmt: skip
DIRECTIONS = {
    "n": "north", "s": "south", "e": "east", "w": "west",
    "ne": "northeast", "nw": "northwest", "se": "southeast", "sw": "southwest",
}  # fmt: skip
SHORT = {
    "med": "medical", "surg": "surgical", "surgery": "surgical", "ortho": "orthopedic",
    "peds": "pediatric", "paeds": "pediatric", "onc": "oncology", "tele": "telemetry",
    "rehab": "rehabilitation", "mat": "maternity", "psych": "psychiatric", "emerg": "emergency",
    "gyn": "gynecology", "resp": "respiratory",
}  # fmt: skip
BRITISH = {
    "paediatric": "pediatric", "orthopaedic": "orthopedic", "gynaecology": "gynecology",
    "haematology": "hematology", "centre": "center", "anaesthesia": "anesthesia",
}  # fmt: skip
GENERIC = frozenset(
    {"unit", "ward", "dept", "department", "floor", "station", "nursing", "the", "fl"}
)
"""Words that tell what a place is, not which; one that is left out changes no name."""

_PIECES = re.compile(r"[^\W\d_]+|\d+")
_BELOW = re.compile(r"(?<![\w)])[-−–](?=\d)")
_ORDINAL = re.compile(r"(?<=\d)\s*(st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A name in pieces: runs of letters and of digits, in small letters and without accents.

    `pieces` are those written, `meant` those with abbreviations written out and words that tell
    nothing left out; `generic` are the words left out.
    """

    pieces: tuple[str, ...]
    meant: tuple[str, ...]
    generic: tuple[str, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(piece for piece in self.meant if piece.isdecimal())


def plain_pieces(name: str) -> tuple[str, ...]:
    """Return the runs of letters and digits of a name; "+" and a minus before a number count.

    >>> plain_pieces("4-WEST"), plain_pieces("4th West"), plain_pieces("Level -1")
    (('4', 'west'), ('4', 'west'), ('level', 'minus', '1'))
    """
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _BELOW.sub(" minus ", text).replace("+", " plus ").replace("&", " and ")
    return tuple(_PIECES.findall(_ORDINAL.sub("", text)))


def lettered_floors(names: Collection[str]) -> frozenset[str]:
    """Return the numbers whose units go by letters (3A, 3B, 3C): there, E is no east."""
    found = set()
    for name in names:
        pieces = plain_pieces(name)
        for number, letter in pairwise(pieces):
            if number.isdecimal() and len(letter) == 1 and letter not in DIRECTIONS:
                found.add(number)
    return frozenset(found)


def unit_words(name: str, lettered: Collection[str] = ()) -> UnitWords:
    """Return a name in pieces. On `lettered` floors a single letter stays a letter."""
    pieces = plain_pieces(name)
    meant, generic = [], []
    for place, piece in enumerate(pieces):
        if piece in GENERIC:
            generic.append(piece)
        else:
            meant.append(_meant(pieces, place, lettered))
    if not meant or not any(map(_tells, meant)):
        return UnitWords(pieces, pieces, ())
    return UnitWords(pieces, tuple(meant), tuple(generic))


def _meant(pieces: tuple[str, ...], place: int, lettered: Collection[str]) -> str:
    piece = pieces[place]
    if piece.isdecimal():
        return piece.lstrip("0") or "0"
    if piece in DIRECTIONS and _beside_number(pieces, place, lettered):
        return DIRECTIONS[piece]
    if piece in NUMBER_WORDS and not any(other.isdecimal() for other in pieces):
        return NUMBER_WORDS[piece]
    piece = SHORT.get(piece, piece)
    if len(piece) > 4 and piece.endswith("s") and not piece.endswith("ss"):
        piece = piece[:-1]
    return BRITISH.get(piece, piece)


def _beside_number(pieces: tuple[str, ...], place: int, lettered: Collection[str]) -> bool:
    before = pieces[place - 1] if place else ""
    return before.isdecimal() and before not in lettered


def _tells(piece: str) -> bool:
    return piece not in ("and", "of")
