"""In a frozen bundle the program starts itself to read a file in a process of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import FileRefused
from models.files.content import ReadOptions, RespondentBlock, no_progress
from models.files.process import parent
from models.files.sheets.opening import open_sheets
from models.survey.catalog import built_in_instruments
from tests.models.files.surveys import ROOT, write_csv, write_workbook

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")

CELLS = [["Unit", "Q1"], ["4 West", "Always"]]
STAND_IN = """#!/bin/sh
exec {python} -c 'import runpy, sys
sys.frozen = True
sys.argv[0] = "{main}"
runpy.run_path("{main}", run_name="__main__")
' "$@"
"""


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make this process look like a bundle whose program is a script of its own."""
    program = tmp_path / "throughline"
    program.write_text(STAND_IN.format(python=shlex.quote(sys.executable), main=ROOT / "main.py"))
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return program


def test_that_a_workbook_is_read_by_the_bundle_itself(bundle: Path) -> None:
    path = write_workbook(bundle.with_name("a.xlsx"), {"S": CELLS})
    (sheet,) = open_sheets(path, ReadOptions(), no_progress).sheets
    assert [row for _, row in sheet.rows(no_progress)] == CELLS


def test_that_a_large_file_is_read_by_the_bundle_itself(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "LARGE_BYTES", 1)
    rows = [["Unit", "How clean was it?"], *[["4 West", "Always"], ["5 East", "Never"]] * 4]
    path = write_csv(bundle.with_name("a.csv"), rows)
    file = parent.read_survey_file(path, ReadOptions(), built_in_instruments(), no_progress)
    blocks = [block for block in file.blocks if isinstance(block, RespondentBlock)]
    assert (sum(map(len, blocks)), file.rows_read) == (8, 8)


def test_that_a_refusal_in_the_bundles_process_keeps_its_words(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "LARGE_BYTES", 1)
    path = write_csv(bundle.with_name("a.csv"), [["Unit", "Q1"]])
    with pytest.raises(FileRefused, match="no_rows"):
        parent.read_survey_file(path, ReadOptions(), built_in_instruments(), no_progress)


def test_that_the_switches_mean_nothing_outside_a_bundle() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--read-workbook"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert done.returncode == 2
    assert "unrecognized" in done.stderr or "error" in done.stderr
