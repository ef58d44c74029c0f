"""A sheet whose column names stand in rows that are known, one or several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from models.errors import UsageProblem, Where
from models.files.cells import header_words as words
from models.files.content import Progress
from models.files.sheets.header import SEARCHED_ROWS, header_of, kind_of_cell
from models.files.sheets.rows import Row, SheetFrame
from models.files.sheets.sheet import Sheet

MOST_ROWS = 3
"""Rows that column names are written in at most."""

LEAST_ROWS = 4
"""Rows of data by which a row is known to be none of them."""

_TELLING = (
    words.UNIT,
    words.FACILITY,
    words.SITE,
    words.DISCHARGED,
    words.RECEIVED,
    words.SURVEY_ID,
    words.MODE,
)

_TYPE = re.compile(
    r"(str(ing)?|text|free ?text|open([ -]?end(ed)?)?|(var)?char(acter)?|int(eger)?|float|double|"
    r"real|num(ber|eric)?|decimal|date( ?time)?|time ?stamp|bool(ean)?|likert|scale|rating|ordinal|"
    r"nominal|categor(y|ical)|factor|single ?choice|multiple ?choice|yes ?/ ?no|id)"
    r"(\b[\s:(]*\d{1,3}\s*([-–,]|to)?\s*\d{0,3}\)?)?( scale| point)?",
    re.IGNORECASE,
)
_CODE = re.compile(r"([^\W\d_]{1,12})[ _.-]?\d{1,3}([a-z]|[_.]\d{1,3})?", re.IGNORECASE)
CODED = 0.6
"""From this part of a row on that are codes of one kind, the row holds the questions' codes."""

JOINED = " – "
"""Stands between the parts of a name that is written in several rows."""


