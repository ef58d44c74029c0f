"""The first rows of an XLSX workbook: a smaller workbook of the same parts, made in memory.

A preview needs some thousand rows of each sheet. The parser reads a sheet whole, so what comes
below those rows is left out before the parser sees it. Runs in the workbook's child process.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from models.files.source import MAX_UNPACKED, Findings, checked_blocks, look_at_parts

MARGIN_ROWS = 100
"""Rows kept beyond those asked for: some may turn out to be blank."""

MAX_BESIDE = 64 * 1024 * 1024
"""A workbook whose other parts are larger is read whole: they would be held twice."""

LONGEST_ROW = 16 * 1024 * 1024
"""Bytes without the end of a row: then rows do not end as they do elsewhere, such as those of a
workbook whose every element bears a prefix, and the workbook is read whole."""

_WORKBOOK, _SHEETS = "xl/workbook.xml", "xl/worksheets/"
_ROW_END, _SHEET_END = b"</row>", b"</sheetData></worksheet>"
_NO_ELEMENT = b"<!"
"""Begins a comment, or text as it stands, in which the end of a row would be none."""

_VALUES = (b"<v>", b"<v ", b"<is>")


def head_of_workbook(stream: BinaryIO, most: int) -> tuple[Findings, BinaryIO] | None:
    """Return what the guard saw in the rows kept, and a workbook in which a sheet has little
    more than `most` rows; None when no sheet has more, or for a workbook that cannot be cut.

    Raises what `models.files.source.check_archive` does.
    """
    findings = Findings()
    content = BytesIO()
    was_cut = False
    with zipfile.ZipFile(stream) as whole, zipfile.ZipFile(content, "w") as head:
        parts = look_at_parts(whole, findings)
        beside = sum(p.file_size for p in parts if not p.filename.startswith(_SHEETS))
        if _WORKBOOK not in findings.parts or beside > MAX_BESIDE:
            return None
        left = MAX_UNPACKED
        for part in parts:
            if not part.filename.endswith((".xml", ".rels")):
                continue  # pictures and macros, which nobody reads
            blocks = checked_blocks(whole, part, left, findings)
            if part.filename.startswith(_SHEETS):
                first = _first_rows(blocks, most + MARGIN_ROWS)
                if first is None or (first[1] and _NO_ELEMENT in first[0]):
                    return None
                kept, was_cut = first[0], was_cut or first[1]
            else:
                kept = b"".join(blocks)
            left -= len(kept)
            head.writestr(part.filename, kept)
    content.seek(0)
    return (findings, content) if was_cut else None


def _first_rows(blocks: Iterator[bytes], most: int) -> tuple[bytes, bool] | None:
    """Return a sheet's XML to the end of so many rows with values, and whether there was more;
    None for XML in which no row ends for too long."""
    kept: list[bytes] = []
    rows = 0
    unfinished = b""
    for block in blocks:
        *ended, unfinished = (unfinished + block).split(_ROW_END)
        for row in ended:
            kept += (row, _ROW_END)
            rows += any(value in row for value in _VALUES)
            if rows >= most:
                return b"".join((*kept, _SHEET_END)), True
        if len(unfinished) > LONGEST_ROW:
            return None
    return b"".join((*kept, unfinished)), False
