"""Dates as files write them, decided over a whole column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache

from models.files.cells.answers import without_accents

EARLIEST_YEAR = 1990
LONGEST_DATE = 80
FEWEST_MIXED = 3
SHARE_MIXED = 0.02
NO_DAY = -(2**31)
"""Day number of a date that is missing."""

_EPOCH = date(1970, 1, 1).toordinal()
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(32_874, 73_051)  # 1990 to 2099

_TIME = re.compile(
    r"[T\s,]+\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?\s*([ap]\.?\s?m\.?)?"
    r"\s*((z|utc|gmt)?([-+]\d{1,2}:?(\d{2})?)?|[a-z]{2,5})(\s*\([^()]{1,60}\))?$",
    re.IGNORECASE,
)
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_ONLY = re.compile(r"(\d{4})[-/](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_SERIAL = re.compile(r"(\d{5})(\.\d+)?")
_DAY_NAME = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_DAY_NAMED_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º)?[-\s./]*(?:de\s+)?([^\W\d_]{3,12})[-\s.,/]*(?:de[l]?\s+)?"
    r"(\d{4}|\d{2})"
)
_NAMED_MONTH_DAY = re.compile(
    r"([^\W\d_]{3,12})[-\s.]*(\d{1,2})(?:st|nd|rd|th)?[-\s,]+(\d{4}|\d{2})"
)
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,12})[-\s.,]*(?:de\s+)?(\d{4})")
_MONTH_NAMES = (
    "january february march april may june july august september october november december",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada "
    "grudnia",
    "styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad "
    "grudzien",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
)
"""The names of the months in the languages of surveys, without accents."""

LEAST_OF_NAME = 3
"""Letters by which the beginning of a month's name is known."""


