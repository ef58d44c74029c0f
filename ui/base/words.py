"""How numbers, months and counts are written on the screen, in the system's locale."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QDate, QLocale

from models.survey import Period
from ui.text.language import _


def number(value: int) -> str:
    """Return a whole number with the locale's thousands mark.

    The C locale, which has none, is read as English.
    """
    return _locale().toString(value)


def percent(share: float | None, *, sign: bool = True) -> str:
    """Return a share 0-1 as whole percent, an en dash when there is none."""
    if share is None:
        return "–"
    whole = floor(share * 100 + 0.5)
    return f"{whole}%" if sign else f"{whole}"


def percent_span(low: float | None, high: float | None) -> str:
    """Return an interval of shares as "41–64%", empty when it has no ends."""
    if low is None or high is None:
        return ""
    return f"{percent(low, sign=False)}–{percent(high)}"


def points(difference: float) -> str:
    """Return a difference of shares as signed whole points with a true minus."""
    whole = floor(abs(difference) * 100 + 0.5)
    return f"{'−' if difference < 0 and whole else '+' if whole else '±'}{whole}"


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: "1 survey", "4,812 surveys"."""
    return f"{number(count)} {one if count == 1 else many}"


def month_name(month: int, *, with_year: bool = True) -> str:
    """Return a month number as "Jul 2026"."""
    name = _locale().standaloneMonthName(month % 12 + 1, QLocale.FormatType.ShortFormat)
    return f"{name} {month // 12}" if with_year else name


def months_name(first: int, last: int) -> str:
    """Return a span of months as "Jul–Sep 2026" or "Nov 2025 – Jan 2026"."""
    if first == last:
        return month_name(first)
    if first // 12 == last // 12:
        return f"{month_name(first, with_year=False)}–{month_name(last)}"
    return f"{month_name(first)} – {month_name(last)}"


def period_name(period: Period) -> str:
    """Return a period in words; an open end says so."""
    if period.first is None and period.last is None:
        return _("all data")
    if period.first is None:
        return _("until {month}").format(month=month_name(period.last or 0))
    if period.last is None:
        return _("since {month}").format(month=month_name(period.first))
    return months_name(period.first, period.last)


def day_name(day: QDate) -> str:
    """Return a day as the locale writes it."""
    return _locale().toString(day, QLocale.FormatType.ShortFormat)


def sentence_start(text: str) -> str:
    """Return `text` with its first letter large."""
    return text[:1].upper() + text[1:]


def _locale() -> QLocale:
    default = QLocale()
    if default.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return default
