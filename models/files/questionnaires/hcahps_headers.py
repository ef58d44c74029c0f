"""Which HCAHPS question a header is: by name, by wording, or by number alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.files.cells import header_key
from models.files.sheets import TableColumn
from models.survey import Instrument, Item

MIN_WORDING = 25
"""Letters a wording needs before it may be looked for inside a longer header."""

STEM = 5
"""Letters by which words are compared: "listened" and "listen" are the same."""

_NUMBERED = re.compile(
    r"(?:hcahps[\s_.-]*)?(?:question|item|q)[\s_.#-]*0*(\d{1,2})(?!\d)(.*)", re.I
)


@dataclass(slots=True)
class HeaderMatch:
    """The columns that answer the items of one version of the questionnaire, by item key.

    `by_number` are the keys known by number alone, `by_name` those known by name. `telling`
    counts names that hardly any other questionnaire would use. `not_asked` are numbered
    columns beyond the questions of this version.
    """

    instrument: Instrument
    columns: dict[str, TableColumn] = field(default_factory=dict)
    by_number: set[str] = field(default_factory=set)
    by_name: set[str] = field(default_factory=set)
    telling: int = 0
    not_asked: int = 0
    in_place: int = 0
    """Columns that have both a name and the number that this version gives the question."""


def match_headers(columns: Sequence[TableColumn], instrument: Instrument) -> HeaderMatch:
    """Find the items of one version among the columns. A name counts more than a number."""
    match = HeaderMatch(instrument)
    names = _names(instrument)
    wordings = {_squash(item.wording): item.key for item in instrument.items if item.wording}
    stems = {item.key: _stems(" ".join(_texts(item))) for item in instrument.items}
    numbered: list[tuple[int, set[str], TableColumn]] = []
    for column in columns:
        number, rest = split_number(column.name)
        text = _squash(rest)
        key = names.get(text) or _key_by_wording(text, wordings)
        if key is None:
            text = _squash(column.label)
            key = _key_by_wording(text, wordings)
        match.telling += key is not None and len(text) >= 8
        key = key or _key_by_stems(_stems(rest), stems)
        if key is not None and key not in match.columns:
            match.columns[key] = column
            match.by_name.add(key)
            match.in_place += number is not None and instrument.item(key).number == number
        elif key is None and number is not None:
            numbered.append((number, _stems(rest), column))
    _match_numbers(match, numbered, stems)
    return match


def _match_numbers(
    match: HeaderMatch,
    numbered: Sequence[tuple[int, set[str], TableColumn]],
    stems: dict[str, set[str]],
) -> None:
    """Add columns known by number, whose other words (if any) do not speak against the item."""
    numbers = _numbers(match.instrument)
    for number, said, column in numbered:
        found = numbers.get(number, [])
        match.not_asked += number > max(numbers)
        agrees = len(found) == 1 and (not said or bool(said & stems[found[0]]))
        if agrees and found[0] not in match.columns:
            match.columns[found[0]] = column
            match.by_number.add(found[0])


def split_number(name: str) -> tuple[int | None, str]:
    """Return the number a header begins with, and what follows it.

    >>> split_number("Q13"), split_number("Q1. How often?"), split_number("Quiet")
    ((13, ''), (1, '. How often?'), (None, 'Quiet'))
    """
    found = _NUMBERED.fullmatch(name.strip())
    return (int(found[1]), found[2]) if found else (None, name)


def _squash(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _texts(item: Item) -> tuple[str, ...]:
    return (item.key, item.label, item.wording, *item.columns)


def _names(instrument: Instrument) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in instrument.items:
        for text in _texts(item):
            if text:
                found.setdefault(_squash(text), item.key)
    return found


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in header_key(text).split() if len(word) > 3}


def _key_by_stems(said: set[str], stems: dict[str, set[str]]) -> str | None:
    """Return the one item in whose texts all words of a header occur, if there are two words."""
    if len(said) < 2:
        return None
    fitting = [key for key, own in stems.items() if said <= own]
    return fitting[0] if len(fitting) == 1 else None


def _key_by_wording(header: str, wordings: dict[str, str]) -> str | None:
    if len(header) < MIN_WORDING:
        return None
    for wording, key in wordings.items():
        if wording in header or (len(header) >= 2 * MIN_WORDING and header in wording):
            return key
    return None


def _numbers(instrument: Instrument) -> dict[int, list[str]]:
    """Map numbers to item keys; several items share the number of a mark-all question (race)."""
    found: dict[int, list[str]] = {}
    for item in instrument.items:
        if item.number:
            found.setdefault(item.number, []).append(item.key)
    return found
