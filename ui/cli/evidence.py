"""When an action item could show in the data, and what the data then say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.errors import UsageProblem

if TYPE_CHECKING:
    from models.store.actions import ActionItem
    from models.store.database import Connection, Database
    from models.survey import Unit


def measures_with_data(c: Connection) -> set[str]:
    """Return the keys of the measures of every questionnaire that has data."""
    from models.store.instruments import stored_instruments

    stored = stored_instruments(c)
    return {measure.key for s in stored for measure in s.instrument.measures}


def require_measure(c: Connection, key: str) -> None:
    """Raise UsageProblem unless a questionnaire that has data, or is built in, has the measure."""
    from models.survey.catalog import built_in_instruments

    built_in = {measure.key for i in built_in_instruments() for measure in i.measures}
    known = sorted(measures_with_data(c) | built_in)
    if key not in known:
        raise UsageProblem(
            "unknown-measure",
            f"There is no measure “{key}”.",
            hint=f"The measures are: {', '.join(known)}.",
        )


def evidence_day(db: Database, unit: Unit, measure: str, today: date) -> date | None:
    """Return the day on which a change of ten points in the measure could be known.

    None without a measure, without data for it, and when this survey cannot show it.
    """
    from models.analysis.evidence import evidence_plan

    with db.read() as c:
        if measure not in measures_with_data(c):
            return None
    return evidence_plan(db, unit, measure, today=today).known_by


def verdicts(db: Database, items: Sequence[ActionItem], today: date) -> dict[int, str]:
    """Return what the answers say of each action item whose evidence date has come, by its id."""
    from models.analysis.evidence import evidence
    from models.store.units import get_unit

    found = {}
    for item in items:
        if item.evidence_due is None or item.evidence_due > today:
            continue
        with db.read() as c:
            unit = get_unit(c, item.unit_id)
            has_data = item.measure in measures_with_data(c)
        if has_data:
            started = datetime.fromisoformat(item.created).date()
            found[item.id] = evidence(db, unit, item.measure, started, today=today).verdict
    return found
