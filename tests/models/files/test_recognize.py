"""The family of a file is found by content, and reading it can be watched and stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import Cancelled, FileRefused
from models.files.content import ReadOptions, no_progress
from models.files.recognize import open_survey_file
from models.survey.catalog import built_in_instruments
from tests.models.files.surveys import highest, read_survey, shared_file, write_csv, write_workbook
from ui.text.errors import place_words

HEAD = ["Unit", "Q1", "Q2"]
ROWS = [["A", "Always", "Never"], ["B", "Usually", "Always"], ["A", "Sometimes", "Usually"]] * 4


@pytest.mark.parametrize(
    ("folder", "name", "format_word"),
    [
        ("cms", "HCAHPS-Hospital_2023-10_2024-09_DE-RI-VT.csv", "cms_hospital"),
        ("cms", "HCAHPS-State_2024.csv", "cms_state"),
        ("cms", "HCAHPS-National_2024.csv", "cms_national"),
        ("nhs", "FFT-inpatient-Aug-2025-layout-with-invented-counts.xlsx", "counts"),
        ("nhs", "experiences_test_data.csv", "respondents"),
        ("respondents", "israel_inpatient_2016_labelled.xlsx", "respondents"),
    ],
)
def test_that_each_real_file_is_known_under_any_name(
    tmp_path: Path, folder: str, name: str, format_word: str
) -> None:
    path = tmp_path / "download.dat"
    path.write_bytes(shared_file(folder, name).read_bytes())
    options = ReadOptions(said=highest("fft")) if "experiences" in name else ReadOptions()
    file = open_survey_file(path, options, built_in_instruments(), no_progress)
    assert file.format == format_word
    assert (file.name, len(file.sha256)) == ("download.dat", 64)


def test_that_the_sheet_with_the_answers_is_chosen(tmp_path: Path) -> None:
    notes = [["About this file"], ["Ward", "Contact"], ["A", "the quality office"]]
    path = write_workbook(tmp_path / "a.xlsx", {"Read me": notes, "Export": [HEAD, *ROWS]})
    read = read_survey(path)
    assert read.file.sheet == "Export"
    assert len(read.rows) == 12


def test_that_a_sheet_can_be_named(tmp_path: Path) -> None:
    sheets = {"March": [HEAD, *ROWS], "April": [HEAD, *ROWS[:6]]}
    path = write_workbook(tmp_path / "a.xlsx", sheets)
    assert read_survey(path).file.sheet == "March"
    assert len(read_survey(path, ReadOptions(sheet="April")).rows) == 6


def test_that_a_workbook_and_a_text_file_of_the_same_table_read_the_same(tmp_path: Path) -> None:
    book = read_survey(write_workbook(tmp_path / "a.xlsx", {"Data": [HEAD, *ROWS]}))
    text = read_survey(write_csv(tmp_path / "a.csv", [HEAD, *ROWS]))
    assert book.rows == text.rows


class StopAt:
    """A progress that cancels at its n-th call."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self, message: str, fraction: float | None) -> None:
        self.left -= 1
        if self.left == 0:
            raise Cancelled


def test_that_reading_stops_where_progress_says_so(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEAD, *ROWS * 2_000])
    messages: list[str] = []

    def note(message: str, fraction: float | None) -> None:
        messages.append(message)

    read_survey(path, progress=note)
    for last in range(1, len(messages), 7):
        with pytest.raises(Cancelled):
            read_survey(path, progress=StopAt(last))


def test_that_progress_never_leaves_zero_to_one(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEAD, *ROWS * 2_000])
    shares: list[float | None] = []
    read_survey(path, progress=lambda _, fraction: shares.append(fraction))
    assert all(share is None or 0 <= share <= 1 for share in shares)
    assert len(shares) > 15


def test_that_a_refusal_says_which_sheet_was_tried(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Only": [["Team", "Q1"], ["A", "Always"]]})
    with pytest.raises(FileRefused) as caught:
        read_survey(path)
    assert place_words(caught.value.where) == "a.xlsx, sheet Only"
