"""Saving what leaves the program as a file, with a line in the audit trail."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from ui.charts.export import save_bytes

if TYPE_CHECKING:
    from models.store.database import Database


def save_export(db: Database, page: str, path: str, content: bytes) -> None:
    """Write a whole file or none, and note which page it is of and what kind of file, in a job.

    Raises UserError when it can't be written.
    """
    from models.store.database import record_export

    save_bytes(path, content)
    record_export(db, {"page": page, "kind": PurePath(path).suffix.lstrip(".").casefold()})
