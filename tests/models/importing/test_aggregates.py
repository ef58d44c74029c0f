"""Aggregated figures from file to answers: compared, followed over time, taken back."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.analysis.comparison.detail import measure_detail
from models.analysis.comparison.unit_comparison import compare
from models.analysis.funnel.unit_funnel import funnel
from models.analysis.trend.unit_trend import trend
from models.importing.importer import import_file
from models.importing.report import ImportReport
from models.importing.undo import undo_import
from models.statistics.proportions import newcombe_difference, wilson_interval
from models.store.database.database import Database
from models.store.tables import core as t
from models.store.units.units import find_unit, list_units
from models.survey import Period, parse_month

MONTHS = [f"2026-{month:02d}" for month in range(1, 9)]
UNITS = {"4 West": 24, "5 East": 18, "6 North": 30, "ICU": 12}
HEADER = ["Unit", "Measure", "Month", "n", "Top Box %"]
Cell = tuple[str, str, str]


def best(unit: str, month: str) -> int:
    """Return how many of a unit's patients gave the best answer on cleanliness in a month."""
    return UNITS[unit] * (5 + (len(unit) + int(month[-2:])) % 4) // 10


def rows(months: list[str]) -> list[list[str]]:
    found = [HEADER]
    for month in months:
        for unit, n in UNITS.items():
            top = best(unit, month)
            found.append([unit, "Cleanliness", month, str(n), f"{100 * top / n:.1f}"])
            found.append([unit, "Communication with Nurses", month, str(n), "76.4"])
            found.append([unit, "Parking", month, str(n), f"{100 * (n - 1) / n:.1f}%"])
    return found


def stored(db: Database, path: Path, table: list[list[str]]) -> ImportReport:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(table)
    return import_file(db, path)


def contents(db: Database) -> dict[str, list[tuple[object, ...]]]:
    with db.read() as c:
        return {
            table.name: sorted(map(tuple, c.execute(sa.select(table))), key=repr)
            for table in t.Base.metadata.sorted_tables
            if table.name not in ("batch", "problem", "audit", "table_digest")
        }


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Database:
    report = stored(database, tmp_path / "shares.csv", rows(MONTHS))
    assert (report.format, report.units, report.problems_total) == ("aggregates", 4, 0)
    return database


def test_that_a_comparison_shows_the_counts_behind_the_shares(filled: Database) -> None:
    with filled.read() as c:
        unit = find_unit(c, "4 West")
    found = {m.measure: m for m in compare(filled, unit, "rest").measures}
    top, n = sum(best("4 West", m) for m in MONTHS), 24 * len(MONTHS)
    others = [u for u in UNITS if u != "4 West"]
    rest = sum(best(u, m) for u in others for m in MONTHS)
    rest_n = sum(UNITS[u] for u in others) * len(MONTHS)
    clean = found["cleanliness"]
    assert (clean.unit.n, clean.unit.top_box) == (n, pytest.approx(top / n))
    assert (clean.unit.low, clean.unit.high) == pytest.approx(wilson_interval(top, n))
    assert (clean.unit.mean, clean.unit.middle, clean.unit.bottom) == (None, None, None)
    expected = newcombe_difference(top, n, rest, rest_n)
    assert expected is not None
    assert clean.difference.low == pytest.approx(expected.lower)
    assert clean.patients is not None
    assert (clean.patients.of, clean.patients.top, clean.patients.answer) == (n, top, "Always")
    assert found["parking"].unit.top_box == pytest.approx(23 / 24)


def test_that_an_average_is_no_count_of_patients_and_its_interval_is_the_widest(
    filled: Database,
) -> None:
    with filled.read() as c:
        unit = find_unit(c, "4 West")
    comparison = compare(filled, unit, "rest")
    nurses = next(m for m in comparison.measures if m.measure == "nurses")
    assert (nurses.kind, nurses.patients, nurses.item_gap) == ("composite", None, None)
    n, share = 24 * len(MONTHS), 18 / 24
    assert (nurses.unit.n, nurses.unit.top_box) == (n, pytest.approx(share))
    assert nurses.unit.bound
    widest = wilson_interval(round(share * n), n)  # of one question with as many answers
    assert (nurses.unit.low, nurses.unit.high) == pytest.approx(widest)
    assert any("as wide as they can be" in note for note in comparison.notes)
    detail = measure_detail(filled, comparison, "nurses", today=date(2026, 9, 1))
    assert [item.n_unit for item in detail.distributions] == [n]


