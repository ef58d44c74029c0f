"""An organization's own questionnaires: what a file may say, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.files.content import ReadOptions, no_progress
from models.files.process.parent import read_survey_file
from models.importing.importer import import_file
from models.importing.mapping_memory import known_instruments
from models.store.database.database import open_database
from models.store.database.policy import Policy, set_policy
from models.survey.catalog import built_in_instruments, instrument_to_json
from models.survey.questionnaire_files import (
    as_stored,
    check_questionnaire,
    own_questionnaire_files,
    own_questionnaires,
    questionnaire_text,
    use_questionnaire_folders,
)
from ui.text.questionnaires import checked_words, fault_words

FILE = """
format = 1
key = "clinic"
name = "Our clinic’s survey"
first_month = "2026-01"

[scales.agreement]
answers = [
  { label = "No", box = "bottom", codes = ["1"] },
  { label = "Partly", box = "middle", codes = ["2"] },
  { label = "Yes", box = "top", codes = ["3"], words = ["Surely"] },
]
no_answers = ["9"]

[questions.felt_heard]
label = "Felt heard"
wording = "Did the staff listen to you?"
scale = "agreement"
columns = ["Q5", "Heard?"]

[questions.informed]
label = "Informed"
scale = "agreement"
columns = ["Q6"]

[[measures]]
key = "talking"
label = "Talking with patients"
items = ["felt_heard", "informed"]
stars = [60, 70, 80, 90]

[measures.benchmark]
top_box = 71.5
name = "Our group"
months = ["2025-01", "2025-12"]

[[measures]]
key = "heard"
label = "Felt heard"
items = ["felt_heard"]

