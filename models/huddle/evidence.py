"""When could a change show in the survey at all, given how many answers the unit gets?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from models.statistics.power import sample_size

SMALLEST_WISH = 0.05
USUAL_WISH = 0.10
"""The change that is hoped for when there is no gap to close: ten points."""
HIGHEST_SHARE = 0.99

MOST_MONTHS = 24
"""Longer than this nobody waits: such a change cannot be seen from this survey alone."""

RETURN_DAYS = 49
"""Days until the answers of a discharge month are in: the field window of the questionnaire."""

_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class EvidenceOutlook:
    """When the survey could answer. `due` None: not from this survey alone.

    `wished` is the change that is hoped for, as a share 0-1; `needed` the answers it takes
    after the change (as many as before it), None when no number suffices.
    """

    due: date | None
    wished: float
    needed: int | None
    per_month: float


def wished_change(unit: float | None, other: float | None) -> float:
    """Return the change that is hoped for: to close the gap, at least five points.

    Ten points without a gap. Shares are 0-1, None when unknown.

    >>> round(wished_change(0.70, 0.79), 2)
    0.09
    """
    if unit is None:
        return USUAL_WISH
    gap = (other or 0.0) - unit
    wished = max(gap, SMALLEST_WISH) if gap > 0 else USUAL_WISH
    return min(wished, max(0.0, HIGHEST_SHARE - unit))


def answers_needed(share: float | None, wished: float) -> int | None:
    """Return the answers after a change that show it with 80 % power, None when none do.

    `share` is today's top box 0-1. Source: Fleiss 1981, as `statistics.power.sample_size`.

    >>> answers_needed(0.70, 0.10)
    294
    """
    if share is None or wished <= 0 or not 0 <= share <= 1:
        return None
    needed = sample_size(share, min(1.0, share + wished))
    return None if needed is None else math.ceil(needed)


def evidence_due(start: date, per_month: float, needed: int | None) -> date | None:
    """Return the day on which enough answers are in that were given after `start`.

    None when that takes more than two years or no number of answers suffices.

    >>> evidence_due(date(2026, 9, 16), 60, 120)
    datetime.date(2027, 1, 4)
    """
    if needed is None or per_month <= 0:
        return None
    months = needed / per_month
    if months > MOST_MONTHS:
        return None
    return start + timedelta(days=math.ceil(months * _DAYS_A_MONTH) + RETURN_DAYS)


def outlook(
    start: date, per_month: float, unit: float | None, other: float | None
) -> EvidenceOutlook:
    """Return when the survey could answer about something begun at `start`."""
    wished = wished_change(unit, other)
    needed = answers_needed(unit, wished)
    return EvidenceOutlook(evidence_due(start, per_month, needed), wished, needed, per_month)


def outlook_sentence(due: date | None, per_month: float) -> str:
    """Say when the survey could answer, in one sentence that can be read aloud."""
    pace = f"about {round(per_month)} answers a month" if per_month >= 1 else "so few answers"
    if due is None:
        return f"With {pace}, this cannot be seen from the survey alone: count the doing."
    return f"With {pace}, the survey can answer by {due.strftime('%B %Y')}."
