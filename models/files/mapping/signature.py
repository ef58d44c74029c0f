"""The shape of a sender's files: by it a mapping is known again next month."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

from models.errors import UsageProblem
from models.files.mapping.toml import read_mapping
from models.files.mapping.value import Mapping, column_key
from models.language import _, ngettext, number

NEARLY_THE_SAME = 0.8
"""Files that share this part of all their columns are of the same sender's shape."""

_DATED = re.compile(
    r"\d+|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FileSignature:
    """What files of one sender have in common.

    `layout` is the format's word ("respondents", "qualtrics_respondents"), `sheet` the sheet's
    name without months and numbers ("" for a text file), `columns` the headers in their order.
    """

    layout: str
    sheet: str
    columns: tuple[str, ...]

    @property
    def key(self) -> str:
        """A digest that equal shapes share, whatever the case and order of their columns."""
        keys = sorted(column_key(name) for name in self.columns)
        text = "\n".join([self.layout, self.sheet, *keys])
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping as it was used last time (TOML text, read only when it is needed), and the shape
    and name of the file it was used on."""

    shape: FileSignature
    toml: str
    file: str

    @property
    def mapping(self) -> Mapping:
        """The mapping. Raises UsageProblem when this version of the program cannot read it."""
        return read_mapping(self.toml, self.file)


@dataclass(frozen=True, slots=True)
class Recall:
    """A remembered mapping that may hold for a file. `differences` are sentences on what is not
    as last time; none when everything is."""

    mapping: Mapping
    differences: tuple[str, ...] = ()


def signature_of(layout: str, sheet: str | None, columns: Sequence[str]) -> FileSignature:
    """Return the shape of a sheet with these headers."""
    name = " ".join(_DATED.sub(" ", sheet or "").casefold().split())
    return FileSignature(layout, name, tuple(name for name in columns if name))


def match_saved_mapping(shape: FileSignature, remembered: Sequence[SavedMapping]) -> Recall | None:
    """Return the mapping of the same shape, else of the closest one, None when none is close.

    Close are shapes that share 80 % of all their columns, or all but one of at least four. Of
    equally close ones the latest, which stands last, wins.
    """
    ranked = [(_closeness(shape, known.shape), n, known) for n, known in enumerate(remembered)]
    for _rank, _n, known in sorted((r for r in ranked if r[0]), key=lambda r: r[:2], reverse=True):
        with suppress(UsageProblem):  # written by a later version: found out anew
            return Recall(known.mapping, _differences(shape, known))
    return None


def _closeness(shape: FileSignature, other: FileSignature) -> float:
    """Return 2 for the same shape, else the part of all columns that both have; 0 when that is
    too small or the layouts differ."""
    if shape.layout != other.layout:
        return 0.0
    if shape.key == other.key:
        return 2.0
    ours, theirs = _by_key(shape), _by_key(other)
    shared, both = len(ours.keys() & theirs.keys()), len(ours.keys() | theirs.keys())
    if not both or (shared < NEARLY_THE_SAME * both and (shared < 3 or both - shared > 1)):
        return 0.0
    return shared / both


def _by_key(shape: FileSignature) -> dict[str, str]:
    return {column_key(name): name for name in shape.columns}


def _differences(shape: FileSignature, known: SavedMapping) -> tuple[str, ...]:
    ours, theirs = _by_key(shape), _by_key(known.shape)
    new = [name for key, name in ours.items() if key not in theirs]
    gone = [name for key, name in theirs.items() if key not in ours]
    said = []
    for name in list(gone):
        near = get_close_matches(column_key(name), [column_key(n) for n in new], 1, cutoff=0.85)
        if near and _is_respelled(near[0], column_key(name)):
            renamed = ours[near[0]]
            new.remove(renamed)
            gone.remove(name)
            said.append(
                _("The column “{name}” may now be called “{renamed}”.").format(
                    name=name, renamed=renamed
                )
            )
    said += _new_columns(new)
    said += [_("The column “{name}” is missing.").format(name=name) for name in gone[:5]]
    if len(gone) > 5:
        said.append(_("{gone} more columns are missing.").format(gone=len(gone) - 5))
    if known.shape.sheet != shape.sheet:
        said.append(_("The sheet has a different name than last time."))
    return tuple(said)


def _is_respelled(one: str, other: str) -> bool:
    """Whether two headers differ in letters alone: "q32" and "q33" are two questions."""
    return re.findall(r"\d+", one) == re.findall(r"\d+", other)


def _new_columns(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    listed = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
    words = ngettext("One new column: {names}.", "{n} new columns: {names}.", len(names))
    return [words.format(n=number(len(names)), names=listed)]
