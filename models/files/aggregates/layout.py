"""Which columns of aggregated figures hold places, measures, months, numbers and shares.

The same figures come long (a row per unit, measure and period) and wide: with a column, or a
pair of columns, for each measure or each month, below a header of up to three lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.files.aggregates import words as aggregates_words
from models.files.aggregates.periods import Span, span_in, span_of
from models.files.aggregates.words import Value, value_words
from models.files.cells import header_key, header_words, rank_in
from models.files.content import ReadOptions
from models.files.mapping import Mapping as FileMapping
from models.files.mapping import Role
from models.files.sheets import Row

HEADER_WITHIN = 20
MOST_LINES = 3
LONGEST_NAME = 2_000
"""No row with a longer cell holds column names."""

_DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "unit": header_words.UNIT,
    "facility": header_words.FACILITY,
    "site": header_words.SITE,
    "measure": aggregates_words.MEASURE,
    "start": aggregates_words.START,
    "end": aggregates_words.END,
    "period": aggregates_words.PERIOD,
    "year": aggregates_words.YEAR,
}
_ROLE_OF = {
    "unit": Role.UNIT,
    "facility": Role.FACILITY,
    "site": Role.SITE,
    "measure": Role.QUESTION,
    "period": Role.PERIOD,
    "start": Role.PERIOD,
    "end": Role.PERIOD,
    "year": Role.YEAR,
}
_FIGURE = re.compile(r"(?:\d{1,3}(?:[ \u00a0\u202f’']\d{3})+|\d+(?:[.,]\d+)?|[.,]\d+)\s*%?")
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*%|0?[.,]\d+")
_KEPT_BACK = re.compile(
    r"[n(]*\s*(?:[<≤]|under|fewer than|less than)\s*=?\s*\d+\)?|[*†‡^~]+|[-–—]+|n/?a|n/?r|x{1,3}|"
    r"suppressed|masked|too few|insufficient data|low n|ns|s|c|z|\[[a-z]\]|\.{1,3}|:|redacted|"
    r"withheld|hidden|not (available|applicable|shown|reported)|no data|dsu"
)


_TOP_TWO = re.compile(r"\btop[ -]?(2|two)\b", re.IGNORECASE)
_BEST_SHARE = re.compile(
    r"\b(top ?box|positive|favou?rable|always|satisf\w*|recommend\w*)\b", re.IGNORECASE
)
"""What a share of the best answers is called where no measure is named."""


def is_figure(text: str) -> bool:
    """Whether a cell is a plain number, with or without a percent sign."""
    return _FIGURE.fullmatch(text.replace(",", "") if text.count(",") else text) is not None


def is_dimension(name: str) -> bool:
    """Whether a header names a place, a measure or months."""
    return any(rank_in(words, name) is not None for words in _DIMENSIONS.values())


def is_kept_back(text: str) -> bool:
    """Whether a cell says that its sender held the figure back ("<10", "*", "suppressed")."""
    return _KEPT_BACK.fullmatch(text.strip().casefold()) is not None


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns of one figure: its share, its number of answers, and what the header says of
    measure and months ("" and None where columns say it)."""

    share: int
    n: int
    role: str
    measure: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class AggregateLayout:
    """Where a table of aggregated figures keeps what.

    `header_row` is the source row of the last header line, `names` one name per column;
    `dimensions` maps unit, facility, site, measure, period, year, start and end to columns.
    """

    header_row: int
    names: tuple[str, ...]
    dimensions: dict[str, int]
    figures: tuple[Figures, ...]
    above: tuple[str, ...] = field(default=(), repr=False)
    """The cells above the header, in which a title may name the month."""
    header_rows: tuple[int, ...] = ()
    """The source rows of all header lines."""
    dropped: tuple[int, ...] = ()
    """The columns with figures that no measure claims."""

    def role_of(self, place: int) -> Role:
        """Return what a column is in the words of mappings."""
        for dimension, at in self.dimensions.items():
            if at == place:
                return _ROLE_OF[dimension]
        if any(place == figure.share for figure in self.figures):
            return Role.SHARE
        is_count = any(place == figure.n for figure in self.figures)
        return Role.COUNT if is_count else Role.IGNORE

    def cell(self, cells: Sequence[str], role: str) -> str:
        """Return a row's cell for a dimension, in single spaces; empty where it has none."""
        place = self.dimensions.get(role)
        return "" if place is None or place >= len(cells) else " ".join(cells[place].split())