def joined_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one name for each column of several header rows, the upper ones first.

    A blank cell in a row above the last continues the cell to its left, as merged cells do,
    where the column has a name below it. Parts that repeat are named once. A last row of types or
    codes ("int", "Q1") names no column that the rows above it name.
    """
    if len(rows) > 1 and _are_types_or_codes(rows[-1]):
        named = joined_names(rows[:-1])
        named += [""] * (len(rows[-1]) - len(named))
        codes = [" ".join(cell.split()) for cell in rows[-1]]
        return [name or "".join(codes[n : n + 1]) for n, name in enumerate(named)]
    width = max((len(cells) for cells in rows), default=0)
    padded = [[" ".join(cell.split()) for cell in cells] for cells in rows]
    padded = [cells + [""] * (width - len(cells)) for cells in padded]
    names = []
    above = [""] * (len(rows) - 1)
    for place in range(width):
        last = padded[-1][place]
        parts = []
        for level, cells in enumerate(padded[:-1]):
            if cells[place]:
                above[level] = cells[place]
                above[level + 1 :] = [""] * (len(above) - level - 1)
            if cells[place] or (last and not _stands_alone(last)):
                parts.append(above[level])
        found = dict.fromkeys(part for part in (*parts, last) if part)
        names.append(JOINED.join(found))
    return names


def find_header_rows(sheet: Sheet) -> tuple[int, ...]:
    """Return the source rows of the column names where they are written in two or three rows,
    the upper one first; empty where they are in one.

    Names go on below when the row beneath them is text that fills their blanks and leaves their
    neighbors blank ("Nurses", blank, above "Courtesy", "Listening"), when it words as
    questions what stands above as codes ("Q1"), or when it holds types or codes. They begin above
    when the row above is needed to tell names apart that stand there more than once.
    """
    header = header_of(sheet)
    if header is None or sheet.header_row is not None:
        return ()
    rows = sheet.head[: SEARCHED_ROWS + MOST_ROWS]
    place = next((n for n, (number, _) in enumerate(rows) if number == header.row), None)
    if place is None:
        return ()
    if place + 1 < len(rows):
        below = rows[place + 2 :]
        ways = (_goes_on, _explains, _is_described)
        if any(goes_on(rows[place], rows[place + 1], below) for goes_on in ways):
            return (header.row, header.row + 1)
    if place and _is_described(rows[place - 1], rows[place], rows[place + 1 :]):
        return (header.row - 1, header.row)
    first = place
    while first and place - first + 1 < MOST_ROWS:
        names = joined_names([cells for _, cells in rows[first : place + 1]])
        if not _repeated(names) or not _are_groups(rows[first - 1], rows[first]):
            break
        first -= 1
    names = joined_names([cells for _, cells in rows[first : place + 1]])
    if first == place or _repeated(names):
        return ()
    return tuple(number for number, _ in rows[first : place + 1])


def _repeated(names: Sequence[str]) -> bool:
    filled = [name.casefold() for name in names if name]
    return len(set(filled)) < len(filled)


def _goes_on(upper: Row, lower: Row, below: Sequence[Row]) -> bool:
    """Whether a row holds the lower halves of the names above it."""
    (number, names), (next_number, cells) = upper, lower
    filled = [n for n, cell in enumerate(cells) if cell.strip()]
    if next_number != number + 1 or len(filled) < 2:
        return False
    under_blank = [n for n in filled if n >= len(names) or not names[n].strip()]
    alone = [n for n, name in enumerate(names) if name.strip() and n not in filled]
    if not under_blank or not alone or not below:
        return False
    again = {(n, cell.strip()) for _, row in below for n, cell in enumerate(row)}
    return all(
        kind_of_cell(cells[n]) == "text" and (n, cells[n].strip()) not in again for n in filled
    )


def _explains(upper: Row, lower: Row, below: Sequence[Row]) -> bool:
    """Whether a row words the questions whose codes stand above it: sentences that are no answer,
    over columns of few different short ones."""
    (number, names), (next_number, cells) = upper, lower
    filled = [n for n, cell in enumerate(cells) if cell.strip() and n < len(names)]
    if next_number != number + 1 or len(filled) < 2 or len(below) < LEAST_ROWS:
        return False
    worded = [n for n in filled if len(cells[n].split()) >= 3 and len(names[n].split()) == 1]
    if len(worded) < 0.7 * len(filled):
        return False
    return all(_are_answers_below(cells[n], [row[n : n + 1] for _, row in below]) for n in worded)


def _is_described(upper: Row, lower: Row, below: Sequence[Row]) -> bool:
    """Whether a row tells the types or the codes of the columns that are named above it."""
    (number, names), (next_number, cells) = upper, lower
    if next_number != number + 1 or len(below) < LEAST_ROWS or not _are_types_or_codes(cells):
        return False
    filled = [n for n, cell in enumerate(cells) if cell.strip()]
    if any(n >= len(names) or kind_of_cell(names[n]) != "text" for n in filled):
        return False
    again = {(n, cell.strip()) for _, row in below for n, cell in enumerate(row)}
    return not any((n, cells[n].strip()) in again for n in filled)


def _are_types_or_codes(cells: Sequence[str]) -> bool:
    """Whether a row holds nothing but types of columns, or codes of which most begin alike."""
    texts = [" ".join(cell.split()) for cell in cells if cell.strip()]
    if len(texts) < 2:
        return False
    if all(map(_TYPE.fullmatch, texts)):
        return True
    stems = Counter(match[1].casefold() for text in texts if (match := _CODE.fullmatch(text)))
    alike = max(stems.values(), default=0)
    one_word = all(" " not in text and kind_of_cell(text) == "text" for text in texts)
    return alike >= max(2, CODED * (len(texts) - 2)) and len(set(texts)) == len(texts) and one_word


def _are_answers_below(sentence: str, column: Sequence[Sequence[str]]) -> bool:
    texts = [cell[0].strip() for cell in column if cell and cell[0].strip()]
    if not texts or sentence.strip() in texts:
        return False
    return 2 * len(set(texts)) <= len(texts) and 2 * max(map(len, texts)) < 3 * len(sentence)


def _are_groups(upper: Row, lower: Row) -> bool:
    """Whether a row may name groups of the columns in the row below it."""
    (number, cells), (next_number, names) = upper, lower
    filled = [n for n, cell in enumerate(cells) if cell.strip()]
    return (
        number + 1 == next_number
        and len(filled) >= 2
        and filled[-1] < len(names)
        and all(kind_of_cell(cells[n]) == "text" for n in filled)
    )


def _stands_alone(name: str) -> bool:
    """Whether a name needs no group before it: it says what its column is."""
    return any(words.rank_in(names, name) is not None for names in _TELLING)


def with_header_rows(sheet: Sheet, rows: Sequence[int], where: Where) -> Sheet:
    """Return a sheet whose column names stand in these source rows, which follow each other.

    Raises UsageProblem when the sheet has no such rows among its first.
    """
    there = dict(sheet.head)
    if any(row not in there for row in rows):
        raise UsageProblem("mapping", why="no-header-row", where=where, rows=tuple(map(str, rows)))
    return NamedSheet(sheet, rows[-1], joined_names([there[row] for row in rows]))


class NamedSheet(Sheet):
    """A sheet that begins with the row of its column names; what stands above is left out."""

    def __init__(self, base: Sheet, header_row: int, names: Sequence[str]) -> None:
        self.name = base.name
        self.hidden = base.hidden
        self.labels = base.labels
        self.codes = base.codes
        self.asked = base.asked
        self.complete = base.complete
        self.header_row = header_row
        self._base = base
        self._header: Row = (header_row, list(names))
        self.head = [self._header, *(row for row in base.head if row[0] > header_row)]

    def rows(self, progress: Progress) -> Iterator[Row]:
        yield self._header
        for row in self._base.rows(progress):
            if row[0] > self._header[0]:
                yield row

    def frame(
        self, after: int, width: int, plain: Collection[int], progress: Progress
    ) -> SheetFrame:
        return self._base.frame(after, width, plain, progress)
