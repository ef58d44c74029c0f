"""Time the questions of the pages on a benchmark database, in this process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from models.analysis.case_mix.unit_case_mix import case_mix
from models.analysis.comparison.detail import measure_detail
from models.analysis.comparison.unit_comparison import compare
from models.analysis.funnel.unit_funnel import funnel
from models.analysis.priorities.unit_priorities import priorities
from models.analysis.subgroups.unit_subgroups import subgroups
from models.analysis.trend.unit_trend import trend
from models.store.database.database import open_database
from models.store.units.units import find_unit
from models.survey import Period, parse_month

YEAR = Period(parse_month("2018-10"), parse_month("2019-09"))
RUNS = 7


def time_questions(place: Path) -> dict[str, float]:
    """Return the median milliseconds of each question; the first run of each is left out."""
    database = open_database(place)
    try:
        with database.read() as c:
            unit = find_unit(c, "Unit 05")
        comparison = compare(database, unit, "rest", YEAR)
        questions: dict[str, Callable[[], object]] = {
            "compare a unit with the rest, one year": lambda: compare(database, unit, "rest", YEAR),
            "compare a unit with the rest, five years": lambda: compare(database, unit, "rest"),
            "detail of one measure": lambda: measure_detail(database, comparison, "nurses"),
            "one measure by groups of patients": lambda: subgroups(
                database, comparison, ["nurses"]
            ),
            "a measure over time": lambda: trend(database, unit, "nurses"),
            "all units between the limits": lambda: funnel(database, "nurses"),
            "priorities, 1,000 bootstraps": lambda: priorities(database, unit),
            "adjusted means, three questions": lambda: case_mix(
                database, "nurses", adjust=("overall_health", "education")
            ),
        }
        return {name: _median_ms(ask) for name, ask in questions.items()}
    finally:
        database.close()


def _median_ms(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[1:])
