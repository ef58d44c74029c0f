"""The guard of zipped workbooks (XLSX, XLSM, XLSB, ODS): bombs and broken parts.

Runs in the workbook's child process. Looks at every part while it is inflated, in bounded
memory, before the parser sees it. Whatever else goes wrong here ends the child, which the
parent reports as a damaged file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

MAX_PARTS = 2_000
MAX_UNPACKED = 600 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 50 * 1024 * 1024
MAX_WITHOUT_TAG = 4 * 1024 * 1024
MAX_CELLS = 40_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 2_000
_BLOCK = 1024 * 1024
_OVERLAP = 512

_CELL = re.compile(rb'<(?:\w+:)?c\b[^>/]*? r="([A-Z]{1,3})(\d{1,9})"[^>/]*>')
_PLACE = re.compile(rb' r="([A-Z]{1,3}\d{1,9})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b[^>]*? t="e"')
_NO_VALUE = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*</(?:\w+:)?c>")
_REPEATED_CELL = re.compile(
    rb'<table:table-cell\b(?=[^>]*office:value-type)[^>]*number-columns-repeated="(\d+)"'
)
_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"[^>]*>\s*<table:table-cell[^>]*office:value')

_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Unsafe(Exception):
    """The archive must not be parsed. `code` names the reason, `facts` are its numbers."""

    def __init__(self, code: str, **facts: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(slots=True)
class Findings:
    """What the guard saw: formula cells without a value, and cells that hold an error."""

    kind: str = ""
    formulas_without_value: int = 0
    error_cells: int = 0
    parts: set[str] = field(default_factory=set)


def check_archive(stream: BinaryIO) -> Findings:
    """Read through a zipped workbook. Raises Unsafe, or whatever zipfile raises for damage."""
    findings = Findings()
    with zipfile.ZipFile(stream) as archive:
        left = MAX_UNPACKED
        for part in look_at_parts(archive, findings):
            left -= sum(map(len, checked_blocks(archive, part, left, findings)))
    return findings


def look_at_parts(archive: zipfile.ZipFile, findings: Findings) -> list[zipfile.ZipInfo]:
    """Return an archive's parts, whose names are those of a workbook. Raises Unsafe."""
    parts = archive.infolist()
    _check_names(parts)
    findings.parts = {part.filename for part in parts}
    findings.kind = _kind(findings.parts)
    return parts


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS:
        raise Unsafe("bomb", why="parts", parts=MAX_PARTS)
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise Unsafe("not_normal")
    for part in parts:
        if part.flag_bits & 1:
            raise Unsafe("locked_other")
        if part.filename.startswith(("/", "\\")) or ":" in part.filename:
            raise Unsafe("not_normal")
        if ".." in part.filename.replace("\\", "/").split("/"):
            raise Unsafe("not_normal")


def _kind(names: set[str]) -> str:
    if any(name in names for name in ("xl/workbook.xml", "xl/workbook.bin")):
        return "workbook"
    if "word/document.xml" in names:
        raise Unsafe("word")
    if "ppt/presentation.xml" in names:
        raise Unsafe("slides")
    if "content.xml" in names:
        return "opendocument"
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    raise Unsafe("archive")


def checked_blocks(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, findings: Findings
) -> Iterator[bytes]:
    """Inflate one part, of which at most `left` bytes may be unpacked, and give its blocks after
    each was looked at. Raises Unsafe."""
    is_xml = part.filename.endswith((".xml", ".rels"))
    shape = _Shape()
    unpacked = run = 0
    tail = b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            unpacked += len(block)
            ratio = unpacked / max(1, part.compress_size)
            if unpacked > left or (unpacked > RATIO_FROM and ratio > MAX_RATIO):
                raise Unsafe("bomb", megabytes=unpacked // 1024 // 1024)
            if is_xml:
                run = 0 if b"<" in block else run + len(block)
                if run >= MAX_WITHOUT_TAG:
                    raise Unsafe("bomb", why="text", megabytes=MAX_WITHOUT_TAG // 1024 // 1024)
                text = tail + block
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise Unsafe("not_normal")
                if part.filename == "META-INF/manifest.xml" and b"encryption-data" in text:
                    raise Unsafe("locked_other")
                shape.look_at(text, len(tail), part.filename, findings)
                tail = text[-_OVERLAP:]
            yield block


class _Shape:
    """The box around the filled cells of one sheet, grown while its XML goes by."""

    def __init__(self) -> None:
        self.columns: set[bytes] = set()
        self.last_row = 0

    def look_at(self, text: bytes, seen: int, name: str, findings: Findings) -> None:
        if name.startswith("xl/worksheets/"):
            self._take_cells(text)
            if b't="e"' in text:
                findings.error_cells += _new_matches(_ERROR, text, seen)
            if b"f>" in text or b"<f" in text or b":f" in text:
                findings.formulas_without_value += _new_matches(_NO_VALUE, text, seen)
        elif name == "content.xml":
            repeats = [int(count) for count in _REPEATED.findall(text)]
            if repeats and max(repeats) > 1_000_000:
                raise Unsafe("too_wide", why="rows", rows=max(repeats))
            beside = max((int(count) for count in _REPEATED_CELL.findall(text)), default=0)
            if beside > MAX_COLUMNS:
                raise Unsafe("too_wide", why="columns", columns=beside)
        width = _width(self.columns)
        if self._is_too_large():
            raise Unsafe("too_wide", rows=self.last_row, columns=width)

    def _take_cells(self, text: bytes) -> None:
        """Grow by the cells of a stretch: by all that looks like a cell's place, which is found
        fast, and only when that is too large by what surely is one."""
        before = self.columns, self.last_row
        places = _PLACE.findall(text)
        self._grow({p.rstrip(_DIGITS) for p in places}, {p.lstrip(_LETTERS) for p in places})
        if self._is_too_large():
            self.columns, self.last_row = before
            cells = _CELL.findall(text)
            self._grow({column for column, _ in cells}, {row for _, row in cells})

    def _grow(self, columns: set[bytes], rows: set[bytes]) -> None:
        self.columns = self.columns | columns
        self.last_row = max(self.last_row, *map(int, rows), 0)

    def _is_too_large(self) -> bool:
        width = _width(self.columns)
        return self.last_row * width > MAX_CELLS or width > MAX_COLUMNS or self.last_row > MAX_ROWS


def _width(columns: set[bytes]) -> int:
    return max((_column_number(letters) for letters in columns), default=0)


def _new_matches(pattern: re.Pattern[bytes], text: bytes, seen: int) -> int:
    """Count matches that end beyond the part of `text` that was looked at before."""
    return sum(1 for match in pattern.finditer(text) if match.end() > seen)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
