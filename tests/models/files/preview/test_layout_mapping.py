"""Files of a known layout: what of their columns can be said, and the months they do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from models.errors import UsageProblem
from models.files.aggregates.measures import TOP
from models.files.content import CountRow, PublishedFigure, ReadOptions, SurveyFile, no_progress
from models.files.mapping.toml import read_mapping, write_mapping
from models.files.mapping.value import ColumnMapping, Mapping, Role
from models.files.preview.build import preview_file
from models.files.preview.preview import Preview
from models.files.recognize import open_survey_file
from models.files.respondents.questions import with_answer
from models.survey import NO_UNIT
from models.survey.catalog import built_in_instruments
from tests.models.files.hcahps_xml_files import ANSWERS, patient, write_xml
from tests.models.files.surveys import read_survey, write_csv

KNOWN = built_in_instruments()
FREQUENCY = ("Never", "Sometimes", "Usually", "Always")
ANSWERED = ["Very Good", "Good", "Neither Good nor Poor", "Poor", "Very Poor", "Don't Know"]


def look(path: Path, mapping: Mapping | None = None) -> Preview:
    return preview_file(path, ReadOptions(mapping=mapping), KNOWN, no_progress)


def roles(preview: Preview) -> dict[str, Role | None]:
    return {column.name: column.role for column in preview.columns}


def opened(path: Path, options: ReadOptions) -> tuple[SurveyFile, list[object]]:
    file = open_survey_file(path, options, KNOWN, no_progress)
    return file, [row for block in file.blocks if isinstance(block, list) for row in block]


def feed(folder: Path, head: Sequence[str]) -> Path:
    """Write a feed of 40 surveys; a second column numbers the answers as the survey's id does."""
    rows = [
        [f"P{n:03d}", f"{n % 4}{question}", question, answer, f"07/{n % 28 + 1:02d}/2026", unit]
        for n in range(40)
        for unit in (f"{n % 3} WEST",)
        for question, answer in (
            ("Q1", FREQUENCY[n % 4]),
            ("Q2", FREQUENCY[(n + 1) % 4]),
            ("Q3", "Yes" if n % 2 else "No"),
        )
    ]
    return write_csv(folder / "feed.csv", [head, *rows])


HEAD = ["SURVEY_ID", "Code", "VARNAME", "VALUE", "DISDATE", "Ward"]


def test_that_a_feed_is_shown_by_its_own_columns_and_they_can_be_changed(tmp_path: Path) -> None:
    preview = look(feed(tmp_path, HEAD))
    assert (preview.format, preview.mappable, preview.of_layout) == ("long_feed", True, True)
    found = roles(preview)
    assert found["SURVEY_ID"] is Role.SURVEY_ID
    assert (found["VARNAME"], found["VALUE"]) == (Role.QUESTION, Role.ANSWER)
    assert (found["Ward"], found["DISDATE"]) == (Role.UNIT, Role.DISCHARGE_DATE)
    assert {Role.QUESTION, Role.ANSWER} <= set(preview.roles)
    changed = preview.with_mapping(preview.mapping.with_role("DISDATE", Role.RECEIVED_DATE))
    assert roles(changed)["DISDATE"] is Role.RECEIVED_DATE
    rows = read_survey(tmp_path / "feed.csv", ReadOptions(mapping=changed.mapping)).rows
    assert (rows[0].received, rows[0].discharged) == ("2026-07-01", None)


def test_that_the_columns_of_a_feed_with_silent_headers_can_be_told(tmp_path: Path) -> None:
    path = feed(tmp_path, ["k1", "k2", "k3", "k4", "day", "Ward"])
    told = Mapping(
        columns=(
            ColumnMapping("k1", Role.SURVEY_ID),
            ColumnMapping("k3", Role.QUESTION),
            ColumnMapping("k4", Role.ANSWER),
        )
    )
    read = read_survey(path, ReadOptions(mapping=told))
    assert (read.file.format, len(read.rows)) == ("long_feed", 40)
    assert read.rows[5].unit == "2 WEST"


def test_that_the_mapping_of_a_feed_is_written_and_read_the_same(tmp_path: Path) -> None:
    path = feed(tmp_path, HEAD)
    first = read_survey(path)
    assert first.file.applied is not None
    mapping = first.file.applied.mapping
    again = read_mapping(write_mapping(mapping))
    assert again == mapping
    second = read_survey(path, ReadOptions(mapping=again))
    assert second.rows == first.rows
    assert second.file.applied is not None
    assert second.file.applied.mapping == mapping


