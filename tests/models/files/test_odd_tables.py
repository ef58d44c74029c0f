"""Tables whose answers stand in an unusual place: side by side, beside totals, on twin sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.errors import FileRefused, UsageProblem
from models.files.content import ReadOptions
from models.files.mapping import ColumnMapping, Mapping, Role
from models.files.questions import LeftOut, QuestionKind
from tests.models.files.surveys import ReadSurvey, read_survey, write_csv, write_workbook

QUALITY = ["Poor", "Fair", "Good", "Very good", "Excellent"]
WARDS = [["Ward", "Care"], *([f"W{n % 2}", QUALITY[n % 5]] for n in range(40))]


def labels(read: ReadSurvey, key: str) -> dict[str, int]:
    assert read.file.instrument is not None
    scale = read.file.instrument.item(key).scale
    counts = Counter(read.answers(key))
    return {a.label: counts[a.value] for a in scale.answers if counts[a.value]}


def choices(header: str, marks: tuple[str, str]) -> list[list[str]]:
    """Return a table in which each answer of a question has a column."""
    rows = [["Ward", "Care", *(header.format(answer) for answer in QUALITY)]]
    for n in range(40):
        chosen = (3 * n) % 5
        mark = [marks[0] or QUALITY[k] if k == chosen else marks[1] for k in range(5)]
        rows.append(["A", QUALITY[n % 5], *mark])
    return rows


@pytest.mark.parametrize("header", ["How was the food? [{}]", "How was the food? – {}"])
@pytest.mark.parametrize("marks", [("1", "0"), ("", ""), ("Checked", "Unchecked")])
def test_that_answers_side_by_side_are_one_question(
    tmp_path: Path, header: str, marks: tuple[str, str]
) -> None:
    read = read_survey(write_csv(tmp_path / "a.csv", choices(header, marks)))
    assert labels(read, "how_was_the_food") == dict.fromkeys(QUALITY, 8)
    assert read.file.instrument is not None
    assert [item.key for item in read.file.instrument.items] == ["care", "how_was_the_food"]
    assert read.file.left_out == ()


def test_that_choices_of_which_many_are_taken_are_no_question(tmp_path: Path) -> None:
    rows = choices("How was the food? [{}]", ("1", "0"))
    for row in rows[1::2]:
        row[2:4] = ["1", "1"]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert read.file.instrument is not None
    assert [item.key for item in read.file.instrument.items] == ["care"]
    assert len(read.file.left_out) == 5


def test_that_a_rare_zero_is_asked_about_in_all_columns_alike(tmp_path: Path) -> None:
    rows: list[list[str]] = [["Ward", "Care", "Item1", "Item2", "Item3"]]
    for n in range(100):
        zeros = (n % 20 == 0, n == 7, n % 20 == 5)
        items = ["0" if zero else str((5 * n + k) % 3 + 1) for k, zero in enumerate(zeros)]
        rows.append(["A", QUALITY[n % 5], *items])
    path = write_csv(tmp_path / "a.csv", rows)
    (question,) = read_survey(path).file.questions
    assert question.kind is QuestionKind.ORDER
    assert question.columns == ("Item1", "Item2", "Item3")
    assert [choice.key for choice in question.choices] == ["0", "1", "2", "3"]
    told = ColumnMapping("Item*", Role.ITEM, answers=(("0",), ("1",), ("2",), ("3",)))
    read = read_survey(path, ReadOptions(said=Mapping(columns=(told,))))
    assert labels(read, "item2")["0"] == 1
    assert read.file.questions == ()


def test_that_few_items_of_one_name_are_part_of_a_battery_of_many(tmp_path: Path) -> None:
    rows = [["Ward", "Care", "N1", "N2", "D1", "D2"]]
    for n in range(60):
        rows.append(["A", QUALITY[n % 5], *(str((n // 5 * k) % 5 + 1) for k in (1, 2, 3, 4))])
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    left = {c.column: c.reason for c in read.file.left_out}
    assert left == dict.fromkeys(("N1", "N2", "D1", "D2"), LeftOut.DIRECTION)


def test_that_totals_and_a_second_table_below_are_no_answers(tmp_path: Path) -> None:
    rows = [*WARDS, ["Total", "40 answers"], ["Ward", "Beds"], ["W0", "20"], ["W1", "18"]]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert len(read.rows) == 40
    assert {row.unit for row in read.rows} == {"W0", "W1"}
    assert [p.reason for p in read.file.problems] == [
        "belongs to another table below",
        "belongs to another table below",
        "belongs to another table below",
        "is a total of other rows",
    ]


def coded(words: bool) -> list[list[str | int]]:
    rows: list[list[str | int]] = [["Ward", "Q1"]]
    for n in range(40):
        rows.append([f"W{n % 2}", QUALITY[n % 5] if words else 5 - n % 5])
    return rows


@pytest.mark.parametrize("sheet", [None, "Codes"])
def test_that_the_same_answers_in_words_are_a_code_book(tmp_path: Path, sheet: str | None) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"Codes": coded(False), "Labels": coded(True)})
    read = read_survey(path, ReadOptions(sheet=sheet))
    assert labels(read, "q1") == dict.fromkeys(QUALITY, 8)
    assert read.file.questions == ()


def test_that_it_is_asked_which_of_several_alike_sheets_is_meant(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"May": WARDS, "June": WARDS[:20]})
    (question,) = read_survey(path).file.questions
    assert (question.id, question.default) == ("sheet", None)
    assert [choice.key for choice in question.choices] == ["May", "June"]
    assert read_survey(path, ReadOptions(sheet="June")).file.questions == ()


def test_that_a_column_that_is_named_does_not_change_the_sheet(tmp_path: Path) -> None:
    beds = [["Place", "Beds"], *([f"P{n % 3}", str(n % 9)] for n in range(200))]
    answers = [["Dept", "Care"], *WARDS[1:]]
    path = write_workbook(tmp_path / "a.xlsx", {"Beds": beds, "Answers": answers})
    assert read_survey(path, ReadOptions(unit_column="Dept")).file.sheet == "Answers"
    small = [["Dept", "Care"], *WARDS[1:5]]
    path = write_workbook(tmp_path / "b.xlsx", {"Answers": WARDS, "Old": small})
    with pytest.raises(UsageProblem):
        read_survey(path, ReadOptions(unit_column="Dept"))


@pytest.mark.parametrize("texts", [["All was fine."], ["ok", "Cold food", "Great"]])
def test_that_short_and_repeated_comments_are_kept(tmp_path: Path, texts: list[str]) -> None:
    rows = [["Ward", "Care", "Comments"]]
    rows += [["A", QUALITY[n % 5], texts[n % len(texts)]] for n in range(30)]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert sum(len(row.comments) for row in read.rows) == 30


def test_that_comments_with_commas_in_a_form_are_no_choices(tmp_path: Path) -> None:
    said = ["Everything was explained, thank you", "Too noisy, I could not sleep"]
    rows = [["Timestamp", "Ward", "Care", "Comments"]]
    for n in range(40):
        stamp = f"2026-03-{n % 28 + 1:02d} 10:12:33"
        rows.append([stamp, "A", QUALITY[n % 5], f"{said[n % 2]} ({n})" if n % 3 == 0 else ""])
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert sum(len(row.comments) for row in read.rows) == 14


@pytest.mark.parametrize(
    ("words", "best"),
    [
        (["1 : Completely", "2 : Mostly", "3 : Partly", "4 : Not at all"], "Completely"),
        (["A lot", "Some", "Not much", "Not at all"], "A lot"),
    ],
)
def test_that_the_best_word_of_a_file_is_its_best_answer(
    tmp_path: Path, words: list[str], best: str
) -> None:
    rows = [["Ward", "Did staff help you?"], *(["A", words[n % 4]] for n in range(80))]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert read.file.instrument is not None
    assert read.file.instrument.item("did_staff_help_you").scale.top_label == best
    assert read.file.questions == ()


def test_that_a_code_book_under_merged_headings_names_codes_that_are_no_answers(
    tmp_path: Path,
) -> None:
    answers: list[list[str | int]] = [["ward", "q1", "q2"], ["Ward", "Were they kind?", "Noise"]]
    answers += [[f"W{n % 2}", n % 5 + 1, n % 4 + 1] for n in range(60)]
    book: list[list[str | int]] = [["Value", "", "Label"]]
    labels_of = ["Always", "Usually", "Sometimes", "Never", "Don't know"]
    book += [["q1" if n == 1 else "", n, label] for n, label in enumerate(labels_of, 1)]
    book += [["q2" if n == 1 else "", n, label] for n, label in enumerate(labels_of[:4], 1)]
    path = write_workbook(tmp_path / "a.xlsx", {"Data": answers, "Values": book})
    read = read_survey(path, ReadOptions(unit="A"))
    assert read.file.instrument is not None
    (item,) = [i for i in read.file.instrument.items if i.columns[0].endswith("kind?")]
    assert labels(read, item.key) == dict.fromkeys(labels_of[:4], 12)
    assert item.scale.top_label == "Always"
    # Much noise is not good: the labels do not say which end is the best.
    assert [c.answers for c in read.file.left_out if c.column.endswith("Noise")] == [60]


def test_that_a_code_out_of_order_is_not_agreed_to_be_the_worst_answer(tmp_path: Path) -> None:
    rows = [["Ward", "Overall rating of care", "Were nurses kind?", "Were doctors kind?"]]
    for n in range(300):
        level = n % 4
        overall = QUALITY[4 - level]
        doubtful = "5" if n % 11 == 0 else str(level + 1)  # 5 by good and bad alike
        rows.append(["A", overall, str(level + 1), doubtful])
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert read.file.instrument is not None
    assert read.file.instrument.item("were_nurses_kind").scale.top_label == "1"
    left = {c.column: c.reason for c in read.file.left_out}
    assert left == {"Were doctors kind?": LeftOut.DIRECTION}


@pytest.mark.parametrize("options", [ReadOptions(), ReadOptions(unit="A")])
def test_that_the_state_of_things_in_a_log_is_no_answer(
    tmp_path: Path, options: ReadOptions
) -> None:
    rows = [["Item", "Location", "In stock", "Condition"]]
    rows += [[f"Pump {n}", f"W{n % 3}", str(n % 7), QUALITY[n % 3]] for n in range(60)]
    with pytest.raises(FileRefused) as refused:
        read_survey(write_csv(tmp_path / "a.csv", rows), options)
    assert refused.value.code == "no_questions"


def encoded(path: Path, codec: str, unit: str, answers: Sequence[str]) -> Path:
    rows = [f"{unit} {n % 2};{answers[n % len(answers)]}" for n in range(40)]
    path.write_bytes("\n".join(["Ward;Quality of care", *rows, ""]).encode(codec))
    return path


def test_that_a_guessed_encoding_is_asked_where_no_known_word_confirms_it(tmp_path: Path) -> None:
    unsure = read_survey(encoded(tmp_path / "a.csv", "cp1252", "Männer", QUALITY))
    assert [(q.id, q.default) for q in unsure.file.questions] == [("encoding", None)]
    words = ["Bardzo zła", "Zła", "Średnia", "Dobra", "Bardzo dobra"]
    sure = read_survey(encoded(tmp_path / "b.csv", "cp1250", "Oddział", words))
    assert sure.file.questions == ()
    assert {row.unit for row in sure.rows} == {"Oddział 0", "Oddział 1"}


def test_that_units_named_once_above_their_rows_are_refused_as_such(tmp_path: Path) -> None:
    rows = [["Ward", "Care"]]
    rows += [[f"W{n // 10}" if n % 10 == 0 else "", QUALITY[n % 5]] for n in range(30)]
    with pytest.raises(FileRefused) as refused:
        read_survey(write_csv(tmp_path / "a.csv", rows))
    assert (refused.value.code, refused.value.facts) == ("unit_once", {"column": "Ward"})


def test_that_a_file_that_takes_far_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 10_000_000, 1_000))
    monkeypatch.setattr("models.files.content.time.monotonic", lambda: next(clock))
    with pytest.raises(FileRefused) as refused:
        read_survey(write_csv(tmp_path / "a.csv", WARDS))
    assert refused.value.code == "too_slow"


def test_that_rows_of_one_respondent_with_different_answers_are_one_survey(
    tmp_path: Path,
) -> None:
    rows = [["Respondent ID", "Ward", "Section", "Nurses", "Food", "Comments"]]
    for n in range(40):
        rows.append([f"R{n}", "A", "1", QUALITY[n % 5], "", ""])
        rows.append([f"R{n}", "A", "2", "", QUALITY[(n + 1) % 5], f"Cold food on day {n}"])
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert len(read.rows) == 40
    assert labels(read, "nurses") == labels(read, "food") == dict.fromkeys(QUALITY, 8)
    assert read.rows[3].survey_id == "R3"
    assert read.rows[3].row == 8
    assert read.rows[3].comments == (("Comments", "Cold food on day 3"),)


def test_that_subtotals_between_the_rows_are_no_units(tmp_path: Path) -> None:
    rows = [WARDS[0]]
    for unit in ("East", "West"):
        rows += [[unit, QUALITY[n % 5]] for n in range(20)]
        rows.append([f"{unit} Total", "20 answers"])
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert len(read.rows) == 40
    assert {row.unit for row in read.rows} == {"East", "West"}


def test_that_a_joined_question_can_be_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", choices("How was the food? [{}]", ("1", "0")))
    ignored = Mapping(columns=(ColumnMapping("How was the food?", Role.IGNORE),))
    read = read_survey(path, ReadOptions(said=ignored))
    assert read.file.instrument is not None
    assert [item.key for item in read.file.instrument.items] == ["care"]
    assert [c.reason for c in read.file.left_out] == [LeftOut.IGNORED]


def test_that_a_battery_of_ones_and_twos_is_asked_about(tmp_path: Path) -> None:
    rows = [["Ward", "Q1", "Q2", "Q3"]]
    rows += [["A", *(str((n // k) % 2 + 1) for k in (1, 2, 3))] for n in range(60)]
    told = ColumnMapping("Q*", Role.ITEM, best=("1",))
    path = write_csv(tmp_path / "a.csv", rows)
    read = read_survey(path, ReadOptions(said=Mapping(columns=(told,))))
    assert labels(read, "q1") == {"1": 30, "2": 30}
    assert read.file.instrument is not None
    assert read.file.instrument.item("q1").scale.top_label == "1"
    with pytest.raises(FileRefused) as refused:
        read_survey(path)
    assert refused.value.code == "questions_open"


YES_NO = ["Yes", "No"]
LOGS = {
    "tickets": (["Ticket ID", "Unit", "Status", "Satisfied SLA"], [["Open", "Closed"], YES_NO]),
    "assets": (["Asset Tag", "Location", "Item", "Condition"], [["Pump", "Bed"], QUALITY]),
    "beds": (["Bed", "Ward", "Occupied", "Clean"], [YES_NO, YES_NO]),
    "bed states": (["Bed", "Ward", "Status", "Available"], [["Dirty", "Ready"], ["Y", "N"]]),
    "vital signs": (["Patient", "Ward", "Pain Score", "Sedation Score"], [[*"012345"], [*"01234"]]),
    "incidents": (["No", "Ward", "Severity (1-5)", "Preventable?"], [[*"12345"], YES_NO]),
    "complaints": (["Complaint No", "Ward", "Category", "Upheld"], [["Food"], [*YES_NO, "Partly"]]),
    "stock": (["SKU", "Ward", "On Hand", "Quality"], [[*"0123456789"], QUALITY]),
    "suppliers": (["Vendor", "Unit", "Delivery Rating", "Price Rating"], [[*"12345"], [*"54321"]]),
    "staff": (["Employee", "Unit", "Skills", "Teamwork"], [[*"12345"], [*"54321"]]),
}  # fmt: skip


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("unit", [None, "A"])
def test_that_a_list_of_things_holds_no_answers(tmp_path: Path, log: str, unit: str | None) -> None:
    header, (first, second) = LOGS[log]
    rows = [header]
    for n in range(60):
        place = "ABC"[n % 3]
        rows.append([f"N{n}", place, first[n % len(first)], second[n // 2 % len(second)]])
    without = [row[:1] + row[2:] for row in rows]
    for table in (rows, without):
        path = write_csv(tmp_path / "a.csv", table)
        with pytest.raises(FileRefused) as refused:
            read_survey(path, ReadOptions(unit=unit))
        assert refused.value.code == "no_questions"


def test_that_questions_are_answers_also_beside_words_of_a_list(tmp_path: Path) -> None:
    rows = [["Ward", "Priority", "How was your care?"]]
    rows += [["A", "Low", QUALITY[n % 5]] for n in range(40)]
    read = read_survey(write_csv(tmp_path / "a.csv", rows))
    assert labels(read, "how_was_your_care") == dict.fromkeys(QUALITY, 8)
