"""Numbers, percents, points, dates and lists as people read them, for every sentence and chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from ui.text.language import _, current_locale, ngettext

MINUS = "−"


def number(value: float, digits: int = 0) -> str:
    """Return a number with the locale's marks and exactly so many decimals.

    >>> number(4812), number(0.5, 1)
    ('4,812', '0.5')
    """
    decimals = f".{'0' * digits}" if digits else ""
    return format_decimal(value, f"#,##0{decimals}", locale=current_locale())


def percent(share: float | None, *, sign: bool = True) -> str:
    """Return a share 0-1 as a whole percent, halves rounded up; an en dash when there is none.

    >>> percent(0.516), percent(None)
    ('52%', '–')
    """
    if share is None:
        return "–"
    return number(floor(share * 100 + 0.5)) + ("%" if sign else "")


def percent_span(low: float | None, high: float | None) -> str:
    """Return an interval of shares as "41–64%", empty when it has no ends."""
    if low is None or high is None:
        return ""
    return f"{percent(low, sign=False)}–{percent(high)}"


def points(difference: float) -> str:
    """Return a difference of shares as signed whole points, with a true minus.

    >>> points(-0.127), points(0.0)
    ('−13', '±0')
    """
    whole = floor(abs(difference) * 100 + 0.5)
    return f"{MINUS if difference < 0 and whole else '+' if whole else '±'}{number(whole)}"


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun in the chosen language; both nouns are written in English.

    >>> counted(1, "survey", "surveys"), counted(4812, "survey", "surveys")
    ('1 survey', '4,812 surveys')
    """
    return f"{number(count)} {ngettext(one, many, count)}"


def listed(parts: Sequence[str]) -> str:
    """Return parts as a spoken list.

    >>> listed(["nurses", "doctors", "quiet"])
    'nurses, doctors, and quiet'
    """
    return format_list(list(parts), locale=current_locale()) if parts else ""


def month_name(month: int, *, with_year: bool = True) -> str:
    """Return a month number (year × 12 + month − 1) as "Jul 2026".

    >>> month_name(2026 * 12 + 6)
    'Jul 2026'
    """
    first = date(month // 12, month % 12 + 1, 1)
    if with_year:
        return str(format_skeleton("yMMM", first, locale=current_locale()))
    return str(format_date(first, "LLL", locale=current_locale()))


def months_name(first: int, last: int) -> str:
    """Return a span of months: "Jul–Sep 2026", "2025", or "Nov 2025 – Jan 2026".

    >>> months_name(2026 * 12 + 6, 2026 * 12 + 8)
    'Jul–Sep 2026'
    """
    if first == last:
        return month_name(first)
    if first // 12 == last // 12:
        if first % 12 == 0 and last % 12 == 11:
            return str(first // 12)
        return f"{month_name(first, with_year=False)}–{month_name(last)}"
    return f"{month_name(first)} – {month_name(last)}"


def period_name(first: int | None, last: int | None) -> str:
    """Return a period in words; None is an open end.

    >>> period_name(None, None), period_name(2026 * 12 + 6, None)
    ('all data', 'since Jul 2026')
    """
    if first is None and last is None:
        return _("all data")
    if first is None:
        return _("until {month}").format(month=month_name(last or 0))
    if last is None:
        return _("since {month}").format(month=month_name(first))
    return months_name(first, last)


def day_name(day: date) -> str:
    """Return a day in a sentence: "Dec 8", with the year when it is not this one.

    >>> day_name(date(1999, 12, 8))
    'Dec 8, 1999'
    """
    skeleton = "MMMd" if day.year == date.today().year else "yMMMd"
    return str(format_skeleton(skeleton, day, locale=current_locale()))


def day_field(day: date) -> str:
    """Return a day as the locale writes it in a field: "12/8/2026"."""
    pattern = current_locale().date_formats["short"].pattern
    whole = pattern if "yyyy" in pattern else pattern.replace("yy", "y")
    return str(format_date(day, whole, locale=current_locale()))


def long_day(day: date) -> str:
    """Return a day with its weekday and year: "Tue, Dec 8, 2026".

    >>> long_day(date(2026, 12, 8))
    'Tue, Dec 8, 2026'
    """
    return str(format_skeleton("yMMMEd", day, locale=current_locale()))


def writes_day_first() -> bool:
    """Tell whether the locale writes 8 December as 8/12.

    >>> writes_day_first()
    False
    """
    pattern = current_locale().date_formats["short"].pattern.casefold()
    return bool(pattern.index("d") < pattern.index("m"))


def sentence_start(text: str) -> str:
    """Return `text` with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]