def test_that_a_feed_told_of_a_column_it_lacks_is_refused(tmp_path: Path) -> None:
    told = Mapping(columns=(ColumnMapping("Station", Role.UNIT),))
    with pytest.raises(UsageProblem, match="unknown_column"):
        read_survey(feed(tmp_path, HEAD), ReadOptions(mapping=told))


SHARES = [
    ["Unit", "Service", "Measure", "Month", "n", "Score", "Top Box %"],
    ["4 West", "Surgery", "Cleanliness", "2026-07", "50", "40.0", "80.0"],
    ["5 East", "Medicine", "Cleanliness", "2026-07", "30", "70.0", "50.0"],
    ["4 West", "Surgery", "Quietness", "2026-07", "40", "60.0", "75.0"],
]


def counted(path: Path, options: ReadOptions) -> dict[tuple[str, str], int]:
    _, rows = opened(path, options)
    return {
        (row.unit, item): count
        for row in rows
        if isinstance(row, CountRow)
        for (item, value), count in row.counts.items()
        if value == TOP
    }


def test_that_another_column_can_be_the_share_or_the_unit(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "shares.csv", SHARES)
    preview = look(path)
    assert roles(preview) == {
        "Unit": Role.UNIT,
        "Service": Role.IGNORE,
        "Measure": Role.QUESTION,
        "Month": Role.PERIOD,
        "n": Role.COUNT,
        "Score": Role.IGNORE,
        "Top Box %": Role.SHARE,
    }
    usual = counted(path, ReadOptions())
    mapping = preview.mapping.with_role("Top Box %", Role.IGNORE).with_role("Score", Role.SHARE)
    mapping = mapping.with_role("Service", Role.UNIT).with_role("Unit", Role.IGNORE)
    changed = preview.with_mapping(mapping)
    assert roles(changed)["Score"] is Role.SHARE
    other = counted(path, ReadOptions(mapping=mapping))
    assert {unit for unit, _ in usual} == {"4 West", "5 East"}
    assert {unit for unit, _ in other} == {"Surgery", "Medicine"}
    assert (max(usual.values()), max(other.values())) == (40, 24)


def test_that_the_mapping_of_shares_reads_them_again(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "shares.csv", SHARES)
    file, rows = opened(path, ReadOptions())
    assert file.applied is not None
    again = read_mapping(write_mapping(file.applied.mapping))
    assert opened(path, ReadOptions(mapping=again))[1] == rows


def test_that_columns_of_one_name_are_left_to_the_layout(tmp_path: Path) -> None:
    table = [[*row, "Rank", "Rank"] if row is SHARES[0] else [*row, "1", "2"] for row in SHARES]
    path = write_csv(tmp_path / "shares.csv", table)
    file, rows = opened(path, ReadOptions())
    assert file.applied is not None
    assert file.applied.mapping.column("Rank") is None
    again = read_mapping(write_mapping(file.applied.mapping))
    assert opened(path, ReadOptions(mapping=again))[1] == rows


def test_that_shares_without_months_ask_for_theirs(tmp_path: Path) -> None:
    table = [[cell for place, cell in enumerate(row) if place != 3] for row in SHARES]
    path = write_csv(tmp_path / "shares.csv", table)
    preview = look(path)
    question = preview.question("period")
    assert (question.default, preview.refused) == (None, None)
    mapping = with_answer(preview.mapping, question, question.choices[1].key)
    assert preview.with_mapping(mapping).is_ready
    _, rows = opened(path, ReadOptions(period="2026-05"))
    assert {row.month for row in rows if isinstance(row, CountRow)} == {2026 * 12 + 4}


def wards(folder: Path, name: str, *head: str) -> Path:
    head = head or ("Trust Name", "Site Name", "Ward Name", "Total Responses")
    counts = ["29", "5", "7", "2", "1", "0"]
    rows = [["A Trust", "North", f"Ward {n}", "44", *counts] for n in range(3)]
    return write_csv(folder / name, [[*head, *ANSWERED], *rows])


def test_that_the_place_of_counts_can_be_another_column(tmp_path: Path) -> None:
    path = wards(tmp_path, "counts 2026-05.csv")
    preview = look(path)
    assert preview.mappable
    assert roles(preview)["Ward Name"] is Role.UNIT
    assert roles(preview)["Very Good"] is None
    mapping = preview.mapping.with_role("Site Name", Role.IGNORE)
    _, rows = opened(path, ReadOptions(mapping=mapping))
    assert {row.site for row in rows if isinstance(row, CountRow)} == {""}


