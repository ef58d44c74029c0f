"""How a thread ends, honestly: better, too early to say, no change, or not now, because."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_skeleton

from models.analysis.evidence import (
    BETTER,
    NO_CLEAR_CHANGE,
    NOT_COMPARABLE,
    TOO_EARLY,
    TOO_LITTLE_DATA,
    WORSE,
)
from models.huddle.agenda import day_in_year
from models.language import _, current_locale, ngettext
from models.store.actions import ESCALATED, NOT_NOW, STOPPED, ActionItem, ActionOutcome

__all__ = [
    "BETTER",
    "END_BETTER",
    "END_NOT_NOW",
    "END_NO_CHANGE",
    "END_TOO_EARLY",
    "NO_CLEAR_CHANGE",
    "TOO_EARLY",
    "TOO_LITTLE_DATA",
    "WORSE",
    "Outcome",
    "ending_of",
]

END_BETTER = "better"
END_TOO_EARLY = "too_early"
END_NO_CHANGE = "no_change"
END_NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the four honest ends, in words. `know_by` belongs to too_early."""

    end: str
    words: str
    know_by: date | None = None


def ending_of(action: ActionItem, outcome: ActionOutcome | None, done: int = 0) -> Outcome:
    """Return how an action's thread ends as of now.

    What people decided (stopped, not now) goes before what the survey answered. `done` is how
    often the doing was counted.
    """
    if action.status == NOT_NOW:
        told = _("Not now, because {why}.").format(why=_because(action.why))
        if action.until:
            again = _("We'll look again in {month}.").format(month=_month(action.until))
            told = f"{told} {again}"
        return Outcome(END_NOT_NOW, told)
    if action.status == STOPPED:
        why = _because(action.why)
        return Outcome(END_NO_CHANGE, _("Stopped, because {why}.").format(why=why))
    if outcome is not None and outcome.end == BETTER:
        return Outcome(END_BETTER, outcome.sentence)
    if outcome is not None and outcome.end in (NO_CLEAR_CHANGE, WORSE):
        return Outcome(END_NO_CHANGE, outcome.sentence)
    return _early(action, outcome, done)


def _early(action: ActionItem, outcome: ActionOutcome | None, done: int) -> Outcome:
    know_by = (outcome.know_by if outcome is not None else None) or action.evidence_due
    counted = ""
    if done:
        told = ngettext("Counted so far: {n} time.", "Counted so far: {n} times.", done)
        counted = f" {told.format(n=done)}"
    if outcome is not None and outcome.end == NOT_COMPARABLE:
        return Outcome(END_TOO_EARLY, f"{outcome.sentence}{counted}")
    if outcome is not None and outcome.end == TOO_LITTLE_DATA:
        told = _("The survey alone can't show it.")
        return Outcome(END_TOO_EARLY, f"{told}{counted}")
    if know_by is None:
        early = _waits(action) or _("Too early to say, and the survey alone may never show it.")
        return Outcome(END_TOO_EARLY, f"{early}{counted}")
    told = _("Too early to say: we'll know by {month}.").format(month=_month(know_by))
    return Outcome(END_TOO_EARLY, f"{told}{counted}", know_by)


def _waits(action: ActionItem) -> str:
    """Say for what a promise waits that was passed on, "" for any other."""
    if action.status != ESCALATED:
        return ""
    if not action.reply_due:
        return _("Escalated. We're waiting for an answer.")
    day = day_in_year(action.reply_due)
    return _("Escalated. We expect an answer by {day}.").format(day=day)


def _month(day: date) -> str:
    return str(format_skeleton("yMMMM", day, locale=current_locale()))


def _because(why: str) -> str:
    return why.strip().rstrip(".") or _("other things came first")
