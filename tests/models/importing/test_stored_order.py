"""Rows stored in the order of their keys are digested, counted and commented as those they are."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.importing import respondents as intake
from models.importing.importer import store_survey_file
from models.store.backup.integrity import check
from models.store.database.database import Database
from models.store.tables import core as t
from tests.models.importing.blocks import Row, respondents, survey_file

ROWS: list[Row] = [
    (f"Ward {n % 3}", f"2026-0{1 + n % 4}-03", {"nurse_respect": 1 + n % 4, "rating": 1 + n % 11})
    for n in range(12)
]
IDS = [f"S{n}" for n in (7, 2, 11, 5, 9, 1, 12, 3, 8, 10, 4, 6)]


@pytest.fixture(autouse=True)
def few_rows_are_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "SORTED_FROM", 1)


@pytest.mark.parametrize("known", [[0], [0, 1, 2], [3, 7], [6, 11], list(range(11))])
@pytest.mark.parametrize("size", [4, 12])
def test_that_a_file_with_some_known_surveys_checks_whole(
    database: Database, known: list[int], size: int
) -> None:
    before = respondents([ROWS[n] for n in known], ids=[IDS[n] for n in known])
    store_survey_file(database, survey_file(before))
    blocks = [
        respondents(
            ROWS[start : start + size],
            ids=IDS[start : start + size],
            comments=[(n, "Comments", IDS[start + n]) for n in range(size)],
        )
        for start in range(0, len(ROWS), size)
    ]
    report = store_survey_file(database, survey_file(*blocks, sha256="b"))
    assert (report.responses_added, report.duplicates_skipped) == (12 - len(known), len(known))
    assert check(database).findings == ()
    with database.read() as c:
        comment, response = t.CommentRow, t.ResponseRow
        query = sa.select(comment.text, response.survey_key).join(
            response, response.id == comment.response_id
        )
        said = sorted(map(tuple, c.execute(query)))
    assert said == sorted((IDS[n], IDS[n]) for n in range(12) if n not in known)