def test_that_counts_beside_columns_of_one_name_are_remembered(tmp_path: Path) -> None:
    path = wards(tmp_path, "May 2026.csv", "Ward Name", "Code", "Code", "Total Responses")
    file, rows = opened(path, ReadOptions())
    assert file.applied is not None
    again = read_mapping(write_mapping(file.applied.mapping))
    assert opened(path, ReadOptions(mapping=again))[1] == rows


def test_that_the_answers_of_counts_cannot_be_told_to_be_something_else(tmp_path: Path) -> None:
    path = wards(tmp_path, "May 2026.csv")
    mapping = Mapping(columns=(ColumnMapping("Very Good", Role.ITEM),))
    rows = opened(path, ReadOptions())[1]
    assert len(rows) == 3
    assert opened(path, ReadOptions(mapping=mapping))[1] == rows


def test_that_counts_without_a_month_ask_for_it(tmp_path: Path) -> None:
    path = wards(tmp_path, "counts.csv")
    preview = look(path)
    question = preview.question("period")
    assert not preview.is_ready
    mapping = with_answer(preview.mapping, question, question.choices[0].key)
    assert preview.with_mapping(mapping).is_ready
    _, rows = opened(path, ReadOptions(mapping=Mapping(period="May 2026")))
    assert {row.month for row in rows if isinstance(row, CountRow)} == {2026 * 12 + 4}


WIDE = [
    ["Facility ID", "Facility Name", "H_COMP_1_A_P", "H_COMP_2_A_P", "H_CLEAN_HSP_A_P"],
    ["010001", "A Hospital", "80", "82", "71"],
    ["010002", "B Hospital", "70", "72", "61"],
]
YEAR = (2023 * 12 + 9, 2024 * 12 + 8)


def months(rows: Sequence[object]) -> set[tuple[int, int]]:
    return {(r.first_month, r.last_month) for r in rows if isinstance(r, PublishedFigure)}


def test_that_published_figures_without_dates_take_the_months_of_their_name(
    tmp_path: Path,
) -> None:
    path = write_csv(tmp_path / "HCAHPS 2023-10 to 2024-09.csv", WIDE)
    file, rows = opened(path, ReadOptions())
    assert months(rows) == {YEAR}
    assert "October 2023 to September 2024" in " ".join(file.notes)
    assert look(path).is_ready


def test_that_published_figures_without_dates_ask_for_their_months(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "wide.csv", WIDE)
    preview = look(path)
    question = preview.question("period")
    assert question.default is None
    assert "2023-10 to 2024-09" in [choice.key for choice in question.choices]
    mapping = with_answer(preview.mapping, question, "2023-10 to 2024-09")
    assert preview.with_mapping(mapping).is_ready
    file, rows = opened(path, ReadOptions(mapping=mapping))
    assert months(rows) == {YEAR}
    assert "no mapping was needed" not in " ".join(file.notes)
    assert months(opened(path, ReadOptions(period="2023-10 to 2024-09"))[1]) == {YEAR}


@pytest.mark.parametrize("text", ["last year", "2010-01 to 2024-12", "FY26"])
def test_that_words_which_are_no_period_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageProblem, match="no_period"):
        opened(write_csv(tmp_path / "wide.csv", WIDE), ReadOptions(period=text))


def test_that_an_hcahps_file_asks_for_its_unit_and_takes_any_answer(tmp_path: Path) -> None:
    path = write_xml(tmp_path / "july.xml", [patient(f"A{n}", ANSWERS) for n in range(3)])
    preview = look(path)
    question = preview.question("unit")
    assert not preview.is_ready
    assert question.choices[0].key == "all rows"
    assert "strata-name" in [choice.key for choice in question.choices]
    for choice, unit in (("all rows:4 West", "4 West"), ("all rows", NO_UNIT),
                         ("strata-name", "NORTH")):  # fmt: skip
        mapping = with_answer(preview.mapping, question, choice)
        assert preview.with_mapping(mapping).is_ready
        rows = read_survey(path, ReadOptions(mapping=mapping)).rows
        assert {row.unit for row in rows} == {unit}


def test_that_an_hcahps_file_says_that_its_layout_is_a_standard(tmp_path: Path) -> None:
    path = write_xml(tmp_path / "july.xml", [patient("A1", ANSWERS)])
    preview = preview_file(path, ReadOptions(unit="4 West"), KNOWN, no_progress)
    assert (preview.is_ready, preview.of_layout) == (True, True)
    assert "is a standard" in preview.notes[0]
    assert roles(preview)["nurse-listen"] is None
