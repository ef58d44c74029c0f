"""The folder of back-ups: who may write to it now, what is in it, and what is kept."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.errors import DatabaseProblem
from models.store.database import discard

NEWEST = 10
"""The newest ones by number are always kept. Never by age alone: a clock that is wrong once
would delete them all."""

DAILY, WEEKLY, MONTHLY = 7, 5, 12
"""Beside them the newest of so many days, weeks and months that have one."""

PARTIAL = ".partial"

LOCK_WAIT_S = 900.0
_TICK_S = 0.05


@dataclass(frozen=True, slots=True)
class Backup:
    """One back-up in the folder: its path, its number, its day (ISO 8601), and why it was made:
    "" for the day's, else "import", "upgrade", "hand" or "restore"."""

    path: Path
    number: int
    day: str
    why: str = ""


def backup_folder(path: Path) -> Path:
    """Return the folder of a database's back-ups, whether it is there or not."""
    return path.parent / "backups"


def backups_of(path: Path, folder: Path | None = None) -> list[Backup]:
    """Return the back-ups of a database in the folder beside it, or in another one, the newest
    first."""
    pattern = re.compile(
        re.escape(path.stem) + r"-(\d{5,})-(\d{4}-\d\d-\d\d)(?:-([^.]*))?" + re.escape(path.suffix)
    )
    found = []
    for file in (folder or backup_folder(path)).glob("*"):
        match = pattern.fullmatch(file.name)
        if match and _is_day(match[2]):
            why = "upgrade" if (match[3] or "").startswith("version") else match[3] or ""
            found.append(Backup(file, int(match[1]), match[2], why))
    return sorted(found, key=lambda b: b.number, reverse=True)


def next_name(path: Path, day: date, note: str = "", folder: Path | None = None) -> str:
    """Return the name of the next back-up. Only while the folder is locked."""
    number = next((b.number + 1 for b in backups_of(path, folder)), 1)
    note = f"-{note}" if note else ""
    return f"{path.stem}-{number:05d}-{day.isoformat()}{note}{path.suffix}"


def kept(backups: Iterable[Backup]) -> set[Path]:
    """Return which of the back-ups (the newest first) are kept: the newest ten, and the newest
    of 7 days, 5 weeks and 12 months that have one."""
    backups = list(backups)
    stay = {b.path for b in backups[:NEWEST]}
    for periods, name in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        newest: dict[str, Path] = {}
        for one in backups:
            newest.setdefault(name(one.day), one.path)
        stay.update(list(newest.values())[:periods])
    return stay


def thin_out(path: Path, folder: Path | None = None) -> None:
    """Delete the back-ups that are not kept. Only while the folder is locked."""
    there = backups_of(path, folder)
    stay = kept(there)
    for old in there:
        if old.path not in stay:
            with suppress(OSError):
                old.path.unlink(missing_ok=True)


def partial_name(target: Path) -> Path:
    """Return a name that no other program uses for what is to become `target`."""
    return target.with_name(f".{target.name}.{os.urandom(6).hex()}{PARTIAL}")


def clear_partials(target: Path) -> None:
    """Remove what stopped programs left on the way to `target`. Only while its folder is locked."""
    discard(target.with_name(target.name + PARTIAL))
    for left in target.parent.glob(f".{_literal(target.name)}.*{PARTIAL}"):
        discard(left)


@contextmanager
def locked(folder: Path, wait_s: float = LOCK_WAIT_S) -> Iterator[None]:
    """Keep other programs from writing back-ups to a folder; wait for one that does.

    The lock goes with the program that holds it, however that ends. Raises DatabaseProblem when
    the other one does not finish.
    """
    handle = _lock_handle(folder)
    if handle is None:
        yield  # no such locks there; every name is the program's own anyway
        return
    try:
        deadline = time.monotonic() + wait_s
        while not _try_lock(handle):
            if time.monotonic() > deadline:
                raise DatabaseProblem("backup-busy", where=str(folder))
            time.sleep(_TICK_S)
        yield
    finally:
        os.close(handle)
        if sys.platform == "win32":
            with suppress(OSError):
                (folder / _LOCK_FILE).unlink()


_LOCK_FILE = ".backup-lock"


def _lock_handle(folder: Path) -> int | None:
    try:
        if sys.platform == "win32":
            return os.open(folder / _LOCK_FILE, os.O_CREAT | os.O_RDWR, 0o600)
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks
    return True


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(day: str) -> str:
    return day


def _week(day: str) -> str:
    year, week, _day_of_week = date.fromisoformat(day).isocalendar()
    return f"{year}-{week}"


def _month(day: str) -> str:
    return day[:7]


def _literal(name: str) -> str:
    """Return a name as `glob` takes it for itself."""
    return re.sub(r"([*?[])", r"[\1]", name)
