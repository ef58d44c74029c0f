"""Spellings of unit names that look alike, offered as one unit. Nothing here joins anything.

Names are alike only when all their numbers and all their telling words are the same: "4 West" is
never offered with "4 East", "ICU" never with "PICU", "3A" never with "3B".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
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


MOST_UNITS = 300
"""Names of one place, with the same numbers, beyond which nothing is offered: that column holds no
units."""

SHORTEST_WITH_TYPO = 6
SHORTEST_INITIALS = 3

SHORT_WORDS = frozenset({"day", "ear", "eye", "hip", "new", "old", "bed", "low"})
"""Words of up to three letters that are words; others are initials themselves."""


class Certainty(IntEnum):
    """How sure it is that two spellings mean one unit."""

    POSSIBLE = 1
    LIKELY = 2
    SURE = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class SeenUnit:
    """A unit's name within its facility and site.

    `rows` of the file name it. `stored` is what the database calls the unit, "" when it does not
    know the name.
    """

    facility: str
    site: str
    name: str
    rows: int = 0
    stored: str = ""


@dataclass(frozen=True, slots=True)
class SpellingGroup:
    """Spellings that may be one unit: at least one of them is new in the file.

    `names` come with the suggested one first; `rows` are the file's, in the same order.
    `suggested` is the stored unit's name, else the most frequent of the file. `why` says in what
    they differ, as words after "differ in".
    """

    facility: str
    site: str
    suggested: str
    names: tuple[str, ...]
    rows: tuple[int, ...]
    certainty: Certainty
    why: str

    @property
    def others(self) -> tuple[str, ...]:
        """The spellings that would become the suggested one."""
        return tuple(name for name in self.names if name != self.suggested)

    def to_json(self) -> dict[str, object]:
        return {
            "facility": self.facility,
            "site": self.site,
            "suggested": self.suggested,
            "names": list(self.names),
            "rows": list(self.rows),
            "certainty": self.certainty.word,
            "why": self.why,
        }


def spelling_groups(seen: Iterable[SeenUnit]) -> tuple[SpellingGroup, ...]:
    """Return the groups of names that look alike, within each facility and site, the surest first.

    A group holds a name that is new; of the names the database knows, at most one unit's, since
    two units in store were told apart before. A new name that looks like two different units is
    offered with neither.
    """
    places: dict[tuple[str, str], list[SeenUnit]] = {}
    for unit in seen:
        if unit.name:
            places.setdefault((unit.facility, unit.site), []).append(unit)
    found: list[SpellingGroup] = []
    for of_place in places.values():
        found += _groups_of_place(of_place)
    return tuple(sorted(found, key=lambda g: (-g.certainty, g.facility, g.site, g.suggested)))


def likeness(one: str, other: str, names: Sequence[str] = ()) -> tuple[Certainty, str] | None:
    """Return how sure it is that two names mean one unit, and in what they differ.

    None when they are two units. `names` are all names beside them: where units of a floor go by
    letters, E is no east.

    >>> likeness("4 West", "4-WEST")
    (<Certainty.SURE: 3>, 'signs')
    >>> likeness("4 West", "4 East"), likeness("ICU", "PICU"), likeness("3A", "3B")
    (None, None, None)
    """
    lettered = lettered_floors([one, other, *names])
    return _alike(unit_words(one, lettered), unit_words(other, lettered))


def _groups_of_place(units: list[SeenUnit]) -> list[SpellingGroup]:
    lettered = lettered_floors([unit.name for unit in units])
    words = [unit_words(unit.name, lettered) for unit in units]
    links: dict[int, dict[int, tuple[Certainty, str]]] = {}
    for a, b in _candidates(words):
        if not (units[a].stored and units[b].stored) and (found := _alike(words[a], words[b])):
            links.setdefault(a, {})[b] = found
            links.setdefault(b, {})[a] = found
    groups, taken = [], set()
    for first in sorted(links):
        if first in taken:
            continue
        members = _connected(first, links)
        taken |= members
        if _is_one_unit(members, units, links):
            groups.append(_group([units[m] for m in sorted(members)], members, links))
    return groups


def _candidates(words: Sequence[UnitWords]) -> Iterable[tuple[int, int]]:
    """Give the pairs with the same numbers: the others are never alike."""
    shelves: dict[tuple[str, ...], list[int]] = {}
    for place, unit in enumerate(words):
        shelves.setdefault(unit.numbers, []).append(place)
    for places in shelves.values():
        if len(places) > MOST_UNITS:
            continue
        for k, a in enumerate(places):
            for b in places[k + 1 :]:
                yield a, b


def _connected(first: int, links: dict[int, dict[int, tuple[Certainty, str]]]) -> set[int]:
    found, waiting = {first}, [first]
    while waiting:
        for other in links[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _is_one_unit(
    members: set[int],
    units: Sequence[SeenUnit],
    links: dict[int, dict[int, tuple[Certainty, str]]],
) -> bool:
    """Whether all are alike among themselves, and at most one of them is another unit in store."""
    stored = {units[m].stored for m in members if units[m].stored}
    if len(stored) > 1:
        return False
    return all(
        b in links[a] or (units[a].stored and units[b].stored)
        for a in members
        for b in members
        if a != b
    )


def _group(
    units: Sequence[SeenUnit],
    members: set[int],
    links: dict[int, dict[int, tuple[Certainty, str]]],
) -> SpellingGroup:
    stored = next((unit.stored for unit in units if unit.stored), "")
    best = stored or max(units, key=lambda u: (u.rows, len(u.name), u.name)).name
    rows: dict[str, int] = {best: 0}
    for unit in sorted(units, key=lambda u: (-u.rows, u.name)):
        # Another name of the stored unit counts for the unit.
        name = best if unit.stored else unit.name
        rows[name] = rows.get(name, 0) + unit.rows
    certainty, why = min((links[a][b] for a in members for b in links[a]), key=lambda link: link[0])
    return SpellingGroup(
        units[0].facility,
        units[0].site,
        best,
        tuple(rows),
        tuple(rows.values()),
        certainty,
        why,
    )


def _alike(one: UnitWords, other: UnitWords) -> tuple[Certainty, str] | None:
    if one.numbers != other.numbers:
        return None
    if _run(one.pieces) == _run(other.pieces):
        return Certainty.SURE, "signs"
    if one.generic and other.generic and set(one.generic) != set(other.generic):
        return None
    if _run(one.meant) == _run(other.meant):
        return Certainty.LIKELY, "abbreviation"
    words, others = _words(one), _words(other)
    if sorted(one.meant) == sorted(other.meant) and any(len(word) > 2 for word in words):
        return Certainty.LIKELY, "order"
    if _is_initials(words, others) or _is_initials(others, words):
        return Certainty.POSSIBLE, "initials"
    if len(one.meant) == len(other.meant) and _one_typo(one.meant, other.meant):
        return Certainty.POSSIBLE, "letter"
    return None


def _run(pieces: Sequence[str]) -> str:
    """Return the pieces as one word, but numbers that stand side by side apart."""
    text = ""
    for piece in pieces:
        text += f"-{piece}" if piece.isdecimal() and text[-1:].isdecimal() else piece
    return text


def _words(unit: UnitWords) -> list[str]:
    return [piece for piece in unit.meant if not piece.isdecimal()]


def _is_initials(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether one word is the initials of the others, "unit" included ("ICU")."""
    if len(short) != 1 or not SHORTEST_INITIALS <= len(short[0]) <= 6:
        return False
    telling = [word for word in words if word not in ("and", "of")]
    if not all(len(word) > 3 or word in SHORT_WORDS for word in telling):
        return False
    initials = "".join(word[0] for word in telling)
    return len(telling) > 1 and short[0] in (initials, initials + "u")


def _one_typo(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words are the same but for two letters changed about or one left out.

    Another letter in place of one is no such slip: hepatology and hematology are two units.
    """
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(pairs) != 1 or pairs[0][0].isdecimal() or pairs[0][1].isdecimal():
        return False
    a, b = sorted(pairs[0], key=len)
    if len(a) < SHORTEST_WITH_TYPO or a[0] != b[0]:
        return False
    if len(a) == len(b):
        at = next(i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y)
        return a[:at] + a[at + 1 : at + 2] + a[at : at + 1] + a[at + 2 :] == b
    return len(b) == len(a) + 1 and any(b[:i] + b[i + 1 :] == a for i in range(len(b)))
