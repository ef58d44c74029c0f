"""Find the parts of a Friends and Family table: its header, its columns, its month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from models.files.sheets import Row

ANSWERS = (
    "very good",
    "good",
    "neither good nor poor",
    "poor",
    "very poor",
    "dont know",
)
"""The six answers as headers, in `plain_header` form."""

_ROLES = {
    "ward": ("ward name", "ward"),
    "site": ("site name", "site"),
    "trust": ("trust name", "trust", "org name", "organisation name", "provider name"),
    "total": ("total responses", "responses"),
    "speciality": ("first speciality", "first specialty", "spec 1", "speciality 1"),
    "month": ("month", "period", "periodname", "period name", "reporting period", "date"),
    "year": ("year", "yearnumber", "year number", "financial year"),
}
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ANY_MONTH = "|".join(f"{name}|{name[:4]}|{name[:3]}" for name in _MONTH_NAMES)
_NAMED_MONTH = re.compile(
    rf"(?<![a-z])({_ANY_MONTH})[\s\-_–/.,]*((?:20)?\d\d)(?!\d)", re.IGNORECASE
)
_PLACES = {name[:3]: place for place, name in enumerate(_MONTH_NAMES)}
_ISO_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_](0[1-9]|1[0-2])(?!\d)")
_DAY_FIRST = re.compile(r"\d{1,2}/(0?[1-9]|1[0-2])/(20\d\d)")
_FINANCIAL_YEAR = re.compile(r"(20\d\d)\s*[-_/]\s*(?:20)?\d\d")


@dataclass(frozen=True, slots=True)
class CountLayout:
    """Where a count table keeps what.

    `header_row` is the source row of the header's last line. `headers` are the names of all
    columns, `columns` maps a role ("ward", "site", "trust", "total", "speciality", "month",
    "year", and the `ANSWERS`) to a column. `title_month` is the month number named above the
    header, None when none is.
    """

    header_row: int
    headers: tuple[str, ...]
    columns: dict[str, int]
    title_month: int | None

    @property
    def unit_role(self) -> str | None:
        """What a row is about: the smallest of ward, site and trust that has a column."""
        return next((role for role in ("ward", "site", "trust") if role in self.columns), None)

    def cell(self, cells: Sequence[str], role: str) -> str:
        """Return a row's cell for a role, trimmed; empty when the row or the role lacks it."""
        column = self.columns.get(role)
        if column is None or column >= len(cells):
            return ""
        return cells[column].strip()


@lru_cache(maxsize=2_048)
def plain_header(text: str) -> str:
    """Return a header as headers are compared.

    >>> plain_header("6 Dont Know SUM"), plain_header("Don’t  Know")
    ('dont know', 'dont know')
    """
    words = re.sub(r"[^\w\s]", "", text.replace("_", " ")).casefold().split()
    if len(words) > 2 and words[0].isdecimal() and words[-1] == "sum":
        words = words[1:-1]
    return " ".join(words)


def find_count_layout(head: Sequence[Row]) -> CountLayout | None:
    """Return the layout of a table with one column for each of the six answers, else None.

    The line that names the answers is the header, or the lower of two header lines: names that
    it lacks are taken from the line above.
    """
    for place, (number, cells) in enumerate(head):
        lower = [plain_header(cell) for cell in cells]
        if not set(ANSWERS) <= set(lower):
            continue
        columns = _columns_by_role(lower)
        headers = [cell.strip() for cell in cells]
        if "ward" not in columns and "site" not in columns and "trust" not in columns and place:
            headers = _joined(headers, head[place - 1][1])
            columns = _columns_by_role([plain_header(header) for header in headers])
        month = find_month(cell for _, above in head[:place] for cell in above)
        return CountLayout(number, tuple(headers), columns, month)
    return None


def _joined(lower: list[str], upper: list[str]) -> list[str]:
    upper = [cell.strip() for cell in upper]
    width = max(len(lower), len(upper))
    lower = lower + [""] * (width - len(lower))
    upper = upper + [""] * (width - len(upper))
    return [below or above for below, above in zip(lower, upper, strict=True)]


def _columns_by_role(headers: Sequence[str]) -> dict[str, int]:
    columns = {answer: headers.index(answer) for answer in ANSWERS if answer in headers}
    for role, names in _ROLES.items():
        found = next((headers.index(name) for name in names if name in headers), None)
        if found is not None:
            columns[role] = found
    return columns


def find_month(texts: Iterable[str]) -> int | None:
    """Return the number of the first month named with its year in `texts`, None when none is.

    >>> find_month(["Test (FFT) Data - August 2025"]) == 2025 * 12 + 7
    True
    """
    for text in texts:
        if match := _NAMED_MONTH.search(text):
            year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
            return year * 12 + _PLACES[match[1].lower()[:3]]
        if match := _ISO_MONTH.search(text):
            return int(match[1]) * 12 + int(match[2]) - 1
    return None


def month_words(month: int) -> str:
    """Return a month number as words.

    >>> month_words(2025 * 12 + 7)
    'August 2025'
    """
    return f"{_MONTH_NAMES[month % 12].title()} {month // 12}"


def row_month(period: str, year: str) -> int | None:
    """Return the month number of a row's period and year cells, None when they name no month.

    A date is read day first; a year such as "2025_26" runs from April to March.

    >>> row_month("JANUARY", "2025_26") == 2026 * 12
    True
    """
    whole = find_month([period, f"{period} {year}" if year.isdecimal() else ""])
    if whole is not None:
        return whole
    if day := _DAY_FIRST.match(period.strip()):
        return int(day[2]) * 12 + int(day[1]) - 1
    place = _PLACES.get(period.strip().casefold()[:3])
    financial = _FINANCIAL_YEAR.fullmatch(year.strip())
    if financial is None or place is None:
        return None
    return (int(financial[1]) + (place < 3)) * 12 + place
