"""DataFrames hold what the schema says, and what may leave the desk obeys the floor."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.export import frames
from models.export.frame_schema import SCHEMA
from models.export.tables import CSV, PARQUET, table_bytes
from models.store.database.database import Database
from models.store.views import read_view
from tests.models.store.hospital import import_surveys, import_wards

FRAMES = tuple(SCHEMA)


@pytest.mark.parametrize("name", FRAMES)
def test_that_a_frame_has_the_columns_and_types_of_its_schema(
    name: str, database: Database
) -> None:
    import_surveys(database)
    import_wards(database)
    frame = getattr(frames, name)(database)
    assert list(frame.columns) == list(SCHEMA[name])
    for column, (dtype, _meaning) in SCHEMA[name].items():
        assert str(frame[column].dtype).startswith(dtype.partition(",")[0])


@pytest.mark.parametrize("name", FRAMES)
def test_that_an_empty_database_gives_an_empty_frame_of_the_same_columns(
    name: str, database: Database
) -> None:
    frame = getattr(frames, name)(database)
    assert frame.empty
    assert list(frame.columns) == list(SCHEMA[name])


def test_that_surveys_have_iso_months_and_real_dates(database: Database) -> None:
    import_surveys(database)
    found = frames.surveys(database).sort_values("survey_id")
    assert set(found["month"]) == {"2026-07", "2026-08"}
    assert pd.Timestamp("2026-07-03") in set(found["discharged_on"])


def test_that_answers_carry_their_words_and_box(database: Database) -> None:
    import_surveys(database)
    found = frames.answers(database)
    quiet = found[found["item"] == "quiet"]
    assert list(quiet["answer"]) == ["Usually"]
    assert list(quiet["box"]) == ["middle"]
    assert not (found["value"] == 0).any()


def test_that_answers_and_tallies_tell_the_same(database: Database) -> None:
    import_surveys(database)
    answers, tallies = frames.answers(database), frames.tallies(database)
    keys = ["unit", "item", "month", "value"]
    counted = answers.groupby(keys).size().to_dict()
    assert tallies.set_index(keys)["count"].astype(int).to_dict() == counted


def test_that_comments_are_in_no_view(database: Database) -> None:
    from models.store.views import VIEWS

    import_surveys(database)
    with database.read() as c:
        for name in VIEWS:
            _columns, rows = read_view(c, name)
            assert "explained every medicine" not in repr(rows)


def test_that_results_hide_what_is_below_the_floor(database: Database) -> None:
    import_surveys(database)
    found = frames.results(database)
    few = found[found["unit_too_few"].fillna(False)]
    assert not few.empty
    assert few["unit_top_box"].isna().all()
    assert few["unit_n"].isna().all()


def test_that_shared_tallies_are_of_quarters_and_hide_small_counts(database: Database) -> None:
    import_wards(database)
    found = frames.shared_tallies(database)
    assert found["quarter"].str.fullmatch(r"\d{4}-Q[1-4]").all()
    shown = found["count"].dropna()
    assert ((shown >= 11) | (shown == 0)).all()


@given(st.lists(st.integers(0, 60), min_size=1, max_size=7), st.integers(2, 15))
def test_that_no_hidden_count_follows_from_the_total(counts: list[int], floor: int) -> None:
    hidden = frames.hidden_counts(counts, floor)
    kept = [count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden]
    assert not any(0 < c < floor for c, h in zip(counts, hidden, strict=True) if not h)
    if sum(counts) >= floor and kept:
        others = [c for c, h in zip(counts, hidden, strict=True) if not h and c > 0]
        assert (len(kept) > 1 and sum(kept) >= floor) or not others


def test_that_csv_opens_in_a_spreadsheet_without_running_anything(database: Database) -> None:
    frame = pd.DataFrame({"unit": pd.array(["=1+1", "Ä"], "string"), "n": [1, 2]})
    content = table_bytes(frame, CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == "'=1+1,1"


def test_that_parquet_keeps_the_types(database: Database) -> None:
    import_surveys(database)
    frame = frames.surveys(database)
    again = pd.read_parquet(io.BytesIO(table_bytes(frame, PARQUET)))
    assert again["unit"].tolist() == frame["unit"].tolist()
    assert str(again["discharged_on"].dtype).startswith("datetime64")
