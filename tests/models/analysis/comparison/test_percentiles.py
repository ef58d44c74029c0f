"""Percentile ranks from a table: between its scores, with the uncertainty of the score."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.analysis.comparison import compare, percentile_ranks, read_percentiles
from models.errors import FileRefused
from models.store.database.database import Database
from models.survey import Period
from tests.models.analysis.build import Hospital
from tests.models.analysis.time_series import FIRST, QUESTIONS, quiet_months

TABLE = "measure,score,percentile\nquietness,40,5\nquietness,60,50\nquietness,80,95\n"


def table(folder: Path, text: str = TABLE) -> Path:
    path = folder / "ranks.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_that_a_rank_lies_between_the_scores_of_the_table_and_never_beyond(tmp_path: Path) -> None:
    found = read_percentiles(table(tmp_path))
    assert [found.rank("quietness", s) for s in (0.2, 0.4, 0.5, 0.7, 0.8, 1.0)] == pytest.approx(
        [5, 5, 27.5, 72.5, 95, 95]
    )
    assert found.rank("rating", 0.5) is None


def test_that_a_rank_is_as_uncertain_as_its_score(tmp_path: Path, database: Database) -> None:
    hospital = Hospital(database)
    unit = hospital.unit("ICU")
    hospital.add(QUESTIONS, quiet_months(unit, [(12, 20)]))
    found = compare(database, unit, "rest", Period(FIRST, FIRST))
    (rank,) = percentile_ranks(found, read_percentiles(table(tmp_path)))
    assert rank.rank == pytest.approx(50)
    assert rank.low < 10
    assert rank.high > 85


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("measure,score\nquietness,40\n", "percentiles-column"),
        (TABLE + "quietness,many,97\n", "percentiles-number"),
        (TABLE + "quietness,120,97\n", "percentiles-number"),
        (TABLE + "quietness,90,20\n", "percentiles-order"),
        (TABLE + "quietness,60,50\n", "percentiles-order"),
    ],
)
def test_that_a_table_that_is_none_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(FileRefused) as caught:
        read_percentiles(table(tmp_path, text))
    assert caught.value.code == code
