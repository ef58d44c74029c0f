"""Which measures a unit has answers to, and which of them a page shows first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.text.language import _
from ui.widgets.options import Option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.store.database import Database
    from models.survey import Unit


@dataclass(frozen=True)
class MeasureName:
    """A measure's key, its name, and its name for places with little room."""

    key: str
    label: str
    short: str


def measures_of(db: Database, unit: Unit) -> tuple[MeasureName, ...]:
    """Read the measures a unit has an answer to, in the order of the newest questionnaire."""
    from models.analysis.estimates import asked_questions, known_questions
    from models.store.tallies import ALL_DATA, UnitSelection, answered_months, stored_instruments

    with db.read() as c:
        known = known_questions(stored_instruments(c))
        answered = answered_months(c, UnitSelection.of(unit.id), ALL_DATA)
    asked = asked_questions(known, answered)
    newest = [asked[key][0].measure for key in known if key in asked]
    return tuple(MeasureName(m.key, _(m.label), m.short_label) for m in newest)


def chosen_measure(
    db: Database, unit: Unit, there: Sequence[MeasureName], wanted: str, today: date
) -> str:
    """Return the wanted measure where the unit has it, else the one Results would show first.

    Empty for a unit without answers.
    """
    if any(measure.key == wanted for measure in there):
        return wanted
    if len(there) < 2:
        return there[0].key if there else ""
    from models.analysis.comparison import compare
    from models.analysis.estimates import default_period
    from ui.pages.base.unit_words import first_measure

    period = default_period(db, unit, today).period
    first = first_measure(compare(db, unit, "rest", period).measures)
    return first or there[0].key


def measure_options(there: Sequence[MeasureName]) -> list[Option]:
    """Return measures to choose from."""
    return [Option(m.key, m.label, short=m.short, more=m.short) for m in there]
