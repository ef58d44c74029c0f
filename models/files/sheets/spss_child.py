"""Read an SPSS file (SAV, ZSAV) as rows of text, in the process that reads workbooks.

The header holds the names of the variables; their labels go along. Where most values of a
variable have a label, the labels are the cells; where only a few have (the two ends of a rating),
they stand behind their values. Values declared as missing are empty cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from models.files.source import Unsafe

SHEET = "Data"

CellText = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class SpssTable:
    """An SPSS file as text.

    `columns` maps the variables' names to their cells. `labels` are the variables' labels where
    they have one. `declared_missing` counts cells emptied because their value was declared as
    missing.
    """

    columns: dict[str, list[str]]
    labels: dict[str, str]
    declared_missing: int

    def rows(self) -> Iterator[list[str]]:
        """Yield the names, then the cells of each case."""
        yield list(self.columns)
        yield from map(list, zip(*self.columns.values(), strict=True))


def read_spss_table(path: str, cell_text: CellText) -> SpssTable:
    """Read an SPSS file. Raises pyreadstat's errors for a damaged one, and Unsafe for one that
    holds fewer cases than its header says.

    `cell_text` writes a number, date or time as text.
    """
    from pyreadstat import PyreadstatError, read_sav

    try:
        data, meta = read_sav(path, user_missing=True, output_format="dict")
    except (OverflowError, PyreadstatError):  # a date beyond the calendar: its cells stay numbers
        data, meta = read_sav(
            path, user_missing=True, output_format="dict", disable_datetime_conversion=True
        )
    read = max((len(values) for values in data.values()), default=0)
    if read < declared_cases(path):
        raise Unsafe("spss_damaged")
    emptied = 0
    columns = {}
    for name, values in data.items():
        ranges = meta.missing_ranges.get(name, ())
        kept = [None if _is_missing(value, ranges) else value for value in values]
        emptied += sum(
            new is None and old is not None for old, new in zip(values, kept, strict=True)
        )
        columns[name] = _texts(kept, meta.variable_value_labels.get(name, {}), cell_text)
    labels = {
        name: label
        for name, label in zip(meta.column_names, meta.column_labels, strict=True)
        if label
    }
    return SpssTable(columns, labels, emptied)


def _is_missing(value: Any, ranges: Sequence[Any]) -> bool:
    if value is None or value != value:  # NaN
        return True
    return any(
        type(value) is type(span["lo"]) and span["lo"] <= value <= span["hi"] for span in ranges
    )


def _texts(values: Sequence[Any], labels: Mapping[Any, str], cell_text: CellText) -> list[str]:
    present = {value for value in values if value not in (None, "")}
    labeled = {value for value in present if labels.get(value, "").strip()}
    if not labeled:
        return [cell_text(value) for value in values]
    if len(labeled) == len(present) or len(labeled) > max(2, 0.5 * len(present)):
        return [labels[v] if v in labeled else cell_text(v) for v in values]
    return [f"{cell_text(v)} - {labels[v]}" if v in labeled else cell_text(v) for v in values]


def declared_cases(path: str) -> int:
    """Return how many cases the header of an SPSS file declares; -1 where it does not say."""
    with open(path, "rb") as stream:
        head = stream.read(84)
    if len(head) < 84:
        return -1
    order: Literal["little", "big"] = "big" if head[64:68] == b"\0\0\0\2" else "little"
    return int.from_bytes(head[80:84], order, signed=True)
