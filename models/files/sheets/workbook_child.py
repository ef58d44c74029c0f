"""The process that reads a workbook, so that a crash of the parser harms nobody.

Run by `models.files.sheets.workbook` in a process of its own, which imports little, may use little
memory, and is stopped when it takes too long. On standard input it is told what to read: one
line of JSON {"path", "wanted", "kind", "password", "most", "bytes"}, and that many bytes of
content when the file is not to be read from its path; `most` rows of a sheet are read, or all.
It writes one JSON value per line: first {"sheets": [...], ...} or {"refused": code}, then
[sheet, [[row number, [cell, ...]], ...]] for batches of rows that are not empty, and at last
{"end": true, "cut": [sheets not read to their end]}. Anything else means that it crashed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from models.files.sheets.workbook_head import head_of_workbook
from models.files.source import Findings, Unsafe, check_archive

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MEMORY_BYTES = 1536 * 1024 * 1024
BATCH_CELLS = 50_000


BESIDE_ROWS = 2_000
"""Rows of the sheets beside the one that is named."""


def main() -> None:
    """Read what standard input names, and write its rows to standard output.

    Those of the sheet named `wanted` and of all that are not hidden; of the latter only the first
    rows where one is named: they may hold its code book.
    """
    _limit_memory()
    order = json.loads(sys.stdin.buffer.readline())
    try:
        if order["kind"] == "SPSS":
            _write_spss(order["path"], order["most"])
        elif order["kind"] == "HCAHPS XML":
            with _source(order) as stream:
                _write_xml(stream)
        else:
            with _source(order) as stream:
                _write_workbook(stream, order["wanted"], order["password"], order["most"])
    except Unsafe as unsafe:
        _write({"refused": unsafe.code, "facts": unsafe.facts})
    except MemoryError:
        _write({"refused": "stopped", "facts": {"megabytes": MEMORY_BYTES // 1024 // 1024}})


def _source(order: dict[str, Any]) -> BinaryIO:
    if order["bytes"]:
        return BytesIO(sys.stdin.buffer.read(order["bytes"]))
    return open(order["path"], "rb")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: the guard before the parser has to do
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write_workbook(stream: BinaryIO, wanted: str, password: str | None, most: int | None) -> None:
    from python_calamine import SheetVisibleEnum

    head = None if most is None else _head(stream, most)
    workbook, first = head or _whole(stream, password)
    sheets = [
        {"name": meta.name, "hidden": meta.visible != SheetVisibleEnum.Visible}
        for meta in workbook.sheets_metadata
        if "WorkSheet" in str(meta.typ)
    ]
    _write(first | {"sheets": sheets})
    cut = []
    for place, sheet in enumerate(sheets):
        if sheet["name"] == wanted or not sheet["hidden"]:
            limit = most if not wanted or sheet["name"] == wanted else BESIDE_ROWS
            table = workbook.get_sheet_by_name(str(sheet["name"]))
            blank = [""] * (table.start[1] if table.start is not None else 0)
            rows = ([*blank, *row] for row in table.iter_rows())
            is_cut = _write_rows(place, enumerate(rows, 1), limit)
            if is_cut or (head and most is not None and table.total_height > most):
                cut.append(place)
    _write({"end": True, "cut": cut})


def _whole(stream: BinaryIO, password: str | None) -> tuple[CalamineWorkbook, dict[str, Any]]:
    """Return a workbook and what the guard saw in it; a locked one is decrypted."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    first = _checked(stream)
    try:
        return CalamineWorkbook.from_filelike(stream), first
    except CalamineError as error:
        if first and isinstance(error, PasswordError):
            raise Unsafe("locked_other") from None
    stream = _decrypted(stream, password)
    first = _checked(stream)
    return CalamineWorkbook.from_filelike(stream), first


def _head(stream: BinaryIO, most: int) -> tuple[CalamineWorkbook, dict[str, Any]] | None:
    """Return the first rows of a large XLSX workbook; None for one to be read whole."""
    from python_calamine import CalamineWorkbook

    head = head_of_workbook(stream, most) if _is_zipped(stream) else None
    return head and (CalamineWorkbook.from_filelike(head[1]), _found(head[0]))


def _write_spss(path: str, most: int | None) -> None:
    from models.files.sheets.spss_child import SHEET, read_spss_table

    table = read_spss_table(path, cell_text)
    sheet = {"name": SHEET, "hidden": False, "labels": table.labels}
    blank = sum(not any(cell.strip() for cell in row) for row in table.rows())
    said = {"declared_missing": table.declared_missing, "blank_cases": blank}
    _write({"sheets": [sheet], **said})
    cut = _write_rows(0, enumerate(table.rows(), 1), most)
    _write({"end": True, "cut": [0] if cut else []})


def _write_rows(place: int, rows: Iterable[tuple[int, list[Any]]], most: int | None = None) -> bool:
    """Write the rows that are not empty, at most so many; return whether there were more."""
    written = 0
    batch: list[tuple[int, list[str]]] = []
    cells = 0
    for number, row in rows:
        texts = [cell if type(cell) is str else cell_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if not any(text.strip() for text in texts):
            continue
        if written == most:
            break
        batch.append((number, texts))
        written += 1
        cells += len(texts)
        if cells >= BATCH_CELLS:
            _write([place, batch])
            batch, cells = [], 0
    else:
        most = None
    if batch:
        _write([place, batch])
    return most is not None


def _checked(stream: BinaryIO) -> dict[str, Any]:
    """Return what the guard of zipped workbooks saw; nothing for workbooks of another kind."""
    findings = _found(check_archive(stream)) if _is_zipped(stream) else {}
    stream.seek(0)
    return findings


def _is_zipped(stream: BinaryIO) -> bool:
    stream.seek(0)
    return stream.read(4) == b"PK\x03\x04"


def _found(seen: Findings) -> dict[str, Any]:
    findings = asdict(seen)
    parts = {part.casefold() for part in findings.pop("parts")}
    findings["macros"] = any(part.endswith("vbaproject.bin") for part in parts)
    findings["links"] = any("/externallinks/" in part for part in parts)
    return findings


def _decrypted(stream: BinaryIO, password: str | None) -> BinaryIO:
    """Return a locked workbook's content, in memory.

    Raises Unsafe when there is no password or a wrong one, and msoffcrypto's FileFormatError
    for a file that is not locked.
    """
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    stream.seek(0)
    office = OfficeFile(stream)
    if not office.is_encrypted():
        raise Unsafe("damaged")
    if password is None:
        raise Unsafe("locked")
    content = BytesIO()
    try:
        office.load_key(password=password, verify_password=True)
        office.decrypt(content)
    except (InvalidKeyError, DecryptionError):
        raise Unsafe("wrong_password") from None
    return content


def _write_xml(stream: BinaryIO) -> None:
    from models.files.sheets.hcahps_xml_child import SHEET, read_patients

    table = read_patients(stream)
    first = {
        "sheets": [{"name": SHEET, "hidden": False}],
        "header": table.header,
        "response": list(table.response),
        "silent": table.silent,
        "not_counted": table.not_counted,
    }
    _write(first)
    _write_rows(0, table.rows())
    _write({"end": True})


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
    main()
