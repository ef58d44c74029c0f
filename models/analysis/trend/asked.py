"""Whether patients were asked differently from the month on in which a line changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.analysis.comparison import TOLERATED, mode_distance
from models.analysis.estimates import Question
from models.analysis.trend.results import AskedBy
from models.store.database import Connection
from models.store.tallies import UnitSelection, survey_modes
from models.survey import Period, Unit


def asked_differently(
    c: Connection, unit: Unit, questions: Sequence[Question], first: int, since: int, last: int
) -> tuple[AskedBy, AskedBy] | None:
    """Return how patients were mostly asked before month `since` and from it on.

    None where the mixes differ by a tenth at most, and where a tenth of them is unknown.
    """
    asking = {i for question in questions for i in question.instruments}
    mixes = []
    for period in (Period(first, since - 1), Period(since, last)):
        mix: Counter[str] = Counter()
        for instrument, modes in survey_modes(c, UnitSelection.of(unit.id), period).items():
            if instrument in asking:
                mix.update(modes)
        if not mix.total() or mix[""] > TOLERATED * mix.total():
            return None
        mixes.append(mix)
    before, after = mixes
    if mode_distance(before, after) <= TOLERATED:
        return None
    return _most(before), _most(after)


def _most(mix: Counter[str]) -> AskedBy:
    ((mode, n),) = mix.most_common(1)
    return mode, n / mix.total()
