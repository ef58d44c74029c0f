"""Which questionnaire a case-mix analysis reads, and the questions it adjusts by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.analysis.estimates import known_questions
from models.errors import UsageProblem
from models.store.database import Connection
from models.store.tallies import (
    Responses,
    StoredInstrument,
    answers_by_unit,
    count_responses,
    stored_instruments,
)
from models.survey import Item, Measure, Period, is_ordered

HCAHPS = "hcahps"
OF_HCAHPS = ("overall_health", "mental_health", "education", "age", "language")
"""How the keys of the questions begin by which CMS adjusts."""


def questionnaire_for(
    c: Connection, measure: str, adjust: Sequence[str], period: Period
) -> tuple[StoredInstrument, Measure, tuple[str, ...]] | None:
    """Return the questionnaire with the most surveys that has all, its measure and adjusters."""
    stored = stored_instruments(c)
    counts = count_responses(c, period=period)
    fitting = []
    for one in stored:
        found = one.instrument.measure_by_key.get(measure)
        items = [item for name in adjust if (item := _adjuster(one, name)) is not None]
        if found is not None and len(items) == len(adjust):
            fitting.append((one, found, tuple(items)))
    if not fitting:
        raise _unknown_adjuster(stored, measure, adjust)
    for _one, asked, adjusters in fitting:
        twice = set(adjusters).intersection(asked.items)
        if twice:
            raise UsageProblem(
                "adjuster-in-measure",
                f"{measure} cannot be adjusted by its own question {', '.join(sorted(twice))}.",
                hint="Adjust by questions about the patient, such as age or overall health.",
            )
    best = max(fitting, key=lambda each: counts.get(each[0].id, 0))
    return best if counts.get(best[0].id) else None


def possible_adjusters(c: Connection, measure: str, period: Period) -> tuple[Item, ...]:
    """Return the questions about the patient that a measure can be adjusted by: those of the
    questionnaire read, that somebody answered in the period, and not the measure's own."""
    chosen = questionnaire_for(c, measure, (), period)
    if chosen is None:
        return ()
    stored, asked, _none = chosen
    items = [i for i in stored.instrument.items if i.about_patient and i.key not in asked.items]
    answered = answers_by_unit(c, {stored.item_ids[item.key] for item in items}, period)
    there = {item for of_unit in answered.values() for item in of_unit}
    return tuple(item for item in items if stored.item_ids[item.key] in there)


def usual_adjusters(c: Connection, measure: str, period: Period) -> tuple[str, ...]:
    """Return the items that scores on a measure are usually adjusted by, those that somebody
    answered in the period.

    Of HCAHPS the questions about health, education, age and language, as CMS adjusts by: not
    the screeners, and not race. Of other questionnaires every question about the patient.
    Source: HCAHPS Quality Assurance Guidelines, patient-mix adjustment.
    """
    chosen = questionnaire_for(c, measure, (), period)
    if chosen is None:
        return ()
    all_count = chosen[0].instrument.family != HCAHPS
    return tuple(
        item.key
        for item in possible_adjusters(c, measure, period)
        if all_count or item.key.startswith(OF_HCAHPS)
    )


def _adjuster(stored: StoredInstrument, name: str) -> str | None:
    """Return the item that a name means: an item's key, or that of a measure of one item."""
    if name in stored.instrument.position:
        return name
    found = stored.instrument.measure_by_key.get(name)
    return found.items[0] if found is not None and found.kind == "item" else None


def _unknown_adjuster(
    stored: Sequence[StoredInstrument], measure: str, adjust: Sequence[str]
) -> UsageProblem:
    having = [one for one in stored if measure in one.instrument.measure_by_key]
    missing = [name for name in adjust if all(_adjuster(one, name) is None for one in having)]
    about = [item.key for one in having for item in one.instrument.items if item.about_patient] or [
        key for key in known_questions(having) if key != measure
    ]
    what = (
        f"There is no question “{missing[0]}” to adjust by."
        if missing
        else f"No questionnaire asks {measure} together with {', '.join(adjust)}."
    )
    return UsageProblem(
        "unknown-adjuster",
        what,
        hint=f"Questions to adjust by are: {', '.join(dict.fromkeys(about))}.",
    )


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
