"""The sentences about evidence: when it could be there, and what it says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.analysis.estimates import counted, number_words, percent
from models.analysis.evidence.results import BETTER, NO_CLEAR_CHANGE, TOO_EARLY, WORSE, EvidencePlan
from models.statistics.proportions import DifferenceInterval

if TYPE_CHECKING:
    from models.analysis.estimates import Measured

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def plan_words(
    known_by: date | None,
    answers: int,
    floor: int,
    change: float,
    *,
    share: float | None = None,
    months: int | None = None,
) -> str:
    """Return when a change could be known, or why it cannot."""
    if share is None:
        if answers == 0:
            return "No answers from the year before, so a change could not be told."
        return (
            f"Only {counted(answers, 'answer')} from the year before; the floor is {floor}. A "
            "change could not be told."
        )
    points = f"{100 * change:.0f} points"
    if share + change > 1:
        return f"At {percent(share)} there is no room for a rise of {points}."
    if known_by is None or months is None:
        long = f" It would take {number_words(months)} months." if months else ""
        return f"A rise of {points} cannot be seen from this survey alone.{long}"
    return (
        f"A rise of {points} from {percent(share)} would show after about "
        f"{counted(months, 'month')} of answers: know by {day_words(known_by)}."
    )


def evidence_verdict(
    status: str,
    sides: tuple[Measured | None, Measured | None],
    difference: DifferenceInterval | None,
    against: DifferenceInterval | None,
    plan: EvidencePlan,
    warning: str,
) -> str:
    """Return what the answers say, to be read aloud."""
    shares = _shares(sides)
    if status in (BETTER, WORSE):
        judged = against or difference
        word = "Better" if status == BETTER else "Worse"
        size = f"{word}: {shares}{_beyond_rest(against)}."
        sure = f" The true change lies between {_points(judged)} points." if judged else ""
        return f"{size}{sure}{' ' + warning if warning and status == BETTER else ''}"
    if status == NO_CLEAR_CHANGE:
        return f"No clear change: {shares}{_beyond_rest(against)}; that could be chance."
    if status == TOO_EARLY:
        when = f": know by {day_words(plan.known_by)}" if plan.known_by else ""
        so_far = f" So far {shares}." if shares else ""
        return f"Too early to say{when}.{so_far}"
    if shares:
        return f"Too little data to say: {shares}, with a wide margin. {plan.words}".strip()
    return f"Too little data to say. {plan.words}".strip()


def regression_warning(fell: bool) -> str:
    """Return the warning about a baseline that was low by chance."""
    if not fell:
        return ""
    return (
        "The months just before were unusually low; part of a rise after them would have come by "
        "itself."
    )


def day_words(day: date) -> str:
    """Return a day in words.

    >>> day_words(date(2026, 3, 9))
    '9 March 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _shares(sides: tuple[Measured | None, Measured | None]) -> str:
    before, after = sides
    if before is None or after is None:
        return ""
    return f"{percent(after.share)} after, {percent(before.share)} before"


def _beyond_rest(against: DifferenceInterval | None) -> str:
    if against is None:
        return ""
    points = round(100 * against.estimate)
    if points == 0:
        return ", the same change as the rest"
    unit = "point" if abs(points) == 1 else "points"
    return f", {abs(points)} {unit} {'more' if points > 0 else 'less'} than the rest changed"


def _points(found: DifferenceInterval) -> str:
    return f"{100 * found.lower:+.0f} and {100 * found.upper:+.0f}"
