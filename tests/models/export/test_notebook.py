"""The notebook for analysts runs from top to bottom, and the data dictionary is today's."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from models.store.database import open_database
from tests.models.store.hospital import import_surveys, import_wards

DOCS = Path(__file__).parents[3] / "docs"


def code_cells() -> list[str]:
    notebook = json.loads((DOCS / "analysts.ipynb").read_text("utf-8"))
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]


def test_that_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "hospital.db"
    db = open_database(place)
    import_surveys(db)
    import_wards(db)
    db.close()
    monkeypatch.setenv("THROUGHLINE_DB", str(place))
    names: dict[str, Any] = {}
    for cell in code_cells():
        exec(compile(cell, "analysts.ipynb", "exec"), names)
    assert len(names["surveys"]) == 5
    assert not names["answers"].empty
    assert not names["results"].empty


def test_that_the_notebook_holds_no_results() -> None:
    notebook = json.loads((DOCS / "analysts.ipynb").read_text("utf-8"))
    assert not any(cell.get("outputs") for cell in notebook["cells"])


def test_that_the_data_dictionary_is_todays() -> None:
    script = runpy.run_path(str(DOCS / "write_data_dictionary.py"))
    assert script["dictionary"]() == (DOCS / "data-dictionary.md").read_text("utf-8")
