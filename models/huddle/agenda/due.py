"""By when: a day as people type it."""

from __future__ import annotations

import re
from datetime import date, timedelta

DAYS_TO_DO = 14
MOST_DAYS = 366

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNT = re.compile(r"\+?(\d{1,3})\s*(d|days?|w|weeks?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def parse_due(text: str, today: date) -> date | None:
    """Return the day somebody typed, None when it is no day from today to a year ahead.

    Nothing typed means in fourteen days. A number means days, "2w" weeks, the name of a weekday
    (three letters suffice) the next such day after today; "tomorrow" and 2026-09-30 work too.

    >>> parse_due("", date(2026, 9, 2))
    datetime.date(2026, 9, 16)
    >>> parse_due("fri", date(2026, 9, 2))
    datetime.date(2026, 9, 4)
    """
    words = " ".join(text.split()).casefold()
    found = _day(words, today)
    if found is None or not today <= found <= today + timedelta(days=MOST_DAYS):
        return None
    return found


def day_words(day: date) -> str:
    """Return a day as it is said in the room.

    >>> day_words(date(2026, 9, 2))
    'September 2'
    """
    return f"{day:%B} {day.day}"


def _day(words: str, today: date) -> date | None:
    if not words:
        return today + timedelta(days=DAYS_TO_DO)
    if words in ("today", "tomorrow"):
        return today + timedelta(days=int(words == "tomorrow"))
    if match := _COUNT.fullmatch(words):
        weeks = (match[2] or "").startswith("w")
        return today + timedelta(days=int(match[1]) * (7 if weeks else 1))
    if match := _ISO.fullmatch(words):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    if len(words) >= 3:
        for number, name in enumerate(_WEEKDAYS):
            if name.startswith(words):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None
