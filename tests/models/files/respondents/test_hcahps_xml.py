"""Patient-level HCAHPS XML: who is a respondent, what each element means, which unit it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import FileRefused, UsageProblem
from models.files.content import ReadOptions
from models.survey import BLANK, NOT_APPLICABLE
from tests.models.files.hcahps_xml_files import ANSWERS, Patient, patient, write_xml
from tests.models.files.surveys import ReadSurvey, read_survey, write_csv, write_workbook
from ui.text.errors import hint, place_words, what

WEST = ReadOptions(unit="4 West")


def read(
    folder: Path,
    patients: list[Patient],
    options: ReadOptions = WEST,
    header: dict[str, str] | None = None,
) -> ReadSurvey:
    return read_survey(write_xml(folder / "july.xml", patients, header=header), options)


def refused(path: Path, options: ReadOptions = WEST) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_survey(path, options)
    assert place_words(caught.value.where).startswith(path.name)
    return caught.value


def test_that_the_answers_are_those_of_the_version_of_the_month(tmp_path: Path) -> None:
    found = read(tmp_path, [patient("A1", ANSWERS)])
    assert found.file.format == "hcahps_xml"
    (row,) = found.rows
    assert row.instrument == "hcahps-2019"
    assert (row.unit, row.facility, row.mode) == ("4 West", "Riverside", "Phone")
    assert (row.discharged, row.received) == ("2023-07-01", None)
    assert row.survey_id == "2023-07/A1"
    told = {key: row.values[key] for key in ("nurse_respect", "nurse_listen", "doctor_explain")}
    assert told == {"nurse_respect": 4, "nurse_listen": 3, "doctor_explain": BLANK}
    assert row.values["call_button"] == NOT_APPLICABLE
    assert row.values["bathroom_help"] == NOT_APPLICABLE
    assert row.values["discharge_help"] == 2
    assert row.values["discharge_symptoms"] == 1
    assert row.values["rating"] == 9
    assert row.values["ct_medicines"] == NOT_APPLICABLE
    assert row.values["race_white"] != row.values["race_black"]
    assert found.file.problems == []


def test_that_a_file_of_2018_holds_talk_about_pain(tmp_path: Path) -> None:
    when = {"discharge_yr": "2018", "discharge_month": "02"}
    answers = ANSWERS | {"med-screener": "1", "pain-control": "4", "help-pain": "3"}
    (row,) = read(tmp_path, [patient("A1", answers, **when)]).rows
    assert (row.instrument, row.discharged) == ("hcahps-2018", "2018-02-01")
    assert (row.values["pain_talk"], row.values["pain_treatment"]) == (4, 3)


def test_that_elements_nobody_knows_are_named_and_left_out(tmp_path: Path) -> None:
    answers = ANSWERS | {"rest-and-recovery-support": "1", "staff-team-updates": "2"}
    when = {"discharge_yr": "2025", "discharge_month": "3"}
    found = read(tmp_path, [patient("A1", answers, **when)])
    (row,) = found.rows
    assert row.instrument == "hcahps-2025"
    assert row.values["staff_informed"] == BLANK
    notes = " ".join(found.file.notes)
    assert "rest-and-recovery-support, staff-team-updates" in notes


def test_that_patients_without_an_answer_are_no_respondents(tmp_path: Path) -> None:
    patients = [
        patient("A1", ANSWERS),
        patient("A2", None, status="8"),
        patient("A3", None, status="8"),
        patient("A4", None, status="2"),
        patient("A5", ANSWERS, status="6"),
        patient("A6", ANSWERS, status="3"),
    ]
    found = read(tmp_path, patients)
    assert [row.survey_id for row in found.rows] == ["2023-07/A1", "2023-07/A5"]
    assert [row.row for row in found.rows] == [1, 5]
    assert found.file.rows_read == 2
    notes = " ".join(found.file.notes)
    assert "3 patients didn't answer" in notes
    assert "no answer after the last attempt 2, deceased 1" in notes
    assert "Answers from 1 patients don't count" in notes


def test_that_a_file_nobody_answered_says_so(tmp_path: Path) -> None:
    error = refused(write_xml(tmp_path / "july.xml", [patient("A1", None, status="8")]))
    assert error.code == "no_rows"
    assert "None of the 1 patients" in what(error)


def test_that_ids_that_start_anew_each_month_are_different_surveys(tmp_path: Path) -> None:
    patients = [patient("1", ANSWERS), patient("1", ANSWERS, discharge_month="8")]
    found = read(tmp_path, patients)
    assert [row.survey_id for row in found.rows] == ["2023-07/1", "2023-08/1"]


def test_that_a_cell_off_its_scale_is_reported_by_its_patient(tmp_path: Path) -> None:
    found = read(tmp_path, [patient("A1", ANSWERS), patient("A2", ANSWERS | {"quiet": "7"})])
    (problem,) = found.file.problems
    assert (problem.row, problem.column, problem.value) == (2, "quiet", "7")
    assert found.rows[1].values["quiet"] == BLANK


def test_that_a_month_that_cannot_be_is_reported(tmp_path: Path) -> None:
    patients = [patient("A1", ANSWERS), patient("A2", ANSWERS, discharge_month="13")]
    found = read(tmp_path, patients)
    assert found.rows[1].discharged is None
    assert [(p.row, p.value) for p in found.file.problems] == [(2, "2023-13")]


def test_that_without_any_unit_the_file_is_refused_with_the_ways_out(tmp_path: Path) -> None:
    path = write_xml(tmp_path / "july.xml", [patient("A1", ANSWERS)])
    error = refused(path, ReadOptions())
    assert error.code == "no_unit"
    for way in ("--units-from", "--unit", "--unit-column"):
        assert way in hint(error)


def test_that_the_strata_are_units_only_when_asked_for(tmp_path: Path) -> None:
    patients = [patient("A1", ANSWERS), patient("A2", ANSWERS, strata_name="SOUTH")]
    found = read(tmp_path, patients, ReadOptions(unit_column="strata-name"))
    assert [row.unit for row in found.rows] == ["NORTH", "SOUTH"]


def test_that_units_are_looked_up_in_a_second_file(tmp_path: Path) -> None:
    side = write_csv(
        tmp_path / "units.csv",
        [["Patient ID", "Room", "Nursing unit"], ["A1", "7", "4 West"], ["A2", "9", "ICU"]],
    )
    patients = [patient(name, ANSWERS) for name in ("A2", "A1", "A3")]
    found = read(tmp_path, patients, ReadOptions(units_from=str(side)))
    assert [row.unit for row in found.rows] == ["ICU", "4 West", "No unit"]
    notes = " ".join(found.file.notes)
    assert "Nursing unit in units.csv, matched by patient-id" in notes
    assert "1 rows aren't in that list" in notes


def test_that_ids_whose_zeros_a_spreadsheet_dropped_are_found(tmp_path: Path) -> None:
    side = write_workbook(
        tmp_path / "units.xlsx", {"S": [["Patient", "Unit"], [17, "4 West"], [18, "ICU"]]}
    )
    patients = [patient("00017", ANSWERS), patient("00018", ANSWERS)]
    found = read(tmp_path, patients, ReadOptions(units_from=str(side)))
    assert [row.unit for row in found.rows] == ["4 West", "ICU"]


def test_that_an_id_with_two_units_has_none(tmp_path: Path) -> None:
    rows = [["Patient", "Unit"], ["A1", "4 West"], ["A2", "ICU"], ["A2", "4 West"]]
    side = write_csv(tmp_path / "units.csv", rows)
    patients = [patient("A1", ANSWERS), patient("A2", ANSWERS)]
    found = read(tmp_path, patients, ReadOptions(units_from=str(side)))
    assert [row.unit for row in found.rows] == ["4 West", "No unit"]
    assert "1 IDs have more than one unit in that list" in " ".join(found.file.notes)


def test_that_a_list_of_other_ids_is_refused(tmp_path: Path) -> None:
    side = write_csv(tmp_path / "units.csv", [["Patient", "Unit"], ["Z9", "4 West"]])
    path = write_xml(tmp_path / "july.xml", [patient("A1", ANSWERS)])
    with pytest.raises(FileRefused) as caught:
        read_survey(path, ReadOptions(units_from=str(side)))
    assert caught.value.code == "no_common_ids"
    assert "units.csv" in place_words(caught.value.where)


def test_that_two_ways_of_naming_the_unit_are_one_too_many(tmp_path: Path) -> None:
    path = write_xml(tmp_path / "july.xml", [patient("A1", ANSWERS)])
    with pytest.raises(UsageProblem, match="unit_named_twice"):
        read_survey(path, ReadOptions(unit="4 West", unit_column="strata-name"))


def test_that_the_facility_can_be_said(tmp_path: Path) -> None:
    options = ReadOptions(unit="4 West", facility="Hilltop")
    (row,) = read(tmp_path, [patient("A1", ANSWERS)], options).rows
    assert row.facility is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_that_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    before = f'<?xml version="1.0" encoding="{encoding[:6].rstrip("-")}"?>'
    path = write_xml(tmp_path / "a.xml", [patient("A1", ANSWERS)], before=before, encoding=encoding)
    assert len(read_survey(path, WEST).rows) == 1


BOMB = '<!DOCTYPE monthlydata [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
OUTSIDE = '<!DOCTYPE monthlydata [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n'


@pytest.mark.parametrize("before", [BOMB, OUTSIDE, "<!DOCTYPE monthlydata>\n"])
def test_that_a_document_type_is_refused(tmp_path: Path, before: str) -> None:
    patients = [patient("A1", ANSWERS | {"quiet": "&#52;"})]
    error = refused(write_xml(tmp_path / "a.xml", patients, before=before))
    assert error.code == "xml_doctype"


@pytest.mark.parametrize(
    "content",
    [
        "<monthlydata>" + "<a>" * 100_000,
        '<monthlydata a="' + "x" * 12_000_000 + '"/>',
        "<monthlydata><header>",
        "<monthlydata><x:header/></monthlydata>",
        '<?xml version="1.0" encoding="utf-16"?><monthlydata/>',
        "<monthlydata><quiet>&nothing;</quiet></monthlydata>",
    ],
    ids=["deep", "endless attribute", "cut short", "unbound prefix", "other encoding", "entity"],
)
def test_that_damaged_and_hostile_xml_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(content, encoding="utf-8")
    assert refused(path).code == "xml_damaged"


def test_that_other_xml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<?xml version='1.0'?><feed><entry/></feed>", encoding="utf-8")
    assert "XML file" in what(refused(path))