[translations.es]
"Felt heard" = "Se sintió escuchado"
"""


@pytest.fixture(autouse=True)
def no_folders() -> Iterator[None]:
    yield
    use_questionnaire_folders(())
    set_policy(Policy())


def saved(folder: Path, text: str = FILE, name: str = "clinic.toml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_that_a_file_is_a_questionnaire_with_figures_and_names(tmp_path: Path) -> None:
    checked = check_questionnaire(saved(tmp_path))
    assert checked.faults == ()
    own = checked.questionnaire
    assert own is not None
    assert [item.key for item in own.instrument.items] == ["felt_heard", "informed"]
    assert [a.linear for a in own.instrument.items[0].scale.answers] == [0, 50, 100]
    assert own.benchmarks[0].top_box == 0.715
    assert own.stars == (("talking", (60, 70, 80, 90)),)
    assert own.translations["es"]["Felt heard"] == "Se sintió escuchado"
    assert checked_words(checked) == "Our clinic’s survey: 2 questions, 2 measures"


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("format = 1", "format = 2", "format", "format"),
        ('key = "clinic"', 'key = "our clinic"', "key", "key"),
        ('key = "clinic"', 'key = "nhs-fft"', "built-in", "key"),
        ("2026-01", "January", "month", "first_month"),
        ('label = "No", box = "bottom"', 'label = "No", box = "top"', "order", "scales.agreement"),
        ('codes = ["2"]', 'codes = ["1"]', "said-twice", "scales.agreement"),
        ('["9"]', '["3"]', "said-twice", "scales.agreement"),
        ('columns = ["Q6"]', 'columns = ["q 5"]', "column-twice", "questions"),
        ('scale = "agreement"', 'scale = "other"', "no-scale", "questions.felt_heard.scale"),
        ('items = ["felt_heard"]', 'items = ["rushed"]', "no-item", "measures.heard"),
        ('items = ["felt_heard"]', "items = []", "no-items", "measures.heard"),
        ('key = "heard"', 'key = "talking"', "measure-twice", "measures"),
        ("71.5", "715.0", "percent", "measures.talking.benchmark"),
        ('"2025-12"', '"2024-12"', "months", "measures.talking.benchmark"),
        ("[60, 70, 80, 90]", "[60, 70, 70, 90]", "stars", "measures.talking"),
        ('"Felt heard" =', '"Felt herd" =', "no-label", "translations.es"),
        ('label = "Informed"', "label = 7", "wrong-type", "questions[...].label"),
        ('label = "Informed"', 'lable = "Informed"', "wrong-type", "questions[...]"),
        ("format = 1", "format = ", "no-toml", ""),
    ],
)
def test_that_a_fault_is_named_with_its_place(
    old: str, new: str, code: str, where: str, tmp_path: Path
) -> None:
    assert old in FILE
    checked = check_questionnaire(saved(tmp_path, FILE.replace(old, new, 1)))
    assert checked.questionnaire is None
    assert (code, where) in [(fault.code, fault.where) for fault in checked.faults]
    assert all(fault_words(fault) for fault in checked.faults)


def test_that_of_two_files_with_one_key_the_second_is_at_fault(tmp_path: Path) -> None:
    saved(tmp_path)
    saved(tmp_path, name="copy.toml")
    use_questionnaire_folders([tmp_path, tmp_path / "none"])
    assert [len(file.faults) for file in own_questionnaire_files()] == [0, 1]
    assert [own.instrument.key for own in own_questionnaires()] == ["clinic"]


@pytest.mark.parametrize("instrument", built_in_instruments(), ids=lambda i: i.key)
def test_that_what_is_saved_is_read_again(instrument, tmp_path: Path) -> None:
    checked = check_questionnaire(saved(tmp_path, questionnaire_text(instrument)))
    assert checked.faults == ()
    own = checked.questionnaire
    assert own is not None
    assert set(own.instrument.position) == set(instrument.position)
    for item in own.instrument.items:
        assert item.scale.fingerprint == instrument.item(item.key).scale.fingerprint
    assert {m.key for m in own.instrument.measures} == set(instrument.measure_by_key)


def test_that_a_file_of_surveys_is_known_by_the_listed_columns(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    saved(folder)
    use_questionnaire_folders([folder])
    survey = tmp_path / "june.csv"
    rows = [("Unit", "Date", "Q5", "Heard again", "Q6")]
    rows += [("4 West", "2026-06-01", "3", "", "1"), ("4 West", "2026-06-02", "2", "", "9")] * 6
    survey.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    db = open_database(tmp_path / "data.db")
    report = import_file(db, survey)
    assert report.instrument == "clinic"
    assert report.responses_added == 12
    stored = next(i for i in known_instruments(db) if i.key == "clinic")
    assert stored.measure_by_key.keys() >= {"talking", "heard"}
    assert stored.listed
    db.close()


def test_that_a_file_goes_on_from_what_is_stored(tmp_path: Path) -> None:
    first = check_questionnaire(saved(tmp_path)).questionnaire
    grown = FILE.replace(
        "[[measures]]", '[questions.new]\nlabel = "New"\nscale = "agreement"\n\n[[measures]]', 1
    )
    second = check_questionnaire(
        saved(tmp_path, grown.replace('"Partly"', '"Rather"'))
    ).questionnaire
    assert first is not None
    assert second is not None
    kept = as_stored(second.instrument, first.instrument)
    assert [item.key for item in kept.items] == ["felt_heard", "informed", "new"]
    assert kept.items[0].scale == first.instrument.items[0].scale
    assert instrument_to_json(as_stored(first.instrument, first.instrument)) == instrument_to_json(
        first.instrument
    )


def test_that_a_reading_process_knows_them_too(tmp_path: Path) -> None:
    own = check_questionnaire(saved(tmp_path)).questionnaire
    assert own is not None
    survey = tmp_path / "june.csv"
    survey.write_text("Unit,Date,Q5,Q6\n" + "4 West,2026-06-01,3,1\n" * 20, encoding="utf-8")
    known = [*built_in_instruments(), own.instrument]
    file = read_survey_file(survey, ReadOptions(), known, no_progress)
    assert file.instrument is not None
    assert file.instrument.key == "clinic"
