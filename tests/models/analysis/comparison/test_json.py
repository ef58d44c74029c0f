"""The fixed JSON of `compare`, and its rows for a spreadsheet."""

from __future__ import annotations

import json
from typing import Any

import pytest

from models.analysis.comparison.json import CSV_COLUMNS, comparison_rows, comparison_to_json
from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.results import Comparison
from models.store.database.database import Database
from tests.models.analysis.build import HERE, Hospital
from tests.models.analysis.people import HCAHPS_2025, invent, months

SIDE = {"n", "top_box", "low", "high", "mean", "too_few"}
MARKS = {"same_question", "same_period", "same_mode", "enough_answers", "unit_excluded"}


@pytest.fixture
def comparison(database: Database) -> Comparison:
    hospital = Hospital(database)
    unit, other = hospital.unit("4 West"), hospital.unit("5 East")
    span = months("2025-01", "2025-03")
    for seed, place in enumerate((unit, other)):
        hospital.add(HCAHPS_2025, invent(HCAHPS_2025, place, span, 20, seed=seed))
    return compare(database, unit, "rest", span)


@pytest.fixture
def shape(comparison: Comparison) -> dict[str, Any]:
    text = json.dumps(comparison_to_json(comparison), allow_nan=False)
    found: dict[str, Any] = json.loads(text)
    return found


def test_that_the_fixed_keys_are_there(shape: dict[str, Any]) -> None:
    assert {"unit", "facility", "against", "period", "measures"} <= set(shape)
    assert (shape["unit"], shape["facility"], shape["against"]) == ("4 West", HERE, "rest")
    assert shape["period"] == {"from": "2025-01", "to": "2025-03"}
    for measure in shape["measures"]:
        assert {"measure", "label", "kind", "difference", "patients", "verdict"} <= set(measure)
        assert set(measure["unit"]) >= SIDE
        assert set(measure["other"]) >= SIDE
        assert set(measure["fair"]) >= MARKS
        assert set(measure["difference"]) >= {"top_box", "low", "high", "p", "p_adjusted", "signal"}
        assert measure["difference"]["signal"] in ("above", "below", "none", "too_few")


def test_that_patients_are_counted_for_items_only(shape: dict[str, Any]) -> None:
    for measure in shape["measures"]:
        if measure["kind"] == "item":
            gap = measure["patients"]
            assert gap["gap"] == gap["at_other_rate"] - gap["top"]
            assert gap["of"] == measure["unit"]["n"]
        else:
            assert measure["patients"] is None
            assert measure["item_gap"]["item"] in HCAHPS_2025.position


def test_that_shares_are_fractions_and_means_percent_of_the_best(shape: dict[str, Any]) -> None:
    for measure in shape["measures"]:
        for side in ("unit", "other"):
            found = measure[side]
            assert 0 <= found["low"] <= found["top_box"] <= found["high"] <= 1
            assert 1 < found["mean"] <= 100
        difference = measure["unit"]["top_box"] - measure["other"]["top_box"]
        assert measure["difference"]["top_box"] == pytest.approx(difference)


def test_that_rows_hold_what_the_json_holds(comparison: Comparison, shape: dict[str, Any]) -> None:
    rows = comparison_rows(comparison)
    assert len(rows) == len(shape["measures"])
    for row, measure in zip(rows, shape["measures"], strict=True):
        assert tuple(row) == CSV_COLUMNS
        assert row["unit_top_box"] == measure["unit"]["top_box"]
        assert row["other_n"] == measure["other"]["n"]
        assert row["p_adjusted"] == measure["difference"]["p_adjusted"]
        assert row["same_mode"] is measure["fair"]["same_mode"]
        gap = measure["patients"]
        assert row["patients_gap"] == (gap["gap"] if gap else None)
