"""Which end of a scale is best is told by the file, and asked where nothing tells it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from models.files.content import ReadOptions
from models.files.questions import LeftOut
from tests.models.files.surveys import ReadSurvey, highest, read_survey, write_csv

SATISFIED = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"]
FIVE = ["1", "2", "3", "4", "5"]


def survey(folder: Path, columns: dict[str, list[str]], rows: int = 60) -> ReadSurvey:
    """Read a file of some columns, whose cells come in turn."""
    table = [["Unit", "Sure", *columns]]
    for n in range(rows):
        cells = [cells[n % len(cells)] for cells in columns.values()]
        table.append(["A", SATISFIED[(7 * n) % 5 if n % 3 else n % 5], *cells])
    return read_survey(write_csv(folder / "a.csv", table))


def best(read: ReadSurvey, key: str) -> str:
    assert read.file.instrument is not None
    return read.file.instrument.item(key).scale.top_label


def is_open(read: ReadSurvey, column: str) -> bool:
    return any(c.column == column and c.reason is LeftOut.DIRECTION for c in read.file.left_out)


@pytest.mark.parametrize(
    "name", ["Q1", "Overall", "Satisfaction", "Rating", "Pain (0 = none, 10 = a lot)"]
)
def test_that_bare_numbers_are_left_out_and_asked_about(tmp_path: Path, name: str) -> None:
    draw = random.Random(name)
    cells = [str(draw.randint(1, 5)) for _ in range(60)]
    read = survey(tmp_path, {name: cells})
    assert is_open(read, name)
    assert [question.columns for question in read.file.questions] == [(name,)]
    assert list(read.rows[0].values) == ["sure"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Overall (1 = very poor, 5 = very good)", "5"),
        ("Overall (1 = very good, 5 = very poor)", "1"),
        ("Overall: 1 is best", "1"),
        ("Rate your stay from 1 (worst) to 5 (best)", "5"),
        ("Pain (1 = worst, 5 = best)", "5"),
    ],
)
def test_that_a_header_tells_the_best_number(tmp_path: Path, name: str, wanted: str) -> None:
    read = survey(tmp_path, {name: FIVE})
    keys = [key for key in read.rows[0].values if key != "sure"]
    assert [best(read, key) for key in keys] == [wanted]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["1 - Very poor", "2", "3", "4", "5 - Very good"], "5"),
        (["1 - Very good", "2", "3", "4", "5 - Very poor"], "1"),
        (["1 : Completely", "2 : Mostly", "3 : A little", "4 : Not at all"], "Completely"),
    ],
)
def test_that_words_beside_numbers_decide(tmp_path: Path, cells: list[str], wanted: str) -> None:
    read = survey(tmp_path, {"Q1": cells})
    assert best(read, "q1") == wanted


def agreeing(folder: Path, sign: int) -> ReadSurvey:
    draw = random.Random(5)
    rows = [["Unit", "Overall", "Q1"]]
    for _ in range(200):
        mood = draw.randint(0, 4)
        other = min(4, max(0, mood + draw.randint(-1, 1)))
        rows.append(["A", SATISFIED[mood], str(1 + other if sign > 0 else 5 - other)])
    return read_survey(write_csv(folder / "a.csv", rows))


def test_that_agreement_with_an_overall_rating_tells_the_direction(tmp_path: Path) -> None:
    assert best(agreeing(tmp_path, 1), "q1") == "5"
    assert best(agreeing(tmp_path, -1), "q1") == "1"


def test_that_always_is_not_the_best_answer_about_pain(tmp_path: Path) -> None:
    often = ["Never", "Sometimes", "Usually", "Always"]
    draw = random.Random(2)
    cells = [draw.choice(often) for _ in range(60)]
    read = survey(
        tmp_path,
        {"How often did you have pain?": cells, "How often did staff help with pain?": often},
    )
    assert is_open(read, "How often did you have pain?")
    assert best(read, "how_often_did_staff_help_with_pain") == "Always"


def test_that_how_often_something_happens_is_neither_good_nor_bad(tmp_path: Path) -> None:
    draw = random.Random(2)
    cells = [draw.choice(["Never", "Once a month", "Once a week", "Every day"]) for _ in range(60)]
    assert is_open(
        survey(tmp_path, {"How often do you call us?": cells}), "How often do you call us?"
    )


def test_that_nothing_is_imported_where_every_direction_is_open(tmp_path: Path) -> None:
    rows = [["Unit", "Q1"], *(["A", FIVE[n % 5]] for n in range(60))]
    path = write_csv(tmp_path / "a.csv", rows)
    with pytest.raises(Exception, match="questions_open"):
        read_survey(path)
    assert best(read_survey(path, ReadOptions(said=highest("Q*"))), "q1") == "5"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("How clean was your room? (1=very dirty 5=very clean)", "5"),
        ("Noise at night (1 very quiet - 5 very noisy)", "1"),
        ("Explanations: 1 (worst) to 5 (best)", "5"),
        ("Speed of check-in, 1 = best", "1"),
        ("Waiting (1 = much too long, 5 = very good)", "5"),
        ("Limpieza (1 = muy sucio, 5 = muy limpio)", "5"),
    ],
)
def test_that_opposites_in_a_header_tell_the_best_number(
    tmp_path: Path, name: str, wanted: str
) -> None:
    read = survey(tmp_path, {name: FIVE})
    key = next(key for key in read.rows[0].values if key != "sure")
    assert best(read, key) == wanted
    assert read.file.questions == ()


AGREED = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]


@pytest.mark.parametrize(
    "name",
    ["I had to wait too long for help", "Nobody told me about my medicine", "I wasn't listened to"],
)
def test_that_agreeing_to_a_complaint_is_asked_about(tmp_path: Path, name: str) -> None:
    read = survey(tmp_path, {name: [AGREED[n * n % 5] for n in range(7)]})
    assert is_open(read, name)


def test_that_a_statement_that_runs_against_the_others_is_asked_about(tmp_path: Path) -> None:
    draw = random.Random(3)
    levels = [draw.randrange(5) for _ in range(80)]
    columns = {
        "Staff were kind": [AGREED[n] for n in levels],
        "Staff explained": [AGREED[min(4, n + draw.randrange(2))] for n in levels],
        "Staff talked over my head": [AGREED[4 - max(0, n - draw.randrange(2))] for n in levels],
    }
    read = survey(tmp_path, columns, rows=80)
    assert {name for name in columns if is_open(read, name)} == {"Staff talked over my head"}


@pytest.mark.parametrize(
    "name",
    [
        "I felt safe (1-5)",
        "Discharge information was clear (1 to 5)",
        "Very satisfied (1/5)",
        "1 Clean room",
        "1. Quiet at night",
        "5 Clean room",
        "Q5 Friendly staff",
        "1: Excellent care",
        "1 - Excellent care",
        "How clean was it, 1-5 comfortable beds",
        "Excellent service (1-5)",
        "Room clean = 1-5",
    ],
)
def test_that_a_range_or_the_number_of_a_question_tells_no_direction(
    tmp_path: Path, name: str
) -> None:
    draw = random.Random(name)
    read = survey(tmp_path, {name: [str(draw.randint(1, 5)) for _ in range(60)]})
    assert is_open(read, name)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("How clean? 1 very dirty to 5 very clean", "5"),
        ("How clean? (5 = very clean)", "5"),
        ("How noisy was it? 1=very quiet 5=very noisy", "1"),
        ("Rate us: 1 (best) to 5 (worst)", "1"),
        ("Rate us, 5 is best", "5"),
        ("Overall, excellent (5) to terrible (1)", "5"),
    ],
)
def test_that_a_header_that_explains_its_ends_tells_the_direction(
    tmp_path: Path, name: str, wanted: str
) -> None:
    draw = random.Random(name)
    read = survey(tmp_path, {name: [str(draw.randint(1, 5)) for _ in range(60)]})
    key = next(key for key in read.rows[0].values if key != "sure")
    assert best(read, key) == wanted
