"""By when: a day as people type it."""

from __future__ import annotations

from datetime import date, timedelta

from babel.dates import format_date

from models.language import current_locale
from models.store.actions import DAYS_TO_DO
from models.survey import typed_day

MOST_DAYS = 366


def parse_due(text: str, today: date) -> date | None:
    """Return the day somebody typed, None when it is no day from today to a year ahead.

    Nothing typed means in fourteen days; what else is read, see `models.survey.typed_day`.

    >>> parse_due("", date(2026, 9, 2))
    datetime.date(2026, 9, 16)
    >>> parse_due("fri", date(2026, 9, 2))
    datetime.date(2026, 9, 4)
    """
    found = typed_day(text, today) if text.strip() else today + timedelta(days=DAYS_TO_DO)
    if found is None or not today <= found <= today + timedelta(days=MOST_DAYS):
        return None
    return found


def day_in_year(day: date) -> str:
    """Return a day with its year.

    >>> day_in_year(date(2026, 9, 2))
    'September 2, 2026'
    """
    return str(format_date(day, "long", locale=current_locale()))
