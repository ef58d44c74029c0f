"""Text tables of which some rows are cut by another delimiter than the rest."""

from __future__ import annotations

import numpy as np

from models.errors import FileRefused
from models.files.table import Table

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOKED_AT = 1_000


def refuse_mixed_delimiters(table: Table, where: str) -> None:
    """Raise FileRefused when a row that is too short would be whole with another delimiter."""
    if table.header.width < 3:
        return
    numbers = table.too_short[:_LOOKED_AT]
    for number, place in zip(numbers, np.searchsorted(table.rows, numbers).tolist(), strict=True):
        cells = [column.text(place) for column in table.columns]
        for mark, name in _NAMES.items():
            if mark in cells[0] and sum(c.count(mark) for c in cells) >= table.header.width - 1:
                raise FileRefused(
                    "mixed_delimiters",
                    f"Row {number:,} is cut by {name}, the header by something else.",
                    where=where,
                    hint="Export the file again, or give all its rows the same delimiter.",
                )
