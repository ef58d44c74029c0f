"""A file before it is imported: its rows, what its columns are taken for, and what is unsure."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import FileRefused, UsageProblem, UserError
from models.files.content import ReadOptions, no_progress
from models.files.mapping.value import Direction, Mapping, Role
from models.files.preview.build import preview_file
from models.files.preview.preview import Certainty, ColumnPreview, Preview, RowKind
from models.files.questions import QuestionKind
from models.files.respondents.questions import with_answer
from models.survey import Instrument
from models.survey.catalog import built_in_instruments
from tests.models.files.surveys import (
    highest,
    read_survey,
    shared_file,
    write_csv,
    write_workbook,
)
from ui.text.errors import what

WORDS = ["Very poor", "Poor", "Fair", "Good", "Very good"]
BUILT_IN = built_in_instruments()


def preview(
    path: Path,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    known: tuple[Instrument, ...] = BUILT_IN,
) -> Preview:
    return preview_file(path, options, known, no_progress)


def answered(found: Preview, question_id: str, choice: str | list[str]) -> Mapping:
    return with_answer(found.mapping, found.question(question_id), choice)


def column(found: Preview, name: str) -> ColumnPreview:
    return next(column for column in found.columns if column.name == name)


def kinds(found: Preview) -> dict[int, tuple[RowKind, str]]:
    return {row.number: (row.kind, row.reason) for row in found.rows}


def ward_rows(count: int = 30) -> list[list[str]]:
    return [
        [
            f"S{n:03d}",
            f"W{n % 3}",
            f"2026-03-{n % 28 + 1:02d}",
            WORDS[n % 5],
            str(n % 5 + 1),
            "Mail",
        ]
        for n in range(count)
    ]


HEAD = ["Survey ID", "Ward", "Discharge Date", "Q1", "Food score", "Mode"]


def test_that_every_column_is_named_with_its_role_and_why(tmp_path: Path) -> None:
    found = preview(write_csv(tmp_path / "a.csv", [HEAD, *ward_rows()]))
    assert [(c.role, c.certainty) for c in found.columns] == [
        (Role.SURVEY_ID, Certainty.SURE),
        (Role.UNIT, Certainty.SURE),
        (Role.DISCHARGE_DATE, Certainty.SURE),
        (Role.ITEM, Certainty.SURE),
        (Role.ITEM, Certainty.LIKELY),
        (Role.MODE, Certainty.SURE),
    ]
    assert all(c.reason.endswith(".") for c in found.columns)
    question = column(found, "Q1")
    assert (question.item, question.label, question.answers) == ("q1", "Q1", tuple(WORDS))
    assert question.best == ("Very good",)
    assert question.values == tuple((word, 6) for word in WORDS)
    assert question.examples == ("Very poor", "Poor", "Fair")
    assert column(found, "Food score").direction is Direction.HIGHEST
    assert (found.is_ready, found.complete, found.mappable) == (True, True, True)
    assert (found.applied, found.mapping) == ("found", Mapping())


def test_that_rows_above_between_and_below_the_data_are_told_apart(tmp_path: Path) -> None:
    rows = [
        ["Patient survey, ward report"],
        [],
        HEAD,
        *ward_rows(5),
        HEAD,
        *ward_rows(5),
        ["Confidential"],
        ["Printed on Monday", "", "", "", "", "by the office"],
    ]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    by_row = kinds(found)
    assert by_row[1] == (RowKind.TITLE, "")
    assert 2 not in by_row
    assert by_row[3] == (RowKind.HEADER, "")
    assert by_row[4] == (RowKind.DATA, "")
    assert by_row[9] == (RowKind.SKIPPED, "repeats the column names")
    assert by_row[15] == by_row[16] == (RowKind.SKIPPED, "note below the data")
    assert found.rows[0].cells == ("Patient survey, ward report",)


def test_that_shifted_rows_are_told(tmp_path: Path) -> None:
    rows = [HEAD, *ward_rows(5), [*ward_rows(1)[0], "too", "many"]]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    assert kinds(found)[7] == (RowKind.SKIPPED, "has more than 6 cells")


def test_that_identifiers_and_comments_are_not_listed(tmp_path: Path) -> None:
    rows = [["Unit", "Patient Name", "Comments", "Q1"]]
    rows += [["A", f"Name {n}", f"Somebody was kind number {n}", WORDS[n % 5]] for n in range(20)]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    for name, role in (("Patient Name", Role.IDENTIFIER), ("Comments", Role.COMMENT)):
        told = column(found, name)
        assert (told.role, told.examples, told.values) == (role, (), ())


def test_that_a_weight_is_known_and_not_taken_for_kilograms(tmp_path: Path) -> None:
    rows = [["Unit", "Weight", "Body weight", "Q1"]]
    rows += [["A", f"{0.8 + n / 50:.2f}", str(60 + n), WORDS[n % 5]] for n in range(20)]
    path = write_csv(tmp_path / "a.csv", rows)
    found = preview(path)
    assert column(found, "Weight").role is Role.WEIGHT
    assert column(found, "Body weight").role is Role.IGNORE
    assert list(read_survey(path).rows[0].values) == ["q1"]
    kilograms = [["Unit", "Weight", "Q1"], *(["A", str(60 + n), WORDS[n % 5]] for n in range(9))]
    assert column(preview(write_csv(tmp_path / "b.csv", kilograms)), "Weight").role is Role.IGNORE


def test_that_bare_numbers_are_asked_about_once_for_all_columns(tmp_path: Path) -> None:
    rows = [["Unit", "Q1", "Q2", "Q3"]]
    rows += [["A", str(n % 5 + 1), str((n + 1) % 5 + 1), WORDS[n % 3]] for n in range(50)]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    (question,) = found.questions
    assert (question.id, question.columns) == ("direction:1-5", ("Q1", "Q2"))
    assert question.text == "In 2 columns (Q1, Q2), is 5 the best answer or 1?"
    assert [choice.text for choice in question.choices] == [
        "5 is best",
        "1 is best",
        "Not a survey question",
    ]
    assert question.choices[0].detail == "20% of the answers we checked"
    assert question.default is None
    assert column(found, "Q1").certainty is Certainty.UNSURE
    then = found.with_mapping(answered(found, "direction:1-5", "lowest is best"))
    assert then.questions == ()
    assert column(then, "Q1").best == ("1",)
    assert column(then, "Q1").certainty is Certainty.SURE
    assert column(then, "Q1").reason == "As you said."


def test_that_a_question_names_two_columns_and_the_ends_that_were_given(tmp_path: Path) -> None:
    names = [
        f"Please rank these things in the order of what you liked – thing {n}" for n in (1, 2, 3)
    ]
    rows = [["Unit", *names]]
    rows += [["A", *[str((n + k) % 6 + 1) for k in range(3)]] for n in range(48)]
    rows += [["A", "2", "3", "99"]]
    (question,) = preview(write_csv(tmp_path / "a.csv", rows)).questions
    assert question.text == (
        "In 3 columns (Please rank these th … you liked – thing 1, "
        "Please rank these th … you liked – thing 2 and 1 more), is 6 the best answer or 1?"
    )
    assert [choice.text for choice in question.choices[:2]] == ["6 is best", "1 is best"]


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("Overall rating", [str(n) for n in range(11)]),
        ("Star rating", ["1", "2", "3", "4", "5"]),
        ("Overall (1 = poor, 5 = excellent)", ["1", "2", "3", "4", "5"]),
        ("Overall (1 = excellent, 5 = poor)", ["1", "2", "3", "4", "5"]),
        ("Q1", ["1 - Very poor", "2", "3", "4", "5 - Very good"]),
        ("Q1", WORDS),
    ],
)
def test_that_what_is_sure_is_not_asked(tmp_path: Path, name: str, answers: list[str]) -> None:
    rows = [["Unit", name], *(["A", answers[n % len(answers)]] for n in range(60))]
    assert preview(write_csv(tmp_path / "a.csv", rows)).questions == ()


def test_that_a_question_of_an_earlier_file_is_not_asked_again(tmp_path: Path) -> None:
    rows = [["Unit", "Q1"], *(["A", str(n % 5 + 1)] for n in range(60))]
    path = write_csv(tmp_path / "a.csv", rows)
    earlier = read_survey(path, ReadOptions(said=highest("Q1"))).file.instrument
    assert earlier is not None
    found = preview(path, known=(*BUILT_IN, earlier))
    assert found.questions == ()
    assert column(found, "Q1").reason == "The same question as in earlier files."


def test_that_dates_that_fit_both_ways_are_asked_about_on_a_real_value(tmp_path: Path) -> None:
    rows = [["Unit", "Date", "Q1"]]
    rows += [["A", f"0{n % 9 + 1}/04/2026", WORDS[n % 5]] for n in range(20)]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    (question,) = found.questions
    assert question.text == "In “Date”, which day is 01/04/2026?"
    assert [(c.key, c.text) for c in question.choices] == [
        ("day first", "1 April 2026"),
        ("month first", "4 January 2026"),
    ]
    assert question.default is None
    assert answered(found, "date order", "day first").date_order is not None
    assert found.with_mapping(answered(found, "date order", "day first")).questions == ()


def test_that_dates_under_another_header_are_asked_about(tmp_path: Path) -> None:
    rows = [["Unit", "Seen on", "Q1"]]
    rows += [["A", f"2026-04-{n % 28 + 1:02d}", WORDS[n % 5]] for n in range(20)]
    path = write_csv(tmp_path / "a.csv", rows)
    found = preview(path)
    (question,) = found.questions
    assert question.text == "What does the date in “Seen on” mean, such as 2026-04-01?"
    assert question.default == Role.RECEIVED_DATE.value
    assert column(found, "Seen on").certainty is Certainty.UNSURE
    assert read_survey(path).rows[0].received == "2026-04-01"
    for choice, role in (
        ("discharge date", Role.DISCHARGE_DATE),
        ("received date", Role.RECEIVED_DATE),
        ("none", Role.IGNORE),
    ):
        then = found.with_mapping(answered(found, "date", choice))
        assert then.questions == ()
        assert column(then, "Seen on").role is role


def test_that_several_columns_of_dates_are_not_guessed(tmp_path: Path) -> None:
    rows = [["Unit", "Seen on", "Left on", "Q1"]]
    rows += [["A", "2026-04-01", f"2026-05-{n % 28 + 1:02d}", WORDS[n % 5]] for n in range(20)]
    path = write_csv(tmp_path / "a.csv", rows)
    found = preview(path)
    (question,) = found.questions
    assert [c.key for c in question.choices] == ["Seen on", "Left on", "none"]
    assert (question.default, read_survey(path).rows[0].received) == (None, None)
    then = found.with_mapping(answered(found, "date", "Left on"))
    assert then.questions == ()
    assert column(then, "Left on").role is Role.DISCHARGE_DATE
    assert column(then, "Seen on").role is Role.IGNORE


def test_that_one_telling_date_settles_the_order(tmp_path: Path) -> None:
    rows = [["Unit", "Date", "Q1"]]
    rows += [["A", f"0{n % 9 + 1}/04/2026", WORDS[n % 5]] for n in range(20)]
    rows += [["A", "25/04/2026", "Good"]]
    assert preview(write_csv(tmp_path / "a.csv", rows)).questions == ()


def test_that_a_telling_date_in_the_middle_of_a_large_file_settles_the_order(
    tmp_path: Path,
) -> None:
    def large(telling: str) -> Path:
        rows = [["Unit", "Date", "Q1", "Comment"]]
        rows += [["A", "03/04/2026", WORDS[n % 5], "x" * 1_000] for n in range(1_000)]
        rows += [["A", telling, "Good", "x" * 1_000] for n in range(1_000)]
        return write_csv(tmp_path / "a.csv", rows)

    assert {question.id for question in preview(large("04/05/2026")).questions} == {"date order"}
    assert preview(large("25/05/2026")).questions == ()


def test_that_two_columns_that_may_be_the_unit_are_asked_about(tmp_path: Path) -> None:
    rows = [["Unit", "Ward", "Q1"]]
    rows += [[f"U{n % 4}", f"W{n % 3}", WORDS[n % 5]] for n in range(60)]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    (question,) = found.questions
    assert question.default is None
    assert [c.key for c in question.choices] == ["Unit", "Ward", "all rows"]
    assert question.choices[1].detail == "W0, W1, W2"
    chosen = found.with_mapping(answered(found, "unit", "Ward"))
    assert chosen.questions == ()
    assert column(chosen, "Ward").role is Role.UNIT


def test_that_a_units_code_is_no_other_unit(tmp_path: Path) -> None:
    rows = [["Unit Name", "Unit Code", "Q1"]]
    rows += [[f"U{n % 4}", f"{n % 4:03d}", WORDS[n % 5]] for n in range(60)]
    assert preview(write_csv(tmp_path / "a.csv", rows)).questions == ()


def test_that_a_file_without_a_unit_is_shown_and_asks_for_it(tmp_path: Path) -> None:
    rows = [["Place", "Q1"], *([f"P{n % 3}", WORDS[n % 5]] for n in range(30))]
    path = write_csv(tmp_path / "a.csv", rows)
    found = preview(path)
    (question,) = found.questions
    assert (question.default, found.is_ready, found.refused) == (None, False, None)
    assert [c.key for c in question.choices] == ["Place", "all rows"]
    assert [c.name for c in found.columns] == ["Place", "Q1"]
    assert found.with_mapping(answered(found, "unit", "Place")).is_ready
    mapping = answered(found, "unit", "all rows:4 West")
    assert found.with_mapping(mapping).is_ready
    read = read_survey(path, ReadOptions(mapping=mapping))
    assert {row.unit for row in read.rows} == {"4 West"}


def test_that_words_of_no_known_order_are_put_in_order(tmp_path: Path) -> None:
    moods = ["Glum", "Fair to middling", "Chipper"]
    rows = [["Unit", "Q1", "Q2"], *(["A", moods[n % 3], moods[n % 2]] for n in range(30))]
    path = write_csv(tmp_path / "a.csv", rows)
    found = preview(path)
    assert {question.id for question in found.questions} == {"order:q1", "order:q2"}
    question = found.question("order:q1")
    assert (question.kind, question.default) == ("order", None)
    assert question.choices[0].text == "Glum"
    assert question.choices[0].detail == "10 times"
    mapping = answered(found, "order:q1", ["Glum", "Chipper"])
    again = found.with_mapping(mapping)
    assert column(again, "Q1").answers == ("Glum", "Chipper")
    assert again.question("order:q2").default == "ignore"
    last = again.with_mapping(answered(again, "order:q2", "ignore"))
    assert (last.questions, last.is_ready) == ((), True)
    assert column(last, "Q2").role is Role.IGNORE


def test_that_an_answer_that_is_no_choice_is_a_defect(tmp_path: Path) -> None:
    rows = [["Unit", "Q1"], *(["A", str(n % 5 + 1)] for n in range(60))]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    with pytest.raises(KeyError):
        answered(found, "direction:1-5", "sideways")
    with pytest.raises(KeyError):
        answered(found, "unit", "Q1")


def test_that_a_table_that_is_no_survey_is_shown_with_the_reason(tmp_path: Path) -> None:
    rows = [["Invoice", "Amount"], *([f"I{n}", f"{n * 13.7:.2f}"] for n in range(30))]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    assert found.refused is not None
    assert what(found.refused).startswith("We found no survey questions")
    assert (found.is_ready, found.questions, len(found.rows)) == (False, (), 31)
    assert all(c.role is Role.IGNORE for c in found.columns)


def test_that_a_column_can_be_made_a_question_by_hand(tmp_path: Path) -> None:
    rows = [["Name of pet", "Room", "Kind", "Age in days"]]
    rows += [[f"Pet {n}", f"R{n % 3}", ["Cat", "Dog"][n % 2], str(n * 7)] for n in range(30)]
    found = preview(write_csv(tmp_path / "a.csv", rows))
    assert (found.is_ready, found.questions) == (False, ())
    asked = found.with_mapping(found.mapping.with_role("Kind", Role.ITEM))
    assert {question.id for question in asked.questions} == {"unit", "order:kind"}
    ready = asked.with_mapping(answered(asked, "order:kind", ["Cat", "Dog"]))
    ready = ready.with_mapping(answered(ready, "unit", "Room"))
    assert (ready.is_ready, column(ready, "Kind").best) == (True, ("Dog",))
    none = found.with_mapping(found.mapping.with_role("Age in days", Role.ITEM))
    assert column(none, "Age in days").certainty is Certainty.UNSURE
    assert "made it a question" in column(none, "Age in days").reason


def test_that_several_sheets_of_answers_are_asked_about(tmp_path: Path) -> None:
    sheets = {
        "April": [HEAD, *ward_rows(10)],
        "May": [HEAD, *ward_rows(20)],
        "About": [["This workbook was made by the office."]],
    }
    path = write_workbook(tmp_path / "a.xlsx", sheets)
    found = preview(path)
    assert [(s.name, s.chosen, s.usable) for s in found.sheets] == [
        ("April", False, True),
        ("May", True, True),
        ("About", False, False),
    ]
    question = found.question("sheet")
    assert (question.default, [c.key for c in question.choices]) == (None, ["May", "April"])
    april = found.with_mapping(answered(found, "sheet", "April"))
    assert (april.sheet, april.mapping.sheet) == ("April", "April")
    assert "sheet" not in {question.id for question in april.questions}
    named = preview(path, ReadOptions(sheet="April"))
    assert "sheet" not in {question.id for question in named.questions}
    with pytest.raises(UsageProblem):
        preview(path, ReadOptions(sheet="June"))


def test_that_a_file_of_fixed_layout_has_nothing_to_decide() -> None:
    root = Path(__file__).parents[4]
    found = preview(root / "resources" / "sample" / "HCAHPS-National.csv")
    assert (found.format, found.mappable, found.questions) == ("cms_national", False, ())
    assert {c.role for c in found.columns} == {None}
    assert found.is_ready


def test_that_only_the_first_rows_are_shown_and_the_rest_is_left_to_the_dry_run(
    tmp_path: Path,
) -> None:
    found = preview(write_csv(tmp_path / "a.csv", [HEAD, *ward_rows(2_500)]))
    assert (len(found.rows), found.complete, found.sheets[0].rows) == (200, False, None)
    assert column(found, "Survey ID").role is Role.SURVEY_ID


def test_that_a_large_text_is_cut_between_rows(tmp_path: Path) -> None:
    rows = [
        [f"S{n}", "W", "2026-03-01", "Good", "3", 'said "é\nso" ' + "x" * 900] for n in range(1500)
    ]
    path = write_csv(tmp_path / "a.csv", [HEAD, *rows])
    assert path.stat().st_size > 1_300_000
    found = preview(path)
    assert not found.complete
    assert {row.kind for row in found.rows} == {RowKind.HEADER, RowKind.DATA}


def test_that_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(FileRefused):
        preview(path)


def test_that_hcahps_is_told_by_name_and_needs_no_question(tmp_path: Path) -> None:
    item = next(i for i in BUILT_IN if i.key == "hcahps-2019").items[:8]
    head = ["Unit", "Discharge Date", *(i.key for i in item), "Shoe size"]
    rows = [["A", "2023-05-01", *("4" for _ in item), "44"] for _ in range(20)]
    found = preview(write_csv(tmp_path / "a.csv", [head, *rows]))
    assert (found.instrument, found.questions) == ("hcahps-2019", ())
    told = column(found, item[0].key)
    assert (told.role, told.certainty, told.item) == (Role.ITEM, Certainty.SURE, item[0].key)
    assert "Not a question in HCAHPS" in column(found, "Shoe size").reason


def test_that_undated_hcahps_asks_for_its_version(tmp_path: Path) -> None:
    head = ["Unit", *(f"Q{n}" for n in range(1, 8))]
    rows = [["A", *(str(n % 4 + 1) for _ in range(7))] for n in range(40)]
    path = write_csv(tmp_path / "a.csv", [head, *rows])
    names = [i.columns[0] for i in BUILT_IN[0].items[:7]]
    rows = [["A", *("Always" for _ in names)] for _ in range(40)]
    path = write_csv(tmp_path / "b.csv", [["Unit", *names], *rows])
    found = preview(path)
    if found.questions:
        question = found.question("questionnaire")
        again = found.with_mapping(answered(found, "questionnaire", question.choices[0].key))
        assert again.instrument == question.choices[0].key


def test_that_a_survey_tools_export_shows_its_own_rows(tmp_path: Path) -> None:
    ids = ["ResponseId", "Status", "Finished", "EndDate", "QID1", "QID2"]
    texts = ["Response ID", "Response Type", "Finished", "End Date", "Your ward", "How was it?"]
    imports = [f'{{"ImportId":"{name}"}}' for name in ids]
    rows = [
        [
            f"R_{n}",
            "Survey Preview" if n == 3 else "IP Address",
            str(int(n != 4)),
            "2026-03-01",
            f"W{n % 2}",
            WORDS[n % 5],
        ]
        for n in range(20)
    ]
    path = write_csv(tmp_path / "a.csv", [ids, texts, imports, *rows])
    found = preview(path)
    assert found.format == "qualtrics_respondents"
    by_row = kinds(found)
    assert [by_row[n][0] for n in (1, 2, 3, 4)] == [RowKind.HEADER] * 3 + [RowKind.DATA]
    assert by_row[7] == (RowKind.SKIPPED, "preview response")
    assert by_row[8] == (RowKind.SKIPPED, "unfinished response")
    assert [c.place for c in found.columns] == list(range(6))
    assert column(found, "Status").reason == "A column that Qualtrics adds by itself."
    assert column(found, "How was it?").role is Role.ITEM
    question = found.question("unit")
    chosen = found.with_mapping(answered(found, "unit", "Your ward"))
    assert question.default is None
    assert chosen.is_ready
    read = read_survey(path, ReadOptions(mapping=chosen.mapping))
    assert len(read.rows) == 18
    assert {row.unit for row in read.rows} == {"W0", "W1"}


def test_that_the_inpatient_workbook_needs_no_question() -> None:
    found = preview(shared_file("respondents", "israel_inpatient_2016_labelled.xlsx"))
    assert (found.questions, found.is_ready, len(found.columns)) == ((), True, 46)
    by_role = {c.role: c.name for c in found.columns}
    assert (by_role[Role.UNIT], by_role[Role.FACILITY]) == ("Ward", "HOSPITAL")
    assert sum(c.role is Role.ITEM for c in found.columns) == 29
    assert column(found, "Column A").reason == "Only row numbers."


def test_that_starwars_asks_for_the_unit_and_not_for_an_order_of_characters() -> None:
    found = preview(shared_file("tools", "surveymonkey_starwars_2rows.csv"))
    ids = {question.id for question in found.questions}
    assert "unit" in ids
    assert not any(id_.startswith("order:which") for id_ in ids)
    assert [row.kind for row in found.rows[:3]] == [RowKind.HEADER, RowKind.HEADER, RowKind.DATA]
    assert not found.is_ready


@pytest.mark.parametrize(
    ("folder", "name", "header", "notes"),
    [("bad", "weird_head_padding.csv", 12, 94), ("bad", "deaths.xlsx", 5, 19)],
)
def test_that_padded_tables_show_title_names_and_notes(
    folder: str, name: str, header: int, notes: int
) -> None:
    found = preview(shared_file(folder, name))
    by_row = kinds(found)
    assert by_row[header][0] is RowKind.HEADER
    assert all(kind is RowKind.TITLE for row, (kind, _) in by_row.items() if row < header)
    assert by_row[notes] == (RowKind.SKIPPED, "note below the data")
    assert found.refused is not None
    assert what(found.refused).startswith("We found no survey questions")


def test_that_made_up_responses_are_told() -> None:
    found = preview(shared_file("tools", "qualtrics_insights_NA_options.csv"))
    assert [row.kind for row in found.rows[:3]] == [RowKind.HEADER] * 3
    assert any("test responses" in note for note in found.notes)


CELLS = st.sampled_from(
    [
        "",
        " ",
        "Unit",
        "Ward",
        "Date",
        "Q1",
        "A",
        "4 West",
        "Always",
        "Never",
        "5",
        "1",
        "03/04/2026",
    ]
) | st.text(max_size=8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=12))
def test_that_any_table_is_shown_as_it_stands_or_refused(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    path = write_csv(tmp_path / "any.csv", rows)
    try:
        found = preview(path)
    except UserError:
        return
    assert [row.number for row in found.rows] == sorted({row.number for row in found.rows})
    assert len({column.place for column in found.columns}) == len(found.columns)
    for question in found.questions:
        choice = question.choices[0].key
        answer = [choice, *(c.key for c in question.choices[1:])]
        is_order = question.kind is QuestionKind.ORDER
        with suppress(UserError):
            found.with_mapping(answered(found, question.id, answer if is_order else choice))
