"""What a person decided about a chart's baseline: when it starts anew, ends, or skips a point.

Nothing here happens by itself. Every decision carries its reason and the day it was made, and
travels with the organization's data.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import get_setting, one_line, put_setting
from models.survey import month_label, parse_month


class BaselineKind(StrEnum):
    """What was decided."""

    REBASE = "rebase"
    """A new line and new limits from this month on."""
    FREEZE = "freeze"
    """The line is computed up to this month and judges what comes after."""
    EXCLUDE = "exclude"
    """The month is drawn but takes no part in the line."""


@dataclass(frozen=True, slots=True)
class BaselineChange:
    """One decision about a unit's chart of a measure; `month` is a month number."""

    kind: BaselineKind
    month: int
    reason: str
    decided: date


def baseline_changes(c: Connection, unit_id: int, measure: str) -> tuple[BaselineChange, ...]:
    """Return what was decided about a unit's chart of a measure, by month."""
    changes = [
        BaselineChange(
            BaselineKind(entry["kind"]),
            parse_month(entry["month"]),
            entry["reason"],
            date.fromisoformat(entry["decided"]),
        )
        for entry in get_setting(c, baseline_setting(unit_id, measure), [])
    ]
    return tuple(sorted(changes, key=lambda change: (change.month, change.kind)))


def decide_baseline(
    c: Connection, unit_id: int, measure: str, change: BaselineChange
) -> tuple[BaselineChange, ...]:
    """Keep a decision and return all of them; one for the same kind and month is replaced.

    Raises UsageProblem without a reason.
    """
    reason = one_line(change.reason)
    if not reason:
        raise UsageProblem("baseline-without-reason")
    kept = [
        known
        for known in baseline_changes(c, unit_id, measure)
        if (known.kind, known.month) != (change.kind, change.month)
    ]
    new = BaselineChange(change.kind, change.month, reason, change.decided)
    _put(c, unit_id, measure, [*kept, new])
    return baseline_changes(c, unit_id, measure)


def forget_baseline(
    c: Connection, unit_id: int, measure: str, kind: BaselineKind, month: int
) -> tuple[BaselineChange, ...]:
    """Take a decision back and return what is left; nothing happens when there was none."""
    known = baseline_changes(c, unit_id, measure)
    _put(c, unit_id, measure, [k for k in known if (k.kind, k.month) != (kind, month)])
    return baseline_changes(c, unit_id, measure)


def _put(c: Connection, unit_id: int, measure: str, changes: Iterable[BaselineChange]) -> None:
    entries = [
        {
            "kind": str(change.kind),
            "month": month_label(change.month),
            "reason": change.reason,
            "decided": change.decided.isoformat(),
        }
        for change in changes
    ]
    put_setting(c, baseline_setting(unit_id, measure), entries)


def baseline_setting(unit_id: int, measure: str) -> str:
    """Return the key of the setting that keeps the decisions about a chart."""
    return f"baseline/{unit_id}/{measure}"
