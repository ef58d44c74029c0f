"""All answers about a unit and a measure read the same finding: simulated units, walked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from models.analysis.comparison import compare, measure_detail
from models.analysis.funnel import funnel
from models.analysis.priorities import priorities
from models.store.database import Database, open_database
from models.survey import Period, Unit
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.packed import add_surveys
from tests.models.analysis.priorities.test_priorities import CARE
from tests.models.analysis.time_series import FIRST
from ui.text.priorities import priorities_verdict
from ui.text.units import funnel_verdict

MEASURES = ("quietness", "nurses", "food", "rating")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


def _units(db: Database) -> list[Unit]:
    """Store six units of different sizes; one is far behind in quiet, one far ahead in food."""
    hospital, random, units, surveys = Hospital(db), np.random.default_rng(3), [], []
    for number, n in enumerate((20, 40, 60, 90, 120, 160)):
        unit = hospital.unit(f"Ward {number}")
        units.append(unit)
        mood = random.normal(size=(n, 1)) + random.normal(size=(n, 4))
        mood[:, 0] -= 2.2 * (number == 4)
        mood[:, 3] += 1.5 * (number == 5)
        values = np.clip(np.round(3 + 0.8 * mood), 1, 4).astype(int)
        rating = np.clip(np.round(7.5 + mood.mean(axis=1) * 1.2), 0, 10).astype(int) + 1
        keys = ("quiet", "listen", "explain", "food")
        surveys += [
            Survey(
                unit,
                FIRST + k % 3,
                {**dict(zip(keys, map(int, row), strict=True)), "rating": int(r)},
            )
            for k, (row, r) in enumerate(zip(values, rating, strict=True))
        ]
    add_surveys(hospital, CARE, surveys)
    return units


def test_that_no_two_answers_about_a_unit_and_a_measure_contradict_each_other(db) -> None:
    when = Period(FIRST, FIRST + 2)
    units = _units(db)
    funnels = {key: funnel(db, key, period=when) for key in MEASURES}
    signals = set()
    for unit in units:
        found = compare(db, unit, "rest", when)
        ranked = {i.measure: i for i in priorities(db, unit, period=when, repeats=20).items}
        for m in found.measures:
            detail = measure_detail(db, found, m.measure)
            assert detail.comparison == m
            signals.add(m.difference.signal)
            item = ranked.get(m.measure)
            if item is not None:
                assert (item.gap, item.signal) == (m.difference.top_box, m.difference.signal)
                assert item.noticeable == m.difference.noticeable
                assert item.quadrant != "fix first" or m.difference.signal == "below"
            if m.measure in funnels:
                _same_direction(funnels[m.measure], unit, m.difference.signal)
        said = priorities_verdict(priorities(db, unit, period=when, repeats=20))
        real = any(m.difference.signal == "below" for m in found.measures if m.measure in ranked)
        assert ("No reliable gaps" in said) != real
        assert ("No clear differences" in found.verdict) != any(
            m.difference.signal in ("above", "below") for m in found.measures
        ) or "other measures" in found.verdict
    assert {"above", "below", "none"} <= signals


def _same_direction(found, unit: Unit, signal: str) -> None:
    """Two methods may differ in what they dare to say, never in the direction."""
    row = next((each for each in found.units if each.unit_id == unit.id), None)
    if row is not None and {row.signal, signal} >= {"above", "below"}:
        raise AssertionError(f"{unit.name}: {row.signal} and {signal}")
    if row is not None and row.signal in ("above", "below"):
        assert row.name in funnel_verdict(found)
