"""Frames as CSV and Parquet files."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from models.export import frames
from models.export.document import Cell, Sheet
from models.store.database import Database
from models.survey import Period, Unit

if TYPE_CHECKING:
    import pandas as pd

CSV, PARQUET = "csv", "parquet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def shared_frames(
    db: Database, units: list[Unit], period: Period, today: date
) -> dict[str, pd.DataFrame]:
    """Return what may leave the desk, by name: results and quarterly tallies of these units."""
    names = {(unit.name, unit.facility) for unit in units}
    found = frames.shared_tallies(db, period=period, today=today)
    mine = [pair in names for pair in zip(found["unit"], found["facility"], strict=True)]
    return {
        "results": frames.results(db, units, period=period, today=today),
        "tallies": found[mine],
    }


def table_bytes(frame: pd.DataFrame, kind: str) -> bytes:
    """Return a frame as the bytes of a CSV or Parquet file.

    CSV is UTF-8 with a mark that Excel understands; days are ISO; a text that a spreadsheet would
    run as a formula gets an apostrophe in front.
    """
    if kind == PARQUET:
        return bytes(frame.to_parquet(index=False) or b"")
    safe = frame.copy()
    for name in safe.select_dtypes("string").columns:
        starts = safe[name].str.startswith(FORMULA_STARTS, na=False)
        safe[name] = safe[name].mask(starts, "'" + safe[name])
    text = str(safe.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d"))
    return text.encode("utf-8-sig")


def sheet_csv(sheet: Sheet) -> bytes:
    """Return a sheet's table as CSV: raw numbers, ISO days, nothing a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if sheet.table is not None:
        writer.writerow([_safe(column.title) for column in sheet.table.columns])
        writer.writerows([_safe(value) for value in row] for row in sheet.table.rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Cell) -> Cell:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody meets half of it.

    Raises OSError when that isn't possible.
    """
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    half.replace(path)
