"""A survey is known again by its id; who the patient is, is stored nowhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from models.files.content import RespondentBlock
from models.importing.importer import store_survey_file
from models.importing.keys import SurveyKeys
from models.importing.report import ImportReport
from models.store.backup.back_ups import backup
from models.store.database.database import Database, open_database
from models.store.database.settings import survey_id_secret
from tests.models.importing.blocks import respondents, survey_file
from tests.models.importing.tables import everything

ALWAYS, USUALLY = 4, 3
ROWS = [
    ("4 West", "2026-07-03", {"nurse_respect": ALWAYS}),
    ("4 West", "2026-07-03", {"nurse_respect": ALWAYS}),
    ("3 East", "2026-08-30", {"nurse_respect": USUALLY}),
]
PATIENTS = ["ZZMRN-0071", "ZZMRN-0072", "ZZMRN-0071"]


def identified(rows: list = ROWS, patients: list[str] = PATIENTS) -> RespondentBlock:
    return replace(respondents(rows, ids=patients), ids_identify=True)


def keys_of(block: RespondentBlock, secret: bytes = b"1") -> list[str]:
    return SurveyKeys(lambda: secret).of(block)


def stored(db: Database, block: RespondentBlock, sha256: str = "b") -> ImportReport:
    return store_survey_file(db, survey_file(block, sha256=sha256))


def test_that_the_same_rows_again_add_nothing(database: Database) -> None:
    stored(database, identified(), "a")
    turned = stored(database, identified(ROWS[::-1], PATIENTS[::-1]))
    assert (turned.responses_added, turned.duplicates_skipped) == (0, 3)
    assert turned.problems_total == 0


def test_that_a_changed_row_with_the_same_id_is_known(database: Database) -> None:
    stored(database, identified())
    changed = [("3 East", "2026-07-03", {"nurse_respect": USUALLY})]
    report = stored(database, identified(changed, PATIENTS[:1]), "c")
    assert (report.responses_added, report.duplicates_skipped) == (0, 1)
    (problem,) = report.problems
    assert (problem.row, problem.value) == (2, None)


def test_that_the_same_patients_next_stay_is_another_survey(database: Database) -> None:
    assert stored(database, identified()).responses_added == 3
    later = [("3 East", "2026-09-30", {"nurse_respect": USUALLY})]
    assert stored(database, identified(later, PATIENTS[:1]), "c").responses_added == 1


def test_that_two_surveys_of_a_patient_on_one_day_are_two() -> None:
    keys = keys_of(identified(ROWS[:2], PATIENTS[:1] * 2))
    assert len(set(keys)) == 2
    assert keys[1].endswith(".2")


@pytest.mark.parametrize("again", ["zzmrn-0071", " ZZMRN-0071 "])
def test_that_an_id_is_the_same_however_it_is_typed(again: str) -> None:
    assert keys_of(identified(ROWS[:1], [again])) == keys_of(identified(ROWS[:1], PATIENTS[:1]))


def test_that_leading_zeros_and_decimal_zeros_change_no_id() -> None:
    keys = [keys_of(identified(ROWS[:1], [text])) for text in ("00123", "123", "123.0")]
    assert keys[0] == keys[1] == keys[2]


def test_that_a_row_without_an_id_is_known_by_its_content() -> None:
    keys = keys_of(identified(patients=["", "ZZMRN-0072", " "]))
    assert [key[0] for key in keys] == ["#", "~", "#"]


def test_that_another_database_gives_other_keys() -> None:
    one, other = (set(keys_of(identified(), secret)) for secret in (b"1", b"2"))
    assert one.isdisjoint(other)


def test_that_no_id_is_stored_or_reported(database: Database) -> None:
    stored(database, identified())
    changed = [(unit, day, {"rating": 11}) for unit, day, _values in ROWS]
    report = stored(database, identified(changed), "c")
    assert report.problems_total == 3
    told = json.dumps(report.to_json()) + repr(report) + repr(everything(database, without=()))
    assert "0071" not in told
    assert "ZZMRN" not in told.upper()


def test_that_the_secret_is_made_once_and_goes_with_a_back_up(tmp_path: Path) -> None:
    first = open_database(tmp_path / "one.db")
    with first.read() as c:
        secret = survey_id_secret(c)
    copy = backup(first, tmp_path / "copy.db")
    first.close()
    for path in (tmp_path / "one.db", copy):
        again = open_database(path)
        with again.read() as c:
            assert survey_id_secret(c) == secret
        again.close()
    other = open_database(tmp_path / "two.db")
    with other.read() as c:
        assert survey_id_secret(c) != secret
    other.close()
    assert len(secret) == 32