class Order(Enum):
    """What the first number of a date such as 03/04/2026 is."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class DateColumn:
    """The dates of a column's words: days since 1970-01-01, NO_DAY for blank or no date.

    `order` is what the column itself proves, None when every date fits both ways or none is
    ambiguous. `ambiguous` counts dates that would be another day in the other order. `bad` are
    the words that are no date.
    """

    days: list[int]
    order: Order | None
    ambiguous: int
    bad: frozenset[str]


def date_evidence(words: Iterable[str]) -> Order | None:
    """Return the order of day and month that the words prove, None when they prove none.

    A first number above 12 proves day first, a second above 12 month first; where both occur,
    the more frequent wins. Points between the numbers are written day first only.
    """
    day_first = month_first = points = 0
    for word in words:
        if match := _YEAR_LAST.fullmatch(_without_time(word)):
            first, second = int(match[1]), int(match[3])
            points += match[2] == "."
            day_first += 12 < first <= 31 and second <= 12
            month_first += 12 < second <= 31 and first <= 12
    if day_first or month_first:
        return Order.DAY_FIRST if day_first > month_first else Order.MONTH_FIRST
    return Order.DAY_FIRST if points else None


def are_mixed(words: Iterable[str]) -> bool:
    """Whether some dates prove day first and others month first, as where two files were joined:
    more than slips of the pen.

    >>> are_mixed(["13/04/2026", "14/04/2026", "15/04/2026", "04/13/2026", "4/14/26", "4/15/26"])
    True
    >>> are_mixed(["13/04/2026", "03/04/2026", "04/13/2026"])
    False
    """
    orders = Counter[bool]()
    for word in words:
        if match := _YEAR_LAST.fullmatch(_without_time(word)):
            first, second = int(match[1]), int(match[3])
            if match[2] != "." and max(first, second) > 12 and min(first, second) <= 12:
                orders[first > second] += 1
    fewer = min(orders[True], orders[False])
    return fewer >= FEWEST_MIXED and fewer >= SHARE_MIXED * orders.total()


def read_dates(words: Iterable[str], order: Order, latest: date, serials: bool) -> DateColumn:
    """Read the words of a column as dates, in one order of day and month.

    Dates before 1990 or after `latest` are none. `serials` allows day numbers of a spreadsheet.
    A month alone stands for its first day. Where some prove day first and others month first,
    those that fit both ways are none: nothing tells what they are.
    """
    words = list(words)
    days, bad, ambiguous = [], set(), 0
    mixed = are_mixed(words)
    by_day: dict[str, date | None] = {}
    for word in words:
        text = word.strip()
        day = None if mixed and _is_ambiguous(text) else _cached(by_day, text, order, serials)
        if mixed and day is None and not _is_ambiguous(text):
            day = parse_date(text, _other(order), serials)
        if day is not None and (day.year < EARLIEST_YEAR or day > latest):
            day = None
        if day is None and text:
            bad.add(word)
        days.append(NO_DAY if day is None else day.toordinal() - _EPOCH)
        ambiguous += _is_ambiguous(text)
    return DateColumn(days, date_evidence(words), ambiguous, frozenset(bad))


def _other(order: Order) -> Order:
    return Order.DAY_FIRST if order is Order.MONTH_FIRST else Order.MONTH_FIRST


def _cached(known: dict[str, date | None], text: str, order: Order, serials: bool) -> date | None:
    """Parse a date; times of day of one ISO date share the work."""
    key = text[:10] if _ISO_TIME.match(text) else text
    if key not in known:
        known[key] = parse_date(key, order, serials)
    return known[key]


def _is_ambiguous(text: str) -> bool:
    match = None if text[4:5] == "-" else _YEAR_LAST.fullmatch(_without_time(text))
    return (
        match is not None
        and match[2] != "."
        and int(match[1]) <= 12
        and int(match[3]) <= 12
        and match[1] != match[3]
    )


def parse_date(text: str, order: Order = Order.MONTH_FIRST, serials: bool = False) -> date | None:
    """Return the date a cell holds, whatever time of day follows it; None when it is no date.

    >>> parse_date("3/4/2026"), parse_date("3/4/2026", Order.DAY_FIRST)
    (datetime.date(2026, 3, 4), datetime.date(2026, 4, 3))
    >>> parse_date("04-Mar-26"), parse_date("2026-02-30")
    (datetime.date(2026, 3, 4), None)
    """
    text = _without_time(text)
    for pattern, build in _FORMS:
        if match := pattern.fullmatch(text):
            return build(match, order)
    match = _SERIAL.fullmatch(text) if serials else None
    if match and int(match[1]) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(match[1]))
    return None


def _without_time(text: str) -> str:
    """Return a date without the time of day behind it; nothing for a text longer than any date,
    in which looking for a time would take long."""
    if len(text) > LONGEST_DATE:
        return ""
    return _DAY_NAME.sub("", _TIME.sub("", text.strip())).casefold()


def _year_first(match: re.Match[str], _: Order) -> date | None:
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _year_last(match: re.Match[str], order: Order) -> date | None:
    first, second = int(match[1]), int(match[3])
    if match[2] == "." or order is Order.DAY_FIRST:
        first, second = second, first
    return _date(_year(match[4]), first, second)


def _day_named_month(match: re.Match[str], _: Order) -> date | None:
    return _date(_year(match[3]), _month(match[2]), int(match[1]))


def _named_month_day(match: re.Match[str], _: Order) -> date | None:
    return _date(_year(match[3]), _month(match[1]), int(match[2]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Order], date | None]], ...] = (
    (_YEAR_FIRST, _year_first),
    (_COMPACT, _year_first),
    (_YEAR_LAST, _year_last),
    (_MONTH_ONLY, lambda match, _: _date(int(match[1]), int(match[2]), 1)),
    (_MONTH_YEAR, lambda match, _: _date(int(match[2]), int(match[1]), 1)),
    (_DAY_NAMED_MONTH, _day_named_month),
    (_NAMED_MONTH_DAY, _named_month_day),
    (_NAMED_MONTH, lambda match, _: _date(int(match[2]), _month(match[1]), 1)),
)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _month(name: str) -> int:
    """Return the number of a month's name or of its first three or four letters, else 0."""
    return _months().get(without_accents(name), 0)


@cache
def _months() -> dict[str, int]:
    """Return the numbers of the months by their names and beginnings, where these mean one."""
    found: dict[str, int] = {"sept": 9, "mrz": 3, "mrt": 3}
    unclear = set()
    for names in _MONTH_NAMES:
        for number, name in enumerate(names.split(), 1):
            for known in {name, name[: LEAST_OF_NAME + 1], name[:LEAST_OF_NAME]}:
                if len(known) >= LEAST_OF_NAME and found.setdefault(known, number) != number:
                    unclear.add(known)
    return {name: number for name, number in found.items() if name not in unclear}


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
