"""What each of the first rows of a file is: title, column names, data, or left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from models.files.content import no_progress
from models.files.preview import SHOWN_ROWS, PreviewRow, RowKind
from models.files.sheet import Row, Sheet

NOTE = "note below the data"
FEW_CELLS = 2
"""Cells that a note below a table fills at most."""


def first_rows(sheet: Sheet) -> tuple[Row, ...]:
    """Return the rows of a sheet that a preview shows."""
    return tuple(islice(sheet.rows(no_progress), SHOWN_ROWS))


def rows_of_table(
    rows: Sequence[Row],
    header_rows: Collection[int],
    left_out: Mapping[int, str],
) -> tuple[PreviewRow, ...]:
    """Return rows with what they are. `header_rows` are the source rows of the column names,
    `left_out` those below that stay out, with the reason."""
    last_header = max(header_rows, default=0)
    last_data = max(
        (n for n, cells in rows if n > last_header and n not in left_out), default=last_header
    )
    found = []
    for number, cells in rows:
        kind, reason = RowKind.DATA, ""
        if number in header_rows:
            kind = RowKind.HEADER
        elif number < last_header:
            kind = RowKind.TITLE
        elif number in left_out:
            kind, reason = RowKind.SKIPPED, left_out[number]
            if number > last_data and sum(bool(c.strip()) for c in cells) <= FEW_CELLS:
                reason = NOTE
        found.append(PreviewRow(number, tuple(cells), kind, reason))
    return tuple(found)


def notes_below(rows: Sequence[Row], header_row: int, width: int) -> dict[int, str]:
    """Return the rows at the end that fill hardly a cell of a wider table: notes, no data."""
    found: dict[int, str] = {}
    for number, cells in reversed(rows):
        filled = sum(bool(cell.strip()) for cell in cells)
        if number <= header_row or filled > FEW_CELLS or 2 * filled >= width:
            break
        found[number] = NOTE
    return found
