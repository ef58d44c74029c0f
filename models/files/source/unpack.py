"""The one file inside a gzip file or ZIP archive, unpacked in memory and under limits.

Workbooks are ZIP archives too; those are left alone here. Nothing is written to disk: the file
inside may hold patients' answers.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from models.errors import FileRefused
from models.files.content import Progress
from models.files.source.zip_guard import MAX_RATIO, RATIO_FROM
from models.language import _

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
"""A file of this size unpacked is no bomb while it is at most 200 times its packed size."""

MAX_ENTRIES = 100
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"

_BLOCK = 256 * 1024
_END_OF_ZIP = b"PK\x05\x06"
_LONGEST_END = 22 + 65_535
_WORKBOOK_PARTS = ("[content_types].xml", "mimetype", "content.xml")
_WORKBOOK_FOLDERS = ("xl/", "word/", "ppt/", "meta-inf/", "_rels/")
_LEFT_BY_SYSTEMS = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    NotImplementedError, LookupError, OverflowError,
)  # fmt: skip
"""What the library raises for archives that are damaged or made to harm."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The file inside: its name ("" when the archive does not tell) and all of its bytes."""

    name: str
    data: bytes


def unpack(path: Path, head: bytes, progress: Progress) -> Unpacked | None:
    """Return the one file inside an archive; None for anything else, workbooks included.

    `head` are the first bytes of the file. Raises FileRefused for an archive that holds several
    files or none, is a Numbers document, locked or damaged, or unpacks to more than 300 MB.
    """
    if head.startswith(GZIP):
        with open(path, "rb") as stream:
            return Unpacked("", _joined(_gunzipped(stream, path.name), path, progress))
    if head.startswith(ZIP) and _has_few_entries(path):
        try:
            with zipfile.ZipFile(path) as archive:
                return _from_zip(archive, path, progress)
        except _DAMAGE as error:
            raise _damaged(path.name) from error
    return None


def _from_zip(archive: zipfile.ZipFile, path: Path, progress: Progress) -> Unpacked | None:
    entries = archive.infolist()
    names = [entry.filename.casefold() for entry in entries]
    if any(name in _WORKBOOK_PARTS or name.startswith(_WORKBOOK_FOLDERS) for name in names):
        return None
    if any(name.endswith(".iwa") for name in names):
        raise FileRefused("not_a_table", why="numbers", where=path.name)
    files = [
        entry
        for entry, name in zip(entries, names, strict=True)
        if not entry.is_dir()
        and not name.startswith(_LEFT_BY_SYSTEMS[0])
        and name.rpartition("/")[2] not in _LEFT_BY_SYSTEMS
    ]
    if len(files) != 1:
        raise FileRefused("not_one_file", where=path.name, files=len(files))
    if files[0].flag_bits & 1:
        raise FileRefused("archive_locked", where=path.name)
    name = files[0].filename.replace("\\", "/").rpartition("/")[2]
    with archive.open(files[0]) as stream:
        blocks = iter(lambda: stream.read(_BLOCK), b"")
        return Unpacked(name, _joined(blocks, path, progress))


def _joined(blocks: Iterator[bytes], path: Path, progress: Progress) -> bytes:
    packed = max(1, os.path.getsize(path))
    found: list[bytes] = []
    size = 0
    for block in blocks:
        progress(_("Unpacking the file"), None)
        size += len(block)
        if size > MAX_UNPACKED_BYTES or (size > RATIO_FROM and size > MAX_RATIO * packed):
            raise FileRefused("unpacks_too_large", where=path.name, megabytes=size // 1024 // 1024)
        found.append(block)
    return b"".join(found)


def _gunzipped(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Yield the content of a gzip file in blocks; it may be several parts one after another."""
    waiting = stream.read(_BLOCK)
    while waiting:
        part = zlib.decompressobj(wbits=31)
        yield from _of_part(part, waiting, stream, name)
        waiting = (part.unused_data or stream.read(_BLOCK)).lstrip(b"\0")


def _of_part(
    part: zlib._Decompress, waiting: bytes, stream: BinaryIO, name: str
) -> Iterator[bytes]:
    try:
        while not part.eof:
            block = part.decompress(waiting, _BLOCK)
            if block:
                yield block
            waiting = part.unconsumed_tail or (b"" if block else stream.read(_BLOCK))
            if not block and not waiting and not part.eof:
                raise EOFError
    except (zlib.error, EOFError) as error:
        raise _damaged(name) from error


def _has_few_entries(path: Path) -> bool:
    """Tell from the end of a ZIP archive whether its list of files is short enough to look at."""
    with open(path, "rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - _LONGEST_END))
        end = stream.read()
    place = end.rfind(_END_OF_ZIP)
    if place < 0 or len(end) < place + 22:
        return False
    entries, list_bytes = struct.unpack_from("<HI", end, place + 10)
    return bool(entries <= MAX_ENTRIES and list_bytes <= 1024 * 1024)


def _damaged(name: str) -> FileRefused:
    return FileRefused("archive_damaged", where=name)
