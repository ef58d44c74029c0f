"""Simulated power cuts: what a disk may hold when the power goes in the middle of recorded writes.

The record comes from `shim.c`. Synced data stay. Of what was not synced since, each write is kept,
dropped, or torn at a block of 512 bytes. Names change in order, as on a journaled file system: some
first part of the changes since the last sync is there. Shared memory is gone.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

BLOCK = 512


@dataclass(frozen=True, slots=True)
class Operation:
    """One recorded operation; `data` is what was written."""

    name: str
    path: str
    other: str
    offset: int
    data: bytes


def read_record(file: Path) -> list[Operation]:
    """Return the operations that a process recorded, in order."""
    content = file.read_bytes()
    operations, at = [], 0
    while at < len(content):
        end = content.index(b"\n", at)
        name, path, other, offset, size = content[at:end].decode().split("|")
        at = end + 1 + int(size)
        operations.append(Operation(name, path, other, int(offset), content[end + 1 : at]))
    return operations


@dataclass
class _File:
    synced: bytearray
    pending: list[Operation] = field(default_factory=list)

    def sync(self) -> None:
        for operation in self.pending:
            _apply(self.synced, operation)
        self.pending = []


class Disk:
    """What a disk holds below one folder while operations are replayed on it."""

    def __init__(self, folder: Path) -> None:
        there = [file for file in folder.rglob("*") if file.is_file()]
        self._folders = {str(f) for f in folder.rglob("*") if f.is_dir()}
        self._names = {str(file): _File(bytearray(file.read_bytes())) for file in there}
        self._lasting = dict(self._names)
        self._changes: list[Operation] = []
        self._files = dict(self._names)

    def replay(self, operation: Operation) -> None:
        """Take one operation."""
        if operation.name in ("write", "truncate"):
            if operation.path in self._names:
                self._names[operation.path].pending.append(operation)
        elif operation.name == "sync":
            if operation.path in self._names:
                self._names[operation.path].sync()
            # With a journal, whatever happened to names before lasts as well.
            for change in self._changes:
                self._rename(self._lasting, change)
            self._changes = []
        elif operation.name != "mark":
            if operation.name == "create":
                self._files[operation.path] = _File(bytearray())
            self._changes.append(operation)
            self._rename(self._names, operation)

    def cut(self, target: Path, source: Path, chance: random.Random) -> None:
        """Write to `target` what may be left of the folder `source`."""
        names = dict(self._lasting)
        for change in self._changes[: chance.randint(0, len(self._changes))]:
            self._rename(names, change)
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        left = {id(file): _left_of(file, chance) for file in names.values()}
        for name, file in names.items():
            if not name.endswith("-shm"):
                path = target / Path(name).relative_to(source)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(left[id(file)])

    def _rename(self, names: dict[str, _File], change: Operation) -> None:
        if change.name == "create":
            names[change.path] = self._files[change.path]
        elif change.name in ("unlink", "rmdir"):
            names.pop(change.path, None)
        elif change.name == "rename" and change.path in names:
            names[change.other] = names.pop(change.path)
        elif change.name == "link" and change.path in names:
            names[change.other] = names[change.path]


def _left_of(file: _File, chance: random.Random) -> bytes:
    content = bytearray(file.synced)
    for operation in file.pending:
        fate = chance.random()
        if fate < 0.45:
            _apply(content, operation)
        elif fate < 0.6 and operation.name == "write":
            blocks = len(operation.data) // BLOCK
            kept = operation.data[: BLOCK * chance.randint(0, blocks)]
            _apply(content, Operation("write", "", "", operation.offset, kept))
    return bytes(content)


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.name == "truncate":
        size = operation.offset
        del content[size:]
        content.extend(bytes(size - len(content)))
    elif operation.data:
        end = operation.offset + len(operation.data)
        content.extend(bytes(max(0, end - len(content))))
        content[operation.offset : end] = operation.data
