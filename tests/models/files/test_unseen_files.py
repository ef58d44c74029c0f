"""Real files the program had not seen, against what plain pandas counts in them.

Each gives the truth, asks a question whose natural answer gives the truth, or is refused for the
true reason; none asks more than three questions, and nothing is answered beforehand.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from models.errors import FileRefused
from models.files.content import ReadOptions, no_progress
from models.files.mapping.value import ColumnMapping, Direction, Mapping, Role
from models.files.preview.build import preview_file
from models.files.questions import LeftOut
from models.survey.catalog import built_in_instruments
from tests.models.files.surveys import FILES, ReadSurvey, read_survey, shared_file

UNSEEN = sorted(path.name for path in (FILES / "unseen").glob("*.*") if path.suffix != ".md")


def unseen(name: str) -> Path:
    return shared_file("unseen", name)


def frame_of(name: str, **style: str) -> pd.DataFrame:
    return pd.read_csv(unseen(name), dtype=str, keep_default_na=False, **style)


def labels(read: ReadSurvey, column: str) -> Counter[str]:
    """Return how often each answer of a column was read, by the words of its scale."""
    instrument = read.file.instrument
    assert instrument is not None
    item = next(item for item in instrument.items if column in item.columns)
    names = {answer.value: answer.label for answer in item.scale.answers}
    values = (row.values[item.key] for row in read.rows)
    return Counter(names[value] for value in values if value in names)


def counts(frame: pd.DataFrame, column: str, but: tuple[str, ...] = ("",)) -> Counter[str]:
    found = Counter(cell.strip() for cell in frame[column])
    return Counter({text: n for text, n in found.items() if text not in but})


def best_of(read: ReadSurvey, column: str) -> str:
    instrument = read.file.instrument
    assert instrument is not None
    item = next(item for item in instrument.items if column in item.columns)
    return item.scale.top_label


def said(*columns: ColumnMapping) -> Mapping:
    return Mapping(columns=columns)


@pytest.mark.parametrize("name", UNSEEN)
def test_that_no_file_asks_more_than_three_questions_or_answers_one_itself(name: str) -> None:
    known = built_in_instruments()
    try:
        preview = preview_file(unseen(name), ReadOptions(), known, no_progress)
    except FileRefused:
        return
    assert len(preview.questions) <= 3
    doubtful = [q for q in preview.questions if q.id.startswith(("direction", "scale", "unit"))]
    assert all(question.default is None for question in doubtful)


def test_that_the_gp_patient_survey_counts_as_pandas_counts() -> None:
    frame = frame_of("gp_patient_survey_closed.csv")
    read = read_survey(unseen("gp_patient_survey_closed.csv"), ReadOptions(unit_column="surgery"))
    for column in ("phone", "appointment_time", "overall_experience", "website"):
        assert sorted(labels(read, column).values()) == sorted(counts(frame, column).values())
    assert labels(read, "overall_experience")["Very good"] == 1_485
    one = [row for row in read.rows if row.unit == "Health Partners at Violet Melchett"]
    assert len(one) == 494


def test_that_maybe_is_an_answer_and_numbers_go_with_it() -> None:
    name = "kpi_patient_satisfaction.csv"
    read = read_survey(unseen(name))
    assert labels(read, "would_recommend") == {"Yes": 1_338, "Maybe": 432, "No": 230}
    assert best_of(read, "would_recommend") == "Yes"
    for column in ("overall_rating", "cleanliness", "pain_management"):
        assert labels(read, column) == counts(frame_of(name), column)
        assert best_of(read, column) == "5"
    assert read.file.questions == ()


def test_that_the_second_header_row_of_surveymonkey_is_no_respondent() -> None:
    name = "surveymonkey_religion_2rows_noid.csv"
    read = read_survey(unseen(name), ReadOptions(unit="All"))
    assert len(read.rows) == 1_039
    often = [c.column for c in read.file.left_out if c.column.startswith("How often")]
    assert often, "their direction, or a word of them, is open"
    assert {c.reason for c in read.file.left_out if c.column in often} <= {
        LeftOut.WORDS,
        LeftOut.DIRECTION,
    }


def test_that_spanish_words_are_read() -> None:
    name = "es_managua_encuesta_raw.csv"
    frame = frame_of(name, encoding="utf-8-sig")
    read = read_survey(unseen(name), ReadOptions(unit="Managua"))
    quality, often, better = (
        next(c for c in frame.columns if c.startswith(start))
        for start in ("¿Cómo calificaría", "¿Con qué frecuencia", "En su experiencia")
    )
    header = next(c for i in read.file.instrument.items for c in i.columns if "estado actual" in c)
    assert labels(read, header) == counts(frame, quality)
    assert best_of(read, header) == "Muy buena"
    asked = {c for item in read.file.instrument.items for c in item.columns}
    assert any("frecuencia" in name for name in asked)
    assert any("su experiencia" in name for name in asked)
    left = {c.column: c for c in read.file.left_out}
    assert left["Año de estudio en el área de la salud."].reason is LeftOut.COUNTED
    del often, better


def test_that_numbers_in_words_and_spanish_non_answers_are_read() -> None:
    name = "es_encuestas_2025_large.csv"
    frame = frame_of(name)
    read = read_survey(unseen(name), ReadOptions(unit_column="tienda"))
    words = {"diez": "10", "nueve": "9", "ocho": "8"}
    cells = [words.get(cell.strip(), cell.strip()) for cell in frame.satisfaccion]
    truth = Counter(cell for cell in cells if cell.isdigit() and int(cell) <= 10)
    assert labels(read, "satisfaccion") == truth


def test_that_spanish_comments_are_kept() -> None:
    column = ColumnMapping("Satisfacción", Role.ITEM, direction=Direction.HIGHEST)
    options = ReadOptions(unit="A", said=said(column))
    read = read_survey(unseen("es_danae_encuesta.csv"), options)
    assert sum(len(row.comments) for row in read.rows) == 15
    assert labels(read, "Satisfacción") == counts(frame_of("es_danae_encuesta.csv"), "Satisfacción")


def test_that_answers_around_zero_are_a_scale() -> None:
    name = "pl_ankieta_ada.csv"
    questions = ColumnMapping("PYT_*", Role.ITEM, direction=Direction.HIGHEST)
    options = ReadOptions(unit_column="DZIAŁ", encoding="cp1250", said=said(questions))
    read = read_survey(unseen(name), options)
    frame = frame_of(name, sep=";", encoding="cp1250")
    assert labels(read, "PYT_1") == {"-2": 14, "-1": 17, "0": 40, "1": 100, "2": 29}
    for column in ("PYT_2", "PYT_3"):
        assert labels(read, column) == counts(frame, column)
    assert {row.unit for row in read.rows} == set(frame["DZIAŁ"])


def test_that_dates_with_the_name_of_a_zone_are_read() -> None:
    column = ColumnMapping("*", Role.ITEM, direction=Direction.HIGHEST)
    options = ReadOptions(unit="A", said=said(column))
    with pytest.raises(FileRefused):
        read_survey(unseen("de_umfrage_2.csv"), ReadOptions(unit="A"))
    name = "Wie zufrieden sind Sie mit der aktuellen Entwicklung*"
    options = ReadOptions(
        unit="A", said=said(ColumnMapping(name, Role.ITEM, direction=Direction.HIGHEST))
    )
    read = read_survey(unseen("de_umfrage_2.csv"), options)
    assert {row.received[:7] for row in read.rows if row.received} == {"2023-03"}


@pytest.mark.parametrize("options", [ReadOptions(), ReadOptions(unit="A")])
def test_that_a_staffing_log_is_no_survey(options: ReadOptions) -> None:
    with pytest.raises(FileRefused) as refused:
        read_survey(unseen("dept_and_staffing.xlsx"), options)
    assert refused.value.code == "no_questions"


def test_that_averages_are_refused_as_such() -> None:
    with pytest.raises(FileRefused) as refused:
        read_survey(unseen("mukund_patient_feedback.csv"), ReadOptions(unit="A"))
    assert refused.value.code == "mean_scores"


def test_that_four_point_items_are_asked_about_and_sums_are_not() -> None:
    options = ReadOptions(
        unit="A", said=said(ColumnMapping("sest*", Role.ITEM, direction=Direction.HIGHEST))
    )
    read = read_survey(unseen("spss_survey.sav"), options)
    import pyreadstat

    frame, _ = pyreadstat.read_sav(str(unseen("spss_survey.sav")))
    for n in range(1, 11):
        column = f"sest{n}"
        truth = Counter(str(int(value)) for value in frame[column].dropna())
        assert labels(read, column) == truth
    open_columns = {c.column for c in read.file.left_out if c.reason is LeftOut.DIRECTION}
    assert {"op1", "mast1", "mast7", "lifsat1"} <= open_columns
    assert not {"toptim", "tmast", "tmarlow"} & open_columns


def test_that_shares_under_other_names_are_read() -> None:
    from models.files.recognize import open_survey_file

    path = unseen("poc30_synthetic.csv")
    file = open_survey_file(path, ReadOptions(), built_in_instruments(), no_progress)
    rows = [row for block in file.blocks for row in block]
    frame = pd.read_csv(path, skiprows=1)
    assert file.format == "aggregates"
    assert {row.unit for row in rows} <= set(frame.department)
    assert file.rows_rejected == 0
    assert file.cells_blanked <= 2


def test_that_dates_of_two_digit_years_are_read_in_published_files() -> None:
    from models.files.recognize import open_survey_file

    path = unseen("hcahps_jfeliz.csv")
    file = open_survey_file(path, ReadOptions(), built_in_instruments(), no_progress)
    figures = [figure for block in file.blocks for figure in block]
    assert file.rows_rejected == 0
    assert {(f.first_month, f.last_month) for f in figures} == {(2012 * 12 + 9, 2013 * 12 + 8)}