def find_aggregate_layout(
    head: Sequence[Row], options: ReadOptions, said: FileMapping
) -> AggregateLayout | None:
    """Return the layout of a table of shares with their numbers of answers, else None. What is
    `said` of columns goes before what their headers say."""
    figures = FigureColumns(head)
    places = [
        place
        for place in range(min(HEADER_WITHIN, len(head) - 1))
        if all(len(cell) <= LONGEST_NAME for cell in head[place][1])
    ]
    for named in (True, False):
        for place in places:
            for lines in range(1, min(MOST_LINES, place + 1) + 1):
                found = _layout_at(head, place, lines, options, said, figures, named=named)
                if found is not None:
                    return found
    return None


class FigureColumns:
    """How many cells of each column are filled, figures, and shares, from a row to the last:
    counted once, as every row is tried as the header."""

    def __init__(self, head: Sequence[Row]) -> None:
        self._rows = [cells for _, cells in head]
        self._counts: dict[int, NDArray[np.int64]] = {}

    def holds_figures(self, place: int, row: int) -> bool:
        """Whether most cells of a column are figures, from a row on."""
        filled, fitting, *_ = self._from(place, row)
        return bool(filled) and fitting >= 0.6 * filled

    def are_shares(self, place: int, row: int) -> bool:
        """Whether figures below a header that does not say so are shares, from a row on: percents,
        or below 1."""
        _, _, figures, percents, telling = self._from(place, row)
        return bool(telling) and percents == figures

    def _from(self, place: int, row: int) -> list[int]:
        if place not in self._counts:
            cells = [cells[place].strip() if place < len(cells) else "" for cells in self._rows]
            said = np.array([*map(_said, cells), (0,) * 5], np.int64)
            self._counts[place] = said[::-1].cumsum(axis=0)[::-1]
        found: list[int] = self._counts[place][row].tolist()
        return found


@lru_cache(maxsize=4_096)
def _said(text: str) -> tuple[int, ...]:
    """Return whether a cell is filled, a figure or one held back, a figure, one that may be a
    share, and one that tells it is."""
    figure = bool(text) and is_figure(text)
    is_plain = text in ("0", "1")
    percent = figure and (is_plain or _PERCENT.fullmatch(text) is not None)
    return bool(text), figure or is_kept_back(text), figure, percent, figure and not is_plain


def _layout_at(
    head: Sequence[Row],
    place: int,
    lines: int,
    options: ReadOptions,
    said: FileMapping,
    counts: FigureColumns,
    *,
    named: bool,
) -> AggregateLayout | None:
    """Return the layout under some header lines. Without `named` the share of a table that names
    no measure is one under the name of its column."""
    header = [cells for _, cells in head[place - lines + 1 : place + 1]]
    if lines > 1 and _is_period_title(header[0]):
        return None
    parts = list(_parts(header))
    told = _told(parts, said)
    dimensions = _dimensions(parts, options, told)
    if "unit" not in dimensions and options.unit is None:
        return None
    if not any(parts[at] for at in range(len(parts)) if at not in dimensions.values()):
        return None
    holding = {at for at in range(len(parts)) if counts.holds_figures(at, place + 1)}
    shares = {at for at in holding if counts.are_shares(at, place + 1)}
    figures = _figures(parts, dimensions, shares, holding, told, named=named)
    if not figures:
        return None
    claimed = {*dimensions.values(), *(at for figure in figures for at in (figure.share, figure.n))}
    dropped = tuple(at for at in sorted(holding - claimed) if parts[at])
    above = tuple(cell for _, cells in head[: place - lines + 1] for cell in cells if cell.strip())
    names = tuple(" ".join(part) for part in parts)
    lines_at = tuple(number for number, _ in head[place - lines + 1 : place + 1])
    return AggregateLayout(head[place][0], names, dimensions, figures, above, lines_at, dropped)


