"""What a user can say about a file: its sheets, and the columns of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.files.content import Progress, ReadOptions, no_progress
from models.files.header import header_of
from models.files.sheet import Row, Sheet, open_sheets
from models.files.tool_exports import unfold_export

MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 16
"""Characters of a cell that are shown to tell what its column is about."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column by its name, and the first different cells below it, cut short."""

    name: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet that is not hidden (`name` None: a text file has no sheets) and its columns."""

    name: str | None
    columns: tuple[ColumnChoice, ...]


def file_choices(path: Path, progress: Progress = no_progress) -> tuple[SheetChoice, ...]:
    """Return what can be chosen in a file, whether or not its rows can be used.

    Raises FileRefused for a file that is no table at all, and passes on Cancelled.
    """
    opened = open_sheets(path, ReadOptions(), progress)
    return tuple(_sheet_choice(sheet) for sheet in opened.sheets)


def _sheet_choice(sheet: Sheet) -> SheetChoice:
    table = unfold_export(sheet) or sheet
    header = header_of(table)
    if header is None:
        return SheetChoice(sheet.name, ())
    below = [row for row in table.head if row[0] > header.row]
    columns = tuple(
        ColumnChoice(name, _examples(below, place))
        for place, name in enumerate(header.names)
        if name
    )
    return SheetChoice(sheet.name, columns)


def _examples(rows: list[Row], place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for _, cells in rows:
        text = cells[place].strip() if place < len(cells) else ""
        if text:
            found[text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"] = None
        if len(found) == MOST_EXAMPLES:
            break
    return tuple(found)
