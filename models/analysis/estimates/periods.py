"""Which spans of months can be chosen for a unit, and which is shown first.

A month can still fill up while surveys come back: 49 days from its last discharge
(`RETURN_WINDOW_DAYS`). Source of the window: HCAHPS protocol 2025.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.analysis.estimates.words import counted, month_words, period_words
from models.language import _
from models.store.database import Database, small_cell_floor
from models.store.tallies import ALL_DATA, UnitSelection, tallies
from models.survey import UNDATED, Period, Unit, month_label, month_number, parse_month, quarter_of

RETURN_WINDOW_DAYS = 49

COMFORTABLE = 30
"""Surveys from which a quarter is shown first; below, the period widens."""

MOST_QUARTERS = 8
YEAR = 12


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A span of months to choose. `key` names it: "2026-Q3", "12-months", "2026", "all".

    `surveys` of the unit in it; `enough`: at least the floor. `complete`: no month of it can
    still fill up, as far as the unit's data go. `note` says what is not so, or why this is first.
    """

    key: str
    label: str
    period: Period
    surveys: int
    enough: bool
    complete: bool
    note: str = ""


def period_choices(db: Database, unit: Unit, today: date) -> tuple[PeriodChoice, ...]:
    """Return the periods to choose for a unit: first the one to show, then quarters (newest
    first), the last 12 months, calendar years and all data."""
    with db.read() as c:
        months = tallies.survey_months(c, UnitSelection.of(unit.id))
        floor = small_cell_floor(c)
    return choices_from_months(months, today, floor)


def default_period(db: Database, unit: Unit, today: date) -> PeriodChoice:
    """Return the period to show first: the last complete quarter with enough answers, or wider."""
    return period_choices(db, unit, today)[0]


def chosen_period(db: Database, unit: Unit, period: Period, today: date) -> PeriodChoice:
    """Return a span of months with two ends as a choice. Its key is like "2026-02..2026-05"."""
    with db.read() as c:
        months = tallies.survey_months(c, UnitSelection.of(unit.id))
        floor = small_cell_floor(c)
    dated = {month: n for month, n in months.items() if month != UNDATED and n}
    key = period_key(period.first or 0, period.last or 0)
    return _choice(key, period_words(period), period, dated, today, floor)


def period_key(first: int, last: int) -> str:
    """Return the key of a span of months.

    >>> period_key(2026 * 12, 2026 * 12 + 2)
    '2026-01..2026-03'
    """
    return f"{month_label(first)}..{month_label(last)}"


def period_of_key(key: str) -> Period | None:
    """Return the span of months that a key names, None for any other key.

    >>> period_of_key("2026-Q3") is None
    True
    """
    first, _dots, last = key.partition("..")
    try:
        return Period(parse_month(first), parse_month(last))
    except ValueError:
        return None


def choices_from_months(
    months: Mapping[int, int], today: date, floor: int
) -> tuple[PeriodChoice, ...]:
    """Return the choices for months with surveys (month -> surveys, `UNDATED` included)."""
    everything = _choice("all", _("All data"), ALL_DATA, months, today, floor)
    dated = {month: n for month, n in months.items() if month != UNDATED and n}
    if not dated:
        return (everything,)
    newest, oldest = max(dated), min(dated)
    quarters = _quarters(dated, newest, oldest, today, floor)
    year = _year(dated, newest, "12-months", _("Last 12 months"), today, floor)
    calendar = [
        _choice(str(y), str(y), Period(y * 12, y * 12 + 11), dated, today, floor)
        for y in range(newest // 12, oldest // 12 - 1, -1)
        if any(dated.get(y * 12 + m) for m in range(12))
    ]
    choices = [*quarters[:MOST_QUARTERS], year, *calendar, everything]
    first = _first_shown(quarters, dated, everything, today, floor)
    return (first, *(choice for choice in choices if choice.period != first.period))


def is_complete(month: int, today: date) -> bool:
    """Say whether no more surveys are expected of a month; undated counts as complete.

    >>> is_complete(month_number(date(2026, 6, 1)), date(2026, 8, 18))
    False
    >>> is_complete(month_number(date(2026, 6, 1)), date(2026, 8, 19))
    True
    """
    return month == UNDATED or today > filled_up(month)


def filled_up(month: int) -> date:
    """Return the last day on which a month can still fill up: its last day and the window."""
    next_month = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return next_month + timedelta(days=RETURN_WINDOW_DAYS - 1)


def still_filling(months: Mapping[int, int], today: date) -> list[int]:
    """Return the months with surveys that can still fill up, oldest first."""
    return sorted(m for m, n in months.items() if n and not is_complete(m, today))


def _quarters(
    dated: Mapping[int, int], newest: int, oldest: int, today: date, floor: int
) -> list[PeriodChoice]:
    found = []
    period = quarter_of(newest)
    while (period.last or 0) >= oldest:
        if any(dated.get(m) for m in _months(period)):
            found.append(_quarter(period, dated, newest, today, floor))
        period = quarter_of((period.first or 0) - 1)
    return found


def _quarter(
    period: Period, dated: Mapping[int, int], newest: int, today: date, floor: int
) -> PeriodChoice:
    first, last = period.first or 0, period.last or 0
    key = f"{first // 12}-Q{first % 12 // 3 + 1}"
    choice = _choice(key, period_words(period), period, dated, today, floor)
    if choice.complete and newest < last:
        note = _("No surveys dated after {newest} yet.").format(newest=month_words(newest))
        return replace(choice, complete=False, note=note)
    return choice


def _year(
    dated: Mapping[int, int], newest: int, key: str, words: str, today: date, floor: int
) -> PeriodChoice:
    period = Period(newest - YEAR + 1, newest)
    return _choice(key, f"{words} ({period_words(period)})", period, dated, today, floor)


def _first_shown(
    quarters: list[PeriodChoice],
    dated: Mapping[int, int],
    everything: PeriodChoice,
    today: date,
    floor: int,
) -> PeriodChoice:
    """Return the newest complete quarter if it is comfortable, else a year up to its end, else
    all data, and say so."""
    complete = [q for q in quarters if q.complete]
    if not complete:
        return _widened(everything, _("No quarter is complete yet."))
    quarter = complete[0]
    if quarter.surveys >= max(COMFORTABLE, floor):
        return quarter
    why = _("Only {surveys} in {quarter}, so this shows 12 months.").format(
        surveys=counted(quarter.surveys, "survey", "surveys"), quarter=quarter.label
    )
    last = quarter.period.last or 0
    year = _year(dated, last, f"12-months-to-{quarter.key}", _("12 months"), today, floor)
    if year.enough:
        return _widened(year, why)
    return _widened(everything, why)


def _widened(choice: PeriodChoice, why: str) -> PeriodChoice:
    return replace(choice, note=f"{why} {choice.note}".strip())


def _choice(
    key: str, label: str, period: Period, months: Mapping[int, int], today: date, floor: int
) -> PeriodChoice:
    inside = {m: n for m, n in months.items() if period.contains(m)}
    surveys = sum(inside.values())
    filling = still_filling(inside, today)
    note = ""
    if filling:
        span = period_words(Period(filling[0], filling[-1]))
        note = _("Surveys for {span} can still arrive until {day_words}.").format(
            span=span, day_words=_day_words(filled_up(filling[-1]))
        )
    return PeriodChoice(key, label, period, surveys, surveys >= floor, not filling, note)


def _months(period: Period) -> range:
    return range(period.first or 0, (period.last or 0) + 1)


def _day_words(day: date) -> str:
    return f"{day.day} {month_words(month_number(day))}"
