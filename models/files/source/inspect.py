"""The guard before any reader: is this a regular local file, of bearable size, and a table?

What a file is, is told by its first bytes and never by its name.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from models.errors import FileRefused
from models.files.content import Progress
from models.files.source.resilient_file import open_resilient
from models.files.source.unpack import GZIP, ZIP, unpack
from models.language import _

MAX_TEXT_BYTES = 1024 * 1024 * 1024
MAX_WORKBOOK_BYTES = 200 * 1024 * 1024
SNIFF_BYTES = 8192
_BLOCK = 1024 * 1024


class Kind(Enum):
    """What a file can be read as."""

    TEXT = "text"
    ZIPPED_WORKBOOK = "zipped workbook"
    OLD_WORKBOOK = "old workbook"
    SPSS = "SPSS"
    HCAHPS_XML = "HCAHPS XML"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that passed. `stamp` is its size and time of change while it was read.

    For an archive, `sha256` and `stamp` are those of the archive, `kind` and `size` of the file
    inside, `data` is that file's content and `inside` its name ("" when it has none). `is_part`
    tells that `data` is only the beginning of it.
    """

    path: Path
    name: str
    kind: Kind
    size: int
    sha256: str
    stamp: tuple[int, int]
    data: bytes | None = field(default=None, repr=False)
    inside: str = ""
    is_part: bool = False

    def open(self) -> BinaryIO:
        """Open the content, that of the file inside for an archive.

        Reading raises FileRefused when the file is gone by then.
        """
        return open_resilient(self.path) if self.data is None else io.BytesIO(self.data)

    def refuse_if_changed(self) -> None:
        """Raise FileRefused when the file is no longer what was read."""
        try:
            now = _stamp(os.stat(self.path))
        except OSError:
            now = (-1, -1)
        if now != self.stamp:
            raise FileRefused("file_changed", where=self.name)


def inspect_file(path: Path, progress: Progress, most: int | None = None) -> FileFacts:
    """Read a file once from end to end and say what it is.

    With `most`, not more than so many bytes are read of a text file that is no archive; they are
    the `data`, and `sha256` is theirs. Raises FileRefused naming what it is when it is no regular
    file, empty, too large, or something other than a table, or when it changes while it is read.
    """
    status = _status_of_regular_file(path)
    name = path.name
    if name.startswith("~$"):
        raise FileRefused("not_a_table", why="lock-file", where=name)
    if status.st_size == 0:
        raise FileRefused("empty_file", where=name)
    if status.st_size > MAX_TEXT_BYTES:
        raise _too_large(name, MAX_TEXT_BYTES)
    try:
        if most is not None and (facts := _first_bytes(path, status, most)) is not None:
            return facts
        head, sha256 = _read_through(path, status.st_size, progress)
        unpacked = unpack(path, head, progress)
    except OSError as error:
        raise _unreadable(path, error) from error
    size, data, inside = status.st_size, None, ""
    if unpacked is not None:
        size, data, inside = len(unpacked.data), unpacked.data, unpacked.name
        head = data[:SNIFF_BYTES]
    kind = kind_of(head, f"{name}, {inside}" if inside else name)
    if kind is not Kind.TEXT and size > MAX_WORKBOOK_BYTES:
        raise _too_large(name, MAX_WORKBOOK_BYTES)
    facts = FileFacts(path, name, kind, size, sha256, _stamp(status), data, inside)
    facts.refuse_if_changed()
    return facts


def _first_bytes(path: Path, status: os.stat_result, most: int) -> FileFacts | None:
    """Return the facts of a text file's first bytes, None for any other file."""
    with open(path, "rb") as stream:
        data = stream.read(most)
    head = data[:SNIFF_BYTES]
    if head.startswith((GZIP, ZIP)) or kind_of(head, path.name) is not Kind.TEXT:
        return None
    if len(data) < status.st_size and b"\0" not in head:
        data = data[: data.rfind(b"\n") + 1] or data  # no half letter, no half row
    sha256 = hashlib.sha256(data).hexdigest()
    part = len(data) < status.st_size
    return FileFacts(
        path, path.name, Kind.TEXT, len(data), sha256, _stamp(status), data, is_part=part
    )


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _status_of_regular_file(path: Path) -> os.stat_result:
    if re.match(r"[a-z][a-z0-9+.-]+:/", str(path), re.IGNORECASE):
        raise FileRefused("not_local", where=str(path))
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if stat.S_ISREG(status.st_mode):
        return status
    kind = "folder" if stat.S_ISDIR(status.st_mode) else "device"
    raise FileRefused("not_a_file", why=kind, where=path.name or str(path))


