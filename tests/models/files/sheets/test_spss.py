"""SPSS files as tables of text: labels applied, values declared as missing left empty."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from models.errors import FileRefused
from models.files.content import ReadOptions, no_progress
from models.files.sheets.opening import open_sheets
from models.files.sheets.sheet import OpenedFile
from ui.text.errors import place_words, what

FULL = Path(os.environ.get("SURVEY_FILES", Path(__file__).parents[5] / "shared" / "data")) / "spss"


def write_survey(path: Path, *, compress: bool = False) -> Path:
    answers = pd.DataFrame(
        {
            "ward": ["4 West", "4 West", "NA", ""],
            "q1": [4.0, 1.0, 9.0, None],
            "q2": [10.0, 5.0, 0.0, 99.0],
            "left": pd.to_datetime(["2026-09-30", None, "2026-08-01", "2026-08-02"]),
        }
    )
    pyreadstat.write_sav(
        answers,
        str(path),
        column_labels={"q1": "How often did nurses listen?"},
        variable_value_labels={
            "q1": {1: "Never", 4: "Always", 9: "Don't know"},
            "q2": {0: "Worst", 10: "Best"},
        },
        missing_ranges={"q1": [9], "q2": [{"lo": 90, "hi": 99}]},
        compress=compress,
    )
    return path


def opened(path: Path) -> OpenedFile:
    return open_sheets(path, ReadOptions(), no_progress)


@pytest.mark.parametrize("compress", [False, True], ids=["sav", "zsav"])
def test_that_labels_are_applied_and_declared_missing_is_empty(tmp_path: Path, compress: bool):
    file = opened(write_survey(tmp_path / "survey.sav", compress=compress))
    rows = list(file.sheets[0].rows(no_progress))
    assert rows == [
        (1, ["ward", "q1", "q2", "left"]),
        (2, ["4 West", "Always", "10 - Best", "2026-09-30"]),
        (3, ["4 West", "Never", "5"]),
        (4, ["NA", "", "0 - Worst", "2026-08-01"]),
        (5, ["", "", "", "2026-08-02"]),
    ]
    assert file.notes == ["2 cells hold a value declared as missing and were read as empty."]


def test_that_the_labels_of_variables_go_along(tmp_path: Path):
    sheet = opened(write_survey(tmp_path / "survey.sav")).sheets[0]
    assert dict(sheet.labels) == {"q1": "How often did nurses listen?"}


def test_that_a_file_is_known_as_spss_whatever_its_name(tmp_path: Path):
    sheet = opened(write_survey(tmp_path / "survey.sav").rename(tmp_path / "survey.csv")).sheets[0]
    assert sheet.head[0][1][0] == "ward"


@pytest.mark.parametrize("kept", [60, 400])
def test_that_a_torn_file_is_refused(tmp_path: Path, kept: int):
    path = write_survey(tmp_path / "survey.sav")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(FileRefused) as refused:
        opened(path)
    assert "SPSS file is damaged" in what(refused.value)
    assert place_words(refused.value.where) == "survey.sav"


def test_that_a_published_survey_agrees_with_pyreadstat():
    path = FULL / "gss2014_ch4.sav"
    if not path.exists():
        pytest.skip(f"{path.name} is not in {FULL}")
    expected, _ = pyreadstat.read_sav(str(path), apply_value_formats=True)
    file = opened(path)
    header, *rows = [cells for _, cells in file.sheets[0].rows(no_progress)]
    assert header == list(expected.columns)
    assert len(rows) == len(expected)
    for name in ("SEX", "RACE", "MARITAL"):
        place = header.index(name)
        mine = pd.Series([row[place] if place < len(row) else "" for row in rows])
        assert mine[mine != ""].value_counts().to_dict() == expected[name].value_counts().to_dict()
    place = header.index("EDUC")
    years = pd.to_numeric(pd.Series([row[place] if place < len(row) else "" for row in rows]))
    assert years.sum() == pd.to_numeric(expected["EDUC"].astype(object)).sum()
