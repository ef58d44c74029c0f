"""Where the column names stand: below title rows, beside blank columns, sometimes doubled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from models.files.sheets.rows import Row
from models.files.sheets.sheet import Header, Sheet

SEARCHED_ROWS = 40
COMPARED_ROWS = 60

_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d\s*%?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?|\d{4}-\d{2}")
_YEAR = re.compile(r"(19|20)\d\d")
_NAME_WORDS = re.compile(
    r"\b(unit|ward|hospital|facility|site|department|location|clinic|id|date|name|mode|score|"
    r"comment|q\s?\d+|survey|discharge|received|rating|recommend|age|gender)",
    re.IGNORECASE,
)


def column_letters(place: int) -> str:
    """Return the letters a spreadsheet heads a column with; 0 is A.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_header(rows: Sequence[Row], known: int | None = None) -> Header | None:
    """Find the column names among the first rows of a sheet; None when there are no rows.

    `known` is their source row where the sheet tells it.

    The names are the first row about as wide as the table whose cells are distinct text, unlike
    the cells below them.
    """
    if not rows:
        return None
    usual = _usual_width(rows)
    looked_at = rows[: SEARCHED_ROWS + COMPARED_ROWS]
    kinds = [[kind_of_cell(cell) for cell in cells] for _, cells in looked_at]
    scores = []
    for n, (_, cells) in enumerate(looked_at[:SEARCHED_ROWS]):
        below = slice(n + 1, n + 1 + COMPARED_ROWS)
        scores.append(
            _score(cells, [row for _, row in looked_at[below]], usual)
            + 2 * _contrast(kinds[n], kinds[below])
            - 0.01 * n
        )
    told = next((n for n, (number, _) in enumerate(rows) if number == known), None)
    best = max(range(len(scores)), key=scores.__getitem__) if told is None else told
    best = next(n for n in range(best + 1) if _is_same(rows[n][1], rows[best][1]))
    number, cells = rows[best]
    return Header(number, _names(cells, [below for _, below in rows[best + 1 :]]))


def header_of(sheet: Sheet) -> Header | None:
    """Return the column names of a sheet, found once; None when it has no rows."""
    if sheet.found_header is None:
        sheet.found_header = find_header(sheet.head, sheet.header_row)
    return sheet.found_header


def _is_same(earlier: Sequence[str], best: Sequence[str]) -> bool:
    """Whether the best row is an earlier one again, as at the top of a printed page."""
    shorter = min(len(earlier), len(best))
    return shorter >= min(2, len(best)) and list(earlier[:shorter]) == list(best[:shorter])


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _usual_width(rows: Sequence[Row]) -> int:
    """Return the number of filled cells that a row of the table proper has."""
    counts = sorted(_filled(cells) for _, cells in rows)
    return counts[(len(counts) * 3) // 4]


def _score(cells: Sequence[str], below: Sequence[Sequence[str]], usual: int) -> float:
    """Rate a row as column names by itself; title rows come out low."""
    names = [cell.strip() for cell in cells if cell.strip()]
    if not names or not below:
        return -1.0 if below else -0.5
    filled = min(1.0, len(names) / max(1, usual))
    texts = sum(1 for name in names if kind_of_cell(name) == "text")
    distinct = len({name.casefold() for name in names}) / len(names)
    known = sum(1 for name in names if len(name) < 60 and _NAME_WORDS.search(name)) / len(names)
    return (
        2 * (filled if filled > 0.5 else 0.0)
        + texts / len(names)
        + distinct
        + min(1.0, 2 * known)
        + _not_repeated(cells, below)
        + _are_years(names)
    )


def _are_years(names: Sequence[str]) -> bool:
    """Whether most names are years that go up: columns of a table of figures."""
    years = [int(name) for name in names if _YEAR.fullmatch(name)]
    rising = all(one < next_ for one, next_ in pairwise(years))
    return len(years) >= 3 and len(years) > 0.5 * len(names) and rising


def kind_of_cell(text: str) -> str:
    """Return "empty", "number", "date" or "text"."""
    text = text.strip()
    if not text:
        return "empty"
    if _DATE.fullmatch(text):
        return "date"
    return "number" if _NUMBER.fullmatch(text) else "text"


def _contrast(kinds: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """Return the share of columns in which text stands right above numbers or dates."""
    contrasts = compared = 0
    for place, kind in enumerate(kinds):
        filled = [row[place] for row in below if place < len(row) and row[place] != "empty"]
        if not filled:
            continue
        compared += 1
        usual, count = Counter(filled).most_common(1)[0]
        if kind == "text" and usual != "text" and filled[0] == usual and count > 0.8 * len(filled):
            contrasts += 1
    return contrasts / compared if compared else 0.0


def _not_repeated(cells: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """Return the share of cells that do not occur again in their column."""
    single = filled = 0
    for place, cell in enumerate(cells):
        if cell.strip():
            filled += 1
            single += all(place >= len(row) or row[place] != cell for row in below)
    return single / filled if filled else 0.0


def _names(cells: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[str, ...]:
    width = max((len(row) for row in below), default=0) if not cells else len(cells)
    width = max(width, _width_of_data(below))
    padded = [" ".join(cell.split()) for cell in cells] + [""] * (width - len(cells))
    times = Counter(name.casefold() for name in padded if name)
    names = []
    for place, name in enumerate(padded):
        if times[name.casefold()] > 1:
            name = f"{name} ({column_letters(place)})"
        elif not name and any(place < len(row) and row[place].strip() for row in below):
            name = f"Column {column_letters(place)}"
        names.append(name)
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _width_of_data(below: Sequence[Sequence[str]]) -> int:
    """Return how many columns most rows fill, so that unnamed columns of data are seen.

    A few longer rows do not widen the table: their cells have shifted.
    """
    if not below:
        return 0
    ends = sorted(
        max((place + 1 for place, cell in enumerate(row) if cell.strip()), default=0)
        for row in below
    )
    return ends[(len(ends) - 1) // 2]
