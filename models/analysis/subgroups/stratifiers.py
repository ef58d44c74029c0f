"""By which traits of its patients a questionnaire can be taken apart, and who belongs where.

How a survey was asked is stored with it. The rest are questions about the patient: their keys and
labels tell which trait they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.language import N_, _
from models.store.tallies import Responses
from models.survey import ADMISSION, AGE, LANGUAGE, Item, group_trait_of

MODE = "mode"
TRAITS = (MODE, ADMISSION, AGE, LANGUAGE)
MODE_WORDS = N_("How they answered")
NOT_TOLD = N_("not given")

_WORDS = {
    ADMISSION: re.compile(
        r"admission|admitted|emergency|elective|er admission|planned stay|stay planned"
    ),
    AGE: re.compile(r"\b(age|aged|ages|how old|age ?(band|group)|years old)\b"),
    LANGUAGE: re.compile(r"\b(language|lang)\b"),
}


@dataclass(frozen=True)
class Stratum:
    """Surveys of one questionnaire by a trait: `labels` of its groups in their order, `places` the
    group of each survey; the last group are those of whom it is not known."""

    by: str
    trait: str
    labels: tuple[str, ...]
    places: NDArray[np.int64]


def splits(surveys: Responses, wanted: Sequence[str]) -> list[Stratum]:
    """Return the surveys by every trait asked for that the questionnaire has."""
    found = [_by_mode(surveys)] if MODE in wanted else []
    for by in wanted:
        if by in _WORDS:
            items = [item for item in surveys.stored.instrument.items if _is_about(item, by)]
            found += [_by_item(surveys, item, by) for item in items]
    return found


def _is_about(item: Item, by: str) -> bool:
    trait = group_trait_of(item.scale)
    if trait is not None:
        return trait == by
    words = f"{item.key} {item.label}".casefold().replace("_", " ")
    return item.about_patient and _WORDS[by].search(words) is not None


def _by_mode(surveys: Responses) -> Stratum:
    there = np.flatnonzero(np.bincount(surveys.modes, minlength=len(surveys.mode_names)))
    labels = sorted({surveys.mode_names[place] for place in there.tolist()} - {""})
    place = {mode: at for at, mode in enumerate(labels)}
    table = np.array([place.get(mode, len(labels)) for mode in surveys.mode_names], np.int64)
    places = table[surveys.modes]
    return Stratum(MODE, _(MODE_WORDS), (*labels, NOT_TOLD), places)


def _by_item(surveys: Responses, item: Item, by: str) -> Stratum:
    answers = item.scale.answers
    table = np.full(256, len(answers), dtype=np.int64)
    for at, answer in enumerate(answers):
        table[answer.value] = at
    labels = tuple(_(answer.label) for answer in answers)
    return Stratum(
        by, _(_trait_words(item.label)), (*labels, NOT_TOLD), table[surveys.column(item.key)]
    )


def _trait_words(label: str) -> str:
    """Return a question's label, a bare header such as AGE_TODAY as words."""
    if "_" not in label or " " in label.strip():
        return label
    return " ".join(label.replace("_", " ").split()).capitalize()
