"""Long feeds: rows of one answer put together to surveys, whatever the columns are called."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from models.files.content import ReadOptions
from models.files.questionnaires.inferred import item_key
from models.survey import BLANK
from tests.models.files.surveys import (
    ReadSurvey,
    highest,
    read_survey,
    shared_file,
    write_csv,
    write_workbook,
)

HEAD = ["SURVEY_ID", "VARNAME", "VALUE", "RECDATE", "DISDATE", "Svc_Cde"]
FREQUENCY = ("Never", "Sometimes", "Usually", "Always")
RATINGS = ("0-Worst possible", *map(str, range(1, 10)), "10-Best possible")
AGREE = ("Strongly Disagree", "Disagree", "Agree", "Strongly Agree")
UNITS = ("4 WEST", "ICU", "5 NORTH")

Answers = dict[str, str]


def surveys(count: int = 60) -> list[Answers]:
    """Return answers as a vendor words them: several vocabularies in one feed."""
    return [
        {
            "CH_01": FREQUENCY[n % 4],
            "CH_02": FREQUENCY[(n // 2) % 4],
            "CH_05": ("Yes", "No")[n % 2],
            "CH_09": RATINGS[n % 11],
            "CH_12": AGREE[n % 4],
            "A1": str(n % 5 + 1),
            "AGE": str(30 + n % 50),
            "ITSERVTY": "MD",
            "UNIT": UNITS[n % 3],
            "ADJSAMP": "Not Included" if n % 10 == 0 else "Included",
            "CMT1": f"Nurse number {n} was kind and the room was warm." if n % 4 == 0 else "",
        }
        for n in range(count)
    ]


def feed(answered: Sequence[Answers]) -> list[list[str]]:
    """Return the rows of a feed."""
    return [
        [f"P{n:05d}", name, value, "8/14/2023", f"7/{n % 28 + 1}/2023", "IN"]
        for n, answers in enumerate(answered)
        for name, value in answers.items()
    ]


def read(folder: Path, rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> ReadSurvey:
    path = write_csv(folder / "feed.csv", [head, *rows])
    numbers = any(row[1] == "A1" for row in rows)
    return read_survey(path, ReadOptions(said=highest("A1") if numbers else None))


def label_of(found: ReadSurvey, key: str, value: int) -> str:
    assert found.file.instrument is not None
    return found.file.instrument.item(key).scale.by_value[value].label


def test_that_each_survey_is_one_row_with_its_unit_dates_and_id(tmp_path: Path) -> None:
    found = read(tmp_path, feed(surveys()))
    assert found.file.format == "long_feed"
    assert found.file.rows_read == len(found.rows) == 60
    row = found.rows[7]
    assert (row.unit, row.survey_id) == ("ICU", "P00007")
    assert (row.discharged, row.received) == ("2023-07-08", "2023-08-14")
    assert row.row == 2 + 7 * 11
    assert found.file.problems == []


def test_that_every_answer_of_every_vocabulary_is_kept(tmp_path: Path) -> None:
    given = surveys()
    found = read(tmp_path, feed(given))
    for name in ("CH_01", "CH_02", "CH_05", "CH_12", "A1"):
        key = item_key(name)
        told = [label_of(found, key, value) for value in found.answers(key)]
        assert [t.casefold() for t in told] == [s[name].casefold() for s in given]
    ratings = [label_of(found, "ch_09", value) for value in found.answers("ch_09")]
    assert ratings == [str(n % 11) for n in range(60)]
    assert [row.comments for row in found.rows[:2]] == [
        (("CMT1", "Nurse number 0 was kind and the room was warm."),),
        (),
    ]


def test_that_surveys_outside_the_adjusted_sample_are_counted_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, feed(surveys()))
    notes = " ".join(found.file.notes)
    assert "6 surveys are outside the adjusted sample (ADJSAMP: not included)" in notes
    assert "combined by SURVEY_ID" in notes


@pytest.mark.parametrize("seed", range(3))
def test_that_the_order_of_the_rows_means_nothing(tmp_path: Path, seed: int) -> None:
    rows = feed(surveys())
    straight = read(tmp_path, rows)
    random.Random(seed).shuffle(rows)
    mixed = read(tmp_path, rows)

    def content(found: ReadSurvey) -> list[tuple[object, ...]]:
        return sorted(
            (r.survey_id, r.unit, r.discharged, sorted(r.values.items())) for r in found.rows
        )

    assert content(mixed) == content(straight)


def test_that_a_feed_sorted_by_question_is_known_by_its_names(tmp_path: Path) -> None:
    rows = sorted(feed(surveys(300)), key=lambda row: row[1])
    found = read(tmp_path, rows)
    assert (found.file.format, len(found.rows)) == ("long_feed", 300)


@pytest.mark.parametrize(
    "head",
    [
        ["Respondent ID", "Question", "Answer", "Received Date", "Discharge Date", "Service"],
        ["id", "item", "response", "date received", "date", "svc"],
        ["Case Number", "Field Name", "Result", "Return Date", "Visit Date", "Type"],
    ],
)
def test_that_other_names_of_the_columns_are_known(tmp_path: Path, head: list[str]) -> None:
    found = read(tmp_path, feed(surveys()), head)
    assert (found.file.format, len(found.rows)) == ("long_feed", 60)
    assert found.rows[3].discharged == "2023-07-04"
    assert found.rows[3].survey_id == "P00003"


def test_that_the_unit_may_be_a_column(tmp_path: Path) -> None:
    rows = [[*row, UNITS[int(row[0][1:]) % 3]] for row in feed(surveys()) if row[1] != "UNIT"]
    found = read(tmp_path, rows, [*HEAD, "Nursing Unit"])
    assert [row.unit for row in found.rows[:3]] == list(UNITS)


def test_that_a_column_with_the_wording_makes_the_labels(tmp_path: Path) -> None:
    words = {name: f"Wording of the question {name}?" for name in surveys(1)[0]}
    rows = [[*row, words[row[1]], str(n)] for n, row in enumerate(feed(surveys()))]
    found = read(tmp_path, rows, [*HEAD, "Question text", "Line"])
    assert found.file.instrument is not None
    assert found.file.instrument.item("ch_01").label == "Wording of the question CH_01?"
    assert any("left out: Line" in note for note in found.file.notes)


def test_that_hcahps_items_by_name_are_hcahps(tmp_path: Path) -> None:
    names = {
        "nurse-listen": "Always", "nurse-explain": "Usually", "nurse-courtesy-respect": "Always",
        "dr-listen": "Never", "dr-explain": "Always", "cleanliness": "Always",
        "overall-rate": "10-Best possible", "call-button": "Always",
    }  # fmt: skip
    answered = [names | {"UNIT": UNITS[n % 3]} for n in range(30)]
    found = read(tmp_path, feed(answered))
    assert {row.instrument for row in found.rows} == {"hcahps-2019"}
    assert set(found.answers("rating")) == {11}
    assert set(found.answers("doctor_listen")) == {1}


def test_that_a_bad_cell_is_reported_in_its_own_row(tmp_path: Path) -> None:
    rows = feed(surveys())
    place = next(n for n, row in enumerate(rows) if row[:2] == ["P00031", "CH_02"])
    rows[place][2] = "Alwayz"
    found = read(tmp_path, rows)
    (problem,) = found.file.problems
    assert (problem.row, problem.column, problem.value) == (place + 2, "CH_02", "Alwayz")
    assert found.rows[31].values["ch_02"] == BLANK


def test_that_two_answers_to_one_question_are_no_answer(tmp_path: Path) -> None:
    rows = feed(surveys())
    rows.append(["P00005", "CH_01", "Never", "8/14/2023", "7/6/2023", "IN"])
    assert surveys()[5]["CH_01"] == "Sometimes"
    found = read(tmp_path, rows)
    (problem,) = found.file.problems
    assert problem.value == "Sometimes / Never"
    assert found.rows[5].values["ch_01"] == BLANK


def test_that_the_same_answer_twice_is_one(tmp_path: Path) -> None:
    rows = feed(surveys())
    found = read(tmp_path, [*rows, rows[0]])
    assert found.file.problems == []
    assert len(found.rows) == 60


def test_that_rows_of_no_survey_and_no_question_are_reported(tmp_path: Path) -> None:
    rows = [*feed(surveys()), ["", "CH_01", "Always", "", "", ""], ["P1", "", "Yes", "", "", ""]]
    found = read(tmp_path, rows)
    assert [(p.row, p.column) for p in found.file.problems] == [
        (662, "SURVEY_ID"),
        (663, "VARNAME"),
    ]
    assert len(found.rows) == 60


def test_that_a_date_that_differs_within_a_survey_is_reported(tmp_path: Path) -> None:
    rows = feed(surveys())
    rows[15][4] = "7/30/2023"
    found = read(tmp_path, rows)
    (problem,) = found.file.problems
    assert (problem.row, problem.column, problem.value) == (17, "DISDATE", "7/30/2023")
    assert found.rows[1].discharged == "2023-07-02"


def test_that_a_row_whose_cells_have_shifted_is_left_out(tmp_path: Path) -> None:
    rows = feed(surveys())
    rows[40] = [*rows[40][:2], "Always", "really", *rows[40][3:]]
    found = read(tmp_path, rows)
    assert [p.row for p in found.file.problems] == [42]


def test_that_a_workbook_holds_a_feed_as_well(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "feed.xlsx", {"Feed": [HEAD, *feed(surveys())]})
    found = read_survey(path)
    assert (found.file.format, len(found.rows)) == ("long_feed", 60)


def test_that_one_unit_can_be_named_for_the_whole_feed(tmp_path: Path) -> None:
    rows = [row for row in feed(surveys()) if row[1] != "UNIT"]
    path = write_csv(tmp_path / "feed.csv", [HEAD, *rows])
    found = read_survey(path, ReadOptions(unit="Birth Center"))
    assert {row.unit for row in found.rows} == {"Birth Center"}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("nhs", "experiences_test_data.csv"),
        ("respondents", "israel_inpatient_2016_labelled.xlsx"),
        ("tools", "redcap_longitudinal.csv"),
    ],
)
def test_that_tables_of_one_row_per_survey_are_no_feeds(folder: str, name: str) -> None:
    options = ReadOptions(unit="Here") if folder == "tools" else ReadOptions()
    options = replace(options, said=highest("fft" if folder == "nhs" else "*mq1"))
    if folder == "respondents":
        options = ReadOptions()
    assert read_survey(shared_file(folder, name), options).file.format != "long_feed"