def test_that_a_trend_has_a_point_for_each_month_and_a_funnel_one_for_each_unit(
    filled: Database,
) -> None:
    with filled.read() as c:
        unit = find_unit(c, "6 North")
    found = trend(filled, unit, "cleanliness")
    values = {point.period: point.value for point in found.points}
    assert values == {m: pytest.approx(best("6 North", m) / 30) for m in MONTHS}
    units = {row.unit: (row.n, row.top_box) for row in funnel(filled, "cleanliness").units}
    for unit_name, size in UNITS.items():
        top = sum(best(unit_name, m) for m in MONTHS)
        assert units[unit_name] == (size * 8, pytest.approx(top / (size * 8)))
    assert len(funnel(filled, "nurses").units) == 4


def test_that_surveys_are_counted_once_though_two_questionnaires_hold_their_answers(
    filled: Database,
) -> None:
    with filled.read() as c:
        assert {u.unit.name: u.responses for u in list_units(c)} == {
            unit: n * len(MONTHS) for unit, n in UNITS.items()
        }


def test_that_the_same_figures_again_add_nothing_however_they_are_laid_out(
    filled: Database, tmp_path: Path
) -> None:
    before = contents(filled)
    again = stored(filled, tmp_path / "again.csv", rows(MONTHS))
    resaved = stored(filled, tmp_path / "resaved.csv", [["Figures of 2026"], *rows(MONTHS)])
    for report in (again, resaved):
        assert (report.added_anything, report.duplicates_skipped) == (False, 96)
    assert contents(filled) == before


def test_that_next_months_file_with_all_months_adds_only_the_new_one(
    filled: Database, tmp_path: Path
) -> None:
    report = stored(filled, tmp_path / "next.csv", rows([*MONTHS, "2026-09"]))
    assert (report.duplicates_skipped, report.rows_rejected) == (96, 0)
    period = Period(parse_month("2026-09"), parse_month("2026-09"))
    with filled.read() as c:
        unit = find_unit(c, "6 North")
    (clean,) = (m for m in compare(filled, unit, "rest", period).measures if m.measure == "parking")
    assert clean.unit.n == 30


def test_that_other_figures_for_a_stored_month_are_reported_and_change_nothing(
    filled: Database, tmp_path: Path
) -> None:
    before = contents(filled)
    changed = [HEADER, ["ICU", "Cleanliness", "2026-03", "12", "100"],
               ["ICU", "Communication with Nurses", "2026-03", "12", "75"]]  # fmt: skip
    report = stored(filled, tmp_path / "changed.csv", changed)
    assert (report.added_anything, report.rows_rejected) == (False, 1)
    assert contents(filled) == before


def test_that_taking_it_back_leaves_nothing(database: Database, tmp_path: Path) -> None:
    empty = contents(database)
    report = stored(database, tmp_path / "shares.csv", rows(MONTHS))
    assert report.batch is not None
    undone = undo_import(database, report.batch)
    assert undone.tallies_removed == report.tallies_added > 0
    assert contents(database) == empty


def test_that_answers_and_shares_of_the_same_measure_are_not_added_up(
    filled: Database, tmp_path: Path
) -> None:
    table = [["Unit", "Discharge date", "How often was your room kept clean?"],
             *([["4 West", "2026-09-10", "Always"]] * 20)]  # fmt: skip
    stored(filled, tmp_path / "answers.csv", table)
    with filled.read() as c:
        keys = {row.key for row in c.execute(sa.select(t.InstrumentRow.key))}
    assert len(keys) == 3  # neither questionnaire of shares took the answers