def _unreadable(path: Path, error: OSError | ValueError) -> FileRefused:
    where = path.name or str(path)
    if isinstance(error, FileNotFoundError):
        return FileRefused("no_such_file", where=where)
    if isinstance(error, PermissionError):
        return FileRefused("no_permission", where=where)
    return FileRefused("unreadable", where=where)


def _read_through(path: Path, size: int, progress: Progress) -> tuple[bytes, str]:
    digest = hashlib.sha256()
    head = b""
    done = 0
    with open(path, "rb") as stream:
        while block := stream.read(_BLOCK):
            head = head or block[:SNIFF_BYTES]
            digest.update(block)
            done += len(block)
            progress(_("Looking at the file"), min(1.0, done / size))
    return head, digest.hexdigest()


def kind_of(head: bytes, name: str) -> Kind:
    """Tell from its first bytes what a file is read as.

    Raises FileRefused naming it when it is something else than a table.
    """
    if head.startswith(b"PK\x03\x04"):
        return Kind.ZIPPED_WORKBOOK
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLD_WORKBOOK
    if head.startswith((b"$FL2", b"$FL3")):
        return Kind.SPSS
    if _is_hcahps_xml(head):
        return Kind.HCAHPS_XML
    for is_it, kind in _NO_TABLES:
        if is_it(head):
            raise FileRefused("not_a_table", why=kind, where=name)
    return Kind.TEXT


def _is_hcahps_xml(head: bytes) -> bool:
    """Whether the first element of an XML file is that of patient-level HCAHPS data."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.startswith(b"<") and re.search(rb"<(?:[\w.-]+:)?monthlydata\b", text) is not None


def _starts(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _begins_with(pattern: bytes) -> Callable[[bytes], bool]:
    expression = re.compile(rb"(?:\xef\xbb\xbf)?\s*" + pattern, re.IGNORECASE)
    return lambda head: expression.match(head) is not None


def _blank(head: bytes) -> bool:
    return len(head) < SNIFF_BYTES and not head.strip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0")


def _is_gap(head: bytes) -> bool:
    return b"\0" * 64 in head


def _is_stata(head: bytes) -> bool:
    """Whether a file is one of Stata: marked since version 13, by its first bytes before."""
    if head.startswith(b"<stata_dta>"):
        return True
    return head[:1] in b"\x69\x6c\x6e\x71\x72\x73" and head[1:4] in (
        b"\x01\x01\0",
        b"\x02\x01\0",
    )


def _is_portable(head: bytes) -> bool:
    return b"SPSSPORT" in head[:600]


def _is_sas(head: bytes) -> bool:
    return head.startswith((b"HEADER RECORD*******LIB", b"**COMPRESSED** **COMPRESSED**")) or (
        head[12:32]
        == b"\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\0\x09\xc7\x31\x8c\x18\x1f\x10\x11"
    )


_NO_TABLES: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (_blank, "blank"),
    (_starts(b"%PDF"), "pdf"),
    (_starts(b"\x89PNG"), "png"),
    (_starts(b"\xff\xd8\xff"), "jpeg"),
    (_starts(b"GIF87a", b"GIF89a"), "gif"),
    (_starts(b"PK\x05\x06", b"PK\x07\x08"), "zip"),
    (
        _starts(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd"),
        "compressed",
    ),
    (_starts(b"SQLite format 3\0", b"\0\1\0\0Standard "), "database"),
    (_is_stata, "stata"),
    (_is_portable, "portable"),
    (_is_sas, "sas"),
    (_starts(b"PAR1", b"ARROW1", b"RDX", b"RDA", b"X\n\0\0\0"), "data-file"),
    (_starts(b"\x7fELF", b"MZ\x90\0"), "program"),
    (_begins_with(rb"version https://git-lfs"), "git-lfs"),
    (
        _begins_with(rb"<(?:!doctype html|html|head|body|table|script|!--.{0,400}<html)"),
        "web-page",
    ),
    (_begins_with(rb"<\?xml|<[a-z][\w:.-]*[\s>]"), "xml"),
    (_begins_with(rb"\{\\rtf"), "rtf"),
    (_begins_with(rb"[\[{]\s*[\"{\[]"), "json"),
    (_is_gap, "gaps"),
)
"""What is no table, by its first bytes, each with the kind of its refusal."""


def _too_large(name: str, limit: int) -> FileRefused:
    return FileRefused("too_large", where=name, megabytes=limit // 1024 // 1024)
