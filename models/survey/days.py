"""A day as people type it: 12/15, dec 15, next friday, in 2 weeks."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miercoles", "miércoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sabado", "sábado"),
    ("sunday", "domingo"),
)
_MONTHS = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre", "setiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)
_NEAR = {"today": 0, "hoy": 0, "tomorrow": 1, "mañana": 1, "manana": 1}
_COUNT = re.compile(r"(?:in|en|\+)?\s*(\d{1,3})\s*([a-zñíá]*)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{2}|\d{4}))?")
_NAMED = re.compile(r"([a-zé]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_NAMED_AFTER = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)? (?:de )?([a-zé]{3,})\.?(?:,? (?:de )?(\d{4}))?"
)
_NEXT = re.compile(r"(?:next|this|on|el|este|próximo|proximo)\s+(.+)")


def typed_day(
    text: str, today: date, *, day_first: bool = False, past: bool = False
) -> date | None:
    """Return the day that somebody typed, None when it is none.

    A day without a year is the next one from today on, or with `past` the last one up to today.
    `day_first` reads 3/12 as 3 December. A
    weekday is the next such day after today, whether "next" stands before it or not; a bare
    number counts days, and "2w", "2 weeks" or "in 2 weeks" weeks. English and Spanish words
    work, and three letters of a weekday or month suffice.

    >>> monday = date(2026, 11, 30)
    >>> typed_day("12/15", monday), typed_day("dec 15", monday)
    (datetime.date(2026, 12, 15), datetime.date(2026, 12, 15))
    >>> typed_day("next friday", monday), typed_day("in 2 weeks", monday)
    (datetime.date(2026, 12, 4), datetime.date(2026, 12, 14))
    >>> typed_day("1/5", monday), typed_day("15/12", monday, day_first=True)
    (datetime.date(2027, 1, 5), datetime.date(2026, 12, 15))
    """
    words = " ".join(text.split()).casefold().strip(" .")
    if match := _NEXT.fullmatch(words):
        words = match[1]
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if match := _COUNT.fullmatch(words):
        return _counted(today, int(match[1]), match[2])
    if match := _ISO.fullmatch(words):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        first, second = int(match[1]), int(match[2])
        month, day = (second, first) if day_first or first > 12 else (first, second)
        return _in_year(today, month, day, match[3], past)
    if match := _NAMED.fullmatch(words):
        return _in_year(today, _named(match[1], _MONTHS), int(match[2]), match[3], past)
    if match := _NAMED_AFTER.fullmatch(words):
        return _in_year(today, _named(match[2], _MONTHS), int(match[1]), match[3], past)
    weekday = _named(words, _WEEKDAYS)
    if weekday:
        return today + timedelta(days=(weekday - 1 - today.weekday() - 1) % 7 + 1)
    return None


def _counted(today: date, count: int, unit: str) -> date | None:
    for days, names in ((1, ("d", "day", "días", "dias")), (7, ("w", "week", "semanas"))):
        if (not unit and days == 1) or any(unit and _fits(unit, name) for name in names):
            return today + timedelta(days=count * days)
    if unit in ("month", "months", "mes", "meses"):
        ahead = today.month - 1 + count
        year, month = today.year + ahead // 12, ahead % 12 + 1
        return _made(year, month, today.day) or _made(year, month, 28)
    return None


def _fits(unit: str, name: str) -> bool:
    return unit in (name, f"{name}s") or (name.startswith(unit) and len(unit) > 1)


def _in_year(today: date, month: int, day: int, year: str | None, past: bool) -> date | None:
    if not month:
        return None
    if year:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = _made(today.year, month, day)
    if this is not None and (this <= today if past else this >= today):
        return this
    return _made(today.year + (-1 if past else 1), month, day)


def _named(word: str, names: tuple[tuple[str, ...], ...]) -> int:
    """Return the number of a weekday or month, counted from one, 0 for no name of one."""
    word = word.rstrip(".")
    if len(word) < 3:
        return 0
    for number, spellings in enumerate(names, 1):
        if any(name.startswith(word) for name in spellings):
            return number
    return 0


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
