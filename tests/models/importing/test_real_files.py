"""Real files, from import to comparison, against plain computations on the file itself."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pandas as pd
import pytest

from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.results import Comparison
from models.files.content import ReadOptions
from models.importing.importer import import_file
from models.importing.undo import undo_import
from models.store.comments.sorting import unit_comments
from models.store.database.database import Database, open_database
from models.store.units.units import find_unit, list_units
from models.survey import Period, parse_month
from models.survey.catalog import resources_folder
from tests.models.files.surveys import highest

SHARED = Path(os.environ.get("SURVEY_FILES", "../shared/data"))
SATISFIED = ["Very Dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very Satisfied"]
CUTS = Path(__file__).resolve().parents[2] / "data"


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"no {name} in the folder $SURVEY_FILES ({SHARED})")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Database:
    database = open_database(tmp_path / "real.db")
    yield database
    database.close()


def compared(db: Database, unit: str, facility: str, against: str = "rest") -> Comparison:
    with db.read() as c:
        found = find_unit(c, unit, facility)
    return compare(db, found, against)


def test_that_the_israeli_workbook_counts_as_pandas_counts(store: Database) -> None:
    path = shared("respondents/israel_inpatient_2016_labelled.xlsx")
    report = import_file(store, path)
    frame = pd.read_excel(path, dtype=str, engine="calamine", keep_default_na=False)
    assert (report.rows_read, report.responses_added) == (len(frame), len(frame))
    assert report.units == frame.groupby(["HOSPITAL", "Ward"]).ngroups == 67

    comparison = compared(store, "Internal", "Carmel")
    rows = {row.measure: row for row in comparison.measures}
    here = frame.HOSPITAL == "Carmel"
    sides = {"unit": frame[here & (frame.Ward == "Internal")]}
    sides["other"] = frame[here & (frame.Ward != "Internal")]
    for column in ("Q5", "Q8", "Q21_2016", "Hospital_food"):
        for side, part in sides.items():
            answers = part[column][part[column].isin(SATISFIED)]
            estimate = getattr(rows[column.lower()], side)
            assert estimate.n == len(answers), (column, side)
            assert estimate.top_box == pytest.approx((answers == SATISFIED[-1]).mean())
            mean = answers.map(SATISFIED.index).mean() * 25
            assert estimate.mean == pytest.approx(mean)
    for side, part in sides.items():
        scores = pd.to_numeric(part.sat_score)
        scores = scores[scores <= 10]
        estimate = getattr(rows["sat_score"], side)
        assert estimate.n == len(scores)
        assert estimate.top_box == pytest.approx((scores >= 9).mean())


def test_that_the_israeli_workbook_has_its_27_questions(store: Database) -> None:
    import_file(store, shared("respondents/israel_inpatient_2016_labelled.xlsx"))
    measures = [row.measure for row in compared(store, "Surgical", "Sheba").measures]
    expected = {"sat_score", "would_recommend", "q21_2016", "hospital_food", "q30"}
    expected |= {f"q{n}" for n in (*range(4, 21), *range(22, 29))}
    assert set(measures) >= expected
    assert not {"health_status", "gender", "chronic", "language", "age_today"} & set(measures)


@pytest.mark.parametrize("whole", [False, True], ids=["cut", "whole"])
def test_that_ward_counts_add_up_as_in_the_workbook(store: Database, whole: bool) -> None:
    path = (
        shared("nhs/FFT-inpatient-Aug-2025-layout-with-invented-counts.xlsx")
        if whole
        else CUTS / "nhs" / "wards_2025_08.xlsx"
    )
    report = import_file(store, path)
    frame = pd.read_excel(path, sheet_name="Wards", header=None, dtype=str, engine="calamine")
    wards = frame[frame[3].fillna("").str.match(r"^[A-Z0-9]{3,}$") & frame[5].notna()]
    assert report.rows_read == len(wards)
    counted = wards[wards[6] != "*"]
    totals = pd.to_numeric(counted[6])
    with store.read() as c:
        responses = sum(unit.responses for unit in list_units(c))
    assert responses == totals.sum()

    same = counted.groupby([2, 4, 5])[5].transform("size") == 1
    row = counted[same & (pd.to_numeric(counted[6]) >= 30)].iloc[0]
    with store.read() as c:
        unit = find_unit(c, row[5], row[2], row[4])
    estimate = compare(store, unit, "rest").measures[0].unit
    assert estimate.n == int(row[6])
    positive = int(row[10]) + int(row[11])
    assert estimate.top_box == pytest.approx(positive / int(row[6]))
    assert estimate.top_box == pytest.approx(float(row[8]), abs=5e-4)


def test_that_a_comparison_with_the_nation_shows_the_published_percent(store: Database) -> None:
    from models.importing.sample import build_sample

    build_sample(store)
    with (resources_folder() / "sample" / "HCAHPS-National.csv").open() as stream:
        rows = {row["HCAHPS Measure ID"]: row for row in csv.DictReader(stream)}
    with store.read() as c:
        unit = find_unit(c, "4 West")
        comments = unit_comments(c, unit.id)
    period = Period(parse_month("2026-07"), parse_month("2026-09"))
    found = {m.measure: m for m in compare(store, unit, "nation", period).measures}
    for measure, published in (("nurses", "H_COMP_1_A_P"), ("rating", "H_HSP_RATING_9_10")):
        percent = int(rows[published]["HCAHPS Answer Percent"])
        assert found[measure].other.top_box == percent / 100
        assert found[measure].other.published
    assert found["restfulness"].other.top_box is None
    said = [comment.text for comment in comments]
    assert len(set(said)) > 20
    assert len(said) <= 3 * len(set(said))  # in three years, nobody twice a year


@pytest.mark.parametrize(
    "name",
    [
        "cms/HCAHPS-Hospital_2023-10_2024-09_DE-RI-VT.csv",
        "cms/HCAHPS-State_2024.csv",
        "cms/HCAHPS-National_2024.csv",
        "cms/hcahps_UT_2013_long_R.csv",
        "nhs/FFT-inpatient-Aug-2025-layout-with-invented-counts.xlsx",
        "nhs/experiences_test_data.csv",
        "respondents/israel_inpatient_2016_labelled.xlsx",
    ],
)
def test_that_a_real_file_comes_in_once_and_goes_out_without_a_trace(
    store: Database, name: str
) -> None:
    path = shared(name)
    options = ReadOptions(said=highest("fft")) if "experiences" in name else ReadOptions()
    first = import_file(store, path, options)
    again = import_file(store, path, options)
    assert first.added_anything
    assert not again.added_anything
    assert again.duplicates_skipped == again.rows_read
    assert first.batch is not None
    undone = undo_import(store, first.batch)
    assert undone.responses_removed == first.responses_added
    assert undone.tallies_removed == first.tallies_added
    assert undone.benchmarks_removed == first.benchmarks_added
    with store.read() as c:
        assert list_units(c) == []
