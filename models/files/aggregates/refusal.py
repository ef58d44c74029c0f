"""Why a table of figures by unit cannot be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.errors import FileRefused, Where
from models.files.aggregates.answer_counts import LONGEST_NAME
from models.files.aggregates.layout import (
    AggregateLayout,
    FigureColumns,
    find_aggregate_layout,
    is_dimension,
)
from models.files.aggregates.words import value_words
from models.files.content import ReadOptions
from models.files.mapping import Mapping
from models.files.sheets import Row, Sheet
from models.survey import NO_UNIT

HEADER_WITHIN = 20
FEWEST_REPEATED = 0.05

_AVERAGE = re.compile(r"\b(mean|average|avg)\b", re.IGNORECASE)
_WITH_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)?\s*%\s*[(/\[]?\s*(?:n\s*=\s*)?\d+\s*[)\]]?", re.IGNORECASE
)


def refusal_of_figures(sheet: Sheet, options: ReadOptions, where: Where) -> FileRefused | None:
    """Return why a table is none of shares that can be read though it holds figures by unit: it
    names no unit, has several shares for one place and month, shares without their numbers of
    answers, or averages. None for any other table."""
    if options.instrument is not None:
        return None
    is_named = options.unit not in (None, NO_UNIT)
    pretended = options if is_named else replace(options, unit=NO_UNIT)
    found = find_aggregate_layout(sheet.head, pretended, options.mapping or Mapping())
    if found is None:
        why = _why_not(sheet.head)
        return None if why is None else FileRefused("figures", why=why, where=where)
    if "unit" not in found.dimensions and not is_named:
        named = tuple(name for name in found.names if name)
        return FileRefused("no_unit", why="table", where=where, columns=named)
    if _is_repeated(found, sheet.head):
        return FileRefused("figures", why="repeated", where=where)
    return None


def _is_repeated(layout: AggregateLayout, head: Sequence[Row]) -> bool:
    """Whether rows are alike in all that tells place, measure and months."""
    rows = [
        tuple(layout.cell(cells, role) for role in layout.dimensions)
        for number, cells in head
        if number > layout.header_row and any(cell.strip() for cell in cells)
    ]
    return len(rows) - len(set(rows)) > FEWEST_REPEATED * len(rows)


def _why_not(head: Sequence[Row]) -> str | None:
    """Return why the figures below the first header that names a place or measure are no shares
    with their numbers of answers; None where there are no such figures."""
    counts = FigureColumns(head)
    for place, (_, cells) in enumerate(head[: min(HEADER_WITHIN, len(head) - 1)]):
        if any(len(cell) > LONGEST_NAME for cell in cells):
            continue
        names = [" ".join(cell.split()) for cell in cells]
        if not any(map(is_dimension, names)):
            continue
        below = [row for _, row in head[place + 1 :]]
        figures = [n for n in range(len(names)) if counts.holds_figures(n, place + 1)]
        roles = {n: value.role for n in figures if (value := value_words([names[n]])) is not None}
        has_numbers = "n" in roles.values()
        shares = [
            n
            for n, role in roles.items()
            if role == "percent" or (role == "share" and counts.are_shares(n, place + 1))
        ]
        if shares and not has_numbers:
            return "no-numbers"
        if has_numbers and any(_AVERAGE.search(names[n]) for n in figures):
            return "means"
        if any(_are_together(below, n) for n in range(len(names))):
            return "together"
    return None


def _are_together(below: Sequence[Sequence[str]], place: int) -> bool:
    """Whether the cells of a column hold a share and its number of answers: "85% (n=40)"."""
    cells = [text for row in below if place < len(row) and (text := row[place].strip())]
    fitting = sum(_WITH_NUMBER.fullmatch(text) is not None for text in cells)
    return bool(cells) and fitting >= 0.8 * len(cells)
