"""Which questionnaire a case-mix analysis reads, and the questions it adjusts by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from models.analysis.comparison import CHANCE, TOLERATED, mode_distance
from models.analysis.estimates import known_questions
from models.errors import UsageProblem
from models.statistics.case_mix import CaseMixOptions
from models.statistics.homogeneity import homogeneity_p
from models.store.database import Connection
from models.store.tallies import (
    Responses,
    StoredInstrument,
    answers_by_unit,
    count_responses,
    modes_by_unit,
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
        items = [item for name in adjust if (item := adjuster(one, name)) is not None]
        if found is not None and len(items) == len(adjust):
            fitting.append((one, found, tuple(items)))
    if not fitting:
        raise _unknown_adjuster(stored, measure, adjust)
    for _one, asked, adjusters in fitting:
        twice = set(adjusters).intersection(asked.items)
        if twice:
            raise UsageProblem(
                "adjuster-in-measure", measure=measure, questions=tuple(sorted(twice))
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

    Of HCAHPS the questions about health, education, age and language, which CMS adjusts by too:
    not the screeners, and not race. CMS also uses age, where the file holds it, service line and
    response order, which a survey file seldom has. Of other questionnaires every question about
    the patient. The mode besides, where units differ in it. Source: HCAHPS Quality Assurance
    Guidelines, patient-mix adjustment.
    """
    chosen = questionnaire_for(c, measure, (), period)
    if chosen is None:
        return ()
    all_count = chosen[0].instrument.family != HCAHPS
    items = tuple(
        item.key
        for item in possible_adjusters(c, measure, period)
        if all_count or item.key.startswith(OF_HCAHPS)
    )
    return (*items, MODE) if modes_differ(c, measure, period) else items


def adjuster(stored: StoredInstrument, name: str) -> str | None:
    """Return what a name means: an item's key, that of a measure of one item, or the mode."""
    if name in stored.instrument.position:
        return name
    found = stored.instrument.measure_by_key.get(name)
    if found is not None and found.kind == "item":
        return found.items[0]
    return MODE if name == MODE else None


def modes_differ(c: Connection, measure: str, period: Period) -> bool | None:
    """Say whether units differ in how their patients were asked, by more than chance explains.

    None where the surveys of the questionnaire read do not tell. A tenth of a unit's surveys
    must have been asked otherwise than usual: less moves no score that anybody would notice.
    """
    chosen = questionnaire_for(c, measure, (), period)
    if chosen is None:
        return None
    modes = modes_by_unit(c, chosen[0].id, period)
    total: dict[str, int] = {}
    for of_unit in modes.values():
        for mode, n in of_unit.items():
            total[mode] = total.get(mode, 0) + n
    if not total or total.get("", 0) > TOLERATED * sum(total.values()):
        return None
    tests = len(modes)
    for of_unit in modes.values():
        others = {mode: n - of_unit.get(mode, 0) for mode, n in total.items()}
        if not any(others.values()) or mode_distance(of_unit, others) <= TOLERATED:
            continue
        p = homogeneity_p(of_unit, others)
        if p is not None and p * tests < CHANCE:
            return True
    return False


def _unknown_adjuster(
    stored: Sequence[StoredInstrument], measure: str, adjust: Sequence[str]
) -> UsageProblem:
    having = [one for one in stored if measure in one.instrument.measure_by_key]
    missing = [name for name in adjust if all(adjuster(one, name) is None for one in having)]
    about = [item.key for one in having for item in one.instrument.items if item.about_patient] or [
        key for key in known_questions(having) if key != measure
    ]
    known = tuple(dict.fromkeys([*about, MODE]))
    if missing:
        return UsageProblem("unknown-adjuster", question=missing[0], known=known)
    return UsageProblem(
        "adjusters-not-together", measure=measure, questions_asked=tuple(adjust), known=known
    )


ORDERED = frozenset({"education"})
"""Questions about the patient whose answers go from less to more, not from worse to better."""

MODE = "mode"
"""Adjust for how a patient was asked, which is stored with the survey and is no question."""


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
        found = _mode_columns(surveys) if item == MODE else _columns(surveys, item)
        if not any(np.isfinite(values).any() for _name, values in found):
            unanswered.append(item)
        for name, values in found:
            names.append(name)
            columns.append(values)
    matrix = np.column_stack(columns) if columns else np.zeros((len(surveys), 0))
    return Adjusters(matrix, tuple(names), tuple(unanswered))


def _mode_columns(surveys: Responses) -> list[tuple[str, NDArray[np.float64]]]:
    """Return a column for every survey mode but the most frequent one, NaN for an unknown mode.

    All NaN where no survey tells its mode.
    """
    counts = np.bincount(surveys.modes, minlength=len(surveys.mode_names))
    there = {name: int(n) for name, n in zip(surveys.mode_names, counts, strict=True) if name and n}
    known = np.array([name != "" for name in surveys.mode_names])[surveys.modes]
    if not there:
        return [(MODE, np.full(len(surveys), np.nan))]
    most = max(sorted(there), key=there.__getitem__)
    found = [
        (f"{MODE}={name}", np.where(known, surveys.modes == place, np.nan).astype(float))
        for place, name in sorted(enumerate(surveys.mode_names), key=itemgetter(1))
        if name in there and name != most
    ]
    return found or [(MODE, np.where(known, 0.0, np.nan))]


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


def check_options(options: CaseMixOptions) -> None:
    """Raise UsageProblem for options that make no sense, with what they may be."""
    k = 1 if options.k is None else options.k
    allowed = (
        (0 <= options.smoothing < inf, "impossible-smoothing"),
        (0 < options.p_value < 1, "impossible-p-value"),
        (0 <= options.change < 1, "impossible-share-of-scale"),
        (0 <= options.mean_difference < inf, "impossible-difference"),
        (1 <= k < inf, "impossible-k"),
    )
    for holds, code in allowed:
        if not holds:
            raise UsageProblem(code)
