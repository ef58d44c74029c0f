"""A questionnaire nobody knows, built from the answers; or known again from an earlier file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from models.files.answers import AnswerReader, is_answer, whole_number
from models.files.built_measures import built_measures, with_measures
from models.files.columns import Roles
from models.files.mapping import Direction, MeasureMapping
from models.files.mapping_fit import Told
from models.files.scale_finding import (
    Finding,
    answers_of,
    find_scales,
    fitting_scales,
    with_no_answers,
)
from models.files.scales import KnownScales, known_scales
from models.files.table import TableColumn
from models.files.told_scales import contradicts, direction_of
from models.survey import NO_ANSWER, Instrument, Item, Measure, Scale

SAME_QUESTIONNAIRE = 0.7
"""A file of which this share of the questions is asked by a known questionnaire is of that one."""

STILL_FITS = 0.5
"""A known question keeps its scale while this share of its answers is on it."""

_DATED = re.compile(
    r"\d|^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|"
    r"july|august|september|october|november|december|final|copy|export|new)$"
)


@dataclass(slots=True)
class Questionnaire:
    """A questionnaire and the columns of a file that answer its items, by item key."""

    instrument: Instrument
    columns: dict[str, TableColumn]
    notes: list[str] = field(default_factory=list)


def item_key(header: str) -> str:
    """Return a header in lower case with anything but letters and digits as "_".

    >>> item_key("Q21_2016"), item_key("Hospital food?")
    ('q21_2016', 'hospital_food')
    """
    letters = "".join(letter if letter.isalnum() else " " for letter in header.casefold())
    return "_".join(letters.split()) or "item"


def build_questionnaire(
    roles: Roles,
    file_name: str,
    known: Sequence[Instrument],
    measures: Sequence[MeasureMapping] = (),
) -> Questionnaire | None:
    """Return the questionnaire of a file's questions, None when no column is a question.

    A known one that asks at least 70 % of them is used again, new questions at its end.
    `measures` are built by hand.
    """
    scales = known_scales()
    earlier = _known_again(roles, scales, known)
    matched: dict[str, tuple[Item, TableColumn]] = {}
    notes: list[str] = []
    rest, rest_about = list(roles.questions), list(roles.about_patient)
    if earlier is not None:
        matched, changed = _match_items(earlier, [*rest, *rest_about], scales, roles.told)
        notes += [
            f"The answers of {name} changed; it counts as a new question." for name in changed
        ]
        used = {column.place for _, column in matched.values()}
        rest = [column for column in rest if column.place not in used]
        rest_about = [column for column in rest_about if column.place not in used]
    taken = set(earlier.position) if earlier is not None else set()
    new = _new_items(find_scales(rest, scales, roles.told), taken, False, roles.told)
    new |= _new_items(find_scales(rest_about, scales, roles.told), taken, True, roles.told)
    if earlier is None and all(item.about_patient for item, _ in new.values()):
        return None
    instrument = (
        _new_instrument(new, file_name) if earlier is None else _extended(earlier, matched, new)
    )
    columns = {key: column for key, (_, column) in (matched | new).items()}
    built, left_out = built_measures(measures, columns)
    notes += [*_notes(instrument, roles, scales), *left_out]
    return Questionnaire(with_measures(instrument, built), columns, notes)


def key_of(column: TableColumn, told: Told) -> str:
    """Return the key of a column's item: the one that is told, else its header as a key."""
    said = told.get(column.place)
    return said.item if said is not None and said.item else item_key(column.name)


def _known_again(
    roles: Roles, scales: KnownScales, known: Sequence[Instrument]
) -> Instrument | None:
    found = find_scales(roles.questions, scales, roles.told)
    keys = {key_of(one.column, roles.told) for one in found}
    shares = [
        (len(keys & set(instrument.position)) / len(keys), instrument)
        for instrument in known
        if not instrument.built_in and keys
    ]
    share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= SAME_QUESTIONNAIRE else None


def _match_items(
    earlier: Instrument, columns: Sequence[TableColumn], scales: KnownScales, told: Told
) -> tuple[dict[str, tuple[Item, TableColumn]], list[str]]:
    """Return known items found by header, and the headers whose answers no longer fit."""
    matched: dict[str, tuple[Item, TableColumn]] = {}
    changed = []
    for column in columns:
        said = told.get(column.place)
        fitting = fitting_scales(column, scales) if said is not None else []
        for key in _versions(key_of(column, told), earlier):
            item = earlier.item(key)
            if key in matched or contradicts(said, item.scale, fitting):
                continue
            found = with_no_answers(column, item.scale, scales)
            if _fits(found, replace(item, scale=found.scale)):
                matched[key] = (replace(item, scale=found.scale), column)
                break
        else:
            if key_of(column, told) in earlier.position:
                changed.append(column.name)
    return matched, changed


