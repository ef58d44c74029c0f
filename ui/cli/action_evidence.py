"""When an action item could show in the data, and what the data then say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from models.errors import UsageProblem

if TYPE_CHECKING:
    from models.store.actions import ActionItem
    from models.store.database import Connection, Database
    from models.survey import Unit


def measures_with_data(c: Connection) -> set[str]:
    """Return the keys of the measures of every questionnaire that has data."""
    from models.store.tallies import stored_instruments

    stored = stored_instruments(c)
    return {measure.key for s in stored for measure in s.instrument.measures}


def require_measure(c: Connection, key: str) -> None:
    """Raise UsageProblem unless a questionnaire that has data, or is built in, has the measure."""
    from models.survey import built_in_instruments

    built_in = {measure.key for i in built_in_instruments() for measure in i.measures}
    known = sorted(measures_with_data(c) | built_in)
    if key not in known:
        raise UsageProblem("unknown-measure", measure=key, measures=tuple(known))


def evidence_day(
    db: Database, unit: Unit, measure: str, start: date, today: date, wish: int
) -> date | None:
    """Return the day on which a rise of `wish` points in the measure, taking hold on the day
    `start`, could be known.

    None without a measure, without data for it, and when this survey cannot show it.
    """
    from models.huddle.agenda import outlook

    plan = outlook(db, unit, measure, start, today, target=wish)
    return plan.known_by if plan is not None else None


def verdicts(db: Database, items: Sequence[ActionItem], today: date) -> dict[int, str]:
    """Return what the answers say of each action item whose evidence date has come, by its id."""
    from models.huddle.agenda import survey_answer
    from ui.text.evidence import evidence_sentence

    due = [i for i in items if i.evidence_due is not None and i.evidence_due <= today]
    answers = {item.id: survey_answer(db, item, today) for item in due}
    return {
        number: evidence_sentence(answer)
        for number, answer in answers.items()
        if answer is not None
    }
