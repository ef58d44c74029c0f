"""Builds broken on purpose: a checker that finds nothing wrong with them proves nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from models.store.backup import back_ups, batch_check, integrity, restoring
from models.store.backup.restoring import RestoreReport
from models.store.database import copies, engine, opening
from models.store.database.database import Connection
from models.store.database.identity import family
from models.store.database.keys import Key
from tests.faults import scenarios


def without_syncs() -> None:
    """Commit without waiting for the disk."""
    pragmas = engine.connection_pragmas

    def unsafe(version: tuple[int, ...], *, alone: bool = False) -> list[str]:
        return [*pragmas(version, alone=alone), "synchronous=OFF"]

    engine.connection_pragmas = unsafe


def naive_restore() -> None:
    """Move the old file away, then copy the back-up to its place."""

    def naive(
        path: Path, source: Path, *, now: datetime | None = None, key: Key | None = None
    ) -> RestoreReport:
        kept = path.parent / "old"
        kept.mkdir()
        for file in family(path):
            if file.exists():
                file.rename(kept / file.name)
        shutil.copyfile(source, path)
        return RestoreReport(path, source, kept)

    restoring.restore = naive
    scenarios.restore = naive


def without_digests() -> None:
    """Look at the structure of a file alone."""

    def nothing(_c: Connection, *, small_only: bool = False) -> Iterator[str]:
        return iter(())

    integrity.differing_tables = nothing
    opening.differing_tables = nothing
    batch_check.BatchCheck.run = lambda _self: iter(())  # type: ignore[method-assign]
    integrity._Check._facilities = lambda _self, _c: None  # type: ignore[method-assign]


def unlocked_backup() -> None:
    """Let every program write to one passing name at once."""

    @contextmanager
    def unlocked(_folder: Path, _wait_s: float = 0) -> Iterator[None]:
        yield

    for module in (back_ups, copies):
        module.locked = unlocked
    copies.partial_name = lambda target: target.with_name(target.name + ".partial")


BREAKS: dict[str, Callable[[], None]] = {
    "without syncs": without_syncs,
    "naive restore": naive_restore,
    "without digests": without_digests,
    "unlocked back-up": unlocked_backup,
}
