"""The rows of a sheet: one by one, or as one table of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Row = tuple[int, list[str]]
"""A row's number as a spreadsheet counts it (the first row of the sheet is 1), and its cells.

Cells are text as typed, without the spaces around them kept or dropped by anybody: trimming is
the reader's work. Numbers of a workbook are written plainly ("7", "7.5"), its dates as ISO text
("2026-09-30" or "2026-09-30T14:05:00"); an empty cell is "". Rows may differ in length; a row
that is wholly empty is left out, and the numbers of the others stay right.
"""


@dataclass(frozen=True, slots=True, eq=False)
class SheetFrame:
    """The rows of a sheet below its header, as one table of text.

    `cells` has a column for each column of the sheet, by its place (0 is the first); its index
    holds the source row numbers. Columns of few different words are Categorical, their words in
    the order in which they first occur. A cell is as it was typed, "" when it is empty; none is
    ever missing, and none becomes a number or a date.

    `too_long` lists rows left out because they have filled cells beyond the sheet's width: their
    columns cannot be trusted. `too_short` lists rows kept although they end early; their missing
    cells are empty.
    """

    cells: pd.DataFrame
    too_long: tuple[int, ...] = ()
    too_short: tuple[int, ...] = ()
