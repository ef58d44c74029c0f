"""Published figures: one test per case of every family in the folder $ORACLES.

The default folder is the copy under tests/data/oracles; CSV files that a case names lie beside
the JSON files. A family that nobody computes is a failure, as is an expected figure that a
family does not give.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest

from tests.models.statistics.oracle_families import FAMILIES, NEEDS_FOLDER

HERE = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("ORACLES") or HERE.parents[1] / "data" / "oracles")


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        family = content.get("family", path.stem)
        for number, case in enumerate(content["cases"]):
            name = f"{family}-{number}-{case.get('name', '')}"
            found.append(pytest.param(family, case, id=name))
    return found


def test_that_there_are_figures_to_test_against():
    assert _cases(), f"no figures in {FOLDER}"


@pytest.mark.parametrize(("family", "case"), _cases())
def test_that_a_published_figure_is_reproduced(family: str, case: dict[str, Any]):
    assert family in FAMILIES, f"nothing computes the family {family}"
    compute = FAMILIES[family]
    beside = {"folder": FOLDER} if family in NEEDS_FOLDER else {}
    found = compute(**beside, **case["inputs"])
    for key, expected in case["expected"].items():
        assert key in found, f"{family} does not give {key}"
        assert_agrees(found[key], expected, case.get("tolerance", 0), key)


def assert_agrees(found: Any, expected: Any, tolerance: float, where: str) -> None:
    """Compare a figure as the files mean it: see `test_that_the_comparison_can_fail`."""
    if isinstance(expected, dict):
        assert isinstance(found, dict), where
        for key, value in expected.items():
            assert key in found, f"{where}.{key} is not given"
            assert_agrees(found[key], value, tolerance, f"{where}.{key}")
    elif isinstance(expected, list):
        assert isinstance(found, list), where
        assert len(found) == len(expected), f"{where}: {len(found)} for {len(expected)}"
        if all(isinstance(value, dict) and "unit" in value for value in expected + found):
            found, expected = (
                sorted(rows, key=lambda row: row["unit"]) for rows in (found, expected)
            )
        for number, value in enumerate(expected):
            assert_agrees(found[number], value, tolerance, f"{where}[{number}]")
    elif isinstance(found, list):
        for number, value in enumerate(found):
            assert_agrees(value, expected, tolerance, f"{where}[{number}]")
    elif expected is None:
        undefined = found is None or (isinstance(found, float) and math.isnan(found))
        assert undefined, f"{where}: {found} where nothing is defined"
    elif isinstance(expected, bool | str):
        assert type(found) is type(expected), f"{where}: {found!r} for {expected!r}"
        assert found == expected, where
    else:
        assert isinstance(found, int | float), f"{where}: {found!r} for {expected}"
        assert not isinstance(found, bool), f"{where}: {found!r} for {expected}"
        assert abs(found - expected) <= tolerance, f"{where}: {found!r} for {expected!r}"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (1.1, 1.0),
        (0.0, None),
        (None, 0.0),
        (math.nan, 0.0),
        (1, True),
        (True, 1),
        ("a", "b"),
        ([1.0], [1.0, 1.0]),
        ([1.0, 2.0], 1.0),
        ({"a": 1.0}, {"a": 1.0, "b": 1.0}),
    ],
)
def test_that_the_comparison_can_fail(found: Any, expected: Any):
    with pytest.raises(AssertionError):
        assert_agrees(found, expected, 0.01, "figure")
