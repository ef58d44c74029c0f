"""Exports of survey tools as plain tables: one header, the responses, nothing else."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.files.content import ReadOptions, no_progress
from models.files.sheets.flattened import FlattenedSheet
from models.files.sheets.opening import open_sheets
from models.files.survey_tools import google_forms as tool_google_forms
from models.files.survey_tools import limesurvey as tool_limesurvey
from models.files.survey_tools import microsoft_forms as tool_microsoft_forms
from models.files.survey_tools import qualtrics as tool_qualtrics
from models.files.survey_tools import redcap as tool_redcap
from models.files.survey_tools import surveymonkey as tool_surveymonkey
from tests.models.files.listed_sheet import ListedSheet

FULL = Path(os.environ.get("SURVEY_FILES", Path(__file__).parents[5] / "shared" / "data")) / "tools"
TOOLS = {
    "qualtrics": tool_qualtrics.flatten_export,
    "surveymonkey": tool_surveymonkey.flatten_export,
    "limesurvey": tool_limesurvey.flatten_export,
    "redcap": tool_redcap.flatten_export,
    "microsoft_forms": tool_microsoft_forms.flatten_export,
    "google_forms": tool_google_forms.flatten_export,
}


def unfolded(tool: str, rows: Sequence[Sequence[str]]) -> tuple[FlattenedSheet, list[list[str]]]:
    sheet = TOOLS[tool](ListedSheet(rows))
    assert sheet is not None
    assert sheet.tool == tool
    return sheet, [cells for _, cells in sheet.rows(no_progress)]


def export(tool: str, name: str) -> tuple[FlattenedSheet, list[list[str]]]:
    path = FULL / name
    if not path.exists():
        pytest.skip(f"{name} is not in {FULL}")
    opened = open_sheets(path, ReadOptions(), no_progress)
    sheet = TOOLS[tool](opened.sheets[0])
    assert sheet is not None
    return sheet, [cells for _, cells in sheet.rows(no_progress)]


def import_ids(count: int) -> list[str]:
    return [f'{{"ImportId":"QID{n}"}}' for n in range(count)]


QUALTRICS = [
    [
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "RecipientEmail",
        "DistributionChannel",
        "Q1",
        "Q2_1",
        "Q2_2",
    ],
    [
        "Start Date",
        "End Date",
        "Response Type",
        "IP Address",
        "Progress",
        "Finished",
        "Recorded Date",
        "Response ID",
        "Recipient Email",
        "Distribution Channel",
        "How <b>clean</b> was it? - Selected Choice",
        "How often?",
        "How often?",
    ],
    import_ids(13),
]


def qualtrics_row(response: str, **changed: str) -> list[str]:
    cells = dict.fromkeys(QUALTRICS[0], "") | {
        "Status": "IP Address",
        "Progress": "100",
        "Finished": "True",
        "RecordedDate": "2026-09-30 10:00:00",
        "ResponseId": response,
        "IPAddress": "192.0.2.1",
        "RecipientEmail": "someone@example.org",
        "DistributionChannel": "anonymous",
        "Q1": "Very",
        "Q2_1": "Always",
        "Q2_2": "Never",
    }
    return list((cells | changed).values())


def test_that_three_qualtrics_headers_become_one_of_question_texts():
    sheet, rows = unfolded("qualtrics", [*QUALTRICS, qualtrics_row("R_1")])
    assert rows == [
        [
            *("RecordedDate", "ResponseId", "DistributionChannel"),
            *("How clean was it?", "How often? [Q2_1]", "How often? [Q2_2]"),
        ],
        ["2026-09-30 10:00:00", "R_1", "anonymous", "Very", "Always", "Never"],
    ]
    assert [number for number, _ in sheet.head] == [3, 4]


def test_that_localized_qualtrics_texts_do_not_hide_its_own_columns():
    german = [QUALTRICS[0], ["Startdatum", *["…"] * 9, "Wie sauber?", "A", "B"], QUALTRICS[2]]
    _, rows = unfolded("qualtrics", [*german, qualtrics_row("R_1")])
    assert rows[0][:2] == ["RecordedDate", "ResponseId"]
    assert rows[0][3:] == ["Wie sauber?", "A", "B"]


def test_that_a_column_is_found_by_each_of_its_names():
    sheet, _ = unfolded("qualtrics", [*QUALTRICS, qualtrics_row("R_1")])
    assert sheet.name_here("q2_1") == "How often? [Q2_1]"
    assert sheet.name_here("How clean was it?") == "How clean was it?"
    assert sheet.name_here("nowhere") == "nowhere"


def test_that_groups_of_a_rating_are_no_question_of_qualtrics():
    ids = ["ResponseId", "RecordedDate", "Q2_NPS_GROUP", "Q2"]
    texts = ["Response ID", "Recorded Date", "How likely? - Group", "How likely?"]
    rows = [
        ids,
        texts,
        [f'{{"ImportId":"{name}"}}' for name in ids],
        ["R_1", "2026-03-04", "1", "5"],
    ]
    export = tool_qualtrics.flatten_export(ListedSheet(rows))
    assert export is not None
    assert "How likely? - Group" not in export.head[0][1]
    assert "How likely?" in export.head[0][1]


def test_that_bookkeeping_comes_along_when_asked_for():
    sheet, _ = unfolded("qualtrics", [*QUALTRICS, qualtrics_row("R_1", Status="0")])
    more = sheet.including(["Status", "nowhere"])
    assert more.head[0][1][0] == "Status"
    assert more.head[1][1][:2] == ["0", "2026-09-30 10:00:00"]


def test_that_previews_spam_tests_and_unfinished_are_left_out_and_counted():
    sheet, rows = unfolded(
        "qualtrics",
        [
            *QUALTRICS,
            qualtrics_row("R_1"),
            qualtrics_row("R_2", Status="Survey Preview"),
            qualtrics_row("R_3", DistributionChannel="preview"),
            qualtrics_row("R_4", Status="Spam"),
            qualtrics_row("R_5", Finished="False", Progress="40"),
            qualtrics_row("R_6", Progress="99"),
            qualtrics_row("R_7", Status="Survey Test"),
            qualtrics_row("R_8", Status="0", Finished="1"),
        ],
    )
    assert [cells[1] for cells in rows[1:]] == ["R_1", "R_8"]
    expected = [
        "2 preview responses were left out.",
        "1 spam response was left out.",
        "1 test response was left out.",
        "2 unfinished responses were left out.",
    ]
    assert sheet.notes == expected
    list(sheet.rows(no_progress))
    assert sheet.notes == expected, "reading twice must not count twice"


def test_that_a_qualtrics_export_of_tests_alone_is_kept_and_said():
    row = qualtrics_row("R_1", Status="2")
    sheet, rows = unfolded("qualtrics", [*QUALTRICS, row])
    assert len(rows) == 2
    assert sheet.notes == [tool_qualtrics.ONLY_TESTS]


@pytest.mark.parametrize(
    ("name", "header_row"),
    [("qualtrics_insights_NA_options.csv", 3), ("qualtrics_legacy_NA_options.csv", 2)],
)
def test_that_both_ages_of_qualtrics_exports_give_the_same_questions(name: str, header_row: int):
    sheet, rows = export("qualtrics", name)
    assert len(rows) == 16
    assert sheet.head[0][0] == header_row
    assert rows[0][:3] == ["ResponseID", "EndDate", "Indicate how you feel about squash"]
    assert len(rows[0]) == len(set(rows[0])) == 2 + 35
    assert not {"IPAddress", "LocationLatitude"} & set(rows[0])
    with (FULL / name).open(encoding="utf-8-sig", newline="") as lines:
        raw = list(csv.reader(lines))
    place = raw[0].index("Q3_2")
    mine = next(n for n, text in enumerate(rows[0]) if text.endswith("[Q3_2]"))
    assert [cells[mine] for cells in rows[1:]] == [row[place] for row in raw[header_row:]]


def test_that_a_blank_surveymonkey_question_continues_the_one_before():
    _, rows = unfolded(
        "surveymonkey",
        [
            [
                "RespondentID",
                "CollectorID",
                "StartDate",
                "EndDate",
                "IP Address",
                "Rest?",
                "Which staff?",
                "",
                "Why?",
            ],
            ["", "", "", "", "", "Response", "Nurses", "Doctors", "Open-Ended Response"],
            ["1", "9", "2026-09-01", "2026-09-02", "192.0.2.1", "Always", "Nurses", "", "x"],
        ],
    )
    assert rows == [
        [
            "RespondentID",
            "EndDate",
            "Rest?",
            "Which staff? – Nurses",
            "Which staff? – Doctors",
            "Why?",
        ],
        ["1", "2026-09-02", "Always", "Nurses", "", "x"],
    ]


def test_the_surveymonkey_export_of_two_header_rows():
    sheet, rows = export("surveymonkey", "surveymonkey_starwars_2rows.csv")
    assert len(rows) == 1 + 1186
    assert len(rows[0]) == len(set(rows[0])) == 38
    assert rows[0][32].startswith("Do you consider yourself to be a fan of the Star Trek")
    assert sheet.notes == []


def test_that_unsubmitted_limesurvey_responses_are_left_out_and_counted():
    sheet, rows = export("limesurvey", "limesurvey_results_q_and_code.csv")
    assert len(rows) == 1 + 31
    assert sheet.notes == ["9 unfinished responses were left out."]
    assert rows[0][:3] == [
        "Response ID",
        "Date submitted",
        "How similar are these words in meaning? [book vs. topic]",
    ]
    assert not [name for name in rows[0] if "time" in name.lower()]


@pytest.mark.parametrize(
    "header",
    [
        ["id", "submitdate", "lastpage", "startlanguage", "ipaddr", "Q00[SQ1]"],
        ["Response ID", "Date submitted", "Last page", "Start language", "IP address", "Q00[SQ1]"],
    ],
)
def test_that_limesurvey_headers_of_codes_or_texts_alone_are_known(header: list[str]):
    row = ["1", "2026-09-01 10:00:00", "3", "en", "192.0.2.1", "Always"]
    _, rows = unfolded("limesurvey", [header, row])
    assert rows == [["Response ID", "Date submitted", "Q00[SQ1]"], [row[0], row[1], "Always"]]


def test_that_redcap_checkboxes_stay_and_its_bookkeeping_goes():
    _, rows = export("redcap", "redcap_checkboxes.csv")
    assert rows[0] == [
        *("record_id", "check_one___1", "check_one___2", "check_one___3", "check_one___4"),
        *("check_two___a", "check_two___b", "check_two___c", "check_two___d", "check_two___e"),
        "desired_result",
    ]
    assert rows[3][1:5] == ["1", "1", "1", "1"]
    assert len(rows) == 5


def test_that_visits_of_one_redcap_record_stay_apart():
    _, rows = export("redcap", "redcap_longitudinal.csv")
    ids = [cells[0] for cells in rows[1:]]
    assert ids[0] == "100 / enrollment_arm_1"
    assert len(ids) == len(set(ids)) == 18
    assert "redcap_event_name" not in rows[0]
    assert not [name for name in rows[0] if name.endswith("_complete")]


@pytest.mark.parametrize(
    ("header", "boxes"),
    [
        (
            [
                "record_id",
                "redcap_survey_identifier",
                "visit_timestamp",
                "unit",
                "why___1",
                "visit_complete",
            ],
            "why___1",
        ),
        (
            [
                "Record ID",
                "Survey Identifier",
                "Survey Timestamp",
                "Unit",
                "Why? (choice=Noise)",
                "Complete?",
            ],
            "Why? (choice=Noise)",
        ),
    ],
)
def test_that_raw_and_label_headers_of_redcap_are_known(header: list[str], boxes: str):
    done = ["1", "", "2026-09-01 10:00:00", "4 West", "1", "2"]
    begun = ["2", "", "[not completed]", "4 West", "0", "0"]
    sheet, rows = unfolded("redcap", [header, done, begun])
    assert rows == [
        ["record_id", "timestamp", "unit" if header[3] == "unit" else "Unit", boxes],
        ["1", "2026-09-01 10:00:00", "4 West", "1"],
    ]
    assert sheet.notes == ["1 unfinished response was left out."]


def test_that_microsoft_forms_keeps_the_answers_and_when_they_came():
    header = ["ID", "Start time", "Completion time", "Email", "Name", "Unit", "Rest?"]
    header += ["Points - Rest?"]
    row = ["1", "2026-09-01T10:00:00", "2026-09-01T10:05:00", "a@example.org", "", "4 West"]
    row += ["Always", "1"]
    _, rows = unfolded("microsoft_forms", [header, row])
    assert rows == [["timestamp", "Unit", "Rest?"], ["2026-09-01T10:05:00", "4 West", "Always"]]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    "rows",
    [
        [["Unit", "Date", "Nurses listen"], ["4 West", "2026-09-01", "Always"]],
        [["id", "unit", "form_complete"], ["1", "4 West", "2"]],
        [["RespondentID", "Q1"], ["1", "Always"]],
        [["V1", "V2", "V3"], ["1", "2", "3"]],
        [[]],
    ],
)
def test_that_plain_tables_are_left_alone(tool: str, rows: list[list[str]]):
    assert TOOLS[tool](ListedSheet(rows)) is None


def test_that_a_frame_holds_what_rows_hold():
    rows = [*QUALTRICS, *(qualtrics_row(f"R_{n}") for n in range(500))]
    rows.insert(5, qualtrics_row("R_x", Finished="False"))
    sheet, listed = unfolded("qualtrics", rows)
    cells = sheet.frame(3, 5, [1], no_progress).cells
    ids, numbers = cells[1].tolist(), cells.index.tolist()
    assert ids == [cells[1] for cells in listed[1:]]
    assert numbers == [4, 5, *range(7, 505)]
    assert not sheet.complete


GOOGLE = [
    ["Timestamp", "Email Address", "Which ward were you on?", "How clean was it?", "What helped?"],
    ["9/30/2026 14:05:11", "a@b.org", "4 West", "Always", "Staff, Food"],
    ["9/30/2026 15:05:11", "", "5 East", "Yes, mostly", "Food"],
    ["10/1/2026 8:05:11", "", "5 East", "Other words of mine", "Quiet, Staff"],
]


def test_that_google_forms_is_known_by_its_timestamps():
    sheet, rows = unfolded("google_forms", GOOGLE)
    assert rows[0] == ["timestamp", "Which ward were you on?", "How clean was it?"]
    assert rows[1:] == [[row[0], row[2], row[3]] for row in GOOGLE[1:]]
    assert sheet.notes == ["Cells with several answers were left out: What helped?."]


@pytest.mark.parametrize(
    ("cells", "several"),
    [
        (["Yes, definitely", "Yes, somewhat", "No"], False),
        (["Always", "Always, Usually", "Usually"], False),
        (["Food;Staff", "Staff;Quiet", "Food;Quiet"], True),
        (["Food", "Staff", "Quiet"], False),
        ([f"It was long, and number {n}, really" for n in range(30)], False),
    ],
)
def test_that_several_choices_in_a_cell_are_told_from_answers_with_commas(
    cells: list[str], several: bool
):
    rows = [["Timestamp", "Ward", "Q"], *(["2026-09-30 10:00:00", "A", cell] for cell in cells)]
    sheet, _ = unfolded("google_forms", rows)
    assert bool(sheet.notes) is several


@pytest.mark.parametrize(
    ("name", "stamp"), [("Timestamp", "2026-09-30"), ("Received", "2026-09-30 10:00:00")]
)
def test_that_a_table_with_plain_dates_is_no_google_form(name: str, stamp: str):
    rows = [[name, "Ward", "Q1"], [stamp, "A", "Always"]]
    assert tool_google_forms.flatten_export(ListedSheet(rows)) is None


@pytest.mark.parametrize("stamp", ["2026/09/30 2:05:11 PM GMT+2", "30.09.2026 14:05:11"])
def test_that_the_stamps_of_a_download_and_of_another_language_are_known(stamp: str):
    rows = [["Zeitstempel", "Ward", "Q1"], [stamp, "A", "Always"]]
    sheet, (header, _) = unfolded("google_forms", rows)
    assert header[0] == "timestamp"
    assert sheet.notes == []
