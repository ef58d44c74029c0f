"""What the columns of a respondent table are taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import FileRefused, UsageProblem
from models.files.cells.header_words import header_key, is_about_patient, is_identifier, is_question
from models.files.columns.roles import Roles, decide_roles
from models.files.content import ReadOptions, no_progress
from models.files.sheets.opening import open_sheets
from models.files.sheets.table import read_table
from tests.models.files.surveys import Cells, read_survey, write_csv
from ui.text.errors import hint

ANSWERS = ["Always", "Usually", "Never", "Always", "Sometimes", "Always"]


def roles_of(
    folder: Path,
    head: list[str],
    rows: list[Cells],
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
) -> Roles:
    path = write_csv(folder / "a.csv", [head, *rows])
    table = read_table(open_sheets(path, options, no_progress).sheets[0], "a.csv", no_progress)
    return decide_roles(table, options, "a.csv")


def name_of(column: object) -> str | None:
    return getattr(column, "name", None)


@pytest.mark.parametrize(
    "unit",
    ["Unit", "unit_name", "UNITNAME", "NursingUnit", "Ward", "Dept", "Department Name", "Floor",
     "NURSTA", "Discharge Unit"],
)  # fmt: skip
def test_that_a_unit_column_is_known_by_its_name(tmp_path: Path, unit: str) -> None:
    rows: list[Cells] = [[f"{n % 3} West", "Always"] for n in range(6)]
    assert roles_of(tmp_path, [unit, "Q1"], rows).unit.name == unit


def test_that_long_names_of_units_come_again_and_comments_do_not(tmp_path: Path) -> None:
    long = "Department of Internal Medicine and Geriatrics, Acute Care for the Elderly, Ward {}"
    named: list[Cells] = [[long.format("AB"[n % 2]), "Always"] for n in range(12)]
    assert roles_of(tmp_path, ["Unit", "Q1"], named).unit.name == "Unit"
    told: list[Cells] = [[long.format(n), "Always"] for n in range(12)]
    with pytest.raises(FileRefused):
        roles_of(tmp_path, ["Unit", "Q1"], told)


def test_that_a_name_is_preferred_to_a_code(tmp_path: Path) -> None:
    head = ["Unit ID", "Unit Name", "Facility ID", "Facility Name", "Q1"]
    rows: list[Cells] = [[n % 2, f"{n % 2} West", 1, "General", "Always"] for n in range(6)]
    roles = roles_of(tmp_path, head, rows)
    assert (roles.unit.name, name_of(roles.facility)) == ("Unit Name", "Facility Name")
    assert [column.name for column in roles.questions] == ["Q1"]


def test_that_a_table_without_a_unit_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        roles_of(tmp_path, ["Team", "Q1"], [["A", "Always"]])
    assert "--unit-column" in hint(caught.value)
    assert "Team, Q1" in hint(caught.value)


def test_that_the_user_can_name_the_columns(tmp_path: Path) -> None:
    head = ["Team", "Region", "Day", "Unit", "Q1"]
    rows: list[Cells] = [["T1", "North", "2026-03-04", "X", word] for word in ANSWERS]
    options = ReadOptions(unit_column="team", facility_column="Region", date_column="Day")
    roles = roles_of(tmp_path, head, rows, options)
    assert (roles.unit.name, name_of(roles.facility)) == ("Team", "Region")
    assert name_of(roles.discharged) == "Day"


@pytest.mark.parametrize("option", ["unit_column", "facility_column", "date_column"])
def test_that_a_column_that_is_not_there_is_answered_with_those_that_are(
    tmp_path: Path, option: str
) -> None:
    with pytest.raises(UsageProblem) as caught:
        roles_of(tmp_path, ["Unit", "Q1"], [["A", "Always"]], ReadOptions(**{option: "Wing"}))
    assert "Unit, Q1" in hint(caught.value)


def ids(folder: Path, name: str, values: list[str]) -> str | None:
    rows: list[Cells] = [[value, "A", "Always"] for value in values]
    return name_of(roles_of(folder, [name, "Unit", "Q1"], rows).survey_id)


def test_that_a_survey_id_names_each_row(tmp_path: Path) -> None:
    assert ids(tmp_path, "Survey ID", ["S7", "S9", "S8"]) == "Survey ID"
    assert ids(tmp_path, "id", ["600001", "600002", "600003"]) == "id"


def test_that_repeated_or_missing_ids_are_none(tmp_path: Path) -> None:
    assert ids(tmp_path, "Survey ID", ["S7", "S9", "S7"]) is None
    assert ids(tmp_path, "Survey ID", ["S7", "", "S8"]) is None
    assert ids(tmp_path, "Survey ID", ["S7", "NA", "S8"]) is None


@pytest.mark.parametrize("first", [0, 1])
def test_that_a_row_counter_is_no_survey_id(tmp_path: Path, first: int) -> None:
    assert ids(tmp_path, "Survey ID", [str(first + n) for n in range(5)]) is None
    assert ids(tmp_path, "id", [f"{first + n}.0" for n in range(5)]) is None


def test_that_what_may_name_a_patient_is_never_handed_on(tmp_path: Path) -> None:
    head = ["MRN", "Patient Name", "Phone", "Contact", "DOB", "Unit", "Q1", "Comments"]
    row = ["ZZ-1", "ZZ Name", "(555) 555-1234", "zz@example.org", "1950-01-01", "A", "Always"]
    path = write_csv(tmp_path / "a.csv", [head, *[[*row, "They were kind to me."]] * 6])
    read = read_survey(path)
    text = repr(read.rows) + repr(read.file.problems) + repr(read.file.notes)
    for canary in ("ZZ", "555", "zz@", "1950"):
        assert canary not in text
    assert any("MRN" in note for note in read.file.notes)


def test_that_comments_are_known_by_header_and_by_length(tmp_path: Path) -> None:
    texts = [f"The nurses on shift {n} explained everything to my wife." for n in range(6)]
    rows: list[Cells] = [["A", w, t, t] for w, t in zip(ANSWERS, texts, strict=True)]
    roles = roles_of(tmp_path, ["Unit", "Nurses explained", "Comment", "Q7"], rows)
    assert [column.name for column in roles.comments] == ["Comment", "Q7"]
    assert [column.name for column in roles.questions] == ["Nurses explained"]


def test_that_comments_are_known_by_their_header_however_often_patients_repeat_them(
    tmp_path: Path,
) -> None:
    texts = [f"The nurses on shift {n} explained everything." for n in range(20)]
    rows: list[Cells] = [["A", ANSWERS[n % 6], texts[n % 20]] for n in range(200)]
    roles = roles_of(tmp_path, ["Unit", "Nurses explained", "Comments"], rows)
    assert [column.name for column in roles.comments] == ["Comments"]


def test_that_blank_comments_are_not_comments(tmp_path: Path) -> None:
    said = ["Kind nurses, cold food, long waits.", "None", "N/A", "No comment.", "-", ""]
    rows = [["Unit", "Q1", "Comments"], *[["A", "Always", text] for text in said]]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert [row.comments for row in read.rows if row.comments] == [(("Comments", said[0]),)]


def test_that_the_finest_of_several_locations_is_the_unit(tmp_path: Path) -> None:
    head = ["location_1", "location_2", "location_3", "Q1"]
    rows: list[Cells] = [["Trust", "Site", f"Ward {n % 2}", w] for n, w in enumerate(ANSWERS)]
    roles = roles_of(tmp_path, head, rows)
    assert roles.unit.name == "location_3"
    assert [column.name for column in roles.questions] == ["Q1"]


def test_that_a_hospitals_size_or_food_is_no_facility(tmp_path: Path) -> None:
    head = ["Hospital_size", "Hospital_food", "Ward"]
    roles = roles_of(tmp_path, head, [["Big", "Always", "A"], ["Small", "Never", "B"]])
    assert roles.facility is None


def test_that_headers_are_compared_without_their_dress() -> None:
    assert header_key("Discharge_Date") == header_key("dischargeDate") == "discharge date"


@pytest.mark.parametrize(
    "name", ["Gender", "AGE_TODAY", "HEALTH_STATUS", "What is your age?", "Length of stay"]
)
def test_that_columns_about_the_patient_are_known(name: str) -> None:
    assert is_about_patient(name)


@pytest.mark.parametrize(
    "name",
    ["During this hospital stay, how often did nurses listen?", "Q12", "Manager visited me",
     "How well did staff respect your religion or beliefs?"],
)  # fmt: skip
def test_that_questions_about_care_are_not_about_the_patient(name: str) -> None:
    assert not is_about_patient(name)
    assert not is_identifier(name)


def test_that_questions_are_known_by_number_or_wording() -> None:
    assert is_question("Q7")
    assert is_question("Was it quiet?")
    assert is_question("How often was it quiet")
    assert not is_question("Chronic")
