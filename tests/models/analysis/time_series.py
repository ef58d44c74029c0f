"""Surveys of one unit month by month, with as many top boxes as a test asks for."""

from __future__ import annotations

from collections.abc import Sequence

from models.survey import Instrument, Item, Measure, Unit
from tests.models.analysis.build import Survey
from tests.models.survey.scales import ordered_scale

FREQUENCY = ordered_scale("often", ["Never", "Sometimes", "Usually", "Always"])
YES = ordered_scale("yes", ["No", "Yes"])
RATING = ordered_scale("rating", [str(n) for n in range(11)], top=2, bottom=7)
ALWAYS, NEVER = 4, 1

QUESTIONS = Instrument(
    key="care-1",
    name="Care",
    family="care",
    items=(
        Item("quiet", "Quiet at night", FREQUENCY),
        Item("listen", "Nurses listen", FREQUENCY),
        Item("explain", "Nurses explain", FREQUENCY),
        Item("rating", "Overall rating", RATING),
        Item("age", "Age", FREQUENCY, about_patient=True),
    ),
    measures=(
        Measure("quietness", "Quietness", ("quiet",)),
        Measure("nurses", "Nurses", ("listen", "explain")),
        Measure("rating", "Overall rating", ("rating",)),
    ),
)
CHANGED = Instrument(
    key="care-2",
    name="Care, new wording",
    family="care",
    items=(Item("quiet", "Quiet at night", YES),),
    measures=(Measure("quietness", "Quietness", ("quiet",)),),
    first_month=2026 * 12,
)
FIRST = 2024 * 12


def quiet_months(unit: Unit, counts: Sequence[tuple[int, int]], first: int = FIRST) -> list[Survey]:
    """Return surveys with (top boxes, answers) for each month from `first` on."""
    return [
        Survey(unit, first + at, {"quiet": ALWAYS if number < top else NEVER})
        for at, (top, answers) in enumerate(counts)
        for number in range(answers)
    ]
