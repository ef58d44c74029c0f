"""When an action could show in the data, and whether it did, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.statistics.proportions import DifferenceInterval
from models.survey import Period

BETTER = "better"
WORSE = "worse"
NO_CLEAR_CHANGE = "no_clear_change"
TOO_EARLY = "too_early"
TOO_LITTLE_DATA = "too_little_data"


@dataclass(frozen=True, slots=True)
class EvidencePlan:
    """When a change could be known.

    `share` and `answers` are the baseline's; `per_month` answers come in a month; `change` is
    the rise wished for (0-1). `needed` answers afterwards, in `months`, would show it four
    times in five; `known_by` is the day they are all in. None where it cannot be seen from this
    survey alone; `words` say so.
    """

    measure: str
    share: float | None
    answers: int
    per_month: float
    change: float
    needed: int | None
    months: int | None
    known_by: date | None
    words: str

    @property
    def has_room(self) -> bool:
        """Whether the rise is possible at all: a share does not go above 1."""
        return self.share is None or self.share + self.change <= 1

    def to_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "share": self.share,
            "answers": self.answers,
            "per_month": self.per_month,
            "change": self.change,
            "needed": self.needed,
            "months": self.months,
            "known_by": self.known_by.isoformat() if self.known_by else None,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Side:
    """Answers before or after: months, number, share (None below the floor)."""

    period: Period
    n: int
    top_box: float | None

    def to_json(self) -> dict[str, Any]:
        return {**self.period.to_json(), "n": self.n, "top_box": self.top_box}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether a measure changed after an action began.

    `difference` is after minus before, `against_rest` that less the rest's change over the same
    months (None without a rest); `status` one of the five words of this module. `warning` tells
    of a baseline that was low by chance.
    """

    unit: str
    measure: str
    label: str
    started: date
    before: Side
    after: Side
    difference: DifferenceInterval | None
    against_rest: DifferenceInterval | None
    status: str
    known_by: date | None
    warning: str
    verdict: str

    def to_json(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "measure": self.measure,
            "label": self.label,
            "started": self.started.isoformat(),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "difference": _interval(self.difference),
            "against_rest": _interval(self.against_rest),
            "status": self.status,
            "known_by": self.known_by.isoformat() if self.known_by else None,
            "warning": self.warning,
            "verdict": self.verdict,
        }


def _interval(found: DifferenceInterval | None) -> dict[str, float] | None:
    if found is None:
        return None
    return {"top_box": found.estimate, "low": found.lower, "high": found.upper}
