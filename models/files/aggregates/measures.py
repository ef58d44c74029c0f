"""What the measures of aggregated figures are: those of HCAHPS, or a questionnaire of their own.

Of each answer only one thing is known, whether it was the best one. So every question is kept
on a scale of two answers, the second of which has no place on the scale: it counts in the
denominator, and no mean, middle or bottom is made of it. A composite's share is the average of
its questions' shares and no count of patients; its measure says so (`Measure.average`), and
its interval is the widest that its number of surveys allows.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import PurePath
from typing import Any

from models.files.questionnaires import SAME_QUESTIONNAIRE, clean_id, item_key, meaning, stems
from models.survey import (
    SHARES,
    Answer,
    Box,
    Instrument,
    Item,
    Measure,
    Scale,
    built_in_instruments,
    resources_folder,
)

TOP, OTHER = 1, 2
"""Stored values of the best answer and of all others."""


MIN_HCAHPS = 2
"""So many measures of HCAHPS, or half of all, make the names mean HCAHPS."""

_AVERAGE = re.compile(r"\b(composite|domain|dimension|section|average|index)\b", re.IGNORECASE)


def plain_measure(name: str) -> str:
    """Return a measure's name as names are compared.

    >>> plain_measure("Communication with Nurses (Composite)"), plain_measure("Rate hospital 9-10")
    ('communication nurses', 'rate 9 10')
    """
    text = " ".join(re.findall(r"[a-z0-9]+", name.casefold()))
    return " ".join(_filler().sub(" ", text).split()) or text


@cache
def _spellings() -> dict[str, Any]:
    """Read the names. Raises OSError or ValueError when the program's own file is damaged."""
    path = resources_folder() / "measure_names.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(_spellings()['filler'])})\b")


@cache
def hcahps_shares() -> tuple[Instrument, ...]:
    """Return the HCAHPS questionnaires, oldest first, as far as shares alone tell of them.

    Measures of several questions are averages; the questions themselves are measures too.
    """
    return tuple(_shares_of(i) for i in built_in_instruments() if i.family == "hcahps")


def _shares_of(version: Instrument) -> Instrument:
    items: dict[str, Item] = {}
    measures = []
    for measure in version.measures:
        asked = [version.item(key) for key in measure.items]
        if measure.kind == "item":
            item = _share_item(asked[0].key, measure.label, asked[0])
        else:
            # The key names the questions, since versions average others under one name.
            label = f"Average of {len(asked)} questions"
            item = Item("_and_".join(measure.items), label, _two_answers("Best answer"))
        items[item.key] = item
        average = measure.kind == "composite"
        measures.append(replace(measure, items=(item.key,), average=average))
    for item in version.items:
        if not item.about_patient and item.key not in items:
            items[item.key] = _share_item(item.key, item.label, item)
            measures.append(Measure(item.key, item.label, (item.key,)))
    return Instrument(
        key=f"{version.key}-{SHARES}",
        name=f"{version.name}, as shares",
        family=f"{version.family}-{SHARES}",
        items=tuple(items.values()),
        measures=tuple(measures),
        first_month=version.first_month,
        last_month=version.last_month,
        built_in=False,
    )


def _share_item(key: str, label: str, asked: Item) -> Item:
    return Item(key, label, _two_answers(asked.scale.top_label), wording=asked.wording)


def _two_answers(best: str) -> Scale:
    answers = (
        Answer(TOP, best, Box.TOP, None),
        Answer(OTHER, "Any other answer", Box.OUTSIDE, None),
    )
    return Scale("shares", answers)


@cache
def _hcahps_names() -> dict[str, str]:
    """Map plain names to measure keys of the shares questionnaires."""
    found: dict[str, str] = {}
    for version in built_in_instruments():
        if version.family == "hcahps":
            of_item = {m.items[0]: m.key for m in version.measures if m.kind == "item"}
            for measure in version.measures:
                for name in (measure.key, measure.label, measure.short):
                    found.setdefault(plain_measure(name), measure.key)
            for item in version.items:
                if not item.about_patient:
                    for name in (item.key, item.label, item.wording, *item.columns):
                        found.setdefault(plain_measure(name), of_item.get(item.key, item.key))
    for key, names in _spellings()["measures"].items():
        found |= dict.fromkeys(names, key)
    return found


@cache
def hcahps_key(name: str) -> str | None:
    """Return the key of the HCAHPS measure that a name or published id stands for, else None.

    Of published ids only those of a best answer count.
    """
    published = clean_id(name)
    if published is None:
        return _hcahps_names().get(plain_measure(name))
    known = stems([i for i in built_in_instruments() if i.family == "hcahps"])
    if published in known:
        measure, item = known[published]
    else:
        found = meaning(published, known)
        measure, item = found.measure, found.item
        if found.percent_statistic != "top":
            return None
    return measure or item or None


def are_hcahps(names: Collection[str]) -> bool:
    """Whether names are those of HCAHPS measures."""
    known = sum(hcahps_key(name) is not None for name in names)
    return known >= MIN_HCAHPS or (known > 0 and 2 * known >= len(names))


def is_average(name: str) -> bool:
    """Whether a name says that it is made of several questions."""
    return _AVERAGE.search(name) is not None


def questionnaire_of_shares(
    names: Sequence[str], averages: Collection[str], file_name: str, known: Iterable[Instrument]
) -> Instrument:
    """Return a questionnaire whose measures have these names; one that is known is used again.

    `averages` are those names that stand for several questions.
    """
    by_key = {item_key(name): name for name in names}
    earlier = max(
        (i for i in known if i.family == SHARES),
        key=lambda i: len(set(by_key) & set(i.position)),
        default=None,
    )
    if earlier and len(set(by_key) & set(earlier.position)) >= SAME_QUESTIONNAIRE * len(by_key):
        new = {key: name for key, name in by_key.items() if key not in earlier.position}
        items, measures = _own(new, averages)
        return replace(
            earlier, items=(*earlier.items, *items), measures=(*earlier.measures, *measures)
        )
    items, measures = _own(by_key, averages)
    digest = hashlib.sha256("\n".join(sorted(by_key)).encode()).hexdigest()[:8]
    words = re.findall(r"[^\W_\d]+", PurePath(file_name).stem.casefold()) or [SHARES]
    return Instrument(
        key=f"{'-'.join(words)[:40]}-{SHARES}-{digest}",
        name=f"{' '.join(words).capitalize()}, as shares",
        family=SHARES,
        items=items,
        measures=measures,
        built_in=False,
    )


def _own(
    names: dict[str, str], averages: Collection[str]
) -> tuple[tuple[Item, ...], tuple[Measure, ...]]:
    items = tuple(Item(key, name, _two_answers("Best answer")) for key, name in names.items())
    measures = tuple(
        Measure(key, name, (key,), average=name in averages) for key, name in names.items()
    )
    return items, measures
