"""Numbers of the questions that scores are adjusted by.

An answer with a place on its scale is a number. Answers without one (language at home) are
categories: each but the most frequent one is a column of its own. Education has no better or
worse, but an order, and counts from 1; so do bands of ages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.store.responses import Responses
from models.survey.groups import is_ordered

ORDERED = frozenset({"education"})
"""Questions about the patient whose answers go from less to more, not from worse to better."""


@dataclass(frozen=True)
class Adjusters:
    """Surveys x columns, NaN for missing; `names` along the columns; `unanswered` are questions
    that nobody answered."""

    values: NDArray[np.float64]
    names: tuple[str, ...]
    unanswered: tuple[str, ...]


def adjuster_columns(surveys: Responses, items: Sequence[str]) -> Adjusters:
    """Return the columns that some questions give."""
    columns: list[NDArray[np.float64]] = []
    names: list[str] = []
    unanswered = []
    for item in items:
        found = _columns(surveys, item)
        if not any(np.isfinite(values).any() for _name, values in found):
            unanswered.append(item)
        for name, values in found:
            names.append(name)
            columns.append(values)
    matrix = np.column_stack(columns) if columns else np.zeros((len(surveys), 0))
    return Adjusters(matrix, tuple(names), tuple(unanswered))


def _columns(surveys: Responses, item: str) -> list[tuple[str, NDArray[np.float64]]]:
    scale = surveys.stored.instrument.item(item).scale
    if any(answer.linear is not None for answer in scale.answers):
        return [(item, surveys.numbers(item).astype(float))]
    there = surveys.is_answer(item)
    values = np.where(there, surveys.column(item).astype(float), np.nan)
    if is_ordered(scale):
        place = {answer.value: at for at, answer in enumerate(scale.answers, 1)}
        ranks = np.array([place.get(value, np.nan) for value in range(256)])
        return [(item, ranks[surveys.column(item)])]
    if item in ORDERED:
        return [(item, values)]
    counts = np.bincount(surveys.column(item)[there], minlength=256)
    given = [answer for answer in scale.answers if counts[answer.value]]
    most = max(given, key=lambda answer: int(counts[answer.value]), default=None)
    found = [
        (f"{item}={answer.label}", np.where(there, values == answer.value, np.nan).astype(float))
        for answer in given
        if answer is not most
    ]
    return found or [(item, np.full(len(surveys), np.nan) if most is None else values)]
