"""The process that reads a workbook, so that a crash of the parser harms nobody.

Run by `models.files.workbook` in a process of its own, which imports little, may use little
memory, and is stopped when it takes too long. It writes one JSON value per line: first
{"sheets": [...], ...} or {"refused": code}, then [sheet, [[row number, [cell, ...]], ...]] for
batches of rows that are not empty, and at last {"end": true}. Anything else than that means
that it crashed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from models.files.archive import Unsafe, check_archive

MEMORY_BYTES = 1536 * 1024 * 1024
BATCH_CELLS = 50_000


def main(path: str, wanted: str) -> None:
    """Write the rows of the sheet named `wanted`, or of all that are not hidden when it is ""."""
    _limit_memory()
    try:
        first: dict[str, Any] = {}
        with open(path, "rb") as stream:
            magic = stream.read(4)
            if magic == b"PK\x03\x04":
                findings = asdict(check_archive(stream))
                findings["parts"] = None
                first |= findings
        if magic in (b"$FL2", b"$FL3"):
            _write_spss(path)
        else:
            _write_workbook(path, wanted, first)
    except Unsafe as unsafe:
        _write({"refused": unsafe.code, "detail": unsafe.detail})


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: the guard before the parser has to do
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write_workbook(path: str, wanted: str, first: dict[str, Any]) -> None:
    from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(path)
    except PasswordError:
        _write({"refused": "locked", "detail": ""})
        return
    sheets = [
        {"name": meta.name, "hidden": meta.visible != SheetVisibleEnum.Visible}
        for meta in workbook.sheets_metadata
        if "WorkSheet" in str(meta.typ)
    ]
    _write(first | {"sheets": sheets})
    for place, sheet in enumerate(sheets):
        if sheet["name"] == wanted or (not wanted and not sheet["hidden"]):
            table = workbook.get_sheet_by_name(str(sheet["name"]))
            blank = [""] * (table.start[1] if table.start is not None else 0)
            _write_rows(place, ([*blank, *row] for row in table.iter_rows()))
    _write({"end": True})


def _write_spss(path: str) -> None:
    from models.files.spss_child import SHEET, read_spss_table

    table = read_spss_table(path, cell_text)
    sheet = {"name": SHEET, "hidden": False, "labels": table.labels}
    _write({"sheets": [sheet], "declared_missing": table.declared_missing})
    _write_rows(0, table.rows())
    _write({"end": True})


def _write_rows(place: int, rows: Iterable[list[Any]]) -> None:
    batch: list[tuple[int, list[str]]] = []
    cells = 0
    for number, row in enumerate(rows, start=1):
        texts = [cell if type(cell) is str else cell_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if not any(text.strip() for text in texts):
            continue
        batch.append((number, texts))
        cells += len(texts)
        if cells >= BATCH_CELLS:
            _write([place, batch])
            batch, cells = [], 0
    if batch:
        _write([place, batch])


def cell_text(cell: Any) -> str:
    """Return a workbook's value as plain text: "7" for 7.0, ISO for dates, "TRUE" for true."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        at_midnight = cell.time() == time()
        return cell.date().isoformat() if at_midnight else cell.isoformat(timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _duration_text(cell)
    return "" if cell is None else str(cell)


def _duration_text(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _write(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")))
    sys.stdout.write("\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
