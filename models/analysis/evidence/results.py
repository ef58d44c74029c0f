"""When an action could show in the data, and whether it did, as frozen values without words."""

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
NOT_COMPARABLE = "not_comparable"

KNOWN = "known"
NO_ANSWERS = "no_answers"
TOO_FEW = "too_few"
SHORT_BASELINE = "short_baseline"
NO_ROOM = "no_room"
TOO_SLOW = "too_slow"

MODE = "mode"
CASE_MIX = "case_mix"
QUESTIONNAIRE = "questionnaire"

Mix = tuple[tuple[str, float], ...]
"""Shares 0-1 by name, the largest first."""


@dataclass(frozen=True, slots=True)
class EvidencePlan:
    """When a change could be known.

    `share` and `answers` are the baseline's, from `months_before` months; `per_month` answers
    come in a month; `change` is the rise wished for (0-1). `needed` answers afterward, in
    `months`, show it with a chance of `chance`; `known_by` is the first day on which they are
    all in. `reason` says why there is no such day: no_answers, too_few (below `floor`),
    short_baseline (`more_months` earlier months would help; with them it would take
    `months_then`), no_room (a share does not go above 1) or too_slow (`visible` is the smallest
    rise that a year of answers would show, None when none).
    """

    measure: str
    share: float | None
    answers: int
    per_month: float
    change: float
    needed: int | None
    months: int | None
    known_by: date | None
    reason: str
    floor: int
    months_before: int = 0
    more_months: int = 0
    months_then: int | None = None
    chance: float | None = None
    visible: float | None = None

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
            "chance": self.chance,
            "reason": self.reason,
            "months_before": self.months_before,
            "more_months": self.more_months,
            "visible": self.visible,
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
class Changed:
    """Something beside care that changed when the action began, so that the numbers before and
    after cannot be compared. `what` is mode, case_mix or questionnaire; `item` names the question
    about the patient; `before` and `after` are the two mixes."""

    what: str
    item: str
    before: Mix
    after: Mix

    def to_json(self) -> dict[str, Any]:
        return {"what": self.what, "item": self.item}


@dataclass(frozen=True, slots=True)
class LowStart:
    """What was at its low when the action began, so that part of a rise comes by itself: the
    `unit` was the lowest of `units`, or the `measure` lower than in any quarter before."""

    unit: bool = False
    measure: bool = False
    units: int = 0

    def __bool__(self) -> bool:
        return self.unit or self.measure

    def to_json(self) -> dict[str, Any]:
        return {"unit": self.unit, "measure": self.measure, "units": self.units}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether a measure changed after an action began.

    `difference` is after minus before, the unit's own: it alone decides `status`, one of the six
    words of this module. `rest` is the same of the rest of the facility, `against_rest` the
    first less the second; both None without a rest. `changed` goes before everything else:
    with it there is neither better nor worse. `noticeable` is the smallest rise that these
    answers would have shown four times in five. `low_start`: what regression to the mean
    threatens; `steadied`: the unit's change from a baseline drawn to the other units is too
    small to be called better.
    """

    unit: str
    measure: str
    label: str
    started: date
    before: Side
    after: Side
    difference: DifferenceInterval | None
    rest: DifferenceInterval | None
    against_rest: DifferenceInterval | None
    status: str
    known_by: date | None
    plan: EvidencePlan
    changed: tuple[Changed, ...] = ()
    low_start: LowStart = LowStart()
    steadied: bool = False
    noticeable: float | None = None
    others: bool = True
    """Whether the facility has other units with answers, to compare with."""

    def to_json(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "measure": self.measure,
            "label": self.label,
            "started": self.started.isoformat(),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "difference": _interval(self.difference),
            "rest": _interval(self.rest),
            "against_rest": _interval(self.against_rest),
            "status": self.status,
            "known_by": self.known_by.isoformat() if self.known_by else None,
            "changed": [each.to_json() for each in self.changed],
            "low_start": self.low_start.to_json(),
            "noticeable": self.noticeable,
            "others": self.others,
        }


def _interval(found: DifferenceInterval | None) -> dict[str, float] | None:
    if found is None:
        return None
    return {"top_box": found.estimate, "low": found.lower, "high": found.upper}
