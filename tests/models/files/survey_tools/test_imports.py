"""From the export of a survey tool to respondent rows, the whole way through the reader."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from models.errors import FileRefused, UsageProblem
from models.files.content import ReadOptions, RespondentBlock, SurveyFile, no_progress
from models.files.recognize import open_survey_file
from models.survey.catalog import built_in_instruments
from tests.models.files.surveys import highest
from ui.text.errors import hint

FULL = Path(os.environ.get("SURVEY_FILES", Path(__file__).parents[5] / "shared" / "data")) / "tools"
NURSES = [
    "During this hospital stay, how often did nurses treat you with courtesy and respect?",
    "During this hospital stay, how often did nurses listen carefully to you?",
    "During this hospital stay, how often did nurses explain things in a way you could understand?",
]


def read(path: Path, **options: Any) -> tuple[SurveyFile, list[RespondentBlock]]:
    file = open_survey_file(path, ReadOptions(**options), built_in_instruments(), no_progress)
    blocks = [block for block in file.blocks if isinstance(block, RespondentBlock)]
    return file, blocks


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return path


def values(blocks: Sequence[RespondentBlock], item: str) -> Counter[int]:
    return Counter(
        int(value)
        for block in blocks
        for value in block.answers[:, block.instrument.position[item]]
    )


def units(blocks: Sequence[RespondentBlock]) -> list[str]:
    return [block.unit_names[unit] for block in blocks for unit in block.units]


def full_file(name: str) -> Path:
    path = FULL / name
    if not path.exists():
        pytest.skip(f"{name} is not in {FULL}")
    return path


def qualtrics_export(folder: Path) -> Path:
    ids = ["StartDate", "EndDate", "Status", "Finished", "RecordedDate", "ResponseId"]
    ids += ["Q1", "Q2_1", "Q2_2", "Q2_3", "Q3"]
    texts = [*ids[:6], "Unit", *NURSES, "Anything else?"]
    imports = [f'{{"ImportId":"{name}"}}' for name in ids]
    rows = [
        ["IP Address", "True", "R_1", "4 West", "Always", "Usually", "Never", ""],
        ["IP Address", "True", "R_2", "5 East", "Usually", "Always", "Always", ""],
        ["IP Address", "False", "R_3", "5 East", "Never", "Never", "", ""],
        ["Survey Preview", "True", "R_4", "5 East", "Never", "Never", "Never", ""],
    ]
    day = "2026-09-30 10:00:00"
    filled = [[day, day, row[0], row[1], day, *row[2:]] for row in rows]
    return write(folder / "export.csv", [ids, texts, imports, *filled])


def test_that_a_qualtrics_export_of_hcahps_questions_is_read_as_hcahps(tmp_path: Path):
    file, blocks = read(qualtrics_export(tmp_path))
    assert file.format == "qualtrics_respondents"
    assert file.instrument is not None
    assert file.instrument.family == "hcahps"
    assert units(blocks) == ["4 West", "5 East"]
    assert values(blocks, "nurse_respect") == Counter([4, 3])
    assert [block.rows.tolist() for block in blocks] == [[4, 5]]
    assert file.rows_read == 2
    assert {
        "1 preview response was left out.",
        "1 unfinished response was left out.",
    } <= set(file.notes)


@pytest.mark.parametrize("name", ["Q1", "Unit", "q1"])
def test_that_the_user_may_name_a_column_by_its_field_or_its_text(tmp_path: Path, name: str):
    _, blocks = read(qualtrics_export(tmp_path), unit_column=name)
    assert units(blocks) == ["4 West", "5 East"]


def test_that_a_column_nobody_has_is_refused_with_the_columns(tmp_path: Path):
    with pytest.raises(UsageProblem) as refused:
        read(qualtrics_export(tmp_path), unit_column="Ward")
    assert "Unit" in hint(refused.value)


def test_that_the_surveymonkey_export_agrees_with_its_own_rows():
    path = full_file("surveymonkey_starwars_2rows.csv")
    file, blocks = read(path, unit_column="Location (Census Region)")
    with path.open(encoding="cp1252", errors="replace", newline="") as lines:
        raw = list(csv.reader(lines))[2:]
    assert file.format == "surveymonkey_respondents"
    assert file.rows_read == len(raw) == 1186
    key = "have_you_seen_any_of_the_6_films_in_the_star_wars_franchise"
    said = Counter(row[1] for row in raw)
    assert values(blocks, key) == Counter({2: said["Yes"], 1: said["No"]})
    assert Counter(units(blocks)) >= Counter(row[37] for row in raw if row[37])


def test_that_a_limesurvey_export_counts_the_unfinished():
    path = full_file("limesurvey_results_q_and_code.csv")
    file, blocks = read(path, unit_column="startlanguage")
    assert file.format == "limesurvey_respondents"
    assert sum(len(block) for block in blocks) == file.rows_read == 31
    assert "9 unfinished responses were left out." in file.notes


def test_that_visits_of_a_redcap_record_are_surveys_of_their_own():
    path = full_file("redcap_longitudinal.csv")
    file, blocks = read(path, unit_column="redcap_event_name", said=highest("pmq1"))
    assert file.format == "redcap_respondents"
    ids = [survey_id for block in blocks for survey_id in block.survey_ids or ()]
    assert len(set(ids)) == file.rows_read == 18


def test_that_an_export_without_units_asks_for_them():
    with pytest.raises(FileRefused) as refused:
        read(full_file("redcap_longitudinal.csv"))
    assert refused.value.code == "no_unit"
    assert "--unit-column" in hint(refused.value)


def test_that_an_export_without_answers_is_refused_for_that_first():
    with pytest.raises(FileRefused) as refused:
        read(full_file("redcap_checkboxes.csv"))
    assert refused.value.code == "no_questions"


def test_that_an_spss_file_is_known_by_the_labels_of_its_variables(tmp_path: Path):
    path = tmp_path / "survey.sav"
    answers = pd.DataFrame(
        {
            "unit": ["4 West", "5 East", "5 East"],
            "discharge_date": pd.to_datetime(["2026-07-01", "2026-07-02", "2026-07-03"]),
            "v1": [4.0, 3.0, 4.0],
            "v2": [4.0, 4.0, 8.0],
            "v3": [1.0, 4.0, 2.0],
        }
    )
    often = {1: "Never", 2: "Sometimes", 3: "Usually", 4: "Always"}
    pyreadstat.write_sav(
        answers,
        str(path),
        column_labels=dict(zip(("v1", "v2", "v3"), NURSES, strict=True)),
        variable_value_labels={"v1": often, "v2": often, "v3": often},
        missing_ranges={"v2": [8]},
    )
    file, blocks = read(path)
    assert file.format == "respondents"
    assert file.instrument is not None
    assert file.instrument.key == "hcahps-2025"
    assert values(blocks, "nurse_respect") == Counter({4: 2, 3: 1})
    assert values(blocks, "nurse_listen") == Counter({4: 2, 0: 1})
    assert units(blocks) == ["4 West", "5 East", "5 East"]


def test_that_labels_name_the_questions_of_an_unknown_questionnaire(tmp_path: Path):
    path = tmp_path / "food.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"ward": ["A", "B"] * 6, "v1": ["Good", "Poor"] * 6}),
        str(path),
        column_labels={"v1": "Hospital food"},
    )
    file, _ = read(path)
    assert file.instrument is not None
    item = file.instrument.item("v1")
    assert (item.label, item.wording) == ("Hospital food", "Hospital food")


def test_that_a_google_form_is_read_by_its_questions_and_other_is_reported(tmp_path: Path):
    rows = [["Timestamp", "Ward", "How satisfied are you with the food?"]]
    answers = ["Very satisfied", "Satisfied", "Neutral", "It was cold", "Dissatisfied", "Other"]
    rows += [[f"9/{n}/2026 14:05:11", "4 West", answer] for n, answer in enumerate(answers, 1)]
    file, blocks = read(write(tmp_path / "Form Responses 1.csv", rows))
    assert file.format == "google_forms_respondents"
    key = "how_satisfied_are_you_with_the_food"
    assert values(blocks, key) == Counter({5: 1, 4: 1, 3: 1, 2: 1, 0: 1, 201: 1})
    assert [(p.row, p.value) for p in file.problems] == [(5, "It was cold")]


def test_that_favorable_is_an_answer_as_other_words_are(tmp_path: Path):
    words = ["Very favorably", "Somewhat favorably", "Neither favorably nor unfavorably (neutral)"]
    words += ["Somewhat unfavorably", "Very unfavorably", "Unfamiliar (N/A)"]
    rows = [["Ward", "How do you view our food?"], *(["A", word] for word in words * 3)]
    _, blocks = read(write(tmp_path / "food.csv", rows))
    answered = values(blocks, "how_do_you_view_our_food")
    assert answered == Counter({5: 3, 4: 3, 3: 3, 2: 3, 1: 3, 201: 3})
