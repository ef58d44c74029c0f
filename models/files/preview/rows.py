"""What each of the first rows of a file is: title, column names, data, or left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from models.errors import UserError
from models.files.columns import MappingInEffect
from models.files.content import no_progress
from models.files.mapping import Role
from models.files.preview.columns import bare_column
from models.files.preview.preview import SHOWN_ROWS, ColumnPreview, PreviewRow, RowKind
from models.files.questions import Question
from models.files.sheets import Row, Sheet, header_of
from models.language import N_, _
from models.survey import Instrument

NOTE = N_("note below the data")
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
                reason = _(NOTE)
        found.append(PreviewRow(number, tuple(cells), kind, reason))
    return tuple(found)


def notes_below(rows: Sequence[Row], header_row: int, width: int) -> dict[int, str]:
    """Return the rows at the end that fill hardly a cell of a wider table: notes, no data."""
    found: dict[int, str] = {}
    for number, cells in reversed(rows):
        filled = sum(bool(cell.strip()) for cell in cells)
        if number <= header_row or filled > FEW_CELLS or 2 * filled >= width:
            break
        found[number] = _(NOTE)
    return found


@dataclass(slots=True)
class SheetAnalysis:
    """What was found on one sheet. `refused` is why it cannot be read as it stands. `roles` are
    those its columns can be given, `of_layout` tells that its layout is known."""

    format: str
    instrument: Instrument | None = None
    rows: tuple[Row, ...] = ()
    header_rows: Sequence[int] = ()
    left_out: dict[int, str] = field(default_factory=dict)
    columns: tuple[ColumnPreview, ...] = ()
    questions: tuple[Question, ...] = ()
    obeyed: MappingInEffect | None = None
    notes: Sequence[str] = ()
    refused: UserError | None = None
    roles: tuple[Role, ...] = ()
    of_layout: bool = False


def fixed_look(
    sheet: Sheet,
    format_: str,
    instrument: Instrument | None,
    notes: Sequence[str] = (),
    refused: UserError | None = None,
) -> SheetAnalysis:
    """Return a look at a sheet whose columns are read by its layout."""
    header = header_of(sheet)
    names = header.names if header is not None else ()
    row = header.row if header is not None else 0
    why = _("Read by this file type's layout.")
    return SheetAnalysis(
        format_,
        instrument,
        rows=first_rows(sheet),
        header_rows=[row],
        columns=tuple(bare_column(n, name, why, None) for n, name in enumerate(names)),
        notes=notes,
        refused=refused,
    )