def _is_period_title(cells: Sequence[str]) -> bool:
    """Whether a line above a header holds nothing but a title that names months."""
    texts = [cell for cell in cells if cell.strip()]
    return len(texts) == 1 and texts[0] == cells[0] and span_in(texts[0]) is not None


def _told(parts: Sequence[Sequence[str]], said: FileMapping) -> dict[int, Role]:
    """Return what is said of columns by their places."""
    if not said.columns:
        return {}
    columns = ((place, said.column(" ".join(part))) for place, part in enumerate(parts) if part)
    return {place: column.role for place, column in columns if column is not None}


def _parts(header: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Give the header lines of each column. A blank cell of an upper line continues the cell to
    its left; where the lower lines are blank too, the column has no name but its own."""
    width = max(len(line) for line in header)
    padded = [[" ".join(c.split()) for c in line] + [""] * (width - len(line)) for line in header]
    carried = [""] * len(header)
    for place in range(width):
        own = [line[place] for line in padded]
        for level, text in enumerate(own[:-1]):
            if text:
                carried[level] = text
                carried[level + 1 :] = [""] * (len(header) - level - 1)
        if own[-1]:
            yield [text for text in (*carried[:-1], own[-1]) if text]
        else:
            yield [text for text in own if text]


def _dimensions(
    parts: Sequence[Sequence[str]], options: ReadOptions, said: Mapping[int, Role]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for dimension, role in _ROLE_OF.items():
        told_at = next((place for place, own in said.items() if own is role), None)
        if told_at is not None and dimension not in ("start", "end"):
            found[dimension] = told_at
    told = {
        "unit": options.unit_column,
        "facility": options.facility_column,
        "period": options.date_column,
    }
    for dimension, name in told.items():
        places = (p for p, part in enumerate(parts) if name and _is_called(part, name))
        if (place := next(places, None)) is not None:
            found[dimension] = place
    by_day = "period" not in found
    for dimension, names in _DIMENSIONS.items():
        ranked = [
            (rank, place)
            for place, part in enumerate(parts)
            if part and place not in found.values() and place not in said
            and (rank := rank_in(names, part[-1])) is not None
        ]  # fmt: skip
        if ranked and dimension not in found:
            found[dimension] = min(ranked)[1]
    if not {"start", "end"} <= set(found) or not by_day:
        found = {role: place for role, place in found.items() if role not in ("start", "end")}
    return found


def _is_called(part: Sequence[str], name: str) -> bool:
    return bool(part) and header_key(name) in (header_key(part[-1]), header_key(" ".join(part)))


def _figures(
    parts: Sequence[Sequence[str]],
    dimensions: Mapping[str, int],
    sharing: Collection[int],
    holding: Collection[int],
    told: Mapping[int, Role],
    *,
    named: bool,
) -> tuple[Figures, ...]:
    """Return the figures of a table, none when not each share has its one number of answers.
    `holding` are the columns that hold figures, `sharing` those of them that hold shares."""
    has_measure = "measure" in dimensions
    shares: dict[tuple[str, Span | None], tuple[int, str]] = {}
    numbers: dict[tuple[str, Span | None], int] = {}
    unsaid: dict[tuple[str, Span | None], int] = {}
    for place in sorted(set(holding) - set(dimensions.values())):
        part = parts[place]
        value = value_words(part) if part else None
        if place in told:
            value = _value_told(part, value, told[place], has_measure=has_measure)
        if value is None:
            continue
        measure, span = _meant(value.rest, part)
        if place in told and has_measure:
            measure = ""
        if has_measure and measure:
            continue  # a figure beside the share, such as a score
        key = (measure, span)
        if value.role == "n":
            if key in numbers:
                return ()
            numbers[key] = place
        elif value.role:
            if not _claim(shares, key, place, value.role, parts):
                return ()
        elif key not in unsaid and (measure or span) and place in sharing:
            unsaid[key] = place
    if not shares:
        shares = {key: (place, "percent") for key, place in unsaid.items()}
    figures = []
    for (measure, span), (place, role) in shares.items():
        n = _number_of(measure, span, numbers)
        if not (named or has_measure or measure):
            measure = _nameless(parts[place], span)
        if n is None or not (has_measure or measure):
            return ()
        figures.append(Figures(place, n, role, measure, span))
    return tuple(figures)


def _claim(
    shares: dict[tuple[str, Span | None], tuple[int, str]],
    key: tuple[str, Span | None],
    place: int,
    role: str,
    parts: Sequence[Sequence[str]],
) -> bool:
    """Take a column as a measure's share; False where two columns have the same right to it. The
    best answer goes before the best two, and a count, which is exact, before a percent."""
    if key in shares and shares[key][1] == role:
        two = [_TOP_TWO.search(" ".join(parts[at])) is not None for at in (shares[key][0], place)]
        if two[0]:
            shares[key] = (place, role)
        return two[0] != two[1]
    if key not in shares or role == "count":
        shares[key] = (place, role)
    return True


def _nameless(part: Sequence[str], span: Span | None) -> str:
    """Return what the share of a table that names no measure is called: as its column is. Empty
    where the column does not say that it is about the best answers."""
    if _BEST_SHARE.search(" ".join(part)) is None:
        return ""
    name = (part[-1] if span is None else _without_span(part[-1])).replace("%", " ")
    return " ".join(name.split()).strip(" -–—:()") or part[-1]


def _value_told(
    part: Sequence[str], value: Value | None, role: Role, *, has_measure: bool
) -> Value | None:
    """Return what a column's header says, given that it was told to be a figure or none."""
    if role is Role.COUNT:
        return Value("n", "" if value is None else value.rest)
    if role is not Role.SHARE:
        return None
    if value is None:
        return Value("percent", "" if has_measure else " ".join(part))
    return Value(value.role if value.role not in ("", "n") else "percent", value.rest)


def _meant(rest: str, part: Sequence[str]) -> tuple[str, Span | None]:
    """Return the measure and the months that the other words of a header name."""
    span = span_of(rest)
    if span is not None:
        return "", span
    for text in part:
        span = span_of(text)
        if span is not None and text in rest:
            return " ".join(rest.replace(text, " ").split()), span
    span = _span_of_ends(rest)
    if span is not None:
        return _without_span(rest), span
    return rest, None


def _span_of_ends(text: str) -> Span | None:
    """Return the months that the first or the last words of a header name."""
    words = text.split()
    ends = (" ".join(part) for k in range(2, 0, -1) for part in (words[:k], words[-k:]))
    return next((s for end in ends if not end.isdecimal() and (s := span_of(end))), None)


def _without_span(text: str) -> str:
    """Return a header without the months that its first or last words name."""
    words = text.split()
    for k in range(2, 0, -1):
        for part, others in ((words[:k], words[k:]), (words[-k:], words[:-k])):
            if not " ".join(part).isdecimal() and span_of(" ".join(part)):
                return " ".join(others)
    return text


def _number_of(
    measure: str, span: Span | None, numbers: Mapping[tuple[str, Span | None], int]
) -> int | None:
    for key in ((measure, span), (measure, None), ("", span), ("", None)):
        if key in numbers:
            return numbers[key]
    return None
