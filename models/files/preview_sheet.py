"""What a first look finds on one sheet, and the look at one whose layout says all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.errors import FileRefused
from models.files.header import header_of
from models.files.mapping import Role
from models.files.obeyed import Obeyed
from models.files.preview import ColumnPreview, Question
from models.files.preview_columns import bare_column
from models.files.preview_rows import first_rows
from models.files.sheet import Row, Sheet
from models.survey import Instrument


@dataclass(slots=True)
class Look:
    """What was found on one sheet. `refused` is why it cannot be read as it stands. `roles` are
    those its columns can be given, `of_layout` tells that its layout is known."""

    format: str
    instrument: Instrument | None = None
    rows: tuple[Row, ...] = ()
    header_rows: Sequence[int] = ()
    left_out: dict[int, str] = field(default_factory=dict)
    columns: tuple[ColumnPreview, ...] = ()
    questions: tuple[Question, ...] = ()
    obeyed: Obeyed | None = None
    notes: Sequence[str] = ()
    refused: str = ""
    roles: tuple[Role, ...] = ()
    of_layout: bool = False


def fixed_look(
    sheet: Sheet,
    format_: str,
    instrument: Instrument | None,
    notes: Sequence[str] = (),
    refused: str = "",
) -> Look:
    """Return a look at a sheet whose columns are read by its layout."""
    header = header_of(sheet)
    names = header.names if header is not None else ()
    row = header.row if header is not None else 0
    why = "Read by the layout of this kind of file."
    return Look(
        format_,
        instrument,
        rows=first_rows(sheet),
        header_rows=[row],
        columns=tuple(bare_column(n, name, why, None) for n, name in enumerate(names)),
        notes=notes,
        refused=refused,
    )


def refusal_sentence(refused: FileRefused) -> str:
    """Return why a file cannot be used and what to do, in one line."""
    return f"{refused.what} {refused.hint}"
