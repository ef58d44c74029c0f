"""Columns that tell patients apart: age group, way of admission, language.

Their cells have no best and no worst. Ages in years are kept as bands only, and no cell is ever
named in a problem.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.files.cells import SENTENCE_WORDS, demographic, header_key, whole_number
from models.files.columns.assigner import Told
from models.files.columns.scale_inference import Finding, answers_of, fitting_scales
from models.files.columns.scales import KnownScales
from models.files.mapping import ColumnMapping, Role
from models.files.sheets import TableColumn
from models.language import _
from models.survey import (
    AGE,
    MOST_GROUPS,
    OLDEST,
    Answer,
    Instrument,
    Item,
    Scale,
    age_band,
    group_scale,
    group_trait_of,
    with_groups,
)

MOST_DIFFERENT = 12
"""Of more different words nobody has said that they are groups."""

LONGEST_GROUP = 60
MOSTLY = 0.9
YEARS = ("Under 18", "18-34", "35-49", "50-64", "65-74", "75-84", "85+")
"""The bands in which ages in years are kept."""

LAST_CODE = 12
"""Numbers up to here may be codes of bands, where the header names a band."""

_OF_BANDS = re.compile(r"group|band|range|cat|bracket|class|קבוצ|טווח")
_OTHER = "other"


def find_groups(columns: Sequence[TableColumn], known: KnownScales, told: Told) -> list[Finding]:
    """Return the columns that tell patients apart, with their groups, in their order.

    Those told to be groups and, where nothing is told, those whose header names a trait and whose
    cells are a few words on no known scale, bands of ages, or ages in years.
    """
    found = []
    for column in columns:
        said = told.get(column.place)
        if said is not None and said.role is not Role.GROUP:
            continue
        trait = trait_of_column(column, said)
        if trait is not None and answers_of(column):
            scale = _groups(column, trait, known, said)
            if scale is not None:
                found.append(Finding(column, scale))
    return found


def trait_of_column(column: TableColumn, said: ColumnMapping | None = None) -> str | None:
    """Return the trait that a column's header names, or what it is called; None without one."""
    names = [column.name, column.label]
    names += [said.label, said.item.replace("_", " ")] if said is not None else []
    return next((trait for name in names if (trait := demographic(name)) is not None), None)


def match_groups(
    earlier: Instrument, findings: Sequence[Finding], key_of: dict[int, str]
) -> dict[str, tuple[Item, TableColumn]]:
    """Return the known items that columns of groups answer, grown by the groups that are new."""
    matched: dict[str, tuple[Item, TableColumn]] = {}
    for found in findings:
        key = key_of[found.column.place]
        if key in matched or key not in earlier.position:
            continue
        item = earlier.item(key)
        if group_trait_of(item.scale) == group_trait_of(found.scale):
            matched[key] = (replace(item, scale=_grown(item.scale, found)), found.column)
    return matched


def group_notes(instrument: Instrument, columns: Mapping[str, TableColumn]) -> list[str]:
    """Say by which columns patients can be told apart, and that ages are kept as bands."""
    scales = {
        column.name: instrument.item(key).scale
        for key, column in columns.items()
        if group_trait_of(instrument.item(key).scale) is not None
    }
    if not scales:
        return []
    notes = [_("Patient groups: {scales}.").format(scales=", ".join(scales))]
    years = [name for name, scale in scales.items() if any(a.codes for a in scale.answers)]
    if years:
        notes.append(
            _("Ages are stored only as age groups: {years}.").format(years=", ".join(years))
        )
    return notes


def group_spellings(scale: Scale) -> tuple[tuple[str, ...], ...]:
    """Return groups as a mapping lists them: label and other spellings."""
    return tuple((answer.label, *answer.words) for answer in scale.answers)


def _groups(
    column: TableColumn, trait: str, known: KnownScales, said: ColumnMapping | None
) -> Scale | None:
    listed = said.answers if said is not None else ()
    if trait == AGE and _are_years(column):
        return _in_years(group_scale(trait, listed or [(band,) for band in YEARS]))
    words, none = _words(column, known)
    most = MOST_DIFFERENT if said is None else MOST_GROUPS
    if not words or (len(words) > most and not listed):
        return None
    if said is None and not _are_groups(column, words, known):
        return None
    scale = group_scale(trait, [*listed, *((word,) for word in words)])
    return replace(scale, no_answers=tuple(none))


def _words(column: TableColumn, known: KnownScales) -> tuple[list[str], list[str]]:
    """Return a column's words, the most frequent first and "other" last, and those that are no
    answer."""
    counts = answers_of(column)
    none = [t for t in counts if known.is_no_answer(t) and t.strip().casefold() != _OTHER]
    words = [text for text in counts if text not in none]
    return sorted(words, key=lambda t: (t.casefold() == _OTHER, -counts[t], t)), none


def _are_groups(column: TableColumn, words: Sequence[str], known: KnownScales) -> bool:
    """Whether cells are words or bands that no known scale puts in order."""
    if max(map(len, words)) > LONGEST_GROUP:
        return False
    if fitting_scales(column, known):
        return False
    told = [t for t in words if age_band(t) is not None or any(c.isalpha() for c in t)]
    return len(told) >= MOSTLY * len(words)


def _are_years(column: TableColumn) -> bool:
    """Whether cells are ages in years, and no codes of bands."""
    counts = answers_of(column)
    numbers = {text: int(n) for text in counts if (n := whole_number(text)) is not None}
    if sum(counts[text] for text in numbers) < MOSTLY * sum(counts.values()):
        return False
    words = len(header_key(column.name).split())
    named_bands = words < SENTENCE_WORDS and _OF_BANDS.search(header_key(column.name))
    return not named_bands or max(numbers.values()) > LAST_CODE


def _in_years(scale: Scale) -> Scale:
    """Return bands of ages with the years that belong to them as their codes."""
    taken: set[int] = set()
    answers: list[Answer] = []
    for answer in scale.answers:
        band = age_band(answer.label)
        years = set(range(band[0], min(band[1], OLDEST) + 1)) - taken if band else set()
        taken |= years
        answers.append(replace(answer, codes=tuple(map(str, sorted(years)))))
    return replace(scale, answers=tuple(answers))


def _grown(scale: Scale, found: Finding) -> Scale:
    """Return known groups with those of a file; ages in years fall into the bands known."""
    none = tuple(dict.fromkeys((*scale.no_answers, *found.scale.no_answers)))
    if any(answer.codes for answer in found.scale.answers):
        banded = any(age_band(answer.label) is not None for answer in scale.answers)
        known = scale if banded else with_groups(scale, group_spellings(found.scale))
        return replace(_in_years(known), no_answers=none)
    return replace(with_groups(scale, group_spellings(found.scale)), no_answers=none)
