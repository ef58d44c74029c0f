"""Care Compare files: which figures they hold, and what is left out and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from models.errors import FileRefused
from models.files.cms.care_compare import recognize
from models.files.cms.wide import published_id_of
from models.files.content import PublishedFigure, ReadOptions, SurveyFile, no_progress
from models.files.questions import LeftOut
from models.files.sheets.opening import open_sheets
from models.survey import month_label
from models.survey.catalog import built_in_instruments
from tests.models.files.listed_sheet import ListedSheet, csv_sheet, read_all
from ui.text.errors import hint

ROOT = Path(__file__).parents[4]
CUTS = ROOT / "tests" / "data" / "cms"
FULL = Path(os.environ.get("SURVEY_FILES", ROOT.parent / "shared" / "data")) / "cms"

KNOWN = built_in_instruments()
STATE_HEADER = [
    *("State", "HCAHPS Measure ID", "HCAHPS Question", "HCAHPS Answer Description"),
    *("HCAHPS Answer Percent", "Footnote", "Start Date", "End Date"),
]
HOSPITAL_HEADER = [
    *("Provider ID", "Hospital Name", "State", "HCAHPS Measure ID"),
    *("Patient Survey Star Rating", "HCAHPS Answer Percent", "HCAHPS Answer Percent Footnote"),
    *("HCAHPS Linear Mean Value", "Number of Completed Surveys"),
    *("Measure Start Date", "Measure End Date"),
]


def figures(
    rows: Sequence[Sequence[str]], name: str = "file.csv"
) -> tuple[SurveyFile, list[PublishedFigure]]:
    reading = recognize(ListedSheet(rows), ReadOptions(), KNOWN)
    assert reading is not None
    file, blocks = read_all(reading, name)
    return file, [figure for block in blocks for figure in block]


def state_row(published_id: str = "H_COMP_1_A_P", **changed: str) -> list[str]:
    cells = dict.fromkeys(STATE_HEADER, "") | {
        "State": "VT",
        "HCAHPS Measure ID": published_id,
        "HCAHPS Answer Percent": "80",
        "Start Date": "10/01/2023",
        "End Date": "09/30/2024",
    }
    return list((cells | changed).values())


def hospital_row(published_id: str, **changed: str) -> list[str]:
    cells = dict.fromkeys(HOSPITAL_HEADER, "Not Applicable") | {
        "Provider ID": "470001",
        "Hospital Name": "A HOSPITAL",
        "State": "VT",
        "HCAHPS Measure ID": published_id,
        "HCAHPS Answer Percent Footnote": "",
        "Number of Completed Surveys": "300 or more",
        "Measure Start Date": "10/01/2023",
        "Measure End Date": "09/30/2024",
    }
    return list((cells | changed).values())


def of_file(path: Path) -> tuple[str, SurveyFile, list[PublishedFigure]]:
    reading = recognize(csv_sheet(path), ReadOptions(), KNOWN)
    assert reading is not None
    file, blocks = read_all(reading, path.name)
    return reading.format, file, [figure for block in blocks for figure in block]


@pytest.mark.parametrize("name", sorted(path.name for path in CUTS.glob("*.csv")))
def test_that_a_file_opened_as_users_do_gives_the_same_figures(name: str):
    opened = open_sheets(CUTS / name, ReadOptions(), no_progress)
    reading = recognize(opened.sheets[0], ReadOptions(), KNOWN)
    assert reading is not None
    _, blocks = read_all(reading, name)
    assert [f for block in blocks for f in block] == of_file(CUTS / name)[2]


def full_file(name: str) -> Path:
    path = FULL / name
    if not path.exists():
        pytest.skip(f"{name} is not in {FULL}")
    return path


@pytest.mark.parametrize(
    ("name", "word", "rows", "count"),
    [
        ("hospital_2024.csv", "cms_hospital", 372, 186),
        ("hospital_2013_through_r.csv", "cms_hospital", 96, 96),
        ("state_2024.csv", "cms_state", 216, 144),
        ("national_2024.csv", "cms_national", 72, 72),
    ],
)
def test_that_each_layout_is_recognised_and_read_whole(name: str, word: str, rows: int, count: int):
    word_found, file, found = of_file(CUTS / name)
    assert word_found == word
    assert (file.rows_read, file.problems_total, file.rows_rejected) == (rows, 0, 0)
    assert len(found) == count


def numeric(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column, errors="coerce").dropna()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(CUTS / "hospital_2024.csv", id="hospital cut"),
        pytest.param(FULL / "HCAHPS-Hospital_2023-10_2024-09_DE-RI-VT.csv", id="hospital"),
    ],
)
def test_that_hospital_figures_agree_with_pandas(path: Path):
    table = pd.read_csv(full_file(path.name) if path.parent == FULL else path, dtype=str)
    _, _, found = of_file(path)
    for statistics, column in (
        (("top", "middle", "bottom"), "HCAHPS Answer Percent"),
        (("linear",), "HCAHPS Linear Mean Value"),
        (("star",), "Patient Survey Star Rating"),
    ):
        values = [figure.value for figure in found if figure.statistic in statistics]
        assert len(values) == len(numeric(table[column])) > 0
        assert sum(values) == numeric(table[column]).sum()
    assert {figure.area for figure in found} <= set(table["Facility ID"])


@pytest.mark.parametrize(
    ("name", "percent", "area"),
    [
        ("HCAHPS-State_2024.csv", "HCAHPS Answer Percent", "State"),
        ("HCAHPS-National_2024.csv", "HCAHPS Answer Percent", None),
        ("hcahps_UT_2013_long_R.csv", "HCAHPS.Answer.Percent", "Provider.ID"),
    ],
)
def test_that_the_other_published_files_agree_with_pandas(
    name: str, percent: str, area: str | None
):
    path = full_file(name)
    table = pd.read_csv(path, dtype=str)
    present = table[pd.to_numeric(table[percent], errors="coerce").notna()]
    _, file, found = of_file(path)
    assert file.rows_read == len(table)
    assert file.problems == []
    assert len(found) == len(present)
    if area:
        expected = Counter(present[area])
        assert Counter(figure.area for figure in found) == expected
        sums = pd.to_numeric(present[percent]).groupby(present[area]).sum()
        for key in expected:
            assert sum(f.value for f in found if f.area == key) == sums[key]


def test_the_figure_of_one_row():
    _, _, found = of_file(CUTS / "hospital_2024.csv")
    figure = found[0]
    assert (figure.level, figure.area, figure.area_name) == (
        "hospital",
        "080001",
        "CHRISTIANA HOSPITAL",
    )
    assert (figure.state, figure.published_id, figure.statistic) == ("DE", "H_COMP_1_A_P", "top")
    assert (figure.measure, figure.item, figure.value) == ("nurses", "", 76.0)
    assert month_label(figure.first_month) == "2023-10"
    assert month_label(figure.last_month) == "2024-09"
    assert figure.completes == "7723"
    assert figure.row == 2


def test_that_every_published_id_is_known_but_for_nothing():
    for path in CUTS.glob("*.csv"):
        _, file, found = of_file(path)
        assert not [note for note in file.notes if "without a measure" in note]
        assert "percent" not in {figure.statistic for figure in found}


@pytest.mark.parametrize(
    ("published_id", "measure", "item", "statistic"),
    [
        ("H_COMP_1_A_P", "nurses", "", "top"),
        ("H_COMP_2_U_P", "doctors", "", "middle"),
        ("H_COMP_3_SN_P", "responsiveness", "", "bottom"),
        ("H_COMP_4_A_P", "pain", "", "top"),
        ("H_COMP_5_U_P", "medicines", "", "middle"),
        ("H_COMP_6_Y_P", "discharge", "", "top"),
        ("H_COMP_6_N_P", "discharge", "", "bottom"),
        ("H_COMP_7_SA", "care_transition", "", "top"),
        ("H_COMP_7_A", "care_transition", "", "middle"),
        ("H_COMP_7_D_SD", "care_transition", "", "bottom"),
        ("H_CLEAN_HSP_A_P", "cleanliness", "clean", "top"),
        ("H_QUIET_HSP_SN_P", "quietness", "quiet", "bottom"),
        ("H_HSP_RATING_9_10", "rating", "rating", "top"),
        ("H_HSP_RATING_7_8", "rating", "rating", "middle"),
        ("H_HSP_RATING_0_6", "rating", "rating", "bottom"),
        ("H_RECMND_DY", "recommend", "recommend", "top"),
        ("H_RECMND_PY", "recommend", "recommend", "middle"),
        ("H_RECMND_DN", "recommend", "recommend", "bottom"),
        ("H_NURSE_LISTEN_A_P", "", "nurse_listen", "top"),
        ("H_CT_UNDER_A", "", "ct_understand", "middle"),
        ("H_SYMPTOMS_Y_P", "", "discharge_symptoms", "top"),
        ("H-COMP-1-A-P", "nurses", "", "top"),
        ("H_NEW_2026_A_P", "", "", "top"),
        ("H_NEW_2026_YD", "", "", "percent"),
    ],
)
def test_what_an_id_stands_for(published_id: str, measure: str, item: str, statistic: str):
    _, found = figures([STATE_HEADER, state_row(published_id)])
    assert [(f.measure, f.item, f.statistic) for f in found] == [(measure, item, statistic)]
    assert found[0].published_id == published_id.replace("-", "_")


@pytest.mark.parametrize(
    ("published_id", "measure"),
    [
        ("H_COMP_1_LINEAR_SCORE", "nurses"),
        ("H_CLEAN_LINEAR_SCORE", "cleanliness"),
        ("H_QUIET_LINEAR_SCORE", "quietness"),
        ("H_HSP_RATING_LINEAR_SCORE", "rating"),
    ],
)
def test_that_a_linear_mean_belongs_to_its_measure(published_id: str, measure: str):
    row = hospital_row(published_id, **{"HCAHPS Linear Mean Value": "91"})
    _, found = figures([HOSPITAL_HEADER, row])
    assert [(f.measure, f.statistic, f.value) for f in found] == [(measure, "linear", 91.0)]


def test_that_stars_are_kept_and_the_summary_star_belongs_to_no_measure():
    star = {"Patient Survey Star Rating": "4"}
    rows = [
        hospital_row("H_QUIET_STAR_RATING", **star),
        hospital_row("H_STAR_RATING", **star),
    ]
    file, found = figures([HOSPITAL_HEADER, *rows])
    assert [(f.measure, f.statistic, f.value) for f in found] == [
        ("quietness", "star", 4.0),
        ("", "star", 4.0),
    ]
    assert file.notes == []


def test_that_an_id_of_nobodys_measure_is_kept_and_said():
    file, found = figures([STATE_HEADER, state_row("H_REST_A_P")])
    assert found[0].published_id == "H_REST_A_P"
    assert file.notes == ["Scores for measures we don't know keep their IDs: H_REST_A_P."]


def test_that_absent_by_design_is_silent_and_held_back_is_counted():
    rows = [
        hospital_row("H_COMP_1_STAR_RATING"),
        hospital_row("H_COMP_1_A_P", **{"HCAHPS Answer Percent": "Not Available"}),
        hospital_row("H_COMP_1_U_P", **{"HCAHPS Answer Percent": "17"}),
    ]
    file, found = figures([HOSPITAL_HEADER, *rows])
    assert [f.value for f in found] == [17.0]
    assert (file.rows_read, file.problems_total) == (3, 0)
    assert file.notes == ["1 score isn't available: withheld or not reported."]


def test_that_completes_and_several_footnotes_are_kept_as_published():
    row = hospital_row(
        "H_COMP_1_A_P",
        **{"HCAHPS Answer Percent": "72%", "HCAHPS Answer Percent Footnote": "5, 24"},
    )
    _, found = figures([HOSPITAL_HEADER, row])
    assert (found[0].value, found[0].completes, found[0].footnote) == (
        72.0,
        "300 or more",
        "5, 24",
    )


def test_that_lost_leading_zeros_of_a_facility_id_are_restored_and_said():
    row = hospital_row("H_COMP_1_A_P", **{"Provider ID": "10001", "HCAHPS Answer Percent": "72"})
    file, found = figures([HOSPITAL_HEADER, row])
    assert found[0].area == "010001"
    assert file.notes == ["We restored leading zeros of the hospital ID in 1 rows."]


def test_that_an_id_turned_into_a_power_of_ten_is_rejected():
    row = hospital_row("H_COMP_1_A_P", **{"Provider ID": "4.6e+05", "HCAHPS Answer Percent": "72"})
    file, found = figures([HOSPITAL_HEADER, row])
    assert found == []
    assert (file.problems[0].column, file.problems[0].row) == ("Provider ID", 2)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("10/01/2023", "09/30/2024", ("2023-10", "2024-09")),
        ("1/1/2013", "12/31/2013", ("2013-01", "2013-12")),
        ("01/01/2013 12:00:00 AM", "12/31/2013 12:00:00 AM", ("2013-01", "2013-12")),
        ("2017-01-01", "2017-12-31", ("2017-01", "2017-12")),
        ("2017-01-01T00:00:00", "2017-12-31T00:00:00", ("2017-01", "2017-12")),
    ],
)
def test_how_dates_are_written(start: str, end: str, span: tuple[str, str]):
    _, found = figures([STATE_HEADER, state_row(**{"Start Date": start, "End Date": end})])
    assert (month_label(found[0].first_month), month_label(found[0].last_month)) == span


@pytest.mark.parametrize(("start", "end"), [("01/01/2013", "########"), ("########", "12/31/2013")])
def test_that_a_date_lost_in_a_spreadsheet_is_taken_as_twelve_months_away_and_said(
    start: str, end: str
):
    file, found = figures([STATE_HEADER, state_row(**{"Start Date": start, "End Date": end})])
    assert (month_label(found[0].first_month), month_label(found[0].last_month)) == (
        "2013-01",
        "2013-12",
    )
    assert "a date was lost" in file.notes[0]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"Start Date": "########", "End Date": "########"}, "Start Date"),
        ({"Start Date": "13/45/2023"}, "Start Date"),
        ({"End Date": ""}, "End Date"),
        ({"End Date": "09/30/2022"}, "End Date"),
        ({"HCAHPS Answer Percent": "101"}, "HCAHPS Answer Percent"),
        ({"HCAHPS Answer Percent": "eighty"}, "HCAHPS Answer Percent"),
        ({"HCAHPS Answer Percent": "-1"}, "HCAHPS Answer Percent"),
        ({"State": ""}, "State"),
        ({"HCAHPS Measure ID": "MORT_30_AMI"}, "HCAHPS Measure ID"),
    ],
)
def test_that_a_row_that_cannot_be_used_is_told_with_its_cell(changed: dict[str, str], column: str):
    file, found = figures([STATE_HEADER, state_row(), state_row(), state_row(**changed)])
    assert len(found) == 2
    assert (file.rows_read, file.rows_rejected) == (3, 1)
    problem = file.problems[0]
    assert (problem.row, problem.column, problem.rejects_row) == (4, column, True)
    assert problem.value == changed.get(column)
    assert problem.reason


@pytest.mark.parametrize("stars", ["0", "6", "3.5"])
def test_that_stars_outside_one_to_five_are_rejected(stars: str):
    row = hospital_row("H_COMP_1_STAR_RATING", **{"Patient Survey Star Rating": stars})
    file, found = figures([HOSPITAL_HEADER, row])
    assert (len(found), file.rows_rejected) == (0, 1)


def test_that_api_names_and_names_without_the_survey_s_name_are_known():
    api = "facility_id,facility_name,state,hcahps_measure_id,hcahps_answer_percent"
    short = "Provider ID,Hospital Name,State,Measure ID,Answer Percent"
    row = ["10001", "A HOSPITAL", "AL", "H_COMP_1_A_P", "80", "01/01/2020", "12/31/2020"]
    for names in (api + ",start_date,end_date", short + ",Start Date,End Date"):
        _, found = figures([names.split(","), row])
        assert [(f.area, f.value) for f in found] == [("010001", 80.0)]


def test_that_title_rows_above_the_header_are_passed_over():
    file, found = figures([["Downloaded"], [], STATE_HEADER, state_row()])
    assert (len(found), found[0].row, file.rows_read) == (1, 4, 1)


def test_that_the_cancer_hospitals_are_not_the_nation():
    rows = [STATE_HEADER[1:], state_row()[1:]]
    nation = figures(rows, "HCAHPS-National.csv")[1][0]
    cancer = figures(rows, "PCH_HCAHPS_NATIONAL.csv")[1][0]
    assert (nation.level, nation.area) == ("nation", "US")
    assert (cancer.level, cancer.area) == ("hospital", "PCH")


@pytest.mark.parametrize(
    "rows",
    [
        [["Unit", "Nurses", "Doctors"], ["4 West", "Always", "Never"]],
        [["Measure ID", "Answer Percent"], ["MORT_30", "12"]],
        [STATE_HEADER],
        [],
    ],
)
def test_that_other_tables_are_not_taken_for_published_figures(rows: list[list[str]]):
    assert recognize(ListedSheet(rows), ReadOptions(), KNOWN) is None


def test_that_a_file_without_dates_is_refused():
    header = ["hcahps_measure_id", "hcahps_answer_percent"]
    with pytest.raises(FileRefused) as refused:
        recognize(ListedSheet([header, ["H_COMP_1_A_P", "75"]]), ReadOptions(), KNOWN)
    assert refused.value.code == "no_dates"
    assert hint(refused.value)


SENTENCES = {
    "Percent of patients who reported that their nurses “Sometimes” or “Never” communicated well.":
        "H_COMP_1_SN_P",
    'Percent of patients who reported that their nurses "Always" communicated well.':
        "H_COMP_1_A_P",
    'Patients who reported that they "Usually" received help as soon as they wanted':
        "H_COMP_3_U_P",
    "Patients who reported that YES they were given information about what to do during their "
    "recovery at home": "H_COMP_6_Y_P",
    "Patients who gave their hospital a rating of 9 or 10 on a scale from 0 (lowest) to 10 "
    "(highest)": "H_HSP_RATING_9_10",
    "Patients who reported YES, they would definitely recommend the hospital": "H_RECMND_DY",
    "Patients who reported NO, they would not recommend the hospital": "H_RECMND_DN",
    "Patients who Strongly Agree they understood their care when they left the hospital":
        "H_COMP_7_SA",
    "Cleanliness Performance Rate": "H_CLEAN_HSP_A_P",
    "Communication with Nurses Achievement Points": None,
    "Responsiveness of Hospital Staff Performance Rate": "H_COMP_3_A_P",
    "H-COMP-2-A-P": "H_COMP_2_A_P",
    "Hospital Name": None,
}  # fmt: skip


@pytest.mark.parametrize("header", SENTENCES)
def test_that_a_column_of_a_wide_file_is_known_by_id_and_by_sentence(header: str):
    assert published_id_of(header) == SENTENCES[header]


WIDE = [
    ["Provider ID", "Hospital Name", "State", *list(SENTENCES)[:3], "H_COMP_1_STAR_RATING",
     "Communication with Nurses Achievement Points", "Number of Completed Surveys",
     "Measure Start Date", "Measure End Date"],
    ["050001", "Lakeside", "CA", "4%", "72%", "19", "4 out of 5", "4 out of 10", "300 or more",
     "10/01/2013", "09/30/2014"],
    ["050002", "Riverside", "CA", "Not Available", "140%", "20%", "", "3 out of 10", "100-299",
     "10/01/2013", "09/30/2014"],
]  # fmt: skip


def test_that_a_wide_file_gives_the_figures_of_its_cells():
    file, found = figures(WIDE)
    assert {(f.area, f.published_id, f.statistic): f.value for f in found} == {
        ("050001", "H_COMP_1_SN_P", "bottom"): 4.0,
        ("050001", "H_COMP_1_A_P", "top"): 72.0,
        ("050001", "H_COMP_3_U_P", "middle"): 19.0,
        ("050001", "H_COMP_1_STAR_RATING", "star"): 4.0,
        ("050002", "H_COMP_3_U_P", "middle"): 20.0,
    }
    assert {f.area: f.completes for f in found} == {"050001": "300 or more", "050002": "100-299"}
    assert (file.rows_read, file.rows_rejected) == (2, 0)
    assert [(p.row, p.value) for p in file.problems] == [(3, "140%")]


def test_that_figures_of_no_measure_are_counted_and_listed():
    reading = recognize(ListedSheet(WIDE), ReadOptions(), KNOWN)
    assert reading is not None
    left = {(c.column, c.reason, c.answers) for c in reading.left_out}
    points = "Communication with Nurses Achievement Points"
    assert left == {(points, LeftOut.FIGURES, 2)}


@pytest.mark.parametrize(("place", "word"), [(["State"], "cms_state"), ([], "cms_national")])
def test_that_wide_figures_of_states_and_of_the_nation_are_known(place: list[str], word: str):
    header = [*place, "H_COMP_1_A_P", "H_COMP_2_A_P", "H_CLEAN_HSP_A_P", "Start Date", "End Date"]
    cells = [*["VT"] * len(place), "80", "81", "75", "01/01/2024", "12/31/2024"]
    reading = recognize(ListedSheet([header, cells]), ReadOptions(), KNOWN)
    assert reading is not None
    assert reading.format == word
    _, blocks = read_all(reading, "file.csv")
    assert [figure.value for block in blocks for figure in block] == [80.0, 81.0, 75.0]


def test_that_a_wide_file_without_dates_is_refused():
    with pytest.raises(FileRefused, match="no_dates"):
        figures([row[:-2] for row in WIDE])


@pytest.mark.parametrize("points", ["4 out of 10", "4/10"])
def test_that_points_are_no_percent(points: str):
    file, found = figures([STATE_HEADER, state_row(**{"HCAHPS Answer Percent": points})])
    assert found == []
    assert file.problems[0].reason == "not a percentage from 0 to 100"


def test_that_completes_of_every_wording_are_kept_as_published():
    for words in ("300 or more", "Between 100 and 299", "Fewer than 100", "1,204"):
        row = hospital_row(
            "H_COMP_1_A_P",
            **{"HCAHPS Answer Percent": "72", "Number of Completed Surveys": words},
        )
        assert figures([HOSPITAL_HEADER, row])[1][0].completes == words