def _versions(key: str, earlier: Instrument) -> list[str]:
    """Return the keys of a question and of its later versions (q5, q5_v2, ...), newest first."""
    pattern = re.compile(re.escape(key) + r"(_v\d+)?")
    return [known for known in reversed(earlier.position) if pattern.fullmatch(known)]


def _fits(found: Finding, item: Item) -> bool:
    """Whether most answers of a column are still on the scale of a known item."""
    reader = AnswerReader(item)
    answers = answers_of(found.column)
    assumed = sum(count for _, count in found.assumed)
    values = [(reader.value(text), count) for text, count in answers.items()]
    fitting = sum(count for value, count in values if is_answer(value))
    total = sum(count for value, count in values if value != NO_ANSWER) + assumed
    return fitting >= STILL_FITS * total


def _new_items(
    findings: Sequence[Finding], taken: set[str], about_patient: bool, told: Told
) -> dict[str, tuple[Item, TableColumn]]:
    """Return items for columns; keys that are taken get _v2, and are added to `taken`."""
    items: dict[str, tuple[Item, TableColumn]] = {}
    for found in findings:
        key = base = key_of(found.column, told)
        said = told.get(found.column.place)
        label = said.label if said is not None and said.label else found.column.label
        version = 2
        while key in taken:
            key = f"{base}_v{version}"
            version += 1
        taken.add(key)
        item = Item(
            key=key,
            label=label,
            scale=found.scale,
            wording=label,
            columns=(found.column.name,),
            about_patient=about_patient,
        )
        items[key] = (item, found.column)
    return items


def _new_instrument(new: dict[str, tuple[Item, TableColumn]], file_name: str) -> Instrument:
    items = tuple(item for item, _ in new.values())
    parts = re.findall(r"[^\W_]+", PurePath(file_name).stem.casefold())
    words = [part for part in parts if not _DATED.search(part)] or ["survey"]
    digest = hashlib.sha256("\n".join(sorted(item.key for item in items)).encode()).hexdigest()
    return Instrument(
        key=f"{'-'.join(words)[:40]}-{digest[:8]}",
        name=" ".join(words).capitalize(),
        family="custom",
        items=items,
        measures=_measures(items),
        built_in=False,
    )


def _extended(
    earlier: Instrument,
    matched: dict[str, tuple[Item, TableColumn]],
    new: dict[str, tuple[Item, TableColumn]],
) -> Instrument:
    kept = [matched[item.key][0] if item.key in matched else item for item in earlier.items]
    added = [item for item, _ in new.values()]
    measures = (*earlier.measures, *_measures(added))
    return replace(earlier, items=(*kept, *added), measures=measures)


def _measures(items: Sequence[Item]) -> tuple[Measure, ...]:
    return tuple(
        Measure(item.key, item.label, (item.key,)) for item in items if not item.about_patient
    )


def _notes(instrument: Instrument, roles: Roles, scales: KnownScales) -> list[str]:
    by_key = {key_of(column, roles.told): column for column in roles.questions}
    notes = []
    for item in instrument.items:
        column = by_key.get(item.key)
        if column is None or item.about_patient:
            continue
        reader = AnswerReader(item)
        off = {text: n for text, n in answers_of(column).items() if reader.value(text) == NO_ANSWER}
        unlisted = {text: n for text, n in off.items() if not _is_listed(text, scales)}
        if unlisted:
            told = ", ".join(f"“{text}” ({n:,})" for text, n in unlisted.items())
            notes.append(
                f"In {column.name} these are off the scale and count as no answer: {told}."
            )
    directions = {
        direction_of(item.scale)
        for item in instrument.items
        if _is_range(item.scale) and not item.about_patient
    }
    if Direction.HIGHEST in directions and Direction.LOWEST in directions:
        notes.append("Questions answered by numbers run both ways, as you said.")
    elif Direction.LOWEST in directions:
        notes.append("In questions answered by numbers the lowest is the best, as you said.")
    elif directions:
        notes.append("In questions answered by numbers the highest is taken for the best.")
    return notes


def _is_listed(text: str, scales: KnownScales) -> bool:
    return scales.is_no_answer(text) or whole_number(text) in scales.no_answer_codes


def _is_range(scale: Scale) -> bool:
    return scale.key.startswith("range_")
