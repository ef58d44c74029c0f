"""Columns that tell patients apart are kept as groups, and ages in years only as bands."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.files.cells.header_words import demographic
from models.files.content import ReadOptions, no_progress
from models.files.mapping.toml import read_mapping, write_mapping
from models.files.mapping.value import ColumnMapping, Mapping, Role
from models.files.preview.build import preview_file
from models.files.preview.preview import Certainty, ColumnPreview
from models.survey import BLANK, NO_ANSWER, Instrument
from models.survey.catalog import instrument_from_json, instrument_to_json
from models.survey.groups import group_trait_of
from tests.models.files.surveys import ReadSurvey, read_survey, write_csv

OFTEN = ["Never", "Sometimes", "Usually", "Always"]


def write(folder: Path, columns: dict[str, list[str]], name: str = "ward.csv") -> Path:
    rows = max(map(len, columns.values()))
    table = [["Unit", "Q1", *columns]]
    for n in range(rows):
        table.append(["A", OFTEN[n % 4], *(cells[n % len(cells)] for cells in columns.values())])
    return write_csv(folder / name, table)


def read(
    folder: Path,
    columns: dict[str, list[str]],
    known: tuple[Instrument, ...] = (),
    mapping: Mapping | None = None,
) -> ReadSurvey:
    return read_survey(write(folder, columns), ReadOptions(mapping=mapping), known)


def instrument_of(found: ReadSurvey) -> Instrument:
    assert found.file.instrument is not None
    return found.file.instrument


def labels(found: ReadSurvey, item: str) -> list[str]:
    return [answer.label for answer in instrument_of(found).item(item).scale.answers]


def shown(path: Path, name: str, mapping: Mapping | None = None) -> ColumnPreview:
    preview = preview_file(path, ReadOptions(mapping=mapping), (), no_progress)
    return next(column for column in preview.columns if column.name == name)


@pytest.mark.parametrize(
    ("header", "trait"),
    [
        ("AGE_TODAY", "age"),
        ("Age band", "age"),
        ("קבוצת גיל", "age"),
        ("Emergency_Or_Elective", "admission"),
        ("Admission method", "admission"),
        ("סוג אשפוז", "admission"),
        ("Admission date", None),
        ("Admitting doctor", None),
        ("Preferred language", "language"),
        ("שפה", "language"),
        ("Gender", None),
        ("Race", None),
        ("StepCanvas", None),
    ],
)
def test_that_headers_name_the_trait_in_english_and_hebrew(header: str, trait: str | None) -> None:
    assert demographic(header) == trait


def test_that_words_become_groups_and_no_measure(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {
            "Emergency or elective": ["Emergency", "Emergency", "Elective"] * 10,
            "שפה": ["עברית", "ערבית", "Other", "Refused to answer"] * 10,
        },
    )
    assert labels(found, "emergency_or_elective") == ["Emergency", "Elective"]
    assert sorted(labels(found, "שפה")[:2]) == ["עברית", "ערבית"]
    assert labels(found, "שפה")[2:] == ["Other"]
    assert found.answers("שפה")[3] == NO_ANSWER
    assert [measure.key for measure in instrument_of(found).measures] == ["q1"]
    assert found.file.problems_total == 0


def test_that_sex_is_no_group(tmp_path: Path) -> None:
    found = read(tmp_path, {"Sex": ["F", "M"] * 20, "Gender": ["F", "M"] * 20})
    assert [item.key for item in instrument_of(found).items] == ["q1"]


def test_that_ages_in_years_are_stored_as_bands_only(tmp_path: Path) -> None:
    years = ["17", "18", "34", "35.0", "64", "65", "84", "85", "103", ""]
    found = read(tmp_path, {"Age": years * 4})
    bands = labels(found, "age")
    assert bands == ["Under 18", "18-34", "35-49", "50-64", "65-74", "75-84", "85+"]
    assert "Ages are stored only as age groups: Age." in found.file.notes
    assert found.answers("age")[:10] == [1, 2, 2, 3, 4, 5, 6, 7, 7, BLANK]


def test_that_ages_of_children_are_no_scale_of_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, {"Age": ["1", "2", "3", "4", "5", "6"] * 10})
    assert group_trait_of(instrument_of(found).item("age").scale) == "age"
    assert set(found.answers("age")) == {1}


def test_that_an_age_which_is_none_is_named_nowhere(tmp_path: Path) -> None:
    found = read(tmp_path, {"Age": ["47.5", *[str(n) for n in range(20, 90)]]})
    (problem,) = found.file.problems
    assert (problem.column, problem.value) == ("Age", None)
    assert "47.5" not in problem.reason


def test_that_many_different_words_are_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, {"Language": [f"Language {n}" for n in range(20)] * 3})
    assert [item.key for item in instrument_of(found).items] == ["q1"]


def test_that_answers_on_a_known_scale_stay_on_it(tmp_path: Path) -> None:
    found = read(tmp_path, {"Admission": ["Poor", "Fair", "Good", "Very good", "Excellent"] * 8})
    assert group_trait_of(instrument_of(found).item("admission").scale) is None


def test_that_next_months_new_group_grows_the_question(tmp_path: Path) -> None:
    first = read(tmp_path, {"Language": ["Hebrew", "Hebrew", "Arabic"] * 10})
    known = instrument_from_json(instrument_to_json(instrument_of(first)))
    again = read(tmp_path, {"Language": ["Russian", "Arabic", "hebrew"] * 10}, (known,))
    assert [item.key for item in instrument_of(again).items] == ["q1", "language"]
    assert labels(again, "language") == ["Hebrew", "Arabic", "Russian"]
    assert again.answers("language")[:3] == [3, 2, 1]
    assert not again.file.changed_questions


def test_that_years_fall_into_the_bands_of_an_earlier_file(tmp_path: Path) -> None:
    first = read(tmp_path, {"Age": ["18-39", "40-64", "65+"] * 10})
    again = read(tmp_path, {"Age": [str(n) for n in range(20, 90)]}, (instrument_of(first),))
    assert labels(again, "age") == ["18-39", "40-64", "65+"]
    assert again.answers("age")[0] == again.answers("age")[19]
    assert set(again.answers("age")) == {1, 2, 3}


def test_that_the_import_screen_says_what_a_group_is_and_how_sure(tmp_path: Path) -> None:
    path = write(tmp_path, {"Language": ["Hebrew", "Arabic"] * 10, "Age": ["34", "71"] * 10})
    language, age = shown(path, "Language"), shown(path, "Age")
    assert (language.role, language.certainty) == (Role.GROUP, Certainty.SURE)
    assert set(language.answers) == {"Hebrew", "Arabic"}
    assert language.best == ()
    assert "Years are stored only as Under 18" in age.reason


def test_that_a_mapping_keeps_groups_and_reads_them_back_without_a_question(
    tmp_path: Path,
) -> None:
    columns = {"Language": ["Hebrew", "Arabic", "Other"] * 10, "Age": ["34", "71"] * 15}
    first = read(tmp_path, columns)
    assert first.file.applied is not None
    text = write_mapping(first.file.applied.mapping)
    mapping = read_mapping(text, "")
    said = mapping.column("Language")
    assert said is not None
    assert (said.role, said.best) == (Role.GROUP, ())
    again = read(tmp_path, columns, mapping=mapping)
    assert again.answers("language") == first.answers("language")
    assert again.answers("age") == first.answers("age")
    assert '"71"' not in text
    assert (
        preview_file(
            write(tmp_path, columns), ReadOptions(mapping=mapping), (), no_progress
        ).questions
        == ()
    )


def test_that_a_mapping_joins_spellings_and_names_a_trait(tmp_path: Path) -> None:
    told = ColumnMapping(
        "Tongue", Role.GROUP, label="Language", answers=(("English", "eng"), ("Arabic",))
    )
    found = read(
        tmp_path,
        {"Tongue": ["English", "eng", "Arabic", "Thai"] * 5},
        mapping=Mapping(columns=(told,)),
    )
    assert labels(found, "tongue") == ["English", "Arabic", "Thai"]
    assert found.answers("tongue")[:4] == [1, 1, 2, 3]


def test_that_a_column_told_to_be_ignored_is_no_group(tmp_path: Path) -> None:
    mapping = Mapping(columns=(ColumnMapping("Language", Role.IGNORE),))
    found = read(tmp_path, {"Language": ["Hebrew", "Arabic"] * 10}, mapping=mapping)
    assert [item.key for item in instrument_of(found).items] == ["q1"]


def test_that_a_group_without_a_trait_says_what_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path, {"Wing": ["North", "South"] * 10})
    mapping = Mapping(columns=(ColumnMapping("Wing", Role.GROUP),))
    column = shown(path, "Wing", mapping)
    assert (column.role, column.certainty) == (Role.IGNORE, Certainty.UNSURE)
    assert "age, admission, or language" in column.reason
