"""HCAHPS respondent tables: versions, codes and words, skips, and what is rejected."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import FileRefused, UsageProblem
from models.files.content import ReadOptions
from models.files.questionnaires.hcahps_headers import split_number
from models.survey import BLANK, NO_ANSWER, NOT_APPLICABLE, Instrument, Item
from models.survey.catalog import built_in_instruments
from tests.models.files.surveys import highest, read_survey, write_csv
from ui.text.errors import hint

VERSIONS = {i.key: i for i in built_in_instruments() if i.family == "hcahps"}
DAYS = {
    "hcahps-2013": "2016-05-0",
    "hcahps-2018": "2018-05-0",
    "hcahps-2019": "2022-05-0",
    "hcahps-2025": "2025-05-0",
}
FIRST_ROW = 2

Writing = Callable[[Item, int], str]


def code_of(item: Item, value: int) -> str:
    answer = item.scale.by_value[value]
    return answer.label if answer.label.isdigit() else answer.codes[0]


def word_of(item: Item, value: int) -> str:
    label = item.scale.by_value[value].label
    if item.key == "rating" and label in ("0", "10"):
        return {"0": "0-Worst possible", "10": "10-Best possible"}[label]
    return label.upper() if value % 2 else label


def single_items(version: Instrument) -> list[Item]:
    """Return the items with a number of their own (not the boxes of one mark-all question)."""
    numbers = [item.number for item in version.items]
    return [item for item in version.items if numbers.count(item.number) == 1]


def answered(version: Instrument, rows: int, seed: int = 5) -> list[dict[str, int]]:
    """Return answers to all items; a screener never rules out what depends on it."""
    draw = random.Random(seed)
    found = []
    for _ in range(rows):
        values = {i.key: draw.choice(i.scale.answers).value for i in single_items(version)}
        for item in version.items:
            if item.screener is not None:
                others = set(version.item(item.screener.item).scale.by_value)
                values[item.screener.item] = min(others - set(item.screener.skips))
        values["rating"] = draw.choice([1, 9, 10, 11])
        found.append(values)
    return found


def numbered_file(
    folder: Path,
    key: str,
    answers: list[dict[str, int]],
    write: Writing = code_of,
    days: list[str] | None = None,
) -> Path:
    version = VERSIONS[key]
    items = single_items(version)
    days = days if days is not None else [f"{DAYS[key]}{1 + n % 9}" for n in range(len(answers))]
    dated = [] if not days else ["Discharge Date"]
    rows = [["Unit", *dated, *(f"Q{item.number}" for item in items)]]
    for n, values in enumerate(answers):
        cells = [write(item, values[item.key]) for item in items]
        rows.append(["4 West", *([days[n]] if days else []), *cells])
    return write_csv(folder / "export.csv", rows)


@pytest.mark.parametrize("write", [code_of, word_of])
@pytest.mark.parametrize("key", VERSIONS)
def test_that_every_answer_of_every_version_is_read(
    tmp_path: Path, key: str, write: Writing
) -> None:
    answers = answered(VERSIONS[key], 30)
    read = read_survey(numbered_file(tmp_path, key, answers, write))
    assert read.file.format == "respondents"
    assert read.file.instrument is VERSIONS[key]
    assert [{k: row.values[k] for k in answers[0]} for row in read.rows] == answers
    assert (read.file.rows_read, read.file.problems_total) == (30, 0)


@pytest.mark.parametrize("key", VERSIONS)
def test_that_the_version_is_told_by_the_answers_when_there_are_no_dates(
    tmp_path: Path, key: str
) -> None:
    path = numbered_file(tmp_path, key, answered(VERSIONS[key], 60), days=[])
    alike = {"hcahps-2018": "hcahps-2013"}  # the same numbers and answers: the older is taken
    assert read_survey(path).file.instrument is VERSIONS[alike.get(key, key)]


def test_that_the_pain_questions_of_2018_are_other_ones_in_the_same_places(tmp_path: Path) -> None:
    answers = answered(VERSIONS["hcahps-2018"], 4)
    days = ["2017-12-31", "2018-01-01", "2019-09-30", "2019-10-01"]
    read = read_survey(numbered_file(tmp_path, "hcahps-2018", answers, days=days))
    found = {row.row: row.instrument for row in read.rows}
    assert found == {2: "hcahps-2013", 3: "hcahps-2018", 4: "hcahps-2018"}
    assert read.by_row[2].values["pain_control"] == answers[0]["pain_talk"]
    assert read.by_row[3].values["pain_talk"] == answers[1]["pain_talk"]


def few_questions(folder: Path, dated: bool) -> Path:
    """Write questions that look alike in all versions."""
    head = ["unit", "nurse_respect", "nurse_listen", "nurse_explain", "clean", "quiet"]
    head += ["doctor_respect", "doctor_listen", "recommend", "rating"]
    row = ["4 West", "4", "3", "4", "4", "2", "4", "4", "4", "10"]
    if dated:
        head, row = ["discharge_date", *head], ["2025-02-03", *row]
    return write_csv(folder / "few.csv", [head, *[row] * 12])


def test_that_versions_which_look_alike_are_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        read_survey(few_questions(tmp_path, dated=False))
    assert "--instrument" in hint(caught.value)
    assert "hcahps-2019" in hint(caught.value)


def test_that_the_user_can_say_the_version(tmp_path: Path) -> None:
    path = few_questions(tmp_path, dated=False)
    read = read_survey(path, ReadOptions(instrument="hcahps-2019"))
    assert read.file.instrument is VERSIONS["hcahps-2019"]
    assert read.answers("nurse_listen") == [3] * 12


def test_that_an_unknown_version_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        read_survey(few_questions(tmp_path, dated=False), ReadOptions(instrument="hcahps-2030"))
    assert "hcahps-2025" in hint(caught.value)


def test_that_the_date_tells_the_version(tmp_path: Path) -> None:
    read = read_survey(few_questions(tmp_path, dated=True))
    assert read.file.instrument is VERSIONS["hcahps-2025"]


def test_that_rows_of_another_era_are_rejected_where_columns_are_numbers(tmp_path: Path) -> None:
    days = ["2025-01-01", "2024-12-31", "2025-03-01", "2019-10-01", "2025-04-01", "2025-05-01"]
    answers = answered(VERSIONS["hcahps-2025"], 6)
    read = read_survey(numbered_file(tmp_path, "hcahps-2025", answers, days=days))
    assert [row.row for row in read.rows] == [2, 4, 6, 7]
    assert read.file.rows_rejected == 2
    rejected = read.file.problems[0]
    assert (rejected.row, rejected.column, rejected.value) == (3, "Discharge Date", "2024-12-31")
    assert rejected.rejects_row
    assert "2024-12" in rejected.reason


def test_that_named_columns_go_to_the_version_of_each_rows_date(tmp_path: Path) -> None:
    head = ["unit", "Discharge date", "nurse_respect", "nurse_listen", "nurse_explain"]
    head += ["call_button", "help_right_away", "doctor_respect", "doctor_listen", "clean"]
    rows = [
        head,
        ["A", "2024-12-31", "4", "4", "4", "2", "", "4", "4", "4"],
        ["A", "2025-01-01", "4", "4", "4", "", "3", "4", "4", "4"],
        ["A", "2019-09-30", "4", "4", "4", "1", "", "4", "4", "4"],
        ["A", "2009-09-30", "4", "4", "4", "1", "", "4", "4", "4"],
    ]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    found = {row.row: row.instrument for row in read.rows}
    assert found == {2: "hcahps-2019", 3: "hcahps-2025", 4: "hcahps-2018"}
    assert read.by_row[2].values["call_button"] == 2
    assert read.by_row[3].values["help_right_away"] == 3
    assert [problem.row for problem in read.file.problems] == [5]


def test_that_dates_and_answers_which_contradict_each_other_are_refused(tmp_path: Path) -> None:
    answers = answered(VERSIONS["hcahps-2013"], 60)
    days = ["2025-05-05"] * 60
    with pytest.raises(FileRefused) as caught:
        read_survey(numbered_file(tmp_path, "hcahps-2013", answers, days=days))
    assert "--instrument" in hint(caught.value)


def with_cells(folder: Path, cells: list[dict[str, str]]) -> Path:
    """Write a 2019 file by number, with some cells replaced, by item key."""
    version = VERSIONS["hcahps-2019"]
    path = numbered_file(folder, "hcahps-2019", answered(version, len(cells)))
    lines = [line.split(",") for line in path.read_text().splitlines()]
    for line, replaced in zip(lines[1:], cells, strict=True):
        for key, text in replaced.items():
            line[lines[0].index(f"Q{version.item(key).number}")] = text
    return write_csv(path, lines)


def test_that_missing_and_skipped_codes_are_kept_apart(tmp_path: Path) -> None:
    cells = [{"nurse_listen": "M"}, {"nurse_listen": ""}, {"med_for": "8"}, {"call_button": "9"}]
    cells += [{"rating": "8"}, {"rating": "M"}, {"nurse_listen": "Don't know"}]
    read = read_survey(with_cells(tmp_path, cells))
    values = [row.values for row in read.rows]
    assert values[0]["nurse_listen"] == values[1]["nurse_listen"] == BLANK
    assert values[2]["med_for"] == NOT_APPLICABLE
    assert values[3]["call_button"] == NOT_APPLICABLE
    assert values[4]["rating"] == 9
    assert values[5]["rating"] == BLANK
    assert values[6]["nurse_listen"] == NO_ANSWER
    assert read.file.problems_total == 0


def test_that_a_screeners_no_wins_over_answers_and_a_blank_one_does_not(tmp_path: Path) -> None:
    no = {"bathroom_needed": "2", "bathroom_help": "4"}
    blank = {"bathroom_needed": "M", "bathroom_help": "4"}
    skipped = {"bathroom_needed": "2", "bathroom_help": ""}
    facility = {"discharged_to": "3", "discharge_help": "1", "discharge_symptoms": "M"}
    read = read_survey(with_cells(tmp_path, [no, blank, skipped, facility]))
    values = [row.values for row in read.rows]
    assert [v["bathroom_help"] for v in values[:3]] == [NOT_APPLICABLE, 4, NOT_APPLICABLE]
    assert values[3]["discharge_help"] == values[3]["discharge_symptoms"] == NOT_APPLICABLE
    assert any("2 answers were left out" in note for note in read.file.notes)


def test_that_a_code_off_the_scale_is_blanked_and_reported(tmp_path: Path) -> None:
    cells = [{}, {"nurse_listen": "7"}, {"rating": "11"}, {"quiet": "1,2"}]
    read = read_survey(with_cells(tmp_path, [*cells, *[{} for _ in range(60)]]))
    assert read.by_row[3].values["nurse_listen"] == BLANK
    assert read.by_row[4].values["rating"] == BLANK
    told = {(p.row, p.column, p.value, p.rejects_row) for p in read.file.problems}
    assert told == {(3, "Q2", "7", False), (4, "Q18", "11", False), (5, "Q9", "1,2", False)}
    assert (read.file.cells_blanked, read.file.rows_rejected, len(read.rows)) == (3, 0, 64)


def header_styles(item: Item) -> list[str]:
    styles = [item.key, item.columns[0], f"Q{item.number}. During this hospital stay, "]
    styles[2] += item.wording[0].lower() + item.wording[1:]
    return styles


@pytest.mark.parametrize("style", [0, 1, 2])
def test_that_items_are_known_by_key_by_xml_name_and_by_wording(tmp_path: Path, style: int) -> None:
    version = VERSIONS["hcahps-2025"]
    items = [item for item in single_items(version) if not item.about_patient]
    answers = answered(version, 20)
    head = ["unit", "discharge date", *(header_styles(item)[style] for item in items)]
    rows = [["A", "2025-03-04", *(code_of(i, v[i.key]) for i in items)] for v in answers]
    read = read_survey(write_csv(tmp_path / "a.csv", [head, *rows]))
    assert read.file.instrument is version
    for item in items:
        assert read.answers(item.key) == [values[item.key] for values in answers], item.key


def test_that_published_ids_are_known(tmp_path: Path) -> None:
    head = ["unit", "discharge date", "H_NURSE_RESPECT", "H_NURSE_LISTEN", "H_HSP_RATING"]
    rows = [head, *[["A", "2022-03-04", "4", "3", "10"]] * 5]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert read.file.instrument is VERSIONS["hcahps-2019"]
    assert read.answers("rating") == [11] * 5


def test_that_a_satisfaction_survey_with_numbered_questions_is_not_hcahps(
    tmp_path: Path,
) -> None:
    draw = random.Random(3)
    head = ["unit", "discharge date", *(f"Q{n}" for n in range(1, 30))]
    rows = [["A", "2022-03-04", *(draw.randint(1, 5) for _ in range(29))] for _ in range(80)]
    path = write_csv(tmp_path / "a.csv", [head, *rows])
    read = read_survey(path, ReadOptions(said=highest("Q*")))
    assert read.file.instrument is not None
    assert read.file.instrument.family == "custom"


def test_that_a_survey_of_fours_with_numbered_questions_is_not_hcahps(tmp_path: Path) -> None:
    draw = random.Random(3)
    head = ["unit", "discharge date", *(f"Q{n}" for n in range(1, 30))]
    rows = [["A", "2022-03-04", *(draw.randint(1, 4) for _ in range(29))] for _ in range(80)]
    path = write_csv(tmp_path / "a.csv", [head, *rows])
    read = read_survey(path, ReadOptions(said=highest("Q*")))
    assert read.file.instrument is not None
    assert read.file.instrument.family == "custom"


def test_that_mode_dates_and_ids_come_along(tmp_path: Path) -> None:
    head = ["Survey ID", "Facility", "Unit", "Discharge Date", "Received Date", "Mode"]
    head += ["Language", *(f"Q{n}" for n in range(1, 30))]
    version = VERSIONS["hcahps-2019"]
    rows = [head]
    for n, values in enumerate(answered(version, 5)):
        by_number = {i.number: code_of(i, values[i.key]) for i in single_items(version)}
        cells = [by_number.get(number, "") for number in range(1, 30)]
        day = f"0{n + 1}"
        front = [f"S{n}", "General", "A", f"2022-03-{day}", f"2022-04-{day}", "Mail", "English"]
        rows.append([*front, *cells])
    row = read_survey(write_csv(tmp_path / "a.csv", rows)).rows[1]
    assert (row.survey_id, row.facility, row.mode) == ("S1", "General", "Mail")
    assert (row.discharged, row.received) == ("2022-03-02", "2022-04-02")


def test_that_a_year_and_a_month_column_make_the_date(tmp_path: Path) -> None:
    version = VERSIONS["hcahps-2025"]
    path = numbered_file(tmp_path, "hcahps-2025", answered(version, 4), days=[])
    lines = [line.split(",") for line in path.read_text().splitlines()]
    dated = [["discharge-yr", "discharge-month"], *[["2025", str(n)] for n in range(3, 7)]]
    rows = [[*day, *line] for day, line in zip(dated, lines, strict=True)]
    read = read_survey(write_csv(path, rows))
    assert [row.discharged for row in read.rows][:2] == ["2025-03-01", "2025-04-01"]


def test_that_questions_of_the_hospitals_own_are_left_out_and_said(tmp_path: Path) -> None:
    version = VERSIONS["hcahps-2025"]
    path = numbered_file(tmp_path, "hcahps-2025", answered(version, 12))
    lines = [line.split(",") for line in path.read_text().splitlines()]
    rows = [[*lines[0], "Parking was easy"], *[[*line, "Yes"] for line in lines[1:]]]
    read = read_survey(write_csv(path, rows))
    assert any("Parking was easy" in note for note in read.file.notes)


def test_that_a_number_is_split_from_what_follows() -> None:
    assert split_number("Q07") == (7, "")
    assert split_number("question 12: Help") == (12, ": Help")
    assert split_number("Quiet") == (None, "Quiet")
