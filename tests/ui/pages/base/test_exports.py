"""What is saved as a file stands in the audit trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import UserError
from models.store.database.audit import entries
from models.store.database.database import open_database
from ui.pages.base.exports import save_export


def test_that_a_saved_file_is_noted_by_page_and_kind(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data.db")
    save_export(database, "results", str(tmp_path / "4 West.PPTX"), b"abc")
    with database.read() as c:
        entry = entries(c)[0]
    assert (tmp_path / "4 West.PPTX").read_bytes() == b"abc"
    assert (entry.what, dict(entry.detail)) == ("export.made", {"page": "results", "kind": "pptx"})
    database.close()


def test_that_a_file_that_cannot_be_written_is_not_noted(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data.db")
    with pytest.raises(UserError):
        save_export(database, "results", str(tmp_path / "none" / "a.pdf"), b"abc")
    with database.read() as c:
        assert entries(c) == []
    database.close()
