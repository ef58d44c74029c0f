"""The Israeli inpatient workbook against a plain pandas computation."""

from __future__ import annotations

import pandas as pd
import pytest

from models.survey import BLANK, NO_ANSWER
from tests.models.files.surveys import ReadSurvey, read_survey, shared_file

RATED = ["sat_score", "would_recommend"]
IN_WORDS = [
    *(f"Q{n}" for n in range(4, 21)), "Q21_2016", *(f"Q{n}" for n in range(22, 29)),
    "Hospital_food", "Q30",
]  # fmt: skip
SATISFACTION = ["Very Dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very Satisfied"]
FREQUENCY = ["Never", "Usually No", "Usually Yes", "Always"]


@pytest.fixture(scope="module")
def read() -> ReadSurvey:
    return read_survey(shared_file("respondents", "israel_inpatient_2016_labelled.xlsx"))


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    path = shared_file("respondents", "israel_inpatient_2016_labelled.xlsx")
    return pd.read_excel(path, engine="calamine", dtype=str, keep_default_na=False)


def test_that_every_row_is_read_without_a_problem(read: ReadSurvey, frame: pd.DataFrame) -> None:
    assert len(read.rows) == len(frame) == 11_099
    assert read.file.rows_read == 11_099
    assert (read.file.problems_total, read.file.rows_rejected, read.file.cells_blanked) == (0, 0, 0)
    assert [row.row for row in read.rows] == list(range(2, 11_101))


def test_that_hospital_and_ward_make_67_units(read: ReadSurvey, frame: pd.DataFrame) -> None:
    units = {(row.facility, row.unit) for row in read.rows}
    assert units == set(zip(frame["HOSPITAL"], frame["Ward"], strict=True))
    assert len(units) == 67
    assert len({row.facility for row in read.rows}) == 23


def test_that_the_id_is_the_survey_id_and_not_the_row_counter(
    read: ReadSurvey, frame: pd.DataFrame
) -> None:
    assert [row.survey_id for row in read.rows] == frame["id"].tolist()


def test_that_the_measures_are_the_27_questions_in_words_and_the_two_ratings(
    read: ReadSurvey,
) -> None:
    assert read.file.instrument is not None
    keys = [measure.key for measure in read.file.instrument.measures]
    assert keys == [name.lower() for name in [*RATED, *IN_WORDS]]
    assert len(IN_WORDS) == 27


@pytest.mark.parametrize("name", [*RATED, *IN_WORDS])
def test_that_answers_and_non_answers_are_counted_as_pandas_counts_them(
    read: ReadSurvey, frame: pd.DataFrame, name: str
) -> None:
    counts = frame[name].value_counts()
    if name in RATED:
        labels = [str(n) for n in range(1, 11)]
    else:
        labels = FREQUENCY if name in ("Q20", "Q26") else SATISFACTION
    expected = {value: int(counts[label]) for value, label in enumerate(labels, 1)}
    expected[NO_ANSWER] = int(counts.drop(labels).sum())
    found = pd.Series(read.answers(name.lower())).value_counts().to_dict()
    assert found == expected
    assert BLANK not in found


def test_that_top_box_by_unit_is_what_pandas_computes(
    read: ReadSurvey, frame: pd.DataFrame
) -> None:
    valid = frame[frame["Q5"].isin(SATISFACTION)]
    expected = (
        valid.assign(top=valid["Q5"] == "Very Satisfied")
        .groupby(["HOSPITAL", "Ward"])["top"]
        .mean()
    )
    rows = [(r.facility, r.unit, r.values["q5"]) for r in read.rows if r.values["q5"] != NO_ANSWER]
    mine = pd.DataFrame(rows, columns=["HOSPITAL", "Ward", "value"])
    found = mine.assign(top=mine["value"] == 5).groupby(["HOSPITAL", "Ward"])["top"].mean()
    pd.testing.assert_series_equal(found, expected)
