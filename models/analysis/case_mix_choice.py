"""Which questionnaire a case-mix analysis reads, and the questions it adjusts by."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis.questions import known_questions
from models.errors import UsageProblem
from models.store.database import Connection
from models.store.instruments import StoredInstrument, stored_instruments
from models.store.responses import count_responses
from models.store.unit_tallies import answers_by_unit
from models.survey import Item, Measure, Period

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
