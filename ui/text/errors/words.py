"""A failure in words: where, what is wrong, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from models.errors import Fact, Location, UserError
from ui.text.errors import analysis, database, files, mapping, program, records, workbooks
from ui.text.errors.special import SPECIAL
from ui.text.formats import number
from ui.text.language import _

Words = tuple[str, str]

WORDS: Mapping[str, Words] = dict(
    chain.from_iterable(
        table.WORDS.items()
        for table in (analysis, database, files, mapping, program, records, workbooks)
    )
)
"""Templates of what is wrong and what to do, by the code of a failure, or `code/why`."""


class _Number(int):
    """A number that is written with the locale's marks, or plainly with the format `d`."""

    def __format__(self, spec: str) -> str:
        return format(int(self), spec) if spec else number(self)


def what(error: UserError) -> str:
    """Return what is wrong in one sentence."""
    return _words(error)[0]


def hint(error: UserError) -> str:
    """Return what to do next."""
    return _words(error)[1]


def sentence(error: UserError) -> str:
    """Return `where: what`, or `what` alone."""
    return sentence_at(error.where, error)


def sentence_at(where: Location, error: UserError) -> str:
    """Return `where: what` with another place, such as that within a file named above it."""
    place = place_words(where)
    return f"{place}: {what(error)}" if place else what(error)


def whole(error: UserError) -> str:
    """Return where and what is wrong, and what to do next, in one line."""
    return f"{sentence(error)} {hint(error)}".strip()


def place_words(place: Location) -> str:
    """Return where something is wrong; empty when that is not known."""
    parts = [place.file, place.table]
    if place.sheet:
        parts.append(_("sheet {name}").format(name=place.sheet))
    if place.column:
        parts.append(_("column “{name}”").format(name=place.column))
    if place.measure.isdecimal():
        parts.append(_("measure {number}").format(number=place.measure))
    elif place.measure:
        parts.append(_("measure “{name}”").format(name=place.measure))
    found = ", ".join(part for part in parts if part)
    return (
        _("{place}, named as the list of units").format(place=found)
        if place.as_unit_list
        else found
    )


def _words(error: UserError) -> Words:
    why = error.facts.get("why")
    key = f"{error.code}/{why}" if why else error.code
    special: Callable[..., Words] | None = SPECIAL.get(key)
    if special is not None:
        return special(**{name: fact for name, fact in error.facts.items() if name != "why"})
    template, to_do = WORDS[key]
    facts = {name: _fact(value) for name, value in error.facts.items()}
    return _(template).format(**facts), _(to_do).format(**facts)


def _fact(value: Fact) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return _Number(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(value)
    return value
